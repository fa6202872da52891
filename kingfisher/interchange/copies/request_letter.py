"""The letter that asks an agency for its return: by what authority, about whom, for which days, by when."""

from pathlib import Path
from typing import BinaryIO

import msgspec
from docx import Document
from docx.shared import Mm, Pt

from kingfisher.interchange.copies.laid_out import MARKING, Printed
from kingfisher.interchange.copies.safe_text import printable


class RequestLetter(msgspec.Struct, frozen=True, kw_only=True):
    """What the letter says, every day already in words. `people` are lines with a name and what identifies them; `asks`
    the lines of enquiry; `due` is "" when no day was set."""

    agency: str
    review: str
    authority: str
    first: str
    last: str
    people: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    due: str = ""


WHAT_TO_SEND = (
    "A chronology of your agency's involvement, on the blank return sent with this letter or in your own layout. Give "
    "each date as it was recorded at the time; where a date is not known, say so.",
    "For each entry: who was seen, where and by whom, what was known at that time, and with whom it was shared.",
    "Apart from the chronology: your agency's own analysis of its part, and what it has learned and does about it.",
    "The name and role of whoever confirms that the return is complete and true.",
)
NOT_TO_CHANGE = (
    "Please do not correct or complete the record itself for this return. If you find something wrong, say what and "
    "how you know. Keep the records as they are while the review lasts."
)


def write_request_letter_docx(letter: RequestLetter, printed: Printed, target: Path | BinaryIO) -> None:
    """Write the letter as a Word document, marked and with who made it and when."""
    word = Document()
    section = word.sections[0]
    section.left_margin = section.right_margin = Mm(25)
    word.styles["Normal"].font.name, word.styles["Normal"].font.size = "Arial", Pt(11)
    title = f"Request for information: {printable(letter.review)}"
    section.header.paragraphs[0].text = MARKING
    section.footer.paragraphs[0].text = printable(f"Made by {printed.words}")
    held = word.core_properties
    held.title, held.author, held.comments = title, printable(printed.by), ""
    held.created = held.modified = printed.at.replace(tzinfo=None)
    word.add_heading(title, level=1)
    for line in _opening(letter):
        word.add_paragraph(printable(line))
    for heading, listed in (
        ("About whom", letter.people),
        ("What the review asks", letter.asks),
        ("What to send", WHAT_TO_SEND),
    ):
        if listed:
            word.add_heading(heading, level=2)
            for line in listed:
                word.add_paragraph(printable(line), style="List Bullet")
    word.add_paragraph(NOT_TO_CHANGE)
    word.save(str(target) if isinstance(target, Path) else target)


def _opening(letter: RequestLetter) -> list[str]:
    due = f" Please send it by {letter.due}." if letter.due else ""
    return [
        f"To: {letter.agency}",
        f"The safeguarding partners ask your agency for information for {letter.review}. It is asked for under: "
        f"{letter.authority}.",
        f"It covers {letter.first} to {letter.last}, both days included.{due}",
    ]
