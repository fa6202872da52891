"""Opening a review by its page, seats on its panel, the letter to an agency, and closing it."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document

from kingfisher.practice.reviews.steps import ReturnRequested, TermsSet
from kingfisher.records.actions.review_steps import record_step
from kingfisher.records.models import Review
from kingfisher.records.panels import differences, seats_of
from kingfisher.records.visible import reviews_for

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch):
    for page in ("review", "review_opening", "review_letters", "review_parts", "families"):
        monkeypatch.setattr(f"kingfisher.web.pages.{page}.today", lambda: DAY)


def told(answer):
    return " ".join(answer.content.decode().split())


def test_a_review_is_opened_of_families_one_may_open(cast, signed_in):
    data = {"name": "Rapid review of Riley", "families": [cast.family.ref], "opens": "1/11/2026"}
    answer = signed_in("manager").post(reverse("new_review"), data)
    review = Review.objects.get(name="Rapid review of Riley")
    assert answer["Location"] == reverse("review_panel", args=[review.ref])
    assert review.opens == date(2026, 11, 1)
    assert "Manager, business manager" in told(signed_in("manager").get(answer["Location"]))
    assert reverse("new_review") in told(signed_in("manager").get(reverse("reviews")))
    assert differences(cast.family) == []


@pytest.mark.parametrize("missing", ["name", "families"])
def test_what_is_missing_is_said_and_nothing_is_opened(missing, cast, signed_in):
    data = {"name": "A review", "families": [cast.family.ref], "opens": "1/11/2026"}
    answer = signed_in("manager").post(reverse("new_review"), {**data, missing: []})
    assert answer.status_code == 422
    assert Review.objects.count() == 1


def test_only_those_of_the_partnership_open_a_review_or_choose_its_panel(cast, signed_in):
    pages = [reverse("new_review"), *(reverse(one, args=[cast.review.ref]) for one in ("review_panel", "close_review"))]
    for who in ("social_worker", "outsider", "administrator"):
        for page in pages:
            assert signed_in(who).get(page).status_code == 404
        assert reverse("new_review") not in told(signed_in(who).get(reverse("reviews")))


def test_a_seat_is_given_and_ended_and_the_record_tells_of_both(cast, signed_in):
    page = reverse("review_panel", args=[cast.review.ref])
    data = {"who": cast.outsider.pk, "since": "1/11/2026"}
    assert signed_in("manager").post(page, data).status_code == 302
    assert reviews_for(cast.outsider, DAY).exists()
    assert signed_in("outsider").get(page).status_code == 404
    seat = next(one for one in seats_of(cast.review, DAY) if one.practitioner == cast.outsider)
    end = reverse("end_seat", args=[cast.review.ref, seat.pk])
    assert "not before the first" in told(signed_in("manager").post(end, {"day": "1/10/2026"}))
    assert signed_in("manager").post(end, {"day": "2/11/2026"}).status_code == 302
    assert not reviews_for(cast.outsider, DAY + timedelta(days=1)).exists()
    assert "2 November 2026" in told(signed_in("manager").get(page))
    assert differences(cast.family) == []


def test_somebody_of_the_partnership_stays_on_the_panel(cast, signed_in):
    for who, status in (("reviewer", 302), ("manager", 422)):
        [seat] = [one for one in seats_of(cast.review, DAY) if one.practitioner == cast.people[who]]
        answer = signed_in("manager").post(reverse("end_seat", args=[cast.review.ref, seat.pk]), {"day": "2/11/2026"})
        assert answer.status_code == status
    assert "Seat another first" in told(answer)


def test_a_review_is_closed_and_nobody_reads_by_it_after_its_last_day(cast, signed_in):
    page = reverse("close_review", args=[cast.review.ref])
    assert signed_in("manager").post(page, {"day": "1/1/2026"}).status_code == 422
    assert signed_in("manager").post(page, {"day": "1/11/2026"}).status_code == 302
    assert signed_in("manager").get(reverse("review", args=[cast.review.ref])).status_code == 404
    assert differences(cast.family) == []


def test_the_letter_says_authority_scope_people_and_day(cast, signed_in):
    letter = reverse("request_letter", args=[cast.review.ref, "police"])
    assert signed_in("manager").get(letter).status_code == 404
    terms = TermsSet(day=DAY, first=date(2018, 1, 1), last=DAY, lines_of_enquiry=("Was the father asked?",))
    asked = ReturnRequested(
        day=DAY, agency="police", authority="section 16H", first=date(2018, 7, 1), last=date(2020, 8, 31),
        people=(f"{cast.family.ref}:riley",), due=date(2026, 11, 20),
    )  # fmt: skip
    for step in (terms, asked):
        record_step(by=cast.manager, review=cast.review, step=step, at=DAY)
    page = told(signed_in("manager").get(reverse("review_agency", args=[cast.review.ref, "police"])))
    assert letter in page
    assert "first=01%2F07%2F2018" in page
    answer = signed_in("manager").get(letter)
    words = "\n".join(one.text for one in Document(BytesIO(answer.content)).paragraphs)
    for said in ("section 16H", "1 July 2018 to 31 August 2020", "20 November 2026", "Riley Hart", "father asked"):
        assert said in words
    assert "Amy Hart" not in words
    assert signed_in("social_worker").get(letter).status_code == 404
