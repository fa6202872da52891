"""Which entries of different agencies seem to tell of one and the same happening?

Suggestions only: a person confirms, and every account keeps its own words. Two kinds of pair are looked for:
accounts of one day by agencies that were both there (a meeting's members, a joint visit, the services called to an
accident), and an account that passes on what another agency had seen or done up to a week before (a referral
received, a decision's letter, a telephone call). A row that only mentions another agency's contact is not the same
happening. Nothing is scored: each pair carries its reasons in words. Repeats within one agency's own file are not
looked for here.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import combinations

import msgspec

from kingfisher.timeline.dates import Precision
from kingfisher.timeline.entries import Entry, place_of
from kingfisher.timeline.happening_traits import Traits, Vocabulary, traits_of
from kingfisher.timeline.people import Family
from kingfisher.timeline.told_together import Likeness, likeness

ABOUT_SPAN = 100  # days: a wider date (a year) says too little of when to be paired by it


class Pair(msgspec.Struct, frozen=True):
    """Two entries that seem to tell of the same happening: `first` is the account nearest the event."""

    first: str
    second: str
    reasons: tuple[str, ...]


def suggest_pairs(entries: Sequence[Entry], family: Family) -> list[Pair]:
    """Every pair suggested, in the order of the happenings, each second report with the account nearest the event.

    The result does not depend on the order of the entries. Undated entries are never paired; a date wider than about
    three months neither. An agency gives at most one account to a happening.
    """
    vocabulary = Vocabulary(family)
    held = sorted((traits_of(entry, vocabulary) for entry in entries if entry.happened.first), key=_in_order)
    found = [like for one, other in _candidates(held) if (like := likeness(one, other, vocabulary))]
    return _stars(_gather(found))


def _in_order(traits: Traits) -> tuple[object, ...]:
    return (traits.entry.happened.sort_key, traits.entry.agency, place_of(traits.entry))


def _candidates(held: list[Traits]) -> Iterable[tuple[Traits, Traits]]:
    """Pairs worth comparing: the same day; a passed-on account with the days before it; overlapping loose dates."""
    by_day: dict[date, list[Traits]] = {}
    loose: list[Traits] = []
    for traits in held:
        if traits.entry.happened.precision in (Precision.DAY, Precision.MINUTE) and not traits.entry.happened.about:
            by_day.setdefault(traits.day, []).append(traits)
        elif (traits.latest - traits.earliest).days <= ABOUT_SPAN:
            loose.append(traits)
    for day, here in by_day.items():
        yield from (pair for pair in combinations(here, 2) if _may_pair(*pair))
        for traits in here:
            for back in range(1, traits.looks_back + 1):
                for earlier in by_day.get(day - timedelta(days=back), ()):
                    if _may_pair(earlier, traits):
                        yield earlier, traits
    yield from _loose_candidates(loose, by_day)


def _loose_candidates(loose: list[Traits], by_day: dict[date, list[Traits]]) -> Iterable[tuple[Traits, Traits]]:
    for place, traits in enumerate(loose):
        for other in loose[place + 1 :]:
            if traits.earliest <= other.latest and other.earliest <= traits.latest and _may_pair(traits, other):
                yield traits, other
        day = traits.earliest
        while day <= traits.latest:
            for other in by_day.get(day, ()):
                if _may_pair(other, traits):
                    yield other, traits
            day += timedelta(days=1)


def _may_pair(one: Traits, other: Traits) -> bool:
    return one.entry.agency != other.entry.agency and not one.people.isdisjoint(other.people)


def _gather(found: list[Likeness]) -> list[list[Likeness]]:
    """The likenesses by happening. The plainest are taken first; an agency gives one account to each happening.

    A likeness that would bring a second account of one agency is set aside; if it joins a lesser happening to a greater
    one, the account it speaks for is moved there, where its own agency has none.
    """
    found = sorted(found, key=lambda like: (like.plainness, *_in_order(like.one), place_of(like.other.entry)))
    groups = _Groups()
    aside = [like for like in found if not groups.join(like)]
    for like in aside:
        groups.move(like)
    joined = [links for links in groups.links() if links]
    return sorted(joined, key=lambda links: min(_in_order(like.one) for like in links))


class _Groups:
    """Happenings as they are gathered: each with at most one account of an agency."""

    def __init__(self) -> None:
        self.group_of: dict[str, int] = {}
        self.members: dict[int, dict[str, str]] = {}  # group: agency -> entry
        self.held: list[Likeness] = []

    def _group(self, traits: Traits) -> int:
        entry = traits.entry
        if entry.id not in self.group_of:
            number = len(self.group_of)
            self.group_of[entry.id] = number
            self.members[number] = {entry.agency: entry.id}
        return self.group_of[entry.id]

    def join(self, like: Likeness) -> bool:
        """Bring the two accounts into one happening; False when that would give an agency two accounts of it."""
        left, right = self._group(like.one), self._group(like.other)
        if left != right:
            if self.members[left].keys() & self.members[right].keys():
                return False
            for entry_id in self.members[right].values():
                self.group_of[entry_id] = left
            self.members[left] |= self.members.pop(right)
        self.held.append(like)
        return True

    def move(self, like: Likeness) -> None:
        """Move one account of the lesser happening to the greater, if its agency has none there."""
        left, right = self._group(like.one), self._group(like.other)
        greater, lesser, mover = (
            (left, right, like.other) if self._size(left) >= self._size(right) else (right, left, like.one)
        )
        if greater == lesser or mover.entry.agency in self.members[greater] or self._size(lesser) > 2:
            return
        del self.members[lesser][mover.entry.agency]
        self.members[greater][mover.entry.agency] = mover.entry.id
        self.group_of[mover.entry.id] = greater
        self.held.append(like)

    def _size(self, group: int) -> int:
        return len(self.members[group])

    def links(self) -> list[list[Likeness]]:
        """The likenesses that hold within each happening."""
        gathered: dict[int, list[Likeness]] = {}
        for like in self.held:
            here, there = self.group_of[like.one.entry.id], self.group_of[like.other.entry.id]
            if here == there:
                gathered.setdefault(here, []).append(like)
        return list(gathered.values())


def _stars(groups: list[list[Likeness]]) -> list[Pair]:
    pairs = []
    for links in groups:
        members = {t.entry.id: t for like in links for t in (like.one, like.other)}
        ordered = sorted(members.values(), key=_nearness)
        nearest = ordered[0]
        for second in ordered[1:]:
            pairs.append(Pair(nearest.entry.id, second.entry.id, _reasons(nearest, second, links)))
    return pairs


def _nearness(traits: Traits) -> tuple[object, ...]:
    """The account nearest the event: first hand before passed on, the one whose business it was, then the earliest."""
    at = traits.entry.happened.time
    return (traits.passed_on, traits.standing, traits.day, at is None, *_in_order(traits))


def _reasons(nearest: Traits, second: Traits, links: list[Likeness]) -> tuple[str, ...]:
    ids = {nearest.entry.id, second.entry.id}
    own = next((like for like in links if {like.one.entry.id, like.other.entry.id} == ids), None)
    if own:
        return own.reasons
    through = next(like for like in links if second.entry.id in (like.one.entry.id, like.other.entry.id))
    other = through.other if through.one.entry.id == second.entry.id else through.one
    return (*through.reasons, f"by way of the account from {other.entry.agency.replace('_', ' ')}")
