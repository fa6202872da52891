"""The crossing from rows to a Chronology, and the fast paths that lists and pictures use instead.

Everything here starts from `access.entries_for`, except `whole_chronology`, which only questions and standings read.
"""

from collections.abc import Container, Iterable
from datetime import date

from django.db.models import QuerySet

from kingfisher.agencies.models import Practitioner
from kingfisher.records.access import entries_for, without_hidden_links
from kingfisher.records.content import read_as, read_entry
from kingfisher.records.models import Batch, BatchState, EntryRow, Family
from kingfisher.timeline import people
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.entries import Entry, amend
from kingfisher.timeline.links import links_of


def family_value(family: Family) -> people.Family:
    """The family's people, relationships and practitioners as now recorded."""
    persons = list(family.people.all())
    return people.Family(
        name=family.name,
        children=tuple(person.person_id for person in persons if person.is_child),
        people=tuple(read_as(people.Person, person.value) for person in persons),
        relationships=tuple(read_as(people.Relationship, tie.value) for tie in family.relationships.all()),
        practitioners=tuple(read_as(people.Practitioner, one.value) for one in family.practitioners.all()),
    )


def chronology_of(family: Family, practitioner: Practitioner, at: date) -> Chronology:
    """The chronology as this practitioner may see it on the day: corrected entries are in `superseded`."""
    rows = entries_for(practitioner, family, at, superseded=True)
    return Chronology(family_value(family), entries_of(family, rows))


def whole_chronology(family: Family) -> Chronology:
    """Every entry in the readings, whoever wrote it: for questions and standings, never to be shown as it is."""
    gone = Batch.objects.filter(family=family, state=BatchState.WITHDRAWN).values("ref")
    rows = EntryRow.objects.filter(stream__family=family, is_account=True).exclude(batch__in=gone)
    return Chronology(family_value(family), entries_of(family, rows))


def entries_of(family: Family, rows: QuerySet[EntryRow], *, visible: QuerySet[EntryRow] | None = None) -> list[Entry]:
    """The rows' entries, with the same happenings people have confirmed, in the order they were filed.

    A link to an entry that is neither among them nor among the `visible` ones is left out. So are erased entries.
    """
    contents = rows.order_by("stream", "version").values_list("payload__content", flat=True)
    entries = [read_entry(content) for content in contents if content]
    same = _same_happenings(family)
    seen = {entry.id for entry in entries}
    if visible is not None:
        named = {one for entry in entries for one in (*links_of(entry), *same.get(entry.id, ()))} - seen
        seen |= set(visible.filter(entry_id__in=named).values_list("entry_id", flat=True))
    return [_linked(without_hidden_links(entry, seen), same.get(entry.id, ()), seen) for entry in entries]


def _linked(entry: Entry, same: Iterable[str], seen: Container[str]) -> Entry:
    shown = tuple(one for one in same if one in seen)
    return amend(entry, same_as=tuple(dict.fromkeys((*entry.same_as, *shown)))) if shown else entry


def _same_happenings(family: Family) -> dict[str, list[str]]:
    """For each entry those a person has said are of the same happening; a correction takes the place it corrects."""
    links: dict[str, list[str]] = {}
    said = list(family.same_happenings.filter(same=True).values_list("first", "second"))
    if not said:
        return links
    corrections = EntryRow.objects.filter(stream__family=family).exclude(corrects="")
    later = dict(corrections.values_list("corrects", "entry_id"))
    for first, second in said:
        for one in _and_corrections(first, later):
            for other in _and_corrections(second, later):
                links.setdefault(one, []).append(other)
                links.setdefault(other, []).append(one)
    return links


def _and_corrections(entry_id: str, later: dict[str, str]) -> list[str]:
    found = [entry_id]
    while (following := later.get(found[-1])) and following not in found:
        found.append(following)
    return found
