"""The family drawn: a genogram as SVG, and the same facts in words.

Begin with `drawing`: `draw` is the whole of it in one call. Then, in the order in which a picture comes about:

- where everyone stands (`placed` is the answer, `placing` finds it): `rows`, a linear programme (`programme`); the
  order on each row: `frame` (who is tied to whom), `counting` and `runs` (what an order costs), `glance` (the same,
  nearly and quickly), `search` (moves along a row), `siblings` and `branches` (moves over several rows), `order` (all
  of it); then `across` (how far along the row) and `crossings` (how often lines cross, and must);
- the lines of structure: `lines` (what runs where), `gaps` (past a row), `lanes` (at which height), `paths` (drawn,
  crossings bridged);
- the marks: `labels` (what is written, how wide), `symbols` (people), `unions` (couples and children), `loops` with
  `outlines` (households), `canvas` with `ways` (what is there already, and ways between), `ends`, `strokes`, `beside`
  and `relations` (care and relation lines with their words);
- the file: `facts` (the same in words), `key`, `picture`, and `paper` (sheets of A4 and A3).
"""

from kingfisher.drawing.genogram.drawing import Drawing, draw
from kingfisher.drawing.genogram.facts import Fact, Facts, Member
from kingfisher.drawing.genogram.paper import pages
from kingfisher.drawing.genogram.placed import Placed

__all__ = ["Drawing", "Fact", "Facts", "Member", "Placed", "draw", "pages"]
