"""Text made safe to hand out: nothing a spreadsheet would run, nothing a document cannot hold.

A cell that begins with = + - @, a tab or a carriage return can be run as a formula by the program that opens it, at
once or after someone copies a table or saves it as CSV. We put an apostrophe before it, which is what people type to
say "this is text"; nothing is taken away.
"""

import re

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # the full-width forms are run too
_BLANKS = " \u00a0\u200b\ufeff"
# Characters no XML document may hold (XML 1.0, section 2.2), and lone halves of characters.
_CANNOT_BE_HELD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def looks_like_formula(text: str) -> bool:
    """True if a spreadsheet may run the text rather than show it, blanks before it allowed for."""
    return text.startswith(_STARTS) or text.lstrip(_BLANKS).startswith(_STARTS)


def neutralised(text: str) -> str:
    """The text, with an apostrophe before it if it looks like a formula. Doing it twice changes nothing more."""
    return "'" + text if looks_like_formula(text) else text


def printable(text: str) -> str:
    """The text as a document can hold it, and neutralised: a character that none can hold shows as the sign \ufffd."""
    return neutralised(_CANNOT_BE_HELD.sub("\ufffd", text))
