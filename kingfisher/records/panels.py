"""Reviews and their panels, in every family's chain: a seat on a panel opens a whole record, so it must not appear
without a trace. `rebuild` says so when the tables hold a seat or a day that no entry tells of."""

from collections.abc import Iterable

from kingfisher.agencies.models import Practitioner
from kingfisher.records.content import read_keeping
from kingfisher.records.in_force import keep
from kingfisher.records.keeping import Keeping, PanelSeated, ReviewClosed, ReviewOpened
from kingfisher.records.models import EntryRow, Family, Review

type Said = set[tuple[object, ...]]
KINDS = ("review_opened", "review_closed", "panel_seated")


def tell(review: Review, *keepings: Keeping, by: Practitioner) -> None:
    """Write what happened to the review into the stream of each of its families."""
    for family in review.families.order_by("pk"):
        keep(family, *keepings, by=by)


def differences(family: Family) -> list[str]:
    """A sentence if the reviews of the family, their days or their panels are not what its entries say."""
    rows = EntryRow.objects.filter(stream__family=family, kind__in=KINDS).order_by("version")
    told = _told(read_keeping(row.payload.content) for row in rows.select_related("payload"))
    held = _held(family)
    if told == held:
        return []
    return [
        f"Family {family.ref}: its reviews and their panels are not what the entries say: "
        f"{len(held - told)} held that no entry tells of, {len(told - held)} told of and not held."
    ]


def _told(keepings: Iterable[Keeping]) -> Said:
    days: dict[str, tuple[object, object]] = {}
    seats: Said = set()
    for kept in keepings:
        if isinstance(kept, ReviewOpened):
            days[kept.review] = (kept.opens, kept.closes)
        elif isinstance(kept, ReviewClosed):
            days[kept.review] = (days[kept.review][0], kept.closes)
        elif isinstance(kept, PanelSeated):
            seats.add((kept.review, kept.practitioner, kept.since, kept.until))
    return seats | {(review, *span) for review, span in days.items()}


def _held(family: Family) -> Said:
    held: Said = set()
    for review in family.reviews.prefetch_related("panel"):
        held.add((review.ref, review.opens, review.closes))
        held |= {(review.ref, seat.practitioner_id, seat.since, seat.until) for seat in review.panel.all()}
    return held
