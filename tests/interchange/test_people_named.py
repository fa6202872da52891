"""Whom a row is about: names, initials, role words, groups, near-spellings; and what is never guessed."""

from datetime import date

import msgspec
import pytest

from kingfisher.interchange.files.rows import Place, Row
from kingfisher.interchange.returns.family_names import FamilyNames
from kingfisher.interchange.returns.family_roles import FamilyRoles
from kingfisher.interchange.returns.layout import Account, Laid, Section
from kingfisher.interchange.returns.mentions import Finder
from kingfisher.interchange.returns.people_named import About, PeopleReader
from kingfisher.interchange.returns.read_people import PeopleFileError, parse_people
from kingfisher.timeline.people import Family, Person, Relationship, Tie

FAMILY = parse_people("""
case: made up
subject: fay
family:
  - {id: fay, name: Fay Holt, sex: F, dob: 2019-06-10}
  - {id: gil, name: Gil Holt, sex: M, dob: 2012-01-05}
  - {id: una, name: Una Holt, sex: F, dob: 2010-09-09}
  - {id: mum, name: Bess Holt, sex: F, dob: 1988-03-03, aliases: [Bess, Mum]}
  - {id: dad, name: Karl Venn, sex: M, dob: 1985-01-01, aliases: [FOB]}
  - {id: gran, name: Orla Holt, sex: F, dob: 1960~}
  - {id: pgm, name: Ruth Venn, sex: F}
  - {id: pgf, name: Tom Venn, sex: M}
  - {id: nell, name: Nell Holt, sex: F, dob: 1992~}
  - {id: newpartner, name: null, aliases: [new boyfriend], sex: M}
relations:
  - {a: mum, type: parent_of, b: [fay, gil, una]}
  - {a: dad, type: parent_of, b: [fay, gil, una]}
  - {a: gran, type: parent_of, b: [mum, nell]}
  - {a: [pgm, pgf], type: parent_of, b: dad}
  - {a: mum, type: sibling_of, b: nell}
  - {a: mum, type: partner_of, b: dad, from: 2009, to: 2018}
professionals:
  - {id: sw, name: Karl Brandt, role: social worker, agency: social_care}
  - {id: hv, name: Mrs Holtby, role: health visitor, agency: health_visiting}
  - {id: dsl, name: Miss Ode, role: designated safeguarding lead, agency: school_st_wilfs, covers: [gil]}
""")
DAY = date(2020, 2, 1)
READER = PeopleReader(FAMILY)
FINDER = Finder(FamilyNames(FAMILY), FamilyRoles(FAMILY))


def found(words: str, anchor: str = "fay", **more: object) -> set[str]:
    return set(FINDER.mentions(words, anchor=anchor, day=DAY, **more).people)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "people"),
    [
        ("Fay seen with Bess Holt.", {"fay", "mum"}),
        ("HOLT, Gil", {"gil"}),
        ("U HOLT (9) and G. Holt", {"una", "gil"}),
        ("Una H in class", {"una"}),
        ("Gil's shoes too small", {"gil"}),
        ("Mr Venn rang", {"dad", "pgf"} - {"dad", "pgf"}),
        ("Mr K Venn rang", {"dad"}),
        ("Karl Brandt visited", set()),
        ("Mrs Holtby visited", set()),
        ("Seen on Fay Street", set()),
        ("a fay evening", set()),
        ("Mum and MGM present", {"mum", "gran"}),
        ("FOB not present", {"dad"}),
        ("door fob used", set()),
        ("PGPs have offered", {"pgm", "pgf"}),
        ("staying at her dad's with his parents", {"dad", "pgm", "pgf"}),
        ("Bess's mam has the children", {"mum", "gran", "fay", "gil", "una"}),
        ("Karl's mum and dad collected", {"dad", "pgm", "pgf"}),
        ("aunt Nell helped", {"nell"}),
        ("aunt helped", {"nell"}),
        ("new boyfriend at the house", {"newpartner"}),
        ("all 3 children seen", {"fay", "gil", "una"}),
        ("all 5 children seen", set()),
        ("HOLT x3", {"fay", "gil", "una"}),
        ("baby asleep", {"fay"}),
        ("ward sister rang", set()),
        ("moved into Bess's house", {"mum"}),
        ("posts by Karl's family", {"dad", "pgm", "pgf"}),
        ("wider family known", set()),
        ("father not named", set()),
        ("nowhere for the cot", {"fay"}),
        ("Karl's dad unknown to us", {"dad"}),
    ],
)
def test_words_mention_people(words: str, people: set[str]) -> None:
    assert found(words) == people


def test_role_words_follow_whom_the_row_is_about() -> None:
    assert found("says mam will help", anchor="mum") == {"gran"}
    assert found("says mam will help", anchor="fay") == {"mum"}
    assert found("gone to her sister's", anchor="mum") == {"nell"}


def test_what_could_be_two_people_is_remarked_on_and_nobody_is_added() -> None:
    mentions = FINDER.mentions("nan collected", anchor="fay", day=DAY)
    assert mentions.people == ()
    assert [remark.code for remark in mentions.remarks] == ["role_ambiguous"]
    mentions = FINDER.mentions("her sister collected", anchor="gil", day=DAY)
    assert [remark.code for remark in mentions.remarks] == ["role_ambiguous"]
    assert [r.code for r in FINDER.mentions("Mrs Venn rang", anchor="fay", day=DAY).remarks] == []


def test_single_letters_are_read_only_beside_a_surname_with_that_initial() -> None:
    assert found("K alleges he was punched by B.", beside=("dad", "mum")) == {"dad", "mum"}
    assert found("K alleges he was punched by B.") == set()


@pytest.mark.parametrize("words", ["Faye Hollt", "Fay Hoult", "Beess Holt"])
def test_a_near_spelling_is_a_suggestion_with_a_remark(words: str) -> None:
    mentions = FINDER.mentions(f"{words} attended", anchor=None, day=DAY)
    assert len(mentions.people) == 1
    assert [remark.code for remark in mentions.remarks] == ["name_misspelt"]


def about(
    named: dict[str, str],
    agency: str,
    notes: tuple[str, ...] = (),
    *,
    part: str = "table 1",
    day: date = DAY,
    family: Family = FAMILY,
) -> About:
    reader = READER if family is FAMILY else PeopleReader(family)
    section = Section(part, notes)
    account = Account(Row(Place("x", part, 2), ()), section, named)
    laid = Laid((account,), (), notes, {}, {})
    return reader.about(account, day, reader.standing(laid, section), agency)


def test_the_row_s_own_column_comes_before_what_stands_over_it() -> None:
    notes = ("Patient: Bess Holt", "Initials: FH = Fay, GH Gil Holt")
    assert about({"persons": "FH", "text": "1st imms."}, "gp", notes).people == ("fay",)
    assert about({"persons": "-", "text": "Low mood."}, "gp", ("Patient: Bess Holt",)).people == ("mum",)


def test_of_several_children_a_row_is_about_those_it_names() -> None:
    notes = ("Pupils: Gil and Una Holt",)
    assert about({"text": "Breakfast club offered to all."}, "school_x", notes).people == ("gil", "una")
    assert about({"text": "Gil walked out of Maths."}, "school_x", notes).people == ("gil",)


def test_maternity_care_is_about_mother_and_unborn_child() -> None:
    row = about({"type": "28 week", "text": "Well."}, "midwifery", ("Mother: Bess Holt",), day=date(2019, 3, 20))
    assert set(row.people) == {"mum", "fay"}
    assert all(suggestion.reason for suggestion in row.suggestions)


def test_an_unborn_baby_of_an_earlier_pregnancy_is_not_the_one_expected_now() -> None:
    later = Person(id="later", called="unborn baby")
    expects = Relationship(kind=Tie.PARENT, of="later", person="mum")
    family = msgspec.structs.replace(
        FAMILY, people=(*FAMILY.people, later), relationships=(*FAMILY.relationships, expects)
    )
    finder = Finder(FamilyNames(family), FamilyRoles(family))

    def spoken_of(day: date) -> tuple[str, ...]:
        return finder.mentions("Referral for the unborn baby.", anchor="fay", day=day).people

    assert spoken_of(date(2019, 3, 20)) == ("fay",)
    assert spoken_of(date(2021, 3, 20)) == ("later",)


def test_a_meeting_that_names_no_child_is_about_the_children() -> None:
    row = about({"type": "Core group", "text": "Attended."}, "cgl", ("Client: Karl Venn",))
    assert set(row.people) == {"dad", "fay", "gil", "una"}


def test_pregnant_said_of_the_mum_of_other_children_is_not_about_the_unborn_child() -> None:
    day = date(2019, 3, 20)
    notes = ("Pupils: Gil and Una Holt",)
    assert about({"text": "Mum: shielding, pregnant."}, "school_x", notes, day=day).people == ("gil", "una", "mum")
    told = about({"text": "Bess says she is pregnant."}, "school_x", notes, day=day)
    assert "fay" in told.people
    assert "fay" in about({"text": "Karl going to be a dad."}, "gp", ("Patient: Karl Venn",), day=day).people


def test_an_adult_s_worker_counts_children_and_names_none() -> None:
    notes = ("Clients: Karl Venn; Bess Holt",)
    assert about({"persons": "Karl Venn", "type": "Key work", "text": "With 3 kids."}, "cgl", notes).people == ("dad",)
    referred = about({"persons": "Karl Venn", "type": "Referral", "text": "3 kids in house."}, "cgl", notes)
    assert set(referred.people) == {"dad", "fay", "gil", "una"}
    assert about({"persons": "-", "text": "Weekly calls."}, "cgl", notes).people == ("dad",)
    held = {"persons": "Bess Holt", "type": "Session 2", "text": "Went well."}
    assert set(about(held, "cgl", notes).people) == {"mum", "dad"}
    assert about({**held, "text": "Did not attend."}, "cgl", notes).people == ("mum",)


def test_where_a_care_leaver_lives_her_children_live() -> None:
    row = about({"text": "Staying at Nell's."}, "leaving_care", ("Young person: Bess Holt",))
    assert set(row.people) == {"mum", "nell", "fay", "gil", "una"}
    assert about({"text": "Budget session."}, "leaving_care", ("Young person: Bess Holt",)).people == ("mum",)


def test_the_check_at_six_weeks_is_of_mother_and_baby() -> None:
    notes = ("Fay Holt, Gil Holt",)
    day = date(2019, 7, 25)
    assert set(about({"persons": "Fay Holt", "text": "6-8 wk check."}, "gp", day=day).people) == {"fay", "mum"}
    assert set(about({"text": "Six week check, not brought."}, "gp", notes, day=day).people) >= {"fay", "mum"}
    assert about({"persons": "Gil Holt", "text": "6 week check."}, "gp", day=day).people == ("gil",)


def test_what_is_treated_in_the_whole_family_is_about_all_its_children() -> None:
    assert about({"persons": "Gil Holt", "text": "Head lice, treat family."}, "gp").people == ("fay", "gil", "una")


def test_a_first_enquiry_is_about_the_household_and_a_review_is_about_the_children() -> None:
    day = date(2017, 3, 1)
    row = about({"type": "S47 enquiry", "text": "Substantiated."}, "social_care", ("Gil and Una Holt",), day=day)
    assert set(row.people) == {"gil", "una", "mum", "dad"}
    row = about({"type": "RCPC", "text": "Plans continue."}, "social_care", ("Gil and Una Holt",), day=day)
    assert set(row.people) == {"gil", "una"}


def test_a_school_s_referral_is_about_its_pupils() -> None:
    row = about({"type": "Referral", "source": "St Wilf's", "text": "Often late."}, "social_care")
    assert row.people == ("gil",)


def test_a_bare_clinic_is_the_baby_clinic() -> None:
    assert "una" not in about({"type": "Clinic", "text": "Not brought."}, "health_visiting").people


MOURNING = parse_people("""
family: {name: Abbot, children: [ida, jon]}
people:
  - {id: ida, name: Ida Abbot, sex: F, born: 2021-02-01, died: 2021-03-01}
  - {id: jon, name: Jon Abbot, sex: M, born: 2019-12-01}
  - {id: mum, name: Wyn Abbot, sex: F}
relationships: [{kind: parent, of: ida, person: mum}, {kind: parent, of: jon, person: mum}]
""")


def test_after_a_death_the_baby_is_the_child_who_died() -> None:
    day = date(2021, 3, 3)
    told = {"text": "Told of baby's death, bereavement support."}
    assert about(told, "housing", ("Tenant: Wyn Abbot",), day=day, family=MOURNING).people == ("ida",)
    assert about({"persons": "Ida Abbot", "text": "JAR meeting."}, "police", day=day, family=MOURNING).people == (
        "ida",
        "mum",
    )
    assert about({"text": "Siblings seen at nursery."}, "nursery", ("Jon Abbot",), day=day, family=MOURNING).people == (
        "jon",
    )


def test_rows_of_one_incident_speak_of_the_same_people() -> None:
    told = ("Caller sister.", "Una with him.", "Adult females in house, Nell drunk.")
    rows = [{"reference": "A1", "persons": "Gil HOLT", "text": text} for text in told]
    rows += [{"reference": "A2", "persons": "Gil HOLT", "text": told[0]}]
    section = Section("record")
    accounts = [Account(Row(Place("x", "record", n), ()), section, row) for n, row in enumerate(rows, start=2)]
    standing = READER.standing(Laid(tuple(accounts), (), (), {}, {}), section)
    got = [set(READER.about(account, DAY, standing, "ambulance").people) for account in accounts]
    assert got[:3] == [{"gil", "una"}, {"gil", "una"}, {"gil", "nell"}]
    assert "una" not in got[3]


def test_a_visit_that_names_only_adults_asks_whether_a_child_was_seen() -> None:
    sheets = ("Family", "Gil H", "Una H")
    accounts = tuple(
        Account(Row(Place("x", f"sheet {name}", 2), ()), Section(f"sheet {name}"), {"text": "-"}) for name in sheets
    )
    family_sheet = Account(
        Row(Place("x", "sheet Family", 3), ()), Section("sheet Family"), {"type": "CP visit", "text": "Karl in room."}
    )
    laid = Laid((*accounts, family_sheet), (), (), {}, {})
    row = READER.about(family_sheet, DAY, READER.standing(laid, family_sheet.section), "social_care")
    assert row.people == ("dad",)
    assert [remark.code for remark in row.remarks] == ["children_not_named"]


def test_words_about_another_child_on_a_child_s_sheet_ask_which() -> None:
    row = about({"text": "Gil said he was out on his bike."}, "social_care", part="sheet Una H")
    assert "gil" in row.people
    assert "una" not in row.people
    assert [remark.code for remark in row.remarks] == ["wrong_childs_sheet"]
    assert about({"text": "Cooks tea for Gil."}, "social_care", part="sheet Una H").remarks == ()


def test_a_date_of_birth_that_is_not_the_one_held() -> None:
    row = about({"persons": "Fay HOLT", "born": "06/10/2019", "text": "Fell."}, "hospital")
    assert row.people == ("fay",)
    assert [remark.code for remark in row.remarks] == ["date_of_birth_differs"]


@pytest.mark.parametrize(
    "named",
    [
        {"type": "Home visit", "text": "Piers Ames (DOB 01/02/2018) and mum seen."},
        {"persons": "Piers AMES", "text": "Fell from swing."},
        {"persons": "Fay AMES", "born": "01/02/2018", "text": "Fell from swing."},
    ],
)
def test_another_family_s_row_is_told_apart(named: dict[str, str]) -> None:
    row = about(named, "hospital")
    assert row.stranger
    assert row.people == ()


def test_somebody_else_named_beside_ours_is_not_another_family() -> None:
    row = about({"persons": "Piers AMES; Karl VENN", "text": "Fight outside pub."}, "police")
    assert (row.stranger, row.people) == ("", ("dad",))


def test_a_people_file_says_what_is_wrong_with_it() -> None:
    with pytest.raises(PeopleFileError, match="not among the people"):
        parse_people("subject: nobody\nfamily: [{id: a, name: A B}]")
    with pytest.raises(PeopleFileError, match="should begin with"):
        parse_people("- just a list")
    assert FAMILY.children == ("fay", "gil", "una")


def test_a_record_that_names_no_children_is_about_those_who_have_parents() -> None:
    family = parse_people("""
people: [{id: a, name: A B}, {id: m, name: M B}, {id: g, name: G B}]
relationships: [{kind: parent, of: a, person: m}, {kind: parent, of: m, person: g}]
""")
    assert family.children == ("a",)


def test_nobody_known_is_nobody_found_and_nothing_breaks() -> None:
    reader = PeopleReader(Family())
    account = Account(
        Row(Place("x", "table 1", 2), ()), Section("table 1"), {"persons": "Kim NUNN", "text": "Mum rang."}
    )
    row = reader.about(account, DAY, reader.standing(Laid((account,), (), (), {}, {}), Section("table 1")), "police")
    assert (row.people, row.stranger) == ((), "Kim NUNN")
