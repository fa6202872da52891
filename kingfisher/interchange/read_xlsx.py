"""Reading spreadsheets: xlsx, xlsb, xls and ods, sheet by sheet and row by row."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import python_calamine

from kingfisher.interchange.rows import Cell, Notice, Place, Reading, Row

Value = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta


def read_xlsx(path: Path, name: str) -> Reading:
    """Yield the rows of every sheet, hidden ones too, and notices about what is not plain cells.

    The number of a row is its number in the sheet. Dates are written ``dd/mm/yyyy`` or ``dd/mm/yyyy hh:mm``.
    """
    book = python_calamine.CalamineWorkbook.from_path(path)
    for meta in book.sheets_metadata:
        sheet = book.get_sheet_by_name(meta.name)
        hidden = meta.visible != python_calamine.SheetVisibleEnum.Visible
        if hidden:
            yield Notice(None, "hidden", f"The sheet “{meta.name}” is hidden in the file. It was read.")
        yield from _rows(sheet, name, hidden)


def _rows(sheet: python_calamine.CalamineSheet, name: str, hidden: bool) -> Iterator[Row | Notice]:
    spans = {
        (top, left): right - left + 1 for (top, left), (_, right) in sheet.merged_cell_ranges or () if right > left
    }
    width = sheet.end[1] + 1 if sheet.end else 0
    for index, values in enumerate(sheet.iter_rows()):
        cells = [
            _cell(value, column, spans.get((index, column - 1), 1)) for column, value in enumerate(values, start=1)
        ]
        while cells and not cells[-1].text:
            cells.pop()
        if cells:
            place = Place(name, f"sheet {sheet.name}", index + 1)
            yield Row(place, tuple(cells), width=width, hidden=hidden)


def _cell(value: Value, column: int, span: int) -> Cell:
    if isinstance(value, str):
        return Cell(value.replace("\r\n", "\n").replace("\r", "\n"), column, span)
    if isinstance(value, bool):
        return Cell("TRUE" if value else "FALSE", column, span)
    if isinstance(value, datetime.datetime):
        text = value.strftime("%d/%m/%Y %H:%M")
        return Cell(text, column, span, value.date(), value.time())
    if isinstance(value, datetime.date):
        return Cell(value.strftime("%d/%m/%Y"), column, span, value)
    if isinstance(value, datetime.time):
        return Cell(value.strftime("%H:%M"), column, span, None, value)
    if isinstance(value, datetime.timedelta):
        return Cell(_length(value), column, span)
    return Cell(str(int(value)) if float(value).is_integer() else repr(value), column, span, number=float(value))


def _length(value: datetime.timedelta) -> str:
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    text = f"{minutes // 60}:{minutes % 60:02}"
    return f"{text}:{seconds:02}" if seconds else text
