"""Reading Word documents from their own XML, because document libraries drop tracked and controlled text."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from kingfisher.interchange.rows import Cell, Place, Reading, Row

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_docx(path: Path, name: str) -> Reading:
    """Yield table rows, bullets and paragraphs in the order of the document, and notices."""
    with zipfile.ZipFile(path) as archive, archive.open("word/document.xml") as stream:
        yield from _walk(stream, name)


def _walk(stream: Any, name: str) -> Iterator[Row]:
    table = row = depth = bullets = paragraphs = 0
    tags = (W + "tbl", W + "tr", W + "p")
    for event, element in etree.iterparse(
        stream, ("start", "end"), tag=tags, resolve_entities=False, no_network=True, huge_tree=False
    ):
        if element.tag == tags[0]:
            depth += 1 if event == "start" else -1
            if event == "start" and depth == 1:
                table, row = table + 1, 0
        elif event == "start":
            continue
        elif element.tag == tags[1] and depth == 1:
            row += 1
            cells = tuple(
                Cell("\n".join(_text(p) for p in cell.iter(W + "p")), column)
                for column, cell in enumerate(element.iter(W + "tc"), start=1)
            )
            if any(cell.text.strip() for cell in cells):
                yield Row(Place(name, f"table {table}", row), cells, width=len(cells))
            element.clear()
        elif element.tag == tags[2] and depth == 0:
            text = _text(element)
            if text.strip():
                style = element.find(f"{W}pPr/{W}pStyle")
                if style is not None and style.get(W + "val", "").startswith("List"):
                    bullets += 1
                    yield Row(Place(name, "bullet", bullets), (Cell(text, 1),), "bullet")
                else:
                    paragraphs += 1
                    yield Row(Place(name, "paragraph", paragraphs), (Cell(text, 1),), "paragraph")
            element.clear()


def _text(paragraph: Any) -> str:
    return "".join(node.text or "" for node in paragraph.iter(W + "t"))
