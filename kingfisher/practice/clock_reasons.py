"""Why did a clock run over, as somebody recorded it? Never worked out or guessed: the entry is named, or there is none.

The reason for a decision is not the reason why it came late. So a reason counts when an answer gives it to this clock
by name; when an entry that names what started or met it speaks of time; or when it says why a meeting or a visit that
would have met it did not take place.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from itertools import accumulate, chain, islice

import msgspec

from kingfisher.practice.clock_events import EVENTS
from kingfisher.practice.clock_lines import Moment
from kingfisher.practice.clock_moments import Moments
from kingfisher.practice.clock_signs import is_held, social_care
from kingfisher.practice.decisions import plain, written
from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import Entry, amend
from kingfisher.timeline.kinds import Answer, Contact, Decision, Meeting, Outcome

NOT_KEPT = frozenset(Outcome) - {Outcome.ATTENDED}
SPEAKS_OF_TIME = re.compile(
    r"delay|\blate(r)?\b|overdue|extend|extension|over ?r[ua]n|beyond|more time|longer|postpon|rearrang|wait|timescale|"
    r"out of time|in time|weeks|working days"
)


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """A reason as recorded: its words, the entry, by which agency, and the day that agency knew."""

    words: str
    entry: str
    agency: str
    known: date | None


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """Whose reason is looked for: the clock, what would have met it, when it began, and until when it stood open."""

    clock: str
    title: str
    met_by: tuple[str, ...]
    base: Moment
    met: Moment | None
    until: When | None


class _InOrder:
    """Entries in order, to go through those that may bear on a time without walking all that are over before it or
    begin after it."""

    def __init__(self, entries: list[Entry]) -> None:
        self._entries = entries
        # For each, the last day of it or any before it; and the first day of it or any after it that has one.
        self._ends = list(accumulate((one.happened.latest or date.max for one in entries), max))
        begins = accumulate((one.happened.earliest or date.max for one in reversed(entries)), min)
        self._begins = list(begins)[::-1]
        self._open = [number for number, one in enumerate(entries) if one.happened.earliest is None]

    def within(self, since: When, until: When | None = None) -> Iterator[Entry]:
        """At least those not certainly before `since`, nor certainly after `until` (None: no end), in order."""
        place = bisect_left(self._ends, since.earliest) if since.earliest else 0
        last = until.latest if until else None
        end = bisect_right(self._begins, last, lo=place) if last else len(self._entries)
        open_ones = (number for number in self._open if number >= end)
        return (self._entries[number] for number in chain(range(place, end), open_ones))


class Reasons:
    """Finds the recorded reason for one clock's running over."""

    def __init__(self, moments: Moments) -> None:
        self.moments = moments
        self._of_child: dict[tuple[str, str], _InOrder] = {}
        self._undone_by_event: dict[str, list[Entry]] = {}

    def find(self, asked: Asked) -> Reason | None:
        """The first reason recorded for it, in the order the module gives; None when nobody recorded one."""
        for look in (self._answered, self._named, self._not_done):
            for entry, words in look(asked):
                return Reason(words=words, entry=entry.id, agency=entry.agency, known=entry.known_from)
        return None

    def _answered(self, asked: Asked) -> Iterator[tuple[Entry, str]]:
        """Answers about the clock that name an account of what started or met it, or name no entry."""
        for clock in (plain(asked.clock), plain(asked.title)):
            named = [entry for name in _own(asked) for entry in self._answers.get((clock, name), ())]
            free = self._for_child(f"answers about {clock}", asked.base.child, self._answers.get((clock, ""), []))
            found = [entry for entry in named if self._bears(entry, asked, until=False)]
            found += islice((one for one in free.within(asked.base.when) if self._bears(one, asked, until=False)), 1)
            for entry in sorted(found, key=lambda one: self._places[one.id]):
                yield entry, written(getattr(entry.content, "reason", None)) or ""

    def _named(self, asked: Asked) -> Iterator[tuple[Entry, str]]:
        for name in _own(asked):
            for entry in self._by_link.get(name, ()):
                words = written(getattr(entry.content, "reason", None))
                if words and self._bears(entry, asked, until=False):
                    yield entry, words

    def _not_done(self, asked: Asked) -> Iterator[tuple[Entry, str]]:
        for name in asked.met_by:
            undone = self._for_child(name, asked.base.child, self._undone(name))
            for entry in undone.within(asked.base.when, asked.until):
                if self._bears(entry, asked, until=True):
                    yield entry, written(getattr(entry.content, "reason", None)) or _what_came_of_it(entry)

    def _for_child(self, name: str, child: str, entries: list[Entry]) -> _InOrder:
        """Those of the entries, which always have that name, that are about the child or about nobody by name."""
        if (name, child) not in self._of_child:
            theirs = [entry for entry in entries if not entry.about or child in entry.about]
            self._of_child[name, child] = _InOrder(theirs)
        return self._of_child[name, child]

    def _bears(self, entry: Entry, asked: Asked, *, until: bool) -> bool:
        """About the child (or nobody by name), from the start on and, if so asked, not certainly after the end."""
        about = not entry.about or asked.base.child in entry.about
        after = until and asked.until is not None and asked.until.certainly_before(entry.happened)
        return about and not after and not entry.happened.certainly_before(asked.base.when)

    @cached_property
    def _answers(self) -> dict[tuple[str, str], list[Entry]]:
        """Answers that give a reason, by the clock they are about and each entry they name ("": none), in order."""
        found: dict[tuple[str, str], list[Entry]] = {}
        for entry in self.moments.entries:
            content = entry.content
            if isinstance(content, Answer) and content.question and written(content.reason):
                clock = plain(content.question.removeprefix("clock:").split(":")[0])
                for name in {*content.on, *entry.relates_to} or ("",):
                    found.setdefault((clock, name), []).append(entry)
        return found

    @cached_property
    def _places(self) -> dict[str, int]:
        return {entry.id: place for place, entry in enumerate(self.moments.entries)}

    @cached_property
    def _by_link(self) -> dict[str, list[Entry]]:
        """Decisions and meetings whose outcome or reason speaks of time, by the ids they name and their own."""
        found: dict[str, list[Entry]] = {}
        for entry in self.moments.entries:
            content = entry.content
            if not isinstance(content, (Decision, Meeting)) or not written(content.reason):
                continue
            if SPEAKS_OF_TIME.search(f"{plain(content.outcome)} {plain(content.reason)}"):
                for name in {entry.id, *getattr(content, "on", ()), *entry.relates_to}:
                    found.setdefault(name, []).append(entry)
        return found

    def _undone(self, name: str) -> list[Entry]:
        """Meetings of the event's type that were not held; for sightings, visits of social care without one."""
        if name not in self._undone_by_event:
            found: list[Entry] = []
            if name == "seen_by_social_care":
                found = [entry for entry in self.moments.of_kind(Contact) if _not_kept(entry)]
            elif name.endswith("_held") and Meeting in EVENTS[name].kinds:
                found = [entry for entry in self.moments.of_kind(Meeting) if _not_held(entry, name)]
            self._undone_by_event[name] = found
        return self._undone_by_event[name]


def _own(asked: Asked) -> tuple[str, ...]:
    """The entries that tell what started the clock and what met it, in order."""
    moments = (asked.base, asked.met) if asked.met else (asked.base,)
    return tuple(dict.fromkeys(entry.id for moment in moments for entry in moment.entries))


def _what_came_of_it(entry: Entry) -> str:
    """What is recorded where no reason is: of a meeting, that the reason is missing too."""
    came = f"{plain(getattr(entry.content, 'outcome', ''))} ({entry.happened.words})"
    return f"{came}; why is not recorded" if isinstance(entry.content, Meeting) else came


def _not_kept(entry: Entry) -> bool:
    return isinstance(entry.content, Contact) and entry.content.outcome in NOT_KEPT and social_care(entry.agency)


def _not_held(entry: Entry, name: str) -> bool:
    content = entry.content
    if not isinstance(content, Meeting) or is_held(entry):
        return False
    return EVENTS[name].holds(amend(entry, content=msgspec.structs.replace(content, outcome="held")))
