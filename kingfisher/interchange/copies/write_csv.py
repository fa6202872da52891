"""The merged chronology as CSV, one row an account, in the columns every merged chronology of ours is compared in.

`kind`, `outcome` and `basis` are our own words (`kind_map.yaml` says how they compare with others'); people and
children seen are ids. Rows without a usable date come last. `text_start` holds the whole text: a start would drop the
rest.
"""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

from kingfisher.interchange.copies.laid_out import HeldBack, Line, MergedDocument
from kingfisher.interchange.copies.safe_text import neutralised
from kingfisher.timeline.dates import Precision, When
from kingfisher.timeline.entries import Entry

COLUMNS = (
    "row_id", "sort_date", "time", "date_edtf", "precision", "date_as_written", "agency", "source_file", "locator",
    "people", "children_seen", "kind", "outcome", "basis", "duplicate_of", "related_to", "handling", "defect",
    "review_event", "text_start",
)  # fmt: skip
_INTERVALS = (Precision.BETWEEN, Precision.BEFORE, Precision.AFTER, Precision.TERM)


def write_csv(document: MergedDocument, path: Path) -> None:
    """Write to a path, in UTF-8 with the mark that makes Excel read it so."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        write_csv_to(document, stream)


def write_csv_to(document: MergedDocument, stream: IO[str]) -> None:
    """Write to an open text stream. Every cell that looks like a formula is neutralised with an apostrophe."""
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    for row in csv_rows(document):
        writer.writerow([neutralised(row[column]) for column in COLUMNS])


def csv_rows(document: MergedDocument) -> Iterator[dict[str, str]]:
    """The rows as mappings from column to text, not yet neutralised."""
    first = _first_accounts(document)
    for line in document.lines:
        yield _row(line, first.get(line.entry.id, ""))
    for held in document.apart:
        yield _apart(held)


def _first_accounts(document: MergedDocument) -> Mapping[str, str]:
    """For each confirmed or suggested further account, the id of the account that leads it."""
    found: dict[str, str] = {}
    for group in document.together:
        leader = group.lines[0].entry.id
        for line in group.lines[1:]:
            found.setdefault(line.entry.id, leader)
    return found


def _row(line: Line, leader: str) -> dict[str, str]:
    entry = line.entry
    return {
        **_entry_columns(entry),
        "sort_date": line.sort_day,
        "time": line.time,
        "date_edtf": line.edtf,
        "precision": precision_word(entry.happened),
        "duplicate_of": leader,
        "defect": "; ".join(line.remarks),
    }


def _apart(held: HeldBack) -> dict[str, str]:
    file, _, locator = held.source.partition(", ")
    columns = dict.fromkeys(COLUMNS, "")
    if held.entry is not None:
        columns |= _entry_columns(held.entry)
    return {
        **columns,
        "source_file": columns["source_file"] or file,
        "locator": columns["locator"] or locator,
        "agency": columns["agency"] or held.agency,
        "date_as_written": held.date_as_written,
        "precision": "invalid" if held.code == "impossible_date" else "undated",
        "defect": held.why,
        "text_start": held.text,
    }


def _entry_columns(entry: Entry) -> dict[str, str]:
    source, outcome = entry.source, getattr(entry.content, "outcome", None)
    return {
        "row_id": entry.id,
        "sort_date": "",
        "time": "",
        "date_edtf": "",
        "precision": "",
        "date_as_written": source.date_as_written if source else "",
        "agency": entry.agency,
        "source_file": source.file if source else "",
        "locator": source.locator if source else "",
        "people": " ".join(entry.about),
        "children_seen": " ".join(seen.child for seen in entry.seen),
        "kind": entry.kind,
        "outcome": str(outcome) if outcome else "n/a",
        "basis": entry.how_known.value if entry.how_known else "",
        "duplicate_of": "",
        "related_to": " ".join(entry.relates_to),
        "handling": " ".join(entry.handling),
        "defect": "",
        "review_event": "",
        "text_start": entry.text,
    }


def precision_word(when: When) -> str:
    """Minute, day, week, month, season, interval, approx, year or undated: the words of the columns."""
    if not when.is_known:
        return "undated"
    if when.about:
        return "approx"
    return "interval" if when.precision in _INTERVALS else when.precision.value
