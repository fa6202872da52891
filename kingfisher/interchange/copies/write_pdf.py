"""The merged chronology as a PDF that a screen reader can read (PDF/UA-1): A3 or A4, headings on every page."""

import calendar
import json
import warnings
from pathlib import Path

import typst

from kingfisher.interchange.copies.font_cover import FONTS, showable
from kingfisher.interchange.copies.laid_out import MARKING, MergedDocument
from kingfisher.interchange.copies.reading_table import Cell, ReadingTable, opening, tables
from kingfisher.interchange.copies.safe_text import printable

LONG = 1500  # characters in a cell; a cell of this length is about a third of a page
TEMPLATE = Path(__file__).with_name("pdf_merged.typ")


class PdfNotMade(RuntimeError):
    """The PDF could not be made as it must be; the message holds what the typesetter said."""


def write_pdf(document: MergedDocument, path: Path) -> None:
    """Write the document to a path. Raises `PdfNotMade`; a warning of the typesetter is an error, never passed over."""
    path.write_bytes(pdf_bytes(document))


def pdf_bytes(document: MergedDocument, *, paper: str = "a3") -> bytes:
    """The document as the bytes of a PDF, on a3 or a4. The same document gives the same bytes. Raises `PdfNotMade`."""
    data = json.dumps(pdf_words(document, paper=paper), ensure_ascii=False)
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            made, said = typst.compile_with_warnings(
                str(TEMPLATE),
                None,
                root=str(TEMPLATE.parent),
                font_paths=fonts,
                format="pdf",
                sys_inputs={"document": data},
                pdf_standards="ua-1",
                timestamp=calendar.timegm(document.printed.at.utctimetuple()),
            )
    except typst.TypstError as wrong:
        raise PdfNotMade(f"The PDF could not be made: {wrong}") from wrong
    if said:
        raise PdfNotMade(f"The PDF was not made, because the typesetter warned: {said[0].message}")
    if not isinstance(made, bytes):
        raise PdfNotMade("The PDF could not be made: the typesetter gave nothing back.")
    return made


def pdf_words(document: MergedDocument, *, paper: str = "a3") -> dict[str, object]:
    """All that is given to the typesetter, which sets every word of it and adds none but numbers of pages."""
    at = document.printed.at
    return {
        "paper": paper,
        "title": _shown(document.title),
        "author": _shown(document.printed.by),
        "day": {"year": at.year, "month": at.month, "day": at.day},
        "marking": MARKING,
        "audience": _shown(f"For {document.audience.words}"),
        "printed": _shown(f"Printed by {document.printed.words}"),
        "opening": [_shown(sentence) for sentence in opening(document)],
        "sections": [_section(table) for table in tables(document)],
    }


def _section(table: ReadingTable) -> dict[str, object]:
    return {
        "heading": table.heading,
        "opening": [_shown(sentence) for sentence in table.opening],
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


def _shown(words: str) -> str:
    return showable(printable(words))
