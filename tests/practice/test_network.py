"""Who works with whom: what is recorded is said, what is not is a blank, and nothing later than the day shows."""

from datetime import date

import pytest

from kingfisher.practice.network import covering_words, network, said_of
from kingfisher.timeline.file_format import from_plain

DAY = date(2023, 6, 30)
PEOPLE = [
    {"id": "ana", "name": "Ana Vale", "born": "2020-01-01"},
    {"id": "ben", "name": "Ben Vale", "born": "2021-05-05"},
    {"id": "mum", "name": "Kim Vale", "sex": "F"},
]
TIES = [{"kind": "parent", "of": child, "person": "mum"} for child in ("ana", "ben")]
HV = {"id": "hv", "name": "Jo Hart", "role": "health visitor", "agency": "health_visiting", "from": "2023-01-01"}


def shown(*entries, practitioners=(HV,), as_at=DAY, people=PEOPLE):
    plain = {
        "family": {"children": ["ana", "ben"]},
        "people": people,
        "relationships": TIES,
        "practitioners": list(practitioners),
        "entries": list(entries),
    }
    return network(from_plain(plain), as_at)


def part(id="i1", happened="2023-02-01", **more):
    return {
        "id": id,
        "kind": "involvement",
        "happened": happened,
        "agency": "health_visiting",
        "practitioner": "hv",
        "stage": "began",
        **more,
    }


def test_what_nobody_has_recorded_is_a_blank_and_never_no():
    found = shown()
    (one,) = found.works
    assert (one.frequency, one.place, one.if_declined, one.away, one.cover) == (None,) * 5
    assert [cell.covers for cell in one.coverings] == [None, None]
    words = said_of(one, found)
    for blank in ("works with", "how often", "where", "if declined", "if away"):
        assert f"{blank}: not recorded" in words


def test_what_entries_say_of_one_practitioner_is_taken_together_the_latest_word_on_each_point():
    found = shown(
        part(frequency="weekly", covers=["ana"]),
        part("i2", "2023-04-01", stage="changed", frequency="monthly", place="at home", if_declined="tell the lead"),
    )
    (one,) = found.works
    assert (one.frequency, one.place, one.if_declined) == ("monthly", "at home", "tell the lead")
    assert one.covers == ("ana",)
    assert one.rests_on == ("i1", "i2")
    assert found.uncovered == ("ben",)


def test_who_sees_the_parent_does_not_see_the_child():
    worker = {"id": "pw", "name": "Al", "role": "leaving care worker", "agency": "pathways", "covers": ["mum"]}
    met = {
        "id": "c", "kind": "contact", "happened": "2023-03-03", "agency": "pathways", "by": "pw",
        "about": ["mum", "ana"], "with": ["mum"], "outcome": "attended",
    }  # fmt: skip
    (one,) = shown(met, practitioners=[worker]).works
    assert one.covers == ("mum",)
    assert all(cell.last_saw is None for cell in one.coverings)


def test_the_last_sighting_by_the_practitioner_counts_and_a_later_one_does_not_show():
    seen = [
        {
            "id": f"c{n}", "kind": "contact", "happened": day, "agency": "health_visiting", "by": by, "about": ["ana"],
            "seen": [{"child": "ana", "setting": "inside"}],
        }
        for n, (day, by) in enumerate([("2023-03-03", "hv"), ("2023-04-04", "someone else"), ("2023-07-07", "hv")])
    ]  # fmt: skip
    (one,) = shown(*seen, practitioners=[{**HV, "covers": ["ana"]}]).works
    assert one.coverings[0].last_saw.words == "3 March 2023"
    assert one.coverings[0].entry == "c0"


def test_a_sighting_that_names_nobody_is_the_agencys_and_nobodys_whose_role_does_not_cover_the_child():
    seen = {
        "id": "c", "kind": "contact", "happened": "2023-03-03", "agency": "health_visiting", "about": ["ana"],
        "seen": [{"child": "ana", "setting": "inside"}, {"child": "ben", "setting": "inside"}],
    }  # fmt: skip
    found = shown(seen, practitioners=[{**HV, "covers": ["ana"]}])
    (one,) = found.works
    ana, ben = one.coverings[:2]
    assert (ana.by_agency, ana.entry, ben.last_saw) == (True, "c", None)
    assert covering_words(one, ana, found.people[0]) == (
        "Jo Hart and Ana Vale: covered; the agency last saw 3 March 2023, not recorded who"
    )
    named = {**seen, "id": "n", "happened": "2023-02-02", "by": "hv"}
    (one,) = shown(seen, named, practitioners=[{**HV, "covers": ["ana"]}]).works
    assert (one.coverings[0].by_agency, one.coverings[0].entry) == (False, "n")


def test_a_pregnancy_nobody_knew_of_yet_is_no_column_though_an_entry_speaks_of_an_unborn_baby():
    baby = {"id": "baby", "called": "unborn baby"}
    note = {"id": "n", "kind": "contact", "happened": "2019-06-06", "agency": "gp", "about": ["baby"]}
    plain = {
        "family": {"children": ["ana"]},
        "people": [*PEOPLE, baby],
        "relationships": [*TIES, {"kind": "parent", "of": "baby", "person": "mum", "from": "2023-06-01"}],
        "entries": [note],
    }
    assert "baby" not in {one.id for one in network(from_plain(plain), date(2023, 5, 31)).people}
    assert "baby" in {one.id for one in network(from_plain(plain), DAY).people}


def test_a_part_asked_for_and_not_begun_is_shown_as_that():
    asked = part(stage="not_available", practitioner=None, role="family worker", agency="social_care")
    found = shown(asked, practitioners=())
    (one,) = found.works
    assert one.state == "asked for: not available"
    assert found.uncovered == ("ana", "ben")


def test_an_ended_part_is_left_out():
    assert not shown(part(stage="ended", happened="2023-05-05")).works
    assert not shown(practitioners=[{**HV, "to": "2023-05-05"}]).works


def test_somebody_away_is_said_with_who_covers_or_that_nobody_is_recorded():
    away = {"id": "a", "kind": "absence", "happened": "2023-06-02", "agency": "health_visiting", "practitioner": "hv"}
    (one,) = shown(away).works
    assert one.away == "away from 2 June 2023, no end recorded"
    assert one.cover is None
    assert "cover: not recorded" in said_of(one, shown(away))
    (covered,) = shown({**away, "cover": "hv2"}, practitioners=[HV]).works
    assert covered.cover == "hv2"
    (back,) = shown({**away, "ends": "2023-06-10"}).works
    assert back.away is None


def test_somebody_taken_off_the_list_when_they_fell_ill_is_still_shown_until_the_role_is_taken_on():
    away = {"id": "a", "kind": "absence", "happened": "2023-06-02", "agency": "health_visiting", "practitioner": "hv"}
    listed = {**HV, "to": "2023-06-02"}
    next_one = {**HV, "id": "hv2", "name": "Di Moss", "from": "2023-06-20"}
    assert [one.name for one in shown(away, practitioners=[listed]).works] == ["Jo Hart"]
    assert [one.name for one in shown(away, practitioners=[listed, next_one]).works] == ["Di Moss"]
    before = shown(away, practitioners=[listed, next_one], as_at=date(2023, 6, 10))
    assert [one.name for one in before.works] == ["Jo Hart"]


@pytest.mark.parametrize("as_at", [date(2022, 12, 31), date(2023, 1, 15), DAY])
def test_nothing_later_than_the_day_shows(as_at):
    found = shown(part(happened="2023-06-01", frequency="weekly"), as_at=as_at)
    assert bool(found.works) == (as_at >= date(2023, 1, 1))
    assert [one.frequency for one in found.works if one.frequency] == (["weekly"] if as_at == DAY else [])


def test_a_child_not_yet_expected_has_no_place_and_an_unborn_one_no_name():
    people = [*PEOPLE[:1], {"id": "ben", "name": "Ben Vale", "born": "2024-01-01"}, PEOPLE[2]]
    assert [one.name for one in shown(people=people, as_at=date(2023, 2, 1)).people] == ["Ana Vale"]
    assert [one.name for one in shown(people=people, as_at=date(2023, 9, 1)).people] == ["Ana Vale", "the unborn child"]
