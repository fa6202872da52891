"""The chronology in the open format (JSON): the one export that is exactly the record, so it can be read back whole.

Text is not neutralised here: a spreadsheet does not open JSON, and reading it back must give what was written.
"""

import json
from pathlib import Path
from typing import Any

from kingfisher.interchange.copies.laid_out import MARKING, MergedDocument
from kingfisher.timeline.file_format import entry_to_plain, to_plain


def write_json(document: MergedDocument, path: Path) -> None:
    """Write what the audience may have to a path, in UTF-8."""
    path.write_text(json_text(document), encoding="utf-8")


def json_text(document: MergedDocument) -> str:
    """The record as the audience may have it. A row in doubt goes in without a date, with its date as written in its
    source; a row about another family does not go in, and the note says how many were held back."""
    plain: dict[str, Any] = to_plain(document.chronology)
    held = document.chronology.by_id
    doubted = [row.entry for row in document.apart if row.entry is not None and row.entry.id not in held]
    plain["entries"] += [entry_to_plain(entry) for entry in doubted]
    withheld = sum(row.entry is None for row in document.apart)
    note = f"{MARKING}. {document.title}. {document.printed_words}"
    if withheld:
        note += f" {withheld} {'row' if withheld == 1 else 'rows'} about another family held back."
    return json.dumps({"note": note, **plain}, ensure_ascii=False, indent=1) + "\n"
