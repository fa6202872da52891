"""Where does one clock stand on a day? Its limit, its last day in time and its state; uncertain dates kept honest.

A date is late only when every day it can have been is late. What may be late is said to be so, and no more. A number
that is borrowed from another area is nobody's duty here: past its day nothing is late.
"""

from datetime import date
from enum import StrEnum

import msgspec

from kingfisher.practice.children import ONE_DAY
from kingfisher.practice.clock_lines import Moment
from kingfisher.practice.guidance import Guidance
from kingfisher.practice.timescales import Limit, Pause, Timescale, Timescales
from kingfisher.practice.working_days import OutsideCalendar, add_working_days
from kingfisher.timeline.dates import UNKNOWN, When
from kingfisher.timeline.kinds import Action, Answer, Audit, ChairsOversight, ServiceRestriction


class State(StrEnum):
    """How a clock stands."""

    RUNNING = "running"
    MAY_BE_LATE = "may be late"  # some of the days it can have started would make it late
    LATE = "late"
    PAST = "past another area's day"
    PAUSED = "paused"
    MET = "met"
    MET_LATE = "met late"
    MET_MAY_BE_LATE = "met, may have been late"
    ENDED = "ended"  # what it was for came to an end first
    RUN_OUT = "run out"  # a power or a chance, by itself
    AT_ONCE = "to be done at once"
    NO_DAY = "no day can be given"


OPEN = frozenset({State.RUNNING, State.MAY_BE_LATE, State.LATE, State.PAST, State.PAUSED, State.AT_ONCE, State.NO_DAY})


class Span(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The limit that counts and the last days in time: by the earliest start, and by the latest (both inclusive)."""

    limit: Limit
    ground: Guidance
    due_first: date | None
    due: date | None
    because: str = ""


class Course(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A state, since when it is over (None: it is not), the last day it stays so, and why where that needs saying."""

    state: State
    over_from: date | None = None
    holds_until: date | None = None
    because: str = ""


def span_of(name: str, timescale: Timescale, timescales: Timescales, base: Moment) -> Span | None:
    """The span of a clock that started then; None where no limit was in force.

    The limit in force when it started counts. Where the start can lie on either side of a change of limit, the earliest
    day is by the shorter and the latest by the longer: nothing is late that may have had longer.
    """
    when = base.when if base.when.is_known else UNKNOWN
    days = [day for day in (when.earliest, when.latest) if day]
    held = [found for day in days if (found := timescales.on(name, day))]
    if not held:
        limit = timescale.limits[-1]
        unknown = not days and Span(
            limit=limit,
            ground=timescales.grounds[limit.guidance[-1]],
            due_first=None,
            due=None,
            because="The day it started is not recorded.",
        )
        return unknown or None
    limit, ground = held[-1]
    if limit.unit == "day in the entry":
        day = _day_in(base)
        return Span(limit=limit, ground=ground, due_first=day.earliest, due=day.latest)
    return _span(timescale, [one for one, _ in held], limit, ground, when)


def _span(timescale: Timescale, limits: list[Limit], limit: Limit, ground: Guidance, when: When) -> Span:
    first, last = when.earliest, when.latest
    try:
        firsts = [day for one in limits if first and (day := _last_day(timescale, one, first))]
        lasts = [day for one in limits if last and (day := _last_day(timescale, one, last))]
    except OutsideCalendar as wrong:
        return Span(limit=limit, ground=ground, due_first=None, due=None, because=str(wrong))
    because = "" if lasts or limit.unit == "at once" else "The record does not say by when it had started."
    return Span(
        limit=limit,
        ground=ground,
        due_first=_after_pauses(timescale, min(firsts, default=None)),
        due=_after_pauses(timescale, max(lasts, default=None)),
        because=because,
    )


def _last_day(timescale: Timescale, limit: Limit, day: date) -> date | None:
    if timescale.counts_back:
        return limit.before(day)
    return limit.after(day, counts_first_day=timescale.counts_first_day)


def _after_pauses(timescale: Timescale, due: date | None) -> date | None:
    for pause in timescale.pauses:
        if due and pause.start <= due <= pause.end:
            due = add_working_days(pause.end, 1)
    return due


def _day_in(base: Moment) -> When:
    content = base.entries[0].content
    if isinstance(content, Action):
        return content.due or UNKNOWN
    if isinstance(content, (Audit, ChairsOversight)):
        return content.answer_due or UNKNOWN
    if isinstance(content, ServiceRestriction):
        return content.review or UNKNOWN
    return (content.by_when or UNKNOWN) if isinstance(content, Answer) else UNKNOWN


def course_of(
    timescale: Timescale, span: Span, as_at: date, met: When | None, ended: tuple[When, str] | None
) -> Course:
    """How the clock stands at the end of the day, given when it was met and when, and why, what it was for ended."""
    if met and not (ended and ended[0].certainly_before(met)):
        return _met(timescale, span, met)
    if ended:
        over = _certainly_over(ended[0], span) and _is_duty(timescale, span)
        return Course(state=State.ENDED, over_from=_over_from(span) if over else None, because=ended[1])
    if span.limit.unit == "at once":
        return Course(state=State.AT_ONCE, because="There is no number: it is to be done at once.")
    if span.due is None:
        return Course(state=State.NO_DAY, because=span.because or "The record does not say by when it had started.")
    return _open(timescale, span, span.due, as_at)


def _met(timescale: Timescale, span: Span, met: When) -> Course:
    if not _is_duty(timescale, span) or span.due is None:
        return Course(state=State.MET)
    if _certainly_over(met, span):
        return Course(state=State.MET_LATE, over_from=_over_from(span))
    in_time = met.latest is not None and span.due_first is not None and met.latest <= span.due_first
    return Course(state=State.MET if in_time else State.MET_MAY_BE_LATE)


def _open(timescale: Timescale, span: Span, due: date, as_at: date) -> Course:
    pause = _pause_on(timescale, as_at)
    if as_at > due:
        if timescale.nature != "duty":
            return Course(state=State.RUN_OUT)
        if timescale.then_at_once:
            return Course(state=State.AT_ONCE, because="From now on it is to be done as soon as practicable.")
        if pause:
            return Course(state=State.PAUSED, holds_until=pause.end, because=pause.because)
        if span.limit.borrowed:
            return Course(state=State.PAST)
        return Course(state=State.LATE, over_from=_over_from(span))
    if span.due_first is None or as_at > span.due_first:
        return Course(state=State.MAY_BE_LATE, holds_until=due, because="The day it started is not certain.")
    return Course(state=State.RUNNING, holds_until=span.due_first)


def _is_duty(timescale: Timescale, span: Span) -> bool:
    """Past its day it is late: not a chance or a power, not another area's number, not what is then to be done soon."""
    return timescale.nature == "duty" and not span.limit.borrowed and not timescale.then_at_once


def _pause_on(timescale: Timescale, day: date) -> Pause | None:
    return next((one for one in timescale.pauses if one.start <= day <= one.end), None)


def _certainly_over(when: When, span: Span) -> bool:
    return bool(span.due and when.earliest and when.earliest > span.due)


def _over_from(span: Span) -> date | None:
    return span.due + ONE_DAY if span.due else None
