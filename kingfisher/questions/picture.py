"""What a question looks at: the record as at a day, with the readings and indexes that every question shares.

Built once and in one pass for each part used, so that all questions together stay linear in the number of entries.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property
from heapq import merge
from itertools import accumulate, chain

from kingfisher.practice import children as children_reading
from kingfisher.practice.contact import SeenIndex, Sighted, all_sightings
from kingfisher.practice.decisions import plain
from kingfisher.practice.engagement import Offered, strip
from kingfisher.practice.home import Home, all_homes
from kingfisher.practice.in_words import says, words_of
from kingfisher.practice.involvement import Involved, involvements
from kingfisher.practice.plans import PlanSpell, plan_open_on, plan_spells
from kingfisher.questions.parameters import Parameters
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import KINDS, Absence, Assessment, Check, Content, Decision, Incident, Plan
from kingfisher.timeline.people import Person

_NAMING = frozenset(kind for kind in KINDS.values() if {"on", "of_entry"} & {*kind.__struct_fields__})


class Picture:
    """Everything any agency was aware of by the end of `as_at` (inclusive), all agencies together."""

    def __init__(self, chronology: Chronology, as_at: date, parameters: Parameters) -> None:
        self.record = chronology.as_at(as_at)
        self.family = chronology.family
        self.as_at = as_at
        self.parameters = parameters

    @cached_property
    def entries(self) -> list[Entry]:
        """Every entry, in the order in which it became known."""
        held = (*self.record.entries, *self.record.undated)
        return sorted(held, key=lambda entry: (known(entry), entry.happened.sort_key, entry.id))

    @cached_property
    def _in_order(self) -> list[Entry]:
        """Every entry by the day it became known, and by id."""
        return sorted(self.entries, key=lambda entry: (known(entry), entry.id))

    @cached_property
    def _by_kind(self) -> dict[type, list[int]]:
        """The places of each kind's entries in that order."""
        found: dict[type, list[int]] = {}
        for place, entry in enumerate(self._in_order):
            found.setdefault(type(entry.content), []).append(place)
        return found

    def of_kind(self, *kinds: type[Content]) -> list[Entry]:
        """Entries of the kinds, in the order in which they became known."""
        if kinds not in self._asked_for:
            here = [places for kind in kinds if (places := self._by_kind.get(kind))]
            every = self._in_order
            in_order = here[0] if len(here) == 1 else sorted(chain.from_iterable(here))
            self._asked_for[kinds] = [every[place] for place in in_order]
        return self._asked_for[kinds]

    @cached_property
    def _asked_for(self) -> dict[tuple[type, ...], list[Entry]]:
        return {}

    def entry(self, entry_id: str) -> Entry | None:
        """The entry with the id if it is known by now and stands; None otherwise."""
        return self._standing.get(entry_id)

    @cached_property
    def _standing(self) -> dict[str, Entry]:
        return {entry.id: entry for entry in self.entries}

    def written_in(self, entry: Entry) -> str:
        """Everything written in the entry, lower case, as `words_of` reads it."""
        found = self._written_in.get(entry.id)
        if found is None:
            found = self._written_in[entry.id] = words_of(entry)
        return found

    @cached_property
    def _written_in(self) -> dict[str, str]:
        return {}

    def saying(self, name: str, *kinds: type[Content], then: bool = False) -> list[Entry]:
        """The entries (of the kinds, or of any) that say one of a parameter's phrases of today, or, with `then`, of the
        day on which each became known. In the order of `of_kind`."""
        found = self._saying.get((name, then))
        if found is None:
            may_say = self._may_say(name)
            if then and len(self.parameters.held[name].values) > 1:
                found = [one for one in may_say if self.says(one, name, then=True)]
            else:
                phrases, written_in = self.words(name, self.as_at), self.written_in
                found = [one for one in may_say if says(written_in(one), phrases)]
            self._saying[name, then] = found
        return [one for one in found if type(one.content) in kinds] if kinds and found else found

    def ids_saying(self, *names: str) -> frozenset[str]:
        """The ids of the entries that say a phrase of today of any of the parameters."""
        return frozenset([entry.id for name in names for entry in self.saying(name)])

    def says(self, entry: Entry, name: str, *, then: bool = False) -> bool:
        """True when the entry's words say one of a parameter's phrases of today, or of the day it became known."""
        may = self._lists_in.get(entry.id, 0)
        if not may & self.parameters.bits(name):
            return False
        return says(self.written_in(entry), self.words(name, known(entry) if then else self.as_at))

    def _may_say(self, name: str) -> list[Entry]:
        bits = self.parameters.bits(name)
        if bits & (bits - 1):  # more lists than one, one after another in time
            return [entry for may, entry in self._worded if may & bits]
        return self._by_list.get(bits, [])

    @cached_property
    def _by_list(self) -> dict[int, list[Entry]]:
        found: dict[int, list[Entry]] = {}
        for may, entry in self._worded:
            left = may
            while left:
                found.setdefault(left & -left, []).append(entry)
                left &= left - 1
        return found

    @cached_property
    def _saying(self) -> dict[tuple[str, bool], list[Entry]]:
        return {}

    @cached_property
    def _worded(self) -> list[tuple[int, Entry]]:
        """The entries in which phrases of any parameter may stand, each with the lists they may be of."""
        may_be_in, found = self.parameters.phrases.may_be_in, []
        for entry in self._in_order:
            if (words := self.written_in(entry)) and (may := may_be_in(words)):
                found.append((may, entry))
        return found

    @cached_property
    def _lists_in(self) -> dict[str, int]:
        return {entry.id: may for may, entry in self._worded}

    @cached_property
    def people(self) -> dict[str, Person]:
        """The family's people by id."""
        return {person.id: person for person in self.family.people}

    def label(self, person_id: str) -> str:
        """What to call a person; the id itself when it is nobody we hold."""
        return self.people[person_id].label if person_id in self.people else person_id

    @cached_property
    def children(self) -> tuple[str, ...]:
        """The children of the record today."""
        return children_reading.children(self.family, self.as_at)

    def children_in(self, entry: Entry) -> tuple[str, ...]:
        """The children the entry concerns."""
        found = self._named_among.get(entry.about)
        if found is None:
            named = tuple(child for child in self.children if child in entry.about)
            found = self._named_among[entry.about] = named
        return found or self._children_meant(entry)

    @cached_property
    def _named_among(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        return {}

    def _children_meant(self, entry: Entry) -> tuple[str, ...]:
        found = self._children_in.get(entry.id)
        if found is None:
            found = self._children_in[entry.id] = children_reading.children_in(entry, self.family, self.children)
        return found

    @cached_property
    def of_adults_only(self) -> list[Entry]:
        """Entries that name people and no child, in the order in which they became known."""
        children, found = frozenset(self.children), []
        for entry in self.entries:
            if entry.about and children.isdisjoint(entry.about):
                found.append(entry)
        return found

    @cached_property
    def _children_in(self) -> dict[str, tuple[str, ...]]:
        return {}

    @cached_property
    def times_named(self) -> dict[str, int]:
        """How many entries name each person."""
        found: dict[str, int] = {}
        for entry in self.entries:
            for person in entry.about:
                found[person] = found.get(person, 0) + 1
        return found

    @cached_property
    def leading_agencies(self) -> frozenset[str]:
        """Agencies that have assessed, decided or made plans here."""
        return frozenset(entry.agency for entry in self.of_kind(Assessment, Decision, Plan))

    @cached_property
    def seen(self) -> dict[str, list[Sighted]]:
        """Sightings by child."""
        return all_sightings(self.record)

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
        """Everything offered to anybody of the family whose outcome is recorded, in order."""
        return strip(self.record, self.children, self.involved)

    @cached_property
    def homes(self) -> dict[str, list[Home]]:
        """Living arrangements by person."""
        return all_homes(self.record)

    @cached_property
    def involved(self) -> list[Involved]:
        """Practitioners' parts."""
        return involvements(self.record, self.as_at)

    def parts_named(self, name: str) -> list[Involved]:
        """The parts that an id, a person's name, a role or an agency means."""
        return self._parts_by_name.get(plain(name), [])

    def parts_told_apart(self, name: str) -> list[Involved]:
        """Of the parts that a name means, the first known of each that differ in who, where or whom they cover."""
        found = self._told_apart.get(name)
        if found is None:
            parts: dict[tuple[object, ...], Involved] = {}
            for part in sorted(self.parts_named(name), key=lambda one: one.known or date.min):
                parts.setdefault((part.practitioner, part.agency, part.covers), part)
            found = self._told_apart[name] = list(parts.values())
        return found

    @cached_property
    def _told_apart(self) -> dict[str, list[Involved]]:
        return {}

    @cached_property
    def away_without_cover(self) -> dict[str, list[Entry]]:
        """Absences with no cover recorded, by who is away."""
        found: dict[str, list[Entry]] = {}
        for entry in self.of_kind(Absence):
            if isinstance(entry.content, Absence) and not entry.content.cover:
                found.setdefault(entry.content.practitioner or entry.by or "", []).append(entry)
        return found

    def covers(self, agency: str, practitioner: str | None, child: str) -> bool | None:
        """True when any part of the practitioner there (of the whole agency, where none is theirs) covers the child;
        None when of none of them it is recorded whom they cover."""
        key = (agency, practitioner, child)
        if key not in self._covers:
            parts = [part for part in self.involved if part.agency == agency]
            own = [part for part in parts if part.practitioner == practitioner] or parts
            said = {part.covers_child(child) for part in own} - {None}
            self._covers[key] = True in said if said else None
        return self._covers[key]

    @cached_property
    def _covers(self) -> dict[tuple[str, str | None, str], bool | None]:
        return {}

    @cached_property
    def covers_recorded(self) -> list[Involved]:
        """One part for each practitioner and role whose cover is recorded."""
        parts = {(one.practitioner, one.role, one.agency): one for one in self.involved if one.covers is not None}
        return list(parts.values())

    @cached_property
    def _parts_by_name(self) -> dict[str, list[Involved]]:
        found: dict[str, list[Involved]] = {}
        for part in self.involved:
            for name in {plain(one) for one in (part.practitioner, part.name, part.role, part.agency)} - {""}:
                found.setdefault(name, []).append(part)
        return found

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

    def number(self, name: str, day: date) -> int:
        """A parameter's number on the day."""
        return self.parameters.number(name, day)

    def words(self, name: str, day: date) -> tuple[str, ...]:
        """A parameter's list on the day."""
        found = self._words.get((name, day))
        if found is None:
            found = self._words[name, day] = self.parameters.words(name, day)
        return found

    @cached_property
    def _words(self) -> dict[tuple[str, date], tuple[str, ...]]:
        return {}


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
        runs = [
            (self._held[child][place] for place in range(bisect_left(days, first), len(days)))
            for child in children
            if (days := self._days.get(child))
        ]
        before = ""
        for entry in merge(*runs, key=lambda one: (known(one), one.id)):
            if entry.id != before:
                yield entry
            before = entry.id

    def between(self, children: Iterable[str], first: date, last: date) -> list[Entry]:
        """Every entry about any of the children that became known from first to last, both inclusive, each once."""
        found: dict[str, Entry] = {}
        for child in children:
            days = self._days.get(child, [])
            inside = self._held.get(child, [])[bisect_left(days, first) : bisect_right(days, last)]
            found |= {entry.id: entry for entry in inside}
        return sorted(found.values(), key=known)


def known(entry: Entry) -> date:
    """The day the writing agency knew: always there for an entry in a record as at a day."""
    return entry.known_from or date.min


def day_of(entry: Entry) -> date:
    """The first day it can nominally have happened; the day it became known when that is not recorded."""
    return entry.happened.first or entry.happened.last or known(entry)


def ids(entries: Iterable[Entry]) -> tuple[str, ...]:
    """Their ids, each once, in order."""
    return tuple(dict.fromkeys(entry.id for entry in entries))


def days_after(day: date, days: int) -> date:
    """The day that many days later; the last day there is when that is too far."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max
