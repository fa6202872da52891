"""Where do the accounts stand in a file? Tables and columns found by meaning, never by position; everything else said.

Every row comes out once: as an `Account`, or as `Structure` (title, header, banner, key, blank, total). A row of a
table that has words is an account even when it has no date; only rows that plainly are something else are structure.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

import msgspec

from kingfisher.interchange.files.rows import Cell, Row
from kingfisher.interchange.returns.agency_return import Structure
from kingfisher.interchange.returns.columns import columns_by_values, header_meanings, meaning_of, settle_by_values
from kingfisher.interchange.returns.dates_as_written import read_date
from kingfisher.interchange.returns.month_headings import month_named, opening_under, year_after

_YEAR = re.compile(r"(?<![\d/.\-])(?:19|20)\d{2}(?![\d/])")
_KEY_NAMES = re.compile(r"\b(codes?|key|legend|glossary|abbreviations|look ?ups?|lists?)\b", re.I)
_MEANING = re.compile(r"meaning|means|definition|description|stands for|explanation|in full", re.I)
_TOTAL = re.compile(
    r"(grand |sub)?totals?\b.{0,40}|.{0,20}number of (entries|rows|contacts).{0,20}"
    r"|end of (report|extract|chronology)\.?",
    re.I,
)
_CODE_IN_NOTE = re.compile(r"\b([A-Z][A-Za-z0-9/&]{0,7})\s*=\s*([^=;,.]{2,60})")


class Section(msgspec.Struct, frozen=True):
    """A table, a sheet or a run of bullets: its part of the file, and the notes that stand over it."""

    part: str
    notes: tuple[str, ...] = ()

    @property
    def sheet(self) -> str:
        """The name of the sheet; "" outside spreadsheets."""
        return self.part.removeprefix("sheet ") if self.part.startswith("sheet ") else ""


class Account(msgspec.Struct, frozen=True):
    """One row that tells of something. `named` are its words by the meaning of their column (see `columns`)."""

    row: Row
    section: Section
    named: dict[str, str]
    date: Cell | None = None  # None: no date column, or nothing in it
    year: int | None = None  # of the banner or heading it stands under
    month: int | None = None  # 1 to 12, of the heading of a month it stands under, outside tables


class Laid(msgspec.Struct, frozen=True):
    """A whole file laid out: `notes` are titles and loose sentences, `header` the two-column block, `codes` its key."""

    accounts: tuple[Account, ...]
    structure: tuple[Structure, ...]
    notes: tuple[str, ...]
    header: dict[str, str]
    codes: dict[str, str]


class _Desk:
    """What has been found so far, while a file is walked from top to bottom."""

    def __init__(self) -> None:
        self.accounts: list[Account] = []
        self.structure: list[Structure] = []
        self.notes: list[str] = []
        self.header: dict[str, str] = {}
        self.codes: dict[str, str] = {}
        self.over: list[str] = []  # notes since the last table or bullet
        self.year: int | None = None
        self.month: tuple[int, int | None] | None = None  # the month heading it is under, and that heading's year

    def set_aside(self, row: Row, what: str) -> None:
        self.structure.append(Structure(row.place, what, "  ".join(text for text in row.texts if text.strip())))

    def under(self, row: Row, text: str) -> None:
        """Take the year, and the month, that a heading names for what stands beneath it."""
        if named := month_named(text):
            month, year = named
            year = year or year_after(month, self.month, self.year)
            self.month, self.year = (month, year), year or self.year
            return
        year = _one_year(text)
        if row.heading or year:
            self.month = None
        self.year = year or self.year

    def note(self, row: Row, what: str = "title") -> None:
        text = " ".join(text.strip() for text in row.texts if text.strip())
        self.set_aside(row, what)
        self.notes.append(text)
        self.over.append(text)
        for code, means in _CODE_IN_NOTE.findall(text):
            self.codes.setdefault(code, means.strip())


def find_accounts(rows: Sequence[Row]) -> Laid:
    """Lay out a file's rows, in their order."""
    desk = _Desk()
    told = _prose_that_tells(rows)
    for (part, _), group in groupby(rows, key=lambda row: (row.place.part, row.shape)):
        members = list(group)
        if members[0].shape == "table":
            _table(desk, part, members)
        else:
            _prose(desk, part, members, members[0].shape in told)
    return Laid(tuple(desk.accounts), tuple(desk.structure), tuple(desk.notes), desk.header, desk.codes)


def _prose_that_tells(rows: Iterable[Row]) -> set[str]:
    """Whether bullets, and whether paragraphs, tell of things: two or more of them open with a date."""
    counts = {"bullet": 0, "paragraph": 0}
    month: int | None = None
    for row in rows:
        if row.shape == "table":
            continue
        if named := month_named(row.cells[0].text):
            month = named[0]
        elif row.heading:
            month = None
        elif opening_under(row.cells[0].text, month):
            counts[row.shape] += 1
    return {shape for shape, count in counts.items() if count >= 2 or (count == 1 and shape == "bullet")}


def _prose(desk: _Desk, part: str, rows: list[Row], tells: bool) -> None:
    section: Section | None = None
    opened = rows[0].shape == "bullet"  # paragraphs above the first dated one are titles
    for row in rows:
        text = row.cells[0].text.strip() if row.cells else ""
        opened = opened or opening_under(text, desk.month and desk.month[0]) is not None
        if not text:
            desk.set_aside(row, "blank")
        elif not (tells and opened) or row.heading or _is_heading(text):
            desk.under(row, text)
            desk.note(row, "banner" if _YEAR.fullmatch(text) else "title")
            section = None
        else:
            if section is None:
                section = _section(desk, part)
            month = desk.month[0] if desk.month else None
            desk.accounts.append(Account(row, section, {"text": text}, row.cells[0], desk.year, month))


def _is_heading(text: str) -> bool:
    if _YEAR.fullmatch(text) or month_named(text):
        return True
    return len(text) < 60 and text.endswith(":") and opening_under(text, None) is None


def _one_year(text: str) -> int | None:
    years = set(_YEAR.findall(text))
    return int(years.pop()) if len(years) == 1 and len(text) <= 100 else None


def _table(desk: _Desk, part: str, rows: list[Row]) -> None:
    headers = {number: found for number, row in enumerate(rows) if (found := header_meanings(row))}
    if not headers:
        _table_without_header(desk, part, rows)
        return
    starts = sorted(headers)
    _titles_above(desk, rows[: starts[0]])
    section = _section(desk, part)
    year = int(section.sheet) if _YEAR.fullmatch(section.sheet) else desk.year
    columns: dict[int, str] = {}
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        if start == starts[0] or headers[start] != headers[starts[0]]:
            alike = [
                row for n in starts if n >= start and headers[n] == headers[start] for row in _until(rows, n, starts)
            ]
            columns = settle_by_values(headers[start], alike)
        desk.set_aside(rows[start], "header")
        year = _body(desk, section, columns, rows[start + 1 : end], year)


def _section(desk: _Desk, part: str) -> Section:
    section = Section(part, tuple(desk.over))
    desk.over = []
    return section


def _until(rows: list[Row], start: int, starts: list[int]) -> list[Row]:
    end = next((n for n in starts if n > start), len(rows))
    return rows[start + 1 : end]


def _titles_above(desk: _Desk, rows: Sequence[Row]) -> None:
    for row in rows:
        filled = [cell.text.strip() for cell in row.cells if cell.text.strip()]
        if len(filled) == 2 and len(filled[0]) <= 40:
            desk.header.setdefault(filled[0].rstrip(":").lower(), filled[1])
        desk.note(row)


def _body(desk: _Desk, section: Section, columns: dict[int, str], rows: Iterable[Row], year: int | None) -> int | None:
    for row in rows:
        kind = _not_an_account(row, columns)
        if kind == "banner":
            text = " ".join(text for text in row.texts if text.strip())
            years = set(_YEAR.findall(text))
            year = int(years.pop()) if len(years) == 1 else None
        if kind:
            desk.set_aside(row, kind)
        else:
            desk.accounts.append(_account(row, section, columns, year))
    return year


def _not_an_account(row: Row, columns: dict[int, str]) -> str:
    """What the row is if it is no account: blank, banner, total; else ""."""
    filled = [cell for cell in row.cells if cell.text.strip()]
    if not filled:
        return "blank"
    text = filled[0].text.strip()
    if _TOTAL.fullmatch(text) and len(filled) <= 2:
        return "total"
    if len(filled) > 1:
        return ""
    first = filled[0]
    if first.span > 1 or first.column == 1:
        read = read_date(text)
        a_day = (
            first.day is not None
            or read.problem == "impossible_date"
            or (read.when.first == read.when.last and read.when.is_known)
        )
        if not a_day or (first.span > 1 and read.rest):
            return "" if _tells(first, columns) else "banner"
    return ""


def _tells(cell: Cell, columns: dict[int, str]) -> bool:
    """A lone cell in the narrative column, not merged across, is an account without a date."""
    return cell.span <= 1 and columns.get(cell.column) == "text"


def _account(row: Row, section: Section, columns: dict[int, str], year: int | None) -> Account:
    named: dict[str, str] = {}
    date_cell: Cell | None = None
    for cell in row.cells:
        text, meaning = cell.text.strip(), columns.get(cell.column, "other")
        if meaning == "date":
            date_cell = cell
        elif text:
            named[meaning] = f"{named[meaning]} – {text}" if meaning in named else text
    if {"day", "month", "year"} <= named.keys():
        written = " ".join(named.pop(piece) for piece in ("day", "month", "year"))
        date_cell = Cell(re.sub(r"^(\d{1,2}) (\d{1,2}) (\d{2,4})$", r"\1/\2/\3", written), 1)
    return Account(row, section, named, date_cell, year)


def _table_without_header(desk: _Desk, part: str, rows: list[Row]) -> None:
    if _is_key(part, rows):
        for row in rows:
            filled = [text.strip() for text in row.texts if text.strip()]
            if len(filled) >= 2 and not _MEANING.search(" ".join(filled)):
                desk.codes[filled[0]] = filled[1]
            desk.set_aside(row, "key")
        return
    columns = columns_by_values(rows)
    if columns is None:
        _block(desk, rows)
        return
    section = _section(desk, part)
    dated = next(column for column, meaning in columns.items() if meaning == "date")
    start = 0
    for row in rows[:3]:
        cell = row.cells[dated - 1] if dated <= len(row.cells) else None
        if cell is not None and (cell.day or not read_date(cell.text).problem):
            break
        start += 1
    for row in rows[:start]:
        if len([text for text in row.texts if text.strip()]) > 1:
            named = {cell.column: meaning for cell in row.cells if (meaning := meaning_of(cell.text))}
            columns = {**columns, **{column: meaning for column, meaning in named.items() if meaning != "date"}}
            desk.set_aside(row, "header")
        else:
            desk.note(row)
    columns = settle_by_values(columns, rows[start:])
    _body(desk, section, columns, rows[start:], desk.year)


def _is_key(part: str, rows: list[Row]) -> bool:
    first = " ".join(rows[0].texts)
    undated = columns_by_values(rows) is None
    return undated and bool(_KEY_NAMES.search(part) or (_MEANING.search(first) and len(rows[0].texts) <= 4))


def _block(desk: _Desk, rows: list[Row]) -> None:
    """A block of labels and values, or anything else that is not a table of accounts."""
    for row in rows:
        filled = [text.strip() for text in row.texts if text.strip()]
        if not filled:
            desk.set_aside(row, "blank")
            continue
        if len(filled) >= 2:
            desk.header.setdefault(filled[0].rstrip(":").lower(), " ".join(filled[1:]))
        desk.note(row, "key" if len(filled) >= 2 else "title")
