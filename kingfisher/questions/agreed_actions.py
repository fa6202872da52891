"""When was an agreed action past its time, and which later account of it gave it a new day, owner or cover?

An action is read as it was told, account by account: what is written later closes what was open, and never undoes
that it was.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import cast

import msgspec

from kingfisher.practice.decisions import plain
from kingfisher.questions.away import Away, owner_away
from kingfisher.questions.picture import Picture, days_after, known
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Action

_OVER = ("done", "complete", "finished", "no longer", "withdrawn", "superseded", "not needed", "closed", "cancelled")
_UNDONE = ("not done", "outstanding", "overdue")


class Numbers(msgspec.Struct, frozen=True, kw_only=True):
    """The names of the parameters: days for an action that has none of its own, and days its owner may be away."""

    no_day: str
    away: str


class Promise(msgspec.Struct, kw_only=True):
    """One action as agreed: its accounts so far, and from when (inclusive) it is past its time or its owner away.

    `late_from` is None while it has neither owner nor day; `absence` is set when the owner's absence is what makes it
    late; `over` is the account that says it is done or no longer wanted, `renewed` the one that, once it was late, gave
    a new day, owner or cover.
    """

    accounts: list[Entry]
    owner: str | None = None
    owned_from: date = date.min
    due: date | None = None
    cover: str | None = None
    past: date | None = None
    late_from: date | None = None
    absence: Away | None = None
    over: Entry | None = None
    renewed: Entry | None = None


def promises(picture: Picture, away: dict[str, list[Away]], numbers: Numbers) -> Iterator[Promise]:
    """Every action about a child of the record, once for each time it was agreed."""
    for run in _runs(picture):
        if picture.children_in(run[0]):
            yield from _agreed(picture, run, away, numbers)


def _runs(picture: Picture) -> list[list[Entry]]:
    """Actions, each with its later accounts: those that name it, or the same thing by the same owner for the same. What
    is agreed after the day it was done is agreed anew."""
    runs: dict[str, list[Entry]] = {}
    begun: dict[str, str] = {}  # for each first account, the run that now stands for it
    by_words: dict[tuple[object, ...], str] = {}
    over_on: dict[str, date] = {}
    for entry in picture.of_kind(Action):
        content = cast(Action, entry.content)
        key = (plain(content.owner), plain(content.what), picture.children_in(entry))
        linked = next((begun[one] for one in (*content.on, *entry.relates_to) if one in begun), None)
        first = linked or (by_words.get(key) if content.what else None)
        if first is None or (not is_over(entry) and over_on.get(first, date.max) < known(entry)):
            first = entry.id
        if content.what or linked is None:
            by_words[key] = first
        begun[entry.id] = first
        runs.setdefault(first, []).append(entry)
        if is_over(entry):
            over_on.setdefault(first, known(entry))
    return list(runs.values())


def is_over(entry: Entry) -> bool:
    """True when the account says that the action is done, or is no longer wanted."""
    state = plain(cast(Action, entry.content).state)
    return not state.startswith("not done") and any(word in state for word in _OVER)


def _agreed(picture: Picture, run: list[Entry], away: dict[str, list[Away]], numbers: Numbers) -> Iterator[Promise]:
    """The action as first agreed, and anew each time a later account gave a day, owner or cover once it was late."""
    over = next((one for one in run if is_over(one)), None)
    one = Promise(accounts=[])
    for entry in run:
        if is_over(entry):
            one.accounts.append(entry)
            continue
        if one.late_from is None:
            _look_whether_late(picture, one, away.get(one.owner or "", []), over, numbers)
        if one.late_from and one.late_from <= known(entry):
            if not _renews(one, entry):
                one.accounts.append(entry)
                continue
            one.renewed = entry
            yield one
            to_come = one.due if one.due and one.due >= known(entry) else None
            one = Promise(accounts=[], owner=one.owner, owned_from=one.owned_from, due=to_come)
        _tell(one, entry, picture.number(numbers.no_day, known(entry)))
    one.over = over
    _look_whether_late(picture, one, away.get(one.owner or "", []), over, numbers)
    yield one


def _look_whether_late(
    picture: Picture, one: Promise, theirs: list[Away], over: Entry | None, numbers: Numbers
) -> None:
    if one.past is None or one.late_from:
        return
    first = max(known(one.accounts[0]), one.owned_from)
    days = picture.number(numbers.away, first)
    absence = None if one.cover else owner_away(theirs, first, over, days)
    one.late_from = one.past
    if absence:
        asked = days_after(max(absence.start, first), days)
        if asked <= one.past:
            one.late_from = asked
        one.absence = absence


def _tell(one: Promise, entry: Entry, no_day: int) -> None:
    """What the account says, added to what is known of the action while it is not late."""
    content = cast(Action, entry.content)
    one.accounts.append(entry)
    one.late_from, one.absence = None, None
    if content.owner and content.owner != one.owner:
        one.owner, one.owned_from = content.owner, known(entry)
    one.cover = content.cover or one.cover
    undone = plain(content.state).startswith(_UNDONE)
    if content.due and content.due.latest:
        one.due = content.due.latest
        one.past = days_after(one.due, 1)
    elif one.past is None and one.due:
        one.past = days_after(one.due, 1)
    elif one.past is None and (one.owner or undone):
        one.past = days_after(known(entry), no_day)
    if one.past and undone:
        one.past = min(one.past, known(entry))
    if one.past:
        one.past = max(one.past, known(entry))


def _renews(one: Promise, entry: Entry) -> bool:
    """True when the account agrees a day still to come, another owner, or cover for one who is away."""
    content = cast(Action, entry.content)
    if plain(content.state).startswith(_UNDONE):
        return False
    day = content.due.latest if content.due else None
    new_day = day is not None and day != one.due and day + timedelta(days=1) > known(entry)
    new_owner = bool(content.owner) and plain(content.owner) != plain(one.owner)
    return new_day or new_owner or bool(content.cover and one.absence and one.past != one.late_from)
