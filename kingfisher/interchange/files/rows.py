"""What a reader hands over: rows with their place in the file, notices, and refusals in plain words.

A reader knows nothing of dates, people or kinds. It says what stands in the file and where, and it says what
it could not or did not read. Rows without any words are passed over but still counted, so that a locator
always names the row a person would find by counting in Word, Excel or a text editor.
"""

import datetime
from collections.abc import Iterator
from typing import Literal

import msgspec

Shape = Literal["table", "bullet", "paragraph"]
Format = Literal["docx", "xlsx", "xlsb", "xls", "ods", "csv"]

NOT_READ = frozenset(
    {
        "comment", "deleted", "error", "embedded", "footnote", "formula", "moved", "nested_table",
        "other_document", "page_header", "picture", "sheet_passed_over", "text_box", "unreadable",
    }
)  # fmt: skip


class Place(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Where in a file something stands.

    ``part`` is ``table 2``, ``sheet Family``, ``bullet``, ``paragraph`` or ``record``. ``number`` counts from 1
    and counts header, banner, title and blank rows. Bullets and paragraphs are counted in two series, outside
    tables only, and those without words are not counted.
    """

    file: str
    part: str
    number: int

    @property
    def locator(self) -> str:
        """The house's form: ``table 2 row 5``, ``sheet Family row 8``, ``bullet 3``, ``record 1``."""
        joint = " row " if self.part.startswith(("table ", "sheet ")) else " "
        return f"{self.part}{joint}{self.number}"


class Cell(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The words of one cell as they stand, with what the file itself says about them.

    ``column`` counts from 1; ``span`` is how many columns the cell covers. ``day`` and ``hour`` are set only
    where a spreadsheet holds a real date or time (never read from words); ``number`` where it holds a number.
    ``formula`` is set where a formula's result was never stored: ``text`` is then empty though the sheet shows
    something. ``deleted`` holds words struck out as a tracked change, which are not part of ``text``. ``above`` is
    set when the cell carries on a cell merged downwards: it holds the words of that cell, and ``text`` is then
    empty unless the file has words of its own here.
    """

    text: str
    column: int
    span: int = 1
    day: datetime.date | None = None
    hour: datetime.time | None = None
    number: float | None = None
    formula: str | None = None
    deleted: str = ""
    above: str | None = None

    @property
    def moment(self) -> datetime.datetime | datetime.date | datetime.time | None:
        """The real date, time or date with time of a spreadsheet cell, without a time zone; else None."""
        if self.day is not None and self.hour is not None:
            return datetime.datetime.combine(self.day, self.hour)
        return self.day if self.day is not None else self.hour


class Row(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One row of a table, one bullet or one paragraph.

    ``cells`` stand in order of their columns; one that covers several columns stands once, so take a cell by its
    column with ``at``. Cells after the last one with words may be left out. ``width`` is the number of columns of
    the table or sheet as far as it is known. ``heading`` is the level of a
    Word heading (1 to 9; 0 for anything else). ``header`` is true where Word repeats the row on every page.
    ``hidden`` is true where the row or its sheet is hidden in the file.
    """

    place: Place
    cells: tuple[Cell, ...]
    shape: Shape = "table"
    width: int = 1
    heading: int = 0
    header: bool = False
    hidden: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        """The words of the cells from column 1 on."""
        return tuple(cell.text for cell in self.cells)

    def at(self, column: int) -> Cell | None:
        """The cell that stands in or covers a column (from 1), or None where the row has none there."""
        for cell in self.cells:
            if cell.column <= column < cell.column + cell.span:
                return cell
        return None

    @property
    def only(self) -> Cell | None:
        """The one cell that has words, if all the others are blank; else None."""
        filled = [cell for cell in self.cells if cell.text.strip()]
        return filled[0] if len(filled) == 1 else None

    @property
    def banner(self) -> str | None:
        """The words of a cell merged across the row with nothing else beside it; else None."""
        only = self.only
        return only.text if only is not None and self.shape == "table" and only.span > 1 else None


class Notice(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Something a person must know about how a file was read.

    ``kind`` is one word for programs; ``text`` is the sentence for people. ``count`` is how many things it is
    about, ``words`` the words concerned where they were kept aside.
    """

    place: Place | None
    kind: str
    text: str
    count: int = 1
    words: str = ""

    @property
    def not_read(self) -> bool:
        """True where something in the file did not become part of a row: look at the original."""
        return self.kind in NOT_READ


Reading = Iterator[Row | Notice]


class Refused(Exception):
    """A file that was not read. ``reason`` says why and what to do; ``code`` is one word for programs."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class ReadFile(msgspec.Struct, frozen=True):
    """A whole file as read. ``digest`` is SHA-256 in hexadecimal of the bytes; ``size`` is in bytes."""

    name: str
    digest: str
    size: int
    format: Format
    rows: tuple[Row, ...]
    notices: tuple[Notice, ...]
