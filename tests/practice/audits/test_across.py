"""Agreement over many audits, held back where few stand behind it; and what each agency's record holds of a child."""

from datetime import date

from kingfisher.practice.audits.across import across, read_twice
from kingfisher.practice.audits.by_agency import held_by_agency
from kingfisher.practice.audits.instruments import standard_instruments
from kingfisher.practice.audits.steps import AuditOpened, Judgement, ReaderAllocated, ReadingHandedIn
from kingfisher.practice.steps import Recorded, Steps
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import Entry, Seen
from kingfisher.timeline.kinds import Contact, Health, Involvement, Plan, Setting, Sighting
from kingfisher.timeline.people import Family, Person

DAY = date(2026, 5, 4)
INSTRUMENTS = standard_instruments()
INSTRUMENT = INSTRUMENTS["neglect-in-the-family", "1"]


def reading(reader, grade="good", **other):
    answers = tuple(Judgement(question=one.id, answer=other.get(one.id, "yes")) for one in INSTRUMENT.questions)
    return ReadingHandedIn(day=DAY, reader=reader, judgements=answers, overall=grade)


def audit(*readings):
    opened = AuditOpened(
        day=DAY, family="f", children=("c",), instrument=INSTRUMENT.id, instrument_version=INSTRUMENT.version,
        first=date(2025, 5, 4), last=DAY,
    )  # fmt: skip
    seats = [ReaderAllocated(day=DAY, reader=place, name="R", agency="x", place=place) for place in (1, 2)]
    return Steps([Recorded(id=str(number), step=one) for number, one in enumerate((opened, *seats, *readings))])


def many(number, differing=0):
    pairs = []
    for place in range(number):
        second = reading(2, fathers="no") if place < differing else reading(2)
        pairs.append(read_twice(audit(reading(1), second), str(place)))
    return pairs


def test_an_audit_is_read_twice_only_when_both_are_in():
    assert read_twice(audit(reading(1)), "f") is None
    assert read_twice(audit(reading(1), reading(2)), "f").second.reader == 2


def test_agreement_over_too_few_families_is_held_back():
    (found,) = across(many(4), INSTRUMENTS.values())
    assert (found.whole.figure, found.kappa, found.grades.figure) == (None, None, None)


def test_agreement_over_enough_is_shown_by_question():
    (found,) = across(many(12, differing=6), INSTRUMENTS.values())
    asked = len(INSTRUMENT.questions)
    assert (found.whole.figure.of, found.whole.figure.out_of) == (12 * asked - 6, 12 * asked)
    by_question = {asks: line.figure for asks, line in found.questions}
    fathers = next(one.asks for one in INSTRUMENT.questions if one.id == "fathers")
    assert (by_question[fathers].of, by_question[fathers].out_of) == (6, 12)


def test_a_few_that_differ_cannot_be_found_behind_a_question():
    (found,) = across(many(12, differing=2), INSTRUMENTS.values())
    fathers = next(one.asks for one in INSTRUMENT.questions if one.id == "fathers")
    assert dict(found.questions)[fathers].figure is None


def test_an_instrument_nobody_used_is_left_out():
    assert across([], INSTRUMENTS.values()) == []


FAMILY = Family(children=("a", "b"), people=(Person(id="a", name="A"), Person(id="b", name="B")))


def entry(name, agency, content, happened, about=("a",), **more):
    return Entry(id=name, content=content, happened=When.parse(happened), agency=agency, about=about, **more)


RECORD = Chronology(
    FAMILY,
    [
        entry("plan", "social_care", Plan(type="child_protection", stage="opened"), "2026-01-02"),
        entry("part", "health", Involvement(practitioner="hv", role="health visitor", covers=("a",)), "2026-01-03"),
        entry("seen", "health", Sighting(), "2026-02-01", seen=(Seen(child="a", setting=Setting.INSIDE),), by="hv"),
        entry("c1", "health", Contact(), "2026-02-02"),
        entry("c2", "health", Contact(), "2026-02-03"),
        entry("other", "health", Health(), "2026-02-04", about=("b",)),
        entry("early", "health", Health(), "2025-12-31"),
        entry("late", "health", Health(), "2026-05-05"),
        entry("across", "health", Health(), "2025-12"),
    ],
)


def held(*agencies, children=("a",)):
    return held_by_agency(RECORD, agencies, children, date(2026, 1, 1), DAY)


def test_entries_about_the_children_between_the_days_are_counted_by_kind():
    (found,) = held("health")
    assert found.kinds == (("contact", 2), ("involvement", 1), ("sighting", 1))
    assert found.entries == 4


def test_an_uncertain_date_counts_where_any_of_its_days_does():
    (found,) = held_by_agency(RECORD, ["health"], ["a"], date(2025, 12, 31), DAY)
    assert dict(found.kinds)["health"] == 2


def test_each_agencys_own_last_sighting_and_missing_facts_of_its_parts():
    health, social_care = held("health", "social_care")
    assert [(child, sight.entry) for child, sight in health.last_seen] == [("a", "seen")]
    assert social_care.last_seen == (("a", None),)
    (part,) = health.parts
    assert (part.name, part.missing) == ("hv", ("how often", "where", "what if declined or absent"))
    assert social_care.parts == ()


def test_an_agency_that_sent_nothing_has_its_section_too():
    (found,) = held("police")
    assert (found.kinds, found.parts, found.last_seen) == ((), (), (("a", None),))
