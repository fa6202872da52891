"""What did a question look at, and can what has been written since change it? The picture, watched while it is read.

Nothing is declared by a question: what it takes from the picture is noted as it takes it. Each member of a picture is
either the same whatever is written later (`_SAME`), noted with what it was asked for, or has a test of its own
(`TESTS`). Of a member with none, anything new changes it: a question that takes it is always asked again.
"""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from kingfisher.practice.contact import all_sightings
from kingfisher.practice.in_words import words_of
from kingfisher.questions.came_of_it import LISTS, SEEN
from kingfisher.questions.picture import Picture
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import (
    Absence,
    Assessment,
    Check,
    Content,
    Decision,
    Incident,
    Involvement,
    LivingArrangement,
    Plan,
)

# Members that depend only on the family, the parameters and the entry they are given.
_SAME = frozenset(
    (
        "as_at",
        "by_child",
        "children",
        "children_in",
        "family",
        "label",
        "number",
        "parameters",
        "people",
        "says",
        "words",
    )
) | {"says_of_family", "says_of_those_here", "written_in"}
# Members that hold something by a key: only the keys looked up count.
KEYED = ("first_named", "joined_to", "linked_to", "times_named")


class Reads:
    """What one question took from a picture."""

    def __init__(self) -> None:
        self.members: set[str] = set()
        self.kinds: set[type[Content]] = set()
        self.lists: set[tuple[str, tuple[type[Content], ...]]] = set()
        self.entries: set[str] = set()
        self.keys: dict[str, set[object]] = {}


class Watched:
    """A picture that notes what is taken from it; to its reader it is the picture."""

    def __init__(self, picture: Picture) -> None:
        self._picture = picture
        self.reads = Reads()

    def of_kind(self, *kinds: type[Content]) -> list[Entry]:
        """As of the picture; noted."""
        self.reads.kinds.update(kinds)
        return self._picture.of_kind(*kinds)

    def saying(self, name: str, *kinds: type[Content], then: bool = False) -> list[Entry]:
        """As of the picture; noted."""
        self.reads.lists.add((name, kinds))
        return self._picture.saying(name, *kinds, then=then)

    def ids_saying(self, *names: str) -> frozenset[str]:
        """As of the picture; noted."""
        self.reads.lists.update((name, ()) for name in names)
        return self._picture.ids_saying(*names)

    def entry(self, entry_id: str) -> Entry | None:
        """As of the picture; noted."""
        self.reads.entries.add(entry_id)
        return self._picture.entry(entry_id)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._picture, name)
        if name in KEYED:
            found = _Keyed(found, name, self.reads)
        elif name not in _SAME:
            self.reads.members.add(name)
        self.__dict__[name] = found  # noted once: from now on it is found without coming here
        return found


class _Keyed:
    """A dictionary that notes which keys are looked up; taken in any other way, all of it."""

    def __init__(self, held: dict[Any, Any], name: str, reads: Reads) -> None:
        self._held, self._name, self._reads = held, name, reads
        self._keys = reads.keys.setdefault(name, set())

    def get(self, key: object, default: object = None) -> Any:
        """As of the dictionary; noted."""
        self._keys.add(key)
        return self._held.get(key, default)

    def __getitem__(self, key: object) -> Any:
        self._keys.add(key)
        return self._held[key]

    def __contains__(self, key: object) -> bool:
        self._keys.add(key)
        return key in self._held

    def __iter__(self) -> Iterator[Any]:
        self._reads.members.add(self._name)
        return iter(self._held)

    def __len__(self) -> int:
        self._reads.members.add(self._name)
        return len(self._held)

    def __getattr__(self, name: str) -> Any:
        self._reads.members.add(self._name)
        return getattr(self._held, name)


class Change:
    """What differs between two pictures of one family: the entries in one and not, or not so, in the other."""

    def __init__(self, old: Picture, new: Picture) -> None:
        self.old, self.new = old, new
        before, now = old.standing, new.standing
        self.added = [one for one in now.values() if (held := before.get(one.id)) is not one and held != one]
        self.gone = [one for one in before.values() if (held := now.get(one.id)) is not one and held != one]
        self.entries = [*self.added, *self.gone]
        self.ids = frozenset(one.id for one in self.entries)
        self.kinds = frozenset(type(one.content) for one in self.entries)

    def touches(self, reads: Reads) -> bool:
        """True when any of what was taken may be another now."""
        if not self.entries:
            return False
        return (
            not self.kinds.isdisjoint(reads.kinds)
            or not self.ids.isdisjoint(reads.entries)
            or any(self.says(name, kinds) for name, kinds in reads.lists)
            or any(self.changes(name) for name in reads.members)
            or any(self._changes_of(name, keys) for name, keys in reads.keys.items())
        )

    def changes(self, member: str) -> bool:
        """True when the member of the picture may be another now."""
        if member not in self._changed:
            test = TESTS.get(member)
            self._changed[member] = bool(self.entries) and (test is None or test(self))
        return self._changed[member]

    def says(self, name: str, kinds: tuple[type[Content], ...] = ()) -> bool:
        """True when any of the entries, of the kinds or of any, may say a phrase of the parameter."""
        bits = self.new.parameters.bits(name)
        return any(may & bits for kind, may in self._may_say if not kinds or kind in kinds)

    def _changes_of(self, name: str, keys: set[object]) -> bool:
        if not self.changes(name):
            return False
        before, now = getattr(self.old, name), getattr(self.new, name)
        return any(before.get(key) != now.get(key) for key in keys)

    @cached_property
    def _changed(self) -> dict[str, bool]:
        return {}

    @cached_property
    def _may_say(self) -> list[tuple[type[Content], int]]:
        phrases = self.new.parameters.phrases
        return [(type(one.content), phrases.may_be_in(words_of(one))) for one in self.entries]


def _of(*kinds: type[Content]) -> Callable[[Change], bool]:
    return lambda change: not change.kinds.isdisjoint(kinds)


def _names_any(change: Change) -> bool:
    return any(
        one.relates_to or getattr(one.content, "on", ()) or getattr(one.content, "of_entry", ())
        for one in change.entries
    )


def _joins_any(change: Change) -> bool:
    held = (*change.old.entries, *change.new.entries)
    return any(one.same_as for one in change.entries) or any(not change.ids.isdisjoint(one.same_as) for one in held)


def _sees_any(change: Change) -> bool:
    """Sightings of anybody, or where somebody lives, which says whether a sighting was at home."""
    if LivingArrangement in change.kinds or change.says(SEEN):
        return True
    return bool(all_sightings(Chronology(change.new.family, change.entries)))


def _adults_only(change: Change) -> bool:
    children = frozenset(change.new.children)
    return any(one.about and children.isdisjoint(one.about) for one in change.entries)


def _agencies(change: Change) -> bool:
    return Involvement in change.kinds or change.old.agencies != change.new.agencies


TESTS: dict[str, Callable[[Change], bool]] = {
    "agencies": lambda change: change.old.agencies != change.new.agencies,
    "agencies_meant": _agencies,
    "asked_until": _of(Plan, Decision),
    "away_without_cover": _of(Absence),
    "checks_with": _of(Check),
    "covers": _of(Involvement),
    "covers_recorded": _of(Involvement),
    "each_asked_until": _of(Plan, Decision),
    "first_named": lambda change: any(one.about for one in change.entries),
    "homes": _of(LivingArrangement),
    "incidents": _of(Incident),
    "involved": _of(Involvement),
    "joined_to": _joins_any,
    "leading_agencies": _of(Assessment, Decision, Plan),
    "linked_to": _names_any,
    "of_adults_only": _adults_only,
    "offers": lambda change: (
        Involvement in change.kinds
        or any(one.outcome is not None for one in change.entries)
        or any(change.says(name) for name in LISTS)
    ),
    "parts_named": _of(Involvement),
    "parts_told_apart": _of(Involvement),
    "plan_on": _of(Plan, Decision),
    "plans": _of(Plan, Decision),
    "same_agencies": _agencies,
    "seen": _sees_any,
    "seen_anywhere": _sees_any,
    "seen_at_home": _sees_any,
    "times_named": lambda change: any(one.about for one in change.entries),
}
