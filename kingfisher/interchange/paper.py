"""How does a picture get onto paper? SVG to PNG, and to a tagged PDF that says in words what the picture shows.

The typesetter draws the SVG itself, its words as words, so nothing else needs to be installed.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from kingfisher.interchange.copies.read_back import Made
from kingfisher.interchange.copies.read_pdf import read_pdf
from kingfisher.interchange.copies.typesetting import NotPrinted, shown, typeset
from kingfisher.interchange.copies.whole import MustHold, refuse_unless_whole

TEMPLATE = Path(__file__).with_name("picture.typ")
POINTS = 72 / 96  # of one pixel of a picture, printed at its full size
PAPERS = {"a4": (595.28, 841.89), "a3": (841.89, 1190.55)}  # points, upright
_IN_MM = re.compile(r'<svg[^>]*?\bwidth="([\d.]+)mm" height="([\d.]+)mm"')
_SIZE = re.compile(r'<svg[^>]*?\bviewBox="[\d.-]+ [\d.-]+ ([\d.]+) ([\d.]+)"')


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

    Raises `NotPrinted`.
    """
    wide, high = size_of(svg)
    data = {"only": True, "width": wide * POINTS, "height": high * POINTS, "pictures": [shown(svg)]}
    return typeset(TEMPLATE, data, form="png", sharpness=sharpness)


def pictures_pdf(pictures: Sequence[str], printed: Printed, facts: Sequence[tuple[str, Sequence[str]]] = ()) -> bytes:
    """A tagged PDF (PDF/UA-1): each picture on a page of its own, then what they show as lists of words.

    A picture is never enlarged; one too large for the page is made to fit it. One that is a sheet of this paper, by its
    size in millimetres, fills the page to its edges. `facts` are headings, each with its sentences. The same pictures
    printed at the same moment give the same bytes. What was made is read back before it is given: no word of a picture
    and no fact is lost. Raises `NotPrinted`, of its kind `NotWhole`, and `KeyError` for a paper we do not know.
    """
    return pictures_made(pictures, printed, facts).content


def pictures_made(pictures: Sequence[str], printed: Printed, facts: Sequence[tuple[str, Sequence[str]]] = ()) -> Made:
    """The same, with what was read back. Raises as `pictures_pdf` does."""
    content = typeset(TEMPLATE, _data(pictures, printed, facts), at=printed.at)
    made = Made(content, read_pdf(content))
    refuse_unless_whole(made.read, _must_hold(pictures, printed, facts))
    return made


def _must_hold(pictures: Sequence[str], printed: Printed, facts: Sequence[tuple[str, Sequence[str]]]) -> MustHold:
    """Every word of each picture and every fact; on each page the marking and who printed it."""
    return MustHold(
        on_edges=(printed.marking, printed.by),
        words=(
            *(words for svg in pictures for words in svg_words(svg)),
            *(words for head, said in facts if said for words in (head, *said)),
        ),
    )


def svg_words(svg: str) -> Iterator[str]:
    """Every word that a picture draws."""
    for one in etree.fromstring(svg.encode()).iter("{*}text"):
        yield from (str(words) for words in one.itertext() if str(words).strip())


def _data(pictures: Sequence[str], printed: Printed, facts: Sequence[tuple[str, Sequence[str]]]) -> dict[str, object]:
    """What the typesetter is given."""
    at = printed.at
    narrow, tall = PAPERS[printed.paper]
    sizes = [size_of(svg) for svg in pictures]
    lying = max((wide / high for wide, high in sizes), default=1) > 1
    return {
        "only": False,
        "width": tall if lying else narrow,
        "height": narrow if lying else tall,
        "title": shown(printed.title),
        "shows": shown(printed.shows),
        "marking": shown(printed.marking),
        "printed": shown(f"Printed by {printed.by}" if printed.by else f"Printed {at.day} {at:%B %Y}"),
        "day": {"year": at.year, "month": at.month, "day": at.day},
        "pictures": [shown(svg) for svg in pictures],
        "sizes": [
            {"width": wide * POINTS, "height": high * POINTS, "sheet": _is_sheet(svg, narrow, tall)}
            for svg, (wide, high) in zip(pictures, sizes, strict=True)
        ],
        "facts": [{"heading": shown(head), "said": [shown(one) for one in said]} for head, said in facts if said],
    }


def size_of(svg: str) -> tuple[float, float]:
    """Width and height of a picture in its own pixels. Raises `NotPrinted` when it does not say."""
    found = _SIZE.search(svg)
    if not found:
        raise NotPrinted("The picture does not say how large it is.")
    return float(found[1]), float(found[2])


def _is_sheet(svg: str, narrow: float, tall: float) -> bool:
    """True when the picture was made to be one lying sheet of the paper."""
    found = _IN_MM.search(svg)
    sides = [float(side) / 25.4 * 72 for side in found.groups()] if found else [0.0, 0.0]
    return abs(sides[0] - tall) < 2 and abs(sides[1] - narrow) < 2
