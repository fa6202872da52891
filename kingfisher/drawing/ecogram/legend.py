"""Below the oval: who is missing, outer links given in words, and the key that is printed with every ecogram."""

from collections.abc import Mapping, Sequence
from math import ceil

from kingfisher.drawing import ink, letters
from kingfisher.drawing.ecogram.geometry import Point
from kingfisher.drawing.ecogram.strokes import stroke
from kingfisher.drawing.letters import lines
from kingfisher.drawing.shown import Shown
from kingfisher.practice.supports import LINE_WORDS, Supports

EDGE = 10.0
KEY = 20.0


def footer_height(shown: Supports, width: float, in_words: int) -> float:
    """How much room everything below the oval takes, in pixels, when `in_words` outer links are given in words."""
    return 22 + sum(_rows(shown, width)[2]) + ink.LINE * ceil(in_words / 3) + 2 * KEY + 8


def _rows(shown: Supports, width: float) -> tuple[int, float, list[float]]:
    """How many boxes of who is missing stand side by side, how wide, and the heights of the rows with their gaps:
    whichever of two, three or four in a row is lowest."""
    ways = []
    for across in (3, 4, 2):
        wide = (width - 2 * EDGE - (across - 1) * 8) / across
        tall = [len(lines(one.words, wide - 12)) * 14.5 + 16 for one in shown.missing]
        ways.append((across, wide, [max(tall[n : n + across]) for n in range(0, len(tall), across)]))
    return min(ways, key=lambda way: sum(way[2]))


def footer(
    shown: Supports, in_words: Sequence[int], facts: Mapping[tuple[str, str], Shown], *, y: float, width: float
) -> list[str]:
    """Everything below the oval, from `y` down. `in_words` are the numbers of outer links that are not drawn."""
    heading = "Missing from the record" if shown.missing else "Nobody looked for is missing from the record"
    found = [ink.words(EDGE, y + 16, heading, bold=True)]
    y += 22
    beside, wide, rows = _rows(shown, width)
    for row, high in enumerate(rows):
        for column, one in enumerate(shown.missing[row * beside : (row + 1) * beside]):
            x = EDGE + column * (wide + 8)
            inside = ink.box(x, y, wide, high - 6, name="kf-ecogram-missing", dashed=True)
            for n, line in enumerate(lines(one.words, wide - 12)):
                inside += ink.words(x + 6, y + 15 + n * 14.5, line)
            found.append(ink.thing("missing", one.id, facts["missing", one.id].words, inside))
        y += high
    for place, n in enumerate(in_words):
        link = shown.outer[n]
        fact = facts["line", f"outer:{link.frm}:{link.to}"]
        across, down = place % 3, place // 3
        inside = ink.words(EDGE + across * width / 3, y + 12 + down * ink.LINE, f"Also recorded: {link.words}")
        found.append(ink.thing("line", fact.id, fact.words, inside, sort="in words"))
    return [*found, _key(y + ink.LINE * ceil(len(in_words) / 3) + 14, width)]


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
