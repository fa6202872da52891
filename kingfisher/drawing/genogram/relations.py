"""Care and relation lines, over the finished picture: each finds its way round all else, and carries its word."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise
from math import sqrt

from kingfisher.drawing.genogram.facts import Facts, care_words, line_words
from kingfisher.drawing.genogram.labels import EM, LEFT, LINE, below, extent, width, wrap
from kingfisher.drawing.genogram.lines import Port
from kingfisher.drawing.genogram.paths import Drawn
from kingfisher.drawing.genogram.strokes import drawn_line, rounded
from kingfisher.drawing.genogram.symbols import HALF, SMALL, path, shape, words_at
from kingfisher.drawing.genogram.unions import quoted
from kingfisher.drawing.genogram.ways import XY, Box, Ways, simple
from kingfisher.practice.kin import KinPerson

PORTS = (0.0, -9.0, 9.0)  # where at a symbol's side a line may end, from its middle
BLOCKED, MET, FAR = (
    1000.0,
    40.0,
    0.15,
)  # words on words; a line through words; words a pixel from the middle of the line


@dataclass
class Canvas:
    """What is drawn so far: the boxes nothing may touch and the straight pieces of every line."""

    drawn: Drawn
    boxes: list[Box]
    pieces: list[tuple[XY, XY]] = field(default_factory=list)

    def ways(self) -> Ways:
        """The net of free ways as the picture now stands."""
        ways = Ways(columns(self.drawn), levels(self.drawn, self.boxes), self.boxes)
        ways.add(self.pieces)
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
        out += [drawn.scene.x[one] for one in row]
    return out


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


def _ports(canvas: Canvas, ways: Ways, people: Iterable[KinPerson]) -> dict[tuple[int, int], tuple[float, XY]]:
    """Where a line may meet these symbols: the net's node beside it, its cost and the point on the outline."""
    out: dict[tuple[int, int], tuple[float, XY]] = {}
    used = {
        (point.at.person, point.at.top)
        for route in canvas.drawn.routes.unions.values()
        for point in route
        if isinstance(point.at, Port) and abs(point.at.dx) > 6
    }
    for person in people:
        x, y = canvas.drawn.scene.x[person.id], canvas.drawn.middle[canvas.drawn.scene.row[person.id]]
        for dy in PORTS if shape(person) not in ("dot", "cross", "small") else PORTS[:1]:
            for step in (-1, 1):
                if dy and (person.id, dy < 0) in used:
                    continue  # a line of structure meets the symbol there
                point = (x + step * _side(person, dy), y + dy)
                i, j = ways.column(x + step * (HALF + 6.5), step), ways.level(y + dy)
                if 0 <= i < len(ways.xs) and abs(ways.ys[j] - y - dy) < 0.6 and not ways.shut[i][j]:
                    out[i, j] = (abs(dy) * 0.5 + abs(ways.xs[i] - point[0]), point)
    return out


def way_between(canvas: Canvas, ways: Ways, froms: Sequence[KinPerson], to: KinPerson) -> list[XY]:
    """The corners of a line from one of some people to another; straight across if there is no free way at all."""
    starts, goals = _ports(canvas, ways, froms), _ports(canvas, ways, [to])
    found = ways.find({k: v[0] for k, v in starts.items()}, {k: v[0] for k, v in goals.items()})
    if not found:
        scene, middle = canvas.drawn.scene, canvas.drawn.middle
        return [(scene.x[p.id], middle[scene.row[p.id]] - HALF) for p in (froms[0], to)]
    nodes = {(ways.xs[i], ways.ys[j]): value[1] for table in (starts, goals) for (i, j), value in table.items()}
    first, last = nodes.get(found[0], found[0]), nodes.get(found[-1], found[-1])
    return simple([(first[0], found[0][1]), *found, (last[0], found[-1][1])])


def relations(canvas: Canvas, facts: Facts) -> str:
    """Every care line and relation line, each with its word."""
    kin = canvas.drawn.scene.kin
    people = {person.id: person for person in kin.people if person.id in canvas.drawn.scene.row}
    ways = canvas.ways()
    out = []
    for care in kin.cares:
        carers = [people[one] for one in care.carers if one in people]
        if carers and care.child in people:
            points = way_between(canvas, ways, carers, people[care.child])
            words = care_words(care) + (" (both)" if len(carers) > 1 else "")
            title = facts.words("care", care.id)
            out.append(_line(canvas, ways, f"care:{care.id}", (points, path(rounded(points), "care")), (title, words)))
    for line in kin.lines:
        if line.frm in people and line.to in people and line.frm != line.to:
            points = way_between(canvas, ways, [people[line.frm]], people[line.to])
            marks = drawn_line(line.sort, points, directed=line.directed)
            said = (facts.words("relation", line.id), line_words(line))
            out.append(_line(canvas, ways, f"relation:{line.id}", (points, marks), said))
    return "".join(out)


def _line(canvas: Canvas, ways: Ways, name: str, drawn: tuple[list[XY], str], said: tuple[str, str]) -> str:
    points, marks = drawn
    pieces = list(pairwise(points))
    ways.add(pieces)
    label, box = beside_line(canvas, points, said[1])
    canvas.pieces += pieces
    canvas.boxes.append(box)
    title = f"<title>{escape(said[0])}</title>"
    return f'<g data-line="{quoted(name)}">{title}{marks}{label}</g>'


def beside_line(canvas: Canvas, points: Sequence[XY], words: str) -> tuple[str, Box]:
    """The words at the place beside the line that is freest and nearest its middle, and their box."""
    best: tuple[float, list[str], Box] | None = None
    own = list(pairwise(points))
    whole = sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in own)
    for room in (150.0, 80.0, 58.0):
        lines = wrap(words, room)
        wide, high = max(width(line) for line in lines), (LINE - 1.5) * (len(lines) - 1) + EM
        for box, gone in _spots(points, wide, high):
            cost = FAR * abs(gone - whole / 2) + 3.0 * len(lines)
            cost += BLOCKED * sum(_over(box, other) for other in canvas.boxes)
            if best is not None and cost >= best[0]:
                continue
            cost += MET * sum(_met(box, piece) for piece in canvas.pieces) + 2 * MET * sum(
                _met(box, piece) for piece in own
            )
            cost += BLOCKED * (box[0] < 4)
            if best is None or cost < best[0] - 1e-9:
                best = (cost, lines, box)
    if best is None:
        return "", (0.0, 0.0, 0.0, 0.0)
    _, lines, box = best
    middle = (box[0] + box[2]) / 2
    text = (
        words_at(middle, box[1] + 9 + (LINE - 1.5) * n, line, "label", anchor="middle") for n, line in enumerate(lines)
    )
    return "".join(text), box


def _spots(points: Sequence[XY], wide: float, high: float) -> list[tuple[Box, float]]:
    """Boxes for words above, below, left and right of each stretch of a line; with how far along it they stand."""
    out: list[tuple[Box, float]] = []
    gone = 0.0
    for (x1, y1), (x2, y2) in pairwise(points):
        long = abs(x2 - x1) + abs(y2 - y1)
        for n in range(max(int(long / 8), 1) + 1):
            at = long * n / max(int(long / 8), 1)
            share = at / long if long else 0.0
            x, y = x1 + (x2 - x1) * share, y1 + (y2 - y1) * share
            if y1 == y2:
                for top in (y - high - 6, y + 6):
                    out.append(((x - wide / 2, top, x + wide / 2, top + high), gone + at))
            else:
                for left in (x + 6, x - wide - 6):
                    out.append(((left, y - high / 2, left + wide, y + high / 2), gone + at))
        gone += long
    return out


def _over(one: Box, other: Box) -> bool:
    return one[0] < other[2] + 1 and other[0] < one[2] + 1 and one[1] < other[3] + 1 and other[1] < one[3] + 1


def _met(box: Box, piece: tuple[XY, XY]) -> bool:
    (x1, y1), (x2, y2) = piece
    left, right, top, bottom = min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2)
    return left < box[2] + 1 and right > box[0] - 1 and top < box[3] + 1 and bottom > box[1] - 1
