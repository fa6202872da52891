"""Neglect is named: which assessment tool shows what it is like for the child?

Asks: when a plan, a completed assessment or a decision about a child names neglect as a concern (or answers a referral
    that does), and no neglect assessment tool is recorded for the child within the parameter's days before, at any time
    on the plan, or since. Once for a family, whatever names it again.
Looks at: plans and their categories, assessments, decisions and the referrals they answer; assessments that name a
    tool; documents, actions, meetings and decisions that speak of one; contacts, observations and supervision that say
    one was used; sightings inside the home.
Does not ask when: any agreed neglect tool was begun or completed for the child, by any agency; using one has been
    agreed, or weighed in writing with why it was not; the outcome is to assess; neglect is named only to say that there
    is none; what is named is a parent's own childhood; what is named is only a state of things (home conditions,
    hunger) and somebody has since been inside the home and seen the child there, or it is said to be the housing or the
    want of money. A tool for something else (domestic abuse, exploitation, development) is not a neglect tool. A tool
    with an uncertain date counts on the last day it can have been.
Guidance: kingfisher-lp5; neglect-tools-2015; working-together (the edition of the day).
In force: from 2010-01-01.
Settled by: a neglect assessment tool begun or agreed for the child, or an answer with a reason.
Changed: 2 (November 2026): a plan's end; no further action turned into an assessment; a tool used as a contact, an
    observation or supervision tells.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from typing import cast

from kingfisher.practice.decisions import (
    closes,
    decided_on,
    is_completed,
    is_no_further_action,
    is_outcome,
    opens_assessment,
    plain,
)
from kingfisher.practice.in_words import says
from kingfisher.practice.whose_words import is_of_others
from kingfisher.questions.picture import Picture, day_of, known
from kingfisher.questions.question import Standing
from kingfisher.questions.saying import agency_name, names, when_said
from kingfisher.questions.together import Case, Ending, asked_for, by_children, cases, family_standings
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import (
    Action,
    Assessment,
    ChairsOversight,
    Contact,
    Decision,
    Document,
    Meeting,
    Observation,
    Plan,
    Referral,
    Supervision,
)

TITLE = "Neglect named and no neglect assessment tool"
TIER = 2
VERSION = 2
GUIDANCE = (
    "kingfisher-lp5",
    "neglect-tools-2015",
    "working-together-2015",
    "working-together-2018",
    "working-together-2023",
)


def look(picture: Picture) -> Iterator[Standing]:
    """What stands about each child for whom neglect is named."""
    tools = by_children(picture, (one for one in _may_name_a_tool(picture) if _names_tool(picture, one)))
    referrals = by_children(picture, picture.of_kind(Referral))
    concluded = by_children(picture, picture.of_kind(Plan, Decision, Assessment))
    found: dict[str, list[Case]] = {}
    for child, entries in concluded.items():
        own, asked = _Tools(tools.get(child, [])), referrals.get(child, [])
        named = [one for one in entries if _concludes(one) and _is_of_neglect(picture, child, one, asked)]
        turned = [known(one) for one in entries if _opens_assessment(one)]
        found[child] = cases(
            named,
            lambda entry, child=child, own=own, turned=turned: _ending(picture, child, entry, own, turned),  # type: ignore[misc]
        )
    yield from family_standings(found, lambda children, case: _asking(picture, children, case))


def _may_name_a_tool(picture: Picture) -> list[Entry]:
    held = picture.of_kind(Assessment, Document, Action, Meeting, Decision, Plan, ChairsOversight)
    told = picture.saying("neglect_tool.tools", Contact, Observation, Supervision, then=True)
    made = [one for one in told if _says_it_was_used(picture, one)]
    return sorted([*held, *made], key=known) if made else held


def _names_tool(picture: Picture, entry: Entry) -> bool:
    content, day = entry.content, known(entry)
    if isinstance(content, Assessment):
        named = plain(content.tool)
        others = picture.words("neglect_tool.other_tools", day)
        if named and named not in ("none", "no", "not used", "n a") and not says(named, others):
            return True
    if not picture.says(entry, "neglect_tool.tools", then=True):
        return False
    tools, left_out, why = (_list(picture, name, entry) for name in ("tools", "left_out", "why"))
    clauses = [one for one in picture.written_in(entry).split(" / ") if says(one, tools)]
    return not clauses or any(not says(one, left_out) or not set(why).isdisjoint(one.split()) for one in clauses)


def _says_it_was_used(picture: Picture, entry: Entry) -> bool:
    """Where a note tells of a tool: some clause says that it was used, and not that it is to be."""
    made, to_come = (_list(picture, name, entry) for name in ("made", "to_come"))
    return any(says(one, made) and not says(one, to_come) for one in picture.written_in(entry).split(" / "))


def _concludes(entry: Entry) -> bool:
    content = entry.content
    if isinstance(content, Plan):
        return not closes(content.stage)
    if isinstance(content, Decision):
        return is_outcome(entry) and not opens_assessment(content.outcome)
    return isinstance(content, Assessment) and is_completed(content)


def _names_neglect(picture: Picture, entry: Entry) -> bool:
    """In its own words, unless they say that there is none or speak of a parent's childhood."""
    named, denied = _list(picture, "neglect", entry), _list(picture, "not_neglect", entry)
    listed = [plain(one) for one in getattr(entry.content, "categories", ())]
    clauses = picture.written_in(entry).split(" / ") if picture.says(entry, "neglect_tool.neglect", then=True) else []
    return any(says(one, named) and not says(one, denied) and not is_of_others(one) for one in (*clauses, *listed))


def _names_a_state(picture: Picture, entry: Entry) -> bool:
    """Home conditions and the like among its concerns or categories, not said to be the housing or want of money."""
    content = entry.content
    named = _list(picture, "concerns", entry)
    other = (*_list(picture, "not_neglect", entry), *_list(picture, "housing_or_money", entry))
    listed = [plain(one) for one in (*getattr(content, "concerns", ()), *getattr(content, "categories", ()))]
    return any(says(one, named) and not says(one, other) for one in listed)


def _list(picture: Picture, name: str, entry: Entry) -> tuple[str, ...]:
    return picture.words(f"neglect_tool.{name}", known(entry))


def _is_of_neglect(picture: Picture, child: str, entry: Entry, referrals: list[Entry]) -> bool:
    """It names neglect, or answers something that does: what it is on, else a referral shortly before."""
    if _names_neglect(picture, entry):
        return True
    answered = [held for one in decided_on(entry) if (held := picture.entry(one))]
    if not answered and not isinstance(entry.content, Plan):
        first = known(entry) - timedelta(days=picture.number("neglect_tool.referral_days", known(entry)))
        place, end = bisect_left(referrals, first, key=known), bisect_right(referrals, known(entry), key=known)
        answered = referrals[place:end]
    if isinstance(entry.content, Decision) and closes(entry.content.outcome):
        answered = [one for one in answered if not isinstance(one.content, Plan)]  # asked about since the plan began
    if any(_names_neglect(picture, one) for one in answered):
        return True
    return any(_names_a_state(picture, one) and not _seen_since(picture, child, one, entry) for one in answered)


def _seen_since(picture: Picture, child: str, referral: Entry, entry: Entry) -> bool:
    """True when somebody who was inside the home saw the child there between the two."""
    seen = picture.seen_at_home[child].last_by(known(entry)) if child in picture.seen_at_home else None
    return bool(
        seen and seen.known and seen.known <= known(entry) and (seen.when.latest or date.min) > day_of(referral)
    )


class _Tools:
    """The entries that name a tool in the order in which they became known, and the latest day up to each."""

    def __init__(self, entries: list[Entry]) -> None:
        self.entries = entries
        self._latest = list(accumulate((max(known(one), one.happened.latest or date.min) for one in entries), max))

    def first_from(self, day: date) -> Entry | None:
        """The first that was known, or can have been made, on the day or later."""
        place = bisect_left(self._latest, day)
        return self.entries[place] if place < len(self.entries) else None


def _opens_assessment(entry: Entry) -> bool:
    return isinstance(entry.content, Decision) and opens_assessment(entry.content.outcome)


def _ending(picture: Picture, child: str, entry: Entry, tools: _Tools, turned: list[date]) -> Ending:
    day = known(entry)
    start = _plan_began(picture, child, day)
    first = min(day, start) - timedelta(days=picture.number("neglect_tool.days", day))
    if tool := tools.first_from(first):
        because = f"A neglect assessment tool is recorded ({when_said(tool)})."
        return Ending(because=because, day=known(tool))
    if isinstance(entry.content, Decision) and is_no_further_action(entry.content.outcome):
        place = bisect_right(turned, day)
        if place < len(turned):
            return Ending(because="It was decided since to assess, which will say.", day=turned[place])
    return asked_for(picture, [child], day)


def _plan_began(picture: Picture, child: str, day: date) -> date:
    """The first day of the plan open on the day, one plan following straight on another; the day if there is none."""
    for plan in reversed(picture.plans.get(child, [])):
        if plan.opened <= day and (plan.closed is None or plan.closed >= day):
            day = plan.opened
    return day


def _asking(picture: Picture, children: tuple[str, ...], case: Case) -> Standing:
    entries = [cast(Entry, picture.entry(one)) for one in case.facts]
    latest, who = entries[-1], names(picture, children)
    days = picture.number("neglect_tool.days", known(entries[0]))
    on = [one for entry in entries for one in decided_on(entry) if picture.entry(one)]
    named = f"{agency_name(latest.agency)}'s {latest.kind} ({when_said(latest)})"
    return Standing(
        about=children,
        rests_on=tuple(
            dict.fromkeys((*case.facts, *sorted(on, key=lambda one: day_of(cast(Entry, picture.entry(one))))))
        ),
        since=case.since,
        sentence=f"Neglect is a worry in {named}, and no agency has recorded a neglect assessment "
        f"tool for {who} in the {days} days before or since. Which has been used, or who will use one and by when?",
        settles=f"A neglect assessment tool begun for {who}, or agreed with who does it and by when.",
        addressed_to=tuple(dict.fromkeys(entry.agency for entry in entries)),
        holds_until=case.until,
        latest=case.latest,
    )
