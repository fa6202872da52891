"""The command line on files: what it prints, what it writes, how it ends, and what it says when something is wrong."""

import csv
import json
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kingfisher.cli.main import COMMANDS, main
from kingfisher.timeline.file_format import parse_record, read_record

NOW = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)
PEOPLE = """
family: {name: Hart, children: [robin]}
people: [{id: robin, name: Robin Hart, born: 2018-07-05}, {id: mum, name: Amy Hart, born: 2000-03-01}]
relationships: [{kind: parent, of: robin, person: mum}]
"""
GP = "Date,Patient,Details\n01/02/2019,Robin Hart,Seen for a cough.\n31/02/2019,Robin Hart,Letter to Amy Hart.\n"
HOUSING = "Date,Name,Notes\n05/02/2019,Amy Hart,=cmd|' /C calc'!A0 rent letter at 8 Elm Crescent.\n"


@pytest.fixture
def returns(tmp_path: Path) -> Path:
    folder = tmp_path / "returns"
    folder.mkdir()
    (folder / "people.yaml").write_text(PEOPLE)
    (folder / "gp.csv").write_text(GP)
    (folder / "housing.csv").write_text(HOUSING)
    return folder


def call(*words: object) -> int:
    return main([str(word) for word in words], now=NOW)


def test_read_counts_every_row_lists_the_doubts_and_needs_a_person(
    returns: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = tmp_path / "entries.yaml"
    assert call("read", returns, "--to", record, "--everything", tmp_path / "all.json") == 1
    told = capsys.readouterr().out
    assert "31/02/2019" in told
    assert "DOES NOT ADD UP" not in told
    assert len(read_record(record).entries) == 2
    assert len(read_record(record).undated) == 1
    assert len(json.loads((tmp_path / "all.json").read_text())) == 2


def test_merge_writes_every_format_and_neutralises(
    returns: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = [tmp_path / f"m.{ending}" for ending in ("xlsx", "docx", "pdf", "html", "csv", "json")]
    words = [word for path in wanted for word in ("--to", path)]
    assert call("merge", returns, *words, "--by", "Alex Morgan") == 1
    assert "3 rows: 2 in order of date and 1 listed apart." in capsys.readouterr().out
    assert all(path.stat().st_size > 500 for path in wanted)
    with (tmp_path / "m.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["precision"] for row in rows] == ["day", "day", "invalid"]
    assert rows[1]["text_start"].startswith("'=cmd|")
    assert "Printed by Alex Morgan, 22 November 2026 at 14:05" in (tmp_path / "m.html").read_text()


def test_merge_without_names(returns: Path, tmp_path: Path) -> None:
    page = tmp_path / "m.html"
    assert call("merge", returns, "--to", page, "--pseudonymised", "--by", "Alex") == 1
    text = page.read_text()
    for name in ("Robin", "Amy", "Hart", "Elm"):
        assert name not in text
    assert "Child A" in text


def test_the_familys_copy_has_no_doubts_in_it(returns: Path, tmp_path: Path) -> None:
    page = tmp_path / "m.html"
    call("merge", returns, "--to", page, "--audience", "family")
    assert "31/02/2019" not in page.read_text()


def test_convert_round_trips_and_makes_forms_that_read_back(
    returns: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, two, three = tmp_path / "r.yaml", tmp_path / "r.json", tmp_path / "again.yaml"
    assert call("convert", returns, "--to", one) == 1
    assert call("convert", one, "--to", two) == 0
    assert call("convert", two, "--to", three) == 0
    assert one.read_text() == three.read_text()
    assert call("convert", one, "--to", tmp_path / "forms", "--forms", "xlsx") == 0
    assert sorted(path.name for path in (tmp_path / "forms").iterdir()) == ["gp.xlsx", "housing.xlsx"]
    (tmp_path / "forms" / "people.yaml").write_text(PEOPLE)
    capsys.readouterr()
    assert call("read", tmp_path / "forms", "--to", tmp_path / "back.yaml") == 0
    before, after = read_record(one).entries, read_record(tmp_path / "back.yaml").entries
    assert [(e.happened, e.about, e.kind, e.text) for e in before[:1]] == [
        (e.happened, e.about, e.kind, e.text) for e in after[:1]
    ]


def test_ask_and_replay_on_a_record(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = Path("docs/examples")
    example = sorted(record.glob("*.yaml"))[0]
    assert call("ask", example, "--as-at", "2021-01-01", "--why-not") == 0
    told = capsys.readouterr().out
    assert "at the end of 1 January 2021." in told
    assert "Not asked:" in told
    assert call("ask", example, "--as-at", "1 January 2021", "--json") == 0
    assert set(json.loads(capsys.readouterr().out)) == {"questions", "not_asked"}
    agency = read_record(example).agencies[0]
    assert call("replay", example, "--agency", agency, "--on", "2021-01-01") == 0
    assert call("replay", example, "--on", "2021-01-01", "--questions") == 0


def test_replay_shows_only_what_the_agency_had_written_or_been_told(
    returns: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("replay", returns, "--agency", "gp", "--on", "2019-02-02") == 0
    told = capsys.readouterr().out
    assert "Seen for a cough" in told
    assert "rent letter" not in told


def test_template_and_queries(returns: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("template", "--to", tmp_path / "form.docx", "--agency", "GP") == 0
    assert call("template", "--to", tmp_path / "form.xlsx") == 0
    assert call("queries", returns, "--to", tmp_path / "queries") == 1
    assert (tmp_path / "queries" / "queries GP.docx").exists()
    assert "31 February 2019" in (tmp_path / "queries" / "queries GP.txt").read_text()
    capsys.readouterr()
    assert call("queries", returns) == 1
    assert "To: GP" in capsys.readouterr().out


def test_accuracy_prints_a_table_and_its_misses(
    returns: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (returns / "expected").mkdir()
    merged = tmp_path / "merged.csv"
    call("merge", returns, "--to", merged)
    shutil.copy(merged, returns / "expected" / "merged.csv")
    capsys.readouterr()
    assert call("accuracy", returns, "--misses") in (0, 1)
    assert "rows" in capsys.readouterr().out


def test_a_refused_file_is_said_and_the_others_are_read(returns: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (returns / "police.docx").write_text("not a Word file")
    assert call("read", returns) == 3
    told = capsys.readouterr().out
    assert "Not read: police.docx" in told
    assert "gp.csv" in told


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        (("read", "nowhere"), "There is no nowhere"),
        (("merge", "{r}", "--to", "{r}/m.xlsx"), "Write it somewhere else"),
        (("merge", "{r}", "--to", "{t}/m.exe"), "should end in one of"),
        (("merge", "{r}", "--to", "{t}/no/m.pdf"), "Make it first"),
        (("merge", "{r}", "--to", "{t}/m.csv", "--audience", "neighbours"), "panel, family, or agency:NAME"),
        (("merge", "{r}", "--to", "{t}/m.csv", "--hide-siblings"), "add it"),
        (("merge", "{r}", "--to", "{t}/m.csv", "--pseudonymised", "--dates", "moved"), "moved:DAYS"),
        (("replay", "{r}", "--agency", "x", "--on", "2020-01-01"), "They are gp, housing"),
        (("ask", "{r}", "--as-at", "2020-01-01", "--child", "x"), "The people are mum, robin"),
        (("convert", "{r}", "--to", "{t}/x.txt"), "should end in .yaml or .json"),
        (("template", "--to", "{t}/x.pdf"), "should end in .docx or .xlsx"),
        (("accuracy", "{r}"), "expected/merged.csv"),
        (("accuracy", "{t}/nothing"), "There is no folder"),
    ],
)
def test_a_wrong_call_says_what_to_do(
    returns: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], advice: str
) -> None:
    assert call(*(word.format(r=returns, t=tmp_path) for word in words)) == 2
    assert advice in capsys.readouterr().err


def test_without_a_people_file_it_says_what_to_write(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "gp.csv").write_text(GP)
    assert call("read", tmp_path / "gp.csv") == 2
    assert "Put a people.yaml beside the returns" in capsys.readouterr().err


def test_days_that_are_not_one_day_are_refused(returns: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        call("ask", returns, "--as-at", "spring 2020")
    assert stopped.value.code == 2
    assert "is not one day" in capsys.readouterr().err


def test_something_unexpected_ends_in_words(
    returns: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kingfisher.cli.read.load", lambda *given: 1 / 0)
    assert call("read", returns) == 4
    assert "did not expect" in capsys.readouterr().err


def test_two_files_of_one_agency_keep_their_rows_apart(returns: Path, tmp_path: Path) -> None:
    shutil.copy(returns / "gp.csv", returns / "gp 2.csv")
    call("read", returns, "--to", tmp_path / "r.json")
    record = parse_record((tmp_path / "r.json").read_text())
    assert len(record.entries) + len(record.undated) == 5


def test_progress_goes_to_standard_error_only_when_asked(returns: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call("read", returns)
    assert capsys.readouterr().err == ""
    call("read", returns, "--progress")
    assert "1 of 2: gp.csv" in capsys.readouterr().err


@pytest.mark.parametrize("module", COMMANDS)
def test_help_teaches_with_examples_and_exit_codes(module: object, capsys: pytest.CaptureFixture[str]) -> None:
    name = module.__name__.rpartition(".")[2].replace("_", "-")  # type: ignore[attr-defined]
    with pytest.raises(SystemExit):
        main([name, "--help"])
    told = capsys.readouterr().out
    assert f"  kingfisher {name} " in told
    assert "exit codes:" in told


def test_it_runs_as_a_module_without_django() -> None:
    code = "import sys, kingfisher.cli.main; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
    told = subprocess.run(
        [sys.executable, "-m", "kingfisher.cli", "--help"], check=True, capture_output=True, text=True
    )
    assert "one chronology comes out" in told.stdout
