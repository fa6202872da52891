"""Made-up families of ordinary, mostly well-handled lives: to measure what the questions cost people and machines.

It is here, and not among the tests, because the command `burden` needs it: a partnership that has changed a parameter
wants to know what that does to families where nothing is missing before it has a hundred families of its own. It is not
a question and is no ground for one, so it is not in `questions`, which never sees it. Nobody in it is real.

The same number and seed give the same family, on any machine, whatever the others are.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from kingfisher.cli.population.diary import Diary
from kingfisher.cli.population.everyday import everyday
from kingfisher.cli.population.help_given import STORIES
from kingfisher.cli.population.households import household
from kingfisher.cli.population.messy import in_a_messy_hand
from kingfisher.timeline.chronology import Chronology

FIRST_DAY = date(2021, 9, 6)  # a Monday; each family's record begins within the year after it
DAYS = 820  # about 27 months of record for each


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """One made-up family: its record, what was done with it, how it was written, and the last day of the record.

    `story` is the way it came to services, if at all; `recording` good, middling or messy; `well_handled` False for the
    few in which a step that matters was left out on purpose.
    """

    name: str
    chronology: Chronology
    story: str
    recording: str
    well_handled: bool
    first: date
    last: date


def made(count: int, seed: int = 1, *, start: int = 0) -> Iterator[Made]:
    """`count` families, numbered from `start`, each by itself: family 7 of seed 1 is always the same family."""
    for number in range(start, start + count):
        yield made_family(number, seed)


def made_family(number: int, seed: int = 1) -> Made:
    """The family of that number."""
    dice = random.Random(f"{seed}-{number}")  # noqa: S311 - a seeded family, not a secret
    first = FIRST_DAY + timedelta(days=dice.randrange(365))
    story = dice.choices(list(STORIES), weights=[one.share for one in STORIES.values()])[0]
    home = household(dice, first, unborn=story.startswith("unborn"))
    recording = dice.choices(["good", "middling", "messy"], weights=[3, 3, 2])[0]
    well_handled = dice.random() < 0.9
    diary = Diary(dice, home, first, first + timedelta(days=DAYS), middling=recording != "good")
    everyday(diary)
    STORIES[story].tell(diary)
    return Made(
        name=f"family-{number:06d}",
        chronology=_written(diary, recording, lapses=0 if well_handled else 4),
        story=story,
        recording=recording,
        well_handled=well_handled,
        first=diary.first,
        last=diary.last,
    )


def _written(diary: Diary, recording: str, *, lapses: int) -> Chronology:
    held = diary.chronology(lapses=lapses)
    return Chronology(held.family, in_a_messy_hand(held.by_id.values(), diary.dice)) if recording == "messy" else held
