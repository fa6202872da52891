"""What the pages about a file sent in need: its rows a page at a time, what it comes to, what is still in doubt.

Everything here is given a batch that `access.batch_for` or `access.batches_for` has handed over.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import msgspec
from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from kingfisher.agencies.models import Agency
from kingfisher.interchange.files.rows import Notice
from kingfisher.interchange.returns.agency_return import AgencyReturn, Doubt, Proposed, Structure
from kingfisher.records.content import read_as
from kingfisher.records.models import Batch, BatchRow
from kingfisher.records.settling import entry_of, read_of, version_of
from kingfisher.timeline.entries import Entry

PER_PAGE = 50


@dataclass(frozen=True)
class RowShown:
    """One row of a file with what the reader made of it and what a person has made of it since."""

    row: BatchRow

    @cached_property
    def read(self) -> Proposed | Doubt | Structure:
        """As the reader left it."""
        return read_of(self.row)

    @property
    def proposed(self) -> Proposed | None:
        """The row as far as it could be read as an entry; None for a part of the layout."""
        if isinstance(self.read, Structure):
            return None
        return self.read.proposed if isinstance(self.read, Doubt) else self.read

    @cached_property
    def entry(self) -> Entry | None:
        """As settled so far, or else as read."""
        return None if isinstance(self.read, Structure) else entry_of(self.row)

    @property
    def version(self) -> str:
        """Changes whenever anyone settles the row: a page carries it, so that nobody undoes what they have not seen."""
        return version_of(self.row)

    @property
    def settled_by(self) -> str:
        """Who settled it, in words; "" while nobody has."""
        return self.row.settled_by.label if self.row.settled_by else ""


@dataclass(frozen=True)
class RowsPage:
    """One page of rows; `page` is Django's, for its numbers and links."""

    page: "Page[BatchRow]"
    rows: tuple[RowShown, ...]


@dataclass(frozen=True)
class Sum:
    """What a file comes to: every row in exactly one place, and how far the settling has got."""

    rows_in: int
    proposed: int
    doubts: tuple[tuple[str, int], ...]  # code of the doubt, how many
    structure: tuple[tuple[str, int], ...]  # what it is, how many
    settled: tuple[tuple[str, int], ...]  # accepted, changed … as in BatchRow.Settled; "" is still open
    open_doubts: int
    asked: int
    filed: int  # rows that are entries already
    people: tuple[tuple[str, int], ...]  # id, in how many rows
    handling: tuple[tuple[str, int], ...]
    remarks: int  # rows with something to look at

    @property
    def doubts_in_all(self) -> int:
        """Rows in doubt when the file was read."""
        return sum(number for _, number in self.doubts)

    @property
    def structure_in_all(self) -> int:
        """Rows that are no accounts."""
        return sum(number for _, number in self.structure)

    @property
    def adds_up(self) -> bool:
        """Every row of the file is in exactly one place."""
        return self.rows_in == self.proposed + self.doubts_in_all + self.structure_in_all

    def of(self, settled: str) -> int:
        """How many rows were settled so; "" for those still open."""
        return dict(self.settled).get(settled, 0)


def rows_to_settle(batch: Batch, page: int | str = 1, *, show: str = "open", per_page: int = PER_PAGE) -> RowsPage:
    """A page of the accounts in a file, doubts first: those still `open`, those `asked` of the agency, or `settled`."""
    rows = _accounts(batch)
    match show:
        case "settled":
            rows = rows.exclude(settled="")
        case "asked":
            rows = rows.filter(settled="").exclude(why="")
        case _:
            rows = rows.filter(settled="", why="")
    return _page(rows.order_by("state", "number"), page, per_page)


def rows_as_sent(batch: Batch, page: int | str = 1, *, per_page: int = 2 * PER_PAGE) -> RowsPage:
    """A page of every row of the file, in the order of the file."""
    return _page(batch.rows.order_by("number"), page, per_page)


def where_stands(batch: Batch, place: str, *, per_page: int = 2 * PER_PAGE) -> tuple[int, int]:
    """The page of `rows_as_sent` on which a place ("table 2 row 5") stands, and the row's number; (1, 0) if nowhere."""
    number = batch.rows.filter(place=place).values_list("number", flat=True).first()
    return ((number - 1) // per_page + 1, number) if number else (1, 0)


def rows_numbered(batch: Batch, numbers: Iterable[int]) -> dict[int, RowShown]:
    """Those rows by number, as they now stand, doubts first; a number the file has not is left out."""
    rows = _accounts(batch).filter(number__in=list(numbers)).select_related("settled_by__agency")
    return {row.number: RowShown(row) for row in rows.order_by("state", "number")}


def numbers_without_remarks(batch: Batch) -> list[int]:
    """The open rows that were read with a date and with nothing to look at, by number."""
    rows = batch.rows.filter(state=BatchRow.State.SUGGESTED, settled="", why="").order_by("number")
    read = ((row.number, RowShown(row).proposed) for row in rows.iterator())
    return [number for number, one in read if one and not one.remarks and one.entry.happened.is_known]


def sum_of(batch: Batch) -> Sum:
    """What the file comes to, counted from its rows."""
    doubts: Counter[str] = Counter()
    structure: Counter[str] = Counter()
    people: Counter[str] = Counter()
    handling: Counter[str] = Counter()
    proposed = remarks = 0
    for row in batch.rows.order_by("number").iterator():
        shown = RowShown(row)
        if isinstance(shown.read, Structure):
            structure[shown.read.what] += 1
            continue
        if isinstance(shown.read, Doubt):
            doubts[shown.read.code] += 1
        else:
            proposed += 1
        assert shown.proposed is not None
        remarks += bool(shown.proposed.remarks)
        if not (isinstance(shown.read, Doubt) and shown.read.code == "other_family"):
            people.update(set(shown.proposed.entry.about))
        handling.update(shown.proposed.entry.handling)
    settled = _accounts(batch).order_by().values_list("settled").annotate(number=Count("pk"))
    return Sum(
        rows_in=batch.rows_in,
        proposed=proposed,
        doubts=tuple(doubts.most_common()),
        structure=tuple(structure.most_common()),
        settled=tuple(settled),
        open_doubts=_accounts(batch).filter(state=BatchRow.State.DOUBT, settled="").count(),
        filed=_accounts(batch).exclude(entry_id="").count(),
        asked=_accounts(batch).filter(settled="").exclude(why="").count(),
        people=tuple(people.most_common()),
        handling=tuple(sorted(handling.items())),
        remarks=remarks,
    )


def notices_of(batch: Batch) -> tuple[Notice, ...]:
    """What must be known about how the file was read."""
    return read_as(tuple[Notice, ...], batch.notices)


def doubts_of(batches: Iterable[Batch]) -> list[Doubt]:
    """Every row still in doubt or asked about in those files, file by file: for queries and for what stands apart."""
    kept = [batch.pk for batch in batches]
    rows = BatchRow.objects.filter(batch__in=kept, settled="").filter(Q(state=BatchRow.State.DOUBT) | ~Q(why=""))
    return [_doubt(row) for row in rows.exclude(state=BatchRow.State.STRUCTURE).order_by("batch", "number")]


def returns_by_agency(batches: Iterable[Batch]) -> dict[str, list[AgencyReturn]]:
    """What is still open in those files, as returns, by agency: what the queries to it are made of."""
    returns: dict[str, list[AgencyReturn]] = {}
    for batch in batches:
        if batch.agency_id is None:
            continue
        rows = batch.rows.filter(state=BatchRow.State.SUGGESTED, settled="", why="").order_by("number")
        came = AgencyReturn(
            agency=batch.agency_id,
            agency_reason=batch.agency_reason,
            file=batch.file_name,
            digest=batch.original_id,
            format="",
            proposed=tuple(read_as(Proposed, row.read) for row in rows),
            doubts=tuple(doubts_of([batch])),
        )
        returns.setdefault(batch.agency_id, []).append(came)
    return returns


def _doubt(row: BatchRow) -> Doubt:
    """The doubt with the question someone wrote for the agency in place of ours, if anyone did."""
    read = read_of(row)
    if isinstance(read, Doubt):
        return msgspec.structs.replace(read, ask=row.why) if row.why else read
    assert isinstance(read, Proposed)
    return Doubt(code="asked", why="Someone who settled this row has a question.", ask=row.why, proposed=read)


def left_open(batches: Iterable[Batch]) -> dict[int, int]:
    """How many accounts are still to settle in each of those files, by the batch's key."""
    rows = BatchRow.objects.filter(batch__in=[batch.pk for batch in batches], settled="")
    rows = rows.exclude(state=BatchRow.State.STRUCTURE).order_by()
    return dict(rows.values_list("batch").annotate(number=Count("pk")))


def agencies_to_choose() -> dict[str, Agency]:
    """The agencies of the partnership by id, in order of name."""
    return {agency.slug: agency for agency in Agency.objects.all()}


def _accounts(batch: Batch) -> QuerySet[BatchRow]:
    return batch.rows.exclude(state=BatchRow.State.STRUCTURE)


def _page(rows: QuerySet[BatchRow], page: int | str, per_page: int) -> RowsPage:
    shown = Paginator(rows.select_related("settled_by__agency"), per_page).get_page(page)
    return RowsPage(shown, tuple(RowShown(row) for row in shown.object_list))
