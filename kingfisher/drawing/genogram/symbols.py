"""The sign for each person, and the ink for every part of the picture.

Ink is written as plain attributes beside each class: a file on its own is right in black and white in any viewer, and a
page's style sheet, which comes before attributes, may still give it other colours.
"""

from html import escape
from math import sqrt

from kingfisher.drawing.genogram.labels import EM, LEFT, LINE, SKIP, SYMBOL, below, width
from kingfisher.practice.kin import KinPerson

HALF = SYMBOL / 2
DIAMOND = 18.0  # half a diamond's diagonal: 1.2 of a square's side
SMALL = 8.0  # half the side of a child lost at or before birth
FIRST = 13.0  # from a symbol's foot to the first line of words below it

_LINE = 'fill="none" stroke="#000" stroke-linejoin="round"'
_ON_LINES = f'font-size="{EM:g}" fill="#000" stroke="#fff" stroke-width="3" paint-order="stroke"'
INK = {
    "line": f'{_LINE} stroke-width="1.5"',
    "broken": f'{_LINE} stroke-width="1.5" stroke-dasharray="7 5"',
    "dashed": f'{_LINE} stroke-width="1.2" stroke-dasharray="4 4"',
    "stroke": f'{_LINE} stroke-width="1.5"',
    "symbol": 'fill="#fff" stroke="#000" stroke-width="1.5"',
    "symbol-index": 'fill="#fff" stroke="#000" stroke-width="2.2"',
    "symbol-unknown": 'fill="#fff" stroke="#000" stroke-width="1.5" stroke-dasharray="4 3"',
    "outline": f'{_LINE} stroke-width="1.4"',
    "died": f'{_LINE} stroke-width="1.2"',
    "solid": 'fill="#000" stroke="none"',
    "age": f'font-size="{EM:g}" text-anchor="middle"',
    "name": f'font-size="{EM:g}" font-weight="bold"',
    "index": f'font-size="{EM:g}" font-weight="bold" font-style="normal"',
    "fact": f'font-size="{EM:g}"',
    "label": _ON_LINES,
    "home-words": f'{_ON_LINES} font-style="italic"',
    "care": f'{_LINE} stroke-width="1.3" stroke-dasharray="6 4"',
    "relation": f'{_LINE} stroke-width="1.2"',
    "leader": f'{_LINE} stroke-width="0.6"',
    "distant": f'{_LINE} stroke-width="1.5" stroke-dasharray="1.5 7" stroke-linecap="round"',
    "bar": f'{_LINE} stroke-width="4"',
    "home": 'fill="#f4f4f4" stroke="#555" stroke-width="1.1" stroke-dasharray="2 3"',
    "title": 'font-size="17" font-weight="bold"',
    "link": 'fill="#fff" fill-opacity="0" stroke="none"',
    "frame": 'fill="none" stroke="#777" stroke-width="0.8"',
}


def ink(name: str) -> str:
    """The class and the plain attributes of one part of the picture."""
    return f'class="kf-gen-{name}" {INK[name]}'


def number(value: float) -> str:
    """A length with at most one decimal: the same on every machine."""
    return f"{round(value, 1) + 0.0:g}"


def words_at(x: float, y: float, words: str, name: str, *, anchor: str = "") -> str:
    """A line of words whose baseline starts (or with `anchor` is centred or ends) at x, y."""
    how = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text {ink(name)} x="{number(x)}" y="{number(y)}"{how}>{escape(words)}</text>'


def path(d: str, name: str) -> str:
    """A path in one ink."""
    return f'<path {ink(name)} d="{d}"/>'


def shape(person: KinPerson) -> str:
    """Which sign stands for them: square, circle, diamond, triangle; dot, cross or small for a child lost."""
    if person.loss:
        return {"miscarriage": "dot", "termination": "cross"}.get(person.loss, "small")
    if person.unborn:
        return "triangle"
    return {"M": "square", "F": "circle"}.get(person.sex, "diamond")


def edge(person: KinPerson, dx: float, *, top: bool) -> float:
    """How far above or below the symbol's middle its outline is met by an upright line `dx` from the middle."""
    match shape(person):
        case "circle":
            reach = sqrt(max(HALF**2 - dx**2, 0.0))
        case "diamond":
            reach = max(DIAMOND - abs(dx), 0.0)
        case "triangle":
            reach = HALF - 2 * abs(dx) if top else HALF
        case "dot" | "cross":
            reach = 4.0
        case "small":
            reach = SMALL
        case _:
            reach = HALF
    reach += 3.0 if person.index else 0.0
    return -reach if top else reach


def _outline(kind: str, x: float, y: float, grow: float, name: str) -> str:
    a, b = number(x), number(y)
    half = (SMALL if kind == "small" else HALF) + grow
    match kind:
        case "circle":
            return f'<circle {ink(name)} cx="{a}" cy="{b}" r="{number(half)}"/>'
        case "diamond":
            d = number(DIAMOND + grow * 1.4)
            return path(f"M{a} {number(y - DIAMOND - grow * 1.4)}l{d} {d} -{d} {d} -{d} -{d}z", name)
        case "triangle":
            wide, high = number(half + grow * 0.6), number(2 * (half + grow * 0.6))
            top = number(y - half - grow * 1.2)
            return path(f"M{a} {top}l{wide} {high}h-{number(2 * (half + grow * 0.6))}z", name)
        case _:
            side = number(2 * half)
            return f'<rect {ink(name)} x="{number(x - half)}" y="{number(y - half)}" width="{side}" height="{side}"/>'


def _crossed(kind: str, x: float, y: float, half: float) -> str:
    reach = half * 0.7071 if kind == "circle" else half / 2 if kind == "diamond" else half
    one, two = number(x - reach), number(x + reach)
    low, high = number(y + reach), number(y - reach)
    return path(f"M{one} {high}L{two} {low}M{two} {high}L{one} {low}", "died")


def sign(person: KinPerson, x: float, y: float) -> str:
    """The symbol with its middle at x, y: outlines, cross for a death, and the age inside."""
    kind = shape(person)
    if kind == "dot":
        return f'<circle {ink("solid")} cx="{number(x)}" cy="{number(y)}" r="4"/>'
    if kind == "cross":
        return _crossed("square", x, y, 4.0)
    name = "symbol-unknown" if person.unknown else "symbol-index" if person.index else "symbol"
    out = [_outline(kind, x, y, 3.5, "outline")] if person.index else []
    out.append(_outline(kind, x, y, 0.0, name))
    if person.died is not None or kind == "small":
        out.append(_crossed(kind, x, y, SMALL if kind == "small" else DIAMOND if kind == "diamond" else HALF))
    if inside := age_inside(person):
        drop = 10.0 if kind == "triangle" else 4.0
        out.append(_on_white(x, y + drop, inside) if person.died is not None else "")
        out.append(words_at(x, y + drop, inside, "age"))
    return "".join(out)


def _on_white(x: float, y: float, words: str) -> str:
    wide = width(words) + 3
    left, top = number(x - wide / 2), number(y - 9.5)
    return f'<rect fill="#fff" x="{left}" y="{top}" width="{number(wide)}" height="11.5"/>'


def age_inside(person: KinPerson) -> str:
    """The age as it fits inside a symbol: 21 for years, 18m months, 5w weeks, 9d days; the title says it in full."""
    if person.unknown or person.loss:
        return ""
    if person.unborn:
        return "?" if not person.expected and not person.age else ""
    parts = person.age.removeprefix("about ").split()
    if len(parts) != 2 or not parts[0].isdigit():
        return ""
    mark = "~" if person.age.startswith("about ") else ""
    return mark + parts[0] + ("" if parts[1].startswith("year") else parts[1][0])


def foot(person: KinPerson) -> float:
    """From the symbol's middle to the foot of the last line of words below it."""
    return HALF + FIRST + LINE * (len(below(person)) - 1) + 3.0


def written_below(person: KinPerson, x: float, y: float, *, beside: bool) -> str:
    """The words below a symbol: beside the lines under it, or in the middle as far as the place allows."""
    lines = below(person)
    widest = max((width(line.text, bold=line.bold) for line in lines), default=0.0)
    middle = max(x, x - LEFT + 2 + widest / 2)
    first = y + HALF + FIRST
    if beside:
        return "".join(words_at(x + SKIP, first + LINE * n, line.text, line.sort) for n, line in enumerate(lines))
    return "".join(
        words_at(middle, first + LINE * n, line.text, line.sort, anchor="middle") for n, line in enumerate(lines)
    )
