"""Who is the family of a child as at a date: people, unions, births, care, homes and what lies between them?

A reading of the family's list and of the chronology, for the drawing of genograms. Nothing later than the day shows:
no age, no birth, no death, no couple, no home, no name that only a birth gave.
"""

from datetime import date

from kingfisher.practice.kin.births import Births, cares
from kingfisher.practice.kin.copies import ForFamily, ForPublication, for_family, for_publication
from kingfisher.practice.kin.homes import Homes
from kingfisher.practice.kin.lines import generations, lines
from kingfisher.practice.kin.parts import Birth, Care, Generations, Household, Kin, KinPerson, Line, Spell, Union
from kingfisher.practice.kin.people import There, kin_people, who_is_there
from kingfisher.practice.kin.scope import everyone, scope
from kingfisher.practice.kin.ties import one_of, ties_as_at
from kingfisher.practice.kin.unions import unions
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.people import Family

__all__ = [
    "Birth",
    "Care",
    "ForFamily",
    "ForPublication",
    "Generations",
    "Household",
    "Kin",
    "KinPerson",
    "Line",
    "Spell",
    "Union",
    "for_family",
    "for_publication",
    "kin_as_at",
    "kin_of",
]


def kin_as_at(
    chronology: Chronology,
    as_at: date,
    index: str,
    *,
    recorded_by: date | None = None,
    cousins: bool = False,
    whole: bool = False,
) -> Kin:
    """The index child's family as any agency was aware of it by the end of the day (inclusive).

    `recorded_by` leaves out entries written down after another day (inclusive); those with no day of writing stay.
    `cousins` adds the children of aunts and uncles; `whole` draws everyone the record holds. Of uncertain dates the
    first nominal day begins a thing and the last ends it. The family's list has no day on which it became known: its
    own dates are all that limits it. Raises `KeyError` when the index is nobody on the list or not there on the day.
    """
    bare = chronology.cut is None and not (chronology.entries or chronology.undated)
    known = chronology.as_at(as_at)
    if recorded_by is not None:
        known = known.where(lambda entry: entry.recorded_at is None or entry.recorded_at.date() <= recorded_by)
    return _kin(known, as_at, index, recorded_by=recorded_by, cousins=cousins, whole=whole, bare=bare)


def kin_of(family: Family, as_at: date, index: str, *, cousins: bool = False, whole: bool = True) -> Kin:
    """The family of a bare list, with no entries, as at the day: everyone on it unless `whole` is False.

    Raises `KeyError` when the index is nobody on the list or not yet there on the day.
    """
    return _kin(Chronology(family, ()), as_at, index, recorded_by=None, cousins=cousins, whole=whole, bare=True)


def _kin(
    known: Chronology, day: date, index: str, *, recorded_by: date | None, cousins: bool, whole: bool, bare: bool
) -> Kin:
    ties = ties_as_at(known, day)
    goes_by = one_of(ties, known.family, index)
    there = who_is_there(known, ties, goes_by, day, bare=bare)
    if index not in there.people:
        raise KeyError(index)
    homes = Homes(there)
    in_scope = (
        everyone(there) | {index} if whole else scope(there, index, (home[2] for home in homes.groups), cousins=cousins)
    )
    return _assembled(there, homes, in_scope, index, recorded_by, whole=whole)


def _assembled(
    there: There, homes: Homes, in_scope: set[str], index: str, recorded_by: date | None, *, whole: bool
) -> Kin:
    births = Births(there, in_scope, index, whole=whole)
    cared = cares(there, in_scope, births)
    between = lines(there, in_scope, births)
    people = [*kin_people(there, in_scope, index, cared), *births.missing]
    return Kin(
        as_at=there.day,
        index=index,
        recorded_by=recorded_by,
        people=tuple(sorted(people, key=lambda person: person.id)),
        unions=tuple(unions(there, in_scope, births.pairs)),
        births=tuple(births.births),
        cares=tuple(cared),
        households=tuple(homes.households(in_scope, index)),
        lines=tuple(between),
        generations=tuple(generations(between, cared)),
    )
