"""Finding a way across a finished picture: round every symbol and word, along no other line, over few of them.

The way runs on a net of uprights and levels that lie free: the gaps between people, and the room between the lines of
structure. A way that is nearly the cheapest is found by Dijkstra's method with the distance still to go; of equals,
the first by place.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from heapq import heappop, heappush

type XY = tuple[float, float]
type Box = tuple[float, float, float, float]  # left, top, right, bottom

CLEAR = 4.0  # kept free round symbols and words
STEPS_OFF = 10.0  # how far a line goes straight from a symbol before it must be free
ALONG = 3.0  # nearer than this to another line is along it
_BESIDE, _CLOSE, _ALONG = 64, 96, 128  # a stretch of the net: beside another line, close beside it, along it
TURN = 2.0  # where another line ends or turns, so far beyond it is along it too
CLOSE = 5.5  # nearer than this to another line is close beside it
TIGHT = (
    12.0  # what a stretch beside another line costs, and as much again as it is long; close beside it, five times that
)
EAGER = 1.6  # what is still to go counts so much: straight on first, for ways that are nearly the cheapest
CROSS, BEND = 24.0, 14.0  # what a crossing and a corner cost, in pixels of detour


class Ways:
    """The net of free levels and uprights of one picture; each way found is from then on a line like the others."""

    def __init__(self, xs: Iterable[float], ys: Iterable[float], boxes: Iterable[Box]) -> None:
        self.xs, self.ys = _apart(xs), _apart(ys)
        self.ports: set[tuple[int, int]] = set()  # nodes where a line has been brought to a symbol
        self.shut = [bytearray(len(self.ys)) for _ in self.xs]
        self.across = [bytearray(len(self.ys)) for _ in self.xs]  # crossings from column i to i + 1
        self.down = [bytearray(len(self.ys)) for _ in self.xs]  # from level j to j + 1
        for left, top, right, bottom in boxes:
            low, high = self._within(self.ys, top - CLEAR, bottom + CLEAR)
            for i in range(*self._within(self.xs, left - CLEAR, right + CLEAR)):
                self.shut[i][low:high] = b"\x01" * max(high - low, 0)

    def free(self) -> "Ways":
        """The same net with no lines on it yet."""
        other = Ways.__new__(Ways)
        other.xs, other.ys, other.ports, other.shut = self.xs, self.ys, self.ports, self.shut
        other.across = [bytearray(len(self.ys)) for _ in self.xs]
        other.down = [bytearray(len(self.ys)) for _ in self.xs]
        return other

    @staticmethod
    def _within(values: Sequence[float], low: float, high: float) -> tuple[int, int]:
        return bisect_right(values, low), bisect_left(values, high)

    def add(self, pieces: Iterable[tuple[XY, XY]], along: float = ALONG, near: float = 0.0, high: float = 0.0) -> None:
        """Straight pieces of lines that are there: dear to cross, and never run along nearer than `along`.

        Nearer than `near`, above and below than `high`, they are run along only where there is no room elsewhere.
        """
        for (x1, y1), (x2, y2) in pieces:
            left, right, top, bottom = min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2)
            if right - left >= bottom - top:
                self._add_level((top + bottom) / 2, left, right, along, max(near, high))
            else:
                self._add_upright((left + right) / 2, top, bottom, along, near)

    def _add_level(self, y: float, left: float, right: float, along: float, near: float) -> None:
        j = bisect_right(self.ys, y) - 1
        if 0 <= j < len(self.ys) - 1:
            for i in range(*self._within(self.xs, left - 1, right + 1)):
                self.down[i][j] = _once_more(self.down[i][j])
        columns = range(max(bisect_right(self.xs, left - TURN) - 1, 0), bisect_left(self.xs, right + TURN))
        for level in range(*self._within(self.ys, y - max(along, near), y + max(along, near))):
            beside = _nearness(abs(self.ys[level] - y), along)
            for i in columns:
                self.across[i][level] = max(self.across[i][level], beside)

    def _add_upright(self, x: float, top: float, bottom: float, along: float, near: float) -> None:
        i = bisect_right(self.xs, x) - 1
        if 0 <= i < len(self.xs) - 1:
            for j in range(*self._within(self.ys, top - 1, bottom + 1)):
                self.across[i][j] = _once_more(self.across[i][j])
        rows = range(max(bisect_right(self.ys, top - TURN) - 1, 0), bisect_left(self.ys, bottom + TURN))
        for column in range(*self._within(self.xs, x - max(along, near), x + max(along, near))):
            beside = _nearness(abs(self.xs[column] - x), along)
            for j in rows:
                self.down[column][j] = max(self.down[column][j], beside)

    def column(self, x: float, step: int) -> int:
        """The first column at or beyond x to the left (-1) or right (1); may be outside the net."""
        return bisect_right(self.xs, x) - 1 if step < 0 else bisect_left(self.xs, x)

    def level(self, y: float) -> int:
        """The level nearest to y."""
        return min(range(len(self.ys)), key=lambda j: abs(self.ys[j] - y))

    def open_column(self, x: float, step: int, level: int) -> int:
        """The first column beyond x to the left (-1) or right (1) that is free at a level; -1 if something is near."""
        i = self.column(x, step)
        while 0 <= i < len(self.xs) and self.shut[i][level] and abs(self.xs[i] - x) < STEPS_OFF:
            i += step
        return i if 0 <= i < len(self.xs) and not self.shut[i][level] else -1

    def open_above(self, y: float, column: int) -> int:
        """The first level above y that is free in a column; -1 if something is near."""
        j = bisect_left(self.ys, y) - 1
        while j >= 0 and self.shut[column][j] and y - self.ys[j] < STEPS_OFF:
            j -= 1
        return j if j >= 0 and not self.shut[column][j] else -1

    def find(
        self, starts: dict[tuple[int, int], float], goals: dict[tuple[int, int], float], *, crowded: bool = False
    ) -> list[XY]:
        """The corners of the cheapest way from any start to any goal (node: what its port costs); [] if none.

        `crowded` lets it run along other lines where there is no other way, never through a symbol or words.
        """
        if not starts or not goals:
            return []
        columns, rows = [self.xs[i] for i, _ in goals], [self.ys[j] for _, j in goals]
        aim = (min(columns), min(rows), max(columns), max(rows))
        queue: list[tuple[float, float, int, int, int]] = []
        best: dict[tuple[int, int, int], float] = {}
        came: dict[tuple[int, int, int], tuple[int, int, int]] = {}
        for (i, j), cost in sorted(starts.items()):
            if not self.shut[i][j]:
                best[i, j, 0] = cost
                heappush(queue, (cost + self._left(i, j, aim), cost, i, j, 0))
        while queue:
            _, cost, i, j, way = heappop(queue)
            if cost > best[i, j, way]:
                continue
            if (i, j) in goals:
                return self._corners((i, j, way), came)
            for k, m, turned, long, met in self._steps(i, j):
                if met >= _ALONG and not crowded:
                    continue
                after = cost + long + (0.0 if turned == way else BEND)
                if met:
                    after += _price(met, long)
                node = (k, m, turned)
                if after < best.get(node, 1e18):
                    best[node] = after
                    came[node] = (i, j, way)
                    heappush(queue, (after + EAGER * self._left(k, m, aim), after, k, m, turned))
        return []

    def _left(self, i: int, j: int, aim: Box) -> float:
        """The least that is still to go to the box round all goals."""
        x, y = self.xs[i], self.ys[j]
        across = aim[0] - x if x < aim[0] else x - aim[2] if x > aim[2] else 0.0
        return across + (aim[1] - y if y < aim[1] else y - aim[3] if y > aim[3] else 0.0)

    def _steps(self, i: int, j: int) -> list[tuple[int, int, int, float, int]]:
        """From a node to those beside it: which, 1 if up or down, how far, and what is met on the way."""
        out = []
        xs, ys, shut = self.xs, self.ys, self.shut
        if i and not shut[i - 1][j]:
            out.append((i - 1, j, 0, xs[i] - xs[i - 1], self.across[i - 1][j]))
        if i + 1 < len(xs) and not shut[i + 1][j]:
            out.append((i + 1, j, 0, xs[i + 1] - xs[i], self.across[i][j]))
        if j and not shut[i][j - 1]:
            out.append((i, j - 1, 1, ys[j] - ys[j - 1], self.down[i][j - 1]))
        if j + 1 < len(ys) and not shut[i][j + 1]:
            out.append((i, j + 1, 1, ys[j + 1] - ys[j], self.down[i][j]))
        return out

    def _corners(self, node: tuple[int, int, int], came: dict[tuple[int, int, int], tuple[int, int, int]]) -> list[XY]:
        nodes = [node]
        while nodes[-1] in came:
            nodes.append(came[nodes[-1]])
        points = [(self.xs[i], self.ys[j]) for i, j, _ in reversed(nodes)]
        return simple(points)


def _once_more(met: int) -> int:
    """One more line to cross on a stretch of the net."""
    return met if met in (_BESIDE - 1, _CLOSE - 1, _ALONG - 1) or met >= _ALONG else met + 1


def _nearness(away: float, along: float) -> int:
    return _ALONG if away < along else _CLOSE if away < CLOSE else _BESIDE


def _price(met: int, long: float) -> float:
    """What it costs to cross or to run beside the lines that are met on a stretch so long."""
    if met < _BESIDE:
        return CROSS * met
    return CROSS * (met - _BESIDE) + TIGHT + long if met < _CLOSE else CROSS * (met % 32) + 5 * (TIGHT + long)


def crossing(one: tuple[XY, XY], other: tuple[XY, XY]) -> XY | None:
    """Where a level and an upright piece cross."""
    if (one[0][1] == one[1][1]) == (other[0][1] == other[1][1]):
        return None
    level, upright = (one, other) if one[0][1] == one[1][1] else (other, one)
    x, y = upright[0][0], level[0][1]
    within = min(level)[0] <= x <= max(level)[0] and min(upright)[1] <= y <= max(upright)[1]
    return (x, y) if within else None


def simple(points: Sequence[XY]) -> list[XY]:
    """The same line without the points that are no corners."""
    out: list[XY] = []
    for point in points:
        if out and out[-1] == point:
            continue
        if len(out) > 1 and (out[-2][0] == out[-1][0] == point[0] or out[-2][1] == out[-1][1] == point[1]):
            out[-1] = point
        else:
            out.append(point)
    return out


def _apart(values: Iterable[float]) -> list[float]:
    """In order, none nearer than a pixel to the one before."""
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] >= 1.0:
            out.append(value)
    return out
