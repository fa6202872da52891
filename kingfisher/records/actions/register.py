"""The training register: how many of an agency's staff a strategy or tool has reached, and for how many it is meant."""

from datetime import date

from django.db import transaction

from kingfisher.agencies.models import Agency, Practitioner, StaffMeant, Subject, Training
from kingfisher.records.access import Act, prove
from kingfisher.records.acting import NotNow, acting_day


def record_training(
    *,
    by: Practitioner,
    agency: Agency,
    subject: Subject,
    number: int,
    day: date,
    licensed_until: date | None = None,
    at: date | None = None,
) -> None:
    """So many of an agency's staff were trained on a day. Only those who work for the partnership keep the register.

    Raises `NotNow` for a day to come, or a licence that had ended before the training.
    """
    today = acting_day(at)
    prove(by, Act.KEEP_REGISTER, None, today, purpose=agency.slug)
    if day > today:
        raise NotNow("The training has not happened yet: record it on its day.")
    if licensed_until and licensed_until < day:
        raise NotNow("A licence cannot end before the training.")
    with transaction.atomic():
        Training.objects.create(
            agency=agency, subject=subject, number=number, day=day, licensed_until=licensed_until, recorded_by=by
        )


def say_staff_meant(
    *, by: Practitioner, agency: Agency, subject: Subject, number: int, day: date, at: date | None = None
) -> None:
    """For how many of an agency's staff it is meant, from a day on."""
    prove(by, Act.KEEP_REGISTER, None, acting_day(at), purpose=agency.slug)
    with transaction.atomic():
        StaffMeant.objects.create(agency=agency, subject=subject, number=number, day=day, recorded_by=by)
