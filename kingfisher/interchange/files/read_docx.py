"""Reading Word documents from their own XML, because document libraries drop tracked and controlled text.

Rows of tables, bullets and other paragraphs come out in the order of the document. Words struck out as tracked
changes are kept aside; insertions are read; what cannot become a row is said.
"""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from kingfisher.interchange.files.docx_parts import Notes, Styles, main_part, page_headers, read_notes, read_styles
from kingfisher.interchange.files.docx_words import Words, is_on, is_placeholder, local, struck_out, value
from kingfisher.interchange.files.rows import Cell, Notice, Place, Reading, Row

WIDEST = 1000  # columns one cell may cover: more is damage
_GLYPH = re.compile(r"^\s*(?:[•▪●◦○·‣⁃■□➢➤*\uf0b7\uf0a7]|[-–—](?=\s)|o(?=\t))\s*(?=\S)")
_TAGS = ("{*}tbl", "{*}tr", "{*}p", "{*}tblGrid", "{*}Fallback", "{*}altChunk")
_ONCE = {
    "inserted": "Insertions not yet accepted in Word (tracked changes), read as part of the text: {n}.",
    "hidden": "Pieces of hidden text, read like the rest: {n}.",
    "unfilled": "Boxes of the form left unfilled: {n}.",
    "merged": "Cells that carry on the cell above (merged downwards): {n}.",
    "picture": "Pictures or charts not imported: {n}. Look at the original.",
    "other_document": "Parts kept in another document inside the file and not read: {n}. Look at the original.",
}
_EACH = {
    "deleted": "Words struck out (a tracked change) were left out of the text and kept aside.",
    "moved": "Words moved away (a tracked change) are read where they were moved to.",
    "text_box": "A text box is not part of the row and was not imported. Look at the original.",
    "nested_table": "A table inside a cell was read as plain lines of that cell. Look at the original.",
    "footnote": "A footnote or endnote belongs here and was not imported. Look at the original.",
    "comment": "A comment in the margin belongs here and was not imported. Look at the original.",
}


def read_docx(path: Path, name: str) -> Reading:
    """Yield table rows, bullets and paragraphs in the order of the document, and notices.

    Tables count from 1, tables inside cells not counted; rows count from 1 in each table. Raises the errors of
    zipfile and lxml where the file is damaged.
    """
    with zipfile.ZipFile(path) as archive:
        main = main_part(archive)
        reader = _Reader(name, read_styles(archive, main), read_notes(archive, main))
        with archive.open(main) as stream:
            yield from reader.read(stream)
        yield from reader.summary()
        yield from page_headers(archive, main)


class _Reader:
    """Keeps count of where it is in one document."""

    def __init__(self, name: str, styles: Styles, notes: Notes) -> None:
        self.name = name
        self.styles = styles
        self.notes = notes
        self.table = self.row = self.width = self.bullets = self.paragraphs = 0
        self.above: dict[int, str] = {}
        self.seen: Counter[str] = Counter()
        self.first: dict[str, Place] = {}

    def read(self, stream: Any) -> Iterator[Row | Notice]:
        """Walk the document once, forgetting each row as soon as it is out."""
        depth = inside = skipping = 0  # tables, paragraphs, second copies of alternative content
        events = etree.iterparse(
            stream, ("start", "end"), tag=_TAGS, resolve_entities=False, no_network=True, huge_tree=False,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        for event, element in events:
            kind, step = local(element.tag), 1 if event == "start" else -1
            if kind == "Fallback":
                skipping += step
            elif skipping or (inside and kind != "p"):
                continue
            elif kind == "tbl":
                depth += step
                if depth == step == 1:
                    self._new_table()
            elif kind == "p" and depth == 0:
                inside += step
                if not inside:
                    yield from self._paragraph(element)
                    _forget(element)
            elif depth == 1 and step == -1 and kind == "tr":
                yield from self._table_row(element)
                _forget(element)
            elif depth == 1 and step == -1 and kind == "tblGrid":
                self.width = len(element)
            elif kind == "altChunk" and depth == 0 and step == 1:
                self.seen["other_document"] += 1

    def _new_table(self) -> None:
        self.table += 1
        self.row = self.width = 0
        self.above = {}

    def _paragraph(self, element: Any) -> Iterator[Row | Notice]:
        if any(is_placeholder(control) for control in element.iterancestors("{*}sdt")):
            self.seen["unfilled"] += 1
            return
        words = Words()
        words.take(element)
        text = words.text
        if not text.strip() and not words.seen:
            return
        style = value(found, "val") if (found := element.find("{*}pPr/{*}pStyle")) is not None else None
        heading = self.styles.headings.get(style or "", 0)
        glyph = _GLYPH.match(text)
        bullet = not heading and (self._is_listed(element, style) or glyph is not None)
        if text.strip():
            self.bullets += bullet
            self.paragraphs += not bullet
        place = Place(self.name, *(("bullet", self.bullets) if bullet else ("paragraph", self.paragraphs)))
        if text.strip():
            text = text[glyph.end() :] if bullet and glyph else text
            cell = Cell(text, 1, deleted=words.deleted)
            yield Row(place, (cell,), "bullet" if bullet else "paragraph", heading=heading)
        yield from self._notices(place, words)

    def _is_listed(self, element: Any, style: str | None) -> bool:
        number = element.find("{*}pPr/{*}numPr/{*}numId")
        return value(number, "val") != "0" if number is not None else style in self.styles.lists

    def _table_row(self, element: Any) -> Iterator[Row | Notice]:
        self.row += 1
        place = Place(self.name, f"table {self.table}", self.row)
        properties = element.find("{*}trPr")
        if properties is not None and properties.find("{*}del") is not None:
            self.seen["deleted"] += 1
            text = "A whole row was struck out (a tracked change). It was left out and its words kept aside."
            yield Notice(place, "deleted", text, words=struck_out(element).strip())
            return
        cells, gathered = self._cells(element, properties)
        self.width = max(self.width, sum(cell.span for cell in cells))
        if any(cell.text.strip() for cell in cells):
            header = properties is not None and is_on(properties.find("{*}tblHeader"))
            hidden = properties is not None and is_on(properties.find("{*}hidden"))
            yield Row(place, tuple(cells), width=self.width, header=header, hidden=hidden)
        for words in gathered:
            yield from self._notices(place, words)

    def _cells(self, element: Any, properties: Any) -> tuple[list[Cell], list[Words]]:
        before = 0 if properties is None else _count(properties.find("{*}gridBefore"), 0)
        cells = [Cell("", 1, before)] if before else []
        column, gathered = before + 1, []
        for found in _cells_of(element):
            words = Words()
            first = found[0] if len(found) else None
            settings = {local(item.tag): item for item in first} if first is not None else {}
            if "cellDel" in settings:
                words.aside["deleted"] = [struck_out(found).strip()]
                words.seen["deleted"] = 1
            else:
                words.take(found)
            span, text = _count(settings.get("gridSpan"), 1), words.text
            above = self._merged(settings.get("vMerge"), column, text)
            if above is not None:
                words.seen["merged"] += 1
            cells.append(Cell(text, column, span, deleted=words.deleted if words.seen else "", above=above))
            column += span
            if words.seen:
                gathered.append(words)
        return cells, gathered

    def _merged(self, merge: Any, column: int, text: str) -> str | None:
        """The words of the cell this one carries on downwards, or None."""
        if merge is None:
            self.above.pop(column, None)
            return None
        if value(merge, "val") == "restart" or column not in self.above:
            self.above[column] = text
            return None
        return self.above[column]

    def _notices(self, place: Place, words: Words) -> Iterator[Notice]:
        for kind, count in words.seen.items():
            self.seen[kind] += count
            self.first.setdefault(kind, place)
            if kind in _EACH:
                noted = [self.notes.get((list_, number), "") for what, list_, number in words.notes if what == kind]
                kept = [piece for piece in words.aside.get(kind, noted) if piece]
                yield Notice(place, kind, _EACH[kind], count, " … ".join(kept))

    def summary(self) -> Iterator[Notice]:
        """What was met here and there, told once with the place of the first."""
        for kind, sentence in _ONCE.items():
            if self.seen[kind]:
                yield Notice(self.first.get(kind), kind, sentence.format(n=self.seen[kind]), self.seen[kind])


def _cells_of(row: Any) -> Iterator[Any]:
    """The cells of a row, through whatever wraps them."""
    for child in row:
        kind = local(child.tag)
        if kind == "tc":
            yield child
        elif kind in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "hyperlink"):
            yield from _cells_of(child)


def _count(element: Any, otherwise: int) -> int:
    if element is None:
        return otherwise
    number = value(element, "val") or ""
    return min(int(number), WIDEST) if number.isdigit() and int(number) > 0 else otherwise


def _forget(element: Any) -> None:
    element.clear(keep_tail=False)
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
