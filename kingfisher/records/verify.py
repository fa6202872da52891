"""Is the record as it was written? Says in one sentence what is wrong and where.

The chain shows what was edited, removed, inserted, reordered, cut off or redated beneath the program. What it cannot
show alone is a tail cut off together with the stream's own count and head: that takes heads kept by someone else.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from typing import Any

from kingfisher.records.chain import commitment, dates_of, digest
from kingfisher.records.content import read_entry
from kingfisher.records.labels import labels_of
from kingfisher.records.models import EntryAbout, EntryRow, EntryShared, Family, Original, Payload, Stream
from kingfisher.timeline.dates import said
from kingfisher.timeline.entries import Entry

DATES = ("happened_first", "happened_last", "happened_at", "happened_text", "earliest", "latest", "sort_day")


@dataclass(frozen=True)
class Fault:
    """What looks wrong (`what` is edited, removed, inserted, reordered, truncated or redated), and the sentence."""

    what: str
    sentence: str


def faults() -> Iterator[Fault]:
    """The first fault of every family's record, review and audit, and every kept file that is not what it was."""
    for stream in Stream.objects.select_related("family", "review", "audit").order_by("pk"):
        if fault := fault_in(stream):
            yield fault
    for original in Original.objects.order_by("pk").iterator(chunk_size=1):
        if hashlib.sha256(bytes(original.content)).hexdigest() != original.digest:
            yield Fault("edited", f"The kept file {original.digest[:12]}… is not the file that was sent.")


def fault_in(stream: Stream) -> Fault | None:
    """The first fault in one stream, in the order of the chain; None when it is whole."""
    rows = list(EntryRow.objects.filter(stream=stream).order_by("version"))
    if fault := _order_fault(stream, rows):
        return fault
    held = _Beside(stream)
    for row in rows:
        if fault := _row_fault(stream, row, held):
            return fault
    return _link_fault(stream, rows)


class _Beside:
    """What stands beside the rows of a stream: content, whom they are about, whom they were told to."""

    def __init__(self, stream: Stream) -> None:
        self.payloads = {one.entry_id: one for one in Payload.objects.filter(entry__stream=stream)}
        self.about: dict[int, list[str]] = {}
        self.shared: dict[int, list[tuple[str, date | None]]] = {}
        for entry, person in EntryAbout.objects.filter(entry__stream=stream).values_list("entry__pk", "person_id"):
            self.about.setdefault(entry, []).append(person)
        for entry, to, day in EntryShared.objects.filter(entry__stream=stream).values_list("entry__pk", "to", "day"):
            self.shared.setdefault(entry, []).append((to, day))

    def digest(self, stream: Stream, row: EntryRow) -> str:
        """What the row's digest should be."""
        shared = sorted(self.shared.get(row.pk, ()), key=lambda told: (told[0], told[1] or date.min))
        return digest(stream.owner.ref, row, sorted(self.about.get(row.pk, ())), shared)


def _order_fault(stream: Stream, rows: Sequence[EntryRow]) -> Fault | None:
    """Missing, added and moved rows: by their numbers first, then by following the links from the beginning."""
    chained = _followed(rows)
    for place, row in enumerate(rows, 1):
        if row.version != place:
            before = f"between entries {place - 1} and {row.version}" if place > 1 else "at the beginning"
            return _fault("removed", stream, None, f"an entry has been removed {before}: number {place} is missing.")
    if len(rows) < stream.version:
        gone = stream.version - len(rows)
        return _fault(
            "truncated", stream, None, f"the end has been cut off: the last {gone} of {stream.version} are gone."
        )
    met = frozenset(chained)
    strangers = [row for row in rows if row.pk not in met]
    if len(rows) > stream.version and strangers:
        return _fault("inserted", stream, strangers[0], "it was inserted: no other entry leads to it.")
    if not strangers and [row.pk for row in rows] != chained:
        moved = next(row for row, pk in zip(rows, chained, strict=True) if row.pk != pk)
        return _fault(
            "reordered", stream, moved, "it was moved: the entries do not follow in the order they were filed."
        )
    return None


def _followed(rows: Sequence[EntryRow]) -> list[int]:
    """The rows met by following each digest to the entry that names it as the one before."""
    after = {row.previous: row for row in reversed(rows) if row.previous}
    first = next((row for row in rows if not row.previous), None)
    met: list[int] = []
    while first is not None and len(met) <= len(rows):
        met.append(first.pk)
        first = after.get(first.digest)
    return met


def _row_fault(stream: Stream, row: EntryRow, held: _Beside) -> Fault | None:
    payload = held.payloads.get(row.pk)
    if payload is None:
        return _fault("removed", stream, row, "its content has been removed.")
    if commitment(bytes(payload.salt), payload.content) != row.commitment:
        return _fault("edited", stream, row, "its content was edited after it was filed.")
    if row.digest == held.digest(stream, row):
        return None
    if row.is_account:
        what, words = _what_changed(row, read_entry(payload.content), held)
        return _fault(what, stream, row, words)
    return _fault("edited", stream, row, "it was edited after it was filed.")


def _what_changed(row: EntryRow, entry: Entry, held: _Beside) -> tuple[str, str]:
    """The content is as filed, the row is not: which part of the row no longer agrees with the content?"""
    happened = dates_of(entry.happened)
    if any(getattr(row, name) != happened[name] for name in DATES):
        return "redated", f"when it happened was changed after it was filed: it was filed as {entry.happened.words}."
    if row.recorded_at != entry.recorded_at or row.known_from != entry.known_from:
        recorded = f"{entry.recorded_at.astimezone(UTC):%-d %B %Y, %H:%M} UTC" if entry.recorded_at else "another day"
        return "redated", f"when it was recorded or known was changed afterwards: it was recorded {recorded}."
    if sorted(held.about.get(row.pk, ())) != sorted(set(entry.about)):
        return "edited", "whom it is about was edited after it was filed."
    if row.labels.split() != labels_of(entry, " ".join(_own_labels(row))).split():
        return "edited", "its labels were edited after it was filed."
    return "edited", "its agency, author, labels, file or telling was edited after it was filed."


def _own_labels(row: EntryRow) -> list[str]:
    return [label for label in row.labels.split() if not label.startswith("handling_")]


def _link_fault(stream: Stream, rows: Sequence[EntryRow]) -> Fault | None:
    """Every row agrees with itself: do they agree with one another and with the stream's head?"""
    previous = ""
    for row in rows:
        if row.previous != previous:
            return _fault("edited", stream, row, "the entry before it was replaced: the chain does not join here.")
        previous = row.digest
    if previous != stream.head:
        return _fault(
            "edited", stream, rows[-1] if rows else None, "the last entry is not the one the record ended with."
        )
    return None


def _fault(what: str, stream: Stream, row: EntryRow | None, words: str) -> Fault:
    where = stream.label
    if row is not None:
        kind, day = row.kind.replace("_", " "), said(row.recorded_at.date())
        where += f", entry {row.version} ({kind}, {row.agency_id}, recorded {day})"
    return Fault(what, f"{where}: {words}")


def counts() -> dict[str, Any]:
    """How much there is to verify."""
    return {"families": Family.objects.count(), "entries": EntryRow.objects.count(), "files": Original.objects.count()}
