"""A made Word file read back from its own bytes: every part of it, what is shown and what is not."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from itertools import zip_longest
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from kingfisher.interchange.copies.read_back import CANNOT_BE_READ, NotReadBack, Passage, ReadBack

_PLAIN = etree.XMLParser(resolve_entities=False)
_WORDS = (qn("w:t"), qn("w:delText"), qn("w:instrText"), qn("w:delInstrText"))
_BLANKS = (qn("w:br"), qn("w:tab"), qn("w:cr"))
# Attributes that say something: who wrote a remark or a change, what a picture shows, the name of a field's value.
_TELLING = (qn("w:author"), qn("w:initials"), qn("w:tooltip"), qn("w:instr"), "descr", "title", "alt")


def read_word(content: bytes) -> ReadBack:
    """Read a Word file back. Raises `NotReadBack`."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            parts = {name: package.read(name) for name in sorted(package.namelist())}
        roots = {
            name: etree.fromstring(held, _PLAIN) for name, held in parts.items() if name.endswith((".xml", ".rels"))
        }
    except (zipfile.BadZipFile, ValueError, SyntaxError) as wrong:
        raise NotReadBack("The Word file could not be read again after it was made.") from wrong
    edges = {name: root for name, root in roots.items() if _is_edge(name)}
    shown = {name: root for name, root in roots.items() if _is_shown(name) and name not in edges}
    unread = [Passage(name, CANNOT_BE_READ) for name in parts if name not in roots]
    return ReadBack(
        passages=tuple(one for name, root in shown.items() for one in _paragraphs(name, root)),
        rows=tuple(_row(row) for root in shown.values() for row in root.iter(qn("w:tr"))),
        edges=tuple(_edges(edges)),
        hidden=(*(one for name, root in roots.items() for one in _hidden(name, root, name in shown)), *unread),
    )


def docx_words(content: bytes) -> Iterator[tuple[str, str]]:
    """Every passage of a Word file, header, footer and properties included, and where it stands."""
    return read_word(content).everything


def _is_edge(name: str) -> bool:
    return name.startswith(("word/header", "word/footer"))


def _is_shown(name: str) -> bool:
    return name.startswith("word/") and not name.endswith(".rels")


def _paragraphs(name: str, root: Any) -> Iterator[Passage]:
    where = name.removeprefix("word/").removesuffix(".xml")
    for number, paragraph in enumerate(root.iter(qn("w:p")), 1):
        if words := _words(paragraph):
            yield Passage(f"{where}, paragraph {number}", words)


def _words(paragraph: Any) -> str:
    return "".join((one.text or "") if one.tag in _WORDS else "\n" for one in paragraph.iter(*_WORDS, *_BLANKS))


def _row(row: Any) -> tuple[str, ...]:
    return tuple("\n".join(_words(each) for each in cell.iter(qn("w:p"))) for cell in row.iter(qn("w:tc")))


def _edges(parts: dict[str, Any]) -> Iterator[Passage]:
    """Each header with the footer of the same number."""
    heads, feet = ([root for name, root in parts.items() if name.startswith(f"word/{e}")] for e in ("header", "footer"))
    for number, both in enumerate(zip_longest(heads, feet), 1):
        words = " ".join(_words(paragraph) for one in both if one is not None for paragraph in one.iter(qn("w:p")))
        yield Passage(f"head and foot of section {number}", words)


def _hidden(name: str, root: Any, is_shown: bool) -> Iterator[Passage]:
    """What a part says beside its paragraphs: other text, addresses outside the file, attributes that tell."""
    if name.endswith(".rels"):
        yield from (Passage(name, target) for one in root if "://" in (target := one.get("Target") or ""))
        return
    for one in root.iter():
        if not isinstance(one.tag, str):
            yield Passage(name, one.text or "")
            continue
        if one.text and one.text.strip() and not (is_shown or _is_edge(name)):
            part = f"properties of the file, {one.tag.rpartition('}')[2]}" if name.startswith("docProps/") else name
            yield Passage(part, one.text)
        yield from (Passage(name, str(value)) for each, value in one.attrib.items() if each in _TELLING and value)
