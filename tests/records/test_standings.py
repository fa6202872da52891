"""Standings are worked out by asking again only what can have changed: they are those of asking everything afresh."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from kingfisher.agencies.models import Agency
from kingfisher.questions.engine import register
from kingfisher.records import asked_lately, jobs, standings
from kingfisher.records.actions.happenings import confirm_same
from kingfisher.records.actions.people import add_everyone, add_person
from kingfisher.records.chain import append_accounts
from kingfisher.records.chronologies import whole_chronology
from kingfisher.records.models import Job, Standing
from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import amend
from kingfisher.timeline.file_format import read_record
from kingfisher.timeline.people import Person
from tests.records.cast import Cast

TYPED = Path(__file__).resolve().parents[2] / "demo" / "typed"
DAY, OPEN = date(2025, 10, 1), date(2026, 11, 2)  # OPEN: while the review is open
BABY = Person(id="new-baby", name="Bo Hart", born=When.parse("2019-02-03"))


@pytest.fixture(autouse=True)
def how_many(monkeypatch):
    """How many questions were asked each time standings were worked out."""
    asked_lately.forget()
    counted = []

    def counting(ref, chronology, as_at):
        found = asked_lately.asked_lately(ref, chronology, as_at)
        counted.append(len(found.asked))
        return found

    monkeypatch.setattr(standings, "asked_lately", counting)
    yield counted
    asked_lately.forget()


def typed_case(cast: Cast, name: str):
    """The case's people written down for the cast's family; its entries in the order in which they became known."""
    record = read_record(TYPED / f"{name}.yaml")
    for slug in record.agencies:
        Agency.objects.get_or_create(slug=slug, defaults={"name": slug, "short": slug[:24]})
    add_everyone(by=cast.social_worker, family=cast.family, everyone=record.family, at=DAY)
    entries = [one for one in record.by_id.values() if one.known_from]
    return sorted(entries, key=lambda one: one.known_from)


@pytest.mark.parametrize("name", ["lucy", "mia"])
def test_entry_by_entry_they_are_those_of_asking_everything(cast: Cast, how_many, name):
    questions, held = len(register()), 0
    for number, entry in enumerate(typed_case(cast, name)):
        append_accounts(cast.family, [entry], author=cast.social_worker)
        days = [entry.known_from, entry.known_from + timedelta(days=60)] if number % 10 == 9 else [entry.known_from]
        for day in days:
            standings.refresh(cast.family, day)
            assert standings.compare(cast.family) == [], f"after {entry.id}, as at {day}"
            held += Standing.objects.filter(family=cast.family, what=standings.QUESTION).count()
    assert held > 100
    assert how_many[0] == questions
    assert sum(how_many) < len(how_many) * questions * 2 / 3


def test_a_correction_a_joined_pair_and_another_child_are_taken_in(cast: Cast, how_many):
    entries = typed_case(cast, "lucy")
    last = entries[-1].known_from
    append_accounts(cast.family, entries, author=cast.social_worker)
    standings.refresh(cast.family, last)
    old = next(one for one in reversed(entries) if one.kind == "decision")
    contacts = [one.id for one in entries if one.kind == "contact"][:2]
    for change in (
        lambda: append_accounts(cast.family, [amend(old, id="right", corrects=old.id)], author=cast.social_worker),
        lambda: confirm_same(by=cast.reviewer, family=cast.family, first=contacts[0], second=contacts[1], at=OPEN),
        lambda: add_person(by=cast.social_worker, family=cast.family, person=BABY, is_child=True, at=DAY),
    ):
        change()
        standings.refresh(cast.family, last)
        assert standings.compare(cast.family) == []
    assert how_many[-1] == len(register())  # another child: all are asked


def test_what_says_who_is_who_or_what_is_one_has_them_worked_out_again(cast: Cast):
    entries = typed_case(cast, "lucy")
    append_accounts(cast.family, entries, author=cast.social_worker)
    jobs.work_off()
    for change in (
        lambda: add_person(by=cast.social_worker, family=cast.family, person=BABY, is_child=True, at=DAY),
        lambda: confirm_same(by=cast.reviewer, family=cast.family, first=entries[0].id, second=entries[1].id, at=OPEN),
    ):
        change()
        assert Job.objects.filter(state=Job.State.READY).count() == 1
        jobs.work_off()
    assert Standing.objects.filter(family=cast.family, child="new-baby").exists()


def test_few_families_are_kept_and_not_for_long(cast: Cast, monkeypatch):
    chronology = whole_chronology(cast.family)
    for number in range(asked_lately.FAMILIES + 3):
        asked_lately.asked_lately(f"family-{number}", chronology, DAY)
    assert len(asked_lately._lately) == asked_lately.FAMILIES
    assert not asked_lately.asked_lately("family-18", chronology, DAY).asked
    later = asked_lately.monotonic() + asked_lately.SECONDS + 1
    monkeypatch.setattr(asked_lately, "monotonic", lambda: later)
    assert asked_lately.asked_lately("family-18", chronology, DAY).asked
    assert list(asked_lately._lately) == ["family-18"]


def test_what_is_written_while_they_are_worked_out_is_read_too(cast: Cast, monkeypatch):
    read = []

    def reading(family):
        found = whole_chronology(family)
        if not read:
            add_person(by=cast.social_worker, family=cast.family, person=BABY, is_child=True, at=DAY)
        read.append(found)
        return found

    monkeypatch.setattr(standings, "whole_chronology", reading)
    made = standings.refresh(cast.family, DAY)
    assert len(read) == 2
    assert any(one.child == "new-baby" for one in made)
    assert Standing.objects.filter(family=cast.family, child="new-baby").exists()
    assert Standing.objects.filter(family=cast.family).count() == len(made)
