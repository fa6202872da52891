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

DAY = date(2020, 1, 1)
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


def bare(held: list[Entry]) -> list[Entry]:
    """The least it takes: the entries up to a day, in order, and found by their ids."""
    found = {entry.id: entry for entry in held if entry.happened.first <= DAY}
    return sorted(found.values(), key=lambda entry: entry.happened.sort_key)


def run() -> Iterator[Measured]:
    """Growth from a hundred entries to a hundred thousand, and the ratio at twenty thousand."""

    def opened(size: int) -> Callable[[], object]:
        held = entries(size)
        return lambda: Chronology(Family(), held).as_at(DAY).happenings()

    def barely(size: int) -> Callable[[], object]:
        held = entries(size)
        return lambda: bare(held)

    yield growth("order, cut and gather, growth from 1,000 to 100,000 entries", opened, SIZES, floor=barely)
    held = entries(20_000)
    yield compare("the same, against the least it takes", opened(20_000), lambda: bare(held), goal=None)
