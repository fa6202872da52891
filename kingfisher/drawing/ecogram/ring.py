"""Where the boxes stand: evenly on an oval, none over another; on a second, wider oval when the first is full."""

from functools import cache
from math import cos, pi, sin

from kingfisher.drawing.ecogram.geometry import Box

WIDE, HIGH = 150.0, 66.0  # the least a place has: four lines of 12 px text
GAP = 7.0
SQUARES = (0.6, 0.4)  # below 1 the oval is fuller at its corners than an ellipse, which leaves the middle more room
STEPS = 1800


def ring(
    count: int,
    across: float,
    down: float,
    *,
    gap: float = GAP,
    size: tuple[float, float] = (WIDE, HIGH),
    square: float = SQUARES[0],
) -> list[Box] | None:
    """Places for `count` boxes of a size on an oval of half-axes `across` and `down` round 0, 0, clockwise from the
    top; None when they do not fit with `gap` clear between them."""
    wide, high = size
    curve = [(across * x, down * y) for x, y in _curve(square)]
    along = [0.0]
    for (x1, y1), (x2, y2) in zip(curve, [*curve[1:], curve[0]], strict=True):
        # In units of boxes: a step across takes room as a part of a box's width, a step down as a part of its height.
        along.append(along[-1] + max(abs(x2 - x1) / (wide + gap), abs(y2 - y1) / (high + gap)))
    places, step = [], 0
    for number in range(count):
        wanted = number * along[-1] / count
        while along[step + 1] < wanted:
            step += 1
        x, y = curve[step % STEPS]
        places.append(Box(round(x, 1), round(y, 1), wide, high))
    clash = any(a.overlaps(b, gap - 0.5) for n, a in enumerate(places) for b in places[:n])
    return None if clash or along[-1] < count else places


@cache
def _curve(square: float) -> list[tuple[float, float]]:
    """The points of an oval of half-axes 1, clockwise from the top."""
    angles = [step * 2 * pi / STEPS for step in range(STEPS)]
    return [(_pull(sin(angle), square), _pull(-cos(angle), square)) for angle in angles]


def _pull(value: float, square: float) -> float:
    return float((1 if value >= 0 else -1) * abs(value) ** square)


def second_ring(inner: list[Box], count: int, out: float) -> list[Box]:
    """`count` boxes (no more than the first ring has) farther out by `out` times, each before a space between two."""
    total = len(inner)
    chosen = sorted({round(n * total / count) % total for n in range(count)})
    found = []
    for place in chosen:
        a, b = inner[place], inner[(place + 1) % total]
        x, y = (a.x + b.x) / 2, (a.y + b.y) / 2
        found.append(Box(round(x * out, 1), round(y * out, 1), a.width, a.height))
    return found
