"""How is a GEDCOM file (5.5, 5.5.1 or 7.0) decoded and its lines put into records?

A node is marked `used` when it has been taken over; what is left unmarked at the end becomes doubts.
"""

import re
import unicodedata
from collections.abc import Iterator

import msgspec

from kingfisher.interchange.tree_parts import TreeDoubt, TreeError

_LINE = re.compile(r"\s*(\d{1,2})\s+(?:(@[^@\s][^@]*@)\s+)?([A-Za-z0-9_]+)(?: (.*))?$")
_CODINGS = {"UTF-8": "utf-8", "UTF8": "utf-8", "ANSI": "cp1252", "WINDOWS-1252": "cp1252", "IBMPC": "cp437",
            "IBM": "cp437", "MSDOS": "cp437", "MACINTOSH": "mac-roman", "ASCII": "cp1252", "US-ASCII": "cp1252",
            "ISO-8859-1": "latin-1", "ISO8859-1": "latin-1", "LATIN1": "latin-1"}  # fmt: skip
# ANSEL (ANSI Z39.47): the letters it has of its own, and its accents, which stand before the letter they belong to.
_LETTERS = dict(zip(
    b"\xa1\xa2\xa3\xa4\xa5\xa6\xa7\xa8\xa9\xaa\xab\xac\xad\xae\xb0\xb1\xb2\xb3\xb4\xb5\xb6\xb7\xb8\xb9\xba\xbc\xbd"
    b"\xc0\xc1\xc2\xc3\xc4\xc5\xc6\xc7\xc8\xcf",
    "ŁØĐÞÆŒʹ·♭®±ƠƯʼʻłøđþæœʺı£ðơư°ℓ℗©♯¿¡ß€ß", strict=True,
))  # fmt: skip
_ACCENTS = dict(zip(
    b"\xe0\xe1\xe2\xe3\xe4\xe5\xe6\xe7\xe8\xe9\xea\xeb\xec\xed\xee\xef\xf0\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8\xf9\xfa\xfb\xfe",
    "\u0309\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030c\u030a\ufe20\ufe21\u0315\u030b\u0310\u0327\u0328"
    "\u0323\u0324\u0325\u0333\u0332\u0326\u031c\u032e\ufe22\ufe23\u0313", strict=True,
))  # fmt: skip


class Node(msgspec.Struct):
    """One line with those below it; continuation lines are joined to it and counted."""

    line: int
    level: int
    tag: str
    value: str = ""
    xref: str = ""
    below: list["Node"] = []
    own_lines: int = 1
    used: bool = False

    def all(self, *tags: str) -> list["Node"]:
        """The lines directly below with one of the tags."""
        return [node for node in self.below if node.tag in tags]

    def first(self, *tags: str) -> "Node | None":
        """The first line directly below with one of the tags."""
        return next((node for node in self.below if node.tag in tags), None)

    def use(self) -> "Node":
        """This line, marked as taken over."""
        self.used = True
        return self

    def use_all(self) -> None:
        """Mark this line and everything below it."""
        for node in self.walk():
            node.used = True

    def text(self, tag: str) -> str:
        """The value of the first line below with the tag, marked as taken over; "" when there is none."""
        found = self.first(tag)
        return found.use().value.strip() if found else ""

    def walk(self) -> Iterator["Node"]:
        """This line and everything below it, from the top."""
        yield self
        for node in self.below:
            yield from node.walk()

    @property
    def pointer(self) -> str:
        """The id it points to, without the signs; "" when it points to nothing."""
        value = self.value.strip()
        return value.strip("@") if value.startswith("@") and value.endswith("@") and value != "@VOID@" else ""


def decoded(data: bytes) -> str:
    """The text of a file: by its byte order mark, else by what its CHAR line says, else UTF-8 or Windows' letters."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if data.startswith(b"\xef\xbb\xbf"):
        return data.decode("utf-8-sig", "replace")
    if data[:1] == b"\0" or data[1:2] == b"\0":
        return data.decode("utf-16-be" if data[:1] == b"\0" else "utf-16-le", "replace")
    said = re.search(rb"^\s*1\s+CHAR\s+([^\r\n]+)", data[:5000], re.M)
    name = said.group(1).decode("ascii", "replace").strip().upper() if said else ""
    if name == "ANSEL":
        return _is_utf_8(data) or ansel(data)
    if name in _CODINGS and _CODINGS[name] != "utf-8":
        return _is_utf_8(data) or data.decode(_CODINGS[name], "replace")
    return _is_utf_8(data) or data.decode("cp1252", "replace")


def _is_utf_8(data: bytes) -> str:
    """The text when it is UTF-8 after all, which many programs write whatever they say; "" when it is not."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return ""


def ansel(data: bytes) -> str:
    """Text from ANSEL bytes: accents put after their letter and composed; a byte it has not becomes U+FFFD."""
    found: list[str] = []
    waiting = ""
    for byte in data:
        if byte in _ACCENTS:
            waiting += _ACCENTS[byte]
            continue
        found.append((chr(byte) if byte < 0x80 else _LETTERS.get(byte, "\ufffd")) + waiting)
        waiting = ""
    return unicodedata.normalize("NFC", "".join(found))


def records(text: str, doubts: list[TreeDoubt]) -> tuple[list[Node], int]:
    """The records of a file and the number of its lines that hold anything.

    A line that cannot be read is joined to the one before it when it looks like its continuation, with a doubt either
    way. Raises `TreeError` when the file does not begin as GEDCOM does.
    """
    top: list[Node] = []
    stack: list[Node] = []
    lines = 0
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text.lstrip("\ufeff")), 1):
        if not line.strip("\0 \t\x1a"):
            continue
        lines += 1
        form = _LINE.match(line)
        if form is None:
            if not top:
                raise TreeError("This is not GEDCOM: it should begin with the line '0 HEAD'.")
            doubts.append(TreeDoubt(line=number, text=line, why="This line has no level and tag."))
            continue
        level, tag, value = int(form[1]), form[3].upper(), form[4] or ""
        if not top and tag != "HEAD":
            raise TreeError("This is not GEDCOM: it should begin with the line '0 HEAD'.")
        del stack[level:]
        if tag in ("CONT", "CONC") and stack:
            stack[-1].value += ("\n" if tag == "CONT" else "") + value
            stack[-1].own_lines += 1
            continue
        node = Node(number, level, tag, value.replace("@@", "@"), (form[2] or "").strip("@"), [])
        if level == 0 or not stack:
            top.append(node)
        else:
            stack[-1].below.append(node)
        stack += [node] * (level + 1 - len(stack))
    if not top:
        raise TreeError("The file is empty.")
    return top, lines
