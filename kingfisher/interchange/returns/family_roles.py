"""Who is "mum", "FOB", "her sister", "all 7", "the baby"? Role words resolved by recorded relationships, from someone.

A role word is about somebody: the anchor. Where the row says whose ("Chloe's mam", "his parents") that is the anchor;
else the child the row is about, or the adult if it is about no child. What could be two people is never guessed.
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import lru_cache

from kingfisher.interchange.returns.role_words import UNBORN
from kingfisher.timeline.people import PREGNANCY, Family, Person, Relationship, Tie

BABY_DAYS = 730  # "baby" means a child of two at most
LONGEST_PREGNANCY = PREGNANCY + timedelta(days=21)


class FamilyRoles:
    """Role words of one family, resolved on a day."""

    def __init__(self, family: Family) -> None:
        self.family = family
        self.people = {person.id: person for person in family.people}
        self.children = tuple(self.people[child] for child in family.children if child in self.people)
        self._held: dict[tuple[Tie, str], list[Relationship]] = {}
        for tie in family.relationships:
            self._held.setdefault((tie.kind, tie.of), []).append(tie)
        dues = ((child, _due(child)) for child in self.children)
        self._dues = tuple((child, due - LONGEST_PREGNANCY, due) for child, due in dues if due)
        self._deaths = tuple((child.id, child.died.first) for child in self.children if child.died and child.died.first)
        self._by: dict[str, Callable[[str, date | None], set[str]]] = {
            "mother": lambda who, day: self._parents(who, "F"),
            "father": lambda who, day: self._parents(who, "M"),
            "parents": lambda who, day: self._parents(who, None),
            "mgm": lambda who, day: self._grand(who, "F", "F"),
            "mgf": lambda who, day: self._grand(who, "F", "M"),
            "mgps": lambda who, day: self._grand(who, "F", None),
            "pgm": lambda who, day: self._grand(who, "M", "F"),
            "pgf": lambda who, day: self._grand(who, "M", "M"),
            "pgps": lambda who, day: self._grand(who, "M", None),
            "grandmother": lambda who, day: self._grand(who, None, "F"),
            "grandfather": lambda who, day: self._grand(who, None, "M"),
            "aunt": lambda who, day: self._aunts(who, "F"),
            "uncle": lambda who, day: self._aunts(who, "M"),
            "sister": lambda who, day: self._siblings(who, "F"),
            "brother": lambda who, day: self._siblings(who, "M"),
            "siblings": lambda who, day: {one for one in self._siblings(who, None) if not self._gone(one, day)},
            "partner": self._partners,
            "daughter": lambda who, day: self._offspring(who, "F"),
            "daughters": lambda who, day: self._offspring(who, "F"),
            "son": lambda who, day: self._offspring(who, "M"),
            "children": lambda who, day: {child.id for child in self.living_children(day)},
            "others": lambda who, day: {child.id for child in self.living_children(day)},
            "some_children": lambda who, day: {child.id for child in self.living_children(day)},
            "unborn": lambda who, day: {child.id for child in self.unborn_on(day)} or self._undated(day),
            "cot": lambda who, day: {child.id for child in self.unborn_on(day)} or self._baby(day),
            "family": lambda who, day: set() if who in self.family.children else self._parents(who, None),
            "baby": lambda who, day: self._baby(day),
            "child": lambda who, day: self._only_child(day),
        }

    @lru_cache(maxsize=8192)  # noqa: B019  one family's roles live as long as the reading of its files
    def who(self, role: str, anchor: str, day: date | None) -> frozenset[str]:
        """Everyone who is that to the anchor, by recorded relationships; empty if nobody is recorded."""
        found = self._by[role](anchor, day)
        if not found and anchor in self.family.children and role in ("sister", "brother", "partner", "daughters"):
            carer = self.main_carer(anchor)  # "her sister's" of an only child is her mother's sister
            found = self._by[role](carer, day) if carer else set()
        return frozenset(found)

    @lru_cache(maxsize=4096)  # noqa: B019
    def living_children(self, day: date | None) -> tuple[Person, ...]:
        """The family's children born by the day and not known to have died before it; all where there is no day."""
        if day is None:
            return tuple(child for child in self.children if child.name)
        return tuple(child for child in self.children if _born_by(child, day) and not _died_before(child, day))

    @lru_cache(maxsize=4096)  # noqa: B019
    def unborn_on(self, day: date | None) -> tuple[Person, ...]:
        """The family's children whom a pregnancy on the day can have been with."""
        if day is None:
            return ()
        return tuple(child for child, begun, due in self._dues if begun <= day < due)

    @lru_cache(maxsize=4096)  # noqa: B019
    def expected_on(self, day: date | None, newborn_days: int) -> tuple[str, ...]:
        """Those a pregnancy on the day can have been with; else those born in the days before it."""
        unborn = tuple(child.id for child in self.unborn_on(day))
        if unborn or day is None:
            return unborn
        first = day - timedelta(days=newborn_days)
        return tuple(child.id for child, _, due in self._dues if first <= due <= day and child.born)

    @lru_cache(maxsize=4096)  # noqa: B019
    def died_before(self, day: date | None, within: int) -> tuple[str, ...]:
        """The children who died on the day or in so many days before it."""
        return tuple(child for child, first in self._deaths if day and 0 <= (day - first).days <= within)

    @lru_cache(maxsize=4096)  # noqa: B019
    def living_on(self, day: date | None) -> frozenset[str]:
        """The ids of `living_children`."""
        return frozenset(child.id for child in self.living_children(day))

    @lru_cache(maxsize=4096)  # noqa: B019
    def carers(self, child: str, day: date | None) -> tuple[str, ...]:
        """Those recorded as the child's carers on the day; else the mother, or the only recorded parent.

        Whom a child lives with, where nothing is recorded, is for the accounts to say.
        """
        ties = self._held.get((Tie.CARER, child), ())
        recorded = {tie.person for tie in ties if day is None or tie.holds_on(day)}
        if recorded:
            both = self._parents(child, None)
            recorded -= {partner for parent in both for partner in self._partners(parent, day)}  # step-parents
        return tuple(sorted(recorded)) or self._parent_carers(child)

    @lru_cache(maxsize=256)  # noqa: B019
    def _parent_carers(self, child: str) -> tuple[str, ...]:
        parents = self._parents(child, "F") or self._parents(child, None)
        return tuple(parents) if len(parents) == 1 else ()

    def main_carer(self, child: str) -> str | None:
        """The one carer of the child, by `carers`, on no day in particular."""
        carers = self.carers(child, None)
        return carers[0] if len(carers) == 1 else None

    def _ties(self, kind: Tie, of: str) -> set[str]:
        return {tie.person for tie in self._held.get((kind, of), ())}

    def _of_sex(self, ids: Iterable[str], sex: str | None) -> set[str]:
        return {one for one in ids if sex is None or (one in self.people and self.people[one].sex in (sex, None))}

    def _parents(self, who: str, sex: str | None) -> set[str]:
        return self._of_sex(self._ties(Tie.PARENT, who), sex)

    def _grand(self, who: str, side: str | None, sex: str | None) -> set[str]:
        found = {grand for parent in self._parents(who, side) for grand in self._parents(parent, sex)}
        if found or side is not None:
            return found
        return self._of_sex(self._ties(Tie.GRANDPARENT, who), sex)

    def _aunts(self, who: str, sex: str) -> set[str]:
        siblings = {aunt for parent in self._parents(who, None) for aunt in self._siblings(parent, sex)}
        return siblings | self._of_sex(self._ties(Tie.AUNT_OR_UNCLE, who), sex)

    def _siblings(self, who: str, sex: str | None) -> set[str]:
        return self._of_sex((person.id for person in self.family.siblings(who) if person.name), sex)

    def _offspring(self, who: str, sex: str) -> set[str]:
        held = {tie.of for tie in self.family.relationships if tie.kind is Tie.PARENT and tie.person == who}
        return self._of_sex(held, sex)

    def _partners(self, who: str, day: date | None) -> set[str]:
        if who in self.family.children:
            return set()
        return {
            other
            for tie in self.family.relationships
            if tie.kind is Tie.PARTNER and who in (tie.of, tie.person) and (day is None or tie.holds_on(day))
            for other in (tie.of, tie.person)
            if other != who and self.people[other].name
        }

    def _baby(self, day: date | None) -> set[str]:
        if day is None:
            return {child.id for child in self.children} if len(self.children) == 1 else set()
        young = [
            c for c in self.living_children(day) if c.born and c.born.first and (day - c.born.first).days <= BABY_DAYS
        ]
        young.sort(key=lambda child: child.born.first if child.born and child.born.first else date.min)
        return {young[-1].id} if young else {child.id for child in self.unborn_on(day)}

    def _undated(self, day: date | None) -> set[str]:
        """An unborn child held with neither a date of birth nor a date expected, after every dated birth."""
        unnamed = [one for one in self.people.values() if not one.name and _due(one) is None]
        held = {one.id for one in unnamed if one in self.children or UNBORN.fullmatch(one.called or "")}
        last = max((due for child in self.children if (due := _due(child))), default=date.min)
        return held if len(held) == 1 and day is not None and day > last else set()

    def _gone(self, who: str, day: date | None) -> bool:
        return day is not None and who in self.people and _died_before(self.people[who], day)

    def _only_child(self, day: date | None) -> set[str]:
        children = self.living_children(day) or self.unborn_on(day)
        return {children[0].id} if len(children) == 1 else set()


def _due(child: Person) -> date | None:
    return child.born.first if child.born and child.born.first else child.expected


def _born_by(child: Person, day: date) -> bool:
    if child.born is not None:
        return child.born.first is None or child.born.first <= day
    return child.expected is not None and child.expected <= day


def _died_before(child: Person, day: date) -> bool:
    return bool(child.died and child.died.last and child.died.last < day)
