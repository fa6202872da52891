"""The annual figures: for the partnership only, with nobody's name, and the same on the page, in Word and as CSV."""

from datetime import date

import pytest
from django.urls import reverse

from kingfisher.interchange.copies.read_word import docx_words
from kingfisher.practice.reviews.steps import IncidentKnown, Recommendation
from kingfisher.records.actions.review_steps import record_step

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch):
    monkeypatch.setattr("kingfisher.web.pages.annual.today", lambda: date(2027, 4, 2))


def test_figures_name_nobody_and_go_out_as_files(cast, signed_in):
    for step in (
        IncidentKnown(day=DAY, what="died", words="Riley Hart at home"),
        Recommendation(day=DAY, words="Ask Amy Hart", owner="All"),
    ):
        record_step(by=cast.manager, review=cast.review, step=step, at=DAY)
    client, address = signed_in("manager"), reverse("annual")
    page = client.get(address).content.decode()
    word = " ".join(words for _, words in docx_words(client.get(f"{address}?days=2026-04-to-2027-03&as=docx").content))
    table = client.get(f"{address}?days=2026-04-to-2027-03&as=csv").content.decode("utf-8-sig")
    for text in (page.partition("<main")[2], word, table):
        assert "Held back: too few reviews begun in these days" in text
        assert "Riley" not in text
        assert "Amy" not in text


def test_only_those_who_work_for_the_partnership_see_them(cast, signed_in):
    for who in ("social_worker", "outsider", "administrator"):
        assert signed_in(who).get(reverse("annual")).status_code == 404
