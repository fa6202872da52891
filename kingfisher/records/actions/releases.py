"""Releasing what an agency sent in: until its owner does, only that agency and the review panel see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kingfisher.agencies.models import Practitioner
from kingfisher.records.access import Act, prove
from kingfisher.records.acting import acting_day
from kingfisher.records.in_force import keep
from kingfisher.records.keeping import Released
from kingfisher.records.labels import RESTRICTED
from kingfisher.records.models import Batch, Family
from kingfisher.records.visible import entries_for


@dataclass(frozen=True)
class ReleaseMade:
    """How many entries were released, and how many stayed because their sender restricted them."""

    released: int
    restricted: int


def release(
    *,
    by: Practitioner,
    family: Family,
    entries: Iterable[str] | None = None,
    batch: Batch | None = None,
    reason: str = "",
    at: date | None = None,
) -> ReleaseMade:
    """Let the family's network see entries of `by`'s own agency: those named, those of a file, or else all of them.

    Restricted entries (handling code R) are never released: they are counted and stay. Entries of other agencies are
    passed over as if they were not there. Those already released stay as they are.
    """
    day = acting_day(at)
    prove(by, Act.RELEASE, batch or family, day, purpose=reason)
    ours = entries_for(by, family, day).filter(agency=by.agency, release=None)
    if entries is not None:
        ours = ours.filter(entry_id__in=tuple(entries))
    if batch is not None:
        ours = ours.filter(batch=batch)
    open_ones = ours.exclude(labels__contains=f" {RESTRICTED} ").order_by("version")
    ids = tuple(open_ones.values_list("entry_id", flat=True))
    restricted = ours.filter(labels__contains=f" {RESTRICTED} ").count()
    if ids:
        keep(family, Released(entries=ids, day=day, reason=reason), by=by)
    return ReleaseMade(len(ids), restricted)
