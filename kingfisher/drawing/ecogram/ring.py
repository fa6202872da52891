"""Where the boxes stand: evenly on an oval, none over another; on a second, wider oval when the first is full."""

from math import cos, pi, sin

from kingfisher.drawing.ecogram.geometry import Box

WIDE, HIGH = 150.0, 66.0  # the least a place has: four lines of 12 px text
GAP = 7.0
SQUARE = 0.6  # below 1 the oval is fuller at its corners than an ellipse, which leaves the middle more room
STEPS = 3600


def ring(
    count: int, across: float, down: float, *, gap: float = GAP, size: tuple[float, float] = (WIDE, HIGH)
) -> list[Box] | None:
    """Places for `count` boxes of a size on an oval of half-axes `across` and `down` round 0, 0, clockwise from the
    top; None when they do not fit with `gap` clear between them."""
    wide, high = size
    curve = [_on(step * 2 * pi / STEPS, across, down) for step in range(STEPS)]
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


def _on(angle: float, across: float, down: float) -> tuple[float, float]:
    """A point of the oval, clockwise from the top."""
    x, y = sin(angle), -cos(angle)
    return across * _pull(x), down * _pull(y)


def _pull(value: float) -> float:
    return float((1 if value >= 0 else -1) * abs(value) ** SQUARE)


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
