"""Documents going out: the merged chronology in six formats, for a reader who is named, with or without names."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kingfisher.interchange.copies.audiences import For
from kingfisher.interchange.copies.laid_out import Printed
from kingfisher.records.access import Act, family_for, reviews_for
from kingfisher.records.batch_page import agencies_to_choose
from kingfisher.records.copies import material_for
from kingfisher.records.models import Family
from kingfisher.timeline.dates import said
from kingfisher.web.attachments import kept_as
from kingfisher.web.documents import NOT_MADE, Asked, made, what_was_amiss
from kingfisher.web.forms.taking_out import TakeOut
from kingfisher.web.pages.family import GAP, stands_at
from kingfisher.web.pages.frame import framed, reader, today
from kingfisher.web.policy import policy


@policy("take out")
@require_http_methods(["GET", "HEAD", "POST"])
def chronology(request: HttpRequest, ref: str) -> HttpResponse:
    """Choose a copy; it is made there and then, after it is written down who took it and for whom."""
    posted = request.method == "POST"
    family = family_for(reader(request), ref, Act.SEE, today())
    form = _form(request, family, posted=posted)
    amiss: dict[str, object] = {}
    if posted and form.is_valid():
        family_for(reader(request), ref, Act.EXPORT, today(), purpose=_purpose(form))
        try:
            return _made(request, family, form)
        except NOT_MADE as not_made:
            amiss = what_was_amiss(not_made)
            form.add_error(None, str(not_made).partition("\n")[0])
    context = framed(family, "downloads", "Downloads", form=form, **amiss)
    return render(request, "downloads/chronology.html", context, status=422 if form.errors else 200)


def _form(request: HttpRequest, family: Family, *, posted: bool) -> TakeOut:
    on_panel = reviews_for(reader(request), today()).filter(families=family).exists()
    readers = (For.PANEL, For.AGENCY, For.FAMILY) if on_panel else (For.AGENCY, For.FAMILY)
    agencies = [(slug, agency.name) for slug, agency in agencies_to_choose().items()]
    initial = {"audience": str(readers[0]), "agency": "" if on_panel else reader(request).agency.slug}
    given = (request.POST,) if posted else ()
    return TakeOut(*given, readers=readers, agencies=agencies, initial=initial)


def _purpose(form: TakeOut) -> str:
    """What the trail keeps: the format, the kind of reader, who will have it, and whether names were in it."""
    told = form.cleaned_data
    who = told["agency"] or told["audience"]
    return f"chronology as {told['kind']}, {form.names_in_words}, for {who}: {told['recipient']}"


def _made(request: HttpRequest, family: Family, form: TakeOut) -> HttpResponse:
    material = material_for(reader(request), family, today())
    told, without = form.cleaned_data, form.choices
    asked = Asked(
        audience=form.reader(material.released),
        title="Chronology" if without else f"Chronology: {family.name}",
        printed=Printed(by=f"{reader(request).label} for {told['recipient']}", at=timezone.localtime()),
        as_at=stands_at(material.chronology),
        gap_days=GAP,
        without_names=without,
    )
    name = "Chronology without names" if without else f"{family.name} chronology"
    return kept_as(made(material, asked, told["kind"]), f"{name}, {said(today())}.{told['kind']}")
