"""Boxes, segments and whether they meet: plain geometry for the ecogram. Lengths are pixels, y grows downwards."""

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple


class Point(NamedTuple):
    """A place."""

    x: float
    y: float


class Box(NamedTuple):
    """A rectangle by its middle and size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def left(self) -> float:
        """Its left edge."""
        return self.x - self.width / 2

    @property
    def top(self) -> float:
        """Its top edge."""
        return self.y - self.height / 2

    def grown(self, by: float) -> "Box":
        """The box with `by` more on every side."""
        return Box(self.x, self.y, self.width + 2 * by, self.height + 2 * by)

    def overlaps(self, other: "Box", gap: float = 0) -> bool:
        """True when less than `gap` lies between them."""
        apart_x = abs(self.x - other.x) - (self.width + other.width) / 2
        apart_y = abs(self.y - other.y) - (self.height + other.height) / 2
        return apart_x < gap and apart_y < gap


def edge_towards(box: Box, to: Point) -> Point:
    """Where the line from the box's middle to the point leaves the box."""
    dx, dy = to.x - box.x, to.y - box.y
    reach = max(abs(dx) / (box.width / 2), abs(dy) / (box.height / 2))
    return Point(box.x + dx / reach, box.y + dy / reach) if reach else Point(box.x, box.y)


def crosses_box(a: Point, b: Point, box: Box) -> bool:
    """True when the segment has a point inside the box (its edge does not count)."""
    low, high = 0.0, 1.0
    for start, step, near, far in (
        (a.x, b.x - a.x, box.left, box.left + box.width),
        (a.y, b.y - a.y, box.top, box.top + box.height),
    ):
        if abs(step) < 1e-9:
            if not near < start < far:
                return False
            continue
        first, last = sorted(((near - start) / step, (far - start) / step))
        low, high = max(low, first), min(high, last)
    return high - low > 1e-6


def segments_cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """True when the two segments meet anywhere, ends included."""

    def side(p: Point, q: Point, r: Point) -> float:
        return (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x)

    if max(a.x, b.x) < min(c.x, d.x) or max(c.x, d.x) < min(a.x, b.x):
        return False
    if max(a.y, b.y) < min(c.y, d.y) or max(c.y, d.y) < min(a.y, b.y):
        return False
    return side(a, b, c) * side(a, b, d) <= 0 and side(c, d, a) * side(c, d, b) <= 0


def lines_cross(one: Iterable[Point], other: Iterable[Point]) -> bool:
    """True when two lines of several straight parts meet."""
    parts = list(pairwise(other))
    return any(segments_cross(a, b, c, d) for a, b in pairwise(one) for c, d in parts)
