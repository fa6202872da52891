"""Where do the lines of structure run: brackets for unions, bars for sisters and brothers, drops to each child?

All lines are level or upright. A route is a list of points; a point's height is that of a `Run` (a level line, see
`lanes`) or of a `Port` (where a line meets a symbol). Lines that must pass a row of people do so in the gaps (`gaps`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kingfisher.drawing.genogram.gaps import Gaps
from kingfisher.drawing.genogram.labels import LINE, wrap
from kingfisher.drawing.genogram.lanes import BAR, BRACKET, JOG, NEAR, STEP, Run
from kingfisher.practice.kin import Birth, Kin, Union

EDGE = 8.0  # a line down from a bracket leaves it at least so far from its ends
SPREAD = 13.0  # the lines under one symbol stand within so many pixels, left of its middle
APART = 8.0  # between lines at one symbol, if there is room


class Port(NamedTuple):
    """Where a line meets a person's symbol: at the foot or the top, `dx` from its middle."""

    person: str
    dx: float
    top: bool


class Point(NamedTuple):
    """A corner of a route."""

    x: float
    at: Run | Port


@dataclass(slots=True)
class Routes:
    """Every line of structure: a route for each union and for each birth (by union and child), and the runs."""

    unions: dict[str, list[Point]] = field(default_factory=dict)
    births: dict[tuple[str, str], list[Point]] = field(default_factory=dict)
    brackets: dict[str, Run] = field(default_factory=dict)
    runs: list[Run] = field(default_factory=list)
    above: frozenset[str] = frozenset()
    forks: dict[tuple[str, str], float] = field(default_factory=dict)  # twins: where the line forks
    tight: list[tuple[int, float]] = field(default_factory=list)  # gaps that need to be wider: row, x


class Scene(NamedTuple):
    """Who stands where: rows (0 the oldest) and the x of each symbol's middle, with who is at which side of them."""

    kin: Kin
    row: Mapping[str, int]
    x: Mapping[str, float]
    rows: Sequence[Sequence[str]]
    extents: Mapping[str, float]

    def drawn_unions(self) -> list[Union]:
        """The unions both of whose partners are placed."""
        return [union for union in self.kin.unions if all(one in self.row for one in union.partners)]

    def births_of(self, union: str) -> list[Birth]:
        """The union's children who are placed, left to right."""
        found = [birth for birth in self.kin.births if birth.union == union and birth.child in self.row]
        return sorted(found, key=lambda birth: (self.x[birth.child], birth.child))


def route(scene: Scene, above: frozenset[str], falls: Mapping[str, float] | None = None) -> Routes:
    """All lines of structure, with the brackets named in `above` drawn over their row rather than under it.

    `falls` says where the line to a union's children is to leave its bracket, if not over their middle.
    """
    routes = Routes(above=above)
    gaps = Gaps(scene.row, scene.x, scene.rows, scene.extents, _spans(scene))
    ports = _ports(scene, above)
    for union in scene.drawn_unions():
        net = _Net(scene, union, routes, gaps, ports)
        net.wish = (falls or {}).get(union.id)
        net.draw()
    routes.tight = gaps.tight
    return routes


def _spans(scene: Scene) -> list[tuple[int, float, float]]:
    """What a line that passes a row at some x would cross: (row it hangs below or above, left, right)."""
    spans = []
    for union in scene.drawn_unions():
        one, other = union.partners
        low = max(scene.row[one], scene.row[other])
        spans.append((low, min(scene.x[one], scene.x[other]), max(scene.x[one], scene.x[other])))
        children = [scene.x[birth.child] for birth in scene.births_of(union.id)]
        if len(children) > 1:
            spans.append((low, min(children), max(children)))
    return spans


def _ports(scene: Scene, above: frozenset[str]) -> dict[tuple[str, str, bool], float]:
    """How far from each symbol's middle each line meets it: by (person, union, whether as its child)."""
    under: dict[str, list[tuple[tuple[int, float], str]]] = {}
    over: dict[str, list[tuple[tuple[int, float], str, bool]]] = {}
    for union in scene.drawn_unions():
        for one, other in (union.partners, union.partners[::-1]):
            away = scene.x[other] - scene.x[one]
            far = abs(away) + 1000.0 * abs(scene.row[one] - scene.row[other])
            nested = (-1, far) if away < 0 else (1, -far)
            if union.id in above:
                over.setdefault(one, []).append((nested, union.id, False))
            else:
                under.setdefault(one, []).append((nested, union.id))
        middle = sum(scene.x[one] for one in union.partners) / 2
        for birth in scene.births_of(union.id):
            over.setdefault(birth.child, []).append(((0, middle), union.id, True))
    out = {}
    for person, stems in under.items():
        step = min(APART, SPREAD / max(len(stems) - 1, 1))
        for n, (_, union_id) in enumerate(sorted(stems)):
            out[person, union_id, False] = -step * (len(stems) - 1 - n)
    for person, tops in over.items():
        ordered = sorted(tops)
        drops = [n for n, top in enumerate(ordered) if top[2]] or [n for n, _ in enumerate(ordered)]
        middle = (drops[0] + drops[-1]) / 2
        step = min(APART, SPREAD * 2 / max(len(ordered) - 1, 1))
        for n, (_, union_id, as_child) in enumerate(ordered):
            out[person, union_id, as_child] = step * (n - middle)
    return out


def label_lines(union: Union, span: float) -> list[str]:
    """The union's dates in lines that fit over a bracket of that span, beside the strokes of a parting."""
    return wrap(union.label, max(span - 14 - strokes_room(union), 46)) if union.label else []


def strokes_room(union: Union) -> float:
    """How much of a bracket the strokes of a parting take at its right end."""
    return {"separated": 14.0, "divorced": 18.0}.get(union.state, 0.0)


class _Net:
    """One union with its children: its runs and routes."""

    def __init__(
        self, scene: Scene, union: Union, routes: Routes, gaps: Gaps, ports: Mapping[tuple[str, str, bool], float]
    ) -> None:
        self.scene, self.union, self.routes, self.gaps, self.ports = scene, union, routes, gaps, ports
        self.births = scene.births_of(union.id)
        self.drops = self._drops()
        self.wish: float | None = None

    def draw(self) -> None:
        """Add this union's bracket, and the lines to its children."""
        if self.union.id in self.routes.above:
            self._bracket_above()
        else:
            self._bracket_below()

    def _run(self, sort: int, zone: int, under: Run | None = None, room: float = STEP) -> Run:
        run = Run(self.union.id, sort, zone, room=room, under=[under] if under else [])
        self.routes.runs.append(run)
        return run

    def _port(self, person: str, *, as_child: bool = False, top: bool = False) -> tuple[float, Port]:
        dx = self.ports[person, self.union.id, as_child]
        return self.scene.x[person] + dx, Port(person, dx, top)

    def _drops(self) -> dict[str, float]:
        """The x at which each child's line leaves the bar: its own, or the middle of its twins'."""
        drops = {birth.child: self._port(birth.child, as_child=True, top=True)[0] for birth in self.births}
        for group in {(birth.twins, self.scene.row[birth.child]) for birth in self.births if birth.twins}:
            twins = [b.child for b in self.births if (b.twins, self.scene.row[b.child]) == group]
            middle = sum(drops[child] for child in twins) / len(twins)
            if len(twins) > 1 and self._together(twins):
                for child in twins:
                    self.routes.forks[self.union.id, child] = middle
        return {child: self.routes.forks.get((self.union.id, child), x) for child, x in drops.items()}

    def _together(self, twins: list[str]) -> bool:
        """True if nobody stands between the twins: a fork over somebody else would be read as theirs."""
        row = self.scene.rows[self.scene.row[twins[0]]]
        places = sorted(list(row).index(child) for child in twins)
        return places[-1] - places[0] == len(twins) - 1

    def _room(self, span: float) -> float:
        return STEP + 1 + len(label_lines(self.union, span)) * (LINE - 2)

    def _bracket_below(self) -> None:
        row = self.scene.row
        low = max(row[one] for one in self.union.partners)
        left, right = sorted(self.union.partners, key=lambda one: (self.scene.x[one], one))
        legs = [self._leg(one, low) for one in (left, right)]
        span = abs(legs[0][-1].x - legs[1][-1].x)
        bracket = self._run(BRACKET, low + 1, room=self._room(span))
        for leg in legs:
            bracket.ups.append(leg[-1].x)
            bracket.under += [point.at for point in leg if isinstance(point.at, Run) and point.at.zone == low + 1]
        path = [*legs[0], Point(legs[0][-1].x, bracket), Point(legs[1][-1].x, bracket), *reversed(legs[1])]
        self.routes.unions[self.union.id], self.routes.brackets[self.union.id] = path, bracket
        if self.births:
            self._children(bracket, self._fall(min(bracket.ups), max(bracket.ups), low + 1), low + 1)

    def _leg(self, person: str, low: int) -> list[Point]:
        """From a partner's symbol down past any rows between it and the other partner's."""
        x, port = self._port(person)
        return [Point(x, port), *self._passing(x, self.scene.row[person] + 1, low + 1, self.scene.x[person], None)]

    def _passing(self, x: float, zone: int, until: int, aim: float, under: Run | None) -> list[Point]:
        """The corners of a line that goes down from x in one zone to a later one, passing the rows between."""
        points: list[Point] = []
        while zone < until:
            gap = self.gaps.take(zone, x, aim)
            if abs(gap - x) > 0.01:
                jog = self._run(JOG, zone, under)
                jog.ups, jog.downs = [x], [gap]
                points += [Point(x, jog), Point(gap, jog)]
            elif under:
                under.downs.append(gap)
            x, zone, under = gap, zone + 1, None
        return points

    def _fall(self, left: float, right: float, zone: int) -> float:
        """Where the line to the children leaves the bracket: over their middle, as far as the bracket reaches."""
        nearest = [self.drops[b.child] for b in self.births if self.scene.row[b.child] == zone]
        drops = nearest or list(self.drops.values())
        low, high = (left + EDGE, right - EDGE) if right - left > 2 * EDGE else ((left + right) / 2,) * 2
        aim = min(max((min(drops) + max(drops)) / 2 if self.wish is None else self.wish, low), high)
        near = [x for x in sorted(set(drops)) if abs(x - aim) < 3 * NEAR and left + 2 < x < right - 2]
        return near[0] if near else aim

    def _bracket_above(self) -> None:
        row = self.scene.row[self.union.partners[0]]
        left, right = sorted(self.union.partners, key=lambda one: (self.scene.x[one], one))
        (x1, port1), (x2, port2) = self._port(left, top=True), self._port(right, top=True)
        bracket = self._run(BAR, row, room=self._room(x2 - x1))
        bracket.downs = [x1, x2]
        self.routes.unions[self.union.id] = [Point(x1, port1), Point(x1, bracket), Point(x2, bracket), Point(x2, port2)]
        self.routes.brackets[self.union.id] = bracket
        if self.births:
            drops = list(self.drops.values())
            fall = self.gaps.take(row, (min(drops) + max(drops)) / 2, None, within=(x1, x2))
            bracket.downs.append(fall)
            self._children(bracket, fall, row + 1)

    def _children(self, bracket: Run, fall: float, zone: int) -> None:
        for row in sorted({self.scene.row[birth.child] for birth in self.births}):
            births = [birth for birth in self.births if self.scene.row[birth.child] == row]
            drops = sorted({self.drops[birth.child] for birth in births})
            over = bracket if bracket.zone == zone else None
            passing = self._passing(fall, zone, row, drops[len(drops) // 2], over)
            x = passing[-1].x if passing else fall
            if row > zone:
                over = None
            trunk = [Point(fall, bracket), *passing]
            bar = None
            if drops != [x]:
                bar = self._run(BAR, row, over)
                bar.ups, bar.downs = [x], drops
            for birth in births:
                self.routes.births[self.union.id, birth.child] = self._to_child(birth, trunk, bar)
            if over is not None and fall not in bracket.downs:
                bracket.downs.append(fall)
            if passing and bracket.zone == zone and fall not in bracket.downs:
                bracket.downs.append(fall)

    def _to_child(self, birth: Birth, trunk: list[Point], bar: Run | None) -> list[Point]:
        x, port = self._port(birth.child, as_child=True, top=True)
        drop = self.drops[birth.child]
        across = [Point(trunk[-1].x, bar), Point(drop, bar)] if bar else []
        return [*trunk, *across, Point(x, port)]
