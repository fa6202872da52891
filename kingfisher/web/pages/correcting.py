"""Correcting an entry: its form, with what it says now beside it. Nothing is overwritten, nothing typed is lost."""

from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kingfisher.records.access import Act, entry_for
from kingfisher.records.actions.drafts import discard_draft, move_draft
from kingfisher.records.actions.entries import AlreadyCorrected, correct_entry
from kingfisher.records.chronologies import chronology_of
from kingfisher.records.content import read_entry
from kingfisher.records.corrections import in_its_place
from kingfisher.records.models import EntryRow
from kingfisher.records.partnership import local
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.links import links_of
from kingfisher.web.accounts import account, facts
from kingfisher.web.forms.writing.correcting import Correcting, form_for
from kingfisher.web.pages.drafts import DraftShown, draft_of, resume
from kingfisher.web.pages.entry import entry_in
from kingfisher.web.pages.frame import framed, reader, today
from kingfisher.web.pages.writing import agency_names, agreed_here
from kingfisher.web.policy import policy
from kingfisher.web.to_choose import called

ALREADY = (
    "Someone corrected this entry while you were writing. What it says since then stands beside your words. Look, then "
    "file yours again if it should still be otherwise."
)


class _Read(NamedTuple):
    """The entry to put right: its row, the record as its corrector sees it, and the entry in it."""

    row: EntryRow
    seen: Chronology
    entry: Entry

    @property
    def form_name(self) -> str:
        """What its draft is called."""
        return f"correct-{self.row.entry_id}"


@policy("change family")
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, ref: str, entry_id: str) -> HttpResponse:
    """The form, and filing it. An entry corrected meanwhile is shown as it now stands, with what was typed kept."""
    first = _read(request, ref, entry_id)
    read = _now_in_its_place(request, ref, first)
    if request.method != "POST":
        if read.row != first.row:
            messages.info(request, "It had already been corrected: this is what it says since then.")
            return redirect("correct", ref, read.row.entry_id)
        return _opened(request, read)
    form = _form(request, read)
    if read.row != first.row:
        return _page(request, read, form, status=409, refusal=ALREADY)
    if not form.is_valid():
        return _page(request, read, form, status=422)
    try:
        row = _file(request, read, form)
    except AlreadyCorrected:
        again = _now_in_its_place(request, ref, read)
        return _page(request, again, _form(request, again), status=409, refusal=ALREADY)
    discard_draft(by=reader(request), of=read.row.family, form=read.form_name)
    messages.success(
        request,
        "Corrected. What it said before stays to be read, and the questions are asked again of what it says now.",
    )
    return redirect("entry", ref, row.entry_id)


def _read(request: HttpRequest, ref: str, entry_id: str) -> _Read:
    row = entry_for(reader(request), entry_id, Act.CORRECT_ENTRY, today())
    if row.family.ref != ref:
        raise Http404("That entry is in another record.")
    seen = chronology_of(row.family, reader(request), today())
    return _Read(row, seen, entry_in(seen, entry_id))


def _now_in_its_place(request: HttpRequest, ref: str, read: _Read) -> _Read:
    """What stands in its place in the end; what one left unfinished goes there too, to be found again."""
    later = in_its_place(read.row)
    if later == read.row.entry_id:
        return read
    found = _read(request, ref, later)
    move_draft(by=reader(request), of=read.row.family, form=read.form_name, to=found.form_name)
    return found


def _opened(request: HttpRequest, read: _Read) -> HttpResponse:
    form = _form(request, read)
    draft = draft_of(request, read.row.family, read.form_name)
    if draft:
        resume(form, draft.fields)
    return _page(request, read, form, draft=draft)


def _form(request: HttpRequest, read: _Read) -> Correcting:
    held = [(one, called(read.seen.by_id[one])) for one in links_of(read.entry) if one in read.seen.by_id]
    form = form_for(read.entry.kind)(
        request.POST if request.method == "POST" else None,
        entry=read.entry,
        named=held,
        **agreed_here(request, read.seen, read.entry.kind),
    )
    form.say(lambda words: local().said_here(words, today()))
    return form


def _file(request: HttpRequest, read: _Read, form: Correcting) -> EntryRow:
    base = read_entry(read.row.payload.content)
    unseen = links_of(base) - read.seen.by_id.keys()
    return correct_entry(
        by=reader(request), row=read.row, entry=form.corrected(base, unseen), reason=form.cleaned_data["why"].strip()
    )


def _page(
    request: HttpRequest,
    read: _Read,
    form: Correcting,
    *,
    draft: DraftShown | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    names = agency_names()
    context = framed(
        read.row.family,
        "chronology",
        "Correct an entry",
        form=form,
        form_name=read.form_name,
        draft=draft,
        shown=account(read.entry, read.seen.family, names),
        text=read.entry.text,
        facts=facts(read.entry, read.seen.family, names),
        **more,
    )
    return render(request, "entry/correct.html", context, status=status)
