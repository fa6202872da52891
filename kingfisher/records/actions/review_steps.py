"""Recording what happens in a review: one action for every step, in the review's own stream.

What may follow what is said by `practice.reviews.may_follow`; who may, by `access`. Nothing here touches a child's
record, except that new information learned at an event becomes an entry there (`learned_at_event`).
"""

from datetime import date

from django.db import transaction

from kingfisher.agencies.models import Practitioner
from kingfisher.practice.reviews.from_notice import Hold, RecordHeld
from kingfisher.practice.reviews.may_follow import refusal
from kingfisher.practice.reviews.steps import Step
from kingfisher.records.access import Act, prove
from kingfisher.records.acting import NotNow, acting_day
from kingfisher.records.chain import append_steps, stream_of
from kingfisher.records.learning import steps_of
from kingfisher.records.models import Family, Review, Stream


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


def _held(family: Family) -> Hold:
    stream = stream_of(family)
    return Hold(family=family.ref, version=stream.version, digest=stream.head)
