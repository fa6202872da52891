"""What a review holds: each family's record as it stood, whether it is still whole, and reading it as it was held.

A hold copies nothing: entries are never changed, so the record up to a number, ending with a digest, is the snapshot.
"""

from dataclasses import dataclass

from kingfisher.practice.reviews.from_notice import RecordHeld
from kingfisher.practice.reviews.standing import is_held
from kingfisher.practice.steps import Steps
from kingfisher.records.models import EntryRow, Family, Review


@dataclass(frozen=True)
class Held:
    """A family's record as held: so many entries, whether they are still there unchanged, how many came since."""

    family: Family
    version: int
    whole: bool
    since: int


def held_records(review: Review, steps: Steps) -> list[Held]:
    """Every record held for the review, by the family's name; none once the hold has ended.

    `whole` looks at the entry the hold names only; the chain before it is checked by `manage.py verify`.
    """
    step = steps.last(RecordHeld)
    if step is None or not is_held(steps):
        return []
    families = {family.ref: family for family in review.families.select_related("stream")}
    return sorted(
        (_held(families[hold.family], hold.version, hold.digest) for hold in step.holds if hold.family in families),
        key=lambda one: (one.family.name, one.family.ref),
    )


def _held(family: Family, version: int, digest: str) -> Held:
    last = EntryRow.objects.filter(stream=family.stream, version=version).values_list("digest", flat=True).first()
    return Held(family, version, last == digest, family.stream.version - version)
