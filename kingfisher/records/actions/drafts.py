"""Unfinished words, saved as they are typed. A draft is found only by the one who wrote it, the family and the form."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from kingfisher.agencies.models import Practitioner
from kingfisher.records.access import AccessRefused, Act, decide
from kingfisher.records.acting import acting_day
from kingfisher.records.models import Draft, Family

KEPT_FOR = timedelta(days=30)


def save_draft(*, by: Practitioner, family: Family, form: str, body: str, at: date | None = None) -> datetime:
    """Keep the words in place of what was kept before; returns when. They expire 30 days after the last save."""
    _refuse_strangers(by, family, acting_day(at))
    now = timezone.now()
    Draft.objects.update_or_create(
        practitioner=by,
        family=family,
        form=form,
        defaults={"body": body, "saved_at": now, "expires_at": now + KEPT_FOR},
    )
    return now


def load_draft(*, by: Practitioner, family: Family, form: str, at: date | None = None) -> Draft | None:
    """What `by` last kept on this form for this family, if it has not expired."""
    _refuse_strangers(by, family, acting_day(at))
    mine = Draft.objects.filter(practitioner=by, family=family, form=form)
    return mine.filter(expires_at__gt=timezone.now()).first()


def discard_draft(*, by: Practitioner, family: Family, form: str) -> None:
    """Forget it: one's own words may be thrown away at any time."""
    Draft.objects.filter(practitioner=by, family=family, form=form).delete()


def clear_expired() -> int:
    """Remove drafts past their time; returns how many."""
    return Draft.objects.filter(expires_at__lte=timezone.now()).delete()[0]


def _refuse_strangers(by: Practitioner, family: Family, day: date) -> None:
    """Access without a trail row for every few keystrokes: nothing of the record is read."""
    verdict = decide(by, Act.DRAFT, family, day)
    if not verdict:
        raise AccessRefused(verdict)
