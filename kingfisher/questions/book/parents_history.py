"""What is known of the parents' own past, and was it weighed for what it means for the child?

Asks: when an assessment of a child is completed, or a plan opened, and some agency holds something of a parent's own
    earlier difficulties (or childhood) that no assessment is recorded as having weighed.
Looks at: entries about a parent or a parent's partner alone, or of a legal step about another child of theirs, that are
    older than the parameter's days, or that speak of the past, and name a difficulty; completed assessments and what
    they considered; plans.
Does not ask when: the assessment (or a later one) names the entry as considered, or its own words speak of the parent's
    history; the only thing recorded is that somebody was in care, or who they are: status is not a difficulty. Mental
    health has a question of its own. What has been overcome counts as weighed once it is said.
Guidance: kingfisher-lp1; kingfisher-history; working-together (the edition of the day).
In force: from 2010-01-01.
Settled by: an assessment that weighs it, its meaning for the child written down, or an answer with a reason.
Changed: 2 (November 2026): a legal step about an earlier child is of the parent's past too; more words for an adult's
    own childhood, and for its having been weighed.
"""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from typing import cast

from kingfisher.practice.children import parents_of
from kingfisher.practice.decisions import closes, considered_by, is_completed, plain
from kingfisher.practice.in_words import says
from kingfisher.questions.picture import Picture, ids, known
from kingfisher.questions.question import Standing
from kingfisher.questions.saying import agency_name, listed, names, when_said
from kingfisher.questions.together import Case, Ending, asked_for, by_children, cases, family_standings
from kingfisher.timeline.agency_sorts import sort_of
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Assessment, Check, Contact, LegalStep, Plan, Referral
from kingfisher.timeline.people import Tie

TITLE = "The parents' own past not weighed"
TIER = 2
VERSION = 2
GUIDANCE = (
    "kingfisher-lp1",
    "kingfisher-history",
    "working-together-2015",
    "working-together-2018",
    "working-together-2023",
)

_LOOKED_AT = 12  # how many entries of the parents' past, the newest of them, are looked at
_NAMED = 4  # and how many a question names


def look(picture: Picture) -> Iterator[Standing]:
    """What stands about each assessment of a child, and each plan opened."""
    concluding = [one for one in picture.of_kind(Assessment, Plan) if _concludes(one)]
    if not concluding:
        return
    past = _past(picture)
    weighing = by_children(picture, [one for one in picture.of_kind(Assessment) if _is_completed(one)])
    concluded = by_children(picture, concluding)
    found: dict[str, list[Case]] = {}
    unweighed: dict[tuple[str, str], list[Entry]] = {}
    for child, entries in concluded.items():
        theirs = (one for adult in _adults(picture, child) for one in past.get(adult, []))
        held = {one.id: one for one in theirs if child not in one.about}
        own = sorted(held.values(), key=known)
        weighed = _first_weighed(picture, weighing.get(child, []), own)
        for entry in entries:
            unweighed[child, entry.id] = _not_weighed_by(entry, own, weighed)
        found[child] = cases(
            entries,
            lambda entry, child=child, weighed=weighed: _ending(  # type: ignore[misc]
                picture, child, entry, unweighed[child, entry.id], weighed
            ),
        )
    yield from family_standings(found, lambda children, case: _asking(picture, children, case, unweighed))


def _is_completed(entry: Entry) -> bool:
    content = entry.content
    return isinstance(content, Assessment) and is_completed(content) and not content.tool


def _concludes(entry: Entry) -> bool:
    content = entry.content
    if isinstance(content, Plan):
        return not closes(content.stage) and not plain(content.stage).startswith("review")
    return _is_completed(entry)


def _adults(picture: Picture, child: str) -> tuple[str, ...]:
    """The child's parents, and partners of theirs."""
    parents = parents_of(picture.family, child)
    partners = [tie for tie in picture.family.relationships if tie.kind is Tie.PARTNER]
    theirs = [tie.person for tie in partners if tie.of in parents]
    theirs += [tie.of for tie in partners if tie.person in parents]
    return tuple(dict.fromkeys((*parents, *theirs)))


def _past(picture: Picture) -> dict[str, list[Entry]]:
    """Each adult's earlier difficulties, as any agency has written of them, also with another child of theirs."""
    found: dict[str, list[Entry]] = {}
    for entry in picture.of_adults_only:
        if not isinstance(entry.content, (Referral, Check)) and _is_difficulty(picture, entry):
            for person in entry.about:
                found.setdefault(person, []).append(entry)
    for entry in picture.saying("parents_history.difficulties", LegalStep):
        children = [one for one in entry.about if one in picture.children]
        for person in dict.fromkeys(one for child in children for one in parents_of(picture.family, child)):
            found.setdefault(person, []).append(entry)
    return found


def _is_difficulty(picture: Picture, entry: Entry) -> bool:
    """It names one, or is of a service that works with one; an ordinary contact names it in words."""
    if picture.says_of_those_here(entry, "parents_history.difficulties"):
        return True
    services = picture.words("parents_history.services", picture.as_at)
    return not isinstance(entry.content, Contact) and entry.outcome is None and sort_of(entry.agency).name in services


def _is_past(picture: Picture, entry: Entry, day: date) -> bool:
    """Certainly older on the day than the parameter's days, or said to be of the past."""
    happened = entry.happened.latest or known(entry)
    if happened < day - timedelta(days=picture.number("parents_history.days", day)):
        return True
    return says(picture.written_in(entry), picture.words("parents_history.past", day))


def _first_weighed(picture: Picture, assessments: list[Entry], own: list[Entry]) -> dict[str, Entry]:
    """The first completed assessment to weigh each entry: named as considered, or history spoken of in its words."""
    found: dict[str, Entry] = {}
    held = set(ids(own))
    for one in assessments:
        speaks = picture.says(one, "parents_history.weighed", then=True)
        named = {*considered_by(one), *one.relates_to} & held
        if speaks:
            named |= {entry.id for entry in own[: bisect_right(own, known(one), key=known)] if entry.id not in found}
        for entry_id in named:
            found.setdefault(entry_id, one)
    return found


def _not_weighed_by(entry: Entry, own: list[Entry], weighed: dict[str, Entry]) -> list[Entry]:
    """The newest of what was known by the day and had not been weighed by then."""
    held = own[: bisect_right(own, known(entry), key=known)][-_LOOKED_AT:]
    return [one for one in held if one.id not in weighed or known(weighed[one.id]) > known(entry)]


def _ending(picture: Picture, child: str, entry: Entry, open_: list[Entry], weighed: dict[str, Entry]) -> Ending:
    day = known(entry)
    past = [one for one in open_ if _is_past(picture, one, day)]
    if not past:
        return Ending(because="What is recorded of the parents' past was weighed, or there is nothing.")
    if all(one.id in weighed for one in past):
        last = max((weighed[one.id] for one in past), key=known)
        return Ending(because=f"It was weighed in an assessment ({when_said(last)}).", day=known(last))
    return asked_for(picture, [child], day)


def _asking(
    picture: Picture, children: tuple[str, ...], case: Case, unweighed: dict[tuple[str, str], list[Entry]]
) -> Standing:
    latest = cast(Entry, picture.entry(case.facts[-1]))
    every = {one.id: one for child in children for fact in case.facts for one in unweighed.get((child, fact), [])}
    past = [one for one in every.values() if _is_past(picture, one, known(latest))][-_NAMED:]
    adults = {one for child in children for one in _adults(picture, child)}
    theirs = (one for entry in past for who in entry.about for one in (who, *parents_of(picture.family, who)))
    whose = names(picture, dict.fromkeys(one for one in theirs if one in adults))
    holders = listed(agency_name(one.agency) for one in past)
    who, agency = names(picture, children), agency_name(latest.agency)
    did = "opened a plan for" if isinstance(latest.content, Plan) else "completed an assessment of"
    return Standing(
        about=children,
        rests_on=tuple(dict.fromkeys((*case.facts, *ids(past)))),
        since=case.since,
        sentence=f"{agency[:1].upper()}{agency[1:]} {did} {who} ({when_said(latest)}); something of the past of "
        f"{whose} is held ({holders}) and is not recorded as weighed. What is known of it, what has changed since, and "
        f"what does it mean for {who}?",
        settles=f"What is held about the past weighed in an assessment, with what it means for {who}.",
        addressed_to=(latest.agency,),
        ask_agency=next((one.agency for one in reversed(past) if one.agency != latest.agency), None),
        holds_until=case.until,
        latest=case.latest,
    )
