"""Look at every family in a folder and keep what stands: every question and open clock, in several processes.

The results are a file of one line of JSON for each family, in order of name, with the last day each holds. Run it again
with the same file and only those families are asked again whose record has changed or whose day has come. A sweep that
was stopped goes on from where it was: what is done so far is kept beside the results, and read first.
"""

import argparse
import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from kingfisher.cli.days import day
from kingfisher.cli.families import records_in
from kingfisher.cli.outcome import Exit, WrongCall
from kingfisher.cli.progress import Progress
from kingfisher.practice.guidance import GuidanceError
from kingfisher.questions.sweep import Swept, ToSweep, footing, from_line, sweep_all, to_line
from kingfisher.timeline.dates import said

HELP = "every question and clock of every family in a folder, kept until it must be looked at again"
EXAMPLES = """\
  kingfisher sweep records/ --as-at 2024-03-31 --to swept.jsonl
  kingfisher sweep records/ --as-at 2024-04-01 --to swept.jsonl      only what must be looked at again
  kingfisher sweep records/ --as-at 2024-03-31 --to swept.jsonl --processes 8 --parameters ours.yaml
"""
EACH = 500  # results between two words of progress


class Begun(msgspec.Struct, frozen=True):
    """The first line of the results: what they stand on. On another footing they are made anew."""

    footing: str


def add(parser: argparse.ArgumentParser) -> None:
    """The words of the command."""
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="a folder with a record for each family")
    parser.add_argument("--as-at", type=day, required=True, metavar="DAY", help="the day, such as 2024-03-31")
    parser.add_argument("--to", type=Path, required=True, metavar="FILE", help="the results, read first if they exist")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, metavar="N", help="how many at once")
    parser.add_argument("--parameters", type=Path, metavar="FILE", help="a partnership's own parameters, in YAML")


def run(chosen: argparse.Namespace, now: datetime) -> int:
    """Sweep, write, and say what was done; exit code 1 when a record could not be read."""
    overlay = chosen.parameters.read_text(encoding="utf-8") if chosen.parameters else ""
    try:
        stands_on = Begun(footing(overlay))
    except GuidanceError as wrong:
        raise WrongCall(str(wrong)) from wrong
    begun = chosen.to.with_name(chosen.to.name + ".part")
    before = _held(chosen.to, stands_on) | _held(begun, stands_on)
    paths = {path.relative_to(chosen.folder).as_posix(): path for path in records_in(chosen.folder)}
    work = (ToSweep(family=name, record=path, before=before.get(name)) for name, path in paths.items())
    progress = Progress(wanted=chosen.progress)
    _begin(begun, stands_on, before.values())
    again, unread = 0, []
    with begun.open("ab") as stream:
        found = sweep_all(work, chosen.as_at, overlay=overlay, processes=chosen.processes)
        for number, one in enumerate(found):
            if one != before.get(one.family):
                again += 1
                stream.write(to_line(one) + b"\n")
            if one.wrong:
                unread.append(f"{one.family}: {one.wrong}")
            if number % EACH == 0:
                stream.flush()
                progress(number, len(paths), one.family)
    progress.done()
    _finish(chosen.to, begun, stands_on, set(paths))
    print(
        f"{len(paths):,} families as at {said(chosen.as_at)}: {again:,} looked at, {len(paths) - again:,} still hold."
    )
    for words in unread:
        print(f"Not read: {words}")
    return Exit.NEEDS_A_PERSON if unread else Exit.FINE


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
