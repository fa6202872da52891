"""Writing an entry by hand: which kind, then its form. With whom it is shared is suggested and can be changed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kingfisher.records.access import Act, family_for
from kingfisher.records.acting import NotNow
from kingfisher.records.actions.drafts import discard_draft
from kingfisher.records.actions.entries import PictureChanged, add_entry, picture_version
from kingfisher.records.batch_page import agencies_to_choose
from kingfisher.records.chronologies import chronology_of
from kingfisher.records.models import Family
from kingfisher.records.partnership import local
from kingfisher.records.sharing import suggested_for
from kingfisher.timeline.chronology import Chronology
from kingfisher.web.accounts import account
from kingfisher.web.forms.writing import FORMS, WriteEntry, form_name
from kingfisher.web.pages.drafts import draft_of
from kingfisher.web.pages.frame import framed, reader, today
from kingfisher.web.policy import policy
from kingfisher.web.words import KIND_WORDS

EARLIER = ("referral", "assessment", "decision", "meeting", "plan", "challenge")  # what a decision can be on
LATELY = 12  # of these, the latest are offered
LONGEST = 80  # characters of each


@policy("change family")
@require_safe
def choose(request: HttpRequest, ref: str) -> HttpResponse:
    """Which kind of entry."""
    family = family_for(reader(request), ref, Act.ADD_ENTRY, today())
    kinds = [(KIND_WORDS[kind], reverse("write_kind", args=[ref, kind])) for kind in FORMS]
    return render(request, "entry/choose.html", framed(family, "chronology", "Write an entry", kinds=kinds))


@policy("change family")
@require_http_methods(["GET", "HEAD", "POST"])
def of_kind(request: HttpRequest, ref: str, kind: str) -> HttpResponse:
    """The form of the kind, and filing it; what is wrong or has arrived meanwhile is said, and what was typed stays."""
    if kind not in FORMS:
        raise Http404("There is no such kind to write by hand.")
    family = family_for(reader(request), ref, Act.ADD_ENTRY, today())
    seen = chronology_of(family, reader(request), today())
    form = _form(request, family, seen, kind)
    if request.method != "POST":
        draft = draft_of(request, family, form_name(kind))
        if draft:
            form.resume(draft.fields)
        return _page(request, family, form, draft=draft)
    if not form.is_valid():
        return _page(request, family, form, status=422)
    by = reader(request)
    try:
        row = add_entry(
            by=by,
            family=family,
            entry=form.made(agency=by.agency.slug, by=f"{by.name}, {by.role}"),
            based_on=form.cleaned_data["based_on"] or 0,
            agency_only=form.agency_only,
        )
    except (NotNow, PictureChanged) as not_so:
        found = not_so.arrived if isinstance(not_so, PictureChanged) else ()
        arrived = [account(entry, seen.family, _names()) for entry in found]
        form = form.against(picture_version(family))
        return _page(request, family, form, status=409, refusal=str(not_so), arrived=arrived)
    discard_draft(by=by, family=family, form=form_name(kind))
    messages.success(request, "Filed.")
    return redirect("entry", ref, row.entry_id)


def _names() -> dict[str, str]:
    return {slug: agency.name for slug, agency in agencies_to_choose().items()}


def _form(request: HttpRequest, family: Family, seen: Chronology, kind: str) -> WriteEntry:
    """With what is agreed here today: the levels of need, the stages, and with whom such an entry is shared."""
    here = local()
    form = FORMS[kind](
        request.POST if request.method == "POST" else None,
        people=[(person.id, person.label) for person in seen.family.people],
        suggested=suggested_for(kind, today()),
        agency=reader(request).agency.name,
        earlier=_earlier(seen),
        agencies=list(_names().items()),
        levels=here.levels_on(today()),
        stages=here.stages_on(today()),
        initial={"based_on": picture_version(family)},
    )
    form.say(lambda words: here.said_here(words, today()))
    return form


def _earlier(seen: Chronology) -> list[tuple[str, str]]:
    """The latest things that can be decided on or challenged, latest first."""
    found = [entry for entry in seen.entries if entry.kind in EARLIER][-LATELY:]
    return [
        (entry.id, f"{KIND_WORDS[entry.kind]}, {entry.happened.words}: {entry.text[:LONGEST]}")
        for entry in reversed(found)
    ]


def _page(request: HttpRequest, family: Family, form: WriteEntry, *, status: int = 200, **more: Any) -> HttpResponse:
    title = f"Write an entry: {KIND_WORDS[form.kind].lower()}"
    own = [form[name] for name in form.fields if name not in ("based_on", "share")]
    context = framed(family, "chronology", title, form=form, own=own, form_name=form_name(form.kind), **more)
    return render(request, "entry/write.html", context, status=status)
