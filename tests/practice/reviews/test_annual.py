"""The year's figures: what is counted over what, what still runs counts for nothing, small numbers are held back."""

from datetime import date

from kingfisher.practice.measures.figure import shown
from kingfisher.practice.reviews.annual import OfReview, review_figures
from kingfisher.practice.reviews.steps import IncidentKnown, NoticeSent, RapidReviewDone, Recommendation
from kingfisher.practice.steps import Recorded, Steps

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def review(family: int, *steps: object) -> OfReview:
    recorded = [Recorded(id=f"{family}-{number}", step=step) for number, step in enumerate(steps)]
    return OfReview(family=str(family), steps=Steps(recorded, LAST))


def figure(found, counts, over=""):
    [one] = [one for one in found if one.counts == counts and over in one.over]
    return one.of, one.out_of, one.families


def test_reviews_begun_in_the_days_and_their_clocks():
    known = IncidentKnown(day=date(2026, 3, 2), what="died")
    in_time, late = NoticeSent(day=date(2026, 3, 6), to="x"), NoticeSent(day=date(2026, 3, 20), to="x")
    earlier = IncidentKnown(day=date(2025, 3, 2), what="died")
    found = review_figures(
        [
            review(1, known, in_time, RapidReviewDone(day=date(2026, 3, 20), decision="practice_review")),
            review(2, known, late),
            review(3, earlier),
            review(4, IncidentKnown(day=date(2026, 12, 30), what="died")),
        ],
        FIRST,
        LAST,
    )
    assert figure(found, "have had their rapid review") == (1, 3, 3)
    assert figure(found, "were met in time", "Serious incident") == (1, 2, 2)


def test_recommendations_late_and_small_numbers_held_back():
    point = Recommendation(day=date(2026, 1, 5), words="w", owner="o", due=date(2026, 2, 1))
    found = review_figures([review(1, point), review(2, point)], FIRST, LAST)
    assert figure(found, "are late") == (2, 2, 2)
    assert all(one.figure is None or not one.figure.of for one in shown(found))
