"""The trail: who looked, who did, who was refused. Written before anything is shown; if it cannot be, nothing is."""

from collections.abc import Iterable

from django.db import transaction

from kingfisher.agencies.models import Practitioner
from kingfisher.records.models import TrailRow


def leave_trail(
    practitioner: Practitioner,
    action: str,
    things: Iterable[str],
    *,
    allowed: bool,
    purpose: str = "",
    reasons: Iterable[str] = (),
) -> None:
    """Write one row in a transaction of its own, so that nothing that fails later can take it back.

    Raises `RuntimeError` when called inside a transaction: prove access first, then begin to write.
    """
    with transaction.atomic(durable=True):
        TrailRow.objects.create(
            who=practitioner.label,
            practitioner_id=practitioner.pk,
            agency=practitioner.agency.slug,
            action=action,
            things=" ".join(things),
            purpose=purpose,
            allowed=allowed,
            reasons="\n".join(reasons),
        )
