"""Care and relation lines, over the finished picture: each finds its way round all else, and carries its word."""

from collections.abc import Container, Sequence
from html import escape
from itertools import pairwise

from kingfisher.drawing.genogram.beside import beside_line
from kingfisher.drawing.genogram.canvas import Canvas
from kingfisher.drawing.genogram.ends import way_between
from kingfisher.drawing.genogram.facts import Facts, care_words, line_words
from kingfisher.drawing.genogram.strokes import BROKEN, JAGGED, clear_spot, drawn_line, half_of, rounded, tapered
from kingfisher.drawing.genogram.symbols import path
from kingfisher.drawing.genogram.unions import quoted
from kingfisher.drawing.genogram.ways import ALONG, XY, Ways, crossing
from kingfisher.practice.kin import Care, KinPerson, Line

STRUCTURE = 0.75  # half the breadth of a line of structure
APART = 1.6  # what must be clear between the ink of two lines, not to be read as one
ACROSS = 8.0  # how far what stands across a line reaches
KEEP = 8.0  # and what is left clear if there is room
WORDS = 19.0  # or between level lines, for words


def relations(canvas: Canvas, facts: Facts) -> str:
    """Every care line and relation line, each with its word: the ways first, so that no line goes through a word."""
    kin = canvas.drawn.scene.kin
    people = {person.id: person for person in kin.people if person.id in canvas.drawn.scene.row}
    laying = _Laying(canvas)
    laid: list[tuple[Care | Line, list[XY]]] = []
    for care in kin.cares:
        carers = [people[one] for one in care.carers if one in people]
        if carers and care.child in people and care.child not in care.carers:
            laid.append((care, laying.way(carers, people[care.child], half_of(""))))
    for line in kin.lines:
        if line.frm in people and line.to in people and line.frm != line.to:
            laid.append((line, laying.way([people[line.frm]], people[line.to], half_of(line.sort))))
    drawn = [
        (_marks(canvas, facts, one, points, _jags_met(laid, n)), one, points) for n, (one, points) in enumerate(laid)
    ]
    out = []
    for marks, one, points in drawn:
        words = _care_words(one, people) if isinstance(one, Care) else line_words(one)
        label, box = beside_line(canvas, points, words)
        canvas.boxes.append(box)
        name = f"{'care' if isinstance(one, Care) else 'relation'}:{one.id}"
        out.append(f'<g data-line="{quoted(name)}">{marks}{label}</g>')
    return "".join(out)


def _care_words(care: Care, people: Container[str]) -> str:
    return care_words(care) + (" (both)" if sum(one in people for one in care.carers) > 1 else "")


def _jags_met(laid: Sequence[tuple[Care | Line, list[XY]]], number: int) -> list[XY]:
    """Where a zigzag meets those laid before it: two zigzags that cross would run along one another."""
    mine = [piece for piece in pairwise(laid[number][1]) if laid[number][0].sort in JAGGED]
    others = [piece for one, points in laid[:number] if one.sort in JAGGED for piece in pairwise(points)]
    return [at for piece in mine for other in others if (at := crossing(piece, other))]


def _marks(canvas: Canvas, facts: Facts, one: Care | Line, points: list[XY], flat: Sequence[XY]) -> str:
    """The line itself. What stands across it stands clear of all else, and keeps words off."""
    if isinstance(one, Care):
        return _titled(facts.words("care", one.id), path(rounded(points), "care"))
    spot = None
    if one.sort in BROKEN:
        own = set(pairwise(points))
        spot = clear_spot(points, lambda point: canvas.clear(point, own))
        (x, y), _ = spot
        canvas.boxes.append((x - ACROSS, y - ACROSS, x + ACROSS, y + ACROSS))
    marks = drawn_line(one.sort, points, directed=one.directed, spot=spot, flat=flat)
    return _titled(facts.words("relation", one.id), marks)


class _Laying:
    """Lines laid one after another, each as far from the others as the ink of both is broad."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas, self.net = canvas, canvas.ways()
        self.structure = list(canvas.pieces)
        self.laid: list[tuple[list[XY], float]] = []

    def way(self, froms: Sequence[KinPerson], to: KinPerson, half: float) -> list[XY]:
        """The corners of a line that reaches so far to each side; from then on it is one that others keep from."""
        points: list[XY] = []
        for breadth in (half, half_of("")):
            points = points or way_between(self.canvas, self._ways(breadth), froms, to)
        for shared in (False, True):
            points = points or way_between(self.canvas, self._ways(half_of("")), froms, to, crowded=True, shared=shared)
        self.laid.append((points, half))
        self.canvas.pieces += list(pairwise(points))
        return points

    def _ways(self, half: float) -> Ways:
        ways = self.net.free()
        ways.add(self.structure, max(ALONG, STRUCTURE + half + APART))
        ways.add(self.canvas.homes, ALONG, KEEP)
        for points, other in self.laid:
            before, middle, after = tapered(points)
            for end in (before, after):
                ways.add(list(pairwise(end)), ALONG)
            ways.add(list(pairwise(middle)), half + other + APART, half + other + KEEP, half + other + WORDS)
        return ways


def _titled(title: str, marks: str) -> str:
    return f"<title>{escape(title)}</title>{marks}"
