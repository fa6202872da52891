"""Several programs writing in one record at once: every entry is placed once, and the chain holds."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
WRITERS = ("social_worker", "health_visitor", "police_officer")
EACH = 12


@pytest.fixture
def address(transactional_db: None, tmp_path: Path) -> str:
    if connection.vendor == "sqlite":
        return f"sqlite:///{tmp_path / 'record.sqlite3'}"
    where = connection.settings_dict
    return f"postgresql://{where['USER']}:{where['PASSWORD']}@{where['HOST']}:{where['PORT'] or 5432}/{where['NAME']}"


def start(address: str, *words: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "DATABASE_URL": address, "PYTHONPATH": str(ROOT), "KINGFISHER_DEMO": "1"}
    return subprocess.Popen(
        [sys.executable, *words], env=environment, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


def run(address: str, *words: str) -> str:
    program = start(address, *words)
    said, _ = program.communicate(timeout=120)
    assert program.returncode == 0, said
    return said


def test_writing_at_once(address: str) -> None:
    run(address, "-m", "tests.records.write_at_once", "set_up", "0")
    programs = [start(address, "-m", "tests.records.write_at_once", who, str(EACH)) for who in WRITERS]
    for program in programs:
        said, _ = program.communicate(timeout=120)
        assert program.returncode == 0, said
    assert f"{11 + EACH * len(WRITERS)} entries" in run(address, "manage.py", "verify", "--skip-checks")
