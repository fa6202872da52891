"""Reviews and their panels, in every family's chain: a seat on a panel opens a whole record, so it must not appear
without a trace. `rebuild` says so when the tables hold a seat or a day that no entry tells of."""

from collections.abc import Iterable
from datetime import date

from kingfisher.agencies.models import Capacity, Practitioner
from kingfisher.records.content import read_keeping
from kingfisher.records.in_force import keep
from kingfisher.records.keeping import Keeping, PanelSeated, ReviewClosed, ReviewOpened
from kingfisher.records.models import EntryRow, Family, PanelMember, Review

type Said = set[tuple[object, ...]]
KINDS = ("review_opened", "review_closed", "panel_seated")


def tell(review: Review, *keepings: Keeping, by: Practitioner) -> None:
    """Write what happened to the review into the stream of each of its families."""
    for family in review.families.order_by("pk"):
        keep(family, *keepings, by=by)


def seats_of(review: Review, at: date) -> list[PanelMember]:
    """Every seat on the panel that has not ended by the day (its last day inclusive), by name."""
    seats = review.panel.exclude(until__lt=at).select_related("practitioner__agency", "practitioner__team")
    return list(seats.order_by("practitioner__name", "since"))


def could_sit(review: Review, at: date) -> list[Practitioner]:
    """Everyone whose account is in use and may read records, who has no seat yet and no conflict of interest recorded
    with any of the families, by name."""
    fit = Practitioner.objects.active().filter(capacity__in=(Capacity.PRACTITIONER, Capacity.PARTNERSHIP))
    seated = review.panel.exclude(until__lt=at).values("practitioner")
    barred = review.families.exclude(bars=None).values("bars__practitioner")
    return list(fit.exclude(pk__in=seated).exclude(pk__in=barred).select_related("agency", "team"))


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
    seats: dict[tuple[object, ...], object] = {}
    for kept in keepings:
        if isinstance(kept, ReviewOpened):
            days[kept.review] = (kept.opens, kept.closes)
        elif isinstance(kept, ReviewClosed):
            days[kept.review] = (days[kept.review][0], kept.closes)
        elif isinstance(kept, PanelSeated):
            seats[kept.review, kept.practitioner, kept.since] = kept.until  # told again with its last day: it ended
    return {(*seat, until) for seat, until in seats.items()} | {(review, *span) for review, span in days.items()}


def _held(family: Family) -> Said:
    held: Said = set()
    for review in family.reviews.prefetch_related("panel"):
        held.add((review.ref, review.opens, review.closes))
        held |= {(review.ref, seat.practitioner_id, seat.since, seat.until) for seat in review.panel.all()}
    return held
