"""--partnership on the command line: the same record, asked by a partnership's own parameters."""

import json
from datetime import date
from pathlib import Path

import msgspec
import pytest

from kingfisher.cli.main import main
from kingfisher.questions import engine
from kingfisher.questions.local import Local, not_asked_here
from kingfisher.questions.partnership import read_partnership
from kingfisher.questions.question import NotAsking

EXAMPLE = Path(__file__).resolve().parents[2] / "demo" / "partnership.yaml"
RECORD = """
family: {name: Hart, children: [robin]}
people: [{id: robin, name: Robin Hart, born: 2022-07-05}, {id: mum, name: Amy Hart, born: 1998-03-01}]
relationships: [{kind: parent, of: robin, person: mum}]
entries:
  - {id: p, kind: plan, happened: 2025-10-01, agency: social_care, about: [robin],
     type: child_protection, stage: opened}
  - {id: s, kind: sighting, happened: 2025-10-01, agency: social_care, about: [robin],
     seen: [{child: robin, setting: inside}], text: "Seen at home."}
  - {id: m, kind: meeting, happened: 2025-10-20, agency: social_care, about: [robin], type: core group,
     mode: telephone, outcome: held, picture: progress}
"""


@pytest.fixture
def record(tmp_path):
    path = tmp_path / "hart.yaml"
    path.write_text(RECORD)
    return path


def asked(capsys, *words):
    assert main([str(word) for word in words]) == 0
    return {one["kind"] for one in json.loads(capsys.readouterr().out)["questions"]}


def test_a_partnerships_own_days_open_a_question_ours_do_not(record, capsys):
    words = ("ask", record, "--as-at", "2025-10-21", "--json")
    assert "seen_at_home" not in asked(capsys, *words)
    assert "seen_at_home" in asked(capsys, *words, "--partnership", EXAMPLE)


def test_replay_steps_by_them_too(record, capsys):
    words = ["replay", str(record), "--on", "2025-10-21", "--questions"]
    assert main(words) == 0
    ours = capsys.readouterr().out
    assert main([*words, "--partnership", str(EXAMPLE)]) == 0
    assert capsys.readouterr().out != ours


def test_what_is_wrong_in_the_file_is_told_in_a_sentence(record, tmp_path, capsys):
    own = tmp_path / "own.yaml"
    own.write_text(EXAMPLE.read_text(encoding="utf-8").replace("    unit: days\n", "", 1))
    assert main(["ask", str(record), "--as-at", "2025-10-21", "--partnership", str(own)]) == 2
    assert "own.yaml, parameters, seen_at_home.days: its unit is missing" in capsys.readouterr().err


def test_in_force_says_what_is_set_and_what_changed(capsys):
    words = ["in-force", "--on", "2025-10-01", "--partnership", str(EXAMPLE)]
    assert main(words) == 0
    told = capsys.readouterr().out
    assert "seen_at_home.days: 14 days." in told
    assert "local procedure, not statutory; Fellmarsh neglect strategy" in told
    assert "Stage 1: Practitioner to practitioner" in told
    assert main([*words, "--since", "2025-08-31"]) == 0
    told = capsys.readouterr().out
    assert "seen_at_home.days: 14 days. It was 21 days" in told
    assert "Stage 1" not in told
    assert main([*words, "--since", "2025-08-31", "--json"]) == 0
    assert {one["area"] for one in json.loads(capsys.readouterr().out)} >= {"parameter", "threshold_document"}


def test_days_the_wrong_way_round_are_told(capsys):
    assert main(["in-force", "--on", "2020-01-01", "--since", "2021-01-01"]) == 2
    assert "--since must be on or before --on" in capsys.readouterr().err


def test_what_is_due_goes_by_its_clocks(record, capsys):
    words = ["due", str(record), "--as-at", "2025-10-05", "--json"]
    limits = []
    for more in ([], ["--partnership", str(EXAMPLE)]):
        assert main([*words, *more]) == 0
        limits.append(capsys.readouterr().out)
    assert "Fellmarsh practice standards" not in limits[0]
    assert limits[0] != limits[1]
    assert main([*words, "--partnership", str(EXAMPLE), "--timescales", str(EXAMPLE)]) == 2


@pytest.mark.parametrize(("on", "named"), [("2025-10-21", True), ("2025-12-01", True), ("2019-10-21", False)])
def test_the_local_source_stands_beside_the_questions_own(record, tmp_path, capsys, on, named):
    earlier = tmp_path / "earlier.yaml"
    earlier.write_text(
        RECORD.replace("2025-10", "2019-09").replace("2019-09-20", "2019-10-20").replace("2022-", "2016-")
    )
    source = record if named else earlier
    assert main(["ask", str(source), "--as-at", on, "--partnership", str(EXAMPLE)]) == 0
    told = capsys.readouterr().out
    assert "A good picture" in told
    assert ("Fellmarsh neglect strategy, second edition" in told) == named


def test_a_local_source_is_named_with_its_edition_and_never_called_statutory(record, capsys):
    assert main(["ask", str(record), "--as-at", "2025-10-21", "--partnership", str(EXAMPLE)]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert (
        "Because of local procedure, not statutory: Fellmarsh neglect strategy, second edition, section 4 "
        "(Fellmarsh Safeguarding Children Partnership, version 2025.2)." in told
    )


def test_questions_are_said_in_the_names_used_here(record, capsys, monkeypatch):
    asking = engine.ask

    def of_early_help(*given):
        return [msgspec.structs.replace(one, sentence="Was early help offered?") for one in asking(*given)[:1]]

    monkeypatch.setattr("kingfisher.cli.ask.ask", of_early_help)
    words = ["ask", str(record), "--as-at", "2025-10-21"]
    assert main(words) == 0
    assert "Was early help offered?" in capsys.readouterr().out
    assert main([*words, "--partnership", str(EXAMPLE)]) == 0
    assert "Was Family Help offered?" in capsys.readouterr().out


def test_why_not_and_what_is_due_are_said_in_the_names_used_here(record, tmp_path, capsys):
    own = tmp_path / "own.yaml"
    own.write_text(
        EXAMPLE.read_text(encoding="utf-8").rstrip()
        + "\n  - {for: core group, say: circle of care, from: 2024-04-01, guidance: fellmarsh-visiting}\n"
        + "  - {for: supervision, say: reflection, from: 2024-04-01, guidance: fellmarsh-visiting}\n",
        encoding="utf-8",
    )
    told = {}
    for words in (
        ["ask", str(record), "--as-at", "2025-10-12", "--why-not"],
        ["due", str(record), "--as-at", "2025-10-12"],
    ):
        for more in ([], ["--partnership", str(own)]):
            assert main([*words, *more]) == 0
            told[words[0], bool(more)] = " ".join(capsys.readouterr().out.split()).casefold()
    assert "circle of care" not in told["due", False]
    assert "circle of care" in told["due", True]
    assert "supervision about a child" in told["ask", False]
    assert "reflection about a child" in told["ask", True].split("not asked:")[1]


def test_an_answers_own_words_are_not_put_into_local_names():
    here = read_partnership(EXAMPLE).local
    one = NotAsking(
        kind="early_help", title="No early help", about=(), because="Answered by gp on 1 May: early help begun."
    )
    said = not_asked_here(one, here, date(2025, 10, 1))
    assert (said.title, said.because) == ("No Family Help", one.because)
    assert not_asked_here(one, Local(), date(2025, 10, 1)) is one
