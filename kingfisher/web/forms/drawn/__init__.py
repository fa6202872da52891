"""Forms of the drawn family: what to draw and copy, and each change of it, by what is changed."""

from kingfisher.web.forms.drawn.changing import DrawnChange
from kingfisher.web.forms.drawn.homes_and_parts import Away, Moved, Part
from kingfisher.web.forms.drawn.relations import AddChild, AddLine, AddParent, AddPartner

__all__ = ["CHANGES", "DrawnChange"]

CHANGES: dict[str, type[DrawnChange]] = {
    "partner": AddPartner,
    "parent": AddParent,
    "child": AddChild,
    "line": AddLine,
    "home": Moved,
    "part": Part,
    "away": Away,
}
