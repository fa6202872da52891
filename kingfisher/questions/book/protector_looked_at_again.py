"""Does somebody counted on to keep the child safe still do so, after what has come in since?

Asks: when a person of the family or around it is recorded as a protection for a child, something that came in later
    about that person speaks against it, and nobody is recorded as having looked at their part again.
Looks at: strengths, decisions, plans and assessments that lean on a relative or call somebody protective; referrals,
    incidents, observations and accounts since which name that person and one of the parameter's concerns; assessments
    and contacts that follow.
Does not ask when: nobody is recorded as protective; what came in is about somebody else, or came before; an assessment
    completed since assessed that person; something that takes up the new information says what it makes of them; it is
    long ago and the child is on no plan. That an allegation was made says nothing of whether it is true.
Guidance: kingfisher-34; laming-2003; working-together (the edition of the day).
In force: from 2010-01-01.
Settled by: the person's part looked at again and what was found recorded; or an answer with a reason.
Changed: 2 (November 2026): somebody named in the words of an entry that is filed under the child alone is met.
"""

from collections.abc import Iterator
from datetime import date
from typing import cast

from kingfisher.practice.decisions import considered_by, is_completed, leans_on
from kingfisher.practice.in_words import said_first, says
from kingfisher.questions.picture import Picture, known
from kingfisher.questions.question import Standing
from kingfisher.questions.saying import names, when_said
from kingfisher.questions.together import Case, Ending, asked_for, cases
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import (
    Account,
    Assessment,
    Check,
    Contact,
    Decision,
    Education,
    Health,
    Incident,
    LegalStep,
    LivingArrangement,
    Meeting,
    Observation,
    Plan,
    Referral,
    Strength,
    View,
)
from kingfisher.timeline.people import Tie

TITLE = "Somebody counted on, and what has come in since"
TIER = 2
VERSION = 2
GUIDANCE = (
    "kingfisher-34",
    "laming-2003",
    "working-together-2015",
    "working-together-2018",
    "working-together-2023",
)
_WORDS = {
    Tie.PARENT: "parent_words",
    Tie.GRANDPARENT: "grandparent_words",
    Tie.AUNT_OR_UNCLE: "aunt_or_uncle_words",
    Tie.PARTNER: "partner_words",
    Tie.FRIEND: "friend_words",
}


def look(picture: Picture) -> Iterator[Standing]:
    """What stands about each person recorded as a protection."""
    told: dict[str, list[Entry]] = {}
    protectors = _protectors(picture)
    kinds = (Referral, Incident, Observation, Account, Contact, Check, LegalStep, Health, Education)
    for entry in picture.saying("protector_looked_at_again.concerns", *kinds) if protectors else ():
        clauses = picture.written_in(entry).split(" / ") if entry.about else ()
        concerns = [clause for clause in clauses if says(clause, _list(picture, "concerns"))]
        for person in dict.fromkeys(one for clause in concerns for one in _meant(picture, entry, clause)):
            told.setdefault(person, []).append(entry)
    for person, counted in protectors.items():
        children = tuple(dict.fromkeys(child for entry in counted for child in picture.children_in(entry)))
        first = known(counted[0])
        against = [one for one in told.get(person, []) if known(one) > first and one.id != counted[0].id]
        about = (*children, person)
        if not against:
            yield Standing(about=about, rests_on=(counted[0].id,), because="Nothing since speaks against it.")
        for case in cases(against, _Again(picture, person, children)):
            yield _standing(picture, about, case, [one for one in counted if known(one) < _first_known(picture, case)])


def _first_known(picture: Picture, case: Case) -> date:
    """The day the first of its facts became known."""
    entry = picture.entry(case.facts[0])
    return known(entry) if entry else date.min


def _list(picture: Picture, name: str) -> tuple[str, ...]:
    return picture.words(f"protector_looked_at_again.{name}", picture.as_at)


def _ties(picture: Picture, person: str) -> set[Tie]:
    """What the person is to the children, or to their parents; that they are a parent's parent is not counted."""
    ties = picture.family.relationships
    return {
        tie.kind for tie in ties if tie.person == person and (tie.of in picture.children or tie.kind is not Tie.PARENT)
    }


def _adults(picture: Picture, entry: Entry) -> list[str]:
    return [one for one in entry.about if one in picture.people and one not in picture.children]


def _meant(picture: Picture, entry: Entry, clause: str) -> list[str]:
    """The adults the clause is about: named in it (those the entry is about first), called in it by what they are, or
    the only one the entry is about who is nobody's parent here (else the only one at all)."""
    adults = _adults(picture, entry)
    if by_name := [one for one in adults if _is_named(picture, one, clause)]:
        return by_name
    if by_name := [one for one in picture.people if one not in picture.children and _is_named(picture, one, clause)]:
        return by_name  # an entry is often filed under the child alone
    called = {tie for tie, name in _WORDS.items() if says(clause, _list(picture, name))}
    others = [one for one in adults if Tie.PARENT not in _ties(picture, one)]
    if called:
        so_tied = [one for one in adults if not called.isdisjoint(_ties(picture, one))]
        untold = [one for one in others if _ties(picture, one).isdisjoint(_WORDS)]  # a carer, say, and no more recorded
        return so_tied or (untold if len(untold) == 1 and Tie.PARENT not in called else [])
    return others if len(others) == 1 else adults if len(adults) == 1 else []


def _is_named(picture: Picture, person: str, clause: str) -> bool:
    held = picture.people[person]
    first = (held.name or "").split(" ")[0]
    return says(clause, tuple(one for one in (held.name, held.called, first, *held.aliases) if one and len(one) > 2))


def _protectors(picture: Picture) -> dict[str, list[Entry]]:
    """Each adult recorded as a protection, with the entries that say so, in the order in which they became known."""
    found: dict[str, list[Entry]] = {}
    kinds = (Strength, Decision, Plan, Assessment, Meeting, LivingArrangement, View, Contact, Observation)
    protective, support = (
        picture.ids_saying(f"protector_looked_at_again.{name}") for name in ("protective", "support")
    )
    for entry in picture.of_kind(*kinds):
        if entry.id not in protective and entry.id not in support and not leans_on(entry):
            continue
        people = [one for one in leans_on(entry) if one in picture.people and one not in picture.children]
        content = entry.content
        lists = ("protective", "support") if isinstance(content, Strength) else ("protective",)
        clause = next((c for name in lists if (c := said_first(picture.written_in(entry), _list(picture, name)))), "")
        if clause:
            of = content.of if isinstance(content, Strength) else None
            people += [of] if of in picture.people and of not in picture.children else _meant(picture, entry, clause)
        for person in dict.fromkeys(one for one in people if one):
            found.setdefault(person, []).append(entry)
    return found


class _Again:
    """Has the person's part been looked at again since one piece of information?"""

    def __init__(self, picture: Picture, person: str, children: tuple[str, ...]) -> None:
        self.picture, self.person, self.children = picture, person, children
        self.assessed = [
            one
            for one in picture.of_kind(Assessment)
            if person in cast(Assessment, one.content).assessed and is_completed(cast(Assessment, one.content))
        ]

    def __call__(self, told: Entry) -> Ending:
        """How the information stands as a ground for asking."""
        later = [one for one in self.assessed if known(one) >= known(told)]
        later += [one for one in _taking_up(self.picture, told) if self._says_what_it_makes_of_them(one)]
        first = min(later, key=known, default=None)
        if first and known(first) >= known(told):
            return Ending(because=f"Looked at again ({when_said(first)}).", day=known(first))
        return asked_for(self.picture, self.children, known(told))

    def _says_what_it_makes_of_them(self, entry: Entry) -> bool:
        content = entry.content
        if isinstance(content, Contact):
            return self.person in content.with_whom
        if isinstance(content, (Assessment, Decision, Meeting, Plan, View, Strength, Observation, Check)):
            clauses = self.picture.written_in(entry).split(" / ")
            if isinstance(content, Check):
                return content.of == self.person
            return any(_is_called(self.picture, self.person, clause) for clause in clauses)
        return False


def _taking_up(picture: Picture, told: Entry) -> list[Entry]:
    """Entries that name it as what they are on, follow from or considered."""
    considering = (one for one in picture.of_kind(Assessment, Decision) if told.id in considered_by(one))
    return [*picture.linked_to.get(told.id, ()), *considering]


def _is_called(picture: Picture, person: str, clause: str) -> bool:
    """True when the clause says their name or what they are."""
    ties = _ties(picture, person)
    words = [_WORDS[tie] for tie in ties if tie in _WORDS]
    return _is_named(picture, person, clause) or any(says(clause, _list(picture, name)) for name in words)


def _standing(picture: Picture, about: tuple[str, ...], case: Case, counted: list[Entry]) -> Standing:
    rests_on = tuple(dict.fromkeys((*case.facts, *(one.id for one in counted[-3:]))))
    if case.because:
        return Standing(
            about=about,
            rests_on=rests_on,
            since=case.since,
            settled=case.settled,
            because=case.because,
            holds_until=case.until,
        )
    who, them = picture.label(about[-1]), names(picture, about[:-1])
    last, newest = counted[-1], picture.entry(case.facts[-1])
    said = f"{newest.kind.replace('_', ' ')} of {when_said(newest)}" if newest else "later information"
    agencies = [one.agency for one in counted]
    leading = [plan.agency for child in about[:-1] if (plan := picture.plan_on(child, picture.as_at))]
    return Standing(
        about=about,
        rests_on=rests_on,
        since=case.since,
        sentence=f"{who} is counted on for {them} ({when_said(last)}), and the {said} speaks against it. Has anyone "
        f"looked again at what {who} does for {them}, and what was found?",
        settles=f"{who}'s part looked at again, and what was found recorded.",
        addressed_to=tuple(dict.fromkeys((*leading, *agencies))),
        ask_agency=newest.agency if newest and newest.agency not in agencies else None,
        holds_until=case.until,
        latest=case.latest,
    )
