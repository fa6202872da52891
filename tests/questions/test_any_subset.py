"""Agencies send what they have: with any entries and any fields missing, questions stand on what is there."""

import random
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from kingfisher.questions.engine import ask, holds_until, open_since, why_not
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import UNKNOWN, When
from kingfisher.timeline.file_format import read_record

TYPED = Path(__file__).parents[2] / "demo" / "typed"
CASES = {case: read_record(TYPED / f"{case}.yaml") for case in ("lucy", "mia")}


def thinned(chronology, seed):
    """The record with entries lost, fields lost, dates blurred, and now and then nobody named."""
    chance = random.Random(seed)
    entries = [_thin(entry, chance) for entry in chronology.by_id.values() if chance.random() < 0.8]
    family = chronology.family
    if chance.random() < 0.3:
        family = msgspec.structs.replace(family, children=(), practitioners=())
    if chance.random() < 0.2:
        family = msgspec.structs.replace(family, relationships=())
    return Chronology(family, entries)


def _thin(entry, chance):
    lost = {}
    for field in msgspec.structs.fields(type(entry.content)):
        if chance.random() < 0.3:
            lost[field.name] = field.default
    changes = {"content": msgspec.structs.replace(entry.content, **lost)}
    if chance.random() < 0.2:
        changes["about"] = ()
    day = entry.happened.first
    if day and chance.random() < 0.3:
        blurred = [UNKNOWN, When.month(day.year, day.month), When.between(None, day), When.between(day, None)]
        changes["happened"] = chance.choice([*blurred, When.year(day.year, about=True)])
    return msgspec.structs.replace(entry, **changes)


@pytest.mark.parametrize("seed", range(60))
@pytest.mark.parametrize("case", list(CASES))
def test_every_question_stands_on_what_is_there(case, seed):
    record = thinned(CASES[case], seed)
    day = date(2018, 1, 1) + timedelta(days=random.Random(seed).randrange(1100))
    held = record.as_at(day).by_id
    asked = ask(record, day)
    for question in asked:
        assert question.since <= day
        assert question.rests_on
        assert set(question.rests_on) <= set(held)
        assert question.about
        assert question.addressed_to
        assert question.sentence.endswith("?")
        assert question.settles.endswith(".")
        assert question.guidance
        assert question.holds_until is None or question.holds_until >= day
    assert len({q.key for q in asked}) == len(asked)
    assert all(one.because for one in why_not(record, day))
    open_now = {(one.kind, one.about, one.since) for one in open_since(record, day) if one.settled is None}
    assert open_now == {(q.kind, q.about, q.since) for q in asked}
    until = holds_until(record, day)
    assert until is None or until >= day


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize("case", list(CASES))
def test_nothing_changes_before_the_day_it_says(case, seed):
    day = date(2018, 1, 1) + timedelta(days=random.Random(seed).randrange(1100))
    record = thinned(CASES[case], seed).as_at(day)
    until = min(holds_until(record, day) or date(2021, 6, 1), date(2021, 6, 1))
    now = {(q.kind, q.about, q.since, q.rests_on) for q in ask(record, day)}
    assert {(q.kind, q.about, q.since, q.rests_on) for q in ask(record, max(until, day))} == now
