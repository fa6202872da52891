"""Below the oval: who is missing, outer links given in words, and the key that is printed with every ecogram."""

from collections.abc import Mapping, Sequence
from math import ceil

from kingfisher.drawing import ink, letters
from kingfisher.drawing.ecogram.geometry import Point
from kingfisher.drawing.ecogram.strokes import stroke
from kingfisher.drawing.letters import lines
from kingfisher.drawing.shown import Shown
from kingfisher.practice.supports import LINE_WORDS, Supports

ACROSS = 3  # boxes of missing people side by side
EDGE = 10.0
KEY = 20.0


def footer_height(shown: Supports, width: float, in_words: int) -> float:
    """How much room everything below the oval takes, in pixels, when `in_words` outer links are given in words."""
    return 22 + sum(_rows(shown, width)) + ink.LINE * ceil(in_words / 2) + 2 * KEY + 8


def _column(width: float) -> float:
    return (width - 2 * EDGE - (ACROSS - 1) * 8) / ACROSS


def _rows(shown: Supports, width: float) -> list[float]:
    """The heights of the rows of boxes of who is missing, gaps included."""
    tall = [len(lines(one.words, _column(width) - 12)) * 14.5 + 16 for one in shown.missing]
    return [max(tall[n : n + ACROSS]) for n in range(0, len(tall), ACROSS)]


def footer(
    shown: Supports, in_words: Sequence[int], facts: Mapping[tuple[str, str], Shown], *, y: float, width: float
) -> list[str]:
    """Everything below the oval, from `y` down. `in_words` are the numbers of outer links that are not drawn."""
    heading = "Missing from the record" if shown.missing else "Nobody looked for is missing from the record"
    found = [ink.words(EDGE, y + 16, heading, bold=True)]
    y += 22
    for row, high in enumerate(_rows(shown, width)):
        for column, one in enumerate(shown.missing[row * ACROSS : (row + 1) * ACROSS]):
            x = EDGE + column * (_column(width) + 8)
            inside = ink.box(x, y, _column(width), high - 6, name="kf-ecogram-missing", dashed=True)
            for n, line in enumerate(lines(one.words, _column(width) - 12)):
                inside += ink.words(x + 6, y + 15 + n * 14.5, line)
            found.append(ink.thing("missing", one.id, facts["missing", one.id].words, inside))
        y += high
    for place, n in enumerate(in_words):
        link = shown.outer[n]
        fact = facts["line", f"outer:{link.frm}:{link.to}"]
        across, down = place % 2, place // 2
        inside = ink.words(EDGE + across * width / 2, y + 12 + down * ink.LINE, f"Also recorded: {link.words}")
        found.append(ink.thing("line", fact.id, fact.words, inside, sort="in words"))
    return [*found, _key(y + ink.LINE * ceil(len(in_words) / 2) + 14, width)]


def _key(y: float, width: float) -> str:
    """The six lines in one row; below them direction, no line, and the shapes."""
    rows: list[list[tuple[str, float, str]]] = [
        [(LINE_WORDS[kind], 44, _sample(kind, y)) for kind in LINE_WORDS if kind],
        [
            ("help goes this way", 44, _sample("in_touch", y + KEY, direction="to_family")),
            ("no line: no link recorded", 0, ""),
            ("a person", 30, ink.box(0, y + KEY - 13, 30, 16, name="kf-drawn-key", round=8)),
            ("a service", 30, ink.box(0, y + KEY - 13, 30, 16, name="kf-drawn-key")),
            ("missing", 30, ink.box(0, y + KEY - 13, 30, 16, name="kf-drawn-key", dashed=True)),
            ("link outside the home", 44, _sample("outer", y + KEY)),
        ],
    ]
    inside = ""
    for n, row in enumerate(rows):
        spare = width - 2 * EDGE - sum(letters.width(said, size=ink.TEXT) + wide + 5 for said, wide, _ in row)
        x = EDGE
        for said, wide, drawn in row:
            inside += f'<g transform="translate({ink.number(x)} 0)">{drawn}{ink.words(wide + 5, y + n * KEY, said)}</g>'
            x += letters.width(said, size=ink.TEXT) + wide + 5 + spare / (len(row) - 1)
    return f'<g class="kf-drawn-key" data-key="ecogram">{inside}</g>'


def _sample(kind: str, y: float, *, direction: str = "") -> str:
    return stroke(kind, [Point(0, y - 4), Point(44, y - 4)], direction=direction)
