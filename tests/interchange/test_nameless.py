"""A record without names to draw from: who is called what, which words lose their days, and what is not let out."""

from datetime import date

import msgspec
import pytest

from kingfisher.interchange.copies.nameless import as_published, in_months, nameless, refuse_if_told
from kingfisher.interchange.copies.pseudonym_check import SomethingLeft
from kingfisher.practice.network import network
from kingfisher.timeline.file_format import parse_record

DAY = date(2024, 6, 1)
RECORD = parse_record(
    """
family: {children: [bo-moss, kit-moss]}
people:
  - {id: kit-moss, name: Kit Moss, born: 2018-02-03, sex: F}
  - {id: bo-moss, name: Bo Moss, born: 2014-02-03, sex: M}
  - {id: di-moss, name: Di Moss, born: 2012-02-03, sex: F}
  - {id: jo-moss, name: Jo Moss, sex: F}
  - {id: unborn, name: Unborn Moss, expected: 2024-09-01}
relationships:
  - {kind: parent, of: kit-moss, person: jo-moss}
  - {kind: parent, of: bo-moss, person: jo-moss}
  - {kind: parent, of: di-moss, person: jo-moss}
practitioners:
  - {id: kim-lee, name: Kim Lee, role: health visitor, agency: health_visiting, covers: [kit-moss]}
"""
)


def names(bare):
    return {person.id: (person.name or "").replace("\u00a0", " ") for person in bare.chronology.family.people}


def test_the_child_the_picture_is_about_comes_first_and_every_child_is_called_one():
    bare = nameless(RECORD, "kit-moss", ["di-moss"])
    assert names(bare)[bare.child] == "Child A"
    assert {"Child B", "Child C", "Mother"} <= set(names(bare).values())
    assert bare.chronology.family.children == (bare.ids("bo-moss"), bare.child)
    assert not [one for one in names(bare) if "moss" in one]
    assert next(p for p in bare.chronology.family.people if p.id == bare.ids("unborn")).expected == date(2024, 9, 1)


def test_brothers_and_sisters_are_one_where_their_number_is_hidden_and_no_word_tells_a_sex():
    bare = nameless(RECORD, "kit-moss", siblings=["bo-moss", "di-moss"], sexes=False)
    assert bare.ids("bo-moss") == bare.ids("di-moss")
    assert not {"Mother", "Father"} & set(names(bare).values())


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("from 3 May 2021, until the next home", "from May 2021, until the next home"),
        ("since December 2017, 9:20am (Hospital)", "since December 2017 (Hospital)"),
        ("since 18 December 2017, 9am", "since December 2017"),
        ("no home recorded, 3 May 2021 to 9 May 2021", "no home recorded, May 2021"),
        ("between 18 December and 2 January 2019", "between December and January 2019"),
        ("3 homes in 11 days", "3 homes in 11 days"),
    ],
)
def test_months_stand_for_days_and_times(words, told):
    assert as_published(words) == told


def test_words_lose_their_days_before_they_are_broken_into_lines():
    shown = network(RECORD, DAY)
    one = msgspec.structs.replace(shown.works[0], away="away from 3 May 2024")
    assert in_months([one])[0].away == "away from May 2024"
    assert in_months(shown).as_at == DAY


@pytest.mark.parametrize(
    "drawn",
    ["<svg><text>Kit</text></svg>", '<svg><g data-person="kit-moss"/></svg>', "Seen on 3 May 2021", "by Kim Lee"],
)
def test_what_would_still_tell_is_not_let_out(drawn):
    with pytest.raises(SomethingLeft):
        refuse_if_told(nameless(RECORD, "kit-moss").look, drawn)


def test_what_tells_nobody_is_let_out():
    refuse_if_told(nameless(RECORD, "kit-moss").look, "<svg><text>Child A, in May 2021</text></svg>", "Mother")
