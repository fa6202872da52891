"""Saying that two agencies' accounts are of the same happening, or are not. Both accounts stay, side by side."""

from datetime import date

from django.db import transaction

from kingfisher.agencies.models import Practitioner
from kingfisher.records.access import NO_SUCH_VERDICT, AccessRefused, Act, entries_for, prove
from kingfisher.records.acting import acting_day
from kingfisher.records.in_force import keep
from kingfisher.records.keeping import SameSaid
from kingfisher.records.models import Family
from kingfisher.records.standings import refresh_later


def confirm_same(
    *, by: Practitioner, family: Family, first: str, second: str, reason: str = "", at: date | None = None
) -> None:
    """Two entries are accounts of the same happening. Both must be entries `by` may see."""
    _say(by, family, SameSaid(first=first, second=second, same=True, reason=reason), acting_day(at))


def say_different(
    *, by: Practitioner, family: Family, first: str, second: str, reason: str = "", at: date | None = None
) -> None:
    """Two entries are not accounts of the same happening, so nobody need be asked again."""
    _say(by, family, SameSaid(first=first, second=second, same=False, reason=reason), acting_day(at))


def _say(by: Practitioner, family: Family, said: SameSaid, day: date) -> None:
    prove(by, Act.SAY_SAME, family, day)
    pair = {said.first, said.second}
    if len(pair) < 2 or entries_for(by, family, day).filter(entry_id__in=pair).count() < 2:
        raise AccessRefused(NO_SUCH_VERDICT)
    with transaction.atomic():
        keep(family, said, by=by)
        refresh_later(family)
