"""A chronology's own work grows in a straight line: putting in order, cutting as at a day, gathering happenings."""

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from benchmarks.protocol import Measured, compare, growth
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Contact
from kingfisher.timeline.people import Family

SIZES = [100, 1_000, 10_000, 100_000]


def entries(count: int) -> list[Entry]:
    """Seeded entries over ten years from ten agencies, one in twenty linked to the one before it."""
    dice = random.Random(7)
    made = []
    for number in range(count):
        day = date(2015, 1, 1) + timedelta(days=dice.randrange(3650))
        same = (f"e{number - 1}",) if number and dice.random() < 0.05 else ()
        made.append(
            Entry(
                id=f"e{number}",
                content=Contact(),
                happened=When.day(day),
                agency=f"agency{dice.randrange(10)}",
                about=("child",),
                same_as=same,
            )
        )
    return made


def run() -> Iterator[Measured]:
    """Growth, and ordering against a bare sort of the same days."""

    def opened(size: int) -> Callable[[], object]:
        held = entries(size)
        return lambda: Chronology(Family(), held).as_at(date(2020, 1, 1)).happenings()

    yield growth("order, cut and gather, cost for each entry, 1,000 to 100,000", opened, SIZES)
    held = entries(20_000)
    yield compare(
        "cutting as at a day, against a bare pass over the same entries' dates",
        lambda: Chronology(Family(), held).as_at(date(2020, 1, 1)),
        lambda: sorted((e for e in held if e.happened.first <= date(2020, 1, 1)), key=lambda e: e.happened.sort_key),
        goal=None,
    )
