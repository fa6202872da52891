"""The letter that asks an agency for its return: by what authority, about whom, for which days, by when."""

from pathlib import Path
from typing import BinaryIO

import msgspec

from kingfisher.interchange.copies.laid_out import MARKING, Printed
from kingfisher.interchange.copies.safe_text import printable
from kingfisher.interchange.copies.whole import MustHold
from kingfisher.interchange.copies.word_document import hand_over
from kingfisher.interchange.copies.word_document import letter as new_letter


class RequestLetter(msgspec.Struct, frozen=True, kw_only=True):
    """What the letter says, every day already in words. `people` are lines with a name and what identifies them; `asks`
    the lines of enquiry; `due` is "" when no day was set, `day` is when it was asked."""

    agency: str
    review: str
    authority: str
    first: str
    last: str
    people: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    due: str = ""
    day: str = ""


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
TO_END = ("[Name, role and secure address to reply to]",)


def write_request_letter_docx(letter: RequestLetter, printed: Printed, target: Path | BinaryIO) -> None:
    """Write the letter as a Word document, marked and with who made it and when."""
    title = f"Request for information: {letter.review}"
    word = new_letter(title, printed, head=f"To {letter.agency}")
    word.add_heading(printable(title), level=1)
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
    for line in TO_END:
        word.add_paragraph(line)
    hand_over(word, target, MustHold(on_edges=(MARKING, printed.words), words=_words(letter)))


def _words(letter: RequestLetter) -> tuple[str, ...]:
    return (*_opening(letter), *letter.people, *letter.asks, *WHAT_TO_SEND, NOT_TO_CHANGE)


def _opening(letter: RequestLetter) -> list[str]:
    due = f" Please send it by {letter.due}." if letter.due else ""
    return [
        *([letter.day] if letter.day else []),
        f"To: {letter.agency}",
        f"The safeguarding partners ask your agency for information for {letter.review}. It is asked for under: "
        f"{letter.authority}.",
        f"It covers {letter.first} to {letter.last}, both days included.{due}",
    ]
