"""Over ordinary families of every sort: who the carers are changes nothing, and what is innocuous adds nothing."""

import random
from datetime import date, timedelta

import msgspec
import pytest

from kingfisher.cli.population import made
from kingfisher.questions.engine import ask, open_since
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import Entry, Seen
from kingfisher.timeline.kinds import (
    Appointment,
    Assessment,
    Check,
    Contact,
    Decision,
    Document,
    Involvement,
    LegalStep,
    LivingArrangement,
    Meeting,
    Observation,
    Outcome,
    Plan,
    Setting,
    Strength,
    Supervision,
    View,
)
from kingfisher.timeline.people import Person, Relationship, Tie

replace = msgspec.structs.replace
# Half again as many that came to services, and facts and entries left out at random, so that there is much to ask.
FAMILIES = [one for place, one in enumerate(made(100, seed=11)) if one.story != "universal" or place % 4 == 0]
LOST_KINDS = (View, Check, Supervision, Document)
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
        if dice.random() > (0.5 if isinstance(entry.content, LOST_KINDS) else 0.15):
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


def spells(chronology, day):
    """Every spell of every question up to the day, whoever it is about."""
    return [(one.kind, one.since, one.settled, one.rests_on, one.addressed_to) for one in open_since(chronology, day)]


def same(family, changed, *, names=True):
    """The same questions with the same words on three days, and the same from first to last."""
    held = THINNED[family.name]
    for day in days(family):
        assert questions(changed, day, names=names) == questions(held, day, names=names)
    assert spells(changed, family.last) == spells(held, family.last)


def test_there_is_something_to_ask_of_many():
    """Of two families in three that came to services and lost half of what was written; of many kinds; on many days."""
    came = [one for one in FAMILIES if one.story not in ("universal", "early_help")]
    asked = {one.name: {spell.kind for spell in open_since(THINNED[one.name], one.last)} for one in came}
    assert sum(bool(kinds) for kinds in asked.values()) >= len(came) * 2 / 3
    assert len(set().union(*asked.values())) >= 12
    assert sum(bool(ask(THINNED[one.name], day)) for one in FAMILIES for day in days(one)) >= 50


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
def test_care_experience_in_the_record(family):
    """A parent who grew up in care, with all that leaving care writes of anybody: nothing more is asked."""
    held, parent = THINNED[family.name], family.chronology.family.relationships[0].person
    born = held.family.person(parent).born.first
    grew_up = [
        LegalStep(step="care order", outcome="made"),
        Plan(type="looked_after", stage="opened"),
        Involvement(role="personal adviser, leaving care", practitioner="pa", covers=(parent,), stage="began"),
        Contact(with_whom=(parent,), setting=Setting.TELEPHONE, outcome=Outcome.ATTENDED),
        Plan(type="looked_after", stage="closed"),
        Involvement(role="personal adviser, leaving care", practitioner="pa", covers=(parent,), stage="ended"),
    ]
    entries = [
        Entry(
            id=f"care{n}",
            content=content,
            happened=When.day(born + timedelta(days=2200 + 750 * n)),
            agency="leaving_care",
            about=(parent,),
        )
        for n, content in enumerate(grew_up)
    ]
    same(family, Chronology(held.family, [*held.by_id.values(), *entries]))


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
    assert spells(Chronology(larger, held.by_id.values()), family.last) == spells(held, family.last)


def innocuous(family, day, seed=1):
    """Forty everyday entries in the four months before the day, by services of every sort: contacts and appointments
    kept, a few moved or cancelled by the family or by a service, an adult's own missed elsewhere, good news."""
    dice = random.Random(f"{family.name}-{seed}")
    held = family.chronology.family
    parents = [tie.person for tie in held.relationships if tie.kind is Tie.PARENT]
    for n in range(40):
        when, child, carer = day - timedelta(days=n * 3), dice.choice(held.children), dice.choice(parents)
        agency = dice.choice(["school", "gp", "health_visiting", "social_care", "early_help", "police", "housing"])
        service = dice.choice(["optician", "dental check", "speech therapy", "hearing test", "asthma clinic"])
        content = ORDINARY[n](child, carer, service) if n < len(ORDINARY) else dice.choice(KEPT)(child, carer, service)
        if isinstance(content, Appointment) and content.whose == carer:
            agency = dice.choice(["hospital", "dentist", "job_centre"])
        born = held.person(child).born.first
        seen = (Seen(child=child, setting=Setting.SCHOOL),) if born <= when and dice.random() < 0.3 else ()
        if content.kind == "contact" and content.outcome is not Outcome.ATTENDED:
            seen = ()
        happened = When.day(when)
        yield Entry(id=f"n{n}", content=content, happened=happened, agency=agency, about=(child, carer), seen=seen)


def _contact(setting, outcome=Outcome.ATTENDED):
    return lambda child, carer, service: Contact(with_whom=(carer,), setting=setting, outcome=outcome)


def _appointment(outcome, reason=None):
    return lambda child, carer, service: Appointment(whose=child, service=service, outcome=outcome, reason=reason)


KEPT = (
    _contact(Setting.TELEPHONE),
    _contact(Setting.OFFICE),
    _contact(Setting.INSIDE),
    _appointment(Outcome.ATTENDED),
    lambda child, carer, service: Appointment(whose=carer, outcome=Outcome.ATTENDED),
    lambda child, carer, service: Observation(of_what="chatty at the gate"),
    lambda child, carer, service: Strength(of=carer, what="came to the school fair"),
)
ORDINARY = (
    _appointment(Outcome.CANCELLED_BY_FAMILY, "rang: poorly, new day given"),
    _appointment(Outcome.CANCELLED_BY_SERVICE),
    _appointment(Outcome.REARRANGED),
    _contact(Setting.OFFICE, Outcome.CANCELLED_BY_FAMILY),
    _appointment(Outcome.CANCELLED_BY_SERVICE, "clinic cancelled"),
    lambda child, carer, service: Appointment(whose=carer, outcome=Outcome.DID_NOT_ATTEND, reason="forgot"),
    lambda child, carer, service: Appointment(whose=carer, service="dental check", outcome=Outcome.DID_NOT_ATTEND),
    _contact(Setting.TELEPHONE, Outcome.REARRANGED),
)


@EACH
@pytest.mark.parametrize("seed", range(3))
def test_forty_innocuous_contacts_add_none(family, seed):
    """Nothing is asked that was not asked before, of anyone it was not asked about; not on the day, nor in between."""
    held = THINNED[family.name]
    for day in days(family):
        more = Chronology(held.family, [*held.by_id.values(), *innocuous(family, day, seed)])
        before = {(one.kind, one.since, child) for one in open_since(held, day) for child in one.about}
        assert {(one.kind, one.since, child) for one in open_since(more, day) for child in one.about} <= before
        assert {(q.kind, q.since) for q in ask(more, day)} <= {(q.kind, q.since) for q in ask(held, day)}


@EACH
def test_forty_innocuous_contacts_alone_raise_nothing(family):
    alone = Chronology(family.chronology.family, innocuous(family, family.last))
    assert open_since(alone, family.last) == []


@EACH
def test_what_is_asked_of_a_decision_is_asked_once_it_is_made(family):
    """Never before the decision, assessment, check, meeting or plan it concerns was known."""
    held = THINNED[family.name]
    first = {"early_help": (Decision, Plan), "records_checked": (Assessment, Check), "views_recorded": (Meeting,)}
    first |= {"supervision_held": (Plan, Decision)}
    for one in open_since(held, family.last):
        if one.kind in first:
            entry = held.by_id[one.rests_on[0]]
            assert isinstance(entry.content, first[one.kind])
            assert one.since >= entry.known_from
