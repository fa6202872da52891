"""Reading what was made once more before it is handed over: all the words of a Word file, a picture, a set of data.

A PDF is read by what was given to the typesetter, which sets every word of it and adds none.
"""

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from kingfisher.interchange.copies.pseudonym_check import Look, SomethingLeft

type Words = Iterable[tuple[str, str]]  # where something stands, and what


def docx_words(content: bytes) -> Iterator[tuple[str, str]]:
    """Every paragraph of every part of a Word file, header, footer and properties included, and where it stands."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        for name in sorted(package.namelist()):
            if name.endswith((".xml", ".rels")):
                yield from _part_words(name, package.read(name))


def _part_words(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    root = parse_xml(content)
    if name.startswith("docProps/"):
        yield from ((f"properties of the file, {_plain(one.tag)}", one.text) for one in root.iter() if one.text)
        return
    if name.endswith(".rels"):
        yield from ((name, target) for one in root if "://" in (target := one.get("Target") or ""))
        return
    where = name.removeprefix("word/").removesuffix(".xml")
    for number, paragraph in enumerate(root.iter(qn("w:p")), 1):
        if words := "".join(_runs(paragraph)):
            yield f"{where}, paragraph {number}", words


def _runs(paragraph: Any) -> Iterator[str]:
    for one in paragraph.iter():
        if one.tag in (qn("w:t"), qn("w:delText"), qn("w:instrText")):
            yield one.text or ""
        elif one.tag in (qn("w:br"), qn("w:tab")):
            yield "\n"


def svg_words(svg: str, where: str) -> Iterator[tuple[str, str]]:
    """Every word of a picture, its title, description and the values of its attributes that are words."""
    for one in parse_xml(svg.encode()).iter():
        if isinstance(one.tag, str):
            told = [one.text, one.tail, *(value for name, value in one.attrib.items() if _is_told(str(name)))]
            yield from ((where, str(words).strip()) for words in told if words and str(words).strip())


def _is_told(name: str) -> bool:
    return name.startswith(("aria-label", "data-", "title")) or name.rpartition("}")[2] in ("href", "alt")


def data_words(value: object, where: str) -> Iterator[tuple[str, str]]:
    """Every string in lists and dictionaries, such as what is given to the typesetter."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, dict):
        for name, held in value.items():
            yield from data_words(held, f"{where}, {name}")
    elif isinstance(value, (list, tuple)):
        for number, held in enumerate(value, 1):
            yield from data_words(held, f"{where} {number}")


def refuse_if_left(words: Words, looks: Sequence[Look], *, printed: Sequence[str] = ()) -> int:
    """Raise `SomethingLeft`, saying what and where, if anything read would still tell who a family is.

    `printed` are the words that say who made the copy, when and for whom: they are no part of what is looked at.
    Returns how many passages were read.
    """
    found: dict[str, None] = {}
    count = 0
    for where, passage in words:
        count += 1
        bare = passage
        for known in printed:
            bare = bare.replace(known, " ")
        for look in looks:
            found |= dict.fromkeys(f"{where}: {what}" for what in look.left_in(bare))
    if found:
        raise SomethingLeft(list(found))
    return count


def _plain(tag: str) -> str:
    return tag.rpartition("}")[2]
