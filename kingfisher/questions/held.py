"""What is on record as at a day: the entries by when they became known, by kind and by whom they concern."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property
from itertools import chain

from kingfisher.practice import children as children_reading
from kingfisher.questions.parameters import Parameters
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.entries import Entry, place_of
from kingfisher.timeline.kinds import Content
from kingfisher.timeline.people import Person


class Held:
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
        return sorted(held, key=lambda entry: (known(entry), entry.happened.sort_key, place_of(entry)))

    @cached_property
    def _in_order(self) -> list[Entry]:
        """Every entry by the day it became known, and by id."""
        return sorted(self.entries, key=lambda entry: (known(entry), place_of(entry)))

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
        return self.standing.get(entry_id)

    @cached_property
    def standing(self) -> dict[str, Entry]:
        """Every entry by its id."""
        return {entry.id: entry for entry in self.entries}

    @property
    def agencies(self) -> tuple[str, ...]:
        """The agencies that have written here, in alphabetical order."""
        return self.record.agencies

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
    def _children_in(self) -> dict[str, tuple[str, ...]]:
        return {}

    @cached_property
    def of_adults_only(self) -> list[Entry]:
        """Entries that name people and no child, in the order in which they became known."""
        children, found = frozenset(self.children), []
        for entry in self.entries:
            if entry.about and children.isdisjoint(entry.about):
                found.append(entry)
        return found

    @cached_property
    def times_named(self) -> dict[str, int]:
        """How many entries name each person."""
        found: dict[str, int] = {}
        for entry in self.entries:
            for person in entry.about:
                found[person] = found.get(person, 0) + 1
        return found

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
