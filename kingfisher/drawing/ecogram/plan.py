"""The ecogram laid out: which paper, where the home, its people, the boxes and the lines between them stand.

Sizes are pixels of the drawing, 96 to the inch at full size; text is 12 px, which is 9 points. What does not fit A4 at
9 points goes on A3 at 8; what does not fit one oval there, on two.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise
from math import atan2, ceil

import msgspec

from kingfisher.drawing.ecogram.geometry import Box, Point, crosses_box, lines_cross
from kingfisher.drawing.ecogram.inner import inner_lines
from kingfisher.drawing.ecogram.order import arranged
from kingfisher.drawing.ecogram.outer import LANE, lanes, routes
from kingfisher.drawing.ecogram.ring import HIGH, WIDE, ring, second_ring
from kingfisher.practice.supports import Support, Supports

PAPERS = (("A4 landscape", 9.0, 1047.0, 718.0), ("A3 landscape", 8.0, 1700.0, 1177.0))  # within margins of 10 mm
PERSON_WIDE, PERSON_HIGH = 136.0, 40.0
HEADING = 34.0  # room for the address above the people at home
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
    home, heading, people = _home([member.id for member in shown.members])
    paper, points, half, places = _places(len(order), below, home, bool(links))
    aims = {one.id: _aim(one, people) for one in shown.supports if one.line}
    order = arranged(groups, places, aims, links)
    boxes = dict(zip(order, places, strict=True))
    meant = {one.id: one.to[0] if len(one.to) == 1 else None for one in shown.supports if one.line}
    inner = inner_lines(boxes, home, people, [heading], meant)
    around = Box(0, 0, 2 * half[0] - 8 * LANE, 2 * half[1] - 8 * LANE) if links else Box(0, 0, 2 * half[0], 2 * half[1])
    outer = _not_meeting(routes(order, boxes, links, lanes(order, links), around), boxes, links)
    return Plan(
        paper=paper,
        points=points,
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


def _home(members: Sequence[str]) -> tuple[Box, Box, dict[str, Box]]:
    """The home with its people in rows under a heading."""
    across = 1 if len(members) == 1 else 2 if len(members) <= 4 else 3
    down = ceil(len(members) / across)
    wide = max(across, 2) * (PERSON_WIDE + PAD) + PAD
    high = HEADING + down * (PERSON_HIGH + PAD) + PAD
    top = -high / 2 + HEADING
    people = {}
    for n, member in enumerate(members):
        row, column = divmod(n, across)
        here = min(across, len(members) - row * across)
        x = (column - (here - 1) / 2) * (PERSON_WIDE + PAD)
        people[member] = Box(x, top + row * (PERSON_HIGH + PAD) + PERSON_HIGH / 2, PERSON_WIDE, PERSON_HIGH)
    heading = Box(0, -high / 2 + HEADING / 2, wide - 2 * PAD, HEADING - 6)
    return Box(0, 0, wide, high), heading, people


def _places(
    count: int, below: Mapping[str, float], home: Box, has_outer: bool
) -> tuple[str, float, tuple[float, float], list[Box]]:
    margin = 4 * LANE if has_outer else 2.0
    for paper, points, wide, high in PAPERS:
        half = wide / 2, (high - below[paper]) / 2
        for given in (margin, 2 * LANE) if has_outer else (margin,):
            places = ring(count, half[0] - WIDE / 2 - given, half[1] - HIGH / 2 - given)
            if places is not None and not any(box.overlaps(home, 24) for box in places):
                return paper, points, (half[0] - given + margin, half[1] - given + margin), places
    return _two_rings(count, below, home, margin)


def _two_rings(
    count: int, below: Mapping[str, float], home: Box, margin: float
) -> tuple[str, float, tuple[float, float], list[Box]]:
    """Most on a first oval with room between its boxes, the rest on a second; as large as it needs to be."""
    first = count - count // 3
    paper, points, wide, high = PAPERS[-1]
    across, down = 430.0, 300.0
    while True:
        inner = ring(first, across, down, gap=16)
        outer = second_ring(inner, count - first, 1 + 2.6 * HIGH / down) if inner else []
        places = _interleaved(inner or [], outer)
        clash = any(a.overlaps(b, 6) for n, a in enumerate(places) for b in places[:n])
        if inner and not clash and not any(box.overlaps(home, 24) for box in places):
            half = (
                max(abs(b.x) + b.width / 2 for b in places) + margin,
                max(abs(b.y) + b.height / 2 for b in places) + margin,
            )
            shrink = max(2 * half[0] / wide, (2 * half[1] + below[paper]) / high, 1.0)
            return paper, round(points / shrink, 1), half, places
        across, down = across * 1.06, down * 1.06


def _interleaved(inner: Sequence[Box], outer: Sequence[Box]) -> list[Box]:
    """Both ovals' places in one order, clockwise from the top."""
    return sorted((*inner, *outer), key=lambda box: atan2(box.x, -box.y) % 6.283185307)


def _aim(one: Support, people: Mapping[str, Box]) -> Point:
    here = [people[person] for person in one.to if person in people] or [Box(0, 0, 1, 1)]
    return Point(sum(box.x for box in here) / len(here), sum(box.y for box in here) / len(here))


def _not_meeting(
    found: Mapping[int, list[Point]], boxes: Mapping[str, Box], links: Sequence[tuple[str, str]]
) -> dict[int, list[Point]]:
    """The outer lines that meet no other and pass over no box."""
    kept: dict[int, list[Point]] = {}
    for n, line in sorted(found.items()):
        others = [box for id, box in boxes.items() if id not in links[n]]
        parts = list(pairwise(line))
        if any(crosses_box(a, b, box) for a, b in parts for box in others):
            continue
        if not any(lines_cross(line, other) for other in kept.values()):
            kept[n] = line
    return kept
