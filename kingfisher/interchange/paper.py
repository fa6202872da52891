"""How does a picture get onto paper? SVG to PNG, and to a tagged PDF that says in words what the picture shows.

The typesetter draws the SVG itself, its words as words, so nothing else needs to be installed.
"""

import calendar
import json
import re
import warnings
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal, NamedTuple

import typst

from kingfisher.interchange.copies.font_cover import FONTS, showable
from kingfisher.interchange.copies.safe_text import printable

TEMPLATE = Path(__file__).with_name("picture.typ")
POINTS = 72 / 96  # of one pixel of a picture, printed at its full size
PAPERS = {"a4": (595.28, 841.89), "a3": (841.89, 1190.55)}  # points, upright
_IN_MM = re.compile(r'<svg[^>]*?\bwidth="([\d.]+)mm" height="([\d.]+)mm"')
_SIZE = re.compile(r'<svg[^>]*?\bviewBox="[\d.-]+ [\d.-]+ ([\d.]+) ([\d.]+)"')


class PictureNotPrinted(RuntimeError):
    """The picture could not be put on paper; the message says what the typesetter said."""


class Printed(NamedTuple):
    """What stands with a picture on paper: its title, one sentence on what it shows, and by whom and when printed."""

    title: str
    shows: str
    at: datetime
    paper: str = "a4"  # a4 or a3
    marking: str = ""  # stands at the head and foot of every page, with who printed it
    by: str = ""


def picture_png(svg: str, *, sharpness: float = 2.0) -> bytes:
    """The picture as a PNG of `sharpness` dots for each pixel of it. The same picture gives the same bytes.

    Raises `PictureNotPrinted`.
    """
    wide, high = size_of(svg)
    data = {"only": True, "width": wide * POINTS, "height": high * POINTS, "pictures": [_shown(svg)]}
    return _made(data, "png", sharpness=sharpness)


def pictures_pdf(pictures: Sequence[str], printed: Printed, facts: Sequence[tuple[str, Sequence[str]]] = ()) -> bytes:
    """A tagged PDF (PDF/UA-1): each picture on a page of its own, then what they show as lists of words.

    A picture is never enlarged; one too large for the page is made to fit it. One that is a sheet of this paper, by its
    size in millimetres, fills the page to its edges. `facts` are headings, each with its sentences. The same pictures
    printed at the same moment give the same bytes. Raises `PictureNotPrinted`, and
    `KeyError` for a paper we do not know.
    """
    return _made(pictures_words(pictures, printed, facts), "pdf", at=printed.at)


def pictures_words(
    pictures: Sequence[str], printed: Printed, facts: Sequence[tuple[str, Sequence[str]]] = ()
) -> dict[str, object]:
    """All that is given to the typesetter, which sets every word of it and adds none but numbers of pages."""
    at = printed.at
    narrow, tall = PAPERS[printed.paper]
    sizes = [size_of(svg) for svg in pictures]
    lying = max((wide / high for wide, high in sizes), default=1) > 1
    return {
        "only": False,
        "width": tall if lying else narrow,
        "height": narrow if lying else tall,
        "title": _shown(printed.title),
        "shows": _shown(printed.shows),
        "marking": _shown(printed.marking),
        "printed": _shown(f"Printed by {printed.by}" if printed.by else f"Printed {at.day} {at:%B %Y}"),
        "day": {"year": at.year, "month": at.month, "day": at.day},
        "pictures": [_shown(svg) for svg in pictures],
        "sizes": [
            {"width": wide * POINTS, "height": high * POINTS, "sheet": _is_sheet(svg, narrow, tall)}
            for svg, (wide, high) in zip(pictures, sizes, strict=True)
        ],
        "facts": [{"heading": _shown(head), "said": [_shown(one) for one in said]} for head, said in facts if said],
    }


def size_of(svg: str) -> tuple[float, float]:
    """Width and height of a picture in its own pixels. Raises `PictureNotPrinted` when it does not say."""
    found = _SIZE.search(svg)
    if not found:
        raise PictureNotPrinted("The picture does not say how large it is.")
    return float(found[1]), float(found[2])


def _is_sheet(svg: str, narrow: float, tall: float) -> bool:
    """True when the picture was made to be one lying sheet of the paper."""
    found = _IN_MM.search(svg)
    sides = [float(side) / 25.4 * 72 for side in found.groups()] if found else [0.0, 0.0]
    return abs(sides[0] - tall) < 2 and abs(sides[1] - narrow) < 2


def _made(
    data: dict[str, object], form: Literal["png", "pdf"], *, sharpness: float = 1.0, at: datetime | None = None
) -> bytes:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            made, said = typst.compile_with_warnings(
                str(TEMPLATE),
                None,
                root=str(TEMPLATE.parent),
                font_paths=fonts,
                sys_inputs={"document": json.dumps(data, ensure_ascii=False)},
                format=form,
                ppi=96 * sharpness,
                pdf_standards="ua-1" if form == "pdf" else None,
                timestamp=calendar.timegm(at.utctimetuple()) if at else None,
            )
    except typst.TypstError as wrong:
        raise PictureNotPrinted(f"The picture could not be put on paper: {wrong}") from wrong
    if said:
        raise PictureNotPrinted(f"The picture was not put on paper, because the typesetter warned: {said[0].message}")
    if not isinstance(made, bytes):
        raise PictureNotPrinted("The picture could not be put on paper: the typesetter gave nothing back.")
    return made


def _shown(words: str) -> str:
    return showable(printable(words))
