"""Who stands round the child's home: family, friends and services, what is recorded of each link, and who is missing.

An ecogram's facts (paragraphs 19, 25-31, 49 of the review). Nothing is scored and nothing is supposed: each line rests
on recorded words and the entries that hold them; where nothing is recorded the answer is "no link recorded".
"""

from collections.abc import Iterator
from datetime import date

import msgspec

from kingfisher.practice.children import has_died, is_unborn, parents_of
from kingfisher.practice.household import Household, household, is_here, is_known_of, name_on, sex_on
from kingfisher.practice.involvement import involvements
from kingfisher.practice.sides import listed, named, relation_words
from kingfisher.practice.supports.from_services import services
from kingfisher.practice.supports.grounds import Ground, Spoken, from_tie, merged, of_person, spoken
from kingfisher.practice.supports.missing import Missing, missing
from kingfisher.practice.supports.ties import with_ties_as_at
from kingfisher.timeline.agency_sorts import sort_of
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import When, said
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Appointment, Contact, Outcome
from kingfisher.timeline.people import Family, Tie, age_on

LINE_WORDS = {
    "strong": "strong",
    "in_touch": "in touch",
    "weak": "weak or uncertain",
    "stressful": "under strain",
    "strong_and_stressful": "strong and under strain",
    "broken_off": "broken off or ended",
    "": "no link recorded",
}
DIRECTION_WORDS = {"to_family": "help to the family", "from_family": "help from the family", "both": "help both ways"}
_SORTS = {
    **dict.fromkeys(("midwifery", "gp", "health_visiting", "hospital", "ambulance", "mental_health"), "health"),
    "school": "school and nursery",
    "drugs": "drugs and alcohol",
    "police": "police and justice",
    "yos": "police and justice",
    "probation": "police and justice",
    "housing": "housing",
    "social_care": "social care",
    "leaving_care": "social care",
    "early_help": "social care",
    "voluntary": "community",
    "domestic_abuse": "community",
}


class Support(msgspec.Struct, frozen=True, kw_only=True):
    """One person outside the home, or one service: what kind, what they are, and what is recorded of the link.

    `line` is a key of `LINE_WORDS`; `to` are those at home it is with (empty: nobody in particular, or nobody);
    `direction` a key of `DIRECTION_WORDS` or ""; `grounds` what it rests on, oldest first; `last` the last of them.
    """

    id: str
    name: str
    kind: str
    formal: bool
    role: str = ""
    line: str = ""
    direction: str = ""
    to: tuple[str, ...] = ()
    grounds: tuple[Ground, ...] = ()
    last: When | None = None

    @property
    def rests_on(self) -> tuple[str, ...]:
        """Ids of the entries it rests on, oldest first; empty where only the family list speaks of it."""
        return tuple(dict.fromkeys(one.entry for one in self.grounds if one.entry))


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """One of those at home: what they are called on the day, their sex as recorded ("" if not, "unborn" before
    birth), and age or due date in
    words ("" when it cannot be said)."""

    id: str
    name: str
    sex: str
    words: str


class Outer(msgspec.Struct, frozen=True, kw_only=True):
    """A recorded link between two who both stand outside the home: ids of supports, and what it is."""

    frm: str
    to: str
    words: str


class Supports(msgspec.Struct, frozen=True, kw_only=True):
    """All of it as at a day: `home` in the middle, supports sorted by kind and id, outer links, and who is missing."""

    child: str
    as_at: date
    home: Household
    members: tuple[Member, ...]  # those at home, the child first
    supports: tuple[Support, ...]
    outer: tuple[Outer, ...]
    missing: tuple[Missing, ...]


def supports(chronology: Chronology, as_at: date, child: str) -> Supports:
    """Everyone and every service round the child's home, as any agency was aware by the end of the day (inclusive).

    An uncertain date counts from its first nominal day and holds while it may hold. Undated entries are left out, as
    `Chronology.as_at` leaves them out. Raises `KeyError` when the family has no such child.
    """
    known = with_ties_as_at(chronology.as_at(as_at), as_at)
    family = known.family
    family.person(child)
    home = household(known, as_at, child)
    said_there = spoken(known.entries)
    people = [_person(known, one.id, home, said_there) for one in family.people if _outside(one.id, home, known, as_at)]
    found = sorted(
        (*people, *_services(known, as_at, home, said_there)), key=lambda one: (one.formal, one.kind, one.id)
    )
    met = {p: _met_by(known, p) for p in (one.id for one in family.people)}
    held = {one.id.removeprefix("person:"): one.line for one in people}
    return Supports(
        child=child,
        as_at=as_at,
        home=home,
        members=tuple(_member(family, member, as_at) for member in home.members),
        supports=tuple(found),
        outer=_merged(_outer(known, as_at, {one.id for one in found}, home, child)),
        missing=missing(known, as_at, child, home=home.members, met=met, lines=held),
    )


def _member(family: Family, member: str, day: date) -> Member:
    person = family.person(member)
    words = age_on(person, When.day(day))
    if has_died(person, day):
        words = f"died {person.died.words}" if person.died and person.died.is_known else "died"
    if is_unborn(person, day) and person.expected:
        words = f"due {person.expected.day} {person.expected:%b %Y}"
    return Member(id=member, name=name_on(family, member, day), sex=sex_on(person, day), words=words)


def _outside(person: str, home: Household, known: Chronology, day: date) -> bool:
    """True for somebody not at home who is there on the day, and whom a relationship that holds or an entry names: the
    list alone does not say since when anybody knew of them."""
    if person in home.members or not is_here(known.family.person(person), day) or not is_known_of(known, person, day):
        return False
    tied = any(person in (tie.of, tie.person) and tie.holds_on(day) for tie in known.family.relationships)
    return tied or any(person in entry.about for entry in known.entries)


def _person(known: Chronology, person: str, home: Household, said_there: Spoken) -> Support:
    family, child, day = known.family, home.members[0], known.cut or date.max
    grounds = [ground for entry in known.entries for ground in of_person(entry, person, home.members, said_there)]
    for tie in family.relationships:
        if person in (tie.of, tie.person) and tie.holds_on(day) and {tie.of, tie.person} & set(home.members):
            ground = from_tie(tie, tie.of if tie.person == person else tie.person, person)
            grounds += [ground] if ground else []
    friend = any(t.kind in (Tie.FRIEND, Tie.LODGER) and person in (t.of, t.person) for t in family.relationships)
    related = relation_words(family, person, home.members, child, day)
    kind = "friends and neighbours" if friend else "family" if related else "others known"
    name = name_on(family, person, day)
    return _support(f"person:{person}", name, kind, related or "relationship not recorded", grounds)


def _support(id: str, name: str, kind: str, role: str, grounds: list[Ground]) -> Support:
    grounds = sorted(grounds, key=lambda one: (one.when.is_known, one.when.sort_key, one.entry or "", one.words))
    ways = {one.direction for one in grounds} - {""}
    direction = "both" if len(ways) > 1 else next(iter(ways), "")
    last = next((one.when for one in reversed(grounds) if one.when.is_known), None)
    return Support(
        id=id,
        name=name,
        kind=kind,
        formal=id.startswith("agency:"),
        role=role,
        line=merged(grounds),
        direction=direction,
        to=tuple(dict.fromkeys(member for one in grounds for member in one.to)),
        grounds=tuple(grounds),
        last=last,
    )


def _services(known: Chronology, day: date, home: Household, said_there: Spoken) -> Iterator[Support]:
    for agency, (role, grounds) in services(known, day, home.members, said_there).items():
        kind = _SORTS.get(sort_of(agency).name, "other services")
        yield _support(f"agency:{agency}", named(agency), kind, role, grounds)


def _met_by(known: Chronology, person: str) -> dict[bool, list[Entry]]:
    """Contacts any agency had with the person: made (True), and tried or offered and not made (False)."""
    found: dict[bool, list[Entry]] = {True: [], False: []}
    for entry in known.entries:
        content = entry.content
        if isinstance(content, Contact):
            met = person in content.with_whom or any(one.child == person for one in entry.seen)
        else:
            met = isinstance(content, Appointment) and content.whose == person
        if met:
            found[entry.outcome in (None, Outcome.ATTENDED)].append(entry)
    return found


def _merged(links: Iterator[Outer]) -> tuple[Outer, ...]:
    """One link for each two, everything recorded of it together."""
    found: dict[tuple[str, str], list[str]] = {}
    for link in links:
        found.setdefault((link.frm, link.to), []).append(link.words)
    return tuple(Outer(frm=frm, to=to, words="; ".join(dict.fromkeys(words))) for (frm, to), words in found.items())


def _outer(known: Chronology, day: date, drawn: set[str], home: Household, child: str) -> Iterator[Outer]:
    """Kin and partners among those outside the home, and services whose open part is for someone outside it."""
    family: Family = known.family
    parents = parents_of(family, child)
    for tie in family.relationships:
        ends = f"person:{tie.person}", f"person:{tie.of}"
        kin = tie.kind is Tie.PARTNER or (tie.kind is Tie.PARENT and tie.of in parents)
        if kin and set(ends) <= drawn and tie.holds_on(day):
            word = "partner" if tie.kind is Tie.PARTNER else "parent"
            yield Outer(
                frm=ends[0],
                to=ends[1],
                words=f"{name_on(family, tie.person, day)} is {word} of {name_on(family, tie.of, day)}",
            )
    for part in involvements(known, day):
        if not part.may_hold_on(day):
            continue
        for person in part.covers or ():
            ends = f"agency:{part.agency}", f"person:{person}"
            if person not in home.members and set(ends) <= drawn:
                yield Outer(frm=ends[0], to=ends[1], words=f"{part.name} works with {name_on(family, person, day)}")


def _told(ground: Ground) -> str:
    """By whom and when, as far as either is recorded, where the day is."""
    by = f"{named(ground.agency)}, " if ground.agency else ""
    return f" ({by}{ground.when.words})" if ground.when.is_known else ""


def said_of(support: Support, home: Supports) -> str:
    """Everything recorded of one support in one line of words, for a table and for the picture's own titles."""
    names = {member.id: member.name for member in home.members}
    whom = listed([names[one] for one in support.to if one in names])
    parts = [f"{support.name} ({support.kind}): {support.role}", LINE_WORDS[support.line]]
    if whom:
        parts.append(f"with {whom}")
    if support.direction:
        parts.append(DIRECTION_WORDS[support.direction])
    parts += [f"“{ground.words}”{_told(ground)}" for ground in support.grounds]
    return "; ".join(parts) + f" – as at {said(home.as_at)}"
