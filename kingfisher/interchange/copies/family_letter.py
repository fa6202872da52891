"""The two letters that ask someone of the family to speak to the reviewer, in plain words.

What only the partnership knows (its address, a telephone number, who can support the person) stands in brackets to be
filled in before the letter goes. A second letter follows where there was no reply, and says that none is needed.
"""

from typing import BinaryIO

import msgspec

from kingfisher.interchange.copies.laid_out import Printed
from kingfisher.interchange.copies.safe_text import printable
from kingfisher.interchange.copies.whole import MustHold
from kingfisher.interchange.copies.word_document import hand_over
from kingfisher.interchange.copies.word_document import letter as new_letter

MARKING = "PRIVATE: to be opened by the person named only"


class FamilyLetter(msgspec.Struct, frozen=True, kw_only=True):
    """What the letter says. `number` is 1 or 2; `before` is the day of the first letter, in words, where one went;
    `reviewer` is "" while nobody is appointed."""

    person: str
    number: int
    day: str
    children: tuple[str, ...] = ()
    reviewer: str = ""
    before: str = ""


def write_family_letter(letter: FamilyLetter, printed: Printed, target: BinaryIO) -> None:
    """Write the letter as a Word document to an open binary file."""
    title = "A letter from the safeguarding partnership"
    word = new_letter(title, printed, head="", marking=MARKING, size=12)
    for line in ("[The partnership’s name and address]", letter.day, f"Dear {letter.person}"):
        word.add_paragraph(printable(line))
    for line in _second(letter) if letter.number > 1 else _first(letter):
        word.add_paragraph(printable(line))
    for line in ("Yours sincerely", letter.reviewer or "[Name of the lead reviewer]", "Lead reviewer"):
        word.add_paragraph(printable(line))
    hand_over(word, target, MustHold(on_edges=(MARKING, printed.words), words=(letter.person, letter.day)))


def _first(letter: FamilyLetter) -> list[str]:
    return [
        f"I am writing about a review of how services worked with {_whom(letter)}. I know this may be a very hard "
        "time, and I am sorry to write to you in the middle of it.",
        "The review looks at what agencies did, so that other children and families get better help. It is not a "
        "court. It does not decide who is to blame, and it is separate from anything the police or the courts may do.",
        "I would like to hear from you, if you are willing: what helped, what did not, what you asked for, and what "
        "you wish people had known. What you tell me stays yours. It will be written down as your account, and kept "
        "even where someone else remembers it differently.",
        "You can meet me, speak by telephone or video, write to me, or ask someone to speak for you. You can bring "
        "someone with you. If you need an interpreter, or another way of talking, tell me and it will be arranged. "
        "[Who can support the person, and how to reach them]",
        "You do not have to take part. If you do not, nothing will be held against you. Whatever you choose, I will "
        "offer to tell you what the review has found before it is published, and to hear what name you wish to be "
        "used.",
        "There is one limit: if something you tell me means that a child or someone else is not safe, I must pass it "
        "on. I would tell you first wherever I can.",
        "You can reach me on [telephone number] or at [address].",
    ]


def _second(letter: FamilyLetter) -> list[str]:
    before = f" on {letter.before}" if letter.before else ""
    return [
        f"I wrote to you{before} about a review of how services worked with {_whom(letter)}. I have not heard from "
        "you, and that is all right. I am writing once more in case the first letter did not reach you, or came at the "
        "wrong time.",
        "I would still like to hear from you: what helped, what did not, and what you wish people had known. You can "
        "meet me, speak by telephone or video, write, or ask someone to speak for you. You can bring someone with you.",
        "You do not have to reply. No reply will not be written down as a refusal. I will not keep writing to ask, and "
        "you can still get in touch later, until [day].",
        "Before anything is published I will offer to tell you what the review has found, and to hear what name you "
        "wish to be used.",
        "You can reach me on [telephone number] or at [address]. [Who can support the person, and how to reach them]",
    ]


def _whom(letter: FamilyLetter) -> str:
    if not letter.children:
        return "your family"
    *first, last = letter.children
    return f"{', '.join(first)} and {last}" if first else last
