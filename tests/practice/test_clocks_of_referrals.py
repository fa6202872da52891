"""Clocks of a referral and an assessment: the day before and after, what meets them, late with a reason."""

from datetime import date

import pytest

from kingfisher.practice.clock_course import State
from kingfisher.practice.clocks import clocks
from kingfisher.practice.due_lists import due, standing_words
from tests.practice.clock_records import DECISION, REFERRAL, one, written

# --- A referral ---


def test_a_decision_on_the_next_working_day_is_in_time_and_the_day_after_is_late():
    # Thursday before Easter: the next working day is Tuesday 3 April 2018
    for day, state in (("2018-03-29", "met"), ("2018-04-03", "met"), ("2018-04-04", "met late")):
        held = written(REFERRAL.format("2018-03-29"), DECISION.format(day) + ", on: e0")
        clock = one(held, "2018-05-01", "referral_decision")
        assert clock.due == date(2018, 4, 3)
        assert clock.state == state
        assert clock.met_by == ("e1",)


def test_it_runs_until_the_end_of_the_day_and_is_late_from_the_next():
    held = written(REFERRAL.format("2018-03-29"))
    assert one(held, "2018-03-28", "referral_decision") is None
    running = one(held, "2018-04-03", "referral_decision")
    assert (running.state, running.holds_until) == (State.RUNNING, date(2018, 4, 3))
    late = one(held, "2018-04-04", "referral_decision")
    assert late.state is State.LATE
    assert (late.breach.since, late.breach.reason) == (date(2018, 4, 4), None)


def test_a_referral_to_another_agency_starts_no_clock_of_social_care():
    held = written("kind: referral, happened: 2019-01-07, agency: gp, about: kit, to: camhs")
    assert clocks(held, date(2019, 2, 1)) == []


@pytest.mark.parametrize("receiver", ["social_care", "mach", "mash", "childrens_services", "front_door", "csc"])
def test_social_care_and_its_front_door_under_other_names(receiver):
    held = written(
        REFERRAL.format("2019-01-07").replace("social_care", receiver),
        DECISION.format("2019-01-08").replace("social_care", receiver) + ", on: e0, told: [school]",
    )
    found = {c.id: c for c in clocks(held, date(2019, 1, 31))}
    assert found["referral_decision"].state is State.MET
    assert found["referral_answered"].state is State.MET
    assert found["referral_decision"].agency == receiver


def test_each_decision_meets_the_referral_it_names():
    held = written(
        REFERRAL.format("2019-01-07"), REFERRAL.format("2019-01-09"), DECISION.format("2019-01-10") + ", on: e1"
    )
    first, second = (one(held, "2019-02-01", "referral_decision", place=place) for place in (0, 1))
    assert first.state is State.LATE
    assert second.met_by == ("e2",)


def test_the_referrer_is_answered_only_when_told():
    held = written(REFERRAL.format("2019-01-07"), DECISION.format("2019-01-08") + ", on: e0")
    assert one(held, "2019-01-09", "referral_answered").state is State.LATE
    assert one(held, "2019-01-09", "referral_decision").state is State.MET
    told = written(REFERRAL.format("2019-01-07"), DECISION.format("2019-01-08") + ", on: e0, told: [school]")
    assert one(told, "2019-01-09", "referral_answered").state is State.MET


def test_a_referral_nobody_is_known_to_have_made_has_no_referrer_to_answer():
    held = written("kind: referral, happened: 2019-01-07, agency: social_care, about: kit")
    assert one(held, "2019-02-01", "referral_answered") is None
    assert one(held, "2019-02-01", "referral_decision").state is State.LATE


def test_brothers_and_sisters_have_a_clock_each_and_one_line_in_the_list():
    held = written(REFERRAL.format("2019-01-07").replace("about: kit", "about: [kit, bee]"))
    assert {c.child for c in clocks(held, date(2019, 1, 7))} == {"kit", "bee"}
    lines = due(clocks(held, date(2019, 1, 7)), by="family")["Moss"]
    assert [line.children for line in lines] == [("bee", "kit")] * 2


# --- An assessment ---


def test_an_assessment_is_counted_from_the_referral_not_from_its_start():
    held = written(
        REFERRAL.format("2018-02-01"),
        DECISION.format("2018-02-02") + ", on: e0",
        "kind: assessment, happened: 2018-02-12, agency: social_care, about: kit, type: single, stage: started, "
        "relates_to: [e1]",
    )
    assert one(held, "2018-03-01", "assessment_total").started_by == ("e0",)
    assert one(held, "2018-03-01", "assessment_total").due == date(2018, 4, 9)
    assert len([c for c in clocks(held, date(2018, 5, 1)) if c.id == "assessment_total"]) == 1


@pytest.mark.parametrize(("day", "state"), [("2018-04-09", "met"), ("2018-04-10", "met late")])
def test_the_forty_fifth_working_day_is_the_last(day, state):
    held = written(
        REFERRAL.format("2018-02-01"),
        DECISION.format("2018-02-02") + ", on: e0",
        f"kind: assessment, happened: {day}, agency: social_care, about: kit, type: single, stage: completed",
    )
    assert one(held, "2018-05-01", "assessment_total").state == state


def test_a_long_assessment_with_its_reason_recorded_is_a_state_with_a_reason():
    base = (REFERRAL.format("2018-02-01"), DECISION.format("2018-02-02") + ", on: e0")
    answered = (
        "kind: answer, happened: 2018-04-09, agency: social_care, about: kit, question: assessment_total, "
        "answer: disagree, reason: Waiting for the paediatric report, on: e0"
    )
    clock = one(written(*base, answered), "2018-04-20", "assessment_total")
    assert clock.state is State.LATE
    assert clock.breach.reason.words == "Waiting for the paediatric report"
    assert clock.breach.reason.entry == "e2"
    assert "recorded reason: Waiting" in standing_words(clock)
    extended = (
        "kind: decision, happened: 2018-04-05, agency: social_care, about: kit, on: e0, outcome: extended, "
        "reason: More time to see the father"
    )
    assert one(written(*base, extended), "2018-04-20", "assessment_total").breach.reason.entry == "e2"


def test_the_reason_for_a_decision_is_not_a_reason_for_its_being_late():
    held = written(
        REFERRAL.format("2018-02-01"), DECISION.format("2018-02-12") + ", on: e0, reason: Two concerns in a month"
    )
    clock = one(held, "2018-03-01", "referral_decision")
    assert clock.state is State.MET_LATE
    assert clock.breach.reason is None


def test_an_assessment_that_is_decided_to_need_nothing_further_ends_its_clock():
    held = written(
        REFERRAL.format("2018-02-01"),
        DECISION.format("2018-02-02") + ", on: e0",
        "kind: decision, happened: 2018-02-20, agency: social_care, about: kit, on: e0, outcome: no_further_action",
    )
    clock = one(held, "2018-09-01", "assessment_total")
    assert (clock.state, clock.breach) == (State.ENDED, None)
