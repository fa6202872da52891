"""What a question looks at: the record as at a day, with the readings and indexes that every question shares.

Built once and in one pass for each part used, so that all questions together stay linear in the number of entries.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from heapq import merge
from itertools import accumulate

from kingfisher.practice.contact import SeenIndex, Sighted, all_sightings
from kingfisher.practice.decisions import plain
from kingfisher.practice.engagement import Offered, strip
from kingfisher.practice.home import Home, all_homes
from kingfisher.practice.plans import PlanSpell, plan_open_on, plan_spells
from kingfisher.questions.came_of_it import said_outcomes, said_seen
from kingfisher.questions.held import day_of, days_after, ids, known
from kingfisher.questions.workers import Workers
from kingfisher.timeline.entries import Entry, place_of
from kingfisher.timeline.kinds import KINDS, Assessment, Check, Decision, Incident, Plan

__all__ = ["ByChild", "Picture", "day_of", "days_after", "ids", "known"]

_NAMING = frozenset(kind for kind in KINDS.values() if {"on", "of_entry"} & {*kind.__struct_fields__})


class Picture(Workers):
    """Everything any agency was aware of by the end of `as_at` (inclusive), all agencies together."""

    @cached_property
    def leading_agencies(self) -> frozenset[str]:
        """Agencies that have assessed, decided or made plans here."""
        return frozenset(entry.agency for entry in self.of_kind(Assessment, Decision, Plan))

    @cached_property
    def seen(self) -> dict[str, list[Sighted]]:
        """Sightings by child, as recorded and as said in words."""
        found = all_sightings(self.record)
        for one in said_seen(self):
            found.setdefault(one.child, []).append(one)
        return found

    @cached_property
    def seen_at_home(self) -> dict[str, SeenIndex]:
        """Sightings inside the home, to be searched by day."""
        return {child: SeenIndex(self.seen.get(child, []), at_home=True) for child in self.children}

    @cached_property
    def seen_anywhere(self) -> dict[str, SeenIndex]:
        """Sightings anywhere, to be searched by day."""
        return {child: SeenIndex(self.seen.get(child, []), at_home=False) for child in self.children}

    @cached_property
    def offers(self) -> list[Offered]:
        """Everything offered to anybody of the family whose outcome is recorded, or said in words, in order."""
        return strip(self.record, self.children, self.involved, said_outcomes(self))

    @cached_property
    def homes(self) -> dict[str, list[Home]]:
        """Living arrangements by person."""
        return all_homes(self.record)

    @cached_property
    def plans(self) -> dict[str, list[PlanSpell]]:
        """Spells on a plan by child."""
        return plan_spells(self.record, self.as_at)

    def plan_on(self, child: str, day: date) -> PlanSpell | None:
        """The plan the child was on at the end of the day."""
        return plan_open_on(self.plans.get(child, []), day)

    @cached_property
    def first_named(self) -> dict[str, date]:
        """The first day any entry happened that names the person."""
        found: dict[str, date] = {}
        for entry in self.record.entries:
            day = entry.happened.first or entry.happened.last
            if day:
                for person in entry.about:
                    found.setdefault(person, day)  # the entries are in order of this day
        return found

    def asked_until(self, children: Iterable[str], since: date) -> date | None:
        """The last day (inclusive) a question about a past decision is still asked: the parameter's days after it
        arose, or until the end of any plan the children were on by then; None while such a plan is open."""
        limit = days_after(since, self.number("asked_for.days", since))
        opened, ends = self._plan_ends(tuple(children))
        reached = 0
        while (place := bisect_right(opened, limit)) > reached:
            end = ends[place - 1]
            if end is None:
                return None
            limit, reached = max(limit, end), place
        return limit

    def each_asked_until(self, children: Iterable[str], arose: Iterable[date]) -> date | None:
        """Of questions that arose on the days about each child by itself: the last day (inclusive) on which all that
        are still asked are; None while none of them has an end."""
        days = tuple(dict.fromkeys(arose))
        ends = (self.asked_until((child,), day) for child in children for day in days)
        return min((end for end in ends if end is not None and end >= self.as_at), default=None)

    def _plan_ends(self, children: tuple[str, ...]) -> tuple[list[date], list[date | None]]:
        """The days on which the children's plans opened, in order, and with each the last end so far (None: still
        open)."""
        if children not in self._ends_of_plans:
            plans = sorted((one for child in children for one in self.plans.get(child, ())), key=lambda one: one.opened)
            ends = list(accumulate((one.closed or date.max for one in plans), max))
            held = [None if end == date.max else end for end in ends]
            self._ends_of_plans[children] = [one.opened for one in plans], held
        return self._ends_of_plans[children]

    @cached_property
    def _ends_of_plans(self) -> dict[tuple[str, ...], tuple[list[date], list[date | None]]]:
        return {}

    @cached_property
    def linked_to(self) -> dict[str, list[Entry]]:
        """For each entry id, the entries that name it as what they are on, are about, or relate to."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            named = entry.relates_to
            if type(entry.content) in _NAMING:
                named = (*named, *getattr(entry.content, "on", ()), *getattr(entry.content, "of_entry", ()))
            for one in dict.fromkeys(named) if named else ():
                found.setdefault(one, []).append(entry)
        return found

    @cached_property
    def joined_to(self) -> dict[str, list[Entry]]:
        """For each entry id, the entries that a person has confirmed to be accounts of the same happening."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            for one in entry.same_as:
                if other := self.entry(one):
                    found.setdefault(one, []).append(entry)
                    found.setdefault(entry.id, []).append(other)
        return found

    @cached_property
    def incidents(self) -> list[Entry]:
        """Incidents in the order of the first day they can have happened."""
        return sorted(self.of_kind(Incident), key=day_of)

    @cached_property
    def checks_with(self) -> dict[str, list[Entry]]:
        """Checks by the agency whose records were asked, its name made comparable."""
        found: dict[str, list[Entry]] = {}
        for entry in self.of_kind(Check):
            if isinstance(entry.content, Check):
                found.setdefault(plain(entry.content.held_by), []).append(entry)
        return found

    def by_child(self, entries: Iterable[Entry]) -> "ByChild":
        """The entries in order of known day for each child they concern."""
        return ByChild(self, entries)


class ByChild:
    """Entries for each child in the order in which they became known, to find the first after a day quickly."""

    def __init__(self, picture: Picture, entries: Iterable[Entry]) -> None:
        """Whom each concerns is worked out when first asked for: often nobody asks."""
        self._picture, self._entries = picture, entries if isinstance(entries, list) else list(entries)

    @cached_property
    def _held(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for entry in self._entries:
            for child in self._picture.children_in(entry):
                found.setdefault(child, []).append(entry)
        return found

    @cached_property
    def _days(self) -> dict[str, list[date]]:
        return {child: [known(entry) for entry in held] for child, held in self._held.items()}

    def first_from(self, children: Iterable[str], day: date, *, but: str = "") -> Entry | None:
        """The first entry about any of the children that became known on the day or later, leaving one id out."""
        found = []
        for child in children:
            days = self._days.get(child, [])
            place = bisect_left(days, day)
            found += [entry for entry in self._held.get(child, [])[place : place + 2] if entry.id != but][:1]
        return min(found, key=known, default=None)

    def onward(self, children: Iterable[str], first: date) -> Iterator[Entry]:
        """Every entry about any of the children from the day it became known on, in order, one by one as asked for."""
        runs = [self._run(child, first) for child in children if child in self._days]
        before = ""
        for entry in merge(*runs, key=lambda one: (known(one), place_of(one))):
            if entry.id != before:
                yield entry
            before = entry.id

    def _run(self, child: str, first: date) -> Iterator[Entry]:
        """One child's entries from a day. A function of its own: a run must keep to the child it was begun for."""
        held = self._held[child]
        return (held[place] for place in range(bisect_left(self._days[child], first), len(held)))

    def between(self, children: Iterable[str], first: date, last: date) -> list[Entry]:
        """Every entry about any of the children that became known from first to last, both inclusive, each once."""
        found: dict[str, Entry] = {}
        for child in children:
            days = self._days.get(child, [])
            inside = self._held.get(child, [])[bisect_left(days, first) : bisect_right(days, last)]
            found |= {entry.id: entry for entry in inside}
        return sorted(found.values(), key=known)
