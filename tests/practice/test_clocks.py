"""Clocks: the day before and after, editions, months' ends, uncertain dates, what meets them, late with a reason."""

from datetime import date, timedelta

import pytest

from kingfisher.practice.clock_course import State
from kingfisher.practice.clocks import clocks, holds_until, look
from kingfisher.practice.due_lists import due, standing_words
from kingfisher.practice.timescales import standard_timescales
from kingfisher.timeline.file_format import parse_record

FAMILY = """
family: {name: Moss, children: [kit, bee]}
people:
  - {id: kit, name: Kit Moss, born: 2015-01-10}
  - {id: bee, name: Bee Moss, born: 2017-03-01}
  - {id: gran, name: Ivy Moss}
  - {id: one, name: Jo Moss, born: 1990-01-01}
relationships:
  - {kind: parent, of: kit, person: one}
  - {kind: parent, of: bee, person: one}
practitioners:
  - {id: sw1, name: Al Reed, role: social worker, agency: social_care,
     covers: [kit, bee], from: 2018-01-01, to: 2020-06-30}
  - {id: sw2, name: Bo Lane, role: social worker, agency: social_care,
     covers: [kit, bee], from: 2020-07-01}
entries:
"""


def record(*entries):
    lines = (f"  - {{id: e{n}, agency: social_care, about: kit, {one}}}\n" for n, one in enumerate(entries))
    return parse_record((FAMILY + "".join(lines)).replace("agency: social_care, about: kit, !", ""))


def written(*entries):
    """Entries written whole, after the id."""
    return parse_record(FAMILY + "".join(f"  - {{id: e{n}, {one}}}\n" for n, one in enumerate(entries)))


def one(held, as_at, name, *, child="kit", parameters=None, place=0):
    found = [c for c in clocks(held, date.fromisoformat(as_at), parameters) if c.id == name and c.child == child]
    return found[place] if found else None


REFERRAL = "kind: referral, happened: {}, agency: school, about: kit, to: social_care"
DECISION = "kind: decision, happened: {}, agency: social_care, about: kit, outcome: assess"
CP = "kind: plan, happened: {}, type: child_protection, stage: opened"


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


# --- Child protection ---


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


# --- Local numbers ---

OURS = """
guidance:
  - {id: ours, kind: local procedure, title: Our procedures, edition: "2", from: 2020-01-01, paragraph: "3.1",
     sure: high, area: ours}
clocks:
  cp_visit: {title: Visit, starts: [child_protection_opened, seen_by_social_care], met_by: [seen_by_social_care],
    while: child_protection, born: true, owner: {agency: social_care, role: social worker},
    limits: [{number: 5, unit: working days, kind: local procedure, guidance: [ours]}], PAUSES}
"""


def test_a_borrowed_number_is_never_late_and_never_called_statutory():
    held = record(CP.format("2020-03-02"))
    clock = one(held, "2020-06-01", "cp_visit")
    assert (clock.state, clock.breach) == (State.PAST, None)
    assert "not statutory" in clock.basis
    assert "another area's figure" in clock.basis
    assert clock.is_open


def test_a_partnerships_own_number_is_late_when_it_is_over():
    own = standard_timescales().overlaid(OURS.replace(", PAUSES", ""))
    held = record(CP.format("2020-03-02"), "kind: contact, happened: 2020-03-05, setting: doorstep, outcome: no_access")
    assert one(held, "2020-03-09", "cp_visit", parameters=own).state is State.RUNNING
    late = one(held, "2020-03-10", "cp_visit", parameters=own)
    assert (late.state, late.limit, late.guidance) == (State.LATE, "5 working days", "ours")
    assert late.breach.reason.words == "no access (5 March 2020)"
    assert "not statutory" in late.basis
    assert one(record(CP.format("2019-12-20")), "2020-02-01", "cp_visit", parameters=own) is None  # not yet in force


def test_a_pause_moves_a_day_due_in_it_and_counts_nothing_as_late_meanwhile():
    pause = 'pauses: [{from: 2020-03-09, to: 2020-03-31, because: "Visits stopped", guidance: ours}]'
    own = standard_timescales().overlaid(OURS.replace("PAUSES", pause))
    due_in = record(CP.format("2020-03-02"))
    assert one(due_in, "2020-03-20", "cp_visit", parameters=own).due == date(2020, 4, 1)
    assert one(due_in, "2020-04-02", "cp_visit", parameters=own).state is State.LATE
    due_before = record(CP.format("2020-02-24"))
    assert one(due_before, "2020-03-06", "cp_visit", parameters=own).state is State.LATE
    paused = one(due_before, "2020-03-20", "cp_visit", parameters=own)
    assert (paused.state, paused.holds_until, paused.because) == (State.PAUSED, date(2020, 3, 31), "Visits stopped")
    assert one(due_before, "2020-04-01", "cp_visit", parameters=own).state is State.LATE


def test_dissent_is_a_chance_and_police_protection_a_power_neither_is_ever_late():
    held = record(
        "kind: meeting, happened: 2020-03-02, type: initial_conference, outcome: held",
        "kind: legal_step, happened: 2020-03-02, step: police protection",
    )
    assert one(held, "2020-03-05", "conference_dissent").state is State.RUNNING
    assert one(held, "2020-03-06", "conference_dissent").state is State.RUN_OUT
    power = one(held, "2020-03-06", "police_protection")
    assert (power.state, power.due, power.kind, power.breach) == (State.RUN_OUT, date(2020, 3, 5), "law", None)


# --- Editions ---


@pytest.mark.parametrize(
    ("day", "guidance"),
    [
        ("2013-04-12", None),
        ("2013-04-15", "working-together-2013"),
        ("2018-07-03", "working-together-2015"),
        ("2018-07-04", "working-together-2018"),
        ("2023-12-14", "working-together-2018"),
        ("2023-12-15", "working-together-2023"),
        ("2026-03-17", "working-together-2023"),
        ("2026-03-18", "working-together-2026"),
    ],
)
def test_the_edition_in_force_on_the_day_it_started_is_the_one_it_rests_on(day, guidance):
    clock = one(written(REFERRAL.format(day)), "2026-06-01", "referral_decision")
    assert (clock.guidance if clock else None) == guidance


def test_a_changed_limit_counts_for_what_starts_from_its_day_and_an_uncertain_start_has_the_longer():
    text = """
guidance:
  - {id: ours, kind: local procedure, title: Ours, edition: "1", from: 2019-01-01, paragraph: all, sure: high}
clocks:
  core_group_next: {title: Next, starts: [core_group_held], met_by: [core_group_held], while: child_protection,
    owner: {agency: social_care, role: social worker},
    limits: [{number: 6, unit: weeks, kind: local procedure, guidance: [ours], to: 2020-03-31},
             {number: 4, unit: weeks, kind: local procedure, guidance: [ours], from: 2020-04-01}]}
"""
    own = standard_timescales().overlaid(text)
    group = "kind: meeting, happened: {}, type: core_group, outcome: held"
    for day, last in (("2020-03-31", date(2020, 5, 12)), ("2020-04-01", date(2020, 4, 29))):
        held = record(CP.format("2020-03-02"), group.format(day))
        assert one(held, "2020-04-20", "core_group_next", parameters=own).due == last
    held = record(CP.format("2020-03-02"), group.format("2020-03-30/2020-04-02"))
    clock = one(held, "2020-05-01", "core_group_next", parameters=own)
    assert (clock.due_first, clock.due) == (date(2020, 4, 27), date(2020, 5, 14))
    assert clock.state is State.MAY_BE_LATE


# --- Uncertain dates ---


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


# --- Courts, incidents, care, leaving care ---


@pytest.mark.parametrize(
    ("entry", "clock", "last", "kind"),
    [
        ("kind: legal_step, step: emergency protection order", "emergency_protection_order", "2020-03-10", "law"),
        ("kind: legal_step, step: child assessment order", "child_assessment_order", "2020-03-08", "law"),
        ("kind: legal_step, step: care proceedings issued", "care_proceedings", "2020-08-30", "law"),
        ("kind: legal_step, step: became a relevant child", "relevant_child_needs", "2020-06-02", "law"),
        ("kind: document, type: serious incident notification", "rapid_review", "2020-03-23", "guidance"),
        ("kind: decision, outcome: local child safeguarding practice review", "cspr_publish", "2020-09-02", "guidance"),
        ("kind: incident, what: [serious incident]", "serious_incident_notice", "2020-03-09", "guidance"),
        ("kind: incident, what: [missing], outcome: found", "return_home_interview", "2020-03-05", "guidance"),
        ("kind: document, type: transfer notification", "transfer_in_conference", "2020-03-23", "return"),
        ("kind: decision, outcome: initial conference", "icpc_booking", "2020-03-03", "local procedure"),
        ("kind: document, type: private fostering notice", "private_fostering_visit", "2020-03-11", "law"),
        ("kind: plan, type: pathway, stage: reviewed", "pathway_review", "2020-09-02", "law"),
        ("kind: plan, type: looked_after, stage: opened", "la_review_first", "2020-03-30", "law"),
        (
            "kind: legal_step, step: hearing, outcome: interim care order",
            "la_health_assessment",
            "2020-03-30",
            "guidance",
        ),
        ("kind: plan, type: early_help, stage: opened", "early_help_review", "2020-06-22", "local procedure"),
        (
            "kind: legal_step, step: letter before proceedings",
            "pre_proceedings_meeting",
            "2020-03-11",
            "local procedure",
        ),
        ("kind: decision, outcome: strategy discussion", "strategy_discussion", "2020-03-03", "local procedure"),
    ],
)
def test_each_has_its_day_and_its_kind(entry, clock, last, kind):
    found = one(record(f"{entry}, happened: 2020-03-02"), "2020-03-02", clock)
    assert found is not None, clock
    assert (str(found.due), found.kind) == (last, kind)


def test_pre_proceedings_have_a_local_number_only_from_2021():
    for year, found in ((2020, False), (2022, True)):
        held = record(f"kind: legal_step, step: pre-proceedings begun, happened: {year}-03-02")
        assert bool(one(held, f"{year}-03-02", "pre_proceedings")) is found


def test_what_was_only_applied_for_or_thought_of_starts_nothing():
    held = record(
        "kind: legal_step, happened: 2020-03-02, step: legal gateway, outcome: threshold for care order considered",
        "kind: legal_step, happened: 2020-03-02, step: application for an emergency protection order, outcome: refused",
        "kind: legal_step, happened: 2020-03-02, step: police protection ended",
    )
    assert clocks(held, date(2020, 4, 1)) == []


def test_an_extended_order_is_counted_from_the_first():
    held = record(
        "kind: legal_step, happened: 2020-03-02, step: emergency protection order",
        "kind: legal_step, happened: 2020-03-09, step: emergency protection order extended",
    )
    assert one(held, "2020-03-10", "emergency_protection_order").state is State.MET
    assert one(held, "2020-03-10", "emergency_protection_order_extended").due == date(2020, 3, 17)


def test_reviews_of_a_looked_after_child_the_first_the_second_and_the_rest():
    review = "kind: meeting, happened: {}, type: looked_after_review, outcome: held"
    held = record(
        "kind: legal_step, happened: 2020-03-02, step: came into care",
        review.format("2020-03-26"),
        review.format("2020-06-20"),
    )
    found = {c.id: c for c in clocks(held, date(2020, 7, 1)) if "review" in c.id}
    assert found["la_review_first"].state is State.MET
    assert (found["la_review_second"].due, found["la_review_second"].state) == (date(2020, 6, 26), State.MET)
    assert found["la_review_next"].due == date(2020, 12, 20)


def test_a_death_in_care_is_to_be_notified_at_once_and_ends_the_other_clocks():
    died = FAMILY.replace("born: 2015-01-10", "born: 2015-01-10, died: 2020-03-20")
    held = parse_record(
        died + "  - {id: a, kind: plan, happened: 2020-03-02, agency: social_care, about: kit, "
        "type: looked_after, stage: opened}\n"
    )
    found = {c.id: c for c in clocks(held, date(2020, 6, 1))}
    assert found["looked_after_child_death"].state is State.AT_ONCE
    assert found["looked_after_child_death"].breach is None
    assert found["la_review_first"].state is State.ENDED


def test_private_fostering_is_every_six_weeks_in_the_first_year_and_twelve_after():
    visit = "kind: contact, happened: {}, setting: inside, outcome: attended, with: [kit]"
    held = record(
        "kind: referral, happened: 2020-03-02, to: social_care, concerns: [privately fostered]",
        visit.format("2021-02-01"),
        visit.format("2021-03-10"),
    )
    assert one(held, "2021-03-12", "private_fostering_visit_next").due == date(2021, 3, 15)
    assert one(held, "2021-03-12", "private_fostering_visit_later").due == date(2021, 6, 2)


def test_a_young_persons_adviser_visits_after_a_move():
    held = written(
        "kind: plan, happened: 2020-01-06, agency: pathways, about: one, type: pathway, stage: opened",
        "kind: living_arrangement, happened: 2020-02-03, agency: pathways, about: one, who: [one], address: 1 Elm",
        "kind: contact, happened: 2020-02-10, agency: pathways, about: one, "
        "with: [one], outcome: attended, setting: inside",
    )
    assert one(held, "2020-03-01", "adviser_visit_after_move", child="one").state is State.MET
    assert one(held, "2020-03-01", "adviser_visit_next", child="one").due == date(2020, 4, 10)


# --- Days the record sets ---


def test_agreed_actions_and_answers_are_due_on_their_own_days():
    held = record(
        "kind: action, happened: 2020-03-02, owner: sw1, what: visit the home, due: 2020-03-20, state: agreed",
        "kind: action, happened: 2020-03-02, owner: school, what: ring the home, due: 2020-03-20, state: agreed",
        "kind: action, happened: 2020-03-21, owner: school, what: ring the home, state: done",
        "kind: chairs_oversight, happened: 2020-03-02, addressed_to: health_visiting, answer_due: 2020-03-16",
        "kind: answer, happened: 2020-03-16, answer: done, on: [e3]",
    )
    first, second = (one(held, "2020-03-25", "action_due", place=place) for place in (0, 1))
    assert (first.state, first.practitioner, first.agency) == (State.LATE, "sw1", "social_care")
    assert (second.state, second.agency, second.practitioner) == (State.MET_LATE, "school", None)
    answer = one(held, "2020-03-25", "answer_due")
    assert (answer.state, answer.agency) == (State.MET, "health_visiting")


# --- Whose, and lists ---


def test_whose_it_is_is_who_it_was_on_the_day_and_now_while_it_stands_open():
    held = record(CP.format("2020-06-24"), "kind: meeting, happened: 2020-06-30, type: core_group, outcome: held")
    assert one(held, "2020-09-01", "core_group_first").practitioner == "sw1"
    assert one(held, "2020-09-01", "cp_visit").practitioner == "sw2"
    assert one(held, "2020-09-01", "review_first").practitioner is None  # no chair is recorded


def test_lists_by_practitioner_and_agency_hold_only_what_is_open_soonest_first():
    held = record(CP.format("2020-06-24"), "kind: meeting, happened: 2020-06-30, type: core_group, outcome: held")
    lists = due(clocks(held, date(2020, 7, 1)), by="practitioner")
    assert sorted(lists) == ["", "sw2"]
    days = [each.clock.due for each in lists["sw2"]]
    assert days == sorted(days)
    assert all(each.clock.id != "core_group_first" for each in lists["sw2"])
    assert list(due(clocks(held, date(2020, 7, 1)), by="agency")) == ["social_care"]
    soon = due(clocks(held, date(2020, 7, 1)), by="agency", first=date(2020, 7, 2), last=date(2020, 7, 10))
    assert [each.clock.id for each in soon["social_care"]] == ["cp_visit"]


# --- Until when it holds ---


def test_it_holds_exactly_until_it_says():
    held = record(
        CP.format("2020-03-12~"),
        "kind: meeting, happened: 2020-03-26, type: core_group, outcome: cancelled",
        "kind: contact, happened: 2020-04-02, setting: inside, outcome: attended, with: [kit]",
        "kind: legal_step, happened: 2020-04-14, step: police protection",
    )
    day, last = date(2020, 3, 10), date(2020, 10, 1)

    def standing(on):
        return {(c.key, c.state) for c in clocks(held, on)}

    while day < last:
        looked = look(held, day)
        until = looked.holds_until
        known = [d for e in held.entries if (d := e.known_from) and d > day]
        stop = min([*known, until + timedelta(days=1) if until else last, last])
        for number in range((stop - day).days):
            assert standing(day + timedelta(days=number)) == standing(day), (day, number)
        if until and until + timedelta(days=1) == stop and stop not in known:
            assert standing(stop) != standing(day), f"{day}: it said {until}"
        day = stop


def test_the_order_of_entries_and_a_second_account_change_nothing():
    lines = [REFERRAL.format("2019-01-07"), DECISION.format("2019-01-08") + ", on: e0"]
    again = "kind: referral, happened: 2019-01-07, agency: social_care, about: kit, same_as: [e0]"
    alone, both = (clocks(written(*each), date(2019, 2, 1)) for each in (lines, [*lines, again]))
    assert [(c.id, c.due, c.state) for c in alone] == [(c.id, c.due, c.state) for c in both]


def test_a_home_that_another_agency_recorded_calls_for_no_adviser():
    held = written(
        "kind: plan, happened: 2020-01-06, agency: pathways, about: one, type: pathway, stage: opened",
        "kind: living_arrangement, happened: 2020-02-03, agency: gp, about: one, who: [one], address: 1 Elm",
        "kind: contact, happened: 2020-02-10, agency: pathways, about: one, with: [one], outcome: attended",
    )
    assert one(held, "2020-09-01", "adviser_visit_after_move", child="one") is None
    assert one(held, "2020-09-01", "adviser_visit_next", child="one") is None
    assert one(held, "2020-09-01", "pathway_review", child="one").due == date(2020, 7, 6)
