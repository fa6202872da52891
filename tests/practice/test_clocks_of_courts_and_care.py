"""Clocks of courts, serious incidents, missing children, private fostering, care and leaving care."""

from datetime import date

import pytest

from kingfisher.practice.clock_course import State
from kingfisher.practice.clocks import clocks
from kingfisher.timeline.file_format import parse_record
from tests.practice.clock_records import FAMILY, one, record, written


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
