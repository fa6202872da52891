"""The ways in which a made-up family comes to services, and how often: mostly not at all."""

from collections.abc import Callable

import msgspec

from kingfisher.cli.population.diary import Diary
from kingfisher.cli.population.plans_made import child_in_need, child_protection, early_help
from kingfisher.cli.population.referrals_made import decided_no_further, unborn_assessed, unborn_no_further


class Story(msgspec.Struct, frozen=True):
    """One way: its share of families (of a hundred or so) and what writes it."""

    share: int
    tell: Callable[[Diary], None]


def _nothing(diary: Diary) -> None:
    """Universal services only."""


STORIES = {
    "universal": Story(34, _nothing),
    "early_help": Story(14, early_help),
    "no_further_action": Story(14, decided_no_further),
    "child_in_need": Story(20, child_in_need),
    "child_protection": Story(8, child_protection),
    "unborn_assessed": Story(5, unborn_assessed),
    "unborn_no_further_action": Story(5, unborn_no_further),
}
