"""Opening a review of families and choosing its panel. Every family's chain tells of it."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from kingfisher.agencies.models import Capacity, Practitioner
from kingfisher.records.access import Act, families_for, prove
from kingfisher.records.acting import NotNow, acting_day
from kingfisher.records.keeping import PanelSeated, ReviewClosed, ReviewOpened
from kingfisher.records.models import Family, PanelMember, Review
from kingfisher.records.panels import tell


def open_review(
    *,
    by: Practitioner,
    name: str,
    families: Iterable[Family],
    opens: date | None = None,
    closes: date | None = None,
    at: date | None = None,
) -> Review:
    """Open a review of families `by` may see, with `by` on its panel. Days are inclusive; no `closes`: until closed.

    Raises `NotNow` for a family that `by` may not open.
    """
    day = acting_day(at)
    prove(by, Act.OPEN_REVIEW, None, day, purpose=name)
    listed = list(families)
    seen = set(families_for(by, day).values_list("pk", flat=True))
    if any(family.pk not in seen for family in listed):
        raise NotNow("A review can be opened of families whose record you may open.")
    with transaction.atomic():
        review = Review.objects.create(name=name, opens=opens or day, closes=closes)
        review.families.set(listed)
        PanelMember.objects.create(review=review, practitioner=by, since=review.opens)
        opened = ReviewOpened(review=review.ref, name=name, opens=review.opens, closes=closes)
        tell(review, opened, _seated(review, by, review.opens, None), by=by)
    return review


def add_panel_member(
    *,
    by: Practitioner,
    review: Review,
    who: Practitioner,
    since: date | None = None,
    until: date | None = None,
    at: date | None = None,
) -> PanelMember:
    """Someone joins the review's panel, from one day to another, both inclusive."""
    day = acting_day(at)
    prove(by, Act.CHOOSE_PANEL, review, day, purpose=f"practitioner:{who.pk}")
    with transaction.atomic():
        seat = PanelMember.objects.create(review=review, practitioner=who, since=since or day, until=until)
        tell(review, _seated(review, who, seat.since, until), by=by)
    return seat


def end_seat(*, by: Practitioner, seat: PanelMember, until: date, at: date | None = None) -> None:
    """The seat's last day, inclusive: after it they see nothing by it.

    Raises `NotNow` for a day before the seat began, or when nobody of the partnership would be left on it.
    """
    day = acting_day(at)
    prove(by, Act.CHOOSE_PANEL, seat.review, day, purpose=f"end practitioner:{seat.practitioner_id}")
    if until < seat.since:
        raise NotNow("The last day is not before the first.")
    left = seat.review.panel.exclude(pk=seat.pk).exclude(until__isnull=False)
    if not left.filter(practitioner__capacity=Capacity.PARTNERSHIP, practitioner__is_active=True).exists():
        raise NotNow("Somebody of the partnership stays on the panel. Seat another first, or close the review.")
    with transaction.atomic():
        PanelMember.objects.filter(pk=seat.pk).update(until=until)
        tell(seat.review, _seated(seat.review, seat.practitioner, seat.since, until), by=by)


def _seated(review: Review, who: Practitioner, since: date, until: date | None) -> PanelSeated:
    return PanelSeated(review=review.ref, practitioner=who.pk, who=who.label, since=since, until=until)


def close_review(*, by: Practitioner, review: Review, on: date, at: date | None = None) -> None:
    """The review's last day, inclusive: after it the panel sees nothing by it.

    Raises `NotNow` for a day before it opened.
    """
    prove(by, Act.CHOOSE_PANEL, review, acting_day(at), purpose="close")
    if on < review.opens:
        raise NotNow("The review's last day is not before its first.")
    with transaction.atomic():
        Review.objects.filter(pk=review.pk).update(closes=on)
        tell(review, ReviewClosed(review=review.ref, closes=on), by=by)
