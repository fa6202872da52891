"""Who is a document for, and what may it hold? Asked before anything is laid out, and again before it is written.

What an agency sends in is that agency's until it releases it. A review's panel reads everything; an agency reads what
it wrote, what it was told and what has been released; the family's copy never holds what was sent as restricted (R),
and holds what was sent with conditions (C, or any code we do not know) only once its owner has released it. What is
left out is left out silently: a count of withheld entries would itself tell.
"""

from collections.abc import Set
from enum import StrEnum
from typing import Any

import msgspec

from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.people import Family


class For(StrEnum):
    """The three kinds of reader."""

    PANEL = "panel"
    AGENCY = "agency"
    FAMILY = "family"


class Audience(msgspec.Struct, frozen=True, kw_only=True):
    """A reader: the panel, one agency (named by its id) or the family. `released`: entries their owners let go."""

    who: For
    agency: str = ""
    released: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if (self.who is For.AGENCY) != bool(self.agency):
            raise ValueError("A copy for an agency names the agency, and no other copy does.")

    @property
    def words(self) -> str:
        """For whom, as it is printed."""
        return {
            For.PANEL: "the review panel",
            For.AGENCY: self.agency.replace("_", " "),
            For.FAMILY: "the family",
        }[self.who]


PANEL = Audience(who=For.PANEL)
FAMILY = Audience(who=For.FAMILY)


class NotForAudience(ValueError):
    """A document was about to hold what its audience must not get. The message names the reader, never the content."""


def is_restricted(entry: Entry) -> bool:
    """True if the sender marked it as never to reach the family (R, Restricted)."""
    return any(code.strip().upper().startswith("R") for code in entry.handling)


def has_conditions(entry: Entry) -> bool:
    """True if the sender marked it with anything but P (may be shared): C, or a code we do not know."""
    return any(code.strip().upper() not in ("P", "") for code in entry.handling)


def may_read(audience: Audience, entry: Entry) -> bool:
    """Whether this entry may stand in a document for this audience."""
    match audience.who:
        case For.PANEL:
            return True
        case For.FAMILY:
            return not is_restricted(entry) and (not has_conditions(entry) or entry.id in audience.released)
        case For.AGENCY:
            told = any(name == audience.agency for name, _ in entry.told())
            return entry.agency == audience.agency or told or entry.id in audience.released


def what_may_go(chronology: Chronology, audience: Audience) -> Chronology:
    """The part of a chronology this audience may read; for the panel, the whole of it.

    For anyone else, corrected entries stay behind, links to what is held back are cut out wherever an entry holds them,
    and of the family only the people those entries are about and the children of the record go, without notes.
    """
    if audience.who is For.PANEL:
        return chronology
    kept = [entry for entry in (*chronology.entries, *chronology.undated) if may_read(audience, entry)]
    held_back = chronology.by_id.keys() - {entry.id for entry in kept}
    entries = [_without_links(entry, held_back) for entry in kept]
    named = {person for entry in entries for person in (*entry.about, *(seen.child for seen in entry.seen))}
    return Chronology(_only(chronology.family, named), entries, cut=chronology.cut)


def _without_links(entry: Entry, held_back: Set[str]) -> Entry:
    content = entry.content
    changes: dict[str, Any] = {}
    for field in msgspec.structs.fields(content):
        value = getattr(content, field.name)
        if isinstance(value, tuple):
            changes[field.name] = tuple(item for item in value if not (isinstance(item, str) and item in held_back))
        elif isinstance(value, str) and value in held_back:
            changes[field.name] = None
    return msgspec.structs.replace(
        entry,
        content=msgspec.structs.replace(content, **changes),
        corrects=None,
        same_as=tuple(other for other in entry.same_as if other not in held_back),
        relates_to=tuple(other for other in entry.relates_to if other not in held_back),
    )


def _only(family: Family, named: Set[str]) -> Family:
    ids = named | set(family.children)
    replace = msgspec.structs.replace
    return replace(
        family,
        people=tuple(replace(person, note=None) for person in family.people if person.id in ids),
        relationships=tuple(
            replace(tie, note=None) for tie in family.relationships if tie.of in ids and tie.person in ids
        ),
        practitioners=(),
    )


def refuse_unless_fit(entries: tuple[Entry, ...], audience: Audience) -> None:
    """Raise `NotForAudience` if any of the entries may not reach the audience."""
    if not all(may_read(audience, entry) for entry in entries):
        raise NotForAudience(
            f"This document would hold something that {audience.words} must not get, so it was not made. "
            "Leave out what its owner has not released, or make it for another reader."
        )
