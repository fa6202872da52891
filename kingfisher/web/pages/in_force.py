"""In force: what law, guidance and local procedure set on a day, and what changed since an earlier one."""

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kingfisher.questions.in_force import AREAS, Change, InForce, changed, in_force
from kingfisher.records.partnership import ours
from kingfisher.timeline.dates import said
from kingfisher.web.forms.in_force import OnAndSince
from kingfisher.web.pages.frame import today
from kingfisher.web.policy import policy

LONG = 120  # a list of more letters than this is folded


@policy("signed in")
def show(request: HttpRequest) -> HttpResponse:
    """Choose a day, and perhaps an earlier one; nothing of any family is on this page."""
    form = OnAndSince(request.GET if "on" in request.GET or "since" in request.GET else None, today=today())
    own = ours()
    on, since = today(), None
    if form.is_valid():
        on, since = form.cleaned_data["on"] or on, form.cleaned_data["since"]
    context: dict[str, Any] = {"form": form, "own": own, "day": said(on), "since": said(since) if since else ""}
    if form.errors:
        return render(request, "in_force/in_force.html", context, status=422)
    found: tuple[InForce | Change, ...] = changed(since, on, own) if since else in_force(on, own)
    context["areas"] = [
        {"title": AREAS[area], "id": area.replace("_", "-"), "lines": [_line(one) for one in ones]}
        for area, ones in groupby(found, key=lambda one: one.area)
    ]
    return render(request, "in_force/in_force.html", context)


def _line(one: InForce | Change) -> dict[str, Any]:
    """One row: what is set now (None: no longer), and what was set before where that is the question."""
    now, before = (one.after, one.before) if isinstance(one, Change) else (one, None)
    return {
        "key": one.key,
        "says": now.says if now and now.area == "parameter" else "",
        "now": _set(now) if now else None,
        "before": _set(before) if before else None,
        "new": isinstance(one, Change) and before is None,
    }


def _set(one: InForce) -> dict[str, Any]:
    return {
        "value": one.value,
        "long": len(one.value) > LONG,
        "summary": f"{one.value.count(', ') + 1} words or phrases",
        "called": one.called,
        "guidance": f"{one.guidance}, {one.version}",
        "whose": "Set by the partnership" if one.whose == "local" else "Comes with Kingfisher",
        "from": said(one.since) if one.since else "",
        "to": said(one.until) if one.until else "",
    }
