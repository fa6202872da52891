"""Clocks of duties beside plans and courts: protection at once, allegations, reports, complaints, care leavers."""

from datetime import date

import pytest

from kingfisher.practice.clock_course import State
from kingfisher.practice.clocks import clocks
from kingfisher.timeline.file_format import parse_record
from tests.practice.clock_records import FAMILY, one, record, written


def test_protection_at_once_has_no_number_and_is_met_by_what_protects():
    asked = "kind: referral, happened: 2020-03-02, to: social_care, concerns: [immediate protection needed]"
    held = record(asked)
    clock = one(held, "2020-03-20", "immediate_protection")
    assert (clock.state, clock.due, clock.kind, clock.breach) == (State.AT_ONCE, None, "guidance", None)
    met = record(asked, "kind: meeting, happened: 2020-03-02, type: strategy discussion, outcome: held")
    assert one(met, "2020-03-20", "immediate_protection").state is State.MET
    ordinary = record("kind: referral, happened: 2020-03-02, to: social_care, concerns: [no beds at home]")
    assert one(ordinary, "2020-03-20", "immediate_protection") is None


@pytest.mark.parametrize(("day", "state"), [("2020-03-03", State.MET), ("2020-03-04", State.MET_LATE)])
def test_the_designated_officer_is_told_of_an_allegation_within_a_working_day(day, state):
    made = "kind: document, happened: 2020-03-02, type: allegation against a member of staff"
    told = f"kind: referral, happened: {day}, to: LADO"
    clock = one(record(made, told), "2020-03-20", "allegation_told")
    assert (clock.state, clock.due, clock.kind) == (state, date(2020, 3, 3), "guidance")
    assert one(record(made), "2020-03-03", "allegation_told").state is State.RUNNING
    assert one(record(made), "2020-03-04", "allegation_told").state is State.LATE
    about_a_carer = "kind: document, happened: 2020-03-02, type: allegation of neglect"
    assert one(record(about_a_carer), "2020-03-20", "allegation_told") is None


@pytest.mark.parametrize(("given", "state"), [("2020-03-16", State.MET), ("2020-03-12", State.MET)])
def test_a_report_to_parents_is_counted_back_from_the_conference(given, state):
    """Two working days before Wednesday 18 March is Monday 16 March; the number is another area's, so never late."""
    called = (
        "kind: meeting, happened: 2020-03-18, became_known: 2020-03-10, type: initial child protection conference, "
        "outcome: held"
    )
    assert one(record(called), "2020-03-09", "report_to_parents") is None
    before = one(record(called), "2020-03-11", "report_to_parents")
    assert (before.due, before.state, before.borrowed) == (date(2020, 3, 16), State.RUNNING, True)
    assert one(record(called), "2020-03-16", "report_to_parents").state is State.RUNNING
    assert one(record(called), "2020-03-17", "report_to_parents").state is State.PAST
    report = f"kind: document, happened: {given}, type: report to parents"
    assert one(record(called, report), "2020-03-20", "report_to_parents").state is state


def test_a_review_conference_has_the_longer_time_and_one_that_was_not_called_ahead_has_none():
    called = "kind: meeting, happened: 2020-03-18, became_known: 2020-03-02, type: review conference, outcome: held"
    assert one(record(called), "2020-03-03", "report_to_parents_review").due == date(2020, 3, 11)
    same_day = "kind: meeting, happened: 2020-03-18, type: review conference, outcome: held"
    assert one(record(same_day), "2020-03-20", "report_to_parents_review") is None


def test_a_complaint_about_a_conference_is_local_and_never_called_late():
    held = record("kind: document, happened: 2020-03-02, type: complaint, title: complaint about the conference")
    clock = one(held, "2020-03-09", "conference_complaint")
    assert (clock.due, clock.state, clock.kind) == (date(2020, 3, 9), State.RUNNING, "local procedure")
    assert one(held, "2020-03-10", "conference_complaint").state is State.PAST
    other = record("kind: document, happened: 2020-03-02, type: complaint, title: complaint about the bins")
    assert one(other, "2020-03-09", "conference_complaint") is None


def test_early_help_visits_are_those_of_early_help():
    plan = "kind: plan, happened: 2020-03-02, agency: early_help, about: kit, type: early_help, stage: opened"
    visit = (
        "kind: contact, happened: 2020-03-20, agency: {}, about: kit, with: [kit], outcome: attended, setting: inside"
    )
    held = written(plan, visit.format("early_help"))
    assert one(held, "2020-03-25", "early_help_visit").state is State.MET
    assert one(held, "2020-03-25", "early_help_visit", place=1).due == date(2020, 4, 21)
    other = written(plan, visit.format("school"))
    assert one(other, "2020-03-25", "early_help_visit").state is State.RUNNING


@pytest.mark.parametrize(
    ("born", "died", "noticed"),
    [
        ("2001-06-01", "2026-05-31", True),  # the last day at 24
        ("2001-06-01", "2026-06-01", False),
        ("2001-06", "2026-06-10", True),  # not certainly 25
        ("2001-06-01", "2023-12-14", False),  # the day before the edition that asks for it
        ("2001-06-01", "2023-12-15", True),
    ],
)
def test_the_death_of_a_care_leaver_is_notified_without_delay(born, died, noticed):
    plan = "{id: e0, kind: plan, happened: 2020-01-06, agency: pathways, about: one, type: pathway, stage: opened}"
    text = FAMILY.replace("name: Jo Moss, born: 1990-01-01", f"name: Jo Moss, born: {born}, died: {died}")
    held = parse_record(f"{text}  - {plan}\n")
    found = [c for c in clocks(held, date(2026, 7, 1)) if c.id == "care_leaver_death"]
    assert [c.state for c in found] == ([State.AT_ONCE] if noticed else [])


def test_a_young_person_who_takes_up_education_has_their_needs_assessed():
    told = "kind: document, happened: 2020-03-31, agency: pathways, about: one, title: return to education"
    held = written(told)
    clock = one(held, "2020-06-30", "education_needs", child="one")
    assert (clock.due, clock.state, clock.kind) == (date(2020, 6, 30), State.RUNNING, "law")
    assert one(held, "2020-07-01", "education_needs", child="one").state is State.LATE


def test_a_pathway_plan_is_reviewed_as_soon_as_practicable_after_twenty_eight_days_and_never_called_late():
    plan = "kind: plan, happened: 2020-01-06, agency: pathways, about: one, type: pathway, stage: opened"
    move = "kind: living_arrangement, happened: 2020-02-03, agency: pathways, about: one, who: [one], address: 1 Elm"
    held = written(plan, move)
    assert one(held, "2020-03-02", "pathway_review_after_move", child="one").state is State.RUNNING
    after = one(held, "2020-03-03", "pathway_review_after_move", child="one")
    assert (after.state, after.breach) == (State.AT_ONCE, None)
    assert "as soon as practicable" in after.because
    review = "kind: plan, happened: 2020-03-20, agency: pathways, about: one, type: pathway, stage: reviewed"
    assert one(written(plan, move, review), "2020-04-01", "pathway_review_after_move", child="one").state is State.MET


def test_a_request_to_see_records_is_acknowledged_within_ten_working_days():
    asked = "kind: document, happened: 2020-03-02, agency: pathways, about: one, type: request for records"
    answer = "kind: document, happened: {}, agency: pathways, about: one, type: acknowledgement of request for records"
    assert one(written(asked), "2020-03-16", "records_reply", child="one").due == date(2020, 3, 16)
    assert one(written(asked), "2020-03-17", "records_reply", child="one").state is State.LATE
    held = written(asked, answer.format("2020-03-10"))
    assert one(held, "2020-03-17", "records_reply", child="one").state is State.MET
