"""What every action shares: the day it is done on, and a refusal that is not about access."""

from datetime import date

from django.utils import timezone


class NotNow(Exception):
    """Allowed, but not as things stand: the message says why and what to do."""


def acting_day(at: date | None) -> date:
    """The day given, or today where the partnership is."""
    return at or timezone.localdate()
