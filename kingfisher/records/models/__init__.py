"""The tables, in three classes: entries (insert-only, chained), in force (derived, rebuildable), working (mutable)."""

from kingfisher.records.models.families import Audit, AuditPart, Family, PanelMember, Review
from kingfisher.records.models.in_force import (
    Bar,
    FamilyPractitioner,
    Membership,
    Person,
    Relationship,
    Release,
    SameHappening,
    Standing,
)
from kingfisher.records.models.receipts import Receipt
from kingfisher.records.models.stream import EntryAbout, EntryRow, EntryShared, Owner, Payload, Stream
from kingfisher.records.models.trail import TrailRow
from kingfisher.records.models.working import Batch, BatchRow, BatchState, CalendarAddress, Draft, Job, Original

__all__ = [
    "Audit", "AuditPart", "Bar", "Batch", "BatchRow", "BatchState", "CalendarAddress", "Draft", "EntryAbout",
    "EntryRow", "EntryShared",
    "Family", "FamilyPractitioner", "Job", "Membership", "Original", "Owner", "PanelMember", "Payload", "Person",
    "Receipt", "Relationship", "Release", "Review", "SameHappening", "Standing", "Stream", "TrailRow",
]  # fmt: skip
