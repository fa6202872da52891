"""What a partnership agreed beside its numbers is used: names, levels, stages with their time, rules of sharing."""

from datetime import date
from pathlib import Path

import pytest

from kingfisher.practice.clock_course import State
from kingfisher.practice.clocks import clocks
from kingfisher.questions.engine import ask
from kingfisher.questions.local import Local
from kingfisher.questions.own_rules import PartnershipError
from kingfisher.questions.parameters import standard
from kingfisher.questions.partnership import parse_partnership, read_partnership
from kingfisher.timeline.file_format import parse_record

EXAMPLE = Path(__file__).resolve().parents[2] / "demo" / "partnership.yaml"
TEXT = EXAMPLE.read_text(encoding="utf-8")
OWN = read_partnership(EXAMPLE)
DAY = date(2025, 10, 1)
RECORD = """
family: {name: Moss, children: [kit]}
people: [{id: kit, name: Kit Moss, born: 2018-05-02}, {id: one, name: Jo Moss, born: 1990-01-01}]
relationships: [{kind: parent, of: kit, person: one}]
entries:
  - {id: r, kind: referral, happened: 2025-09-30, agency: school, to: social_care, about: [kit], level: 4}
  - {id: d, kind: decision, happened: 2025-10-01, agency: social_care, on: [r], about: [kit], outcome: early_help,
     level: 2}
"""
FIRST = "  - {id: c, kind: challenge, happened: 2025-10-02, agency: school, about: [kit], to: social_care, on: [d]}\n"
SECOND = (
    "  - {id: c2, kind: challenge, happened: 2025-10-07, agency: school, about: [kit], to: social_care, on: [d],\n"
    "     stage: stage two}\n"
)
ANSWER = "  - {id: a, kind: challenge, happened: DAY, agency: social_care, about: [kit], on: [ON], answer: We will}\n"


def asked(text, day, own=OWN):
    held = parse_record(RECORD + text)
    found = ask(held, date.fromisoformat(day), own.parameters if own else None)
    return [one for one in found if one.kind == "challenge_made" and "c" in one.rests_on]


def stage(text, day, number):
    held = parse_record(RECORD + text)
    found = clocks(held, date.fromisoformat(day), OWN.timescales)
    return next((one for one in found if one.id == f"challenge_stage_{number}"), None)


def test_names_are_said_in_whole_words_and_quotations_stay():
    said = OWN.local.said_here
    assert said("An early help plan", DAY) == "A Family Help plan"
    assert said('Early help: "early help was refused"', DAY) == 'Family Help: "early help was refused"'
    assert said("The multi-agency safeguarding hub decided", DAY) == "The MACH decided"
    assert said("earlier help", DAY) == "earlier help"
    assert said("early help", date(2025, 8, 31)) == "early help"
    assert Local().said_here("early help", DAY) == "early help"


def test_levels_and_rules_of_sharing_are_those_of_the_day():
    assert [one.name for one in OWN.local.levels_on(DAY)] == ["Universal", "Targeted", "Family Help", "Protection"]
    assert OWN.local.levels_on(date(2025, 8, 31)) == ()
    assert OWN.local.level_words(3, DAY) == "level 3 (Family Help)"
    assert OWN.local.level_words(3, date(2025, 8, 31)) == "level 3"
    rule = OWN.local.sharing_of("health", DAY)
    assert (rule.share, rule.guidance) == ("the agency and the review panel", "fellmarsh-sharing")
    assert OWN.local.sharing_of("contact", DAY) is None


def test_what_is_agreed_goes_with_the_parameters():
    for changed in (OWN.parameters, OWN.parameters.supposing("seen_at_home.days", 3)):
        assert changed.local.stages_on(DAY)
    assert standard().local == Local()


@pytest.mark.parametrize(("day", "open_"), [("2025-10-06", False), ("2025-10-07", True)])
def test_an_unanswered_challenge_is_asked_about_when_its_stage_is_over(day, open_):
    """Stage 1 has two working days from Thursday 2 October: until Monday 6 October."""
    found = asked(FIRST, day)
    assert bool(found) is open_
    if open_:
        assert "Stage 1 had until 6 October 2025 by the local procedure" in found[0].sentence
        assert (
            "the next is stage 2, Manager to manager: their line managers, within 3 working days" in found[0].sentence
        )


def test_without_stages_of_ones_own_the_parameters_days_stand():
    assert asked(FIRST, "2025-10-08", None) == []
    assert "local procedure" not in asked(FIRST, "2025-10-09", None)[0].sentence


def test_a_stage_is_a_local_clock_that_says_who_is_next():
    clock = stage(FIRST, "2025-10-06", 1)
    assert (clock.due, clock.state, clock.kind) == (date(2025, 10, 6), State.RUNNING, "local procedure")
    assert "not statutory: Fellmarsh resolving professional differences" in clock.basis
    assert "stage 2, Manager to manager: their line managers, within 3 working days" in clock.says
    assert clock.agency == "social_care"
    late = stage(FIRST, "2025-10-07", 1)
    assert (late.state, late.breach.since, late.breach.reason) == (State.LATE, date(2025, 10, 7), None)


@pytest.mark.parametrize(("day", "state"), [("2025-10-06", State.MET), ("2025-10-07", State.MET_LATE)])
def test_an_answer_meets_it(day, state):
    assert stage(FIRST + ANSWER.replace("DAY", day).replace("ON", "c"), "2025-10-20", 1).state is state


def test_the_next_stage_meets_the_one_before_and_has_its_own_time():
    assert stage(FIRST + SECOND, "2025-10-08", 1).met_by == ("c2",)
    assert stage(FIRST, "2025-10-08", 2) is None
    assert stage(FIRST + SECOND, "2025-10-08", 2).due == date(2025, 10, 10)
    assert stage(FIRST + SECOND, "2025-10-08", 3) is None


def test_before_the_stages_were_in_force_there_is_no_such_clock():
    assert stage(FIRST.replace("2025-10-02", "2024-10-02"), "2025-10-08", 1) is None


def test_a_level_is_said_by_its_name_in_a_question_that_speaks_of_it():
    held = parse_record(RECORD)
    found = [one for one in ask(held, date(2025, 10, 15), OWN.parameters) if one.kind == "challenge_made"]
    assert "school's referral named level 4 (Protection), the decision level 2 (Targeted)" in found[0].sentence
    titles = [one.title for one in OWN.grounds_of("challenge_made", DAY)]
    assert titles == ["Fellmarsh resolving professional differences", "Fellmarsh framework of help"]
    assert OWN.grounds_of("early_help", DAY) == ()


def test_a_stage_past_those_that_can_be_read_is_refused():
    with pytest.raises(PartnershipError, match="number the stages from 1 to"):
        parse_partnership(TEXT.replace("{stage: 4", "{stage: 9"), name="own.yaml")


def test_the_next_day_on_which_anything_changes():
    assert OWN.next_change(date(2025, 8, 31)) == date(2025, 9, 1)
    assert OWN.next_change(date(2024, 4, 1)) == date(2025, 1, 1)
    assert OWN.next_change(date(2025, 9, 1)) is None


def test_the_file_is_told_apart_by_what_is_in_it():
    other = parse_partnership(TEXT.replace("value: 14", "value: 15"), name="own.yaml")
    assert other.label == OWN.label
    assert other.digest != OWN.digest
    assert parse_partnership(TEXT, name="elsewhere.yaml").digest == OWN.digest
