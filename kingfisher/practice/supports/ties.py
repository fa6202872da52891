"""The record with its relationships as they stood on a day: the list and the entries of changes read together."""

from datetime import date

import msgspec

from kingfisher.practice.kin.ties import FROM_BIRTH, Held, ties_as_at
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.people import HowKnown, Relationship, Tie


def with_ties_as_at(known: Chronology, day: date) -> Chronology:
    """The same record with relationships as at the day (inclusive): what had ended is gone, save kinship, which does
    not end; what an entry changed is changed. `known` holds what was known by the day."""
    written = {(tie.kind, tie.person, tie.of): tie for tie in known.family.relationships}
    ties = tuple(
        _as_listed(held, written)
        for held in ties_as_at(known, day)
        if not held.ended or held.kind is Tie.PARENT or held.kind in FROM_BIRTH
    )
    family = msgspec.structs.replace(known.family, relationships=ties)
    return Chronology(family, known.by_id.values(), cut=day)


def _as_listed(held: Held, written: dict[tuple[Tie, str, str], Relationship]) -> Relationship:
    """The tie in the form of the list, with the note and agency the list gives it."""
    listed = written.get((held.kind, held.person, held.of)) or written.get((held.kind, held.of, held.person))
    return Relationship(
        kind=held.kind,
        of=held.of,
        person=held.person,
        since=held.since,
        how_known=HowKnown(held.how_known) if held.how_known in list(HowKnown) else None,
        agency=listed.agency if listed else None,
        note=listed.note if listed else None,
        bond=held.bond,
        link=held.link,
        care=held.care,
        standing=held.standing,
        may_show_family=held.may_show_family,
    )
