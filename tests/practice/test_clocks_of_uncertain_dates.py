"""Clocks that started on a day that is not certain: perhaps late, never late while they may be in time."""

from datetime import date

import pytest

from kingfisher.practice.clock_course import State
from kingfisher.practice.clocks import holds_until
from kingfisher.practice.due_lists import standing_words
from tests.practice.clock_records import CP, DECISION, REFERRAL, one, record, written


def test_an_uncertain_start_is_due_about_and_late_only_when_every_day_it_can_have_been_is():
    held = record(CP.format("2020-03-12~"))
    clock = one(held, "2020-03-19", "core_group_first")
    assert (clock.due_first, clock.due) == (date(2020, 3, 19), date(2020, 4, 2))
    assert clock.state is State.RUNNING
    assert clock.due_words == "by about 2 April 2020"
    assert one(held, "2020-03-20", "core_group_first").state is State.MAY_BE_LATE
    assert one(held, "2020-04-02", "core_group_first").state is State.MAY_BE_LATE
    assert one(held, "2020-04-03", "core_group_first").state is State.LATE


@pytest.mark.parametrize(
    ("group", "state"),
    [
        ("2020-03-20~", "met, may have been late"),
        ("2020-03", "met, may have been late"),
        ("2020-03-13/2020-03-26", "met"),
        ("2020-03-27/..", "met late"),
        ("2020-04", "met late"),
        ("XXXX, recorded_at: 2020-04-01T10:00:00Z", "met, may have been late"),
    ],
)
def test_an_uncertain_meeting_is_late_only_when_it_cannot_have_been_in_time(group, state):
    held = record(CP.format("2020-03-12"), f"kind: meeting, happened: {group}, type: core_group, outcome: held")
    assert one(held, "2020-06-01", "core_group_first").state == state


def test_with_no_day_at_all_nothing_is_said_to_be_late():
    for happened in ("XXXX, recorded_at: 2020-02-01T10:00:00Z", "2020-01-06/.."):
        held = written(REFERRAL.format(happened))
        clock = one(held, "2026-01-01", "referral_decision")
        assert (clock.state, clock.due, clock.breach) == (State.NO_DAY, None, None)
        assert clock.because


def test_what_is_known_only_on_or_before_a_day_is_late_only_after_that_day():
    held = written(REFERRAL.format("../2020-01-06"))
    assert one(held, "2020-01-07", "referral_decision").state is State.MAY_BE_LATE
    assert one(held, "2020-01-08", "referral_decision").state is State.LATE


def test_a_decision_is_not_known_before_anyone_knew():
    held = written(REFERRAL.format("2019-01-07"), DECISION.format("2019-01-08") + ", became_known: 2019-02-01")
    assert one(held, "2019-01-31", "referral_decision").state is State.LATE
    assert one(held, "2019-02-01", "referral_decision").state is State.MET


def test_a_meeting_entered_ahead_has_not_been_held():
    held = record(
        CP.format("2020-03-12"),
        "kind: meeting, happened: 2020-03-24, became_known: 2020-03-13, type: core_group",
    )
    assert one(held, "2020-03-23", "core_group_first").state is State.RUNNING
    assert one(held, "2020-03-24", "core_group_first").state is State.MET
    assert holds_until(held, date(2020, 3, 20)) == date(2020, 3, 23)


def test_what_may_be_late_says_between_which_days_and_why_in_plain_words():
    held = record(CP.format("2020-03-02/2020-03-06"))
    clock = one(held, "2020-03-18", "core_group_first")
    assert clock.state is State.MAY_BE_LATE
    assert standing_words(clock) == (
        "due between 16 March 2020 and 20 March 2020: the day it started is not certain, so it may be late already"
    )
