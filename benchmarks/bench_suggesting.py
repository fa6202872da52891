"""People, date and kind suggested for each row: microseconds a row over the demonstration's returns, already read."""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from benchmarks.protocol import Measured, each, growth
from kingfisher.interchange.files.reading import read_rows
from kingfisher.interchange.files.rows import ReadFile
from kingfisher.interchange.returns.people_named import PeopleReader
from kingfisher.interchange.returns.read_people import read_people
from kingfisher.interchange.returns.read_return import read_return
from kingfisher.timeline.people import Family

RETURNS = Path(__file__).resolve().parents[1] / "demo" / "returns"


def run() -> Iterator[Measured]:
    """Every return of both families; then one return said over and over."""
    for case in ("lucy", "mia"):
        family = read_people(RETURNS / case / "people.yaml")
        files = [
            read_rows(path) for path in sorted((RETURNS / case).iterdir()) if path.suffix in {".docx", ".xlsx", ".csv"}
        ]
        rows = sum(len(file.rows) for file in files)
        yield each(
            f"{case}: layout, date, people, kind and fields, for each row",
            lambda files=files, family=family: _all_read(files, family),
            rows,
            goal_us=200,
        )
    police = read_rows(RETURNS / "lucy" / "police.csv")
    lucy = read_people(RETURNS / "lucy" / "people.yaml")

    def longer(size: int) -> Callable[[], object]:
        file = _longer(police, size)
        return lambda: read_return(file, lucy)

    yield growth("growth, 100 to 10,000 rows of one file", longer, [100, 1_000, 10_000])


def _all_read(files: list[ReadFile], family: Family) -> object:
    people = PeopleReader(family)
    return [read_return(file, family, people=people) for file in files]


def _longer(file: ReadFile, size: int) -> ReadFile:
    head, *rows = file.rows
    repeated = [rows[n % len(rows)] for n in range(size)]
    return msgspec.structs.replace(file, rows=(head, *repeated))
