"""Draw a family: one call from who they are to the picture, its facts and where everyone stands."""

from collections.abc import Mapping
from statistics import median_low
from typing import NamedTuple

import msgspec

from kingfisher.drawing.genogram.canvas import canvas_of, much_tied
from kingfisher.drawing.genogram.facts import Facts, gather
from kingfisher.drawing.genogram.key import key_of
from kingfisher.drawing.genogram.labels import LEFT, extent, pitch
from kingfisher.drawing.genogram.lines import Scene
from kingfisher.drawing.genogram.loops import edges, loops, spare
from kingfisher.drawing.genogram.paths import Drawn, Wished, best_lines, draw_lines
from kingfisher.drawing.genogram.picture import (
    HEAD,
    MARGIN,
    Heading,
    Links,
    Sheet,
    described,
    everyone,
    heading_words,
    links_over,
    structure,
    wrapped,
)
from kingfisher.drawing.genogram.placed import BETWEEN, Placed
from kingfisher.drawing.genogram.relations import relations
from kingfisher.drawing.genogram.unions import Box
from kingfisher.practice.kin import Kin

ROOM = 36.0  # more room at the left edge when somebody has many lines


class Drawing(msgspec.Struct, frozen=True):
    """A family drawn: the file, where everyone stands, and all it shows in words. Sizes are pixels."""

    svg: str
    placed: Placed
    facts: Facts
    kin: Kin
    sheet: Sheet  # the parts of the file, which `paper` puts on pages
    name: str

    @property
    def width(self) -> float:
        """How wide the family is, without the key."""
        return self.sheet.width

    @property
    def height(self) -> float:
        """How high the family is, without the key."""
        return self.sheet.height


def draw(
    kin: Kin,
    *,
    placed: Placed | None = None,
    before: Placed | None = None,
    links: Links | None = None,
    title: str = "",
    drawn_by: str = "",
    name: str = "genogram",
) -> Drawing:
    """The family as a picture: the same bytes for the same family, in whatever order its parts were given.

    `before` is where people stood in an earlier drawing, to be kept as far as can be; `placed` is where they are to
    stand, when that is settled already. `links` gives the address of a person's page, "" for none. `name` begins the
    ids of the title and the description.
    """
    kin = _in_order(kin)
    stand = placed or _place(kin, before)
    shift = _shift(stand, before, ROOM if much_tied(kin) else 0.0)
    scene = _scene(kin, stand, shift)
    drawn = best_lines(scene, _wished(stand, shift), spare(scene, frozenset(stand.above), frozenset()), HEAD + 26)
    facts = gather(kin, scene.rows)
    parts = _parts(drawn, facts)
    heading = Heading(title or _title(kin), drawn_by)
    return _written(parts, stand, links, heading, name)


def _in_order(kin: Kin) -> Kin:
    """The same family with everything in the order of its ids, the index child's home first."""
    return msgspec.structs.replace(
        kin,
        people=tuple(sorted(kin.people, key=lambda one: one.id)),
        unions=tuple(sorted(kin.unions, key=lambda one: one.id)),
        births=tuple(sorted(kin.births, key=lambda one: (one.union, one.child))),
        cares=tuple(sorted(kin.cares, key=lambda one: one.id)),
        lines=tuple(sorted(kin.lines, key=lambda one: one.id)),
        households=tuple(sorted(kin.households, key=lambda home: (kin.index not in home.members, home.id))),
    )


def _place(kin: Kin, before: Placed | None) -> Placed:
    from kingfisher.drawing.genogram.placing import place

    wide = pitch(kin) - BETWEEN
    return place(kin, lambda _: wide, before=before)


def _shift(stand: Placed, before: Placed | None, more: float) -> float:
    """What is added to each x of the placing: the leftmost place begins at the margin; or, where people stood before
    and somebody to their left is not here now, those who stay are where they were."""
    left = MARGIN + more + LEFT + 6
    first = left - min(stand.x.values(), default=0.0)
    moved = [before.x[one] - x for one, x in stand.x.items() if one in before.x] if before else []
    if before is None or not moved:
        return first
    return max(first, left - min(before.x.values()) + median_low(moved))


def _wished(stand: Placed, shift: float) -> Wished:
    return Wished(stand.above, {union: round(x + shift, 1) for union, x in stand.stems.items()})


def _scene(kin: Kin, stand: Placed, shift: float) -> Scene:
    """Who stands where, with x moved so that the leftmost place begins at the margin."""
    extents = {person.id: extent(person) for person in kin.people}
    moved: Mapping[str, float] = {one: round(x + shift, 1) for one, x in sorted(stand.x.items())}
    return Scene(kin, stand.row, moved, stand.rows, extents)


def _title(kin: Kin) -> str:
    return f"Family of {kin.person(kin.index).name}" if kin.index in {p.id for p in kin.people} else "Family"


class _Parts(NamedTuple):
    drawn: Drawn
    facts: Facts
    lines: str
    behind: str
    over: str
    right: float
    foot: float


def _parts(drawn: Drawn, facts: Facts) -> _Parts:
    """The marks of all lines. A household in pieces needs room for words in each: then all is laid out again."""
    split: frozenset[str] = frozenset()
    choice = drawn.choice
    for _ in range(3):
        shut = edges(drawn, split)
        taken: list[Box] = [*shut]
        lines = structure(drawn, facts, taken)
        canvas = canvas_of(drawn, taken[len(shut) :])
        behind, apart = loops(canvas, facts, split)
        if apart <= split:
            break
        split |= apart
        drawn = draw_lines(drawn.scene, choice, spare(drawn.scene, choice.above, split), HEAD + 26)
    over = relations(canvas, facts)
    ends = [*canvas.boxes, *((a[0], a[1], b[0], b[1]) for a, b in [*canvas.pieces, *canvas.homes])]
    right, foot = max((box[2] for box in ends), default=0.0), max((box[3] for box in ends), default=0.0)
    return _Parts(drawn, facts, lines, behind, over, right, foot)


def _written(parts: _Parts, stand: Placed, links: Links | None, heading: Heading, name: str) -> Drawing:
    drawn, facts = parts.drawn, parts.facts
    kin = drawn.scene.kin
    right = parts.right + MARGIN
    rows = {n: len(row) for n, row in enumerate(drawn.scene.rows)}
    sheet = Sheet(
        title=heading.title,
        under=heading_words(kin, heading),
        description=described(kin, rows),
        behind=parts.behind,
        lines=parts.lines,
        people=everyone(drawn, facts),
        over=parts.over,
        links=links_over(drawn, facts, links) if links else "",
        key=key_of(kin, max(right - 2 * MARGIN, 700), crossed=bool(drawn.crossings)),
        crossed=bool(drawn.crossings),
        width=right,
        height=max(drawn.end, parts.foot) + 14,
    )
    return Drawing(wrapped(sheet, name), stand, facts, kin, sheet, name)
