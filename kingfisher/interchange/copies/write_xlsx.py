"""The merged chronology as an Excel workbook: one row an account, filters on, headings frozen, ready to print on A3.

Cells hold text and whole numbers only: no formulas, no links, no hidden sheets, rows or columns.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import xlsxwriter

from kingfisher.interchange.copies.laid_out import MARKING, Line, MergedDocument
from kingfisher.interchange.copies.reading_table import opening
from kingfisher.interchange.copies.safe_text import printable

A3 = 8  # the paper's number in the file format
MOST = 32_000  # Excel holds 32,767 characters in a cell and drops the rest without a word
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_ORDER = (
    ("No.", 6), ("Date", 22), ("Sort day", 11), ("Time", 7), ("Date (EDTF)", 22), ("How exact", 11),
    ("Date as written", 18), ("Agency", 16), ("About", 28), ("Kind", 18), ("Outcome", 18), ("How it is known", 22),
    ("Children seen", 22), ("What happened, as written", 70), ("File", 20), ("Place in the file", 22),
    ("Same happening", 26), ("Handling", 9), ("Worth a look", 34),
)  # fmt: skip
_APART = (
    ("Agency", 16), ("Date as written", 18), ("What was written", 70), ("Why it is here", 40), ("What to ask", 50),
    ("Where from", 34),
)  # fmt: skip
_TOGETHER = (
    ("Happening", 10), ("Confirmed or suggested", 34), ("Line", 6), ("Date", 22), ("Agency", 16),
    ("What its account says", 90), ("Where from", 34),
)  # fmt: skip
Value = str | int


def write_xlsx(document: MergedDocument, target: Path | BinaryIO) -> None:
    """Write the document to a path or an open binary file. Memory does not grow with the number of accounts.

    A cell longer than Excel can hold goes on in the row below, marked as continued; nothing is cut off.
    """
    where = str(target) if isinstance(target, Path) else target
    with xlsxwriter.Workbook(where, _OPTIONS) as book:
        at = document.printed.at.replace(tzinfo=None)
        book.set_properties({"title": document.title, "author": document.printed.by, "created": at})
        styles = _Styles(book)
        _about(_page(book, document, "About this document"), styles, document)
        _sheet(_page(book, document, "In order"), styles, _ORDER, map(_line, document.lines))
        if document.apart:
            rows = ((r.agency, r.date_as_written, r.text, r.why, r.ask, r.source) for r in document.apart)
            _sheet(_page(book, document, "Listed apart"), styles, _APART, rows)
        if document.together:
            _sheet(_page(book, document, "Side by side"), styles, _TOGETHER, _together(document))


class _Styles:
    def __init__(self, book: Any) -> None:
        font = {"font_name": "Arial", "font_size": 10, "valign": "top", "text_wrap": True}
        self.cell = book.add_format({**font, "bottom": 1, "bottom_color": "#B1B4B6"})
        self.head = book.add_format({**font, "bold": True, "bg_color": "#E8F1F8", "bottom": 1, "top": 1})
        self.title = book.add_format({**font, "bold": True, "font_size": 16, "text_wrap": False})
        self.bold = book.add_format({**font, "bold": True})
        self.plain = book.add_format(font)


def _about(sheet: Any, styles: _Styles, document: MergedDocument) -> None:
    sheet.set_column(0, 0, 60, styles.plain)
    sheet.set_column(1, 2, 28, styles.plain)
    sheet.write_string(0, 0, printable(document.title), styles.title)
    sheet.write_string(1, 0, MARKING, styles.bold)
    at = 2
    for sentence in (*opening(document), *document.gaps):
        sheet.write_string(at, 0, printable(sentence), styles.plain)
        at += 1
    for column, words in enumerate(("Agency", "Entries", "Last day it wrote about")):
        sheet.write_string(at + 1, column, words, styles.head)
    for row, one in enumerate(document.contributors, at + 2):
        sheet.write_string(row, 0, printable(one.agency), styles.cell)
        sheet.write_number(row, 1, one.entries, styles.cell)
        sheet.write_string(row, 2, one.until, styles.cell)


def _sheet(sheet: Any, styles: _Styles, columns: Sequence[tuple[str, int]], rows: Iterator[tuple[Value, ...]]) -> None:
    for number, (heading, width) in enumerate(columns):
        sheet.set_column(number, number, width, styles.plain)
        sheet.write_string(0, number, heading, styles.head)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    at = 0
    for at, row in enumerate(_within_cells(rows), 1):
        for number, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(at, number, value, styles.cell)
            else:
                sheet.write_string(at, number, value, styles.cell)
    sheet.autofilter(0, 0, max(at, 1), len(columns) - 1)


def _within_cells(rows: Iterator[tuple[Value, ...]]) -> Iterator[tuple[Value, ...]]:
    """Each row in as many rows as its longest cell needs."""
    for row in rows:
        safe = tuple(printable(value) if isinstance(value, str) else value for value in row)
        longest = max((len(value) for value in safe if isinstance(value, str)), default=0)
        if longest <= MOST:
            yield safe
            continue
        for start in range(0, longest, MOST):
            yield tuple(_piece(value, start) for value in safe)


def _piece(value: Value, start: int) -> Value:
    if isinstance(value, int) or (len(value) <= MOST):
        return value
    piece = value[start : start + MOST]
    return printable(f"(continued) {piece}" if start and piece else piece)


def _page(book: Any, document: MergedDocument, name: str) -> Any:
    """A new sheet that prints on A3 landscape, marked on every page."""
    sheet = book.add_worksheet(name)
    sheet.set_landscape()
    sheet.set_paper(A3)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
    sheet.set_header(f"&C&B{MARKING}")
    sheet.set_footer(f"&L{_footer(document.printed_words)}&RPage &P of &N")
    return sheet


def _footer(words: str) -> str:
    """Excel reads & in a footer as a command, and holds 255 characters in all."""
    return printable(words).replace("&", "&&")[:200]


def _line(line: Line) -> tuple[Value, ...]:
    source = line.entry.source
    return (
        line.number, line.date_words, line.sort_day, line.time, line.edtf, line.precision, line.date_as_written,
        line.agency, "; ".join(line.people), line.kind, line.outcome, line.how_known, line.seen, line.text,
        source.file if source else line.source, source.locator if source else "", line.others, line.handling,
        " ".join(line.remarks),
    )  # fmt: skip


def _together(document: MergedDocument) -> Iterator[tuple[Value, ...]]:
    for number, group in enumerate(document.together, 1):
        state = f"suggested: {group.suggested}" if group.suggested else "confirmed"
        for line in group.lines:
            yield (number, state, line.number, line.date_words, line.agency, line.text, line.source)
