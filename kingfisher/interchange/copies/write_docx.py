"""The merged chronology as a Word document: A3 or A4 landscape, headings repeated on each page, page x of y.

python-docx makes the package; the rows are written as markup directly, because its tables grow slow with their length.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, Literal
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from kingfisher.interchange.copies.laid_out import MARKING, MergedDocument, Printed
from kingfisher.interchange.copies.read_word import read_word
from kingfisher.interchange.copies.reading_table import Cell, ReadingTable, opening, tables
from kingfisher.interchange.copies.safe_text import printable
from kingfisher.interchange.copies.whole import MustHold, must_hold, refuse_unless_whole

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


def hand_over(word: Any, target: Path | BinaryIO, wanted: MustHold) -> None:
    """Write what was made, once it is read back and whole. Raises `NotWhole`, and nothing is written."""
    package = word.part.package
    for name, one in list(package.rels.items()):
        if one.reltype.endswith("/thumbnail"):  # the picture of another document's first page
            del package.rels[name]
    made = BytesIO()
    word.save(made)
    refuse_unless_whole(read_word(made.getvalue()), wanted)
    if isinstance(target, Path):
        target.write_bytes(made.getvalue())
    else:
        target.write(made.getvalue())


def add_tables(word: Any, document: MergedDocument, width: int) -> None:
    """Add every table of the document, each under its heading."""
    for table in tables(document):
        word.add_heading(printable(table.heading), level=2)
        for sentence in table.opening:
            word.add_paragraph(printable(sentence))
        if table.rows:
            word.element.body.insert(len(word.element.body) - 1, table_of(table, width))
            word.add_paragraph()


def styles(word: Any, size: float) -> None:
    """Set the type of a document, `size` points for its text, and its language."""
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(size)
    normal.paragraph_format.space_after = Pt(4)
    for name, points in (("Heading 1", 20), ("Heading 2", 14), ("Heading 3", 12)):
        style = word.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Arial", Pt(points), RGBColor(0x0B, 0x0C, 0x0C)
        style.element.rPr.rFonts.set(qn("w:ascii"), "Arial")
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(theme), None)
    language = normal.element.get_or_add_rPr().makeelement(qn("w:lang"), {qn("w:val"): "en-GB"})
    normal.element.get_or_add_rPr().append(language)


def _page(word: Any, document: MergedDocument, paper: Paper) -> int:
    """Set the page, its header and footer; return the width of the text in the unit python-docx counts in."""
    section = word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = _SIZES[paper]
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    head = section.header.paragraphs[0]
    head.text = f"{MARKING}    {printable(document.title)}    For {printable(document.audience.words)}"
    head.runs[0].bold = True
    foot = section.footer.paragraphs[0]
    foot.add_run(f"{printable(document.printed_words)}    {MARKING}    Page ")
    page_field(foot, "PAGE")
    foot.add_run(" of ")
    page_field(foot, "NUMPAGES")
    return int(section.page_width - 2 * _MARGIN)


def page_field(paragraph: Any, code: str) -> None:
    """Add a field that Word fills in: PAGE, NUMPAGES."""
    paragraph._p.append(  # the field has no writer of its own in the library
        parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="{code}"><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    )


def told(word: Any, title: str, printed: Printed) -> None:
    """What the file says of itself: its title, and who printed it and when."""
    held = word.core_properties
    held.title, held.author, held.last_modified_by = printable(title), printed.by, printed.by
    held.comments = held.keywords = held.subject = held.category = ""
    held.created = held.modified = printed.at.replace(tzinfo=None)
    held.language = "en-GB"


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
