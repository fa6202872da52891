"""Neglect is named: which assessment tool shows what it is like for the child?

Asks: when a plan, a completed assessment or a decision about a child names neglect (or answers a referral that does),
    and no neglect assessment tool is recorded for the child within the parameter's days before it, or since.
Looks at: plans and their categories, assessments, decisions and the referrals they answer; assessments that name a
    tool; documents, actions, meetings and decisions that speak of one.
Does not ask when: any agreed neglect tool was begun or completed for the child, by any agency; using one has been
    agreed or weighed in writing; the outcome is to assess; what is named is a parent's own childhood. A tool for
    something else (domestic abuse, exploitation, development) is not a neglect tool. A tool with an uncertain date
    counts on the last day it can have been.
Guidance: kingfisher-lp5; neglect-tools-2015; working-together (the edition of the day).
In force: from 2010-01-01.
Settled by: a neglect assessment tool begun or agreed for the child, or an answer with a reason.
"""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from typing import cast

from kingfisher.practice.decisions import closes, decided_on, is_completed, is_outcome, opens_assessment, plain
from kingfisher.practice.in_words import says
from kingfisher.questions.picture import Picture, day_of, known
from kingfisher.questions.question import Standing
from kingfisher.questions.saying import agency_name, names, when_said
from kingfisher.questions.together import Case, Ending, asked_for, by_children, cases, standings
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Action, Assessment, ChairsOversight, Decision, Document, Meeting, Plan, Referral

TITLE = "Neglect named and no neglect assessment tool"
TIER = 2
VERSION = 1
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
    referrals = by_children(picture, (one for one in picture.of_kind(Referral) if _names_neglect(picture, one)))
    concluded = by_children(picture, picture.of_kind(Plan, Decision, Assessment))
    found: dict[str, list[Case]] = {}
    for child, entries in concluded.items():
        own, asked = _Tools(tools.get(child, [])), referrals.get(child, [])
        named = [one for one in entries if _concludes(one) and _is_of_neglect(picture, one, asked)]
        found[child] = cases(named, lambda entry, child=child, own=own: _ending(picture, child, entry, own))  # type: ignore[misc]
    yield from standings(found, lambda children, case: _asking(picture, children, case))


def _may_name_a_tool(picture: Picture) -> list[Entry]:
    return picture.of_kind(Assessment, Document, Action, Meeting, Decision, Plan, ChairsOversight)


def _names_tool(picture: Picture, entry: Entry) -> bool:
    content, day = entry.content, known(entry)
    if isinstance(content, Assessment):
        named = plain(content.tool)
        others = picture.words("neglect_tool.other_tools", day)
        if named and named not in ("none", "no", "not used", "n a") and not says(named, others):
            return True
    return picture.says(entry, "neglect_tool.tools", then=True)


def _concludes(entry: Entry) -> bool:
    content = entry.content
    if isinstance(content, Plan):
        return not closes(content.stage)
    if isinstance(content, Decision):
        return is_outcome(entry) and not opens_assessment(content.outcome)
    return isinstance(content, Assessment) and is_completed(content)


def _names_neglect(picture: Picture, entry: Entry) -> bool:
    """In its own words, or (home conditions and the like) among its concerns or categories."""
    content, day = entry.content, known(entry)
    concerns = [*getattr(content, "concerns", ()), *getattr(content, "categories", ())]
    named = picture.words("neglect_tool.neglect", day)
    if picture.says(entry, "neglect_tool.neglect", then=True):
        return True
    listed = " / ".join(map(plain, concerns))
    return bool(listed) and says(listed, (*named, *picture.words("neglect_tool.concerns", day)))


def _is_of_neglect(picture: Picture, entry: Entry, referrals: list[Entry]) -> bool:
    """It names neglect, or answers something that does: what it is on, else a referral shortly before."""
    if _names_neglect(picture, entry):
        return True
    on = [held for one in decided_on(entry) if (held := picture.entry(one))]
    if on:
        return any(_names_neglect(picture, one) for one in on)
    first = known(entry) - timedelta(days=picture.number("neglect_tool.referral_days", known(entry)))
    place = bisect_left(referrals, first, key=known)
    return not isinstance(entry.content, Plan) and place < len(referrals) and known(referrals[place]) <= known(entry)


class _Tools:
    """The entries that name a tool in the order in which they became known, and the latest day up to each."""

    def __init__(self, entries: list[Entry]) -> None:
        self.entries = entries
        self._latest = list(accumulate((max(known(one), one.happened.latest or date.min) for one in entries), max))

    def first_from(self, day: date) -> Entry | None:
        """The first that was known, or can have been made, on the day or later."""
        place = bisect_left(self._latest, day)
        return self.entries[place] if place < len(self.entries) else None


def _ending(picture: Picture, child: str, entry: Entry, tools: _Tools) -> Ending:
    day = known(entry)
    first = day - timedelta(days=picture.number("neglect_tool.days", day))
    if tool := tools.first_from(first):
        because = f"A neglect assessment tool is recorded ({when_said(tool)})."
        return Ending(because=because, day=known(tool))
    return asked_for(picture, [child], day)


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
