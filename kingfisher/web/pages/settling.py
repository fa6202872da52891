"""Settling a file: doubts first, then what was read, fifty rows at a time, by keyboard. Nothing typed is lost."""

from collections.abc import Iterable, Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from kingfisher.records.access import Act, batch_for
from kingfisher.records.acting import NotNow
from kingfisher.records.actions.imports import RowChoice, RowsMoved, settle_many, settle_rows
from kingfisher.records.batch_page import (
    RowShown,
    agencies_to_choose,
    left_open,
    numbers_without_remarks,
    rows_numbered,
    rows_to_settle,
)
from kingfisher.records.chronologies import family_value
from kingfisher.records.models import Batch
from kingfisher.timeline.people import Family
from kingfisher.web.batches import batch_shown
from kingfisher.web.forms.settling import SettleRow
from kingfisher.web.pages.drafts import draft_of, forget_parts
from kingfisher.web.pages.frame import framed, reader, today
from kingfisher.web.policy import policy
from kingfisher.web.settling_rows import moved_words, row_shown
from kingfisher.web.words import several

VIEWS = (("open", "To settle"), ("asked", "Waiting for the agency"), ("settled", "Settled"))


@policy("send in")
@require_http_methods(["GET", "HEAD", "POST"])
def rows(request: HttpRequest, ref: str) -> HttpResponse:
    """A page of rows: each accepted, changed, set aside or asked about; then all of them saved together."""
    batch = batch_for(reader(request), ref, Act.SETTLE, today())
    if request.method == "POST":
        return _settle(request, batch)
    shown = rows_to_settle(batch, request.GET.get("page", 1), show=_view(request))
    family = family_value(batch.family)
    forms = [SettleRow(row, family) for row in shown.rows if not row.row.entry_id]
    draft = draft_of(request, batch.family, _form_name(batch))
    for form in forms:
        if draft:
            form.resume(draft.fields)
    return _page(request, batch, family, shown.rows, forms, page=shown.page, draft=draft)


def _view(request: HttpRequest) -> str:
    asked = request.GET.get("show", "open")
    return asked if asked in dict(VIEWS) else "open"


def _form_name(batch: Batch) -> str:
    """A file said to be another agency's is read afresh: words typed about its rows before are not about these."""
    return f"settle-{batch.ref}-{batch.agency_id or 'unknown'}"


def _settle(request: HttpRequest, batch: Batch) -> HttpResponse:
    """All the rows of the page or none: what is wrong is said, and everything typed stays."""
    family = family_value(batch.family)
    shown = rows_numbered(batch, _numbers(request.POST.getlist("row")))
    forms = [SettleRow(row, family, request.POST) for row in shown.values() if not row.row.entry_id]
    wrong = [form for form in forms if not form.is_valid()]
    if wrong:
        return _page(request, batch, family, shown.values(), forms, status=422)
    choices = {
        form.shown.row.number: RowChoice(*choice, version=form.seen_before)
        for form in forms
        if (choice := form.choice) is not None
    }
    try:
        settled = settle_rows(by=reader(request), batch=batch, choices=choices) if choices else {}
    except RowsMoved as moved:
        return _ask_again(request, batch, family, shown, moved)
    except NotNow as not_so:
        return _page(request, batch, family, shown.values(), forms, refusal=str(not_so), status=409)
    forget_parts(request, batch.family, _form_name(batch), [form.part for form in forms])
    return _onward(request, batch, len(settled))


def _numbers(typed: Iterable[str]) -> list[int]:
    return [int(number) for number in typed if number.isdecimal() and len(number) < 9]


def _ask_again(
    request: HttpRequest, batch: Batch, family: Family, shown: Mapping[int, RowShown], moved: RowsMoved
) -> HttpResponse:
    """Show what someone else made of the rows meanwhile; saving again then settles them knowingly."""
    fresh = rows_numbered(batch, moved.numbers)
    typed = request.POST.copy()
    for number, row in fresh.items():
        typed[f"r{number}-version"] = row.version
    together = {**shown, **fresh}
    forms = [SettleRow(row, family, typed) for row in together.values() if not row.row.entry_id]
    words = moved_words(fresh.values())
    return _page(request, batch, family, together.values(), forms, refusal=str(moved), moved=words, status=409)


def _onward(request: HttpRequest, batch: Batch, settled: int) -> HttpResponse:
    left = left_open([batch]).get(batch.pk, 0)
    if settled:
        messages.success(request, f"{several(settled, 'row')} saved. {left:,} of the file still to settle.")
    show = _view(request)
    if not left and show == "open":
        return redirect("file_batch", batch.ref)
    return redirect(f"{reverse('settle', args=[batch.ref])}?show={show}")


def _page(
    request: HttpRequest,
    batch: Batch,
    family: Family,
    shown: Iterable[RowShown],
    forms: list[SettleRow],
    *,
    status: int = 200,
    moved: Mapping[int, str] | None = None,
    **more: object,
) -> HttpResponse:
    by_number = {form.shown.row.number: form for form in forms}
    agencies = {slug: agency.name for slug, agency in agencies_to_choose().items()}
    show, settle = _view(request), reverse("settle", args=[batch.ref])
    clear = len(numbers_without_remarks(batch)) if show == "open" else 0
    context = framed(
        batch.family,
        "returns",
        f"Settle {batch.file_name}",
        batch=batch_shown(batch, left_open([batch]).get(batch.pk, 0)),
        forms=forms,
        rows=[
            row_shown(row, by_number.get(row.row.number), family, agencies)
            | {"moved": (moved or {}).get(row.row.number, "")}
            for row in shown
        ],
        views=[{"text": text, "href": f"{settle}?show={view}", "current": view == show} for view, text in VIEWS],
        show=show,
        form_name=_form_name(batch),
        page_address=f"?show={show}&",
        without_remarks=clear,
        accept_clear_words=f"Accept the {several(clear, 'row')} of this file with nothing to look at",
        **more,
    )
    return render(request, "imports/settle.html", context, status=status)


@policy("send in")
@require_POST
def accept_clear(request: HttpRequest, ref: str) -> HttpResponse:
    """Accept as read every row of the file that has a date and nothing to look at, but none that is being typed in."""
    batch = batch_for(reader(request), ref, Act.SETTLE, today())
    clear = set(numbers_without_remarks(batch)) - _being_typed_in(request, batch)
    try:
        accepted = settle_many(by=reader(request), batch=batch, numbers=clear)
    except NotNow as not_so:
        messages.error(request, str(not_so))
        return redirect("batch", ref)
    return _onward(request, batch, accepted)


def _being_typed_in(request: HttpRequest, batch: Batch) -> set[int]:
    """The rows about which this practitioner has something unfinished that is not as the reader suggests."""
    draft = draft_of(request, batch.family, _form_name(batch))
    if draft is None:
        return set()
    family = family_value(batch.family)
    numbers = {name.partition("-")[0].removeprefix("r") for name in draft.fields if name.endswith("-kind")}
    forms = [SettleRow(row, family, draft.fields) for row in rows_numbered(batch, _numbers(numbers)).values()]
    return {form.shown.row.number for form in forms if form.was_touched}
