"""Asking again after something was written, or after some days, says to the letter what asking everything says.

Over the typed cases and made-up families: entries come one by one in any order, are corrected or taken out, days pass.
"""

import random
from datetime import date, timedelta

import msgspec
import pytest

from kingfisher.cli.population import made
from kingfisher.practice.guidance import guidance
from kingfisher.questions import again as asking
from kingfisher.questions.again import again, asked
from kingfisher.questions.concluding import conclude
from kingfisher.questions.engine import ask_and_hold, register
from kingfisher.questions.parameters import standard
from kingfisher.questions.picture import Picture
from kingfisher.questions.question import Standing
from kingfisher.questions.watched import KEYED, TESTS
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Contact, View
from tests.questions.test_any_subset import CASES

FAMILIES = list(made(110, seed=5))
STEPS = 8


def everything(record, day):
    picture = Picture(record, day, standard())
    return [one for kind in register().values() for one in conclude(picture, kind, kind.look(picture))]


def entry_by_entry(record, day, seed, *, days_pass):
    """Some of the entries in any order, then some more one by one, now and then one corrected or taken out."""
    chance = random.Random(seed)
    coming = list(record.by_id.values())
    chance.shuffle(coming)
    held = [coming.pop() for _ in range(max(len(coming) - STEPS, chance.randrange(len(coming))))]
    if days_pass:
        day -= timedelta(days=chance.randrange(300))
    yield Chronology(record.family, held), day
    while coming:
        one = coming.pop()
        held.append(one)
        if chance.random() < 0.1:
            held.append(msgspec.structs.replace(one, id=f"{one.id}-put-right", corrects=one.id, about=()))
        if chance.random() < 0.1:
            held.pop(chance.randrange(len(held)))
        if days_pass:
            day += timedelta(days=chance.choice([0, 0, 1, 5, 30]))
        yield Chronology(record.family, held), day


def differences(steps):
    """How many steps say another thing than asking everything does, and how many questions each step asked."""
    first, *others = steps
    former, found, numbers = asked(*first), 0, []
    for record, day in others:
        former = again(former, record, day)
        numbers.append(len(former.asked))
        same = former.stands == everything(record, day)
        found += not (same and (former.questions, former.holds_until) == ask_and_hold(record, day))
    return found, numbers


@pytest.mark.parametrize("days_pass", [False, True])
def test_made_up_families(days_pass):
    found, numbers = 0, []
    for seed, one in enumerate(FAMILIES):
        different, each = differences(entry_by_entry(one.chronology, one.last, seed, days_pass=days_pass))
        found, numbers = found + different, numbers + each
    assert found == 0
    assert sum(numbers) / len(numbers) < len(register()) / 3


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("case", list(CASES))
def test_typed_cases(case, seed):
    day = date(2018, 6, 1) + timedelta(days=random.Random(seed).randrange(1000))
    found, _ = differences(entry_by_entry(CASES[case], day, seed, days_pass=bool(seed % 2)))
    assert found == 0


def test_nothing_new_asks_nothing():
    one = FAMILIES[0]
    former = asked(one.chronology, one.last)
    assert (
        again(former, Chronology(one.chronology.family, one.chronology.by_id.values()), one.last).asked == frozenset()
    )


def test_another_family_another_day_or_another_edition_asks_everything():
    one = FAMILIES[0]
    family, entries = one.chronology.family, list(one.chronology.by_id.values())
    former = asked(one.chronology, one.last)
    everybody = frozenset(register())
    assert again(former, one.chronology, one.last - timedelta(days=1)).asked == everybody
    assert again(former, Chronology(msgspec.structs.replace(family, people=()), entries), one.last).asked == everybody
    edition = max(one.start for one in guidance().values())
    before = asked(one.chronology, edition - timedelta(days=1))
    assert again(before, one.chronology, edition).asked == everybody


def _with_question(monkeypatch, look):
    """A book of one question more."""
    other = msgspec.structs.replace(register()["young_carer"], id="other", look=look)
    monkeypatch.setattr(asking, "register", lambda: {**register(), "other": other})


def _one_more(record, **changes):
    day = max(entry.known_from or date.min for entry in record)
    fresh = Entry(id="new", content=View(), happened=When.day(day), agency="school", about=record.family.children)
    return Chronology(record.family, (*record.by_id.values(), msgspec.structs.replace(fresh, **changes)))


def test_a_question_that_takes_what_has_no_test_is_always_asked_again(monkeypatch):
    assert "entries" not in TESTS
    one = FAMILIES[0]
    _with_question(
        monkeypatch,
        lambda picture: [Standing(about=("child1",), rests_on=(picture.entries[0].id,), because="Looked at all.")],
    )
    former = asked(one.chronology, one.last)
    assert "other" in again(former, _one_more(one.chronology), one.last).asked


def test_a_question_is_asked_again_when_its_day_has_come(monkeypatch):
    one = FAMILIES[0]
    _with_question(
        monkeypatch,
        lambda picture: [
            Standing(
                about=("child1",), rests_on=("e0001",), because="Not yet.", holds_until=one.last + timedelta(days=2)
            )
        ],
    )
    former = asked(one.chronology, one.last)
    former = again(former, one.chronology, one.last + timedelta(days=2))
    assert "other" not in former.asked
    assert "other" in again(former, one.chronology, one.last + timedelta(days=3)).asked


def test_only_what_was_taken_counts(monkeypatch):
    one = FAMILIES[0]
    _with_question(monkeypatch, lambda picture: picture.of_kind(Contact)[:0])
    former = asked(one.chronology, one.last)
    assert "other" not in again(former, _one_more(one.chronology), one.last).asked
    assert "other" in again(former, _one_more(one.chronology, content=Contact()), one.last).asked


def test_every_test_is_of_a_member_there_is():
    assert set(TESTS) | set(KEYED) <= set(dir(Picture))
