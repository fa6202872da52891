"""The branches of a family, and a search that moves them about: what no single row's move can better, a branch's may.

A branch is everyone tied to the rest by one line only: cut the line, and it comes away whole. Turned round, or taken to
another place on all its rows at once, and settled again, it may leave fewer crossings. Steps and chance are fixed.
"""

from itertools import pairwise
from random import Random

from kingfisher.drawing.genogram.counting import CROSSING
from kingfisher.drawing.genogram.frame import Frame, Link, units_of
from kingfisher.drawing.genogram.search import LITTLE, Order, Row, Search
from kingfisher.drawing.genogram.siblings import in_turn

_CONTENT = 1.5  # a cost below this is only of weak wishes
type Branch = tuple[frozenset[int], int, tuple[int, ...]]  # who, and the row and numbers that its one line leads to

_NEARLY, _FEW = 4.5, 8  # orders that cost so much more at most, and so many, are drawn before one is chosen
_SEED = 7
_HOMEWARD = 0.4
_PATIENCE = 90  # steps without a gain before it is left as it is


def branches_of(frame: Frame) -> list[Branch]:
    """Every branch of two people or more that is no more than half of its part of the family, smallest first."""
    found: dict[frozenset[int], tuple[int, tuple[int, ...]]] = {}
    for link in frame.links:
        for side in (link.ends, link.kids, *((one,) for one in (*link.ends, *link.kids))):
            branch = _beyond(frame, side, link) if side else None
            if branch is not None and 1 < len(branch) <= len(frame.row_of) * 2 // 3:
                ends = tuple(end for end in link.ends if end not in branch)
                others = (link.row, ends) if ends else (link.row + 1, link.kids)
                found.setdefault(branch, others)
    return sorted(
        ((branch, *found[branch]) for branch in found), key=lambda branch: (len(branch[0]), sorted(branch[0]))
    )


def _beyond(frame: Frame, side: tuple[int, ...], cut: Link) -> frozenset[int] | None:
    """Everyone reached from these without the link; None when the others of that link are among them."""
    others = {*cut.ends, *cut.kids}.difference(side)
    seen, waiting = set(side), list(side)
    while waiting:
        for link in frame.links_of[waiting.pop()]:
            if link is cut:
                continue
            fresh = {*link.ends, *link.kids} - seen
            if fresh & others:
                return None
            seen |= fresh
            waiting.extend(fresh)
    return frozenset(seen)


def stir(search: Search, steps: int) -> list[Order]:
    """The best orders found in so many steps, best first; each step upsets the order somewhere and settles it again."""
    frame, best = search.frame, in_turn(search)
    branches = branches_of(frame)
    chance = Random(_SEED)  # noqa: S311 (the same every time, and no secret)
    found = {tuple(best.order): best.cost}
    since = 0
    for _ in range(steps):
        if best.cost < _CONTENT or since > _PATIENCE:
            break
        order, touched = _upset(best, branches, chance)
        trial = Search(best.counting, order, glances=best.glances).settle(touched)
        found.setdefault(tuple(trial.order), trial.cost)
        since = 0 if trial.cost < best.cost - LITTLE else since + 1
        if trial.cost < best.cost + LITTLE:
            best = trial
    nearly = sorted((round(cost, 6), order) for order, cost in found.items() if cost <= best.cost + _NEARLY)
    return [list(order) for _, order in nearly[:_FEW]]


def _upset(search: Search, branches: list[Branch], chance: Random) -> tuple[Order, set[int]]:
    """One unit taken to another place in its row, or a branch with somebody of that row turned round or moved."""
    row = _troubled(search, chance)
    order = list(search.order)
    units = units_of(search.frame, order[row])
    unit = units.pop(int(chance.random() * len(units)))
    near = [branch for branch in branches if not branch[0].isdisjoint(unit)]
    way = chance.random()
    if near and way < 0.6:
        branch, beside, others = near[int(chance.random() * len(near))]
        change = _turned if way < 0.2 else _taken
        where = chance.random()
        if way > _HOMEWARD:  # to about where its line leads, not to just anywhere
            line = order[beside]
            where = min(1.0, max(0.0, sum(map(line.index, others)) / len(others) / len(line) + (where - 0.5) / 5))
        touched = {search.frame.row_of[one] for one in branch}
        for place in touched:
            order[place] = change(order[place], branch, where)
        return order, touched
    place = int(chance.random() * (len(units) + 1))
    units.insert(place, unit[::-1] if chance.random() < 0.5 else unit)
    order[row] = tuple(one for unit in units for one in unit)
    return order, {row}


def _troubled(search: Search, chance: Random) -> int:
    """A row, the likelier the more is amiss in it and next to it."""
    order, counting = search.order, search.counting
    gaps = [0, *(counting.gap(upper, lower) for upper, lower in pairwise(order)), 0]
    amiss = [counting.row(row).cost + CROSSING * (gaps[place] + gaps[place + 1]) for place, row in enumerate(order)]
    left = chance.random() * sum(amiss)
    for place, much in enumerate(amiss):
        left -= much
        if left <= 0:
            return place
    return len(amiss) - 1


def _turned(row: Row, branch: frozenset[int], where: float) -> Row:
    """The row with those of the branch in the opposite order, in the places they had."""
    turned = iter([one for one in reversed(row) if one in branch])
    return tuple(next(turned) if one in branch else one for one in row)


def _taken(row: Row, branch: frozenset[int], where: float) -> Row:
    """The row with those of the branch together, so far along the others."""
    rest = [one for one in row if one not in branch]
    place = round(where * len(rest))
    return (*rest[:place], *(one for one in row if one in branch), *rest[place:])
