"""Families drawn elsewhere: every line is taken over or told in a doubt, whatever the letters and the dialect."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kingfisher.interchange.family_trees import TreeError, parse_family_tree, read_family_tree
from kingfisher.interchange.gedcom_dates import gedcom_date, gedcom_span
from kingfisher.practice.kin import kin_as_at
from kingfisher.timeline.file_format import parse_record, write_record
from kingfisher.timeline.people import Bond, CareSort, Link, Loss, Standing, Tie, Unknown

FAMILIES = sorted((Path(__file__).parents[1] / "drawing" / "families").glob("*.json"))
DAY = date(2025, 6, 1)

FILE = """0 HEAD
1 GEDC
2 VERS 5.5.1
1 CHAR UTF-8
0 @I1@ INDI
1 NAME Zoë /Ångström/
2 GIVN Zoë
2 SURN Ångström
1 NAME Zoe /Marsh/
2 TYPE married
1 SEX F
1 BIRT
2 DATE 12 FEB 1990
2 PLAC Hull
1 FAMS @F1@
1 FAMS @F2@
1 NOTE First line
2 CONT and the second
2 CONC , joined
0 @I2@ INDI
1 NAME Ed /Marsh/
1 SEX M
1 BIRT
2 DATE ABT 1988
1 DEAT Y
1 FAMS @F1@
0 @I3@ INDI
1 NAME Kit /Marsh/
1 SEX M
1 BIRT
2 DATE MAR 2012
1 FAMC @F1@
2 PEDI birth
1 FAMC @F3@
2 PEDI adopted
1 ADOP
2 DATE 2016
2 FAMC @F3@
3 ADOP BOTH
0 @I4@ INDI
1 NAME Bo
1 SEX F
1 FAMC @F2@
1 FAMC @F4@
2 PEDI foster
0 @I5@ INDI
1 NAME Unknown
1 SEX M
1 FAMS @F2@
0 @I6@ INDI
1 NAME Ann /Lee/
1 FAMS @F3@
1 ASSO @I1@
2 RELA Friend
1 ASSO @I2@
2 RELA Godfather
0 @I7@ INDI
1 NAME Bev /Lee/
1 RESI
2 DATE FROM 2015 TO 2019
2 ADDR 4 Mill Lane
3 CITY Hull
0 @I8@ INDI
1 NAME Cat
1 FAMS @F4@
1 OCCU Carer
0 @F1@ FAM
1 HUSB @I2@
1 WIFE @I1@
1 CHIL @I3@
1 MARR
2 DATE 5 MAY 2011
1 DIV
2 DATE 2014
0 @F2@ FAM
1 HUSB @I5@
1 WIFE @I1@
1 CHIL @I4@
0 @F3@ FAM
1 WIFE @I6@
1 WIFE @I7@
1 MARR
2 TYPE Civil partnership
1 CHIL @I3@
0 @F4@ FAM
1 WIFE @I8@
1 CHIL @I4@
1 HUSB @I99@
0 @S1@ SOUR
1 TITL A book
2 CONT of two lines
0 TRLR
"""


def ties(tree, kind):
    return [one for one in tree.chronology.family.relationships if one.kind is kind]


def test_people_couples_and_links():
    tree = parse_family_tree(FILE.encode())
    family = tree.chronology.family
    zoe = family.person("I1")
    assert (zoe.name, zoe.aliases, zoe.sex, str(zoe.born)) == ("Zoë Ångström", ("Zoe Marsh",), "F", "1990-02-12")
    assert zoe.note == "First line\nand the second, joined"
    assert (str(family.person("I2").born), str(family.person("I2").died)) == ("1988~", "XXXX")
    assert family.person("I5").unknown is Unknown.NOT_KNOWN
    assert {(one.person, one.of, one.link) for one in ties(tree, Tie.PARENT) if one.of == "I3"} == {
        ("I2", "I3", None),
        ("I1", "I3", None),
        ("I6", "I3", Link.ADOPTED),
        ("I7", "I3", Link.ADOPTED),
    }
    assert {str(one.since) for one in ties(tree, Tie.PARENT) if one.link} == {"2016"}
    assert [(one.person, one.of, one.care) for one in ties(tree, Tie.CARER)] == [("I8", "I4", CareSort.FOSTER)]
    assert [(one.bond, str(one.since)) for one in ties(tree, Tie.PARTNER)] == [
        (Bond.MARRIED, "2011-05-05"),
        (Bond.DIVORCED, "2014"),
        (Bond.CIVIL_PARTNERSHIP, "None"),
    ]
    assert [(one.person, one.of) for one in ties(tree, Tie.FRIEND)] == [("I1", "I6")]
    (home,) = tree.chronology.entries
    assert (home.content.address, home.content.who, str(home.content.ends)) == ("4 Mill Lane, Hull", ("I7",), "2019")


def test_every_line_is_taken_over_or_told():
    tree = parse_family_tree(FILE.encode())
    assert tree.adds_up
    assert [(one.text, one.lines) for one in tree.doubts] == [
        ("2 PLAC Hull", 1),
        ("1 ASSO @I2@", 2),
        ("1 OCCU Carer", 1),
        ("1 HUSB @I99@", 1),
        ("0 SOUR", 3),
    ]


def test_it_can_be_drawn_and_written_in_the_open_format():
    tree = parse_family_tree(FILE.encode())
    kin = kin_as_at(tree.chronology, DAY, "I3")
    assert {one.union for one in kin.births if one.child == "I3"} == {"u:I1+I2", "u:I6+I7"}
    assert next(one.label for one in kin.unions if one.id == "u:I1+I2") == "m. 2011, div. 2014"
    again = parse_record(write_record(tree.chronology))
    assert again.family == tree.chronology.family


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_in_whatever_letters_it_was_written(coding, ending):
    text = FILE.replace("UTF-8", "ANSI" if coding == "cp1252" else "UNICODE").replace("\n", ending)
    tree = parse_family_tree(text.encode(coding))
    assert tree.chronology.family == parse_family_tree(FILE.encode()).chronology.family
    assert tree.adds_up


def test_ansel():
    text = FILE.replace("UTF-8", "ANSEL").encode().replace("Zoë".encode(), b"Zo\xe8e").replace("Å".encode(), b"\xeaA")
    tree = parse_family_tree(text.replace("ö".encode(), b"\xe8o"))
    assert tree.chronology.family.person("I1").name == "Zoë Ångström"


SEVEN = """0 HEAD
1 GEDC
2 VERS 7.0
0 @P1@ INDI
1 NAME Kit /Vale/
1 SEX X
1 BIRT
2 DATE 4 MAR 2012
2 FAMC @A@
1 FAMC @A@
2 PEDI BIRTH
2 STAT CHALLENGED
1 FAMC @B@
2 PEDI OTHER
3 PHRASE Special guardian
1 ASSO @P3@
2 ROLE OTHER
3 PHRASE Aunt
1 ALIA @P4@
0 @P2@ INDI
1 NAME /Vale/
1 SEX M
1 FAMS @A@
0 @P3@ INDI
1 NAME Di
1 ASSO @VOID@
2 PHRASE someone
0 @P4@ INDI
1 NAME Kit Finn
1 DEAT
2 AGE STILLBORN
2 DATE BET JAN 2012 AND MAR 2012
0 @A@ FAM
1 HUSB @P2@
1 WIFE @VOID@
1 CHIL @P1@
1 EVEN
2 TYPE Separation
2 DATE 2015
0 @B@ FAM
1 WIFE @P3@
1 CHIL @P1@
0 TRLR
"""


def test_version_seven():
    tree = parse_family_tree(SEVEN.encode())
    assert tree.adds_up
    assert [(one.person, one.standing) for one in ties(tree, Tie.PARENT)] == [("P2", Standing.ALLEGED)]
    assert [(one.person, one.care) for one in ties(tree, Tie.CARER)] == [("P3", CareSort.SPECIAL_GUARDIANSHIP)]
    assert [(one.person, one.of) for one in ties(tree, Tie.AUNT_OR_UNCLE)] == [("P3", "P1")]
    assert [one.standing for one in ties(tree, Tie.SAME_PERSON)] == [Standing.ALLEGED]
    assert tree.chronology.family.person("P4").loss is Loss.STILLBIRTH
    assert tree.chronology.family.person("P1").sex is None
    kin = kin_as_at(tree.chronology, DAY, "P1")
    assert "missing:P2" in {one.id for one in kin.people}
    assert [one.text for one in tree.doubts] == ["1 ASSO @VOID@"]


def test_parents_told_apart_by_custom_lines():
    text = FILE.replace("1 CHIL @I4@\n0 @F3@", "1 CHIL @I4@\n2 _FREL Step\n2 _MREL Natural\n0 @F3@")
    tree = parse_family_tree(text.encode())
    assert {(one.person, one.care) for one in ties(tree, Tie.CARER) if one.of == "I4"} == {
        ("I5", CareSort.STEP),
        ("I8", CareSort.FOSTER),
    }
    assert [one.person for one in ties(tree, Tie.PARENT) if one.of == "I4"] == ["I1"]


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("12 FEB 1990", "1990-02-12"),
        ("Feb 1990", "1990-02"),
        ("1990", "1990"),
        ("ABT 1990", "1990~"),
        ("EST FEB 1990", "1990-02~"),
        ("CAL 12 FEB 1990", "1990-02-12~"),
        ("BEF 1990", "../1989-12-31"),
        ("AFT FEB 1990", "1990-03-01/.."),
        ("BET 1990 AND 1992", "1990/1992"),
        ("BET 5 JAN 1990 AND 9 JAN 1990", "1990-01-05/1990-01-09"),
        ("FROM 1990", "1990-01-01/.."),
        ("TO 1990", "../1990-12-31"),
        ("INT 1990 (about then)", "1990"),
        ("@#DGREGORIAN@ 12 FEB 1990", "1990-02-12"),
        ("GREGORIAN 1990", "1990"),
        ("11 FEB 1731/32", "1732-02-11"),
        ("BET. 1990 - 1992", "1990/1992"),
        ("14/11/1931", "1931-11-14"),
        ("", "XXXX"),
    ],
)
def test_dates(written, means):
    assert str(gedcom_date(written)) == means


@pytest.mark.parametrize(
    "written",
    [
        "@#DHEBREW@ 2 TVT 5758",
        "(as a child)",
        "31 FEB 1990",
        "45 B.C.",
        "04/11/1931",
        "7 NOV",
        "JULIAN 4 MAR 1700",
        "BET 1992 AND 1990",
    ],
)
def test_a_date_that_cannot_be_read_is_none_and_a_doubt(written):
    assert gedcom_date(written) is None
    tree = parse_family_tree(FILE.replace("12 FEB 1990", written).encode())
    assert tree.chronology.family.person("I1").born is None
    assert f"2 DATE {written}" in [one.text for one in tree.doubts]
    assert tree.adds_up


def test_spans():
    assert [str(one) for one in gedcom_span("FROM 2015 TO MAR 2019")] == ["2015", "2019-03"]
    assert [str(one) for one in gedcom_span("TO 2019")] == ["None", "2019"]
    assert [str(one) for one in gedcom_span("2019")] == ["2019", "None"]


@pytest.mark.parametrize("data", [b"", b"hello", b"0 INDI", b"{", b"[1]", b'{"people": 3}', b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_family_file_says_what_was_expected(data):
    with pytest.raises(TreeError):
        parse_family_tree(data)


@given(st.lists(st.sampled_from(FILE.splitlines()[1:]), max_size=60))
def test_lines_in_any_order_still_add_up(lines):
    tree = parse_family_tree("\n".join(["0 HEAD", *lines]).encode())
    assert tree.adds_up


def test_a_line_that_is_no_line_is_a_doubt():
    tree = parse_family_tree(FILE.replace("1 OCCU Carer", "carer of others").encode())
    assert tree.adds_up
    assert "This line has no level and tag." in [one.why for one in tree.doubts]


@pytest.mark.parametrize("path", FAMILIES, ids=lambda path: path.stem)
def test_the_plain_families_come_in_whole(path):
    tree = read_family_tree(path)
    raw = json.loads(path.read_text())
    assert not tree.doubts
    assert [one.id for one in tree.chronology.family.people] == [one["id"] for one in raw["people"]]
    kin = kin_as_at(tree.chronology, date(2026, 1, 1), raw["index"], whole=True)
    assert {one.id for one in kin.people} == {one["id"] for one in raw["people"]}
    couples = {tuple(sorted(one["partners"])) for one in raw["unions"] if len(one["partners"]) == 2}
    assert {one.partners for one in kin.unions} == couples
    births = {
        (tuple(sorted(one["partners"])), child["person"], child["link"])
        for one in raw["unions"]
        for child in one["children"]
        if child["link"] in ("birth", "adopted")
    }
    partners = {one.id: one.partners for one in kin.unions}
    assert {(partners[one.union], one.child, one.link) for one in kin.births} == births
    cared = {
        (tuple(sorted(u["partners"])), c["person"])
        for u in raw["unions"]
        for c in u["children"]
        if c["link"] == "foster"
    }
    assert {(one.carers, one.child) for one in kin.cares} == cared
    assert {one.members for one in kin.households} == {tuple(sorted(one)) for one in raw["households"]}


def test_what_a_plain_family_says_that_we_do_not_know_is_told():
    raw = {
        "people": [{"id": "a", "born": "soon", "blood": "O"}, {"id": "a"}, {"name": "b"}],
        "unions": [
            {"partners": ["a", "z"], "status": "odd", "children": [{"person": "q"}, {"person": "a", "link": "x"}]}
        ],
        "households": [["a", "w"], []],
        "index": "nobody",
        "pets": 1,
    }
    tree = parse_family_tree(json.dumps(raw).encode())
    assert len(tree.doubts) == 12
