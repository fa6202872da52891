"""A genogram on A4 or A3, landscape, in millimetres: one page if its words stay at 7 point, else several sheets.

Sheets are windows on one picture that overlap, so that whoever stands at an edge is whole on one of them and nobody is
lost; somebody cut by an edge is left to the other sheet. Each sheet says which it is, has a small map of them all, and
crosses with letters in its margins: laid over one another where the letters meet, the sheets are one picture.
"""

from html import escape
from math import ceil
from typing import NamedTuple

from kingfisher.drawing.genogram.drawing import Drawing
from kingfisher.drawing.genogram.key import Key, key_of
from kingfisher.drawing.genogram.labels import EM
from kingfisher.drawing.genogram.picture import FONT, HEAD, generations_of
from kingfisher.drawing.genogram.symbols import number, words_at

SIZES = {"A4": (297.0, 210.0), "A3": (420.0, 297.0)}  # millimetres, landscape
EDGE = 7.5  # millimetres left white on every side
POINT = 25.4 / 72
LEAST = 7 * POINT / EM  # millimetres a pixel, at which the words are 7 point
MOST = 1.6 * LEAST  # a small family is not blown up beyond 11 point
OVERLAP = 170.0  # pixels shown on both of two sheets side by side; wider than any one person
OUT = 16.0  # pixels from the picture's edge to a cross in the margin
DEEP = 20.0  # and more than the tallest person, one below the other


class _Window(NamedTuple):
    """Which sheet of the tiling: what it shows of the picture begins at `lefts[column]`, `tops[row]`."""

    lefts: list[float]
    tops: list[float]
    column: int
    row: int
    wide: float
    high: float
    foot: float  # where the sheet ends, its heading and its key included

    @property
    def place(self) -> int:
        """Its number, the first 0."""
        return self.row * len(self.lefts) + self.column


def pages(drawing: Drawing, size: str = "A3") -> tuple[str, ...]:
    """The drawing as SVG files, one for each sheet of paper. Raises `ValueError` for a size that is not A4 or A3."""
    if size not in SIZES:
        raise ValueError(f"'{size}' is not a size of paper we print genograms on. Say A4 or A3.")
    wide, high = (length - 2 * EDGE for length in SIZES[size])
    sheet = drawing.sheet
    key = key_of(drawing.kin, max(sheet.width - 48, 700.0), crossed=sheet.crossed)
    full = max(sheet.width, key.width + 48), sheet.height + key.height
    scale = min(wide / full[0], high / full[1], MOST)
    if scale >= LEAST:
        return (_page(drawing, size, scale, _picture(drawing, (0, HEAD, *full), key)),)
    return _tiles(drawing, size, wide / LEAST, high / LEAST)


def _tiles(drawing: Drawing, size: str, wide: float, high: float) -> tuple[str, ...]:
    sheet, room = drawing.sheet, high - HEAD
    tall = max((one.box[3] - one.box[1] for one in sheet.people), default=0.0) + DEEP
    lefts = _starts(0.0, sheet.width, wide, OVERLAP)
    tops = _starts(HEAD, sheet.height, room, tall)
    key = key_of(drawing.kin, wide - 20, crossed=sheet.crossed)
    below = len(tops) == 1 and sheet.height + key.height <= high
    many = len(lefts) * len(tops) + (not below)
    out: list[str] = []
    for row, top in enumerate(tops):
        for column, left in enumerate(lefts):
            window = _Window(lefts, tops, column, row, wide, room if not below else sheet.height - top, high)
            which = f"sheet {len(out) + 1} of {many}{_joins(window)}"
            body = _picture(drawing, (left, top, wide, window.high), None) + _crosses(window) + _map(window)
            if below and column == 0:
                body += _keyed(key, sheet.height)
            out.append(_page(drawing, size, LEAST, body, which))
    if not below:
        out.append(_page(drawing, size, LEAST, _keyed(key, HEAD + 10), f"sheet {many} of {many}, the key"))
    return tuple(out)


def _starts(first: float, end: float, room: float, overlap: float) -> list[float]:
    """Where each window begins, evenly spread, overlapping by at least so much."""
    whole = end - first
    if whole <= room:
        return [first]
    many = 1 + ceil((whole - room) / max(room - overlap, 1.0))
    return [round(first + (whole - room) * n / (many - 1), 1) for n in range(many)]


def _seams(window: _Window) -> list[tuple[str, str, float, float]]:
    """Where the sheet meets its neighbours: a letter, the side, and the middle of what both show, in the sheet's own
    pixels (across, down; 0 where it does not matter)."""
    lefts, tops, column, row = window.lefts, window.tops, window.column, window.row
    found = []
    for side, n in (("left", column - 1), ("right", column)):
        if 0 <= n < len(lefts) - 1:
            middle = (lefts[n] + window.wide + lefts[n + 1]) / 2 - lefts[column]
            found.append((_letter(n), side, middle, 0.0))
    for side, n in (("top", row - 1), ("bottom", row)):
        if 0 <= n < len(tops) - 1:
            middle = (tops[n] + window.high + tops[n + 1]) / 2 - tops[row] + HEAD
            found.append((_letter(len(lefts) - 1 + n), side, 0.0, middle))
    return found


def _letter(n: int) -> str:
    """A to Z, then AA, AB …"""
    return (_letter(n // 26 - 1) if n >= 26 else "") + chr(ord("A") + n % 26)


def _joins(window: _Window) -> str:
    sides = [f"at the {side} ({letter})" for letter, side, _, _ in _seams(window)]
    return f", goes on {' and '.join(sides)}" if sides else ""


def _crosses(window: _Window) -> str:
    """Crosses in the margins, two to each seam, that lie on those of the neighbour."""
    out = ""
    for letter, _, across, down in _seams(window):
        places = ((across, -OUT), (across, window.foot + OUT)) if across else ((-OUT, down), (window.wide + OUT, down))
        for x, y in places:
            d = f"M{number(x - 6)} {number(y)}h12M{number(x)} {number(y - 6)}v12"
            out += f'<g data-seam="{letter}"><path d="{d}" fill="none" stroke="#000" stroke-width="1"/>'
            out += f"{words_at(x + 3, y - 3, letter, 'name')}</g>"
    return out


def _map(window: _Window) -> str:
    """All the sheets in small at the top right, this one black."""
    wide, high, out = 18.0, min(13.0, (HEAD - 4) / len(window.tops)), ""
    left = window.wide - wide * len(window.lefts)
    for row in range(len(window.tops)):
        for column in range(len(window.lefts)):
            place = row * len(window.lefts) + column
            fill = "#000" if place == window.place else "#fff"
            x, y = left + column * wide, row * high
            box = f'x="{number(x)}" y="{number(y)}" width="{number(wide)}" height="{number(high)}"'
            ink = "#fff" if place == window.place else "#000"
            place_of = (
                f'x="{number(x + wide / 2)}" y="{number(y + high / 2 + 3.5)}" text-anchor="middle" font-size="10"'
            )
            out += f'<rect {box} fill="{fill}" stroke="#000"/><text {place_of} fill="{ink}">{place + 1}</text>'
    return f'<g data-map="{window.place + 1}"><title>Where this sheet lies among them all</title>{out}</g>'


def _picture(drawing: Drawing, window: tuple[float, float, float, float], key: Key | None) -> str:
    """The part of the picture in a window (left, top, width, height), below the heading, with the key or without."""
    left, top, wide, high = window
    sheet = drawing.sheet
    whole = [
        one
        for one in sheet.people
        if left <= one.box[0] and one.box[2] <= left + wide and top <= one.box[1] and one.box[3] <= top + high
    ]
    box = f'x="0" y="{number(HEAD)}" width="{number(wide)}" height="{number(high)}"'
    view = f'viewBox="{number(left)} {number(top)} {number(wide)} {number(high)}"'
    marks = f"{sheet.behind}{sheet.lines}{generations_of(whole)}{sheet.over}"
    return f'<svg {box} {view} overflow="hidden">{marks}</svg>' + (_keyed(key, sheet.height) if key else "")


def _keyed(key: Key, y: float) -> str:
    return f'<g class="kf-gen-key" transform="translate(24 {number(y)})">{key.marks}</g>'


def _page(drawing: Drawing, size: str, scale: float, body: str, which: str = "") -> str:
    wide, high = SIZES[size]
    sheet, name = drawing.sheet, drawing.name
    under = ", ".join(part for part in (sheet.under, which) if part)
    edge = number(-EDGE / scale)
    view = f"{edge} {edge} {wide / scale:.2f} {high / scale:.2f}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="kf-gen" width="{wide:g}mm" height="{high:g}mm" '
        f'viewBox="{view}" font-family="{FONT}" font-size="{EM:g}" role="img" aria-labelledby="{name}-title">'
        f'<title id="{name}-title">{escape(sheet.title)}, {escape(under)}</title>'
        f"<desc>{escape(sheet.description)}</desc>"
        f"{words_at(0, 17, sheet.title, 'title')}{words_at(0, 34, under, 'fact')}{body}</svg>"
    )
