"""Who stands round the home: lines rest on recorded words, and who is missing is said alike for every parent."""

from datetime import date

import pytest

from kingfisher.practice.household import household
from kingfisher.practice.supports import LINE_WORDS, said_of, supports
from kingfisher.practice.supports.copies import for_family
from kingfisher.timeline.file_format import from_plain

DAY = date(2023, 6, 30)
PEOPLE = [
    {"id": "ana", "name": "Ana Vale", "sex": "F", "born": "2020-01-01"},
    {"id": "mum", "name": "Kim Vale", "sex": "F"},
    {"id": "dad", "name": "Lee Orr", "sex": "M"},
    {"id": "gran", "name": "Ruth Vale", "sex": "F"},
    {"id": "nana", "name": "Pat Orr", "sex": "F"},
    {"id": "pal", "name": "Sam Frith", "sex": "F"},
]
TIES = [
    {"kind": "parent", "of": "ana", "person": "mum"},
    {"kind": "parent", "of": "ana", "person": "dad"},
    {"kind": "parent", "of": "mum", "person": "gran"},
    {"kind": "parent", "of": "dad", "person": "nana"},
    {"kind": "friend", "of": "mum", "person": "pal"},
]
HOME = {
    "id": "h1", "kind": "living_arrangement", "happened": "2022-01-01", "agency": "housing", "about": ["ana", "mum"],
    "who": ["ana", "mum"], "address": "1 Elm Road",
}  # fmt: skip


def record(*entries, people=PEOPLE, ties=TIES, practitioners=(), home=HOME):
    return from_plain(
        {
            "family": {"children": ["ana"]},
            "people": people,
            "relationships": ties,
            "practitioners": list(practitioners),
            "entries": [*([home] if home else []), *entries],
        }
    )


def shown(*entries, as_at=DAY, child="ana", **more):
    return supports(record(*entries, **more), as_at, child)


def by_id(found):
    return {one.id: one for one in found.supports}


def account(text, *about, id="a1", happened="2023-02-01", **more):
    return {
        "id": id,
        "kind": "account",
        "happened": happened,
        "agency": "police",
        "about": list(about),
        "text": text,
        **more,
    }


def test_where_nothing_is_recorded_there_is_no_line_and_it_says_so():
    found = by_id(shown())
    assert set(found) == {"person:dad", "person:gran", "person:nana", "person:pal"}
    assert {one.line for one in found.values()} == {""}
    assert "no link recorded" in said_of(found["person:gran"], shown())


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("Ruth is a support to Kim.", "strong"),
        ("Ana sees her nan on Sundays.", "in_touch"),
        ("They hardly see Ruth; little contact.", "weak"),
        ("Kim and Ruth fell out over money.", "stressful"),
        ("Kim no longer speaks to Ruth.", "broken_off"),
        ("Ruth likes gardening.", ""),
        ("Kim has a history of violence when younger.", ""),
        ("Ruth is not a support to Kim.", ""),
    ],
)
def test_recorded_words_about_one_person_choose_the_line_and_are_kept_as_written(words, line):
    one = by_id(shown(account(words, "mum", "gran")))["person:gran"]
    assert one.line == line
    if line:
        assert one.rests_on == ("a1",)
        assert any(ground.words in words for ground in one.grounds)


def test_strength_and_stress_stand_beside_each_other():
    strength = {
        "id": "s", "kind": "strength", "happened": "2023-01-01", "agency": "social_care", "about": ["ana", "gran"],
        "of": "gran", "what": "Ruth is a safe place for Ana",
    }  # fmt: skip
    one = by_id(shown(strength, account("Kim and Ruth argued in the street.", "mum", "gran")))["person:gran"]
    assert one.line == "strong_and_stressful"
    assert one.rests_on == ("s", "a1")
    assert one.direction == "to_family"


def test_a_break_counts_until_something_later_says_otherwise():
    broke = account("Kim no longer sees Ruth.", "mum", "gran")
    again = account("Ruth is a support to Kim.", "mum", "gran", id="a2", happened="2023-05-01")
    assert by_id(shown(broke))["person:gran"].line == "broken_off"
    assert by_id(shown(broke, again))["person:gran"].line == "strong"
    assert by_id(shown(broke, again, as_at=date(2023, 3, 1)))["person:gran"].line == "broken_off"


def test_words_about_several_outside_the_home_are_nobodys_in_particular():
    found = by_id(shown(account("There was an assault.", "mum", "gran", "dad")))
    assert {found["person:gran"].line, found["person:dad"].line} == {""}


def test_a_service_has_the_line_and_the_person_its_role_is_for():
    worker = {"id": "pw", "name": "Al Dean", "role": "leaving care worker", "agency": "pathways", "covers": ["mum"]}
    one = by_id(shown(practitioners=[worker]))["agency:pathways"]
    assert (one.line, one.to, one.direction, one.formal) == ("in_touch", ("mum",), "to_family", True)


def test_a_service_for_somebody_outside_the_home_is_an_outer_link_and_no_line_to_the_home():
    worker = {"id": "rw", "name": "Bo Lane", "role": "recovery worker", "agency": "cgl", "covers": ["dad"]}
    found = shown(practitioners=[worker])
    assert by_id(found)["agency:cgl"].line == ""
    assert [(one.frm, one.to) for one in found.outer if one.frm == "agency:cgl"] == [("agency:cgl", "person:dad")]


def test_words_count_for_a_service_only_where_it_is_what_they_are_about():
    worker = {"id": "hv", "name": "Jo Hart", "role": "health visitor", "agency": "health_visiting", "covers": ["ana"]}
    called = account("The health visitor was told that Kim and Lee argued.", "ana", "mum")
    swore = account("Kim swore at the health visitor.", "ana", "mum", id="a2")
    assert by_id(shown(called, practitioners=[worker]))["agency:health_visiting"].line == "in_touch"
    assert by_id(shown(called, swore, practitioners=[worker]))["agency:health_visiting"].line == "stressful"


def test_a_service_asked_for_and_not_begun_is_uncertain_and_one_that_ended_is_broken_off():
    asked = {
        "id": "i", "kind": "involvement", "happened": "2023-05-01", "agency": "early_help", "about": ["ana"],
        "role": "family worker", "stage": "requested",
    }  # fmt: skip
    left = {"id": "m", "name": "Di", "role": "midwife", "agency": "midwifery", "covers": ["mum"], "to": "2023-05-01"}
    found = by_id(shown(asked, practitioners=[left]))
    assert found["agency:early_help"].line == "weak"
    assert found["agency:midwifery"].line == "broken_off"
    assert "agency:midwifery" not in by_id(shown(asked, practitioners=[left], as_at=date(2025, 1, 1)))


def test_what_was_offered_and_not_kept_is_not_being_in_touch():
    missed = {
        "id": "m", "kind": "appointment", "happened": "2023-05-01", "agency": "gp", "about": ["ana"], "for": "ana",
        "outcome": "was_not_brought",
    }  # fmt: skip
    assert by_id(shown(missed))["agency:gp"].line == "weak"


def test_both_parents_and_both_sides_are_asked_after_in_the_same_words():
    words = {one.id: one.words for one in shown().missing}
    mother, father = words["contact:mum"], words["contact:dad"]
    assert mother == "No contact with Kim Vale, the mother, is recorded by any agency"
    assert father == "No contact with Lee Orr, the father, is recorded by any agency"
    assert words["side:mum"] == "No contact with Kim Vale’s family (the mother’s family: Ruth Vale) is recorded"
    assert words["side:dad"] == "No contact with Lee Orr’s family (the father’s family: Pat Orr) is recorded"


def test_a_father_who_was_only_rung_without_reply_has_still_not_been_met():
    rung = {
        "id": "c", "kind": "contact", "happened": "2023-04-01", "agency": "social_care", "about": ["dad"],
        "with": ["dad"], "setting": "telephone", "outcome": "no_reply",
    }  # fmt: skip
    words = {one.id: one for one in shown(rung).missing}["contact:dad"]
    assert words.words.endswith("is recorded by any agency; tried 1 April 2023: no reply")
    assert words.rests_on == ("c",)
    met = {**rung, "outcome": "attended"}
    assert "contact:dad" not in {one.id for one in shown(met).missing}
    old = {**met, "happened": "2021-04-01"}
    assert "since 1 April 2021 (Social care)" in {one.id: one for one in shown(old).missing}["contact:dad"].words


def test_a_side_nobody_is_recorded_of_and_a_parent_nobody_has_named_are_said():
    words = {one.id: one.words for one in shown(people=PEOPLE[:2], ties=TIES[:1]).missing}
    assert words["parents"] == "Only one parent is recorded: Kim Vale – who else is there?"
    assert words["side:mum"] == "Nobody in Kim Vale’s family (the mother’s family) is recorded"
    assert words["friends"] == "No friend or neighbour is recorded"


def test_a_home_nobody_has_recorded_is_said_and_the_familys_own_is_shown_for_it():
    mums = {**HOME, "who": ["mum"], "about": ["mum"]}
    found = household(record(home=mums), DAY, "ana")
    assert found.members == ("ana", "mum")
    assert found.words == "No home is recorded for Ana Vale; this is the home recorded for Kim Vale"
    assert household(record(home=None), DAY, "ana").address is None


def test_somebody_whose_own_later_home_is_elsewhere_is_not_at_home():
    with_dad = {**HOME, "with": ["dad"]}
    left = {
        "id": "h2", "kind": "living_arrangement", "happened": "2023-03-01", "agency": "police", "about": ["dad"],
        "who": ["dad"], "address": "elsewhere",
    }  # fmt: skip
    assert household(record(left, home=with_dad), date(2023, 2, 1), "ana").members == ("ana", "dad", "mum")
    assert household(record(left, home=with_dad), DAY, "ana").members == ("ana", "mum")


def test_nothing_later_than_the_day_shows_and_an_unborn_child_has_no_name_yet():
    people = [{**PEOPLE[0], "born": "2023-09-01", "expected": "2023-08-25"}, *PEOPLE[1:]]
    found = shown(account("Ruth is a support to Kim.", "mum", "gran", happened="2023-07-01"), people=people, home=None)
    assert found.members[0].name == "the unborn child"
    assert found.members[0].words == "due 25 Aug 2023"
    assert "Ana" not in str([said_of(one, found) for one in found.supports])
    assert by_id(found)["person:gran"].line == ""


def test_a_withheld_name_is_never_shown_and_a_loss_is_nobody_to_lean_on():
    hidden = {"id": "dad", "name": "Lee Orr", "sex": "M", "unknown": "withheld"}
    lost = {"id": "lost", "loss": "miscarriage", "died": "2019-01-01"}
    ties = [*TIES, {"kind": "parent", "of": "lost", "person": "mum"}]
    found = shown(people=[*PEOPLE[:2], hidden, *PEOPLE[3:], lost], ties=ties)
    assert by_id(found)["person:dad"].name == "father known to us, name withheld"
    assert "Lee" not in str([found.missing, [said_of(one, found) for one in found.supports]])
    assert "person:lost" not in by_id(found)


def test_what_an_entry_says_changed_between_two_people_holds_from_its_day():
    close = {"kind": "close", "of": "mum", "person": "gran", "from": "2022-01-01"}
    cut = {
        "id": "r", "kind": "relationship", "happened": "2023-05-01", "agency": "social_care", "about": ["mum", "gran"],
        "relation": "close", "person": "gran", "of": "mum", "stage": "ended",
    }  # fmt: skip
    assert by_id(shown(cut, ties=[*TIES, close], as_at=date(2023, 4, 1)))["person:gran"].line == "strong"
    assert by_id(shown(cut, ties=[*TIES, close]))["person:gran"].line == ""


def test_how_two_people_get_on_as_recorded_with_its_standing():
    hurt = {"kind": "domestic_abuse", "of": "mum", "person": "dad", "standing": "alleged"}
    one = by_id(shown(ties=[*TIES, hurt]))["person:dad"]
    assert one.line == "stressful"
    assert one.grounds[0].words == "domestic abuse (alleged)"


def test_somebody_on_the_list_whom_nobody_had_spoken_of_by_the_day_is_not_there():
    new = [*TIES, {"kind": "partner", "of": "mum", "person": "new", "from": "2023-05-01"}]
    people = [*PEOPLE, {"id": "new", "called": "new boyfriend"}]
    assert "person:new" not in by_id(shown(people=people, ties=new, as_at=date(2023, 4, 1)))
    assert by_id(shown(people=people, ties=new))["person:new"].role == "partner of Kim"


def test_a_copy_for_the_family_leaves_out_what_could_hurt_and_the_records_own_words():
    hurt = {"kind": "domestic_abuse", "of": "mum", "person": "dad", "standing": "alleged"}
    told = {"kind": "conflict", "of": "mum", "person": "gran", "may_show_family": True}
    found = shown(account("Ruth is a support to Kim.", "mum", "gran"), ties=[*TIES, hurt, told])
    copy = for_family(found)
    assert by_id(copy)["person:dad"].line == ""
    assert by_id(copy)["person:gran"].line == "strong_and_stressful"
    assert "is a support to Kim" not in str([said_of(one, copy) for one in copy.supports])
    assert by_id(for_family(found, undecided=True))["person:dad"].line == "stressful"
    assert for_family(found, address=False).home.address is None


def test_the_order_of_entries_and_people_changes_nothing():
    entries = [account("Kim and Ruth fell out.", "mum", "gran"), account("Lee visits.", "ana", "dad", id="a2")]
    assert shown(*entries) == shown(*entries[::-1])


def test_a_child_who_is_not_of_the_family_is_refused():
    with pytest.raises(KeyError):
        shown(child="nobody")


def test_every_line_has_a_word():
    assert all(LINE_WORDS.values())
