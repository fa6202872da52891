"""What a sheet's own XML says beside its values: formulas never worked out, errors, hidden rows, percentages, drawings.

Each sheet is first skimmed for signs of any of these, as plain bytes; only where there is one is it parsed.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from lxml import etree

CHUNK = 1 << 20
_SIGNS = (b"<f>", b"<f ", b"<f/", b":f>", b":f ", b":f/", b"hidden=", b't="e"', b"t='e'", b"\0")
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_PERCENTS = frozenset({9, 10})
_SAFE: dict[str, Any] = {
    "resolve_entities": False, "no_network": True, "huge_tree": False, "remove_comments": True, "remove_pis": True
}  # fmt: skip
Key = tuple[int, int]
Beside = tuple[str, str, int, str]


class Look(msgspec.Struct):
    """What stands in one sheet beside its values; cells by row and column, both from 1.

    ``without_value`` holds formulas whose result was never stored, ``errors`` cells that show an error such as
    ``#REF!``, ``percents`` cells shown as percentages. ``beside`` holds notices: kind, sentence, count, words.
    """

    without_value: dict[Key, str] = {}
    errors: dict[Key, str] = {}
    percents: set[Key] = set()
    hidden_rows: set[int] = set()
    hidden_columns: int = 0
    beside: list[Beside] = []


def look_into(path: Path) -> dict[str, Look]:
    """A look into every sheet of an xlsx workbook, by the sheet's name; empty for other zipped spreadsheets."""
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        main = _target(archive, "", "officeDocument") or "xl/workbook.xml"
        if main not in names or not main.endswith(".xml"):
            return {}
        links = {link_id: part for link_id, _, part in _links(archive, main)}
        percents = _percent_styles(archive, main, names)
        looks = {}
        for sheet in _parse(archive, main).iter("{*}sheet"):
            link = next((str(text) for key, text in sheet.attrib.items() if str(key).endswith("}id")), "")
            part = links.get(link, "")
            if part in names:
                look = _look(archive, part, percents)
                look.beside = list(_beside(archive, part, names))
                looks[str(sheet.get("name", ""))] = look
        return looks


def _look(archive: zipfile.ZipFile, part: str, percents: frozenset[str]) -> Look:
    signs = _SIGNS + tuple(f"s={quote}{style}{quote}".encode() for style in percents for quote in "\"'")
    with archive.open(part) as stream:
        if not _skim(stream, signs):
            return Look()
    look = Look(without_value={}, errors={}, percents=set(), hidden_rows=set())
    with archive.open(part) as stream:
        _parse_sheet(stream, look, percents)
    return look


def _skim(stream: Any, signs: tuple[bytes, ...]) -> bool:
    """Whether any sign stands in a sheet (looking for plain bytes is fifteen times faster than a pattern)."""
    tail = b""
    while chunk := stream.read(CHUNK):
        piece = tail + chunk
        if any(sign in piece for sign in signs):
            return True
        tail = chunk[-20:]
    return False


def _parse_sheet(stream: Any, look: Look, percents: frozenset[str]) -> None:
    number = column = 0
    for event, element in etree.iterparse(stream, ("start", "end"), tag=("{*}row", "{*}c", "{*}col"), **_SAFE):
        kind = element.tag.rpartition("}")[2]
        if kind == "row" and event == "start":
            given = element.get("r", "")
            number, column = (int(given) if given.isdigit() else number + 1), 0
            if _is_true(element.get("hidden")):
                look.hidden_rows.add(number)
        elif kind == "col" and event == "start" and _is_true(element.get("hidden")):
            look.hidden_columns += min(int(element.get("max", 0)) - int(element.get("min", 0)) + 1, 16_384)
        elif kind == "c" and event == "end":
            column = _column(element.get("r", ""), column + 1)
            _cell(element, (number, column), look, percents)
            element.clear()
        elif kind == "row":
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]


def _cell(element: Any, key: Key, look: Look, percents: frozenset[str]) -> None:
    formula, shown = element.find("{*}f"), element.find("{*}v")
    kind = element.get("t", "n")
    if kind == "e":
        look.errors[key] = (shown.text or "") if shown is not None else ""
    elif formula is not None and (shown is None or (not shown.text and kind != "str")):
        look.without_value[key] = "=" + (formula.text or "")
    elif kind == "n" and element.get("s") in percents:
        look.percents.add(key)


def _column(reference: str, otherwise: int) -> int:
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return otherwise
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return column


def _is_true(text: str | None) -> bool:
    return text in ("1", "true")


def _percent_styles(archive: zipfile.ZipFile, main: str, names: set[str]) -> frozenset[str]:
    """The numbers of the cell formats that show a number as a percentage."""
    part = posixpath.join(posixpath.dirname(main), "styles.xml")
    if part not in names:
        return frozenset()
    root = _parse(archive, part)
    own = {
        int(form.get("numFmtId", 0))
        for form in root.iterfind("{*}numFmts/{*}numFmt")
        if "%" in re.sub(r'"[^"]*"|\\.', "", form.get("formatCode", ""))
    }
    formats = enumerate(root.iterfind("{*}cellXfs/{*}xf"))
    return frozenset(str(index) for index, form in formats if int(form.get("numFmtId", 0)) in own | _PERCENTS)


def _beside(archive: zipfile.ZipFile, part: str, names: set[str]) -> Iterator[Beside]:
    """Comments and drawings of a sheet, with their words."""
    for _, kind, target in _links(archive, part):
        if target not in names:
            continue
        if kind == "comments":
            comments = [_words(note) for note in _parse(archive, target).iter("{*}comment")]
            if comments:
                yield "comment", "Comments were not imported. Look at the original", len(comments), " … ".join(comments)
        elif kind == "drawing":
            root = _parse(archive, target)
            boxes = [words for box in root.iter("{*}txBody") if (words := _words(box))]
            pictures = sum(1 for _ in root.iter("{*}pic", "{*}graphicFrame"))
            if boxes:
                yield "text_box", "Text boxes were not imported. Look at the original", len(boxes), " … ".join(boxes)
            if pictures:
                yield "picture", "Pictures or charts were not imported. Look at the original", pictures, ""


def _words(element: Any) -> str:
    return "".join(node.text or "" for node in element.iter("{*}t")).strip()


def _target(archive: zipfile.ZipFile, part: str, kind: str) -> str | None:
    return next((target for _, what, target in _links(archive, part) if what == kind), None)


def _links(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[str, str, str]]:
    """The parts a part is linked to: the link's id, its kind and the name of the part."""
    folder, base = posixpath.split(part)
    try:
        root = _parse(archive, posixpath.join(folder, "_rels", base + ".rels"))
    except KeyError:
        return
    for link in root:
        target = str(link.get("Target", ""))
        whole = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        yield str(link.get("Id", "")), str(link.get("Type", "")).rpartition("/")[2], whole


def _parse(archive: zipfile.ZipFile, part: str) -> Any:
    return etree.fromstring(archive.read(part), etree.XMLParser(**_SAFE))
