"""Days the record sets, whose a clock is, the lists of what is due, and until when it all holds."""

from datetime import date, timedelta

from kingfisher.practice.clock_course import State
from kingfisher.practice.clocks import clocks, look
from kingfisher.practice.due_lists import due
from tests.practice.clock_records import CP, DECISION, REFERRAL, one, record, written

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
