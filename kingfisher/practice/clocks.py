"""Which clocks run for each child, by when is each due, what met it, and did any run over?

A pure reading of the record and of dated timescales (`clocks.yaml`). Running over is a state with its recorded reason
or none; it is never an error, and never more than the record proves. What each event is: `clock_events`.
"""

from datetime import date

import msgspec

from kingfisher.practice.clock import Breach, Clock
from kingfisher.practice.clock_reading import Reading
from kingfisher.practice.timescales import Timescales, standard_timescales
from kingfisher.timeline.chronology import Chronology

__all__ = ["Breach", "Clock", "Looked", "clocks", "holds_until", "look"]


class Looked(msgspec.Struct, frozen=True):
    """All clocks, by the day each is due, and the last day (inclusive) on which they all stay so (None: for good)."""

    clocks: tuple[Clock, ...]
    holds_until: date | None


def look(chronology: Chronology, as_at: date, parameters: Timescales | None = None) -> Looked:
    """Every clock, and until when all this holds, from one reading. See `clocks`."""
    reading = Reading(chronology, as_at, parameters or standard_timescales())
    found = sorted(reading.all(), key=lambda one: (one.due or date.max, one.id, one.child))  # ties as in the record
    ends = [one.holds_until for one in found if one.holds_until]
    ahead = reading.moments.next_change()
    return Looked(tuple(found), min((*ends, *([ahead] if ahead else [])), default=None))


def clocks(chronology: Chronology, as_at: date, parameters: Timescales | None = None) -> list[Clock]:
    """Every clock that had started by the end of the day, met and ended ones included, by the day each is due.

    The whole record counts, all agencies together, as far as any was aware by the day (inclusive). Where several starts
    are accounts of one happening, or fall on one certain day, they are one.
    """
    return list(look(chronology, as_at, parameters).clocks)


def holds_until(chronology: Chronology, as_at: date, parameters: Timescales | None = None) -> date | None:
    """The last day (inclusive) on which all clocks stay as they are if nothing more is written; None: for good."""
    return look(chronology, as_at, parameters).holds_until
