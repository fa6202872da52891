"""How a relation line is drawn along its way: parallels, zigzags, breaks, arrows. Every kind is told apart in grey."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import hypot

from kingfisher.drawing.genogram.symbols import number, path

type XY = tuple[float, float]
type Spot = tuple[XY, XY]  # a point of a line, and the direction there

ROUND = 6.0  # the radius of a corner
ZIGZAG = 3.0  # how far a zigzag leaves its line; a large one half as far again
PARALLEL = {"close": (-1.8, 1.8), "very_close": (-3.0, 0.0, 3.0), "close_and_hostile": (-3.2, 3.2)}
JAGGED = {
    "conflict": 3.0,
    "close_and_hostile": 2.2,
    "physical_abuse": 2.4,
    "sexual_abuse": 4.2,
    "coercive": 2.6,
    "domestic_abuse": 3.4,
}
FLAT = 9.0  # a zigzag is plain so near to where it meets another
TAPER = 9.0  # at its ends a line is plain for so long: several meet one symbol side by side
ARROWS = ("physical_abuse", "sexual_abuse", "coercive", "domestic_abuse", "cares_for")
BROKEN = ("cut_off", "no_contact_order")
HEAD, TIP = 9.0, 3.0  # how long an arrow's head is, and how much of it is its tip alone
DOUBLED = 1.2  # how far each zigzag of a double one lies from the line's middle


def half_of(sort: str) -> float:
    """How far the ink of a line of this sort reaches to each side of its way."""
    sides = max((abs(off) for off in PARALLEL.get(sort, ())), default=0.0)
    return max(sides, JAGGED.get(sort, 0.0) + (DOUBLED if sort == "coercive" else 0.0)) + 0.6


def drawn_line(
    sort: str,
    points: Sequence[XY],
    *,
    directed: bool,
    spot: Spot | None = None,
    flat: Sequence[XY] = (),
    taper: bool = True,
) -> str:
    """The marks of a relation line of this sort along these corners.

    A break or bar stands across it at `spot` (half way). The line is plain near each point of `flat`, and with `taper`
    for a little at its ends.
    """
    arrow = directed or sort in ARROWS
    out = [_arrow(points)] if arrow else []
    along = _shortened(points, TIP) if arrow else list(points)
    before, middle, after = tapered(along) if taper else ([], along, [])
    for off in PARALLEL.get(sort, ()):
        out.append(path(rounded([*before, *beside(middle, off), *after]), "relation"))
    if sort in JAGGED:
        offs = (-DOUBLED, DOUBLED) if sort == "coercive" else (0.0,)
        jagged = (_zigzag(beside(middle, off), JAGGED[sort], flat) for off in offs)
        out += [path(_joined([*before, *line, *after]), "relation") for line in jagged]
    if sort not in PARALLEL and sort not in JAGGED:
        out.append(path(rounded(along), "distant" if sort == "distant" else "relation"))
    if sort in BROKEN:
        out.append(_across(spot or _part_way(along, 0.5), sort))
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


def clear_spot(points: Sequence[XY], clear: Callable[[XY], bool]) -> Spot:
    """The clear point nearest to half way along, and the direction there; half way along if none is clear."""
    found = [_part_way(points, 0.5 + side * share / 100) for share in range(0, 38, 2) for side in (1, -1)]
    return next((one for one in found if clear(one[0])), found[0])


def _part_way(points: Sequence[XY], share: float) -> Spot:
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


def tapered(points: Sequence[XY]) -> tuple[list[XY], list[XY], list[XY]]:
    """The line in three: its two ends, a little way each, and what is between."""
    whole = sum(_length(a, b) for a, b in pairwise(points))
    by = min(TAPER, whole / 4)
    start, end = _cut(points, by)
    end, last = _cut(end[::-1], by)
    return start, last[::-1], end[::-1]


def _cut(points: Sequence[XY], by: float) -> tuple[list[XY], list[XY]]:
    """The line up to so far along it, and the rest."""
    gone = 0.0
    for n, (a, b) in enumerate(pairwise(points)):
        long = _length(a, b)
        if gone + long > by:
            at = _toward(a, b, by - gone)
            return [*points[: n + 1], at], [at, *points[n + 1 :]]
        gone += long
    return list(points), [points[-1]]


def _arrow(points: Sequence[XY]) -> str:
    end, before = points[-1], points[-2]
    base = _toward(end, before, HEAD)
    dx, dy = (end[0] - base[0]) / HEAD * 4, (end[1] - base[1]) / HEAD * 4
    corners = [end, (base[0] - dy, base[1] + dx), (base[0] + dy, base[1] - dx)]
    return path("M" + "L".join(f"{number(x)} {number(y)}" for x, y in corners) + "z", "solid")


def _joined(points: Sequence[XY]) -> str:
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)


def _zigzag(points: Sequence[XY], high: float, flat: Sequence[XY]) -> list[XY]:
    out = [points[0]]
    side, level = 1, False
    for a, b in pairwise(points):
        long = _length(a, b)
        steps = int(long / 4)
        if not steps:
            continue
        nx, ny = -(b[1] - a[1]) / long, (b[0] - a[0]) / long
        for n in range(1, steps):
            x, y = _toward(a, b, long * n / steps)
            plain = any(_length((x, y), at) < FLAT for at in flat)
            if plain != level:
                out.append((x, y))
            elif not plain:
                out.append((x + nx * high * side, y + ny * high * side))
            level, side = plain, -side
        out.append(b)
    return [*out, points[-1]]


def _across(spot: Spot, sort: str) -> str:
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
