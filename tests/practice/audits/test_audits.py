"""Two readers read blind, differ, are moderated; a change is decided by someone else; actions close on the record."""

from datetime import date
from pathlib import Path

import pytest

from kingfisher.practice.audits.agreement import agreement
from kingfisher.practice.audits.instruments import InstrumentError, read_instruments, standard_instruments
from kingfisher.practice.audits.standing import (
    AuditState,
    again_by,
    agreed_between,
    changes,
    overall,
    readings_for,
    refusal,
    state_of,
    wants,
)
from kingfisher.practice.audits.steps import (
    ActionAgreed,
    ActionSeen,
    AgainOn,
    AuditOpened,
    AuditorAnswered,
    AuditStep,
    ChangeDecided,
    ChangeRecommended,
    Discussed,
    Judgement,
    Moderated,
    ReaderAllocated,
    ReadingHandedIn,
)
from kingfisher.practice.steps import Recorded, Steps

DAY = date(2026, 5, 4)
INSTRUMENT = standard_instruments()["neglect-in-the-family", "1"]


def held(*steps: AuditStep) -> Steps:
    return Steps([Recorded(id=f"a{number}", step=step) for number, step in enumerate(steps, 1)])


OPENED = AuditOpened(
    day=DAY, family="f", children=("c",), instrument="neglect-in-the-family", instrument_version="1",
    first=date(2025, 5, 4), last=DAY, teams=("North",),
)  # fmt: skip
FIRST = ReaderAllocated(day=DAY, reader=1, name="A", agency="social_care", team="South", place=1)
SECOND = ReaderAllocated(day=DAY, reader=2, name="B", agency="health_visiting", place=2)


def reading(reader: int, grade: str, **answers: str) -> ReadingHandedIn:
    given = tuple(Judgement(question=one.id, answer=answers.get(one.id, "yes")) for one in INSTRUMENT.questions)
    return ReadingHandedIn(day=DAY, reader=reader, judgements=given, overall=grade)


def test_neither_reader_sees_the_other_until_both_are_in() -> None:
    one_in = held(OPENED, FIRST, SECOND, reading(1, "good"))
    assert state_of(one_in) is AuditState.ONE_IN
    assert [step.reader for step in readings_for(one_in, 1)] == [1]
    assert readings_for(one_in, 2) == []
    assert readings_for(one_in, 99) == []
    assert (agreed_between(one_in), overall(one_in)) == (None, "")
    both = held(OPENED, FIRST, SECOND, reading(1, "good"), reading(2, "good"))
    for account in (1, 2, 99):
        assert [step.reader for step in readings_for(both, account)] == [1, 2]
    assert (state_of(both), overall(both)) == (AuditState.AGREED, "good")


def test_readers_who_differ_are_moderated_and_both_readings_stay() -> None:
    before = (OPENED, FIRST, SECOND, reading(1, "good"), reading(2, "inadequate", fathers="no", tool="no"))
    steps = held(*before)
    measured = agreed_between(steps)
    assert measured is not None
    assert [one.question for one in measured.differ] == ["fathers", "tool"]
    assert (measured.same, measured.out_of, measured.same_overall) == (8, 10, 0)
    assert state_of(steps) is AuditState.DISPUTED
    assert "the readers differ: someone else moderates" in wants(steps, DAY)
    after = held(
        *before, Moderated(day=DAY, by="C", judgements=(), overall="inadequate", reasons="No father was asked.")
    )
    assert (state_of(after), overall(after), len(readings_for(after, 1))) == (AuditState.MODERATED, "inadequate", 2)


def test_the_same_answers_and_another_grade_is_a_difference() -> None:
    assert state_of(held(OPENED, FIRST, SECOND, reading(1, "good"), reading(2, "outstanding"))) is AuditState.DISPUTED


def test_kappa_is_agreement_beyond_chance() -> None:
    first = reading(1, "good", seen="no", fathers="no", tool="no", roles="no", word="no")
    assert agreement([(first, first)]).kappa == 1.0
    turned = reading(2, "good", experience="no", history="no", chronology="no", challenge="no", supervision="no")
    assert agreement([(first, turned)]).kappa == -1.0
    assert agreement([(reading(1, "good"), reading(2, "good"))]).kappa is None  # every answer is one word
    assert agreement([]).kappa is None


@pytest.mark.parametrize(
    ("step", "says"),
    [
        (ReaderAllocated(day=DAY, reader=3, name="C", agency="social_care", team="North"), "from outside"),
        (ReaderAllocated(day=DAY, reader=7, name="D", agency="police"), "from outside"),
        (ReaderAllocated(day=DAY, reader=1, name="A", agency="social_care", place=2), "someone else"),
        (reading(3, "good"), "allocated as readers"),
        (reading(1, "good"), "handed in"),
        (Moderated(day=DAY, by="C", judgements=(), overall="good", reasons=""), "until both"),
    ],
)
def test_what_may_not_be_recorded_is_refused_with_its_reason(step: AuditStep, says: str) -> None:
    steps = held(OPENED, FIRST, SECOND, reading(1, "good"))
    assert says in refusal(steps, step, network=frozenset({7}))


def test_a_recommended_change_is_decided_by_someone_not_involved_and_answered() -> None:
    change = ChangeRecommended(
        day=DAY, what="A conference", addressed_to="head of service", answer_due=date(2026, 5, 18)
    )
    before = (OPENED, FIRST, SECOND, reading(1, "good"), reading(2, "good"), change)
    steps = held(*before)
    fields = {"day": DAY, "recommended": "a6", "decision": "changed", "decided_by": "E", "reasons": "…"}
    for team, account, involved in (("North", 8, ""), ("South", 7, ""), ("South", 8, "chaired the meeting")):
        decided = ChangeDecided(team=team, account=account, involved=involved, **fields)
        assert "not involved" in refusal(steps, decided, network=frozenset({7}))
    good = ChangeDecided(team="South", account=8, **fields)
    assert refusal(steps, good, network=frozenset({7})) == ""
    answer = AuditorAnswered(day=DAY, recommended="a6", words="A conference is booked.")
    assert "once the change has been decided" in refusal(steps, answer)
    assert changes(held(*before, good))[0].is_open
    assert not changes(held(*before, good, answer))[0].is_open
    assert any("its answer is late" in want for want in wants(steps, date(2026, 5, 19)))
    assert not any("its answer is late" in want for want in wants(steps, date(2026, 5, 18)))


def test_an_action_closes_on_a_later_look_at_the_record_only() -> None:
    steps = held(
        OPENED, ActionAgreed(day=DAY, what="See the child at home", owner="team manager", due=date(2026, 6, 1))
    )
    for entries, latest in (((), date(2026, 6, 2)), (("e1",), DAY)):
        seen = ActionSeen(day=date(2026, 6, 3), action="a2", entries=entries, latest_entry=latest)
        assert "after it was agreed" in refusal(steps, seen)
    seen = ActionSeen(day=date(2026, 6, 3), action="a2", entries=("e1",), latest_entry=date(2026, 5, 5))
    assert refusal(steps, seen) == ""


def test_an_inadequate_plan_is_audited_again() -> None:
    before = (OPENED, FIRST, SECOND, reading(1, "inadequate"), reading(2, "inadequate"))
    assert again_by(held(*before), INSTRUMENT) == date(2026, 8, 2)  # 90 days after the readings
    assert "a day for the audit to be done again" in wants(
        held(*before, Discussed(day=DAY, with_whom=(), words="")), DAY
    )
    assert again_by(held(*before, AgainOn(day=DAY, on=date(2026, 7, 1))), INSTRUMENT) == date(2026, 7, 1)
    assert again_by(held(OPENED, FIRST, SECOND, reading(1, "good"), reading(2, "good")), INSTRUMENT) is None


def test_an_instrument_of_ones_own_is_read_and_a_broken_one_refused(tmp_path: Path) -> None:
    text = "id: x\nversion: '1'\ntitle: T\nfrom: 2026-01-01\noverall: [good]\nquestions:\n"
    question = "  - {id: q, asks: 'Is it?', answers: ['yes', 'no'], guidance: paragraph 1}\n"
    (tmp_path / "a.yaml").write_text(text + question)
    assert ("x", "1") in read_instruments([tmp_path / "a.yaml"])
    with pytest.raises(InstrumentError, match="already a version 1"):
        read_instruments([tmp_path / "a.yaml"] * 2)
    for broken in (text, text + question * 2, text.replace("[good]", "[good]\nagain_within_days: {bad: 3}") + question):
        (tmp_path / "b.yaml").write_text(broken)
        with pytest.raises(InstrumentError, match=r"b\.yaml"):
            read_instruments([tmp_path / "b.yaml"])
