"""The document as tables to read: the same columns and words for Word, PDF and the web page.

Each cell is a few parts, each "plain", "bold" or "small" (said more quietly), one under the other.
"""

from collections.abc import Iterator

import msgspec

from kingfisher.interchange.copies.laid_out import HeldBack, Line, MergedDocument
from kingfisher.interchange.copies.safe_text import printable


class Cell(msgspec.Struct, frozen=True):
    """What stands in one cell: parts of (style, words), without empty ones."""

    parts: tuple[tuple[str, str], ...]

    @property
    def words(self) -> str:
        """The cell as plain text."""
        return "\n".join(words for _, words in self.parts)


class ReadingTable(msgspec.Struct, frozen=True):
    """A heading, a few sentences, and a table if there are rows. `widths` are shares of the page."""

    heading: str
    opening: tuple[str, ...]
    header: tuple[str, ...] = ()
    widths: tuple[int, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()


LINE_HEADER = (
    "No.",
    "When",
    "Agency",
    "About",
    "What kind",
    "What happened, as written",
    "How it is known",
    "Where from",
)
LINE_WIDTHS = (4, 13, 9, 15, 12, 37, 11, 15)


def opening(document: MergedDocument) -> tuple[str, ...]:
    """The first sentences: what this is, for whom, and what to know before reading."""
    first = [document.counts, document.printed_words]
    if document.pseudonymised:
        first.append("Names, places and other details that would identify the family have been changed.")
    first.append(
        "Dates are as the agencies gave them: where a date is about, between or a month, that is what was written. "
        "Every account is kept as its agency wrote it."
    )
    return tuple(first)


def tables(document: MergedDocument) -> tuple[ReadingTable, ...]:
    """Every part of the document in order; a part with nothing to say is left out."""
    return tuple(_tables(document))


def _tables(document: MergedDocument) -> Iterator[ReadingTable]:
    yield ReadingTable(
        "Who has contributed, and up to when",
        ("After an agency's last day we do not know what it knows: quiet is not the same as safe.",),
        ("Agency", "Entries", "Last day it wrote about"),
        (4, 1, 4),
        tuple((cell(one.agency), cell(f"{one.entries:,}"), cell(one.until)) for one in document.contributors),
    )
    yield ReadingTable(
        "What happened, in order",
        (),
        LINE_HEADER,
        LINE_WIDTHS,
        tuple(line_cells(line) for line in document.lines),
    )
    if document.apart:
        yield ReadingTable(
            "Listed apart: no date we can use, or a question to answer first",
            (),
            ("Agency", "Date as written", "What was written", "Why it is here", "What to ask", "Where from"),
            (9, 9, 40, 18, 22, 14),
            tuple(apart_cells(row) for row in document.apart),
        )
    if document.gaps:
        yield ReadingTable(
            "Gaps in seeing each child",
            (),
            ("What the record does not show",),
            (1,),
            tuple((cell(gap),) for gap in document.gaps),
        )
    if document.together:
        yield ReadingTable(
            "The same happening, each account side by side",
            ("A happening marked as suggested has not been confirmed by anyone. No account replaces another.",),
            ("Happening", "Line", "When", "Agency", "What its account says"),
            (14, 4, 12, 9, 60),
            tuple(_side_by_side(document)),
        )


def line_cells(line: Line) -> tuple[Cell, ...]:
    """One account as a row under `LINE_HEADER`."""
    written = f"written “{line.date_as_written}”" if line.date_as_written else ""
    return (
        cell(str(line.number)),
        cell(line.date_words, small=(written,)),
        cell(line.agency),
        cell("\n".join(line.people)),
        cell(line.kind, line.outcome, small=(f"Seen: {line.seen}" if line.seen else "",)),
        cell(line.text, small=line.remarks),
        cell(line.how_known),
        cell(small=(line.source, f"Handling {line.handling}" if line.handling else "", _same(line))),
    )


def _same(line: Line) -> str:
    return f"Same happening: {line.others}" if line.others else ""


def apart_cells(row: HeldBack) -> tuple[Cell, ...]:
    """One row listed apart."""
    fields = (row.agency, row.date_as_written or "none", row.text, row.why, row.ask)
    return (*(cell(words) for words in fields), cell(small=(row.source,)))


def _side_by_side(document: MergedDocument) -> Iterator[tuple[Cell, ...]]:
    for number, group in enumerate(document.together, 1):
        first = cell(
            f"Happening {number}", small=(f"Suggested: {group.suggested}" if group.suggested else "Confirmed",)
        )
        for line in group.lines:
            yield (first, cell(str(line.number)), cell(line.date_words), cell(line.agency), cell(line.text))
            first = cell(small=("as above",))


def cell(*plain: str, small: tuple[str, ...] = ()) -> Cell:
    """A cell of plain parts and then quieter ones, each made safe to hand out."""
    parts = [("plain", printable(words)) for words in plain if words]
    return Cell((*parts, *(("small", printable(words)) for words in small if words)))
