"""A picture with words printed under it: how it is to be handled, who took it and for whom."""

import re
from html import escape

from kingfisher.drawing import ink
from kingfisher.drawing.letters import lines

_SIZE = re.compile(r'<svg[^>]*?\bviewBox="[\d.-]+ [\d.-]+ ([\d.]+) ([\d.]+)"')
EDGE = 10.0


def marked(svg: str, words: str) -> str:
    """The picture, whole and as it was, with the words below it. Sizes are its own pixels.

    Raises `ValueError` for a picture that does not say how large it is.
    """
    found = _SIZE.search(svg)
    if not found:
        raise ValueError("The picture does not say how large it is.")
    wide, high = float(found[1]), float(found[2])
    said = lines(words, wide - 2 * EDGE, bold=True)
    size = f"{ink.number(wide)} {ink.number(high + 10 + ink.LINE * len(said))}"
    across, down = size.split()
    foot = "".join(ink.words(EDGE, high + 10 + ink.LINE * n, line, bold=True) for n, line in enumerate(said))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" width="{across}" height="{down}" '
        f'font-family="{escape(ink.FONT)}"><rect width="{across}" height="{down}" fill="#fff"/>{svg}{foot}</svg>'
    )
