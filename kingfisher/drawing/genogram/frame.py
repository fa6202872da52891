"""A family as the ordering sees it: numbered people on rows, and the lines between one row and the next.

People are numbered by birth, then id, so that the order of the record cannot matter. Where a line must pass a row, a
number of its own keeps the place: for a stem on its way to children further down, or for a partner who stands higher.
"""

from collections import defaultdict

import msgspec

from kingfisher.practice.kin import Birth, Kin, KinPerson, Union

type Days = tuple[int, int]

_NO_DAY = 10_000_000


class Link(msgspec.Struct, kw_only=True):
    """What one union draws between its row and the next: from one or two ends above to the children below."""

    union: str
    row: int
    ends: tuple[int, ...]
    kids: tuple[int, ...] = ()  # eldest first
    older: tuple[tuple[int, int], ...] = ()  # pairs of kids whose order is known: the elder, the younger
    twins: tuple[tuple[int, int], ...] = ()
    free: bool = False  # no kid has a partner whose own kin are drawn: nothing can force their order
    first: bool = True  # it begins at the union's own bracket, not further down its stem


class Frame:
    """The whole of it. Numbers below `len(people)` are people; those above keep a place for a line that passes."""

    def __init__(self, kin: Kin, rows: dict[str, int]) -> None:
        self.people = sorted(kin.people, key=_by_birth)
        self.number = {person.id: place for place, person in enumerate(self.people)}
        self.row_of = [rows[person.id] for person in self.people]
        self.passing: dict[int, tuple[str, str]] = {}  # number: the union, and whose line it is ("" for the stem)
        self.links: list[Link] = []
        self._days = [_days(person) for person in self.people]
        births: dict[str, list[Birth]] = defaultdict(list)
        for birth in sorted(kin.births, key=lambda birth: (birth.union, birth.child)):
            if birth.child in self.number:
                births[birth.union].append(birth)
        for union in sorted(kin.unions, key=lambda union: union.id):
            self._add(union, births[union.id])
        self.rows = max(self.row_of, default=-1) + 1
        self._gather(kin)

    def _add(self, union: Union, births: list[Birth]) -> None:
        ends = sorted({self.number[one] for one in union.partners if one in self.number})
        if not ends:
            return
        row = max(self.row_of[end] for end in ends)
        ends = [self._down(union.id, end, row) for end in ends]
        kids = {self.number[birth.child] for birth in births if self.row_of[self.number[birth.child]] > row}
        twins = {self.number[birth.child]: birth.twins for birth in births if birth.twins}
        first = True
        while first or kids:
            here = sorted(kid for kid in kids if self.row_of[kid] == row + 1)
            kids -= set(here)
            link = Link(union=union.id, row=row, ends=tuple(ends), first=first)
            link.older = tuple((a, b) for a in here for b in here if self._elder(a, b) and not _same(twins, a, b))
            link.twins = tuple((a, b) for a in here for b in here if a < b and _same(twins, a, b))
            ends = [self._pass(union.id, "", row + 1)] if kids else []
            link.kids = (*here, *ends)
            self.links.append(link)
            row, first = row + 1, False

    def _down(self, union: str, end: int, row: int) -> int:
        """A partner's line, brought down to the row of the other: the number that stands for it there."""
        person = self.people[end].id
        for here in range(self.row_of[end], row):
            below = self._pass(union, person, here + 1)
            self.links.append(Link(union=union, row=here, ends=(end,), kids=(below,), first=False))
            end = below
        return end

    def _pass(self, union: str, person: str, row: int) -> int:
        self.row_of.append(row)
        self.passing[len(self.row_of) - 1] = (union, person)
        return len(self.row_of) - 1

    def _elder(self, one: int, other: int) -> bool:
        """Whether one was certainly born before the other: every day it can have been is earlier."""
        mine, theirs = self._days[one], self._days[other]
        return mine is not None and theirs is not None and mine[1] < theirs[0]

    def _gather(self, kin: Kin) -> None:
        many = len(self.row_of)
        self.links_on: list[list[Link]] = [[] for _ in range(self.rows)]  # by the row of their ends
        self.partners: list[set[int]] = [set() for _ in range(many)]  # on one's own row
        self.fed = [place in self.passing for place in range(many)]  # a line comes to it from above
        self.links_of: list[list[Link]] = [[] for _ in range(many)]  # those in which it is an end or a kid
        for link in self.links:
            self.links_on[link.row].append(link)
            for one in {*link.ends, *link.kids}:
                self.links_of[one].append(link)
            for kid in link.kids:
                self.fed[kid] = True
            if len(link.ends) == 2:
                self.partners[link.ends[0]].add(link.ends[1])
                self.partners[link.ends[1]].add(link.ends[0])
        for link in self.links:
            link.free = not any(self.fed[partner] for kid in link.kids for partner in self.partners[kid])
        self.group = self._groups()
        homes = ([self.number[one] for one in home.members if one in self.number] for home in kin.households)
        self.homes = [home for home in homes if len(home) > 1]

    def _groups(self) -> list[int]:
        """For each number, the least number among those on its row that unions tie it to."""
        group = list(range(len(self.row_of)))
        for start in range(len(group)):
            if group[start] != start:
                continue
            waiting = [start]
            while waiting:
                for partner in self.partners[waiting.pop()]:
                    if group[partner] != start:
                        group[partner] = start
                        waiting.append(partner)
        return group


def units_of(frame: Frame, row: tuple[int, ...]) -> list[tuple[int, ...]]:
    """The row cut into runs of people whom unions tie together."""
    units: list[list[int]] = []
    last = -1
    for one in row:
        if frame.group[one] == last:
            units[-1].append(one)
        else:
            units.append([one])
            last = frame.group[one]
    return [tuple(unit) for unit in units]


def _by_birth(person: KinPerson) -> tuple[int, str]:
    days = _days(person)
    return (days[0] if days else _NO_DAY, person.id)


def _days(person: KinPerson) -> Days | None:
    """The first and last day of birth as ordinals; the due date of somebody unborn; None when neither end is known."""
    if person.born is None:
        return (person.expected.toordinal(),) * 2 if person.expected else None
    first, last = person.born.earliest or person.born.latest, person.born.latest or person.born.earliest
    return (first.toordinal(), last.toordinal()) if first and last else None


def _same(twins: dict[int, str], one: int, other: int) -> bool:
    return one != other and twins.get(one) is not None and twins.get(one) == twins.get(other)
