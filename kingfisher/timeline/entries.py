"""What is an entry: one agency's account of one thing, with its four times, its people and its source?

The values hold no cycles, so the garbage collector is told to leave them alone (`gc=False`): a region has millions.
Nothing here is ever changed: a correction is a new entry of the same kind that names the one it corrects.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import msgspec

from kingfisher.timeline.dates import When
from kingfisher.timeline.kinds import KIND_VERSION, AnyContent, Decision, Meeting, Outcome, Referral, Setting
from kingfisher.timeline.people import HowKnown

_NUMBER = re.compile(r"\d+")


class Seen(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A child was seen: the four facts without which progress cannot be told from absence (requirements 5)."""

    child: str
    setting: Setting | None = None
    address: str | None = None
    alone: bool | None = None
    minutes: int | None = None


class Shared(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Told to another agency (or person), when and how."""

    to: str
    on: When | None = None
    how: str | None = None


class Source(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Where an imported entry stands in the file it came from, and the passage as written."""

    file: str
    locator: str
    passage: str = ""
    date_as_written: str = ""
    digest: str = ""  # SHA-256 of the file, in hex


class Entry(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One agency's account, with its four times: happened, became_known, recorded_at, shared.

    `became_known` missing means: the agency knew as it happened. `seen` lists children the entry itself says were seen.
    `same_as` lists entries a person has confirmed to be accounts of the same happening; `relates_to` those it merely
    mentions or follows from. `handling` are the sender's handling codes, kept as sent.
    """

    id: str
    content: AnyContent
    happened: When
    agency: str
    about: tuple[str, ...] = ()
    text: str = ""
    how_known: HowKnown | None = None
    told_by: str | None = None
    by: str | None = None
    became_known: When | None = None
    recorded_at: datetime | None = None
    shared: tuple[Shared, ...] = ()
    seen: tuple[Seen, ...] = ()
    corrects: str | None = None
    same_as: tuple[str, ...] = ()
    relates_to: tuple[str, ...] = ()
    handling: tuple[str, ...] = ()
    source: Source | None = None
    kind_version: int = KIND_VERSION

    @property
    def kind(self) -> str:
        """The name of its kind."""
        return self.content.kind

    @property
    def outcome(self) -> Outcome | None:
        """What came of an offered contact, for the kinds that can have one."""
        outcome = getattr(self.content, "outcome", None)
        return outcome if isinstance(outcome, Outcome) else None

    @property
    def known_from(self) -> date | None:
        """The first day on which the writing agency can be said to have known, for `as_at`.

        That is the last nominal day of `became_known`, or else of `happened`: an entry over a span (a school term) is
        known when the span has ended, and "about" does not delay it. Open-ended dates count from their first day; an
        undated entry from the day it was recorded; None when there is nothing to go by.
        """
        when = self.became_known or self.happened
        day = when.last or when.first
        if day is None and self.recorded_at is not None:
            return self.recorded_at.date()
        return day

    def told(self) -> Iterator[tuple[str, date | None]]:
        """Each other agency or person told of it, and from what day (None: told, day not recorded).

        A referral tells the agency it went to, a decision those it says were told, a meeting those who attended;
        all on the day it became known to the writer.
        """
        for share in self.shared:
            day = share.on and (share.on.last or share.on.first)
            yield share.to, day or self.known_from
        content = self.content
        direct: tuple[str | None, ...] = ()
        if isinstance(content, Referral):
            direct = (content.to,)
        elif isinstance(content, Decision):
            direct = content.told
        elif isinstance(content, Meeting):
            direct = content.attended
        for agency in direct:
            if agency and agency != self.agency:
                yield agency, self.known_from

    def known_to(self, agency: str) -> date | None:
        """The first day the agency knew of it, by writing it or being told; None if it is not recorded that it did."""
        if agency == self.agency:
            return self.known_from
        days = [day for name, day in self.told() if name == agency and day is not None]
        return min(days, default=None)


def amend(entry: Entry, **changes: Any) -> Entry:
    """A copy with fields replaced, for readers and tests: a value, never an edit of what is held."""
    return msgspec.structs.replace(entry, **changes)


def place_of(entry: Entry) -> tuple[str, str, str]:
    """What orders two entries that nothing else tells apart: their place in the file they came in, else when they were
    recorded, and only last their ids. An id may be random, and no answer may rest on it."""
    source, recorded = entry.source, entry.recorded_at
    return (
        _in_file(source.file, source.locator) if source else "",
        recorded.isoformat() if recorded else "",
        entry.id,
    )


@lru_cache(maxsize=65_536)
def _in_file(file: str, locator: str) -> str:
    """A place that sorts as people count: row 7 before row 12."""
    return f"{file} {_NUMBER.sub(lambda number: number.group().zfill(9), locator)}"
