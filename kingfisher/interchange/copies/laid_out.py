"""What a laid-out document holds: its lines, what is listed apart, accounts side by side, and who contributed."""

from datetime import datetime

import msgspec

from kingfisher.interchange.copies.audiences import Audience, refuse_unless_fit
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import said
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.people import Family

MARKING = "OFFICIAL-SENSITIVE"


class Printed(msgspec.Struct, frozen=True, kw_only=True):
    """Who made the document and when: printed on every page, because a paper copy has no trail of its own."""

    by: str
    at: datetime

    @property
    def words(self) -> str:
        """By whom and when, as it is said."""
        return f"{self.by}, {said(self.at.date())} at {self.at:%H:%M}"


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One account as it is read. `number` counts from 1 in order; `people` carry each child's age at the entry."""

    number: int
    entry: Entry
    sort_day: str
    date_words: str
    time: str
    edtf: str
    precision: str
    date_as_written: str
    agency: str
    people: tuple[str, ...]
    kind: str
    outcome: str
    how_known: str
    seen: str
    text: str
    source: str
    handling: str
    remarks: tuple[str, ...]
    others: str = ""  # which other lines are accounts of the same happening, in words


class HeldBack(msgspec.Struct, frozen=True, kw_only=True):
    """A row that is not in order with the rest: it has no date we can use, or someone must answer first."""

    agency: str
    source: str
    date_as_written: str
    text: str
    why: str
    ask: str
    code: str
    entry: Entry | None = None  # None where even the row itself is withheld


class SideBySide(msgspec.Struct, frozen=True):
    """Accounts of one happening, each whole. `suggested` says why, where no person has confirmed it yet."""

    lines: tuple[Line, ...]
    suggested: str = ""


class Contributor(msgspec.Struct, frozen=True):
    """An agency, how many accounts it gave and up to what day; after that day it is not known, only quiet."""

    agency: str
    entries: int
    until: str


class MergedDocument(msgspec.Struct, frozen=True, kw_only=True):
    """All that a writer needs. Made by `lay_out`; cannot be made with what its audience must not get."""

    title: str
    family: Family
    audience: Audience
    printed: Printed
    lines: tuple[Line, ...]
    apart: tuple[HeldBack, ...]
    together: tuple[SideBySide, ...]
    contributors: tuple[Contributor, ...]
    gaps: tuple[str, ...]
    pseudonymised: bool
    chronology: Chronology

    def __post_init__(self) -> None:
        held = tuple(row.entry for row in self.apart if row.entry is not None)
        whole = self.chronology
        refuse_unless_fit(
            (*(line.entry for line in self.lines), *held, *whole.entries, *whole.undated, *whole.superseded),
            self.audience,
        )

    @property
    def printed_words(self) -> str:
        """The one sentence at the foot of every page."""
        return f"Printed by {self.printed.words}, for {self.audience.words}."

    @property
    def _suggested(self) -> str:
        suggested = sum(bool(group.suggested) for group in self.together)
        return f" ({suggested:,} only suggested)" if suggested else ""

    @property
    def counts(self) -> str:
        """What the document holds, in one sentence whose numbers add up."""
        dated, apart = len(self.lines), len(self.apart)
        total = dated + apart
        return (
            f"{total:,} {'row' if total == 1 else 'rows'}: {dated:,} in order of date and {apart:,} listed apart. "
            f"{len(self.together):,} {'happening' if len(self.together) == 1 else 'happenings'} "
            f"{'has' if len(self.together) == 1 else 'have'} more than one account{self._suggested}."
        )
