"""An agency's file from arrival to the record: received, read (as a job), settled by a person, filed, or withdrawn."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from django.db import transaction
from django.utils import timezone

from kingfisher.agencies.models import Agency, Practitioner
from kingfisher.interchange.files.guard import LIMIT
from kingfisher.records.access import Act, prove
from kingfisher.records.acting import NotNow, acting_day
from kingfisher.records.chain import append_accounts
from kingfisher.records.content import canonical
from kingfisher.records.in_force import keep
from kingfisher.records.keeping import BatchFiled, BatchWithdrawn
from kingfisher.records.labels import AGENCY_ONLY
from kingfisher.records.models import Batch, BatchRow, BatchState, Family, Original, Review
from kingfisher.records.models.families import new_ref
from kingfisher.records.reading import read_file
from kingfisher.records.settling import Changes, changed, entry_of, proposed_of, version_of
from kingfisher.records.standings import refresh_later
from kingfisher.timeline.entries import Entry, amend
from kingfisher.timeline.links import with_links

Settled = BatchRow.Settled
TAKEN = (Settled.ACCEPTED, Settled.CHANGED)
TO_SETTLE = (BatchState.READ, BatchState.FILED)
SIGNED = ("settled_as", "settled", "why", "settled_by", "settled_at")


@dataclass(frozen=True)
class Filed:
    """What filing a file came to; with `structure` it adds up to the rows of the file."""

    entries: int  # now in the record, by this filing and earlier ones
    left: int  # still to settle
    set_aside: int  # with a reason, or about another family
    structure: int


@dataclass(frozen=True)
class RowChoice:
    """What someone decided about one row, and the `version_of` the row when they saw it."""

    decision: Settled | str
    changes: Changes | None = None
    why: str = ""
    version: str = ""


class RowsMoved(Exception):
    """Someone else has settled rows since the page showed them: `numbers` says which. Look at them, then choose."""

    def __init__(self, numbers: Iterable[int]) -> None:
        self.numbers = tuple(numbers)
        super().__init__("Someone has settled some of these rows since you opened the page.")


def receive_file(
    *,
    by: Practitioner,
    family: Family,
    file_name: str,
    content: bytes,
    agency: Agency | None = None,
    review: Review | None = None,
    at: date | None = None,
) -> Batch:
    """Keep a file exactly as sent and have it read. `agency` is whose return it is; left out, it is `by`'s own, or for
    the panel of a `review` whosever the file says.

    Raises `NotNow` when the file is empty, too big, or already here.
    """
    name = PurePath(file_name.replace("\\", "/")).name.replace("\0", "")[:255] or "file"
    whose = agency or (None if review else by.agency)
    arrival = Batch(family=family, review=review, agency=whose, file_name=name, received_by=by)
    prove(by, Act.RECEIVE_FILE, arrival, acting_day(at))
    digest = hashlib.sha256(content).hexdigest()
    _refuse_unfit(family, review, name, content, digest)
    with transaction.atomic():
        if not Original.objects.filter(pk=digest).exists():
            Original.objects.create(digest=digest, size=len(content), content=content)
        arrival.original_id = digest
        arrival.save()
        read_file.enqueue(arrival.ref)
    return arrival


def _refuse_unfit(family: Family, review: Review | None, name: str, content: bytes, digest: str) -> None:
    if not content:
        raise NotNow(f"'{name}' is empty. Ask the agency to send it again.")
    if len(content) > LIMIT:
        raise NotNow(f"'{name}' is larger than {LIMIT // 1_000_000} MB. Ask the agency to send it in parts.")
    if review is not None and not review.families.filter(pk=family.pk).exists():
        raise NotNow(f"{review} is not a review of this family.")
    gone = (BatchState.WITHDRAWN, BatchState.REFUSED)
    if earlier := family.batches.filter(original_id=digest).exclude(state__in=gone).first():
        raise NotNow(f"The same file is already here as '{earlier.file_name}'. Withdraw that one first to start again.")


def say_agency(*, by: Practitioner, batch: Batch, agency: Agency, at: date | None = None) -> None:
    """Say whose return a file is, before it is filed; it is read again with that in mind and settled afresh."""
    prove(by, Act.SETTLE, batch, acting_day(at), purpose=f"agency: {agency.slug}")
    with transaction.atomic():
        held = _held(batch, BatchState.READ)
        Batch.objects.filter(pk=held.pk).update(agency=agency, state=BatchState.WAITING)
        read_file.enqueue(held.ref)
    batch.refresh_from_db()


def settle_row(
    *,
    by: Practitioner,
    batch: Batch,
    number: int,
    decision: Settled | str,
    changes: Changes | None = None,
    why: str = "",
    at: date | None = None,
) -> BatchRow:
    """Settle one row: accepted, changed (with `changes`), set_aside (say `why`), other_family, or "" to open it again.

    Raises `NotNow` for a row without a date that is to become an entry, one already filed, or one that is no account.
    """
    prove(by, Act.SETTLE, batch, acting_day(at))
    chosen = Settled(decision)
    with transaction.atomic():
        _held(batch, *TO_SETTLE)
        row = batch.rows.get(number=number)
        _settle(row, batch, chosen, changes, why=why, by=by)
        row.save()
    return row


def settle_rows(
    *, by: Practitioner, batch: Batch, choices: Mapping[int, RowChoice], at: date | None = None
) -> dict[int, BatchRow]:
    """Settle several rows, by number, all or none; each choice as in `settle_row`.

    Raises `RowsMoved` when someone has settled one of them since the page showed it, and `NotNow` as `settle_row` does.
    """
    prove(by, Act.SETTLE, batch, acting_day(at))
    with transaction.atomic():
        _held(batch, *TO_SETTLE)
        rows = {row.number: row for row in batch.rows.filter(number__in=list(choices))}
        moved = [number for number, row in rows.items() if choices[number].version != version_of(row)]
        if moved:
            raise RowsMoved(moved)
        for number, row in rows.items():
            chosen = choices[number]
            _settle(row, batch, Settled(chosen.decision), chosen.changes, why=chosen.why, by=by)
        BatchRow.objects.bulk_update(rows.values(), SIGNED, batch_size=200)
    return rows


def _settle(
    row: BatchRow, batch: Batch, chosen: Settled, changes: Changes | None, *, why: str, by: Practitioner
) -> None:
    proposed_of(row)
    if row.entry_id:
        raise NotNow(f"{row.place} has been filed: correct the entry instead.")
    if chosen is Settled.SET_ASIDE and not why.strip():
        raise NotNow("Say why this row is set aside: the agency may ask.")
    row.settled_as = canonical(_settled_entry(row, batch, chosen, changes)) if chosen in TAKEN else ""
    _sign(row, chosen, why, by)


def _settled_entry(row: BatchRow, batch: Batch, chosen: Settled, changes: Changes | None) -> Entry:
    entry = proposed_of(row).entry
    if chosen is Settled.CHANGED and changes is not None:
        people = frozenset(batch.family.people.values_list("person_id", flat=True))
        entry = changed(entry, changes, people=people)
    if not entry.happened.is_known:
        raise NotNow(f"{row.place} has no date. Give it one, if only a year or 'before', or leave it for the agency.")
    return entry


def _sign(row: BatchRow, chosen: Settled, why: str, by: Practitioner) -> None:
    row.settled, row.why = chosen, why
    row.settled_by, row.settled_at = by, timezone.now()


def settle_many(*, by: Practitioner, batch: Batch, numbers: Iterable[int] | None = None, at: date | None = None) -> int:
    """Accept as read the rows of those numbers, or every row read; returns how many.

    Doubts, rows settled before and rows without a date stay as they are.
    """
    prove(by, Act.SETTLE, batch, acting_day(at))
    with transaction.atomic():
        _held(batch, *TO_SETTLE)
        rows = batch.rows.filter(state=BatchRow.State.SUGGESTED, settled=Settled.OPEN)
        if numbers is not None:
            rows = rows.filter(number__in=tuple(numbers))
        accepted = [row for row in rows if proposed_of(row).entry.happened.is_known]
        for row in accepted:
            row.settled_as = canonical(proposed_of(row).entry)
            _sign(row, Settled.ACCEPTED, "", by)
        BatchRow.objects.bulk_update(accepted, SIGNED, batch_size=200)
    return len(accepted)


def file_batch(*, by: Practitioner, batch: Batch, at: date | None = None) -> Filed:
    """Make entries of the rows settled so far. They belong to the agency and stay with it (and the review's panel)
    until it releases them. What is not settled stays listed with the file, and may be settled and filed later.

    Raises `NotNow` when it is not known whose file it is, or nothing is settled.
    """
    prove(by, Act.FILE_BATCH, batch, acting_day(at))
    with transaction.atomic():
        held = _held(batch, *TO_SETTLE)
        if held.agency_id is None:
            raise NotNow("Say which agency sent this file, then file it.")
        rows = list(held.rows.filter(settled__in=TAKEN, entry_id=""))
        if not rows:
            raise NotNow("No row has been settled since the last filing: accept some, then file.")
        _file_rows(held, rows, by)
        filed = _counted(held)
        keep(held.family, _batch_filed(held, filed), by=by)
        refresh_later(held.family)
    batch.refresh_from_db()
    return filed


def _file_rows(batch: Batch, rows: list[BatchRow], by: Practitioner) -> None:
    """Lasting ids for this filing; links within the file follow them, also to rows filed earlier."""
    entries = [entry_of(row) for row in rows]
    lasting = {proposed_of(row).entry.id: row.entry_id for row in batch.rows.exclude(entry_id="")}
    lasting |= {entry.id: new_ref() for entry in entries}
    owned = [
        amend(with_links(entry, lasting.get), id=lasting[entry.id], agency=batch.agency_id, recorded_at=None)
        for entry in entries
    ]
    append_accounts(batch.family, owned, author=by, batch=batch, labels=AGENCY_ONLY)
    for row, entry in zip(rows, owned, strict=True):
        row.entry_id = entry.id
    BatchRow.objects.bulk_update(rows, ("entry_id",), batch_size=200)


def _counted(batch: Batch) -> Filed:
    accounts = batch.rows.exclude(state=BatchRow.State.STRUCTURE)
    aside = accounts.filter(settled__in=(Settled.SET_ASIDE, Settled.OTHER_FAMILY)).count()
    entries = accounts.exclude(entry_id="").count()
    return Filed(entries, accounts.count() - entries - aside, aside, batch.structure)


def _batch_filed(batch: Batch, filed: Filed) -> BatchFiled:
    return BatchFiled(
        batch=batch.ref,
        file=batch.file_name,
        digest=batch.original_id,
        entries=filed.entries,
        left_to_settle=filed.left,
        set_aside=filed.set_aside,
        structure=filed.structure,
    )


def withdraw_batch(*, by: Practitioner, batch: Batch, reason: str, at: date | None = None) -> None:
    """Take a file's entries out of the readings. Nothing is deleted: they can be seen as withdrawn, with the reason."""
    prove(by, Act.WITHDRAW_BATCH, batch, acting_day(at), purpose=reason)
    if not reason.strip():
        raise NotNow("Say why the file is withdrawn: whoever finds it later will ask.")
    with transaction.atomic():
        held = _held(batch, BatchState.READ, BatchState.FILED, BatchState.REFUSED)
        keep(held.family, BatchWithdrawn(batch=held.ref, reason=reason), by=by)
        refresh_later(held.family)
    batch.refresh_from_db()


def _held(batch: Batch, *states: BatchState) -> Batch:
    """The batch, locked, if it is at one of these stages."""
    held = Batch.objects.select_for_update().get(pk=batch.pk)
    if held.state not in states:
        raise NotNow(
            f"'{held.file_name}' is at this stage: {held.get_state_display().lower()}. That cannot be done now."
        )
    return held
