"""What of a record may be drawn for the family? The record as they may have it, read and drawn like any other.

A copy leaves out; it never adds. Paragraphs 10 and 37 of the review: families see what is held of them, and nobody is
put at risk by a sheet of paper on a kitchen table. Out go a parent who is withheld, what nobody has said may be shown
of who is who to whom, and the addresses where somebody must not be found, wherever the record says them.
"""

from collections.abc import Iterable, Mapping, Set
from typing import Any

import msgspec

from kingfisher.practice.home import same_address
from kingfisher.practice.kin import ForFamily, Kin
from kingfisher.practice.kin.copies import may_stand, of_siblings
from kingfisher.timeline.agency_sorts import sort_of
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import LivingArrangement, RelationshipChange
from kingfisher.timeline.people import Unknown

_FOR_AN_ADULT = ("drugs", "probation", "mental_health", "leaving_care")
_PLACES = ("address", "place")
_replace = msgspec.structs.replace


def record_for_family(chronology: Chronology, choices: ForFamily) -> Chronology:
    """The record without what a copy for the family leaves out. Days and everything else stay as they are."""
    family = chronology.family
    ties = tuple(one for one in family.relationships if may_stand(one, choices))
    bare = Chronology(_replace(family, relationships=ties), (e for e in _all(chronology) if _may_stand(e, choices)))
    withheld = {person.id for person in family.people if person.unknown is Unknown.WITHHELD}
    return without_addresses(without_people(bare, withheld), choices.hide_addresses_of)


def without_siblings_kin(chronology: Chronology, kin: Kin) -> tuple[Chronology, frozenset[str]]:
    """The record without those whom only the brothers and sisters of the index child bring, so that nothing tells how
    many these are; and the ids of the brothers and sisters, full and half."""
    siblings, theirs = of_siblings(kin)
    return without_people(chronology, theirs), siblings


def is_for_an_adult(agency: str, children: Set[str], covered: Iterable[str]) -> bool:
    """True for a service of which a copy must not tell the rest of the family without thought: one against domestic
    abuse, and one for adults whose `covered` are recorded and none of the `children` among them."""
    sort = sort_of(agency).name
    return sort == "domestic_abuse" or (sort in _FOR_AN_ADULT and not children & set(covered))


def without_people(chronology: Chronology, gone: Set[str]) -> Chronology:
    """The record without those people: not on its list, in no tie, in no entry; what was about nobody else goes."""
    if not gone:
        return chronology
    family = chronology.family
    kept = _replace(
        family,
        children=tuple(one for one in family.children if one not in gone),
        people=tuple(person for person in family.people if person.id not in gone),
        relationships=tuple(tie for tie in family.relationships if not gone & {tie.person, tie.of}),
        practitioners=tuple(_without(one, gone) for one in family.practitioners),
    )
    return Chronology(kept, (_without(e, gone) for e in _all(chronology) if _is_of_others(e, gone)), cut=chronology.cut)


def without_addresses(chronology: Chronology, people: Iterable[str]) -> Chronology:
    """The record with words in place of every address where one of the people lives, stays or was seen, whoever else
    is said to be there; a different address is called by a different letter."""
    hidden = set(people)
    found: list[str] = []
    for entry in _all(chronology):
        content = entry.content
        here = [seen.address for seen in entry.seen if seen.child in hidden]
        if isinstance(content, LivingArrangement) and hidden & {*content.who, *content.with_whom}:
            here.append(content.address)
        found += [one for one in here if one and not any(same_address(one, other) for other in found)]
    called = {one: f"address {_letter(n)}, left out here" for n, one in enumerate(found)}
    if not called:
        return chronology
    return Chronology(chronology.family, (_elsewhere(e, called) for e in _all(chronology)), cut=chronology.cut)


def _all(chronology: Chronology) -> tuple[Entry, ...]:
    return (*chronology.superseded, *chronology.entries, *chronology.undated)


def _may_stand(entry: Entry, choices: ForFamily) -> bool:
    content = entry.content
    return not isinstance(content, RelationshipChange) or may_stand(content, choices)


def _is_of_others(entry: Entry, gone: Set[str]) -> bool:
    content = entry.content
    if isinstance(content, RelationshipChange) and gone & {content.person, content.of}:
        return False
    if isinstance(content, LivingArrangement) and content.who and gone >= set(content.who):
        return False
    return not entry.about or not gone >= set(entry.about)


def _without(value: Any, gone: Set[str]) -> Any:
    """A value with no mention of those people."""
    if isinstance(value, tuple):
        return tuple(_without(one, gone) for one in value if not _is_one_of(one, gone))
    if isinstance(value, msgspec.Struct):
        fields = {field: getattr(value, field) for field in value.__struct_fields__}
        return type(value)(**{field: _without(held, gone) for field, held in fields.items()})
    return None if isinstance(value, str) and value in gone else value


def _is_one_of(value: Any, gone: Set[str]) -> bool:
    return (value if isinstance(value, str) else getattr(value, "child", "")) in gone


def _elsewhere(entry: Entry, called: Mapping[str, str]) -> Entry:
    content = entry.content
    named = {f: _called(getattr(content, f), called) for f in content.__struct_fields__ if f in _PLACES}
    seen = tuple(_replace(one, address=_called(one.address, called)) for one in entry.seen)
    return _replace(entry, content=_replace(content, **named), seen=seen)


def _called(address: str | None, called: Mapping[str, str]) -> str | None:
    return next((words for one, words in called.items() if same_address(one, address)), address)


def _letter(n: int) -> str:
    """A to Z, then AA, AB …"""
    return (_letter(n // 26 - 1) if n >= 26 else "") + chr(ord("A") + n % 26)
