"""The same facts about other people raise the same questions; however much is innocuous, it adds none."""

import random
import time
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from kingfisher.questions.engine import ask
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import Entry, Seen
from kingfisher.timeline.file_format import read_record
from kingfisher.timeline.kinds import Appointment, Contact, Observation, Outcome, Setting
from kingfisher.timeline.people import Person, Relationship, Tie

TYPED = Path(__file__).parents[2] / "demo" / "typed"
CASES = {"lucy": read_record(TYPED / "lucy.yaml"), "mia": read_record(TYPED / "mia.yaml")}
DAYS = [
    date(2018, 2, 8),
    date(2018, 10, 20),
    date(2019, 8, 20),
    date(2020, 3, 20),
    date(2020, 5, 14),
    date(2020, 7, 20),
]
BOTH = [pytest.param(case, day, id=f"{case} {day}") for case in CASES for day in DAYS]


def questions(chronology, day):
    return [(q.kind, q.about, q.since, q.rests_on, q.sentence) for q in ask(chronology, day)]


def with_people(chronology, change):
    people = tuple(change(person) for person in chronology.family.people)
    family = msgspec.structs.replace(chronology.family, people=people)
    return Chronology(family, chronology.by_id.values())


@pytest.mark.parametrize(("case", "day"), BOTH)
def test_sex_makes_no_difference(case, day):
    swap = {"F": "M", "M": "F", None: None}
    swapped = with_people(CASES[case], lambda p: msgspec.structs.replace(p, sex=swap[p.sex]))
    assert questions(swapped, day) == questions(CASES[case], day)


@pytest.mark.parametrize("years", [-25, -3, 4])
@pytest.mark.parametrize(("case", "day"), BOTH)
def test_the_parents_age_makes_no_difference(case, day, years):
    parents = {tie.person for tie in CASES[case].family.relationships if tie.kind is Tie.PARENT}

    def aged(person):
        if person.id not in parents or person.born is None or person.born.first is None:
            return person
        return msgspec.structs.replace(person, born=When.day(person.born.first + timedelta(days=365 * years)))

    assert questions(with_people(CASES[case], aged), day) == questions(CASES[case], day)


@pytest.mark.parametrize(("case", "day"), BOTH)
def test_an_older_childs_age_makes_no_difference(case, day):
    def younger(person):
        born = person.born and person.born.first
        if person.id in ("lucy", "mia") or person.id not in CASES[case].family.children or not born:
            return person
        return msgspec.structs.replace(person, born=When.day(max(born, date(2019, 12, 1)) - timedelta(days=700)))

    assert questions(with_people(CASES[case], younger), day) == questions(CASES[case], day)


@pytest.mark.parametrize(("case", "day"), BOTH)
def test_a_note_of_having_been_in_care_makes_no_difference(case, day):
    labelled = with_people(CASES[case], lambda p: msgspec.structs.replace(p, note="care leaver; was looked after"))
    assert questions(labelled, day) == questions(CASES[case], day)
    without = [entry for entry in CASES[case].by_id.values() if entry.id != "E02"]  # came into care, long ago
    if case == "lucy":
        assert questions(Chronology(CASES[case].family, without), day) == questions(CASES[case], day)


@pytest.mark.parametrize(("case", "day"), BOTH)
def test_more_brothers_and_sisters_make_no_difference(case, day):
    held = CASES[case]
    more = tuple(Person(id=f"more{n}", name=f"More {n}", born=When.day(date(2012, 1, n + 1))) for n in range(5))
    ties = tuple(Relationship(kind=Tie.PARENT, of=one.id, person="mother") for one in more)
    family = msgspec.structs.replace(
        held.family, people=(*held.family.people, *more), relationships=(*held.family.relationships, *ties)
    )
    larger = Chronology(family, held.by_id.values())
    before, after = ask(held, day), ask(larger, day)
    assert len(after) == len(before)
    assert [(q.kind, q.since, q.rests_on) for q in after] == [(q.kind, q.since, q.rests_on) for q in before]


def innocuous(case, number, start, seed=1):
    """Everyday entries: contacts kept, appointments kept, a service's own cancellations, observations."""
    chance = random.Random(seed)
    family = CASES[case].family
    for n in range(number):
        child = chance.choice(family.children)
        content = chance.choice(
            [
                Contact(with_whom=("mother",), setting=Setting.TELEPHONE, outcome=Outcome.ATTENDED),
                Contact(with_whom=("mother",), setting=Setting.OFFICE, outcome=Outcome.ATTENDED),
                Appointment(whose="mother", outcome=Outcome.DID_NOT_ATTEND),
                Appointment(whose=child, outcome=Outcome.CANCELLED_BY_SERVICE),
                Appointment(whose=child, service="everyday", outcome=Outcome.ATTENDED),
                Observation(of_what="an ordinary day"),
            ]
        )
        seen = (Seen(child=child, setting=Setting.SCHOOL),) if chance.random() < 0.3 else ()
        day = When.day(start + timedelta(days=n % 400))
        yield Entry(id=f"n{n}", content=content, happened=day, agency="school", about=(child, "mother"), seen=seen)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("case", list(CASES))
def test_forty_innocuous_contacts_raise_nothing(case, seed):
    entries = list(innocuous(case, 40, date(2019, 9, 1), seed))
    assert ask(Chronology(CASES[case].family, entries), date(2020, 6, 1)) == []


@pytest.mark.parametrize(("case", "day"), BOTH)
def test_forty_innocuous_contacts_add_nothing(case, day):
    held = CASES[case]
    more = Chronology(held.family, [*held.by_id.values(), *innocuous(case, 40, day - timedelta(days=60))])
    before = ask(held, day)
    for question in ask(more, day):  # a question may come to be about fewer: one of them was since seen at school
        same = [q for q in before if q.kind == question.kind and set(question.about) <= set(q.about)]
        assert [q for q in same if q.since <= question.since], question


def test_grows_with_the_number_of_entries_and_not_with_its_square():
    """Ten times the entries, every kind of them, in about ten times the time."""
    held = CASES["lucy"]

    def many(times):
        entries = [
            msgspec.structs.replace(
                entry, id=f"{entry.id}-{n}", happened=_later(entry.happened, n), same_as=(), relates_to=(), shared=()
            )
            for n in range(times)
            for entry in held.by_id.values()
        ]
        return Chronology(held.family, entries)

    def seconds(chronology):
        start = time.process_time()
        ask(chronology, date(2030, 1, 1))
        return time.process_time() - start

    small, large = many(10), many(100)
    seconds(small)
    assert seconds(large) < 30 * max(seconds(small), 0.01)


def _later(when, days):
    if when.first is None or when.last is None:
        return when
    return When.between(when.first + timedelta(days=days), when.last + timedelta(days=days))
