"""An audit by its pages: two readers from outside, blind until both are in, who differ; what follows is recorded."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from kingfisher.practice.audits.instruments import standard_instruments
from kingfisher.practice.audits.standing import actions, changes, overall
from kingfisher.practice.steps import Steps
from kingfisher.records.actions.audits import allocate, open_audit
from kingfisher.records.actions.entries import add_entry
from kingfisher.records.learning import audit_steps, seals_of
from kingfisher.records.models import Audit, Draft
from tests.records.test_audits import OPENED
from tests.records.test_chain import an_entry

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 2)
INSTRUMENT = standard_instruments()["neglect-in-the-family", "1"]


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch):
    monkeypatch.setattr("kingfisher.web.pages.audits.today", lambda: DAY)


@pytest.fixture
def audit(cast):
    found = open_audit(by=cast.manager, family=cast.family, name="Audit of Riley", opened=OPENED, at=DAY)
    allocate(by=cast.manager, audit=found, who=cast.outsider, place=1, at=DAY)
    allocate(by=cast.manager, audit=found, who=cast.reviewer, place=2, at=DAY)
    return found


def told(answer):
    return " ".join(answer.content.decode().split())


def a_reading(grade="good", **other):
    answers = {f"answer-{one.id}": other.get(one.id, "yes") for one in INSTRUMENT.questions}
    return {**answers, "overall": grade, "why-fathers": "He was never asked to anything.", "themes": "Fathers"}


def test_one_is_opened_and_readers_are_chosen_from_outside(cast, signed_in):
    manager = signed_in("manager")
    address = reverse("new_audit", args=[cast.family.ref])
    form = told(manager.get(address))
    assert "Riley Hart" in form
    data = {
        "name": "Audit of Riley", "children": ["riley"], "instrument": "neglect-in-the-family 1", "first": "1/11/2025",
        "last": "1/11/2026", "agencies": ["social_care", "police"],
    }  # fmt: skip
    assert manager.post(address, data).status_code == 302
    audit = Audit.objects.get()
    page = told(manager.get(reverse("audit", args=[audit.ref])))
    assert "A second reader from outside the team" in page
    reader = reverse("audit_reader", args=[audit.ref])
    offered = told(manager.get(reader))
    assert "Outsider" in offered
    assert "Health Visitor" not in offered
    assert manager.post(reader, {"who": cast.outsider.pk, "place": "1"}).status_code == 302
    assert signed_in("social_worker").get(address).status_code == 404


def test_each_reads_alone_and_then_both_are_side_by_side(cast, audit, signed_in):
    page, read = (reverse(name, args=[audit.ref]) for name in ("audit", "audit_read"))
    assert signed_in("outsider").post(read, a_reading(fathers="no")).status_code == 302
    alone = told(signed_in("reviewer").get(page))
    assert "each reads alone until both are in" in alone
    assert "He was never asked" not in alone
    assert "One reading in" not in alone
    assert "He was never asked" in told(signed_in("outsider").get(page))
    assert "He was never asked" not in told(signed_in("manager").get(page))
    assert signed_in("reviewer").post(read, a_reading("requires improvement")).status_code == 302
    for who in ("outsider", "reviewer", "manager"):
        both = told(signed_in(who).get(page))
        assert "He was never asked" in both
        assert "They differ" in both
        assert "The readers gave the same answer to 9 of 10 questions" in both


def test_each_can_write_down_the_others_seal_before_handing_in(cast, audit, signed_in):
    page, read = (reverse(name, args=[audit.ref]) for name in ("audit", "audit_read"))
    said = told(signed_in("outsider").post(read, a_reading(fathers="no"), follow=True))
    seal = seals_of(audit)[cast.outsider.pk].words
    assert f"Its seal is {seal}: write it down." in said
    alone = told(signed_in("reviewer").get(page))
    assert seal in alone
    assert "He was never asked" not in alone
    signed_in("reviewer").post(read, a_reading())
    both = told(signed_in("manager").get(page))
    assert all(one.words in both for one in seals_of(audit).values())
    assert "no longer makes this seal" not in both


def test_an_entry_that_is_none_is_refused_at_its_question_and_others_are_said_by_agency_and_day(cast, audit, signed_in):
    page, read = (reverse(name, args=[audit.ref]) for name in ("audit", "audit_read"))
    row = add_entry(by=cast.social_worker, family=cast.family, entry=an_entry(), at=DAY)
    ours = add_entry(by=cast.social_worker, family=cast.family, entry=an_entry("Ours."), agency_only=True, at=DAY)
    for wrong in ("zzzzzzzzzz", ours.entry_id):
        answer = signed_in("outsider").post(read, {**a_reading(), "entries-seen": f"{row.entry_id}\n{wrong}"})
        assert answer.status_code == 422
        assert f"There is no entry {wrong} in this record" in told(answer)
    assert signed_in("outsider").post(read, {**a_reading(), "entries-seen": row.entry_id}).status_code == 302
    shown = told(signed_in("outsider").get(page))
    assert f'href="{reverse("entry", args=[cast.family.ref, row.entry_id])}">Social care, ' in shown


def test_it_is_closed_on_a_page_once_nothing_is_unfinished_and_an_inadequate_one_is_read_again(cast, audit, signed_in):
    read, close = (reverse(name, args=[audit.ref]) for name in ("audit_read", "close_audit"))
    manager = signed_in("manager")
    assert signed_in("outsider").get(close).status_code == 404
    early = manager.post(close, {"day": "2/11/2026"})
    assert early.status_code == 422
    assert "the readings are not settled into one grade" in told(early)
    for who in ("outsider", "reviewer"):
        signed_in(who).post(read, a_reading("inadequate"))
    assert "the audit that looks again is not open" in told(manager.post(close, {"day": "2/11/2026"}))
    page = reverse("audit", args=[audit.ref])
    again = f"{reverse('new_audit', args=[cast.family.ref])}?again={audit.ref}"
    assert again in told(manager.get(page))
    form = told(manager.get(again))
    assert f'name="again_for" value="{audit.ref}"' in form
    data = {
        "name": "Riley again", "children": ["riley"], "instrument": "neglect-in-the-family 1", "first": "2/11/2026",
        "last": "2/11/2026", "again_for": audit.ref,
    }  # fmt: skip
    assert manager.post(again, data).status_code == 302
    assert "It is audited again: Riley again." in told(manager.get(page))
    closed = manager.post(close, {"day": "2/11/2026"}, follow=True)
    assert "closes at the end of 2 November 2026" in told(closed)


def test_the_auditor_does_not_answer_themselves(cast, audit, signed_in):
    for who in ("outsider", "reviewer"):
        signed_in(who).post(reverse("audit_read", args=[audit.ref]), a_reading())
    wanted = {"day": "2/11/2026", "what": "A conference", "addressed_to": "Head", "answer_due": "9/11/2026"}
    signed_in("outsider").post(reverse("audit_record", args=[audit.ref, "recommend"]), wanted)
    [change] = changes(Steps(audit_steps(audit)))
    answer = {"day": "2/11/2026", "recommended": change.id, "words": "Done."}
    refused = signed_in("outsider").post(reverse("audit_record", args=[audit.ref, "answer"]), answer)
    assert refused.status_code == 422


def test_a_reading_with_something_left_out_is_not_handed_in_and_keeps_its_words(cast, audit, signed_in):
    data = a_reading()
    del data["answer-tool"]
    answer = signed_in("outsider").post(reverse("audit_read", args=[audit.ref]), data)
    assert answer.status_code == 422
    assert "He was never asked to anything." in told(answer)
    assert "Choose an answer: Was the neglect assessment tool used" in told(answer)


def test_what_follows_is_recorded_each_by_whom_it_is_asked_of(cast, audit, signed_in):
    read = reverse("audit_read", args=[audit.ref])
    signed_in("outsider").post(read, a_reading("inadequate"))
    signed_in("reviewer").post(read, a_reading("good"))

    def record(who, sort, **data):
        return signed_in(who).post(reverse("audit_record", args=[audit.ref, sort]), {"day": "2/11/2026", **data})

    def steps():
        return Steps(audit_steps(audit))

    assert record("outsider", "moderate", overall="good", reasons="x").status_code == 422
    assert record("manager", "moderate", overall="inadequate", reasons="No father was asked.").status_code == 302
    assert overall(steps()) == "inadequate"
    asked = {"what": "A conference", "addressed_to": "Head of service", "answer_due": "9/11/2026"}
    assert record("outsider", "recommend", **asked).status_code == 302
    [change] = changes(steps())
    decision = {"recommended": change.id, "decision": "changed", "reasons": "It is right."}
    answer = record("manager", "decide", **decision)
    assert answer.status_code == 422
    assert "was asked to decide" in told(answer)
    assert record("manager", "discuss", with_whom="Social worker", words="We agree.", agree="agree").status_code == 302
    assert record("manager", "action", what="See the child", owner="Manager", due="9/11/2026").status_code == 302
    [action] = [one.id for one in actions(steps())]
    no_such = record("manager", "look", action=action, entries="zzzzzzzzzz")
    assert "no entry of this family" in told(no_such)
    early = add_entry(by=cast.social_worker, family=cast.family, entry=an_entry(), at=DAY)
    assert "after it was agreed" in told(record("manager", "look", action=action, entries=early.entry_id))
    page = told(signed_in("manager").get(reverse("audit", args=[audit.ref])))
    assert "Not decided yet" in page
    assert "To be audited again by 31 January 2027" in page


def test_whoever_has_no_part_sees_nothing_of_it(cast, audit, signed_in):
    for name in ("audit", "audit_read", "audit_reader", "audit_other"):
        answer = signed_in("social_worker").get(reverse(name, args=[audit.ref]))
        assert answer.status_code == 404
        assert "Audit of Riley" not in told(answer)
    assert "no part in an open audit" in told(signed_in("social_worker").get(reverse("audits")))
    assert "Audit of Riley" in told(signed_in("outsider").get(reverse("audits")))
    Audit.objects.update(closes=DAY - timedelta(days=1))
    assert signed_in("outsider").get(reverse("audit", args=[audit.ref])).status_code == 404


def test_half_a_reading_is_found_again_by_its_reader_and_by_nobody_else(cast, audit, signed_in):
    address, read = reverse("save_audit_draft", args=[audit.ref, "reading"]), reverse("audit_read", args=[audit.ref])
    half = {"why-fathers": "He was never asked.", "overall": "good"}
    assert signed_in("outsider").post(address, half).status_code == 204
    assert "He was never asked." in told(signed_in("outsider").get(read))
    assert "He was never asked." not in told(signed_in("reviewer").get(read))
    assert signed_in("social_worker").post(address, half).status_code == 404
    assert signed_in("outsider").post(read, a_reading()).status_code == 302
    assert not Draft.objects.exists()
