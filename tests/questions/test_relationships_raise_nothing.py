"""What people are to one another raises no question: bonds, feelings, standing, unknowns are told and not judged."""

from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from kingfisher.practice.children import children
from kingfisher.questions.engine import ask
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.file_format import read_record
from kingfisher.timeline.kinds import RelationshipChange
from kingfisher.timeline.people import Bond, Loss, Person, Relationship, Standing, Tie, Unknown

TYPED = Path(__file__).parents[2] / "demo" / "typed"
CASES = {case: read_record(TYPED / f"{case}.yaml") for case in ("lucy", "mia")}
DAYS = {
    "lucy": [date(2018, 3, 1) + timedelta(days=97 * n) for n in range(10)],
    "mia": [date(2020, 2, 1) + timedelta(days=41 * n) for n in range(8)],
}


def asked(chronology, day):
    return {(one.kind, one.since, one.about, one.sentence, one.rests_on) for one in ask(chronology, day)}


def with_more(chronology, *, people=(), ties=(), entries=()):
    family = msgspec.structs.replace(
        chronology.family,
        people=(*chronology.family.people, *people),
        relationships=(*chronology.family.relationships, *ties),
    )
    return Chronology(family, (*chronology.entries, *chronology.undated, *entries))


@pytest.mark.parametrize("case", CASES)
def test_feelings_harm_and_orders_on_the_list(case):
    words = [
        Tie.CLOSE,
        Tie.CUT_OFF,
        Tie.CONFLICT,
        Tie.DOMESTIC_ABUSE,
        Tie.COERCIVE,
        Tie.NO_CONTACT_ORDER,
        Tie.CARES_FOR,
    ]
    ties = [Relationship(kind=tie, of="mother", person="father", standing=Standing.ALLEGED) for tie in words]
    for day in DAYS[case]:
        assert asked(with_more(CASES[case], ties=ties), day) == asked(CASES[case], day)


@pytest.mark.parametrize("case", CASES)
def test_bonds_links_and_standings_on_what_the_list_holds(case):
    def worded(tie):
        bond = Bond.AFFAIR if tie.kind is Tie.PARTNER else None
        return msgspec.structs.replace(tie, bond=bond, standing=Standing.ALLEGED, may_show_family=False)

    held = CASES[case]
    family = msgspec.structs.replace(held.family, relationships=tuple(map(worded, held.family.relationships)))
    other = Chronology(family, (*held.entries, *held.undated))
    for day in DAYS[case]:
        assert asked(other, day) == asked(held, day)


@pytest.mark.parametrize("case", CASES)
def test_a_grandparent_not_known_and_a_pregnancy_lost(case):
    people = [
        Person(id="gap", unknown=Unknown.NOT_NAMED, sex="M"),
        Person(id="lost", loss=Loss.MISCARRIAGE, died=When.parse("2018-05")),
    ]
    ties = [
        Relationship(kind=Tie.PARENT, of="mother", person="gap"),
        Relationship(kind=Tie.PARENT, of="lost", person="mother"),
    ]
    other = with_more(CASES[case], people=people, ties=ties)
    for day in DAYS[case]:
        assert "lost" not in children(other.family, day)
        assert asked(other, day) == asked(CASES[case], day)


@pytest.mark.parametrize("case", CASES)
def test_changes_written_as_entries(case):
    entries = [
        Entry(
            id=f"r{number}",
            content=RelationshipChange(relation=Tie.PARTNER, person="father", of="mother", bond=bond),
            happened=When.day(DAYS[case][number]),
            agency="social_care",
            about=("father", "mother"),
        )
        for number, bond in enumerate((Bond.ENGAGED, Bond.MARRIED, Bond.SEPARATED))
    ]
    for day in DAYS[case]:
        assert asked(with_more(CASES[case], entries=entries), day) == asked(CASES[case], day)
