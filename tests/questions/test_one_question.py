"""One question for one missing fact: whoever reports it, and for all the children it is true of."""

from datetime import date

import pytest

from kingfisher.questions.engine import ask
from kingfisher.timeline.file_format import parse_record

PEOPLE = """
people:
  - {id: kit, name: Kit Moss, born: 2015-05-02}
  - {id: bee, name: Bee Moss, born: 2013-05-02}
  - {id: baby, name: Unborn Moss, expected: 2019-09-01}
  - {id: one, name: Jo Moss, born: 1990-01-01}
  - {id: two, name: Ash Vale, born: 1989-01-01}
relationships:
"""
PEOPLE += "".join(
    f"  - {{kind: parent, of: {c}, person: {p}}}\n" for c in ("kit", "bee", "baby") for p in ("one", "two")
)
PEOPLE += """
practitioners:
  - {id: w, name: Sam Reed, role: tenancy support worker, agency: housing, covers: [one]}
entries:
"""


def asked(kind, day, *entries):
    written = "".join(f"  - {{id: e{n}, {entry}}}\n" for n, entry in enumerate(entries))
    return [one for one in ask(parse_record(PEOPLE + written), date.fromisoformat(day)) if one.kind == kind]


def test_a_decision_told_by_three_agencies_is_asked_about_once_and_of_the_one_that_made_it():
    found = asked(
        "unborn_baby_reason",
        "2019-04-01",
        "kind: referral, happened: 2019-03-01, agency: midwifery, to: social_care, about: [baby], concerns: [drug use]",
        "kind: decision, happened: 2019-03-05, agency: social_care, about: [baby], outcome: NFA, on: e0",
        "kind: decision, happened: 2019-03-08, agency: midwifery, about: [baby], outcome: NFA",
        "kind: decision, happened: 2019-03-09, agency: gp, about: [baby], outcome: no further action",
    )
    assert [(one.addressed_to, one.rests_on) for one in found] == [(("social_care",), ("e0", "e1", "e2", "e3"))]


def test_a_second_decision_much_later_is_another_question():
    found = asked(
        "unborn_baby_reason",
        "2019-06-01",
        "kind: referral, happened: 2019-03-01, agency: midwifery, to: social_care, about: [baby], concerns: [drug use]",
        "kind: decision, happened: 2019-03-05, agency: social_care, about: [baby], outcome: NFA",
        "kind: decision, happened: 2019-05-05, agency: social_care, about: [baby], outcome: NFA",
    )
    assert [one.since for one in found] == [date(2019, 3, 5), date(2019, 5, 5)]


def test_another_agencys_account_of_a_closure_neither_doubles_nor_closes_the_question():
    found = asked(
        "role_covers_child",
        "2019-04-01",
        "kind: decision, happened: 2019-03-05, agency: social_care, about: [kit], outcome: close_plan, relies_on: [w]",
        "kind: decision, happened: 2019-03-08, agency: gp, about: kit, outcome: close_plan, relies_on: [w]",
    )
    assert [one.addressed_to for one in found] == [("social_care",)]


def test_brothers_and_sisters_with_plans_of_their_own_are_asked_about_together():
    entries = (
        "kind: contact, happened: 2019-03-01, agency: social_care, about: [kit, bee, one], with: [one]",
        "kind: plan, happened: 2019-03-05, agency: social_care, about: [kit], type: child_in_need, stage: opened",
        "kind: plan, happened: 2019-03-05, agency: social_care, about: [bee], type: child_in_need, stage: opened",
    )
    assert [one.about for one in asked("other_parent", "2019-03-10", *entries)] == [("kit", "bee", "two")]
    assert [one.about for one in asked("chronology_kept", "2019-03-10", *entries)] == [("kit", "bee")]


def test_a_parents_own_past_is_not_the_childs():
    found = asked(
        "what_came_before",
        "2019-04-01",
        "kind: referral, happened: 2001-03-01, agency: school, to: social_care, about: [two]",
        "kind: decision, happened: 2001-03-05, agency: social_care, about: [two], outcome: child_protection",
        "kind: incident, happened: 2019-03-01, agency: police, about: [kit, two]",
        "kind: assessment, happened: 2019-03-20, agency: social_care, about: [kit, two], relates_to: [e2]",
    )
    assert found == []


EACH_CHILDS_OWN = (
    "kind: plan, happened: 2019-03-05, agency: social_care, about: [kit], type: child_protection, stage: opened, "
    "categories: [neglect]",
    "kind: plan, happened: 2019-04-20, agency: social_care, about: [bee], type: child_protection, stage: opened, "
    "categories: [neglect]",
)
PAST = (
    "kind: incident, happened: 2009-03-01, agency: police, about: [one], what: [assault]",
    "kind: health, happened: 2019-01-10, agency: gp, about: [one], what: low mood and anxiety",
)


@pytest.mark.parametrize("kind", ["neglect_tool", "parents_history", "parents_mental_health"])
def test_brothers_and_sisters_whose_plans_began_apart_are_one_question(kind):
    found = asked(kind, "2019-05-10", *EACH_CHILDS_OWN, *PAST)
    assert [(one.about, one.since) for one in found] == [(("kit", "bee"), date(2019, 3, 5))]
    assert set(found[0].rests_on) >= {"e0", "e1"}


@pytest.mark.parametrize("kind", ["neglect_tool", "parents_history", "parents_mental_health"])
def test_it_stays_open_for_the_child_of_whom_it_is_still_true(kind):
    about_kit = {
        "neglect_tool": "kind: assessment, happened: 2019-05-01, agency: gp, about: [kit], tool: GCP2",
        "parents_history": "kind: assessment, happened: 2019-05-01, agency: gp, about: [kit], considered: [e2]",
        "parents_mental_health": "kind: observation, happened: 2019-05-01, agency: gp, about: [kit], "
        "of_what: what the low mood of Jo means for Kit was looked at and it makes no difference",
    }
    found = asked(kind, "2019-05-10", *EACH_CHILDS_OWN, *PAST, about_kit[kind])
    assert [one.about for one in found] == [("bee",)]


def test_neglect_named_again_on_the_same_plan_is_the_same_question():
    review = (
        "kind: plan, happened: {day}, agency: social_care, about: [kit], type: child_protection, stage: reviewed, "
        "categories: [neglect]"
    )
    reviews = [review.format(day=f"2019-{month:02}-05") for month in range(4, 12)]
    found = asked("neglect_tool", "2019-12-01", EACH_CHILDS_OWN[0], *reviews)
    assert [(one.about, one.since) for one in found] == [(("kit",), date(2019, 3, 5))]


TOLD = (
    "kind: assessment, happened: 2019-03-05, agency: social_care, about: [kit, one], type: single, stage: completed, "
    "accepted: [{claim: was not drunk, said_by: one, could_confirm: [police]}, {claim: at nursery daily, said_by: one, "
    "could_confirm: [nursery]}]"
)


def test_two_facts_held_by_two_agencies_are_two_questions_with_keys_of_their_own():
    found = asked("account_confirmed", "2019-03-10", TOLD)
    assert sorted(one.ask_agency for one in found) == ["nursery", "police"]
    assert len({one.key for one in found}) == 2
    later = asked("account_confirmed", "2019-05-10", TOLD, "kind: check, happened: 2019-04-01, agency: gp, held_by: gp")
    assert {one.key for one in later} == {one.key for one in found}


def test_an_answer_to_one_of_them_leaves_the_other():
    police = next(one for one in asked("account_confirmed", "2019-03-10", TOLD) if one.ask_agency == "police")
    for name in (police.key, police.answered_as):
        reply = f"kind: answer, happened: 2019-03-20, agency: social_care, about: [kit], on: e0, question: '{name}', "
        found = asked("account_confirmed", "2019-03-21", TOLD, reply + "answer: done, reason: Officers asked")
        assert [one.ask_agency for one in found] == ["nursery"]
    both = "kind: answer, happened: 2019-03-20, agency: social_care, about: [kit], on: e0, answer: done, reason: Asked"
    assert asked("account_confirmed", "2019-03-21", TOLD, both) == []
