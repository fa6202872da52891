"""The family as it was on any day, stepping through the days at which a question opened or closed."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from kingfisher.questions.engine import Spell, register
from kingfisher.records.access import Act, family_for
from kingfisher.records.beside import questions_for, sees_everything
from kingfisher.records.chronologies import chronology_of
from kingfisher.records.family_page import contributors
from kingfisher.records.open_questions import spells_for
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import said
from kingfisher.web.asked import by_kind
from kingfisher.web.children import child_shown
from kingfisher.web.forms.narrowing import StandsAt
from kingfisher.web.pages.family import childrens_time, lanes_of, stands_at
from kingfisher.web.pages.frame import framed, reader, today
from kingfisher.web.picture import Scope, draw, mark_of
from kingfisher.web.policy import policy
from kingfisher.web.words import agency_name, in_list

LATEST = 5  # entries listed as the last that were known


@policy("see family")
@require_safe
def of_family(request: HttpRequest, ref: str) -> HttpResponse:
    """What was known by the end of a day and what stands open on it, with nothing later."""
    family = family_for(reader(request), ref, Act.SEE, today())
    seen = chronology_of(family, reader(request), today())
    end = stands_at(seen)
    form = StandsAt(request.GET)
    on = min((form.is_valid() and form.cleaned_data["on"]) or end, end)
    spells = spells_for(reader(request), family, end, at=today())
    standing = seen.as_at(on)
    names = {one.agency: one.name for one in contributors(reader(request), family, at=today())}
    lanes = lanes_of(standing, on)
    scope = Scope(title=f"{family.name} on {said(on)}", names=names, first=childrens_time(standing), as_at=on)
    query = f"?on={on.isoformat()}"
    open_then = questions_for(reader(request), family, on, at=today())
    context = framed(
        family,
        "questions",
        "The family as it was",
        form=form,
        day=said(on),
        steps=_steps(spells, on, reverse("replay", args=[ref])),
        opened=[_spell(one, seen) for one in spells if one.since == on],
        closed=[_spell(one, seen) for one in spells if one.settled == on],
        kinds=by_kind(open_then, standing, names, ref, query=query, as_at=on),
        children=[
            child_shown(lane, seen.family, names, ref, on, sees_all=sees_everything(reader(request), family, today()))
            for lane in lanes
        ],
        strip=draw([mark_of(entry) for entry in (*standing.entries, *standing.undated)], scope, lanes),
        strip_label=f"What was known by {said(on)}, as a strip",
        latest=_latest(standing, names, ref),
    )
    return render(request, "questions/replay.html", context, status=422 if form.errors else 200)


def _steps(spells: Iterable[Spell], on: date, address: str) -> dict[str, dict[str, str]]:
    """The first and last day, and those before and after this one, on which a question opened or closed."""
    days = sorted({day for one in spells for day in (one.since, one.settled) if day})
    chosen = {
        "first": min(days, default=None),
        "before": max((day for day in days if day < on), default=None),
        "after": min((day for day in days if day > on), default=None),
        "last": max(days, default=None),
    }
    return {name: {"href": f"{address}?on={day.isoformat()}", "day": said(day)} for name, day in chosen.items() if day}


def _spell(one: Spell, seen: Chronology) -> dict[str, Any]:
    about = in_list([seen.family.label(person) for person in one.about])
    return {"title": register()[one.kind].title, "about": about, "href": reverse("question_kind", args=[one.kind])}


def _latest(standing: Chronology, names: dict[str, str], ref: str) -> list[dict[str, str]]:
    """The last things known by then, latest first."""
    known = sorted(standing.entries, key=lambda entry: (entry.known_from or date.min, entry.happened.sort_key))
    return [
        {
            "when": entry.happened.words,
            "agency": agency_name(entry.agency, names),
            "text": entry.text,
            "href": reverse("entry", args=[ref, entry.id]),
        }
        for entry in reversed(known[-LATEST:])
    ]
