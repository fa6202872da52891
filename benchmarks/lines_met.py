"""Where drawn lines meet each other, symbols and words: plain plane geometry.

Two nets cross where their lines pass through one another; they share ink where they run along one another, or where one
ends on the other, which nobody could tell from a join.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from benchmarks.svg_shapes import Box, Point, box_of

NEAR = 1.5  # pixels: lines this close read as one
ALONG = 2.5  # pixels run together before it is a line on a line
SAME = 6.0  # crossings of two nets this close are one: a doubled line, or a bridge's arc


@dataclass(frozen=True)
class Segment:
    """One straight piece. `open_a`, `open_b`: the run ends here."""

    a: Point
    b: Point
    open_a: bool = False
    open_b: bool = False


@dataclass(frozen=True)
class Net:
    """Lines that belong together, and whose symbols they may reach."""

    sort: str
    id: str
    runs: tuple[tuple[Point, ...], ...]
    ends: frozenset[str] = frozenset()
    segments: tuple[Segment, ...] = field(init=False)
    box: Box = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "segments", tuple(_segments(self.runs)))
        object.__setattr__(self, "box", box_of([point for run in self.runs for point in run]))


def _segments(runs: Sequence[Sequence[Point]]) -> Iterator[Segment]:
    for run in runs:
        steps = [(a, b) for a, b in pairwise(run) if math.dist(a, b) > 1e-6]
        closed = math.dist(run[0], run[-1]) < 1e-6
        for index, (a, b) in enumerate(steps):
            yield Segment(a, b, index == 0 and not closed, index == len(steps) - 1 and not closed)


def through(net: Net, outline: Sequence[Point], *, within: float) -> bool:
    """True where a line of the net runs more than `within` pixels deep or long inside a convex outline."""
    box = box_of(list(outline))
    if not net.box.over(box, -NEAR):
        return False
    hull = _hull(outline)
    if len(hull) < 3:
        return False
    inside = 0.0
    for segment in net.segments:
        low, high = _clip(segment, hull)
        if high > low:
            inside = max(inside, (high - low) * math.dist(segment.a, segment.b))
    return inside > within


def _hull(points: Sequence[Point]) -> list[Point]:
    """The convex outline, counter-clockwise in screen terms, a little shrunk: a line along an edge is not inside."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return []
    half: list[list[Point]] = []
    for series in (ordered, ordered[::-1]):
        line: list[Point] = []
        for point in series:
            while len(line) > 1 and _turn(line[-2], line[-1], point) <= 0:
                line.pop()
            line.append(point)
        half.append(line[:-1])
    hull = half[0] + half[1]
    x, y = sum(p[0] for p in hull) / len(hull), sum(p[1] for p in hull) / len(hull)
    size = max(1e-6, *(math.dist(p, (x, y)) for p in hull))
    shrink = max(0.0, 1 - 1.0 / size)
    return [(x + (px - x) * shrink, y + (py - y) * shrink) for px, py in hull]


def _turn(o: Point, a: Point, b: Point) -> float:
    return (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0])


def _clip(segment: Segment, hull: Sequence[Point]) -> tuple[float, float]:
    """The part of the segment inside, as shares of its length (Cyrus and Beck)."""
    low, high = 0.0, 1.0
    (ax, ay), (bx, by) = segment.a, segment.b
    for (px, py), (qx, qy) in zip(hull, (*hull[1:], hull[0]), strict=True):
        start = (qx - px) * (ay - py) - (qy - py) * (ax - px)
        end = (qx - px) * (by - py) - (qy - py) * (bx - px)
        if start <= 0 and end <= 0:  # outside, or only along the edge's own line
            return 1.0, 0.0
        if start * end < 0:
            share = start / (start - end)
            low, high = (max(low, share), high) if start < 0 else (low, min(high, share))
    return low, high


def meetings(nets: Sequence[Net]) -> Iterator[tuple[Net, Net, list[Point], list[Point]]]:
    """Every two nets that meet: where they cross, and where they share ink (a point of each shared stretch)."""
    everything = [
        (min(s.a[0], s.b[0]), max(s.a[0], s.b[0]), index, s) for index, n in enumerate(nets) for s in n.segments
    ]
    everything.sort(key=lambda one: one[:3])
    crossed: dict[tuple[int, int], list[Point]] = defaultdict(list)
    shared: dict[tuple[int, int], list[Point]] = defaultdict(list)
    active: list[tuple[float, int, Segment]] = []
    for left, right, index, segment in everything:
        active = [one for one in active if one[0] >= left - NEAR]
        top, bottom = sorted((segment.a[1], segment.b[1]))
        for _, other_index, other in active:
            if (
                other_index == index
                or max(other.a[1], other.b[1]) < top - NEAR
                or min(other.a[1], other.b[1]) > bottom + NEAR
            ):
                continue
            first, second = (other, segment) if other_index < index else (segment, other)
            _meet(first, second, (min(index, other_index), max(index, other_index)), crossed, shared)
        active.append((right, index, segment))
    for pair in sorted(set(crossed) | set(shared)):
        touched = shared[pair]
        points = [p for p in _apart(crossed[pair]) if not any(math.dist(p, q) < SAME for q in touched)]
        if points or touched:
            yield nets[pair[0]], nets[pair[1]], points, touched


def _apart(points: list[Point]) -> list[Point]:
    kept: list[Point] = []
    for point in sorted(points):
        if all(math.dist(point, other) >= SAME for other in kept):
            kept.append(point)
    return kept


def _meet(
    one: Segment, two: Segment, pair: tuple[int, int], crossed: dict[tuple[int, int], list[Point]],
    shared: dict[tuple[int, int], list[Point]],
) -> None:  # fmt: skip
    stretch = _alongside(one, two)
    if stretch:
        shared[pair].append(stretch)
        return
    point = _crossing(one, two)
    if point is None:
        return
    loose = [(one.open_a, one.a), (one.open_b, one.b), (two.open_a, two.a), (two.open_b, two.b)]
    if any(is_open and math.dist(end, point) < NEAR for is_open, end in loose):
        shared[pair].append(point)  # one line ends on the other
    else:
        crossed[pair].append(point)


def _alongside(one: Segment, two: Segment) -> Point | None:
    """A point of the stretch two segments run together, if they do for more than a moment."""
    length = math.dist(one.a, one.b)
    ux, uy = (one.b[0] - one.a[0]) / length, (one.b[1] - one.a[1]) / length
    places = [
        ((p[0] - one.a[0]) * ux + (p[1] - one.a[1]) * uy, abs((p[0] - one.a[0]) * uy - (p[1] - one.a[1]) * ux))
        for p in (two.a, two.b)
    ]
    if max(off for _, off in places) > NEAR:
        return None
    low, high = max(0.0, min(t for t, _ in places)), min(length, max(t for t, _ in places))
    if high - low <= ALONG:
        return None
    half = (low + high) / 2
    return one.a[0] + ux * half, one.a[1] + uy * half


def _crossing(one: Segment, two: Segment) -> Point | None:
    """Where two segments that do not run alongside meet, their ends among it."""
    (x1, y1), (x2, y2), (x3, y3), (x4, y4) = one.a, one.b, two.a, two.b
    under = (x2 - x1) * (y4 - y3) - (y2 - y1) * (x4 - x3)
    if abs(under) < 1e-9:
        return None
    t = ((x3 - x1) * (y4 - y3) - (y3 - y1) * (x4 - x3)) / under
    u = ((x3 - x1) * (y2 - y1) - (y3 - y1) * (x2 - x1)) / under
    slack = NEAR * 0.2
    ok = -slack / max(math.dist(one.a, one.b), 1e-9) <= t <= 1 + slack / max(math.dist(one.a, one.b), 1e-9)
    ok = ok and -slack / max(math.dist(two.a, two.b), 1e-9) <= u <= 1 + slack / max(math.dist(two.a, two.b), 1e-9)
    return (x1 + t * (x2 - x1), y1 + t * (y2 - y1)) if ok else None
