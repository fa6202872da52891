"""kingfisher due: the list, narrowed and grouped; the calendar; a partnership's own timescales."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kingfisher.cli.main import main

NOW = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)
RECORD = """
family: {name: Moss, children: [kit]}
people: [{id: kit, name: Kit Moss, born: 2015-01-10}]
practitioners: [{id: sw1, name: Al Reed, role: social worker, agency: social_care, covers: [kit]}]
entries:
  - {id: e1, kind: plan, happened: 2020-03-12, agency: social_care, about: kit, type: child_protection, stage: opened}
  - {id: e2, kind: action, happened: 2020-03-12, agency: social_care, about: kit,
     owner: school, what: lunch, due: 2020-04-03}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "record.yaml"
    path.write_text(RECORD)
    return path


def call(*words: object) -> int:
    return main([str(word) for word in words], now=NOW)


def test_it_lists_what_is_open_by_agency(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("due", file, "--as-at", "2020-03-27") == 0
    told = capsys.readouterr().out
    assert "4 things are due, as at the end of 27 March 2020." in told
    assert "First core group – Kit Moss: late: was due by 26 March 2020" in told
    assert "Agreed action – Kit Moss: due by 3 April 2020." in told
    assert told.index("School") < told.index("Social care")
    assert "local procedure, not statutory" in " ".join(told.split())


def test_one_agency_or_practitioner_alone(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("due", file, "--as-at", "2020-03-27", "--agency", "school") == 0
    told = capsys.readouterr().out
    assert "One thing is due" in told
    assert "core group" not in told
    assert call("due", file, "--as-at", "2020-03-27", "--practitioner", "sw1", "--by", "practitioner") == 0
    assert "Al Reed, social worker" in capsys.readouterr().out
    assert call("due", file, "--as-at", "2020-03-27", "--by", "practitioner") == 0
    assert "Nobody recorded" in capsys.readouterr().out
    assert call("due", file, "--as-at", "2020-03-01") == 0
    assert "Nothing is due" in capsys.readouterr().out
    assert call("due", file, "--as-at", "2020-03-27", "--since", "2020-04-01", "--by", "child") == 0
    assert "core group" not in capsys.readouterr().out


def test_the_calendar_is_written_and_its_references_are_shown(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    calendar = tmp_path / "due.ics"
    assert call("due", file, "--as-at", "2020-03-27", "--agency", "social_care", "--ics", calendar) == 0
    text = calendar.read_bytes().decode()
    assert text.count("BEGIN:VEVENT\r\n") == 3
    assert "Kit" not in text
    shown = [line.rsplit(" ", 1)[1].rstrip(".") for line in capsys.readouterr().out.splitlines() if "calendar:" in line]
    assert len(shown) == 3
    assert all(f"UID:{one}" in text for one in shown)


def test_json_holds_every_clock(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("due", file, "--as-at", "2020-03-27", "--json") == 0
    held = json.loads(capsys.readouterr().out)
    assert {one["id"] for one in held} == {"core_group_first", "cp_visit", "review_first", "action_due"}
    assert next(one for one in held if one["id"] == "core_group_first")["breach"] == {
        "since": "2020-03-27",
        "reason": None,
    }


def test_a_partnerships_own_timescales(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = tmp_path / "ours.yaml"
    own.write_text(
        "guidance: [{id: ours, kind: local procedure, title: Our procedures, edition: '2', from: 2020-01-01, "
        "paragraph: '3.1', sure: high}]\n"
        "clocks: {cp_visit: {title: Visit, starts: [child_protection_opened], met_by: [seen_by_social_care], "
        "while: child_protection, owner: {agency: social_care, role: social worker}, "
        "limits: [{number: 4, unit: weeks, kind: local procedure, guidance: [ours]}]}}\n"
    )
    assert call("due", file, "--as-at", "2020-03-27", "--timescales", own) == 0
    assert "Visit – Kit Moss: due by 9 April 2020." in capsys.readouterr().out
    own.write_text("clocks: {cp_visit: {title: Visit}}")
    assert call("due", file, "--as-at", "2020-03-27", "--timescales", own) == 2
    assert "ours.yaml, cp_visit" in capsys.readouterr().err


def test_a_calendar_is_called_a_calendar(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("due", file, "--as-at", "2020-03-27", "--ics", "due.txt") == 2
    assert "should end in .ics" in capsys.readouterr().err
