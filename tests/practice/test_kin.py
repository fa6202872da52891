"""The family as at a date: what is drawn, in what form, and what not."""

from datetime import date

import pytest

from kingfisher.practice.kin import kin_as_at, kin_of
from kingfisher.timeline.file_format import parse_record

DAY = date(2024, 6, 1)


def record(people, ties, *entries):
    text = "people:\n" + "".join(f"  - {{{one}}}\n" for one in people.strip().splitlines() if one.strip())
    text += "relationships:\n" + "".join(f"  - {{{one}}}\n" for one in ties.strip().splitlines() if one.strip())
    text += "entries:\n" + "".join(f"  - {{id: e{n}, agency: social_care, {one}}}\n" for n, one in enumerate(entries))
    return parse_record(text)


def kin(people, ties, *entries, day=DAY, index="kit", **more):
    return kin_as_at(record(people, ties, *entries), day, index, **more)


HOME = """
    id: kit, name: Kit Moss, sex: F, born: 2018-02-03
    id: mum, name: Jo Moss, sex: F, born: 1995
    id: dad, name: Al Reed, sex: M, born: 1993-05-01
"""
PARENTS = """
    kind: parent, of: kit, person: mum
    kind: parent, of: kit, person: dad
"""


def test_two_parents_and_a_child():
    got = kin(HOME, PARENTS)
    assert [one.id for one in got.people] == ["dad", "kit", "mum"]
    assert [one.partners for one in got.unions] == [("dad", "mum")]
    assert got.unions[0].state == "not_known"
    assert [(one.union, one.child, one.link) for one in got.births] == [("u:dad+mum", "kit", "birth")]
    assert got.person("kit").index
    assert got.person("kit").age == "6 years"
    assert got.person("mum").age == "about 29 years"


@pytest.mark.parametrize(
    ("tie", "state", "bond", "label"),
    [
        ("bond: married, from: 2015-05-02", "together", "married", "m. 2015"),
        ("bond: cohabiting, from: 2015, to: 2018", "separated", "cohabiting", "coh. 2015-18"),
        ("bond: cohabiting, from: 2015, to: 2030", "together", "cohabiting", "coh. 2015"),
        ("bond: casual, from: 2017~", "together", "casual", "casual c.2017"),
        ("from: 2017", "together", "", "partners 2017"),
        ("bond: divorced, from: 2020-02", "divorced", "", "div. 2020"),
        ("bond: affair, from: 2016-01, to: 2016-03", "separated", "affair", "affair 2016"),
        ("bond: married, from: 1998, to: 2003", "separated", "married", "m. 1998-2003"),
        ("bond: cohabiting, to: 2003", "separated", "cohabiting", "coh. to 2003"),
        ("bond: cohabiting, from: ../2003-01-01", "together", "cohabiting", "coh. by 2003"),
    ],
)
def test_a_couple_as_it_stands(tie, state, bond, label):
    union = kin(HOME, PARENTS + f"kind: partner, of: mum, person: dad, {tie}").unions[0]
    assert (union.state, union.bond, union.label) == (state, bond, label)


def test_a_couple_reunited_is_one_union_with_all_its_spells():
    spells = """
        kind: partner, of: mum, person: dad, bond: cohabiting, from: 2015, to: 2018
        kind: partner, of: dad, person: mum, bond: separated, from: 2018-09
        kind: partner, of: mum, person: dad, bond: married, from: 2021-04-10
    """
    (union,) = kin(HOME, PARENTS + spells).unions
    assert [one.bond for one in union.spells] == ["cohabiting", "separated", "married"]
    assert (union.state, union.bond) == ("together", "married")
    assert union.label == "coh. 2015-18, sep. 2018, m. 2021"
    (before,) = kin(HOME, PARENTS + spells, day=date(2019, 1, 1)).unions
    assert (before.state, before.label) == ("separated", "coh. 2015-18, sep. 2018")
    (first,) = kin(HOME, PARENTS + spells, day=date(2018, 3, 1)).unions
    assert (first.state, first.label) == ("together", "coh. 2015")


def test_a_divorce_with_no_date_comes_after_the_marriage_and_not_before_it():
    spells = """
        kind: partner, of: mum, person: dad, bond: divorced
        kind: partner, of: mum, person: dad, bond: married, from: 2019-01-05
    """
    assert kin(HOME, PARENTS + spells).unions[0].label == "m. 2019, div."
    assert kin(HOME, PARENTS + spells, day=date(2018, 6, 1)).unions[0].label == ""


def test_a_death_does_not_part_a_couple():
    people = HOME.replace("1993-05-01", "1993-05-01, died: 2022-03-04")
    (union,) = kin(
        people, PARENTS + "kind: partner, of: mum, person: dad, bond: married, from: 2015, to: 2022-03-04"
    ).unions
    assert union.state == "together"


def test_two_mothers_are_a_couple_like_any_other():
    got = kin(
        HOME.replace("sex: M", "sex: F"), PARENTS + "kind: partner, of: mum, person: dad, bond: civil_partnership"
    )
    assert got.unions[0].label == "c.p."
    assert len(got.births) == 1
    assert not [one for one in got.people if one.unknown]


def test_a_child_of_one_recorded_parent_gets_a_visible_missing_one():
    got = kin(HOME, "kind: parent, of: kit, person: mum")
    missing = got.person("missing:mum")
    assert (missing.sex, missing.unknown, missing.name) == ("M", "not_known", "father not recorded")
    assert got.births[0].union == "u:missing:mum+mum"


@pytest.mark.parametrize(
    ("why", "says"),
    [
        ("not_known", "father not known"),
        ("not_named", "father not named"),
        ("withheld", "father known to us, name withheld"),
    ],
)
def test_the_three_unknowns_are_kept_apart(why, says):
    people = HOME.replace("id: dad, name: Al Reed", f"id: dad, name: Al Reed, unknown: {why}")
    dad = kin(people.replace("name: Al Reed, ", "") if why != "withheld" else people, PARENTS).person("dad")
    assert (dad.unknown, dad.name) == (why, says)
    if why == "withheld":
        assert (dad.born, dad.age, dad.also_called) == (None, "", ())


def test_a_child_without_any_parent_recorded_has_two_missing():
    got = kin("id: kit, name: Kit, born: 2018", "")
    assert sorted(one.name for one in got.people) == ["Kit", "father not recorded", "mother not recorded"]


def test_half_siblings_and_their_other_parents_are_there_and_cousins_on_request():
    people = (
        HOME
        + """
        id: half, name: Bo, born: 2012
        id: other, name: Cy, sex: M
        id: gran, name: Vi, sex: F
        id: aunt, name: Di, sex: F
        id: uncle, name: Ed, sex: M
        id: cousin, name: Flo
        id: far, name: Gus
    """
    )
    ties = (
        PARENTS
        + """
        kind: parent, of: half, person: mum
        kind: parent, of: half, person: other
        kind: parent, of: mum, person: gran
        kind: parent, of: aunt, person: gran
        kind: parent, of: cousin, person: aunt
        kind: parent, of: cousin, person: uncle
        kind: parent, of: other, person: far
    """
    )
    got = kin(people, ties)
    assert {one.id for one in got.people} == {"kit", "mum", "dad", "half", "other", "gran", "aunt", "missing:gran"}
    assert got.person("aunt").more_kin
    assert got.person("other").more_kin
    assert not got.person("mum").more_kin
    assert {"cousin", "uncle"} <= {one.id for one in kin(people, ties, cousins=True).people}
    assert "far" in {one.id for one in kin(people, ties, whole=True).people}


def test_adoption_is_structure_beside_the_birth_and_fostering_lies_over_it():
    people = (
        HOME
        + """
        id: ann, name: Ann, sex: F
        id: bev, name: Bev, sex: F
        id: cat, name: Cat, sex: F
    """
    )
    ties = (
        PARENTS
        + """
        kind: parent, of: kit, person: ann, link: adopted, from: 2020-04
        kind: parent, of: kit, person: bev, link: adopted, from: 2020-04
        kind: partner, of: ann, person: bev, bond: married
        kind: carer, of: kit, person: cat, care: foster, from: 2019-01-07, to: 2020-03-31
    """
    )
    got = kin(people, ties)
    assert [(one.union, one.link, one.words) for one in got.births] == [
        ("u:ann+bev", "adopted", "adopted 2020"),
        ("u:dad+mum", "birth", ""),
    ]
    assert got.person("ann").words == ("adopter",)
    assert not got.cares
    before = kin(people, ties, day=date(2019, 6, 1))
    assert [(one.carers, one.words) for one in before.cares] == [(("cat",), "foster care since 7 January 2019")]
    assert [one.link for one in before.births] == ["birth"]
    assert before.person("cat").words == ("foster carer",)
    assert "ann" not in {one.id for one in before.people}


def test_a_step_parents_adoption_makes_a_second_couple_with_the_parent():
    people = HOME + "id: sid, name: Sid, sex: M"
    ties = (
        PARENTS
        + """
        kind: partner, of: mum, person: sid, bond: married, from: 2021
        kind: parent, of: kit, person: sid, link: adopted, from: 2022
    """
    )
    assert [(one.union, one.link) for one in kin(people, ties).births] == [
        ("u:dad+mum", "birth"),
        ("u:mum+sid", "adopted"),
    ]


def test_one_who_adopts_alone_and_a_special_guardian_are_told_as_care():
    people = HOME + "id: ann, name: Ann, sex: F\nid: nan, name: Nan, sex: F"
    ties = (
        PARENTS
        + """
        kind: parent, of: kit, person: ann, link: adopted
        kind: carer, of: kit, person: nan, care: special_guardianship, from: 2021
    """
    )
    got = kin(people, ties)
    assert [(one.sort, one.carers) for one in got.cares] == [("adopted", ("ann",)), ("special_guardianship", ("nan",))]
    assert {(one.older, one.younger, one.above) for one in got.generations} == {("ann", "kit", 1), ("nan", "kit", 1)}


def test_a_step_parent_shows_in_the_couple_and_not_again():
    people = HOME + "id: sid, name: Sid, sex: M"
    ties = PARENTS + "kind: partner, of: mum, person: sid\nkind: carer, of: kit, person: sid, care: step"
    assert not kin(people, ties).cares
    assert [one.sort for one in kin(people, PARENTS + "kind: carer, of: kit, person: sid, care: step").cares] == [
        "step"
    ]


def test_twins_by_their_record_or_by_one_birthday():
    people = (
        HOME + "id: bob, name: Bob, born: 2018-02-03\nid: cy, name: Cy, born: 2018-02-04, twin_of: kit, identical: true"
    )
    ties = PARENTS + "".join(f"kind: parent, of: {c}, person: {p}\n" for c in ("bob", "cy") for p in ("mum", "dad"))
    twins = {one.child: (one.twins, one.identical) for one in kin(people, ties).births}
    assert twins["cy"] == twins["kit"] == ("twins:cy", True)
    people = people.replace(", twin_of: kit, identical: true", "")
    twins = {one.child: one.twins for one in kin(people, ties).births}
    assert twins == {"kit": "twins:bob", "bob": "twins:bob", "cy": ""}


def test_two_on_the_list_who_are_one_person_are_drawn_once_under_both_names():
    people = HOME + "id: ali, name: Alistair Read, born: 1993-05-01\nid: sib, name: Zed, born: 2010"
    ties = (
        PARENTS
        + """
        kind: parent, of: sib, person: ali
        kind: same_person, of: dad, person: ali
    """
    )
    got = kin(people, ties)
    assert got.person("ali").also_called == ("Al Reed",)
    assert "dad" not in {one.id for one in got.people}
    assert {one.union for one in got.births} == {"u:ali+mum", "u:ali+missing:ali"}
    unsure = kin(people, ties.replace("person: ali\n    ", "person: ali, standing: alleged\n    "), whole=True)
    assert {"ali", "dad"} <= {one.id for one in unsure.people}
    assert [one.words for one in unsure.lines] == ["may be the same person, alleged"]


@pytest.mark.parametrize(
    ("alias", "shown"),
    [
        ("Al REED", False),
        ("A REED", False),
        ("Allan Reed", False),
        ("Mr Reed", False),
        ("Dave Stone", True),
        ("Dad", False),
    ],
)
def test_of_the_aliases_only_another_whole_name_is_shown(alias, shown):
    people = HOME.replace("name: Al Reed", f'name: Al Reed, aliases: ["{alias}"]')
    assert kin(people, PARENTS).person("dad").also_called == ((alias,) if shown else ())


def test_alleged_fathers():
    people = HOME + "id: ned, name: Ned, sex: M"
    one = PARENTS.replace("person: dad", "person: dad, standing: alleged")
    assert kin(people, one).births[0].standing == "alleged"
    both = one + "kind: parent, of: kit, person: ned, standing: alleged"
    assert {birth.union for birth in kin(people, both).births} == {"u:dad+mum", "u:mum+ned"}
    sure = kin(people, one + "kind: parent, of: kit, person: ned, standing: established")
    assert {birth.union for birth in sure.births} == {"u:mum+ned"}
    assert [(line.sort, line.frm, line.words) for line in sure.lines] == [("alleged_parent", "dad", "parent, alleged")]
    no_mother = both.replace("kind: parent, of: kit, person: mum", "")
    assert {birth.union for birth in kin(people, no_mother).births} == {"u:dad+missing:dad", "u:missing:ned+ned"}


def test_losses_are_in_the_family_and_the_unborn_have_no_more_than_was_known():
    people = (
        HOME
        + """
        id: lost, loss: miscarriage, died: 2020-03-01
        id: next, name: Ivy Moss, sex: F, born: 2024-09-01, expected: 2024-09-05
    """
    )
    ties = PARENTS + "".join(f"kind: parent, of: {c}, person: {p}\n" for c in ("lost", "next") for p in ("mum", "dad"))
    got = kin(people, ties)
    assert (got.person("lost").loss, got.person("lost").name, got.person("lost").age) == (
        "miscarriage",
        "miscarriage",
        "",
    )
    unborn = got.person("next")
    assert (unborn.unborn, unborn.name, unborn.sex, unborn.born) == (True, "Unborn baby", "", None)
    assert (unborn.expected, unborn.age) == (date(2024, 9, 5), "unborn, 26 weeks")
    assert "next" not in {one.id for one in kin(people, ties, day=date(2023, 11, 20)).people}
    carried = kin(people, ties, day=date(2020, 2, 1)).person("lost")
    assert (carried.unborn, carried.loss) == (True, "")


def test_cousins_who_have_a_child_are_close_kin():
    people = HOME + "id: a, name: A\nid: b, name: B\nid: nan, name: N, sex: F"
    ties = (
        PARENTS
        + """
        kind: parent, of: mum, person: a
        kind: parent, of: dad, person: b
        kind: parent, of: a, person: nan
        kind: parent, of: b, person: nan
    """
    )
    assert {one.id for one in kin(people, ties, whole=True).unions if one.close_kin} == {"u:dad+mum"}


def test_lines_say_what_they_are_how_known_and_whether_past():
    ties = (
        PARENTS
        + """
        kind: domestic_abuse, of: mum, person: dad, standing: alleged, how_known: third_party, from: 2019, to: 2021
        kind: close, of: kit, person: mum, from: 2018
        kind: cut_off, of: kit, person: dad, from: 2022
        kind: conflict, of: dad, person: kit, from: 2020, to: 2021
        kind: no_contact_order, of: kit, person: dad, from: 2023-01-01, to: 2025-01-01
    """
    )
    got = {one.sort: one for one in kin(HOME, ties).lines}
    assert set(got) == {"domestic_abuse", "close", "cut_off", "no_contact_order"}
    harm = got["domestic_abuse"]
    assert (harm.frm, harm.to, harm.words, harm.how_known) == (
        "dad",
        "mum",
        "domestic abuse, alleged, past",
        "third_party",
    )
    assert harm.past
    assert harm.directed
    assert got["no_contact_order"].until is None  # an end to come is not told
    assert "no_contact_order" not in {one.sort for one in kin(HOME, ties, day=date(2025, 1, 2)).lines}


def test_kin_whose_way_is_not_recorded_get_a_line_and_a_generation_others_do_not():
    people = HOME + "id: nan, name: Nan, sex: F\nid: gran, name: Gran, sex: F\nid: aunt, name: Aunt, sex: F"
    ties = (
        PARENTS
        + """
        kind: parent, of: mum, person: nan
        kind: grandparent, of: kit, person: nan
        kind: grandparent, of: kit, person: gran
        kind: parent, of: aunt, person: nan
        kind: aunt_or_uncle, of: kit, person: aunt
    """
    )
    got = kin(people, ties)
    assert [(one.frm, one.words) for one in got.lines] == [("gran", "grandparent")]
    assert [(one.older, one.above) for one in got.generations] == [("gran", 2)]


LIVES = (
    "kind: living_arrangement, about: [kit], who: [kit, mum], happened: 2020-01-01, address: 4 Mill Lane, with: [pat]"
)
MOVES = "kind: living_arrangement, about: [kit], who: [kit], happened: 2023-01-01, address: 9 Dene Road, with: [dad]"


def test_households_hold_everyone_once_and_bring_those_who_live_there():
    people = HOME + "id: pat, name: Pat"
    got = kin(people, PARENTS, LIVES)
    assert [(one.address, one.members) for one in got.households] == [("4 Mill Lane", ("kit", "mum", "pat"))]
    moved = kin(people, PARENTS, LIVES, MOVES)
    assert [(one.address, one.members) for one in moved.households] == [
        ("9 Dene Road", ("dad", "kit")),
        ("4 Mill Lane", ("mum", "pat")),
    ]
    visit = MOVES.replace("address", "overnight: false, address")
    assert [one.address for one in kin(people, PARENTS, LIVES, visit).households] == ["4 Mill Lane"]


def test_a_plan_is_a_word_under_the_child():
    got = kin(HOME, PARENTS, "kind: plan, happened: 2024-01-01, about: [kit], type: child_protection, stage: opened")
    assert got.person("kit").words == ("child protection plan",)


def test_a_change_of_a_relationship_wins_from_the_day_it_is_known():
    alleged = PARENTS.replace("person: dad", "person: dad, standing: alleged, how_known: third_party")
    proved = (
        "kind: relationship, happened: 2024-03-01, became_known: 2024-04-01, about: [kit, dad],"
        " how_known: record_check, relation: parent, person: dad, of: kit, standing: established"
    )
    assert kin(HOME, alleged, proved).births[0].standing == "established"
    assert kin(HOME, alleged, proved, day=date(2024, 3, 31)).births[0].standing == "alleged"
    never = proved.replace("standing: established", "stage: not_so")
    assert [one.id for one in kin(HOME, alleged, never).people] == ["kit", "missing:mum", "mum"]
    assert "dad" in {one.id for one in kin(HOME, alleged, never, day=date(2024, 3, 31)).people}


def test_couples_and_carers_change_by_entries():
    began = (
        "kind: relationship, happened: 2020-01-10, about: [mum], relation: partner, person: dad, of: mum,"
        " bond: cohabiting"
    )
    parted = began.replace("2020-01-10", "2022-02-03").replace("cohabiting", "separated")
    ended = began.replace("2020-01-10", "2022-02-03").replace("bond: cohabiting", "stage: ended")
    assert kin(HOME, PARENTS, began).unions[0].label == "coh. 2020"
    assert kin(HOME, PARENTS, began, parted).unions[0].label == "coh. 2020, sep. 2022"
    assert kin(HOME, PARENTS, began, ended).unions[0].label == "coh. 2020-22"
    assert kin(HOME, PARENTS, began, ended, day=date(2022, 2, 3)).unions[0].label == "coh. 2020"
    people = HOME + "id: cat, name: Cat, sex: F"
    placed = (
        "kind: relationship, happened: 2023-05-01, about: [kit], relation: carer, person: cat, of: kit, care: foster"
    )
    home = placed.replace("2023-05-01", "2024-01-01").replace("care: foster", "stage: ended")
    assert [one.words for one in kin(people, PARENTS, placed).cares] == ["foster care since 1 May 2023"]
    assert not kin(people, PARENTS, placed, home).cares
    assert "cat" not in {one.id for one in kin(people, PARENTS, placed, day=date(2023, 4, 30)).people}


def test_recorded_by_cuts_on_when_it_was_written_down():
    began = (
        "kind: relationship, happened: 2020-01-10, recorded_at: 2024-05-01T09:00:00, about: [mum],"
        " relation: partner, person: dad, of: mum, bond: married"
    )
    assert kin(HOME, PARENTS, began, recorded_by=date(2024, 5, 1)).unions[0].label == "m. 2020"
    assert kin(HOME, PARENTS, began, recorded_by=date(2024, 4, 30)).unions[0].label == ""


def test_someone_not_yet_there_cannot_be_the_index():
    with pytest.raises(KeyError):
        kin(HOME, PARENTS, day=date(2016, 1, 1))
    with pytest.raises(KeyError):
        kin(HOME, PARENTS, index="nobody")


def test_a_bare_list_is_drawn_whole():
    held = record(HOME + "id: far, name: Far", PARENTS)
    assert {one.id for one in kin_of(held.family, DAY, "kit").people} == {"kit", "mum", "dad", "far"}


def test_an_unborn_child_of_no_date_shows_from_the_day_somebody_knew():
    people = HOME + "id: bump, called: unborn baby"
    ties = PARENTS + "kind: parent, of: bump, person: mum"
    told = "kind: contact, happened: 2023-05-01, about: [mum, bump]"
    assert "bump" not in {one.id for one in kin(people, ties, told, day=date(2023, 4, 30)).people}
    assert kin(people, ties, told, day=date(2023, 5, 1)).person("bump").unborn
    since = ties.replace("of: bump, person: mum", "of: bump, person: mum, from: 2023-06-01")
    assert "bump" not in {one.id for one in kin(people, since, told, day=date(2023, 5, 31)).people}
    assert kin(people, since, told, day=date(2023, 6, 1)).person("bump").age == "unborn"
