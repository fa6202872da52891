"""What a command is given to work on: a record in the open format, a folder of returns, or single returns."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from kingfisher.cli.outcome import WrongCall
from kingfisher.cli.progress import Progress
from kingfisher.interchange.files.apart import read_apart
from kingfisher.interchange.files.rows import Refused
from kingfisher.interchange.returns.agency_return import AgencyReturn, Doubt, RefusedFile, Remark
from kingfisher.interchange.returns.read_people import parse_people
from kingfisher.interchange.returns.read_return import read_folder, read_return
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.file_format import parse_record, unlisted
from kingfisher.timeline.people import Family

RECORDS = (".yaml", ".yml", ".json")
PEOPLE = ("people.yaml", "people.yml", "people.json")


class Source(msgspec.Struct, frozen=True):
    """All that was read: the record, and of returns also what is in doubt, remarked on and refused."""

    chronology: Chronology
    returns: tuple[AgencyReturn, ...] = ()
    refused: tuple[RefusedFile, ...] = ()

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """Every row held back, in the order of the files."""
        return tuple(doubt for one in self.returns for doubt in one.doubts)

    @property
    def remarks(self) -> dict[str, tuple[Remark, ...]]:
        """What is to be looked at, by entry id."""
        return {row.entry.id: row.remarks for one in self.returns for row in one.proposed if row.remarks}


def add_sources(parser: argparse.ArgumentParser) -> None:
    """The words every command that reads takes alike."""
    parser.add_argument(
        "sources",
        nargs="+",
        type=Path,
        metavar="SOURCE",
        help="a record (.yaml, .json), a folder of agencies' returns with its people.yaml, or single returns",
    )
    parser.add_argument("--people", type=Path, help="the family's people file, where the folder has none of its own")


def load(sources: Sequence[Path], people: Path | None, progress: Progress) -> Source:
    """Read everything a command was given, as one family.

    Raises `WrongCall` where a path or a people file is missing, and what the readers of records raise.
    """
    for path in sources:
        if not path.exists():
            raise WrongCall(f"There is no {path}. Check the name, and the folder you are in.")
    records = [path for path in sources if path.is_file() and path.suffix.lower() in RECORDS]
    given = [path for path in sources if path not in records]
    read = [parse_record(path.read_text(encoding="utf-8-sig"), name=path.name) for path in records]
    for path, record in zip(records, read, strict=True):
        for sentence in unlisted(record):
            print(f"{path.name}, {sentence}", file=sys.stderr)
    family = read[0].family if read else None
    if given or not read:
        family = _family(given, people) or family
    if family is None:
        raise WrongCall(_no_people(given))
    returns, refused = _returns(given, family, progress)
    progress.done()
    mine = Chronology(family, [row.entry for one in returns for row in one.proposed])
    return Source(_joined(mine, read), tuple(returns), tuple(refused))


def _family(given: Sequence[Path], people: Path | None) -> Family | None:
    candidates = [people] if people else [folder / name for folder in given if folder.is_dir() for name in PEOPLE]
    candidates += [path.parent / name for path in given if path.is_file() and not people for name in PEOPLE]
    for path in candidates:
        if path.is_file():
            return parse_people(path.read_text(encoding="utf-8-sig"), name=str(path))
        if people:
            raise WrongCall(f"There is no {people}. Give --people the file that lists the family.")
    return None


def _no_people(given: Sequence[Path]) -> str:
    where = given[0] if given else Path()
    return (
        f"Nothing says who the family is. Put a people.yaml beside the returns in {where} (docs/open-format.md shows "
        "one), or name it with --people."
    )


def _returns(given: Sequence[Path], family: Family, progress: Progress) -> tuple[list[AgencyReturn], list[RefusedFile]]:
    returns: list[AgencyReturn] = []
    refused: list[RefusedFile] = []
    for path in given:
        if path.is_dir():
            read, not_read = read_folder(path, family, progress)
            returns += read
            refused += not_read
            continue
        progress.say(f"Reading {path.name}")
        try:
            returns.append(read_return(read_apart(path), family))
        except Refused as wrong:
            refused.append(RefusedFile(path.name, wrong.code, wrong.reason))
    return _told_apart(returns), refused


def _told_apart(returns: Sequence[AgencyReturn]) -> list[AgencyReturn]:
    """Two files of one agency number their rows alike: later ones carry on where the earlier ones ended."""
    used: dict[str, int] = {}
    return [_numbered_on(one, used) for one in returns]


def _numbered_on(one: AgencyReturn, used: dict[str, int]) -> AgencyReturn:
    start = used.get(one.agency, 0)
    used[one.agency] = start + len(one.proposed) + len(one.doubts)
    if not start:
        return one
    replace = msgspec.structs.replace

    def later(entry: Entry) -> Entry:
        agency, _, number = entry.id.rpartition("-")
        return replace(entry, id=f"{agency}-{int(number) + start:04d}")

    return replace(
        one,
        proposed=tuple(replace(row, entry=later(row.entry)) for row in one.proposed),
        doubts=tuple(
            replace(doubt, proposed=replace(doubt.proposed, entry=later(doubt.proposed.entry))) for doubt in one.doubts
        ),
    )


def _joined(mine: Chronology, records: Sequence[Chronology]) -> Chronology:
    if not records:
        return mine
    first, *rest = records
    return first.merged_with(*rest, mine) if len(mine) or rest else first
