"""The merged chronology as a PDF that a screen reader can read (PDF/UA-1): A3 or A4, headings on every page."""

from pathlib import Path

from kingfisher.interchange.copies.font_cover import showable
from kingfisher.interchange.copies.laid_out import MARKING, MergedDocument
from kingfisher.interchange.copies.read_back import Made
from kingfisher.interchange.copies.read_pdf import read_pdf
from kingfisher.interchange.copies.reading_table import Cell, ReadingTable, opening, tables
from kingfisher.interchange.copies.typesetting import shown, typeset
from kingfisher.interchange.copies.whole import must_hold, refuse_unless_whole

LONG = 1500  # characters in a cell; a cell of this length is about a third of a page
TEMPLATE = Path(__file__).with_name("pdf_merged.typ")


def write_pdf(document: MergedDocument, path: Path) -> None:
    """Write the document to a path. Raises `NotPrinted`."""
    path.write_bytes(pdf_bytes(document))


def pdf_bytes(document: MergedDocument, *, paper: str = "a3") -> bytes:
    """The document as the bytes of a PDF, on a3 or a4, read back before it is given: every page marked, no row lost.

    The same document gives the same bytes. Raises `NotPrinted`, and of its kind `NotWhole`, saying what is missing.
    """
    return pdf_made(document, paper=paper).content


def pdf_made(document: MergedDocument, *, paper: str = "a3") -> Made:
    """The same, with what was read back. Raises as `pdf_bytes` does."""
    content = typeset(TEMPLATE, _data(document, paper), at=document.printed.at)
    made = Made(content, read_pdf(content))
    refuse_unless_whole(made.read, must_hold(document))
    return made


def _data(document: MergedDocument, paper: str) -> dict[str, object]:
    """What the typesetter is given."""
    at = document.printed.at
    return {
        "paper": paper,
        "title": shown(document.title),
        "author": shown(document.printed.by),
        "day": {"year": at.year, "month": at.month, "day": at.day},
        "marking": MARKING,
        "audience": shown(f"For {document.audience.words}"),
        "printed": shown(f"Printed by {document.printed.words}"),
        "opening": [shown(sentence) for sentence in opening(document)],
        "sections": [_section(table) for table in tables(document)],
    }


def _section(table: ReadingTable) -> dict[str, object]:
    return {
        "heading": table.heading,
        "opening": [shown(sentence) for sentence in table.opening],
        "header": table.header,
        "widths": table.widths,
        "rows": [_row(row) for row in table.rows],
    }


def _row(row: tuple[Cell, ...]) -> list[dict[str, object]]:
    """A row stays on one page unless it is long enough to need two."""
    long = any(len(one.words) > LONG or one.words.count("\n") > LONG // 60 for one in row)
    return [
        {"long": long, "parts": [(style, showable(words)) for style, words in one.parts] or [("plain", "")]}
        for one in row
    ]
