"""Who does what by when, and how will anyone know that it is better for the child?

Asks: when a plan was opened and within the parameter's days no action about the child is recorded; when an agreed
    action has no owner or no day; when a decision, plan or meeting asks for a "strong" plan, or makes something hang on
    whether things improve, and says neither how much nor who does what.
Looks at: plans, actions with owner and day, and the words of decisions, plans, meetings and chairs' oversight. It looks
    at whether these are there, not at how well they are written.
Does not ask when: the plan is early help; the plan's own account says in a sentence who and by when or how often; the
    action has an owner and a day (about a day is a day); the words name a number, a day or a way to tell, or an action
    with owner and day says what was meant; the plan has ended; the action is done.
Guidance: kingfisher-53; plans-outcomes; working-together (the edition of the day).
In force: from 2010-01-01.
Settled by: an action with owner and day for each thing asked, what would be different written down, the plan's end, or
    an answer with a reason.
Changed: 2 (November 2026): a plan whose own words say who does what, and when or how often.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import cast

from kingfisher.practice.decisions import closes, plain, written
from kingfisher.practice.meetings import was_called_off
from kingfisher.practice.plan_in_words import says_who_and_when
from kingfisher.practice.plans import PlanSpell
from kingfisher.questions.closing import concluded
from kingfisher.questions.picture import ByChild, Picture, days_after, ids, known
from kingfisher.questions.question import Standing
from kingfisher.questions.saying import listed, names, said, when_said
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Action, ChairsOversight, Decision, Meeting, Plan

TITLE = "A plan that says who does what by when"
TIER = 2
VERSION = 2
GUIDANCE = (
    "kingfisher-53",
    "plans-outcomes",
    "working-together-2015",
    "working-together-2018",
    "working-together-2023",
)
_STRONG = re.compile(
    r"\b(strong\w*|robust\w*|tight\w*|rigorous\w*|firm\w*)\b( \w+){0,3} plan\b|"
    r"\bplan\b( \w+){0,6} (strong\w*|robust\w*|tight\w*|rigorous\w*)\b"
)
_BETTER = r"(improve\w*|progress\w*|chang\w+|engag\w+|cooperat\w+|better)"
_IF = re.compile(rf"\b(if|unless|until|should)\b( \w+){{0,6}} {_BETTER}|\b(without|failing) {_BETTER}")
_TELLS = re.compile(r"\d|per cent|every (day|week|night|session)|daily|weekly|twice|each (day|week|night|session)")
_OVER = ("done", "complete", "finished", "no longer", "withdrawn", "superseded", "not needed", "cancelled", "not done")


def look(picture: Picture) -> Iterator[Standing]:
    """What stands about each plan, each action without owner or day, and each wish for "strong" or "better"."""
    actions = [one for one in picture.of_kind(Action) if picture.children_in(one)]
    by_child = picture.by_child(actions)
    whole = picture.by_child(one for one in actions if _is_whole(one))
    yield from _plans(picture, by_child)
    yield from _wanting_actions(picture, actions, by_child)
    opening = {spell.entry for spells in picture.plans.values() for spell in spells}
    for entry in picture.of_kind(Decision, Plan, Meeting, ChairsOversight):
        wish = _wish(entry) if entry.id not in opening else ""
        if wish and picture.children_in(entry):
            yield _only_words(picture, entry, wish, whole)


def _is_whole(entry: Entry) -> bool:
    content = cast(Action, entry.content)
    return bool(content.owner and content.due and content.due.is_known)


def _plans(picture: Picture, actions: ByChild) -> Iterator[Standing]:
    """Plans and the first action about any of their children; brothers and sisters on one plan are together."""
    together: dict[tuple[str, date], list[tuple[str, PlanSpell]]] = {}
    for child, spells in picture.plans.items():
        for spell in spells if child in picture.people else ():
            if spell.type not in picture.words("plan_specific.plans", spell.opened):
                continue
            together.setdefault((spell.entry, spell.opened), []).append((child, spell))
    for each in together.values():
        spell, about = each[0][1], tuple(child for child, _ in each)
        days, held = picture.number("plan_specific.days", spell.opened), picture.entry(spell.entry)
        if held and says_who_and_when(held.text):
            yield Standing(
                about=about, rests_on=(held.id,), because="The plan's own words say who does what, and when."
            )
            continue
        wish = _wish(held) if held else ""
        says = f', says "{wish}",' if wish else ""
        first = actions.first_from(about, spell.opened - timedelta(days=days))
        closings = [(known(first), f"An action is recorded ({when_said(first)}).")] if first else []
        closed = [one.closed for _, one in each]
        if all(closed):
            closings.append((max(day for day in closed if day), "The plan has ended."))
        type_ = "" if spell.type == "unstated" else f"{spell.type.replace('_', ' ')} "
        yield concluded(
            picture,
            about=about,
            rests_on=(spell.entry,),
            since=spell.opened if wish else days_after(spell.opened, days),
            sentence=f"The {type_}plan of {said(spell.opened)} for {names(picture, about)} is open{says} and no "
            "action on it is recorded. Who does what by when, and what would be different for each child?",
            settles="Actions with owner and day, and what would be different for the child, written down.",
            addressed_to=(spell.agency,),
            closings=closings,
        )


def _wanting_actions(picture: Picture, actions: list[Entry], every: ByChild) -> Iterator[Standing]:
    """Agreed actions without owner or day; those of one meeting or plan for the same children are together."""
    together: dict[tuple[object, ...], list[Entry]] = {}
    for entry in actions:
        content = cast(Action, entry.content)
        over = any(word in plain(content.state) for word in _OVER)
        if not over and not _is_whole(entry):
            about, on = picture.children_in(entry), (*content.on, *entry.relates_to)[:1]
            closings = _mended(picture, entry, every)
            if closings:
                yield _wanting(picture, [entry], about, closings)
            else:
                together.setdefault((entry.agency, on or known(entry), about), []).append(entry)
    for each in together.values():
        yield _wanting(picture, each, picture.children_in(each[0]), [])


def _mended(picture: Picture, entry: Entry, every: ByChild) -> list[tuple[date, str]]:
    """The first later account of the action that has owner and day, or says that it is over."""
    content = cast(Action, entry.content)
    linked = [one for one in picture.linked_to.get(entry.id, ()) if isinstance(one.content, Action)]
    what = plain(content.what)
    same = every.between(picture.children_in(entry), known(entry), picture.as_at) if what else []
    for one in sorted([*linked, *(one for one in same if plain(cast(Action, one.content).what) == what)], key=known):
        state = plain(cast(Action, one.content).state)
        if one.id != entry.id and (_is_whole(one) or any(word in state for word in _OVER)):
            return [(known(one), f"It has an owner and a day, or is over ({when_said(one)}).")]
    return []


def _wanting(picture: Picture, each: list[Entry], about: tuple[str, ...], closings: list[tuple[date, str]]) -> Standing:
    first, last = each[0], each[-1]
    facts = []
    for entry in each:
        content = cast(Action, entry.content)
        lacks = [word for word, there in (("owner", content.owner), ("day", content.due)) if not there]
        facts.append(f"{content.what or 'an action'} (no {' and no '.join(lacks or ['day'])})")
    return concluded(
        picture,
        about=about,
        rests_on=ids(each),
        since=known(first),
        sentence=f"Agreed for {names(picture, about)} on {when_said(first)}: {listed(facts)}. Who does it, by when, "
        "and how will anyone know that it is better for the child?",
        settles="An owner and a day for each action.",
        addressed_to=(first.agency,),
        closings=closings,
        latest=known(last) if known(last) > known(first) else None,
    )


def _wish(entry: Entry) -> str:
    """The words that only say "strong" or "if it does not improve"; "" when there are none, or they say how to tell."""
    content = entry.content
    if was_called_off(entry):
        return ""
    fields = ("reason", "outcome", "question", "picture")
    each = [words for name in fields if isinstance(words := getattr(content, name, None), str) and written(words)]
    if isinstance(content, Plan) and closes(content.stage):
        return ""
    for words in (*each, *re.split(r"(?<=[.;!])\s", entry.text)):
        comparable = plain(words)
        if (_STRONG.search(comparable) or _IF.search(comparable)) and not _TELLS.search(comparable):
            return words.strip(" .;")
    return ""


def _only_words(picture: Picture, entry: Entry, wish: str, whole: ByChild) -> Standing:
    about, day = picture.children_in(entry), known(entry)
    kind, people = entry.kind.replace("_", " "), names(picture, about)
    linked = [one for one in picture.linked_to.get(entry.id, ()) if isinstance(one.content, Action) and _is_whole(one)]
    near = whole.between(about, day, days_after(day, picture.number("plan_specific.words_days", day)))
    meant = sorted({one.id: one for one in (*linked, *near)}.values(), key=known)
    closings = [(known(one), f"An action says who and by when ({when_said(one)}).") for one in meant[:1]]
    return concluded(
        picture,
        about=about,
        rests_on=ids([entry]),
        since=day,
        sentence=f'The {kind} of {when_said(entry)} about {people} says: "{wish}". '
        "What exactly is to be different, who does what by when, and how will anyone tell?",
        settles="What is to be different and how it will be seen, with owner and day, written down.",
        addressed_to=(entry.agency,),
        closings=closings,
    )
