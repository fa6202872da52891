"""Who is in a family's network, and who could join it. Asked only after access to the family is proved."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kingfisher.agencies.models import Capacity, Practitioner, Team
from kingfisher.records.footing import LEAD
from kingfisher.records.models import Family, Membership


@dataclass(frozen=True)
class Place:
    """A place in the network: whose, in words, as what, from which day to which (None: no last day)."""

    id: str
    who: str
    function: str
    since: date
    until: date | None


def places_in(family: Family, at: date) -> list[Place]:
    """Every place that has not ended by the day (its last day inclusive), leads first, then by name."""
    rows = family.memberships.exclude(until__lt=at).select_related("practitioner__agency", "team__agency")
    found = [
        Place(
            one.membership_id,
            str(one.practitioner or one.team),
            one.function,
            one.since,
            one.until,
        )
        for one in rows
    ]
    return sorted(found, key=lambda one: (one.function != LEAD, one.who, one.since))


def place_in(family: Family, membership_id: str) -> Membership | None:
    """A place by its id, if it is of this family."""
    return family.memberships.filter(membership_id=membership_id).first()


def could_join(family: Family, at: date) -> tuple[list[Practitioner], list[Team]]:
    """Everyone whose account is in use and reads records, and every team, with no place on the day; nobody who has said
    that they must not see this family."""
    placed = family.memberships.exclude(until__lt=at)
    fit = Practitioner.objects.active().filter(capacity__in=(Capacity.PRACTITIONER, Capacity.PARTNERSHIP))
    barred = family.bars.values("practitioner")
    people = fit.exclude(pk__in=placed.exclude(practitioner=None).values("practitioner")).exclude(pk__in=barred)
    teams = Team.objects.exclude(pk__in=placed.exclude(team=None).values("team")).select_related("agency")
    return list(people.select_related("agency")), list(teams)


def leads_after(family: Family, day: date, *, without: Membership) -> bool:
    """Does anyone who may open the record lead the network on the day after, when that place has ended?"""
    others = family.memberships.filter(Q(until=None) | Q(until__gt=day), function=LEAD).exclude(pk=without.pk)
    able = others.exclude(practitioner__is_active=False).exclude(practitioner__in=family.bars.values("practitioner"))
    return any((since - day).days <= 1 for since in able.values_list("since", flat=True))
