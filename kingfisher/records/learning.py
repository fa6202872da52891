"""The steps of a review or an audit, from their rows to the values that `practice` reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kingfisher.agencies.models import Practitioner
from kingfisher.practice.audits.steps import AuditOpened, ReadingHandedIn
from kingfisher.practice.steps import Recorded, Steps
from kingfisher.records.chain import commitment
from kingfisher.records.content import read_audit_step, read_step
from kingfisher.records.models import Audit, EntryRow, Review
from kingfisher.records.visible import entries_for
from kingfisher.timeline.dates import When


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


def audit_again(audit: Audit) -> Audit | None:
    """The audit opened to look again for this one; None while there is none."""
    rows = EntryRow.objects.filter(stream__audit__family=audit.family, kind="audit_opened")
    for row in rows.select_related("payload", "stream__audit"):
        step = read_audit_step(row.payload.content)
        if isinstance(step, AuditOpened) and step.again_for == audit.ref:
            return row.stream.audit
    return None


SEAL = 20  # hexadecimal figures: as many as two people can compare, and more than anyone can make to fit


@dataclass(frozen=True)
class ReadingSeal:
    """What a reading commits its reader to before anyone else has read it: a digest of its words with a random salt,
    from which nothing of them can be told. `holds` says whether the words still make it."""

    words: str
    on: date
    holds: bool


def seals_of(audit: Audit) -> dict[int, ReadingSeal]:
    """The seal of each reading handed in, by its reader's account. It can be shown to anyone with a part."""
    rows = EntryRow.objects.filter(stream__audit=audit, kind="reading_handed_in").select_related("payload")
    found = {}
    for row in rows:
        step = read_audit_step(row.payload.content)
        if isinstance(step, ReadingHandedIn):
            made = commitment(bytes(row.payload.salt), row.payload.content)
            found[step.reader] = ReadingSeal(in_fours(row.commitment), step.day, holds=made == row.commitment)
    return found


def in_fours(digest: str) -> str:
    """The beginning of a digest as it is read aloud."""
    return " ".join(digest[place : place + 4] for place in range(0, SEAL, 4))


def entries_named(by: Practitioner, audit: Audit, ids: Iterable[str], at: date) -> dict[str, str]:
    """Of the ids, the entries of the audited family that `by` may read, each as its agency and its date."""
    rows = entries_for(by, audit.family, at, superseded=True).filter(entry_id__in=set(ids)).select_related("agency")
    return {row.entry_id: f"{row.agency.name}, {When.parse(row.happened_text).words}" for row in rows}
