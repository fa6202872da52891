"""One entry: every account of its happening, its source passage, its times, who may see it and why."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from kingfisher.records.access import Act, decide, entry_for, family_for
from kingfisher.records.actions import happenings, releases
from kingfisher.records.beside import answered_pairs, cells_of
from kingfisher.records.chronologies import chronology_of
from kingfisher.records.corrections import corrected_by
from kingfisher.records.family_page import contributors
from kingfisher.records.models import EntryRow, Family
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import said
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.same_happening import suggest_pairs
from kingfisher.web.accounts import account, differences, facts, times
from kingfisher.web.pages.frame import framed, reader, today
from kingfisher.web.policy import policy
from kingfisher.web.table import restriction
from kingfisher.web.words import HANDLING_WORDS


@policy("see family")
def one(request: HttpRequest, ref: str, entry_id: str) -> HttpResponse:
    """The entry whole."""
    row = _row(request, ref, entry_id, Act.SEE)
    family = row.family
    seen = chronology_of(family, reader(request), today())
    entry = entry_in(seen, entry_id)
    names = {one.agency: one.name for one in contributors(reader(request), family, at=today())}
    shown = account(entry, seen.family, names, restriction(row.labels_now))
    context = framed(
        family,
        "chronology",
        f"{shown.kind}, {shown.when}",
        shown=shown,
        text=entry.text,
        facts=facts(entry, seen.family, names),
        times=times(entry, names),
        source=entry.source,
        cells=cells_of(row),
        in_its_file=_in_its_file(request, row, entry),
        others=[account(each, seen.family, names) for each in _others(entry, seen)],
        corrects=_corrects(row, entry, seen, names),
        corrected_by=next((_address(ref, each.id) for each in seen.by_id.values() if each.corrects == entry.id), ""),
        correct=_if_may(request, row, Act.CORRECT_ENTRY, "correct"),
        pairs=_pairs(entry, seen, names, family),
        who_may=[*decide(reader(request), Act.SEE, row, today()).reasons, _open_to(row), *_handling(entry)],
        release=reverse("release", args=[ref, entry_id]) if _may_release(request, row) else "",
    )
    return render(request, "entry/entry.html", context)


def _in_its_file(request: HttpRequest, row: EntryRow, entry: Entry) -> str:
    """Where the passage can be read among the other rows of its file, for those who may open the file; else ""."""
    if row.batch is None or entry.source is None or not decide(reader(request), Act.SEE, row.batch, today()):
        return ""
    return f"{reverse('batch_rows', args=[row.batch.ref])}?{urlencode({'place': entry.source.locator})}"


def _row(request: HttpRequest, ref: str, entry_id: str, act: Act) -> EntryRow:
    row = entry_for(reader(request), entry_id, act, today())
    if row.family.ref != ref:
        raise Http404("That entry is in another record.")
    return row


def entry_in(seen: Chronology, entry_id: str) -> Entry:
    """The entry in what its reader sees of the record. Raises `Http404` when it is in no reading any more."""
    if entry_id not in seen.by_id:
        raise Http404("This entry is no longer read: its file was withdrawn, or its words were erased.")
    return seen.by_id[entry_id]


def _address(ref: str, entry_id: str) -> str:
    return reverse("entry", args=[ref, entry_id])


def _if_may(request: HttpRequest, row: EntryRow, act: Act, page: str) -> str:
    """The address of a page of the entry, for those who may do what it is for; else ""."""
    may = decide(reader(request), act, row, today())
    return reverse(page, args=[row.family.ref, row.entry_id]) if may else ""


def _corrects(row: EntryRow, entry: Entry, seen: Chronology, names: dict[str, str]) -> dict[str, Any] | None:
    """Of a correction: who made it, when and why, what it says otherwise, and the way back to what it corrects."""
    before, made = seen.by_id.get(entry.corrects or ""), corrected_by(row)
    if before is None or made is None:
        return None
    return {
        "by": made.by,
        "on": said(made.on),
        "why": made.why,
        "differences": differences(before, entry, seen.family, names),
        "before": _address(row.family.ref, before.id),
    }


def _others(entry: Entry, seen: Chronology) -> list[Entry]:
    for happening in seen.happenings():
        if any(one.id == entry.id for one in happening.accounts):
            return [one for one in happening.accounts if one.id != entry.id]
    return []


def _pairs(entry: Entry, seen: Chronology, names: dict[str, str], family: Family) -> list[dict[str, Any]]:
    """Accounts that may be of the same happening, each with the reasons we ask; none that have been answered."""
    answered = answered_pairs(family, entry.id)
    out = []
    for pair in suggest_pairs(_near(entry, seen), seen.family):
        if entry.id in (pair.first, pair.second):
            other = seen.by_id[pair.second if pair.first == entry.id else pair.first]
            if other.id not in answered:
                out.append(
                    {
                        "other": account(other, seen.family, names),
                        "reasons": pair.reasons,
                        "href": reverse("same", args=[family.ref, entry.id]),
                    }
                )
    return out


def _near(entry: Entry, seen: Chronology) -> list[Entry]:
    """The entries that can have happened within a week of it, itself among them."""
    return [one for one in seen.entries if one.id == entry.id or one.happened.may_be_same_day(entry.happened)]


def _open_to(row: EntryRow) -> str:
    """Who else may see it."""
    if " handling_R " in row.labels:
        return f"{row.agency.name} restricted it: only that agency and the review’s panel see it."
    if " agency_only " in row.labels and not hasattr(row, "release"):
        return f"{row.agency.name} has not released it: only that agency and the review’s panel see it."
    return "Everyone in the family’s network sees it."


def _handling(entry: Entry) -> list[str]:
    return [f"Handling code {code}: {HANDLING_WORDS.get(code, 'as the sender marked it')}." for code in entry.handling]


def _may_release(request: HttpRequest, row: EntryRow) -> bool:
    """The owning agency may, while it has not and the code allows it."""
    waiting = " agency_only " in row.labels and " handling_R " not in row.labels and not hasattr(row, "release")
    return waiting and bool(decide(reader(request), Act.RELEASE, row, today()))


@policy("change family")
@require_POST
def release(request: HttpRequest, ref: str, entry_id: str) -> HttpResponse:
    """The owning agency lets the family's network see the entry."""
    row = _row(request, ref, entry_id, Act.RELEASE)
    done = releases.release(by=reader(request), family=row.family, entries=[entry_id])
    if done.released:
        messages.success(request, "Released. Everyone in the family’s network can now read it.")
    return redirect("entry", ref, entry_id)


@policy("change family")
@require_POST
def same(request: HttpRequest, ref: str, entry_id: str) -> HttpResponse:
    """Say that another account is, or is not, of the same happening."""
    family = family_for(reader(request), ref, Act.SAY_SAME, today())
    is_same = request.POST.get("same") == "yes"
    say = happenings.confirm_same if is_same else happenings.say_different
    say(by=reader(request), family=family, first=entry_id, second=request.POST.get("other", ""))
    words = "They now stand side by side as accounts of one happening." if is_same else "You will not be asked again."
    messages.success(request, f"Noted. {words}")
    return redirect("entry", ref, entry_id)
