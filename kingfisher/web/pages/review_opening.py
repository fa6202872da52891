"""Opening a review of families, choosing who sits on its panel, and closing it."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kingfisher.agencies.models import Practitioner
from kingfisher.records.access import Act, families_for, prove, review_for
from kingfisher.records.acting import NotNow
from kingfisher.records.actions.reviews import add_panel_member, close_review, end_seat, open_review
from kingfisher.records.models import PanelMember
from kingfisher.records.panels import could_sit, seats_of
from kingfisher.timeline.dates import said
from kingfisher.web.forms.reviews.opening import GiveSeat, LastDay, OpenReview
from kingfisher.web.pages.frame import reader, today
from kingfisher.web.pages.review import framed
from kingfisher.web.policy import policy, refused


@policy("open review")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Open a review of families whose record one may open; one sits on its panel from the first day."""
    prove(reader(request), Act.OPEN_REVIEW, None, today())
    families = {one.ref: one for one in families_for(reader(request), today())}
    listed = [(ref, one.name) for ref, one in families.items()]
    form = OpenReview(request.POST if request.method == "POST" else None, today=today(), families=listed)
    if form.is_valid():
        told = form.cleaned_data
        chosen = [families[ref] for ref in told["families"]]
        review = open_review(by=reader(request), name=told["name"], families=chosen, opens=told["opens"], at=today())
        messages.success(request, "The review is open. Choose who else sits on its panel.")
        return redirect("review_panel", review.ref)
    trail = [("Reviews", reverse("reviews")), ("Open a review", "")]
    context = {"form": form, "crumbs": trail, "any_family": bool(listed)}
    return render(request, "reviews/new.html", context, status=422 if form.errors else 200)


@policy("choose panel")
@require_http_methods(["GET", "HEAD", "POST"])
def panel(request: HttpRequest, ref: str) -> HttpResponse:
    """Who sits on the panel, and a form to give someone a seat."""
    review = review_for(reader(request), ref, Act.CHOOSE_PANEL, today())
    fit = could_sit(review, today())
    form = GiveSeat(request.POST if request.method == "POST" else None, today=today(), people=_listed(fit))
    if form.is_valid():
        told = form.cleaned_data
        who = next(one for one in fit if str(one.pk) == told["who"])
        add_panel_member(
            by=reader(request), review=review, who=who, since=told["since"], until=told["until"], at=today()
        )
        messages.success(request, f"{who.name} has a seat on the panel.")
        return redirect("review_panel", ref)
    seats = [_seat(one, ref) for one in seats_of(review, today())]
    context = framed(review, "review", "The panel", form=form, seats=seats)
    return render(request, "reviews/panel.html", context, status=422 if form.errors else 200)


def _listed(people: Sequence[Practitioner]) -> list[tuple[str, str]]:
    return [(str(one.pk), one.label) for one in people]


def _seat(one: PanelMember, ref: str) -> dict[str, Any]:
    return {
        "who": one.practitioner.label,
        "since": said(one.since),
        "until": said(one.until) if one.until else "",
        "end": "" if one.until else reverse("end_seat", args=[ref, one.pk]),
    }


@policy("choose panel")
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, ref: str, seat: int) -> HttpResponse:
    """End someone's seat."""
    review = review_for(reader(request), ref, Act.CHOOSE_PANEL, today())
    found = next((one for one in seats_of(review, today()) if one.pk == seat), None)
    if found is None:
        return refused(request, "Nobody has that seat on this review’s panel.")
    form = LastDay(request.POST if request.method == "POST" else None, today=today(), label="Their last day")
    if form.is_valid():
        try:
            end_seat(by=reader(request), seat=found, until=form.cleaned_data["day"], at=today())
        except NotNow as not_so:
            form.add_error("day", str(not_so))
        else:
            messages.success(request, f"{found.practitioner.name}’s seat ends on {said(form.cleaned_data['day'])}.")
            return redirect("reviews") if found.practitioner == reader(request) else redirect("review_panel", ref)
    title = f"End {found.practitioner.name}’s seat"
    lede = "What they recorded stays. It is written into each family’s record that the seat ended."
    context = framed(review, "review", title, form=form, lede=lede, act="End the seat")
    return render(request, "reviews/last_day.html", context, status=422 if form.errors else 200)


@policy("choose panel")
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, ref: str) -> HttpResponse:
    """Close the review on a day."""
    review = review_for(reader(request), ref, Act.CHOOSE_PANEL, today())
    form = LastDay(request.POST if request.method == "POST" else None, today=today(), label="The review’s last day")
    if form.is_valid():
        try:
            close_review(by=reader(request), review=review, on=form.cleaned_data["day"], at=today())
        except NotNow as not_so:
            form.add_error("day", str(not_so))
        else:
            messages.success(request, f"{review.name} closes at the end of {said(form.cleaned_data['day'])}.")
            return redirect("reviews")
    lede = (
        "After its last day nobody reads the families’ records by this review, and nothing more can be recorded of it. "
        "What is recorded stays. Recommendations still open are followed up from the review’s own pages: leave the "
        "review open until they are closed, and end the seats of those no longer needed."
    )
    context = framed(review, "review", "Close the review", form=form, lede=lede, act="Close the review")
    return render(request, "reviews/last_day.html", context, status=422 if form.errors else 200)
