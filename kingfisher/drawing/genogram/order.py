"""In which order do people stand on each row? A search with a fixed number of steps and no chance in it.

It begins from a walk outwards from the index child, eldest first; then people, partners with one another, brothers and
sisters, and whole branches are moved as long as the count of `counting` falls.
"""

from collections.abc import Iterable, Iterator, Sequence

from kingfisher.drawing.genogram.counting import CROSSING, Counting
from kingfisher.drawing.genogram.frame import Frame
from kingfisher.drawing.genogram.glance import Glance

type Row = tuple[int, ...]
type Order = list[Row]

_LITTLE = 1e-9
_MANY, _LIKELY, _WIDE = 40, 4, 9  # so many orders are glanced at first; so few then counted; units in a wide row
_ROUNDS = 12
_WORTH = 6.0  # a crossing and a half: what it is worth that nobody changes places between two drawings


def order_of(frame: Frame, index: int) -> Order:
    """The best order found, rows from the oldest down."""
    counting = Counting(frame)
    best: Search | None = None
    for start in walks(frame, index):
        search = Search(counting, start).settle()
        if best is None or search.cost < best.cost - _LITTLE:
            best = search
    return best.order if best else []


def order_among(frame: Frame, index: int, seed: Order, keep: set[int]) -> Order:
    """An order in which those of `keep` stay as in `seed`, unless a fresh one is better by more than it is worth."""
    counting = Counting(frame)
    kept = Search(counting, seed, fixed=keep).settle()
    if kept.cost < _WORTH:
        return kept.order
    fresh = order_of(frame, index)
    limit = counting.whole(fresh) + _WORTH
    if kept.cost <= limit:
        return kept.order
    eased = Search(counting, kept.order).settle()
    return eased.order if eased.cost <= limit else fresh


def walks(frame: Frame, index: int) -> Iterator[Order]:
    """Orders to begin from: walks outwards over unions, from the index child and from the eldest at each end."""
    tops = [one for one in range(len(frame.people)) if not frame.fed[one] and frame.row_of[one] == 0]
    starts = [index, *tops[:1], *tops[-1:]]
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


class Search:
    """One order and the moves that better it."""

    def __init__(self, counting: Counting, order: Order, *, fixed: set[int] | None = None) -> None:
        self.counting, self.frame = counting, counting.frame
        self.fixed = fixed or set()
        self.glances: dict[int, Glance] = {}
        self.order = list(order)
        self.cost = counting.whole(self.order)

    def settle(self, rows: Iterable[int] | None = None) -> "Search":
        """Moves in these rows (all of them), and in those beside a row that changed, until nothing betters them."""
        waiting = set(range(self.frame.rows) if rows is None else rows)
        for _ in range(_ROUNDS):
            for row in (*range(self.frame.rows), *range(self.frame.rows - 2, 0, -1)):
                if row not in waiting:
                    continue
                waiting.discard(row)
                was = self.order[row]
                if self.fixed:
                    self._newcomers(row)
                else:
                    self._units(row)
                    self._people(row)
                    self._blocks(row)
                if self.order[row] != was:
                    waiting |= {near for near in (row - 1, row, row + 1) if 0 <= near < self.frame.rows}
            if not waiting:
                break
        return self

    def _local(self, row: int, order: Row) -> float:
        """What of the cost depends on this row, were it in this order."""
        rows, counting = self.order, self.counting
        cost = counting.row(order).cost
        if row:
            cost += CROSSING * counting.gap(rows[row - 1], order)
        if row + 1 < len(rows):
            cost += CROSSING * counting.gap(order, rows[row + 1])
        return cost

    def _take_best(self, row: int, orders: Iterable[Row]) -> bool:
        """The best of these orders of the row, if it betters the order as it is. Of very many, only the likeliest."""
        now = self._local(row, self.order[row])
        best, least = None, now - _LITTLE
        for order in self._likely(row, list(orders)):
            cost = self._local(row, order)
            if cost < least:
                best, least = order, cost - _LITTLE
        if best is None:
            return False
        self.cost += self._local(row, best) - now
        self.order[row] = best
        return True

    def _likely(self, row: int, orders: list[Row]) -> list[Row]:
        if len(orders) < _MANY:
            return orders
        if row not in self.glances:
            self.glances[row] = Glance(self.counting, row)
        above = self.order[row - 1] if row else None
        below = self.order[row + 1] if row + 1 < len(self.order) else None
        costs = self.glances[row].costs(orders, above, below)
        return [orders[place] for place in costs.argsort(kind="stable")[:_LIKELY]]

    def _units(self, row: int) -> None:
        """Partners who stand together, moved as one, either way round: in turn, or in a wide row the best first."""
        units = units_of(self.frame, self.order[row])
        if len(units) > _WIDE:
            for _ in units:
                units = units_of(self.frame, self.order[row])
                if not self._take_best(
                    row, (o for place in range(len(units)) for o in _moved(units, place, place + 1))
                ):
                    break
            return
        for start in [unit[0] for unit in units]:
            units = units_of(self.frame, self.order[row])
            place = next((place for place, unit in enumerate(units) if start in unit), 0)
            self._take_best(row, _moved(units, place, place + 1))

    def _people(self, row: int) -> None:
        """Each person by themselves, among those whom unions tie to them."""
        for one in self.order[row]:
            units = units_of(self.frame, self.order[row])
            place = next(place for place, unit in enumerate(units) if one in unit)
            unit = units[place]
            if len(unit) < 3:
                continue
            ahead = tuple(other for unit in units[:place] for other in unit)
            behind = tuple(other for unit in units[place + 1 :] for other in unit)
            at = unit.index(one)
            orders = _moved([(other,) for other in unit], at, at + 1)
            self._take_best(row, (ahead + order + behind for order in orders))

    def _newcomers(self, row: int) -> None:
        """Those whose place is not fixed, each by themselves and all that stand side by side as one."""
        for one in self.order[row]:
            if one in self.fixed:
                continue
            order = self.order[row]
            place = order.index(one)
            units: list[Row] = [(other,) for other in order]
            self._take_best(row, _moved(units, place, place + 1))
            order = self.order[row]
            first = last = order.index(one)
            while first and order[first - 1] not in self.fixed:
                first -= 1
            while last + 1 < len(order) and order[last + 1] not in self.fixed:
                last += 1
            if last > first:
                self._take_best(row, _moved([(other,) for other in order], first, last + 1))

    def _blocks(self, row: int) -> None:
        """Brothers and sisters with their partners, moved as one; and any two neighbouring units, likewise."""
        for link in self.counting.frame.links_on[row - 1] if row else ():
            if len(link.kids) < 2:
                continue
            units = units_of(self.frame, self.order[row])
            within = [place for place, unit in enumerate(units) if any(kid in unit for kid in link.kids)]
            self._take_best(row, _moved(units, min(within), max(within) + 1))


def units_of(frame: Frame, row: Row) -> list[Row]:
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


def _moved(units: list[Row], start: int, end: int) -> Iterator[Row]:
    """The row with the units from `start` to `end` at every other place, as they are and turned round."""
    block = tuple(one for unit in units[start:end] for one in unit)
    rest = units[:start] + units[end:]
    turned = block[::-1]
    ahead: Row = ()
    rest_all = tuple(one for unit in rest for one in unit)
    for place in range(len(rest) + 1):
        behind = rest_all[len(ahead) :]
        if place != start:
            yield ahead + block + behind
        if len(block) > 1:
            yield ahead + turned + behind
        if place < len(rest):
            ahead += rest[place]
