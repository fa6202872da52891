"""What is drawn so far, as boxes and straight pieces; and the net on which further lines find their way between."""

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kingfisher.drawing.genogram.labels import LEFT, LINE, below, extent
from kingfisher.drawing.genogram.lines import Scene
from kingfisher.drawing.genogram.paths import Drawn
from kingfisher.drawing.genogram.symbols import HALF, shape
from kingfisher.drawing.genogram.ways import XY, Box, Ways
from kingfisher.practice.kin import Kin, KinPerson

PORTS = (0.0, -9.0, 9.0)  # where at a symbol's side a line may end, from its middle
TOPS = (-9.0, 9.0)  # and at its top
MORE = (-4.5, 4.5)  # and between those, at the symbol of somebody with many lines
FIRST, FAN, FANNED = 6.5, 9.0, 6  # from such a symbol to the first upright beside it, to the next, and how many
EDGE = 8.0  # the least x of any of them
MANY = 2  # so many lines find room without


def much_tied(kin: Kin) -> frozenset[str]:
    """Those at whom so many care and relation lines end that they need more room for them."""
    ends = Counter(one for care in kin.cares for one in (*care.carers[:1], care.child))
    ends += Counter(one for line in kin.lines for one in (line.frm, line.to))
    return frozenset(one for one, many in ends.items() if many > MANY)


@dataclass
class Canvas:
    """What is drawn so far: the boxes nothing may touch and the straight pieces of every line."""

    drawn: Drawn
    boxes: list[Box]
    pieces: list[tuple[XY, XY]] = field(default_factory=list)
    homes: list[tuple[XY, XY]] = field(default_factory=list)  # the edges of households' loops

    def clear(self, point: XY, own: Container[tuple[XY, XY]]) -> bool:
        """True if no symbol or word is near the point, and no line but the `own` pieces of the one it is on."""
        box = (point[0] - 8, point[1] - 8, point[0] + 8, point[1] + 8)
        if any(over(box, other) for other in self.boxes):
            return False
        return not any(met(box, piece) for piece in self.pieces if piece not in own)

    def ways(self) -> Ways:
        """The net of ways free of symbols and words."""
        across = [*columns(self.drawn), *beside_busy(self.drawn.scene), *middles(self.boxes)]
        return Ways(across, levels(self.drawn, self.boxes), self.boxes)


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
    busy = much_tied(drawn.scene.kin)
    return out + [drawn.scene.x[one] + dx for row in drawn.scene.rows for one in row if one in busy for dx in MORE]


def beside_busy(scene: Scene) -> list[float]:
    """Uprights beside the symbol of somebody with many lines, where each may turn up or down by itself."""
    out: list[float] = []
    busy = much_tied(scene.kin)
    for row in scene.rows:
        stops = [-1e6, *(scene.x[one] for one in row), 1e6]
        for before, one, after in zip(stops, row, stops[2:], strict=False):
            if one in busy:
                x = scene.x[one]
                tries = [x + side * (HALF + FIRST + FAN * n) for side in (-1, 1) for n in range(FANNED)]
                out += [at for at in tries if at > EDGE and before + HALF + FIRST - 1 < at < after - HALF - FIRST + 1]
    return out


def middles(boxes: Sequence[Box]) -> list[float]:
    """An upright through each box, so that no level of the net can pass a box unseen."""
    return [(box[0] + box[2]) / 2 for box in boxes]


def levels(drawn: Drawn, boxes: Sequence[Box]) -> list[float]:
    """The levels of the net: between the lines of each zone, and at the height of symbols and words."""
    lines = sorted({run.y for run in drawn.routes.runs})
    out: list[float] = [(box[1] + box[3]) / 2 for box in boxes]
    stops: list[float] = []
    busy = {drawn.scene.row[one] for one in much_tied(drawn.scene.kin) if one in drawn.scene.row}
    for row, (middle, foot) in enumerate(zip(drawn.middle, drawn.foot, strict=True)):
        out += [middle + port for port in (*PORTS, *(MORE if row in busy else ()))]
        out += [middle + HALF + 8, foot - 5]
        stops += [middle - HALF - 3, foot]
    stops = [stops[0] - 60, *stops, drawn.end + 24]
    for top, bottom in zip(stops[::2], stops[1::2], strict=True):
        marks = [top, *(y for y in lines if top < y < bottom), bottom]
        for a, b in pairwise(marks):
            count = int((b - a) / 4.5)
            out += [a + (b - a) * n / count for n in range(1, count)] if count > 1 else []
    return out


def over(one: Box, other: Box) -> bool:
    """True if the two boxes touch."""
    return one[0] < other[2] + 1 and other[0] < one[2] + 1 and one[1] < other[3] + 1 and other[1] < one[3] + 1


def met(box: Box, piece: tuple[XY, XY], by: float = 1.0) -> bool:
    """True if the straight piece comes within so many pixels of the box."""
    (x1, y1), (x2, y2) = piece
    left, right, top, bottom = min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2)
    return left < box[2] + by and right > box[0] - by and top < box[3] + by and bottom > box[1] - by
