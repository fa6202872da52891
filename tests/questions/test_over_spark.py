"""Under Spark, over Parquet, the sweep says the same as in one process; skipped where Spark is not installed."""

import importlib.util
import shutil
from datetime import date
from pathlib import Path

import pytest

from kingfisher.cli.main import main
from kingfisher.cli.population import made
from kingfisher.questions.over_spark import NoSpark, sweep_spark, write_parquet
from kingfisher.questions.sweep import ToSweep, sweep, to_line
from kingfisher.timeline.file_format import write_record

THERE = all(importlib.util.find_spec(name) for name in ("pyspark", "pyarrow")) and shutil.which("java")
needs_spark = pytest.mark.skipif(not THERE, reason="Spark is not installed here: kingfisher[spark] and Java 17")
DAY = date(2023, 12, 1)
DEMO = Path(__file__).resolve().parents[2] / "demo"


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
    (tmp_path / "families-00000.parquet").touch()
    with pytest.raises(NoSpark, match="kingfisher"):
        list(sweep_spark(tmp_path, DAY))


def test_a_folder_without_parquet_is_told_before_anything_is_started(tmp_path):
    with pytest.raises(FileNotFoundError, match="--to-parquet"):
        list(sweep_spark(tmp_path, DAY))


@needs_spark
def test_without_java_it_says_so(tmp_path, monkeypatch):
    write_parquet(families(1), tmp_path)
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(NoSpark, match="Install Java 17"):
        list(sweep_spark(tmp_path, DAY))


@needs_spark
def test_the_command_gives_the_same_file_to_the_letter(tmp_path, capsys):
    typed, region = DEMO / "typed", tmp_path / "region"
    alone, spark = tmp_path / "alone.jsonl", tmp_path / "spark.jsonl"
    assert main(["sweep", str(typed), "--to-parquet", str(region)]) == 0
    for folder, results, words in ((typed, alone, []), (region, spark, ["--from-parquet"])):
        own = ["--partnership", str(DEMO / "partnership.yaml"), *words]
        assert main(["sweep", str(folder), "--as-at", "2020-12-20", "--to", str(results), *own]) == 0
    assert spark.read_bytes() == alone.read_bytes()
    assert len(alone.read_bytes().splitlines()) == 3
