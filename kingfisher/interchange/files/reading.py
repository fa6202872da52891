"""From a file to a reader: what it is, who reads it, how much of it is too much, and what went wrong in plain words."""

import csv
import hashlib
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import python_calamine
from lxml import etree

from kingfisher.interchange.files.guard import LIMIT, inspect
from kingfisher.interchange.files.read_csv import read_csv
from kingfisher.interchange.files.read_docx import read_docx
from kingfisher.interchange.files.read_xlsx import read_xlsx
from kingfisher.interchange.files.rows import Format, Notice, ReadFile, Reading, Refused, Row

MOST_ROWS = 1_200_000
MOST_CELLS = 16_384
MOST_CHARACTERS = 200_000_000
_READERS: dict[Format, Callable[[Path, str], Reading]] = {
    "docx": read_docx,
    "xlsx": read_xlsx,
    "xlsb": read_xlsx,
    "xls": read_xlsx,
    "ods": read_xlsx,
    "csv": read_csv,
}
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error, etree.LxmlError, python_calamine.CalamineError,
    UnicodeError, csv.Error, EOFError, KeyError, ValueError, OverflowError, NotImplementedError,
)  # fmt: skip


def open_reading(path: Path, name: str, limit: int = LIMIT) -> tuple[Format, Reading]:
    """Inspect a file and say what it is; then the rows and notices, one by one, holding none of them.

    Raises Refused at once if the file is not safe or not of a kind that is read, and later, among the rows, if
    it turns out damaged or to hold more than any chronology does.
    """
    inspected = inspect(path, name=name, limit=limit)
    return inspected.format, _measured(path, name, inspected.format, inspected.notices)


def stream_rows(path: Path, *, name: str | None = None, limit: int = LIMIT) -> Iterator[Row | Notice]:
    """Inspect and read a file in this process, one row or notice at a time."""
    return open_reading(path, name or path.name, limit)[1]


def read_rows(path: Path, *, name: str | None = None, limit: int = LIMIT) -> ReadFile:
    """Inspect and read a whole file in this process: for benchmarks, tests and files we wrote ourselves."""
    shown = name or path.name
    kind, pieces = open_reading(path, shown, limit)
    rows: list[Row] = []
    notices: list[Notice] = []
    for piece in pieces:
        if isinstance(piece, Row):
            rows.append(piece)
        else:
            notices.append(piece)
    return ReadFile(shown, digest(path), path.stat().st_size, kind, tuple(rows), tuple(notices))


def digest(path: Path) -> str:
    """SHA-256 of the file's bytes, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _measured(path: Path, name: str, kind: Format, notices: tuple[Notice, ...]) -> Reading:
    yield from notices
    rows = characters = 0
    try:
        for piece in _READERS[kind](path, name):
            if isinstance(piece, Row):
                rows += 1
                characters += sum([len(cell.text) for cell in piece.cells])
                if rows > MOST_ROWS or len(piece.cells) > MOST_CELLS or characters > MOST_CHARACTERS:
                    raise _too_much(name, piece)
            yield piece
    except python_calamine.PasswordError as error:
        reason = f"{name} is locked with a password. Take the password off, save it, and add it again."
        raise Refused("encrypted", reason) from error
    except _DAMAGE as error:
        raise _damaged(name) from error
    except BaseException as error:  # what calamine raises when it trips over itself is no ordinary exception
        if type(error).__name__ == "PanicException":
            raise _damaged(name) from error
        raise
    if not rows:
        yield Notice(
            None, "no_rows", f"No words were found in {name}. If it shows any when opened, look at the original."
        )


def _damaged(name: str) -> Refused:
    reason = f"{name} is damaged and cannot be read to its end. Ask the agency to save it and send it again."
    return Refused("damaged", reason)


def _too_much(name: str, row: Row) -> Refused:
    return Refused(
        "too_much",
        f"{name} holds more than any chronology does (it was read as far as {row.place.locator}). "
        "Ask the agency to send only the chronology, in a new file.",
    )
