"""In which order do the boxes stand on the oval? Kinds stay together; links are kept short and outer links nested.

A plain descent from the order of kinds and ids, begun at several places of the oval: swaps of two within a kind, and of
two kinds, while any of them helps. No chance and no clock: the same facts give the same order.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from math import hypot

from kingfisher.drawing.ecogram.geometry import Box, Point

APART = 5000.0  # the cost of two outer links that would have to cross
SWEEPS = 6
TURNS = 4  # how many places the first kind is tried to begin at


def arranged(
    kinds: Sequence[tuple[str, Sequence[str]]],
    places: Sequence[Box],
    aims: Mapping[str, Point],
    outer: Sequence[tuple[str, str]],
) -> list[str]:
    """Ids in the order of `places`. `kinds` are groups of ids that stay together, in the order to begin with; `aims`
    the points at home that ids' links lead to; `outer` the pairs linked outside."""
    found = []
    for turn in range(0, max(len(places), 1), max(len(places) // TURNS, 1)):
        turned = [*places[turn:], *places[:turn]]
        order, cost = _descended(kinds, turned, aims, outer)
        # Given back in the order of `places`: the ids that stand before the turn come round to its end.
        split = len(order) - turn
        found.append((round(cost, 3), turn, [*order[split:], *order[:split]]))
    return min(found)[2]


def _descended(
    kinds: Sequence[tuple[str, Sequence[str]]],
    places: Sequence[Box],
    aims: Mapping[str, Point],
    outer: Sequence[tuple[str, str]],
) -> tuple[list[str], float]:
    groups = [list(ids) for _, ids in kinds]

    def cost() -> float:
        return _cost([id for group in groups for id in group], places, aims, outer)

    best = cost()
    for _ in range(SWEEPS):
        before = best
        for pair in combinations(range(len(groups)), 2):
            best = _swap(groups, pair, cost, best)
        for group in groups:
            for pair in combinations(range(len(group)), 2):
                best = _swap(group, pair, cost, best)
        if best >= before:
            break
    return [id for group in groups for id in group], best


def _swap[T](items: list[T], pair: tuple[int, int], cost: Callable[[], float], best: float) -> float:
    """Swap two if that costs less; the cost after."""
    n, m = pair
    items[n], items[m] = items[m], items[n]
    now = cost()
    if now < best - 1e-9:
        return now
    items[n], items[m] = items[m], items[n]
    return best


def _cost(
    order: Sequence[str], places: Sequence[Box], aims: Mapping[str, Point], outer: Sequence[tuple[str, str]]
) -> float:
    at = {id: n for n, id in enumerate(order)}
    total = sum(hypot(places[at[id]].x - aim.x, places[at[id]].y - aim.y) for id, aim in aims.items())
    spans = [tuple(sorted((at[a], at[b]))) for a, b in outer]
    total += sum(40.0 * min(high - low, len(order) - high + low) for low, high in spans)
    return total + APART * sum(interleave(one, other) for one, other in combinations(spans, 2))


def cut_open(order: Sequence[str], outer: Sequence[tuple[str, str]]) -> list[str]:
    """The same round of boxes begun where the fewest outer links pass, so that each goes the short way round."""

    def along(turn: int) -> int:
        at = {id: (n - turn) % len(order) for n, id in enumerate(order)}
        return sum(abs(at[a] - at[b]) for a, b in outer)

    turn = min(range(max(len(order), 1)), key=lambda turn: (along(turn), turn))
    return [*order[turn:], *order[:turn]]


def interleave(one: Sequence[int], other: Sequence[int]) -> bool:
    """True when two spans of places overlap without either holding the other: links over them must cross."""
    (a, b), (c, d) = one, other
    return a < c < b < d or c < a < d < b
