"""The two cases, typed as practitioners would have recorded them: each finding's question stood open in time."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from kingfisher.practice.contact import last_seen, sightings
from kingfisher.questions.engine import ask, open_since, register, why_not
from kingfisher.timeline.file_format import read_record

HERE = Path(__file__).parent
TYPED = HERE.parents[1] / "demo" / "typed"
FINDINGS = yaml.safe_load((HERE / "findings.yaml").read_text(encoding="utf-8"))
CASES = {case: read_record(TYPED / f"{case}.yaml") for case in FINDINGS}
EACH = [pytest.param(case, one, id=f"{case}-{one['id']}") for case, found in FINDINGS.items() for one in found]
WHERE_NO_DAY = timedelta(days=14)
NOT_ON_RECORD = {"new_adult"}  # Lucy's F33: no agency had written of the new partner by the day it mattered


def overlaps(rests_on, evidence):
    return any(entry.rstrip("abcde") in evidence or entry in evidence for entry in rests_on)


@pytest.mark.parametrize(("case", "finding"), EACH)
def test_the_question_stood_open_by_the_day_it_mattered(case, finding):
    by = finding["raise_by"] if finding.get("exact") else finding["raise_by"] + WHERE_NO_DAY
    asked = [q for q in ask(CASES[case], by) if q.kind == finding["question"]]
    assert [q for q in asked if overlaps(q.rests_on, finding["evidence"]) and q.since <= by], asked


@pytest.mark.parametrize(("case", "finding"), EACH)
def test_without_the_days_of_grace_too(case, finding):
    asked = [q for q in ask(CASES[case], finding["raise_by"]) if q.kind == finding["question"]]
    assert [q for q in asked if overlaps(q.rests_on, finding["evidence"])]


def test_every_finding_of_the_eight_kinds_names_a_question_of_the_book():
    assert {one["question"] for found in FINDINGS.values() for one in found} == set(register()) - NOT_ON_RECORD


def kinds_open(case, day):
    return {q.kind for q in ask(CASES[case], date.fromisoformat(day))}


def test_the_unborn_baby_question_closes_when_an_assessment_opens_and_keeps_its_dates():
    assert "unborn_baby_reason" in kinds_open("lucy", "2018-03-07")
    assert "unborn_baby_reason" not in kinds_open("lucy", "2018-03-08")
    spell = next(one for one in open_since(CASES["lucy"], date(2020, 1, 1)) if one.kind == "unborn_baby_reason")
    assert (spell.since, spell.settled) == (date(2018, 2, 8), date(2018, 3, 8))


def test_sight_at_home_after_discharge_is_quiet():
    for day in range(17, 32):
        assert "seen_at_home" not in kinds_open("lucy", f"2020-07-{day}")
    assert "seen_at_home" in kinds_open("lucy", "2020-07-16")


def test_support_to_the_mother_is_never_sight_of_the_child():
    before_birth = [one for one in sightings(CASES["lucy"], "lucy") if one.agency == "pathways"]
    assert before_birth == []
    assert last_seen(CASES["lucy"], "lucy", date(2018, 6, 30)) is None


def test_being_a_care_leaver_raises_nothing():
    assert kinds_open("lucy", "2018-01-31") == set()


def test_a_pre_birth_assessment_made_is_quiet():
    for day in ("2020-06-29", "2020-10-01", "2020-11-05", "2020-11-22"):
        assert "unborn_baby_reason" not in kinds_open("mia", day)


def test_challenging_his_presence_answers_for_the_account():
    for day in ("2020-11-15", "2020-11-28", "2020-12-05"):
        asked = [q for q in ask(CASES["mia"], date.fromisoformat(day)) if q.kind == "account_confirmed"]
        assert not [q for q in asked if {"E30a", "E32"} & set(q.rests_on)]


def test_doorstep_and_window_count_as_contact_of_their_kind():
    seen = {one.entry: one for one in sightings(CASES["mia"], "mason")}
    assert seen["E18"].setting == "window"
    assert not seen["E18"].at_home
    assert seen["E19"].setting == "doorstep"
    assert not seen["E19"].at_home
    assert next(one for one in sightings(CASES["mia"], "tyler") if one.entry == "E21").at_home


def test_every_child_can_be_told_why_not():
    for child in CASES["mia"].family.children:
        said = why_not(CASES["mia"], date(2020, 6, 12), child)
        asked = [q.kind for q in ask(CASES["mia"], date(2020, 6, 12)) if child in q.about]
        assert {one.kind for one in said} | set(asked) == set(register())
        assert all(one.because for one in said)


@pytest.mark.parametrize("case", list(CASES))
def test_one_reading_gives_the_same_openings_as_asking_day_by_day(case):
    """A question open on a day stood in one of the spells read at the end, or was withdrawn by later knowledge."""
    record = CASES[case]
    days = [date(2018, 2, 8), date(2018, 10, 15), date(2019, 8, 20), date(2020, 3, 5), date(2020, 5, 14)]
    for day in days:
        for question in ask(record, day):
            assert question.since <= day
            assert question.rests_on
            assert all(entry in record.by_id for entry in question.rests_on)


def test_a_new_partner_is_asked_about_from_the_day_somebody_wrote_of_him():
    assert "new_adult" not in kinds_open("lucy", "2020-07-26")
    assert "new_adult" in kinds_open("lucy", "2020-07-27")
    assert not [q for q in ask(CASES["mia"], date(2020, 11, 28)) if q.kind == "new_adult"]


def test_a_strategy_meeting_answers_for_the_four_referrals():
    assert "several_referrals" in kinds_open("mia", "2020-02-25")
    assert "several_referrals" not in kinds_open("mia", "2020-02-26")


def test_watching_closely_after_discharge_is_neither_drift_nor_restricted():
    for day in range(17, 32):
        assert not {"change_on_plan", "visiting_restricted"} & kinds_open("lucy", f"2020-07-{day}")
