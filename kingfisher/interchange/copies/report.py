"""A report as it is laid out before it is written: parts under headings, words with what they rest on, tables.

`write_report` makes Word of it; `changed` puts other words for all of its words, for a copy without names.
"""

from collections.abc import Callable, Iterator

import msgspec

from kingfisher.interchange.copies.laid_out import MARKING, Printed

type Change = Callable[[str, str], str]  # words, and the family they are of ("" for none), to other words


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph: plain, bold, small or bullet. `notes` are what it rests on, numbered where it is written."""

    words: str
    style: str = "plain"
    notes: tuple[str, ...] = ()
    of: str = ""  # the family it speaks of, where that settles whose a name is


class Grid(msgspec.Struct, frozen=True, kw_only=True):
    """A table; `widths` are shares of the page."""

    header: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a report under its heading; `level` 2 is a chapter, 3 a part of one."""

    heading: str
    content: tuple[Said | Grid, ...]
    level: int = 2


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """A whole report: for whom, by whom printed, and its parts in order."""

    title: str
    reader: str
    printed: Printed
    parts: tuple[Part, ...]
    marking: str = MARKING

    @property
    def printed_words(self) -> str:
        """The one sentence at the foot of every page."""
        return f"Printed by {self.printed.words}, for {self.reader}."


def changed(report: Report, change: Change) -> Report:
    """The same report with every one of its words changed; who printed it, when and for whom stays."""
    return msgspec.structs.replace(
        report,
        title=change(report.title, ""),
        parts=tuple(
            msgspec.structs.replace(
                part, heading=change(part.heading, ""), content=tuple(_changed(one, change) for one in part.content)
            )
            for part in report.parts
        ),
    )


def _changed(one: Said | Grid, change: Change) -> Said | Grid:
    if isinstance(one, Said):
        notes = tuple(change(note, one.of) for note in one.notes)
        return msgspec.structs.replace(one, words=change(one.words, one.of), notes=notes)
    rows = tuple(tuple(change(words, "") for words in row) for row in one.rows)
    return msgspec.structs.replace(one, rows=rows)


def words_of(report: Report) -> Iterator[str]:
    """Every word the report says itself."""
    yield report.title
    for part in report.parts:
        yield part.heading
        for one in part.content:
            if isinstance(one, Said):
                yield from (one.words, *one.notes)
            else:
                yield from (words for row in one.rows for words in row)
