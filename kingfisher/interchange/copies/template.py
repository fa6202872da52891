"""The return form for agencies, in Word and in Excel: empty to fill in, or filled from a record.

Whatever is filled in with the words it offers reads back exactly (`return_form_read`); anything else reads back as any
return does. The two files say the same; an agency chooses the one it is used to.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
import xlsxwriter
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from kingfisher.interchange.copies.laid_out import MARKING
from kingfisher.interchange.copies.safe_text import printable
from kingfisher.interchange.copies.whole import MustHold
from kingfisher.interchange.copies.word_document import edges, hand_over, styles
from kingfisher.interchange.returns.return_form import COLUMNS, HANDLING, HEADINGS, KINDS, TITLE, form_row
from kingfisher.interchange.wording import HOW_KNOWN, OUTCOMES
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.people import Family

INSTRUCTIONS = (
    "One row for each thing that happened. Copy what your record says, in its own words; do not sum up.",
    "Date: the day as your record has it. If it is not known to the day, write what is known: June 2019, about March "
    "2020, week commencing 3 February 2020, autumn term 2019. Leave it empty rather than guess.",
    "About whom: full names, with a semicolon between them. Name each child the row is about.",
    "Type of entry and Outcome: choose from the list in Excel, or use the same words.",
    "Children seen, and where: only children your worker saw on that occasion, such as: Name (inside the home, alone). "
    "Leave it empty if no child was seen, or if your record does not say.",
    "Source: how you know. Seen or done by the writer, told by someone (say who, after a colon), or from a record.",
    "Handling: P if it may be shared with the family, C if it may be shared on conditions, R if it must never reach "
    "the family's copy. Empty means P.",
    "Do not add, remove or rename columns. Write nothing about any other family. Send the file back unlocked.",
)
EMPTY_ROWS = 40
_WIDTHS = (20, 8, 30, 22, 70, 24, 34, 34, 22, 14)
_NARROW = (24, 11, 30, 22, 70, 22, 30, 30, 20, 14)


class Heading(msgspec.Struct, frozen=True, kw_only=True):
    """What stands at the top of a form; what is not known yet stays empty for the agency to fill in."""

    agency: str = ""
    family: str = ""
    first: str = ""
    last: str = ""
    signed_by: str = ""
    signed_on: str = ""

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """The labels with what is known."""
        return tuple(zip(HEADINGS, msgspec.structs.astuple(self), strict=True))


def write_template_xlsx(
    target: Path | BinaryIO, heading: Heading, entries: Sequence[Entry] = (), family: Family | None = None
) -> None:
    """Write the form as a workbook, with lists to choose from; filled from entries of the family if any are given."""
    where = str(target) if isinstance(target, Path) else target
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(where, options) as book:
        book.set_properties({"title": TITLE, "author": ""})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E8F1F8", "border": 1})
        wrap = book.add_format({"text_wrap": True, "valign": "top", "border": 1, "border_color": "#B1B4B6"})
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet("Return")
        _excel_top(sheet, heading, bold, plain)
        start = len(HEADINGS) + 2
        rows = [form_row(entry, family or Family()) for entry in entries]
        for column, (name, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(start, column, name, bold)
        for number, row in enumerate(rows or [("",) * len(COLUMNS)] * EMPTY_ROWS, start + 1):
            for column, words in enumerate(row):
                if words:
                    sheet.write_string(number, column, printable(words), wrap)
                else:
                    sheet.write_blank(number, column, None, wrap)
        _excel_lists(book, sheet, start + 1)
        sheet.freeze_panes(start + 1, 0)
        sheet.set_landscape()
        sheet.set_paper(8)
        sheet.set_header(f'&C&"Arial,Bold"{MARKING} once filled in')
        sheet.set_footer("&CPage &P of &N")
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(start)
        _excel_help(book, plain)


def _excel_top(sheet: Any, heading: Heading, bold: Any, plain: Any) -> None:
    sheet.write_string(0, 0, TITLE, bold)
    for row, (label, words) in enumerate(heading.lines, 1):
        sheet.write_string(row, 0, label, bold)
        if words:
            sheet.write_string(row, 2, printable(words), plain)


def _excel_lists(book: Any, sheet: Any, first_row: int) -> None:
    """Lists to choose from, on a sheet of their own in plain sight; other words may be typed all the same."""
    lists = book.add_worksheet("Lists")
    for column, (heading, words) in enumerate(_choices()):
        lists.set_column(column, column, 34)
        lists.write_string(0, column, heading)
        for row, word in enumerate(words, 1):
            lists.write_string(row, column, word)
        letter = "ABCD"[column]
        rule = {
            "validate": "list",
            "source": f"=Lists!${letter}$2:${letter}${len(words) + 1}",
            "error_type": "information",
            "error_title": "Not on the list",
            "error_message": "You may keep your own words, but words from the list read back exactly.",
        }
        sheet.data_validation(first_row, COLUMNS.index(heading), first_row + 5000, COLUMNS.index(heading), rule)


def _choices() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (
        ("Type of entry", tuple(KINDS)),
        ("Outcome", tuple(OUTCOMES.values())),
        ("Source: how you know", tuple(HOW_KNOWN.values())),
        ("Handling: may it be shared?", HANDLING),
    )


def _excel_help(book: Any, plain: Any) -> None:
    sheet = book.add_worksheet("How to fill this in")
    sheet.set_column(0, 0, 110, plain)
    for row, sentence in enumerate(INSTRUCTIONS):
        sheet.write_string(row, 0, sentence, plain)


def write_template_docx(
    target: Path | BinaryIO, heading: Heading, entries: Sequence[Entry] = (), family: Family | None = None
) -> None:
    """Write the form as a Word document, A3 landscape; filled from entries of the family if any are given."""
    word = Document()
    section = word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(420), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(14)
    styles(word, 9.5)
    edges(word, head=f"once filled in    {TITLE}", foot="")
    word.core_properties.title = TITLE
    word.core_properties.author = word.core_properties.comments = ""
    word.add_heading(TITLE, level=1)
    top = word.add_table(rows=0, cols=2, style="Table Grid")
    top.autofit = False
    for label, words in heading.lines:
        cells = top.add_row().cells
        cells[0].text, cells[1].text = label, printable(words)
    for column, width in zip(top.columns, (Mm(40), Mm(160)), strict=True):
        for cell in (column, *column.cells):
            cell.width = width
    word.add_heading("How to fill this in", level=2)
    for sentence in INSTRUCTIONS:
        word.add_paragraph(sentence)
    for name, offered in _choices()[:3]:
        word.add_paragraph(f"{name}, words to use: {', '.join(offered)}.")
    word.add_heading("The return", level=2)
    _word_table(word, [form_row(entry, family or Family()) for entry in entries] or [("",) * len(COLUMNS)] * EMPTY_ROWS)
    hand_over(word, target, MustHold(on_edges=(MARKING,), words=(TITLE, *INSTRUCTIONS)))


def _word_table(word: Any, rows: Iterable[tuple[str, ...]]) -> None:
    table = word.add_table(rows=1, cols=len(COLUMNS), style="Table Grid")
    table.autofit = False
    share = Mm(392) // sum(_NARROW)
    for cell, name, width in zip(table.rows[0].cells, COLUMNS, _NARROW, strict=True):
        cell.text, cell.width = name, width * share
        cell.paragraphs[0].runs[0].bold = True
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    for column, width in zip(table.columns, _NARROW, strict=True):
        column.width = width * share
    for row in rows:
        for cell, words, width in zip(table.add_row().cells, row, _NARROW, strict=True):
            cell.text, cell.width = printable(words), width * share
