"""The building's own rules. Each is shown to fail on a planted breach, so that none of them is only a wish."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "kingfisher"
PURE = ("timeline", "practice", "questions", "drawing", "interchange")
FILES = sorted(path for path in HOUSE.rglob("*.py") if "migrations" not in path.parts)

FORBIDDEN_NAMES = {"utils", "util", "helpers", "common", "core", "misc", "services"}
CLOCKS = re.compile(r"\b(?:datetime\.now|datetime\.utcnow|date\.today|time\.time|timezone\.now)\s*\(")
QUERIES = re.compile(r"\.objects\b|\bconnection\.cursor\b|\.raw\(|\bRawSQL\b")
LONGEST_FILE = 500


def breaches_of_names(paths):
    return [str(path) for path in paths if path.stem in FORBIDDEN_NAMES or path.parent.name in FORBIDDEN_NAMES]


def breaches_of_clock(text):
    return CLOCKS.findall(text)


def breaches_of_queries(text):
    return QUERIES.findall(text)


def public_functions_without_docstring(text):
    def silent(body):
        for node in body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                if ast.get_docstring(node) is None:
                    yield node.name
                if isinstance(node, ast.ClassDef):
                    yield from silent(node.body)

    return list(silent(ast.parse(text).body))


def test_no_room_is_a_drawer_of_odds_and_ends():
    assert breaches_of_names(FILES) == []
    assert breaches_of_names([Path("kingfisher/web/utils.py"), Path("kingfisher/core/x.py")]) != []


@pytest.mark.parametrize("room", PURE)
def test_time_is_an_argument_in_pure_rooms(room):
    for path in (HOUSE / room).rglob("*.py"):
        assert not breaches_of_clock(path.read_text()), f"{path} reads the clock"
    assert breaches_of_clock("born = date.today()")


def test_pages_never_query():
    for path in (HOUSE / "web").rglob("*.py"):
        assert not breaches_of_queries(path.read_text()), f"{path} queries: ask records for it"
    assert breaches_of_queries("Family.objects.get(pk=1)")


def test_no_file_has_outgrown_its_subject():
    long = {
        str(path.relative_to(ROOT)): n for path in FILES if (n := len(path.read_text().splitlines())) > LONGEST_FILE
    }
    assert long == {}


def test_every_module_says_what_it_answers():
    silent = [str(path) for path in FILES if not ast.get_docstring(ast.parse(path.read_text()))]
    assert silent == []


def test_public_functions_of_the_pure_rooms_are_explained():
    silent = {
        str(path.relative_to(ROOT)): names
        for room in PURE
        for path in (HOUSE / room).rglob("*.py")
        if (names := public_functions_without_docstring(path.read_text()))
    }
    assert silent == {}
    assert public_functions_without_docstring("def add(a, b):\n    return a + b\n") == ["add"]


def tracked():
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.split("\0") if name]


def text_of(path):
    try:
        return path.read_text(encoding="utf-8")
    except (UnicodeDecodeError, OSError):
        return ""


def test_the_repository_names_no_registry_and_no_machine():
    hosts = re.compile(r"https?://(?:files\.)?(?:pypi|pythonhosted|registry\.npmjs|deb\.debian|npmjs)\.", re.I)
    machine = re.compile(r"(?<![\w./-])/(?:root|home/\w+)/")
    for path in tracked():
        if path.suffix not in {".svg", ".css", ".js"} and path != Path(__file__).resolve():
            text = text_of(path)
            assert not hosts.search(text), path
            assert not machine.search(text), path
    assert hosts.search("https://pypi." + "org/simple")


def test_no_real_persons_number_is_kept():
    """NHS numbers in the repository begin 999, the range that is never issued."""
    number = re.compile(r"\bNHS(?: no\.?| number)?:? ?(\d{3}) ?\d{3} ?\d{4}\b", re.I)
    for path in tracked():
        for start in number.findall(text_of(path)):
            assert start == "999", path


@pytest.mark.parametrize(
    ("room", "line"),
    [
        ("timeline", "import kingfisher.practice"),
        ("practice", "import django"),
        ("questions", "import kingfisher.interchange"),
        ("cli", "import kingfisher.web"),
        ("agencies", "import kingfisher.records"),
    ],
)
def test_the_import_contracts_fail_on_a_planted_breach(tmp_path, room, line):
    import shutil

    shutil.copytree(HOUSE, tmp_path / "kingfisher", ignore=shutil.ignore_patterns("static", "templates", "__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "kingfisher" / room / "planted.py").write_text(f'"""A breach."""\n\n{line}\n')
    linter = Path(sys.executable).parent / "lint-imports"
    result = subprocess.run([linter, "--no-cache"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 1, result.stdout + result.stderr
    assert "BROKEN" in result.stdout


def test_a_room_that_is_not_on_the_map_breaks_the_contracts(tmp_path):
    import shutil

    shutil.copytree(HOUSE, tmp_path / "kingfisher", ignore=shutil.ignore_patterns("static", "templates", "__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "kingfisher" / "annex").mkdir()
    (tmp_path / "kingfisher" / "annex" / "__init__.py").write_text('"""Unplaced."""\n')
    linter = Path(sys.executable).parent / "lint-imports"
    result = subprocess.run([linter, "--no-cache"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert "annex" in result.stdout


def test_direct_dependencies_are_few_and_each_has_its_reason():
    text = (ROOT / "pyproject.toml").read_text()
    block = text.split("dependencies = [", 1)[1].split("]\n", 1)[0]
    lines = [line for line in block.splitlines() if line.strip().startswith('"')]
    on_one_machine = [line for line in lines if "sys_platform == 'win32'" not in line]  # it has its server or the other
    assert len(on_one_machine) <= 15
    assert all("#" in line for line in lines)


def test_the_locks_hold_hashes_and_no_addresses():
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text()
        assert "--hash=sha256:" in text
        assert "://" not in text


def test_the_door_is_a_posix_script_that_lists_itself():
    result = subprocess.run(["sh", "run"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0
    for verb in ("demo", "test", "check", "bench", "docs"):
        assert f"./run {verb}" in result.stdout


def test_generated_pages_are_fresh():
    from docs.__main__ import pages

    stale = [name for name, text in pages().items() if (ROOT / "docs" / name).read_text(encoding="utf-8") != text]
    assert stale == [], "run ./run docs"
