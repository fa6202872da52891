"""The dates of a whole file: each row read with what stands around it, then looked at in order.

Rows keep the order of the file. "Out of order" and "year doubtful" are remarks; a date is never changed by them.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

import msgspec

from kingfisher.interchange.files.rows import Cell
from kingfisher.interchange.returns.agency_return import Remark
from kingfisher.interchange.returns.date_context import DateContext
from kingfisher.interchange.returns.date_parts import time_in
from kingfisher.interchange.returns.dates_as_written import Read, read_date, read_moment
from kingfisher.interchange.returns.layout import Account
from kingfisher.interchange.returns.month_headings import opening_under
from kingfisher.interchange.returns.school_terms import StatedTerms
from kingfisher.timeline.dates import Precision, When, said

YEAR_APART = (300, 430)  # days: about one year, as when January is typed with last year's number
MOSTLY = 0.9  # a table is in date order if this share of its rows is


class Dated(msgspec.Struct, frozen=True):
    """An account's date as read, its words, the account's own words where the date opened them, and the nearest day."""

    read: Read
    written: str
    text: str | None
    near: date | None


def date_accounts(accounts: Sequence[Account], *, in_school: bool, terms: StatedTerms) -> list[Dated]:
    """Read the date of every account of a file, in order."""
    base = DateContext(in_school=in_school, terms=terms)
    out: list[Dated] = []
    for _, group in groupby(accounts, key=lambda account: account.section.part):
        members = list(group)
        first = [_read(account, base) for account in members]
        days = [_sure_day(read) for read in first]
        before, after = _nearest(days), list(reversed(_nearest(list(reversed(days)))))
        reads: list[Read] = []
        for account, read, low, high in zip(members, first, before, after, strict=True):
            if _needs_neighbours(read):
                around = DateContext(account.year, low, high, in_school, terms)
                read = _read(account, around)  # noqa: PLW2901
            reads.append(_with_time(read, account))
        remarked = _in_order(members, reads, days)
        for account, read, low, high in zip(members, remarked, before, after, strict=True):
            prose = account.row.shape != "table"
            out.append(Dated(read, _written(account, read), read.rest if prose and read.rest else None, low or high))
    return out


def _read(account: Account, context: DateContext) -> Read:
    cell = account.date
    if cell is None:
        return read_date("", context)
    if account.row.shape != "table":
        if account.month is not None:
            context = msgspec.structs.replace(context, year=account.year)
        return opening_under(cell.text, account.month, context) or read_date("", context)
    if not cell.text.strip() and cell.above:
        read = read_date(cell.above, context)
        remark = Remark("date_from_merged_cell", "The date cell is merged down from the row above.", "happened")
        return msgspec.structs.replace(read, remarks=(*read.remarks, remark))
    if cell.day is not None:
        return read_moment(cell.moment if cell.hour is not None else cell.day)  # type: ignore[arg-type]
    if cell.number is not None and 20_000 < cell.number < 60_000 and context.year is None:
        return _from_serial(cell)
    return read_date(cell.text, context)


def _from_serial(cell: Cell) -> Read:
    day = date.fromordinal(date(1899, 12, 30).toordinal() + int(cell.number or 0))
    text = f"The cell holds the number {cell.text}, which a spreadsheet shows as {said(day)}."
    return Read(When.day(day), (Remark("date_from_number", text, "happened"),))


def _needs_neighbours(read: Read) -> bool:
    return bool(read.problem and read.problem != "no_date") or any(r.code == "year_inferred" for r in read.remarks)


def _sure_day(read: Read) -> date | None:
    return read.when.first if read.when.is_known and read.when.precision is not Precision.YEAR else None


def _nearest(days: Iterable[date | None]) -> list[date | None]:
    """For each row, the last sure day above it."""
    last: date | None = None
    out: list[date | None] = []
    for day in days:
        out.append(last)
        last = day or last
    return out


def _with_time(read: Read, account: Account) -> Read:
    """The clock time of a time column of its own, where the date is one certain day without a time."""
    when = read.when
    if when.precision is not Precision.DAY or when.about or "time" not in account.named or when.first is None:
        return read
    written = account.named["time"].strip()
    at = time_in(f"{written} hrs" if re.fullmatch(r"\d{4}", written) else written)
    return msgspec.structs.replace(read, when=When.day(when.first, at)) if at is not None else read


def _written(account: Account, read: Read) -> str:
    if account.date is None:
        return ""
    text = account.date.text.strip()
    if account.row.shape != "table":
        return text[: len(text) - len(read.rest)].rstrip(" :;,.-–—") if read.rest else text
    return " ".join((text or (account.date.above or "").strip()).split())


def _in_order(accounts: Sequence[Account], reads: list[Read], days: Sequence[date | None]) -> list[Read]:
    """Remark on rows that stand out of date order, and on years that look mistyped."""
    out = list(reads)
    for rows in _runs(accounts, reads):
        kept = _longest_rising([reads[row].when.first or date.min for row in rows])
        for place, row in enumerate(rows):
            if doubt := _year_doubt(reads, rows, place, place in kept):
                out[row] = _remarked(out[row], doubt)
            elif place not in kept:
                text = "It stands out of date order in the file, perhaps a late entry. It is sorted by its date."
                out[row] = _remarked(out[row], Remark("out_of_order", text, "happened"))
    return out


def _remarked(read: Read, remark: Remark) -> Read:
    return msgspec.structs.replace(read, remarks=(*read.remarks, remark))


def _runs(accounts: Sequence[Account], reads: Sequence[Read]) -> list[list[int]]:
    """The rows that ought to be in order: the whole table; or, where it is sorted by person, each person's; or none.

    A table in falling order is turned round.
    """
    exact = [n for n, read in enumerate(reads) if read.when.first and read.when.first == read.when.last]
    if _is_ordered(exact, reads):
        return [_rising(exact, reads)]
    by_person: dict[str, list[int]] = {}
    for row in exact:
        by_person.setdefault(accounts[row].named.get("persons", "").lower(), []).append(row)
    ordered = [rows for rows in by_person.values() if len(by_person) > 1 and _is_ordered(rows, reads)]
    return [_rising(rows, reads) for rows in ordered]


def _is_ordered(rows: Sequence[int], reads: Sequence[Read]) -> bool:
    if len(rows) < 4:
        return False
    days = [reads[row].when.first or date.min for row in rows]
    best = max(len(_longest_rising(days)), len(_longest_rising(days[::-1])))
    return best >= MOSTLY * len(rows) or len(rows) - best <= 1


def _rising(rows: list[int], reads: Sequence[Read]) -> list[int]:
    days = [reads[row].when.first or date.min for row in rows]
    return rows if len(_longest_rising(days)) >= len(_longest_rising(days[::-1])) else rows[::-1]


def _longest_rising(days: Sequence[date]) -> set[int]:
    """The places of a longest run that never falls (n log n)."""
    tails: list[date] = []
    ends: list[int] = []
    parents: list[int] = []
    for place, day in enumerate(days):
        at = bisect_right(tails, day)
        parents.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(day)
            ends.append(place)
        else:
            tails[at], ends[at] = day, place
    kept: set[int] = set()
    place = ends[-1] if ends else -1
    while place >= 0:
        kept.add(place)
        place = parents[place]
    return kept


def _year_doubt(reads: Sequence[Read], rows: Sequence[int], place: int, kept: bool) -> Remark | None:
    """A date about a year before or after the rows around it, which another year would put in its place."""
    day = reads[rows[place]].when.first
    above = reads[rows[place - 1]].when.first if place else None
    below = reads[rows[place + 1]].when.first if place + 1 < len(rows) else None
    if day is None or (kept and not (above is None and day.month <= 2)):
        return None
    for step in (1, -1):
        try:
            moved = day.replace(year=day.year + step)
        except ValueError:
            continue
        between = (above is None or above <= moved) and (below is None or moved <= below)
        near = min(abs((other - moved).days) for other in (above, below) if other) if above or below else 999
        far = all(YEAR_APART[0] <= abs((other - day).days) <= YEAR_APART[1] for other in (above, below) if other)
        if between and far and near <= 60:
            text = f"{said(day)} lies a year from the rows around it; was {moved.year} meant? Kept as written."
            return Remark("year_doubtful", text, "happened")
    return None
