"""A couple's bracket with its strokes and dates, and the lines to its children, as SVG."""

from html import escape
from itertools import pairwise

from kingfisher.drawing.genogram.facts import Facts, birth_id
from kingfisher.drawing.genogram.labels import EM, LINE, width, wrap
from kingfisher.drawing.genogram.paths import Drawn, written_path
from kingfisher.drawing.genogram.symbols import ink, number, path, words_at
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


def bracket(union: Union, drawn: Drawn, facts: Facts, taken: list[Box]) -> str:
    """The union's line with its strokes and label. The box of its label is added to `taken`."""
    points = drawn.unions[union.id]
    d = written_path(points, union.id, drawn.crossings)
    if union.close_kin:
        d += written_path(
            [(x, y + 3) if 0 < n < len(points) - 1 else (x, y) for n, (x, y) in enumerate(points)], "", []
        )
    name = "broken" if is_broken(union) else "line"
    title = f"<title>{escape(facts.words('union', union.id))}</title>"
    out = [f'<path {ink(name)} data-union="{quoted(union.id)}" d="{d}">{title}</path>']
    run = drawn.routes.brackets[union.id]
    uprights = sorted(
        x
        for net, pieces in drawn.of_net().items()
        for (x, y1), (x2, y2) in pieces
        if x == x2 and min(y1, y2) <= run.y + 2 and max(y1, y2) >= run.y - run.room + 2 and run.left < x < run.right
    )
    spot = _clear(run.left, run.right, uprights)
    if union.state in ("separated", "divorced"):
        out.append(_strokes(union, spot, run.y))
    out.append(_label(union, spot, run.y, taken))
    return "".join(out)


def _clear(left: float, right: float, uprights: list[float]) -> tuple[float, float]:
    """The widest stretch of a bracket that no upright line passes; the middle one of equals."""
    stops = [left, *(x for x in uprights if left < x < right), right]
    middle = (left + right) / 2
    spans = list(pairwise(stops))
    return max(spans, key=lambda span: (round(span[1] - span[0]), -abs((span[0] + span[1]) / 2 - middle)))


def _strokes(union: Union, spot: tuple[float, float], y: float) -> str:
    x = spot[1] - min(11.0, (spot[1] - spot[0]) / 3)
    count = 2 if union.state == "divorced" else 1
    lean = STROKE * 0.577  # 60 degrees
    d = "".join(
        f"M{number(x - lean - 4 * n)} {number(y + STROKE)}L{number(x + lean - 4 * n)} {number(y - STROKE)}"
        for n in range(count)
    )
    return path(d, "stroke")


def _label(union: Union, spot: tuple[float, float], y: float, taken: list[Box]) -> str:
    if not union.label:
        return ""
    lines = wrap(union.label, max(spot[1] - spot[0] - 14, 46))
    x = (spot[0] + spot[1]) / 2
    wide = max(width(line) for line in lines)
    top = y - 4 - (LINE - 2) * (len(lines) - 1)
    taken.append((x - wide / 2, top - EM * 0.8, x + wide / 2, y - 2))
    rows = (words_at(x, top + (LINE - 2) * n, line, "label", anchor="middle") for n, line in enumerate(lines))
    return f'<g data-of="{quoted(union.id)}">{"".join(rows)}</g>'


def child_line(birth: Birth, drawn: Drawn, facts: Facts) -> str:
    """The line from the union to one child; for an adoption a pair of lines, the second of them dashed."""
    points = drawn.births[birth.union, birth.child]
    d = written_path(points, birth.union, drawn.crossings)
    name = "dashed" if birth.link in ("donor", "surrogate") or birth.standing == "alleged" else "line"
    title = f"<title>{escape(facts.words('birth', birth_id(birth)))}</title>"
    out = [f'<path {ink(name)} data-line="birth:{quoted(birth_id(birth))}" d="{d}">{title}</path>']
    (x1, y1), (x2, y2) = points[-2], points[-1]
    if birth.link == "adopted":
        out.append(path(f"M{number(x1 + 3)} {number(min(y1 + 2, y2))}L{number(x2 + 3)} {number(y2)}", "dashed"))
    return "".join(out)


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
