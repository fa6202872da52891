"""A review's chronology at work: a family read to the last day of the terms, and what the accounts leave open."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from kingfisher.practice.children import children
from kingfisher.practice.contact import gap_words, gaps
from kingfisher.practice.differences import Difference, differences
from kingfisher.practice.engagement import Offered, counts, strip
from kingfisher.practice.involvement import involvements
from kingfisher.practice.reviews.steps import TermsSet
from kingfisher.practice.steps import Steps
from kingfisher.records.access import Act, review_for
from kingfisher.records.batch_page import agencies_to_choose
from kingfisher.records.chronologies import chronology_of
from kingfisher.records.review_page import family_in, names_in, steps_with_files
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import said
from kingfisher.web.pages.frame import reader, today
from kingfisher.web.pages.review import can_record, framed, lines
from kingfisher.web.policy import policy, refused

LONG_GAP = 28  # days without a sighting inside the home that are worth a line here; the chronology shows every one
SORTS = {
    "when": "When it happened",
    "outcome": "What came of it",
    "seen": "Whether the child was seen",
    "word": "Taken on someone’s word",
    "check": "Records not asked for",
}


@policy("see review")
@require_safe
def at_work(request: HttpRequest, ref: str) -> HttpResponse:
    """The families' own readings, key episodes, and where accounts differ."""
    review = review_for(reader(request), ref, Act.SEE, today())
    steps = steps_with_files(review, today())
    names = names_in(review, steps, today())
    families = [
        {
            "name": family.name,
            "href": reverse("review_family", args=[ref, family.ref]),
            "links": [{"text": text, "href": reverse(to, args=[family.ref])} for text, to in _READINGS],
        }
        for family in review.families.all()
    ]
    context = framed(
        review,
        "review_work",
        "Chronology at work",
        families=families,
        episodes=lines(steps, names, "episode_marked"),
        differences=lines(steps, names, "difference_noted"),
        record=can_record(review, "review_work"),
    )
    return render(request, "reviews/work.html", context)


_READINGS = (
    ("The merged chronology", "chronology"),
    ("What was known to whom, on any day", "known_to"),
    ("What stood open, day by day", "replay"),
    ("Accounts that may be of one happening", "pairs"),
)


@policy("see review")
@require_safe
def one_family(request: HttpRequest, ref: str, family: str) -> HttpResponse:
    """What the accounts leave open, gaps in seeing each child at home, and what was offered and kept by service."""
    review = review_for(reader(request), ref, Act.SEE, today())
    found = family_in(review, family)
    if found is None:
        return refused(request, "That family is not part of this review.")
    steps = steps_with_files(review, today())
    day = _last_day(steps)
    seen = chronology_of(found, reader(request), today()).as_at(day)
    young = children(seen.family, day)
    context = framed(
        review,
        "review_work",
        found.name,
        day=said(day),
        family=found,
        differences=[_difference(one, found.ref, seen) for one in differences(seen, day)],
        gaps=_gaps(seen, young, day),
        services=_services(seen, young, day),
        note=reverse("review_record", args=[ref, "difference_noted"]),
    )
    return render(request, "reviews/family.html", context)


def _last_day(steps: Steps) -> date:
    """The last day the terms look at; today while there are none."""
    terms = steps.last(TermsSet)
    return terms.last if terms else today()


def _difference(one: Difference, family: str, seen: Chronology) -> dict[str, Any]:
    entries = [(name, seen.by_id[name]) for name in one.entries]
    return {
        "sort": SORTS[one.sort],
        "about": one.about,
        "when": entries[0][1].happened.words if entries else "",
        "entries": [
            {
                "words": f"{_named([entry.agency])}, {entry.happened.words}",
                "href": reverse("entry", args=[family, name]),
            }
            for name, entry in entries
        ],
        "held_by": _named(one.held_by),
        "never_asked": _named(one.never_asked),
    }


def _named(agencies: Iterable[str]) -> str:
    names = agencies_to_choose()
    return ", ".join(names[one].name if one in names else one.replace("_", " ") for one in agencies)


def _gaps(seen: Chronology, young: Iterable[str], day: date) -> list[str]:
    return [
        gap_words(gap, seen.family.label(child)) for child in young for gap in gaps(seen, child, day, days=LONG_GAP)
    ]


def _services(seen: Chronology, young: tuple[str, ...], day: date) -> list[dict[str, Any]]:
    """What each service offered, the children's apart from the adults', and what came of it."""
    groups: dict[tuple[str, bool], list[Offered]] = {}
    for one in strip(seen, young, involvements(seen, day)):
        groups.setdefault((one.service, one.is_child), []).append(one)
    return [
        {"service": _named([service]), "whose": "Children" if is_child else "Adults", "counts": counts(offers)}
        for (service, is_child), offers in sorted(groups.items())
    ]
