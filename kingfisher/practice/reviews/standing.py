"""Where has a review got to on a day, what is due, and what stands in its way?

Readings of the steps recorded of it (`practice.steps`).
"""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

import msgspec

from kingfisher.practice.clock_course import Course, State, course_of, span_of
from kingfisher.practice.clock_lines import Moment
from kingfisher.practice.reviews.steps import (
    CopySent,
    HoldEnded,
    IncidentKnown,
    LatenessExplained,
    NoticeSent,
    Published,
    RapidReviewDone,
    RecordHeld,
    RetentionDecided,
    ReviewDecided,
    SignedOff,
    Step,
)
from kingfisher.practice.steps import Happened, Steps
from kingfisher.practice.timescales import CALLED, Timescales, standard_timescales
from kingfisher.practice.working_days import is_working_day
from kingfisher.timeline.dates import When

COPY_BEFORE = 7  # working days before publication: the clock cspr_copy_to_panel
PARTNERS = ("local authority", "integrated care board", "police")  # Children Act 2004 section 16E


class Stage(StrEnum):
    """How far a review has got."""

    OPENED = "opened"
    NOTICED = "incident noticed"
    RAPID_REVIEW = "rapid review done"
    REVIEW = "practice review under way"
    SIGNED = "signed off"
    PUBLISHED = "published"


class ReviewClock(msgspec.Struct, frozen=True, kw_only=True):
    """One of a review's own clocks as it stood: what it counts, from when, to when (inclusive), and why it is late."""

    id: str
    title: str
    started: date
    due: date | None
    met_on: date | None
    state: State
    basis: str
    reason: str = ""  # recorded for its being late


def stage_of(steps: Steps) -> Stage:
    """The furthest stage recorded."""
    if any(step.where for step in steps.of(Published)):
        return Stage.PUBLISHED
    if steps.of(SignedOff) and not unsigned(steps):
        return Stage.SIGNED
    for kind, stage in ((ReviewDecided, Stage.REVIEW), (RapidReviewDone, Stage.RAPID_REVIEW)):
        if steps.of(kind):
            return stage
    return Stage.NOTICED if steps.of(IncidentKnown) else Stage.OPENED


def unsigned(steps: Steps, pack: str = "") -> tuple[str, ...]:
    """Which of the three safeguarding partners have not signed the pack (any pack, when none is named)."""
    signed = {step.partner.casefold() for step in steps.of(SignedOff) if not pack or step.pack == pack}
    return tuple(partner for partner in PARTNERS if partner not in signed)


def is_held(steps: Steps) -> bool:
    """True while the records are held for the review."""
    held, ended = steps.last(RecordHeld), steps.last(HoldEnded)
    return held is not None and (ended is None or ended.day < held.day)


def may_be_destroyed_from(steps: Steps) -> date | None:
    """The first day working copies may be destroyed: after the retention day, and never while the record is held."""
    kept = steps.last(RetentionDecided)
    return None if kept is None or is_held(steps) else kept.until + timedelta(days=1)


def review_clocks(steps: Steps, as_at: date, timescales: Timescales | None = None) -> list[ReviewClock]:
    """Every clock of the review's own, by the edition in force when it started (Working Together 2018, 2023, 2026).

    Days are inclusive. A review that recorded no start of a clock has none; lateness stays with its reason beside it.
    """
    held = timescales or standard_timescales()
    found = []
    for name, starts, meets in _COURSES:
        if begun := [step.day for step in _matching(steps, starts)]:
            met = [step.day for step in _matching(steps, meets) if step.day >= begun[0]]
            found.append(_clock(name, (begun[0], met[0] if met else None), steps, as_at, held))
    if copy := _copy_clock(steps, as_at):
        found.append(copy)
    return found


def _matching(steps: Steps, kinds: Sequence[type[Step]]) -> list[Happened]:
    return [one.step for one in steps.all if isinstance(one.step, tuple(kinds))]


_COURSES: tuple[tuple[str, tuple[type[Step], ...], tuple[type[Step], ...]], ...] = (
    ("serious_incident_notice", (IncidentKnown,), (NoticeSent,)),
    ("rapid_review", (NoticeSent,), (RapidReviewDone,)),
    ("cspr_publish", (ReviewDecided,), (Published,)),
)


def _clock(name: str, days: tuple[date, date | None], steps: Steps, as_at: date, held: Timescales) -> ReviewClock:
    start, met = days
    timescale = held.held[name]
    span = span_of(name, timescale, held, Moment(child="", when=When.day(start)))
    if span is None:
        course, due, basis = Course(state=State.NO_DAY), None, "No edition in force on the day is known to us."
    else:
        course = course_of(timescale, span, as_at, When.day(met) if met else None, None)
        due, basis = (
            span.due,
            f"{span.limit.words} ({CALLED[span.limit.kind]}: {span.ground.title}, {span.ground.edition})",
        )
    return ReviewClock(
        id=name, title=timescale.title, started=start, due=due, met_on=met, state=course.state, basis=basis,
        reason=_reason(steps, name),
    )  # fmt: skip


def _reason(steps: Steps, clock: str) -> str:
    given = [step.reason for step in steps.of(LatenessExplained) if step.clock == clock]
    return given[-1] if given else ""


def _copy_clock(steps: Steps, as_at: date) -> ReviewClock | None:
    """The copy to the panel is due seven working days before the day of publication that was settled."""
    sent = steps.last(CopySent)
    published = steps.last(Published)
    publishes = sent.publishes if sent else published.day if published and published.where else None
    if publishes is None:
        return None
    due = working_days_before(publishes, COPY_BEFORE)
    met = sent.day if sent else None
    state = _copy_state(met, due, as_at)
    return ReviewClock(
        id="cspr_copy_to_panel", title="Copy to the national panel before publication", started=publishes, due=due,
        met_on=met, state=state, basis="7 working days before publication (law: the 2018 review regulations)",
        reason=_reason(steps, "cspr_copy_to_panel"),
    )  # fmt: skip


def _copy_state(met: date | None, due: date, as_at: date) -> State:
    if met:
        return State.MET if met <= due else State.MET_LATE
    return State.RUNNING if as_at <= due else State.LATE


def working_days_before(day: date, number: int) -> date:
    """The last day that leaves `number` whole working days before `day`, itself not counted."""
    found = day
    while number:
        found -= timedelta(days=1)
        number -= is_working_day(found)
    return found
