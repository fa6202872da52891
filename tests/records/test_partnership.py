"""The server asks by the partnership's file that the settings name, everywhere alike, and says so if it is unfit."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

from kingfisher.questions.parameters import standard
from kingfisher.records import partnership, standings

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "demo" / "partnership.yaml"


def test_without_a_file_ours_stand(settings):
    settings.PARTNERSHIP = ""
    assert partnership.ours() is None
    assert partnership.parameters() is standard()


def test_the_file_the_settings_name_is_used(settings):
    settings.PARTNERSHIP = str(EXAMPLE)
    assert partnership.parameters().number("seen_at_home.days", date(2025, 9, 1)) == 14
    assert standings.parameters().number("seen_at_home.days", date(2025, 9, 1)) == 14


def test_nothing_on_the_server_asks_round_it():
    """Whatever asks a question imports it from the one seam, or ours and the partnership's would be mixed."""
    asking = r"engine import .*\b(ask|why_not|open_since|holds_until|ask_and_hold)\b"
    round_it = re.compile(rf"from kingfisher\.questions\.({asking}|parameters import .*standard)")
    seam = ROOT / "kingfisher" / "records" / "partnership.py"
    paths = [path for room in ("records", "web") for path in (ROOT / "kingfisher" / room).rglob("*.py") if path != seam]
    assert [str(path) for path in paths if round_it.search(path.read_text(encoding="utf-8"))] == []
    assert round_it.search("from kingfisher.questions.engine import Spell, ask\n")


def test_an_unfit_file_is_told_when_the_server_starts(tmp_path):
    own = tmp_path / "own.yaml"
    own.write_text("partnership: {name: Fellmarsh}\n")
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env={"KINGFISHER_PARTNERSHIP": str(own), "KINGFISHER_DEMO": "1", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "own.yaml, partnership: give its name, its version and from which day" in done.stderr
