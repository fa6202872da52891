"""Questions about what was decided and promised: one for one missing fact, closed when it is answered."""

from datetime import date
from pathlib import Path

import pytest

from kingfisher.questions.engine import ask, open_since
from kingfisher.timeline.file_format import parse_record, read_record

TYPED = Path(__file__).parents[2] / "demo" / "typed"
CASES = {case: read_record(TYPED / f"{case}.yaml") for case in ("lucy", "mia")}
PEOPLE = """
people:
  - {id: kit, name: Kit Moss, born: 2015-05-02}
  - {id: bee, name: Bee Moss, born: 2013-05-02}
  - {id: one, name: Jo Moss, born: 1990-01-01}
relationships:
  - {kind: parent, of: kit, person: one}
  - {kind: parent, of: bee, person: one}
practitioners:
  - {id: nurse, name: Sam Reed, role: health visitor, agency: health_visiting, covers: [kit, bee]}
entries:
"""


def asked(kind, day, *entries):
    written = "".join(f"  - {{id: e{n}, {entry}}}\n" for n, entry in enumerate(entries))
    return [one for one in ask(parse_record(PEOPLE + written), date.fromisoformat(day)) if one.kind == kind]


def kinds_open(case, day):
    return {q.kind for q in ask(CASES[case], date.fromisoformat(day))}


def test_a_referrers_ground_to_challenge_closes_once_it_was_decided_to_assess():
    assert "challenge_made" not in kinds_open("lucy", "2018-02-21")
    assert "challenge_made" in kinds_open("lucy", "2018-03-07")
    assert "challenge_made" not in kinds_open("lucy", "2018-03-08")


def test_a_meeting_that_brought_referrals_together_is_missing_nobody():
    about_it = [q for q in ask(CASES["mia"], date(2020, 3, 1)) if q.kind == "key_agency_there"]
    assert not [q for q in about_it if "E11" in q.rests_on]


def test_a_conference_before_birth_answers_for_the_one_that_was_wanted():
    assert "meeting_rearranged" in kinds_open("mia", "2020-10-20")
    spells = [one for one in open_since(CASES["mia"], date(2020, 12, 1)) if "E28" in one.rests_on]
    assert [one.settled for one in spells if one.kind == "meeting_rearranged"] == [date(2020, 11, 5)]


@pytest.mark.parametrize("kind", ["audit_answered", "audit_second_look"])
def test_the_audit_is_asked_about_once_for_each_missing_fact(kind):
    found = [q for q in ask(CASES["lucy"], date(2020, 6, 2)) if q.kind == kind]
    assert len(found) == 1
    assert found[0].rests_on[:2] == ("E27", "E29")


def test_the_difference_from_supervision_joins_the_question_that_is_open():
    found = [q for q in ask(CASES["lucy"], date(2020, 6, 2)) if q.kind == "number_explained"]
    assert [q.rests_on for q in found] == [("E29c", "E29d")]
    assert "3 was given" in found[0].sentence


def test_brothers_and_sisters_on_a_plan_are_one_question_to_the_supervisor():
    found = [q for q in ask(CASES["mia"], date(2020, 8, 20)) if q.kind == "supervision_held"]
    assert len(found) == 1
    assert set(found[0].about) == {"connor", "jade", "tyler", "ellie-mae", "mason", "poppy", "riley"}
    assert found[0].addressed_to[0] == "safeguarding supervisor"


def test_a_core_group_called_off_twice_for_two_children_is_one_question():
    both = "agency: social_care, about: [kit, bee]"
    found = asked(
        "meeting_rearranged",
        "2019-06-01",
        f"kind: meeting, happened: 2019-04-01, {both}, type: core_group, outcome: cancelled",
        f"kind: meeting, happened: 2019-04-20, {both}, type: core group, outcome: postponed",
    )
    assert [(q.about, q.rests_on) for q in found] == [(("kit", "bee"), ("e0", "e1"))]


def test_actions_of_one_meeting_without_a_day_are_one_question():
    found = asked(
        "plan_specific",
        "2019-04-05",
        "kind: meeting, happened: 2019-04-01, agency: social_care, about: [kit], type: child_in_need, outcome: held",
        "kind: action, happened: 2019-04-01, agency: social_care, about: [kit], on: e0, owner: nurse, what: weigh Kit",
        "kind: action, happened: 2019-04-01, agency: social_care, about: [kit], on: e0, what: find a nursery place",
    )
    assert [q.rests_on for q in found] == [("e1", "e2")]


def test_an_action_whose_owner_is_away_is_not_asked_about_twice():
    found = asked(
        "promised_and_done",
        "2019-06-01",
        "kind: plan, happened: 2019-03-01, agency: social_care, about: [kit], type: child_in_need, stage: opened",
        "kind: action, happened: 2019-04-01, agency: social_care, about: [kit], owner: nurse, what: visit Kit",
        "kind: absence, happened: 2019-04-10, agency: health_visiting, practitioner: nurse, about: [kit]",
    )
    assert [q.rests_on for q in found] == [("e1", "e2")]


@pytest.mark.parametrize("answer", ["done", "not_applicable, reason: Moved away"])
def test_an_answer_settles_what_it_names(answer):
    audit = "kind: audit, happened: 2019-04-01, agency: audit_team, about: [kit], recommends: a strategy meeting"
    reply = f"kind: answer, happened: 2019-05-01, agency: social_care, about: [kit], on: e0, answer: {answer}"
    assert len(asked("audit_answered", "2019-05-02", audit)) == 1
    assert asked("audit_answered", "2019-05-02", audit, reply) == []
