"""Filing a change of the drawn family: whoever is new to the record, and the entries that say what changed, at once."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from django.db import transaction

from kingfisher.agencies.models import Practitioner
from kingfisher.records.access import Act, prove
from kingfisher.records.acting import NotNow, acting_day
from kingfisher.records.actions.families import kept
from kingfisher.records.chain import append_accounts
from kingfisher.records.in_force import keep
from kingfisher.records.labels import AGENCY_ONLY
from kingfisher.records.models import EntryRow, Family
from kingfisher.records.models.families import new_ref
from kingfisher.records.standings import refresh_later
from kingfisher.timeline.entries import Entry, amend
from kingfisher.timeline.people import Person

SHOWS_TO_ALL = (
    "Somebody new to the record shows to everyone in the family’s network, so an entry about them cannot be kept "
    "to one agency. Open it to the network, or choose somebody who is in the record already."
)


def file_change(
    *,
    by: Practitioner,
    family: Family,
    newcomers: Mapping[str, tuple[Person, bool]],
    entries: Callable[[Mapping[str, str]], Iterable[Entry]],
    agency_only: bool,
    at: date | None = None,
) -> list[EntryRow]:
    """Write down the newcomers (a person, and whether the record is about them) and file the entries, all or nothing.

    `entries` is given the newcomers' new ids by their words. Raises `NotNow` when a newcomer is to be kept to one
    agency: the list of people is open to the whole network, and would tell.
    """
    day = acting_day(at)
    prove(by, Act.ADD_ENTRY, family, day)
    if newcomers:
        prove(by, Act.RECORD_PERSON, family, day)
        if agency_only:
            raise NotNow(SHOWS_TO_ALL)
    people = {word: kept(person, is_child=is_child) for word, (person, is_child) in newcomers.items()}
    ids = {word: one.person.id for word, one in people.items()}
    ours = [amend(entry, id=new_ref(), agency=by.agency.slug, corrects=None, same_as=()) for entry in entries(ids)]
    with transaction.atomic():
        if people:
            keep(family, *people.values(), by=by)
        rows = append_accounts(family, ours, author=by, labels=AGENCY_ONLY if agency_only else "")
        refresh_later(family)
        return list(rows)
