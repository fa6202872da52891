"""Which agency sent this file? By its name, its own heading, its titles; with the reason."""

import re
from collections.abc import Iterable
from pathlib import PurePath

from kingfisher.interchange.returns.layout import Laid
from kingfisher.timeline.agency_sorts import sort_of
from kingfisher.timeline.people import Family

_NOISE = re.compile(
    r"^(returns?|chronolog(y|ies)|chron|final|draft|copy|extract|export|report|review|agency|single|log|records?|case|"
    r"notes?|of|for|the|and|from|v?\d+[a-z]?|csv|xlsx?|docx|data|entries|template|submission|response|rapid|cspr|file|"
    r"family|child|history|involvement|summary|contacts?|january|february|march|april|may|june|july|august|september|"
    r"october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)$"
)


def name_agency(file: str, laid: Laid, family: Family) -> tuple[str, str]:
    """The agency's id and why: the family's own id for it where there is one."""
    stated = laid.header.get("agency") or laid.header.get("organisation") or laid.header.get("service")
    stem = _slug(PurePath(file).stem, family)
    if stem and sort_of(stem).name:
        return _familys_own(stem, family), f"The file is called {file}."
    if stated and sort_of(stated).name:
        return _familys_own(_slug(stated, family), family), f"The heading says: {stated}."
    for title in laid.notes[:6]:
        if sort_of(title).name:
            return _familys_own(sort_of(title).name, family), f"The title says: {title[:80]}."
    if stated:
        return _slug(stated, family) or "unknown", f"The heading says: {stated}."
    if stem:
        return stem, f"The file is called {file}; nothing else says whose it is."
    return "unknown", "Nothing in the file says which agency sent it."


def _familys_own(slug: str, family: Family) -> str:
    """The id the family's record uses for the agency, if exactly one of that sort is held."""
    held = {worker.agency for worker in family.practitioners if worker.agency}
    if slug in held or not slug:
        return slug
    alike = {agency for agency in held if sort_of(agency).name == sort_of(slug).name}
    several_are_usual = sort_of(slug).name in ("school", "gp", "hospital")
    return alike.pop() if len(alike) == 1 and not several_are_usual else slug


def _slug(text: str, family: Family) -> str:
    names = {word for person in family.people for word in _words(person.name or "")}
    kept = [word for word in _words(text) if not _NOISE.match(word) and word not in names]
    return "_".join(kept)


def _words(text: str) -> Iterable[str]:
    return re.findall(r"[a-z0-9]+", text.lower().replace("'", "").replace("’", ""))
