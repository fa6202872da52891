"""What leaves a review: what the report rests on, packs, letters and documents, for the panel alone."""

from datetime import date

import pytest
from django.urls import reverse

from kingfisher.practice.reviews.steps import LearningPoint, PartWritten
from kingfisher.records.actions.entries import add_entry, correct_entry, picture_version
from kingfisher.records.actions.review_steps import hold_records, record_step
from kingfisher.records.models import EntryRow
from kingfisher.timeline.kinds import Decision
from tests.web.conftest import entry

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch):
    for page in ("review", "review_parts", "review_out"):
        monkeypatch.setattr(f"kingfisher.web.pages.{page}.today", lambda: DAY)


def told(answer):
    return " ".join(answer.content.decode().split())


def ids(cast):
    rows = EntryRow.objects.filter(stream__family=cast.family, is_account=True).order_by("version")
    return [row.entry_id for row in rows]


def write(cast, *cites):
    step = PartWritten(day=DAY, heading="Nobody asked", words="The house was not seen.", cites=cites)
    return record_step(by=cast.manager, review=cast.review, step=step, at=DAY)


def report(cast, signed_in):
    return told(signed_in("manager").get(reverse("review_out", args=[cast.review.ref])))


def test_a_part_links_to_the_entries_it_rests_on(cast, signed_in):
    first, *_ = ids(cast)
    part = write(cast, first)
    write(cast, part)
    page = report(cast, signed_in)
    assert reverse("entry", args=[cast.family.ref, first]) in page
    assert "Social care, 8 February 2019" in page
    assert f"#{part}" in page
    assert "Broken" not in page


def test_an_id_that_is_nobodys_is_shown_as_broken(cast, signed_in):
    write(cast, "nothing000")
    page = report(cast, signed_in)
    assert "Broken</strong> Nothing in these families’ records or in this review has this id." in page


def test_an_entry_corrected_since_points_to_its_correction(cast, signed_in):
    first, *_ = ids(cast)
    write(cast, first)
    record_step(
        by=cast.manager,
        review=cast.review,
        step=LearningPoint(day=DAY, theme="t", words="w", shown_by=(first,)),
        at=DAY,
    )
    row = EntryRow.objects.get(entry_id=first)
    new = entry("social_care", "2019-02-09", "The day was wrong.", Decision(outcome="no_further_action"))
    correct_entry(by=cast.social_worker, row=row, entry=new)
    later = ids(cast)[-1]
    page = report(cast, signed_in)
    assert "corrected after it was cited" in page
    assert reverse("entry", args=[cast.family.ref, later]) in page
    assert "Elsewhere in the review" in page


def test_an_entry_written_after_the_hold_is_no_part_of_what_was_held(cast, signed_in):
    hold_records(by=cast.manager, review=cast.review, reason="The review", on=DAY, at=DAY)
    new = entry("social_care", "2020-07-01", "Written later.")
    add_entry(by=cast.social_worker, family=cast.family, entry=new, based_on=picture_version(cast.family))
    write(cast, ids(cast)[-1])
    assert "written after the records were held" in report(cast, signed_in)
