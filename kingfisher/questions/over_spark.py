"""The same sweep under Apache Spark: over a region's families in Parquet, with the same results to the letter.

A row is a family: its name and its whole record in the open format. Families are dealt into files by a digest of their
names, so that a file holds many and no family lies in two. Spark only shares out the rows; what is asked of each is
`sweep`, and nothing else. pyspark and pyarrow are the extra `spark`, and are imported only when they are used.
"""

import hashlib
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from importlib import import_module
from itertools import batched
from pathlib import Path
from typing import Any

from kingfisher.questions.sweep import Swept, ToSweep, agreed, from_line, sweep, to_line

type Session = Any  # pyspark.sql.SparkSession, where the extra is installed

ROWS_AT_ONCE = 200  # families written to Parquet together


class NoSpark(RuntimeError):
    """pyspark, pyarrow or Java is not there; the message says what to install."""


def write_parquet(families: Iterable[ToSweep], folder: Path, *, files: int = 16) -> int:
    """Write the families to `folder` in so many files (fewer if there are few); gives how many families.

    A record that is a file is read. Raises `NoSpark` without pyarrow, `FileExistsError` when the folder holds Parquet
    already, and `OSError` for a record that cannot be opened.
    """
    arrow, parquet = _arrow()
    if any(folder.rglob("*.parquet")):
        raise FileExistsError(f"{folder} holds Parquet already. Choose another folder.")
    folder.mkdir(parents=True, exist_ok=True)
    schema = arrow.schema([("family", arrow.string()), ("record", arrow.binary())])
    writers: dict[int, Any] = {}
    count = 0
    try:
        for part in batched(families, ROWS_AT_ONCE):
            dealt: dict[int, list[ToSweep]] = {}
            for one in part:
                dealt.setdefault(_file_of(one.family, files), []).append(one)
            for number, ones in dealt.items():
                if number not in writers:
                    writers[number] = parquet.ParquetWriter(folder / f"families-{number:05d}.parquet", schema)
                rows = {"family": [one.family for one in ones], "record": [_text(one) for one in ones]}
                writers[number].write_table(arrow.table(rows, schema=schema))
            count += len(part)
    finally:
        for writer in writers.values():
            writer.close()
    return count


def sweep_spark(
    folder: Path, as_at: date, *, overlay: str = "", partnership: str = "", session: Session | None = None
) -> Iterator[Swept]:
    """What stands for each family in the folder's Parquet at the end of the day, in order of name.

    `session` is a Spark session; with none, one is started on this machine alone and stopped at the end. Every family
    is asked, once: results of an earlier sweep are not looked at. Raises `GuidanceError` for an overlay or a
    partnership's file that cannot be used, `NoSpark`, and, on this machine, `FileNotFoundError` without any Parquet.
    """
    agreed(overlay, partnership)  # so that a mistake in it is told before anything is started
    own = session is None
    if own and not any(folder.rglob("*.parquet")):
        raise FileNotFoundError(f"{folder} holds no Parquet. Write the records there first, with --to-parquet.")
    session = _local() if session is None else session
    try:
        rows = session.read.parquet(str(folder)).select("family", "record").rdd
        found = rows.mapPartitions(_swept_by(as_at, overlay, partnership))
        # Putting them in order looks at them several times: they are kept meanwhile, so that nothing is asked twice.
        found = found.persist(import_module("pyspark").StorageLevel.MEMORY_AND_DISK)
        for _, line in found.sortByKey().toLocalIterator():
            yield from_line(line)
        found.unpersist()
    finally:
        if own:
            session.stop()


def _swept_by(as_at: date, overlay: str, partnership: str) -> Callable[[Iterator[Any]], Iterator[tuple[str, bytes]]]:
    """What each of Spark's workers does with the rows it is given."""

    def swept(rows: Iterator[Any]) -> Iterator[tuple[str, bytes]]:
        families = (ToSweep(family=row["family"], record=bytes(row["record"])) for row in rows)
        for one in sweep(families, as_at, agreed(overlay, partnership)):
            yield one.family, to_line(one)

    return swept


def _local() -> Session:
    try:
        sql = import_module("pyspark.sql")
    except ImportError as wrong:
        raise NoSpark("Spark is not installed. Install kingfisher[spark], and Java 17.") from wrong
    if shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
        raise NoSpark("Spark needs Java, and none is found here. Install Java 17, or set JAVA_HOME to where it is.")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = sql.SparkSession.builder.master("local[*]").appName("kingfisher sweep")
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
        "spark.sql.session.timeZone": "UTC",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
    }
    for name, value in settings.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def _arrow() -> tuple[Any, Any]:
    try:
        return import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError as wrong:
        raise NoSpark("pyarrow is not installed. Install kingfisher[spark].") from wrong


def _file_of(family: str, files: int) -> int:
    return int.from_bytes(hashlib.sha256(family.encode()).digest()[:8]) % files


def _text(one: ToSweep) -> bytes:
    return one.record.read_bytes() if isinstance(one.record, Path) else one.record
