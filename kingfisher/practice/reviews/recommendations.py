"""How does each recommendation stand: acted on, shown to have changed practice, closed, to be looked at again?"""

from datetime import date
from enum import StrEnum

import msgspec

from kingfisher.practice.reviews.steps import (
    ActionTaken,
    EvidenceShown,
    LookedAtAgain,
    Recommendation,
    RecommendationClosed,
)
from kingfisher.practice.steps import Steps


class Progress(StrEnum):
    """How far a recommendation has got."""

    RECOMMENDED = "recommended"
    UNDER_WAY = "under way"
    ACTED_ON = "acted on: evidence wanted"
    CLOSED = "closed by evidence"
    AGAIN = "to be looked at again"


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """A recommendation with all that followed from it, in order. `again_on`: the next day it is looked at, if set."""

    id: str
    recommendation: Recommendation
    actions: tuple[ActionTaken, ...]
    evidence: tuple[EvidenceShown, ...]
    closed_on: date | None
    again_on: date | None
    progress: Progress
    is_late: bool


def recommendations(steps: Steps, as_at: date) -> list[Standing]:
    """Every recommendation as it stood on the day. Late: past its day with no finished action. A closed one is open to
    be looked at again from the day set, and stays so until evidence of that day or later."""
    return [_standing(name, step, steps, as_at) for name, step in steps.kept(Recommendation)]


def _standing(name: str, step: Recommendation, steps: Steps, as_at: date) -> Standing:
    actions = tuple(one for one in steps.of(ActionTaken) if one.recommendation == name)
    evidence = tuple(one for one in steps.of(EvidenceShown) if one.recommendation == name)
    closed = [one.day for one in steps.of(RecommendationClosed) if one.recommendation == name]
    days = [one.on for one in steps.of(LookedAtAgain) if one.recommendation == name]
    wanted = [day for day in days if not any(one.day >= day for one in evidence)]
    finished = any(one.finished for one in actions)
    again = min(wanted, default=None)
    if closed:
        progress = Progress.AGAIN if again and again <= as_at else Progress.CLOSED
    elif finished:
        progress = Progress.ACTED_ON
    else:
        progress = Progress.UNDER_WAY if actions else Progress.RECOMMENDED
    return Standing(
        id=name,
        recommendation=step,
        actions=actions,
        evidence=evidence,
        closed_on=closed[-1] if closed else None,
        again_on=again,
        progress=progress,
        is_late=not finished and step.due is not None and step.due < as_at,
    )
