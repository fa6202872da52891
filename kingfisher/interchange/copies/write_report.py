"""A report as a Word document: A4 upright, then its appendices lying, each merged chronology beginning a new page.

What a statement rests on stands in notes, numbered through the document and listed after its last part.
"""

from collections.abc import Sequence
from typing import Any, BinaryIO

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Mm

from kingfisher.interchange.copies.laid_out import MergedDocument
from kingfisher.interchange.copies.read_back import ReadBack
from kingfisher.interchange.copies.reading_table import Cell, ReadingTable, cell, tables
from kingfisher.interchange.copies.report import Grid, Report, Said
from kingfisher.interchange.copies.safe_text import printable
from kingfisher.interchange.copies.whole import MustHold, rows_of
from kingfisher.interchange.copies.word_document import edges, hand_over, styles, told
from kingfisher.interchange.copies.write_docx import add_tables, table_of

_MARGIN = Mm(20)
_NARROW = Mm(14)
NOTES = "What each statement rests on"


def write_report(report: Report, target: BinaryIO, appendices: Sequence[MergedDocument] = ()) -> ReadBack:
    """Write the report to an open binary file, each appendix after it on A3 lying; returns what was read back. Raises
    `NotWhole`."""
    word = Document()
    styles(word, 11)
    width = _upright(word, report)
    told(word, report.title, report.printed)
    word.add_heading(printable(report.title), level=1)
    word.add_paragraph(printable(report.printed_words))
    notes = _Notes()
    for part in report.parts:
        word.add_heading(printable(part.heading), level=part.level)
        for one in part.content:
            notes.add(word, one) if isinstance(one, Said) else _grid(word, one, width)
    notes.list(word)
    for document in appendices:
        lying = _lying(word)
        word.add_heading(printable(f"Appendix: {document.title}"), level=2)
        word.add_paragraph(printable(document.counts))
        add_tables(word, document, lying)
    return hand_over(word, target, _must_hold(report, appendices))


class _Notes:
    """Notes as they are met: one number for the same words, wherever they are met again."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def add(self, word: Any, one: Said) -> None:
        paragraph = word.add_paragraph(style="List Bullet" if one.style == "bullet" else None)
        run = paragraph.add_run(printable(one.words))
        run.bold = one.style == "bold" or None
        for note in one.notes:
            number = self._numbers.setdefault(note, len(self._numbers) + 1)
            mark = paragraph.add_run(f" [{number}]")
            mark.font.superscript = True

    def list(self, word: Any) -> None:
        if self._numbers:
            word.add_heading(NOTES, level=2)
        for note, number in self._numbers.items():
            word.add_paragraph(f"[{number}] {printable(note)}")


def _grid(word: Any, grid: Grid, width: int) -> None:
    if grid.rows:
        word.element.body.insert(len(word.element.body) - 1, table_of(_table(grid), width))
        word.add_paragraph()


def _table(grid: Grid, heading: str = "") -> ReadingTable:
    rows: tuple[tuple[Cell, ...], ...] = tuple(tuple(cell(words) for words in row) for row in grid.rows)
    return ReadingTable(heading, (), grid.header, grid.widths, rows)


def _must_hold(report: Report, appendices: Sequence[MergedDocument]) -> MustHold:
    """Every word of the report, and every row of its tables and of each appendix."""
    grids = [_table(one, part.heading) for part in report.parts for one in part.content if isinstance(one, Grid)]
    said = [one for part in report.parts for one in part.content if isinstance(one, Said)]
    return MustHold(
        on_edges=(report.marking, report.printed_words, report.reader, report.title),
        rows=(*rows_of(grids), *(row for document in appendices for row in rows_of(tables(document)))),
        words=(
            report.title,
            *(part.heading for part in report.parts),
            *(words for one in said for words in (one.words, *one.notes)),
        ),
    )


def _upright(word: Any, report: Report) -> int:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.bottom_margin = _MARGIN
    section.top_margin = Mm(28)  # room for a header of two lines
    head = f"{report.title}    For {report.reader}"
    edges(word, head=head, foot=report.printed_words, marking=report.marking)
    return int(section.page_width - 2 * _MARGIN)


def _lying(word: Any) -> int:
    """A new section on A3 lying, with the same header and footer; returns the width of its text."""
    section = word.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(420), Mm(297)
    section.left_margin = section.right_margin = section.bottom_margin = _NARROW
    section.top_margin = Mm(24)
    return int(section.page_width - 2 * _NARROW)
