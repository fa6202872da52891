"""In which order do people stand on each row? A search with a fixed number of steps, the same every time.

It begins from walks outwards from the index child and from the eldest, settles each, and stirs the best: the fewer the
people, the longer. With an order from before, those who had a place keep it as long as that is not dear.
"""

from collections.abc import Iterator, Sequence

from kingfisher.drawing.genogram.branches import stir
from kingfisher.drawing.genogram.counting import Counting
from kingfisher.drawing.genogram.frame import Frame
from kingfisher.drawing.genogram.search import LITTLE, Order, Row, Search

_WORTH = 9.0  # two crossings and a little: what it is worth that nobody changes places between two drawings
_SMALL = 50  # so many people have a third order to begin from
_STEPS, _MOST, _LEAST = 750_000_000, 240, 3  # steps of stirring: the fewer, the longer each takes among many people


def orders_for(frame: Frame, index: int) -> list[Order]:
    """The best orders found, best first, each with its rows from the oldest down: one, or a few nearly equal."""
    counting = Counting(frame)
    best: Search | None = None
    for start in walks(frame, index):
        search = Search(counting, start).settle()
        if best is None or search.cost < best.cost - LITTLE:
            best = search
    return stir(best, min(_MOST, max(_LEAST, _STEPS // len(frame.row_of) ** 4))) if best else [[]]


def order_among(frame: Frame, index: int, seed: Order, keep: set[int]) -> Order:
    """An order in which those of `keep` stay as in `seed`, unless a fresh one is better by more than it is worth."""
    counting = Counting(frame)
    kept = Search(counting, seed, fixed=keep).settle()
    if kept.cost < _WORTH:
        return kept.order
    fresh = orders_for(frame, index)[0]
    limit = counting.whole(fresh) + _WORTH
    if kept.cost <= limit:
        return kept.order
    eased = Search(counting, kept.order).settle()
    return eased.order if eased.cost <= limit else fresh


def walks(frame: Frame, index: int) -> Iterator[Order]:
    """Orders to begin from: walks outwards over unions, from the index child and from the eldest at each end."""
    tops = [one for one in range(len(frame.people)) if not frame.fed[one] and frame.row_of[one] == 0]
    starts = [index, *tops[:1], *(tops[-1:] if len(frame.people) <= _SMALL else ())]
    for start in dict.fromkeys(starts) if frame.people else ():
        rows: list[list[int]] = [[] for _ in range(frame.rows)]
        seen: set[int] = set()
        for one in (start, *range(len(frame.row_of))):
            _walk(frame, one, rows, seen)
        yield [_gathered(frame, row) for row in rows]


def _walk(frame: Frame, start: int, rows: list[list[int]], seen: set[int]) -> None:
    """Everyone that unions tie to `start`: first its partners and children, then what is above."""
    waiting = [start]
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        rows[frame.row_of[one]].append(one)
        own = [link for link in frame.links_of[one] if one in link.ends]
        above = [link for link in frame.links_of[one] if one in link.kids]
        nearest = [end for link in above for end in link.ends] + [kid for link in above for kid in link.kids]
        for link in own:
            nearest += [*link.ends, *link.kids]
        waiting.extend(other for other in reversed(nearest) if other not in seen)


def _gathered(frame: Frame, row: Sequence[int]) -> Row:
    """The row with those whom unions tie together side by side, where the first of them stands."""
    groups: dict[int, list[int]] = {}
    for one in row:
        groups.setdefault(frame.group[one], []).append(one)
    return tuple(one for group in groups.values() for one in group)
