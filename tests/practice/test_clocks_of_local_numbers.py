"""Local numbers and editions: never called statutory, a borrowed one never late, the edition of the day it started."""

from datetime import date

import pytest

from kingfisher.practice.clock_course import State
from kingfisher.practice.timescales import standard_timescales
from tests.practice.clock_records import CP, REFERRAL, one, record, written

# --- Local numbers ---

OURS = """
guidance:
  - {id: ours, kind: local procedure, title: Our procedures, edition: "2", from: 2020-01-01, paragraph: "3.1",
     says: Visit weekly., sure: high, area: ours}
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
        ("2023-12-15", "working-together-2023-assessment"),
        ("2026-03-17", "working-together-2023-assessment"),
        ("2026-03-18", "working-together-2026"),
    ],
)
def test_the_edition_in_force_on_the_day_it_started_is_the_one_it_rests_on(day, guidance):
    clock = one(written(REFERRAL.format(day)), "2026-06-01", "referral_decision")
    assert (clock.guidance if clock else None) == guidance


def test_a_changed_limit_counts_for_what_starts_from_its_day_and_an_uncertain_start_has_the_longer():
    text = """
guidance:
  - {id: ours, kind: local procedure, title: Ours, edition: "1", from: 2019-01-01, paragraph: all, says: Meet.}
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
