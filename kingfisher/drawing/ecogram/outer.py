"""Links between two who both stand outside the home: lines round the outside of the oval, nested so that none cross.

A link that could only be drawn across another, or would need more than `MOST` lanes, is given in words below the
picture instead; nothing recorded is left out.
"""

from collections.abc import Mapping, Sequence

from kingfisher.drawing.ecogram.geometry import Box, Point, crosses_box
from kingfisher.drawing.ecogram.order import interleave

LANE = 11.0
MOST = 3
STEP = 12.0  # between two outer links that leave one box


def lanes(order: Sequence[str], links: Sequence[tuple[str, str]], most: int = MOST) -> dict[int, int]:
    """Which links can be drawn (by their number), and in which lane (1 is nearest the boxes). Short ones first."""
    at = {id: n for n, id in enumerate(order)}
    spans = [sorted((at[a], at[b])) for a, b in links]
    drawn: dict[int, int] = {}
    for n in sorted(range(len(links)), key=lambda n: (spans[n][1] - spans[n][0], spans[n], n)):
        low, high = spans[n]
        if low == high or any(spans[m] == spans[n] or interleave(spans[n], spans[m]) for m in drawn):
            continue
        under = [drawn[m] for m in drawn if low <= spans[m][0] and spans[m][1] <= high]
        lane = 1 + max(under, default=0)
        if lane <= most:
            drawn[n] = lane
    return drawn


def routes(
    order: Sequence[str],
    places: Mapping[str, Box],
    links: Sequence[tuple[str, str]],
    drawn: Mapping[int, int],
    edge: Box,
) -> dict[int, list[Point]]:
    """The line of each drawn link: out of one box, along its lane round `edge` (a box round every box of the oval), and
    into the other. A link with no clear way out of a box is left out."""
    at = {id: n for n, id in enumerate(order)}
    leaving: dict[str, list[tuple[int, int]]] = {}
    for n, lane in drawn.items():
        a, b = sorted(links[n], key=at.__getitem__)
        # Along the oval a box's links come: those arriving, low lanes first; then those leaving, high lanes first.
        leaving.setdefault(a, []).append((MOST * 3 - lane, n))
        leaving.setdefault(b, []).append((lane, n))
    found = {}
    for n, lane in drawn.items():
        ring = edge.grown(LANE * lane)
        a, b = sorted(links[n], key=at.__getitem__)
        ends = [_way_out(places, end, ring, _shift(sorted(leaving[end]), n)) for end in (a, b)]
        if ends[0] and ends[1]:
            start, out = ends[0]
            finish, back = ends[1]
            found[n] = [start, *_along(ring, out, back), finish]
    return found


def _shift(here: Sequence[tuple[int, int]], link: int) -> float:
    place = [n for _, n in here].index(link)
    return (place - (len(here) - 1) / 2) * STEP


def _way_out(places: Mapping[str, Box], id: str, ring: Box, shift: float) -> tuple[Point, Point] | None:
    """From the box's side straight out to the ring, the nearest side that is clear; `shift` runs clockwise."""
    box = places[id]
    up, left = box.y <= ring.y, box.x <= ring.x
    x, y = box.x + (shift if up else -shift), box.y + (-shift if left else shift)
    vertical = (
        Point(x, box.top if up else box.top + box.height),
        Point(x, ring.top if up else ring.top + ring.height),
    )
    sideways = (
        Point(box.left if left else box.left + box.width, y),
        Point(ring.left if left else ring.left + ring.width, y),
    )
    ways = sorted((vertical, sideways), key=lambda way: abs(way[0].x - way[1].x) + abs(way[0].y - way[1].y))
    for start, out in ways:
        if not any(crosses_box(start, out, other.grown(2)) for key, other in places.items() if key != id):
            return start, out
    return None


def _along(ring: Box, start: Point, end: Point) -> list[Point]:
    """Clockwise along the ring from one of its points to another, corners included."""
    right, bottom = ring.left + ring.width, ring.top + ring.height
    corners = [Point(right, ring.top), Point(right, bottom), Point(ring.left, bottom), Point(ring.left, ring.top)]
    first, last = _reach(ring, start), _reach(ring, end)
    lap = 2 * (ring.width + ring.height)
    if last <= first:
        last += lap
    passed = [(at, corner) for corner in corners for at in (_reach(ring, corner), _reach(ring, corner) + lap)]
    return [start, *(corner for at, corner in sorted(passed) if first < at < last), end]


def _reach(ring: Box, point: Point) -> float:
    """How far along the ring a point of it lies, clockwise from the middle of the top."""
    right, bottom = ring.left + ring.width, ring.top + ring.height
    half = ring.width / 2
    if abs(point.y - ring.top) < 0.01:
        return point.x - ring.x if point.x >= ring.x else 2 * (ring.width + ring.height) + point.x - ring.x
    if abs(point.x - right) < 0.01:
        return half + point.y - ring.top
    if abs(point.y - bottom) < 0.01:
        return half + ring.height + right - point.x
    return half + ring.height + ring.width + bottom - point.y
