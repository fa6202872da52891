"""What every page carries: the navigation, the demonstration banner, and who printed it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

MARKING = "OFFICIAL-SENSITIVE"
# Label and route name. A route the product does not have yet is left out rather than shown broken.
NAVIGATION = (
    ("Families", "families"),
    ("Reviews", "reviews"),
    ("Audits", "audits"),
    ("Due", "my_due"),
    ("Import", "import"),
    ("In force", "in_force"),
)


def page(request: HttpRequest) -> dict[str, Any]:
    """Django's context processor for base.html. Asks the database nothing."""
    practitioner = getattr(request, "user", None)
    signed_in = bool(practitioner and practitioner.is_authenticated)
    return {
        "demo": getattr(settings, "DEMO", False),
        "marking": MARKING,
        "signed_in_as": practitioner if signed_in else None,
        "sign_out": _address("sign_out") if signed_in else "",
        "navigation": _navigation(request.path) if signed_in else [],
        "printed_at": timezone.localtime(),
    }


def _navigation(path: str) -> list[dict[str, Any]]:
    found = ((label, _address(route)) for label, route in NAVIGATION)
    return [
        {
            "text": label,
            "href": href,
            "current": path == href,
            "active": href != "/" and path.startswith(href),
        }
        for label, href in found
        if href
    ]


def _address(route: str) -> str:
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""
