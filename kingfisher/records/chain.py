"""The only writer of entries: each commits to its content and to the one before it (published as `FORMAT`).

    commitment = SHA-256(salt, content)                    in bytes, one after the other
    digest     = SHA-256(JSON [FORMAT, previous, stream, version, metadata, commitment])

The JSON is canonical: sorted keys, no spaces, UTF-8. The metadata are the columns of `metadata()`. Content and salt may
be erased and the chain still holds. Independent appends race for the stream's version and try again when they lose.
"""

import hashlib
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection, transaction

from kingfisher.agencies.models import Practitioner
from kingfisher.practice.audits.steps import AuditStep
from kingfisher.practice.reviews.steps import STEP_VERSION, Step
from kingfisher.records.content import canonical, folded
from kingfisher.records.keeping import KEEPING_VERSION, Keeping, kind_of
from kingfisher.records.labels import labels_of
from kingfisher.records.models import (
    Audit,
    Batch,
    EntryAbout,
    EntryRow,
    EntryShared,
    Family,
    Owner,
    Payload,
    Review,
    Stream,
)
from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import Entry, amend

FORMAT = "kingfisher entry 1"
ATTEMPTS = 50
SOME = 500  # rows written at a time


class Contended(RuntimeError):
    """So many others were writing to this record that ours could not be placed. Nothing was written; try again."""


def database_clock() -> datetime:
    """The database's own time, UTC: the only source of `recorded_at`."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT strftime('%Y-%m-%dT%H:%M:%f', 'now')")
            return datetime.fromisoformat(cursor.fetchone()[0]).replace(tzinfo=UTC)
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
        return moment.astimezone(UTC)


@dataclass(frozen=True)
class Written:
    """An entry ready to be placed: its row without place in the chain, its content and its joins."""

    row: EntryRow
    content: str
    words: str = ""
    about: tuple[str, ...] = ()
    shared: tuple[tuple[str, date | None], ...] = field(default=())


def append_accounts(
    family: Family, entries: Sequence[Entry], *, author: Practitioner, batch: Batch | None = None, labels: str = ""
) -> list[EntryRow]:
    """Place agencies' accounts in the family's stream, in the order given. Call inside a transaction.

    Each entry's `id` becomes its lasting id; its handling codes join the labels. `recorded_at` is the database's.
    """
    now = database_clock()
    return _append(family, [_account(amend(entry, recorded_at=now), now, author, batch, labels) for entry in entries])


def append_keeping(family: Family, keepings: Sequence[Keeping], *, author: Practitioner) -> list[EntryRow]:
    """Place entries about the record itself. Call inside a transaction, and `take_effect` with what it returns."""
    now = database_clock()
    day = When.day(now.date())
    return _append(family, [_kept(keeping, author, now, day) for keeping in keepings])


def _account(entry: Entry, now: datetime, author: Practitioner, batch: Batch | None, labels: str) -> Written:
    row = EntryRow(
        entry_id=entry.id,
        kind=entry.kind,
        kind_version=entry.kind_version,
        is_account=True,
        known_from=entry.known_from,
        recorded_at=now,
        agency_id=entry.agency,
        author=author,
        corrects=entry.corrects or "",
        labels=labels_of(entry, labels),
        batch=batch,
        **dates_of(entry.happened),
    )
    passage = entry.source.passage if entry.source else ""
    shared = tuple(sorted(entry.told(), key=lambda told: (told[0], told[1] or date.min)))
    about = tuple(sorted(set(entry.about)))
    return Written(row, canonical(entry), folded(f"{entry.text} {passage}"), about, shared)


def _kept(keeping: Keeping, author: Practitioner, now: datetime, day: When) -> Written:
    row = EntryRow(
        kind=kind_of(keeping),
        kind_version=KEEPING_VERSION,
        is_account=False,
        known_from=now.date(),
        recorded_at=now,
        agency_id=author.agency.slug,
        author=author,
        **dates_of(day),
    )
    return Written(row, canonical(keeping))


def dates_of(when: When) -> dict[str, Any]:
    """The columns that hold when an entry happened."""
    return {
        "happened_first": when.first,
        "happened_last": when.last,
        "happened_at": when.time,
        "happened_text": str(when),
        "earliest": when.earliest,
        "latest": when.latest,
        "sort_day": when.first or when.last,
    }


def append_steps(owner: Review | Audit, steps: Sequence[Step | AuditStep], *, author: Practitioner) -> list[EntryRow]:
    """Place steps of a review or an audit in its own stream, apart from any family's. Call inside a transaction."""
    now = database_clock()
    return _append(owner, [_step(step, author, now) for step in steps])


def _step(step: Step | AuditStep, author: Practitioner, now: datetime) -> Written:
    row = EntryRow(
        kind=str(step.__struct_config__.tag),
        kind_version=STEP_VERSION,
        is_account=False,
        known_from=now.date(),
        recorded_at=now,
        agency_id=author.agency.slug,
        author=author,
        corrects=step.corrects,
        **dates_of(When.day(step.day)),
    )
    return Written(row, canonical(step))


def stream_of(owner: Owner) -> Stream:
    """The stream of a family, a review or an audit; a review's or an audit's begins with its first step."""
    match owner:
        case Family():
            return Stream.objects.get(family=owner)
        case Review():
            return Stream.objects.get_or_create(review=owner)[0]
        case Audit():
            return Stream.objects.get_or_create(audit=owner)[0]


def _append(owner: Owner, written: Sequence[Written]) -> list[EntryRow]:
    if not written:
        return []
    with transaction.atomic():
        for _ in range(ATTEMPTS):
            stream = stream_of(owner)
            salts = _link(stream, owner.ref, written)
            placed = Stream.objects.filter(pk=stream.pk, version=stream.version).update(
                version=written[-1].row.version, head=written[-1].row.digest
            )
            if placed:
                return _write(written, salts)
    raise Contended(f"{ATTEMPTS} times another entry came first. Nothing was written; try again.")


def _link(stream: Stream, ref: str, written: Sequence[Written]) -> list[bytes]:
    previous, salts = stream.head, []
    for version, one in enumerate(written, stream.version + 1):
        salt = secrets.token_bytes(32)
        row = one.row
        row.stream, row.version, row.previous = stream, version, previous
        row.commitment = commitment(salt, one.content)
        row.digest = previous = digest(ref, row, one.about, one.shared)
        salts.append(salt)
    return salts


def _write(written: Sequence[Written], salts: Sequence[bytes]) -> list[EntryRow]:
    rows = EntryRow.objects.bulk_create([one.row for one in written], batch_size=SOME)
    Payload.objects.bulk_create(
        [
            Payload(entry=row, salt=salt, content=one.content, words=one.words)
            for row, one, salt in zip(rows, written, salts, strict=True)
        ],
        batch_size=SOME,
    )
    EntryAbout.objects.bulk_create(
        [EntryAbout(entry=one.row, person_id=person) for one in written for person in one.about], batch_size=SOME
    )
    EntryShared.objects.bulk_create(
        [EntryShared(entry=one.row, to=to, day=day) for one in written for to, day in one.shared], batch_size=SOME
    )
    return rows


def commitment(salt: bytes, content: str) -> str:
    """What an entry says of its content."""
    return hashlib.sha256(salt + content.encode()).hexdigest()


def digest(
    stream: str, row: EntryRow, about: Sequence[str], shared: Sequence[tuple[str, date | None]], version: int = 0
) -> str:
    """What an entry says of itself and of the one before it. `version` tries another place in the chain."""
    parts = [FORMAT, row.previous, stream, version or row.version, metadata(row, about, shared), row.commitment]
    text = json.dumps(parts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def metadata(row: EntryRow, about: Sequence[str], shared: Sequence[tuple[str, date | None]]) -> dict[str, Any]:
    """The columns and joins an entry's digest covers, as plain values."""
    recorded = row.recorded_at.astimezone(UTC)
    return {
        "entry_id": row.entry_id,
        "kind": row.kind,
        "kind_version": row.kind_version,
        "is_account": row.is_account,
        "happened": [_iso(row.happened_first), _iso(row.happened_last), _iso(row.happened_at), row.happened_text],
        "sought": [_iso(row.earliest), _iso(row.latest), _iso(row.sort_day)],
        "known_from": _iso(row.known_from),
        "recorded_at": recorded.isoformat(timespec="microseconds"),
        "agency": row.agency_id,
        "author": row.author_id,
        "corrects": row.corrects,
        "labels": row.labels,
        "batch": row.batch_id,
        "about": list(about),
        "shared": [[to, _iso(day)] for to, day in shared],
    }


def _iso(value: Any) -> str | None:
    return value.isoformat() if value is not None else None
