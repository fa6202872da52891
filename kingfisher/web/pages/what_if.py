"""What if: which questions a changed number would have opened or spared on this family. For the panel of its review."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kingfisher.questions.engine import Spell, register
from kingfisher.questions.what_if import Difference
from kingfisher.records.access import Act, family_for
from kingfisher.records.chronologies import chronology_of
from kingfisher.records.partnership import parameters
from kingfisher.records.what_if import what_if
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import said
from kingfisher.web.forms.what_if import Supposing
from kingfisher.web.pages.family import stands_at
from kingfisher.web.pages.frame import framed, reader, today
from kingfisher.web.policy import policy
from kingfisher.web.words import in_list


@policy("review family")
@require_safe
def of_family(request: HttpRequest, ref: str) -> HttpResponse:
    """Choose a number and another value for it; see the questions that would have stood otherwise, with their dates."""
    family = family_for(reader(request), ref, Act.WHAT_IF, today())
    form = Supposing(request.GET if "parameter" in request.GET else None, parameters=parameters())
    context = framed(family, "questions", "What if", form=form)
    if form.is_valid():
        seen = chronology_of(family, reader(request), today())
        name, value = form.cleaned_data["parameter"], form.cleaned_data["value"]
        found = what_if(by=reader(request), family=family, name=name, value=value, as_at=stands_at(seen), at=today())
        context |= {
            "asked": f"{name} were {value} {parameters().held[name].unit}",
            "says": parameters().held[name].says,
            "lines": [_line(one, seen) for one in found.differences],
            "alike": sum(found.alike.values()),
        }
    return render(request, "questions/what_if.html", context, status=422 if form.errors else 200)


def _line(one: Difference, seen: Chronology) -> dict[str, Any]:
    spell = one.then or one.now
    return {
        "title": register()[one.kind].title,
        "about": in_list([seen.family.label(person) for person in spell.about]) if spell else "",
        "what": "Opened" if one.now is None else "Spared" if one.then is None else "Otherwise",
        "then": _days(one.then),
        "now": _days(one.now),
    }


def _days(spell: Spell | None) -> str:
    if spell is None:
        return "Not asked"
    return f"{said(spell.since)} to {said(spell.settled)}" if spell.settled else f"{said(spell.since)}, still open"
