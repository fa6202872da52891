"""What is due, by when, and for whom to do? Open clocks by family, child, agency or practitioner."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

import msgspec

from kingfisher.practice.clock_course import State
from kingfisher.practice.clocks import Clock
from kingfisher.timeline.dates import said

By = Literal["family", "child", "agency", "practitioner"]


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to do: brothers' and sisters' clocks that one act would meet are one, `clock` the first of them."""

    clock: Clock
    children: tuple[str, ...]


def due(
    clocks: Iterable[Clock], *, by: By, first: date | None = None, last: date | None = None
) -> dict[str, list[Due]]:
    """Open clocks in lists, soonest first; what has no day stands at the end. Lists in alphabetical order.

    Under "" stand those of no recorded family name or practitioner: nobody is made up. `first` and `last` (both
    inclusive) narrow to what is due between them; what has no day is then kept.
    """
    lists: dict[str, dict[tuple[object, ...], list[Clock]]] = {}
    for clock in clocks:
        if clock.is_open and _is_between(clock, first, last):
            apart = clock.child if by == "child" else ""
            same = (clock.id, clock.started_by or clock.child, clock.started, clock.due, clock.state, apart)
            lists.setdefault(_name(clock, by), {}).setdefault(same, []).append(clock)
    return {name: _in_order(lists[name].values()) for name in sorted(lists)}


def _name(clock: Clock, by: By) -> str:
    match by:
        case "family":
            return clock.family
        case "child":
            return clock.child
        case "agency":
            return clock.agency
        case "practitioner":
            return clock.practitioner or ""


def _is_between(clock: Clock, first: date | None, last: date | None) -> bool:
    if clock.due is None:
        return True
    return (first is None or first <= clock.due) and (last is None or clock.due <= last)


def _in_order(groups: Iterable[list[Clock]]) -> list[Due]:
    found = [Due(clock=group[0], children=tuple(dict.fromkeys(one.child for one in group))) for group in groups]
    return sorted(found, key=lambda one: (_day(one.clock), one.clock.title, one.clock.child))


def _day(clock: Clock) -> date:
    return date.min if clock.state is State.AT_ONCE else clock.due or date.max


def standing_words(clock: Clock) -> str:
    """How it stands, in a sentence: "due by 12 March 2020", "late: was due by 12 March 2020; no reason is recorded"."""
    if clock.state is State.MAY_BE_LATE and clock.due:
        first = f"between {said(clock.due_first)} and" if clock.due_first else "by"
        return f"due {first} {said(clock.due)}: the day it started is not certain, so it may be late already"
    match clock.state:
        case State.LATE:
            reason = clock.breach.reason if clock.breach else None
            why = f"recorded reason: {reason.words}" if reason else "no reason is recorded"
            return f"late: was due {clock.due_words}, and nothing recorded meets it; {why}"
        case State.PAST:
            return f"past the day another area sets, {clock.due_words[3:]}; this partnership has set none of its own"
        case State.PAUSED:
            return f"was due {clock.due_words}; not counted while: {clock.because}"
        case State.AT_ONCE:
            return "to be done at once"
        case State.NO_DAY:
            return f"no day can be given. {clock.because}"
    return f"due {clock.due_words}" if clock.nature == "duty" else clock.due_words
