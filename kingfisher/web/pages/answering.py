"""One open question: its four lines, its answer, and asking the agency that holds the missing fact."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from kingfisher.questions.question import Question
from kingfisher.records.access import Act, decide, family_for
from kingfisher.records.acting import NotNow
from kingfisher.records.actions.answers import Answered, answer_question, ask_holder
from kingfisher.records.actions.drafts import discard_draft
from kingfisher.records.actions.entries import PictureChanged, arrived_since, picture_version
from kingfisher.records.actions.receipts import note_shown
from kingfisher.records.asked_of import ref_of
from kingfisher.records.batch_page import agencies_to_choose
from kingfisher.records.chronologies import chronology_of
from kingfisher.records.models import Family
from kingfisher.records.open_questions import alike_of, question_of, waiting_with
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import said
from kingfisher.web.accounts import account
from kingfisher.web.asked import grounds, ready_to_send, shown
from kingfisher.web.forms.answering import AnswerQuestion, AskAgency
from kingfisher.web.forms.narrowing import StandsAt
from kingfisher.web.pages.drafts import draft_of, resume
from kingfisher.web.pages.family import stands_at
from kingfisher.web.pages.frame import framed, reader, today
from kingfisher.web.policy import policy, refused
from kingfisher.web.words import in_list

PLACE = "The question’s own page"
NOT_OPEN = (
    "That question does not stand open on what you may see, or it is asked of others. "
    "It may have been answered, or settled by what was written since."
)


@policy("see family")
@require_safe
def one(request: HttpRequest, ref: str, question: str) -> HttpResponse:
    """The question whole. On a day gone by (`on`) it is a reconstruction, and cannot be answered."""
    family = family_for(reader(request), ref, Act.SEE, today())
    seen = chronology_of(family, reader(request), today())
    now = stands_at(seen)
    form = StandsAt(request.GET)
    on = (form.is_valid() and form.cleaned_data["on"]) or now
    found = question_of(reader(request), family, question, on, at=today())
    if not found:
        return refused(request, NOT_OPEN)
    if on != now:
        return _page(request, family, seen, found, on, replay=True)
    note_shown(by=reader(request), family=family, questions=found, place=PLACE)
    draft = draft_of(request, family, _form_name(question))
    answer = _answer_form(request, family, found[0], seen, on, bound=False)
    if draft:
        resume(answer, draft.fields)
    return _page(request, family, seen, found, on, answer=answer, draft=draft)


def _form_name(question: str) -> str:
    return f"answer-{question}"


def _answer_form(
    request: HttpRequest, family: Family, held: Question, seen: Chronology, on: date, *, bound: bool
) -> AnswerQuestion:
    initial = {"based_on": picture_version(family)}
    others = [
        (ref_of(one.key), in_list([seen.family.label(person) for person in one.about]))
        for one in alike_of(reader(request), family, held, on, at=today())
    ]
    data = request.POST if bound else None
    return AnswerQuestion(data, since=held.since, as_at=on, alike=others, initial=initial)


def _ask_form(
    request: HttpRequest, family: Family, held: Question, seen: Chronology, on: date, *, bound: bool
) -> AskAgency:
    words = ready_to_send(held, seen, _names(), reader(request).label)
    initial = {"based_on": picture_version(family), "words": words}
    data = request.POST if bound else None
    return AskAgency(data, since=held.since, as_at=on, initial=initial, auto_id="id_ask_%s")


def _names() -> dict[str, str]:
    return {slug: agency.name for slug, agency in agencies_to_choose().items()}


@dataclass(frozen=True)
class _Open:
    """A question someone is about to file about: the record as they may see it, its day, and what stands open."""

    family: Family
    seen: Chronology
    on: date
    found: list[Question]


def _open(request: HttpRequest, ref: str, question: str) -> _Open:
    """Prove that they may file, and find the question as it stands open now; `found` is [] when it no longer does."""
    family = family_for(reader(request), ref, Act.ANSWER, today())
    seen = chronology_of(family, reader(request), today())
    on = stands_at(seen)
    return _Open(family, seen, on, question_of(reader(request), family, question, on, at=today()))


@policy("answer question")
@require_POST
def answer(request: HttpRequest, ref: str, question: str) -> HttpResponse:
    """File the answer; what is wrong or has arrived meanwhile is said, and everything typed stays."""
    held = _open(request, ref, question)
    if not held.found:
        return _gone(request, held.family, held.seen)
    form = _answer_form(request, held.family, held.found[0], held.seen, held.on, bound=True)
    if not form.is_valid():
        return _page(request, held.family, held.seen, held.found, held.on, answer=form, status=422)
    told = form.cleaned_data
    try:
        answer_question(
            by=reader(request),
            family=held.family,
            question=question,
            as_at=held.on,
            answer=Answered(told["answer"]),
            words=told["words"],
            by_when=told["by_when"],
            on=told["on"],
            also=told.get("also", ()),
            based_on=told["based_on"] or 0,
        )
    except (NotNow, PictureChanged) as not_so:
        more = _not_filed(held.family, not_so)
        form = form.against(more["version"])
        return _page(request, held.family, held.seen, held.found, held.on, answer=form, status=409, **more)
    discard_draft(by=reader(request), of=held.family, form=_form_name(question))
    messages.success(request, f"Filed as an entry. {_what_follows(told['answer'], told['by_when'])}")
    return redirect("questions", ref)


def _what_follows(answer: str, until: date | None) -> str:
    if until and answer in (Answered.WILL_BE_DONE, Answered.PUT_OFF):
        return f"The question is asked again after {said(until)}, or before if something new is recorded."
    return "The question is asked again only if something contrary is recorded."


@policy("answer question")
@require_POST
def ask(request: HttpRequest, ref: str, question: str) -> HttpResponse:
    """File that the agency that holds the fact was asked, and in what words."""
    held = _open(request, ref, question)
    if not held.found:
        return _gone(request, held.family, held.seen)
    form = _ask_form(request, held.family, held.found[0], held.seen, held.on, bound=True)
    if not form.is_valid():
        return _page(request, held.family, held.seen, held.found, held.on, asking=form, status=422)
    told = form.cleaned_data
    try:
        row = ask_holder(
            by=reader(request),
            family=held.family,
            question=question,
            as_at=held.on,
            words=told["words"],
            on=told["on"],
            based_on=told["based_on"] or 0,
        )
    except (NotNow, PictureChanged) as not_so:
        more = _not_filed(held.family, not_so)
        form = form.against(more["version"])
        return _page(request, held.family, held.seen, held.found, held.on, asking=form, status=409, **more)
    messages.success(request, "Filed: who was asked, on what day and what. Now send the words below.")
    return redirect("entry", ref, row.entry_id)


def _waiting(request: HttpRequest, family: Family, held: Question, on: date) -> list[Question]:
    return waiting_with(reader(request), family, held, on, at=today())


def _not_filed(family: Family, why: NotNow | PictureChanged) -> dict[str, Any]:
    arrived = why.arrived if isinstance(why, PictureChanged) else ()
    return {"refusal": str(why), "arrived_entries": arrived, "version": picture_version(family)}


def _gone(request: HttpRequest, family: Family, seen: Chronology) -> HttpResponse:
    """Settled while someone was writing: their words are shown, and what arrived, so that nothing is lost."""
    since = request.POST.get("based_on", "")
    known = since.isdecimal() and len(since) < 10
    latest = arrived_since(reader(request), family, int(since), today()) if known else []
    context = framed(
        family,
        "questions",
        "The question no longer stands open",
        words=request.POST.get("words", ""),
        arrived=[account(entry, seen.family, _names()) for entry in latest],
    )
    return render(request, "questions/gone.html", context, status=409)


def _page(
    request: HttpRequest,
    family: Family,
    seen: Chronology,
    found: list[Question],
    on: date,
    *,
    answer: AnswerQuestion | None = None,
    asking: AskAgency | None = None,
    status: int = 200,
    replay: bool = False,
    arrived_entries: Any = (),
    **more: Any,
) -> HttpResponse:
    held, names = found[0], _names()
    bound = asking or answer
    if not replay:
        answer = answer or _answer_form(request, family, held, seen, on, bound=False)
        asking = asking or (_ask_form(request, family, held, seen, on, bound=False) if held.ask_agency else None)
    words = shown(held, seen, names, family.ref)
    context = framed(
        family,
        "questions",
        held.title,
        one=words,
        day=said(on),
        replay=replay,
        grounds=grounds(held.guidance, held.kind, on),
        asked_before=[] if replay else words["asked_before"],
        also_asked=[] if replay else [each.sentence for each in _waiting(request, family, held, on)],
        catalogue=reverse("question_kind", args=[held.kind]),
        also=[each.sentence for each in found[1:]],
        form=bound,
        answer=answer,
        asking=asking,
        form_name=_form_name(words["id"]),
        arrived=[account(entry, seen.family, names) for entry in arrived_entries],
        receipts=bool(decide(reader(request), Act.SEE_RECEIPTS, family, today())),
        **more,
    )
    return render(request, "questions/question.html", context, status=status)
