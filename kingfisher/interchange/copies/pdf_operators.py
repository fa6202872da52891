"""The drawing operators of one stream of a PDF, each with what it is given.

Plainly written streams, as our typesetter writes them, are read here in one pass; anything else is left to the library,
which reads everything and takes ten times as long.
"""

import re
from collections.abc import Iterable
from typing import Any

from pypdf.generic import ContentStream

type Operation = tuple[list[Any], bytes]

_BLANK = rb"[\x00\t\n\f\r ]*+"
_ENDS = rb"(?=[\x00\t\n\f\r \[\]<>()/]|$)"
_LETTERS = rb"[^()\\\r]|\\[^\r\n]"
_TOKEN = re.compile(
    rb"(?:(?P<number>[+-]?(?:\d+\.?\d*|\.\d+))" + _ENDS
    + rb"|(?P<name>/[^\x00\t\n\f\r ()<>\[\]{}/%#]*)" + _ENDS
    + rb"|(?P<operator>[A-Za-z'\"][A-Za-z0-9*]*)" + _ENDS
    + rb"|\((?P<text>(?:" + _LETTERS + rb"|\((?:" + _LETTERS + rb")*+\))*+)\)|<(?P<hex>[0-9A-Fa-f]*)>"
    + rb"|(?P<opens>\[|<<)|(?P<closes>\]|>>))" + _BLANK
)  # fmt: skip
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.S)
_MEANT = {
    **{bytes([sign]): bytes([sign]) for sign in range(256)},
    **{f"{code:0{long}o}".encode(): bytes([code & 255]) for code in range(512) for long in (1, 2, 3)},
    b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f",
}  # fmt: skip
_NOT_PLAIN = (b"BI", b"true", b"false", b"null")  # a picture within the stream, and words that are no operators


def operations(stream: Any, pdf: Any) -> Iterable[Operation]:
    """Every operator in order: strings are bytes, names strings that begin with a stroke."""
    found = _plain(stream.get_data())
    return ContentStream(stream, pdf, "bytes").operations if found is None else found


def _plain(content: bytes) -> list[Operation] | None:
    """The operators of a plainly written stream; None for one that is not."""
    found: list[Operation] = []
    given: list[Any] = []
    around: list[list[Any]] = []
    at = len(content) - len(content.lstrip(b"\x00\t\n\f\r "))
    for token in _TOKEN.finditer(content, at):
        if token.start() != at:
            return None
        at, sort = token.end(), token.lastgroup
        words = token[sort or 0]
        if sort == "operator":
            if around or words in _NOT_PLAIN:
                return None
            found.append((given, words))
            given = []
        elif sort == "opens":
            around.append(given)
            given = []
        elif sort == "closes":
            if not around:
                return None
            held: Any = given if words == b"]" else dict(zip(given[::2], given[1::2], strict=True))
            given = around.pop()
            given.append(held)
        else:
            given.append(_value(sort, words))
    return None if around or at != len(content) else found


def _value(sort: str | None, words: bytes) -> Any:
    match sort:
        case "number":
            return float(words)
        case "name":
            return words.decode("latin-1")
        case "hex":
            return bytes.fromhex((words + b"0" * (len(words) % 2)).decode("ascii"))
        case _:
            return _ESCAPED.sub(lambda found: _MEANT[found[1]], words) if b"\\" in words else words
