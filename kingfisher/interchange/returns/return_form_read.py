"""A return made on our own form says its fields in the form's words: they are taken as said, not guessed.

Whatever a cell says in other words is left as the readers of free returns understood it.
"""

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from kingfisher.interchange.returns.agency_return import AgencyReturn, Doubt, Proposed, Suggestion
from kingfisher.interchange.returns.return_form import COLUMNS, KINDS, outcome_from, people_from, seen_from
from kingfisher.interchange.wording import HOW_KNOWN
from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import AnyContent, Contact, Outcome
from kingfisher.timeline.people import Family

_REASON = "The return form says so."
# What a spreadsheet would run has an apostrophe put before it, by us or by whoever types it: no part of the words.
_PUT_BEFORE = re.compile(r"^'(?=[ \u00a0\u200b\ufeff]*[=+\-@＝＋－＠])")
_KNOWN_AS = {words: how for how, words in HOW_KNOWN.items()}


def as_the_form_says(read: AgencyReturn, family: Family) -> AgencyReturn:
    """The return with its fields as the form's words say, if it was made on the form; else the return itself."""
    parts = {row.place.part for row in read.structure if row.what == "header" and row.text.split("  ") == list(COLUMNS)}
    if not parts:
        return read
    known = _names(family)
    return msgspec.structs.replace(
        read,
        proposed=tuple(_settled(one, known) if one.place.part in parts else one for one in read.proposed),
        doubts=tuple(_doubt(one, known) if one.proposed.place.part in parts else one for one in read.doubts),
    )


def _doubt(doubt: Doubt, known: Mapping[str, str]) -> Doubt:
    return msgspec.structs.replace(doubt, proposed=_settled(doubt.proposed, known))


def _names(family: Family) -> dict[str, str]:
    """Names and aliases in lower case to ids; one that two people share is nobody's."""
    owners: dict[str, set[str]] = {}
    for person in family.people:
        for name in (person.label, person.id, *person.aliases):
            owners.setdefault(name.casefold(), set()).add(person.id)
    return {name: next(iter(ids)) for name, ids in owners.items() if len(ids) == 1}


def _settled(proposed: Proposed, known: Mapping[str, str]) -> Proposed:
    written = (_PUT_BEFORE.sub("", cell.strip()) for cell in (*proposed.cells, *[""] * len(COLUMNS)))
    cells = dict(zip(COLUMNS, written, strict=False))
    changes = _changes(proposed.entry, cells, known)
    said = tuple(Suggestion(field, _shown(value), _REASON) for field, value in changes.items() if field != "text")
    kept = tuple(one for one in proposed.suggestions if one.field not in changes and one.field.split(".")[0] != "kind")
    entry = msgspec.structs.replace(proposed.entry, **changes)
    return msgspec.structs.replace(proposed, entry=entry, suggestions=(*said, *kept))


def _changes(entry: Entry, cells: Mapping[str, str], known: Mapping[str, str]) -> dict[str, Any]:
    changes: dict[str, Any] = {
        "text": cells["What happened"] or entry.text,
        "content": _content(entry.content, cells),
        "by": cells["Worker"] or None,
        "handling": tuple(cells["Handling: may it be shared?"].split()),
    }
    if (when := _one_sided(cells["Date"], entry.happened)) is not None:
        changes["happened"] = when
    if (about := people_from(cells["About whom"], known)) is not None:
        changes["about"] = about
    if (seen := seen_from(cells["Children seen, and where"], known)) is not None:
        changes["seen"] = seen
    how, _, teller = cells["Source: how you know"].partition(":")
    if not how or how.strip().casefold() in _KNOWN_AS:
        changes["how_known"] = _KNOWN_AS.get(how.strip().casefold())
        changes["told_by"] = known.get(teller.strip().casefold()) if teller else None
    return changes


def _content(guessed: AnyContent, cells: Mapping[str, str]) -> AnyContent:
    """The kind named, with what was understood of it beside the words of the form where the kind is the same."""
    kinds = {label.casefold(): make for label, make in KINDS.items()}
    make = kinds.get(cells["Type of entry"].casefold())
    if make is None:
        return guessed
    content = make()
    if type(content) is type(guessed) and not isinstance(content, Contact):
        content = guessed
    outcome = outcome_from(cells["Outcome"])
    if "outcome" not in content.__struct_fields__:
        return content
    if isinstance(getattr(content, "outcome", None), Outcome | None) and (outcome or not cells["Outcome"]):
        return msgspec.structs.replace(content, outcome=outcome)
    return content


def _one_sided(words: str, read: When) -> When | None:
    """ "On or before 1 March 2018" and its like, which free returns hardly ever say so plainly."""
    side = re.match(r"on or (before|after)\b", words, re.I)
    if side is None or read.first is None:
        return None
    return When.between(None, read.first) if side[1].lower() == "before" else When.between(read.first, None)


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(str(getattr(item, "child", item)) for item in value)
    return str(getattr(value, "kind", value) or "")
