"""May this step be recorded after those already there? The rules of the process, as plain sentences; no one's access.

A step that may not follow is refused with the reason; everything else may be recorded in any order, because reviews
are often set down after the event.
"""

from datetime import timedelta

from kingfisher.practice.reviews.standing import is_held, may_be_destroyed_from, unsigned
from kingfisher.practice.reviews.steps import (
    ActionTaken,
    CopiesDestroyed,
    EvidenceShown,
    HoldEnded,
    Published,
    QueryAnswered,
    QuerySent,
    Recommendation,
    RecommendationClosed,
    Step,
)
from kingfisher.practice.steps import Steps
from kingfisher.timeline.dates import said


def refusal(steps: Steps, step: Step) -> str:
    """Why the step may not be recorded, in a sentence fit to show; "" when it may."""
    match step:
        case RecommendationClosed():
            return _not_closed(steps, step)
        case CopiesDestroyed() if is_held(steps):
            return "The records are held for this review. End the hold first, with its reason."
        case CopiesDestroyed() if too_soon := _kept_until(steps, step):
            return too_soon
        case HoldEnded() if not is_held(steps):
            return "There is no hold to end."
        case QueryAnswered() if step.query not in dict(steps.kept(QuerySent)):
            return "There is no such query in this review."
        case ActionTaken() | EvidenceShown() if step.recommendation not in dict(steps.kept(Recommendation)):
            return "There is no such recommendation in this review."
        case Published() if step.where and (missing := unsigned(steps)):
            return f"It is published once all three partners have signed. Still to sign: {', '.join(missing)}."
    return ""


def _kept_until(steps: Steps, step: CopiesDestroyed) -> str:
    day = may_be_destroyed_from(steps)
    if day is None:
        return "Decide first how long the review's papers are kept, and on what ground."
    return "" if day <= step.day else f"The papers are kept to the end of {said(day - timedelta(days=1))}."


def _not_closed(steps: Steps, step: RecommendationClosed) -> str:
    """Closed only by evidence dated after the action (paragraph 62): a promise is not proof."""
    shown = dict(steps.kept(EvidenceShown)).get(step.evidence)
    if shown is None or shown.recommendation != step.recommendation:
        return "Choose the evidence that shows practice has changed. A recommendation is not closed by a promise."
    done = [one.day for one in steps.of(ActionTaken) if one.recommendation == step.recommendation and one.finished]
    if not done:
        return "No finished action is recorded for it yet. Record what was done, and when, before closing it."
    if shown.day <= max(done):
        return "The evidence is no later than the action. Look again after the action, and close it by what that shows."
    if step.day < shown.day:
        return "It cannot be closed before the day of the evidence."
    return ""
