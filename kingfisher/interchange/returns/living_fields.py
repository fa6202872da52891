"""Who moved, and with whom do they stay? Read from how an account of a move names people. Nothing is guessed."""

import re

from kingfisher.interchange.returns.row_parts import Parts
from kingfisher.interchange.returns.row_people import INCIDENT_SORTS
from kingfisher.timeline.people import Family

_CLAUSE_ENDS = re.compile(r"[.;,!?](?=\s)| [-–—] ")
_STAYED_WITH = re.compile(r"\b(?:with|at|to|into|friends?)\s+(?:[\w'’]+\s+){0,2}\(?$", re.IGNORECASE)
_WHOSE_PLACE = re.compile(r"(?:['’]s?(?!\w))|\s+address\b", re.IGNORECASE)
_APART = re.compile(r"\b(?:out with|contact with|by|from)\s+(?:(?:her|his|their|own)\s+|\w+ and\s+)?$", re.IGNORECASE)
_ANOTHERS = re.compile(r"\w{0,2}['’]s\s+", re.IGNORECASE)
_ASKS_ANOTHER = re.compile(r"\s+(?:has |had )?(?:asked|told)\b", re.IGNORECASE)


def living_with(parts: Parts, family: Family, spoke: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who moved or stays, and with whom, as the row names them; `spoke` are the words that speak of the move.

    Whoever is named after "with", "at" or "to", or whose place it is ("MGM's"), is stayed with. Whoever asks another to
    leave, or is only fallen out with, is neither. Where the words of the move name the child, no adult they leave out
    moved too; otherwise all whom the row is about moved together.
    """
    text, held = parts.text, {one.id for one in family.people}
    named = _named(parts, held)
    apart = {who for who, (first, last) in named.items() if _is_apart(text, first, last)}
    apart |= _only_whose(named, text) - set(family.children)
    hosts = {who for who, (first, last) in named.items() if who not in apart and _is_host(text, first, last)}
    moved = [who for who in parts.row.people if who in held and who not in hosts | apart]
    clause = range(*_clause(text, spoke))
    here = {who for who, (start, _) in named.items() if start in clause}
    of_child = any(met.cue == "child" and parts.words[met.first].start in clause for met in parts.people_met)
    if of_child or here.intersection(moved, parts.row.children_named):
        moved = [who for who in moved if who in here | _present(parts, moved) or who in family.children]
        hosts = hosts & here or hosts
    elif named.keys() & set(moved) and any(_ASKS_ANOTHER.match(text, last) for _, last in named.values()):
        moved = [who for who in moved if who in named]
    return tuple(moved), tuple(who for who in named if who in hosts)


def _named(parts: Parts, held: set[str]) -> dict[str, tuple[int, int]]:
    """Where the account names each person, the row's own first; then those it is not about: a friend to stay with."""
    found = {
        who: place for who in parts.row.people if (place := _place_of(parts.row.found_by.get(who, ""), parts.text))
    }
    for met in parts.people_met:
        if met.cue.startswith("person:"):
            found.setdefault(met.cue[7:], (parts.words[met.first].start, parts.words[met.after - 1].end))
    return {who: place for who, place in found.items() if who in held}


def _only_whose(named: dict[str, tuple[int, int]], text: str) -> set[str]:
    """Those named only to say whose somebody is: in "dad's mam" it is mam's home, not dad's."""
    starts = {start for start, _ in named.values()}
    after = {who: _ANOTHERS.match(text, last - 2) for who, (_, last) in named.items()}
    return {who for who, found in after.items() if found and found.end() in starts}


def _present(parts: Parts, people: list[str]) -> set[str]:
    """Those whom a column of the row lists as there. Police and ambulance list them; elsewhere it names the client."""
    listed = parts.row.named.get("persons", "") if parts.sort.name in INCIDENT_SORTS else ""
    return {who for who in people if parts.row.found_by.get(who, "-") in listed}


def _place_of(words: str, text: str) -> tuple[int, int] | None:
    """Where the words that named somebody stand in the account; None: they stand elsewhere in the row."""
    found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE) if words else None
    return found.span() if found else None


def _is_apart(text: str, first: int, last: int) -> bool:
    return bool(_APART.search(text[:first]) or _ASKS_ANOTHER.match(text[last:]))


def _is_host(text: str, first: int, last: int) -> bool:
    own = text[first:last].endswith(("'s", "’s")) or _WHOSE_PLACE.match(text, last)
    return bool(own or _STAYED_WITH.search(text[:first]))


def _clause(text: str, spoke: str) -> tuple[int, int]:
    """The clause of the account that speaks of the move; all of it where the words stand in another column."""
    if not spoke or spoke.lower() not in text.lower():
        return 0, len(text)
    at = text.lower().index(spoke.lower())
    ends = [found.start() for found in _CLAUSE_ENDS.finditer(text)]
    return max((end for end in ends if end < at), default=0), min((end for end in ends if end > at), default=len(text))
