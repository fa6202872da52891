"""Months on a plan: what has changed for the child, and what will be done differently if nothing has?

Asks: when a child has been on a plan of the parameter's types for its days and no change for the better is recorded
    since the plan opened or since the last such change; earlier, when as many reviews in a row as the parameter says
    record no change or worse.
Looks at: when each plan opened; the picture that meetings and reviews record; observations, assessments, strengths,
    school and health entries that say something is better; legal steps.
Does not ask when: some entry about the child records change for the better within the days; a legal step was taken;
    the plan is younger than that, or has ended. A change is dated by the day it became known. Being seen, or a parent
    keeping appointments, is not by itself a change for the child. Being worse is not change for the better.
Guidance: kingfisher-drift; working-together (the edition of the day).
In force: from 2010-01-01.
Settled by: a change for the child recorded, the plan stepped up, ended or taken to a legal step, or an answer with a
    reason.
"""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from typing import cast

from kingfisher.practice.decisions import closes, plain
from kingfisher.practice.plans import PlanSpell
from kingfisher.questions.picture import Picture, days_after, known
from kingfisher.questions.question import Standing
from kingfisher.questions.saying import names, said
from kingfisher.questions.together import Case, by_children, standings
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import (
    Assessment,
    ChairsOversight,
    Contact,
    Education,
    Health,
    LegalStep,
    Meeting,
    Observation,
    Plan,
    Strength,
)

TITLE = "Months on a plan with no recorded change for the child"
TIER = 3
VERSION = 1
GUIDANCE = ("kingfisher-drift", "working-together-2015", "working-together-2018", "working-together-2023")

_MAY_SHOW_CHANGE = (
    Meeting,
    Plan,
    Assessment,
    Strength,
    Observation,
    Education,
    Health,
    Contact,
    LegalStep,
    ChairsOversight,
)


def look(picture: Picture) -> Iterator[Standing]:
    """What stands about each child's time on each plan."""
    if not picture.plans:
        return
    better = {one.id for one in picture.saying("change_on_plan.better", then=True)}
    may_show = picture.of_kind(*_MAY_SHOW_CHANGE)
    by_itself = (LegalStep, Strength)
    changes = by_children(
        picture,
        [
            one
            for one in may_show
            if isinstance(one.content, by_itself) or (one.id in better and _is_change(picture, one))
        ],
    )
    no_better = picture.saying("change_on_plan.no_better", Meeting, Plan, then=True)
    standstills = by_children(picture, [one for one in no_better if _is_standstill(one)])
    found: dict[str, list[Case]] = {}
    for child in picture.children:
        for spell in picture.plans.get(child, []):
            if spell.type in picture.words("change_on_plan.plans", spell.opened):
                own = _during(spell, changes.get(child, [])), _during(spell, standstills.get(child, []))
                found.setdefault(child, []).extend(_cases(picture, spell, *own))
    yield from standings(found, lambda children, case: _asking(picture, children, case))


def _during(spell: PlanSpell, entries: list[Entry]) -> list[Entry]:
    first = bisect_right(entries, spell.opened, key=known)
    inside = entries[first : bisect_right(entries, spell.closed or date.max, key=known)]
    return [one for one in inside if one.id != spell.entry]


def _is_change(picture: Picture, entry: Entry) -> bool:
    """True of one that speaks of something better, unless it is none of the kind that records change."""
    content = entry.content
    if isinstance(content, Meeting) and "cancel" in plain(content.outcome):
        return False
    if isinstance(content, Plan) and not plain(content.stage).startswith("review"):
        return False
    return not picture.says(entry, "change_on_plan.no_better", then=True)


def _is_standstill(entry: Entry) -> bool:
    """A review, of those that record no change, or worse."""
    content = entry.content
    if isinstance(content, Plan):
        review = plain(content.stage).startswith("review") and not closes(content.stage)
    else:
        kind = plain(cast(Meeting, content).type)
        review = "review" in kind or ("conference" in kind and "initial" not in kind)
    return review


def _cases(picture: Picture, spell: PlanSpell, changes: list[Entry], standstills: list[Entry]) -> Iterator[Case]:
    start = spell.opened
    for change in [*changes, None]:
        end = known(change) if change else spell.closed or picture.as_at + timedelta(days=1)
        opens, reviews = _opens(picture, start, end, standstills)
        facts = (spell.entry, *(one.id for one in reviews))
        if opens < end and opens <= picture.as_at:
            settled = end if change or spell.closed else None
            because = "Change for the child was recorded." if change else "The plan ended." if settled else ""
            yield Case(facts=facts, since=opens, settled=settled, because=because, latest=opens)
        elif not change:
            because = "The plan ended." if spell.closed else f"No long time since {said(start)}."
            yield Case(facts=facts, because=because, until=None if spell.closed else opens - timedelta(days=1))
        start = end


def _opens(picture: Picture, start: date, end: date, standstills: list[Entry]) -> tuple[date, list[Entry]]:
    """The day it opens if nothing changes from `start`, and the reviews up to then that recorded no change."""
    opens = days_after(start, picture.number("change_on_plan.days", start))
    here = [one for one in standstills if start <= known(one) < end]
    number = picture.number("change_on_plan.reviews", start)
    if len(here) >= number:
        opens = min(opens, known(here[number - 1]))
    return opens, here


def _asking(picture: Picture, children: tuple[str, ...], case: Case) -> Standing:
    spells = [plan for child in children if (plan := picture.plan_on(child, picture.as_at))]
    opened = min((plan.opened for plan in spells), default=case.since or picture.as_at)
    who = names(picture, children)
    is_are, reviews = ("are" if len(children) > 1 else "is"), len(case.facts) - len({plan.entry for plan in spells})
    noted = f"; {reviews} review{'s' if reviews > 1 else ''} recorded none" if reviews > 0 else ""
    return Standing(
        about=children,
        rests_on=case.facts,
        since=case.since,
        sentence=f"{who} {is_are} on a plan that opened on {said(opened)}, and no change for the better is recorded "
        f"in the time up to {said(case.since or opened)} or since{noted}. What is different for {who} day to day, and "
        "what will be tried differently?",
        settles=f"A change for {who} recorded, with what shows it; or the plan stepped up, ended or taken further.",
        addressed_to=tuple(dict.fromkeys(plan.agency for plan in spells)) or ("social_care",),
        latest=case.latest,
    )
