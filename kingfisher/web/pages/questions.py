"""What stands open, and why the rest is not asked."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kingfisher.questions.at_the_form import QUIET, at_the_form
from kingfisher.questions.engine import NOTHING
from kingfisher.questions.question import NotAsking
from kingfisher.records.access import Act, family_for
from kingfisher.records.actions.receipts import note_shown
from kingfisher.records.asked_of import called
from kingfisher.records.beside import questions_for, sees_everything
from kingfisher.records.chronologies import chronology_of
from kingfisher.records.family_page import contributors
from kingfisher.records.open_questions import kinds_on
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import said
from kingfisher.web.asked import by_kind, facts, shown
from kingfisher.web.pages.family import contributors_shown, stands_at
from kingfisher.web.pages.frame import framed, reader, today
from kingfisher.web.policy import policy
from kingfisher.web.words import in_list

PLACE = "What stands open"
FEW = 3  # entries linked beside a reason


@policy("see family")
def open_questions(request: HttpRequest, ref: str) -> HttpResponse:
    """Every question that stands open, concerns this practitioner and rests only on entries they may see: at most
    three at the point of decision, and the rest folded. That it was shown is kept."""
    family = family_for(reader(request), ref, Act.SEE, today())
    if request.GET.get("on"):  # another day's questions were not shown then: they are a replay, and say so
        return redirect(f"{reverse('replay', args=[ref])}?{urlencode({'on': request.GET['on']})}")
    seen = chronology_of(family, reader(request), today())
    written = contributors(reader(request), family, at=today())
    names = {one.agency: one.name for one in written}
    on = stands_at(seen)
    found = questions_for(reader(request), family, on, at=today())
    whose = {*called(reader(request)), *(name for one in found for name in (*one.addressed_to, one.ask_agency or ""))}
    first, rest = at_the_form(found, whose)
    folded = [one for one in rest if one.tier < QUIET]
    quiet = [one for one in rest if one.tier >= QUIET]
    note_shown(by=reader(request), family=family, questions=found, place=PLACE)
    context = framed(
        family,
        "questions",
        PLACE,
        day=said(on),
        kinds=by_kind(first, seen, names, ref, as_at=on),
        folded=by_kind(folded, seen, names, ref, prefix="folded-", as_at=on),
        quiet=by_kind(quiet, seen, names, ref, prefix="quiet-", as_at=on),
        contributors=contributors_shown(written, ref),
        sees_all=sees_everything(reader(request), family, today()),
    )
    return render(request, "questions/questions.html", context)


@policy("see family")
def why_not(request: HttpRequest, ref: str) -> HttpResponse:
    """Every kind of question on this family, or one child of it: asking, or why it is not."""
    family = family_for(reader(request), ref, Act.SEE, today())
    seen = chronology_of(family, reader(request), today())
    names = {one.agency: one.name for one in contributors(reader(request), family, at=today())}
    children = {child: seen.family.label(child) for child in seen.family.children}
    asked = request.GET.get("child", "")
    child = asked if asked in children else None
    on = stands_at(seen)
    address = reverse("why_not", args=[ref])
    standing = kinds_on(reader(request), family, on, child, at=today())
    nothing = [kind for kind in standing if not kind.open and all(one.because == NOTHING for one in kind.reasons)]
    context = framed(
        family,
        "questions",
        "Why is this not asking?",
        day=said(on),
        children=[
            {"text": "Everyone", "href": address, "current": child is None},
            *(
                {"text": label, "href": f"{address}?child={one}", "current": one == child}
                for one, label in children.items()
            ),
        ],
        about=children.get(child or "", "the family"),
        kinds=[
            {
                "title": kind.title,
                "href": reverse("question_kind", args=[kind.id]),
                "open": [shown(one, seen, names, ref) for one in kind.open],
                "reasons": _reasons(kind.reasons, seen, names, ref),
            }
            for kind in standing
            if kind not in nothing
        ],
        nothing=[(kind.title, reverse("question_kind", args=[kind.id])) for kind in nothing],
        because=NOTHING,
        sees_all=sees_everything(reader(request), family, today()),
    )
    return render(request, "questions/why_not.html", context)


def _reasons(found: tuple[NotAsking, ...], seen: Chronology, names: dict[str, str], ref: str) -> list[dict[str, Any]]:
    """Each reason once, with whom it is said of and the first entries it rests on."""
    gathered: dict[str, list[NotAsking]] = {}
    for one in found:
        gathered.setdefault(one.because, []).append(one)
    out = []
    for because, same in gathered.items():
        people = dict.fromkeys(person for one in same for person in one.about)
        entries = list(dict.fromkeys(entry for one in same for entry in one.rests_on))
        out.append(
            {
                "because": because,
                "about": in_list([seen.family.label(person) for person in people]),
                "facts": facts(entries[:FEW], seen, names, ref),
                "more": len(entries) > FEW,
            }
        )
    return out
