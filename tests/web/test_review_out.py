"""What leaves a review: what the report rests on, packs, letters and documents, for the panel alone."""

import hashlib
import io
import re
import zipfile
from datetime import date

import pypdf
import pytest
from django.urls import reverse

from kingfisher.interchange.copies.pseudonym_families import Families
from kingfisher.interchange.copies.read_word import docx_words
from kingfisher.practice.reviews.citations import Broken
from kingfisher.practice.reviews.steps import (
    AccountGiven,
    DocumentKept,
    EpisodeMarked,
    LearningPoint,
    LetterSent,
    PackMade,
    PartWritten,
    Recommendation,
    TermsSet,
)
from kingfisher.records import jobs, reading
from kingfisher.records.actions.entries import add_entry, correct_entry, picture_version
from kingfisher.records.actions.families import open_family
from kingfisher.records.actions.imports import file_batch, receive_file, settle_many, withdraw_batch
from kingfisher.records.actions.review_steps import hold_records, keep_document, record_step
from kingfisher.records.citations import citations_in
from kingfisher.records.learning import recorded_in, steps_of
from kingfisher.records.models import EntryRow, TrailRow
from kingfisher.timeline.dates import When
from kingfisher.timeline.kinds import Decision
from kingfisher.timeline.people import Person
from tests.records.returns import a_return
from tests.web.conftest import entry

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch):
    for page in ("review", "review_parts", "review_out", "review_pack", "review_papers"):
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


@pytest.fixture
def filed_and_withdrawn(cast, monkeypatch):
    """An entry that came in with a file for the review, was cited, and whose file was then withdrawn."""
    monkeypatch.setattr(reading, "read_one", a_return)
    batch = receive_file(
        by=cast.manager, family=cast.family, review=cast.review, file_name="police.csv", content=b"a", at=DAY
    )
    jobs.work_off()
    settle_many(by=cast.manager, batch=batch, numbers=[2], at=DAY)
    file_batch(by=cast.manager, batch=batch, at=DAY)
    cited = ids(cast)[-1]
    write(cast, cited)
    withdraw_batch(by=cast.manager, batch=batch, reason="Sent about another family.", at=DAY)
    return cited


def test_a_statement_that_cites_a_withdrawn_files_entry_is_broken_on_the_page_and_in_the_pack(
    cast, signed_in, filed_and_withdrawn
):
    [found] = citations_in(cast.review, recorded_in(cast.review), cast.manager, DAY)
    assert (found.cited, found.broken, found.family) == (filed_and_withdrawn, Broken.WITHDRAWN, cast.family.ref)
    page = report(cast, signed_in)
    assert "Broken</strong>" in page
    assert "The file this came in was withdrawn, so nothing may rest on it." in page
    words = word_of(files_of(make(cast, signed_in)))
    assert "Citations that no longer hold" in words
    assert re.search(r"Police, 1 March 2019 – BROKEN. The file this came in was withdrawn", words)
    assert "Officers called to the address" not in words
    without = word_of(files_of(make(cast, signed_in, names="without", hide_siblings="on")))
    assert "BROKEN. The file this came in was withdrawn" in without
    assert "1 March 2019" not in without


def files_of(answer):
    with zipfile.ZipFile(io.BytesIO(answer.content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def word_of(files):
    return "\n".join(words for _, words in docx_words(files["Review pack.docx"]))


def pdf_words_of(files):
    readers = [pypdf.PdfReader(io.BytesIO(content)) for name, content in files.items() if name.endswith(".pdf")]
    return "\n".join(page.extract_text() for one in readers for page in one.pages)


def asked(**more):
    return {"recipient": "Marian, panel", "days": "1/6/2020", "paper": "a3", "names": "named", "dates": "month", **more}


def make(cast, signed_in, **more):
    return signed_in("manager").post(reverse("make_pack", args=[cast.review.ref]), asked(**more))


def fill(cast):
    first, second, *_ = ids(cast)
    for step in (
        TermsSet(day=DAY, first=date(2018, 1, 1), last=date(2020, 9, 4), lines_of_enquiry=("Was Riley Hart seen?",)),
        EpisodeMarked(
            day=DAY, title="Riley’s summer", first=date(2020, 6, 1), last=date(2020, 6, 4), entries=(second,)
        ),
        LearningPoint(day=DAY, theme="Seen at home", words="Riley was not seen.", shown_by=(first,)),
        Recommendation(day=DAY, words="See every child.", owner="All", measure="fathers"),
        AccountGiven(day=DAY, family=cast.family.ref, person="amy", words="Nobody came in to Riley."),
    ):
        record_step(by=cast.manager, review=cast.review, step=step, at=DAY)
    write(cast, first, second, "nothing000")


def test_the_pack_holds_the_review_in_one_step_and_its_digests_are_kept(cast, signed_in):
    fill(cast)
    files = files_of(make(cast, signed_in))
    words = word_of(files)
    for told_there in (
        "OFFICIAL-SENSITIVE", "For Marian, panel", "Was Riley Hart seen?", "Riley’s summer", "The house was not seen.",
        "BROKEN", "See every child.", "Amy Hart", "What happened, in order", "Home visit. Riley asleep in cot.",
    ):  # fmt: skip
        assert told_there in words
    assert re.search(r"Chronology, line \d+: Social care, 8 February 2019", words)
    [kept] = steps_of(cast.review).of(PackMade)
    assert kept.named
    assert kept.audience == "Marian, panel"
    for line in kept.files:
        name, _, digest = line.rpartition(" ")
        assert hashlib.sha256(files[name]).hexdigest() == digest
    assert "OFFICIAL-SENSITIVE" in pdf_words_of({n: c for n, c in files.items() if n.startswith("Picture")})
    assert TrailRow.objects.filter(action="export", purpose__contains="Marian, panel").exists()


@pytest.mark.parametrize(("dates", "more"), [("month", {}), ("moved", {"moved": "35"}), ("as_given", {})])
def test_a_pack_without_names_holds_none_anywhere(cast, signed_in, dates, more):
    fill(cast)
    answer = make(cast, signed_in, names="without", dates=dates, hide_siblings="on", **more)
    assert answer.status_code == 200, told(answer)
    files = files_of(answer)
    everything = word_of(files) + pdf_words_of(files) + " ".join(files)
    for name in ("Riley", "Hart", "Amy", "Poppy", "hv.docx"):
        assert name not in everything
    if dates == "month":
        pictures = {name: content for name, content in files.items() if name.startswith("Picture")}
        bare = (word_of(files) + pdf_words_of(pictures)).replace("2 November 2026", "")
        assert not re.search(r"\b\d{1,2} (June|April|February) 20\d\d", bare)
    [kept] = steps_of(cast.review).of(PackMade)
    assert not kept.named
    assert "nothing found" in kept.checked
    page = report(cast, signed_in)
    assert kept.checked in page
    assert f"SHA-256 {kept.files[0].rpartition(' ')[2]}" in page


def test_a_leak_is_found_where_it_stands_and_nothing_is_handed_over(cast, signed_in, monkeypatch):
    fill(cast)
    monkeypatch.setattr(Families, "text", lambda self, words, of="": words)
    answer = make(cast, signed_in, names="without", hide_siblings="on")
    assert answer.status_code == 422
    assert "Review pack.docx, document, paragraph" in told(answer)
    assert "the name “Riley”" in told(answer)
    assert not steps_of(cast.review).of(PackMade)


def test_only_the_panel_makes_a_pack(cast, signed_in):
    address = reverse("make_pack", args=[cast.review.ref])
    assert signed_in("manager").get(address).status_code == 200
    for who in ("social_worker", "outsider", "administrator"):
        assert signed_in(who).get(address).status_code == 404
        assert signed_in(who).post(address, asked()).status_code == 404


def test_each_letter_to_the_family_is_made_from_its_step(cast, signed_in):
    sent = []
    for number in (1, 2):
        step = LetterSent(day=DAY, family=cast.family.ref, person="amy", number=number)
        sent.append(record_step(by=cast.manager, review=cast.review, step=step, at=DAY))
    page = told(signed_in("manager").get(reverse("review_people", args=[cast.review.ref])))
    words = []
    for one in sent:
        address = reverse("family_letter", args=[cast.review.ref, one])
        assert address in page
        words.append(" ".join(text for _, text in docx_words(signed_in("manager").get(address).content)))
        assert signed_in("social_worker").get(address).status_code == 404
    assert all("Dear Amy Hart" in one for one in words)
    assert "You do not have to take part" in words[0]
    assert "I wrote to you on 2 November 2026" in words[1]
    assert signed_in("manager").get(reverse("family_letter", args=[cast.review.ref, "none000000"])).status_code == 404


def test_a_kept_document_comes_back_as_it_was_sent_and_only_to_the_panel(cast, signed_in):
    content = b"%PDF-1.4 a scan"
    step = DocumentKept(day=DAY, agency="police", title="A scan", digest="", file_name="scan.pdf")
    keep_document(by=cast.manager, review=cast.review, step=step, content=content, at=DAY)
    address = reverse("kept_document", args=[cast.review.ref, hashlib.sha256(content).hexdigest()])
    assert address in told(signed_in("manager").get(reverse("review_agency", args=[cast.review.ref, "police"])))
    answer = signed_in("manager").get(address)
    assert answer.content == content
    assert "attachment" in answer.headers["Content-Disposition"]
    assert signed_in("police_officer").get(address).status_code == 404
    elsewhere = reverse("kept_document", args=[cast.review.ref, "0" * 64])
    assert signed_in("manager").get(elsewhere).status_code == 404


def test_one_pack_of_two_families_tells_them_apart_and_names_neither(cast, signed_in):
    fill(cast)
    child = Person(id="noor", name="Noor Quill", born=When.parse("2017-01-01"))
    other = open_family(by=cast.social_worker, name="Quill", members=[child], children=["noor"], at=date(2018, 1, 1))
    new = entry("social_care", "2020-02-01", "Noor seen at school.", about=("noor",))
    add_entry(by=cast.social_worker, family=other, entry=new, based_on=picture_version(other))
    cast.review.families.add(other)
    files = files_of(make(cast, signed_in))
    assert {"Merged chronology, Hart.pdf", "Merged chronology, Quill.pdf"} < set(files)
    assert {"Picture 1, Genogram, Hart.pdf", "Picture 1, Genogram, Quill.pdf"} < set(files)
    files = files_of(make(cast, signed_in, names="without", hide_siblings="on"))
    assert "Merged chronology, the second family.pdf" in files
    words = word_of(files) + pdf_words_of(files)
    assert "Child A of the first family" in words
    assert "Child A of the second family" in words
    for name in ("Riley", "Hart", "Noor", "Quill"):
        assert name not in words
