"""The ecogram laid out: which paper, where the home, its people, the boxes and the lines between them stand.

Sizes are pixels of the drawing, 96 to the inch at full size; text is 12 px, which is 9 points. What does not fit A4 at
9 points goes on A3 at 8; what does not fit one oval there, on two.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise
from math import atan2, ceil, tau
from typing import NamedTuple

import msgspec

from kingfisher.drawing.ecogram.geometry import Box, Point, crosses_box, edge_towards, lines_cross
from kingfisher.drawing.ecogram.inner import CLEAR, inner_lines
from kingfisher.drawing.ecogram.order import arranged, cut_open
from kingfisher.drawing.ecogram.outer import LANE, MOST, lanes, routes
from kingfisher.drawing.ecogram.ring import HIGH, WIDE, ring, second_ring
from kingfisher.practice.supports import Support, Supports

PAPERS = (("A4 landscape", 9.0, 1047.0, 718.0), ("A3 landscape", 8.0, 1700.0, 1177.0))  # within margins of 10 mm
PERSON_WIDE, PERSON_HIGH = 150.0, 40.0
HEADING, NOTED = 26.0, 56.0  # room above the people at home: for an address; and for a note on whose home it is
PAD = 8.0
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
    noted = shown.home.words.startswith("No home")
    home, heading, people = _home([member.id for member in shown.members], NOTED if noted else HEADING)
    ground = _places(len(order), below, home, has_outer=bool(links))
    half, margin = ground.half, ground.margin
    aims = {one.id: _aim(one, people) for one in shown.supports if one.line}
    order = arranged(groups, ground.places, aims, links)
    boxes = dict(zip(order, ground.places, strict=True))
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


def _home(members: Sequence[str], above: float) -> tuple[Box, Box, dict[str, Box]]:
    """The home with its people in rows under a heading."""
    across = 1 if len(members) == 1 else 2 if len(members) <= 4 else 3
    down = ceil(len(members) / across)
    wide = max(across, 2) * (PERSON_WIDE + PAD) + PAD
    high = above + down * (PERSON_HIGH + PAD) + PAD
    top = -high / 2 + above
    people = {}
    for n, member in enumerate(members):
        row, column = divmod(n, across)
        here = min(across, len(members) - row * across)
        x = (column - (here - 1) / 2) * (PERSON_WIDE + PAD)
        people[member] = Box(x, top + row * (PERSON_HIGH + PAD) + PERSON_HIGH / 2, PERSON_WIDE, PERSON_HIGH)
    heading = Box(0, (above - high) / 2, wide - 2 * PAD, above - 6)
    return Box(0, 0, wide, high), heading, people


def _places(count: int, below: Mapping[str, float], home: Box, *, has_outer: bool) -> "_Ground":
    for paper, points, wide, high in PAPERS:
        half = wide / 2, (high - below[paper]) / 2
        for outside in range(MOST, -1, -1) if has_outer else (0,):
            margin = LANE * (outside + 1) if outside else 2.0
            places = ring(count, half[0] - WIDE / 2 - margin, half[1] - HIGH / 2 - margin)
            if places is not None and not any(box.overlaps(home, 24) for box in places):
                return _Ground(paper, points, half, margin, outside, places)
    return _two_rings(count, below, home)


class _Ground(NamedTuple):
    """The paper, and the places on it: half its size, the margin round the oval and how many lanes fit in that."""

    paper: str
    points: float
    half: tuple[float, float]
    margin: float
    lanes: int
    places: list[Box]


def _two_rings(count: int, below: Mapping[str, float], home: Box) -> "_Ground":
    """Most on a first oval with room between its boxes, the rest on a second; as large as it needs to be."""
    first = count - count // 3
    paper, points, wide, high = PAPERS[-1]
    across, down, margin = 430.0, 300.0, LANE * (MOST + 1)
    while True:
        inner = ring(first, across, down, gap=2 * CLEAR + 8)
        outer = second_ring(inner, count - first, 1 + 2.6 * HIGH / down) if inner else []
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
