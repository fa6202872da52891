"""Has practice changed? The measures over every family, small numbers held back; and the training register."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kingfisher.agencies.models import Subject
from kingfisher.practice.measures import MEASURES
from kingfisher.records.access import Act, prove
from kingfisher.records.acting import NotNow
from kingfisher.records.actions.register import record_training, say_staff_meant
from kingfisher.records.batch_page import agencies_to_choose
from kingfisher.records.measures import measure, register
from kingfisher.timeline.dates import said
from kingfisher.web.figures import gathered
from kingfisher.web.forms.measures import Register, WhichDays
from kingfisher.web.pages.frame import reader, today
from kingfisher.web.policy import policy, refused


@policy("for the partnership")
@require_safe
def every(request: HttpRequest) -> HttpResponse:
    """The measures there are, and what each is a worked example of."""
    prove(reader(request), Act.MEASURE, None, today())
    listed = [
        {"title": one.title, "href": reverse("measure", args=[name]), "recommendation": one.recommendation}
        for name, one in MEASURES.items()
    ]
    return render(request, "measures/measures.html", {"measures": listed})


@policy("for the partnership")
@require_safe
def one(request: HttpRequest, name: str) -> HttpResponse:
    """One measure between two days: each figure with its denominator, for all and by agency."""
    if name not in MEASURES:
        return refused(request, "There is no such measure.")
    form = WhichDays(request.GET, today=today())
    over = form.over
    context: dict[str, Any] = {
        "form": form,
        "title": MEASURES[name].title,
        "crumbs": [("Has practice changed?", reverse("measures")), (MEASURES[name].title, "")],
        "days": f"{said(over.first)} to {said(over.last)}",
    }
    if form.errors:
        return render(request, "measures/measure.html", context, status=422)
    names = {slug: agency.name for slug, agency in agencies_to_choose().items()}
    lines = measure(by=reader(request), name=name, over=over, at=today())
    context["figures"] = [
        {"agency": agencies, "words": words}
        for agencies, words in gathered(((one.agency, one.words) for one in lines), names)
    ]
    return render(request, "measures/measure.html", context)


@policy("for the partnership")
@require_http_methods(["GET", "HEAD", "POST"])
def training(request: HttpRequest) -> HttpResponse:
    """The register: how many staff of each agency a strategy or tool has reached, and for how many it is meant."""
    trained, meant = register(by=reader(request), at=today())
    agencies = agencies_to_choose()
    form = Register(
        request.POST if request.method == "POST" else None,
        agencies=[(slug, agency.name) for slug, agency in agencies.items()],
        today=today(),
    )
    if form.is_valid():
        try:
            _keep(request, form)
        except NotNow as not_so:
            form.add_error(None, str(not_so))
        else:
            messages.success(request, "It is in the register.")
            return redirect("training")
    context = {
        "form": form,
        "crumbs": [("Has practice changed?", reverse("measures")), ("Training register", "")],
        "trained": trained,
        "meant": meant,
    }
    return render(request, "measures/training.html", context, status=422 if form.errors else 200)


def _keep(request: HttpRequest, form: Register) -> None:
    told = form.cleaned_data
    common: dict[str, Any] = {
        "by": reader(request),
        "agency": agencies_to_choose()[told["agency"]],
        "subject": Subject(told["subject"]),
        "number": told["number"],
        "day": told["day"],
        "at": today(),
    }
    if told["sort"] == "trained":
        record_training(**common, licensed_until=told["licensed_until"])
    else:
        say_staff_meant(**common)
