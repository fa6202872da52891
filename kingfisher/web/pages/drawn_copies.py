"""A copy of a picture for a reader who is named: who took it and for whom is written down before it is made."""

from dataclasses import replace

from django.forms import BoundField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kingfisher.interchange.copies.nameless import as_published
from kingfisher.interchange.copies.pseudonym_check import SomethingLeft
from kingfisher.interchange.copies.typesetting import NotPrinted
from kingfisher.records.access import Act, family_for
from kingfisher.records.chronologies import chronology_of
from kingfisher.records.copies import released_to_all
from kingfisher.records.models import Family
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import said
from kingfisher.web.attachments import kept_as
from kingfisher.web.drawings.copies import NobodyThere, Taken, copy_of, file_of
from kingfisher.web.forms.drawn.asked import FAMILY, OF_AUDIENCE, OWN, PUBLICATION, CopyOfDrawing
from kingfisher.web.pages.drawn import PICTURES, SCOPED, children_of, subject_of
from kingfisher.web.pages.frame import framed, reader, today
from kingfisher.web.policy import policy

NOT_PUBLISHED = "The copy was not made: it would still tell who it is about, by"


@policy("take out")
@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: HttpRequest, ref: str, what: str) -> HttpResponse:
    """Choose a copy of a picture; it is made there and then."""
    if what not in PICTURES:
        raise Http404("There is no such picture.")
    family = family_for(reader(request), ref, Act.SEE, today())
    seen = chronology_of(family, reader(request), today())
    form = _form(request, seen, what)
    if request.method == "POST" and form.is_valid():
        family_for(reader(request), ref, Act.EXPORT, today(), purpose=_purpose(form, what))
        try:
            return _made(request, family, seen, form, what)
        except (NobodyThere, NotPrinted) as not_made:
            form.add_error(None, str(not_made).partition("\n")[0])
        except SomethingLeft as left:
            form.add_error(None, f"{NOT_PUBLISHED} {'; '.join(left.left[:5])}.")
    context = framed(
        family,
        "drawn",
        f"A copy: {PICTURES[what].lower()}",
        form=form,
        heading=PICTURES[what],
        asked=[form[name] for name in ("on", "child", "scope", "paper") if name in form.fields],
        for_family=_only_for(form, FAMILY),
        for_publication=_only_for(form, PUBLICATION),
    )
    return render(request, "drawn/copy.html", context, status=422 if form.errors else 200)


def _form(request: HttpRequest, seen: Chronology, what: str) -> CopyOfDrawing:
    posted = request.method == "POST"
    return CopyOfDrawing(
        request.POST if posted else None,
        children=children_of(seen),
        scopes=what in SCOPED,
        people=[(person.id, person.label) for person in seen.family.people],
        what=what,
        initial={name: request.GET.get(name, "") for name in ("on", "child", "scope", "paper")},
    )


def _only_for(form: CopyOfDrawing, audience: str) -> list[BoundField]:
    """What is chosen for one kind of reader alone."""
    return [form[name] for name, (of, _) in OF_AUDIENCE.items() if of == audience and name in form.fields]


def _purpose(form: CopyOfDrawing, what: str) -> str:
    """What the trail keeps: which picture, as at when, in what format, for what kind of reader and for whom."""
    told = form.cleaned_data
    day = f" as at {said(told['on'])}" if told["on"] else ""
    return f"{PICTURES[what].lower()}{day} as {told['kind']}, for {told['audience']}: {told['recipient']}"


def _made(request: HttpRequest, family: Family, seen: Chronology, form: CopyOfDrawing, what: str) -> HttpResponse:
    told, now = form.cleaned_data, timezone.localtime()
    chronology = seen
    if told["audience"] != OWN:
        open_to_all = released_to_all(reader(request), family, today())
        chronology = seen.where(lambda entry: entry.id in open_to_all)
    by, recipient = reader(request).label, told["recipient"]
    subject = replace(subject_of(request, family, seen, form), drawn_by=f"{by} for {recipient}, {form.mark}")
    made = copy_of(what, subject, chronology, form)
    taken = Taken(
        kind=told["kind"],
        paper=told["paper"] or made.paper,
        at=now,
        mark=f"{form.mark}. Printed by {by}, {said(now.date())}, for {recipient}. {form.drawn_from}",
    )
    name = f"{PICTURES[what]} of {family.name}, {said(subject.as_at)}"
    if told["audience"] == PUBLICATION:
        name = as_published(f"{PICTURES[what]} for publication, {said(subject.as_at)}")
    return kept_as(file_of(made, taken), f"{name}.{told['kind']}")
