"""In which order and how far apart do the level lines between two rows of people stand?

Each level line (a `Run`) hangs from verticals above it and drops verticals below it. Of any two whose spans overlap
one is above: the order that crosses less wins, no vertical lies on another, and a bracket stands above its own bar. A
fixed number of passes, in a fixed order: the same lines always come out the same way.
"""

from dataclasses import dataclass, field

NEAR = 3.5  # pixels: two verticals nearer than this would be read as one
STEP = 9.0  # from one level line down to the next
PASSES = 12
BRACKET, JOG, BAR = 0, 1, 2


@dataclass(slots=True, eq=False)
class Run:
    """A level line of one union in one zone; zone n lies above row n. `room` is the clear height it needs above it."""

    net: str
    sort: int
    zone: int
    ups: list[float] = field(default_factory=list)
    downs: list[float] = field(default_factory=list)
    room: float = STEP
    under: list["Run"] = field(default_factory=list)  # of its own union: these stand above it
    y: float = 0.0

    @property
    def left(self) -> float:
        """The x of its left end."""
        return min([*self.ups, *self.downs])

    @property
    def right(self) -> float:
        """The x of its right end."""
        return max([*self.ups, *self.downs])


def overlap(one: Run, other: Run, pad: float = 6.0) -> bool:
    """True if, on one level, the two would touch or nearly touch."""
    return one.left < other.right + pad and other.left < one.right + pad


def cost_above(upper: Run, lower: Run) -> float:
    """What it costs to have the first above the second: crossings, and far more for a line on a line."""
    if upper in lower.under:
        return 0.0
    if lower in upper.under:
        return 1e6
    if upper.net == lower.net:
        return 0.0
    left, right = lower.left, lower.right
    cost = float(sum(left - 1 < x < right + 1 for x in upper.downs))
    left, right = upper.left, upper.right
    cost += sum(left - 1 < x < right + 1 for x in lower.ups)
    cost += 50.0 * sum(abs(down - up) < NEAR for down in upper.downs for up in lower.ups)
    return cost


def in_order(runs: list[Run]) -> list[Run]:
    """The runs of one zone from top to bottom."""
    order = sorted(runs, key=lambda run: (run.sort, run.right - run.left, run.left, run.net))
    number = {id(run): n for n, run in enumerate(order)}
    costs = [[0.0] * len(order) for _ in order]
    for i, one in enumerate(order):
        for j, other in enumerate(order):
            if i != j and (overlap(one, other) or one in other.under or other in one.under):
                costs[i][j] = cost_above(one, other)
    places = list(range(len(order)))
    for _ in range(PASSES):
        moved = 0
        for run in order:
            moved += _settle(places, number[id(run)], costs)
        if not moved:
            break
    return [order[n] for n in places]


def _settle(places: list[int], one: int, costs: list[list[float]]) -> bool:
    """Move one run to where it costs least among the others; True if it moved."""
    at = places.index(one)
    rest = places[:at] + places[at + 1 :]
    cost = sum(costs[one][other] for other in rest)  # above all of them
    found = [cost]
    for other in rest:
        cost += costs[other][one] - costs[one][other]
        found.append(cost)
    best = min(range(len(found)), key=lambda n: (found[n], abs(n - at)))
    if found[best] >= found[at] - 1e-9:
        return False
    places[:] = [*rest[:best], one, *rest[best:]]
    return True


class Levels:
    """Heights of the lines of whole zones, remembered: one trial of a picture leaves most zones as they were."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], tuple[list[float], float]] = {}

    def set(self, runs: list[Run], top: float, foot: float) -> float:
        """Give each run of a zone its y, from `top` down. Returns the zone's end, `foot` below the last.

        Brackets hang as near to the people above as they can, bars as near to the people below.
        """
        place = {id(run): n for n, run in enumerate(runs)}
        key = (foot, *((run.net, run.sort, tuple(run.ups), tuple(run.downs), run.room,
                        tuple(place.get(id(other), -1) for other in run.under)) for run in runs))  # fmt: skip
        known = self._known.get(key)
        if known is None:
            end = set_levels(runs, 0.0, foot)
            known = self._known[key] = [run.y for run in runs], end
        for run, y in zip(runs, known[0], strict=True):
            run.y = top + y
        return top + known[1]


def set_levels(runs: list[Run], top: float, foot: float) -> float:
    """Give each run of a zone its y, from `top` down. Returns the zone's end, `foot` below the last.

    Brackets hang as near to the people above as they can, bars as near to the people below.
    """
    order = in_order(runs)
    for n, run in enumerate(order):
        levels = [other.y + run.room for other in order[:n] if overlap(run, other) or other in run.under]
        run.y = max([top + run.room - STEP, *levels])
    end = max((run.y for run in order), default=top - STEP) + foot
    for n in range(len(order) - 1, -1, -1):
        run = order[n]
        if run.sort != BAR:
            continue
        below = [other.y - other.room for other in order[n + 1 :] if overlap(run, other) or run in other.under]
        run.y = min([end - foot, *below])
    return end
