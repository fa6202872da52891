"""The family drawn: a genogram as SVG, and the same facts in words.

`draw` places everyone (rows, order, across), routes the lines of structure (lines, lanes, gaps, paths), and writes the
picture (symbols, unions, loops, relations, key, picture) with the same facts as a table (facts) and on paper (paper).
"""

from kingfisher.drawing.genogram.drawing import Drawing, draw
from kingfisher.drawing.genogram.facts import Fact, Facts, Member
from kingfisher.drawing.genogram.paper import pages
from kingfisher.drawing.genogram.placed import Placed

__all__ = ["Drawing", "Fact", "Facts", "Member", "Placed", "draw", "pages"]
