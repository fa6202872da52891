"""Over ordinary families of every sort: who the carers are changes nothing, and what is innocuous adds nothing."""

import random
from datetime import date, timedelta

import msgspec
import pytest

from kingfisher.cli.population import made
from kingfisher.questions.engine import ask
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import Entry, Seen
from kingfisher.timeline.kinds import Appointment, Contact, LivingArrangement, Observation, Outcome, Setting, Strength
from kingfisher.timeline.people import Person, Relationship, Tie

replace = msgspec.structs.replace
FAMILIES = list(made(60, seed=11))
# Facts left out at random, so that there is something to ask of many of them.
LEFT_OUT = (
    "reason",
    "told",
    "considered",
    "early_help",
    "tool",
    "attended",
    "cover",
    "owner",
    "due",
    "fathers_involved",
)


def thinned(family):
    dice = random.Random(family.name)
    entries = []
    for entry in family.chronology.by_id.values():
        defaults = {field.name: field.default for field in msgspec.structs.fields(type(entry.content))}
        lost = {name: defaults[name] for name in LEFT_OUT if name in defaults and dice.random() < 0.5}
        shared = () if dice.random() < 0.5 else entry.shared
        if dice.random() > 0.15:
            entries.append(replace(entry, content=replace(entry.content, **lost), shared=shared))
    return Chronology(family.chronology.family, entries)


THINNED = {family.name: thinned(family) for family in FAMILIES}
EACH = pytest.mark.parametrize("family", FAMILIES, ids=lambda one: f"{one.name} {one.story}")


def days(family):
    return [family.first + timedelta(days=n) for n in (150, 420, 815)]


def questions(chronology, day, *, names=True):
    """All that is asked; without the sentences where names have been changed."""
    found = (
        [replace(one, sentence="", settles="") for one in ask(chronology, day)] if not names else ask(chronology, day)
    )
    return found


def with_people(chronology, change):
    family = replace(chronology.family, people=tuple(map(change, chronology.family.people)))
    return Chronology(family, chronology.by_id.values())


def grown_up(family, person):
    return person.id not in family.chronology.family.children


def same(family, changed, *, names=True):
    held = THINNED[family.name]
    for day in days(family):
        assert questions(changed, day, names=names) == questions(held, day, names=names)


def test_there_is_something_to_ask_of_many():
    asked = [bool(ask(THINNED[one.name], day)) for one in FAMILIES for day in days(one)]
    assert sum(asked) > 20


@EACH
def test_sex(family):
    swap = {"F": "M", "M": "F"}
    same(family, with_people(THINNED[family.name], lambda one: replace(one, sex=swap.get(one.sex))))


@EACH
@pytest.mark.parametrize("years", [-20, -4, 6])
def test_a_carers_age(family, years):
    def aged(person):
        if not grown_up(family, person):
            return person
        return replace(person, born=When.day(person.born.first + timedelta(days=365 * years)))

    same(family, with_people(THINNED[family.name], aged))


@EACH
@pytest.mark.parametrize("note", ["care leaver; was looked after", "White British", "Roma; large family", None])
def test_care_experience_and_ethnicity_in_a_note(family, note):
    same(family, with_people(THINNED[family.name], lambda one: replace(one, note=note)))


@EACH
def test_names_of_another_tradition(family):
    same(
        family, with_people(THINNED[family.name], lambda one: replace(one, name=f"Sana {one.id} Hussain")), names=False
    )


@EACH
@pytest.mark.parametrize("tenure", ["council tenancy", "hostel for families", "owner occupied, large garden"])
def test_tenure(family, tenure):
    held = THINNED[family.name]
    told = [
        replace(entry, text=tenure) if isinstance(entry.content, LivingArrangement) else entry
        for entry in held.by_id.values()
    ]
    same(family, Chronology(held.family, told))


@EACH
def test_more_brothers_and_sisters(family):
    held = THINNED[family.name]
    more = tuple(Person(id=f"more{n}", name=f"More {n}", born=When.day(date(2010, 1, n))) for n in range(1, 5))
    parents = {tie.person for tie in held.family.relationships if tie.kind is Tie.PARENT}
    ties = tuple(Relationship(kind=Tie.PARENT, of=one.id, person=two) for one in more for two in sorted(parents))
    larger = replace(
        held.family,
        people=(*held.family.people, *more),
        relationships=(*held.family.relationships, *ties),
        children=(*held.family.children, *(one.id for one in more)),
    )
    for day in days(family):
        before, after = ask(held, day), ask(Chronology(larger, held.by_id.values()), day)
        assert [(q.kind, q.since, q.rests_on) for q in after] == [(q.kind, q.since, q.rests_on) for q in before]


def innocuous(family, day):
    """Forty everyday contacts in the months before the day: kept, cancelled by a service, moved by the family, one
    missed by a carer."""
    dice = random.Random(family.name)
    held = family.chronology.family
    carer = next(tie.person for tie in held.relationships if tie.kind is Tie.PARENT)
    for n in range(40):
        child = dice.choice(held.children)
        content = dice.choice(
            [
                Contact(with_whom=(carer,), setting=Setting.TELEPHONE, outcome=Outcome.ATTENDED),
                Contact(with_whom=(carer,), setting=Setting.OFFICE, outcome=Outcome.ATTENDED),
                Appointment(whose=carer, outcome=Outcome.ATTENDED if n else Outcome.DID_NOT_ATTEND),
                Appointment(whose=child, outcome=Outcome.CANCELLED_BY_SERVICE),
                Appointment(
                    whose=child, outcome=Outcome.ATTENDED if n > 1 else Outcome.CANCELLED_BY_FAMILY, service="optician"
                ),
                Observation(of_what="chatty at the gate"),
                Strength(of=carer, what="came to the school fair"),
            ]
        )
        born = held.person(child).born.first
        when = day - timedelta(days=n * 3)
        seen = (Seen(child=child, setting=Setting.SCHOOL),) if born <= when and dice.random() < 0.3 else ()
        yield Entry(
            id=f"n{n}", content=content, happened=When.day(when), agency="school", about=(child, carer), seen=seen
        )


@EACH
def test_forty_innocuous_contacts_add_none(family):
    held = THINNED[family.name]
    for day in days(family):
        more = Chronology(held.family, [*held.by_id.values(), *innocuous(family, day)])
        before = {(q.kind, q.about, q.since) for q in ask(held, day)}
        assert {(q.kind, q.about, q.since) for q in ask(more, day)} <= before
