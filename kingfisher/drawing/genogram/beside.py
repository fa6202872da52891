"""The words of a care or relation line: beside it where nothing else is, or further off with a fine line to it."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from kingfisher.drawing.genogram.canvas import Canvas, met, over
from kingfisher.drawing.genogram.labels import EM, LINE, width, wrap
from kingfisher.drawing.genogram.symbols import number, path, words_at
from kingfisher.drawing.genogram.ways import XY, Box

OFFS = (6.0, 14.0, 24.0, 36.0, 50.0, 66.0, 84.0, 104.0, 130.0, 160.0, 190.0)  # how far from its line a word may stand
NEARBY = 4  # of these, so many are tried first
ASIDE = 66.0  # how far beside an upright stretch at most
WIDE = 0.3  # a pixel by which words are wider than their line is long
HEAD = 48.0  # the heading's height, where nothing else is written
LED_OVER = 3.0  # a line under the fine line to words
BLOCKED, MET, FAR, OFF = (
    1000.0,
    150.0,
    0.15,
    0.8,
)  # words on words; a line through words; words a pixel from the line's middle


def beside_line(canvas: Canvas, points: Sequence[XY], words: str) -> tuple[str, Box]:
    """The words at the place beside the line that is freest and nearest its middle, and their box."""
    best = _best(canvas, points, words, OFFS[:NEARBY], None)
    if best is None or best.cost >= MET:
        best = _best(canvas, points, words, OFFS[NEARBY:], best)
    if best is None:
        return "", (0.0, 0.0, 0.0, 0.0)
    box, lines = best.spot.box, best.lines
    middle = (box[0] + box[2]) / 2
    text = (
        words_at(middle, box[1] + 9 + (LINE - 1.5) * n, line, "label", anchor="middle") for n, line in enumerate(lines)
    )
    if lead := _lead(box, best.spot.at):
        canvas.pieces.append(((lead[0], lead[1]), (lead[2], lead[3])))
    return _leader(box, best.spot.at) + "".join(text), box


def _best(
    canvas: Canvas, points: Sequence[XY], words: str, offs: Sequence[float], best: "Written | None"
) -> "Written | None":
    """The best place no nearer and no farther off than these, if it is better than the one there is."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    around = (min(xs) - 240, min(ys) - 230, max(xs) + 240, max(ys) + 230)
    boxes = [box for box in canvas.boxes if over(box, around)]
    pieces = [piece for piece in [*canvas.pieces, *canvas.homes] if met(around, piece)]
    whole = sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in pairwise(points))
    tries: list[tuple[float, int, Spot, list[str]]] = []
    for room in (150.0, 80.0, 58.0, 46.0):
        lines = wrap(words, max(room, *(width(word) for word in words.split())))
        wide, high = max(width(line) for line in lines), (LINE - 1.5) * (len(lines) - 1) + EM
        for spot in _spots(points, wide, high, offs):
            wish = FAR * abs(spot.gone - whole / 2) + 3.0 * len(lines) + OFF * spot.off
            wish += WIDE * max(wide - whole, 0.0) + BLOCKED * (spot.box[0] < 4 or spot.box[1] < HEAD)
            if best is None or wish < best.cost:
                tries.append((wish, len(tries), spot, lines))
    for wish, _, spot, lines in sorted(tries, key=lambda one: one[:2]):
        if best is not None and wish >= best.cost:
            break
        cost = wish + BLOCKED * sum(over(spot.box, other) for other in boxes)
        cost += MET * sum(met(spot.box, piece, 4.0) for piece in pieces)
        if lead := _lead(spot.box, spot.at):
            cost += BLOCKED * sum(over(lead, other) for other in boxes)
            cost += sum(_led_over(lead, piece) for piece in pieces)
        if best is None or cost < best.cost:
            best = Written(cost, spot, lines)
    return best


def _lead(box: Box, at: XY) -> Box | None:
    """From words that stand some way off to the point of the line they belong to; None if they stand close."""
    x, y = min(max(at[0], box[0]), box[2]), min(max(at[1], box[1] - 1), box[3] + 1)
    if abs(x - at[0]) + abs(y - at[1]) < OFFS[2] - 1:
        return None
    # A pixel short of the words, which would else be in its own way.
    return min(x, at[0]), min(y, at[1]), max(x, at[0]), max(y, at[1])


def _led_over(lead: Box, piece: tuple[XY, XY]) -> float:
    """What it costs that the fine line meets another: little to cross it, much to run along it."""
    if not met(lead, piece, 2.5):
        return 0.0
    upright = lead[3] - lead[1] > lead[2] - lead[0]
    return LED_OVER if upright != (piece[0][0] == piece[1][0]) else BLOCKED / 2


def _leader(box: Box, at: XY) -> str:
    """The fine line along it."""
    lead = _lead(box, at)
    return path(f"M{number(lead[0])} {number(lead[1])}L{number(lead[2])} {number(lead[3])}", "leader") if lead else ""


class Spot(NamedTuple):
    """A box where words may stand, how far along the line and off it, and the point of the line they belong to."""

    box: Box
    gone: float
    off: float
    at: XY


class Written(NamedTuple):
    """Words, wrapped, at a place, and what that place costs."""

    cost: float
    spot: Spot
    lines: list[str]


def _spots(points: Sequence[XY], wide: float, high: float, offs: Sequence[float]) -> list[Spot]:
    """Boxes for words above, below, left and right of each stretch of a line."""
    out: list[Spot] = []
    gone = 0.0
    for (x1, y1), (x2, y2) in pairwise(points):
        long = abs(x2 - x1) + abs(y2 - y1)
        steps = min(max(int(long / 8), 1), 40)
        for n in range(steps + 1):
            share = n / steps
            x, y = x1 + (x2 - x1) * share, y1 + (y2 - y1) * share
            for off in offs if y1 == y2 else [off for off in offs if off <= ASIDE]:
                corners = (
                    [(x - wide * part, top) for part in (0.5, 0.0, 1.0) for top in (y - high - off, y + off)]
                    if y1 == y2
                    else [(x + off, y - high / 2), (x - wide - off, y - high / 2)]
                )
                for left, top in corners:
                    out.append(Spot((left, top, left + wide, top + high), gone + long * share, off, (x, y)))
        gone += long
    return out
