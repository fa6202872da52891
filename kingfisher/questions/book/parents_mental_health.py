"""A parent's mental health is noted: what does it mean for the child?

Asks: when an assessment of a child is completed or a plan opened or closed, a parent's or carer's mental health has
    been noted within the parameter's days before, and nothing recorded says what it means for the child; and when no
    further action is taken on a referral that itself notes it; and when it is noted while the child is on a plan and
    the parameter's days go by. Once for brothers and sisters.
Looks at: what any agency has written of low mood, anxiety, depression, self-harm and the like about a parent or carer;
    assessments, plans and decisions; entries about the child that speak of it.
Does not ask when: an entry about the child says what it means for their care (or that it was looked at and makes no
    difference); the assessment weighed what was noted; all that is written is that the parent was asked and is well; it
    is a child's own. Treatment offered to the parent, or support to get things done, does not say what it means for the
    child. A note with an uncertain date counts on the first day it can have been.
Guidance: kingfisher-mental-health; kingfisher-lp1; working-together (the edition of the day).
In force: from 2010-01-01.
Settled by: what it means for the child written down, with who looked at it, or an answer with a reason.
Changed: 2 (November 2026): a parent who came with the child, or was told, is not the one unwell; what is noted while
    the child is on a plan.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import timedelta
from typing import cast

from kingfisher.practice.children import parents_of
from kingfisher.practice.decisions import (
    closes,
    considered_by,
    decided_on,
    is_completed,
    is_no_further_action,
    plan_type,
)
from kingfisher.practice.in_words import says
from kingfisher.practice.whose_words import without_who_came_along
from kingfisher.questions.picture import Picture, day_of, days_after, ids, known
from kingfisher.questions.question import Standing
from kingfisher.questions.saying import agency_name, listed, names, when_said
from kingfisher.questions.together import Case, Ending, asked_for, by_children, cases, family_standings
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Answer, Assessment, Decision, Plan, Referral, Supervision
from kingfisher.timeline.people import Tie

TITLE = "A parent's mental health noted, its effect on the child not explored"
TIER = 2
VERSION = 2
GUIDANCE = (
    "kingfisher-mental-health",
    "kingfisher-lp1",
    "working-together-2015",
    "working-together-2018",
    "working-together-2023",
)

_STEPS = (Assessment, Plan, Decision, Answer, Supervision)
_NEWEST = 5  # how many notes, the newest of those that bear on it, are looked at
_NAMED = 3  # and how many a question names


def look(picture: Picture) -> Iterator[Standing]:
    """What stands about each child one of whose parents or carers is noted to be unwell in mind."""
    notes: dict[str, list[Entry]] = {}
    explored: list[Entry] = []
    noted_ids: set[str] = set()
    speaking = picture.ids_saying("parents_mental_health.words")
    if not speaking:
        return
    for entry in picture.entries:
        if entry.id in speaking:
            here = picture.says_of_those_here(entry, "parents_mental_health.words")
            for person in _adults_noted(picture, entry) if here else ():
                notes.setdefault(person, []).append(entry)
                noted_ids.add(entry.id)
            if _says_what_it_means(picture, entry):
                explored.append(entry)
                continue
        if isinstance(entry.content, Assessment) and not noted_ids.isdisjoint(entry.content.considered):
            explored.append(entry)
    effects = by_children(picture, explored)
    referrals = by_children(picture, picture.of_kind(Referral))
    concluding = picture.of_kind(Assessment, Plan, Decision)
    concluded = by_children(
        picture, [one for one in concluding if _concludes(one) or _turns_away(picture, one, referrals, noted_ids)]
    )
    found: dict[str, list[Case]] = {}
    noted_for: dict[str, list[Entry]] = {}
    for child in picture.children:
        carers = _carers(picture, child)
        while_on_plan = {
            one.id: one for person in carers for one in notes.get(person, []) if _on_plan(picture, child, one)
        }
        entries = sorted([*concluded.get(child, []), *while_on_plan.values()], key=known)
        held = {one.id: one for person in carers for one in notes.get(person, [])}
        noted = noted_for[child] = sorted(held.values(), key=known)
        if noted:
            own = effects.get(child, [])
            found[child] = cases(
                entries,
                lambda entry, child=child, own=own, noted=noted: _ending(picture, child, entry, noted, own),  # type: ignore[misc]
            )
    yield from family_standings(found, lambda children, case: _asking(picture, children, case, noted_for))


def _on_plan(picture: Picture, child: str, entry: Entry) -> bool:
    """It is noted, by itself and not in an assessment, a plan or a decision, while the child is on a plan."""
    return not isinstance(entry.content, _STEPS) and picture.plan_on(child, known(entry)) is not None


def _adults_noted(picture: Picture, entry: Entry) -> list[str]:
    """Whom it may be said of: the adults it names, if it names no child or its words speak of a parent."""
    adults = [one for one in entry.about if one not in picture.children]
    if len(adults) == len(entry.about):
        return adults
    words = without_who_came_along(picture.written_in(entry))
    spoken_of = tuple(picture.label(one).split()[0].casefold() for one in adults)
    about_parent = says(words, (*picture.words("parents_mental_health.parent_words", picture.as_at), *spoken_of))
    return adults if about_parent else []


def _says_what_it_means(picture: Picture, entry: Entry) -> bool:
    """An entry that names a child and says, in words of effect, what it means for them."""
    named = any(one in picture.children for one in entry.about)
    return named and picture.says_it_is_so(entry, "parents_mental_health.effect")


def _concludes(entry: Entry) -> bool:
    content = entry.content
    if isinstance(content, Assessment):
        return is_completed(content)
    if isinstance(content, Plan):
        return True
    outcome = cast(Decision, content).outcome
    return closes(outcome) or plan_type(outcome) is not None


def _turns_away(picture: Picture, entry: Entry, referrals: dict[str, list[Entry]], noted_ids: set[str]) -> bool:
    """No further action on a referral that itself notes it: the one it names, else the last shortly before."""
    if not isinstance(entry.content, Decision) or not is_no_further_action(entry.content.outcome):
        return False
    answered = [one for one in decided_on(entry) if picture.entry(one)]
    if not answered:
        first = known(entry) - timedelta(days=picture.number("parents_mental_health.referral_days", known(entry)))
        for child in picture.children_in(entry):
            answered += [one.id for one in referrals.get(child, []) if first <= known(one) <= known(entry)][-1:]
    return not noted_ids.isdisjoint(answered)


def _carers(picture: Picture, child: str) -> tuple[str, ...]:
    """The child's parents and recorded carers, and the parents' partners."""
    parents = parents_of(picture.family, child)
    ties = picture.family.relationships
    carers = [tie.person for tie in ties if tie.kind is Tie.CARER and tie.of == child]
    partners = [tie.person for tie in ties if tie.kind is Tie.PARTNER and tie.of in parents]
    partners += [tie.of for tie in ties if tie.kind is Tie.PARTNER and tie.person in parents]
    return tuple(dict.fromkeys((*parents, *carers, *partners)))


def _noted_before(picture: Picture, entry: Entry, noted: list[Entry]) -> list[Entry]:
    """The newest notes known by the day and not certainly older than the parameter's days."""
    day = known(entry)
    first = day - timedelta(days=picture.number("parents_mental_health.days", day))
    place = bisect_right(noted, day, key=known)
    steps = isinstance(entry.content, _STEPS)
    newest = [one for one in noted[max(place - _NEWEST, 0) : place] if one.id != entry.id or not steps]
    return [one for one in newest if (one.happened.latest or known(one)) >= first]


def _since_noted(picture: Picture, child: str, entry: Entry, effects: list[Entry]) -> Ending:
    """A note made while the child is on a plan: asked about once the parameter's days have gone by."""
    opens = days_after(known(entry), picture.number("parents_mental_health.on_plan_days", known(entry)))
    said = picture.saying("parents_mental_health.effect")
    soon = said[bisect_left(said, known(entry), key=known) : bisect_right(said, opens, key=known)]
    since = [
        *(one for one in soon if child in one.about),
        *effects[bisect_left(effects, known(entry), key=known) :][:1],
    ]
    for one in sorted(since, key=known)[:1]:
        because = f"What it means for the child is recorded ({when_said(one)})."
        return Ending(because=because, day=known(one), opens=opens)
    if opens > picture.as_at:
        return Ending(because="Noted only lately.", until=opens - timedelta(days=1))
    return asked_for(picture, [child], known(entry), opens)


def _ending(picture: Picture, child: str, entry: Entry, noted: list[Entry], effects: list[Entry]) -> Ending:
    before, day = _noted_before(picture, entry, noted), known(entry)
    if not before:
        return Ending(because="Nothing of a parent's mental health is noted shortly before.")
    if not isinstance(entry.content, _STEPS):
        return _since_noted(picture, child, entry, effects)
    if not set(considered_by(entry)).isdisjoint(ids(before)):
        return Ending(because="The assessment weighed what was noted.")
    turned_away = isinstance(entry.content, Decision) and is_no_further_action(entry.content.outcome)
    if turned_away and _says_what_it_means(picture, entry):
        return Ending(because="The decision says what it means for the child.")
    first = day - timedelta(days=picture.number("parents_mental_health.days", day))
    for one in effects[bisect_left(effects, first, key=known) :][:1]:
        return Ending(because=f"What it means for the child is recorded ({when_said(one)}).", day=known(one))
    return asked_for(picture, [child], day)


def _asking(picture: Picture, children: tuple[str, ...], case: Case, noted_for: dict[str, list[Entry]]) -> Standing:
    entries = [cast(Entry, picture.entry(one)) for one in case.facts]
    all_noted = list({one.id: one for child in children for one in noted_for[child]}.values())
    noted = sorted(_noted_before(picture, entries[-1], all_noted), key=day_of)[-_NAMED:]
    carers = {one for child in children for one in _carers(picture, child)}
    whose = names(picture, dict.fromkeys(one for entry in noted for one in entry.about if one in carers))
    who, latest = names(picture, children), entries[-1]
    holders = [agency_name(one.agency) for one in noted]
    told_by = listed(holders)
    have = "have" if " and " in whose else "has"
    step = f"{agency_name(latest.agency)}'s {latest.kind} ({when_said(latest)})"
    nothing_says = (
        f"neither {step} nor anything since says"
        if isinstance(latest.content, _STEPS)
        else ("nothing recorded since says")
    )
    return Standing(
        about=children,
        rests_on=tuple(dict.fromkeys((*case.facts, *ids(noted)))),
        since=case.since,
        sentence=f"{told_by[:1].upper()}{told_by[1:]} noted how {whose} {have} been feeling "
        f"({when_said(noted[-1])}), and {nothing_says} what that means for {who}. What is it like for {who} on a hard "
        "day, and on a good one?",
        settles=f"What it means for {who} written down by someone who looked, even if it makes no difference.",
        addressed_to=tuple(dict.fromkeys(entry.agency for entry in entries)),
        ask_agency=next((one.agency for one in reversed(noted) if one.agency != latest.agency), None),
        holds_until=case.until,
        latest=case.latest,
    )
