"""What comes back again and again: themes counted over every family, and how far readers of audits agree."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from kingfisher.practice.audits.by_agency import HeldByAgency, held_by_agency
from kingfisher.practice.audits.steps import AuditOpened
from kingfisher.practice.measures.figure import Shown
from kingfisher.practice.steps import Steps
from kingfisher.records.access import Act, audit_for, decide, family_for, prove
from kingfisher.records.batch_page import agencies_to_choose
from kingfisher.records.chronologies import chronology_of
from kingfisher.records.learning import audit_steps
from kingfisher.records.learning_together import agreement_between, themes_between
from kingfisher.timeline.dates import said
from kingfisher.timeline.people import Family
from kingfisher.web.forms.measures import WhichDays
from kingfisher.web.pages.frame import reader, today
from kingfisher.web.policy import policy
from kingfisher.web.words import KIND_WORDS, SETTING_WORDS, agency_name, several

CHANGED = ("Has practice changed?", "measures")


@policy("for the partnership")
@require_safe
def themes(request: HttpRequest) -> HttpResponse:
    """Every theme enough sources name, by where it was named."""
    title = "Themes"
    form, context = _between(request, title)
    if form.errors:
        return render(request, "measures/themes.html", context, status=422)
    found = themes_between(by=reader(request), over=form.over, at=today())
    sorts = [str(sort).capitalize() for sort, _ in found.themes[0].by_sort] if found.themes else []
    rows = [
        {"words": one.words, "cells": [_so_many(line) for line in (one.whole, *(each for _, each in one.by_sort))]}
        for one in found.themes
    ]
    headings = ["All", *sorts]
    held_back, sources = several(found.held_back, "theme"), several(found.sources, "source")
    return render(
        request,
        "measures/themes.html",
        {**context, "found": found, "rows": rows, "headings": headings, "held_back": held_back, "sources": sources},
    )


@policy("for the partnership")
@require_safe
def agreement(request: HttpRequest) -> HttpResponse:
    """How far two readers agree, by instrument and question."""
    form, context = _between(request, "Agreement across audits")
    if form.errors:
        return render(request, "measures/agreement.html", context, status=422)
    context["found"] = agreement_between(by=reader(request), over=form.over, at=today())
    return render(request, "measures/agreement.html", context)


def _between(request: HttpRequest, title: str) -> tuple[WhichDays, dict[str, Any]]:
    """The form of the days, and what its page has round it. Those who may take no figure see no form either."""
    form = WhichDays(request.GET, today=today(), years_only=True)
    over = form.over
    if form.errors:
        prove(reader(request), Act.MEASURE, None, today())
    crumbs = [(CHANGED[0], reverse(CHANGED[1])), (title, "")]
    return form, {"form": form, "title": title, "crumbs": crumbs, "days": f"{said(over.first)} to {said(over.last)}"}


def _so_many(line: Shown) -> str:
    return f"{line.figure.of} of {line.figure.out_of}" if line.figure else "Held back"


@policy("in the audit")
@require_safe
def held(request: HttpRequest, ref: str) -> HttpResponse:
    """What each audited agency's record holds of the children, as far as this reader may see it."""
    audit = audit_for(reader(request), ref, Act.SEE, today())
    crumbs = [("Audits", reverse("audits")), (audit.name, reverse("audit", args=[ref])), ("By agency", "")]
    context: dict[str, Any] = {"audit": audit, "crumbs": crumbs, "page_title": "What each agency’s record holds"}
    opened = Steps(audit_steps(audit), today()).last(AuditOpened)
    if opened is None or not decide(reader(request), Act.SEE, audit.family, today()):
        return render(request, "audits/held.html", context)
    family = family_for(reader(request), audit.family.ref, Act.SEE, today(), purpose="audit")
    seen = chronology_of(family, reader(request), today())
    agencies = opened.agencies or seen.agencies
    found = held_by_agency(seen, agencies, opened.children, opened.first, opened.last)
    names = {slug: agency.name for slug, agency in agencies_to_choose().items()}
    context |= {
        "days": f"{said(opened.first)} to {said(opened.last)}",
        "sections": [_section(one, seen.family, names, reverse("chronology", args=[family.ref])) for one in found],
        "last": said(opened.last),
    }
    return render(request, "audits/held.html", context)


def _section(one: HeldByAgency, family: Family, names: dict[str, str], chronology: str) -> dict[str, Any]:
    return {
        "agency": agency_name(one.agency, names),
        "entries": several(one.entries, "entry", "entries"),
        "href": f"{chronology}?agency={one.agency}",
        "kinds": [
            (KIND_WORDS[kind], number, f"{chronology}?agency={one.agency}&kind={kind}") for kind, number in one.kinds
        ],
        "seen": [
            {
                "child": family.label(child),
                "when": sight.when.words if sight else "",
                "where": SETTING_WORDS[sight.setting] if sight and sight.setting else "where not recorded",
                "entry": sight.entry if sight else "",
            }
            for child, sight in one.last_seen
        ],
        "parts": [
            {"part": part, "name": names.get(part.name, part.name), "child": family.label(part.child)}
            for part in one.parts
        ],
    }
