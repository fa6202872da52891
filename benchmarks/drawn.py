"""How good is a drawn family? Measured on the drawing itself: what stands where on the SVG, whoever drew it.

Only `data-person`, `data-union`, `data-line` and `data-household` tell what an element is; all else is geometry. What
ought to be there is told separately (`Told`), from the family. Lines of one union – its bracket and its children's
lines – are one net: they may share ink with each other, and with nothing else.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from statistics import mean, median

from benchmarks.lines_met import Net, meetings, through
from benchmarks.svg_shapes import Box, Owner, Picture, Point, Shape, Words, box_of, read_picture

TOUCH = 1.0  # pixels two things may share before they are one over the other
INSIDE = 0.6  # of a symbol, from its middle out: any of it in a loop counts as inside


@dataclass(frozen=True)
class Told:
    """What a drawing of one family has to show. Days are ISO texts, first and last possible; "" is not known."""

    people: tuple[str, ...]
    unions: Mapping[str, tuple[str, ...]]  # partners by union
    births: Mapping[str, tuple[str, ...]]  # children by union: structure, not carers
    born: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    households: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # care and relation lines: whose ends
    floor: int = 0  # crossings nobody could do without
    split: int = 0  # couples that no order of their row keeps from having a stranger between them
    generations: float = 0.0  # what generations must give way, at the least
    uneven: int = 0  # sibships that cannot stand on one row


@dataclass
class Measure:
    """What was found on one drawing. Counts of faults; then how roomy it is. `told` says each in words."""

    people: int = 0
    missing: int = 0  # people, unions, lines or loops that are not there
    twice: int = 0
    not_known: int = 0  # drawn and not in the family
    overlaps: int = 0
    through: int = 0  # a line through a symbol or words
    line_on_line: int = 0
    couples_split: int = 0  # beyond those that no order avoids
    split_forced: int = 0
    generation_faults: int = 0
    torn_sibships: int = 0
    inversions: int = 0
    inversions_free: int = 0  # in sibships that nothing forces
    crossings: int = 0
    floor: int = 0
    strangers: int = 0  # inside a household's loop
    outside: int = 0  # of a household and in none of its loops
    pieces: int = 0  # loops beyond the first of a household
    off_centre: float = 0.0
    width: float = 1.0
    told: list[str] = field(default_factory=list)

    MUST = ("missing", "twice", "not_known", "overlaps", "through", "line_on_line", "couples_split", "strangers",
            "outside", "generation_faults", "inversions_free")  # fmt: skip

    @property
    def wrong(self) -> dict[str, int]:
        """Of what must be nothing, what is not."""
        return {name: count for name in self.MUST if (count := getattr(self, name))}

    @property
    def faultless(self) -> bool:
        """Nothing wrong, nothing torn or out of order, and no crossing that could be done without."""
        return not self.wrong and not self.torn_sibships and not self.inversions and self.crossings <= self.floor

    @property
    def cost(self) -> float:
        """One number to compare two placements of one family by; the weights of the layout's own search."""
        return (
            20 * (self.missing + self.twice) + 10 * (self.overlaps + self.through + self.line_on_line)
            + 12 * self.couples_split + 6 * self.generation_faults + 4 * (self.crossings + self.torn_sibships)
            + 1.5 * self.inversions
        )  # fmt: skip


@dataclass(frozen=True)
class Seen:
    """One person as drawn."""

    id: str
    symbol: Box
    outlines: tuple[tuple[Point, ...], ...]
    labels: tuple[Words, ...]

    @property
    def whole(self) -> Box:
        """Symbol and words together."""
        return box_of([point for box in (self.symbol, *(one.box for one in self.labels)) for point in box.corners()])


def measure(svg: str, told: Told) -> Measure:
    """All that can be said of the drawing. Raises `ParseError` when it is not XML."""
    picture = read_picture(svg)
    found = Measure(people=len(told.people), floor=told.floor)
    seen = _people(picture)
    _presence(picture, told, seen, found)
    _overlaps(picture, seen, found)
    nets = _nets(picture, told)
    _lines(nets, picture, seen, told, found)
    rows = rows_of(seen)
    _order(rows, seen, told, found)
    _loops(picture, seen, told, found)
    _room(rows, seen, told, found)
    return found


def _people(picture: Picture) -> dict[str, Seen]:
    """Each person where first drawn; a second drawing is counted elsewhere."""
    shapes: dict[Owner, list[Shape]] = defaultdict(list)
    words: dict[Owner, list[Words]] = defaultdict(list)
    for shape in picture.shapes:
        shapes[shape.owner].append(shape)
    for one in picture.words:
        words[next((near for near in one.near if near.sort == "person"), one.owner)].append(one)
    seen: dict[str, Seen] = {}
    for owner in picture.owners:
        if owner.sort == "person" and owner.id not in seen and shapes[owner]:
            outlines = tuple(run for shape in shapes[owner] for run in shape.runs)
            symbol = box_of([point for run in outlines for point in run])
            closed = tuple(run for shape in shapes[owner] if shape.closed for run in shape.runs) or outlines
            seen[owner.id] = Seen(owner.id, symbol, closed, tuple(words[owner]))
    return seen


def _presence(picture: Picture, told: Told, seen: Mapping[str, Seen], found: Measure) -> None:
    expected = {("person", one) for one in told.people} | {("union", one) for one in told.unions}
    expected |= {("line", f"birth:{union}:{child}") for union, children in told.births.items() for child in children}
    expected |= {("line", one) for one in told.lines} | {("household", one) for one in told.households}
    drawn = Counter((owner.sort, owner.id) for owner in picture.owners if owner.sort in dict(expected))
    pieces = Counter((owner.sort, owner.id, owner.piece) for owner in picture.owners if owner.sort == "household")
    for sort, name in sorted(expected):
        empty = sort == "person" and name not in seen and drawn[sort, name]
        if not drawn[sort, name] or empty:
            found.missing += 1
            found.told.append(f"missing: {sort} {name}")
        elif drawn[sort, name] > 1 and sort != "household":
            found.twice += drawn[sort, name] - 1
            found.told.append(f"drawn {drawn[sort, name]} times: {sort} {name}")
    for (_, name, piece), count in pieces.items():
        if count > 1:
            found.twice += count - 1
            found.told.append(f"drawn {count} times: household {name}{f', {piece}' if piece else ''}")
    for sort, name in sorted(set(drawn) - expected):
        found.not_known += 1
        found.told.append(f"not in the family: {sort} {name}")


def _overlaps(picture: Picture, seen: Mapping[str, Seen], found: Measure) -> None:
    """Of two people's symbols and words, or of words that stand alone, any that lie over one another."""
    things = [(one.id, f"{one.id}'s symbol", one.symbol) for one in seen.values()]
    things += [
        (one.id, f"{one.id}'s words “{label.words}”", label.box) for one in seen.values() for label in one.labels
    ]
    alone = [one for one in picture.words if not any(near.sort == "person" for near in one.near)]
    things += [(f"words {index}", f"the words “{one.words}”", one.box) for index, one in enumerate(alone)]
    things.sort(key=lambda thing: thing[2].left)
    met: set[tuple[str, ...]] = set()
    for index, (whose, name, box) in enumerate(things):
        for other, other_name, other_box in things[index + 1 :]:
            if other_box.left >= box.right - TOUCH:
                break
            pair = tuple(sorted((whose, other)))
            if whose != other and pair not in met and box.over(other_box, TOUCH):
                met.add(pair)
                found.overlaps += 1
                found.told.append(f"overlap: {name} and {other_name}")


def _nets(picture: Picture, told: Told) -> list[Net]:
    """Lines by what they belong to: a union's with its children's, each other line and each loop by itself."""
    runs: dict[tuple[str, str], list[tuple[Point, ...]]] = defaultdict(list)
    for shape in picture.shapes:
        sort, name = shape.owner.sort, shape.owner.id
        if sort == "line" and name.startswith("birth:"):
            sort, name = "union", _union_of(name, told)
        if sort in ("union", "line", "household"):
            runs[sort, name] += shape.runs
    return [Net(sort, name, tuple(lines), _ends(sort, name, told)) for (sort, name), lines in sorted(runs.items())]


def _union_of(line: str, told: Told) -> str:
    for union, children in told.births.items():
        if any(line == f"birth:{union}:{child}" for child in children):
            return union
    return line


def _ends(sort: str, name: str, told: Told) -> frozenset[str]:
    """Whose symbols a line may reach."""
    if sort == "union":
        return frozenset((*told.unions.get(name, ()), *told.births.get(name, ())))
    return frozenset(told.lines.get(name, ())) if sort == "line" else frozenset()


def _lines(nets: list[Net], picture: Picture, seen: Mapping[str, Seen], told: Told, found: Measure) -> None:
    alone = [one for one in picture.words if not any(near.sort == "person" for near in one.near)]
    for net in nets:
        for person in seen.values():
            words = next((one.words for one in person.labels if through(net, one.box.corners(), within=TOUCH)), None)
            deep = 0.3 * person.symbol.height if person.id in net.ends else TOUCH
            if any(through(net, run, within=deep) for run in person.outlines) or words:
                found.through += 1
                found.told.append(f"{net.sort} {net.id} goes through {person.id}{f', “{words}”' if words else ''}")
        for one in alone:
            if through(net, one.box.corners(), within=TOUCH) and not _belongs(one, net, told):
                found.through += 1
                found.told.append(f"{net.sort} {net.id} goes through the words “{one.words}”")
    for first, second, crossed, shared in meetings(nets):
        structure = first.sort == second.sort == "union"
        if structure and crossed:
            found.crossings += len(crossed)
            where = ", ".join(f"{x:.0f},{y:.0f}" for x, y in crossed)
            found.told.append(f"crossing: {first.id} and {second.id} at {where}")
        if shared and "household" not in (first.sort, second.sort):
            found.line_on_line += 1
            x, y = shared[0]
            found.told.append(f"line on line: {first.sort} {first.id} and {second.sort} {second.id} at {x:.0f},{y:.0f}")


def _belongs(words: Words, net: Net, told: Told) -> bool:
    """A word may stand on the line whose word it is."""
    for near in words.near:
        name = _union_of(near.id, told) if near.id.startswith("birth:") else near.id
        if near.sort in (net.sort, "of") and name.removeprefix("birth:") in (net.id, f"{net.sort}:{net.id}"):
            return True
    return False


def rows_of(seen: Mapping[str, Seen]) -> list[list[str]]:
    """Who stands on one row, from the top; each row from left to right. Half a symbol off is still the row."""
    rows: list[list[str]] = []
    bottom = float("-inf")
    high = median(one.symbol.height for one in seen.values()) if seen else 0.0
    for one in sorted(seen.values(), key=lambda each: (each.symbol.middle[1], each.id)):
        if one.symbol.middle[1] - bottom > 0.75 * high:
            rows.append([])
        rows[-1].append(one.id)
        bottom = one.symbol.middle[1]
    return [sorted(row, key=lambda name: seen[name].symbol.middle[0]) for row in rows]


def _order(rows: list[list[str]], seen: Mapping[str, Seen], told: Told, found: Measure) -> None:
    row = {name: index for index, each in enumerate(rows) for name in each}
    place = {name: index for each in rows for index, name in enumerate(each)}
    partners: dict[str, set[str]] = defaultdict(set)
    for pair in told.unions.values():
        for one in pair:
            partners[one] |= set(pair) - {one}
    for union, pair in told.unions.items():
        if len(pair) == 2 and all(one in row for one in pair) and row[pair[0]] == row[pair[1]]:
            between = _between(rows[row[pair[0]]], place, pair)
            strangers = [one for one in between if not partners[one] & set(pair)]
            if strangers:
                found.couples_split += 1
                found.told.append(f"couple split: {union} by {', '.join(strangers)}")
    found.split_forced = min(told.split, found.couples_split)
    found.couples_split -= found.split_forced
    _generations(row, told, found)
    kin = {child for children in told.births.values() for child in children}
    for union, children in told.births.items():
        here = [child for child in children if child in row]
        for level in sorted({row[child] for child in here}):
            strangers = _torn([child for child in here if row[child] == level], rows[level], place, partners)
            if strangers:
                found.torn_sibships += 1
                found.told.append(f"siblings torn: {union} by {', '.join(strangers)}")
        free = not any(partner in kin for child in here for partner in partners[child])
        wrong = sum(_turned(a, b, row, place, told) for a, b in combinations(here, 2))
        found.inversions += wrong
        found.inversions_free += wrong if free else 0
        if wrong:
            found.told.append(f"birth order: {wrong} of {union}{' (nothing forces it)' if free else ''}")


def _between(row: list[str], place: Mapping[str, int], pair: Iterable[str]) -> list[str]:
    low, *_, high = sorted(place[one] for one in pair)
    return row[low + 1 : high]


def _generations(row: Mapping[str, int], told: Told, found: Measure) -> None:
    """Rows given up beyond what the family forces; and any child not below a parent, or apart from its siblings."""
    apart = uneven_sibships(row, told)
    if len(apart) > told.uneven:
        found.generation_faults += len(apart) - told.uneven
        found.told.append(f"generations: on several rows are the children of {', '.join(apart)}")
    cost = generation_cost(row, told)
    if cost > told.generations + 1e-6:
        found.generation_faults += round(cost - told.generations)
        found.told.append(f"generations: {cost:g} given up, {told.generations:g} forced")
    for union, children in told.births.items():
        here = [child for child in children if child in row]
        parents = [one for one in told.unions.get(union, ()) if one in row]
        above = [child for child in here for one in parents if row[child] <= row[one]]
        if above:
            found.generation_faults += len(above)
            found.told.append(f"generations: not below a parent: {', '.join(above)}")


def uneven_sibships(row: Mapping[str, int], told: Told) -> list[str]:
    """The unions whose children do not stand on one row."""
    levels = {union: {row[child] for child in children if child in row} for union, children in told.births.items()}
    return [union for union, each in levels.items() if len(each) > 1]


def generation_cost(row: Mapping[str, float], told: Told) -> float:
    """What rows give up: 3 for each row between partners, 1 for each row too many between parent and child."""
    pairs = [pair for pair in told.unions.values() if len(pair) == 2 and all(one in row for one in pair)]
    cost = 3.0 * sum(abs(row[a] - row[b]) for a, b in pairs)
    for union, children in told.births.items():
        for parent in told.unions.get(union, ()):
            cost += sum(max(0, row[child] - row[parent] - 1) for child in children if {child, parent} <= set(row))
    return cost


def _torn(siblings: list[str], row: list[str], place: Mapping[str, int], partners: Mapping[str, set[str]]) -> list[str]:
    """Between the children of one union may stand only their partners, and those partners' other partners."""
    if len(siblings) < 2:
        return []
    allowed, more = set(siblings), set(siblings)
    while more:
        more = {other for one in more for other in partners[one] if other in row} - allowed
        allowed |= more
    low, high = min(place[one] for one in siblings), max(place[one] for one in siblings)
    return [one for one in row[low : high + 1] if one not in allowed]


def _turned(a: str, b: str, row: Mapping[str, int], place: Mapping[str, int], told: Told) -> bool:
    """True where of two siblings on a row the certainly younger stands left."""
    if row[a] != row[b] or not (told.born.get(a) and told.born.get(b)):
        return False
    left, right = (a, b) if place[a] < place[b] else (b, a)
    return bool(told.born[right][1]) and told.born[right][1] < told.born[left][0]


def _loops(picture: Picture, seen: Mapping[str, Seen], told: Told, found: Measure) -> None:
    loops: dict[str, list[tuple[Point, ...]]] = defaultdict(list)
    pieces: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for shape in picture.shapes:
        if shape.owner.sort == "household" and shape.closed:
            loops[shape.owner.id] += shape.runs
            pieces[shape.owner.id].add((shape.owner.piece, shape.owner.place))
    for name, members in told.households.items():
        found.pieces += max(0, len(pieces[name]) - 1)
        for person in seen.values():
            within = _inside(person.symbol, loops[name])
            if within and person.id not in members:
                found.strangers += 1
                found.told.append(f"stranger: {person.id} inside the loop of {name}")
            if not within and person.id in members and loops[name]:
                found.outside += 1
                found.told.append(f"outside: {person.id} in no loop of {name}")


def _inside(symbol: Box, loops: list[tuple[Point, ...]]) -> bool:
    x, y = symbol.middle
    w, h = symbol.width * INSIDE / 2, symbol.height * INSIDE / 2
    points = [(x, y), (x - w, y - h), (x + w, y - h), (x - w, y + h), (x + w, y + h)]
    return any(_within(point, loop) for point in points for loop in loops)


def _within(point: Point, loop: tuple[Point, ...]) -> bool:
    """Even and odd: how often a ray to the right leaves the loop."""
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in zip(loop, (*loop[1:], loop[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            inside = not inside
    return inside


def _room(rows: list[list[str]], seen: Mapping[str, Seen], told: Told, found: Measure) -> None:
    """Off-centre in pitches (the usual step along a row); width in places (the least step) against the widest row."""
    if not seen:
        return
    middle = {name: one.symbol.middle[0] for name, one in seen.items()}
    steps = [middle[b] - middle[a] for row in rows for a, b in pairwise(row)]
    pitch = median(steps) if steps else 1.0
    off = [
        abs(mean(middle[one] for one in told.unions[union] if one in middle) - _half_way(children, middle)) / pitch
        for union, children in told.births.items()
        if any(one in middle for one in children) and any(one in middle for one in told.unions.get(union, ()))
    ]
    found.off_centre = mean(off) if off else 0.0
    places = sorted(middle.values())
    found.width = ((places[-1] - places[0]) / min(steps, default=1.0) + 1) / max(len(row) for row in rows)


def _half_way(children: Iterable[str], middle: Mapping[str, float]) -> float:
    places = [middle[one] for one in children if one in middle]
    return (min(places) + max(places)) / 2
