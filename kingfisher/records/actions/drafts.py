"""Unfinished words, saved as they are typed. A draft is found only by the one who wrote it, what it is of (a family, a
review, an audit) and the form.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from kingfisher.agencies.models import Practitioner
from kingfisher.records.access import AccessRefused, Act, decide
from kingfisher.records.acting import acting_day
from kingfisher.records.models import Audit, Draft, Family, Review

type Owner = Family | Review | Audit

KEPT_FOR = timedelta(days=30)


def save_draft(*, by: Practitioner, of: Owner, form: str, body: str, at: date | None = None) -> datetime:
    """Keep the words in place of what was kept before; returns when. They expire 30 days after the last save."""
    _refuse_strangers(by, of, acting_day(at))
    now = timezone.now()
    Draft.objects.update_or_create(
        practitioner=by,
        form=form,
        **_belongs(of),
        defaults={"body": body, "saved_at": now, "expires_at": now + KEPT_FOR},
    )
    return now


def load_draft(*, by: Practitioner, of: Owner, form: str, at: date | None = None) -> Draft | None:
    """What `by` last kept on this form for this family, review or audit, if it has not expired."""
    _refuse_strangers(by, of, acting_day(at))
    mine = Draft.objects.filter(practitioner=by, form=form, **_belongs(of))
    return mine.filter(expires_at__gt=timezone.now()).first()


def discard_draft(*, by: Practitioner, of: Owner, form: str) -> None:
    """Forget it: one's own words may be thrown away at any time."""
    Draft.objects.filter(practitioner=by, form=form, **_belongs(of)).delete()


def move_draft(*, by: Practitioner, of: Owner, form: str, to: str) -> None:
    """Have it found on another form from now on; where something is kept there already, both stay where they are."""
    mine = Draft.objects.filter(practitioner=by, **_belongs(of))
    if not mine.filter(form=to, expires_at__gt=timezone.now()).exists():
        mine.filter(form=to).delete()
        mine.filter(form=form).update(form=to)


def clear_expired() -> int:
    """Remove drafts past their time; returns how many."""
    return Draft.objects.filter(expires_at__lte=timezone.now()).delete()[0]


def _belongs(of: Owner) -> dict[str, Any]:
    return {type(of).__name__.lower(): of}


def _refuse_strangers(by: Practitioner, of: Owner, day: date) -> None:
    """Access without a trail row for every few keystrokes: nothing of the record is read."""
    verdict = decide(by, Act.DRAFT, of, day)
    if not verdict:
        raise AccessRefused(verdict)
