"""A practitioner's private address for a diary that reads what is due: made, renewed, taken back, and whose one is.

A diary program signs in nowhere, so the address is the key: long, unguessable, shown once, kept as a digest only.
What can be read there has no names in it (`interchange/copies/write_ics.py`), and each reading is in the trail.
"""

import hashlib
import secrets

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from kingfisher.agencies.models import Practitioner
from kingfisher.records.models import CalendarAddress
from kingfisher.records.trail import leave_trail

BYTES = 32  # of chance in an address: 256 bits


def make_address(*, by: Practitioner) -> str:
    """A new address in place of any other of theirs, which is read no more. It cannot be shown again. Trailed."""
    leave_trail(by, "calendar_address", ("calendar",), allowed=True, purpose="made a private address for a diary")
    token = secrets.token_urlsafe(BYTES)
    with transaction.atomic():
        _open_ones(by).update(ended=timezone.now())
        CalendarAddress.objects.create(practitioner=by, digest=_digest(token))
    return token


def end_address(*, by: Practitioner) -> bool:
    """Take their address back: a diary reads it no more. False when they had none. Trailed."""
    leave_trail(by, "calendar_address", ("calendar",), allowed=True, purpose="took a private address for a diary back")
    return bool(_open_ones(by).update(ended=timezone.now()))


def address_of(practitioner: Practitioner) -> CalendarAddress | None:
    """Their open address (since when; never the address itself), or None."""
    return _open_ones(practitioner).first()


def whose_address(token: str) -> Practitioner | None:
    """Whose open address it is, if their account is in use; None for anything else, without saying which."""
    found = CalendarAddress.objects.select_related("practitioner__agency").filter(
        digest=_digest(token), ended=None, practitioner__is_active=True
    )
    return next((one.practitioner for one in found), None)


def _open_ones(practitioner: Practitioner) -> QuerySet[CalendarAddress]:
    return CalendarAddress.objects.filter(practitioner=practitioner, ended=None)


def _digest(token: str) -> str:
    """Of chance enough that a plain digest cannot be turned back."""
    return hashlib.sha256(token.encode()).hexdigest()
