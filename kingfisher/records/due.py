"""What is due on a family's record, what ran over, and what of it is a practitioner's own?

Asked only after access is proved. A clock is shown as it stands on the entries the practitioner may see, and only where
the whole record says the same of it: so it never tells of a hidden entry, and never calls late what a hidden entry met.
"""

from collections.abc import Callable
from datetime import date

import msgspec

from kingfisher.agencies.models import Practitioner
from kingfisher.practice.clocks import Clock, look
from kingfisher.practice.decisions import plain
from kingfisher.practice.working_days import add_months
from kingfisher.questions.local import clock_named_here
from kingfisher.records.access import Act, families_for, prove
from kingfisher.records.asked_of import called
from kingfisher.records.beside import sees_everything
from kingfisher.records.chronologies import chronology_of, whole_chronology
from kingfisher.records.models import Family
from kingfisher.records.partnership import local, ours
from kingfisher.timeline.chronology import Chronology

ANSWER = "answer_due"  # the clock of what an audit or an independent chair asks by a day
YEAR = 12  # months: a list begins so long before its day, unless all is asked for
type Day = Callable[[Chronology], date]


class DueSeen(msgspec.Struct, frozen=True, kw_only=True):
    """The clocks of one family that a practitioner may see as they stood at the end of `on`, by the day each is due."""

    family: Family
    chronology: Chronology
    on: date
    clocks: tuple[Clock, ...]
    sees_all: bool

    @property
    def since(self) -> date:
        """The first day (inclusive) of the last twelve months."""
        return add_months(self.on, -YEAR)


def due_seen(practitioner: Practitioner, family: Family, day: Day, *, at: date) -> DueSeen:
    """Every clock on the family the practitioner may see, at the end of the day that `day` says of the record."""
    seen = chronology_of(family, practitioner, at)
    on, sees_all = day(seen), sees_everything(practitioner, family, at)
    found = _clocks(seen, on)
    if not sees_all:
        whole = whole_chronology(family)
        if len(whole.by_id) != len(seen.by_id):
            told = {_told(clock) for clock in _clocks(whole, on)}
            found = tuple(clock for clock in found if _told(clock) in told)
    return DueSeen(family=family, chronology=seen, on=on, clocks=found, sees_all=sees_all)


def _clocks(chronology: Chronology, on: date) -> tuple[Clock, ...]:
    own, here = ours(), local()
    found = look(chronology, on, own.timescales if own else None).clocks
    return tuple(clock_named_here(clock, here, on) for clock in found)


def _told(clock: Clock) -> tuple[object, ...]:
    """All that is said of a clock, but for which accounts of one happening tell it."""
    return clock.id, clock.child, clock.started, clock.due_first, clock.due, clock.state, clock.met_on, clock.breach


def own_due(practitioner: Practitioner, day: Day, *, at: date, act: Act = Act.SEE, purpose: str) -> list[DueSeen]:
    """Of each family the practitioner may open, by name, the open clocks that are theirs to do, and the answers that
    their agency waits for. Each is proved and trailed; raises `AccessRefused`."""
    found = []
    for family in families_for(practitioner, at).order_by("name", "ref"):
        prove(practitioner, act, family, at, purpose=purpose)
        seen = due_seen(practitioner, family, day, at=at)
        mine = tuple(one for one in seen.clocks if one.is_open and _is_listed(practitioner, one, seen.chronology))
        found.append(msgspec.structs.replace(seen, clocks=mine))
    return found


def _is_listed(practitioner: Practitioner, clock: Clock, chronology: Chronology) -> bool:
    return is_theirs(practitioner, clock, chronology) or is_waited_for(practitioner, clock, chronology)


def is_waited_for(practitioner: Practitioner, clock: Clock, chronology: Chronology) -> bool:
    """True when the practitioner's agency asked, as a chair or an auditor does, and another is to answer by a day."""
    if clock.id != ANSWER or is_theirs(practitioner, clock, chronology):
        return False
    return any(chronology.by_id[one].agency == practitioner.agency.slug for one in clock.started_by)


def is_theirs(practitioner: Practitioner, clock: Clock, chronology: Chronology) -> bool:
    """True when the clock is the practitioner's by name, or their agency's."""
    return is_named(practitioner, clock, chronology) or plain(clock.agency) in called(practitioner)


def is_named(practitioner: Practitioner, clock: Clock, chronology: Chronology) -> bool:
    """True when the record names the practitioner as the one whose clock it is."""
    known = {one.id: one.name for one in chronology.family.practitioners}
    named = known.get(clock.practitioner or "", clock.practitioner)
    return bool(named) and plain(named) == plain(practitioner.name)
