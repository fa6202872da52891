"""How far across the page does each person stand? A linear programme once the order is settled.

Nobody's words touch another's; couples stand over the middle of their children; partners are close, sibships and homes
narrow, the page no wider than it must be; and who stood somewhere before stays near it.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from kingfisher.drawing.genogram.counting import Counting, Stem
from kingfisher.drawing.genogram.frame import Frame, Link
from kingfisher.drawing.genogram.placed import BETWEEN
from kingfisher.drawing.genogram.programme import Programme

OVER_CHILDREN, COUPLE, SIBSHIP, HOME, WIDTH, WIDER, EASY, AS_BEFORE = 1.0, 0.6, 0.05, 0.02, 0.05, 0.8, 1.05, 0.3
MOST, FAR_WIDER = 1.6, 8.0  # so much wider than its widest row, and it is very dear
MIDDLE = 2.5  # the couple's own middle over the children's, wherever their line goes down
_CHOOSE = 1e-4  # chooses between equals, and leans to the left edge

type Term = tuple[int, float]
type Where = tuple[list[Term], float]  # so many times these numbers, and so much more


class Across(msgspec.Struct, frozen=True):
    """The middle of each number's place in px, and where the stem of each link with children goes down."""

    x: list[float]
    stems: dict[str, float]


def across(
    counting: Counting, rows: Sequence[tuple[int, ...]], breadths: list[float], before: dict[int, float]
) -> Across:
    """Places in px from the left edge, whole numbers. `before` says where some of them stood."""
    frame = counting.frame
    programme = Programme()
    x = [programme.unknown(_CHOOSE * (1 + place * 0.618 % 1)) for place in range(len(frame.row_of))]
    width = _width(programme, rows, breadths)
    stems: dict[str, Where] = {}
    for row in rows:
        if row:
            programme.at_least(breadths[row[0]] / 2, (x[row[0]], 1.0))
            programme.at_least(breadths[row[-1]] / 2, (width, 1.0), (x[row[-1]], -1.0))
        for left, right in pairwise(row):
            programme.at_least((breadths[left] + breadths[right]) / 2 + BETWEEN, (x[right], 1.0), (x[left], -1.0))
        for link, where in _stems(row, counting.row(row).stems, x, breadths):
            _over_children(programme, link, where, x, rows)
            if link.first and link.kids:
                stems[link.union] = where
    _close(programme, frame, rows, x)
    if before:
        shift = programme.unknown(lowest=-1e6)
        for one, old in sorted(before.items()):
            programme.near(old, AS_BEFORE, (x[one], 1.0), (shift, 1.0))
    found = programme.solve()
    places = [_whole(found[number]) for number in x]
    value = {number: places[one] for one, number in enumerate(x)}
    return Across(places, {union: _whole(_worth(where, value)) for union, where in stems.items()})


def _whole(px: float) -> float:
    """To whole px; the solver's last digits decide nothing, halves least of all."""
    return float(int(px + 0.5037))


def _worth(where: Where, value: dict[int, float]) -> float:
    terms, more = where
    return sum(value[number] * factor for number, factor in terms) + more


def _stems(row: tuple[int, ...], stems: list[Stem], x: list[int], breadths: list[float]) -> list[tuple[Link, Where]]:
    """Each stem as a sum of unknowns: the couple's middle when it has the space between two people for itself."""
    slots: dict[int, list[Stem]] = defaultdict(list)
    found: list[tuple[Link, Where]] = []
    at = {one: place for place, one in enumerate(row)}
    for stem in stems:
        if len(stem[1].ends) == 1:
            found.append((stem[1], ([(x[stem[1].ends[0]], 1.0)], 0.0)))
        elif stem[1].kids:
            slots[int(stem[0])].append(stem)
    for slot, inside in slots.items():
        left, right = row[slot], row[slot + 1]
        for number, (_, link) in enumerate(inside):
            part = (number + 1) / (len(inside) + 1)
            own = len(inside) == 1 and abs(at[link.ends[0]] - at[link.ends[1]]) == 1
            more = 0.0 if own else breadths[left] / 2 * (1 - part) - breadths[right] / 2 * part
            found.append((link, ([(x[left], 1 - part), (x[right], part)], more)))
    return found


def _over_children(
    programme: Programme, link: Link, where: Where, x: list[int], rows: Sequence[tuple[int, ...]]
) -> None:
    if not link.kids:
        return
    row = rows[link.row + 1]
    kids = sorted(link.kids, key=row.index)
    first, last = x[kids[0]], x[kids[-1]]
    if len(link.ends) == 2:
        couple = [(x[one], 0.5) for one in link.ends]
        programme.near(0.0, MIDDLE, *couple, *([(first, -1.0)] if first == last else [(first, -0.5), (last, -0.5)]))
    terms, more = where
    if first == last:
        programme.near(-more, OVER_CHILDREN, *terms, (first, -1.0))
        return
    programme.near(-more, OVER_CHILDREN, *terms, (first, -0.5), (last, -0.5))
    _span(programme, first, last, SIBSHIP)


def _close(programme: Programme, frame: Frame, rows: Sequence[tuple[int, ...]], x: list[int]) -> None:
    """Partners near one another, and those of one home who stand on one row."""
    for links in frame.links_on:
        for link in links:
            if len(link.ends) == 2:
                left, right = sorted(link.ends, key=rows[link.row].index)
                _span(programme, x[left], x[right], COUPLE)
    for home in frame.homes:
        for row in rows:
            here = [one for one in row if one in home]
            if len(here) > 1:
                _span(programme, x[here[0]], x[here[-1]], HOME)


def _width(programme: Programme, rows: Sequence[tuple[int, ...]], breadths: list[float]) -> int:
    """The page's width: nearly free up to a little more than its widest row must have, and dear beyond."""
    widest = max((sum(breadths[one] + BETWEEN for one in row) for row in rows), default=0.0)
    width = programme.unknown(WIDTH)
    programme.at_least(-widest * EASY, (programme.unknown(WIDER), 1.0), (width, -1.0))
    programme.at_least(-widest * MOST, (programme.unknown(FAR_WIDER), 1.0), (width, -1.0))
    return width


def _span(programme: Programme, left: int, right: int, weight: float) -> None:
    programme.at_least(0, (programme.unknown(weight), 1.0), (left, 1.0), (right, -1.0))
