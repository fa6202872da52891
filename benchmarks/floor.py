"""What does a family force? The fewest generations given up, and crossings that no order of its rows can do without.

Rows: a linear programme, solved whole. Crossings: between two rows every line from a parent down to a child runs
downwards, so two lines of two unions that do not cross keep their order: whoever stands left above stands left below.
Each such pair of lines is one equation between two orders. A ring of equations that contradicts itself holds at least
one crossing, between two of the unions on it. Rings that share no pair of unions are counted: a lower bound, seldom the
whole truth, for lines that leave a couple below its row. A bracket drawn above the row may do with less.
"""

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

import highspy

if TYPE_CHECKING:
    from benchmarks.drawn import Told

LARGEST = 9  # a larger group of partners is not gone through
Strand = tuple[str, str]  # who or what it leaves above, and reaches below
Order = tuple[str, str]  # two on a row, sorted: "the first stands left"
Rule = tuple[Order, Order, bool, tuple[str, str]]  # two orders, alike or contrary, and the two unions it is about


def least_rows(told: "Told") -> dict[str, int]:
    """A row for everyone (0 the oldest), giving up least: siblings level 20, partners 3, children just below 1."""
    names = sorted(told.people)
    place = {name: number for number, name in enumerate(names)}
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    limit = float(len(names))
    for _ in names:
        solver.addVar(0.0, limit)
    costs: list[float] = [0.0] * len(names)
    for union, partners in told.unions.items():
        children = [child for child in told.births.get(union, ()) if child in place]
        pair = [place[one] for one in partners if one in place]
        level = [(3.0, pair)] if len(pair) == 2 else []
        level += [(20.0, [place[one], place[other]]) for one, other in pairwise(children)]
        for cost, (one, other) in level:
            solver.addVar(0.0, limit)
            costs.append(cost)
            for sign in (1.0, -1.0):
                solver.addRow(0.0, highspy.kHighsInf, 3, [len(costs) - 1, one, other], [1.0, sign, -sign])
        for child in children:
            for parent in pair:
                solver.addRow(1.0, highspy.kHighsInf, 2, [place[child], parent], [1.0, -1.0])
                costs[place[child]] += 1.0
                costs[parent] -= 1.0
    for column, cost in enumerate(costs):
        solver.changeColCost(column, cost + (1e-4 if column < len(names) else 0.0))
    solver.run()
    values = solver.getSolution().col_value
    return {name: round(values[place[name]]) for name in names}


def couples_forced(told: "Told", rows: Mapping[str, int]) -> int:
    """How many couples have a stranger between them at the least, whatever the order, told from partners alone.

    Those whom unions tie together on one row are put in every order, one group after another; a group too large to be
    gone through counts as forcing nothing.
    """
    partners: dict[str, set[str]] = defaultdict(set)
    for pair in told.unions.values():
        if len(pair) == 2 and all(one in rows for one in pair) and rows[pair[0]] == rows[pair[1]]:
            partners[pair[0]].add(pair[1])
            partners[pair[1]].add(pair[0])
    count, seen = 0, set[str]()
    for start in sorted(partners):
        if start in seen:
            continue
        group, waiting = {start}, [start]
        while waiting:
            fresh = partners[waiting.pop()] - group
            group |= fresh
            waiting.extend(fresh)
        seen |= group
        if len(group) <= LARGEST:
            count += next(most for most in range(len(group) ** 2) if _fits((), group, partners, frozenset(), most))
    return count


def _fits(
    placed: tuple[str, ...], left: set[str], partners: Mapping[str, set[str]], split: frozenset[Order], most: int
) -> bool:
    """True if the rest can be put right of those placed with no more couples split than `most`."""
    if not left:
        return True
    for one in sorted(left):
        parted = {
            (mine, theirs)
            for mine in placed
            if one not in partners[mine]
            for theirs in partners[mine]
            if theirs in left and theirs != one and one not in partners[theirs]
        }
        if len(split | parted) <= most and _fits((*placed, one), left - {one}, partners, split | parted, most):
            return True
    return False


def crossings_forced(told: "Told", rows: Mapping[str, int]) -> int:
    """How many crossings at the least, whatever the order of the rows."""
    rules = list(_rules(told, rows))
    spent: set[tuple[str, str]] = set()
    count = 0
    while True:
        ring = contradiction([rule for rule in rules if rule[3] not in spent])
        if ring is None:
            return count
        spent |= ring
        count += 1


def _strands(told: "Told", rows: Mapping[str, int]) -> dict[int, list[tuple[str, Strand]]]:
    """By the row they leave: each union's lines downwards; one over several rows passes each at a place of its own."""
    bands: dict[int, list[tuple[str, Strand]]] = defaultdict(list)
    for union, children in sorted(told.births.items()):
        pair = [one for one in told.unions.get(union, ()) if one in rows]
        here = [child for child in children if child in rows]
        if not pair or not here:
            continue
        level = max(rows[one] for one in pair)
        starts = [_passed(one, rows[one], level, union, bands) for one in pair]
        for child in here:
            below = child if rows[child] == level + 1 else f"{union}|{child}|{level + 1}"
            bands[level] += [(union, (start, below)) for start in starts]
            if below != child:
                end = _passed(below, level + 1, rows[child] - 1, union, bands)
                bands[rows[child] - 1].append((union, (end, child)))
    return bands


def _passed(name: str, first: int, last: int, union: str, bands: dict[int, list[tuple[str, Strand]]]) -> str:
    for row in range(first, last):
        below = f"{union}|{name}|{row + 1}"
        bands[row].append((union, (name, below)))
        name = below
    return name


def _rules(told: "Told", rows: Mapping[str, int]) -> Iterator[Rule]:
    for _, strands in sorted(_strands(told, rows).items()):
        for index, (union, (a, c)) in enumerate(strands):
            for other, (b, d) in strands[index + 1 :]:
                if union != other and a != b and c != d:
                    pair = (union, other) if union < other else (other, union)
                    yield (min(a, b), max(a, b)), (min(c, d), max(c, d)), (a < b) == (c < d), pair


def contradiction(rules: list[Rule]) -> set[tuple[str, str]] | None:
    """The pairs of unions on a short ring of rules that cannot all hold; None when they can."""
    near: dict[Order, list[tuple[Order, bool, tuple[str, str]]]] = defaultdict(list)
    for one, two, alike, pair in rules:
        near[one].append((two, alike, pair))
        near[two].append((one, alike, pair))
    best: set[tuple[str, str]] | None = None
    done: set[Order] = set()
    for start in sorted(near):
        if start in done:
            continue
        ring, reached = _ring(start, near)
        done |= reached
        if ring is not None and (best is None or len(ring) < len(best)):
            best = ring
    return best


def _ring(
    start: Order, near: Mapping[Order, list[tuple[Order, bool, tuple[str, str]]]]
) -> tuple[set[tuple[str, str]] | None, set[Order]]:
    """Walk out from one order, breadth first; the first two ways to one place that disagree make the ring."""
    came: dict[Order, tuple[Order | None, bool, tuple[str, str]]] = {start: (None, True, ("", ""))}
    waiting = deque([start])
    best: set[tuple[str, str]] | None = None
    while waiting:
        here = waiting.popleft()
        for there, alike, pair in near[here]:
            side = came[here][1] == alike
            if there not in came:
                came[there] = (here, side, pair)
                waiting.append(there)
            elif came[there][1] != side:
                ring = _way(here, came) ^ _way(there, came)
                pairs = {came[step][2] for step in ring} | {pair}
                if best is None or len(pairs) < len(best):
                    best = pairs
    return best, set(came)


def _way(place: Order, came: Mapping[Order, tuple[Order | None, bool, tuple[str, str]]]) -> set[Order]:
    way = set()
    at: Order | None = place
    while at is not None and came[at][0] is not None:
        way.add(at)
        at = came[at][0]
    return way
