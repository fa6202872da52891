"""What a copy taken out of the record may be made of: what this practitioner sees, and what its owners have let go.

Asked once access to take a copy is proved (`access.family_for(…, "export", …)`). Which part of it reaches which reader
is decided where the document is laid out (`interchange.audiences`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kingfisher.agencies.models import Agency, Practitioner
from kingfisher.interchange.returns.agency_return import Doubt, Remark
from kingfisher.records.access import batches_for, entries_for
from kingfisher.records.batch_page import doubts_of
from kingfisher.records.chronologies import chronology_of
from kingfisher.records.labels import AGENCY_ONLY, RESTRICTED
from kingfisher.records.models import BatchRow, BatchState, Family
from kingfisher.records.pairs import unanswered_pairs
from kingfisher.records.settling import proposed_of
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.same_happening import Pair


@dataclass(frozen=True)
class Material:
    """Everything a copy can be made of. `released`: ids of the entries open to the family's whole network."""

    chronology: Chronology
    released: frozenset[str]
    doubts: Sequence[Doubt]
    remarks: dict[str, tuple[Remark, ...]]
    agencies: dict[str, str]
    suggested: Sequence[Pair]


def material_for(practitioner: Practitioner, family: Family, at: date) -> Material:
    """What the practitioner may see of the family on the day, and beside it what a document about it needs."""
    batches = batches_for(practitioner, family, at).exclude(state=BatchState.WITHDRAWN)
    chronology = chronology_of(family, practitioner, at)
    return Material(
        chronology=chronology,
        released=released_to_all(practitioner, family, at),
        doubts=doubts_of(batches),
        remarks=_remarks(frozenset(chronology.by_id), family),
        agencies=dict(Agency.objects.values_list("slug", "name")),
        suggested=unanswered_pairs(family, chronology),
    )


def released_to_all(practitioner: Practitioner, family: Family, at: date) -> frozenset[str]:
    """Ids of the entries the practitioner may see that are open to everyone in the family's network."""
    visible = entries_for(practitioner, family, at)
    open_ones = visible.filter(~Q(labels__contains=f" {AGENCY_ONLY} ") | Q(release__isnull=False))
    return frozenset(open_ones.exclude(labels__contains=f" {RESTRICTED} ").values_list("entry_id", flat=True))


def _remarks(seen: frozenset[str], family: Family) -> dict[str, tuple[Remark, ...]]:
    rows = BatchRow.objects.filter(batch__family=family).exclude(entry_id="")
    found = ((row.entry_id, proposed_of(row).remarks) for row in rows.iterator() if row.entry_id in seen)
    return {entry_id: remarks for entry_id, remarks in found if remarks}
