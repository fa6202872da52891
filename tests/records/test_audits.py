"""Who may open, read, moderate and decide in an audit, and what its readers see of the family."""

import re
from datetime import date, timedelta

import msgspec
import pytest

from kingfisher.agencies.models import Practitioner
from kingfisher.practice.audits.instruments import standard_instruments
from kingfisher.practice.audits.standing import AuditState, changes, readings_for, state_of
from kingfisher.practice.audits.steps import (
    ActionAgreed,
    ActionSeen,
    AuditOpened,
    AuditorAnswered,
    ChangeDecided,
    ChangeRecommended,
    Judgement,
    Moderated,
)
from kingfisher.practice.steps import Steps
from kingfisher.records.access import AccessRefused, audit_for, entries_for
from kingfisher.records.acting import NotNow
from kingfisher.records.actions.audits import allocate, appoint, close_audit, hand_in, open_audit, record_audit_step
from kingfisher.records.actions.entries import add_entry
from kingfisher.records.footing import footing_in
from kingfisher.records.learning import audit_again, audit_steps, seals_of
from kingfisher.records.models import Audit, AuditPart, EntryRow
from kingfisher.records.visible import families_for
from tests.records.beneath import change as change_beneath
from tests.records.cast import DAY, Cast
from tests.records.test_chain import an_entry

INSTRUMENT = standard_instruments()["neglect-in-the-family", "1"]
OPENED = AuditOpened(
    day=DAY, family="", children=("riley",), instrument=INSTRUMENT.id, instrument_version="1",
    first=DAY - timedelta(days=365), last=DAY,
)  # fmt: skip
Part = AuditPart.Part


@pytest.fixture
def audit(cast: Cast) -> Audit:
    return open_audit(by=cast.manager, family=cast.family, name="Audit of Riley", opened=OPENED, at=DAY)


def answers(**other: str) -> list[Judgement]:
    return [Judgement(question=one.id, answer=other.get(one.id, "yes")) for one in INSTRUMENT.questions]


def steps(audit: Audit) -> Steps:
    return Steps(audit_steps(audit))


def both_read(cast: Cast, audit: Audit, second: str = "good") -> None:
    allocate(by=cast.manager, audit=audit, who=cast.outsider, place=1, at=DAY)
    allocate(by=cast.manager, audit=audit, who=cast.reviewer, place=2, at=DAY)
    hand_in(by=cast.outsider, audit=audit, judgements=answers(), grade="good", at=DAY)
    hand_in(by=cast.reviewer, audit=audit, judgements=answers(fathers="no"), grade=second, at=DAY)


def test_only_the_partnership_opens_one_and_of_a_family_it_may_open(cast: Cast) -> None:
    with pytest.raises(AccessRefused):
        open_audit(by=cast.social_worker, family=cast.family, name="x", opened=OPENED, at=DAY)
    late = date(2031, 1, 1)
    cast.review.closes = DAY
    cast.review.save()
    with pytest.raises(NotNow, match="whose record you may open"):
        open_audit(by=cast.reviewer, family=cast.family, name="x", opened=OPENED, at=late)


def test_whoever_works_with_the_family_does_not_read(cast: Cast, audit: Audit) -> None:
    for near in (cast.social_worker, cast.health_visitor):
        with pytest.raises(NotNow, match="from outside"):
            allocate(by=cast.manager, audit=audit, who=near, place=1, at=DAY)
    allocate(by=cast.manager, audit=audit, who=cast.outsider, place=1, at=DAY)
    with pytest.raises(NotNow, match="someone else"):
        allocate(by=cast.manager, audit=audit, who=cast.outsider, place=2, at=DAY)


def test_a_reader_reads_what_is_open_to_the_network_while_the_audit_is_open(cast: Cast, audit: Audit) -> None:
    open_one = add_entry(by=cast.social_worker, family=cast.family, entry=an_entry(), at=DAY)
    add_entry(by=cast.social_worker, family=cast.family, entry=an_entry("Ours."), agency_only=True, at=DAY)
    assert not families_for(cast.outsider, DAY).exists()
    allocate(by=cast.manager, audit=audit, who=cast.outsider, place=1, at=DAY)
    assert list(families_for(cast.outsider, DAY)) == [cast.family]
    assert [row.entry_id for row in entries_for(cast.outsider, cast.family, DAY)] == [open_one.entry_id]
    with pytest.raises(AccessRefused):
        add_entry(by=cast.outsider, family=cast.family, entry=an_entry(), at=DAY)
    Audit.objects.update(closes=DAY)
    assert footing_in(cast.outsider, cast.family, DAY).sees
    assert not footing_in(cast.outsider, cast.family, DAY + timedelta(days=1)).sees


def test_someone_without_a_part_does_not_know_of_it(cast: Cast, audit: Audit) -> None:
    for other in (cast.social_worker, cast.outsider, cast.administrator):
        with pytest.raises(AccessRefused, match="nothing here"):
            audit_for(other, audit.ref, "see", DAY)
    assert audit_for(cast.manager, audit.ref, "see", DAY) == audit


def test_a_reading_answers_every_question_and_is_handed_in_once(cast: Cast, audit: Audit) -> None:
    allocate(by=cast.manager, audit=audit, who=cast.outsider, place=1, at=DAY)
    for wrong, grade in ((answers()[1:], "good"), (answers(seen="perhaps"), "good"), (answers(), "splendid")):
        with pytest.raises(NotNow):
            hand_in(by=cast.outsider, audit=audit, judgements=wrong, grade=grade, at=DAY)
    hand_in(by=cast.outsider, audit=audit, judgements=answers(), grade="good", at=DAY)
    with pytest.raises(NotNow, match="handed in"):
        hand_in(by=cast.outsider, audit=audit, judgements=answers(), grade="inadequate", at=DAY)
    with pytest.raises(AccessRefused):
        hand_in(by=cast.manager, audit=audit, judgements=answers(), grade="good", at=DAY)


def test_readings_that_differ_are_moderated_by_a_third_person(cast: Cast, audit: Audit) -> None:
    both_read(cast, audit)
    assert state_of(steps(audit)) is AuditState.DISPUTED
    assert len(readings_for(steps(audit), cast.outsider.pk)) == 2
    settled = Moderated(day=DAY, by="…", judgements=(), overall="inadequate", reasons="No father was asked.")
    with pytest.raises(NotNow, match="moderate"):
        record_audit_step(by=cast.outsider, audit=audit, step=settled, at=DAY)
    with pytest.raises(NotNow, match="has read this audit"):
        appoint(by=cast.manager, audit=audit, who=cast.reviewer, part=Part.MODERATOR, at=DAY)
    record_audit_step(by=cast.manager, audit=audit, step=settled, at=DAY)


def test_an_inadequate_audit_closes_only_once_the_one_that_looks_again_is_open(cast: Cast, audit: Audit) -> None:
    both_read(cast, audit)
    settled = Moderated(day=DAY, by="…", judgements=(), overall="inadequate", reasons="No father was asked.")
    record_audit_step(by=cast.manager, audit=audit, step=settled, at=DAY)
    with pytest.raises(NotNow, match="the audit that looks again is not open"):
        close_audit(by=cast.manager, audit=audit, on=DAY, at=DAY)
    again = msgspec.structs.replace(OPENED, again_for="nosuchone1")
    with pytest.raises(NotNow, match="no such audit"):
        open_audit(by=cast.manager, family=cast.family, name="Again", opened=again, at=DAY)
    again = msgspec.structs.replace(OPENED, again_for=audit.ref)
    assert audit_again(audit) is None
    second = open_audit(by=cast.manager, family=cast.family, name="Again", opened=again, at=DAY)
    assert audit_again(audit) == second
    close_audit(by=cast.manager, audit=audit, on=DAY, at=DAY)


def test_an_audit_stays_open_while_a_change_or_an_action_does(cast: Cast, audit: Audit) -> None:
    both_read(cast, audit)
    settled = Moderated(day=DAY, by="…", judgements=(), overall="good", reasons="Talked through.")
    record_audit_step(by=cast.manager, audit=audit, step=settled, at=DAY)
    wanted = ChangeRecommended(day=DAY, what="A conference", addressed_to="head of service", answer_due=DAY)
    change = record_audit_step(by=cast.outsider, audit=audit, step=wanted, at=DAY)
    action = ActionAgreed(day=DAY - timedelta(days=3), what="A visit", owner="manager", due=DAY)
    agreed = record_audit_step(by=cast.manager, audit=audit, step=action, at=DAY)
    with pytest.raises(NotNow, match="not decided and answered; an action is not found"):
        close_audit(by=cast.manager, audit=audit, on=DAY, at=DAY)
    decide_on(cast, audit, change)
    seen = ActionSeen(day=DAY, action=agreed, entries=("e",), latest_entry=DAY)
    record_audit_step(by=cast.outsider, audit=audit, step=seen, at=DAY)
    with pytest.raises(NotNow, match="not decided and answered"):
        close_audit(by=cast.manager, audit=audit, on=DAY, at=DAY)
    answer = AuditorAnswered(day=DAY, recommended=change, words="Booked.")
    with pytest.raises(NotNow, match="You are the auditor"):
        record_audit_step(by=cast.outsider, audit=audit, step=answer, at=DAY)
    record_audit_step(by=cast.manager, audit=audit, step=answer, at=DAY)
    close_audit(by=cast.manager, audit=audit, on=DAY, at=DAY)


def decide_on(cast: Cast, audit: Audit, change: str) -> None:
    head = Practitioner.objects.create(sign_in="head", name="Head", role="head of service", agency=cast.leaver.agency)
    appoint(by=cast.manager, audit=audit, who=head, part=Part.DECIDER, at=DAY)
    decided = ChangeDecided(
        day=DAY, recommended=change, decision="changed", decided_by="Head", account=head.pk, team="", reasons="…"
    )
    record_audit_step(by=head, audit=audit, step=decided, at=DAY)


def test_one_reading_alone_is_shown_to_nobody_else_and_whoever_could_see_cannot_read(cast: Cast, audit: Audit) -> None:
    allocate(by=cast.manager, audit=audit, who=cast.outsider, place=1, at=DAY)
    hand_in(by=cast.outsider, audit=audit, judgements=answers(), grade="good", at=DAY)
    assert state_of(steps(audit)) is AuditState.ONE_IN
    assert readings_for(steps(audit), cast.manager.pk) == []
    appoint(by=cast.manager, audit=audit, who=cast.reviewer, part=Part.MODERATOR, at=DAY)
    with pytest.raises(NotNow, match="no other part"):
        allocate(by=cast.manager, audit=audit, who=cast.reviewer, place=2, at=DAY)
    other = Practitioner.objects.create(sign_in="other", name="Other", role="nurse", agency=cast.leaver.agency)
    with pytest.raises(NotNow, match="handed in and stays"):
        allocate(by=cast.manager, audit=audit, who=other, place=1, at=DAY)
    allocate(by=cast.manager, audit=audit, who=other, place=2, at=DAY)
    hand_in(by=other, audit=audit, judgements=answers(), grade="good", at=DAY)
    late = Practitioner.objects.create(sign_in="late", name="Late", role="nurse", agency=cast.leaver.agency)
    with pytest.raises(NotNow, match="nobody else can read blind"):
        allocate(by=cast.manager, audit=audit, who=late, place=2, at=DAY)


def test_a_seal_tells_nothing_and_is_broken_by_one_word(cast: Cast, audit: Audit) -> None:
    allocate(by=cast.manager, audit=audit, who=cast.outsider, place=1, at=DAY)
    allocate(by=cast.manager, audit=audit, who=cast.reviewer, place=2, at=DAY)
    for who in (cast.outsider, cast.reviewer):
        hand_in(by=who, audit=audit, judgements=answers(), grade="good", at=DAY)
    seals = seals_of(audit)
    assert re.fullmatch(r"(?:[0-9a-f]{4} ){4}[0-9a-f]{4}", seals[cast.outsider.pk].words)
    assert seals[cast.outsider.pk].words != seals[cast.reviewer.pk].words  # the same answers, another salt
    assert all(one.holds for one in seals.values())
    row = EntryRow.objects.filter(kind="reading_handed_in").first()
    changed = "UPDATE records_payload SET content = replace(content, 'good', 'inadequate') WHERE entry_id = %s"
    assert change_beneath(changed, [row.pk]) == 1
    after = seals_of(audit)
    assert (after[cast.outsider.pk].holds, after[cast.reviewer.pk].holds) == (False, True)
    assert after[cast.outsider.pk].words == seals[cast.outsider.pk].words


def test_a_disputed_audit_is_not_closed(cast: Cast, audit: Audit) -> None:
    both_read(cast, audit, second="inadequate")
    with pytest.raises(NotNow, match="not settled into one grade"):
        close_audit(by=cast.manager, audit=audit, on=DAY, at=DAY)


def test_a_change_of_plan_is_decided_by_someone_asked_who_was_not_involved(cast: Cast, audit: Audit) -> None:
    both_read(cast, audit)
    wanted = ChangeRecommended(day=DAY, what="A conference", addressed_to="head of service", answer_due=DAY)
    change = record_audit_step(by=cast.outsider, audit=audit, step=wanted, at=DAY)
    with pytest.raises(NotNow, match="not involved"):
        appoint(by=cast.manager, audit=audit, who=cast.social_worker, part=Part.DECIDER, at=DAY)
    head = Practitioner.objects.create(sign_in="head", name="Head", role="head of service", agency=cast.leaver.agency)
    appoint(by=cast.manager, audit=audit, who=head, part=Part.DECIDER, at=DAY)
    decided = ChangeDecided(
        day=DAY, recommended=change, decision="changed", decided_by="Head", account=head.pk, team="", reasons="…"
    )
    with pytest.raises(NotNow, match="was asked to decide"):
        record_audit_step(by=cast.manager, audit=audit, step=decided, at=DAY)
    record_audit_step(by=head, audit=audit, step=decided, at=DAY)
    answer = AuditorAnswered(day=DAY, recommended=change, words="Booked.")
    record_audit_step(by=cast.manager, audit=audit, step=answer, at=DAY)
    assert not changes(steps(audit))[0].is_open
