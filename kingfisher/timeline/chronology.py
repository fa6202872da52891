"""What is the whole account, and what part of it is this? Merging agencies, narrowing, and "as known to X on day D".

A chronology is a value: a family and its entries in order. Everything that narrows it gives another chronology.
Entries that have been corrected are kept (`superseded`) and stay out of `entries`; what other entries said of them they
say of the entry that now stands in their place.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Self

import msgspec

from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import Entry, place_of
from kingfisher.timeline.kinds import Content
from kingfisher.timeline.links import in_their_place
from kingfisher.timeline.people import Family


class Happening(msgspec.Struct, frozen=True, gc=False):
    """One thing that happened, with every account of it side by side; the first is the earliest known."""

    accounts: tuple[Entry, ...]

    @property
    def agencies(self) -> tuple[str, ...]:
        """The agencies that wrote of it, each once, in order of account."""
        return tuple(dict.fromkeys(entry.agency for entry in self.accounts))

    @property
    def first(self) -> Entry:
        """The account that stands for it in a list."""
        return self.accounts[0]


class Chronology:
    """A family's entries in the order they happened, undated ones apart."""

    def __init__(self, family: Family, entries: Iterable[Entry], *, cut: date | None = None) -> None:
        """`cut` is the day this chronology stands at, for words only; use `as_at` to make the cut."""
        everything = tuple(sorted(entries, key=_order))
        self._arrange(family, everything, tuple(entry for entry in everything if entry.corrects), cut)

    def _arrange(
        self, family: Family, everything: tuple[Entry, ...], corrections: tuple[Entry, ...], cut: date | None
    ) -> None:
        self.family = family
        self.cut = cut
        self._everything = everything
        self._corrections = corrections
        current = everything
        self.superseded: tuple[Entry, ...] = ()
        if corrections:
            later = {entry.corrects: entry.id for entry in corrections if entry.corrects}
            self.superseded = tuple(entry for entry in everything if entry.id in later)
            current = tuple(in_their_place(entry, later) for entry in everything if entry.id not in later)
        dated = _count_dated(current)
        self.entries, self.undated = current[:dated], current[dated:]

    def _part(self, everything: Iterable[Entry], corrections: Iterable[Entry], cut: date | None) -> Self:
        """The same family with some of its entries, which are in order already, and the corrections that hold."""
        part = type(self).__new__(type(self))
        part._arrange(self.family, tuple(everything), tuple(corrections), cut or self.cut)
        return part

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        """Every entry held here by id: dated, undated and superseded."""
        held = {entry.id: entry for entry in self._everything}
        return held | {entry.id: entry for entry in (*self.entries, *self.undated)} if self._corrections else held

    @cached_property
    def agencies(self) -> tuple[str, ...]:
        """The agencies that have written here, in alphabetical order."""
        return tuple(sorted({entry.agency for entry in (*self.entries, *self.undated)}))

    def contributed_to(self) -> dict[str, date]:
        """For each agency, the last day any of its entries happened: after it, quiet is not safe, only quiet."""
        last: dict[str, date] = {}
        for entry in self.entries:
            day = entry.happened.last or entry.happened.first
            if day is not None and day > last.get(entry.agency, date.min):
                last[entry.agency] = day
        return last

    @cached_property
    def _known_from(self) -> list[date]:
        """For each entry of `_everything`, the day it was known; the end of time where there is nothing to go by."""
        return [entry.known_from or date.max for entry in self._everything]

    def next_known_after(self, day: date) -> date | None:
        """The first later day on which something written here becomes known; None when all of it is by the day."""
        return min((known for known in self._known_from if day < known < date.max), default=None)

    def as_at(self, day: date) -> Self:
        """All that any agency was aware of by the end of the day (inclusive), all agencies together.

        An entry corrected only later stands as it stood. Entries with no day to go by are left out: they cannot be
        shown to have been known.
        """
        return self._part(
            (entry for entry, known in zip(self._everything, self._known_from, strict=True) if known <= day),
            (entry for entry in self._corrections if (entry.known_from or date.max) <= day),
            day,
        )

    def as_known_to(self, agency: str, day: date) -> Self:
        """What one agency had written or been told by the end of the day (inclusive): a replay view, never the
        ground for a question."""

        def knew(entry: Entry) -> bool:
            return (known := entry.known_to(agency)) is not None and known <= day

        return self._part(filter(knew, self._everything), filter(knew, self._corrections), day)

    def about(self, *people: str) -> Self:
        """Entries about any of the people."""
        wanted = frozenset(people)
        return self._narrowed(lambda entry: not wanted.isdisjoint(entry.about))

    def about_child(self, child: str) -> Self:
        """Entries about one child."""
        return self.about(child)

    def about_siblings_of(self, child: str) -> Self:
        """Entries about the child's brothers and sisters (shared parent, or recorded as siblings)."""
        return self.about(*(person.id for person in self.family.siblings(child)))

    def by_agency(self, *agencies: str) -> Self:
        """Entries written by any of the agencies."""
        return self._narrowed(lambda entry: entry.agency in agencies)

    def happening_between(self, first: date, last: date) -> Self:
        """Entries that can have happened from first to last, both inclusive: an uncertain date is not left out."""
        span = When.between(first, last)
        return self._narrowed(lambda entry: entry.happened.is_known and entry.happened.may_be_same_day(span))

    def of_kind[C: Content](self, *kinds: type[C]) -> list[Entry]:
        """Entries of the kinds, in order."""
        return [entry for entry in self.entries if isinstance(entry.content, kinds)]

    def where(self, wanted: Callable[[Entry], bool]) -> Self:
        """Entries that meet a condition."""
        return self._narrowed(wanted)

    def _narrowed(self, wanted: Callable[[Entry], bool]) -> Self:
        """Those wanted. A correction holds where it is not itself: put right to be about another child, an entry is
        not about the first one again."""
        return self._part(filter(wanted, self._everything), self._corrections, None)

    def merged_with(self, *others: "Chronology") -> Self:
        """This account and the others in one, nothing lost: an id met again must be the same entry.

        Raises `MergeError` naming the first id that two different entries claim.
        """
        held = {entry.id: entry for entry in self._everything}
        for other in others:
            for entry in other._everything:
                if held.setdefault(entry.id, entry) != entry:
                    raise MergeError(
                        f"Two different entries are both called '{entry.id}'. Give one of them another id."
                    )
        return type(self)(self.family, held.values(), cut=self.cut)

    def happenings(self) -> list[Happening]:
        """The entries gathered into happenings: accounts joined by `same_as`, each kept whole, in order.

        Only links a person has confirmed count; suggestions are `same_happening.suggest_pairs`.
        """
        leader = {other: other for entry in self.entries if entry.same_as for other in (entry.id, *entry.same_as)}

        def find(entry_id: str) -> str:
            while leader[entry_id] != entry_id:
                leader[entry_id] = leader[leader[entry_id]]
                entry_id = leader[entry_id]
            return entry_id

        for entry in self.entries:
            for other in entry.same_as:
                leader[find(entry.id)] = find(other)
        happenings: list[list[Entry]] = []
        begun: dict[str, list[Entry]] = {}
        for entry in self.entries:
            if entry.id not in leader:
                happenings.append([entry])
            elif (accounts := begun.get(find(entry.id))) is not None:
                accounts.append(entry)
            else:
                happenings.append(begun.setdefault(find(entry.id), [entry]))
        return [Happening(tuple(accounts)) for accounts in happenings]


class MergeError(ValueError):
    """Two chronologies disagree about what an id means."""


def _order(entry: Entry) -> tuple[object, ...]:
    return (entry.happened.sort_key, entry.agency, place_of(entry))


def _count_dated(ordered: tuple[Entry, ...]) -> int:
    """How many are dated, given that the undated come last."""
    return bisect_left(ordered, True, key=lambda entry: not entry.happened.is_known)
