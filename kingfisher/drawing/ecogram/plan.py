"""The ecogram laid out: which paper, where the home, its people, the boxes and the lines between them stand.

Sizes are pixels of the drawing, 96 to the inch at full size; text is 12 px, which is 9 points. What does not fit A4 at
9 points goes on A3 at 8; what does not fit one oval there, on two.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise
from math import atan2, tau
from typing import NamedTuple

import msgspec

from kingfisher.drawing.ecogram.geometry import Box, Point, crosses_box, edge_towards, lines_cross
from kingfisher.drawing.ecogram.household import household
from kingfisher.drawing.ecogram.inner import CLEAR, inner_lines
from kingfisher.drawing.ecogram.order import arranged, cut_open
from kingfisher.drawing.ecogram.outer import LANE, MOST, lanes, routes
from kingfisher.drawing.ecogram.ring import SQUARES, WIDE, ring, second_ring
from kingfisher.drawing.ecogram.told import STEP, least, needed, said_in
from kingfisher.practice.supports import Support, Supports

PAPERS = (("A4 landscape", 9.0, 1047.0, 718.0), ("A3 landscape", 8.0, 1700.0, 1177.0))  # within margins of 10 mm
EDGES = 8.0  # of a box's height, beside its lines
BREADTHS = (184.0, 168.0, WIDE)  # of a box: the wider, with fewer lines, where there is room
MOST_LINES, LEAST_LINES = 6, 4
KINDS = (
    "family", "friends and neighbours", "others known", "community", "school and nursery", "health",
    "social care", "housing", "drugs and alcohol", "police and justice", "other services",
)  # fmt: skip


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """Every box and line of the drawing, round 0, 0: the middle of the home. `half` is half its width and height."""

    paper: str
    points: float
    half: tuple[float, float]
    home: Box
    heading: Box
    people: dict[str, Box]
    boxes: dict[str, Box]
    inner: dict[str, tuple[Point, Point, str]]
    outer: dict[int, list[Point]]  # by the number of the outer link; those not here are said in words


def planned(shown: Supports, below: Mapping[str, float]) -> Plan:
    """Lay the drawing out. `below` is the room (pixels) needed above and below the oval, for each paper by name."""
    groups = _groups(shown.supports)
    order = [id for _, ids in groups for id in ids]
    links = [(one.frm, one.to) for one in shown.outer]
    home, heading, people = household(shown)
    ground = _places(shown.supports, below, home, has_outer=bool(links))
    half, margin = ground.half, ground.margin
    aims = {one.id: _aim(one, people) for one in shown.supports if one.line}
    order = arranged(groups, ground.places, aims, links)
    supports = {one.id: one for one in shown.supports}
    boxes = {id: _fit(place, supports[id]) for id, place in zip(order, ground.places, strict=True)}
    meant = {one.id: one.to[0] if len(one.to) == 1 else None for one in shown.supports if one.line}
    inner = inner_lines(boxes, home, people, [heading], meant)
    around = Box(0, 0, 2 * (half[0] - margin), 2 * (half[1] - margin))
    cut = cut_open(order, links)
    found = routes(cut, boxes, links, lanes(cut, links, ground.lanes), around)
    outer = _not_meeting(found, boxes, links, [[start, end] for start, end, _ in inner.values()])
    return Plan(
        paper=ground.paper,
        points=ground.points,
        half=half,
        home=home,
        heading=heading,
        people=people,
        boxes=boxes,
        inner=inner,
        outer=outer,
    )


def _groups(supports: Sequence[Support]) -> list[tuple[str, list[str]]]:
    def place(one: Support) -> tuple[int, str]:
        return (KINDS.index(one.kind) if one.kind in KINDS else len(KINDS), one.kind)

    in_order = sorted(supports, key=lambda one: (*place(one), one.id))
    return [(kind, [one.id for one in group]) for (_, kind), group in groupby(in_order, key=place)]


def _fit(place: Box, one: Support) -> Box:
    """The box in its place, no taller than its own lines."""
    title, body = said_in(one, place.width, round((place.height - EDGES) / STEP))
    return place._replace(height=max(EDGES + STEP * (len(title) + len(body) + 1), 3 * STEP + EDGES))


def _sizes(supports: Sequence[Support], *, has_outer: bool) -> list[tuple[float, float, int]]:
    """Widths and heights of a place and lanes round the oval, the best first: room for all that is to be said and for
    the outer links; then for fewer words; then for no outer links, which are then given in words."""
    best: list[tuple[float, int]] = []
    less: list[tuple[float, int]] = []
    for wide in BREADTHS:
        whole = max((needed(one, wide) for one in supports), default=LEAST_LINES)
        names = max((least(one, wide) for one in supports), default=LEAST_LINES)
        top = max(min(whole, MOST_LINES), LEAST_LINES, names)
        (best if whole <= top else less).append((wide, top))
        less += [(wide, many) for many in range(top - 1, max(LEAST_LINES, names) - 1, -1)]
    less.sort(key=lambda size: -size[1])
    some = range(MOST, 0, -1) if has_outer else ()
    found = [(*size, lanes) for sizes in (best, less) for size in sizes for lanes in some]
    found += [(*size, 0) for size in (*best, *less)]
    return [(wide, EDGES + STEP * many, lanes) for wide, many, lanes in found]


def _places(supports: Sequence[Support], below: Mapping[str, float], home: Box, *, has_outer: bool) -> "_Ground":
    sizes = _sizes(supports, has_outer=has_outer)
    for paper, points, wide, high in PAPERS:
        half = wide / 2, (high - below[paper]) / 2
        for across, down, outside in sizes:
            margin = LANE * (outside + 1) if outside else 2.0
            oval = half[0] - across / 2 - margin, half[1] - down / 2 - margin
            for square in SQUARES if min(oval) > 0 else ():
                places = ring(len(supports), *oval, size=(across, down), square=square)
                if places is not None and not any(box.overlaps(home, 24) for box in places):
                    return _Ground(paper, points, half, margin, outside, places)
    return _two_rings(len(supports), below, home, sizes[-1][:2])


class _Ground(NamedTuple):
    """The paper, and the places on it: half its size, the margin round the oval and how many lanes fit in that."""

    paper: str
    points: float
    half: tuple[float, float]
    margin: float
    lanes: int
    places: list[Box]


def _two_rings(count: int, below: Mapping[str, float], home: Box, size: tuple[float, float]) -> "_Ground":
    """Most on a first oval with room between its boxes, the rest on a second; as large as it needs to be."""
    first = count - count // 3
    paper, points, wide, high = PAPERS[-1]
    across, down, margin = 430.0, 300.0, LANE * (MOST + 1)
    while True:
        inner = ring(first, across, down, gap=2 * CLEAR + 8, size=size)
        outer = second_ring(inner, count - first, 1 + 2.6 * size[1] / down) if inner else []
        places = sorted((*(inner or []), *outer), key=lambda box: atan2(box.x, -box.y) % tau)
        clash = any(a.overlaps(b, 6) for n, a in enumerate(places) for b in places[:n])
        if inner and not clash and not any(box.overlaps(home, 24) for box in places) and _all_see_home(places):
            half = (
                max(abs(b.x) + b.width / 2 for b in places) + margin,
                max(abs(b.y) + b.height / 2 for b in places) + margin,
            )
            shrink = max(2 * half[0] / wide, (2 * half[1] + below[paper]) / high, 1.0)
            return _Ground(paper, round(points / shrink, 1), half, margin, MOST, places)
        across, down = across * 1.06, down * 1.06


def _all_see_home(places: Sequence[Box]) -> bool:
    """True when no box stands between another and the middle."""
    middle = Point(0, 0)
    return not any(
        crosses_box(edge_towards(box, middle), middle, other.grown(CLEAR))
        for box in places
        for other in places
        if other is not box
    )


def _aim(one: Support, people: Mapping[str, Box]) -> Point:
    here = [people[person] for person in one.to if person in people] or [Box(0, 0, 1, 1)]
    return Point(sum(box.x for box in here) / len(here), sum(box.y for box in here) / len(here))


def _not_meeting(
    found: Mapping[int, list[Point]],
    boxes: Mapping[str, Box],
    links: Sequence[tuple[str, str]],
    inner: Sequence[list[Point]],
) -> dict[int, list[Point]]:
    """The outer lines that meet no other line and pass over no box."""
    kept: dict[int, list[Point]] = {}
    for n, line in sorted(found.items()):
        others = [box for id, box in boxes.items() if id not in links[n]]
        parts = list(pairwise(line))
        if any(crosses_box(a, b, box) for a, b in parts for box in others):
            continue
        if not any(lines_cross(line, other) for other in (*kept.values(), *inner)):
            kept[n] = line
    return kept
