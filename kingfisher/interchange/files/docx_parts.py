"""The other parts of a Word document: where its text is, its styles, and what stands beside the text."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import msgspec
from lxml import etree

from kingfisher.interchange.files.docx_words import Words, local, value
from kingfisher.interchange.files.rows import Notice

_BESIDE = {
    "header": "The heading printed on every page was not imported as an entry.",
    "footer": "The foot printed on every page was not imported as an entry.",
}
Notes = dict[tuple[str, str], str]


class Styles(msgspec.Struct, frozen=True):
    """The names of styles that make a paragraph part of a list, and the level of those that make it a heading."""

    lists: frozenset[str]
    headings: dict[str, int]


def main_part(archive: zipfile.ZipFile) -> str:
    """The name of the part that holds the text: most programs call it word/document.xml, but not all."""
    try:
        links = _parse(archive, "_rels/.rels")
    except KeyError:
        return "word/document.xml"
    for link in links:
        target = str(link.get("Target", "")).lstrip("/")
        if link.get("Type", "").endswith("/officeDocument") and target.endswith(".xml"):
            return target
    return "word/document.xml"


def read_styles(archive: zipfile.ZipFile, main: str) -> Styles:
    """The list and heading styles of a document; none if it has no styles."""
    part = posixpath.join(posixpath.dirname(main), "styles.xml")
    if part not in archive.namelist():
        return Styles(frozenset(), {})
    parents: dict[str, str] = {}
    lists, headings = set(), {}
    for style in _parse(archive, part).iterchildren("{*}style"):
        name = value(style, "styleId") or ""
        based = style.find("{*}basedOn")
        if based is not None:
            parents[name] = value(based, "val") or ""
        spoken = style.find("{*}name")
        called = ((value(spoken, "val") if spoken is not None else "") or "").lower()
        if style.find("{*}pPr/{*}numPr") is not None or called.startswith("list "):
            lists.add(name)
        level = re.fullmatch(r"heading ([1-9])", called)
        if level or called == "title":
            headings[name] = int(level[1]) if level else 1
    for name in parents:
        line = _ancestry(name, parents)
        if lists & line:
            lists.add(name)
        for ancestor in line & headings.keys():
            headings.setdefault(name, headings[ancestor])
    return Styles(frozenset(lists), headings)


def _ancestry(name: str, parents: dict[str, str]) -> set[str]:
    seen = {name}
    while (name := parents.get(name, "")) and name not in seen:
        seen.add(name)
    return seen


def read_notes(archive: zipfile.ZipFile, main: str) -> Notes:
    """The words of every footnote, endnote and comment, by its list (``footnote``) and its number there."""
    return {
        (local(note.tag), value(note, "id") or ""): _words(note)
        for _, root in _beside(archive, main, "footnotes|endnotes|comments")
        for note in root
    }


def page_headers(archive: zipfile.ZipFile, main: str) -> Iterator[Notice]:
    """A notice for each heading and foot of the pages that has words, with those words."""
    for kind, root in _beside(archive, main, "header|footer"):
        words = _words(root)
        if words:
            yield Notice(None, "page_header", _BESIDE[kind], words=words)


def _beside(archive: zipfile.ZipFile, main: str, kinds: str) -> Iterator[tuple[str, Any]]:
    folder = posixpath.dirname(main)
    for part in archive.namelist():
        inner, base = posixpath.split(part)
        found = re.fullmatch(rf"({kinds})\d*\.xml", base)
        if inner == folder and found is not None:
            yield found[1], _parse(archive, part)


def _words(element: Any) -> str:
    words = Words()
    words.take(element)
    return words.text.strip()


def _parse(archive: zipfile.ZipFile, part: str) -> Any:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(archive.read(part), parser)
