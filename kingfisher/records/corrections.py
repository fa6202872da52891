"""An entry's corrections: the one that stands in its place, and of each who made it, when and why.

Asked only after access to the entry is proved: a correction is read by whoever may read what it corrects.
"""

from datetime import date
from typing import NamedTuple

from django.utils import timezone

from kingfisher.records.content import read_keeping
from kingfisher.records.keeping import EntryCorrected
from kingfisher.records.models import EntryRow


class Corrected(NamedTuple):
    """That an entry is a correction: by whom it was made, on what day, and why ("" where nobody said)."""

    by: str
    on: date
    why: str


def in_its_place(row: EntryRow) -> str:
    """The id of the entry that stands in its place in the end; its own when nobody corrected it."""
    pairs = EntryRow.objects.filter(stream=row.stream).exclude(corrects="").values_list("corrects", "entry_id")
    later, met = dict(pairs), [row.entry_id]
    while (following := later.get(met[-1])) and following not in met:
        met.append(following)
    return met[-1]


def corrected_by(row: EntryRow) -> Corrected | None:
    """Who made this correction, when and why; None when the entry corrects nothing."""
    if not row.corrects:
        return None
    said = EntryRow.objects.filter(stream=row.stream, kind="entry_corrected").select_related("payload")
    kept = (read_keeping(one.payload.content) for one in said if one.payload.content)
    why = next((one.reason for one in kept if isinstance(one, EntryCorrected) and one.entry == row.entry_id), "")
    return Corrected(row.author.label, timezone.localtime(row.recorded_at).date(), why)
