"""The record and its readings as the family, or the public, may have them."""

from datetime import date

from kingfisher.practice.copied import (
    lived_for_family,
    network_for_family,
    record_for_family,
    supports_for_family,
    without_siblings_kin,
)
from kingfisher.practice.copied.record import is_for_an_adult, without_addresses, without_people
from kingfisher.practice.kin import ForFamily, kin_as_at
from kingfisher.practice.lived import in_months, lived
from kingfisher.timeline.file_format import parse_record

DAY = date(2024, 6, 1)
RECORD = parse_record(
    """
family: {children: [kit]}
people:
  - {id: kit, name: Kit Moss, born: 2018-02-03}
  - {id: bo, name: Bo Moss, born: 2014-02-03}
  - {id: jo, name: Jo Moss, sex: F}
  - {id: al, name: Al Reed, sex: M}
  - {id: sam, name: Sam Hill, sex: M, unknown: withheld}
  - {id: ned, name: Ned Bond, sex: M}
relationships:
  - {kind: parent, of: kit, person: jo}
  - {kind: parent, of: kit, person: al}
  - {kind: parent, of: bo, person: jo}
  - {kind: parent, of: bo, person: sam}
  - {kind: partner, of: jo, person: ned, standing: alleged}
practitioners:
  - {id: hv, name: Kim Lee, role: health visitor, agency: health_visiting, covers: [kit]}
  - {id: dw, name: Pat Vane, role: recovery worker, agency: drugs, covers: [jo]}
  - {id: ia, name: Joy Wall, role: adviser, agency: idva, covers: [jo, kit]}
entries:
  - {id: h1, kind: living_arrangement, happened: 2024-03-04, agency: housing, about: [kit], who: [kit, jo],
     with: [sam], address: 4 Mill Lane}
  - {id: h2, kind: living_arrangement, happened: 2024-03-11, agency: housing, about: [bo], who: [bo],
     address: "Flat 2, 4 Mill Lane"}
  - {id: h3, kind: living_arrangement, happened: 2024-05-06, agency: housing, about: [kit], who: [kit, jo],
     address: 9 Ash Road}
  - {id: s, kind: sighting, happened: 2024-05-20, agency: police, about: [kit],
     seen: [{child: kit, address: 1 Quay Street}]}
  - {id: sam-only, kind: incident, happened: 2024-01-01, agency: police, about: [sam], text: Arrested.}
"""
)


def words(strips):
    return " | ".join(one.words for strip in strips for one in (*strip.stays, *strip.elsewhere))


def test_a_withheld_parent_and_what_is_only_alleged_are_nowhere():
    copy = record_for_family(RECORD, ForFamily())
    assert "sam" not in {person.id for person in copy.family.people}
    assert "sam-only" not in copy.by_id
    assert copy.by_id["h1"].content.with_whom == ()
    assert not [tie for tie in copy.family.relationships if tie.person in ("sam", "ned")]
    assert [
        t for t in record_for_family(RECORD, ForFamily(undecided_lines=True)).family.relationships if t.person == "ned"
    ]


def test_an_address_left_out_is_left_out_wherever_it_is_said_and_is_still_another_than_the_next():
    copy = without_addresses(RECORD, ["jo"])
    said = [copy.by_id[one].content.address for one in ("h1", "h2", "h3")]
    assert said == ["address A, left out here", "address A, left out here", "address B, left out here"]
    assert without_addresses(RECORD, ["ned"]).by_id["h1"].content.address == "4 Mill Lane"
    told = words(lived_for_family(RECORD, DAY, ["kit", "bo"], ForFamily(hide_addresses_of=("kit",))))
    assert "Mill Lane" not in told
    assert "Quay Street" not in told
    assert "Quay Street" in words(lived_for_family(RECORD, DAY, ["kit"], ForFamily(seen_elsewhere=True)))


def test_a_service_for_one_adult_is_not_told_to_the_others_unless_asked():
    assert [one.id for one in network_for_family(RECORD, DAY, ForFamily()).works] == ["hv"]
    every = network_for_family(RECORD, DAY, ForFamily(adults_services=True))
    assert {one.id for one in every.works} == {"hv", "dw", "ia"}
    shown = supports_for_family(RECORD, DAY, "kit", ForFamily())
    assert "agency:drugs" not in {one.id for one in shown.supports}
    assert "agency:idva" not in {one.id for one in shown.supports}
    assert "person:ned" not in {one.id for one in shown.supports}
    assert is_for_an_adult("drugs", {"kit"}, ["jo"])
    assert not is_for_an_adult("drugs", {"kit"}, ["jo", "kit"])
    assert not is_for_an_adult("health_visiting", {"kit"}, ["jo"])


def test_the_brothers_and_sisters_are_named_and_what_only_they_bring_goes():
    copy, siblings = without_siblings_kin(RECORD, kin_as_at(RECORD, DAY, "kit", whole=True))
    assert siblings == {"bo"}
    assert "sam" not in {person.id for person in copy.family.people}
    assert {"jo", "al", "bo"} <= {person.id for person in copy.family.people}


def test_nothing_changes_where_nobody_is_left_out():
    assert without_people(RECORD, set()) is RECORD
    assert without_addresses(RECORD, []) is RECORD


def test_stays_in_months_are_certain_only_for_whole_months_and_lose_their_days():
    first, second = in_months(lived(RECORD, DAY, "kit")).stays[1:]
    assert (first.first, first.last) == (date(2024, 3, 1), date(2024, 5, 31))
    assert (first.sure_from, first.sure_to) == (date(2024, 4, 1), date(2024, 4, 30))
    assert (second.first, second.last, second.sure_from) == (date(2024, 5, 1), date(2024, 6, 30), None)
    assert not [one for one in (first, second) if "2024" in one.id]


def test_who_is_missing_is_said_without_a_withheld_parent():
    shown = supports_for_family(RECORD, DAY, "bo", ForFamily())
    assert "Sam" not in str(shown)
    assert "Only one parent is recorded" in str([one.words for one in shown.missing])
