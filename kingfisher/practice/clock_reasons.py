"""Why did a clock run over, as somebody recorded it? Never worked out or guessed: the entry is named, or there is none.

The reason for a decision is not the reason why it came late. So a reason counts when an answer gives it to this clock
by name; when an entry that names what started or met it speaks of time; or when it says why a meeting or a visit that
would have met it did not take place.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cached_property

import msgspec

from kingfisher.practice.clock_events import EVENTS
from kingfisher.practice.clock_moments import Moment, Moments
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


class Reasons:
    """Finds the recorded reason for one clock's running over."""

    def __init__(self, moments: Moments) -> None:
        self.moments = moments

    def find(self, asked: Asked) -> Reason | None:
        """The first reason recorded for it, in the order the module gives; None when nobody recorded one."""
        for look in (self._answered, self._named, self._not_done):
            for entry, words in look(asked):
                return Reason(words=words, entry=entry.id, agency=entry.agency, known=entry.known_from)
        return None

    def _answered(self, asked: Asked) -> Iterator[tuple[Entry, str]]:
        own = asked.base.ids | (asked.met.ids if asked.met else frozenset())
        for entry in (*self._answers.get(plain(asked.clock), ()), *self._answers.get(plain(asked.title), ())):
            assert isinstance(entry.content, Answer)
            links = {*entry.content.on, *entry.relates_to}
            words = written(entry.content.reason)
            if words and (not links or not links.isdisjoint(own)) and self._bears(entry, asked, until=False):
                yield entry, words

    def _named(self, asked: Asked) -> Iterator[tuple[Entry, str]]:
        for name in sorted(asked.base.ids | (asked.met.ids if asked.met else frozenset())):
            for entry in self._by_link.get(name, ()):
                words = written(getattr(entry.content, "reason", None))
                if words and self._bears(entry, asked, until=False):
                    yield entry, words

    def _not_done(self, asked: Asked) -> Iterator[tuple[Entry, str]]:
        for name in asked.met_by:
            for entry in self._undone(name):
                if self._bears(entry, asked, until=True):
                    yield entry, written(getattr(entry.content, "reason", None)) or _what_came_of_it(entry)

    def _bears(self, entry: Entry, asked: Asked, *, until: bool) -> bool:
        """About the child (or nobody by name), from the start on and, if so asked, not certainly after the end."""
        about = not entry.about or asked.base.child in entry.about
        after = until and asked.until is not None and asked.until.certainly_before(entry.happened)
        return about and not after and not entry.happened.certainly_before(asked.base.when)

    @cached_property
    def _answers(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for entry in self.moments.entries:
            if isinstance(entry.content, Answer) and entry.content.question:
                named = plain(entry.content.question.removeprefix("clock:").split(":")[0])
                found.setdefault(named, []).append(entry)
        return found

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
            if name == "seen_by_social_care":
                found = [entry for entry in self.moments.entries if _not_kept(entry)]
            else:
                found = [entry for entry in self.moments.entries if _not_held(entry, name)]
            self._undone_by_event[name] = found
        return self._undone_by_event[name]

    @cached_property
    def _undone_by_event(self) -> dict[str, list[Entry]]:
        return {}


def _what_came_of_it(entry: Entry) -> str:
    """What is recorded where no reason is: of a meeting, that the reason is missing too."""
    came = f"{plain(getattr(entry.content, 'outcome', ''))} ({entry.happened.words})"
    return f"{came}; why is not recorded" if isinstance(entry.content, Meeting) else came


def _not_kept(entry: Entry) -> bool:
    return isinstance(entry.content, Contact) and entry.content.outcome in NOT_KEPT and social_care(entry.agency)


def _not_held(entry: Entry, name: str) -> bool:
    content = entry.content
    if not name.endswith("_held") or not isinstance(content, Meeting) or is_held(entry):
        return False
    as_held = amend(entry, content=msgspec.structs.replace(content, outcome="held"))
    return Meeting in EVENTS[name].kinds and EVENTS[name].holds(as_held)
