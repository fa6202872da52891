"""What a practitioner searched for, kept with their session for as long as they are signed in and out of every address.

An address is written down by servers, proxies and browsers on the way: a name or a date of birth must not be in one.
So a search is sent, kept here, and shown at an address that says only that something was searched for (`MARK`); the
page can be opened again, gone back to and turned over without sending anything twice.
"""

from collections.abc import Mapping

from django.http import HttpRequest

MARK = "searched=yes"
_MOST = 20  # places at once; the oldest is forgotten first


def keep(request: HttpRequest, place: str, told: Mapping[str, str]) -> None:
    """Keep what was typed at a place of the site."""
    others = {name: held for name, held in request.session.get("searched", {}).items() if name != place}
    request.session["searched"] = dict([*others.items(), (place, dict(told))][-_MOST:])


def kept(request: HttpRequest, place: str) -> dict[str, str]:
    """What was last typed there, for an address that says so; {} otherwise."""
    if request.GET.get("searched") != "yes":
        return {}
    held: dict[str, str] = request.session.get("searched", {}).get(place, {})
    return held
