"""The family drawn, on any day: genogram, ecogram, who lived where, who works with whom; each with all it shows in
words. Drawn from the entries this practitioner may see, and from nothing else."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from kingfisher.drawing.marked import marked
from kingfisher.records.access import Act, decide, family_for
from kingfisher.records.beside import sees_everything
from kingfisher.records.chronologies import chronology_of
from kingfisher.records.family_page import Contributor, contributors
from kingfisher.records.models import Family
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import said
from kingfisher.web.drawings.network_table import network_rows
from kingfisher.web.drawings.pictures import MAKERS, Made, Subject, apart
from kingfisher.web.drawings.steps import steps
from kingfisher.web.drawings.told import generations, parentless, rows
from kingfisher.web.forms.drawn.asked import WhatToDraw
from kingfisher.web.pages.family import as_it_stood, contributors_shown, stands_at
from kingfisher.web.pages.frame import framed, reader, today
from kingfisher.web.policy import policy

PICTURES = {
    "genogram": "Genogram",
    "ecogram": "Ecogram",
    "homes": "Who lived where",
    "network": "Who works with whom",
}
SCOPED = ("genogram",)


@policy("see family")
@require_safe
def picture(request: HttpRequest, ref: str, what: str = "genogram") -> HttpResponse:
    """One of the four pictures on a day, with its facts in words, its sheets for paper and the days it changes."""
    if what not in PICTURES:
        raise Http404("There is no such picture.")
    family = family_for(reader(request), ref, Act.SEE, today())
    seen = chronology_of(family, reader(request), today())
    form = WhatToDraw(request.GET, children=children_of(seen), scopes=what in SCOPED)
    subject = subject_of(request, family, seen, form)
    made = made_of(what, subject)
    asked = {"on": subject.as_at.isoformat(), "child": subject.child, "scope": subject.scope}
    address = address_of(ref, what)
    context = framed(
        family,
        "drawn",
        f"Drawn: {PICTURES[what].lower()}",
        what=what,
        heading=PICTURES[what],
        form=form,
        day=said(subject.as_at),
        child=seen.family.label(subject.child) if subject.child else "",
        pictures=_pictures(ref, what, asked),
        steps=_steps(what, subject, address, asked) if subject.child else {},
        made=made,
        svg=_safe(made.svg) if made else "",
        sheets=_sheets(made, str(form.cleaned_data.get("paper") or ""), subject.drawn_by) if made else {},
        generations=generations(made, subject) if made else [],
        rows=rows(made, subject) if made else [],
        network=network_rows(subject, ref) if what == "network" else [],
        parentless=parentless(subject, ref) if what == "genogram" and made else [],
        contributors=contributors_shown(_contributors(request, family, subject), ref),
        sees_all=sees_everything(reader(request), family, today()),
        may_change=bool(decide(reader(request), Act.ADD_ENTRY, family, today())),
        copy=f"{reverse('drawn_copy', args=[ref, what])}?{urlencode(asked)}"
        if decide(reader(request), Act.EXPORT, family, today())
        else "",
    )
    return render(request, "drawn/drawn.html", context, status=422 if form.errors else 200)


def children_of(seen: Chronology) -> list[tuple[str, str]]:
    """The children a picture can be drawn for; where the record names none, everyone on its list."""
    listed = seen.family.children or tuple(person.id for person in seen.family.people)
    return [(one, seen.family.label(one)) for one in listed]


def subject_of(request: HttpRequest, family: Family, seen: Chronology, form: WhatToDraw) -> Subject:
    """What is asked for, with what is taken when nothing is said: the day the record stands at, its first child."""
    form.is_valid()
    told = form.cleaned_data
    last = stands_at(seen)
    names = {one.agency: one.name for one in contributors(reader(request), family, at=today())}
    children = children_of(seen)
    ids = {person.id for person in seen.family.people}
    chronology = reverse("chronology", args=[family.ref])

    def person(one: str) -> str:
        sort, _, agency = one.partition(":")
        if sort == "agency":
            return f"{chronology}?{urlencode({'agency': agency})}" if agency in names else ""
        known = one.removeprefix("person:")
        return f"{chronology}?{urlencode({'child': known})}" if known in ids else ""

    def entry(one: str) -> str:
        return reverse("entry", args=[family.ref, one]) if one in seen.by_id else ""

    return Subject(
        chronology=seen,
        as_at=told.get("on") or last,
        child=told.get("child") or (children[0][0] if children else ""),
        scope=told.get("scope") or "kin",
        names=names,
        person=person,
        entry=entry,
        settled=last,
        drawn_by=f"{reader(request).label}, OFFICIAL-SENSITIVE",
    )


def made_of(what: str, subject: Subject) -> Made | None:
    """The picture, or None on a day on which the child was not there yet."""
    try:
        return MAKERS[what](subject) if subject.child else None
    except KeyError:
        return None


def _contributors(request: HttpRequest, family: Family, subject: Subject) -> Sequence[Contributor]:
    """Who has contributed; on a day gone by, who had by then."""
    written = contributors(reader(request), family, at=today())
    as_at = subject.as_at
    whole = as_at >= stands_at(subject.chronology)
    return written if whole else as_it_stood(written, subject.chronology.as_at(as_at))


def address_of(ref: str, what: str) -> str:
    """The page of a picture."""
    return reverse("drawn", args=[ref]) if what == "genogram" else reverse("drawn_as", args=[ref, what])


def _safe(svg: str) -> str:
    return mark_safe(svg)  # noqa: S308  every word in a drawing is escaped where it is drawn


def _pictures(ref: str, current: str, asked: dict[str, str]) -> list[dict[str, Any]]:
    query = urlencode({name: asked[name] for name in ("on", "child")})
    return [
        {"text": text, "href": f"{address_of(ref, what)}?{query}", "current": what == current}
        for what, text in PICTURES.items()
    ]


def _steps(what: str, subject: Subject, address: str, asked: dict[str, str]) -> dict[str, Any]:
    """The nearest days of change as links; and of each direction whether every day was looked at."""
    found = steps(what, subject, max(stands_at(subject.chronology), subject.as_at))
    days: Sequence[tuple[str, date | None]] = (("before", found.before), ("after", found.after))
    links = {
        name: {"href": f"{address}?{urlencode(asked | {'on': day.isoformat()})}", "day": said(day)}
        for name, day in days
        if day
    }
    return {**links, "all_before": found.all_before, "all_after": found.all_after}


def _sheets(made: Made, paper: str, mark: str) -> dict[str, Any]:
    """What is printed in place of the drawing: sheets of paper that say how they are to be handled."""
    size = paper or made.paper
    found = [sheet if made.facts else marked(sheet, f"Drawn by {mark}") for sheet in made.sheets(size.upper())]
    return {"paper": size, "svgs": [_safe(apart(svg, number)) for number, svg in enumerate(found, 1)]}
