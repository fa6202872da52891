"""Where care and relation lines may meet a symbol, and the way of such a line from one symbol to another."""

from collections.abc import Iterable, Sequence
from math import sqrt

from kingfisher.drawing.genogram.canvas import MORE, PORTS, TOPS, Canvas, much_tied
from kingfisher.drawing.genogram.lines import Port
from kingfisher.drawing.genogram.symbols import HALF, SMALL, edge, shape
from kingfisher.drawing.genogram.ways import XY, Ways, simple
from kingfisher.practice.kin import KinPerson

REACH = 75.0  # how far from a symbol's middle its line may join the free ways
LAST = 40.0  # what it costs to end close beside another line

type Ports = dict[tuple[int, int], tuple[float, XY]]


def _side(person: KinPerson, dy: float) -> float:
    """From the symbol's middle to its outline, level, `dy` below the middle."""
    grow = 4.0 if person.index else 0.0
    match shape(person):
        case "circle":
            return sqrt(max((HALF + grow) ** 2 - dy**2, 1.0))
        case "diamond":
            return 18.0 - abs(dy) + grow
        case "triangle":
            return (dy + HALF) / 2 + grow
        case "dot" | "cross":
            return 5.0
        case "small":
            return SMALL
        case _:
            return HALF + grow


def _ports(canvas: Canvas, ways: Ways, people: Iterable[KinPerson]) -> Ports:
    """Where a line may meet these symbols: the net's node beside or above it, its cost and the point on the outline."""
    out: Ports = {}
    used = {
        (point.at.person, point.at.top, point.at.dx > 0)
        for route in canvas.drawn.routes.unions.values()
        for point in route
        if isinstance(point.at, Port) and abs(point.at.dx) > 6
    }
    busy = much_tied(canvas.drawn.scene.kin)
    for person in people:
        more = MORE if person.id in busy else ()
        x, y = canvas.drawn.scene.x[person.id], canvas.drawn.middle[canvas.drawn.scene.row[person.id]]
        small = shape(person) in ("dot", "cross", "small")
        for dy in PORTS[:1] if small else (*PORTS, *more):
            for step in (-1, 1):
                if dy in PORTS[1:] and (person.id, dy < 0, step > 0) in used:
                    continue  # a line of structure meets the symbol there
                point = (x + step * _side(person, dy), y + dy)
                j = ways.level(y + dy)
                i = ways.open_column(x + step * (HALF + 4.5), step, j)
                if 0 <= i < len(ways.xs) and abs(ways.ys[j] - y - dy) < 0.6 and abs(ways.xs[i] - x) < REACH:
                    out[i, j] = (abs(dy) * 0.5 + LAST * (dy in MORE) + abs(ways.xs[i] - point[0]), point)
        for dx in () if small else (*TOPS, *more):
            if (person.id, True, dx > 0) in used:
                continue
            i = ways.column(x + dx - 0.5, 1)
            j = ways.open_above(y - HALF - 4.5, i) if 0 <= i < len(ways.xs) else -1
            if j >= 0 and abs(ways.xs[i] - x - dx) < 1.0 and y - ways.ys[j] < REACH:
                cost = 12.0 + LAST * (dx in MORE) + y - HALF - ways.ys[j]
                out[i, j] = (cost, (ways.xs[i], y + edge(person, dx, top=True)))
    return out


def way_between(
    canvas: Canvas,
    ways: Ways,
    froms: Sequence[KinPerson],
    to: KinPerson,
    *,
    crowded: bool = False,
    shared: bool = False,
) -> list[XY]:
    """The corners of a line from one of some people to another; [] if there is no way.

    `crowded` lets it run along other lines; `shared` lets it end where another does, and go straight from one to the
    other where there is no way even so.
    """
    starts, goals = _ports(canvas, ways, froms), _ports(canvas, ways, [to])
    begins, ends = ({k: v[0] for k, v in table.items() if shared or k not in ways.ports} for table in (starts, goals))
    found = ways.find(begins, ends, crowded=crowded)
    if not found and shared:
        scene, middle = canvas.drawn.scene, canvas.drawn.middle
        return [(scene.x[p.id], middle[scene.row[p.id]] - HALF) for p in (froms[0], to)]
    if not found:
        return []
    ways.ports |= {k for k in (*starts, *goals) if (ways.xs[k[0]], ways.ys[k[1]]) in (found[0], found[-1])}
    nodes = {(ways.xs[i], ways.ys[j]): value[1] for table in (starts, goals) for (i, j), value in table.items()}
    return simple([nodes[found[0]], *found, nodes[found[-1]]])
