"""Who is missing round the child's home? Said the same way for every parent and each side of the family.

Paragraphs 29-33 of the review: a father never contacted, a family whose help nobody asked about. Whether someone is
missing is read from what is recorded, never from who they are.
"""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

import msgspec

from kingfisher.practice.children import children
from kingfisher.practice.household import is_here, name_on
from kingfisher.practice.sides import listed, named, side_of
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.people import Family, Tie

LATELY = timedelta(days=365)  # a contact this long ago or longer is said with its day, not taken as being in touch


class Missing(msgspec.Struct, frozen=True, kw_only=True):
    """Someone or something no record speaks of: which (an id for the picture), about whom, and in words."""

    id: str
    people: tuple[str, ...]
    words: str
    rests_on: tuple[str, ...] = ()  # what was tried, where something was


def missing(
    known: Chronology,
    as_at: date,
    child: str,
    *,
    home: Collection[str],
    met: Mapping[str, Mapping[bool, list[Entry]]],
    lines: Mapping[str, str],
) -> tuple[Missing, ...]:
    """Parents not recorded or never contacted, sides of the family nobody has been in touch with, no friends recorded.

    `met` gives for each person the contacts made (True) and tried (False) by any agency; `lines` the line drawn for
    each person outside the home ("" for none). Both as known by `as_at` (inclusive).
    """
    family = known.family
    parents = [tie.person for tie in family.relationships if tie.kind is Tie.PARENT and tie.of == child]
    found = list(_parents(family, child, as_at, parents))
    for parent in dict.fromkeys(parents):
        side = sorted(p for p in side_of(family, parent, child) if is_here(family.person(p), as_at))
        spoken = any(met.get(person, {}).get(True) for person in side)
        linked = any(lines.get(person) or person in home for person in side)
        if is_here(family.person(parent), as_at):
            found += _contact(family, parent, as_at, met.get(parent, {}))
        found += _side(family, parent, as_at, side, silent=not spoken, apart=not linked)
    young = [one for one in children(family, as_at) if one in home and one != child]
    others = (tie.person for tie in family.relationships if tie.kind is Tie.PARENT and tie.of in young)
    for parent in dict.fromkeys(others):
        if parent not in parents and parent not in home and is_here(family.person(parent), as_at):
            found += _contact(family, parent, as_at, met.get(parent, {}), of=home)
    if not any(tie.kind in (Tie.FRIEND, Tie.LODGER) for tie in family.relationships):
        found.append(Missing(id="friends", people=(), words="No friend or neighbour is recorded"))
    return tuple(found)


def _parents(family: Family, child: str, day: date, parents: list[str]) -> list[Missing]:
    if len(set(parents)) > 1:
        return []
    have = [name_on(family, parent, day) for parent in parents]
    words = f"Only one parent is recorded: {have[0]}" if have else "No parent is recorded"
    return [Missing(id="parents", people=tuple(parents), words=f"{words} – who else is there?")]


def _contact(
    family: Family, parent: str, day: date, contacts: Mapping[bool, list[Entry]], *, of: Collection[str] = ()
) -> list[Missing]:
    """A parent no agency has been in contact with, ever or within the year; what was tried since is said."""
    made = contacts.get(True, [])
    last = made[-1] if made else None
    if last and (last.happened.latest or day) >= day - LATELY:
        return []
    theirs = [t.of for t in family.relationships if t.kind is Tie.PARENT and t.person == parent and t.of in of]
    whose = f" of {listed([name_on(family, child, day) for child in theirs])}" if theirs else ""
    words = (
        f"No contact with {name_on(family, parent, day)}, {_parent(family, parent)}{whose}, is recorded by any agency"
    )
    if last:
        words += f" since {last.happened.words} ({named(last.agency)})"
    tried = [one for one in contacts.get(False, []) if last is None or one.happened.sort_key > last.happened.sort_key]
    if tried:
        words += f"; tried {tried[-1].happened.words}: {(tried[-1].outcome or 'not made').replace('_', ' ')}"
    rests_on = tuple(one.id for one in (*made[-1:], *tried))
    return [Missing(id=f"contact:{parent}", people=(parent,), words=words, rests_on=rests_on)]


def _side(family: Family, parent: str, day: date, side: list[str], *, silent: bool, apart: bool) -> list[Missing]:
    name, whose = name_on(family, parent, day), f"{_parent(family, parent)}’s family"
    if not side:
        return [Missing(id=f"side:{parent}", people=(), words=f"Nobody in {name}’s family ({whose}) is recorded")]
    names = listed([name_on(family, person, day) for person in side])
    if not silent:
        return []
    words = f"No agency has recorded speaking with anyone in {name}’s family ({whose}: {names})"
    if apart:
        words = f"No contact with {name}’s family ({whose}: {names}) is recorded"
    return [Missing(id=f"side:{parent}", people=tuple(side), words=words)]


def _parent(family: Family, parent: str) -> str:
    return {"M": "the father", "F": "the mother"}.get(family.person(parent).sex or "", "a parent")
