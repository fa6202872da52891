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
        self.room = np.array([_room(frame, link.kids) for link in self.sibships], dtype=np.int32)
        self.kin = np.array([_between(frame, link) for link in self.couples], dtype=np.int32)

    def _births(self, frame: Frame) -> None:
        pairs = [(*pair, FREE_YOUNGER_FIRST if link.free else YOUNGER_FIRST)
                 for link in self.sibships for pair in link.older]  # fmt: skip
        self.elder = self.place[[pair[0] for pair in pairs]]
        self.younger = self.place[[pair[1] for pair in pairs]]
        self.weight = np.array([pair[2] for pair in pairs], dtype=np.float64)

    def costs(self, orders: Sequence[Row], upper: Row | None, lower: Row | None) -> NDArray[np.float64]:
        """A near cost for each order, to compare them by and no more."""
        local = self.place[np.array(orders, dtype=np.int32)]
        many, people = local.shape
        at = np.empty_like(local)
        np.put_along_axis(at, local, np.broadcast_to(np.arange(people, dtype=np.int32), local.shape), axis=1)
        cost = np.zeros(many)
        if len(self.weight):
            cost += (at[:, self.elder] > at[:, self.younger]) @ self.weight
        if self.sibships:
            low, high = self._ends(at, self.sibships)
            cost += TORN * ((high - low + 1) > self.room).sum(axis=1)
        if self.couples:
            low, high = self._couples(at)
            strangers = np.maximum(high - low - 1 - self.kin, 0)
            cost += BETWEEN * (strangers > 0).sum(axis=1) + BETWEEN / 2 * strangers.sum(axis=1)
        if upper is not None:
            cost += CROSSING * self._above(at, self.counting.row(upper).stems)
        if lower is not None:
            cost += CROSSING * self._below(at, lower)
        return cost

    def _ends(self, at: Numbers, links: Sequence[Link]) -> tuple[Numbers, Numbers]:
        most = max(len(link.kids) for link in links)
        kids = self.place[[[link.kids[min(turn, len(link.kids) - 1)] for turn in range(most)] for link in links]]
        places = at[:, kids]
        return places.min(axis=2), places.max(axis=2)

    def _couples(self, at: Numbers) -> tuple[Numbers, Numbers]:
        one = at[:, self.place[[link.ends[0] for link in self.couples]]]
        other = at[:, self.place[[link.ends[1] for link in self.couples]]]
        return np.minimum(one, other), np.maximum(one, other)

    def _above(self, at: Numbers, stems: Sequence[Stem]) -> Numbers:
        links = [link for _, link in stems if link.kids]
        if len(links) < 2:
            return np.zeros(len(at), dtype=np.int32)
        low, high = self._ends(at, links)
        met = high[:, :, None] >= low[:, None, :]
        return np.asarray(np.triu(met, 1).sum(axis=(1, 2)), dtype=np.int32)

    def _below(self, at: Numbers, lower: Row) -> Numbers:
        frame, places = self.counting.frame, {one: place for place, one in enumerate(lower)}
        links = [link for link in frame.links_on[self.row] if link.kids]
        if len(links) < 2:
            return np.zeros(len(at), dtype=np.int32)
        stems = (
            at[:, self.place[[link.ends[0] for link in links]]] + at[:, self.place[[link.ends[-1] for link in links]]]
        )
        lines = lines_of(links, places)
        crossing = np.array([[meet(one, other) for other in lines] for one in lines], dtype=np.int32)
        before = stems[:, :, None] < stems[:, None, :]
        return np.asarray((before * crossing).sum(axis=(1, 2)), dtype=np.int32)


def _room(frame: Frame, kids: Sequence[int]) -> int:
    """How many stand together when these do, with all whom unions tie to them on their row."""
    groups = {frame.group[kid] for kid in kids}
    return sum(1 for one, group in enumerate(frame.group) if group in groups)


def _between(frame: Frame, link: Link) -> int:
    """How many may stand between the two: the other partners of either."""
    one, other = link.ends
    return len((frame.partners[one] | frame.partners[other]) - {one, other})
