"""Who shares the child's home on a day? A reading of living arrangements, each person's own latest one counting first.

Paragraphs 19, 30, 31 and 49 of the review: who lives in the home, and who is said to and does not.
"""

from datetime import date

import msgspec

from kingfisher.practice.children import has_died, is_unborn, parents_of
from kingfisher.practice.home import Home, all_homes, home_on, same_address
from kingfisher.practice.kin.names import unknown_words
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.people import PREGNANCY, Family, Person, Tie


class Household(msgspec.Struct, frozen=True, kw_only=True):
    """The people at the child's recorded home on a day, the child first. `words` says whose home it is and how that is
    known; `rests_on` are the entries. `address` None: no address is recorded."""

    members: tuple[str, ...]
    address: str | None
    words: str
    rests_on: tuple[str, ...] = ()


def household(chronology: Chronology, as_at: date, child: str) -> Household:
    """The child's household at the end of the day (inclusive), from what any agency had been aware of by then.

    With no home recorded for the child, the one most of the parents, brothers and sisters share; before birth, the
    mother's; the words say so. Uncertain ends of an arrangement count as holding. Someone said to live there whose own
    later arrangement is elsewhere is left out.
    """
    known = chronology.as_at(as_at)
    lived = all_homes(known)
    family = known.family
    own = home_on(lived.get(child, []), as_at)
    name = name_on(family, child, as_at)
    if own:
        words = f"{name}'s home as recorded by {own.agency.replace('_', ' ')}: {own.since.words}"
        return _gathered(family, lived, own, child, day=as_at, words=words)
    shared, whose = _kins_home(known, lived, as_at, child)
    if shared is None:
        carried = _carrying(family, as_at, child)
        return Household(members=(child, *carried), address=None, words=f"No home is recorded for {name}")
    words = f"No home is recorded for {name}; this is the home recorded for {whose}"
    return _gathered(family, lived, shared, child, day=as_at, words=words)


def _carrying(family: Family, day: date, child: str) -> list[str]:
    """Before birth, whoever carries the child: the recorded mother."""
    if not is_unborn(family.person(child), day):
        return []
    return [parent for parent in parents_of(family, child) if family.person(parent).sex == "F"]


def _kins_home(known: Chronology, lived: dict[str, list[Home]], day: date, child: str) -> tuple[Home | None, str]:
    """The home most of the child's parents, brothers and sisters share (before birth: the mother's), and whose it is;
    None when none is recorded or two homes have as many."""
    family = known.family
    kin = [*parents_of(family, child), *(person.id for person in family.siblings(child))]
    kin = [one for one in _carrying(family, day, child) if one in lived] or kin
    here = {one: home for one in kin if (home := home_on(lived.get(one, []), day)) and _is_address(home.address)}
    alike = {one: [o for o, other in here.items() if same_address(other.address, here[one].address)] for one in here}
    most = max(alike.values(), key=len, default=[])
    if not most or any(len(group) == len(most) and group != most for group in alike.values()):
        return None, ""
    names = [family.label(one) for one in most]
    return here[most[0]], names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more of the family"


def _is_address(address: str | None) -> bool:
    return bool(address) and (address or "").casefold() not in ("elsewhere", "unknown", "not known", "no fixed abode")


def _gathered(
    family: Family, lived: dict[str, list[Home]], home: Home, child: str, *, day: date, words: str
) -> Household:
    """The child, then everyone the arrangement names who has no later home elsewhere, and all whose home it also is."""
    rests_on = {home.entry}
    found = [child]
    held = {person.id: person for person in family.people}
    for person in dict.fromkeys((home.child, *home.with_whom, *held)):
        if person == child or person not in held or not is_here(held[person], day):
            continue
        own = home_on(lived.get(person, []), day)
        if own is None or own.entry == home.entry:
            if person in (home.child, *home.with_whom):
                found.append(person)
        elif same_address(own.address, home.address):
            found.append(person)
            rests_on.add(own.entry)
    return Household(members=tuple(found), address=home.address, words=words, rests_on=tuple(sorted(rests_on)))


def is_here(person: Person, day: date) -> bool:
    """True for someone alive, or certainly expected, on the day: nobody before the pregnancy, nobody after a death."""
    if has_died(person, day) or person.loss:
        return False
    if not is_unborn(person, day):
        return True
    due = person.expected or (person.born.earliest if person.born else None)
    return due is None or due - PREGNANCY <= day


def is_known_of(known: Chronology, person_id: str, day: date) -> bool:
    """False for an unborn baby the list names and no entry known by the day is about, or whose every tie on the list
    begins after it: nobody knew yet. A child the record itself is about is always known of."""
    person = known.family.person(person_id)
    if not is_unborn(person, day) or person_id in known.family.children:
        return True
    ties = [tie.since for tie in known.family.relationships if person_id in (tie.of, tie.person)]
    if ties and all(since and since.earliest and since.earliest > day for since in ties):
        return False
    return any(person_id in entry.about for entry in known.entries)


def sex_on(person: Person, day: date) -> str:
    """What to draw them as on the day: "M" or "F" as recorded, "" if not; "unborn" before birth."""
    return "unborn" if is_unborn(person, day) else person.sex or ""


def name_on(family: Family, person_id: str, day: date) -> str:
    """What to call them on the day: before birth "the unborn child", never a name given later; for somebody unknown
    which of the unknowns it is, and never a name that is withheld."""
    person = next((one for one in family.people if one.id == person_id), None)
    if person is None:
        return person_id
    if person.unknown:
        parent = any(tie.kind is Tie.PARENT and tie.person == person_id for tie in family.relationships)
        return unknown_words(person.unknown, person, parent=parent)
    return "the unborn child" if is_unborn(person, day) else person.label
