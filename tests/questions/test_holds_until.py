"""What holds until a day stays so until it: over uncertain dates and dates to come, and children some of whom are on a
plan."""

import random
from datetime import date, timedelta

import msgspec
import pytest

from kingfisher.cli.population import made
from kingfisher.questions.again import again, asked
from kingfisher.questions.partnership import in_force_until
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import When
from tests.questions.test_any_subset import CASES

FAMILIES = list(made(40, seed=11))


def uncertain(record, seed):
    """The record with a part of its dates known only about, within weeks, or entered for a day to come."""
    chance, entries = random.Random(seed), []
    for entry in record.by_id.values():
        day = entry.happened.first
        if day is not None and chance.random() < 0.3:
            weeks = timedelta(days=chance.randrange(60))
            ahead = chance.random() < 0.3
            when = When.between(day, day + weeks, about=chance.random() < 0.5) if not ahead else When.day(day + weeks)
            known = When.day(day) if ahead else entry.became_known
            entries.append(msgspec.structs.replace(entry, happened=when, became_known=known))
        else:
            entries.append(entry)
    return Chronology(record.family, entries)


def broken(record, seed):
    """The days that another day's questions say they hold until, and do not; and those asked again with another answer
    than asking afresh gives."""
    chance = random.Random(seed)
    days = [entry.known_from for entry in record.by_id.values() if entry.known_from]
    wrong = []
    for _ in range(5):
        day = min(days) + timedelta(days=chance.randrange((max(days) - min(days)).days + 200))
        now = asked(record, day)
        ends = [one for one in (now.holds_until, in_force_until(None, day), day + timedelta(days=900)) if one]
        for later in {min(ends), day + timedelta(days=chance.randrange((min(ends) - day).days + 1))}:
            if asked(record, later).questions != now.questions:
                wrong.append(("held until", day, later))
        later = day + timedelta(days=chance.randrange(90))
        if again(now, record, later).stands != asked(record, later).stands:
            wrong.append(("asked again", day, later))
    return wrong


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("case", list(CASES))
def test_typed_cases(case, seed):
    assert broken(uncertain(CASES[case], seed) if seed else CASES[case], seed) == []


def test_made_up_families():
    assert [found for seed, one in enumerate(FAMILIES) for found in broken(uncertain(one.chronology, seed), seed)] == []


def test_a_practitioner_listed_from_a_day_to_come_is_a_change_only_then():
    record = CASES["lucy"]
    day = date(2020, 5, 31)
    before = asked(record, day)
    for later in range(1, 60):
        now = asked(record, day + timedelta(days=later))
        assert again(before, record, day + timedelta(days=later)).stands == now.stands
