"""Learning to impact: recommendations as they stand, the learning points under them, earlier reviews."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from kingfisher.practice.measures import MEASURES
from kingfisher.practice.reviews.recommendations import Progress, Standing, recommendations
from kingfisher.records.access import Act, decide, review_for
from kingfisher.records.review_page import names_in, steps_with_files
from kingfisher.timeline.dates import said
from kingfisher.web.pages.frame import reader, today
from kingfisher.web.pages.review import can_record, framed, lines
from kingfisher.web.policy import policy


@policy("see review")
@require_safe
def learning(request: HttpRequest, ref: str) -> HttpResponse:
    """Each recommendation with what followed from it, and the learning it rests on."""
    review = review_for(reader(request), ref, Act.SEE, today())
    steps = steps_with_files(review, today())
    names = names_in(review, steps, today())
    may_measure = bool(decide(reader(request), Act.MEASURE, None, today()))
    context = framed(
        review,
        "review_learning",
        "Learning",
        recommendations=[_shown(one, may_measure=may_measure) for one in recommendations(steps, today())],
        may_measure=may_measure,
        points=lines(steps, names, "learning_point"),
        earlier=lines(steps, names, "earlier_review"),
        record=can_record(review, "review_learning"),
    )
    return render(request, "reviews/learning.html", context)


def _shown(one: Standing, *, may_measure: bool) -> dict[str, Any]:
    held = one.recommendation
    measure = MEASURES[held.measure].title if held.measure in MEASURES else held.measure
    if may_measure and held.measure in MEASURES:
        address = reverse("measure", args=[held.measure])
        measure = format_html('<a class="govuk-link" href="{}">{}</a>', address, measure)
    rows = [
        ("Owner", held.owner),
        ("Action", held.action),
        ("Due", f"{said(held.due)}{'; late' if one.is_late else ''}" if held.due else ""),
        ("Measure", measure),
        ("Baseline", f"{held.baseline} ({said(held.baseline_day)})" if held.baseline and held.baseline_day else ""),
        *(("Done", f"{step.words} ({said(step.day)})") for step in one.actions),
        *(("Evidence", f"{step.words}{_figure(step.of, step.out_of)} ({said(step.day)})") for step in one.evidence),
        ("Looked at again", said(one.again_on) if one.again_on else ""),
    ]
    return {
        "id": one.id,
        "words": held.words,
        "state": one.progress.value.capitalize(),
        "colour": "green" if one.progress is Progress.CLOSED else "grey",
        "rows": [{"key": key, "value": value} for key, value in rows if value],
    }


def _figure(of: int | None, out_of: int | None) -> str:
    return f": {of} of {out_of}" if of is not None and out_of is not None else ""
