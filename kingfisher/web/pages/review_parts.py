"""The pages of a review beside its first: returns, people heard, report and pack."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from kingfisher.practice.reviews.returns import AgencyReturn, returns
from kingfisher.practice.reviews.steps import DocumentKept, LetterSent
from kingfisher.practice.steps import Steps
from kingfisher.records.access import Act, review_for
from kingfisher.records.batch_page import agencies_to_choose
from kingfisher.records.models import Review
from kingfisher.records.review_page import names_in, steps_with_files
from kingfisher.timeline.dates import said
from kingfisher.web.pages.frame import reader, today
from kingfisher.web.pages.review import can_record, framed, lines
from kingfisher.web.policy import policy, refused


def _read(request: HttpRequest, ref: str) -> tuple[Review, Steps, dict[str, str]]:
    review = review_for(reader(request), ref, Act.SEE, today())
    steps = steps_with_files(review, today())
    return review, steps, names_in(review, steps, today())


@policy("see review")
@require_safe
def every_return(request: HttpRequest, ref: str) -> HttpResponse:
    """Each agency: asked, came, signed off, still wanted."""
    review, steps, _ = _read(request, ref)
    listed = [_agency(review, one) for one in returns(steps, today())]
    record = can_record(review, "review_returns")
    families = [(one.name, reverse("returns", args=[one.ref])) for one in review.families.all()]
    context = framed(review, "review_returns", "Returns", agencies=listed, families=families, record=record)
    return render(request, "reviews/returns.html", context)


def _agency(review: Review, one: AgencyReturn) -> dict[str, Any]:
    latest, asked, signed = one.latest, one.requested, one.signed_off
    return {
        "name": _name(one.agency),
        "href": reverse("review_agency", args=[review.ref, one.agency]),
        "asked": said(asked.day) if asked else "No",
        "came": f"{said(latest.day)}, version {latest.version}" if latest else "No",
        "signed": f"{said(signed.day)}, {signed.name}" if signed else "No",
        "wants": one.wants,
    }


def _name(agency: str) -> str:
    found = agencies_to_choose().get(agency)
    return found.name if found else agency


@policy("see review")
@require_safe
def one_agency(request: HttpRequest, ref: str, agency: str) -> HttpResponse:
    """One agency's part: what it was asked, what came, queries, its own analysis and learning."""
    review, steps, names = _read(request, ref)
    found = next((one for one in returns(steps, today()) if one.agency == agency), None)
    if found is None:
        return refused(request, "That agency has no part in this review yet.")
    own = Steps(one for one in steps.all if getattr(one.step, "agency", None) == agency)
    context = framed(
        review,
        "review_returns",
        _name(agency),
        wants=found.wants,
        asked=lines(own, names, "return_requested"),
        letters=_to_send(review, found),
        came=_with_papers(review, own, lines(own, names, "return_received", "document_kept", "return_signed_off")),
        queries=lines(own, names, "query_sent", "query_answered"),
        opinion=lines(own, names, "analysis_given", "own_learning"),
        record=can_record(review, "review_returns"),
    )
    return render(request, "reviews/agency.html", context)


def _with_papers(review: Review, steps: Steps, listed: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each with the paper that belongs to it: the letter itself, or the document as it was sent."""
    papers = {
        **{
            name: {"text": "The letter, in Word", "href": reverse("family_letter", args=[review.ref, name])}
            for name, _ in steps.kept(LetterSent)
        },
        **{
            name: {
                "text": "The document as it was sent",
                "href": reverse("kept_document", args=[review.ref, one.digest]),
            }
            for name, one in steps.kept(DocumentKept)
            if one.digest
        },
    }
    return [{**one, "paper": papers.get(one["id"])} for one in listed]


def _to_send(review: Review, one: AgencyReturn) -> list[tuple[str, str]]:
    """The letter and the blank return that go with a request, by their words and addresses; none before it."""
    if one.requested is None:
        return []
    first, last = (f"{day:%d/%m/%Y}" for day in (one.requested.first, one.requested.last))
    days = urlencode({"agency": one.agency, "first": first, "last": last, "kind": "docx"})
    blanks = [
        (f"A blank return about {family.name}, in Word", f"{reverse('template', args=[family.ref])}?{days}")
        for family in review.families.all()
    ]
    return [("The letter, in Word", reverse("request_letter", args=[review.ref, one.agency])), *blanks]


@policy("see review")
@require_safe
def people(request: HttpRequest, ref: str) -> HttpResponse:
    """Practitioner events, letters, accounts and wishes."""
    review, steps, names = _read(request, ref)
    context = framed(
        review,
        "review_people",
        "People heard",
        events=lines(steps, names, "event_held", "learned_there", "reflection_kept"),
        letters=_with_papers(review, steps, lines(steps, names, "letter_sent", "reply_came")),
        accounts=lines(steps, names, "account_given"),
        wishes=lines(steps, names, "family_told", "name_wished"),
        record=can_record(review, "review_people"),
    )
    return render(request, "reviews/people.html", context)
