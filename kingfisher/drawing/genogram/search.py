"""One order of a family's rows, and the moves along a row that better it.

People, partners with one another, and brothers and sisters with theirs are taken to other places and turned round, as
long as the count falls. The same order in gives the same order out: there is no chance here, and no clock.
"""

from collections.abc import Iterable, Iterator, Sequence

from kingfisher.drawing.genogram.counting import Counting
from kingfisher.drawing.genogram.frame import units_of
from kingfisher.drawing.genogram.glance import Glance, Places, moves

type Row = tuple[int, ...]
type Order = list[Row]

LITTLE = 1e-9
_MANY, _LIKELY, _WIDE = 10, 4, 9  # so many orders are glanced at first; so few then counted; units in a wide row
_HOPELESS = 8.0  # what seems so much worse than the order as it is, is not counted at all
_ROUNDS = 12


class Search:
    """One order and the moves that better it."""

    def __init__(
        self,
        counting: Counting,
        order: Order,
        *,
        fixed: set[int] | None = None,
        glances: dict[int, Glance] | None = None,
    ) -> None:
        self.counting, self.frame = counting, counting.frame
        self.fixed = fixed or set()
        self.glances: dict[int, Glance] = {} if glances is None else glances
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
                    self._better(row)
                if self.order[row] != was:
                    waiting |= {near for near in (row - 1, row, row + 1) if 0 <= near < self.frame.rows}
            if not waiting:
                break
        return self

    def _better(self, row: int) -> None:
        """Every move in one row. What comes of them is remembered: an upset order settles again as one did before."""
        known = self.counting.settled
        key = (row, self.order[row - 1] if row else (), self.order[row],
               self.order[row + 1] if row + 1 < len(self.order) else ())  # fmt: skip
        if key in known:
            self.order[row], less = known[key]
            self.cost -= less
            return
        was = self.cost
        self._units(row)
        self._people(row)
        self._blocks(row)
        known[key] = self.order[row], was - self.cost

    def _local(self, row: int, order: Row) -> float:
        """What of the cost depends on this row, were it in this order."""
        rows, counting = self.order, self.counting
        cost = counting.row(order).cost
        if row:
            cost += counting.between(rows[row - 1], order)
        if row + 1 < len(rows):
            cost += counting.between(order, rows[row + 1])
        return cost

    def _take_best(self, row: int, orders: Iterable[Row]) -> bool:
        """The best of these orders of the row, if it betters the order as it is."""
        now = self._local(row, self.order[row])
        best, least = None, now - LITTLE
        for order in orders:
            cost = self._local(row, order)
            if cost < least:
                best, least = order, cost - LITTLE
        if best is None:
            return False
        self.cost += self._local(row, best) - now
        self.order[row] = best
        return True

    def _take_move(self, row: int, units: list[Row], blocks: Sequence[tuple[int, int]]) -> bool:
        """The best order with one of these blocks of units elsewhere, if it betters the row. Of many, the likeliest."""
        if sum(len(units) - (end - start) for start, end in blocks) < _MANY:
            return self._take_best(row, (order for block in blocks for order in _moved(units, *block)))
        return self._take_best(row, self._likely(row, moves([len(unit) for unit in units], blocks)))

    def _glance(self, row: int) -> Glance:
        if row not in self.glances:
            self.glances[row] = Glance(self.counting, row)
        return self.glances[row]

    def _likely(self, row: int, places: Places) -> list[Row]:
        """The likeliest of many orders of a row (where each of it goes), unless even they are far worse than it is."""
        now = self.order[row]
        above = self.order[row - 1] if row else None
        below = self.order[row + 1] if row + 1 < len(self.order) else None
        costs = self._glance(row).costs(now, places, above, below)
        limit = costs[-1] + _HOPELESS
        likely = [places[:, way] for way in costs[:-1].argsort(kind="stable")[:_LIKELY].tolist() if costs[way] < limit]
        return [tuple(now[place] for place in way.argsort().tolist()) for way in likely]

    def _units(self, row: int) -> None:
        """Partners who stand together, moved as one, either way round: in turn, or in a wide row the best first."""
        units = units_of(self.frame, self.order[row])
        if len(units) > _WIDE:
            for _ in units:
                units = units_of(self.frame, self.order[row])
                if not self._take_move(row, units, [(place, place + 1) for place in range(len(units))]):
                    break
            return
        for start in [unit[0] for unit in units]:
            units = units_of(self.frame, self.order[row])
            place = next((place for place, unit in enumerate(units) if start in unit), 0)
            self._take_move(row, units, [(place, place + 1)])

    def _people(self, row: int) -> None:
        """Within each run of people whom unions tie together: every way that keeps partners best, or part by part."""
        for start in [unit[0] for unit in units_of(self.frame, self.order[row]) if len(unit) > 2]:
            for _ in range(len(self.order[row])):
                units = units_of(self.frame, self.order[row])
                place = next(place for place, unit in enumerate(units) if start in unit)
                unit = units[place]
                ahead = tuple(other for unit in units[:place] for other in unit)
                behind = tuple(other for unit in units[place + 1 :] for other in unit)
                ways = self.counting.ways(unit)
                orders: Iterable[Row] = (ahead + way + behind for way in ways or _inside(unit))
                if len(ways) > _MANY or not ways:
                    orders = self._likely(row, self._glance(row).places(self.order[row], list(orders)))
                if not self._take_best(row, orders) or ways:
                    break

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
        sibships = [link.kids for link in self.frame.links_on[row - 1] if len(link.kids) > 1] if row else []
        for _ in sibships:
            units = units_of(self.frame, self.order[row])
            at = {one: place for place, unit in enumerate(units) for one in unit}
            within = [[at[kid] for kid in kids] for kids in sibships]
            blocks = dict.fromkeys((min(places), max(places) + 1) for places in within)
            if not self._take_move(row, units, list(blocks)):
                break


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


def _inside(unit: Row) -> Iterator[Row]:
    """The unit with each part of it at every other place, either way round; each order once."""
    alone: list[Row] = [(one,) for one in unit]
    seen = {unit}
    for start in range(len(unit)):
        for end in range(start + 1, len(unit) + 1):
            for order in _moved(alone, start, end):
                if order not in seen:
                    seen.add(order)
                    yield order
