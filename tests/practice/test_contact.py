"""Sightings, where they were, and the gaps between them."""

from datetime import date

import pytest

from kingfisher.practice.contact import gap_words, gaps, last_seen, last_seen_at_home, sightings
from kingfisher.practice.home import home_on, homes, same_address
from kingfisher.timeline.file_format import parse_record

FAMILY = """
people:
  - {id: kit, name: Kit Moss, born: 2019-01-10}
  - {id: one, name: Jo Moss}
relationships: [{kind: parent, of: kit, person: one}]
entries:
"""


def record(*entries):
    return parse_record(FAMILY + "".join(f"  - {{id: e{n}, agency: a, {entry}}}\n" for n, entry in enumerate(entries)))


HOME = "kind: living_arrangement, happened: 2019-01-10, who: [kit, one], address: 4 Mill Lane"


@pytest.mark.parametrize("setting", ["doorstep", "window", "outside", "school", "clinic", "hospital", "elsewhere"])
def test_only_inside_is_at_home(setting):
    held = record(HOME, f"kind: sighting, happened: 2019-02-01, seen: [{{child: kit, setting: {setting}}}]")
    assert not sightings(held, "kit")[0].at_home
    assert last_seen_at_home(held, "kit", date(2019, 3, 1)) is None


@pytest.mark.parametrize("setting", ["telephone", "video", "written"])
def test_not_in_person_is_no_sighting(setting):
    held = record(f"kind: contact, happened: 2019-02-01, with: [kit], setting: {setting}, outcome: attended")
    assert sightings(held, "kit") == []


@pytest.mark.parametrize(
    ("address", "at_home"), [("4 Mill Lane", True), ("4, mill lane.", True), ("9 Dene Road", False), (None, True)]
)
def test_at_home_is_where_the_child_lives_that_day(address, at_home):
    where = f", address: '{address}'" if address else ""
    held = record(HOME, f"kind: sighting, happened: 2019-02-01, seen: [{{child: kit, setting: inside{where}}}]")
    assert sightings(held, "kit")[0].at_home is at_home


def test_with_no_home_recorded_inside_will_do():
    held = record("kind: sighting, happened: 2019-02-01, seen: [{child: kit, setting: inside, address: 9 Dene Road}]")
    assert homes(held, "kit") == []
    assert sightings(held, "kit")[0].at_home


def test_fifty_contacts_with_a_parent_are_no_sight_of_the_child():
    held = record(
        *(f"kind: contact, happened: 2019-02-{n % 27 + 1:02}, about: [one, kit], with: [one]" for n in range(50))
    )
    assert last_seen(held, "kit", date(2020, 1, 1)) is None


def test_a_contact_takes_its_setting_to_those_seen():
    held = record("kind: contact, happened: 2019-02-01, setting: inside, minutes: 15, seen: [{child: kit}]")
    seen = sightings(held, "kit")[0]
    assert (seen.at_home, seen.minutes) == (True, 15)


def test_missed_visits_and_missed_appointments_are_no_sightings():
    held = record(
        "kind: contact, happened: 2019-02-01, with: [kit], setting: inside, outcome: no_access",
        "kind: appointment, happened: 2019-02-02, for: kit, outcome: was_not_brought",
        "kind: appointment, happened: 2019-02-03, for: kit, outcome: attended",
    )
    assert [seen.entry for seen in sightings(held, "kit")] == ["e2"]


def test_gaps_count_only_the_days_the_record_proves():
    held = record(
        "kind: sighting, happened: 2019-02-01, about: kit, seen: [{child: kit, setting: inside}]",
        "kind: sighting, happened: 2019-03, about: kit, seen: [{child: kit, setting: inside}]",
    )
    found = gaps(held, "kit", date(2019, 5, 10), days=10)
    assert [(gap.first, gap.last) for gap in found] == [
        (date(2019, 2, 2), date(2019, 2, 28)),
        (date(2019, 4, 1), date(2019, 5, 10)),
    ]
    assert gap_words(found[1], "Kit") == (
        "No agency has recorded seeing Kit inside the home since 31 March 2019 (40 days to 10 May 2019)."
    )


def test_a_gap_begins_when_the_child_is_first_named_and_not_before_birth():
    held = record("kind: observation, happened: 2018-12-01, about: kit")
    assert gaps(held, "kit", date(2019, 2, 1), days=5)[0].first == date(2019, 1, 10)
    assert gap_words(gaps(held, "kit", date(2019, 2, 1), days=5)[0], "Kit").startswith(
        "No agency has recorded seeing Kit"
    )
    assert gaps(record(), "kit", date(2019, 2, 1), days=5) == []


def test_what_became_known_later_was_not_known_before():
    held = record(
        "kind: sighting, happened: 2019-02-01, became_known: 2019-03-01, seen: [{child: kit, setting: inside}]"
    )
    assert last_seen_at_home(held, "kit", date(2019, 2, 28)) is None
    assert last_seen_at_home(held, "kit", date(2019, 3, 1)) is not None


def test_a_stay_gives_way_to_the_home_it_interrupted():
    held = record(
        HOME, "kind: living_arrangement, happened: 2019-03-01, who: [kit], address: 9 Dene Road, ends: 2019-03-14"
    )
    lived = homes(held, "kit")
    assert home_on(lived, date(2019, 1, 9)) is None
    assert home_on(lived, date(2019, 3, 14)).address == "9 Dene Road"
    assert home_on(lived, date(2019, 3, 15)).address == "4 Mill Lane"
    assert not same_address(None, "4 Mill Lane")
