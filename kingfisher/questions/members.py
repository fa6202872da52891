"""Whom does a name among a meeting's or decision's members mean: which agency, or somebody of the family?"""

from collections.abc import Iterable

from kingfisher.practice.decisions import plain
from kingfisher.questions.picture import Picture
from kingfisher.timeline.agency_sorts import sort_of
from kingfisher.timeline.entries import Entry

SUPERVISOR = "safeguarding supervisor"  # whoever supervises in the agencies also asked, whatever they are called there


def agency_of(picture: Picture, name: str) -> str:
    """The agency of the practitioner, role or agency of that name, or one here that others usually call so ("HV"); the
    name itself when there is none."""
    found = picture.agencies_meant.get(name)
    if found is None:
        found = picture.agencies_meant[name] = _agency_of(picture, name)
    return found


def _agency_of(picture: Picture, name: str) -> str:
    parts = picture.parts_named(name)
    if parts:
        return parts[0].agency
    here = (*picture.agencies, *(part.agency for part in picture.covers_recorded))
    if name in here:
        return name
    return next((one for one in here if plain(name) in {plain(word) for word in sort_of(one).called}), name)


def is_of(picture: Picture, name: str, agency: str) -> bool:
    """True when the name means the agency, one of its practitioners, or what others usually call it ("HV")."""
    theirs = agency_of(picture, name)
    return plain(theirs) == plain(agency) or plain(theirs) in {plain(one) for one in sort_of(agency).called}


def same_member(picture: Picture, one: str, other: str) -> bool:
    """True when two names mean the same agency, however each is written."""
    found = picture.same_agencies.get((one, other))
    if found is None:
        first, second = agency_of(picture, one), agency_of(picture, other)
        found = is_of(picture, first, second) or is_of(picture, second, first)
        picture.same_agencies[one, other] = found
    return found


def members(picture: Picture, names: Iterable[str]) -> tuple[str, ...]:
    """The names that are practitioners or agencies: nobody of the family."""
    return tuple(name for name in dict.fromkeys(names) if name and name not in picture.people)


def speaker(entry: Entry, whose: str | None = None) -> str:
    """Who is speaking: whose it is said to be, else the agency that wrote it."""
    return whose or entry.agency
