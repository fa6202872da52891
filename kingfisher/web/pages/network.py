"""Who may open a family's record: those in its network, added and ended by its lead; and closing it to oneself."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kingfisher.agencies.models import Practitioner, Team
from kingfisher.records.access import Act, decide, family_for
from kingfisher.records.acting import NotNow
from kingfisher.records.actions.memberships import add_member, declare_conflict, end_member
from kingfisher.records.models import Family
from kingfisher.records.networks import could_join, place_in, places_in
from kingfisher.timeline.dates import said
from kingfisher.web.forms.network import FUNCTIONS, Conflict, Join, Leave
from kingfisher.web.pages.frame import framed, reader, today
from kingfisher.web.policy import policy


@policy("see family")
@require_http_methods(["GET", "HEAD", "POST"])
def of_family(request: HttpRequest, ref: str) -> HttpResponse:
    """Everyone with a place in the network, and, for its lead, a form to add someone."""
    family = family_for(reader(request), ref, Act.SEE, today())
    may_choose = bool(decide(reader(request), Act.CHOOSE_NETWORK, family, today()))
    if request.method == "POST" and not may_choose:
        family_for(reader(request), ref, Act.CHOOSE_NETWORK, today())
    joining = _joining(family) if may_choose else {}
    form = None
    if may_choose:
        listed = [(key, str(one)) for key, one in joining.items()]
        form = Join(request.POST if request.method == "POST" else None, today=today(), people=listed)
        if form.is_valid():
            _add(request, family, joining[form.cleaned_data["who"]], form.cleaned_data)
            return redirect("network", ref)
    places = [_shown(ref, one, may_end=may_choose and one.until is None) for one in places_in(family, today())]
    context = framed(family, "people", "Who may open this record", form=form, places=places)
    return render(request, "people/network.html", context, status=422 if form and form.errors else 200)


def _joining(family: Family) -> dict[str, Practitioner | Team]:
    people, teams = could_join(family, today())
    return {**{f"team-{one.pk}": one for one in teams}, **{f"{one.pk}": one for one in people}}


def _add(request: HttpRequest, family: Family, who: Practitioner | Team, told: dict[str, Any]) -> None:
    add_member(
        by=reader(request), family=family, who=who, function=told["function"], since=told["since"],
        until=told["until"], basis=told["basis"], at=today(),
    )  # fmt: skip
    messages.success(request, f"{who.name} is in the network from {said(told['since'])}. It is in the family’s record.")


def _shown(ref: str, one: Any, *, may_end: bool) -> dict[str, str]:
    return {
        "who": one.who,
        "function": dict(FUNCTIONS).get(one.function, one.function.capitalize()),
        "since": said(one.since),
        "until": said(one.until) if one.until else "",
        "end": reverse("end_place", args=[ref, one.id]) if may_end else "",
    }


@policy("change family")
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, ref: str, place: str) -> HttpResponse:
    """Someone's last day in the network."""
    family = family_for(reader(request), ref, Act.CHOOSE_NETWORK, today())
    found = place_in(family, place)
    if found is None:
        raise Http404("There is no such place in this network.")
    whose = found.practitioner or found.team
    assert whose is not None
    form = Leave(request.POST if request.method == "POST" else None, today=today())
    if form.is_valid():
        told = form.cleaned_data
        try:
            end_member(by=reader(request), membership=found, until=told["day"], reason=told["reason"], at=today())
        except NotNow as not_so:
            form.add_error("day", str(not_so))
        else:
            messages.success(request, f"{whose.name} is in the network to the end of {said(told['day'])}.")
            still = decide(reader(request), Act.SEE, family, today())
            return redirect("network", ref) if still else redirect("families")
    context = framed(family, "people", f"End a place: {whose.name}", form=form, act="End it")
    context["lede"] = "What they wrote stays, and so does that they read it until then."
    return render(request, "people/place.html", context, status=422 if form.errors else 200)


@policy("see family")
@require_http_methods(["GET", "HEAD", "POST"])
def conflict(request: HttpRequest, ref: str) -> HttpResponse:
    """Say that one must not see this family: from then on it is as if it were not there."""
    family = family_for(reader(request), ref, Act.SEE, today())
    form = Conflict(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            declare_conflict(by=reader(request), family=family, reason=form.cleaned_data["reason"], at=today())
        except NotNow as not_so:
            form.add_error(None, str(not_so))
        else:
            messages.success(request, "The record is closed to you. Tell your manager, so that your part is given on.")
            return redirect("families")
    context = framed(family, "people", "I must not see this family", form=form, act="Close it to me")
    context["lede"] = (
        "If you know this family, or anyone in it, other than through your work, close its record to yourself at once "
        "and tell your manager. Nobody who works with the family is told why. It is not opened to you again on a page."
    )
    return render(request, "people/place.html", context, status=422 if form.errors else 200)
