"""Accounts that differ, words taken without asking who could confirm, records not asked for."""

from datetime import date

import pytest

from kingfisher.practice.differences import differences
from kingfisher.timeline.file_format import parse_record

HEAD = """
family: {name: F, children: [c]}
people: [{id: c, name: C Hart, born: 2018-01-01}, {id: m, name: M Hart}, {id: f, name: F Hart}]
entries:
"""
DAY = date(2020, 6, 1)


def found(*entries, day=DAY):
    text = HEAD + "".join(f"  - {{id: {entry}}}\n" for entry in entries)
    return [(one.sort, one.about, one.held_by, one.never_asked) for one in differences(parse_record(text), day)]


VISIT = "v, kind: contact, happened: 2020-01-10, agency: social_care, about: [c]"
LOG = "w, kind: contact, agency: police, about: [c], same_as: [v]"


@pytest.mark.parametrize(
    ("happened", "differ"), [("2020-01-10", False), ("2020-01-11", True), ("2020-01", False), ("2020-01-11~", False)]
)
def test_two_days_that_cannot_be_one_differ(happened, differ):
    sorts = [sort for sort, *_ in found(VISIT, f"{LOG}, happened: {happened}")]
    assert ("when" in sorts) is differ


def test_what_came_of_it_and_who_was_seen():
    seen = f"{VISIT}, outcome: attended, seen: [{{child: c}}]"
    other = f"{LOG}, happened: 2020-01-10, outcome: no_access"
    assert [sort for sort, *_ in found(seen, other)] == ["outcome", "seen"]
    assert found(f"{VISIT}, outcome: attended", f"{LOG}, happened: 2020-01-10, outcome: attended") == []


def test_accounts_of_one_agency_are_not_a_difference_between_agencies():
    again = f"{LOG}, happened: 2020-01-11".replace("police", "social_care")
    assert found(VISIT, again) == []


CLAIM = (
    "a, kind: assessment, happened: 2020-02-01, agency: social_care, about: [c, m], stage: completed, "
    "accepted: [{claim: She was not drunk, said_by: m, could_confirm: [police, ambulance]%s}]"
)


def test_a_word_taken_says_who_held_it_and_who_was_never_asked():
    [(sort, about, held, never)] = found(CLAIM % "")
    assert (sort, about, held, never) == (
        "word", "She was not drunk", ("police", "ambulance"), ("police", "ambulance")
    )  # fmt: skip
    assert found(CLAIM % ", asked: [police]")[0][3] == ("ambulance",)
    assert found(CLAIM % ", asked: [police, ambulance]") == []


def test_who_was_asked_later_was_asked_and_not_before():
    said = "b, kind: account, happened: 2020-03-01, agency: police, about: [m], relates_to: [a], text: She was drunk."
    assert found(CLAIM % "", said)[0][3] == ("ambulance",)
    assert found(CLAIM % "", said, day=date(2020, 2, 29))[0][3] == ("police", "ambulance")


def test_records_not_asked_for_until_they_reply():
    asked = "k, kind: check, happened: 2020-01-05, agency: social_care, about: [f], of: f, held_by: gp, result: %s"
    assert found(asked % "not_asked") == [("check", "Records about F Hart were not asked for.", ("gp",), ("gp",))]
    later = (asked % "replied").replace("k,", "l,", 1).replace("01-05", "04-05")
    assert found(asked % "not_asked", later) == []
    assert found(asked % "replied") == []
