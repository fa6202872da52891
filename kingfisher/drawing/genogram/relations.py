"""Care and relation lines, over the finished picture: each finds its way round all else, and carries its word."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise
from math import sqrt
from typing import NamedTuple

from kingfisher.drawing.genogram.facts import Facts, care_words, line_words
from kingfisher.drawing.genogram.labels import EM, LEFT, LINE, below, extent, width, wrap
from kingfisher.drawing.genogram.lines import Port
from kingfisher.drawing.genogram.paths import Drawn
from kingfisher.drawing.genogram.strokes import drawn_line, rounded
from kingfisher.drawing.genogram.symbols import HALF, SMALL, edge, number, path, shape, words_at
from kingfisher.drawing.genogram.unions import quoted
from kingfisher.drawing.genogram.ways import XY, Box, Ways, simple
from kingfisher.practice.kin import KinPerson

PORTS = (0.0, -9.0, 9.0)  # where at a symbol's side a line may end, from its middle
TOPS = (-9.0, 9.0)  # and at its top
OFFS = (6.0, 14.0, 24.0, 36.0, 50.0, 66.0, 84.0, 104.0)  # how far from its line a word may stand
REACH = 75.0  # how far from a symbol's middle its line may join the free ways
KEEP = 8.0  # how far relation lines keep from one another
WIDE = 0.3  # a pixel by which words are wider than their line is long
HEAD = 48.0  # the heading's height, where nothing else is written
BLOCKED, MET, FAR = (
    1000.0,
    40.0,
    0.15,
)  # words on words; a line through words; words a pixel from the middle of the line


type Ports = dict[tuple[int, int], tuple[float, XY]]


@dataclass
class Canvas:
    """What is drawn so far: the boxes nothing may touch and the straight pieces of every line."""

    drawn: Drawn
    boxes: list[Box]
    pieces: list[tuple[XY, XY]] = field(default_factory=list)
    homes: list[tuple[XY, XY]] = field(default_factory=list)  # the edges of households' loops

    def clear(self, point: XY) -> bool:
        """True if no symbol or word is near the point."""
        box = (point[0] - 9, point[1] - 9, point[0] + 9, point[1] + 9)
        return not any(_over(box, other) for other in self.boxes)

    def ways(self) -> Ways:
        """The net of free ways as the picture now stands."""
        ways = Ways([*columns(self.drawn), *middles(self.boxes)], levels(self.drawn, self.boxes), self.boxes)
        ways.add(self.pieces)
        ways.add(self.homes, KEEP)
        return ways


def canvas_of(drawn: Drawn, taken: Sequence[Box]) -> Canvas:
    """The boxes of everyone's symbol and words, and of the labels taken; and the lines of structure."""
    people = {person.id: person for person in drawn.scene.kin.people}
    boxes = [box for one in drawn.scene.row for box in person_boxes(drawn, people[one])]
    pieces = [piece for net in drawn.nets.values() for piece in net]
    return Canvas(drawn, [*boxes, *taken], pieces)


def person_boxes(drawn: Drawn, person: KinPerson) -> tuple[Box, Box]:
    """The boxes of one person's symbol and of the words below it."""
    x, y = drawn.scene.x[person.id], drawn.middle[drawn.scene.row[person.id]]
    reach = HALF + 4.5 if person.index else HALF + 3.5 if shape(person) == "diamond" else HALF + 1
    foot = y + HALF + 4 + LINE * len(below(person))
    return (x - reach, y - reach, x + reach, y + reach), (x - LEFT + 1, y + HALF + 3, x + extent(person), foot)


def columns(drawn: Drawn) -> list[float]:
    """The uprights of the net: the middle of every gap, two more where there is room, and round the outside."""
    out: list[float] = []
    for row in drawn.scene.rows:
        for one, other in pairwise(row):
            left = drawn.scene.x[one] + drawn.scene.extents[one] + 2.0
            right = drawn.scene.x[other] - LEFT - 2.0
            out += [(left + right) / 2, left + 1, right - 1]
        if row:
            first, last = drawn.scene.x[row[0]] - LEFT, drawn.scene.x[row[-1]] + drawn.scene.extents[row[-1]]
            out += [first - 7, first - 13, last + 7, last + 13]
        out += [drawn.scene.x[one] + dx for one in row for dx in (0.0, *TOPS)]
    return out


def middles(boxes: Sequence[Box]) -> list[float]:
    """An upright through each box, so that no level of the net can pass a box unseen."""
    return [(box[0] + box[2]) / 2 for box in boxes]


def levels(drawn: Drawn, boxes: Sequence[Box]) -> list[float]:
    """The levels of the net: between the lines of each zone, and at the height of symbols and words."""
    lines = sorted({run.y for run in drawn.routes.runs})
    out: list[float] = [(box[1] + box[3]) / 2 for box in boxes]
    stops: list[float] = []
    for middle, foot in zip(drawn.middle, drawn.foot, strict=True):
        out += [middle + port for port in PORTS]
        out += [middle + HALF + 8, foot - 5]
        stops += [middle - HALF - 3, foot]
    stops = [stops[0] - 60, *stops, drawn.end + 24]
    for top, bottom in zip(stops[::2], stops[1::2], strict=True):
        marks = [top, *(y for y in lines if top < y < bottom), bottom]
        for a, b in pairwise(marks):
            count = int((b - a) / 4.5)
            out += [a + (b - a) * n / count for n in range(1, count)] if count > 1 else []
    return out


def _side(person: KinPerson, dy: float) -> float:
    """From the symbol's middle to its outline, level, `dy` below the middle."""
    grow = 4.0 if person.index else 0.0
    match shape(person):
        case "circle":
            return sqrt(max((HALF + grow) ** 2 - dy**2, 1.0))
        case "diamond":
            return 18.0 - abs(dy) + grow
        case "triangle":
            return (dy + HALF) / 2 + grow
        case "dot" | "cross":
            return 5.0
        case "small":
            return SMALL
        case _:
            return HALF + grow


def _ports(canvas: Canvas, ways: Ways, people: Iterable[KinPerson]) -> Ports:
    """Where a line may meet these symbols: the net's node beside or above it, its cost and the point on the outline."""
    out: Ports = {}
    used = {
        (point.at.person, point.at.top)
        for route in canvas.drawn.routes.unions.values()
        for point in route
        if isinstance(point.at, Port) and abs(point.at.dx) > 6
    }
    for person in people:
        x, y = canvas.drawn.scene.x[person.id], canvas.drawn.middle[canvas.drawn.scene.row[person.id]]
        small = shape(person) in ("dot", "cross", "small")
        for dy in PORTS[:1] if small else PORTS:
            for step in (-1, 1):
                if dy and (person.id, dy < 0) in used:
                    continue  # a line of structure meets the symbol there
                point = (x + step * _side(person, dy), y + dy)
                j = ways.level(y + dy)
                i = ways.open_column(x + step * (HALF + 4.5), step, j)
                if 0 <= i < len(ways.xs) and abs(ways.ys[j] - y - dy) < 0.6 and abs(ways.xs[i] - x) < REACH:
                    out[i, j] = (abs(dy) * 0.5 + abs(ways.xs[i] - point[0]), point)
        for dx in () if small or (person.id, True) in used else TOPS:
            i = ways.column(x + dx - 0.5, 1)
            j = ways.open_above(y - HALF - 4.5, i) if 0 <= i < len(ways.xs) else -1
            if j >= 0 and abs(ways.xs[i] - x - dx) < 1.0 and y - ways.ys[j] < REACH:
                out[i, j] = (12.0 + y - HALF - ways.ys[j], (ways.xs[i], y + edge(person, dx, top=True)))
    return out


def way_between(canvas: Canvas, ways: Ways, froms: Sequence[KinPerson], to: KinPerson) -> list[XY]:
    """The corners of a line from one of some people to another; along other lines only if there is no free way."""
    starts, goals = _ports(canvas, ways, froms), _ports(canvas, ways, [to])
    for crowded in (False, True):
        begins, ends = (
            {k: v[0] for k, v in table.items() if crowded or k not in ways.ports} for table in (starts, goals)
        )
        found = ways.find(begins, ends, crowded=crowded)
        if found:
            ways.ports |= {k for k in (*starts, *goals) if (ways.xs[k[0]], ways.ys[k[1]]) in (found[0], found[-1])}
            break
    else:
        scene, middle = canvas.drawn.scene, canvas.drawn.middle
        return [(scene.x[p.id], middle[scene.row[p.id]] - HALF) for p in (froms[0], to)]
    nodes = {(ways.xs[i], ways.ys[j]): value[1] for table in (starts, goals) for (i, j), value in table.items()}
    return simple([nodes[found[0]], *found, nodes[found[-1]]])


def relations(canvas: Canvas, facts: Facts) -> str:
    """Every care line and relation line, each with its word: the ways first, so that no line goes through a word."""
    kin = canvas.drawn.scene.kin
    people = {person.id: person for person in kin.people if person.id in canvas.drawn.scene.row}
    ways = canvas.ways()
    laid: list[tuple[str, list[XY], str, str]] = []
    for care in kin.cares:
        carers = [people[one] for one in care.carers if one in people]
        if carers and care.child in people and care.child not in care.carers:
            points = _laid(canvas, ways, carers, people[care.child])
            words = care_words(care) + (" (both)" if len(carers) > 1 else "")
            marks = _titled(facts.words("care", care.id), path(rounded(points), "care"))
            laid.append((f"care:{care.id}", points, marks, words))
    for line in kin.lines:
        if line.frm in people and line.to in people and line.frm != line.to:
            points = _laid(canvas, ways, [people[line.frm]], people[line.to])
            marks = drawn_line(line.sort, points, directed=line.directed, clear=canvas.clear)
            marks = _titled(facts.words("relation", line.id), marks)
            laid.append((f"relation:{line.id}", points, marks, line_words(line)))
    out = []
    for name, points, marks, words in laid:
        label, box = beside_line(canvas, points, words)
        canvas.boxes.append(box)
        out.append(f'<g data-line="{quoted(name)}">{marks}{label}</g>')
    return "".join(out)


def _laid(canvas: Canvas, ways: Ways, froms: Sequence[KinPerson], to: KinPerson) -> list[XY]:
    points = way_between(canvas, ways, froms, to)
    ways.add(pairwise(points), KEEP)
    canvas.pieces += list(pairwise(points))
    return points


def _titled(title: str, marks: str) -> str:
    return f"<title>{escape(title)}</title>{marks}"


def beside_line(canvas: Canvas, points: Sequence[XY], words: str) -> tuple[str, Box]:
    """The words at the place beside the line that is freest and nearest its middle, and their box."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    around = (min(xs) - 230, min(ys) - 170, max(xs) + 230, max(ys) + 170)
    boxes = [box for box in canvas.boxes if _over(box, around)]
    pieces = [piece for piece in [*canvas.pieces, *canvas.homes] if _met(around, piece)]
    whole = sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in pairwise(points))
    tries: list[tuple[float, int, Spot, list[str]]] = []
    for room in (150.0, 80.0, 58.0, 46.0):
        lines = wrap(words, max(room, *(width(word) for word in words.split())))
        wide, high = max(width(line) for line in lines), (LINE - 1.5) * (len(lines) - 1) + EM
        for spot in _spots(points, wide, high):
            wish = FAR * abs(spot.gone - whole / 2) + 3.0 * len(lines) + 1.2 * spot.off
            wish += WIDE * max(wide - whole, 0.0) + BLOCKED * (spot.box[0] < 4 or spot.box[1] < HEAD)
            tries.append((wish, len(tries), spot, lines))
    best: tuple[float, Spot, list[str]] | None = None
    for wish, _, spot, lines in sorted(tries, key=lambda one: one[:2]):
        if best is not None and wish >= best[0]:
            break
        cost = wish + BLOCKED * sum(_over(spot.box, other) for other in boxes)
        cost += MET * sum(_met(spot.box, piece, 4.0) for piece in pieces)
        if lead := _lead(spot.box, spot.at):
            cost += BLOCKED * sum(_over(lead, other) for other in boxes)
        if best is None or cost < best[0]:
            best = (cost, spot, lines)
    if best is None:
        return "", (0.0, 0.0, 0.0, 0.0)
    box, at, lines = best[1].box, best[1].at, best[2]
    middle = (box[0] + box[2]) / 2
    text = (
        words_at(middle, box[1] + 9 + (LINE - 1.5) * n, line, "label", anchor="middle") for n, line in enumerate(lines)
    )
    return _leader(box, at) + "".join(text), box


def _lead(box: Box, at: XY) -> Box | None:
    """From words that stand some way off to the point of the line they belong to; None if they stand close."""
    x, y = min(max(at[0], box[0]), box[2]), min(max(at[1], box[1] - 1), box[3] + 1)
    if abs(x - at[0]) + abs(y - at[1]) < OFFS[2] - 1:
        return None
    # A pixel short of the words, which would else be in its own way.
    return min(x, at[0]), min(y, at[1]), max(x, at[0]), max(y, at[1])


def _leader(box: Box, at: XY) -> str:
    """The fine line along it."""
    lead = _lead(box, at)
    return path(f"M{number(lead[0])} {number(lead[1])}L{number(lead[2])} {number(lead[3])}", "leader") if lead else ""


class Spot(NamedTuple):
    """A box where words may stand, how far along the line and off it, and the point of the line they belong to."""

    box: Box
    gone: float
    off: float
    at: XY


def _spots(points: Sequence[XY], wide: float, high: float) -> list[Spot]:
    """Boxes for words above, below, left and right of each stretch of a line."""
    out: list[Spot] = []
    gone = 0.0
    for (x1, y1), (x2, y2) in pairwise(points):
        long = abs(x2 - x1) + abs(y2 - y1)
        steps = min(max(int(long / 8), 1), 40)
        for n in range(steps + 1):
            share = n / steps
            x, y = x1 + (x2 - x1) * share, y1 + (y2 - y1) * share
            for off in OFFS if y1 == y2 else OFFS[:6]:
                corners = (
                    [(x - wide * part, top) for part in (0.5, 0.0, 1.0) for top in (y - high - off, y + off)]
                    if y1 == y2
                    else [(x + off, y - high / 2), (x - wide - off, y - high / 2)]
                )
                for left, top in corners:
                    out.append(Spot((left, top, left + wide, top + high), gone + long * share, off, (x, y)))
        gone += long
    return out


def _over(one: Box, other: Box) -> bool:
    return one[0] < other[2] + 1 and other[0] < one[2] + 1 and one[1] < other[3] + 1 and other[1] < one[3] + 1


def _met(box: Box, piece: tuple[XY, XY], by: float = 1.0) -> bool:
    (x1, y1), (x2, y2) = piece
    left, right, top, bottom = min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2)
    return left < box[2] + by and right > box[0] - by and top < box[3] + by and bottom > box[1] - by
