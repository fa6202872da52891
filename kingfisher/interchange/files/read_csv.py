"""Reading comma-separated and like text files, whatever they are separated by and however they are encoded."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Literal

from kingfisher.interchange.files.rows import Cell, Notice, Place, Reading, Row

DELIMITERS = ",;\t|"
SAMPLE = 64 * 1024
LONGEST_CELL = 10_000_000
_LAST_LINE = "the last line"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 with a byte-order mark"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)


def read_csv(path: Path, name: str) -> Reading:
    """Yield the records of a text file, and notices about its encoding and its uneven records.

    Record 1 is the first record of the file, header or title. A quoted cell may hold line breaks. Records keep
    all their cells, however many. Blank records are counted and passed over.
    """
    encoding, notice = detect_encoding(path, name)
    if notice is not None:
        yield notice
    delimiter = _delimiter(path, encoding)
    quoting, notice = _quotes(path, name, encoding, delimiter)
    if notice is not None:
        yield notice
    widths: Counter[int] = Counter()
    firsts: dict[int, int] = {}
    spoilt = 0
    with path.open(encoding=encoding, errors=_spare(encoding), newline="") as stream:
        for number, record in enumerate(_records(stream, delimiter, quoting), start=1):
            spoilt += sum(value.count("�") for value in record)
            if not any(value.strip() for value in record):
                continue
            widths[len(record)] += 1
            firsts.setdefault(len(record), number)
            cells = tuple(Cell(_lines(value), column) for column, value in enumerate(record, start=1))
            yield Row(Place(name, "record", number), cells, width=len(cells))
    yield from _uneven(widths, firsts, name)
    if spoilt:
        text = (
            f"{spoilt} characters could not be read and are shown as �. Look at the original, or ask for it as Excel."
        )
        yield Notice(None, "unreadable", text, spoilt)


def detect_encoding(path: Path, name: str) -> tuple[str, Notice | None]:
    """The Python name of the file's encoding, and a notice unless it is plain UTF-8 (or ASCII).

    A byte-order mark decides; then text with many zero bytes is UTF-16; then what is sound UTF-8 is UTF-8; all
    else is Windows-1252, in which every pound sign, dash and curly quote of an English office file is right.
    """
    head = _head(path)
    for mark, encoding, spoken in _MARKS:
        if head.startswith(mark):
            return encoding, Notice(None, "encoding", f"{name} was read as {spoken}.")
    for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        if zeros and zeros.count(0) > len(zeros) // 2:
            return encoding, Notice(None, "encoding", f"{name} was read as UTF-16, though it does not say so.")
    if _is_utf8(path):
        return "utf-8", None
    text = f"{name} was read as Windows-1252 (older Windows text). Check pound signs, dashes and quotes."
    return "cp1252", Notice(None, "encoding", text)


def _head(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(SAMPLE)


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(SAMPLE):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _spare(encoding: str) -> str:
    return "replace" if encoding != "utf-8" else "strict"


def _delimiter(path: Path, encoding: str) -> str:
    """The separator that splits the first records most evenly into most cells; a comma if none does."""
    with path.open(encoding=encoding, errors="replace", newline="") as stream:
        sample = stream.read(SAMPLE)
    best, best_score = ",", 0.0
    for candidate in DELIMITERS:
        records = [record for record in _records(io.StringIO(sample, newline=""), candidate) if any(record)][:200]
        counts = Counter(len(record) for record in records)
        width, times = max(counts.items(), key=lambda pair: (pair[1] * (pair[0] > 1), pair[0]), default=(1, 0))
        score = (width > 1) * times / max(len(records), 1) * (1 + width / 100)
        if score > best_score:
            best, best_score = candidate, score
    return best


def _records(
    stream: io.TextIOBase | io.TextIOWrapper, delimiter: str, quoting: Literal[0, 3] = csv.QUOTE_MINIMAL
) -> Iterator[list[str]]:
    csv.field_size_limit(LONGEST_CELL)
    return csv.reader(stream, delimiter=delimiter, quoting=quoting)


def _quotes(path: Path, name: str, encoding: str, delimiter: str) -> tuple[Literal[0, 3], Notice | None]:
    """How to take quotation marks, and a notice where they are not in pairs.

    A mark that is never closed would swallow all records after it into one cell, so then every mark is taken as a
    plain character and every line as a record: cells may be split too often, but nothing is hidden.
    """
    csv.field_size_limit(LONGEST_CELL)
    number = 0
    with path.open(encoding=encoding, errors=_spare(encoding), newline="") as stream:
        try:
            for _ in csv.reader(stream, delimiter=delimiter, strict=True):
                number += 1
        except csv.Error:
            place = Place(name, "record", number + 1)
            if _ends_inside_quotes(path, encoding, delimiter):
                text = "A quotation mark opened here is never closed. Each line was read as a record, marks and all."
                return csv.QUOTE_NONE, Notice(place, "quotes", text)
            text = "Quotation marks in this record are not in pairs. Some may be missing from its text."
            return csv.QUOTE_MINIMAL, Notice(place, "quotes", text)
    return csv.QUOTE_MINIMAL, None


def _ends_inside_quotes(path: Path, encoding: str, delimiter: str) -> bool:
    """Whether a line added at the end would be swallowed by a mark still open."""
    last: list[str] = []
    with path.open(encoding=encoding, errors=_spare(encoding), newline="") as stream:
        try:
            for record in csv.reader(chain(stream, ("\n", _LAST_LINE)), delimiter=delimiter):
                last = record
        except csv.Error:
            return True
    return last != [_LAST_LINE]


def _lines(value: str) -> str:
    return value.replace("\r\n", "\n").replace("\r", "\n")


def _uneven(widths: Counter[int], firsts: dict[int, int], name: str) -> Iterator[Notice]:
    if len(widths) < 2:
        return
    usual, _ = widths.most_common(1)[0]
    for width, times in sorted(widths.items()):
        if width > usual:
            place = Place(name, "record", firsts[width])
            text = f"{times} records have {width} cells where most have {usual}. All were kept."
            yield Notice(place, "uneven", text, times)
