"""How the drawings that stand on their own (ecogram, homes, network) are written as SVG: black, grey and white only.

Lengths are pixels. Strokes and sizes stand on the shapes, so that a picture saved or printed by itself keeps its look;
a page's style sheet may still say otherwise by class. Nothing is told by colour.
"""

from collections.abc import Iterable
from html import escape

TEXT = 12.0  # pixels: 9 points at full size; nothing is written smaller
LINE = 15.0  # from one baseline to the next
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"


def number(value: float) -> str:
    """A length with at most one place after the point, the same on every machine."""
    return f"{round(value, 1) + 0:g}"


def words(x: float, y: float, text: str, *, bold: bool = False, anchor: str = "start", size: float = TEXT) -> str:
    """A line of words whose baseline starts, ends or is centred (anchor start, end, middle) at x, y."""
    weight = ' font-weight="bold"' if bold else ""
    place = f'x="{number(x)}" y="{number(y)}" text-anchor="{anchor}" font-size="{size:g}"'
    return f'<text class="kf-drawn-text" {place}{weight} fill="#0b0c0c">{escape(text)}</text>'


def box(x: float, y: float, width: float, height: float, *, name: str, round: float = 0, dashed: bool = False) -> str:
    """A rectangle from its top left corner: white, with a dark outline, broken if `dashed`."""
    place = f'x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}" rx="{round:g}"'
    dash = ' stroke-dasharray="5 4"' if dashed else ""
    return f'<rect class="{name}" {place} fill="#fff" stroke="#0b0c0c" stroke-width="1.3"{dash}/>'


def path(d: str, *, name: str, wide: float = 1.3, dash: str = "", fill: str = "none") -> str:
    """A path of its own, without a title."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    look = f'fill="{fill}" stroke="#0b0c0c" stroke-width="{wide:g}"{dashes}'
    return f'<path class="{name}" d="{d}" {look}/>'


def thing(what: str, id: str, title: str, inside: str, *, link: str = "", **data: str) -> str:
    """A drawn thing: its parts in one group that says what it is (`data-<what>`), titled; a link if one is given."""
    more = "".join(f' data-{key}="{escape(value)}"' for key, value in data.items())
    group = f'<g data-{what}="{escape(id)}"{more}><title>{escape(title)}</title>{inside}</g>'
    return f'<a href="{escape(link)}">{group}</a>' if link else group


def symbol(sex: str, x: float, y: float, side: float) -> str:
    """A person's symbol round its middle: square male, circle female, triangle unborn, diamond where not recorded."""
    half = side / 2
    if sex == "unborn":
        d = f"M{number(x)} {number(y - half)}l{number(half)} {number(side)}h-{number(side)}z"
        return path(d, name="kf-drawn-symbol", fill="#fff")
    if sex == "M":
        return box(x - half, y - half, side, side, name="kf-drawn-symbol")
    if sex == "F":
        place = f'cx="{number(x)}" cy="{number(y)}" r="{number(half)}"'
        return f'<circle class="kf-drawn-symbol" {place} fill="#fff" stroke="#0b0c0c" stroke-width="1.3"/>'
    half *= 1.2
    d = f"M{number(x)} {number(y - half)}l{number(half)} {number(half)}-{number(half)} {number(half)}"
    return path(f"{d}-{number(half)}-{number(half)}z", name="kf-drawn-symbol", fill="#fff")


def drawing(
    title: str, description: str, parts: Iterable[str], *, width: float, height: float, id: str, linked: bool = False
) -> str:
    """A whole drawing. Where people and services are links it is a group, so that the links can be reached and heard;
    otherwise one image. `id` tells its title from those of other drawings on a page."""
    role = "group" if linked else "img"
    size = f'width="{number(width)}" height="{number(height)}" viewBox="0 0 {number(width)} {number(height)}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="{role}" aria-labelledby="{id}-title" '
        f'aria-describedby="{id}-desc" class="kf-drawn" font-family="{FONT}">'
        f'<title id="{id}-title">{escape(title)}</title><desc id="{id}-desc">{escape(description)}</desc>'
        f"{''.join(parts)}</svg>"
    )
