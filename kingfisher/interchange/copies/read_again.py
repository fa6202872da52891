"""Reading what was made once more before it is handed over, from the bytes of each file as its reader will have it.

All of a file is read: what it shows, its properties, what stands behind it, and what it is called.
"""

import csv
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO, StringIO
from typing import Any

from lxml import etree, html

from kingfisher.interchange.copies.laid_out import Printed
from kingfisher.interchange.copies.pseudonym_check import Look, SomethingLeft
from kingfisher.interchange.copies.read_back import CANNOT_BE_READ, Made, Passage
from kingfisher.interchange.copies.read_pdf import read_pdf
from kingfisher.interchange.copies.read_word import read_word

_TOLD_IN_HTML = ("title", "alt", "aria-label", "content", "href")


def passages_of(name: str, content: bytes | Made) -> Iterator[Passage]:
    """Every passage of a file by what its name ends in, and where it stands. Raises `NotReadBack`, and `KeyError` for a
    file we do not make."""
    yield Passage("the name of the file", name)
    if isinstance(content, Made):
        yield from content.read.everything
    else:
        yield from _read(name, content)


def _read(name: str, content: bytes) -> Iterable[Passage]:
    readers = {
        "pdf": lambda: read_pdf(content).everything,
        "docx": lambda: read_word(content).everything,
        "xlsx": lambda: _workbook(content),
        "csv": lambda: _lines(content),
        "json": lambda: _held(json.loads(content), "the data"),
        "html": lambda: _page(content),
    }
    return readers[name.rpartition(".")[2]]()


def _workbook(content: bytes) -> Iterator[Passage]:
    with zipfile.ZipFile(BytesIO(content)) as package:
        for part in sorted(package.namelist()):
            if not part.endswith((".xml", ".rels")):
                yield Passage(part, CANNOT_BE_READ)
            elif part.startswith(("xl/sharedStrings", "xl/comments", "docProps/", "xl/drawings", "xl/workbook")):
                for number, one in enumerate(etree.fromstring(package.read(part)).iter(), 1):
                    told = [one.text, *(one.get(name) for name in ("name", "descr"))]
                    yield from (Passage(f"{part} {number}", str(words)) for words in told if words and words.strip())


def _lines(content: bytes) -> Iterator[Passage]:
    for number, row in enumerate(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")), 1):
        yield from (Passage(f"line {number}", words) for words in row if words)


def _held(value: Any, where: str) -> Iterator[Passage]:
    if isinstance(value, str):
        yield Passage(where, value)
    elif isinstance(value, dict):
        for name, held in value.items():
            yield from _held(held, f"{where}, {name}")
    elif isinstance(value, list):
        for number, held in enumerate(value, 1):
            yield from _held(held, f"{where} {number}")


def _page(content: bytes) -> Iterator[Passage]:
    for number, one in enumerate(html.document_fromstring(content.decode()).iter(), 1):
        if not isinstance(one.tag, str):
            yield Passage(f"remark {number}", one.text or "")
        elif one.tag not in ("style", "script"):
            told = (one.text, one.tail, *(one.get(name) for name in _TOLD_IN_HTML))
            yield from (Passage(f"part {number}", words) for words in told if words and words.strip())


def marks_of(printed: Printed) -> tuple[str, ...]:
    """How a file says who made it and when, in its properties and on its pages: no part of what is looked at."""
    at = printed.at
    return (printed.words, printed.by, f"{at:%Y-%m-%dT%H:%M:%SZ}", f"{at:%Y-%m-%d}T00:00:00Z", f"D:{at:%Y%m%d}000000Z")


def refuse_if_left(files: Mapping[str, bytes | Made], looks: Sequence[Look], *, printed: Iterable[str] = ()) -> int:
    """Read each file again and raise `SomethingLeft`, saying what and where, if it would still tell who a family is.

    One that comes with what was read back from it is not read twice. `printed` are the words that say who made the
    copy, when and for whom: they are no part of what is looked at. A picture that no program can read is something
    left. Returns how many passages were read.
    """
    known = [" ".join(words.split()) for words in sorted(printed, key=len, reverse=True) if words.strip()]
    found: dict[str, None] = {}
    count = 0
    for name, content in files.items():
        for where, words in passages_of(name, content):
            count += 1
            bare = " ".join(words.split())
            for one in known:
                bare = bare.replace(one, " ")
            left = [bare] if bare == CANNOT_BE_READ else [what for look in looks for what in look.left_in(bare)]
            found |= dict.fromkeys(f"{name}, {where}: {what}" for what in left)
    if found:
        raise SomethingLeft(list(found))
    return count
