"""What a review's statements cite, looked up in the records of its families as this practitioner may read them.

Everything here is given a review that `access.review_for` has handed over.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from kingfisher.agencies.models import Agency, Practitioner
from kingfisher.practice.reviews.citations import Citation, EntryKnown, citations, cited_ids
from kingfisher.practice.reviews.steps import RecordHeld
from kingfisher.practice.steps import Recorded, Steps
from kingfisher.records.access import entries_for
from kingfisher.records.models import EntryRow, Family, Review
from kingfisher.timeline.dates import When


def citations_in(review: Review, recorded: Iterable[Recorded], by: Practitioner, at: date) -> list[Citation]:
    """Every citation of the review's steps and whether it holds. An entry `by` may not read is unknown to them."""
    everything = list(recorded)
    ids = cited_ids(everything)
    held = Steps(everything).last(RecordHeld)
    upto = {one.family: one.version for one in held.holds} if held else {}
    names = dict(Agency.objects.values_list("slug", "name"))
    known: dict[str, EntryKnown] = {}
    for family in review.families.all():
        for row, is_withdrawn in _rows(family, ids, by, at):
            known[row.entry_id] = EntryKnown(
                family=family.ref,
                words=f"{names.get(row.agency_id, row.agency_id)}, {When.parse(row.happened_text).words}",
                is_withdrawn=is_withdrawn,
                is_given=_is_given(row, review, upto.get(family.ref)),
            )
        known = _with_corrections(family, known, by, at)
    return citations(everything, known)


def _rows(family: Family, ids: frozenset[str], by: Practitioner, at: date) -> list[tuple[EntryRow, bool]]:
    standing = entries_for(by, family, at, superseded=True).filter(entry_id__in=ids)
    gone = entries_for(by, family, at, withdrawn=True).filter(entry_id__in=ids)
    return [(row, is_withdrawn) for rows, is_withdrawn in ((standing, False), (gone, True)) for row in rows]


def _is_given(row: EntryRow, review: Review, version: int | None) -> bool:
    """Held with the records as they stood, or come in for the review since."""
    if version is None or row.version <= version:
        return True
    return row.batch is not None and row.batch.review_id == review.pk


def _with_corrections(
    family: Family, known: dict[str, EntryKnown], by: Practitioner, at: date
) -> dict[str, EntryKnown]:
    """Each with the entry that stands in its place in the end, where `by` may read that it was corrected."""
    rows = entries_for(by, family, at, superseded=True).filter(~Q(corrects=""))
    later = dict(rows.values_list("corrects", "entry_id"))

    def last(entry: str) -> str:
        seen = [entry]
        while (following := later.get(seen[-1])) and following not in seen:
            seen.append(following)
        return seen[-1] if len(seen) > 1 else ""

    mine = {name: last(name) for name, one in known.items() if one.family == family.ref}
    return {
        name: EntryKnown(
            family=one.family, words=one.words, corrected_by=mine.get(name, one.corrected_by),
            is_withdrawn=one.is_withdrawn, is_given=one.is_given,
        )
        for name, one in known.items()
    }  # fmt: skip
