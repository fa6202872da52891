"""What is one clock, and what does it say?"""

from datetime import date

import msgspec

from kingfisher.practice.clock_course import OPEN, State
from kingfisher.practice.clock_reasons import Reason
from kingfisher.practice.timescales import CALLED
from kingfisher.timeline.dates import When, said


class Breach(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """It ran over: the first day it was over, and the reason somebody recorded (None: nobody has)."""

    since: date
    reason: Reason | None


class Clock(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One clock for one child, as it stood on the day.

    `due_first` and `due` (both inclusive) are the last days in time by the earliest and by the latest day it can have
    started; they differ only where that day is uncertain. `started_by` and `met_by` are entry ids. `kind` is what may
    be said of the number: law, guidance, return, local procedure or agreed. `borrowed`: the number is another area's.
    `holds_until` is the last day (inclusive) it stays so if nothing more is written; None: for good.
    """

    id: str
    title: str
    child: str
    role: str
    kind: str
    limit: str
    guidance: str
    source: str
    borrowed: bool
    started: When
    started_by: tuple[str, ...]
    due_first: date | None
    due: date | None
    state: State
    family: str = ""
    agency: str = ""
    practitioner: str | None = None
    nature: str = "duty"
    met_on: When | None = None
    met_by: tuple[str, ...] = ()
    breach: Breach | None = None
    because: str = ""
    says: str = ""
    holds_until: date | None = None

    @property
    def key(self) -> str:
        """The same for the same clock on different days: its id, the child, and what started it."""
        return f"{self.id}:{self.child}:{self.started_by[0] if self.started_by else self.started}"

    @property
    def is_open(self) -> bool:
        """True while something is still to be done or may still be done."""
        return self.state in OPEN

    @property
    def is_about(self) -> bool:
        """True when the day it is due is known only about."""
        return self.due is not None and self.due_first != self.due

    @property
    def due_words(self) -> str:
        """By when, as it is said: "by 12 March 2020", "by about 12 March 2020", "at once", "no day can be given"."""
        if self.due is None:
            return str(State.NO_DAY) if self.state is State.NO_DAY else self.limit
        return f"by {'about ' if self.is_about else ''}{said(self.due)}"

    @property
    def basis(self) -> str:
        """What the number rests on, and whether it is law, guidance or only local."""
        lent = "; another area's figure until this partnership sets its own" if self.borrowed else ""
        return f"{self.limit} ({CALLED[self.kind]}: {self.source}{lent})"
