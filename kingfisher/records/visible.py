"""What a practitioner may see, as lists: where every list, count, search, picture and export begins."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from kingfisher.agencies.models import Practitioner
from kingfisher.records.footing import Part, account_refusal, entry_filter, families_open_to, footing_in
from kingfisher.records.models import Audit, Batch, BatchState, EntryRow, Family, Review


def families_for(practitioner: Practitioner, at: date) -> QuerySet[Family]:
    """The families the practitioner may open on the day."""
    return families_open_to(practitioner, at)


def reviews_for(practitioner: Practitioner, at: date) -> QuerySet[Review]:
    """The open reviews on whose panel the practitioner sits on the day, unless barred from a family of theirs."""
    if account_refusal(practitioner):
        return Review.objects.none()
    seats = practitioner.panels.filter(since__lte=at).exclude(until__lt=at)
    barred = practitioner.bars.filter(since__lte=at).values("family")
    mine = Review.objects.filter(pk__in=seats.values("review"), opens__lte=at).exclude(closes__lt=at)
    return mine.exclude(pk__in=Review.objects.filter(families__in=barred).values("pk"))


def audits_for(practitioner: Practitioner, at: date) -> QuerySet[Audit]:
    """The open audits in which the practitioner has a part on the day, unless barred from the family."""
    if account_refusal(practitioner):
        return Audit.objects.none()
    mine = practitioner.audit_parts.filter(since__lte=at).values("audit")
    barred = practitioner.bars.filter(since__lte=at).values("family")
    return Audit.objects.filter(pk__in=mine, opens__lte=at).exclude(closes__lt=at).exclude(family__in=barred)


def entries_for(
    practitioner: Practitioner, family: Family, at: date, *, superseded: bool = False, withdrawn: bool = False
) -> QuerySet[EntryRow]:
    """The family's entries the practitioner may see on the day: the start of every list, count, search and export.

    Entries since corrected stay out unless `superseded`; those of a withdrawn file are left out, or with `withdrawn`
    are the only ones.
    """
    footing = footing_in(practitioner, family, at)
    rows = EntryRow.objects.filter(entry_filter(footing), stream__family=family, is_account=True)
    gone = Batch.objects.filter(family=family, state=BatchState.WITHDRAWN).values("ref")
    rows = rows.filter(batch__in=gone) if withdrawn else rows.exclude(batch__in=gone)
    if superseded or withdrawn:
        return rows
    corrections = EntryRow.objects.filter(corrects=OuterRef("entry_id")).exclude(corrects="").exclude(batch__in=gone)
    return rows.exclude(Exists(corrections))


def batches_for(practitioner: Practitioner, family: Family, at: date) -> QuerySet[Batch]:
    """The files sent in for the family that the practitioner may open: their agency's, or all for the panel."""
    footing = footing_in(practitioner, family, at)
    batches = Batch.objects.filter(family=family).select_related("agency")
    if Part.PANEL in footing.parts:
        return batches
    return batches.filter(agency__slug=footing.agency) if footing.sees else batches.none()
