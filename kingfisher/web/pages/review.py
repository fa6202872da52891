"""A review from its first notice: where it stands, what is due, recording its steps, and everything recorded of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_http_methods, require_safe

from kingfisher.practice.reviews.standing import review_clocks, stage_of, unsigned
from kingfisher.practice.reviews.steps import DocumentKept, LearnedThere, RecordHeld
from kingfisher.practice.steps import Recorded, Steps
from kingfisher.records.access import Act, decide, review_for
from kingfisher.records.acting import NotNow
from kingfisher.records.actions.drafts import discard_draft
from kingfisher.records.actions.review_steps import hold_records, keep_document, learned_at_event, record_step
from kingfisher.records.held import held_records
from kingfisher.records.learning import recorded_in
from kingfisher.records.models import Review
from kingfisher.records.panels import seats_of
from kingfisher.records.review_page import choices_for, names_in, steps_with_files
from kingfisher.timeline.dates import said
from kingfisher.web.forms.reviews import STEP_FORMS
from kingfisher.web.forms.reviews.people_heard import LearnedThere as LearnedThereForm
from kingfisher.web.forms.reviews.step_form import StepForm
from kingfisher.web.pages.drafts import draft_of, resume
from kingfisher.web.pages.frame import reader, today
from kingfisher.web.policy import policy, refused
from kingfisher.web.review_words import RECORDED_ON, clock_words, step_title, step_words

PAGES = (
    ("Review", "review"),
    ("Returns", "review_returns"),
    ("Chronology at work", "review_work"),
    ("People heard", "review_people"),
    ("Learning", "review_learning"),
    ("Report and pack", "review_out"),
    ("Everything recorded", "review_steps"),
)


def framed(review: Review, current: str, title: str, **more: Any) -> dict[str, Any]:
    """The context of a page of a review; `current` is the route name of the page, or of that above it."""
    home = reverse("review", args=[review.ref])
    trail = [("Reviews", reverse("reviews")), (review.name, "" if current == "review" else home)]
    return {
        "review": review,
        "page_title": title,
        "crumbs": trail if title == review.name else [*trail, (title, "")],
        "tabs": [
            {"text": text, "href": reverse(route, args=[review.ref]), "current": route == current}
            for text, route in PAGES
        ],
        **more,
    }


def can_record(review: Review, page: str) -> list[dict[str, str]]:
    """What may be recorded from a page, each with the address of its form."""
    return [
        {"text": STEP_FORMS[kind].title, "href": reverse("review_record", args=[review.ref, kind])}
        for kind in RECORDED_ON[page]
        if kind in STEP_FORMS
    ]


@policy("see review")
@require_safe
def overview(request: HttpRequest, ref: str) -> HttpResponse:
    """Where the review has got to, its own clocks, whose record it is of, and what can be recorded."""
    review = review_for(reader(request), ref, Act.SEE, today())
    steps = steps_with_files(review, today())
    names = names_in(review, steps, today())
    context = framed(
        review,
        "review",
        review.name,
        stage=stage_of(steps).value.capitalize(),
        clocks=[clock_words(one) for one in review_clocks(steps, today())],
        families=review.families.order_by("name", "ref"),
        held=held_records(review, steps),
        unsigned=unsigned(steps),
        panel=[one.practitioner.label for one in seats_of(review, today()) if one.since <= today()],
        may_choose=bool(decide(reader(request), Act.CHOOSE_PANEL, review, today())),
        done=lines(steps, names, *RECORDED_ON["review"]),
        record=can_record(review, "review"),
    )
    return render(request, "reviews/review.html", context)


def lines(steps: Steps, names: Mapping[str, str], *kinds: str) -> list[dict[str, Any]]:
    """The steps of these kinds as a page shows them, in order."""
    return [line(one, names) for one in steps.all if one.kind in kinds]


def line(one: Recorded, names: Mapping[str, str]) -> dict[str, Any]:
    """One step as a page shows it: its title, its day and what it holds."""
    held = step_words(one.step, names)
    for row in held["rows"]:
        row["value"] = _linked(row.get("entries", ()), names) or row["value"]
    return {"id": one.id, "day": said(one.step.day), "title": step_title(one.kind), **held}


def _linked(entries: Sequence[str], names: Mapping[str, str]) -> str:
    """Entries as links to their own pages, one under another; an id that is no entry's is said as it is."""
    families = getattr(names, "families", {})
    links = [
        format_html('<a class="govuk-link" href="{}">{}</a>', reverse("entry", args=[families[one], one]), names[one])
        if one in families
        else one
        for one in entries
    ]
    listed = format_html_join("", "<li>{}</li>", ((one,) for one in links))
    return format_html('<ul class="govuk-list">{}</ul>', listed) if listed else ""


@policy("record review")
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, ref: str, kind: str) -> HttpResponse:
    """Record a step: one form for each kind. `?corrects=` starts from an earlier step, which stays to be read."""
    review = review_for(reader(request), ref, Act.RECORD_STEP, today())
    if kind not in STEP_FORMS:
        return refused(request, "There is no such step of a review.")
    steps = steps_with_files(review)
    corrects = request.POST.get("corrects", request.GET.get("corrects", ""))
    form = _form(request, review, STEP_FORMS[kind], steps, corrects)
    name = f"{kind}-{corrects}" if corrects else kind
    draft = None if request.method == "POST" else draft_of(request, review, name)
    if draft:
        resume(form, draft.fields)
    if request.method == "POST" and form.is_valid():
        try:
            _file(request, review, form, corrects)
        except NotNow as not_so:
            form.add_error(None, str(not_so))
        else:
            discard_draft(by=reader(request), of=review, form=name)
            messages.success(request, f"Recorded: {form.title[:1].lower()}{form.title[1:]}.")
            return redirect(_page_of(kind), ref)
    context = framed(review, _page_of(kind), form.title, form=form, lede=form.lede, corrects=corrects)
    context |= {"draft": draft, "form_name": name}
    return render(request, "reviews/record.html", context, status=422 if form.errors else 200)


def _form(request: HttpRequest, review: Review, form: type[StepForm], steps: Steps, corrects: str) -> StepForm:
    more: dict[str, Any] = {
        "today": today(),
        "choices": choices_for(review, reader(request), steps, today()),
    }
    if request.method == "POST":
        return form(request.POST, files=request.FILES, **more) if form.file else form(request.POST, **more)
    held = next((one.step for one in steps.all if one.id == corrects and isinstance(one.step, form.kind)), None)
    return form.again(held, **more) if held else form(**more)


def _file(request: HttpRequest, review: Review, form: StepForm, corrects: str) -> None:
    """Record what the form says; a hold, a document and new information each need more than their words."""
    told: dict[str, Any] = {"by": reader(request), "review": review, "at": today()}
    step = form.step(corrects)
    match step:
        case RecordHeld():
            hold_records(**told, reason=step.reason, on=step.day)
        case DocumentKept():
            keep_document(**told, step=step, content=form.cleaned_data["sent"].read())
        case LearnedThere() if isinstance(form, LearnedThereForm):
            learned_at_event(**told, step=step, family=review.families.get(ref=step.family), entry=form.entry())
        case _:
            record_step(**told, step=step)


def _page_of(kind: str) -> str:
    return next(page for page, kinds in RECORDED_ON.items() if kind in kinds)


@policy("see review")
@require_safe
def every_step(request: HttpRequest, ref: str) -> HttpResponse:
    """Everything recorded of the review in the order it was recorded, with what was later put right."""
    review = review_for(reader(request), ref, Act.SEE, today())
    recorded = recorded_in(review)
    names = names_in(review, Steps(recorded), today())
    righted = {one.step.corrects for one in recorded if one.step.corrects}
    listed = [
        {
            **line(one, names),
            "by": one.by,
            "righted": one.id in righted,
            "corrects": bool(one.step.corrects),
            "recorded": _moment(one),
            "again": f"{reverse('review_record', args=[ref, one.kind])}?corrects={one.id}",
        }
        for one in reversed(recorded)
    ]
    return render(request, "reviews/steps.html", framed(review, "review_steps", "Everything recorded", steps=listed))


def _moment(one: Recorded) -> str:
    return said(one.recorded_at.date()) if one.recorded_at else ""
