"""Extraction of a 5,000-row Word table and a 100,000-row workbook, against the bare parse of the same file.

The bare parse walks every element (lxml) or cell (calamine) and keeps nothing. Ours yields rows that know their place,
with tracked changes, merged cells, formulas and hidden parts looked for. Both are streamed; memory is each one's own.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import xlsxwriter

from benchmarks.protocol import Measured, compare, peak_memory

OURS = "import sys\nfrom pathlib import Path\nfrom kingfisher.interchange.files.reading import stream_rows\n"
OURS += "for _ in stream_rows(Path(sys.argv[1])): pass"
BARE_WORD = (
    "import sys, zipfile\nfrom lxml import etree\nwith zipfile.ZipFile(sys.argv[1]).open('word/document.xml') as f:\n"
)
BARE_WORD += " for _, e in etree.iterparse(f, tag='{*}tr'):\n  ' '.join(e.itertext()); e.clear()"
BARE_WORD += "\n  while e.getprevious() is not None: del e.getparent()[0]"
BARE_EXCEL = "import sys, python_calamine as c\nfor row in c.CalamineWorkbook.from_path(sys.argv[1])"
BARE_EXCEL += ".get_sheet_by_index(0).iter_rows(): pass"


def word(folder: Path, rows: int = 5_000) -> Path:
    """A Word chronology of six columns."""
    document = docx.Document()
    table = document.add_table(rows=0, cols=6)
    cells = [
        "12/03/2020",
        "10:30",
        "Home visit",
        "Priya N",
        "Seen with mother; kitchen clean, asleep on sofa",
        "Attended",
    ]
    row = table.add_row()
    for cell, words in zip(row.cells, cells, strict=True):
        cell.text = words
    first = table.rows[0]._tr
    for _ in range(rows - 1):
        first.addnext(first.__deepcopy__({}))
    document.save(path := folder / "big.docx")
    return path


def excel(folder: Path, rows: int = 100_000) -> Path:
    """A workbook of eight columns."""
    book = xlsxwriter.Workbook(path := folder / "big.xlsx", {"constant_memory": True})
    sheet = book.add_worksheet("Contacts")
    for number in range(rows):
        sheet.write_row(
            number, 0, [f"{number % 28 + 1}/03/2020", "10:30", "TEL", "OK", number % 60, "RO", "Notes", "x"]
        )
    book.close()
    return path


def run() -> Iterator[Measured]:
    """Time and memory, Word then Excel."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for title, path, bare in (
            ("Word, 5,000 rows", word(folder), BARE_WORD),
            ("Excel, 100,000 rows", excel(folder), BARE_EXCEL),
        ):
            yield compare(title + ", time", _program(OURS, path), _program(bare, path), goal=3.0, runs=3)
            ours = peak_memory(OURS, str(path))
            floor = peak_memory(bare, str(path))
            yield Measured(title + ", peak memory", ours, floor, ours / floor, 2.0, unit="MB")


def _program(code: str, path: Path) -> Callable[[], object]:
    compiled = compile(code, "<benchmark>", "exec")

    def work() -> None:
        kept, sys.argv = sys.argv, ["benchmark", str(path)]
        try:
            exec(compiled, {})
        finally:
            sys.argv = kept

    return work
