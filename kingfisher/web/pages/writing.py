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
from kingfisher.web.forms.writing import FORMS, GROUPS, form_name
from kingfisher.web.forms.writing.entry_form import WriteEntry
from kingfisher.web.pages.drafts import draft_of, resume
from kingfisher.web.pages.frame import framed, reader, today
from kingfisher.web.policy import policy
from kingfisher.web.to_choose import to_choose
from kingfisher.web.words import KIND_WORDS, in_list

WRITE_WORDS = {  # what a practitioner is about to write, where the list of a record says it shorter
    "sighting": "Child seen",
    "contact": "Visit, call or other contact",
    "audit": "Advice of an audit",
    "answer": "Answer to a chair or an audit",
    "involvement": "A practitioner’s part",
    "scaling": "Number on a scale",
}


@policy("change family")
@require_safe
def choose(request: HttpRequest, ref: str) -> HttpResponse:
    """Which kind of entry, by what the practitioner is doing."""
    family = family_for(reader(request), ref, Act.ADD_ENTRY, today())
    groups = [
        (
            title,
            [
                (WRITE_WORDS.get(one.kind, KIND_WORDS[one.kind]), reverse("write_kind", args=[ref, one.kind]))
                for one in forms
            ],
        )
        for title, forms in GROUPS
    ]
    return render(request, "entry/choose.html", framed(family, "chronology", "Write an entry", groups=groups))


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
            resume(form, draft.fields)
        return _page(request, family, form, draft=draft)
    if not form.is_valid():
        return _page(request, family, form, status=422)
    by = reader(request)
    try:
        row = add_entry(
            by=by,
            family=family,
            entry=form.made(agency=by.agency.slug, by=named_in_entries(request)),
            based_on=form.cleaned_data["based_on"] or 0,
            agency_only=form.agency_only,
        )
    except (NotNow, PictureChanged) as not_so:
        found = not_so.arrived if isinstance(not_so, PictureChanged) else ()
        arrived = [account(entry, seen.family, agency_names()) for entry in found]
        form = form.against(picture_version(family))
        return _page(request, family, form, status=409, refusal=str(not_so), arrived=arrived)
    discard_draft(by=by, of=family, form=form_name(kind))
    messages.success(request, _filed(form))
    return redirect("entry", ref, row.entry_id)


def _filed(form: WriteEntry) -> str:
    blanks = form.blanks()
    return f"Filed. Left blank, and shown as not recorded: {in_list(blanks)}." if blanks else "Filed."


def named_in_entries(request: HttpRequest) -> str:
    """The writer, as entries name them."""
    return f"{reader(request).name}, {reader(request).role}"


def agency_names() -> dict[str, str]:
    """The name of each agency, by its id."""
    return {slug: agency.name for slug, agency in agencies_to_choose().items()}


def _form(request: HttpRequest, family: Family, seen: Chronology, kind: str) -> WriteEntry:
    form = FORMS[kind](
        request.POST if request.method == "POST" else None,
        initial={"based_on": picture_version(family)},
        **agreed_here(request, seen, kind),
    )
    form.say(lambda words: local().said_here(words, today()))
    return form


def agreed_here(request: HttpRequest, seen: Chronology, kind: str) -> dict[str, Any]:
    """What a form needs of the family and of what is agreed here today: whom and what there is to choose from, the
    levels of need, the stages, and with whom such an entry is shared."""
    here = local()
    return {
        "choices": to_choose(seen, agency_names(), named_in_entries(request), reader(request).agency.slug, today()),
        "suggested": suggested_for(kind, today()),
        "agency": reader(request).agency.name,
        "levels": here.levels_on(today()),
        "stages": here.stages_on(today()),
    }


def _page(request: HttpRequest, family: Family, form: WriteEntry, *, status: int = 200, **more: Any) -> HttpResponse:
    words = WRITE_WORDS.get(form.kind, KIND_WORDS[form.kind])
    title = f"Write an entry: {words[:1].lower()}{words[1:]}"
    context = framed(family, "chronology", title, form=form, form_name=form_name(form.kind), **more)
    return render(request, "entry/write.html", context, status=status)
