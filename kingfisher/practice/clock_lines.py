"""Of the moments of an event for one child, which comes first after this, shortly before it, or names it?

A long record has thousands: each is found by its place, never by walking them all.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date, timedelta

from kingfisher.practice.clock_moments import Moment
from kingfisher.practice.decisions import plain
from kingfisher.timeline.dates import When
from kingfisher.timeline.kinds import Action, Challenge

# How long before what shows that a clock is needed its start may lie, if nothing links them: a reading of ours. A
# referral of last year is not what this assessment answers. No further back than FAR is looked.
NEAR = timedelta(days=31)
FAR = timedelta(days=400)


class Run:
    """Moments in the order in which each is over."""

    def __init__(self, moments: list[Moment]) -> None:
        self.by_latest = sorted(moments, key=lambda one: (one.when.latest or date.max, one.when.sort_key))
        self._latest = [one.when.latest or date.max for one in self.by_latest]

    def from_(self, when: When) -> Iterator[Moment]:
        """Those not certainly before, the one that is over first first; undated ones last."""
        place = bisect_left(self._latest, when.earliest) if when.earliest else 0
        for number in range(place, len(self.by_latest)):
            if not self.by_latest[number].when.certainly_before(when):
                yield self.by_latest[number]


class Line(Run):
    """The moments of some events for one child, in order, and ways to find one among many of them."""

    def __init__(self, moments: list[Moment]) -> None:
        super().__init__(moments)
        self.moments = moments
        self._earliest = [one.when.earliest or date.min for one in moments if one.when.is_known]
        self.by_id = {name: one for one in moments for name in one.ids}
        self.naming: dict[str, list[Moment]] = {}
        actions: dict[tuple[str, str | None], list[Moment]] = {}
        for one in moments:
            if same := action(one):
                actions.setdefault(same, []).append(one)
            for name in {name for entry in one.entries for name in links(entry)}:
                self.naming.setdefault(name, []).append(one)
        self.actions = {same: Run(ones) for same, ones in actions.items()}

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
