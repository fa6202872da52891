"""Writing down who is in the family, how they are related and who works with them."""

from datetime import date

from django.db import transaction

from kingfisher.agencies.models import Practitioner
from kingfisher.records.access import Act, prove
from kingfisher.records.acting import NotNow, acting_day
from kingfisher.records.actions.families import kept
from kingfisher.records.in_force import keep
from kingfisher.records.keeping import Keeping, PractitionerKept, RelationshipKept
from kingfisher.records.models import Family
from kingfisher.records.standings import refresh_later
from kingfisher.timeline import people


def add_person(
    *, by: Practitioner, family: Family, person: people.Person, is_child: bool = False, at: date | None = None
) -> str:
    """Write down a person, or with the same id their details as now known; returns their id ("" makes one)."""
    prove(by, Act.RECORD_PERSON, family, acting_day(at))
    recorded = kept(person, is_child=is_child)
    _keep(family, recorded, by=by)
    return recorded.person.id


def relate(*, by: Practitioner, family: Family, relationship: people.Relationship, at: date | None = None) -> None:
    """Write down a relationship between two people of the family. Raises `NotNow` when either is not in it."""
    prove(by, Act.RECORD_PERSON, family, acting_day(at))
    held = set(family.people.values_list("person_id", flat=True))
    if missing := {relationship.of, relationship.person} - held:
        raise NotNow(f"{sorted(missing)[0]} is not in this family's record yet: add the person first.")
    _keep(family, RelationshipKept(relationship=relationship), by=by)


def add_practitioner(
    *, by: Practitioner, family: Family, practitioner: people.Practitioner, at: date | None = None
) -> None:
    """Write down someone who works or worked with the family, as agencies name them; this gives no access."""
    prove(by, Act.RECORD_PERSON, family, acting_day(at))
    _keep(family, PractitionerKept(practitioner=practitioner), by=by)


def add_everyone(*, by: Practitioner, family: Family, everyone: people.Family, at: date | None = None) -> None:
    """Write down the people, relationships and practitioners of a whole family at once, ids as given."""
    prove(by, Act.RECORD_PERSON, family, acting_day(at))
    _keep(
        family,
        *(kept(person, is_child=person.id in everyone.children) for person in everyone.people),
        *(RelationshipKept(relationship=tie) for tie in everyone.relationships),
        *(PractitionerKept(practitioner=one) for one in everyone.practitioners),
        by=by,
    )


def _keep(family: Family, *keepings: Keeping, by: Practitioner) -> None:
    """Keep them, and have what stands worked out again: who is in a family decides much of what is asked."""
    with transaction.atomic():
        keep(family, *keepings, by=by)
        refresh_later(family)
