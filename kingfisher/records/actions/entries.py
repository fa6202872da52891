"""Writing an entry, and correcting one: a correction is a new entry that names the one it corrects."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db import transaction

from kingfisher.agencies.models import Practitioner
from kingfisher.records.access import Act, entries_for, prove
from kingfisher.records.acting import NotNow, acting_day
from kingfisher.records.chain import append_accounts
from kingfisher.records.chronologies import entries_of
from kingfisher.records.in_force import keep
from kingfisher.records.keeping import EntryCorrected, Keeping, Released
from kingfisher.records.labels import AGENCY_ONLY
from kingfisher.records.models import EntryRow, Family, Release, Stream
from kingfisher.records.models.families import new_ref
from kingfisher.records.sharing import suggested_for
from kingfisher.records.standings import refresh_later
from kingfisher.timeline.entries import Entry, amend
from kingfisher.timeline.kinds import Decision


class PictureChanged(Exception):
    """Entries have arrived since the picture a decision was based on: `arrived` are those its maker may see."""

    def __init__(self, arrived: Iterable[Entry], version: int) -> None:
        self.arrived, self.version = tuple(arrived), version
        super().__init__("More has arrived since you opened this family. Look at it, then decide.")


class AlreadyCorrected(NotNow):
    """Someone corrected the entry first: the correction is what is put right now."""

    def __init__(self) -> None:
        super().__init__("This entry has already been corrected: correct the correction.")


def picture_version(family: Family) -> int:
    """The version of the family's record a page shows: a decision made on that page carries it as `based_on`."""
    return Stream.objects.values_list("version", flat=True).get(family=family)


def add_entry(
    *,
    by: Practitioner,
    family: Family,
    entry: Entry,
    based_on: int | None = None,
    agency_only: bool | None = None,
    at: date | None = None,
) -> EntryRow:
    """File an entry of `by`'s agency, kept to it (`agency_only`) or open to the network; where the writer says neither,
    as the local rule for its kind says (`sharing.py`). Its id is made here.

    A decision needs `based_on` (`picture_version` when the page was opened): raises `PictureChanged` when accounts the
    practitioner may see have arrived since, and `NotNow` without it.
    """
    day = acting_day(at)
    prove(by, Act.ADD_ENTRY, family, day)
    if agency_only is None:
        agency_only = suggested_for(entry.kind, day).agency_only
    ours = amend(entry, id=new_ref(), agency=by.agency.slug, corrects=None, same_as=())
    with transaction.atomic():
        if isinstance(entry.content, Decision):
            refuse_if_outdated(by, family, based_on, day)
        row = append_accounts(family, [ours], author=by, labels=AGENCY_ONLY if agency_only else "")[0]
        refresh_later(family)
        return row


def refuse_if_outdated(by: Practitioner, family: Family, based_on: int | None, day: date) -> None:
    """Raise `PictureChanged` when entries `by` may see have come since that version. Call inside a transaction."""
    if based_on is None:
        raise NotNow("A decision says what it was based on: open the family, and decide from there.")
    stream = Stream.objects.select_for_update().get(family=family)  # nothing may arrive between looking and filing
    if arrived := arrived_since(by, family, based_on, day):
        raise PictureChanged(arrived, stream.version)


def arrived_since(by: Practitioner, family: Family, version: int, day: date) -> list[Entry]:
    """The entries `by` may see that have come since that version of the record, in the order they came."""
    visible = entries_for(by, family, day)
    arrived = visible.filter(version__gt=version)
    return entries_of(family, arrived, visible=visible) if arrived.exists() else []


def correct_entry(
    *, by: Practitioner, row: EntryRow, entry: Entry, reason: str = "", at: date | None = None
) -> EntryRow:
    """File what the entry should have said. It keeps the agency, file, labels and release of the one it corrects; the
    reason is kept beside both. Questions are asked again of the record as it then stands.

    Raises `NotNow` when the kind is not the same, and `AlreadyCorrected` when someone came first.
    """
    prove(by, Act.CORRECT_ENTRY, row, acting_day(at))
    if entry.kind != row.kind:
        raise NotNow(f"A correction is of the same kind: this is a {row.kind}, not a {entry.kind}.")
    family = row.family
    with transaction.atomic():
        Stream.objects.select_for_update().get(family=family)
        if EntryRow.objects.filter(corrects=row.entry_id, stream=row.stream).exists():
            raise AlreadyCorrected
        corrected = amend(entry, id=new_ref(), agency=row.agency_id, corrects=row.entry_id, same_as=())
        written = append_accounts(family, [corrected], author=by, batch=row.batch, labels=row.labels)[0]
        keep(family, *_beside(row, written, reason), by=by)
        refresh_later(family)
    return written


def _beside(row: EntryRow, written: EntryRow, reason: str) -> Iterator[Keeping]:
    """What goes with a correction: its reason, and the release of what it corrects."""
    if reason:
        yield EntryCorrected(entry=written.entry_id, corrects=row.entry_id, reason=reason)
    released = Release.objects.filter(entry=row).first()  # as it is now: `row` may have been read before it was
    if released:
        yield Released(entries=(written.entry_id,), day=released.day, reason="follows what it corrects")
