"""The merged chronology as a Word document: A3 or A4 landscape, headings repeated on each page, page x of y.

python-docx makes the package; the rows are written as markup directly, because its tables grow slow with their length.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Literal
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from kingfisher.interchange.copies.laid_out import MergedDocument
from kingfisher.interchange.copies.reading_table import Cell, ReadingTable, opening, tables
from kingfisher.interchange.copies.safe_text import printable
from kingfisher.interchange.copies.whole import must_hold
from kingfisher.interchange.copies.word_document import edges, hand_over, styles, told

Paper = Literal["A3", "A4"]
_SIZES = {"A3": (Mm(420), Mm(297)), "A4": (Mm(297), Mm(210))}
_MARGIN = Mm(14)
LONG = 1200  # characters in a cell; longer rows may run on to the next page
_TWIP = 635  # twentieths of a point, in the unit python-docx counts in
_RUN = {
    "plain": "",
    "bold": "<w:rPr><w:b/></w:rPr>",
    "small": '<w:rPr><w:color w:val="505A5F"/><w:sz w:val="15"/></w:rPr>',
}
_EDGES = "<w:tblBorders>" + "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="B1B4B6"/>' for side in ("top", "bottom", "insideH")
) + "</w:tblBorders>"  # fmt: skip


def write_docx(document: MergedDocument, target: Path | BinaryIO, *, paper: Paper = "A3") -> None:
    """Write the document to a path or an open binary file, on A3 or A4 landscape. Raises `NotWhole`."""
    word = Document()
    styles(word, 9.5 if paper == "A3" else 8.5)
    width = _page(word, document, paper)
    told(word, document.title, document.printed)
    word.add_heading(printable(document.title), level=1)
    for sentence in opening(document):
        word.add_paragraph(printable(sentence))
    add_tables(word, document, width)
    hand_over(word, target, must_hold(document))


def add_tables(word: Any, document: MergedDocument, width: int) -> None:
    """Add every table of the document, each under its heading."""
    for table in tables(document):
        word.add_heading(printable(table.heading), level=2)
        for sentence in table.opening:
            word.add_paragraph(printable(sentence))
        if table.rows:
            word.element.body.insert(len(word.element.body) - 1, table_of(table, width))
            word.add_paragraph()


def _page(word: Any, document: MergedDocument, paper: Paper) -> int:
    """Set the page, its header and footer; return the width of the text in the unit python-docx counts in."""
    section = word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = _SIZES[paper]
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    head = f"{document.title}    For {document.audience.words}"
    edges(word, head=head, foot=document.printed_words)
    return int(section.page_width - 2 * _MARGIN)


def table_of(table: ReadingTable, width: int) -> Any:
    """The table as Word holds it, `width` in the unit python-docx counts in, its header repeated on each page."""
    share = width // _TWIP / sum(table.widths)
    widths = [round(part * share) for part in table.widths]
    return parse_xml("".join(_markup(table, widths)))


def _markup(table: ReadingTable, widths: list[int]) -> Iterator[str]:
    yield f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{_EDGES}'
    yield '<w:tblLayout w:type="fixed"/><w:tblLook w:firstRow="1" w:noVBand="1"/></w:tblPr><w:tblGrid>'
    yield "".join(f'<w:gridCol w:w="{width}"/>' for width in widths) + "</w:tblGrid>"
    yield "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
    for heading, width in zip(table.header, widths, strict=True):
        yield _cell(Cell((("bold", heading),)), width, shade=True)
    yield "</w:tr>"
    for row in table.rows:
        keep = "" if any(len(one.words) > LONG for one in row) else "<w:trPr><w:cantSplit/></w:trPr>"
        yield f"<w:tr>{keep}" + "".join(_cell(one, width) for one, width in zip(row, widths, strict=True)) + "</w:tr>"
    yield "</w:tbl>"


def _cell(cell: Cell, width: int, *, shade: bool = False) -> str:
    fill = '<w:shd w:val="clear" w:color="auto" w:fill="E8F1F8"/>' if shade else ""
    paragraphs = "".join(_paragraph(style, words) for style, words in cell.parts) or "<w:p/>"
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{fill}</w:tcPr>{paragraphs}</w:tc>'


def _paragraph(style: str, words: str) -> str:
    lines = '</w:t><w:br/><w:t xml:space="preserve">'.join(escape(words).split("\n"))
    text = f'<w:r>{_RUN[style]}<w:t xml:space="preserve">{lines}</w:t></w:r>'
    return f'<w:p><w:pPr><w:spacing w:after="20"/></w:pPr>{text}</w:p>'
