"""What every Word document that goes out has: its type, marked edges, what it says of itself, and a last reading."""

from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from kingfisher.interchange.copies.laid_out import MARKING, Printed
from kingfisher.interchange.copies.read_back import ReadBack
from kingfisher.interchange.copies.read_word import read_word
from kingfisher.interchange.copies.safe_text import printable
from kingfisher.interchange.copies.whole import MustHold, refuse_unless_whole


def edges(word: Any, *, head: str, foot: str, marking: str = MARKING) -> None:
    """The head and foot of every page: the marking with `head`, and `foot` with the marking and which page it is."""
    section = word.sections[0]
    top, below = section.header.paragraphs[0], section.footer.paragraphs[0]
    top.add_run(f"{marking}    {printable(head)}".strip()).bold = True
    below.add_run(f"{printable(foot)}    {marking}    Page ")
    page_field(below, "PAGE")
    below.add_run(" of ")
    page_field(below, "NUMPAGES")


def letter(title: str, printed: Printed, *, head: str, marking: str = MARKING, size: float = 11) -> Any:
    """An empty document on A4 upright for a letter or a list, marked, and with who made it and when on each page."""
    word = Document()
    styles(word, size)
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(24)
    edges(word, head=head, foot=f"Made by {printed.words}", marking=marking)
    told(word, title, printed)
    return word


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


def hand_over(word: Any, target: Path | BinaryIO, wanted: MustHold) -> ReadBack:
    """Write what was made, once it is read back and whole; returns what was read. Raises `NotWhole`, and nothing is
    written."""
    package = word.part.package
    for name, one in list(package.rels.items()):
        if one.reltype.endswith("/thumbnail"):  # the picture of another document's first page
            del package.rels[name]
    made = BytesIO()
    word.save(made)
    read = read_word(made.getvalue())
    refuse_unless_whole(read, wanted)
    if isinstance(target, Path):
        target.write_bytes(made.getvalue())
    else:
        target.write(made.getvalue())
    return read
