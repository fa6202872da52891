"""Unfinished words: saved as they are typed, found again when the page is opened, and forgotten on request."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.db.models import QuerySet
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
from kingfisher.web.policy import Page, policy

LONGEST = 2_000_000  # characters; a page of fifty rows is a hundredth of it
NOT_KEPT = ("csrfmiddlewaretoken", "part", "row", "next")


class DraftShown(NamedTuple):
    """What was left unfinished on a form, and since when, in words."""

    fields: QueryDict
    left: str
    form: str


def _pages_of(who: str, home: str, mine: Callable[[HttpRequest, str], Owner]) -> tuple[Page, Page]:
    """The two pages of what is unfinished on one sort of record: keep what has been typed so far, and forget it.

    A form in parts (`part=`) keeps the parts that are not on this page. `home` is where to go when nowhere is said.
    """

    @policy(who)
    @require_POST
    def save(request: HttpRequest, ref: str, form: str) -> HttpResponse:
        return _save(request, mine(request, ref), form)

    @policy(who)
    @require_POST
    def discard(request: HttpRequest, ref: str, form: str) -> HttpResponse:
        return _discard(request, mine(request, ref), form, home)

    return save, discard


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


def _mine[One: (Family, Review, Audit)](
    listed: Callable[..., QuerySet[One]], proved: Callable[..., One]
) -> Callable[[HttpRequest, str], One]:
    """Found without a row in the trail for every few keystrokes: nothing of the record is read. Refusals are there."""

    def found(request: HttpRequest, ref: str) -> One:
        mine = listed(reader(request), today()).filter(ref=ref).first()
        return mine or proved(reader(request), ref, Act.DRAFT, today())

    return found


save, discard = _pages_of("change family", "family", _mine(families_for, family_for))
save_in_review, discard_in_review = _pages_of("record review", "review", _mine(reviews_for, review_for))
# Nobody else reads what is unfinished in an audit, the other reader least of all.
save_in_audit, discard_in_audit = _pages_of("in the audit", "audit", _mine(audits_for, audit_for))


def resume(form: Form, draft: QueryDict) -> None:
    """Show in a form what was typed before and not yet recorded; what the page itself put there, unseen, stays."""
    for name, field in form.fields.items():
        if name in draft and not field.widget.is_hidden:
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
