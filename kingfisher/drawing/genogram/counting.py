"""What an order of the rows costs: crossings first, then people between partners, torn sibships, births out of order.

Everything is counted from the order alone: two unions' lines in one gap cross as often as they must, whichever of
their sibling bars is the higher.
"""

from collections.abc import Iterable
from itertools import pairwise

from kingfisher.drawing.genogram.frame import Frame, Link, units_of
from kingfisher.drawing.genogram.runs import orders_of

CROSSING, BETWEEN, TORN, YOUNGER_FIRST, FREE_YOUNGER_FIRST, TWINS_APART = 4.0, 40.0, 4.0, 1.5, 24.0, 2.0
AWAY, HOME, MAN_RIGHT = 0.6, 0.3, 0.01  # weak wishes: couples close, homes together, the man on the left
NEAR, FAR = 0.2, 0.1  # for each place that the children of neighbouring unions are too near, or too far, to fit below

type Stem = tuple[float, Link]
type Lines = tuple[int, int, list[int]]


class RowCount:
    """One row's order: its cost, the crossings of its brackets, where stems leave it, and which brackets go above."""

    __slots__ = ("above", "cost", "crossings", "links", "places")

    def __init__(self, crossings: int, above: tuple[str, ...], stems: list[Stem]) -> None:
        self.crossings, self.above = crossings, above
        self.links = [link for _, link in stems if link.kids]
        self.places = [place for place, link in stems if link.kids]
        self.cost = crossings * CROSSING

    @property
    def stems(self) -> list[Stem]:
        """Where the stem of each union with children leaves the row, from left to right."""
        return list(zip(self.places, self.links, strict=True))


class Counting:
    """Costs of orders of one frame, remembered: a search asks for the same order of a row again and again."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self._rows: dict[tuple[int, ...], RowCount] = {}
        self._units: dict[tuple[int, ...], RowCount] = {}
        self._ways: dict[tuple[int, ...], tuple[tuple[int, ...], ...]] = {}
        self._lines: dict[tuple[int, ...], dict[int, Lines]] = {}
        self._gaps: dict[tuple[tuple[int, ...], tuple[int, ...]], tuple[int, float]] = {}
        self.settled: dict[tuple[int, *tuple[tuple[int, ...], ...]], tuple[tuple[int, ...], float]] = {}
        self._sibships: list[list[Link]] = [[] for _ in range(frame.rows)]
        self._homes: list[list[list[int]]] = [[] for _ in range(frame.rows)]
        for link in frame.links:
            if len(link.kids) > 1:
                self._sibships[link.row + 1].append(link)
        self._many = [len({frame.group[one] for one, of in enumerate(frame.row_of) if of == row})
                      for row in range(frame.rows)]  # fmt: skip
        self._groups = {id(link): {frame.group[kid] for kid in link.kids} for link in frame.links}
        for home in frame.homes:
            for row in range(frame.rows):
                here = [one for one in home if frame.row_of[one] == row]
                if len(here) > 1:
                    self._homes[row].append(here)
        self._man = [person.sex == "M" for person in frame.people]

    def row(self, order: tuple[int, ...]) -> RowCount:
        """The count of one row by itself."""
        known = self._rows.get(order)
        if known is None:
            known = self._rows[order] = self._count(order)
        return known

    def gap(self, upper: tuple[int, ...], lower: tuple[int, ...]) -> int:
        """How many crossings lie between two rows, one below the other."""
        return self._gap(upper, lower)[0]

    def between(self, upper: tuple[int, ...], lower: tuple[int, ...]) -> float:
        """The cost of the lines between two rows: crossings, and children far from below their parents."""
        return self._gap(upper, lower)[1]

    def _gap(self, upper: tuple[int, ...], lower: tuple[int, ...]) -> tuple[int, float]:
        key = (upper, lower)
        known = self._gaps.get(key)
        if known is None:
            row, below = self.row(upper), self._lines.get(lower)
            if below is None:
                below = self._lines[lower] = self._lines_down_to(lower)
            lines = [below[id(link)] for link in row.links]
            count = _crossings(lines)
            known = self._gaps[key] = count, CROSSING * count + _pull(row.places, lines)
        return known

    def _lines_down_to(self, lower: tuple[int, ...]) -> dict[int, Lines]:
        """Where the children of each union of the row above stand, by the union's link."""
        row = self.frame.row_of[lower[0]] if lower else 0
        links = [link for link in self.frame.links_on[row - 1] if link.kids] if row else []
        return dict(zip(map(id, links), lines_of(links, {one: place for place, one in enumerate(lower)}), strict=True))

    def ways(self, unit: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
        """The orders of this run in which fewest strangers stand between partners; none when they are very many."""
        members = tuple(sorted(unit))
        known = self._ways.get(members)
        if known is None:
            known = self._ways[members] = orders_of(self.frame, members)
        return known

    def whole(self, rows: list[tuple[int, ...]]) -> float:
        """The cost of all rows together."""
        cost = sum(self.row(row).cost for row in rows)
        return cost + sum(self.between(upper, lower) for upper, lower in pairwise(rows))

    def crossings(self, rows: list[tuple[int, ...]]) -> int:
        """The crossings of all rows together."""
        return sum(self.row(row).crossings for row in rows) + sum(
            self.gap(upper, lower) for upper, lower in pairwise(rows)
        )

    def _count(self, order: tuple[int, ...]) -> RowCount:
        """Run by run, when all whom unions tie together stand together: what is within a run depends on it alone."""
        if not order:
            return RowCount(0, (), [])
        row = self.frame.row_of[order[0]]
        units = units_of(self.frame, order)
        count = RowCount(0, (), [])
        start, cost = 0, 0.0
        for unit in units if len(units) == self._many[row] else [order]:
            part = self._units.get(unit) or self._unit(unit)
            count.crossings += part.crossings
            count.above += part.above
            count.links += part.links
            count.places += [start + place for place in part.places] if start else part.places
            cost += part.cost
            start += len(unit)
        at = {one: place for place, one in enumerate(order)}
        for link in self._sibships[row]:
            cost += self._sibship(link, order, at)
        for home in self._homes[row]:
            places = [at[one] for one in home]
            cost += HOME * (max(places) - min(places) + 1 - len(home))
        count.cost = cost
        return count

    def _unit(self, unit: tuple[int, ...]) -> RowCount:
        frame = self.frame
        at = {one: place for place, one in enumerate(unit)}
        links = [link for one in unit for link in frame.links_of[one] if link.ends[0] == one]
        found = self._units[unit] = brackets(frame, links, unit, at)
        found.cost += sum(self._apart(link, unit, at) for link in links if len(link.ends) == 2)
        return found

    def _apart(self, link: Link, order: tuple[int, ...], at: dict[int, int]) -> float:
        one, other = link.ends
        low, high = at[one], at[other]
        if low > high:
            low, high, one, other = high, low, other, one
        cost = 0.0
        if other < len(self._man) and self._man[other] and not (one < len(self._man) and self._man[one]):
            cost = MAN_RIGHT
        if high - low > 1:
            kin = self.frame.partners[one] | self.frame.partners[other]
            strangers = sum(1 for place in range(low + 1, high) if order[place] not in kin)
            cost += AWAY * (high - low - 1) + (BETWEEN + strangers * BETWEEN / 2 if strangers else 0)
        return cost

    def _sibship(self, link: Link, order: tuple[int, ...], at: dict[int, int]) -> float:
        places = [at[kid] for kid in link.kids]
        in_turn = sorted(places)
        low, high = in_turn[0], in_turn[-1]
        cost = 0.0
        if high - low + 1 > len(places):
            groups, group = self._groups[id(link)], self.frame.group
            strangers = sum(1 for one in order[low:high] if group[one] not in groups)
            cost = TORN + strangers if strangers else 0.0
        if places != in_turn:
            wrong = sum(1 for elder, younger in link.older if at[elder] > at[younger])
            cost += wrong * (FREE_YOUNGER_FIRST if link.free else YOUNGER_FIRST)
        for one, other in link.twins:
            if abs(at[one] - at[other]) > 1:
                cost += TWINS_APART
        return cost


def brackets(frame: Frame, links: list[Link], order: tuple[int, ...], at: dict[int, int]) -> RowCount:
    """Brackets of one row, narrow before wide: each goes under the row, or above it if that crosses less.

    Above only over people whose own parents are not drawn: no line comes down to them.
    """
    spans: list[tuple[int, int, Link]] = []
    stems: list[Stem] = []
    for link in links:
        if len(link.ends) == 1:
            stems.append((at[link.ends[0]], link))
        else:
            one, other = at[link.ends[0]], at[link.ends[1]]
            spans.append((min(one, other), max(one, other), link))
    below: list[tuple[int, int, float]] = [(-1, -1, stem) for stem, _ in stems]
    above: list[tuple[int, int]] = []
    above_stems: list[float] = []
    names: list[str] = []
    crossings = 0
    spans.sort(key=lambda span: (span[1] - span[0], span[0]))
    for low, high, link in spans:
        stem = _stem(frame, link, low, high, order)
        if high - low > 1:
            under = _under(low, high, below) + sum(1 for other in above_stems if low < other < high)
            over = sum(1 for a, b in above if a < low < b < high or low < a < high < b)
            over += sum(1 for a, b, _ in below if a < stem < b) if link.kids else 0
            free = not frame.passing.keys() & link.ends and not any(frame.fed[one] for one in order[low + 1 : high])
            crossings += min(under, over) if free else under
            if free and over < under:
                above.append((low, high))
                above_stems.extend([stem] if link.kids else [])
                names.append(link.union)
                stems.append((stem, link))
                continue
        below.append((low, high, stem if link.kids else -1.0))
        stems.append((stem, link))
    return RowCount(crossings, tuple(sorted(names)), sorted(stems, key=lambda stem: (stem[0], stem[1].union)))


def _under(low: int, high: int, below: list[tuple[int, int, float]]) -> int:
    """How often a bracket under the row crosses those already there: their stems inside it, or they interleave."""
    count = 0
    for a, b, stem in below:
        inside = low < stem < high and (a < 0 or (low <= a and b <= high))
        interleaved = a >= 0 and (a < low < b < high or low < a < high < b)
        count += inside or interleaved
    return count


def _stem(frame: Frame, link: Link, low: int, high: int, order: tuple[int, ...]) -> float:
    """Between the two when they are neighbours; else just inside the one with fewer partners, who stands outside."""
    if high - low == 1:
        return low + 0.5
    left, right = frame.partners[order[low]], frame.partners[order[high]]
    return low + 0.5 if len(left) < len(right) else high - 0.5


def lines_of(links: Iterable[Link], at: dict[int, int]) -> list[Lines]:
    """For each link with kids, the first and last of their places, and all of them."""
    lines = []
    for link in links:
        if link.kids:
            places = [at[kid] for kid in link.kids]
            lines.append((min(places), max(places), places) if len(places) > 1 else (places[0], places[0], places))
    return lines


def _crossings(lines: list[Lines]) -> int:
    """Crossings of the lines between two rows, from stems left to right down to the kids' places."""
    count, farthest = 0, -1
    for number, (low2, high2, places2) in enumerate(lines):
        if farthest >= low2:
            for low, high, places in lines[:number]:
                if high >= low2:
                    count += 1 if low > high2 else _mingled(places, places2)
        farthest = max(farthest, high2)
    return count


def _pull(stems: list[float], lines: list[Lines]) -> float:
    """How badly neighbouring unions' children fit below them: too near for their parents, or, less bad, too far."""
    cost = 0.0
    last, over = 0.0, 0.0
    for number, (stem, (low, high, _)) in enumerate(zip(stems, lines, strict=True)):
        under = (low + high) / 2
        if number:
            room = (under - last) - (stem - over)
            cost += room * FAR if room > 0 else -room * NEAR
        last, over = under, stem
    return cost


def meet(one: Lines, other: Lines) -> int:
    """Crossings of two unions' lines when the first one's stem is left of the other's."""
    if one[1] < other[0]:
        return 0
    return 1 if one[0] > other[1] else _mingled(one[2], other[2])


def _mingled(places: list[int], places2: list[int]) -> int:
    """Crossings of two unions whose children mingle: whichever bar is better the higher. The first's stem is left."""
    low, high, low2, high2 = min(places), max(places), min(places2), max(places2)
    if high == low2 and low < high2:  # one child of both, at the edge of each
        return 0
    middle, middle2 = (low + high) / 2, (low2 + high2) / 2
    if middle > middle2:
        middle = middle2 = (middle + middle2) / 2
    first, second = int(low < middle2 < high), int(low2 < middle < high2)
    for place in places:
        first += low2 < place < high2
    for place in places2:
        second += low < place < high
    return max(1, min(first, second))
