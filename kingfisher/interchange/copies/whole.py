"""Is a made file whole? Read back, every page of it is marked and says who printed it and for whom, and nobody and no
row is lost between what was laid out and what can be read."""

from collections.abc import Iterator, Sequence

import msgspec

from kingfisher.interchange.copies.laid_out import MARKING, MergedDocument
from kingfisher.interchange.copies.read_back import ReadBack
from kingfisher.interchange.copies.reading_table import ReadingTable, opening, tables
from kingfisher.interchange.copies.typesetting import NotPrinted, shown

MOST_TOLD = 20


class NotWhole(NotPrinted):
    """A file was made and does not hold what it must; `left` says what and where. It is not handed over."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__(
            "The file was made, but read again it was not whole, so it was not handed over. Nothing in the record was "
            "changed. Try again; if it happens twice, tell whoever runs Kingfisher what stands here."
        )
        self.left = tuple(faults)


class MustHold(msgspec.Struct, frozen=True, kw_only=True):
    """What a file must hold: words on every page's edges, rows of tables in order, each with what to call it, and words
    anywhere at all."""

    on_edges: tuple[str, ...] = ()
    rows: tuple[tuple[str, tuple[str, ...]], ...] = ()
    words: tuple[str, ...] = ()


def must_hold(document: MergedDocument) -> MustHold:
    """What every copy of a chronology on paper must hold."""
    return MustHold(
        on_edges=(MARKING, document.printed.words, document.audience.words, document.title),
        rows=tuple(rows_of(tables(document))),
        words=(document.title, *opening(document)),
    )


def rows_of(listed: Sequence[ReadingTable]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The rows of tables as they must be read, headers included."""
    for table in listed:
        name = table.heading or "a table"
        if table.rows:
            yield f"{name}, its headings", table.header
        for number, row in enumerate(table.rows, 1):
            yield f"{name}, row {number}", tuple(cell.words for cell in row)


def refuse_unless_whole(read: ReadBack, wanted: MustHold) -> None:
    """Raise `NotWhole`, saying what is missing and where, unless the file holds all it must."""
    if faults := list(_faults(read, wanted)):
        raise NotWhole(faults)


def _faults(read: ReadBack, wanted: MustHold) -> Iterator[str]:
    if not read.edges:
        yield "No page has a head or a foot."
    for where, words in read.edges:
        yield from (f"{where}: “{one}” is missing." for one in wanted.on_edges if _bare(one) not in _bare(words))
    everything = "".join(_bare(one.words) for one in read.passages)
    yield from (f"“{one[:80]}” is missing." for one in wanted.words if _bare(one) not in everything)
    yield from _rows_lost([tuple(map(_bare, row)) for row in read.rows], wanted)


def _rows_lost(found: Sequence[tuple[str, ...]], wanted: MustHold) -> Iterator[str]:
    """Rows that are not where they belong: each wanted row must come after the one before it."""
    at = 0
    for name, row in wanted.rows:
        bare = tuple(map(_bare, row))
        try:
            at = found.index(bare, at) + 1
        except ValueError:
            yield f"{name} is missing: “{' '.join(row)[:80]}”."
    if wanted.rows and len(found) > len(wanted.rows):
        yield f"There are {len(found) - len(wanted.rows)} rows more than were laid out."


def _bare(words: str) -> str:
    """Words without their blanks, as paper and Word break lines where they like."""
    return "".join(shown(words).split())
