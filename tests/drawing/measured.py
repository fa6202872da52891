"""What a drawing of boxes and lines shows, measured on the SVG alone: overlaps, lines through boxes, crossings."""

import re
from itertools import combinations, pairwise

from lxml import etree

SVG = "{http://www.w3.org/2000/svg}"
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def root_of(picture):
    return etree.fromstring(picture.svg.encode())


def things(picture, what):
    """Every element that says it is such a thing, by its id; the key's samples say nothing."""
    found = {}
    for el in root_of(picture).iter():
        if el.get(f"data-{what}") is not None:
            assert el.get(f"data-{what}") not in found, "drawn twice"
            found[el.get(f"data-{what}")] = el
    return found


def rect(group):
    one = group.find(f"{SVG}rect")
    x, y, width, height = (float(one.get(name)) for name in ("x", "y", "width", "height"))
    return x, y, x + width, y + height


def strokes(group):
    """The straight parts of the lines in a group."""
    parts = []
    for path in group.iter(f"{SVG}path"):
        for run in path.get("d").split("M")[1:]:
            values = [float(n) for n in NUMBER.findall(run)]
            points = list(zip(values[::2], values[1::2], strict=True))
            parts += list(pairwise(points))
    return parts


def overlapping(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def enters(part, box, inset=1.0):
    """True when the straight part runs inside the box, sampled at every pixel."""
    (x1, y1), (x2, y2) = part
    steps = max(int(max(abs(x2 - x1), abs(y2 - y1))), 1)
    for n in range(steps + 1):
        x, y = x1 + (x2 - x1) * n / steps, y1 + (y2 - y1) * n / steps
        if box[0] + inset < x < box[2] - inset and box[1] + inset < y < box[3] - inset:
            return True
    return False


def meet(one, other):
    def side(p, q, r):
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    (a, b), (c, d) = one, other
    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def crossings(groups):
    """How many pairs of lines cross anywhere."""
    parts = [strokes(group) for group in groups]
    return sum(any(meet(p, q) for p in one for q in other) for one, other in combinations(parts, 2))


def texts(picture):
    return [(float(el.get("font-size")), el) for el in root_of(picture).iter(f"{SVG}text")]


def titled(picture):
    """Everything drawn that says what it is: (what, id, title)."""
    found = set()
    for el in root_of(picture).iter(f"{SVG}g"):
        for name in ("home", "member", "system", "line", "missing", "sighting", "close", "practitioner", "covers"):
            if el.get(f"data-{name}") is not None:
                found.add((name, el.get(f"data-{name}"), el.findtext(f"{SVG}title")))
    return found
