"""Agencies' returns coming in: files are sent, read while one waits, and each says what was read and what was not."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kingfisher.interchange.files.guard import LIMIT
from kingfisher.records.access import Act, batch_for, batches_for, decide, families_for, family_for, reviews_for
from kingfisher.records.acting import NotNow
from kingfisher.records.actions.imports import file_batch, receive_file, say_agency, withdraw_batch
from kingfisher.records.actions.releases import release
from kingfisher.records.batch_page import (
    agencies_to_choose,
    left_open,
    notices_of,
    rows_as_sent,
    sum_of,
    where_stands,
)
from kingfisher.records.chronologies import family_value
from kingfisher.records.models import Family, Review
from kingfisher.web.attachments import as_sent
from kingfisher.web.batches import batch_shown, files_shown, notices_shown, row_as_sent, sum_shown
from kingfisher.web.forms.sending_in import SendIn, WhoseFile, Withdraw
from kingfisher.web.govuk.widgets import Upload
from kingfisher.web.pages.frame import framed, reader, today
from kingfisher.web.policy import policy
from kingfisher.web.words import several


@policy("signed in")
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Of which family are the returns? Those this practitioner may open."""
    return render(request, "imports/choose.html", {"families": families_for(reader(request), today())})


@policy("send in")
@require_http_methods(["GET", "HEAD", "POST"])
def returns(request: HttpRequest, ref: str) -> HttpResponse:
    """Drop in the files; below, each file that came and how far it has got."""
    posted = request.method == "POST"
    family = family_for(reader(request), ref, Act.RECEIVE_FILE if posted else Act.SEE, today())
    review = _review_of(request, family)
    given = (request.POST, request.FILES) if posted else ()
    form = SendIn(*given, agencies=_choices() if review else ())
    if posted and form.is_valid():
        came = _receive(request, form, family, review)
        if came:
            messages.success(request, f"{several(came, 'file')} received. They are read in the background.")
        if not form.errors:
            return redirect("returns", ref)
    context = framed(family, "returns", "Returns", form=form, for_review=review, **_files(request, family))
    return render(request, "imports/returns.html", context, status=422 if form.errors else 200)


def _review_of(request: HttpRequest, family: Family) -> Review | None:
    """The open review through which this practitioner reads the family, if there is one."""
    return reviews_for(reader(request), today()).filter(families=family).first()


def _choices() -> list[tuple[str, str]]:
    return [(slug, agency.name) for slug, agency in agencies_to_choose().items()]


def _receive(request: HttpRequest, form: SendIn, family: Family, review: Review | None) -> int:
    """Each file by itself: what is wrong with one says so by name, and does not keep the others out."""
    agency = agencies_to_choose().get(form.cleaned_data.get("agency") or "")
    files: Sequence[Upload] = form.cleaned_data["sent"]
    came = 0
    for file in files:
        try:
            name, content = file.name or "", file.read(LIMIT + 1)  # one too many is enough to refuse it
            receive_file(
                by=reader(request), family=family, file_name=name, content=content, agency=agency, review=review
            )
        except NotNow as not_so:
            form.add_error("sent", str(not_so))
        else:
            came += 1
    return came


def _files(request: HttpRequest, family: Family) -> dict[str, object]:
    batches = list(batches_for(reader(request), family, today()))
    return files_shown(batches, left_open(batches))


@policy("send in")
@require_safe
def one(request: HttpRequest, ref: str) -> HttpResponse:
    """One file: what was read and what was not, in counts that add up, and what there is to do."""
    batch = batch_for(reader(request), ref, Act.SEE, today())
    family = family_value(batch.family)
    context = framed(
        batch.family,
        "returns",
        batch.file_name,
        batch=batch_shown(batch),
        sum=sum_shown(sum_of(batch), family),
        notices=notices_shown(notices_of(batch)),
        whose=WhoseFile(agencies=_choices(), initial={"agency": batch.agency_id}),
        may_settle=bool(decide(reader(request), Act.SETTLE, batch, today())),
        may_release=bool(decide(reader(request), Act.RELEASE, batch, today())),
    )
    return render(request, "imports/file.html", context)


@policy("send in")
@require_POST
def whose(request: HttpRequest, ref: str) -> HttpResponse:
    """Say which agency sent a file; it is read again with that in mind."""
    batch = batch_for(reader(request), ref, Act.SETTLE, today())
    form = WhoseFile(request.POST, agencies=_choices())
    if form.is_valid():
        try:
            say_agency(by=reader(request), batch=batch, agency=agencies_to_choose()[form.cleaned_data["agency"]])
        except NotNow as not_so:
            form.add_error("agency", str(not_so))
        else:
            messages.success(request, f"{batch.file_name} is from {batch.agency}. It is being read again.")
            return redirect("batch", ref)
    context = framed(batch.family, "returns", batch.file_name, form=form, batch=batch_shown(batch))
    return render(request, "imports/whose.html", context, status=422)


@policy("send in")
@require_safe
def rows(request: HttpRequest, ref: str) -> HttpResponse:
    """Every row of a file in the file's own order, each with what became of it; `?place=` opens where one stands."""
    batch = batch_for(reader(request), ref, Act.SEE, today())
    if place := request.GET.get("place"):
        page, number = where_stands(batch, place)
        return redirect(f"{reverse('batch_rows', args=[ref])}?page={page}#row-{number}")
    shown = rows_as_sent(batch, request.GET.get("page", 1))
    family = family_value(batch.family)
    context = framed(
        batch.family,
        "returns",
        f"Rows of {batch.file_name}",
        batch=batch_shown(batch),
        page=shown.page,
        rows=[row_as_sent(row, family, batch.family.ref) for row in shown.rows],
    )
    return render(request, "imports/rows.html", context)


@policy("send in")
@require_safe
def original(request: HttpRequest, ref: str) -> HttpResponse:
    """The file exactly as it was sent, to be kept, never shown inside the page."""
    batch = batch_for(reader(request), ref, Act.EXPORT, today(), purpose="the file as sent")
    return as_sent(bytes(batch.original.content), batch.file_name)


@policy("send in")
@require_http_methods(["GET", "HEAD", "POST"])
def into_record(request: HttpRequest, ref: str) -> HttpResponse:
    """Look once more at what will be filed, then file it."""
    batch = batch_for(reader(request), ref, Act.FILE_BATCH, today())
    refusal = ""
    counted = sum_shown(sum_of(batch), family_value(batch.family))
    if request.method == "POST" and request.POST.get("shown", counted["shown"]) != counted["shown"]:
        refusal = f"The file has changed since you opened this page. It showed: {request.POST['shown']}. Look again."
    elif request.method == "POST":
        try:
            filed = file_batch(by=reader(request), batch=batch)
        except NotNow as not_so:
            refusal = str(not_so)
        else:
            left = f" {several(filed.left, 'row')} still to settle." if filed.left else ""
            messages.success(
                request, f"{several(filed.entries, 'entry', 'entries')} filed from {batch.file_name}.{left}"
            )
            return redirect("family", batch.family.ref)
    context = framed(
        batch.family,
        "returns",
        f"File {batch.file_name}",
        batch=batch_shown(batch),
        sum=counted,
        refusal=refusal,
    )
    return render(request, "imports/into_record.html", context, status=409 if refusal else 200)


@policy("send in")
@require_http_methods(["GET", "HEAD", "POST"])
def let_go(request: HttpRequest, ref: str) -> HttpResponse:
    """The agency lets the family's network see what it sent in this file; what it marked R stays."""
    batch = batch_for(reader(request), ref, Act.RELEASE, today())
    if request.method == "POST":
        made = release(by=reader(request), family=batch.family, batch=batch)
        kept = f" {several(made.restricted, 'entry', 'entries')} marked R stay as they are." if made.restricted else ""
        messages.success(request, f"{several(made.released, 'entry', 'entries')} released to the network.{kept}")
        return redirect("batch", ref)
    context = framed(batch.family, "returns", f"Release {batch.file_name}", batch=batch_shown(batch))
    return render(request, "imports/release.html", context)


@policy("send in")
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    """Take a file out of the record again, saying why. Nothing is deleted."""
    batch = batch_for(reader(request), ref, Act.WITHDRAW_BATCH, today())
    form = Withdraw(request.POST) if request.method == "POST" else Withdraw()
    if form.is_valid():
        try:
            withdraw_batch(by=reader(request), batch=batch, reason=form.cleaned_data["reason"])
        except NotNow as not_so:
            form.add_error(None, str(not_so))
        else:
            messages.success(request, f"{batch.file_name} is withdrawn. It is still kept, with the reason.")
            return redirect("returns", batch.family.ref)
    context = framed(batch.family, "returns", f"Withdraw {batch.file_name}", form=form, batch=batch_shown(batch))
    return render(request, "imports/withdraw.html", context, status=422 if form.errors else 200)
