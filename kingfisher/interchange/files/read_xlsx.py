"""Reading spreadsheets: xlsx, xlsb, xls and ods, sheet by sheet and row by row.

Values come from calamine, which is fast but says nothing of formulas whose result was never stored, of hidden
rows or of percentages; those come from a look into the sheet's own XML, which only xlsx has.
"""

import datetime
import math
from collections.abc import Iterator
from pathlib import Path

import msgspec
import python_calamine

from kingfisher.interchange.files.rows import Cell, Notice, Place, Reading, Row
from kingfisher.interchange.files.sheet_xml import Look, look_into

_NO_LOOK = (
    "In this kind of spreadsheet hidden rows, comments, pictures and formulas without a stored result are not looked "
    "for. If anything seems to be missing, save it as .xlsx and add that."
)
Value = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta
Spans = dict[tuple[int, int], int]
Under = dict[tuple[int, int], tuple[int, int]]


def read_xlsx(path: Path, name: str) -> Reading:
    """Yield the rows of every sheet, hidden ones too, and notices about what is not plain cells.

    The number of a row is its number in the sheet; blank rows are counted and passed over. Dates are written
    ``dd/mm/yyyy`` or ``dd/mm/yyyy hh:mm``, whole numbers without a point. Raises calamine's errors where the file is
    damaged.
    """
    with path.open("rb") as start:
        zipped = start.read(2) == b"PK"
    looks = look_into(path) if zipped else {}
    if not looks:
        yield Notice(None, "format", _NO_LOOK)
    with python_calamine.CalamineWorkbook.from_path(path) as book:
        for meta in book.sheets_metadata:
            if meta.typ not in (python_calamine.SheetTypeEnum.WorkSheet, python_calamine.SheetTypeEnum.MacroSheet):
                text = f"The sheet “{meta.name}” is a chart or dialogue and was not read. Look at the original."
                yield Notice(None, "sheet_passed_over", text)
                continue
            hidden = meta.visible != python_calamine.SheetVisibleEnum.Visible
            reader = _SheetReader(name, meta.name, looks.get(meta.name, Look()), hidden)
            yield from reader.read(book.get_sheet_by_name(meta.name))


class _SheetReader:
    def __init__(self, name: str, sheet: str, look: Look, hidden: bool) -> None:
        self.name = name
        self.sheet = sheet
        self.look = look
        self.hidden = hidden
        self.short: list[Place] = []

    def read(self, sheet: python_calamine.CalamineSheet) -> Iterator[Row | Notice]:
        """The rows of one sheet from the first, and then what was noticed on the way."""
        spans, under = _merged(sheet.merged_cell_ranges or [])
        width = sheet.end[1] + 1 if sheet.end else 0
        above: dict[int, str] = {}
        keys = (spans, under, self.look.without_value, self.look.errors)
        special = {row for some in keys for row, _ in some} | {row + 1 for row, _ in under.values()}
        part, hidden_rows = f"sheet {self.sheet}", self.look.hidden_rows
        left: list[Value] = [""] * (sheet.start[1] if sheet.start else 0)  # calamine begins at the first used column
        for number, used in enumerate(sheet.iter_rows(), start=1):
            values = left + used if left else used
            if number in special:
                cells = list(self._merged_cells(values, number, spans, under, above))
            else:
                cells = self._plain(values, number)
            while cells and not cells[-1].text and cells[-1].formula is None:
                cells.pop()
            if cells and any(cell.text.strip() or cell.formula for cell in cells):
                hidden = self.hidden or number in hidden_rows
                yield Row(Place(self.name, part, number), tuple(cells), "table", width, hidden=hidden)
        yield from self._notices(len(set(under.values())))

    def _plain(self, values: list[Value], number: int) -> list[Cell]:
        """The cells of a row in a sheet where nothing is merged, unanswered or wrong: nearly every row there is."""
        cells = []
        for column, value in enumerate(values, start=1):
            if value == "" and column < len(_BLANKS):
                cells.append(_BLANKS[column])
            elif isinstance(value, str) and "\r" not in value and value[-1:] != "\n":
                cells.append(Cell(value, column))
            else:
                cells.append(self._cell(value, (number, column), 1))
        return cells

    def _merged_cells(
        self, values: list[Value], number: int, spans: Spans, under: Under, above: dict[int, str]
    ) -> Iterator[Cell]:
        covered = 0
        for column, value in enumerate(values, start=1):
            if column <= covered and value == "":
                continue
            key = (number, column)
            span = spans.get(key, 1)
            covered = max(covered, column + span - 1)
            cell = self._cell(value, key, span)
            if key in under:
                cell = msgspec.structs.replace(cell, above=above.get(column, ""))
            else:
                above[column] = cell.text
            if key in self.look.without_value:
                cell = msgspec.structs.replace(cell, formula=self.look.without_value[key])
            if key in self.look.errors:
                cell = msgspec.structs.replace(cell, text=self.look.errors[key])
            yield cell

    def _cell(self, value: Value, key: tuple[int, int], span: int) -> Cell:
        column = key[1]
        if isinstance(value, str):
            return Cell(value.replace("\r\n", "\n").replace("\r", "\n").strip("\n"), column, span)
        if isinstance(value, bool):
            return Cell("TRUE" if value else "FALSE", column, span)
        if isinstance(value, (int, float)):
            return self._number(float(value), key, span)
        return _timed(value, column, span)

    def _number(self, number: float, key: tuple[int, int], span: int) -> Cell:
        if not math.isfinite(number):
            return Cell("", key[1], span)
        text = plain_number(number)
        if len(text) == 9 and text.isdigit():
            self.short.append(Place(self.name, f"sheet {self.sheet}", key[0]))
        if key in self.look.percents:
            text = plain_number(round(number * 100, 6)) + "%"
        return Cell(text, key[1], span, number=number)

    def _notices(self, merged: int) -> Iterator[Notice]:
        shown, part, look = f"sheet “{self.sheet}”", f"sheet {self.sheet}", self.look
        if self.hidden:
            yield Notice(None, "hidden", f"The {shown} is hidden in the file. It was read.")
        elif look.hidden_rows:
            place, many = Place(self.name, part, min(look.hidden_rows)), len(look.hidden_rows)
            yield Notice(
                place, "hidden", f"Rows of {shown} that are hidden in the file, read like the rest: {many}.", many
            )
        if look.hidden_columns:
            many = look.hidden_columns
            yield Notice(
                None, "hidden", f"Columns of {shown} that are hidden in the file, read like the rest: {many}.", many
            )
        yield from self._unanswered(part)
        if look.errors:
            place, many = Place(self.name, part, min(look.errors)[0]), len(look.errors)
            text = f"Cells of {shown} that show an error of Excel instead of a value: {many}. Look at the original."
            yield Notice(place, "error", text, many)
        if merged:
            text = f"Cells of {shown} that stand for several rows at once (merged downwards): {merged}."
            yield Notice(None, "merged", text, merged)
        if self.short:
            text = "A number of nine digits may be an NHS number that lost its first zero in Excel. Check it."
            yield Notice(self.short[0], "leading_zero", text, len(self.short))
        for kind, text, count, words in look.beside:
            yield Notice(None, kind, f"{text} ({self.sheet})", count, words)

    def _unanswered(self, part: str) -> Iterator[Notice]:
        """One notice a column for formulas whose result was never stored, with the rows they stand in."""
        rows: dict[int, list[int]] = {}
        for row, column in sorted(self.look.without_value):
            rows.setdefault(column, []).append(row)
        for column, found in rows.items():
            text = (
                f"Column {column} holds formulas whose result was never stored, so they were not read: {len(found)}. "
                "Open the file in Excel, save it, and add it again."
            )
            words = "rows " + ", ".join(str(row) for row in found[:200]) + (" …" if len(found) > 200 else "")
            yield Notice(Place(self.name, part, found[0]), "formula", text, len(found), words)


def _merged(
    ranges: list[tuple[tuple[int, int], tuple[int, int]]],
) -> tuple[Spans, Under]:
    """How many columns a merged cell covers, by its row and column; and which cells lie under a merged one."""
    spans: Spans = {}
    under: Under = {}
    for (top, left), (bottom, right) in ranges:
        for row in range(top, min(bottom, top + 10_000) + 1):
            if right > left:
                spans[row + 1, left + 1] = right - left + 1
            if row > top:
                under[row + 1, left + 1] = (top, left)
    return spans, under


def plain_number(number: float) -> str:
    """A number as a person would type it: ``412`` rather than ``412.0``, and never in powers of ten."""
    if number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    text = f"{number:.15g}"
    return text if "e" not in text else f"{number:f}".rstrip("0").rstrip(".")


def _timed(value: datetime.time | datetime.date | datetime.timedelta, column: int, span: int) -> Cell:
    if isinstance(value, datetime.datetime):
        value = value + datetime.timedelta(milliseconds=500)
        value = value.replace(microsecond=0)
        return Cell(f"{_day(value)} {_hour(value.time())}", column, span, value.date(), value.time())
    if isinstance(value, datetime.date):
        return Cell(_day(value), column, span, value)
    if isinstance(value, datetime.time):
        return Cell(_hour(value), column, span, None, value.replace(microsecond=0))
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    text = f"{minutes // 60}:{minutes % 60:02}"
    return Cell(f"{text}:{seconds:02}" if seconds else text, column, span)


def _day(value: datetime.date) -> str:
    return f"{value.day:02}/{value.month:02}/{value.year:04}"


def _hour(value: datetime.time) -> str:
    return f"{value.hour:02}:{value.minute:02}" + (f":{value.second:02}" if value.second else "")


_BLANKS = [Cell("", column) for column in range(256)]
