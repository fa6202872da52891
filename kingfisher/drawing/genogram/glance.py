"""What many orders of one row would cost, all at once and nearly: the best few are then counted exactly.

A wide row has hundreds of neighbouring orders, and counting each in full is most of the work. This looks at crossings
with the rows above and below, births out of order, torn sibships and parted couples as sums over arrays. How children
of two unions mingle, and the brackets of couples who do not stand side by side, it leaves to the exact count.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kingfisher.drawing.genogram.counting import (
    BETWEEN,
    CROSSING,
    FREE_YOUNGER_FIRST,
    TORN,
    YOUNGER_FIRST,
    Counting,
    lines_of,
    meet,
)
from kingfisher.drawing.genogram.frame import Frame, Link

type Row = tuple[int, ...]
type Places = NDArray[np.int16]
type Costs = NDArray[np.float64]


class Glance:
    """Quick costs for one row of a frame, whose rows above and below stay as they are.

    Sums are of whole numbers and go nowhere near a library of linear algebra, which would wait for other processors.
    """

    def __init__(self, counting: Counting, row: int) -> None:
        frame = counting.frame
        self.counting, self.row = counting, row
        here = [one for one, of in enumerate(frame.row_of) if of == row]
        self.place = np.zeros(len(frame.row_of), dtype=np.intp)
        self.place[here] = np.arange(len(here))
        self.sibships = [link for link in frame.links_on[row - 1] if link.kids] if row else []
        self.number = {id(link): number for number, link in enumerate(self.sibships)}
        self.couples = [link for link in frame.links_on[row] if len(link.ends) == 2]
        self.stems = [link for link in frame.links_on[row] if link.kids]
        self.ones = self.place[[link.ends[0] for link in self.couples]]
        self.others = self.place[[link.ends[1] for link in self.couples]]
        self.firsts = self.place[[link.ends[0] for link in self.stems]]
        self.lasts = self.place[[link.ends[-1] for link in self.stems]]
        self.room = np.array([_room(frame, link.kids) for link in self.sibships], dtype=np.int16)
        self.kin = np.array([_between(frame, link) for link in self.couples], dtype=np.int16)
        most = max((len(link.kids) for link in self.sibships), default=0)
        self.kids = [self.place[[link.kids[min(turn, len(link.kids) - 1)] for link in self.sibships]]
                     for turn in range(most)]  # fmt: skip
        older = sorted((not link.free, *pair) for link in self.sibships for pair in link.older)
        self.free = sum(not forced for forced, _, _ in older)
        self.elder = self.place[[elder for _, elder, _ in older]]
        self.younger = self.place[[younger for _, _, younger in older]]
        self._crossed: dict[Row, list[tuple[int, NDArray[np.intp]]]] = {}

    def costs(self, row: Row, to: Places, upper: Row | None, lower: Row | None) -> Costs:
        """A near cost for each of many orders of the row, to compare them by and no more.

        Each column of `to` says to which place every one of the row goes, in their order now.
        """
        at = np.empty_like(to)  # at[one]: where they stand in each of the orders
        at[self.place[list(row)]] = to
        cost = np.zeros(at.shape[1])
        if len(self.elder):
            wrong = at[self.elder] > at[self.younger]
            cost += FREE_YOUNGER_FIRST * _sum(wrong[: self.free]) + YOUNGER_FIRST * _sum(wrong[self.free :])
        if self.couples:
            low, high = np.minimum(at[self.ones], at[self.others]), np.maximum(at[self.ones], at[self.others])
            strangers = np.maximum(high - low - 1 - self.kin[:, None], 0)
            cost += BETWEEN * _sum(strangers > 0) + BETWEEN / 2 * _sum(strangers)
        if self.sibships:
            low, high = self._ends(at)
            cost += TORN * _sum((high - low + 1) > self.room[:, None])
            if upper is not None:
                cost += CROSSING * self._above(low, high, upper)
        if lower is not None and len(self.stems) > 1:
            cost += CROSSING * self._below(at[self.firsts] + at[self.lasts], lower)
        return cost

    def _ends(self, at: Places) -> tuple[Places, Places]:
        """Where the first and the last of each union's children stand."""
        low = high = at[self.kids[0]]
        for kids in self.kids[1:]:
            places = at[kids]
            low, high = np.minimum(low, places), np.maximum(high, places)
        return low, high

    def _above(self, low: Places, high: Places, upper: Row) -> Places:
        links = [self.number[id(link)] for link in self.counting.row(upper).links]
        low, high = low[links], high[links]
        count = np.zeros(low.shape[1], dtype=np.int16)
        for left in range(len(links) - 1):
            count += _sum(high[left] >= low[left + 1 :])
        return count

    def _below(self, stems: Places, lower: Row) -> Places:
        count = np.zeros(stems.shape[1], dtype=np.int16)
        for one, met in self._crossing(lower):
            count += _sum(stems[one] < stems[met])
        return count

    def _crossing(self, lower: Row) -> list[tuple[int, NDArray[np.intp]]]:
        """For each union, those its lines cross when its stem is left of theirs, as often as they cross."""
        known = self._crossed.get(lower)
        if known is None:
            lines = lines_of(self.stems, {one: place for place, one in enumerate(lower)})
            times = [[meet(line, other) for other in lines] for line in lines]
            met = [[other for other, many in enumerate(each) for _ in range(many)] for each in times]
            known = [(one, np.array(others, dtype=np.intp)) for one, others in enumerate(met) if others]
            self._crossed[lower] = known
        return known

    def places(self, row: Row, orders: Sequence[Row]) -> Places:
        """To which place everyone of the row goes in each of these orders; the last column is the row as it is."""
        local = self.place[np.array([*orders, row])]
        at = np.empty(local.shape, dtype=np.int16)
        np.put_along_axis(at, local, np.arange(len(row), dtype=np.int16)[None, :], axis=1)
        return at[:, self.place[list(row)]].T


def moves(sizes: Sequence[int], blocks: Sequence[tuple[int, int]]) -> Places:
    """Where everyone of a row goes when one block of its units goes elsewhere, either way round: a column for each way.

    `sizes` are those of the units; a block is its first unit and the one after its last. In the last column all stay.
    """
    edges = np.concatenate(([0], np.cumsum(sizes))).astype(np.int16)
    firsts, longs, goals, turned = [], [], [], []
    for start, end in blocks:
        at, size = edges[start], edges[end] - edges[start]
        rest = np.concatenate((edges[:start], edges[end:] - size))
        ways = np.concatenate((rest[rest != at], rest)) if size > 1 else rest[rest != at]
        goals.append(ways)
        turned.append(np.arange(len(ways)) >= len(rest) - 1)
        firsts.append(np.full(len(ways), at))
        longs.append(np.full(len(ways), size))
    still = np.zeros(1, dtype=np.int16)
    first, long, goal = (np.concatenate((*parts, still)) for parts in (firsts, longs, goals))
    back = np.concatenate((*turned, still > 0))
    old = np.arange(edges[-1], dtype=np.int16)[:, None]
    within = old - first
    ahead = np.where(within < 0, old, old - long)
    ahead += np.where(ahead >= goal, long, 0)
    # A block turned round ends where it would begin, and runs back.
    inside = goal + np.where(back, long - 1 - within, within)
    return np.where((within >= 0) & (within < long), inside, ahead).astype(np.int16, copy=False)


def _sum(counts: NDArray[np.bool_] | Places) -> Places:
    """Down each column. Rows are never so long that it would not fit."""
    total: Places = counts.sum(axis=0, dtype=np.int16)
    return total


def _room(frame: Frame, kids: Sequence[int]) -> int:
    """How many stand together when these do, with all whom unions tie to them on their row."""
    groups = {frame.group[kid] for kid in kids}
    return sum(1 for one, group in enumerate(frame.group) if group in groups)


def _between(frame: Frame, link: Link) -> int:
    """How many may stand between the two: the other partners of either."""
    one, other = link.ends
    return len((frame.partners[one] | frame.partners[other]) - {one, other})
