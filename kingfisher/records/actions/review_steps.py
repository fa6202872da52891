"""Recording what happens in a review: one action for every step, in the review's own stream.

What may follow what is said by `practice.reviews.may_follow`; who may, by `access`. Nothing here touches a child's
record, except that new information learned at an event becomes an entry there (`learned_at_event`).
"""

import hashlib
from datetime import date

import msgspec
from django.db import transaction

from kingfisher.agencies.models import Practitioner
from kingfisher.interchange.files.guard import LIMIT
from kingfisher.practice.reviews.from_notice import Hold, RecordHeld
from kingfisher.practice.reviews.may_follow import refusal
from kingfisher.practice.reviews.steps import DocumentKept, EventHeld, LearnedThere, Step
from kingfisher.records.access import Act, prove
from kingfisher.records.acting import NotNow, acting_day
from kingfisher.records.chain import append_accounts, append_steps, stream_of
from kingfisher.records.labels import AGENCY_ONLY
from kingfisher.records.learning import steps_of
from kingfisher.records.models import Family, Original, Review, Stream
from kingfisher.records.models.families import new_ref
from kingfisher.records.standings import refresh_later
from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import Entry, amend


def record_step(*, by: Practitioner, review: Review, step: Step, at: date | None = None) -> str:
    """Record a step of the review and return its lasting id.

    Raises `AccessRefused` for someone not on its panel, and `NotNow` with the reason when it may not follow what is
    already recorded, or is dated after the day it is recorded on.
    """
    day = acting_day(at)
    prove(by, Act.RECORD_STEP, review, day, purpose=str(step.__struct_config__.tag))
    if step.day > day:
        raise NotNow("It has not happened yet: give the day it happened, or record it on the day.")
    with transaction.atomic():
        Stream.objects.select_for_update().get(pk=stream_of(review).pk)  # nothing may arrive between looking and filing
        if reason := refusal(steps_of(review), step):
            raise NotNow(reason)
        [row] = append_steps(review, [step], author=by)
    return row.entry_id


def hold_records(*, by: Practitioner, review: Review, reason: str, on: date, at: date | None = None) -> str:
    """Hold the records of the review's families as they stand: how many entries, and the digest they end with.

    The living siblings' record goes on: what is written later is no part of what is held.
    """
    holds = tuple(_held(family) for family in review.families.order_by("ref"))
    return record_step(by=by, review=review, step=RecordHeld(day=on, holds=holds, reason=reason), at=at)


def keep_document(
    *, by: Practitioner, review: Review, step: DocumentKept, content: bytes, at: date | None = None
) -> str:
    """Keep a scan or PDF exactly as it came, by the SHA-256 of its bytes.

    Raises `NotNow` when it is empty or too large.
    """
    if not content:
        raise NotNow(f"'{step.file_name}' is empty. Ask for it to be sent again.")
    if len(content) > LIMIT:
        raise NotNow(f"'{step.file_name}' is larger than {LIMIT // 1_000_000} MB. Ask for it in parts.")
    digest = hashlib.sha256(content).hexdigest()
    prove(by, Act.RECORD_STEP, review, acting_day(at), purpose="document_kept")
    Original.objects.get_or_create(digest=digest, defaults={"size": len(content), "content": content})
    return record_step(by=by, review=review, step=msgspec.structs.replace(step, digest=digest), at=at)


def learned_at_event(
    *, by: Practitioner, review: Review, step: LearnedThere, family: Family, entry: Entry, at: date | None = None
) -> str:
    """What was first said at an event becomes an entry of the family's record, the agency's that gave it and its own
    until released; it became known on the day of the event, so that no earlier day is thought to have known it.

    Raises `NotNow` for a family that is not the review's, or an event that is not recorded.
    """
    day = acting_day(at)
    prove(by, Act.RECORD_STEP, review, day, purpose="learned_there")
    event = dict(steps_of(review).kept(EventHeld)).get(step.event)
    if event is None:
        raise NotNow("Record the event first, then what was learned there.")
    if not review.families.filter(pk=family.pk).exists():
        raise NotNow("That family is not part of this review.")
    known = amend(entry, id=new_ref(), became_known=When.day(event.day))
    with transaction.atomic():
        [row] = append_accounts(family, [known], author=by, labels=AGENCY_ONLY)
        said = msgspec.structs.replace(step, day=max(step.day, event.day), entry=row.entry_id, family=family.ref)
        [kept] = append_steps(review, [said], author=by)
        refresh_later(family)
    return kept.entry_id


def _held(family: Family) -> Hold:
    stream = stream_of(family)
    return Hold(family=family.ref, version=stream.version, digest=stream.head)
