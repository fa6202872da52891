"""Who takes on the needs that are still open as this closes?

Asks: when a plan is closed, or a referral or assessment ends in no further action, while the closing itself or the last
    account of the plan names needs as outstanding, or an action agreed on the plan was never recorded as done, and
    nobody is recorded as taking them on.
Looks at: closings and decisions of no further action; what they (in a list, or in the words of their account), the last
    opening or review of the plan, and its actions leave open; actions, plans, referrals and assessments from then on;
    early help.
Does not ask when: nothing is named as outstanding; early help was accepted; the reason itself says who takes each need
    on; an action for it, a new plan, assessment or referral to somebody follows; another plan takes this one's place;
    another agency's account of the same closing has been asked about; it is long ago and the child is on no plan. That
    there is no safeguarding concern is no answer to a need.
Guidance: kingfisher-26; children-act-1989-17; working-together (the edition of the day).
In force: from 2010-01-01.
Settled by: who takes on each need, recorded as an action, a plan or a referral; or an answer with a reason.
Changed: 2 (November 2026): needs said to be left in the account of the closing, where none are listed.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from typing import cast

import msgspec

from kingfisher.practice.decisions import (
    closes,
    is_no_further_action,
    opens_assessment,
    plain,
    plan_type,
    reason_of,
    written,
)
from kingfisher.practice.in_words import says, words_of
from kingfisher.questions.picture import Picture, days_after, known
from kingfisher.questions.question import Standing
from kingfisher.questions.saying import agency_name, listed, names, when_said
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Action, Assessment, Decision, Involvement, Plan, Referral

TITLE = "Closed with needs still open"
TIER = 2
VERSION = 2
GUIDANCE = (
    "kingfisher-26",
    "children-act-1989-17",
    "working-together-2015",
    "working-together-2018",
    "working-together-2023",
)
_DONE = ("done", "complete", "completed", "met", "achieved", "finished", "not needed", "no longer needed")
_SMALL = frozenset({"with", "and", "the", "for", "of", "to", "a", "an", "in", "on", "her", "his", "their", "suitable"})


def look(picture: Picture) -> Iterator[Standing]:
    """What stands about each closing, another agency's account of the same one left to the first."""
    takers = _Takers(picture)
    met: dict[tuple[str, ...], Entry] = {}
    for entry in picture.of_kind(Decision, Plan):
        children = picture.children_in(entry)
        if not children or not _ends(entry):
            continue
        before = met.setdefault(children, entry)
        same = timedelta(days=picture.number("needs_still_open.same_days", known(entry)))
        if before is not entry and before.agency != entry.agency and known(entry) - known(before) <= same:
            continue
        met[children] = entry
        if open_needs := _open_needs(picture, entry, children):
            yield _standing(picture, entry, children, open_needs, takers)
        else:
            yield Standing(about=children, rests_on=(entry.id,), because="Nothing is named as still outstanding.")


class _Takers:
    """Where somebody takes something on for a child: anybody's entries, and each agency's own referrals to others."""

    def __init__(self, picture: Picture) -> None:
        kinds = (Action, Plan, Assessment, Involvement, Decision)
        self.anyones = picture.by_child(one for one in picture.of_kind(*kinds) if _takes_on(one))
        referrals = [
            one for one in picture.of_kind(Referral) if cast(Referral, one.content).to not in (None, one.agency)
        ]
        agencies = {one.agency for one in referrals}
        self.sent = {agency: picture.by_child(one for one in referrals if one.agency == agency) for agency in agencies}

    def first_from(self, closing: Entry, children: tuple[str, ...]) -> Entry | None:
        """The first to become known on the day of the closing or later."""
        day = known(closing)
        found = [self.anyones.first_from(children, day, but=closing.id)]
        if closing.agency in self.sent:
            found.append(self.sent[closing.agency].first_from(children, day))
        return min((one for one in found if one), key=known, default=None)


def _takes_on(entry: Entry) -> bool:
    match entry.content:
        case Action(state=state):
            return plain(state) not in (*_DONE, "not done")
        case Plan(stage=stage):
            return not closes(stage) and not plain(stage).startswith("review")
        case Assessment(stage=stage):
            return plain(stage) in ("started", "opened", "begun", "")
        case Involvement(stage=stage):
            return plain(stage) in ("began", "started", "accepted")
        case Decision(outcome=outcome, early_help=help_):
            return plain(help_) == "accepted" or (opens_assessment(outcome) and not closes(outcome))
    return False


def _ends(entry: Entry) -> bool:
    content = entry.content
    if isinstance(content, Plan):
        return closes(content.stage)
    outcome = cast(Decision, content).outcome
    return closes(outcome) or is_no_further_action(outcome)


def _open_needs(picture: Picture, closing: Entry, children: tuple[str, ...]) -> dict[str, Entry]:
    """Each need left open, in its own words, and the entry that names it."""
    found = {need: closing for need in getattr(closing.content, "outstanding", ()) if written(need)}
    spells = {
        spell.entry: spell.opened
        for child in children
        for spell in picture.plans.get(child, ())
        if spell.closed_by == closing.id
    }
    if not found:
        clauses = (
            picture.written_in(closing).split(" / ") if picture.says(closing, "needs_still_open.left_open") else ()
        )
        left = picture.words("needs_still_open.left_open", picture.as_at)
        found = {clause: closing for clause in clauses if says(clause, left)}
    if not spells:
        return found
    opened = min(spells.values())
    plans = [
        one
        for one in _between(picture.of_kind(Plan), opened, known(closing))
        if one.id != closing.id and not closes(cast(Plan, one.content).stage)
        if not set(picture.children_in(one)).isdisjoint(children)
    ]
    if plans and not found:
        last = cast(Plan, plans[-1].content)
        found |= {need: plans[-1] for need in last.outstanding if written(need)}
    return found | _actions_open(picture, children, opened, closing, set(spells))


def _between(entries: list[Entry], first: date, last: date) -> list[Entry]:
    """Those that became known from the one day to the other, both inclusive."""
    return entries[bisect_left(entries, first, key=known) : bisect_right(entries, last, key=known)]


def _actions_open(
    picture: Picture, children: tuple[str, ...], opened: date, closing: Entry, plans: set[str], /
) -> dict[str, Entry]:
    """Actions of the plan that were agreed while it was open and not recorded as done by its closing."""
    agreed: dict[str, Entry] = {}
    for entry in _between(picture.of_kind(Action), opened, known(closing)):
        action = cast(Action, entry.content)
        what = plain(action.what) or entry.id
        if known(entry) == known(closing) or set(picture.children_in(entry)).isdisjoint(children):
            continue
        if plain(action.state) in _DONE:
            agreed = {
                words: one
                for words, one in agreed.items()
                if words != what and one.id not in (*action.on, *entry.relates_to)
            }
        elif not action.on or not plans.isdisjoint(action.on) or plain(action.state) == "not done":
            agreed[what] = entry
    return {cast(Action, one.content).what or "an action": one for one in agreed.values()}


def _standing(
    picture: Picture, closing: Entry, children: tuple[str, ...], needs: dict[str, Entry], takers: _Takers
) -> Standing:
    since = known(closing)
    rests_on = tuple(dict.fromkeys((closing.id, *(one.id for one in needs.values()))))
    if because := _answered_there(picture, closing, tuple(needs)):
        return Standing(about=children, rests_on=rests_on, because=because)
    settled, why = _settled(picture, closing, children, takers)
    asked, who = agency_name(closing.agency), names(picture, children)
    ended = isinstance(closing.content, Plan) or closes(getattr(closing.content, "outcome", None))
    what = f"closed the plan for {who}" if ended else f"took no further action about {who}"
    return Standing(
        about=children,
        rests_on=rests_on,
        since=since,
        sentence=f"{asked[:1].upper()}{asked[1:]} {what} ({when_said(closing)}) with these still open: "
        f"{listed(needs)}. Who takes each of them on from here?",
        settles="For each need, who takes it on, recorded as an action, a plan or a referral.",
        addressed_to=(closing.agency,),
        because=why,
        settled=settled,
        holds_until=picture.asked_until(children, since),
    )


def _answered_there(picture: Picture, closing: Entry, needs: tuple[str, ...]) -> str:
    """Why the closing itself leaves nothing to ask; "" when it does not."""
    content = closing.content
    if isinstance(content, Decision):
        if plain(content.early_help) == "accepted":
            return "Early help was accepted."
        if "step" in plain(content.outcome) and plan_type(content.outcome):
            return "Another plan takes its place."
    taken_on = picture.words("needs_still_open.taken_on", known(closing))
    clauses = [one for one in _words_of_reason(closing).split(" / ") if says(one, taken_on)]
    if needs and all(any(_mentions(clause, need) for clause in clauses) for need in needs):
        return "The reason says who takes each need on."
    return ""


def _words_of_reason(closing: Entry) -> str:
    """The reason and the account of the closing, without the needs themselves."""
    return words_of(msgspec.structs.replace(closing, content=Decision(reason=reason_of(closing))))


def _mentions(clause: str, need: str) -> bool:
    wanted = {word for word in plain(need).split() if word not in _SMALL}
    return not wanted.isdisjoint(clause.split())


def _settled(picture: Picture, closing: Entry, children: tuple[str, ...], takers: _Takers) -> tuple[date | None, str]:
    """The day it closed (None: never asked) and why; (None, "") while it stands."""
    since = known(closing)
    days: list[tuple[date, str]] = []
    if taker := takers.first_from(closing, children):
        days.append((known(taker), f"Taken on: {taker.kind} by {agency_name(taker.agency)} ({when_said(taker)})."))
    until = picture.asked_until(children, since)
    if until and until < picture.as_at:
        days.append((days_after(until, 1), "It is long ago, and the child is on no plan."))
    day, why = min(days, default=(None, ""))
    return (day, why) if day and day > since else (None, why)
