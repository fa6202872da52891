"""How a file sent in is shown: where it has got to, what it comes to in counts that add up, and each of its rows."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils import timezone

from kingfisher.interchange.files.rows import Notice
from kingfisher.interchange.returns.agency_return import Doubt, Structure
from kingfisher.records.batch_page import RowShown, Sum
from kingfisher.records.models import Batch, BatchRow, BatchState
from kingfisher.timeline.dates import said
from kingfisher.timeline.people import Family
from kingfisher.web.words import HANDLING_WORDS, KIND_WORDS, several

UNDER_WAY = (BatchState.WAITING, BatchState.READING)
MOST_NOTICES = 40  # of one kind, in words; the rest are counted
DOUBT_WORDS = {
    "no_date": "No date is given",
    "impossible_date": "The date cannot exist",
    "date_not_understood": "The date could not be understood",
    "other_family": "About another family: held back from the chronology",
    "unreadable": "The row could not be read",
    "refused": "Refused",
    "asked": "Someone has a question for the agency",
}
STRUCTURE_WORDS = {
    "title": "Titles",
    "header": "Headings of columns",
    "banner": "Banners, such as a year across the table",
    "key": "Keys to codes",
    "blank": "Rows with nothing in them",
    "total": "Totals",
}
SETTLED_COLOURS = {"accepted": "green", "changed": "green", "set_aside": "grey", "other_family": "grey"}


class BatchShown(NamedTuple):
    """A file, ready to print."""

    ref: str
    name: str
    agency: str
    agency_reason: str
    state: str
    colour: str
    is_read: bool
    is_under_way: bool
    may_be_told_whose: bool
    reason: str
    received: str
    digest: str
    size: str
    progress: str
    done: int
    rows_in: int
    proposed: int
    doubts: int
    structure: int
    left: int
    may_withdraw: bool


def batch_shown(batch: Batch, left: int = 0) -> BatchShown:
    """A file as it is printed; `left` is how many of its rows are still to settle."""
    state = BatchState(batch.state)
    received = timezone.localtime(batch.received_at)
    return BatchShown(
        ref=batch.ref,
        name=batch.file_name,
        agency=batch.agency.name if batch.agency else "Not yet known",
        agency_reason=batch.agency_reason,
        state=str(state.label),
        colour={BatchState.FILED: "green", BatchState.REFUSED: "red", BatchState.WITHDRAWN: "grey"}.get(state, ""),
        is_read=state in (BatchState.READ, BatchState.FILED),
        is_under_way=state in UNDER_WAY,
        may_be_told_whose=state == BatchState.READ,
        reason=batch.reason,
        received=f"{said(received.date())} at {received:%H:%M}, by {batch.received_by.label}",
        digest=batch.original_id,
        size=_size(batch.original.size),
        progress=_progress(batch, state),
        done=batch.rows_done,
        rows_in=batch.rows_in,
        proposed=batch.proposed,
        doubts=batch.doubts,
        structure=batch.structure,
        left=left,
        may_withdraw=state in (BatchState.READ, BatchState.FILED, BatchState.REFUSED),
    )


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{max(1, round(size / 1000))} KB"


def _progress(batch: Batch, state: BatchState) -> str:
    if state is BatchState.WAITING:
        return "Waiting to be read"
    return f"Reading: {batch.rows_done:,} of {batch.rows_in:,} rows kept" if batch.rows_in else "Being read"


def files_shown(batches: Sequence[Batch], left: Mapping[int, int]) -> dict[str, Any]:
    """The files of a family with their totals, for `imports/_files.html`."""
    files = [batch_shown(batch, left.get(batch.pk, 0)) for batch in batches]
    read = [one for one in files if one.is_read]
    under_way = sum(one.is_under_way for one in files)
    return {
        "files": files,
        "under_way": under_way,
        "how_far": _how_far(len(files), under_way),
        "total": {
            "rows_in": sum(one.rows_in for one in read),
            "proposed": sum(one.proposed for one in read),
            "doubts": sum(one.doubts for one in read),
            "structure": sum(one.structure for one in read),
            "left": sum(one.left for one in read),
        }
        if len(read) > 1
        else None,
    }


def _how_far(files: int, under_way: int) -> str:
    if not files:
        return "No file has been sent in yet."
    if under_way:
        return f"{files - under_way} of {several(files, 'file')} done. You can leave this page: reading goes on."
    return f"{several(files, 'file')}: none is waiting to be read."


def sum_shown(counted: Sum, family: Family) -> dict[str, Any]:
    """What a file comes to, line by line, for `imports/_sum.html`."""
    taken = counted.of("accepted") + counted.of("changed")
    return {
        "rows_in": counted.rows_in,
        "adds_up": counted.adds_up,
        "lines": [
            ("Read as entries", counted.proposed),
            *((f"In doubt: {DOUBT_WORDS.get(code, code).lower()}", number) for code, number in counted.doubts),
            *((f"Layout: {STRUCTURE_WORDS.get(what, what).lower()}", number) for what, number in counted.structure),
        ],
        "settled": [
            ("Accepted as read", counted.of("accepted")),
            ("Accepted with changes", counted.of("changed")),
            ("Set aside, with a reason", counted.of("set_aside")),
            ("About another family", counted.of("other_family")),
            ("Waiting for an answer from the agency", counted.asked),
            ("Still to settle", counted.of("") - counted.asked),
        ],
        "accounts": counted.proposed + counted.doubts_in_all,
        "to_file": taken - counted.filed,
        "filed": counted.filed,
        "shown": f"{taken - counted.filed} to file, {counted.of('')} open, {counted.filed} filed",
        "left": counted.of(""),
        "open_doubts": counted.open_doubts,
        "remarks": counted.remarks,
        "people": [(family.label(person), number) for person, number in counted.people],
        "nobody": [one.label for one in family.people if one.id not in dict(counted.people)],
        "handling": [(code, HANDLING_WORDS.get(code, "Not one of P, C and R: treated as on conditions"), number)
                     for code, number in counted.handling],
    }  # fmt: skip


def notices_shown(notices: Iterable[Notice]) -> dict[str, list[str]]:
    """What was read unusually, and what in the file became no part of any row."""
    return {
        "not_read": [_notice(one) for one in notices if one.not_read][:MOST_NOTICES],
        "read": [_notice(one) for one in notices if not one.not_read][:MOST_NOTICES],
    }


def _notice(notice: Notice) -> str:
    where = f" ({notice.place.locator})" if notice.place else ""
    return f"{notice.text}{where}"


def row_as_sent(shown: RowShown, family: Family, ref: str) -> dict[str, Any]:
    """A row in the order of its file, with what became of it, for `imports/rows.html`."""
    row = shown.row
    if isinstance(shown.read, Structure):
        what = STRUCTURE_WORDS.get(shown.read.what, shown.read.what)
        return {"number": row.number, "place": row.place, "became": f"Layout: {what.lower()}", "text": shown.read.text}
    assert shown.proposed is not None
    assert shown.entry is not None
    entry, source = shown.entry, shown.proposed.entry.source
    return {
        "number": row.number,
        "place": row.place,
        "became": became(row, shown),
        "colour": SETTLED_COLOURS.get(row.settled, ""),
        "why": shown.read.why if isinstance(shown.read, Doubt) else "",
        "said_why": row.why,
        "by": shown.settled_by,
        "text": source.passage if source and source.passage else entry.text,
        "words": f"{entry.happened.words}, {KIND_WORDS.get(entry.kind, entry.kind).lower()}",
        "about": ", ".join(family.label(person) for person in entry.about),
        "entry": reverse("entry", args=[ref, row.entry_id]) if row.entry_id else "",
    }


def became(row: BatchRow, shown: RowShown) -> str:
    """What has become of a row, in words."""
    if row.entry_id:
        return "Filed"
    if row.settled:
        return str(row.get_settled_display())
    if row.why:
        return "Waiting for the agency"
    return "In doubt" if isinstance(shown.read, Doubt) else "To settle"
