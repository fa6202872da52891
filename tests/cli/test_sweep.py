"""Every question of every family: the same whatever the processes, taken up where it stopped, again only if need be."""

import json
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from kingfisher.cli.main import main
from kingfisher.cli.population import made
from kingfisher.practice.clocks import clocks
from kingfisher.questions.engine import ask
from kingfisher.questions.local import clock_named_here, named_here
from kingfisher.questions.partnership import read_partnership
from kingfisher.questions.question import Question
from kingfisher.questions.sweep import Swept, ToSweep, footing, must_look_again, sweep, sweep_all
from kingfisher.timeline.file_format import parse_record, write_record
from tests.cli.test_asked_by_a_partnership import RECORD

DAY = date(2023, 6, 30)
EXAMPLE = Path(__file__).resolve().parents[2] / "demo" / "partnership.yaml"
FAMILIES = list(made(12, seed=3))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    held = tmp_path / "records"
    held.mkdir()
    for one in FAMILIES:
        (held / f"{one.name}.json").write_text(write_record(one.chronology, form="json"))
    return held


def partition(folder: Path) -> list[ToSweep]:
    return [ToSweep(family=path.name, record=path) for path in sorted(folder.iterdir())]


def test_the_clocks_are_those_of_the_clocks_own_reading(folder: Path):
    for one, family in zip(sweep(partition(folder), DAY), FAMILIES, strict=True):
        assert list(one.clocks) == [clock for clock in clocks(family.chronology, DAY) if clock.is_open]


def asked(one: Swept) -> list[Question]:
    """The questions, without how long each by itself would have held."""
    return [msgspec.structs.replace(question, holds_until=None) for question in one.questions]


def call(folder: Path, to: Path, day: str = "2023-06-30", *more: str) -> int:
    return main(["sweep", str(folder), "--as-at", day, "--to", str(to), "--processes", "1", *more])


def test_a_sweep_says_what_ask_says(folder: Path):
    found = list(sweep(partition(folder), DAY))
    assert [list(one.questions) for one in found] == [ask(one.chronology, DAY) for one in FAMILIES]
    assert [one.entries for one in found] == [len(one.chronology.by_id) for one in FAMILIES]


def test_the_same_whatever_the_processes_and_the_partitions(folder: Path):
    one = list(sweep_all(partition(folder), DAY))
    assert list(sweep_all(partition(folder), DAY, processes=2, at_a_time=5)) == one
    assert list(sweep_all(reversed(partition(folder)), DAY)) == one[::-1]


def test_what_still_holds_is_given_back_and_is_what_asking_again_would_give(folder: Path):
    """A fortnight of nights: carried over or asked again, the questions are those asked afresh that day."""
    held = {one.family: one for one in sweep(partition(folder), DAY)}
    carried = 0
    for night in range(1, 15):
        day = DAY + timedelta(days=night)
        work = [msgspec.structs.replace(one, before=held[one.family]) for one in partition(folder)]
        found = {one.family: one for one in sweep(work, day)}
        for fresh in sweep(partition(folder), day):
            assert asked(found[fresh.family]) == asked(fresh)
        carried += sum(found[name] is held[name] for name in found)
        held = found
    assert carried > len(held)


def test_a_changed_record_is_looked_at_again(folder: Path):
    one = next(iter(sweep(partition(folder), DAY)))
    assert not must_look_again(one, one.digest, DAY)
    assert must_look_again(one, "another", DAY)
    assert must_look_again(one, one.digest, DAY - timedelta(days=1))
    until = msgspec.structs.replace(one, holds_until=DAY)
    assert not must_look_again(until, one.digest, DAY)
    assert must_look_again(until, one.digest, DAY + timedelta(days=1))


def test_on_files_and_again_the_night_after(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    to = tmp_path / "swept.jsonl"
    assert call(folder, to) == 0
    assert "12 families as at 30 June 2023: 12 looked at, 0 still hold." in capsys.readouterr().out
    first = to.read_bytes()
    assert call(folder, to) == 0
    assert "0 looked at, 12 still hold." in capsys.readouterr().out
    assert to.read_bytes() == first
    (folder / "family-000003.json").unlink()
    assert call(folder, to, "2023-07-01") == 0
    assert [json.loads(line)["family"] for line in to.read_text().splitlines()[1:]] == sorted(
        path.name for path in folder.iterdir()
    )


def test_a_sweep_that_was_stopped_goes_on(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Stopped after five families, in the middle of writing the sixth."""
    whole, to = tmp_path / "whole.jsonl", tmp_path / "swept.jsonl"
    call(folder, whole)
    lines = whole.read_bytes().splitlines(keepends=True)
    (tmp_path / "swept.jsonl.part").write_bytes(b"".join(lines[:6]) + lines[6][:40])
    capsys.readouterr()
    assert call(folder, to) == 0
    assert "7 looked at, 5 still hold." in capsys.readouterr().out
    assert to.read_bytes() == whole.read_bytes()
    assert not (tmp_path / "swept.jsonl.part").exists()


def test_other_parameters_and_everything_is_looked_at_again(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    to, ours = tmp_path / "swept.jsonl", tmp_path / "ours.yaml"
    ours.write_text(
        "seen_at_home.days: {says: How long., unit: days, values: "
        "[{from: 2010-01-01, value: 10, guidance: kingfisher-unseen}]}"
    )
    assert footing(ours.read_text()) != footing()
    call(folder, to)
    capsys.readouterr()
    assert call(folder, to, "2023-06-30", "--parameters", str(ours)) == 0
    assert "12 looked at" in capsys.readouterr().out


def test_a_partnerships_stages_names_and_clocks_are_in_the_sweep(folder: Path, tmp_path: Path):
    """The same as asked one by one, in one process and in two; and another edition of the file is another footing."""
    own = read_partnership(EXAMPLE)
    day = date(2025, 10, 1)  # its stages and names are in force
    text = EXAMPLE.read_text(encoding="utf-8")
    (folder / "hart.yaml").write_text(RECORD)
    found = list(sweep_all(partition(folder), day, partnership=text))
    records = [*(family.chronology for family in FAMILIES), parse_record(RECORD)]
    for one, record in zip(found, records, strict=True):
        asking = ask(record, day, own.parameters)
        assert list(one.questions) == [named_here(each, own.local, day) for each in asking]
        running = [clock for clock in clocks(record, day, own.timescales) if clock.is_open]
        assert list(one.clocks) == [clock_named_here(each, own.local, day) for each in running]
    assert list(sweep_all(partition(folder), day, partnership=text, processes=2, at_a_time=5)) == found
    assert found != list(sweep_all(partition(folder), day))
    assert len({footing(), footing(partnership=text), footing(partnership=text + "\n# later")}) == 3
    assert call(folder, tmp_path / "a.jsonl", "2025-10-01", "--partnership", str(EXAMPLE)) == 0
    assert len((tmp_path / "a.jsonl").read_text().splitlines()) == 14


def test_it_holds_no_longer_than_what_is_in_force(folder: Path):
    """The partnership's names begin on 1 September 2025: what was swept the day before is swept again."""
    text = EXAMPLE.read_text(encoding="utf-8")
    for one in sweep_all(partition(folder), date(2025, 8, 20), partnership=text):
        assert one.holds_until
        assert one.holds_until <= date(2025, 8, 31)


def test_a_partnership_that_is_not_fit_and_both_at_once_are_told(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    own = tmp_path / "own.yaml"
    own.write_text("partnership: {name: Ours}")
    assert call(folder, tmp_path / "a.jsonl", "2025-10-01", "--partnership", str(own)) == 2
    assert "own.yaml, partnership: give its name, its version" in capsys.readouterr().err
    both = ("--partnership", str(EXAMPLE), "--parameters", str(own))
    assert call(folder, tmp_path / "a.jsonl", "2025-10-01", *both) == 2
    assert "not both" in capsys.readouterr().err


def test_a_record_that_cannot_be_read_is_told_and_the_others_are_swept(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (folder / "broken.yaml").write_text("entries: [{id: e1, kind: no_such_kind, agency: gp}]")
    assert call(folder, tmp_path / "swept.jsonl") == 1
    told = capsys.readouterr().out
    assert "13 families" in told
    assert "Not read: broken.yaml:" in told
    assert "no_such_kind" in told


def test_results_that_are_not_results_are_not_written_over(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    to = tmp_path / "notes.txt"
    to.write_text("my notes")
    assert call(folder, to) == 2
    assert to.read_text() == "my notes"
    assert "not the results of a sweep" in capsys.readouterr().err
