"""The steps of a review or an audit, from their rows to the values that `practice` reads."""

from datetime import date

from kingfisher.practice.steps import Recorded, Steps
from kingfisher.records.content import read_audit_step, read_step
from kingfisher.records.models import Audit, EntryRow, Review


def steps_of(review: Review, as_at: date | None = None) -> Steps:
    """The review's steps that hold on the day (inclusive; None: all). The caller has proved access."""
    return Steps(recorded_in(review), as_at)


def recorded_in(review: Review) -> list[Recorded]:
    """Every step of the review as kept, the corrected ones too, in the order they were recorded."""
    rows = (
        EntryRow.objects.filter(stream__review=review).select_related("payload", "author__agency").order_by("version")
    )
    return [
        Recorded(
            id=row.entry_id, step=read_step(row.payload.content), by=row.author.label, agency=row.agency_id,
            recorded_at=row.recorded_at,
        )
        for row in rows
    ]  # fmt: skip


def audit_steps(audit: Audit) -> list[Recorded]:
    """Every step of the audit as kept, in the order they were recorded. Who may see which: `practice.audits`."""
    rows = EntryRow.objects.filter(stream__audit=audit).select_related("payload", "author__agency").order_by("version")
    return [
        Recorded(
            id=row.entry_id, step=read_audit_step(row.payload.content), by=row.author.label,
            agency=row.agency_id, recorded_at=row.recorded_at,
        )
        for row in rows
    ]  # fmt: skip
