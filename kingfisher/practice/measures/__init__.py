"""Has practice changed? The measures behind a review's recommendations, read over many families (paragraph 62).

Every figure carries its denominator; small numbers are held back (`figure.shown`); nothing counts one family or one
practitioner. A measure is added here under the name a recommendation gives.
"""

from collections.abc import Callable

import msgspec

from kingfisher.practice.measures.figure import Asked, Figure
from kingfisher.practice.measures.neglect import strategy, tool
from kingfisher.practice.measures.parents import care_leavers, fathers
from kingfisher.practice.measures.plan_roles import plan_roles


class Measure(msgspec.Struct, frozen=True):
    """A measure by name: what it shows, the recommendation it is a worked example of, and how it is taken."""

    title: str
    recommendation: str
    take: Callable[[Asked], list[Figure]]


MEASURES = {
    "neglect_strategy": Measure("The neglect strategy is reached and used", "1", strategy),
    "neglect_tool": Measure("The neglect tool is trained, licensed, used and repeated", "2", tool),
    "plan_roles": Measure("Every plan says who does what", "3", plan_roles),
    "care_leaver_parents": Measure("What parents with a leaving care service want, and get", "4", care_leavers),
    "fathers": Measure("Fathers are invited, heard and assessed, and it makes a difference", "5", fathers),
}
