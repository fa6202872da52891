"""What a person may change in a row before it becomes an entry, and what the row becomes."""

from dataclasses import dataclass

import msgspec

from kingfisher.interchange.returns.agency_return import Doubt, Proposed, Structure
from kingfisher.records.acting import NotNow
from kingfisher.records.content import read_as
from kingfisher.records.models import BatchRow
from kingfisher.timeline.dates import DateError, When
from kingfisher.timeline.entries import Entry, Seen, amend
from kingfisher.timeline.kinds import KINDS, AnyContent, Outcome
from kingfisher.timeline.people import HowKnown


@dataclass(frozen=True)
class Changes:
    """What to change in a row as read; None leaves it. `happened` in the written form of `timeline.dates`, `kind` and
    `outcome` by name ("" takes the outcome away), `about` as ids of people of the family, `how_known` by name ("": not
    said), `seen` as the ids of the children the row itself says were seen."""

    happened: str | None = None
    kind: str | None = None
    about: tuple[str, ...] | None = None
    outcome: str | None = None
    how_known: str | None = None
    seen: tuple[str, ...] | None = None


def read_of(row: BatchRow) -> Proposed | Doubt | Structure:
    """What the reader made of the row."""
    match row.state:
        case BatchRow.State.SUGGESTED:
            return read_as(Proposed, row.read)
        case BatchRow.State.DOUBT:
            return read_as(Doubt, row.read)
        case _:
            return read_as(Structure, row.read)


def proposed_of(row: BatchRow) -> Proposed:
    """The row as far as it could be read as an entry. Raises `NotNow` for a row that is no account."""
    read = read_of(row)
    if isinstance(read, Structure):
        raise NotNow(f"{row.place} is a {read.what} row, not an account: there is nothing to settle.")
    return read.proposed if isinstance(read, Doubt) else read


def entry_of(row: BatchRow) -> Entry:
    """The entry as settled so far, or as read."""
    return read_as(Entry, row.settled_as) if row.settled_as else proposed_of(row).entry


def version_of(row: BatchRow) -> str:
    """Differs whenever anyone has settled the row again: a page carries it, and undoes nothing it never showed."""
    return f"{row.settled or 'open'} {row.settled_at.timestamp() if row.settled_at else ''}".strip()


def changed(entry: Entry, changes: Changes, *, people: frozenset[str]) -> Entry:
    """The entry with the changes made. Raises `NotNow` saying what to write instead."""
    if changes.happened is not None:
        entry = amend(entry, happened=_when(changes.happened))
    if strangers := sorted({*(changes.about or ()), *(changes.seen or ())} - people):
        raise NotNow(f"{strangers[0]} is not in this family's record: add the person first.")
    if changes.about is not None:
        entry = amend(entry, about=changes.about)
    if changes.seen is not None:
        kept = {one.child: one for one in entry.seen}
        entry = amend(entry, seen=tuple(kept.get(child, Seen(child=child)) for child in changes.seen))
    if changes.how_known is not None:
        entry = _known_by(entry, changes.how_known)
    if changes.kind is not None and changes.kind != entry.kind:
        entry = amend(entry, content=_as_kind(entry.content, changes.kind))
    if changes.outcome is not None:
        entry = amend(entry, content=_with_outcome(entry.content, changes.outcome))
    return entry


def _known_by(entry: Entry, how: str) -> Entry:
    """Who told it is kept only where it is still something told."""
    try:
        way = HowKnown(how) if how else None
    except ValueError as wrong:
        raise NotNow(f"'{how}' is not a way of knowing.") from wrong
    told = entry.told_by if way in (HowKnown.SELF_REPORT, HowKnown.THIRD_PARTY) else None
    return amend(entry, how_known=way, told_by=told)


def _when(text: str) -> When:
    try:
        return When.parse(text)
    except DateError as wrong:
        raise NotNow(str(wrong)) from wrong


def _as_kind(content: AnyContent, kind: str) -> AnyContent:
    """The content as another kind, with the fields that mean the same in both."""
    if kind not in KINDS:
        raise NotNow(f"'{kind}' is not a kind of entry.")
    outcome = getattr(content, "outcome", None)
    made: AnyContent = KINDS[kind]()  # type: ignore[assignment]
    return _with_outcome(made, outcome) if isinstance(outcome, Outcome) and _has_outcome(made) else made


def _has_outcome(content: AnyContent) -> bool:
    """True for the kinds whose outcome is what came of an offered contact."""
    fields = {field.name: field.type for field in msgspec.structs.fields(content)}
    return Outcome in getattr(fields.get("outcome"), "__args__", ())


def _with_outcome(content: AnyContent, outcome: str) -> AnyContent:
    if not _has_outcome(content):
        if not outcome:
            return content
        raise NotNow(f"A {content.kind} has no outcome of that sort: choose another kind, or no outcome.")
    try:
        return msgspec.structs.replace(content, outcome=Outcome(outcome) if outcome else None)
    except ValueError as wrong:
        raise NotNow(f"'{outcome}' is not an outcome.") from wrong
