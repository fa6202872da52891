"""A couple's bracket with its strokes and dates, and the lines to its children, as SVG."""

from html import escape
from itertools import pairwise

from kingfisher.drawing.genogram.facts import Facts, birth_id, coded
from kingfisher.drawing.genogram.labels import EM, LINE, width
from kingfisher.drawing.genogram.lines import label_lines, strokes_room
from kingfisher.drawing.genogram.paths import Drawn, written_path
from kingfisher.drawing.genogram.symbols import number, path, words_at
from kingfisher.practice.kin import Birth, Union

TRANSITORY = ("casual", "affair")
STROKE = 6.0  # half the height of a stroke across a bracket
type Box = tuple[float, float, float, float]


def quoted(words: str) -> str:
    """Words inside an attribute."""
    return escape(words, quote=True)


def is_broken(union: Union) -> bool:
    """True for the line of a short relation, or of one nobody wrote down."""
    return union.bond in TRANSITORY or not union.bond


def union_mark(union: Union, drawn: Drawn, facts: Facts, taken: list[Box]) -> str:
    """The union's bracket with its strokes and label, and the trunk all its children share.

    The box of its label is added to `taken`.
    """
    points = drawn.unions[union.id]
    d = written_path(points, union.id, drawn.crossings)
    if union.close_kin:
        inner = [(x, y + 3) if 0 < n < len(points) - 1 else (x, y) for n, (x, y) in enumerate(points)]
        d += written_path(inner[1:-1], union.id, [])
    out = [
        f"<title>{escape(facts.words('union', union.id))}</title>",
        path(d, "broken" if is_broken(union) else "line"),
    ]
    if trunk := _trunk(union.id, drawn):
        out.append(path(trunk, "line"))
    run = drawn.routes.brackets[union.id]
    uprights = [
        a[0]
        for pieces in drawn.nets.values()
        for a, b in pieces
        if a[0] == b[0] and a[1] < run.y - 2 and b[1] > run.y - run.room + 2
    ]
    if union.state in ("separated", "divorced"):
        spot = _clear(run.left, run.right, sorted(uprights))
        out.append(_strokes(union, spot, run.y, taken))
    out.append(_label(union, drawn, sorted(uprights), taken))
    return f'<g data-union="{quoted(union.id)}">{"".join(out)}</g>'


def _trunk(union: str, drawn: Drawn) -> str:
    """What the lines to a union's children share, each stretch once."""
    level: dict[float, tuple[float, float]] = {}
    upright: dict[tuple[float, float, float], None] = {}
    for (of, _), points in sorted(drawn.births.items()):
        for (x1, y1), (x2, y2) in pairwise(points[:-1] if of == union else ()):
            if y1 == y2:
                low, high = level.get(y1, (x1, x1))
                level[y1] = (min(low, x1, x2), max(high, x1, x2))
            else:
                upright[x1, min(y1, y2), max(y1, y2)] = None
    parts = [written_path([(low, y), (high, y)], union, drawn.crossings) for y, (low, high) in sorted(level.items())]
    return "".join([*parts, *(f"M{number(x)} {number(y1)}V{number(y2)}" for x, y1, y2 in sorted(upright))])


def _clear(left: float, right: float, uprights: list[float]) -> tuple[float, float]:
    """The widest stretch of a bracket that no upright line passes; the middle one of equals."""
    stops = [left, *(x for x in uprights if left < x < right), right]
    middle = (left + right) / 2
    spans = list(pairwise(stops))
    return max(spans, key=lambda span: (round(span[1] - span[0]), -abs((span[0] + span[1]) / 2 - middle)))


def _strokes(union: Union, spot: tuple[float, float], y: float, taken: list[Box]) -> str:
    x = spot[1] - min(11.0, (spot[1] - spot[0]) / 3)
    count = 2 if union.state == "divorced" else 1
    lean = STROKE * 0.577  # 60 degrees
    taken.append((x - lean - 4 * count, y - STROKE, x + lean, y + STROKE))
    d = "".join(
        f"M{number(x - lean - 4 * n)} {number(y + STROKE)}L{number(x + lean - 4 * n)} {number(y - STROKE)}"
        for n in range(count)
    )
    return path(d, "stroke")


def _label(union: Union, drawn: Drawn, uprights: list[float], taken: list[Box]) -> str:
    """The dates over the bracket: as near its middle as no upright line, stroke or other label is in the way."""
    if not union.label:
        return ""
    run = drawn.routes.brackets[union.id]
    lines = label_lines(union, run.right - run.left)
    wide = max(width(line) for line in lines)
    top = run.y - 4 - (LINE - 2) * (len(lines) - 1)
    middle = (run.left + run.right - strokes_room(union)) / 2
    reach = max((run.right - run.left - wide) / 2, 0.0)
    best: tuple[float, float] | None = None
    for n in range(int(reach / 3) + 1):
        for x in (middle + 3 * n, middle - 3 * n):
            box = (x - wide / 2, top - EM * 0.8, x + wide / 2, run.y - 2)
            met = sum(box[0] - 2 < upright < box[2] + 2 for upright in uprights)
            met += sum(_touch(box, other) for other in taken)
            if best is None or met < best[0]:
                best = (met, x)
    x = best[1] if best else middle
    taken.append((x - wide / 2, top - EM * 0.8, x + wide / 2, run.y - 2))
    rows = (words_at(x, top + (LINE - 2) * n, line, "label", anchor="middle") for n, line in enumerate(lines))
    return f'<g data-of="{quoted(union.id)}">{"".join(rows)}</g>'


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def child_line(birth: Birth, drawn: Drawn, facts: Facts, taken: list[Box]) -> str:
    """The line from the union's trunk to one child; for an adoption a pair of lines, the second of them dashed."""
    points = drawn.births[birth.union, birth.child]
    (x1, y1), (x2, y2) = points[-2:]
    name = "dashed" if birth.link in ("donor", "surrogate") or birth.standing == "alleged" else "line"
    title = f"<title>{escape(facts.words('birth', birth_id(birth)))}</title>"
    out = [title, path(f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}", name)]
    if birth.link == "adopted":
        out.append(path(f"M{number(x1 + 3)} {number(min(y1 + 2, y2))}L{number(x2 + 3)} {number(y2)}", "dashed"))
    if words := link_words(birth):
        out.append(_beside_drop(words, (x2, y2), birth.link == "adopted", drawn, taken))
    return f'<g data-line="birth:{quoted(birth_id(birth))}">{"".join(out)}</g>'


def _beside_drop(words: str, top: tuple[float, float], pair: bool, drawn: Drawn, taken: list[Box]) -> str:
    """The words beside a child's line, on the side and at the height where no other line comes down through them."""
    x, y = top
    wide = width(words)
    lines = [(a[0], b[0], a[1], b[1]) for pieces in drawn.nets.values() for a, b in pieces]
    best: tuple[int, Box] | None = None
    sides = [(up, off) for off in (0.0, 6.0, 12.0, 18.0) for up in (0.0, -3.0, 11.0, 22.0, 33.0, 44.0)]
    for up, off in sides:
        for left in (x + (6 if pair else 4) + off, x - 4 - wide - off):
            box = (left, y - 19 - up, left + wide, y - 8 - up)
            met = sum(
                x1 < box[2] + 1.5 and x2 > box[0] - 1.5 and y1 < box[3] + 1 and y2 > box[1] - 1
                for x1, x2, y1, y2 in lines
            )
            met += sum(_touch(box, other) for other in taken)
            if best is None or met < best[0]:
                best = (met, box)
    box = best[1] if best else (x, y, x, y)
    taken.append(box)
    return words_at(box[0], box[3] - 2, words, "label")


def link_words(birth: Birth) -> str:
    """What is written beside a child's line: the link, if it is not birth, and a standing that is not established."""
    linked = birth.words or ("" if birth.link == "birth" else coded(birth.link))
    doubt = coded(birth.standing) if birth.standing not in ("", "established") else ""
    return ", ".join(part for part in (linked, doubt if doubt not in linked else "") if part)


def identical_bars(births: list[Birth], drawn: Drawn) -> str:
    """The bar between the lines of those born together from one egg."""
    out = []
    forks = [b for b in births if b.identical and (b.union, b.child) in drawn.routes.forks]
    for one, other in pairwise(forks):
        if (one.union, one.twins) == (other.union, other.twins):
            (a, b), (c, d) = (drawn.births[x.union, x.child][-2:] for x in (one, other))
            x1, y1 = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
            x2, y2 = (c[0] + d[0]) / 2, (c[1] + d[1]) / 2
            out.append(path(f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}", "stroke"))
    return "".join(out)
