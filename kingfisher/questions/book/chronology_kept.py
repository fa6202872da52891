"""Where is the chronology of this child, and when was it last looked at?

Asks: when a child is on a plan of a type the parameter names, and no chronology of the child is recorded, or the last
    was made or reviewed longer ago than the parameter's days.
Looks at: plans opened and closed; documents that are chronologies, about the child or about nobody by name; words of
    meetings, supervision and others that one was made or looked at.
Does not ask when: a chronology was made or reviewed within those days (an uncertain date counts on its last possible
    day); the plan has ended; the plan is early help.
Guidance: kingfisher-chronology; chronology-guide-2017; farmer-lutman-2012.
In force: from 2010-01-01.
Settled by: a chronology made or reviewed, best with several agencies' information; the plan's end; an answer with a
    reason.
Changed: 2 (November 2026): a chronology that supervision, a meeting or a contact says was made or looked at counts.
"""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate, islice
from typing import cast

import msgspec

from kingfisher.practice.decisions import is_completed, plain
from kingfisher.practice.in_words import says
from kingfisher.practice.plans import PlanSpell
from kingfisher.questions.picture import Picture, days_after, ids, known
from kingfisher.questions.question import Standing
from kingfisher.questions.saying import agency_name, names, said, when_said
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import (
    Action,
    Assessment,
    ChairsOversight,
    Contact,
    Decision,
    Document,
    Meeting,
    Supervision,
)

TITLE = "A chronology of the child, made and looked at"
TIER = 3
VERSION = 2
GUIDANCE = ("kingfisher-chronology", "chronology-guide-2017", "farmer-lutman-2012")
_TELLING = (Supervision, Meeting, Contact, Assessment, Decision, Action, ChairsOversight)


class _Due(msgspec.Struct, frozen=True):
    """A chronology is wanting from a day until another (exclusive), on a plan, after an older chronology if any."""

    since: date
    until: date | None
    plan: PlanSpell
    after: str


def look(picture: Picture) -> Iterator[Standing]:
    """What stands about each child on a plan; brothers and sisters on the same plan are asked about together."""
    made = [entry for entry in picture.of_kind(Document) if _is_chronology(entry)]
    if told := [one for one in picture.saying("chronology_kept.made", *_TELLING) if _says_made(picture, one)]:
        made = sorted([*made, *told], key=known)
    together: dict[tuple[object, ...], list[str]] = {}
    found: dict[tuple[object, ...], list[_Due]] = {}
    for child in picture.children:
        own = _Made(picture, [entry for entry in made if not entry.about or child in picture.children_in(entry)])
        for plan in _runs(picture, child):
            for due in _due(plan, own):
                key: tuple[object, ...] = (due.since, due.until, due.plan.type, due.after)
                found.setdefault(key, []).append(due)
                together.setdefault(key, []).append(child)
    for key, children in together.items():
        yield _standing(picture, found[key], tuple(children))


def _says_made(picture: Picture, entry: Entry) -> bool:
    """A clause of it says that a chronology was made or looked at, and takes none of it back."""
    made, not_made = (picture.words(f"chronology_kept.{one}", picture.as_at) for one in ("made", "not_made"))
    clauses = picture.written_in(entry).split(" / ")
    return any(says(clause, made) and not says(clause, not_made) for clause in clauses)


def _is_chronology(entry: Entry) -> bool:
    content = cast(Document, entry.content)
    return "chronolog" in plain(f"{content.type} {content.title}")


def _runs(picture: Picture, child: str) -> list[PlanSpell]:
    """Spells on plans that call for a chronology; one that replaces another on the same day goes on from it."""
    runs: list[PlanSpell] = []
    for spell in picture.plans.get(child, []):
        if spell.type not in picture.words("chronology_kept.plans", spell.opened):
            continue
        if runs and runs[-1].closed == spell.opened:
            runs[-1] = msgspec.structs.replace(runs[-1], closed=spell.closed, closed_by=spell.closed_by)
        else:
            runs.append(spell)
    return runs


class _Made:
    """The chronologies made for one child in the order in which they became known, and when each is stale."""

    def __init__(self, picture: Picture, entries: list[Entry]) -> None:
        self.entries = entries
        lasts = [entry.happened.latest or known(entry) for entry in entries]
        self.stale = [days_after(last, picture.number("chronology_kept.days", last) + 1) for last in lasts]
        self._all_stale = list(accumulate(self.stale, max))

    def stale_by(self, day: date) -> tuple[int, str]:
        """How many, from the first, were stale by the day; and the last of these that was known, by id."""
        place = bisect_right(self._all_stale, day)
        last = bisect_right(self.entries, day, hi=place, key=known)
        return place, self.entries[last - 1].id if last else ""


def _due(plan: PlanSpell, made: _Made) -> Iterator[_Due]:
    """Each span of the plan during which no fresh chronology was known."""
    wanting = plan.opened
    first, after = made.stale_by(wanting)
    for place in range(first, len(made.entries)):
        entry, stale = made.entries[place], made.stale[place]
        if plan.closed is not None and wanting >= plan.closed:
            return
        if stale <= wanting:
            after = entry.id if known(entry) <= wanting else after
            continue
        if known(entry) > wanting:
            yield _Due(wanting, min(known(entry), plan.closed or date.max), plan, after)
        wanting, after = max(stale, wanting), entry.id
    if plan.closed is None or wanting < plan.closed:
        yield _Due(wanting, plan.closed, plan, after)


def _last_assessed(picture: Picture, children: tuple[str, ...], day: date) -> list[Entry]:
    """The last three assessments of any of the children completed by the day."""
    every, wanted = picture.of_kind(Assessment), set(children)
    back = (every[place] for place in range(bisect_right(every, day, key=known) - 1, -1, -1))
    theirs = (one for one in back if is_completed(cast(Assessment, one.content)) and not wanted.isdisjoint(one.about))
    return list(islice(theirs, 3))[::-1]


def _standing(picture: Picture, each: list[_Due], children: tuple[str, ...]) -> Standing:
    due = each[0]
    before = _last_assessed(picture, children, due.since)
    rests_on = tuple(
        dict.fromkeys([*(one.plan.entry for one in each), *([due.after] if due.after else []), *ids(before)])
    )
    if due.since > picture.as_at:
        last = due.since - timedelta(days=1)
        return Standing(about=children, rests_on=rests_on, because=f"Fresh until {said(last)}.", holds_until=last)
    if due.until is not None and due.until <= picture.as_at:
        because = f"Closed on {said(due.until)}."
        return Standing(about=children, rests_on=rests_on, since=due.since, settled=due.until, because=because)
    older = picture.entry(due.after)
    who, agency = names(picture, children), agency_name(due.plan.agency)
    state = f"the last chronology was looked at on {when_said(older)}" if older else "no chronology is recorded"
    on_plan = "a plan" if due.plan.type == "unstated" else f"a {due.plan.type.replace('_', ' ')} plan"
    verb = "is" if len(children) == 1 else "are"
    return Standing(
        about=children,
        rests_on=rests_on,
        since=due.since,
        sentence=f"{who} {verb} on {on_plan} (since {said(due.plan.opened)}) and {state}. "
        "Which agencies' accounts have been put side by side, and what do they show over time?",
        settles=f"{agency[:1].upper()}{agency[1:]} or another agency makes or reviews a chronology of {who}.",
        addressed_to=(due.plan.agency,),
    )
