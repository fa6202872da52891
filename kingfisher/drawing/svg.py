"""How a shape is written as SVG: the only file that knows it. Lengths are pixels of the picture's own 1,000 px width.

Nothing here names a colour: shapes carry the classes of the page's style sheet, and a title says each in words.
"""

from collections.abc import Iterable
from html import escape


def text(x: float, y: float, words: str, name: str, *, anchor: str = "start") -> str:
    """A line of words whose baseline starts (or ends, or is centred) at x, y."""
    return f'<text class="{name}" x="{x:g}" y="{y:g}" text-anchor="{anchor}">{escape(words)}</text>'


def link(address: str, inside: str, words: str) -> str:
    """A link round a shape or words; `words` is what it is called. With no address, only what is inside it."""
    if not address:
        return inside
    return f'<a href="{escape(address)}" aria-label="{escape(words)}">{inside}</a>'


def band(x: float, y: float, width: float, height: float, name: str, *, words: str = "") -> str:
    """A rectangle: a lane, a bar, a gap."""
    shape = f'class="{name}" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"'
    return f"<rect {shape}><title>{escape(words)}</title></rect>" if words else f"<rect {shape}/>"


def line(x1: float, y1: float, x2: float, y2: float, name: str, *, words: str = "") -> str:
    """A straight line."""
    shape = f'class="{name}" x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}"'
    return f"<line {shape}><title>{escape(words)}</title></line>" if words else f"<line {shape}/>"


def dot(x: float, y: float, name: str, words: str = "", *, radius: float = 3.5) -> str:
    """A round mark."""
    shape = f'class="{name}" cx="{x:g}" cy="{y:g}" r="{radius:g}"'
    return f"<circle {shape}><title>{escape(words)}</title></circle>" if words else f"<circle {shape}/>"


# Marks with corners, as steps from their middle.
OUTLINES = {
    "diamond": "m0-6 6 6-6 6-6-6z",
    "triangle": "m0-6 6 11h-12z",
    "house": "m-5-1 5-5 5 5v6h-10z",
    "cross": "m-4-4 8 8m0-8-8 8",
}


def outline(shape: str, x: float, y: float, name: str, words: str = "") -> str:
    """A mark with corners: diamond, triangle, house or cross."""
    path = f'class="{name}" d="M{x:g} {y:g}{OUTLINES[shape]}"'
    return f"<path {path}><title>{escape(words)}</title></path>" if words else f"<path {path}/>"


def picture(
    title: str, description: str, *, width: int, height: int, behind: str, marks: str, links: Iterable[str]
) -> str:
    """A whole picture. The marks are one image with a name and a description; the links stand outside it.

    An image hides what is inside it from those who do not see it, so a link within it could be reached and not heard.
    """
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f'{behind}<g role="img" aria-label="{escape(title)}" aria-describedby="strip-description">'
        f"<title>{escape(title)}</title>"
        f'<desc id="strip-description">{escape(description)}</desc>{marks}</g>{"".join(links)}</svg>'
    )
