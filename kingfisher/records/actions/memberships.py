"""Who is in a family's network: added and ended with dates; and a practitioner's own conflict of interest."""

from datetime import date

from django.db import transaction

from kingfisher.agencies.models import Practitioner, Team
from kingfisher.records.access import Act, prove
from kingfisher.records.acting import NotNow, acting_day
from kingfisher.records.footing import LEAD
from kingfisher.records.in_force import keep
from kingfisher.records.keeping import BarDeclared, MemberAdded, MemberEnded
from kingfisher.records.models import Family, Membership, Stream
from kingfisher.records.models.families import new_ref
from kingfisher.records.networks import leads_after


def add_member(
    *,
    by: Practitioner,
    family: Family,
    who: Practitioner | Team,
    function: str = "contributor",
    since: date | None = None,
    until: date | None = None,
    basis: str = "",
    at: date | None = None,
) -> Membership:
    """A practitioner or a team joins the network, from one day to another, both inclusive.

    `function` is lead, core group, contributor or one-off; a lead chooses who else is in the network.
    """
    day = acting_day(at)
    prove(by, Act.CHOOSE_NETWORK, family, day, purpose=basis)
    is_team = isinstance(who, Team)
    added = MemberAdded(
        membership_id=new_ref(),
        practitioner=None if is_team else who.pk,
        team=who.pk if is_team else None,
        who=str(who),
        function=function,
        since=since or day,
        until=until,
        basis=basis,
    )
    keep(family, added, by=by)
    return Membership.objects.get(membership_id=added.membership_id)


def end_member(
    *, by: Practitioner, membership: Membership, until: date, reason: str = "", at: date | None = None
) -> None:
    """A membership's last day, inclusive. Raises `NotNow` when that is before it began, nobody would lead after, or the
    place has ended already."""
    day, family = acting_day(at), membership.family
    prove(by, Act.CHOOSE_NETWORK, family, day, purpose=reason)
    with transaction.atomic():
        Stream.objects.select_for_update().get(family=family)  # two leads may not end each other's place at once
        membership.refresh_from_db()
        if membership.until is not None and membership.until < day:
            raise NotNow("This place has ended already. If they need to see this record again, add them again.")
        if until < membership.since:
            raise NotNow("The last day is before the first: choose a later day.")
        if membership.function == LEAD and not leads_after(family, until, without=membership):
            raise NotNow("Nobody would lead the work after that day. Add someone as lead first, then end this place.")
        keep(family, MemberEnded(membership_id=membership.membership_id, until=until, reason=reason), by=by)


def declare_conflict(*, by: Practitioner, family: Family, reason: str = "", at: date | None = None) -> None:
    """A practitioner says they must not see this family; from that day it does not exist for them.

    Raises `NotNow` while they alone lead its network: nobody could be added to it any more."""
    day = acting_day(at)
    prove(by, Act.SEE, family, day, purpose="conflict of interest")
    with transaction.atomic():
        Stream.objects.select_for_update().get(family=family)
        led = family.memberships.filter(practitioner=by, function=LEAD).exclude(until__lt=day).first()
        if led and not leads_after(family, day, without=led):
            raise NotNow(
                "You alone lead this work: nobody could be added after you. Add someone as lead first, today, then "
                "close the record to yourself."
            )
        keep(family, BarDeclared(practitioner=by.pk, who=by.label, since=day, reason=reason), by=by)
