"""Lines from the boxes to the home in the middle: to one person where the record says which, else to the home's edge.

First every line runs towards the middle and stops at the home's edge: such lines cannot cross. Then each that is meant
for one person is led to that person, where that makes no line cross another or pass over anybody.
"""

from collections.abc import Mapping, Sequence
from math import atan2, hypot

from kingfisher.drawing.ecogram.geometry import Box, Point, crosses_box, edge_towards, segments_cross

CLEAR = 8.0  # pixels kept between a line, with its teeth, strokes and arrowhead, and a box it passes
TRIES = 72  # points of the home's edge looked at for a line whose straight way is barred


def inner_lines(
    places: Mapping[str, Box],
    home: Box,
    people: Mapping[str, Box],
    barred: Sequence[Box],
    targets: Mapping[str, str | None],
) -> dict[str, tuple[Point, Point, str]]:
    """For each id in `targets` (the person meant, or None): from where to where, and to whom ("home" or the person).

    `barred` are boxes inside the home that no line may pass (its heading). An id whose every way is barred is left out.
    """
    found: dict[str, tuple[Point, Point, str]] = {}
    for id in sorted(targets):
        way = _to_edge(places, home, id, found)
        if way:
            found[id] = way
    wanted = sorted(id for id in found if targets[id] in people)
    for id in sorted(wanted, key=lambda id: (_length(places[id], people[targets[id] or ""]), id)):
        person = targets[id] or ""
        start, end = _between(places[id], people[person])
        others = [box for key, box in (*places.items(), *people.items()) if key not in (id, person)]
        passes = any(crosses_box(start, end, box.grown(CLEAR)) for box in (*others, *barred))
        if not passes and not _meets(start, end, id, found):
            found[id] = (start, end, person)
    return found


def _length(a: Box, b: Box) -> float:
    return hypot(a.x - b.x, a.y - b.y)


def _between(a: Box, b: Box) -> tuple[Point, Point]:
    return edge_towards(a, Point(b.x, b.y)), edge_towards(b, Point(a.x, a.y))


def _to_edge(
    places: Mapping[str, Box], home: Box, id: str, found: Mapping[str, tuple[Point, Point, str]]
) -> tuple[Point, Point, str] | None:
    """Straight towards the middle; where a box stands in the way, to the nearest clear point of the home's edge."""
    box = places[id]
    for aim in (Point(home.x, home.y), *_round(home, atan2(box.y - home.y, box.x - home.x))):
        inside = Point(home.x + (aim.x - home.x) * 0.98, home.y + (aim.y - home.y) * 0.98)
        end = edge_towards(home, Point(box.x, box.y)) if aim == (home.x, home.y) else aim
        start = edge_towards(box, end)
        passes = any(crosses_box(start, end, other.grown(CLEAR)) for key, other in places.items() if key != id)
        enters = aim != (home.x, home.y) and crosses_box(start, end, home.grown(-0.5)) and inside != aim
        if not passes and not enters and not _meets(start, end, id, found):
            return start, end, "home"
    return None


def _round(home: Box, angle: float) -> list[Point]:
    """Points of the home's edge, the nearest in direction first."""
    edge = []
    for n in range(TRIES // 4):
        part = (n + 0.5) / (TRIES // 4)
        x, y = home.left + home.width * part, home.top + home.height * part
        edge += [Point(x, home.top), Point(x, home.top + home.height)]
        edge += [Point(home.left, y), Point(home.left + home.width, y)]

    def turned(point: Point) -> tuple[float, Point]:
        apart = abs(atan2(point.y - home.y, point.x - home.x) - angle)
        return min(apart, 6.2831853 - apart), point

    return sorted(edge, key=turned)


def _meets(start: Point, end: Point, id: str, found: Mapping[str, tuple[Point, Point, str]]) -> bool:
    return any(segments_cross(start, end, a, b) for key, (a, b, _) in found.items() if key != id)
