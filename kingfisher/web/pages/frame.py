"""What every page of a family's record has round it: whose record it is, its pages, and the day it is read."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from kingfisher.agencies.models import Practitioner
from kingfisher.records.models import Family

PAGES = (
    ("Family", "family"),
    ("Chronology", "chronology"),
    ("Drawn", "drawn"),
    ("What stands open", "questions"),
    ("Due", "due"),
    ("As known to", "known_to"),
    ("People", "people"),
    ("Returns", "returns"),
    ("Downloads", "downloads"),
    ("Who looked", "looked"),
)


def today() -> date:
    """The day on which access is asked: pages are where the clock is read."""
    return timezone.localdate()


def reader(request: HttpRequest) -> Practitioner:
    """The practitioner signed in."""
    assert isinstance(request.user, Practitioner)
    return request.user


def framed(family: Family, current: str, title: str, **more: Any) -> dict[str, Any]:
    """The context of a page of a family's record; `current` is the route name of the page, or of that above it."""
    home = reverse("family", args=[family.ref])
    trail = [("Families", reverse("families")), (family.name, "" if current == "family" else home)]
    return {
        "family": family,
        "page_title": title,
        "crumbs": trail if current == "family" else [*trail, (title, "")],
        "tabs": [
            {"text": text, "href": reverse(route, args=[family.ref]), "current": route == current}
            for text, route in PAGES
        ],
        **more,
    }
