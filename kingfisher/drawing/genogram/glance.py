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
    Stem,
    lines_of,
    meet,
)
from kingfisher.drawing.genogram.frame import Frame, Link

type Row = tuple[int, ...]
type Numbers = NDArray[np.int32]
type Places = NDArray[np.int16]


class Glance:
    """Quick costs for one row of a frame, whose rows above and below stay as they are."""

    def __init__(self, counting: Counting, row: int) -> None:
        frame = counting.frame
        self.counting, self.row = counting, row
        here = [one for one, of in enumerate(frame.row_of) if of == row]
        self.place = np.zeros(len(frame.row_of), dtype=np.int32)
        self.place[here] = np.arange(len(here))
        self.sibships = [link for link in frame.links_on[row - 1] if link.kids] if row else []
        self.couples = [link for link in frame.links_on[row] if len(link.ends) == 2]
        self._births(frame)
        self.room = np.array([_room(frame, link.kids) for link in self.sibships], dtype=np.int16)
        self.kin = np.array([_between(frame, link) for link in self.couples], dtype=np.int16)

    def _births(self, frame: Frame) -> None:
        pairs = [(*pair, FREE_YOUNGER_FIRST if link.free else YOUNGER_FIRST)
                 for link in self.sibships for pair in link.older]  # fmt: skip
        self.elder = self.place[[pair[0] for pair in pairs]]
        self.younger = self.place[[pair[1] for pair in pairs]]
        self.weight = np.array([pair[2] for pair in pairs], dtype=np.float64)

    def costs(self, orders: Numbers, upper: Row | None, lower: Row | None) -> NDArray[np.float64]:
        """A near cost for each order (a line of the array), to compare them by and no more."""
        local = self.place[orders]
        many, people = local.shape
        at = np.empty((people, many), dtype=np.int16)  # at[one]: where they stand in each of the orders
        at.T[np.arange(many)[:, None], local] = np.arange(people, dtype=np.int16)
        cost = np.zeros(many)
        if len(self.weight):
            cost += self.weight @ (at[self.elder] > at[self.younger])
        if self.sibships:
            low, high = self._ends(at, self.sibships)
            cost += TORN * ((high - low + 1) > self.room[:, None]).sum(axis=0)
        if self.couples:
            low, high = self._couples(at)
            strangers = np.maximum(high - low - 1 - self.kin[:, None], 0)
            cost += BETWEEN * (strangers > 0).sum(axis=0) + BETWEEN / 2 * strangers.sum(axis=0)
        if upper is not None:
            cost += CROSSING * self._above(at, self.counting.row(upper).stems)
        if lower is not None:
            cost += CROSSING * self._below(at, lower)
        return cost

    def _ends(self, at: Places, links: Sequence[Link]) -> tuple[Places, Places]:
        most = max(len(link.kids) for link in links)
        kids = self.place[[[link.kids[min(turn, len(link.kids) - 1)] for link in links] for turn in range(most)]]
        low = high = at[kids[0]]
        for turn in range(1, most):
            places = at[kids[turn]]
            low, high = np.minimum(low, places), np.maximum(high, places)
        return low, high

    def _couples(self, at: Places) -> tuple[Places, Places]:
        one = at[self.place[[link.ends[0] for link in self.couples]]]
        other = at[self.place[[link.ends[1] for link in self.couples]]]
        return np.minimum(one, other), np.maximum(one, other)

    def _above(self, at: Places, stems: Sequence[Stem]) -> NDArray[np.float64]:
        links = [link for _, link in stems if link.kids]
        count = np.zeros(at.shape[1])
        if len(links) < 2:
            return count
        low, high = self._ends(at, links)
        for left in range(len(links) - 1):
            count += (high[left] >= low[left + 1 :]).sum(axis=0, dtype=np.int16)
        return count

    def _below(self, at: Places, lower: Row) -> NDArray[np.float64]:
        frame, places = self.counting.frame, {one: place for place, one in enumerate(lower)}
        links = [link for link in frame.links_on[self.row] if link.kids]
        count = np.zeros(at.shape[1])
        if len(links) < 2:
            return count
        stems = at[self.place[[link.ends[0] for link in links]]] + at[self.place[[link.ends[-1] for link in links]]]
        lines = lines_of(links, places)
        for one, line in enumerate(lines):
            crossing = np.array([meet(line, other) for other in lines], dtype=np.float32)
            met = crossing.nonzero()[0]
            if len(met):
                count += crossing[met] @ (stems[one] < stems[met]).astype(np.float32)
        return count


def moves(sizes: Sequence[int], blocks: Sequence[tuple[int, int]]) -> Numbers:
    """Every order of a row made by taking one block of its units elsewhere, either way round, as places of the old row.

    `sizes` are those of the units; a block is its first unit and the one after its last.
    """
    edges = np.concatenate(([0], np.cumsum(sizes))).astype(np.int32)
    people = int(edges[-1])
    firsts, longs, goals, turned = [], [], [], []
    for start, end in blocks:
        at, size = int(edges[start]), int(edges[end] - edges[start])
        rest = np.concatenate((edges[:start], edges[end:] - size))
        here = rest != at
        ways = np.concatenate((rest[here], rest if size > 1 else rest[:0]))
        goals.append(ways)
        turned.append(np.arange(len(ways)) >= here.sum())
        firsts.append(np.full(len(ways), at, dtype=np.int32))
        longs.append(np.full(len(ways), size, dtype=np.int32))
    first, long, goal, back = (np.concatenate(parts)[:, None] for parts in (firsts, longs, goals, turned))
    place = np.arange(people, dtype=np.int32)[None, :]
    within = place - goal
    rest_place = np.where(within < 0, place, place - long)
    rest_place = np.where(rest_place < first, rest_place, rest_place + long)
    block_place = np.where(back, first + long - 1 - within, first + within)
    return np.where((within >= 0) & (within < long), block_place, rest_place).astype(np.int32)


def _room(frame: Frame, kids: Sequence[int]) -> int:
    """How many stand together when these do, with all whom unions tie to them on their row."""
    groups = {frame.group[kid] for kid in kids}
    return sum(1 for one, group in enumerate(frame.group) if group in groups)


def _between(frame: Frame, link: Link) -> int:
    """How many may stand between the two: the other partners of either."""
    one, other = link.ends
    return len((frame.partners[one] | frame.partners[other]) - {one, other})
