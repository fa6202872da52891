"""What is on an SVG, as plain geometry: each shape's points, each word's box, and whose it is by data attributes.

It knows nothing of how a picture was made. Curves are cut into short pieces, transforms are worked out, and words are
as wide as Liberation Sans makes them (the font's own widths, read from the file the product ships).
"""

import math
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from xml.etree import ElementTree

from benchmarks.protocol import ROOT

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
FONTS = ROOT / "kingfisher" / "interchange" / "copies" / "fonts"
UNMOVED: Matrix = (1, 0, 0, 1, 0, 0)
OWNERS = ("person", "union", "line", "household")
NOT_DRAWN = {"title", "desc", "defs", "style", "metadata", "marker", "clipPath", "pattern", "symbol", "script", "mask"}
NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
PIECE = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])([^MmLlHhVvCcSsQqTtAaZz]*)")
TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
STEPS = 10  # pieces a curve is cut into


@dataclass(frozen=True)
class Box:
    """A rectangle that stands straight."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> Point:
        """Its centre."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    @property
    def width(self) -> float:
        """From side to side."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def over(self, other: "Box", by: float) -> bool:
        """True where the two share more than `by` pixels both ways."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > by and down > by

    def corners(self) -> list[Point]:
        """Clockwise from the top left."""
        return [(self.left, self.top), (self.right, self.top), (self.right, self.bottom), (self.left, self.bottom)]


@dataclass(frozen=True)
class Owner:
    """The thing an element stands for; `place` tells two elements of one thing apart."""

    sort: str  # person, union, line, household; "" for nothing
    id: str
    place: int
    piece: str = ""


NOBODY = Owner("", "", -1)


@dataclass(frozen=True)
class Shape:
    """One drawn outline or line."""

    owner: Owner
    runs: tuple[tuple[Point, ...], ...]
    closed: bool

    @property
    def box(self) -> Box:
        """The straight rectangle round it."""
        return box_of([point for run in self.runs for point in run])


@dataclass(frozen=True)
class Words:
    """One run of text and the box its letters fill."""

    owner: Owner
    words: str
    box: Box
    near: tuple[Owner, ...] = ()  # whose it is, from the nearest outwards


@dataclass
class Picture:
    """All of it."""

    shapes: list[Shape] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    owners: list[Owner] = field(default_factory=list)


def box_of(points: list[Point]) -> Box:
    """The straight rectangle round the points."""
    across, down = [x for x, _ in points], [y for _, y in points]
    return Box(min(across), min(down), max(across), max(down))


def read_picture(svg: str) -> Picture:
    """Everything visible on an SVG. Raises `ParseError` when it is not XML."""
    root = ElementTree.fromstring(svg)
    picture = Picture()
    reader = _Reader(picture, _rules(root))
    reader.walk(root, UNMOVED, (), {})
    return picture


def _rules(root: ElementTree.Element) -> dict[str, dict[str, str]]:
    """Of the style sheet within, what single names, classes and tags say."""
    rules: dict[str, dict[str, str]] = {}
    for sheet in root.iter():
        if _tag(sheet) != "style" or not sheet.text:
            continue
        plain = re.sub(r"/\*.*?\*/|@media[^{]*\{(?:[^{}]*\{[^}]*\})*[^}]*\}", "", sheet.text, flags=re.S)
        for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", plain):
            for selector in selectors.split(","):
                rules.setdefault(selector.strip().split()[-1], {}).update(_style(body))
    return rules


def _style(body: str) -> dict[str, str]:
    parts = (one.partition(":") for one in body.split(";") if ":" in one)
    said = {name.strip(): value.strip() for name, _, value in parts}
    if "font" in said and (size := re.search(r"([\d.]+)px", said["font"])):
        said["font-size"] = size[1]
        if re.search(r"\b(?:bold|[6-9]00)\b", said["font"]):
            said["font-weight"] = "bold"
    return said


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


class _Reader:
    """Walks the tree with the transform, the owners and the inherited style."""

    def __init__(self, picture: Picture, rules: dict[str, dict[str, str]]) -> None:
        self.picture, self.rules = picture, rules

    def walk(
        self, element: ElementTree.Element, moved: Matrix, owners: tuple[Owner, ...], style: dict[str, str]
    ) -> None:
        """One element and all within."""
        tag = _tag(element)
        if not tag or tag in NOT_DRAWN:
            return
        style = self._style_of(element, tag, style)
        if style.get("display") == "none" or style.get("visibility") == "hidden":
            return
        moved = times(moved, transform(element.get("transform", "")))
        owners = self._owners(element, owners)
        owner = owners[0] if owners else NOBODY
        if tag == "text":
            self._text(element, moved, owners, style)
            return
        runs, closed = outline(tag, element)
        if runs:
            placed = tuple(tuple(put(moved, point) for point in run) for run in runs)
            self.picture.shapes.append(Shape(owner, placed, closed))
        for child in element:
            self.walk(child, moved, owners, style)

    def _owners(self, element: ElementTree.Element, owners: tuple[Owner, ...]) -> tuple[Owner, ...]:
        for sort in OWNERS:
            name = element.get(f"data-{sort}")
            if name is not None:
                owner = Owner(sort, name, len(self.picture.owners), element.get("data-piece", ""))
                self.picture.owners.append(owner)
                owners = (owner, *owners)
        belongs = element.get("data-of")  # words beside a line say whose they are
        if belongs is not None:
            owners = (Owner("of", belongs, -1), *owners)
        return owners

    def _style_of(self, element: ElementTree.Element, tag: str, inherited: dict[str, str]) -> dict[str, str]:
        handed = ("font-size", "font-weight", "text-anchor", "visibility", "display", "dominant-baseline")
        style = {name: value for name, value in inherited.items() if name in handed}
        style.update({name: value for name in handed if (value := element.get(name))})
        style.update(self.rules.get(tag, {}))
        for name in (element.get("class") or "").split():
            style.update(self.rules.get(f".{name}", {}) | self.rules.get(f"{tag}.{name}", {}))
        return style | _style(element.get("style", ""))

    def _text(
        self, element: ElementTree.Element, moved: Matrix, owners: tuple[Owner, ...], style: dict[str, str]
    ) -> None:
        at = [_number(element.get("x")), _number(element.get("y"))]
        self._line_of_text(element.text, at, moved, owners=owners, style=style)
        for part in element:
            if _tag(part) == "tspan":
                if part.get("x") is not None:
                    at[0] = _number(part.get("x"))
                if part.get("y") is not None:
                    at[1] = _number(part.get("y"))
                own = self._style_of(part, "tspan", style)
                at[0] += _length(part.get("dx"), own)
                at[1] += _length(part.get("dy"), own)
                self._line_of_text("".join(part.itertext()), at, moved, owners=owners, style=own)
            if part.tail and part.tail.strip():
                self._line_of_text(part.tail, at, moved, owners=owners, style=style)

    def _line_of_text(
        self,
        words: str | None,
        at: list[float],
        moved: Matrix,
        *,
        owners: tuple[Owner, ...],
        style: dict[str, str],
    ) -> None:
        words = re.sub(r"\s+", " ", words or "").strip()
        if not words:
            return
        size = _pixels(style.get("font-size", "16"))
        wide = width_of(words, size, bold=style.get("font-weight", "") in ("bold", "600", "700", "800"))
        anchor = style.get("text-anchor", "start")
        left = at[0] - {"start": 0.0, "middle": wide / 2, "end": wide}.get(anchor, 0.0)
        base = at[1] + (0.35 * size if style.get("dominant-baseline") in ("middle", "central") else 0.0)
        drawn = Box(left, base - 0.72 * size, left + wide, base + 0.2 * size)
        box = box_of([put(moved, corner) for corner in drawn.corners()])
        self.picture.words.append(Words(owners[0] if owners else NOBODY, words, box, owners))
        if anchor == "start":
            at[0] += wide


def _number(text: str | None) -> float:
    found = NUMBER.search(text or "")
    return float(found[0]) if found else 0.0


def _length(text: str | None, style: dict[str, str]) -> float:
    em = _pixels(style.get("font-size", "16")) if (text or "").strip().endswith("em") else 1.0
    return _number(text) * em


def _pixels(text: str) -> float:
    return _number(text) * (96 / 72 if text.strip().endswith("pt") else 1.0)


def transform(text: str) -> Matrix:
    """What a transform attribute does, as one matrix."""
    whole = UNMOVED
    for name, inside in re.findall(r"(\w+)\s*\(([^)]*)\)", text):
        n = [float(one) for one in NUMBER.findall(inside)]
        if name == "translate":
            step: Matrix = (1, 0, 0, 1, n[0], n[1] if len(n) > 1 else 0)
        elif name == "scale":
            step = (n[0], 0, 0, n[1] if len(n) > 1 else n[0], 0, 0)
        elif name == "rotate":
            turn = math.radians(n[0])
            x, y = (n[1], n[2]) if len(n) > 2 else (0.0, 0.0)
            c, s = math.cos(turn), math.sin(turn)
            step = (c, s, -s, c, x - c * x + s * y, y - s * x - c * y)
        elif name == "matrix":
            step = (n[0], n[1], n[2], n[3], n[4], n[5])
        else:
            continue
        whole = times(whole, step)
    return whole


def times(a: Matrix, b: Matrix) -> Matrix:
    """One transform within another."""
    return (
        a[0] * b[0] + a[2] * b[1],
        a[1] * b[0] + a[3] * b[1],
        a[0] * b[2] + a[2] * b[3],
        a[1] * b[2] + a[3] * b[3],
        a[0] * b[4] + a[2] * b[5] + a[4],
        a[1] * b[4] + a[3] * b[5] + a[5],
    )


def put(moved: Matrix, point: Point) -> Point:
    """Where a point lands."""
    x, y = point
    return moved[0] * x + moved[2] * y + moved[4], moved[1] * x + moved[3] * y + moved[5]


def outline(tag: str, element: ElementTree.Element) -> tuple[list[list[Point]], bool]:
    """A shape's points in runs, and whether it closes. No runs for what is not a shape."""

    def n(name: str) -> float:
        return _number(element.get(name))

    if tag == "rect":
        return [[*Box(n("x"), n("y"), n("x") + n("width"), n("y") + n("height")).corners(), (n("x"), n("y"))]], True
    if tag in ("circle", "ellipse"):
        rx, ry = (n("r"), n("r")) if tag == "circle" else (n("rx"), n("ry"))
        turns = [2 * math.pi * k / 24 for k in range(25)]
        return [[(n("cx") + rx * math.cos(t), n("cy") + ry * math.sin(t)) for t in turns]], True
    if tag == "line":
        return [[(n("x1"), n("y1")), (n("x2"), n("y2"))]], False
    if tag in ("polyline", "polygon"):
        flat = [float(one) for one in NUMBER.findall(element.get("points", ""))]
        points = list(zip(flat[::2], flat[1::2], strict=True))
        return [[*points, points[0]] if tag == "polygon" else points], tag == "polygon"
    if tag == "path":
        return _path(element.get("d", ""))
    return [], False


def _path(text: str) -> tuple[list[list[Point]], bool]:
    pen = _Pen()
    for letter, rest in PIECE.findall(text):
        numbers = [float(one) for one in _numbers(letter.upper(), rest)]
        takes = TAKES[letter.upper()]
        chunks = [numbers[i : i + takes] for i in range(0, len(numbers), takes)] if takes else [[]]
        for index, chunk in enumerate(chunks):
            again = {"M": "L", "m": "l"}.get(letter, letter) if index else letter
            pen.draw(again, chunk)
    return [run for run in pen.runs if len(run) > 1], pen.closed


def _numbers(letter: str, rest: str) -> list[str]:
    """An arc's two switches may be written with nothing between them."""
    if letter != "A":
        return NUMBER.findall(rest)
    found: list[str] = []
    at = 0
    while at < len(rest):
        pattern = re.compile(r"[01]") if len(found) % 7 in (3, 4) else NUMBER
        match = pattern.search(rest, at)
        if not match:
            break
        found.append(match[0])
        at = match.end()
    return found


class _Pen:
    """Follows a path's letters."""

    def __init__(self) -> None:
        self.runs: list[list[Point]] = []
        self.at: Point = (0.0, 0.0)
        self.start: Point = (0.0, 0.0)
        self.handle: Point | None = None
        self.closed = False

    def draw(self, letter: str, n: list[float]) -> None:
        """One letter with its numbers."""
        x, y = self.at if letter.islower() else (0.0, 0.0)
        upper = letter.upper()
        if upper == "M":
            self.at = self.start = (x + n[0], y + n[1])
            self.runs.append([self.at])
        elif upper == "Z":
            self._to(self.start)
            self.closed = True
        elif upper == "H":
            self._to((x + n[0], self.at[1]))
        elif upper == "V":
            self._to((self.at[0], y + n[0]))
        elif upper == "L":
            self._to((x + n[0], y + n[1]))
        elif upper == "A":
            self._arc(n, (x + n[5], y + n[6]))
        else:
            self._curve(upper, [(x + a, y + b) for a, b in zip(n[::2], n[1::2], strict=True)])
            return
        self.handle = None

    def _to(self, point: Point) -> None:
        if not self.runs:
            self.runs.append([self.at])
        self.runs[-1].append(point)
        self.at = point

    def _curve(self, upper: str, given: list[Point]) -> None:
        if upper in "ST":
            hx, hy = self.handle or self.at
            given = [(2 * self.at[0] - hx, 2 * self.at[1] - hy), *given]
        points = [self.at, *given]
        self.handle = given[-2]
        for k in range(1, STEPS + 1):
            t, now = k / STEPS, points
            while len(now) > 1:
                now = [(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t) for a, b in pairwise(now)]
            self._to(now[0])

    def _arc(self, n: list[float], end: Point) -> None:
        """From endpoints to the centre, as the SVG specification's appendix on arcs works it out."""
        (x1, y1), (x2, y2), rx, ry = self.at, end, abs(n[0]), abs(n[1])
        if not rx or not ry or (x1, y1) == (x2, y2):
            self._to(end)
            return
        turn = math.radians(n[2])
        c, s = math.cos(turn), math.sin(turn)
        px, py = c * (x1 - x2) / 2 + s * (y1 - y2) / 2, -s * (x1 - x2) / 2 + c * (y1 - y2) / 2
        grow = math.sqrt(max(1.0, (px / rx) ** 2 + (py / ry) ** 2))
        rx, ry = rx * grow, ry * grow
        under = (rx * py) ** 2 + (ry * px) ** 2
        k = math.sqrt(max(0.0, (rx * ry) ** 2 - under) / under) * (-1 if bool(n[3]) == bool(n[4]) else 1)
        qx, qy = k * rx * py / ry, -k * ry * px / rx
        cx, cy = c * qx - s * qy + (x1 + x2) / 2, s * qx + c * qy + (y1 + y2) / 2
        first = math.atan2((py - qy) / ry, (px - qx) / rx)
        last = math.atan2((-py - qy) / ry, (-px - qx) / rx)
        sweep = (last - first) % (2 * math.pi)
        if not n[4]:
            sweep -= 2 * math.pi
        for i in range(1, STEPS + 1):
            t = first + sweep * i / STEPS
            x, y = rx * math.cos(t), ry * math.sin(t)
            self._to((c * x - s * y + cx, s * x + c * y + cy) if i < STEPS else end)


def width_of(words: str, size: float, *, bold: bool = False) -> float:
    """How wide Liberation Sans writes the words, in pixels at a size in pixels."""
    widths = _widths("Bold" if bold else "Regular")
    return sum(widths.get(ord(mark), 1139) for mark in words) / 2048 * size


@lru_cache(maxsize=2)
def _widths(face: str) -> dict[int, int]:
    data = (FONTS / f"LiberationSans-{face}.ttf").read_bytes()
    count = struct.unpack_from(">H", data, 4)[0]
    tables = {tag: at for tag, _, at, _ in (struct.unpack_from(">4sIII", data, 12 + 16 * i) for i in range(count))}
    measured = struct.unpack_from(">H", data, tables[b"hhea"] + 34)[0]
    advances = [struct.unpack_from(">H", data, tables[b"hmtx"] + 4 * i)[0] for i in range(measured)]
    return {code: advances[min(glyph, measured - 1)] for code, glyph in _glyphs(data, tables[b"cmap"])}


def _glyphs(data: bytes, table: int) -> Iterator[tuple[int, int]]:
    """Code points and glyphs of a format 4 map (OpenType, cmap)."""
    for i in range(struct.unpack_from(">H", data, table + 2)[0]):
        at = table + struct.unpack_from(">HHI", data, table + 4 + 8 * i)[2]
        if struct.unpack_from(">H", data, at)[0] != 4:
            continue
        count = struct.unpack_from(">H", data, at + 6)[0] // 2
        ends = struct.unpack_from(f">{count}H", data, at + 14)
        starts = struct.unpack_from(f">{count}H", data, at + 16 + 2 * count)
        deltas = struct.unpack_from(f">{count}H", data, at + 16 + 4 * count)
        ranges = at + 16 + 6 * count
        for k, (first, last) in enumerate(zip(starts, ends, strict=True)):
            offset = struct.unpack_from(">H", data, ranges + 2 * k)[0]
            for code in range(first, min(last, 0xFFFE) + 1):
                glyph = code
                if offset:
                    glyph = struct.unpack_from(">H", data, ranges + 2 * k + offset + 2 * (code - first))[0]
                yield code, (glyph + deltas[k]) & 0xFFFF if glyph or not offset else 0
        return
