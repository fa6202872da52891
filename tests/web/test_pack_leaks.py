"""A leak planted anywhere in a review, or let through by any part of the making: no pack without names is given."""

from datetime import date
from html import unescape

import msgspec
import pytest
from django.urls import reverse

from kingfisher.interchange.copies import pseudonym_check, write_pdf
from kingfisher.interchange.copies.pseudonym_families import Families
from kingfisher.interchange.copies.pseudonyms import Pseudonyms
from kingfisher.practice.reviews.steps import (
    AccountGiven,
    EpisodeMarked,
    LearningPoint,
    LetterSent,
    PackMade,
    PartWritten,
    Recommendation,
    ReplyCame,
)
from kingfisher.records.actions.entries import add_entry, picture_version
from kingfisher.records.actions.review_steps import record_step
from kingfisher.records.learning import steps_of
from kingfisher.web import review_pictures
from tests.web.conftest import entry
from tests.web.test_review_out import asked, files_of, ids, pdf_words_of, told, word_of

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 2)
PLANTS = {  # what is planted, and what of it is told to be left
    "a name": ("Riley Hart was asleep", "Riley"),
    "initials": ("RH was asleep", "“RH”"),
    "a street": ("seen in Hawthorn Crescent", "Hawthorn"),
    "a school": ("at Fernhill Primary School", "Fernhill"),
    "a hospital": ("taken to James Cook Hospital", "James Cook"),
    "an NHS number": ("NHS 999 000 0018", "999 000 0018"),
    "a day": ("last Tuesday 3 February", "3 February"),
    "a day without its year": ("on 3rd Feb", "3rd Feb"),
    "a day in figures": ("03/02/20", "03/02/20"),
    "the number of children": ("the three children", "three children"),
    "a place among them": ("the youngest of four", "youngest of four"),
}


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch):
    monkeypatch.setattr("kingfisher.web.pages.review_pack.today", lambda: DAY)
    monkeypatch.setattr("kingfisher.web.documents.MOST_TOLD", 2000)


def of_each_kind(cast, words):
    """The words in a statement of the report, a recommendation, a letter, a reply, an account, a title, a learning."""
    first, *_ = ids(cast)
    return (
        PartWritten(day=DAY, heading="Nobody asked", words=f"Read: {words}.", cites=(first,)),
        Recommendation(day=DAY, words=f"Ask whether {words}.", owner="All", measure="fathers", baseline=f"So {words}."),
        LetterSent(day=DAY, family=cast.family.ref, person="amy", number=1, how=f"Sent when {words}."),
        ReplyCame(day=DAY, family=cast.family.ref, person="amy", answer="will_speak", words=f"Said {words}."),
        AccountGiven(day=DAY, family=cast.family.ref, person="amy", words=f"Told us {words}."),
        EpisodeMarked(day=DAY, title=f"When {words}", first=date(2020, 6, 1), last=date(2020, 6, 4), entries=(first,)),
        LearningPoint(day=DAY, theme="Seen at home", words=f"Learned {words}.", shown_by=(first,)),
    )


def record(cast, text):
    new = entry("social_care", "2020-02-01", text)
    add_entry(by=cast.social_worker, family=cast.family, entry=new, based_on=picture_version(cast.family))


def make(cast, signed_in, **more):
    chosen = asked(names="without", hide_siblings="on", **more)
    return signed_in("manager").post(reverse("make_pack", args=[cast.review.ref]), chosen)


def refused(cast, answer):
    """What the page says was left, where nothing was handed over and nothing kept as made."""
    assert answer.status_code == 422
    assert not steps_of(cast.review).of(PackMade)
    page = told(answer)
    listed = page[page.index("nothing was handed over") :]
    return [unescape(one.partition("</li>")[0]) for one in listed.split("<li>")[1:]]


def test_what_is_planted_is_taken_out_of_every_kind_of_step_and_of_the_record(cast, signed_in):
    for words, _ in PLANTS.values():
        record(cast, f"Seen: {words}.")
        for step in of_each_kind(cast, words):
            record_step(by=cast.manager, review=cast.review, step=step, at=DAY)
    answer = make(cast, signed_in)
    assert answer.status_code == 200, told(answer)
    files = files_of(answer)
    everything = word_of(files) + " ".join(pdf_words_of(files).split())
    for words, _ in PLANTS.values():
        assert words not in everything


def test_what_is_planted_is_found_in_every_kind_of_step_when_it_is_let_through(cast, signed_in, monkeypatch):
    monkeypatch.setattr(Families, "text", lambda self, words, of="": words)
    record(cast, "Fernhill Primary School, 8 Hawthorn Crescent, James Cook Hospital.")
    steps = [(told_of, of_each_kind(cast, words)) for words, told_of in PLANTS.values()]
    for _, each in steps:
        for step in each:
            record_step(by=cast.manager, review=cast.review, step=step, at=DAY)
    left = refused(cast, make(cast, signed_in))
    for told_of, each in steps:
        where = {one.partition(": ")[0] for one in left if told_of in one and "docx, document, paragraph" in one}
        assert len(where) >= len(each), told_of


def test_an_entry_let_through_is_found_in_word_and_in_pdf(cast, signed_in, monkeypatch):
    changed, replace = Pseudonyms.entry, msgspec.structs.replace
    for words, _ in PLANTS.values():
        record(cast, f"Seen: {words}. Fernhill Primary School, 8 Hawthorn Crescent, James Cook Hospital.")
    monkeypatch.setattr(Pseudonyms, "entry", lambda self, one: replace(changed(self, one), text=one.text))
    monkeypatch.setattr(pseudonym_check, "check_left", lambda *_, **__: [])
    left = refused(cast, make(cast, signed_in))
    for _, told_of in PLANTS.values():
        where = [one for one in left if told_of in one]
        assert any(one.startswith("Review pack.docx, document, paragraph") for one in where), told_of
        assert any(one.startswith("Merged chronology.pdf, page") for one in where), told_of


def test_a_name_let_through_into_a_picture_is_found_in_the_picture(cast, signed_in, monkeypatch):
    monkeypatch.setattr(review_pictures, "for_publication", lambda kin, _: kin)
    left = refused(cast, make(cast, signed_in))
    assert any(one.startswith("Picture 1, Genogram.pdf, page 1: the name “Riley") for one in left)
    assert all(one.startswith("Picture 1") for one in left)


def test_a_page_without_its_marking_and_a_row_that_is_lost_are_told_and_not_handed_over(cast, signed_in, monkeypatch):
    monkeypatch.setattr("kingfisher.interchange.copies.write_pdf.MARKING", "")
    left = refused(cast, make(cast, signed_in))
    assert left[0].startswith("head and foot of page 1: “OFFICIAL-SENSITIVE” is missing.")
    monkeypatch.undo()
    monkeypatch.setattr("kingfisher.web.pages.review_pack.today", lambda: DAY)
    section = write_pdf._section
    fewer = lambda table: {**section(table), "rows": section(table)["rows"][:-1]}  # noqa: E731
    monkeypatch.setattr(write_pdf, "_section", fewer)
    left = refused(cast, signed_in("manager").post(reverse("make_pack", args=[cast.review.ref]), asked()))
    assert any(one.startswith("What happened, in order, row 7 is missing") for one in left)
