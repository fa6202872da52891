"""What the partnership's annual report says of learning from harm: figures over every family, small ones held back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kingfisher.agencies.models import Practitioner
from kingfisher.practice.measures import MEASURES
from kingfisher.practice.measures.figure import shown
from kingfisher.practice.measures.periods import Period
from kingfisher.practice.reviews.annual import OfReview, audit_figures, review_figures
from kingfisher.practice.steps import Steps
from kingfisher.records.access import Act, prove
from kingfisher.records.learning import audit_steps, steps_of
from kingfisher.records.learning_together import agreement_between, refuse_unless_a_year, themes_between
from kingfisher.records.measures import measure
from kingfisher.records.models import Audit, Review


@dataclass(frozen=True)
class Section:
    """A heading, and figures as they may be said, each for an agency's slug ("" for all)."""

    heading: str
    lines: tuple[tuple[str, str], ...]


def annual_figures(*, by: Practitioner, over: Period, at: date) -> list[Section]:
    """Every section of a year's figures. Raises `AccessRefused`, and `NotNow` for what is no year, or not ended."""
    prove(by, Act.MEASURE, None, at, purpose="annual figures")
    refuse_unless_a_year(over, at)
    first, last = over.first, over.last
    reviews = shown(review_figures(_reviews(last), first, last))
    audits = shown(audit_figures(_audits(last), first, last))
    agreed = agreement_between(by=by, over=over, at=at)
    themes = themes_between(by=by, over=over, at=at)
    return [
        Section("Reviews and recommendations", tuple(("", one.words) for one in reviews)),
        Section("Audits", tuple(("", one.words) for one in audits)),
        Section(
            "Agreement between readers of audits",
            tuple(("", f"{one.instrument.title}: {one.whole.words}{_kappa(one.kappa)}") for one in agreed),
        ),
        Section(
            "Themes across audits, challenges, supervision, oversight and reviews",
            (
                *(("", f"{one.words}: {one.whole.words}") for one in themes.themes),
                *(
                    [("", f"Themes held back because too few name them: {themes.held_back}.")]
                    if themes.held_back
                    else []
                ),
            ),
        ),
        *(
            Section(
                MEASURES[name].title,
                tuple((one.agency, one.words) for one in measure(by=by, name=name, over=over, at=at)),
            )
            for name in MEASURES
        ),
    ]


def _kappa(kappa: float | None) -> str:
    return f"; agreement beyond chance (kappa) {kappa:.2f}" if kappa is not None else ""


def _reviews(last: date) -> Iterator[OfReview]:
    """A review of several families counts as of the first of them, so that it is never many."""
    for review in Review.objects.order_by("pk").prefetch_related("families"):
        family = min((one.pk for one in review.families.all()), default=0)
        yield OfReview(family=str(family), steps=steps_of(review, last))


def _audits(last: date) -> Iterator[OfReview]:
    for audit in Audit.objects.order_by("pk"):
        yield OfReview(family=str(audit.family_id), steps=Steps(audit_steps(audit), last))
