"""The catalogue in the product: every question that can be asked, and one page for each."""

import re
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from kingfisher.practice.guidance import Guidance, guidance
from kingfisher.questions.catalogue import CHANGED, TIERS, own_parameters, parts
from kingfisher.questions.engine import register
from kingfisher.questions.in_force import QUESTIONS_CALLED as CALLED
from kingfisher.questions.parameters import Parameter
from kingfisher.records.partnership import ours, parameters
from kingfisher.timeline.dates import said
from kingfisher.web.asked import local_source
from kingfisher.web.pages.frame import today
from kingfisher.web.policy import policy

SHOWN = ("Asks", "Looks at", "Does not ask when", "Settled by", "In force")
SAID = {"In force": "Since when"}


@policy("signed in")
@require_safe
def every(request: HttpRequest) -> HttpResponse:
    """Every question, by how it is shown."""
    tiers = [
        {
            "heading": f"Shown: {words}",
            "kinds": [
                {"title": kind.title, "href": reverse("question_kind", args=[kind.id]), "asks": parts(kind)["Question"]}
                for kind in register().values()
                if kind.tier == tier
            ],
        }
        for tier, words in TIERS.items()
    ]
    return render(request, "questions/catalogue.html", {"tiers": [tier for tier in tiers if tier["kinds"]]})


@policy("signed in")
@require_safe
def of_kind(request: HttpRequest, kind: str) -> HttpResponse:
    """What one question asks, looks at, when it does not ask, its ground and numbers, since when and what changed."""
    held = register().get(kind)
    if held is None:
        raise Http404("There is no question of that name.")
    told, own = parts(held), ours()
    context = {
        "crumbs": [("Every question there is", reverse("question_book")), (held.title, "")],
        "kind": held,
        "question": told["Question"],
        "shown": TIERS[held.tier],
        "rows": [(SAID.get(name, name), _sentence(told[name])) for name in SHOWN if name in told],
        "grounds": [_ground(guidance()[name]) for name in held.guidance],
        "local": [local_source(one, own.label) for one in own.grounds_of(kind, today())] if own else [],
        "parameters": [row for name in own_parameters(held) for row in _values(parameters().held[name])],
        "changed": told.get(CHANGED, ""),
    }
    return render(request, "questions/kind.html", context)


def _sentence(words: str) -> str:
    """With a capital, and its days as they are said."""
    days = re.sub(r"\d{4}-\d\d-\d\d", lambda day: said(date.fromisoformat(day[0])), words)
    return days[:1].upper() + days[1:]


def _ground(one: Guidance) -> dict[str, str]:
    until = f" to {said(one.end)}" if one.end else ""
    return {
        "title": f"{one.title}, {one.edition}, {one.paragraph}",
        "kind": one.kind.capitalize(),
        "says": one.says,
        "force": f"From {said(one.start)}{until}",
    }


def _values(parameter: Parameter) -> list[dict[str, Any]]:
    own = ours()
    grounds = {**guidance(), **(own.guidance if own else {})}
    return [
        {
            "says": parameter.says,
            "start": said(one.start),
            "value": f"{one.value} {parameter.unit}" if isinstance(one.value, int) else ", ".join(one.value),
            "ground": f"{grounds[one.guidance].title}, {grounds[one.guidance].edition} "
            f"({CALLED[grounds[one.guidance].kind]})",
        }
        for one in parameter.values
    ]
