from datetime import date

import pytest

from kingfisher.timeline.dates import When
from kingfisher.timeline.people import Family, Person, Relationship, Tie, age_on, is_child_on


@pytest.mark.parametrize(
    ("born", "when", "age"),
    [
        ("2018-07-01", "2018-07-01", "0 days"),
        ("2018-07-01", "2018-07-02", "1 day"),
        ("2018-07-01", "2018-07-15", "2 weeks"),
        ("2018-07-01", "2018-10-01", "3 months"),
        ("2018-07-01", "2020-06-30", "23 months"),
        ("2018-07-01", "2020-07-01", "2 years"),
        ("2018-07-01", "2020-07", "about 2 years"),
        ("2018-07", "2020-01-16", "about 18 months"),
        ("2018-07-01", "2018-06-30", "unborn, 39 weeks"),
        ("2018-07-01", "2016-01-01", ""),
        ("2018-07-01", "XXXX", ""),
    ],
)
def test_age_at_an_entry_is_said_as_a_person_would(born, when, age):
    assert age_on(Person(id="c", born=When.parse(born)), When.parse(when)) == age


def test_an_unborn_child_has_weeks_counted_from_the_due_date():
    baby = Person(id="baby", expected=date(2018, 7, 5))
    assert age_on(baby, When.parse("2018-02-01")) == "unborn, 18 weeks"
    assert is_child_on(baby, date(2018, 2, 1))


def test_no_birth_date_gives_no_age():
    assert age_on(Person(id="x"), When.parse("2018-02-01")) == ""


def test_someone_is_a_child_until_the_day_before_eighteen():
    person = Person(id="m", born=When.parse("1999-10-14"))
    assert is_child_on(person, date(2017, 10, 13))
    assert not is_child_on(person, date(2017, 10, 14))


def test_someone_without_a_name_is_called_what_the_agency_called_them():
    assert Person(id="p", called="new boyfriend").label == "new boyfriend"
    assert Person(id="p").label == "someone not yet named"


FAMILY = Family(
    children=("ada", "ben"),
    people=tuple(Person(id=one, name=one.title()) for one in ("ada", "ben", "cal", "mum", "dad", "other")),
    relationships=(
        Relationship(kind=Tie.PARENT, of="ada", person="mum"),
        Relationship(kind=Tie.PARENT, of="ben", person="mum"),
        Relationship(kind=Tie.PARENT, of="ada", person="dad"),
        Relationship(kind=Tie.PARENT, of="ben", person="other"),
        Relationship(kind=Tie.SIBLING, of="cal", person="ada"),
        Relationship(kind=Tie.PARTNER, of="mum", person="dad", since=When.parse("2017"), until=When.parse("2018-03")),
    ),
)


def test_parents_are_per_child():
    day = date(2020, 1, 1)
    assert [p.id for p in FAMILY.parents("ada", day)] == ["mum", "dad"]
    assert [p.id for p in FAMILY.parents("ben", day)] == ["mum", "other"]


def test_siblings_share_a_parent_or_are_recorded_as_siblings():
    assert [p.id for p in FAMILY.siblings("ada")] == ["ben", "cal"]
    assert [p.id for p in FAMILY.siblings("cal")] == ["ada"]


@pytest.mark.parametrize(
    ("day", "holds"),
    [("2016-12-31", False), ("2017-01-01", True), ("2018-03-31", True), ("2018-04-01", False)],
)
def test_an_uncertain_end_counts_as_holding_until_it_has_certainly_passed(day, holds):
    partners = FAMILY.related(Tie.PARTNER, of="mum", on=date.fromisoformat(day))
    assert bool(partners) is holds
