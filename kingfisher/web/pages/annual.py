"""Figures for the partnership's annual report: on a page, in Word or as CSV; nobody can be found behind them."""

import csv
from io import BytesIO, StringIO

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kingfisher.interchange.copies.laid_out import Printed
from kingfisher.interchange.copies.report import Grid, Part, Report
from kingfisher.interchange.copies.report import Said as Words
from kingfisher.interchange.copies.safe_text import neutralised
from kingfisher.interchange.copies.write_report import write_report
from kingfisher.records.access import Act, prove
from kingfisher.records.annual import Section, annual_figures
from kingfisher.records.batch_page import agencies_to_choose
from kingfisher.timeline.dates import said
from kingfisher.web.attachments import kept_as
from kingfisher.web.figures import gathered
from kingfisher.web.forms.measures import WhichDays
from kingfisher.web.pages.frame import reader, today
from kingfisher.web.policy import policy

TITLE = "Figures for the annual report"
HELD = "Small numbers are held back, so that no family and no practitioner can be found behind them."


@policy("for the partnership")
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Every section between two days; `?as=docx` or `csv` hands over a file of the same."""
    prove(reader(request), Act.MEASURE, None, today())
    form = WhichDays(request.GET, today=today(), years_only=True)
    over = form.over
    days = f"{said(over.first)} to {said(over.last)}"
    crumbs = [("Has practice changed?", reverse("measures")), (TITLE, "")]
    context = {"form": form, "title": TITLE, "held": HELD, "crumbs": crumbs, "days": days}
    if form.errors:
        return render(request, "measures/annual.html", context, status=422)
    sections = _named(annual_figures(by=reader(request), over=over, at=today()))
    if request.GET.get("as") == "docx":
        return kept_as(_word(request, sections, days), f"{TITLE}, {days}.docx")
    if request.GET.get("as") == "csv":
        return kept_as(_csv(sections, days), f"{TITLE}, {days}.csv")
    span = f"days={request.GET.get('days', '')}"
    return render(request, "measures/annual.html", {**context, "sections": sections, "span": span})


def _named(sections: list[Section]) -> list[Section]:
    names = {slug: agency.name for slug, agency in agencies_to_choose().items()}
    return [Section(one.heading, tuple(gathered(one.lines, names))) for one in sections]


def _word(request: HttpRequest, sections: list[Section], days: str) -> bytes:
    parts = [
        Part(
            heading=one.heading,
            content=(Grid(header=("Agency", "Figure"), widths=(3, 9), rows=one.lines),)
            if one.lines
            else (Words(words="Nothing is recorded in these days."),),
        )
        for one in sections
    ]
    printed = Printed(by=reader(request).label, at=timezone.localtime())
    opening = Part(heading=days, content=(Words(words=HELD),))
    report = Report(title=TITLE, reader="the safeguarding partnership", printed=printed, parts=(opening, *parts))
    file = BytesIO()
    write_report(report, file)
    return file.getvalue()


def _csv(sections: list[Section], days: str) -> bytes:
    words = StringIO(newline="")
    writer = csv.writer(words)
    writer.writerow(("days", "section", "agency", "figure"))
    writer.writerows(
        tuple(neutralised(cell) for cell in (days, one.heading, agency, line))
        for one in sections
        for agency, line in one.lines
    )
    return words.getvalue().encode("utf-8-sig")
