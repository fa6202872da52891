import random
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kingfisher.timeline.chronology import Chronology, MergeError
from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import Entry, Shared, amend
from kingfisher.timeline.kinds import Contact, Decision, Incident, Meeting, Referral
from kingfisher.timeline.people import Family, Person, Relationship, Tie

FAMILY = Family(
    children=("riley", "sam"),
    people=(Person(id="riley", name="Riley"), Person(id="sam", name="Sam"), Person(id="mum", name="Amy")),
    relationships=(
        Relationship(kind=Tie.PARENT, of="riley", person="mum"),
        Relationship(kind=Tie.PARENT, of="sam", person="mum"),
    ),
)


def entry(name, happened, agency="health_visiting", content=None, **more):
    return Entry(
        id=name, happened=When.parse(happened), agency=agency, content=content or Contact(), about=("riley",), **more
    )


def ids(chronology):
    return [one.id for one in chronology]


def test_entries_stand_in_the_order_they_happened_whatever_order_they_came_in():
    entries = [entry("c", "2020-03"), entry("a", "2019"), entry("b", "2020-02-29T23:00"), entry("u", "XXXX")]
    random.shuffle(entries)
    chronology = Chronology(FAMILY, entries)
    assert ids(chronology) == ["a", "b", "c"]
    assert [one.id for one in chronology.undated] == ["u"]


def test_as_at_cuts_on_what_an_agency_was_aware_of_not_on_when_it_happened():
    told_late = entry("late", "2020-01-01", became_known=When.parse("2020-06-01"))
    chronology = Chronology(FAMILY, [told_late, entry("then", "2020-02-01")])
    assert ids(chronology.as_at(date(2020, 5, 31))) == ["then"]
    assert ids(chronology.as_at(date(2020, 6, 1))) == ["late", "then"]


def test_a_span_is_known_when_it_has_ended_and_about_does_not_delay_it():
    chronology = Chronology(FAMILY, [entry("term", "autumn term 2019"), entry("about", "2019-12-30~")])
    assert ids(chronology.as_at(date(2019, 12, 30))) == ["about"]
    assert ids(chronology.as_at(date(2019, 12, 31))) == ["term", "about"]


def test_an_undated_entry_counts_from_the_day_it_was_recorded_and_not_before():
    undated = entry("u", "XXXX", recorded_at=datetime(2020, 3, 1, 9, tzinfo=UTC))
    chronology = Chronology(FAMILY, [undated, entry("never", "XXXX")])
    assert not chronology.as_at(date(2020, 2, 29)).undated
    assert [one.id for one in chronology.as_at(date(2020, 3, 1)).undated] == ["u"]


def test_a_correction_takes_its_place_only_from_when_it_was_known():
    first = entry("first", "2020-01-01")
    second = entry("second", "2020-01-02", corrects="first", became_known=When.parse("2020-04-01"))
    chronology = Chronology(FAMILY, [first, second])
    assert ids(chronology) == ["second"]
    assert [one.id for one in chronology.superseded] == ["first"]
    assert ids(chronology.as_at(date(2020, 3, 31))) == ["first"]


def test_a_correction_to_be_about_another_child_is_not_about_the_first_one_again():
    wrong = entry("wrong", "2020-01-01", "school")
    right = amend(wrong, id="right", about=("sam",), corrects="wrong", became_known=When.parse("2020-04-01"))
    chronology = Chronology(FAMILY, [wrong, right])
    assert (ids(chronology.about_child("riley")), ids(chronology.about_child("sam"))) == ([], ["right"])
    assert ids(chronology.about_child("riley").as_at(date(2020, 3, 31))) == ["wrong"]
    assert ids(chronology.as_at(date(2020, 3, 31)).about_child("riley")) == ["wrong"]
    assert ids(chronology.as_at(date(2020, 4, 1)).about_child("riley")) == []


def test_what_others_say_of_a_corrected_entry_they_say_of_the_one_in_its_place():
    referral = entry("first", "2020-01-01", content=Referral(to="social_care"))
    again = amend(referral, id="second", corrects="first", became_known=When.parse("2020-03-01"))
    third = amend(again, id="third", corrects="second")
    decided = entry("decided", "2020-01-02", content=Decision(on=("first",)), relates_to=("first", "other"))
    chronology = Chronology(FAMILY, [referral, again, third, decided])
    held = next(one for one in chronology if one.id == "decided")
    assert (held.content.on, held.relates_to) == (("third",), ("third", "other"))
    assert chronology.by_id["decided"] == held
    assert chronology.by_id["third"].corrects == "second"
    assert chronology.as_at(date(2020, 2, 1)).by_id["decided"] == decided
    assert ids(chronology.merged_with(Chronology(FAMILY, [decided]))) == ids(chronology)


def test_as_known_to_an_agency_is_what_it_wrote_or_was_told():
    entries = [
        entry("own", "2020-01-01", "police"),
        entry("told", "2020-01-01", "social_care", shared=(Shared(to="police", on=When.parse("2020-02-01")),)),
        entry("referral", "2020-01-03", "gp", Referral(to="police")),
        entry("decision", "2020-01-04", "social_care", Decision(told=("police",))),
        entry("meeting", "2020-01-05", "social_care", Meeting(attended=("police", "gp"))),
        entry("not told", "2020-01-06", "social_care"),
    ]
    chronology = Chronology(FAMILY, entries)
    assert ids(chronology.as_known_to("police", date(2020, 1, 31))) == ["own", "referral", "decision", "meeting"]
    assert ids(chronology.as_known_to("police", date(2020, 2, 1))) == ["own", "told", "referral", "decision", "meeting"]


def test_narrowing_to_child_siblings_and_family():
    both = amend(entry("both", "2020-01-02"), about=("riley", "sam"))
    chronology = Chronology(FAMILY, [entry("r", "2020-01-01"), both, amend(entry("s", "2020-01-03"), about=("sam",))])
    assert ids(chronology.about_child("riley")) == ["r", "both"]
    assert ids(chronology.about_siblings_of("riley")) == ["both", "s"]
    assert ids(chronology) == ["r", "both", "s"]


def test_a_span_of_dates_keeps_whatever_can_have_happened_in_it():
    chronology = Chronology(FAMILY, [entry("month", "2020-01"), entry("day", "2020-02-10"), entry("u", "XXXX")])
    assert ids(chronology.happening_between(date(2020, 1, 31), date(2020, 2, 9))) == ["month"]


def test_every_account_of_a_happening_stays_side_by_side():
    entries = [
        entry("police", "2020-01-12T23:40", "police", Incident(), text="Both daughters drunk."),
        entry("ambulance", "2020-01-12T23:55", "ambulance", Incident(), same_as=("police",), text="Facial injury."),
        entry("csc", "2020-01-13", "social_care", Incident(), same_as=("ambulance",), text="Notified."),
        entry("other", "2020-01-13", "gp"),
    ]
    happenings = Chronology(FAMILY, entries).happenings()
    assert [[one.id for one in h.accounts] for h in happenings] == [["police", "ambulance", "csc"], ["other"]]
    assert happenings[0].agencies == ("police", "ambulance", "social_care")


def test_merging_loses_nothing_and_refuses_two_meanings_of_one_id():
    one = Chronology(FAMILY, [entry("a", "2020-01-01"), entry("u", "XXXX")])
    two = Chronology(FAMILY, [entry("b", "2020-01-02", "gp"), entry("a", "2020-01-01")])
    merged = one.merged_with(two)
    assert ids(merged) == ["a", "b"]
    assert [e.id for e in merged.undated] == ["u"]
    with pytest.raises(MergeError, match="'a'"):
        one.merged_with(Chronology(FAMILY, [entry("a", "2021-01-01")]))


def test_contributors_and_up_to_what_date():
    chronology = Chronology(
        FAMILY,
        [entry("a", "2020-01-01"), entry("b", "2020-02"), entry("c", "2020-01-05", "gp"), entry("u", "XXXX", "yos")],
    )
    assert chronology.contributed_to() == {"health_visiting": date(2020, 2, 29), "gp": date(2020, 1, 5)}
    assert chronology.agencies == ("gp", "health_visiting", "yos")


@given(
    st.lists(st.dates(date(2019, 1, 1), date(2021, 1, 1)), max_size=20), st.dates(date(2019, 1, 1), date(2021, 1, 1))
)
def test_as_at_only_ever_adds_as_days_pass(days, cut):
    chronology = Chronology(FAMILY, [entry(str(n), day.isoformat()) for n, day in enumerate(days)])
    earlier = set(ids(chronology.as_at(cut)))
    assert earlier <= set(ids(chronology))
    assert len(earlier) == sum(day <= cut for day in days)
