"""A review's pages: every step has a form that records it, the panel alone reads them, and nothing typed is lost."""

from datetime import date

import pytest
from django.urls import reverse

from kingfisher.practice.reviews.steps import STEPS, EventHeld, IncidentKnown, LearnedThere, ReturnRequested
from kingfisher.records.actions.entries import add_entry
from kingfisher.records.actions.happenings import confirm_same
from kingfisher.records.actions.review_steps import record_step
from kingfisher.records.learning import recorded_in, steps_of
from kingfisher.records.models import EntryRow
from kingfisher.timeline.entries import amend
from kingfisher.timeline.kinds import Contact, Outcome
from kingfisher.web.forms.reviews import STEP_FORMS
from kingfisher.web.review_words import RECORDED_ON
from tests.records.test_chain import an_entry

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 2)
BY_THE_PRODUCT = {"return_received", "pack_made"}  # recorded by importing a file and by making a pack


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch):
    for page in ("review", "review_parts", "review_learning", "review_work", "review_out"):
        monkeypatch.setattr(f"kingfisher.web.pages.{page}.today", lambda: DAY)


def told(answer):
    return " ".join(answer.content.decode().split())


def test_every_step_has_one_form_and_one_page():
    assert set(STEPS) - set(STEP_FORMS) == BY_THE_PRODUCT
    listed = [kind for kinds in RECORDED_ON.values() for kind in kinds]
    assert sorted(listed) == sorted(STEPS)


@pytest.mark.parametrize("kind", sorted(STEP_FORMS))
def test_every_form_opens_and_an_empty_one_is_refused_with_words(kind, cast, signed_in):
    address = reverse("review_record", args=[cast.review.ref, kind])
    assert signed_in("manager").get(address).status_code == 200
    answer = signed_in("manager").post(address, {"day": "3/11/2026"})
    assert answer.status_code == 422
    asks_no_day = kind == "record_held"  # a record is held as it stands
    assert ("Error:" if asks_no_day else "The day must not be after 2 November 2026") in told(answer)


@pytest.mark.parametrize("page", ["review", *[name for name in RECORDED_ON if name != "review"], "review_steps"])
def test_the_panel_reads_every_page_and_nobody_else(page, cast, signed_in):
    address = reverse(page, args=[cast.review.ref])
    assert signed_in("manager").get(address).status_code == 200
    for other in ("social_worker", "outsider", "administrator"):
        answer = signed_in(other).get(address)
        assert answer.status_code == 404
        assert cast.review.name not in told(answer)


def test_a_step_is_recorded_and_starts_its_clock(cast, signed_in):
    address = reverse("review_record", args=[cast.review.ref, "incident_known"])
    data = {"what": "died", "children": [f"{cast.family.ref}:riley"], "words": "At home.", "day": "26/10/2026"}
    assert signed_in("manager").post(address, data).status_code == 302
    [step] = steps_of(cast.review).of(IncidentKnown)
    assert (step.day, step.families) == (date(2026, 10, 26), (cast.family.ref,))
    page = told(signed_in("manager").get(reverse("review", args=[cast.review.ref])))
    assert "2 November 2026" in page
    assert "5 working days" in page
    assert "Riley Hart" in page
    assert f"{cast.family.ref}:riley" not in page


def test_a_step_is_put_right_by_another_and_both_are_shown(cast, signed_in):
    asked = ReturnRequested(day=DAY, agency="police", authority="x", first=date(2018, 1, 1), last=DAY)
    name = record_step(by=cast.manager, review=cast.review, step=asked, at=DAY)
    address = reverse("review_record", args=[cast.review.ref, "return_requested"])
    form = told(signed_in("manager").get(f"{address}?corrects={name}"))
    assert 'value="1/1/2018"' in form
    data = {"agency": "housing", "authority": "x", "first": "1/1/2018", "last": "2/11/2026", "day": "2/11/2026"}
    assert signed_in("manager").post(address, {**data, "corrects": name}).status_code == 302
    assert [step.agency for step in steps_of(cast.review).of(ReturnRequested)] == ["housing"]
    page = told(signed_in("manager").get(reverse("review_steps", args=[cast.review.ref])))
    assert "Put right since" in page


def test_what_may_not_follow_is_refused_and_what_was_typed_stays(cast, signed_in):
    address = reverse("review_record", args=[cast.review.ref, "hold_ended"])
    answer = signed_in("manager").post(address, {"reason": "It is published now", "day": "2/11/2026"})
    assert answer.status_code == 422
    assert "There is no hold to end" in told(answer)
    assert "It is published now" in told(answer)
    assert recorded_in(cast.review) == []


def test_new_information_becomes_an_entry_marked_as_learned_then(cast, signed_in):
    event = record_step(
        by=cast.manager, review=cast.review, step=EventHeld(day=DAY, title="First", invited=("GP",)), at=DAY
    )
    address = reverse("review_record", args=[cast.review.ref, "learned_there"])
    data = {
        "event": event, "person": f"{cast.family.ref}:amy", "agency": "housing", "happened": "2003",
        "words": "On a plan as a child.", "day": "2/11/2026",
    }  # fmt: skip
    assert signed_in("manager").post(address, data).status_code == 302
    [step] = steps_of(cast.review).of(LearnedThere)
    assert EntryRow.objects.get(entry_id=step.entry).known_from == DAY


def test_every_agency_is_listed_with_what_is_still_wanted(cast, signed_in):
    asked = ReturnRequested(day=DAY, agency="police", authority="x", first=date(2018, 1, 1), last=DAY)
    record_step(by=cast.manager, review=cast.review, step=asked, at=DAY)
    page = told(signed_in("manager").get(reverse("review_returns", args=[cast.review.ref])))
    assert "return is awaited; no analysis yet" in page
    one = signed_in("manager").get(reverse("review_agency", args=[cast.review.ref, "police"]))
    assert "Asked for its return, 2 November 2026" in told(one)
    assert signed_in("manager").get(reverse("review_agency", args=[cast.review.ref, "gp"])).status_code == 404


def test_a_familys_page_says_what_the_accounts_leave_open(cast, signed_in):
    for who, content in (
        ("social_worker", Contact(outcome=Outcome.ATTENDED)),
        ("health_visitor", Contact(outcome=Outcome.NO_ACCESS)),
    ):
        entry = an_entry(happened="2020-01-10")
        add_entry(by=getattr(cast, who), family=cast.family, entry=amend(entry, content=content), at=DAY)
    page = reverse("review_family", args=[cast.review.ref, cast.family.ref])
    told_before = told(signed_in("manager").get(page))
    assert "Offered and kept, by service" in told_before
    assert "Social care" in told_before
    first, second = (row.entry_id for row in EntryRow.objects.filter(happened_first=date(2020, 1, 10)))
    confirm_same(by=cast.manager, family=cast.family, first=first, second=second, at=DAY)
    shown = told(signed_in("manager").get(page))
    assert "What came of it differs between accounts" in shown
    assert reverse("entry", args=[cast.family.ref, first]) in shown
    assert signed_in("manager").get(reverse("review_family", args=[cast.review.ref, "none"])).status_code == 404
    assert signed_in("social_worker").get(page).status_code == 404
