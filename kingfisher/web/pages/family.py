"""A family's record: the children, who has contributed, the strip, the chronology as a table, and who has looked."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kingfisher.practice import contact
from kingfisher.records.access import Act, audits_for, batches_for, decide, family_for, reviews_for
from kingfisher.records.actions.receipts import note_shown
from kingfisher.records.beside import looks_at, questions_for, sees_everything
from kingfisher.records.chronologies import chronology_of, family_value
from kingfisher.records.family_page import Contributor, Filters, contributors, marks_of, page_of_entries
from kingfisher.records.models import BatchState, Family, TrailRow
from kingfisher.timeline import people
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import said
from kingfisher.timeline.people import PREGNANCY
from kingfisher.web.children import child_shown
from kingfisher.web.forms.narrowing import Narrowing, StandsAt
from kingfisher.web.pages.frame import framed, reader, today
from kingfisher.web.picture import ChildLane, Scope, draw, mark_of, mark_of_row
from kingfisher.web.policy import policy
from kingfisher.web.searched import keep, kept
from kingfisher.web.table import restriction, rows_of
from kingfisher.web.words import several

PER_PAGE = 100
FIRST = 3  # questions on the family page; the rest are a page away, and nothing counts them
GAP = 28  # days: gaps shorter than this crowd the strip; the questions have parameters of their own


@policy("see family")
def overview(request: HttpRequest, ref: str) -> HttpResponse:
    """The family as the record stands on a day: children, contributors, strip, what stands open."""
    family = family_for(reader(request), ref, Act.SEE, today())
    whole = chronology_of(family, reader(request), today())
    form = StandsAt(request.GET)
    on = (form.is_valid() and form.cleaned_data["on"]) or stands_at(whole)
    standing = whole.as_at(on)
    written = contributors(reader(request), family, at=today())
    names = {one.agency: one.name for one in written}
    lanes = lanes_of(standing, on)
    sees_all = sees_everything(reader(request), family, today())
    first_questions = questions_for(reader(request), family, on, at=today())[:FIRST]
    if on == stands_at(whole):  # on a day gone by they are a reconstruction: nobody is being asked
        note_shown(by=reader(request), family=family, questions=first_questions, place="Family")
    scope = Scope(
        title=f"The chronology of {family.name}",
        names=names,
        address=reverse("chronology", args=[ref]),
        first=childrens_time(standing),
        as_at=on,
    )
    context = framed(
        family,
        "family",
        "Family",
        form=form,
        day=said(on),
        before=_before(standing, scope.first),
        strip_label=f"The chronology of {family.name} as a strip",
        strip=draw([mark_of(entry) for entry in (*standing.entries, *standing.undated)], scope, lanes),
        children=[child_shown(lane, whole.family, names, ref, on, sees_all=sees_all) for lane in lanes],
        contributors=contributors_shown(written if on == stands_at(whole) else as_it_stood(written, standing), ref),
        sees_all=sees_all,
        apart=_apart(request, family, whole),
        chronology=reverse("chronology", args=[ref]),
        people=reverse("people", args=[ref]),
        questions=reverse("questions", args=[ref]),
        replay=f"{reverse('replay', args=[ref])}?on={on.isoformat()}",
        new_record=not whole.by_id,
        learning=_learning(request, family),
        first_questions=[
            {"sentence": question.sentence, "since": said(question.since)} for question in first_questions
        ],
    )
    return render(request, "family/family.html", context, status=422 if form.errors else 200)


def _learning(request: HttpRequest, family: Family) -> list[tuple[str, str]]:
    """The open reviews and audits of the family this practitioner has a part in, and opening an audit for those who
    may."""
    by = reader(request)
    listed = [(one.name, reverse("review", args=[one.ref])) for one in reviews_for(by, today()).filter(families=family)]
    listed += [(one.name, reverse("audit", args=[one.ref])) for one in audits_for(by, today()).filter(family=family)]
    if decide(by, Act.OPEN_AUDIT, None, today()):
        listed.append(("Open an audit", reverse("new_audit", args=[family.ref])))
    return listed


def lanes_of(chronology: Chronology, on: date) -> list[ChildLane]:
    """Each child's sightings and gaps, as far as the chronology given shows them."""
    seen = contact.all_sightings(chronology)
    lanes = []
    for child in chronology.family.children:
        person = chronology.family.person(child)
        until = min(on, (person.died and person.died.latest) or on)
        gaps = contact.gaps(chronology, child, until, days=GAP)
        lanes.append(ChildLane(child, person.label, seen.get(child, []), gaps))
    return lanes


def childrens_time(chronology: Chronology) -> date | None:
    """The first day the strip shows, when entries go further back: the earliest child's beginning, pregnancy included.

    A parent's own childhood can be twenty years of entries; drawn whole, it leaves the child's life an inch. None when
    nothing goes further back, or no child's birth or due date is recorded.
    """
    people = [chronology.family.person(child) for child in chronology.family.children]
    begun = [day - PREGNANCY for one in people if (day := (one.born and one.born.first) or one.expected)]
    days = [day for entry in chronology.entries if (day := entry.happened.first or entry.happened.last)]
    start = min(begun, default=None)
    return start if start and days and min(days) < start < max(days) else None


def _before(chronology: Chronology, first: date | None) -> str:
    """What the strip leaves out, said beside it; "" when nothing."""
    if first is None:
        return ""
    earlier = sum(1 for entry in chronology.entries if (last := entry.happened.last) and last < first)
    return f"Not in this picture: {several(earlier, 'entry', 'entries')} from before {said(first)}" if earlier else ""


def stands_at(chronology: Chronology) -> date:
    """The day a record is read at unless another is asked for: today while it is being written, else its last day.

    A review reads a record that ended long ago; counting its gaps up to today would say nothing.
    """
    last = max(chronology.contributed_to().values(), default=today())
    return today() if (today() - last).days <= LIVE else last


LIVE = 90  # days without a word from any agency after which a record is read at its last day


def as_it_stood(written: Sequence[Contributor], standing: Chronology) -> list[Contributor]:
    """Who had contributed by a day gone by, and up to when: a later date here would tell what was still to come."""
    last = standing.contributed_to()
    there = {entry.agency for entry in (*standing.entries, *standing.undated)}
    return [one._replace(up_to=last.get(one.agency)) for one in written if one.agency in there]


def contributors_shown(written: Sequence[Contributor], ref: str) -> list[dict[str, str]]:
    """For `family/_contributors.html`: each agency that has written, and up to what day."""
    chronology = reverse("chronology", args=[ref])
    return [
        {
            "name": one.name,
            "href": f"{chronology}?agency={one.agency}",
            "until": said(one.up_to) if one.up_to else "only things with no date",
        }
        for one in written
    ]


def _apart(request: HttpRequest, family: Family, whole: Chronology) -> list[tuple[str, str]]:
    """What is not in the strip and the table, said rather than left out."""
    listed = []
    if whole.undated:
        address = f"{reverse('chronology', args=[family.ref])}?page=9999#undated"
        listed.append((f"{several(len(whole.undated), 'entry', 'entries')} with no date", address))
    if whole.superseded:
        listed.append(
            (f"{several(len(whole.superseded), 'entry', 'entries')} since corrected: see the corrections", "")
        )
    for batch in batches_for(reader(request), family, today()):
        sent = reverse("batch", args=[batch.ref])
        file = f"{batch.file_name} from {batch.agency.name if batch.agency else 'an agency not yet named'}"
        if batch.state == BatchState.WITHDRAWN:
            listed.append((f"{file} was withdrawn: {batch.reason}", sent))
        elif batch.state == BatchState.REFUSED:
            listed.append((f"{file} could not be read: {batch.reason}", sent))
        elif batch.doubts:
            listed.append((f"{several(batch.doubts, 'row')} of {file} could not be read with certainty", sent))
    return listed


@policy("see family")
@require_http_methods(["GET", "HEAD", "POST"])
def chronology(request: HttpRequest, ref: str) -> HttpResponse:
    """The chronology as a table, narrowed by a form, with the strip of the same entries above it. The words searched
    for are sent, never put into an address (`searched.py`)."""
    family = family_for(reader(request), ref, Act.SEE, today())
    held = family_value(family)
    names = {one.agency: one.name for one in contributors(reader(request), family, at=today())}
    listed = [(person.id, person.label) for person in held.people]
    told = request.POST if request.method == "POST" else request.GET.dict() | {"words": ""} | kept(request, ref)
    form = Narrowing(told, people=listed, agencies=sorted(names.items(), key=lambda one: one[1]))
    if request.method == "POST" and form.is_valid():
        keep(request, ref, {"words": form.cleaned_data["words"]})
        return redirect(f"{reverse('chronology', args=[ref])}{form.query().rstrip('&?')}")
    filters = _filters(form.cleaned_data) if form.is_valid() else Filters()
    shown = page_of_entries(reader(request), family, filters, request.GET.get("page", 1), at=today(), per_page=PER_PAGE)
    address = reverse("chronology", args=[ref])
    dated = [entry for entry in shown.entries if entry.happened.is_known]
    undated = [entry for entry in shown.entries if not entry.happened.is_known]
    context = framed(
        family,
        "chronology",
        "Chronology",
        form=form,
        chosen=form.chosen(address) if form.is_valid() else [],
        clear=address,
        page=shown.page,
        address=form.query(),
        how_many=_how_many(shown.total, shown.page.start_index(), shown.page.end_index()),
        rows=rows_of(dated, held, names, shown.labels, foremost=filters.people),
        undated=rows_of(undated, held, names, shown.labels, foremost=filters.people),
        held_back=any(restriction(labels) for labels in shown.labels.values()),
        zoomed=bool(filters.first or filters.last),
        all_dates=address,
        strip_label="The same entries as a strip",
        strip=_strip(request, family, held, filters, names),
        may_write=bool(decide(reader(request), Act.ADD_ENTRY, family, today())),
    )
    return render(request, "family/chronology.html", context, status=422 if form.errors else 200)


def _filters(told: Mapping[str, Any]) -> Filters:
    return Filters(
        people=(told["child"],) if told["child"] else (),
        agencies=(told["agency"],) if told["agency"] else (),
        kinds=(told["kind"],) if told["kind"] else (),
        words=told["words"],
        first=told["from"],
        last=told["to"],
    )


def _how_many(total: int, first: int, last: int) -> str:
    if not total:
        return "No entry you may see fits. That does not mean that nothing happened: try fewer words or more days."
    if total == last - first + 1:
        return f"{several(total, 'entry', 'entries')}, in the order things happened."
    return f"Entries {first:,} to {last:,} of {total:,}, in the order things happened."


def _strip(
    request: HttpRequest, family: Family, held: people.Family, filters: Filters, names: Mapping[str, str]
) -> Any:
    """The strip of the entries the table is narrowed to. While no agency, kind or word is chosen, every entry stands in
    it, and then the children's lanes are drawn too; otherwise the columns of the entries are enough."""
    searched = "yes" if filters.words else ""
    chosen = {"child": "".join(filters.people[:1]), "kind": "".join(filters.kinds[:1]), "searched": searched}
    scope = Scope(
        title=f"The chronology of {family.name}",
        names=names,
        address=reverse("chronology", args=[family.ref]),
        query={name: value for name, value in chosen.items() if value},
        first=filters.first,
        last=filters.last,
    )
    if filters.agencies or filters.kinds or filters.words:
        return draw([mark_of_row(row) for row in marks_of(reader(request), family, filters, at=today())], scope)
    whole = chronology_of(family, reader(request), today())
    shown = whole.about(*filters.people) if filters.people else whole
    lanes = [lane for lane in lanes_of(whole, stands_at(whole)) if lane.id in (filters.people or held.children)]
    return draw([mark_of(entry) for entry in (*shown.entries, *shown.undated)], scope, lanes)


@policy("see family")
def looked(request: HttpRequest, ref: str) -> HttpResponse:
    """Who has looked at this record lately, and who was refused."""
    family = family_for(reader(request), ref, Act.SEE, today())
    context = framed(family, "looked", "Who looked", looked=[_look(one) for one in looks_at(family)])
    return render(request, "family/looked.html", context)


DID = {
    "see": "Read it",
    "export": "Took a copy",
    "search": "Searched",
    "release": "Released entries",
    "say_same": "Said whether two accounts are of one happening",
    "record_person": "Wrote down who is in the family",
    "choose_network": "Chose who is in the network",
    "receive_file": "Sent in a file",
    "settle": "Settled rows of a file",
    "file_batch": "Filed a file’s entries",
    "withdraw_batch": "Withdrew a file",
    "add_entry": "Wrote an entry",
    "correct_entry": "Corrected an entry",
    "draft": "Kept a draft",
    "answer": "Answered a question",
    "see_receipts": "Looked at who was shown a question",
}


def _look(row: TrailRow) -> dict[str, Any]:
    return {
        "at": row.at,
        "who": row.who,
        "did": DID.get(row.action, row.action.replace("_", " ").capitalize()),
        "let_in": "Yes" if row.allowed else "No: refused",
    }
