"""What is a moment of an event, or a spell, for one child; and of many, which comes first after this, or names it?

A long record has thousands: each is found by its place, never by walking them all.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate

import msgspec

from kingfisher.practice.decisions import plain
from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Action, Challenge

# How long before what shows that a clock is needed its start may lie, if nothing links them: a reading of ours. A
# referral of last year is not what this assessment answers. No further back than FAR is looked.
NEAR = timedelta(days=31)
FAR = timedelta(days=400)
_DAYS = 10**12  # more than any place in a list (`When.sort_key`), so that the day counts first


class Moment(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An event for one child (or young person): when, and the accounts of it; none for a birth or a death.

    A long record has several for each entry, so they are kept small: no cycles, and ids worked out when asked for.
    """

    child: str
    when: When
    entries: tuple[Entry, ...] = ()

    @property
    def ids(self) -> frozenset[str]:
        """The ids of its entries."""
        return frozenset([entry.id for entry in self.entries])

    def shares_with(self, other: "Moment") -> bool:
        """True when one entry is an account of both."""
        if len(self.entries) == len(other.entries) == 1:
            return self.entries[0].id == other.entries[0].id
        return not self.ids.isdisjoint(entry.id for entry in other.entries)


class Spell(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A time on a plan or in care: from `since` to `until` (None: still); `entries`: what opened it."""

    child: str
    since: When
    until: When | None = None
    entries: tuple[Entry, ...] = ()

    def may_hold_at(self, when: When) -> bool:
        """True unless it had certainly not begun, or had certainly ended, by then."""
        return not when.certainly_before(self.since) and not (self.until and self.until.certainly_before(when))


def in_order(moments: Iterable[Moment]) -> list[Moment]:
    """By the first day each can have been; undated ones last; two accounts of one happening or one day are one."""
    return joined(moments, apart=False)


def joined(moments: Iterable[Moment], *, apart: bool) -> list[Moment]:
    """The same; with `apart`, two on one day are two."""
    found: list[Moment] = []
    last: Moment | None = None
    for one in sorted(moments, key=_begun):
        if last and _is_same(last, one, apart=apart):
            both = {entry.id: entry for entry in (*last.entries, *one.entries)}
            last = found[-1] = Moment(child=one.child, when=last.when, entries=tuple(both.values()))
        else:
            found.append(one)
            last = one
    return found


def _begun(one: Moment) -> int:
    """By the first day it can have been (else the last, undated ones last), then as in a list: one number, because
    there are many."""
    when = one.when
    return (when.earliest or when.latest or date.max).toordinal() * _DAYS + when.sort_key


def _over(one: Moment) -> int:
    """By the last day it can have been, undated ones last, then as in a list."""
    return (one.when.latest or date.max).toordinal() * _DAYS + one.when.sort_key


def _is_same(one: Moment, other: Moment, *, apart: bool) -> bool:
    day = one.when.earliest
    if not apart and day is not None and day == one.when.latest == other.when.earliest == other.when.latest:
        return True
    return one.shares_with(other) or _is_joined_to(one, other) or _is_joined_to(other, one)


def _is_joined_to(one: Moment, other: Moment) -> bool:
    """True when somebody confirmed of an account of one that it is of the same happening as one of the other."""
    return any(entry.same_as and not other.ids.isdisjoint(entry.same_as) for entry in one.entries)


class Run:
    """Moments in the order in which each is over."""

    def __init__(self, moments: list[Moment]) -> None:
        self.moments = moments

    @cached_property
    def _by_latest(self) -> list[Moment]:
        return sorted(self.moments, key=_over)

    @cached_property
    def _latest(self) -> list[date]:
        return [one.when.latest or date.max for one in self._by_latest]

    def from_(self, when: When) -> Iterator[Moment]:
        """Those not certainly before, the one that is over first first; undated ones last."""
        place = bisect_left(self._latest, when.earliest) if when.earliest else 0
        for number in range(place, len(self.moments)):
            if not self._by_latest[number].when.certainly_before(when):
                yield self._by_latest[number]


class Line(Run):
    """The moments of some events for one child, in order, and ways to find one among many of them: each way is made
    when it is first asked for, since most lines are asked in one or two."""

    @cached_property
    def _earliest(self) -> list[date]:
        return [one.when.earliest or date.min for one in self.moments if one.when.is_known]

    @cached_property
    def by_id(self) -> dict[str, Moment]:
        """The moment each entry is an account of."""
        return {entry.id: one for one in self.moments for entry in one.entries}

    @cached_property
    def naming(self) -> dict[str, list[Moment]]:
        """The moments whose entries name an entry, by its id, in order."""
        found: dict[str, list[Moment]] = {}
        for one in self.moments:
            for name in dict.fromkeys([name for entry in one.entries for name in links(entry)]):
                found.setdefault(name, []).append(one)
        return found

    @cached_property
    def actions(self) -> dict[tuple[str, str | None], Run]:
        """The moments by what is to be done and by whom."""
        found: dict[tuple[str, str | None], list[Moment]] = {}
        for one in self.moments:
            if same := action(one):
                found.setdefault(same, []).append(one)
        return {same: Run(ones) for same, ones in found.items()}

    def but(self, names: Collection[str]) -> "Line":
        """Those whose entries name none of the ids; itself where that is all."""
        naming = [self.naming[name] for name in self.naming.keys() & names]
        if not naming:
            return self
        left_out = {id(one) for ones in naming for one in ones}
        return Line([one for one in self.moments if id(one) not in left_out])

    def shortly_before(self, start: Moment) -> Moment | None:
        """The last that lies no more than `NEAR` before it, and not certainly after."""
        day = start.when.earliest
        if day is None:
            return None
        for place in range(bisect_right(self._earliest, day) - 1, -1, -1):
            one = self.moments[place]
            if one.when.latest and day - one.when.latest <= NEAR:
                return one
            if day - self._earliest[place] > FAR:
                return None
        return None


class Spells:
    """One child's spells of one type, to find the one at a moment without walking all that are over."""

    def __init__(self, spells: list[Spell]) -> None:
        self._spells = sorted(spells, key=_since)
        self._begun = [_since(one) for one in self._spells]
        # For each, the last day on which it or any that began before it may hold.
        self._ends = list(accumulate((_ends(one) for one in self._spells), max))

    def at(self, when: When) -> Spell | None:
        """The last to have begun that may hold then. The meeting at which a plan was ended starts nothing new."""
        for place in range(bisect_right(self._begun, when.latest or date.max) - 1, -1, -1):
            if when.earliest and self._ends[place] < when.earliest:
                return None
            one = self._spells[place]
            if one.may_hold_at(when) and not _is_end(one, when):
                return one
        return None


def _since(spell: Spell) -> date:
    return spell.since.earliest or date.min


def _ends(spell: Spell) -> date:
    return spell.until.latest if spell.until and spell.until.latest else date.max


def _is_end(spell: Spell, when: When) -> bool:
    ended = spell.until
    return ended is not None and ended.earliest is not None and ended.earliest == when.earliest == when.latest


def links(entry: object) -> tuple[str, ...]:
    """The entries it names: on, what it relates to, and the accounts of its own happening."""
    content = getattr(entry, "content", None)
    return (*getattr(content, "on", ()), *getattr(entry, "relates_to", ()), *getattr(entry, "same_as", ()))


def action(one: Moment) -> tuple[str, str | None] | None:
    """What is to be done and by whom, to know an action again when it is recorded as done; for a challenge, the first
    thing it is on, to know a later stage of it; None for anything else."""
    content = one.entries[0].content if one.entries else None
    if isinstance(content, Challenge):
        return (f"challenge on {content.on[0]}", None) if content.on else None
    return (plain(content.what), content.owner) if isinstance(content, Action) and plain(content.what) else None
