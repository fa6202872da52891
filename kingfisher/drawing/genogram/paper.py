"""A genogram on A4 or A3, landscape, in millimetres: one page if its words stay at 7 point, else several sheets.

Sheets are windows on one picture that overlap, so that whoever stands at an edge is whole on one of them and nobody is
lost; somebody cut by an edge is left to the other sheet. Each sheet says which it is and where the others join.
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
DEEP = 20.0  # and more than the tallest person, one below the other


class _Window(NamedTuple):
    left: float
    top: float
    column: int
    row: int


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
            which = f"sheet {len(out) + 1} of {many}{_joins(column, row, len(lefts), len(tops))}"
            body = _picture(drawing, (left, top, wide, room if not below else sheet.height - top), None)
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


def _joins(column: int, row: int, columns: int, rows: int) -> str:
    sides = [
        words
        for there, words in (
            (column > 0, "left"),
            (column < columns - 1, "right"),
            (row > 0, "top"),
            (row < rows - 1, "bottom"),
        )
        if there
    ]
    return f", goes on at the {' and '.join(sides)}" if sides else ""


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
