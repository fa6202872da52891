"""Merging 20 files of 1,000 rows with second accounts found, against a blocked rapidfuzz comparison of the same rows.

The floor compares the words of every two rows of different agencies that share a person and lie within three days,
which is the least any finder of second accounts must do. Ours also merges, orders and gives its reasons in words.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from rapidfuzz import fuzz

from benchmarks.protocol import Measured, compare, growth
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Appointment, Contact, Content, Health, Incident, Meeting, Referral
from kingfisher.timeline.people import Family, Person
from kingfisher.timeline.same_happening import suggest_pairs

PEOPLE = [
    Person(id=f"p{n}", name=f"{name} Ashdown")
    for n, name in enumerate(["Ada", "Ben", "Cal", "Dot", "Eve", "Flo", "Gil"])
]
WORDS = """
    home visit kitchen clean asleep nursery late telephone call mother father school bus tired coat review plan
    agreed next week appointment bruise fall clinic weight letter sent housing rent boiler repaired police called
    noise neighbour drink partner left returned worried support offered declined accepted meeting progress
""".split()  # noqa: SIM905
KINDS: list[Content] = [
    Contact(),
    Contact(),
    Appointment(),
    Health(),
    Incident(),
    Meeting(type="child_in_need"),
    Referral(to="agency1"),
]


def files(count: int, rows: int) -> list[list[Entry]]:
    """Seeded files of one agency each over five years; one row in twenty is told again by the next agency."""
    dice = random.Random(11)
    made: list[list[Entry]] = [[] for _ in range(count)]
    for number in range(count * rows):
        agency = number % count
        day = date(2016, 1, 1) + timedelta(days=dice.randrange(1826))
        text = " ".join(dice.choices(WORDS, k=14))
        about = tuple(person.id for person in dice.sample(PEOPLE, 2))
        made[agency].append(_entry(number, agency, day, text, about, dice.choice(KINDS)))
        if dice.random() < 0.05:
            told = (agency + 1) % count
            made[told].append(_entry(number + 10_000_000, told, day, text + " told", about, made[agency][-1].content))
    return made


def _entry(  # noqa: PLR0917 - as short as it can be said
    number: int, agency: int, day: date, text: str, about: tuple[str, ...], content: Content
) -> Entry:
    return Entry(
        id=f"e{number}", content=content, happened=When.day(day), agency=f"agency{agency}", about=about, text=text
    )


def blocked(made: list[list[Entry]]) -> int:
    """The floor: every two rows of different agencies, sharing a person, within three days, compared by their words."""
    by_day: dict[date, list[Entry]] = defaultdict(list)
    for one in (entry for rows in made for entry in rows):
        by_day[one.happened.first].append(one)
    alike = 0
    for day, here in by_day.items():
        near = [other for ahead in range(4) for other in by_day.get(day + timedelta(days=ahead), ())]
        for one in here:
            for other in near:
                if one.agency != other.agency and not set(one.about).isdisjoint(other.about):
                    alike += fuzz.token_set_ratio(one.text, other.text, score_cutoff=80) > 0
    return alike


def merged(made: list[list[Entry]]) -> int:
    """Ours: one chronology, and the pairs."""
    family = Family(people=tuple(PEOPLE))
    first, *others = [Chronology(family, rows) for rows in made]
    whole = first.merged_with(*others)
    return len(suggest_pairs(whole.entries, whole.family))


def run() -> Iterator[Measured]:
    """Twenty files of a thousand rows; and how it grows with the years a family is known."""
    made = files(20, 1_000)
    yield compare("merge and find second accounts", lambda: merged(made), lambda: blocked(made), goal=2.0, runs=3)
    yield growth(
        "the same for one agency's pace: rows from 1,000 to 16,000 over as many years",
        _merging,
        [1_000, 4_000, 16_000],
    )


def _merging(size: int) -> Callable[[], object]:
    held = _spread(size)
    return lambda: merged(held)


def _spread(size: int) -> list[list[Entry]]:
    """Files whose rows grow more in number but no denser in time."""
    made = files(10, size // 10)
    years = max(size // 4_000, 1)
    return [[_moved(one, n % years) for n, one in enumerate(rows)] for rows in made]


def _moved(one: Entry, years: int) -> Entry:
    day = one.happened.first + timedelta(days=1826 * years)
    return _entry(int(one.id[1:]), int(one.agency[6:]), day, one.text, one.about, one.content)
