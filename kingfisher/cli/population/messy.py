"""A record as it is often written: fields left empty, links not made, dates rounded, words for things that vary.

Nothing of what was done is changed, so a question that comes of it comes of the writing: that is what a partnership
would meet. What is lost is left to the dice, whatever the questions look at.
"""

import random
from collections.abc import Iterable, Iterator
from datetime import timedelta

import msgspec

from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import AnyContent, Decision, Meeting, Outcome, Plan

LOST = 0.2  # of every field that is not needed to know what it is about
DUPLICATED = 0.03
_KEPT = frozenset({"outcome", "type", "stage", "of", "held_by", "whose", "step", "answer", "what", "practitioner"})
_ALSO_CALLED = {
    "no_further_action": ("NFA", "No further action", "NFA - closed", "no further action by SC"),
    "close_plan": ("Close plan", "CIN plan closed", "Step down and close plan"),
    "child_in_need": ("CIN", "Child in Need", "child in need plan"),
    "core_group": ("Core Group", "core grp mtg", "core group meeting"),
    "initial_conference": ("ICPC", "Initial CP Conference", "initial child protection conference"),
    "review_conference": ("RCPC", "Review CP Conference", "review conference"),
    "strategy": ("Strategy discussion", "strategy mtg", "strat discussion"),
    "child_protection": ("CP", "Child Protection", "child protection plan"),
    "rearranged": ("Rearranged", "rescheduled", "rearranged - new date sent"),
    "held": ("Held", "took place", "held"),
}


def in_a_messy_hand(entries: Iterable[Entry], dice: random.Random) -> Iterator[Entry]:
    """The entries as a busy service writes them; now and then the same thing twice."""
    for entry in entries:
        content = _with_gaps(_in_other_words(entry.content, dice), dice)
        written = msgspec.structs.replace(
            entry,
            content=content,
            happened=_rounded(entry, dice),
            by=_or_lost(entry.by, None, dice),
            how_known=_or_lost(entry.how_known, None, dice),
            shared=_or_lost(entry.shared, (), dice),
            relates_to=_or_lost(entry.relates_to, (), dice),
            text=_or_lost(entry.text, "", dice),
        )
        yield written
        if entry.outcome is Outcome.ATTENDED and dice.random() < DUPLICATED:
            yield msgspec.structs.replace(written, id=f"{entry.id}x", agency="social_care", seen=(), relates_to=())


def _or_lost[Held](held: Held, nothing: Held, dice: random.Random) -> Held:
    return nothing if dice.random() < LOST else held


def _with_gaps(content: AnyContent, dice: random.Random) -> AnyContent:
    lost = {}
    for field in msgspec.structs.fields(type(content)):
        if field.name not in _KEPT and dice.random() < LOST:
            lost[field.name] = field.default
    return msgspec.structs.replace(content, **lost)


def _in_other_words(content: AnyContent, dice: random.Random) -> AnyContent:
    if not isinstance(content, (Decision, Meeting, Plan)):
        return content
    said = {}
    for name in ("type", "outcome"):
        held = getattr(content, name, None)
        if held in _ALSO_CALLED and dice.random() < 0.5:
            said[name] = dice.choice(_ALSO_CALLED[held])
    return msgspec.structs.replace(content, **said)


def _rounded(entry: Entry, dice: random.Random) -> When:
    """Some day of three, in one entry of twenty."""
    day = entry.happened.first
    if day is None or entry.happened.last != day or dice.random() >= 0.05:
        return entry.happened
    return When.between(day, day + timedelta(days=2))
