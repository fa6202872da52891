"""Ordinary life as services meet it: births, jabs, coughs, school, a missed check rearranged, a week by the sea."""

from datetime import date, timedelta

from kingfisher.cli.population.diary import Diary
from kingfisher.timeline.entries import Seen
from kingfisher.timeline.kinds import (
    Appointment,
    Contact,
    Education,
    Health,
    Incident,
    LivingArrangement,
    Observation,
    Outcome,
    Setting,
    Strength,
)
from kingfisher.timeline.people import HowKnown

REVIEWS = (
    (12, "new birth visit"),
    (45, "six to eight week review"),
    (330, "one year review"),
    (800, "two year review"),
)
JABS = (56, 84, 112, 370, 1225)
COUGHS = ("cough and cold", "ear infection", "eczema, cream given", "sickness for two days", "chickenpox")
WHY_MISSED = (
    "the bus did not come; rang the same day",
    "child unwell",
    "at work, rang to move it",
    "wrong day written",
)
TERMS = ((12, 15), (4, 1), (7, 18))


def everyday(diary: Diary) -> None:
    """Write what universal services would have written of each child and of the adults."""
    home = diary.home
    everyone = (*home.child_ids, *home.carers)
    diary.write(
        LivingArrangement(who=everyone, address=home.address),
        diary.first,
        "housing",
        everyone,
        how_known=HowKnown.RECORD_CHECK,
    )
    for child in home.child_ids:
        _health(diary, child)
        _school(diary, child)
    _adults(diary)
    _around(diary)


def offer(diary: Diary, day: date, agency: str, child: str, service: str) -> None:
    """An appointment for a child: usually kept; sometimes moved or missed, and then kept within a fortnight."""
    about = (child, diary.home.carers[0])
    went = diary.dice.random()
    if went < 0.09:
        outcome = Outcome.WAS_NOT_BROUGHT
    elif went < 0.14:
        outcome = Outcome.CANCELLED_BY_FAMILY
    elif went < 0.18:
        outcome = Outcome.CANCELLED_BY_SERVICE
    else:
        outcome = Outcome.ATTENDED
    if outcome is not Outcome.ATTENDED:
        why = diary.dice.choice(WHY_MISSED) if outcome is not Outcome.CANCELLED_BY_SERVICE else "clinic cancelled"
        diary.write(Appointment(whose=child, service=service, outcome=outcome, reason=why), day, agency, about)
        day += timedelta(days=diary.dice.randrange(5, 14))
    seen = (Seen(child=child, setting=Setting.CLINIC),)
    diary.write(Appointment(whose=child, service=service, outcome=Outcome.ATTENDED), day, agency, about, seen=seen)


def _health(diary: Diary, child: str) -> None:
    born = diary.home.family.person(child).born
    assert born
    assert born.first
    about = (child, diary.home.carers[0])
    if born.first >= diary.first:
        mother = diary.home.parents[0]
        for week in (-20, -12, -6):
            diary.write(
                Appointment(whose=mother, service="antenatal clinic", outcome=Outcome.ATTENDED),
                born.first + timedelta(weeks=week),
                "midwifery",
                (child, mother),
            )
        diary.write(Health(what="birth, both well"), born.first, "hospital", (child, mother))
    for days, what in REVIEWS:
        day = born.first + timedelta(days=days + diary.dice.randrange(-2, 12))
        diary.visit(day, "health_visiting", "hv", (child,), why=f"{what}; growing well")
    for days in JABS:
        offer(diary, born.first + timedelta(days=days + diary.dice.randrange(0, 9)), "gp", child, "immunisations")
    for day in _now_and_then(diary, 130):
        if diary.is_born(child, day):
            what = f"{diary.dice.choice(COUGHS)}; brought promptly"
            seen = (Seen(child=child, setting=Setting.CLINIC),)
            diary.write(Health(outcome=Outcome.ATTENDED, what=what), day, "gp", about, seen=seen)
    for day in _now_and_then(diary, 190):
        if diary.age(child, day) >= 2:
            offer(diary, day, "dentist", child, "dental check")
    if diary.chance(0.25):
        day = diary.first + timedelta(days=diary.dice.randrange(800))
        if diary.age(child, day) >= 1:
            what = "fell from a climbing frame, wrist sprain; account fits the injury"
            seen = (Seen(child=child, setting=Setting.HOSPITAL),)
            diary.write(Health(outcome=Outcome.ATTENDED, what=what), day, "hospital", about, seen=seen, shared=("gp",))


def _school(diary: Diary, child: str) -> None:
    for year in range(diary.first.year, diary.last.year + 1):
        for month, day_of_month in TERMS:
            day = date(year, month, day_of_month)
            if diary.age(child, day) < 4.3 or diary.age(child, day) >= 16.5:
                continue
            percent = round(min(99.5, diary.dice.gauss(95.5, 1.8)), 1)
            what = diary.dice.choice(["settled, has friends", "works hard", "making steady progress", "quiet and kind"])
            seen = (Seen(child=child, setting=Setting.SCHOOL),)
            diary.write(Education(attendance_percent=percent, what=what), day, "school", (child,), by="dsl", seen=seen)
            if diary.chance(0.1):
                away = diary.dice.choice(["holiday of a week in term, fined", "off four days with a virus, reported"])
                diary.write(Education(what=away), day - timedelta(days=20), "school", (child,))


def _adults(diary: Diary) -> None:
    for adult in diary.home.adults:
        for day in _now_and_then(diary, 240):
            came = Outcome.ATTENDED if diary.chance(0.85) else Outcome.DID_NOT_ATTEND
            diary.write(Appointment(whose=adult, service="practice nurse", outcome=came), day, "gp", (adult,))
    for day in _now_and_then(diary, 150):
        carer = diary.home.carers[0]
        setting = diary.dice.choice([Setting.TELEPHONE, Setting.WRITTEN, Setting.OFFICE])
        agency = diary.dice.choice(["housing", "school", "health_visiting"])
        children = diary.home.child_ids[:1]
        diary.write(
            Contact(with_whom=(carer,), setting=setting, outcome=Outcome.ATTENDED),
            day,
            agency,
            (carer, *children),
            text="an everyday matter",
        )


def _around(diary: Diary) -> None:
    """Strengths, observations, and the police at the door for somebody else's burglary."""
    everyone = (*diary.home.child_ids, *diary.home.carers)
    for day in _now_and_then(diary, 400):
        diary.write(Strength(of=diary.home.carers[0], what="reads with the children"), day, "school", everyone)
        diary.write(Observation(of_what="warm and chatty at the gate"), day, "school", everyone)
    if diary.chance(0.06):
        day = diary.first + timedelta(days=diary.dice.randrange(700))
        diary.write(
            Incident(what=("burglary at a neighbour's, statement taken",), address=diary.home.address),
            day,
            "police",
            diary.home.carers[:1],
        )


def _now_and_then(diary: Diary, about_every: int) -> list[date]:
    """Days about so many days apart over the record."""
    found, day = [], diary.first + timedelta(days=diary.dice.randrange(about_every))
    while day <= diary.last:
        found.append(day)
        day += timedelta(days=max(7, round(diary.dice.gauss(about_every, about_every / 4))))
    return found
