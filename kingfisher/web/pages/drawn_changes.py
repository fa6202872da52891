"""Changing the drawn family by ordinary forms: each files entries, with how it is known and since when."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods

from kingfisher.records.access import Act, family_for
from kingfisher.records.acting import NotNow
from kingfisher.records.actions.drafts import discard_draft
from kingfisher.records.actions.relationships import file_change
from kingfisher.records.chronologies import family_value
from kingfisher.records.models import Family
from kingfisher.records.sharing import suggested_for
from kingfisher.web.forms.drawn import CHANGES, DrawnChange
from kingfisher.web.pages.drafts import draft_of, resume
from kingfisher.web.pages.frame import framed, reader, today
from kingfisher.web.policy import policy

LONGEST_NAME = 80  # of a form's unfinished words
SHOWN_ON = {"home": "homes", "part": "network", "away": "network"}  # the picture that shows it; else the genogram


@policy("change family")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, ref: str, change: str) -> HttpResponse:
    """The form of one change, and filing it; what is wrong is said, and what was typed stays."""
    if change not in CHANGES:
        raise Http404("There is no such change.")
    family = family_for(reader(request), ref, Act.ADD_ENTRY, today())
    asked = {each: request.GET.get(each, "") for each in CHANGES[change].base_fields if each in request.GET}
    name = _form_name(change, asked)
    form = _form(request, family, CHANGES[change], asked)
    if request.method == "POST" and form.is_valid() and _filed(request, family, form):
        discard_draft(by=reader(request), of=family, form=name)
        messages.success(request, "Filed, and drawn.")
        return redirect(*_shown(ref, change))
    draft = None if request.method == "POST" else draft_of(request, family, name)
    if draft:
        resume(form, draft.fields)
    parts = [form[each] for each in form.fields]
    context = framed(family, "drawn", form.title, form=form, parts=parts, draft=draft, form_name=name)
    return render(request, "drawn/change.html", context, status=422 if form.errors else 200)


def _filed(request: HttpRequest, family: Family, form: DrawnChange) -> bool:
    """File it; where it cannot be filed so, the form says why."""
    by = reader(request)
    try:
        file_change(
            by=by,
            family=family,
            newcomers={word: (one.person, one.is_child) for word, one in form.newcomers().items()},
            entries=lambda ids: form.entries(ids, agency=by.agency.slug, by=f"{by.name}, {by.role}"),
            agency_only=form.agency_only,
        )
    except NotNow as not_so:
        form.add_error("share", str(not_so))
        return False
    return True


def _form_name(change: str, asked: Mapping[str, str]) -> str:
    """What is unfinished for one child or practitioner, whose form was opened by name, is not offered for another."""
    return "-".join(("drawn", change, *map(slugify, asked.values())))[:LONGEST_NAME]


def _shown(ref: str, change: str) -> tuple[str, ...]:
    what = SHOWN_ON.get(change)
    return ("drawn_as", ref, what) if what else ("drawn", ref)


def _form(request: HttpRequest, family: Family, form: type[DrawnChange], asked: Mapping[str, str]) -> DrawnChange:
    listed = family_value(family)
    return form(
        request.POST if request.method == "POST" else None,
        people=[(person.id, person.label) for person in listed.people],
        practitioners=[(one.id, f"{one.name}, {one.role}") for one in listed.practitioners],
        suggested=suggested_for(form.kind, today()),
        agency=reader(request).agency.name,
        initial=dict(asked),
    )
