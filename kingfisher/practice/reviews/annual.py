"""The figures of a year's learning from harm, over every review: how far they got, in what time, what became of them.

Figures only, each with what it is out of and how many families stand behind it; `measures.figure.shown` holds small
ones back before anyone reads them.
"""

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from kingfisher.practice.audits.standing import all_in
from kingfisher.practice.audits.steps import AuditOpened
from kingfisher.practice.clock_course import State
from kingfisher.practice.measures.figure import Figure
from kingfisher.practice.reviews.recommendations import Progress, recommendations
from kingfisher.practice.reviews.standing import ReviewClock, review_clocks
from kingfisher.practice.reviews.steps import IncidentKnown, Published, RapidReviewDone, ReviewDecided
from kingfisher.practice.steps import Happened, Steps

MET_OR_LATE = (State.MET, State.MET_LATE, State.LATE)


class OfReview(msgspec.Struct, frozen=True, kw_only=True):
    """One review's steps to the last day, and any name that tells its first family from others."""

    family: str
    steps: Steps


def review_figures(reviews: Iterable[OfReview], first: date, last: date) -> list[Figure]:
    """Reviews begun between the days (both inclusive), how far they got by the last, their clocks, and every
    recommendation made by then. A clock still running counts for nothing yet; one paused or ended neither."""
    listed = list(reviews)
    begun = [one for one in listed if any(first <= step.day <= last for step in one.steps.of(IncidentKnown))]
    over = "reviews begun in these days"
    reached: tuple[tuple[str, type[Happened]], ...] = (
        ("have had their rapid review", RapidReviewDone),
        ("became a practice review", ReviewDecided),
    )
    found = [
        _figure(counts, over, [(one.family, bool(one.steps.of(kind))) for one in begun]) for counts, kind in reached
    ]
    published = [(one.family, any(step.where for step in one.steps.of(Published))) for one in begun]
    return [*found, _figure("are published", over, published), *_clocks(listed, first, last), *_advice(listed, last)]


def _clocks(listed: Sequence[OfReview], first: date, last: date) -> list[Figure]:
    """For each clock that came to its end between the days: how many were met in time."""
    ended: dict[str, list[tuple[str, bool]]] = {}
    for one in listed:
        for clock in review_clocks(one.steps, last):
            if clock.state in MET_OR_LATE and first <= _end(clock) <= last:
                ended.setdefault(clock.title, []).append((one.family, clock.state is State.MET))
    return [
        _figure("were met in time", f"clocks that ended in these days: {title}", pairs)
        for title, pairs in sorted(ended.items())
    ]


def _end(clock: ReviewClock) -> date:
    return clock.met_on or clock.due or clock.started


def _advice(listed: Sequence[OfReview], last: date) -> list[Figure]:
    made = [(one.family, standing) for one in listed for standing in recommendations(one.steps, last)]
    over = "recommendations made by the last day"
    return [
        _figure("are closed by evidence", over, [(f, one.progress is Progress.CLOSED) for f, one in made]),
        _figure("are to be looked at again", over, [(f, one.progress is Progress.AGAIN) for f, one in made]),
        _figure("are late", over, [(family, one.is_late) for family, one in made]),
    ]


def audit_figures(audits: Iterable[OfReview], first: date, last: date) -> list[Figure]:
    """Audits opened between the days (both inclusive), and how many have every reading in by the last."""
    opened = [one for one in audits if any(first <= step.day <= last for step in one.steps.of(AuditOpened))]
    pairs = [(one.family, all_in(one.steps)) for one in opened]
    return [_figure("have every reading in", "audits opened in these days", pairs)]


def _figure(counts: str, over: str, pairs: Sequence[tuple[str, bool]]) -> Figure:
    return Figure(
        counts=counts, over=over, of=sum(is_so for _, is_so in pairs), out_of=len(pairs),
        families=len({family for family, _ in pairs}),
    )  # fmt: skip
