"""A picture and what it shows: every thing drawn is one fact, with its words, so that a table can say exactly the same.

Each fact's words are the drawn thing's own title; `data-<what>="id"` on the drawing says which it is.
"""

import msgspec


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """One thing drawn: what sort of thing, its id, words that say all of it, and the entries it rests on."""

    what: str
    id: str
    words: str
    rests_on: tuple[str, ...] = ()


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """A drawing as SVG text, the facts it shows in reading order, and the paper where its smallest text has `points`.

    `width` and `height` are in the picture's own pixels (1/96 inch when printed at full size).
    """

    svg: str
    shown: tuple[Shown, ...]
    width: float
    height: float
    paper: str = "A4 landscape"
    points: float = 9
