"""How each kind of line is drawn: six that can be told apart in grey by their shape, not only by their weight."""

from collections.abc import Sequence
from math import hypot

from kingfisher.drawing.ecogram.geometry import Point
from kingfisher.drawing.ink import number, path

WIDE = {"strong": 4.0, "strong_and_stressful": 4.0, "weak": 2.0}
PLAIN_END = 12.0  # a zigzag runs straight this far at both ends, where lines stand close
TOOTH, SWING = 9.0, 4.0


def stroke(kind: str, points: Sequence[Point], *, direction: str = "") -> str:
    """One line, its arrowheads a path of their own.

    `kind` is as in the readings (strong, in_touch, weak, stressful, strong_and_stressful, broken_off) or outer;
    arrowheads stand at the last point (to_family), the first (from_family) or both.
    """
    start, end = points[0], points[-1]
    if kind == "stressful":
        d = _zigzag(start, end)
    elif kind == "strong_and_stressful":
        d = _run(points) + _hatches(start, end)
    elif kind == "broken_off":
        d = _broken(start, end)
    else:
        d = _run(points)
    heads = _arrow(points[-2], end) if direction in ("to_family", "both") else ""
    heads += _arrow(points[1], start) if direction in ("from_family", "both") else ""
    dash = {"weak": "2 5", "outer": "9 4"}.get(kind, "")
    wide = WIDE.get(kind, 1.4)
    drawn = path(d, name=f"kf-ecogram-line kf-ecogram-line--{kind}", wide=wide, dash=dash)
    return drawn + (path(heads, name="kf-ecogram-arrow", wide=wide) if heads else "")


def _run(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)


def _units(a: Point, b: Point) -> tuple[float, float, float]:
    long = hypot(b.x - a.x, b.y - a.y) or 1.0
    return (b.x - a.x) / long, (b.y - a.y) / long, long


def _at(a: Point, ux: float, uy: float, along: float, aside: float = 0.0) -> Point:
    return Point(a.x + ux * along - uy * aside, a.y + uy * along + ux * aside)


def _zigzag(a: Point, b: Point) -> str:
    ux, uy, long = _units(a, b)
    teeth = max(int((long - 2 * PLAIN_END) / TOOTH), 1)
    plain = (long - teeth * TOOTH) / 2
    points = [a, _at(a, ux, uy, plain)]
    points += [_at(a, ux, uy, plain + (n + 0.5) * TOOTH, SWING if n % 2 else -SWING) for n in range(teeth)]
    return _run([*points, _at(a, ux, uy, plain + teeth * TOOTH), b])


def _hatches(a: Point, b: Point) -> str:
    """Short strokes across the line, along its middle."""
    ux, uy, long = _units(a, b)
    d = ""
    for part in (0.3, 0.4, 0.5, 0.6, 0.7) if long > 90 else (0.3, 0.5, 0.7):
        d += _run([_at(a, ux, uy, long * part - 2, -7), _at(a, ux, uy, long * part + 2, 7)])
    return d


def _broken(a: Point, b: Point) -> str:
    """A gap in the middle with a stroke on either side of it."""
    ux, uy, long = _units(a, b)
    before, after = long / 2 - 5, long / 2 + 5
    d = _run([a, _at(a, ux, uy, before)]) + _run([_at(a, ux, uy, after), b])
    for along in (before, after):
        d += _run([_at(a, ux, uy, along - 2, -7), _at(a, ux, uy, along + 2, 7)])
    return d


def _arrow(back: Point, tip: Point) -> str:
    ux, uy, _ = _units(back, tip)
    return _run([_at(tip, ux, uy, -9, 5), tip, _at(tip, ux, uy, -9, -5)])
