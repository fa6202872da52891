"""How a question is said: names of agencies, lists of people, days."""

from collections.abc import Iterable

from kingfisher.questions.picture import Picture
from kingfisher.timeline.dates import said
from kingfisher.timeline.entries import Entry

__all__ = ["agency_name", "listed", "names", "said", "when_said", "who"]


def agency_name(agency: str) -> str:
    """An agency's id as it would be said: "social care", "GP"."""
    words = agency.replace("_", " ").strip()
    return words.upper() if len(words) <= 3 else words


def listed(words: Iterable[str]) -> str:
    """Words as a list: "Ann, Bob and Cal"."""
    each = list(dict.fromkeys(words))
    return " and ".join([", ".join(each[:-1]), each[-1]]) if len(each) > 1 else "".join(each)


def names(picture: Picture, people: Iterable[str]) -> str:
    """People's names as a list; past four, the first three and how many more."""
    each = [picture.label(one) for one in people]
    return listed([*each[:3], f"{len(each) - 3} others"]) if len(each) > 4 else listed(each)


def who(picture: Picture, name: str) -> str:
    """A practitioner's name and role, or an agency's name, for an id found in an entry."""
    for part in picture.involved:
        if part.practitioner == name:
            return f"{part.name} ({part.role})" if part.role and part.role != part.name else part.name
    return picture.people[name].label if name in picture.people else agency_name(name)


def when_said(entry: Entry) -> str:
    """When the entry happened, in words."""
    return entry.happened.words
