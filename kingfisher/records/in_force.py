"""From entries about the record to what is in force, and back again to prove it."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import models, transaction

from kingfisher.agencies.models import Practitioner
from kingfisher.records.chain import append_keeping
from kingfisher.records.content import canonical, read_keeping
from kingfisher.records.keeping import (
    BarDeclared,
    BatchFiled,
    BatchWithdrawn,
    EntryCorrected,
    Keeping,
    MemberAdded,
    MemberEnded,
    PanelSeated,
    PersonKept,
    PractitionerKept,
    RelationshipKept,
    Released,
    ReviewClosed,
    ReviewOpened,
    SameSaid,
)
from kingfisher.records.models import (
    Bar,
    Batch,
    BatchState,
    EntryRow,
    Family,
    FamilyPractitioner,
    Membership,
    Person,
    Relationship,
    Release,
    SameHappening,
)
from kingfisher.records.names import sounds_of


def keep(family: Family, *keepings: Keeping, by: Practitioner) -> list[EntryRow]:
    """Write entries about the record and put them in force, in one transaction."""
    with transaction.atomic():
        rows = append_keeping(family, keepings, author=by)
        for keeping in keepings:
            take_effect(family, keeping)
        return rows


def take_effect(family: Family, keeping: Keeping) -> None:
    """Write what the entry changes in what is in force."""
    _EFFECTS[type(keeping)](family, keeping)


def _person(family: Family, kept: PersonKept) -> None:
    person = kept.person
    names = [name for name in (person.name, person.called, *person.aliases) if name]
    known = family.people.filter(person_id=person.id).first()
    Person.objects.update_or_create(
        family=family,
        person_id=person.id,
        defaults={
            "number": known.number if known else family.people.count() + 1,
            "is_child": kept.is_child,
            "names": "\n".join(names) or person.label,
            "sounds": sounds_of(names),
            "born": person.born.first if person.born else None,
            "value": canonical(person),
        },
    )


def _relationship(family: Family, kept: RelationshipKept) -> None:
    number = family.relationships.count() + 1
    Relationship.objects.create(family=family, number=number, value=canonical(kept.relationship))


def _practitioner(family: Family, kept: PractitionerKept) -> None:
    known = family.practitioners.filter(practitioner_id=kept.practitioner.id).first()
    FamilyPractitioner.objects.update_or_create(
        family=family,
        practitioner_id=kept.practitioner.id,
        defaults={
            "number": known.number if known else family.practitioners.count() + 1,
            "value": canonical(kept.practitioner),
        },
    )


def _member_added(family: Family, kept: MemberAdded) -> None:
    Membership.objects.create(
        family=family,
        membership_id=kept.membership_id,
        practitioner_id=kept.practitioner,
        team_id=kept.team,
        function=kept.function,
        since=kept.since,
        until=kept.until,
    )


def _member_ended(family: Family, kept: MemberEnded) -> None:
    family.memberships.filter(membership_id=kept.membership_id).update(until=kept.until)


def _barred(family: Family, kept: BarDeclared) -> None:
    Bar.objects.create(family=family, practitioner_id=kept.practitioner, since=kept.since)


def _released(family: Family, kept: Released) -> None:
    rows = EntryRow.objects.filter(stream__family=family, entry_id__in=kept.entries, release=None)
    Release.objects.bulk_create([Release(entry=row, day=kept.day) for row in rows])


def _same(family: Family, kept: SameSaid) -> None:
    first, second = sorted((kept.first, kept.second))
    SameHappening.objects.update_or_create(family=family, first=first, second=second, defaults={"same": kept.same})


def _filed(family: Family, kept: BatchFiled) -> None:
    family.batches.filter(ref=kept.batch).update(state=BatchState.FILED)


def _withdrawn(family: Family, kept: BatchWithdrawn) -> None:
    family.batches.filter(ref=kept.batch).update(state=BatchState.WITHDRAWN, reason=kept.reason)


def _nothing_here(family: Family, kept: Keeping) -> None:
    """Reviews are of several families: their own actions write the tables, and `panels.py` compares. Why an entry was
    corrected is read where it was written (`corrections.py`)."""


_EFFECTS: dict[type[Keeping], Callable[[Family, Any], None]] = {
    PersonKept: _person,
    RelationshipKept: _relationship,
    PractitionerKept: _practitioner,
    MemberAdded: _member_added,
    MemberEnded: _member_ended,
    BarDeclared: _barred,
    Released: _released,
    SameSaid: _same,
    EntryCorrected: _nothing_here,
    BatchFiled: _filed,
    BatchWithdrawn: _withdrawn,
    ReviewOpened: _nothing_here,
    ReviewClosed: _nothing_here,
    PanelSeated: _nothing_here,
}
_DERIVED: tuple[tuple[type[models.Model], str, str], ...] = (
    (Person, "family", "people"),
    (Relationship, "family", "relationships"),
    (FamilyPractitioner, "family", "practitioners of the family"),
    (Membership, "family", "memberships"),
    (Bar, "family", "bars"),
    (Release, "entry__stream__family", "releases"),
    (SameHappening, "family", "same happenings"),
)


class _Undo(Exception):
    """Ends a comparison without keeping what it wrote."""


def rebuild(family: Family, *, write: bool = False) -> list[str]:
    """Derive what is in force again from the stream; returns a sentence for each table that differs.

    Nothing is changed unless `write`, and then the tables are left as the stream says.
    """
    differences: list[str] = []
    try:
        with transaction.atomic():
            held = _snapshot(family)
            for model, path, _ in _DERIVED:
                model._default_manager.filter(**{path: family}).delete()
            family.batches.filter(state__in=(BatchState.FILED, BatchState.WITHDRAWN)).update(state=BatchState.READ)
            for row in _keepings(family):
                take_effect(family, read_keeping(row.payload.content))
            differences += _compare(family, held, _snapshot(family))
            if not write:
                raise _Undo
    except _Undo:
        pass
    return differences


def _keepings(family: Family) -> Iterable[EntryRow]:
    rows = EntryRow.objects.filter(stream__family=family, is_account=False)
    return rows.select_related("payload").order_by("version")


def _snapshot(family: Family) -> dict[str, list[tuple[Any, ...]]]:
    found: dict[str, list[tuple[Any, ...]]] = {}
    for model, path, words in _DERIVED:
        names = [f.attname for f in model._meta.concrete_fields if f.name != "id"]
        found[words] = sorted(model._default_manager.filter(**{path: family}).values_list(*names), key=repr)
    states = Batch.objects.filter(family=family, state__in=(BatchState.FILED, BatchState.WITHDRAWN))
    found["files filed and withdrawn"] = sorted(states.values_list("ref", "state"))
    return found


def _compare(family: Family, held: dict[str, list[Any]], derived: dict[str, list[Any]]) -> list[str]:
    return [
        f"Family {family.ref}: the {words} held ({len(held[words])}) "
        f"are not what the entries say ({len(derived[words])})."
        for words in held
        if held[words] != derived[words]
    ]
