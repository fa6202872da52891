"""Somebody new is at home, or a baby is on the way: who is it, and what is known?

Asks: when a new partner, a lodger or another adult in the child's home (or a pregnancy nobody has put on record) is
    mentioned, and nothing is recorded about them: no name, no check, no assessment and nobody has spoken with them.
Looks at: partners of the parents, lodgers and people recorded as living with the child; words that speak of a new
    partner or an adult nobody knows; words that speak of a pregnancy; checks, assessments and contacts with adults.
Does not ask when: the adult is a parent of one of the children or a relative; a check, an assessment or a conversation
    with them is recorded, by any agency; a partner known by name was on record as together with the parent for the
    parameter's days before; the baby is on record. Being new, or being a partner, is nothing against anybody: the
    question is who they are to the child. A mention in an entry that names both people is no stranger's.
Guidance: kingfisher-new-adult; hidden-men-2015; working-together (the edition of the day).
In force: from 2010-01-01.
Settled by: who it is and what a check or a conversation brought, the baby put on record, or an answer with a reason.
Changed: 2 (November 2026): a partner long on record is nobody new; more words for a man or woman at home, a boyfriend
    where no partner is on record, and words which say that they were asked about or met; a pregnancy told of under the
    child alone.
"""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from typing import cast

from kingfisher.practice.children import is_unborn, parents_of
from kingfisher.practice.decisions import plain
from kingfisher.practice.in_words import says, up_to
from kingfisher.questions.picture import Picture, day_of, known
from kingfisher.questions.question import Standing
from kingfisher.questions.saying import listed, names, when_said
from kingfisher.questions.together import Case, Ending, asked_for, by_children, cases, standings
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import (
    Account,
    Appointment,
    Assessment,
    Check,
    Contact,
    Health,
    Involvement,
    LivingArrangement,
    Outcome,
    Referral,
)
from kingfisher.timeline.people import Tie

TITLE = "A new adult or a pregnancy about which nothing is recorded"
TIER = 3
VERSION = 2
GUIDANCE = (
    "kingfisher-new-adult",
    "hidden-men-2015",
    "working-together-2015",
    "working-together-2018",
    "working-together-2023",
)

_SPOKEN = ("new_adult.words", "new_adult.pregnancy", "new_adult.perhaps", "new_adult.boyfriend")
_NEAR = 5  # words
_OF_THE_FAMILY = frozenset({Tie.GRANDPARENT, Tie.AUNT_OR_UNCLE, Tie.OTHER_RELATIVE, Tie.SIBLING, Tie.PARENT, Tie.CARER})


def look(picture: Picture) -> Iterator[Standing]:
    """What stands about each child in whose home somebody new is spoken of."""
    parents = {one for child in picture.children for one in parents_of(picture.family, child)}
    strangers = _strangers(picture, parents)
    firsts = {min(held, key=known).id: person for person, held in strangers.items() if held}
    spoken_of = {one.id for name in _SPOKEN for one in picture.saying(name, then=True)}
    if not firsts and not spoken_of:
        return
    knows: dict[str, list[Entry]] = {}
    for one in picture.entries:
        for adult in _tells_of(one, parents):
            if adult not in picture.children:
                knows.setdefault(adult, []).append(one)
                knows.setdefault("", []).append(one)
    raised = [
        one
        for one in picture.entries
        if one.id in firsts or (one.id in spoken_of and _what_is_said(picture, one, parents))
    ]
    found: dict[str, list[Case]] = {}
    for child, entries in by_children(picture, raised).items():
        found[child] = cases(
            [one for one in entries if not is_unborn(picture.people[child], known(one))],
            lambda entry, child=child: _ending(picture, child, entry, firsts.get(entry.id), knows),  # type: ignore[misc]
        )
    yield from standings(found, lambda children, case: _asking(picture, children, case, firsts, parents))


def _strangers(picture: Picture, parents: set[str]) -> dict[str, list[Entry]]:
    """Adults new to the home, neither parents nor relatives, with the entries that speak of them."""
    ties = picture.family.relationships
    relatives = {one for tie in ties if tie.kind in _OF_THE_FAMILY for one in (tie.person, tie.of)}
    partners = {
        tie.person for tie in ties if tie.kind in (Tie.PARTNER, Tie.LODGER) and tie.of not in relatives - parents
    }
    partners |= {tie.of for tie in ties if tie.kind is Tie.PARTNER and tie.person in parents}
    together_since = _together_since(picture)
    tied = {one for tie in ties for one in (tie.person, tie.of)}
    found: dict[str, list[Entry]] = {}
    children = frozenset(picture.children)
    for entry in picture.entries if partners - parents - children else picture.of_kind(LivingArrangement):
        content, here = entry.content, set(entry.about)
        if isinstance(content, LivingArrangement):
            here |= {*content.who, *content.with_whom}
        for person in sorted(here - parents - children):  # two may be met in one entry
            lives = isinstance(content, LivingArrangement) and (person in content.who or person not in tied)
            new = person in partners or (person in picture.people and person not in relatives and lives)
            if new and not _is_long_known(picture, entry, together_since.get(person)):
                found.setdefault(person, []).append(entry)
    return {person: held for person, held in found.items() if person not in relatives or person in partners}


def _together_since(picture: Picture) -> dict[str, date]:
    """For each partner of anybody here who is known by name, the day by which they certainly were together."""
    found: dict[str, date] = {}
    for tie in picture.family.relationships:
        since = tie.since.latest if tie.kind is Tie.PARTNER and tie.since else None
        for one in (tie.person, tie.of) if since else ():
            if since and (person := picture.people.get(one)) and person.name:
                found[one] = min(since, found.get(one, since))
    return found


def _is_long_known(picture: Picture, entry: Entry, since: date | None) -> bool:
    """True when they had been together for the parameter's days by the day of the entry: not somebody new."""
    return since is not None and (day_of(entry) - since).days >= picture.number("new_adult.known_days", known(entry))


def _tells_of(entry: Entry, parents: set[str]) -> tuple[str, ...]:
    """Whom, beyond the parents, the entry shows somebody to have asked about, assessed, met or heard."""
    content = entry.content
    told: tuple[str | None, ...] = ()
    if isinstance(content, Check):
        told = (content.of,) if content.of else entry.about
    elif isinstance(content, Assessment):
        told = content.assessed
    elif isinstance(content, Contact) and content.outcome in (None, Outcome.ATTENDED):
        told = content.with_whom
    elif isinstance(content, Account):
        told = (content.said_by,)
    elif isinstance(content, (Appointment, Health, Involvement)) and len(entry.about) == 1:
        told = entry.about
    return tuple(one for one in told if one and one not in parents)


def _what_is_said(picture: Picture, entry: Entry, parents: set[str]) -> str:
    """ "adult", "baby" or both, where its words speak of one whom no person on record can be; "" otherwise."""
    adults = [one for one in entry.about if one not in picture.children]
    said = []
    if len(adults) < 2 and _speaks_of_an_adult(picture, entry, parents):
        said.append("adult")
    if (not adults or set(adults) & parents) and picture.says_of_family(entry, "new_adult.pregnancy", then=True):
        own = [one for one in picture.people if not parents.isdisjoint(parents_of(picture.family, one))]
        if not any(is_unborn(picture.people[one], day_of(entry)) for one in own):
            said.append("baby")
    return " ".join(said)


def _says_adult(picture: Picture, entry: Entry) -> bool:
    return any(picture.says(entry, name, then=True) for name in _SPOKEN if name != "new_adult.pregnancy")


def _speaks_of_an_adult(picture: Picture, entry: Entry, parents: set[str]) -> bool:
    if picture.says_of_family(entry, "new_adult.words", then=True):
        return True
    if picture.says_of_family(entry, "new_adult.perhaps", then=True):
        return _names_nobody_known(picture, entry, picture.words("new_adult.perhaps", known(entry)))
    if not picture.says_of_family(entry, "new_adult.boyfriend", then=True):
        return False
    ties = picture.family.relationships
    if any(tie.kind is Tie.PARTNER and {tie.person, tie.of} & parents for tie in ties):
        return False
    phrases = picture.words("new_adult.boyfriend", known(entry))
    before = " ".join(up_to(one, phrases) or "" for one in picture.written_in(entry).split(" / "))
    childs_own = any(f" {_first_name(picture, one)} " in f" {before} " for one in picture.children)
    of_a_parent = says(before, picture.words("new_adult.parent_words", known(entry))) or any(
        _first_name(picture, one) in before.split() for one in parents
    )
    return (of_a_parent or not childs_own) and _names_nobody_known(picture, entry, phrases)


def _names_nobody_known(picture: Picture, entry: Entry, phrases: tuple[str, ...]) -> bool:
    """True when no clause of it that says a phrase names a grown-up on record straight after."""
    adults = {_first_name(picture, one) for one in picture.people if one not in picture.children} - {""}
    clauses = [one for one in picture.written_in(entry).split(" / ") if says(one, phrases)]
    after = [one[len(up_to(one, phrases) or "") :].split()[:_NEAR] for one in clauses]
    return any(adults.isdisjoint(words) for words in after)


def _first_name(picture: Picture, person: str) -> str:
    return (picture.people[person].name or "").split(" ")[0].casefold()


def _ending(picture: Picture, child: str, entry: Entry, person: str | None, knows: dict[str, list[Entry]]) -> Ending:
    days: list[tuple[date, str]] = []
    if not person and picture.says_it_is_so(entry, "new_adult.looked_into"):
        return Ending(because="The account itself says that they were asked about or met.")
    if not person:
        later = picture.saying("new_adult.looked_into")
        for held in later[bisect_left(later, known(entry), key=known) :]:
            is_so = picture.says_it_is_so(held, "new_adult.looked_into")
            if is_so and child in picture.children_in(held) and _says_adult(picture, held):
                days.append((known(held), f"They were asked about or met ({when_said(held)})."))
                break
    known_of = knows.get(person or "", [])
    place = 0 if person else bisect_left(known_of, known(entry), key=known)
    for held in known_of[place : place + 1]:
        days.append((known(held), f"Something is recorded about them ({when_said(held)})."))
    if not person:
        follows = picture.of_kind(Assessment, Referral)
        for held in follows[bisect_left(follows, known(entry), key=known) :]:
            before_birth = "birth" in plain(getattr(held.content, "type", "")) or getattr(
                held.content, "gestation_weeks", None
            )
            if before_birth:
                days.append((known(held), f"The baby is on record ({when_said(held)})."))
                break
    if days:
        day, because = min(days)
        return Ending(because=because, day=day)
    return asked_for(picture, [child], known(entry))


def _asking(
    picture: Picture, children: tuple[str, ...], case: Case, firsts: dict[str, str], parents: set[str]
) -> Standing:
    entries = [cast(Entry, picture.entry(one)) for one in case.facts]
    said = " ".join(_what_is_said(picture, one, parents) for one in entries)
    named = [picture.label(firsts[one.id]) for one in entries if one.id in firsts]
    whom = [*named, *(["an adult not named"] if "adult" in said and not named else [])]
    whom += ["a baby on the way"] if "baby" in said else []
    who = names(picture, children)
    return Standing(
        about=children,
        rests_on=case.facts,
        since=case.since,
        sentence=f"{listed(whom)[:1].upper()}{listed(whom)[1:]} came up on {when_said(entries[-1])}, and nothing more "
        f"is recorded. Who is it, what part do they have in the daily life of {who}, and who has spoken with them?",
        settles="Who it is, with a check or a conversation recorded; or the baby put on record; or why not.",
        addressed_to=tuple(dict.fromkeys(entry.agency for entry in entries)),
        holds_until=case.until,
        latest=case.latest,
    )
