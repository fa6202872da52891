"""A folder of families, one record in the open format for each: what a command that works on many of them is given."""

from collections.abc import Iterator
from pathlib import Path

from kingfisher.cli.outcome import WrongCall
from kingfisher.cli.sources import RECORDS


def records_in(folder: Path) -> list[Path]:
    """The records in a folder and the folders within it, in order of name.

    Raises `WrongCall` when there is no such folder or nothing in it is a record.
    """
    if not folder.is_dir():
        raise WrongCall(f"There is no folder {folder}. Give a folder with a record (.yaml, .json) for each family.")
    found = sorted(path for path in _records(folder) if path.name not in ("people.yaml", "people.yml", "people.json"))
    if not found:
        raise WrongCall(f"{folder} holds no record (.yaml, .json). Put one in it for each family, or use --made 300.")
    return found


def _records(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.suffix.lower() in RECORDS and path.is_file())
