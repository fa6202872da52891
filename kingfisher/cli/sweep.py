"""Look at every family in a folder and keep what stands: every question and open clock, in several processes.

The results are a file of one line of JSON for each family, in order of name, with the last day each holds. Run it again
with the same file and only those families are asked again whose record has changed or whose day has come. A sweep that
was stopped goes on from where it was: what is done so far is kept beside the results, and read first.
"""

import argparse
import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import TypedDict

import msgspec

from kingfisher.cli.days import day
from kingfisher.cli.families import records_in
from kingfisher.cli.outcome import Exit, WrongCall
from kingfisher.cli.partnership import add_partnership, partnership_of
from kingfisher.cli.progress import Progress
from kingfisher.practice.guidance import GuidanceError
from kingfisher.questions.over_spark import NoSpark, sweep_spark, write_parquet
from kingfisher.questions.sweep import Swept, ToSweep, footing, from_line, sweep_all, to_line
from kingfisher.timeline.dates import said

HELP = "every question and clock of every family in a folder, kept until it must be looked at again"
EXAMPLES = """\
  kingfisher sweep records/ --as-at 2024-03-31 --to swept.jsonl
  kingfisher sweep records/ --as-at 2024-04-01 --to swept.jsonl      only what must be looked at again
  kingfisher sweep records/ --as-at 2024-03-31 --to swept.jsonl --processes 8 --partnership demo/partnership.yaml
  kingfisher sweep records/ --to-parquet region/                     the records as Parquet, for Apache Spark
  kingfisher sweep region/ --from-parquet --as-at 2024-03-31 --to swept.jsonl
"""
EACH = 500  # results between two words of progress


class Begun(msgspec.Struct, frozen=True):
    """The first line of the results: what they stand on. On another footing they are made anew."""

    footing: str


def add(parser: argparse.ArgumentParser) -> None:
    """The words of the command."""
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="a folder with a record for each family")
    parser.add_argument("--as-at", type=day, metavar="DAY", help="the day, such as 2024-03-31")
    parser.add_argument("--to", type=Path, metavar="FILE", help="the results, read first if they exist")
    parser.add_argument(
        "--to-parquet", type=Path, metavar="FOLDER", help="write the records as Parquet, and ask nothing"
    )
    parser.add_argument("--from-parquet", action="store_true", help="the records are Parquet; sweep them under Spark")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, metavar="N", help="how many at once")
    parser.add_argument("--parameters", type=Path, metavar="FILE", help="parameters of your own alone, in YAML")
    add_partnership(parser)


def run(chosen: argparse.Namespace, now: datetime) -> int:
    """Sweep, write, and say what was done; exit code 1 when a record could not be read."""
    if chosen.to_parquet:
        return _to_parquet(chosen)
    if chosen.as_at is None or chosen.to is None:
        raise WrongCall("Give --as-at, the day, and --to, the file for the results.")
    own = _own(chosen)
    try:
        stands_on = Begun(footing(**own))
    except GuidanceError as wrong:
        raise WrongCall(str(wrong)) from wrong
    begun = chosen.to.with_name(chosen.to.name + ".part")
    before = _held(chosen.to, stands_on) | _held(begun, stands_on)
    paths = {} if chosen.from_parquet else _paths(chosen.folder)
    names = set(paths)
    progress = Progress(wanted=chosen.progress)
    _begin(begun, stands_on, before.values())
    again, unread = 0, []
    with begun.open("ab") as stream:
        for number, one in enumerate(_found(chosen, own, paths, before)):
            names.add(one.family)
            if one != before.get(one.family):
                again += 1
                stream.write(to_line(one) + b"\n")
            if one.wrong:
                unread.append(f"{one.family}: {one.wrong}")
            if number % EACH == 0:
                stream.flush()
                progress(number, len(paths) or number + 1, one.family)
    progress.done()
    _finish(chosen.to, begun, stands_on, names)
    print(
        f"{len(names):,} families as at {said(chosen.as_at)}: {again:,} looked at, {len(names) - again:,} still hold."
    )
    for words in unread:
        print(f"Not read: {words}")
    return Exit.NEEDS_A_PERSON if unread else Exit.FINE


class Own(TypedDict):
    """What is set over ours, as text: parameters alone, or a partnership's whole file."""

    overlay: str
    partnership: str


def _own(chosen: argparse.Namespace) -> Own:
    """What was chosen to be set over ours."""
    if chosen.partnership and chosen.parameters:
        raise WrongCall("A partnership's file holds its parameters: give --partnership or --parameters, not both.")
    if partnership_of(chosen):  # which says what is wrong in the file, by its name
        return Own(overlay="", partnership=chosen.partnership.read_text(encoding="utf-8-sig"))
    return Own(overlay=chosen.parameters.read_text(encoding="utf-8-sig") if chosen.parameters else "", partnership="")


def _paths(folder: Path) -> dict[str, Path]:
    return {path.relative_to(folder).as_posix(): path for path in records_in(folder)}


def _found(
    chosen: argparse.Namespace, own: Own, paths: Mapping[str, Path], before: Mapping[str, Swept]
) -> Iterator[Swept]:
    """The results, as they come: from files in processes of our own, or from Parquet under Spark (every family)."""
    if not chosen.from_parquet:
        work = (ToSweep(family=name, record=path, before=before.get(name)) for name, path in paths.items())
        return sweep_all(work, chosen.as_at, processes=chosen.processes, **own)
    return _without_spark_told(sweep_spark(chosen.folder, chosen.as_at, **own))


def _without_spark_told(found: Iterator[Swept]) -> Iterator[Swept]:
    try:
        yield from found
    except (NoSpark, FileNotFoundError) as wrong:
        raise WrongCall(str(wrong)) from wrong


def _to_parquet(chosen: argparse.Namespace) -> int:
    work = (ToSweep(family=name, record=path) for name, path in _paths(chosen.folder).items())
    try:
        count = write_parquet(work, chosen.to_parquet)
    except (NoSpark, FileExistsError) as wrong:
        raise WrongCall(str(wrong)) from wrong
    print(f"{count:,} families written to {chosen.to_parquet}.")
    return Exit.FINE


def _held(path: Path, stands_on: Begun) -> dict[str, Swept]:
    """The results in a file, by family, the later line for each; none if it is not there or stands on another footing.
    A last line cut short by the stop is left out."""
    if not path.is_file():
        return {}
    with path.open("rb") as stream:
        try:
            if msgspec.json.decode(stream.readline(), type=Begun) != stands_on:
                return {}
            return {one.family: one for one in _lines(stream)}
        except msgspec.DecodeError as wrong:
            raise WrongCall(f"{path} is not the results of a sweep. Give --to another name, or remove it.") from wrong


def _lines(stream: Iterable[bytes]) -> Iterator[Swept]:
    for line in stream:
        if line.endswith(b"\n"):
            yield from_line(line)


def _begin(begun: Path, stands_on: Begun, before: Iterable[Swept]) -> None:
    """What is known so far, written whole, so that the lines to come are added to good ones."""
    lines = [msgspec.json.encode(stands_on), *map(to_line, before)]
    _replace(begun, lines)


def _finish(results: Path, begun: Path, stands_on: Begun, names: set[str]) -> None:
    """The results in order of name, families that are gone left out; then what was begun is removed."""
    held = _held(begun, stands_on)
    lines = [to_line(held[name]) for name in sorted(names & held.keys())]
    _replace(results, [msgspec.json.encode(stands_on), *lines])
    begun.unlink()


def _replace(path: Path, lines: list[bytes]) -> None:
    fresh = path.with_name(path.name + ".new")
    with fresh.open("wb") as stream:
        stream.writelines(line + b"\n" for line in lines)
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(path)
