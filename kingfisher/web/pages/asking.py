"""What goes to the agencies: a blank return to fill in, and the queries about what they sent, ready to send."""

from io import BytesIO

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kingfisher.interchange.copies.laid_out import Printed
from kingfisher.interchange.copies.queries import QueryList, queries, write_queries_docx
from kingfisher.interchange.copies.template import Heading, write_template_docx, write_template_xlsx
from kingfisher.records.access import Act, batches_for, family_for
from kingfisher.records.batch_page import agencies_to_choose, returns_by_agency
from kingfisher.records.models import BatchState, Family
from kingfisher.timeline.dates import said
from kingfisher.web.attachments import kept_as
from kingfisher.web.forms.taking_out import BlankReturn
from kingfisher.web.pages.frame import framed, reader, today
from kingfisher.web.policy import policy


@policy("take out")
@require_safe
def blank_return(request: HttpRequest, ref: str) -> HttpResponse:
    """Choose agency, days and format; the second time, the file itself."""
    chosen = "agency" in request.GET
    agencies = agencies_to_choose()
    form = BlankReturn(*((request.GET,) if chosen else ()), agencies=[(a.slug, a.name) for a in agencies.values()])
    valid = form.is_valid()
    purpose = f"blank return for {form.cleaned_data['agency']}" if valid else ""
    family = family_for(reader(request), ref, Act.EXPORT if valid else Act.SEE, today(), purpose=purpose)
    if not valid:
        context = framed(family, "returns", "A blank return", form=form)
        return render(request, "downloads/blank_return.html", context, status=422 if form.errors else 200)
    told, file = form.cleaned_data, BytesIO()
    agency = agencies[told["agency"]]
    first, last = (said(day) if day else "" for day in (told["first"], told["last"]))
    heading = Heading(agency=agency.name, family=family.name, first=first, last=last)
    (write_template_docx if told["kind"] == "docx" else write_template_xlsx)(file, heading)
    return kept_as(file.getvalue(), f"Return of {agency.name} about {family.name}.{told['kind']}")


@policy("send in")
@require_safe
def questions_to_agencies(request: HttpRequest, ref: str) -> HttpResponse:
    """What each agency is asked about its return: each row, where it stands, and the question."""
    family = family_for(reader(request), ref, Act.SEE, today())
    asked = _asked(request, family)
    return render(request, "downloads/queries.html", framed(family, "returns", "Queries", asked=asked.items()))


@policy("take out")
@require_safe
def questions_document(request: HttpRequest, ref: str, agency: str) -> HttpResponse:
    """One agency's questions as a Word document with room for its answers."""
    family = family_for(reader(request), ref, Act.EXPORT, today(), purpose=f"queries for {agency[:40]}")
    asked = _asked(request, family).get(agency)
    if asked is None:
        return redirect("queries", ref)
    file = BytesIO()
    write_queries_docx(asked, Printed(by=reader(request).label, at=timezone.localtime()), file)
    return kept_as(file.getvalue(), f"Queries for {asked.agency}, {said(today())}.docx")


def _asked(request: HttpRequest, family: Family) -> dict[str, QueryList]:
    """By agency, only of the files this practitioner may open."""
    batches = batches_for(reader(request), family, today()).exclude(state=BatchState.WITHDRAWN)
    names = {slug: agency.name for slug, agency in agencies_to_choose().items()}
    listed = {slug: queries(returns, names) for slug, returns in returns_by_agency(batches).items()}
    return {slug: found[0] for slug, found in listed.items() if found}
