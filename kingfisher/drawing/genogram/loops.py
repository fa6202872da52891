"""Who lives together: a dashed outline round the members of each household, and round nobody else.

Members who stand side by side share a box; boxes are joined by corridors between the rows. What cannot be joined
without a long way round stays apart, as pieces that carry the same words and their number ("1 of 2").
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from kingfisher.drawing.genogram.canvas import Canvas, columns, levels, middles
from kingfisher.drawing.genogram.facts import Facts, home_words
from kingfisher.drawing.genogram.labels import LEFT, LINE, SKIP, width, wrap
from kingfisher.drawing.genogram.lines import Scene
from kingfisher.drawing.genogram.outlines import outline
from kingfisher.drawing.genogram.paths import Drawn
from kingfisher.drawing.genogram.symbols import HALF, ink, words_at
from kingfisher.drawing.genogram.unions import quoted
from kingfisher.drawing.genogram.ways import XY, Box, Ways
from kingfisher.practice.kin import Household

PAD = 2.5  # from words to the loop; a second household of the same person stands further out
TOP = 7.0
NARROW = 3.5  # half the width of a corridor through a gap
WIDE = 18.0  # a corridor straight down is at least so wide
LONGEST = 560.0  # a longer way round is no help to the eye


@dataclass(frozen=True)
class Part:
    """Members of a household who stand side by side; `words` are written in it when it is the one that is named."""

    row: int
    people: tuple[str, ...]
    words: tuple[str, ...] = ()
    at: float = 0.0


def parts_of(scene: Scene, home: Household) -> list[Part]:
    """The household's members in runs along the rows; the words of each are those of the household."""
    out = []
    for number, row in enumerate(scene.rows):
        run: list[str] = []
        for one in [*row, ""]:
            if one in home.members:
                run.append(one)
            elif run:
                out.append(Part(number, tuple(run)))
                run = []
    return out


def named(scene: Scene, home: Household, above: frozenset[str], split: AbstractSet[str]) -> list[Part]:
    """The parts; those that are named have the household's words, wrapped to the room between the lines there.

    A household in one piece is named in its last part; one that is split, in each.
    """
    parts = parts_of(scene, home)
    out = []
    for number, part in enumerate(parts):
        left, right = _room(scene, part, above)
        words: list[str] = []
        if home.id in split or number == len(parts) - 1:
            words = wrap(home_words(home), max(right - left, 40.0))
        if home.id in split:
            words.append(f"({number + 1} of {len(parts)})")
        out.append(Part(part.row, part.people, tuple(words), left))
    return out


def _room(scene: Scene, part: Part, above: frozenset[str]) -> tuple[float, float]:
    """The widest stretch below the part that no line from a symbol comes down through."""
    left = scene.x[part.people[0]] - LEFT + 2
    right = scene.x[part.people[-1]] + scene.extents[part.people[-1]]
    partners = {one for union in scene.drawn_unions() if union.id not in above for one in union.partners}
    stops = [left, *(scene.x[one] + SKIP for one in part.people if one in partners), right + SKIP + 14]
    return max(((a, b - SKIP - 14) for a, b in pairwise(stops)), key=lambda span: (round(span[1] - span[0]), -span[0]))


def spare(scene: Scene, above: frozenset[str], split: AbstractSet[str]) -> dict[int, float]:
    """How much height the words of households need below each row. `split` are those that are in pieces."""
    out: dict[int, float] = {}
    for home in scene.kin.households:
        for part in named(scene, home, above, split):
            if part.words:
                out[part.row] = max(out.get(part.row, 0.0), LINE * len(part.words) + 4)
    return out


def loops(canvas: Canvas, facts: Facts, split: AbstractSet[str]) -> tuple[str, frozenset[str]]:
    """Every household's loop, and which of them had to be split. Their words and lines are added to the canvas."""
    drawn = canvas.drawn
    homes = drawn.scene.kin.households
    parts = {home.id: named(drawn.scene, home, drawn.routes.above, split) for home in homes}
    canvas.boxes += [_words_box(drawn, part) for home in homes for part in parts[home.id] if part.words]
    seen: dict[str, int] = {}
    out, apart = [], set()
    for home in homes:
        grow = 2.0 * max((seen.get(one, 0) for one in home.members), default=0)
        for one in home.members:
            seen[one] = seen.get(one, 0) + 1
        pieces = _loop(canvas, home, parts[home.id], grow, facts)
        out += pieces
        if len(pieces) > 1:
            apart.add(home.id)
    return "".join(out), frozenset(apart)


def edges(drawn: Drawn, split: AbstractSet[str]) -> list[Box]:
    """The upper and lower edges of the households' boxes as they will be drawn, for words to keep off."""
    out: list[Box] = []
    for home in drawn.scene.kin.households:
        for part in named(drawn.scene, home, drawn.routes.above, split):
            left, top, right, foot = _box(drawn, part, 0.0)
            foot += LINE * len(part.words)
            out += [(left, top - 2, right, top + 2), (left, foot - 2, right, foot + 2)]
    return out


def _words_box(drawn: Drawn, part: Part) -> Box:
    top, widest = drawn.foot[part.row] + 1, max(width(line) for line in part.words)
    return part.at, top, part.at + widest, top + LINE * len(part.words)


def _box(drawn: Drawn, part: Part, grow: float) -> Box:
    scene, pad = drawn.scene, PAD + grow
    left, right = scene.x[part.people[0]] - LEFT - pad, scene.x[part.people[-1]] + scene.extents[part.people[-1]] + pad
    return left, drawn.middle[part.row] - HALF - TOP - grow, right, drawn.foot[part.row] + PAD + grow


def _loop(canvas: Canvas, home: Household, parts: Sequence[Part], grow: float, facts: Facts) -> list[str]:
    drawn = canvas.drawn
    boxes = [_box(drawn, part, grow) for part in parts]
    groups = _joined(canvas, parts, boxes) if parts else []
    out = []
    for number, (members, rects) in enumerate(groups, 1):
        last = max(members)
        left, top, right, bottom = boxes[last]
        piece = f"{number} of {len(groups)}" if len(groups) > 1 else ""
        words = _numbered(parts[last], home, piece, right)
        corners = outline([*rects, (left, top, right, bottom + LINE * len(words))])
        for run in corners:
            canvas.homes += list(pairwise([*run, run[0]]))
        y = drawn.foot[parts[last].row] + 11
        text = "".join(words_at(parts[last].at, y + LINE * n, line, "home-words") for n, line in enumerate(words))
        d = "".join("M" + "L".join(f"{x:g} {v:g}" for x, v in run) + "z" for run in corners)
        title = f"<title>{escape(facts.words('household', home.id))}{f', part {piece}' if piece else ''}</title>"
        which = f' data-piece="{piece}"' if piece else ""
        shape = f'<path {ink("home")} d="{d}"/>'
        out.append(f'<g data-household="{quoted(home.id)}"{which}>{title}{shape}{text}</g>')
    return out


def _numbered(part: Part, home: Household, piece: str, right: float) -> list[str]:
    """The words of a part that is drawn, with the number of the piece it is in."""
    plain = [line for line in part.words if not line.startswith("(") or " of " not in line]
    if not piece:
        return plain
    return [*(plain or wrap(home_words(home), max(right - part.at, 40.0))), f"({piece})"]


def _joined(canvas: Canvas, parts: Sequence[Part], boxes: Sequence[Box]) -> list[tuple[list[int], list[Box]]]:
    """The parts that can be joined, with their boxes and corridors; each group is one piece."""
    group = {n: n for n in range(len(parts))}
    rects: dict[int, list[Box]] = {n: [boxes[n]] for n in range(len(parts))}

    def join(one: int, other: int, more: list[Box]) -> None:
        keep, gone = sorted((group[one], group[other]))
        rects[keep] += rects.pop(gone) + more
        group.update({n: keep for n, where in group.items() if where == gone})

    for n, upper in enumerate(parts):
        for m, lower in enumerate(parts):
            if lower.row == upper.row + 1 and group[n] != group[m]:
                corridor = _straight(canvas, boxes[n], boxes[m])
                if corridor:
                    join(n, m, [corridor])
    for n in range(len(parts)):
        for m in range(n + 1, len(parts)):
            if group[n] != group[m]:
                around = _around(canvas, boxes[n], boxes[m])
                if around:
                    join(n, m, around)
    return [([n for n in group if group[n] == key], rects[key]) for key in sorted(rects)]


def _straight(canvas: Canvas, upper: Box, lower: Box) -> Box | None:
    """The corridor straight down from one box to another where they overlap, its sides clear of words and lines."""
    left, right = max(upper[0], lower[0]), min(upper[2], lower[2])
    top, bottom = upper[3] - 1, lower[1] + 1
    near = [box for box in canvas.boxes if box[1] < bottom and box[3] > top]
    uprights = {a[0] for a, b in canvas.pieces if a[0] == b[0] and min(a[1], b[1]) < bottom and max(a[1], b[1]) > top}

    def clear(x: float) -> bool:
        return not any(b[0] - 2 < x < b[2] + 2 for b in near) and all(abs(x - u) > 2.5 for u in uprights)

    if right - left < 2 * NARROW:
        return None
    lefts = [x for x in _from(left) if min(upper[0], lower[0]) <= x < right and clear(x)]
    rights = [x for x in _from(right) if left < x <= max(upper[2], lower[2]) and clear(x)]
    if not lefts or not rights or rights[0] - lefts[0] < WIDE:
        return None
    return lefts[0], top, rights[0], bottom


def _from(x: float) -> list[float]:
    """Places nearer and farther from x, to both sides."""
    return [x + side * n for n in range(70) for side in (1, -1)]


def _around(canvas: Canvas, one: Box, other: Box) -> list[Box] | None:
    """A narrow corridor round everyone between two boxes, as rectangles; None if there is none of a sensible length."""
    others = [box for box in canvas.boxes if not _inside(box, one) and not _inside(box, other)]
    grown = [(a - NARROW, b - NARROW, c + NARROW, d + NARROW) for a, b, c, d in others]
    ways = Ways([*columns(canvas.drawn), *middles(canvas.boxes)], levels(canvas.drawn, canvas.boxes), grown)
    ways.add([*canvas.pieces, *canvas.homes], NARROW + 2.5)
    starts, goals = _beside(ways, one), _beside(ways, other)
    points = ways.find(dict.fromkeys(starts, 0.0), dict.fromkeys(goals, 0.0))
    if not points or sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in pairwise(points)) > LONGEST:
        return None
    ends: list[tuple[XY, XY]] = [(points[0], _into(points[0], one)), (points[-1], _into(points[-1], other))]
    return [_thick(a, b) for a, b in [*pairwise(points), *ends]]


def _inside(box: Box, outer: Box) -> bool:
    return outer[0] <= (box[0] + box[2]) / 2 <= outer[2] and outer[1] <= (box[1] + box[3]) / 2 <= outer[3]


def _beside(ways: Ways, box: Box) -> list[tuple[int, int]]:
    """The nodes of the net just above and just below a box."""
    out = []
    columns_in = [i for i, x in enumerate(ways.xs) if box[0] + 5 <= x <= box[2] - 5]
    for y, step in ((box[1], -1), (box[3], 1)):
        beyond = [j for j, level in enumerate(ways.ys) if (level - y) * step > 1]
        if beyond:
            j = min(beyond, key=lambda j: abs(ways.ys[j] - y))
            out += [(i, j) for i in columns_in if not ways.shut[i][j]]
    return out


def _into(point: XY, box: Box) -> XY:
    return point[0], box[1] + 5 if point[1] < box[1] else box[3] - 5


def _thick(a: XY, b: XY) -> Box:
    return min(a[0], b[0]) - NARROW, min(a[1], b[1]) - NARROW, max(a[0], b[0]) + NARROW, max(a[1], b[1]) + NARROW
