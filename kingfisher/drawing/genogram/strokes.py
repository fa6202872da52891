"""How a relation line is drawn along its way: parallels, zigzags, breaks, arrows. Every kind is told apart in grey."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import hypot

from kingfisher.drawing.genogram.symbols import number, path

type XY = tuple[float, float]

ROUND = 6.0  # the radius of a corner
ZIGZAG = 3.0  # how far a zigzag leaves its line; a large one half as far again
PARALLEL = {"close": (-1.8, 1.8), "very_close": (-3.0, 0.0, 3.0), "close_and_hostile": (-3.2, 3.2)}
JAGGED = {
    "conflict": 3.0,
    "close_and_hostile": 2.2,
    "physical_abuse": 2.4,
    "sexual_abuse": 4.2,
    "coercive": 3.0,
    "domestic_abuse": 3.4,
}
ARROWS = ("physical_abuse", "sexual_abuse", "coercive", "domestic_abuse", "cares_for")
HEAD = 9.0


def drawn_line(sort: str, points: Sequence[XY], *, directed: bool, clear: Callable[[XY], bool] | None = None) -> str:
    """The marks of a relation line of this sort along these corners.

    A break or bar across it stands near its middle, where `clear` says that nothing else is written.
    """
    arrow = directed or sort in ARROWS
    out = [_arrow(points)] if arrow else []
    along = _shortened(points, HEAD - 1) if arrow else list(points)
    for off in PARALLEL.get(sort, ()):
        out.append(path(rounded(beside(along, off)), "relation"))
    if sort in JAGGED:
        out.append(path(_zigzag(along, JAGGED[sort]), "relation"))
    if sort == "coercive":
        out.append(path(_zigzag(beside(along, 2.4), JAGGED[sort]), "relation"))
    if sort not in PARALLEL and sort not in JAGGED:
        out.append(path(rounded(along), "distant" if sort == "distant" else "relation"))
    if sort in ("cut_off", "no_contact_order"):
        out.append(_across(_spot(along, clear), sort))
    return "".join(out)


def rounded(points: Sequence[XY]) -> str:
    """The line with its corners rounded."""
    parts = [f"M{number(points[0][0])} {number(points[0][1])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        r = min(ROUND, _length(before, corner) / 2, _length(corner, after) / 2)
        a, b = _toward(corner, before, r), _toward(corner, after, r)
        parts.append(f"L{number(a[0])} {number(a[1])}Q{number(corner[0])} {number(corner[1])} ")
        parts.append(f"{number(b[0])} {number(b[1])}")
    return "".join([*parts, f"L{number(points[-1][0])} {number(points[-1][1])}"])


def beside(points: Sequence[XY], off: float) -> list[XY]:
    """The same level and upright line, moved so many pixels to one side."""
    if off == 0 or len(points) < 2:
        return list(points)
    normals = []
    for (x1, y1), (x2, y2) in pairwise(points):
        long = hypot(x2 - x1, y2 - y1) or 1.0
        normals.append((-(y2 - y1) / long, (x2 - x1) / long))
    out = []
    for n, (x, y) in enumerate(points):
        near = {normals[max(n - 1, 0)], normals[min(n, len(normals) - 1)]}
        out.append((x + off * sum(dx for dx, _ in near), y + off * sum(dy for _, dy in near)))
    return out


def _spot(points: Sequence[XY], clear: Callable[[XY], bool] | None) -> tuple[XY, XY]:
    """The clear point nearest to half way along, and the direction there; half way along if none is clear."""
    found = [_part_way(points, share / 100) for share in (50, 45, 55, 40, 60, 35, 65, 30, 70, 25, 75, 20, 80)]
    return next((one for one in found if clear is None or clear(one[0])), found[0])


def _part_way(points: Sequence[XY], share: float) -> tuple[XY, XY]:
    aim = sum(_length(a, b) for a, b in pairwise(points)) * share
    gone = 0.0
    for a, b in pairwise(points):
        long = _length(a, b)
        if long and gone + long >= aim:
            return _toward(a, b, aim - gone), ((b[0] - a[0]) / long, (b[1] - a[1]) / long)
        gone += long
    return points[0], (1.0, 0.0)


def _length(a: XY, b: XY) -> float:
    return hypot(b[0] - a[0], b[1] - a[1])


def _toward(a: XY, b: XY, far: float) -> XY:
    long = _length(a, b) or 1.0
    return a[0] + (b[0] - a[0]) * far / long, a[1] + (b[1] - a[1]) * far / long


def _shortened(points: Sequence[XY], by: float) -> list[XY]:
    return [*points[:-1], _toward(points[-1], points[-2], min(by, _length(points[-1], points[-2]) * 0.8))]


def _arrow(points: Sequence[XY]) -> str:
    end, before = points[-1], points[-2]
    base = _toward(end, before, HEAD)
    dx, dy = (end[0] - base[0]) / HEAD * 4, (end[1] - base[1]) / HEAD * 4
    corners = [end, (base[0] - dy, base[1] + dx), (base[0] + dy, base[1] - dx)]
    return path("M" + "L".join(f"{number(x)} {number(y)}" for x, y in corners) + "z", "solid")


def _zigzag(points: Sequence[XY], high: float) -> str:
    out = [points[0]]
    side = 1
    for a, b in pairwise(points):
        long = _length(a, b)
        steps = int(long / 4)
        if not steps:
            continue
        nx, ny = -(b[1] - a[1]) / long, (b[0] - a[0]) / long
        for n in range(1, steps):
            x, y = _toward(a, b, long * n / steps)
            out.append((x + nx * high * side, y + ny * high * side))
            side = -side
        out.append(b)
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in [*out, points[-1]])


def _across(spot: tuple[XY, XY], sort: str) -> str:
    """Two strokes across a line that is cut off; one heavy bar across for an order against contact."""
    (x, y), (dx, dy) = spot
    if sort == "no_contact_order":
        d = f"M{number(x - dy * 8)} {number(y + dx * 8)}L{number(x + dy * 8)} {number(y - dx * 8)}"
        return path(d, "bar")
    strokes = ""
    for far in (-2.5, 2.5):
        a, b = x + dx * far, y + dy * far
        strokes += f"M{number(a - dy * 6)} {number(b + dx * 6)}L{number(a + dy * 6)} {number(b - dx * 6)}"
    return path(strokes, "stroke")
