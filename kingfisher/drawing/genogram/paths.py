"""From routes to drawn lines: the height of everything, where lines cross, and the small arcs that bridge them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from kingfisher.drawing.genogram.lanes import Levels, Run
from kingfisher.drawing.genogram.lines import Point, Port, Routes, Scene, route
from kingfisher.drawing.genogram.symbols import HALF, edge, foot, number
from kingfisher.practice.kin import KinPerson

UNDER = 8.0  # from the words of a row to the first line below them
FOOT = 23.0  # from the last line of a zone to the symbols below it: room for twins to fork
FORK = 14.0
BUSY, MOST = 18.0, 16  # height kept above a row for each line that ends there, and for how many at most
TRIES = 12  # how many other places for lines are tried at most
ARC = 4.0  # the radius of the arc where one line passes over another

type XY = tuple[float, float]


class Crossing(NamedTuple):
    """Where the level line of one union passes an upright line of another."""

    x: float
    y: float
    level: str
    upright: str


@dataclass(slots=True)
class Drawn:
    """Everything's place: the middle of each row's symbols, the foot of its words, and the lines as points."""

    scene: Scene
    routes: Routes
    choice: "Choice"
    middle: list[float] = field(default_factory=list)
    foot: list[float] = field(default_factory=list)
    unions: dict[str, list[XY]] = field(default_factory=dict)
    births: dict[tuple[str, str], list[XY]] = field(default_factory=dict)
    crossings: list[Crossing] = field(default_factory=list)
    nets: dict[str, list[tuple[XY, XY]]] = field(default_factory=dict)
    end: float = 0.0

    def crossed(self) -> list[str]:
        """The unions whose lines cross another's, in order."""
        return sorted({name for crossing in self.crossings for name in (crossing.level, crossing.upright)})

    def of_net(self) -> dict[str, list[tuple[XY, XY]]]:
        """Every straight piece of every union and its children, by union, each once."""
        out: dict[str, set[tuple[XY, XY]]] = {}
        for union, points in self.unions.items():
            out.setdefault(union, set()).update(_pieces(points))
        for (union, _), points in self.births.items():
            out.setdefault(union, set()).update(_pieces(points))
        return {union: sorted(pieces) for union, pieces in out.items()}


def _pieces(points: Sequence[XY]) -> list[tuple[XY, XY]]:
    return [(min(a, b), max(a, b)) for a, b in pairwise(points) if a != b]


class Wished(NamedTuple):
    """What the placing reckoned with: brackets over the row, and where each line to children goes down."""

    above: Sequence[str]
    stems: Mapping[str, float]


class Choice(NamedTuple):
    """What is free to choose: the unions whose bracket is over their row, and where lines leave their brackets."""

    above: frozenset[str] = frozenset()
    falls: Mapping[str, float] = {}


def draw_lines(
    scene: Scene, choice: Choice, spare: Mapping[int, float], top: float, known: Levels | None = None
) -> Drawn:
    """The lines of structure with their heights. `spare` is extra height below a row's words; `top` where it starts."""
    levels = known or Levels()
    routes = route(scene, choice.above, choice.falls)
    people = {person.id: person for person in scene.kin.people}
    drawn = Drawn(scene, routes, choice)
    zones: dict[int, list[Run]] = {}
    for run in routes.runs:
        zones.setdefault(run.zone, []).append(run)
    busy = _busy(scene)
    y = levels.set(zones.get(0, []), top, FOOT + busy.get(0, 0.0))
    for number_of_row, row in enumerate(scene.rows):
        drawn.middle.append(y + HALF)
        low = max((foot(people[one]) for one in row), default=HALF)
        drawn.foot.append(y + HALF + low)
        start = drawn.foot[-1] + spare.get(number_of_row, 0.0) + UNDER
        last = number_of_row == len(scene.rows) - 1
        y = levels.set(
            zones.get(number_of_row + 1, []), start, 4.0 if last else FOOT + busy.get(number_of_row + 1, 0.0)
        )
    drawn.end = y
    _resolve(drawn, people)
    drawn.nets = drawn.of_net()
    drawn.crossings = crossings(drawn.nets)
    return drawn


def _busy(scene: Scene) -> dict[int, float]:
    """How much clear height care and relation lines and their words need above each row, by how many end there."""
    ends = [(*care.carers[:1], care.child) for care in scene.kin.cares]
    ends += [(line.frm, line.to) for line in scene.kin.lines]
    out: dict[int, float] = {}
    for pair in ends:
        rows = {scene.row[one] for one in pair if one in scene.row}
        for row in rows:
            # Words between two who stand side by side have no room but above them.
            out[row] = min(out.get(row, 4.0) + (BUSY if len(rows) > 1 else 2 * BUSY), MOST * BUSY)
    return out


def _resolve(drawn: Drawn, people: Mapping[str, KinPerson]) -> None:
    for union, route_ in drawn.routes.unions.items():
        drawn.unions[union] = _xy(drawn, route_, people)
    for birth, route_ in drawn.routes.births.items():
        points = _xy(drawn, route_, people)
        x1, x2 = points[-2][0], points[-1][0]
        if abs(x1 - x2) > 0.01:  # a twin: the line forks just above the symbols
            points.insert(-1, (x1, drawn.middle[drawn.scene.row[birth[1]]] - HALF - FORK))
        drawn.births[birth] = points


def _xy(drawn: Drawn, points: Sequence[Point], people: Mapping[str, KinPerson]) -> list[XY]:
    out: list[XY] = []
    for x, at in points:
        if isinstance(at, Port):
            y = drawn.middle[drawn.scene.row[at.person]] + edge(people[at.person], at.dx, top=at.top)
        else:
            y = at.y
        if not out or out[-1] != (round(x, 1), round(y, 1)):
            out.append((round(x, 1), round(y, 1)))
    return out


def crossings(nets: Mapping[str, Sequence[tuple[XY, XY]]]) -> list[Crossing]:
    """Where a level piece of one union meets an upright piece of another, between their ends."""
    level = [(net, a, b) for net, pieces in sorted(nets.items()) for a, b in pieces if a[1] == b[1]]
    upright = [(net, a, b) for net, pieces in sorted(nets.items()) for a, b in pieces if a[0] == b[0]]
    upright.sort(key=lambda piece: (piece[1][0], piece[0]))
    found = {
        Crossing(c[0], a[1], net, other)
        for net, a, b in level
        for other, c, d in upright
        if net != other and a[0] < c[0] < b[0] and c[1] < a[1] < d[1]
    }
    return sorted(found)


def written_path(points: Sequence[XY], net: str, found: Sequence[Crossing]) -> str:
    """The points as an SVG path, with a small arc wherever its level pieces pass over another union's line."""
    parts = [f"M{number(points[0][0])} {number(points[0][1])}"]
    for (x1, y1), (x2, y2) in pairwise(points):
        if y1 == y2:
            parts += _level(x1, x2, y1, [c.x for c in found if c.level == net and c.y == y1])
        elif x1 == x2:
            parts.append(f"V{number(y2)}")
        else:
            parts.append(f"L{number(x2)} {number(y2)}")
    return "".join(parts)


def _level(x1: float, x2: float, y: float, at: list[float]) -> list[str]:
    low, high = min(x1, x2) + ARC + 1, max(x1, x2) - ARC - 1
    step = 1 if x2 > x1 else -1
    out: list[str] = []
    last = x1
    for x in sorted({x for x in at if low <= x <= high}, reverse=x2 < x1):
        if abs(x - last) < ARC + 1:
            continue
        turn = 1 if step > 0 else 0
        out.append(f"H{number(x - step * ARC)}A{ARC:g} {ARC:g} 0 0 {turn} {number(x + step * ARC)} {number(y)}")
        last = x + step * ARC
    return [*out, f"H{number(x2)}"]


def best_lines(scene: Scene, wished: Wished, spare: Mapping[int, float], top: float) -> Drawn:
    """The lines that cross least, by a fixed number of trials from what the placing wished for."""
    able = [union.id for union in scene.drawn_unions() if _may_be_above(scene, union.partners)]
    choice = Choice(frozenset(union for union in wished.above if union in able))
    known = Levels()
    best = draw_lines(scene, choice, spare, top, known)
    for union in able:
        if union in best.crossed():
            best = _better(best, Choice(best.choice.above ^ {union}), spare, top, known)
    for union in [union for union in best.crossed() if union in wished.stems][:TRIES]:
        falls = {**best.choice.falls, union: wished.stems[union]}
        best = _better(best, Choice(best.choice.above, falls), spare, top, known)
    return best


def _better(best: Drawn, choice: Choice, spare: Mapping[int, float], top: float, known: Levels) -> Drawn:
    other = draw_lines(best.scene, choice, spare, top, known)
    return other if len(other.crossings) < len(best.crossings) else best


def _may_be_above(scene: Scene, partners: tuple[str, str]) -> bool:
    """True for two on one row with others between them, none of whom has parents drawn."""
    one, other = partners
    if scene.row[one] != scene.row[other]:
        return False
    row = list(scene.rows[scene.row[one]])
    low, high = sorted((row.index(one), row.index(other)))
    children = {birth.child for birth in scene.kin.births}
    return high - low > 1 and not any(between in children for between in row[low + 1 : high])
