"""Clocks of conferences, core groups, reviews and visits: months' ends, what meets them, what ends them."""

from datetime import date

from kingfisher.practice.clock_course import State
from kingfisher.practice.clocks import clocks
from kingfisher.timeline.file_format import parse_record
from tests.practice.clock_records import CP, FAMILY, one, record


def test_the_conference_is_counted_from_the_strategy_discussion_that_started_the_enquiry():
    held = record(
        "kind: meeting, happened: 2020-01-06, type: strategy, outcome: held",
        "kind: meeting, happened: 2020-02-03, type: strategy, outcome: held",
        "kind: assessment, happened: 2020-02-04, type: section_47, stage: started, relates_to: [e1]",
    )
    clock = one(held, "2020-02-10", "icpc")
    assert (clock.started_by, clock.due) == (("e1",), date(2020, 2, 24))
    assert one(held, "2020-02-24", "icpc").state is State.RUNNING
    assert one(held, "2020-02-25", "icpc").state is State.LATE


def test_a_strategy_discussion_that_starts_no_enquiry_starts_no_clock():
    held = record("kind: meeting, happened: 2020-01-06, type: strategy, outcome: held")
    assert one(held, "2020-06-01", "icpc") is None


def test_an_enquiry_completed_without_a_conference_ends_the_clock():
    held = record(
        "kind: meeting, happened: 2020-02-03, type: strategy, outcome: section 47",
        "kind: assessment, happened: 2020-02-14, type: section_47, stage: completed, conclusion: not substantiated",
    )
    clock = one(held, "2020-06-01", "icpc")
    assert (clock.state, clock.breach) == (State.ENDED, None)


def test_the_first_core_group_in_ten_working_days_of_the_plan_and_a_cancelled_one_is_not_held():
    opened = CP.format("2020-03-12")
    held = record(opened, "kind: meeting, happened: 2020-03-26, type: core_group, outcome: cancelled, reason: Lockdown")
    assert one(held, "2020-03-26", "core_group_first").state is State.RUNNING
    late = one(held, "2020-03-27", "core_group_first")
    assert late.state is State.LATE
    assert (late.breach.reason.words, late.breach.reason.entry) == ("Lockdown", "e1")
    unsaid = record(opened, "kind: meeting, happened: 2020-03-26, type: core_group, outcome: cancelled")
    why = one(unsaid, "2020-03-27", "core_group_first").breach.reason.words
    assert why == "cancelled (26 March 2020); why is not recorded"
    kept = record(opened, "kind: meeting, happened: 2020-03-26, type: core_group, outcome: held")
    assert one(kept, "2020-05-01", "core_group_first").state is State.MET


def test_review_conferences_by_calendar_months_ends():
    held = record(
        CP.format("2019-11-30"), "kind: meeting, happened: 2020-02-29, type: review_conference, outcome: held"
    )
    assert one(held, "2020-03-05", "review_first").due == date(2020, 2, 29)
    assert one(held, "2020-03-05", "review_first").state is State.MET
    assert one(held, "2020-03-05", "review_next").due == date(2020, 8, 29)


def test_a_clock_ends_with_its_plan_and_was_late_only_if_it_was_late_by_then():
    ends = "kind: plan, happened: {}, type: child_protection, stage: closed"
    early = record(CP.format("2020-03-12"), ends.format("2020-03-20"))
    assert (
        one(early, "2020-09-01", "core_group_first").state,
        one(early, "2020-09-01", "core_group_first").breach,
    ) == (
        State.ENDED,
        None,
    )
    late = record(CP.format("2020-03-12"), ends.format("2020-05-20"))
    clock = one(late, "2020-09-01", "core_group_first")
    assert (clock.state, clock.breach.since) == (State.ENDED, date(2020, 3, 27))


def test_the_review_that_ends_the_plan_starts_no_next_one():
    held = record(
        CP.format("2020-01-06"),
        "kind: meeting, happened: 2020-04-03, type: review_conference, outcome: held",
        "kind: plan, happened: 2020-04-03, type: child_protection, stage: closed",
    )
    assert one(held, "2021-01-01", "review_first").state is State.MET
    assert one(held, "2021-01-01", "review_next") is None


def test_after_birth_a_visit_is_due_and_not_before():
    unborn = FAMILY.replace("born: 2017-03-01", "born: 2020-04-01, expected: 2020-04-05")
    plan = (
        "  - {id: p, kind: plan, happened: 2020-02-03, agency: social_care, about: bee, "
        "type: child_protection, stage: opened}\n"
    )
    held = parse_record(unborn + plan)
    before = {c.id for c in clocks(held, date(2020, 3, 20)) if c.child == "bee"}
    assert before == {"core_group_first", "review_first"}
    after = one(held, "2020-04-02", "cp_visit", child="bee")
    assert (after.started.words, after.due) == ("1 April 2020", date(2020, 4, 17))
    assert one(held, "2020-04-02", "review_after_birth", child="bee").due == date(2020, 4, 11)


def test_a_core_group_is_not_a_visit_and_a_window_is_still_a_sighting():
    held = record(
        CP.format("2020-03-02"),
        "kind: meeting, happened: 2020-03-04, type: core_group, outcome: held, seen: [{child: kit, setting: office}]",
        "kind: contact, happened: 2020-03-06, setting: inside, outcome: attended, with: [kit]",
    )
    assert one(held, "2020-03-09", "cp_visit").met_by == ("e2",)
    assert one(held, "2020-03-09", "cp_visit", place=1).due == date(2020, 3, 20)
