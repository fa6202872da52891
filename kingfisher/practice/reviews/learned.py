"""From learning to proof that practice changed (paragraphs 13, 29, 33, 61, 62)."""

from datetime import date

from kingfisher.practice.reviews.step import Step


class EarlierReview(Step, frozen=True, kw_only=True, tag="earlier_review"):
    """Another review this one leans on or waits for: local or national, published or awaited."""

    title: str
    reach: str = "local"  # local, national
    state: str = "published"  # published, awaited
    published: date | None = None
    says: str = ""


class LearningPoint(Step, frozen=True, kw_only=True, tag="learning_point"):
    """A learning point of a theme: the entries that show it and the good practice that counters it."""

    theme: str
    words: str
    shown_by: tuple[str, ...] = ()
    countered_by: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()


class Recommendation(Step, frozen=True, kw_only=True, tag="recommendation"):
    """What is recommended: to whom, by when, and by which measure anyone will see that practice changed."""

    words: str
    owner: str
    action: str = ""
    due: date | None = None
    measure: str = ""  # a name of `measures`, or words where no figure of the record can show it
    baseline: str = ""
    baseline_day: date | None = None
    points: tuple[str, ...] = ()  # the learning points it rests on


class ActionTaken(Step, frozen=True, kw_only=True, tag="action_taken"):
    """The owner did what was recommended, or part of it."""

    recommendation: str
    words: str
    finished: bool = False


class EvidenceShown(Step, frozen=True, kw_only=True, tag="evidence_shown"):
    """What the measure, or a look at the record, showed on a day: the figure with its denominator, in words."""

    recommendation: str
    words: str
    of: int | None = None
    out_of: int | None = None
    entries: tuple[str, ...] = ()


class RecommendationClosed(Step, frozen=True, kw_only=True, tag="recommendation_closed"):
    """Closed by evidence dated after the action; anything else is refused."""

    recommendation: str
    evidence: str


class LookedAtAgain(Step, frozen=True, kw_only=True, tag="look_again"):
    """A day is set to look again whether practice is still changed."""

    recommendation: str
    on: date
