"""Everything that must hold, in one go: ./run test (or the quick part of it: ./run check).

All checks run even when one fails, and the failures are listed at the end. Words after `./run test` go to pytest,
and then only pytest runs: ./run test tests/timeline -k week
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
CODE = ["kingfisher", "tests", "benchmarks", "docs", "manage.py"]
KEPT_IN_TABLES = ["tests/agencies", "tests/records", "tests/web"]  # run again on PostgreSQL

CHECKS = [
    ("format", [BIN / "ruff", "format", "--check", "--quiet", *CODE]),
    ("lint", [BIN / "ruff", "check", "--quiet", *CODE]),
    ("types", [BIN / "mypy", "--no-error-summary", "kingfisher"]),
    ("contracts", [BIN / "lint-imports", "--no-logo"]),
]


def main(words: list[str]) -> int:
    """Run what the words ask for; the exit code is 0 only if everything held."""
    os.chdir(ROOT)
    os.environ.setdefault("KINGFISHER_DEBUG", "1")
    if words and words[0] != "--check":
        return run("pytest", [sys.executable, "-m", "pytest", *words])
    failed = [name for name, command in CHECKS if run(name, command)]
    if not words:
        failed += everything_else()
    if failed:
        print(f"\nFailed: {', '.join(failed)}.", file=sys.stderr)
    return 1 if failed else 0


def everything_else() -> list[str]:
    """The tests themselves: first on PostgreSQL where there is one, then all of them on SQLite and in the browser."""
    failed = []
    in_ci = os.environ.get("CI") == "true"
    postgres = os.environ.get("KINGFISHER_TEST_POSTGRES")
    pytest = [sys.executable, "-m", "pytest", "-n", "2"]
    if postgres:
        failed += ["PostgreSQL tests"] * bool(
            run("PostgreSQL tests", [*pytest, *KEPT_IN_TABLES], DATABASE_URL=postgres, CI="", KINGFISHER_TEST_DB="pg")
        )
    else:
        say("PostgreSQL tests NOT RUN: set KINGFISHER_TEST_POSTGRES=postgresql://name:word@host/base to run them.")
        failed += ["PostgreSQL tests (required in CI)"] * in_ci
    if not browser():
        say("Browser tests NOT RUN: install Chromium (or name one in BROWSER_PATH) to run them.")
        failed += ["browser tests (required in CI)"] * in_ci
    failed += ["tests"] * bool(run("tests", pytest))
    return failed


def browser() -> str | None:
    """The Chromium the tests will drive, if this machine has one."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return os.environ.get("BROWSER_PATH") or next((path for name in names if (path := shutil.which(name))), None)


def run(name: str, command: list[object], **environment: str) -> int:
    """Run one check, saying which."""
    say(f"-- {name}")
    return subprocess.run([str(word) for word in command], env={**os.environ, **environment}, check=False).returncode


def say(words: str) -> None:
    """To the person at the terminal, in order with what the checks print."""
    print(words, flush=True)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
