"""One plain way to draw a family's lines once its people have been placed, the same for every engine that places them.

So that placement alone is compared. Brackets lie below the row, shorter above longer; a bar over the children below
them, in the order that crosses less. What comes out is an SVG that is measured like any other.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from benchmarks.drawn import Told

SYMBOL = 40.0
PITCH = 64.0
LANE = 7.0
APART = 4.0  # between two lines that go down side by side


@dataclass(frozen=True)
class Spot:
    """Somebody as placed; an engine may place one person several times."""

    person: str
    x: float
    row: int


@dataclass
class _Net:
    """One union's lines within the band below its row."""

    union: str
    ends: list[tuple[float, Spot]]  # where each partner's line leaves
    children: list[Spot]
    stem: float = 0.0
    lane: int = 0
    bar: int = 0

    @property
    def bracket(self) -> tuple[float, float]:
        places = [x for x, _ in self.ends] + ([self.stem] if self.stem else [])
        return min(places), max(places)

    @property
    def over(self) -> tuple[float, float]:
        places = [self.stem, *(spot.x for spot in self.children)]
        return min(places), max(places)


@dataclass
class _Band:
    """Between one row and the next."""

    nets: list[_Net] = field(default_factory=list)
    brackets: int = 0
    bars: int = 0


def spots_from(places: Mapping[str, tuple[float, float]], *, scale: float = 1.0, level: float = 8.0) -> list[Spot]:
    """Rows from heights: within `level` of the one before is the same row."""
    rows: list[list[str]] = []
    last = float("-inf")
    for name in sorted(places, key=lambda one: (places[one][1], one)):
        if places[name][1] - last > level:
            rows.append([])
        rows[-1].append(name)
        last = places[name][1]
    return [Spot(name, places[name][0] * scale, row) for row, names in enumerate(rows) for name in names]


def routed(spots: Sequence[Spot], told: Told) -> str:
    """The family's lines drawn for these places, as an SVG."""
    bands = _bands(spots, told)
    heights = _heights(spots, bands)
    marks = [_union(net, band, heights) for row, band in sorted(bands.items()) for net in band.nets if heights]
    half = SYMBOL / 2
    marks += [
        f'<g data-person="{escape(spot.person)}"><rect x="{spot.x - half:.1f}" y="{heights[spot.row] - half:.1f}" '
        f'width="{SYMBOL:g}" height="{SYMBOL:g}"/></g>'
        for spot in spots
    ]
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(marks)}</svg>'


def _bands(spots: Sequence[Spot], told: Told) -> dict[int, _Band]:
    where: dict[str, list[Spot]] = defaultdict(list)
    for spot in spots:
        where[spot.person].append(spot)
    bands: dict[int, _Band] = defaultdict(_Band)
    for union, partners in sorted(told.unions.items()):
        pair = _nearest([where[one] for one in partners if where[one]])
        children = [min(where[one], key=lambda s: _far(s, pair)) for one in told.births.get(union, ()) if where[one]]
        if pair:
            net = _Net(union, [(spot.x, spot) for spot in pair], children)
            bands[max(spot.row for spot in pair)].nets.append(net)
    _spread(bands)
    for row, band in bands.items():
        in_row = sorted(spot.x for spot in spots if spot.row == row)
        _brackets(band, in_row)
        _bars(band)
    return bands


def _nearest(choices: Sequence[Sequence[Spot]]) -> list[Spot]:
    """Of people drawn more than once, those copies that stand closest."""
    if len(choices) < 2:
        return [one[0] for one in choices]
    ways = (
        (abs(a.x - b.x) + 1000 * abs(a.row - b.row), i, j)
        for i, a in enumerate(choices[0])
        for j, b in enumerate(choices[1])
    )
    _, i, j = min(ways)
    return [choices[0][i], choices[1][j]]


def _far(spot: Spot, pair: Sequence[Spot]) -> float:
    return sum(abs(spot.x - one.x) for one in pair) + 1000 * abs(
        spot.row - 1 - max((one.row for one in pair), default=0)
    )


def _spread(bands: Mapping[int, _Band]) -> None:
    """Someone with several unions has a place under the symbol for each: the nearer partner's outermost."""
    leaving: dict[Spot, list[tuple[_Net, int, float]]] = defaultdict(list)
    for band in bands.values():
        for net in band.nets:
            for index, (_, spot) in enumerate(net.ends):
                other = net.ends[1 - index][1] if len(net.ends) > 1 else spot
                leaving[spot].append((net, index, other.x - spot.x))
    for spot, unions in leaving.items():
        left = sorted((one for one in unions if one[2] < 0), key=lambda one: -one[2])
        right = sorted((one for one in unions if one[2] >= 0), key=lambda one: -one[2])
        step = min(7.0, (SYMBOL - 8) / max(1, len(unions)))
        for place, (net, index, _) in enumerate([*left, *right]):
            net.ends[index] = (spot.x + (place - (len(unions) - 1) / 2) * step, spot)


def _brackets(band: _Band, in_row: Sequence[float]) -> None:
    """Stems between the partners, by the one with fewer unions; then lanes, shorter brackets above longer."""
    taken = [x for net in band.nets for x, _ in net.ends] + [spot.x for net in band.nets for spot in net.children]
    often: dict[str, int] = defaultdict(int)
    for net in band.nets:
        for _, spot in net.ends:
            often[spot.person] += 1
    for net in sorted(band.nets, key=lambda one: one.bracket[1] - one.bracket[0]):
        low, high = net.bracket
        between = [x for x in in_row if low < x < high]
        outer = min(net.ends, key=lambda end: (often[end[1].person], end[0]))[0]
        near = [x for x in between if abs(x - outer) > SYMBOL / 2]
        edge = min(near, key=lambda x: abs(x - outer)) if near else (high if outer == low else low)
        middle = (low + high) / 2 if not near else (outer + edge) / 2
        straight = [spot.x for spot in net.children if low < spot.x < high and not near]
        net.stem = straight[0] if len(net.children) == 1 and straight else _free(middle, taken)
        taken.append(net.stem)
    laned: list[_Net] = []
    for net in sorted(band.nets, key=lambda one: (one.bracket[1] - one.bracket[0], one.union)):
        net.lane = 1 + max((one.lane for one in laned if _meet(one.bracket, net.bracket)), default=-1)
        laned.append(net)
    band.brackets = 1 + max((net.lane for net in band.nets), default=0)


def _free(x: float, taken: Iterable[float]) -> float:
    others = list(taken)
    steps = [side * n * APART for n in range(12) for side in (1, -1)]
    return next((x + step for step in steps if all(abs(x + step - other) >= APART - 0.1 for other in others)), x)


def _meet(one: tuple[float, float], two: tuple[float, float]) -> bool:
    return one[0] <= two[1] + APART and two[0] <= one[1] + APART


def _bars(band: _Band) -> None:
    """Each bar in turn goes where it crosses least among those before it; then lanes from the top."""
    order: list[_Net] = []
    for net in sorted(
        (one for one in band.nets if one.children), key=lambda one: (one.over[1] - one.over[0], one.union)
    ):
        costs = []
        for place in range(len(order) + 1):
            cost = sum(_cost(one, net) for one in order[:place]) + sum(_cost(net, one) for one in order[place:])
            costs.append((cost, -place, place))
        order.insert(min(costs)[2], net)
    for index, net in enumerate(order):
        net.bar = 1 + max((one.bar for one in order[:index] if _meet(one.over, net.over)), default=-1)
    band.bars = 1 + max((net.bar for net in order), default=0)


def _cost(upper: _Net, lower: _Net) -> int:
    """Crossings if one bar lies above the other: the lower's stem through the upper bar, the upper's drops below."""
    stem = upper.over[0] < lower.stem < upper.over[1]
    return stem + sum(lower.over[0] < spot.x < lower.over[1] for spot in upper.children)


def _heights(spots: Sequence[Spot], bands: Mapping[int, _Band]) -> dict[int, float]:
    heights: dict[int, float] = {}
    y = 0.0
    for row in range(max((spot.row for spot in spots), default=-1) + 1):
        heights[row] = y
        band = bands.get(row, _Band())
        y += SYMBOL + 30 + LANE * (band.brackets + band.bars)
    return heights


def _union(net: _Net, band: _Band, heights: Mapping[int, float]) -> str:
    row = max(spot.row for _, spot in net.ends)
    foot = heights[row] + SYMBOL / 2
    level = foot + 8 + LANE * net.lane
    if len(net.ends) > 1:
        (x1, one), (x2, two) = net.ends
        path = f"M{x1:.1f} {heights[one.row] + SYMBOL / 2:.1f}V{level:.1f}H{x2:.1f}V{heights[two.row] + SYMBOL / 2:.1f}"
    else:
        path = f"M{net.ends[0][0]:.1f} {foot:.1f}V{level:.1f}H{net.stem:.1f}"
    marks = [f'<path data-union="{escape(net.union)}" fill="none" d="{path}"/>']
    bar = foot + 16 + LANE * (band.brackets + net.bar)
    for spot in net.children:
        top = heights[spot.row] + (-SYMBOL / 2 if spot.row > row else SYMBOL / 2)
        d = f"M{net.stem:.1f} {level:.1f}V{bar:.1f}H{spot.x:.1f}V{top:.1f}"
        marks.append(f'<path data-line="birth:{escape(net.union)}:{escape(spot.person)}" fill="none" d="{d}"/>')
    return "".join(marks)
