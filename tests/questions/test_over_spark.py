"""Under Spark, over Parquet, the sweep says the same as in one process; skipped where Spark is not installed."""

import importlib.util
import shutil
from datetime import date

import pytest

from kingfisher.cli.population import made
from kingfisher.questions.over_spark import NoSpark, sweep_spark, write_parquet
from kingfisher.questions.sweep import ToSweep, sweep, to_line
from kingfisher.timeline.file_format import write_record

THERE = all(importlib.util.find_spec(name) for name in ("pyspark", "pyarrow")) and shutil.which("java")
needs_spark = pytest.mark.skipif(not THERE, reason="Spark is not installed here: kingfisher[spark] and Java 17")
DAY = date(2023, 12, 1)


def families(count):
    listed = [
        ToSweep(family=one.name, record=write_record(one.chronology, form="json").encode())
        for one in made(count, seed=5)
    ]
    return [*listed, ToSweep(family="not one", record=b"nothing here")]


@needs_spark
def test_says_the_same_as_one_process(tmp_path):
    listed = families(25)
    assert write_parquet(listed, tmp_path / "parquet", files=3) == 26
    under_spark = [to_line(one) for one in sweep_spark(tmp_path / "parquet", DAY)]
    alone = sorted(sweep(listed, DAY), key=lambda one: one.family)
    assert under_spark == [to_line(one) for one in alone]
    with pytest.raises(FileExistsError, match="Choose another folder"):
        write_parquet(listed, tmp_path / "parquet")


@pytest.mark.skipif(bool(THERE), reason="Spark is installed here")
def test_says_what_to_install(tmp_path):
    with pytest.raises(NoSpark, match="kingfisher"):
        list(sweep_spark(tmp_path, DAY))
