"""Unfinished words: saved as they are typed, found again when the page is opened, and forgotten on request."""

from collections.abc import Iterable
from typing import NamedTuple

from django.forms import Form, MultipleChoiceField
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from kingfisher.records.access import (
    Act,
    audit_for,
    audits_for,
    families_for,
    family_for,
    review_for,
    reviews_for,
)
from kingfisher.records.actions.drafts import Owner, discard_draft, load_draft, save_draft
from kingfisher.records.models import Audit, Family, Review
from kingfisher.timeline.dates import said
from kingfisher.web.pages.frame import reader, today
from kingfisher.web.policy import policy

LONGEST = 2_000_000  # characters; a page of fifty rows is a hundredth of it
NOT_KEPT = ("csrfmiddlewaretoken", "part", "row", "next")


class DraftShown(NamedTuple):
    """What was left unfinished on a form, and since when, in words."""

    fields: QueryDict
    left: str
    form: str


@policy("change family")
@require_POST
def save(request: HttpRequest, ref: str, form: str) -> HttpResponse:
    """Keep what has been typed so far. A form in parts (`part=`) keeps the parts that are not on this page."""
    return _save(request, _mine(request, ref), form)


@policy("change family")
@require_POST
def discard(request: HttpRequest, ref: str, form: str) -> HttpResponse:
    """Forget what was left unfinished, and go back to the form."""
    return _discard(request, _mine(request, ref), form, "family")


@policy("record review")
@require_POST
def save_in_review(request: HttpRequest, ref: str, form: str) -> HttpResponse:
    """Keep what has been typed so far in a review's form."""
    return _save(request, _my_review(request, ref), form)


@policy("record review")
@require_POST
def discard_in_review(request: HttpRequest, ref: str, form: str) -> HttpResponse:
    """Forget what was left unfinished in a review's form, and go back to it."""
    return _discard(request, _my_review(request, ref), form, "review")


@policy("in the audit")
@require_POST
def save_in_audit(request: HttpRequest, ref: str, form: str) -> HttpResponse:
    """Keep what has been typed so far in an audit's form: nobody else reads it, the other reader least of all."""
    return _save(request, _my_audit(request, ref), form)


@policy("in the audit")
@require_POST
def discard_in_audit(request: HttpRequest, ref: str, form: str) -> HttpResponse:
    """Forget what was left unfinished in an audit's form, and go back to it."""
    return _discard(request, _my_audit(request, ref), form, "audit")


def _save(request: HttpRequest, of: Owner, form: str) -> HttpResponse:
    body = _kept(request, of, form).urlencode()
    if len(body) > LONGEST:
        return HttpResponse("Too much to keep as a draft: save the form.", status=413, content_type="text/plain")
    save_draft(by=reader(request), of=of, form=form, body=body)
    return HttpResponse(status=204)


def _discard(request: HttpRequest, of: Owner, form: str, home: str) -> HttpResponse:
    discard_draft(by=reader(request), of=of, form=form)
    onward = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(onward, {request.get_host()}, require_https=request.is_secure())
    return redirect(onward if safe else home, *(() if safe else (of.ref,)))


def _mine(request: HttpRequest, ref: str) -> Family:
    """The family, without a row in the trail for every few keystrokes: nothing of the record is read. Refusals are."""
    mine = families_for(reader(request), today()).filter(ref=ref).first()
    return mine or family_for(reader(request), ref, Act.DRAFT, today())


def _my_review(request: HttpRequest, ref: str) -> Review:
    mine = reviews_for(reader(request), today()).filter(ref=ref).first()
    return mine or review_for(reader(request), ref, Act.DRAFT, today())


def _my_audit(request: HttpRequest, ref: str) -> Audit:
    mine = audits_for(reader(request), today()).filter(ref=ref).first()
    return mine or audit_for(reader(request), ref, Act.DRAFT, today())


def resume(form: Form, draft: QueryDict) -> None:
    """Show in a form what was typed before and not yet recorded."""
    for name, field in form.fields.items():
        if name in draft:
            many = isinstance(field, MultipleChoiceField)
            form.initial[name] = draft.getlist(name) if many else draft.get(name, "")


def _kept(request: HttpRequest, of: Owner, form: str) -> QueryDict:
    typed = request.POST.copy()
    parts = typed.getlist("part")
    for name in NOT_KEPT:
        typed.pop(name, None)
    before = load_draft(by=reader(request), of=of, form=form) if parts else None
    for name, values in QueryDict(before.body if before else "").lists():
        if not name.startswith(tuple(parts)):
            typed.setlist(name, values)
    return typed


def draft_of(request: HttpRequest, of: Owner, form: str) -> DraftShown | None:
    """What this practitioner left unfinished on the form, with the sentence that says so."""
    found = load_draft(by=reader(request), of=of, form=form)
    if found is None:
        return None
    at = timezone.localtime(found.saved_at)
    day = "" if at.date() == today() else f" on {said(at.date())}"
    return DraftShown(QueryDict(found.body), f"You left this unfinished at {at:%H:%M}{day}.", form)


def forget_parts(request: HttpRequest, of: Owner, form: str, parts: Iterable[str]) -> None:
    """Those parts of the draft are saved for good: keep the rest, or nothing where there is no rest."""
    found = load_draft(by=reader(request), of=of, form=form)
    if found is None:
        return
    rest = QueryDict(found.body, mutable=True)
    for name in [name for name in rest if name.startswith(tuple(parts))]:
        del rest[name]
    if rest:
        save_draft(by=reader(request), of=of, form=form, body=rest.urlencode())
    else:
        discard_draft(by=reader(request), of=of, form=form)
