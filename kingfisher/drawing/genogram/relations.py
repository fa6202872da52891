"""Care and relation lines, over the finished picture: each finds its way round all else, and carries its word."""

from collections.abc import Sequence
from html import escape
from itertools import pairwise

from kingfisher.drawing.genogram.beside import beside_line
from kingfisher.drawing.genogram.canvas import KEEP, Canvas
from kingfisher.drawing.genogram.ends import way_between
from kingfisher.drawing.genogram.facts import Facts, care_words, line_words
from kingfisher.drawing.genogram.strokes import drawn_line, rounded
from kingfisher.drawing.genogram.symbols import path
from kingfisher.drawing.genogram.unions import quoted
from kingfisher.drawing.genogram.ways import ALONG, XY, Ways
from kingfisher.practice.kin import KinPerson


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
    ways.add(list(pairwise(points)), ALONG, KEEP)
    canvas.pieces += list(pairwise(points))
    return points


def _titled(title: str, marks: str) -> str:
    return f"<title>{escape(title)}</title>{marks}"
