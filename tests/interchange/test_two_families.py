"""Two families in one copy without names: a reader can tell them apart, and nothing of one is taken for the other's."""

import pytest

from kingfisher.interchange.copies.pseudonym_dates import Dates
from kingfisher.interchange.copies.pseudonym_families import Families, OfFamily
from kingfisher.interchange.copies.pseudonyms import Choices
from kingfisher.timeline.file_format import parse_record

FIRST = """
family: {name: Denham, children: [kit]}
people:
  - {id: kit, name: Kit Denham, sex: M, born: 2019-03-04}
  - {id: ma, name: Shannon Denham, sex: F}
relationships: [{kind: parent, of: kit, person: ma}]
entries:
  - {id: a1, kind: observation, happened: 2020-05-01, agency: police, about: [kit],
     text: "Kit at Fernhill Primary School, lives at 8 Elm Crescent. His mum knows Amy Quill. Sal Denhan rang."}
"""
SECOND = """
family: {name: Quill, children: [kit2, noor]}
people:
  - {id: kit2, name: Kit Quill, sex: F, born: 2016-07-09}
  - {id: noor, name: Noor Quill, sex: F, born: 2018-07-09}
  - {id: amy, name: Amy Quill, sex: F}
  - {id: sal, name: Sal Denhan, sex: F}
relationships: [{kind: parent, of: kit2, person: amy}, {kind: aunt_or_uncle, of: kit2, person: sal}]
entries:
  - {id: b1, kind: observation, happened: 2020-05-02, agency: police, about: [kit2],
     text: "Kit at Fernhill Primary School. Before that at Oakdale Primary School, in Larch Road."}
"""
OWN = ("Kit was at Oakdale Primary School.", "Nobody asked at Willow Lane.")


@pytest.fixture
def both() -> Families:
    made = Families(
        {
            "f": OfFamily(chronology=parse_record(FIRST), of="the first family"),
            "s": OfFamily(chronology=parse_record(SECOND), of="the second family"),
        },
        Choices(dates=Dates.MOVED, days=35),
        OWN,
    )
    for one in made.of.values():
        one.chronology()  # the records are laid out before the report
    return made


@pytest.mark.parametrize(
    ("words", "of", "instead"),
    [
        ("Kit and his mum", "f", "Child A of the first family and his mum"),
        ("Kit and her sister Noor", "s", "Child A of the second family and her sister Child B of the second family"),
        ("Kit was not seen", "", "[name] was not seen"),
        ("Amy and Shannon", "", "Mother of the second family and Mother of the first family"),
        ("Amy Quill rang", "f", "Mother of the second family rang"),
        ("Sal Denhan rang", "", "Aunt of the second family rang"),
        ("at Elm Crescent", "", "at [address 1 of the first family]"),
        ("at Oakdale Primary School", "", "at [school 2 of the second family]"),
        ("at Oakdale", "s", "at [school 2 of the second family]"),
        ("at Fernhill Primary School", "f", "at [school 1 of the first family]"),
        ("at Fernhill Primary School", "s", "at [school 1 of the second family]"),
        ("at Fernhill Primary School", "", "at [school 1]"),
        ("asked at Willow Lane", "", "asked at [address 1]"),
        ("seen 01/05/2020, Noor born 9/7/2018", "", "seen 05/06/2020, Child B of the second family born August 2018"),
    ],
)
def test_words_are_those_of_the_family_they_speak_of(both: Families, words: str, of: str, instead: str) -> None:
    assert both.text(words, of) == instead


def test_each_record_calls_the_other_familys_people_by_what_they_are_there(both: Families) -> None:
    assert both.of["f"].chronology().entries[0].text == (
        "Child A of the first family at [school 1 of the first family], lives at [address 1 of the first family]. "
        "His mum knows Mother of the second family. Aunt of the second family rang."
    )


def test_one_family_alone_is_told_from_nobody(both: Families) -> None:
    alone = Families({"f": OfFamily(chronology=parse_record(FIRST))}, Choices(), OWN)
    assert alone.text("Kit at Willow Lane") == "Child A at [address 1]"
