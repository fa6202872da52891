"""Take the measures behind a review's recommendations over many families: each figure with its denominator.

Give a folder with a record for each family, or --made for seeded families that nobody is in. Figures from fewer than
five families, and counts small enough to find someone behind, are held back. No family and no practitioner is named.
"""

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from kingfisher.cli.days import day
from kingfisher.cli.families import records_in
from kingfisher.cli.outcome import Exit, WrongCall
from kingfisher.cli.population import made
from kingfisher.cli.tables import table
from kingfisher.practice.measures import MEASURES
from kingfisher.practice.measures.figure import Asked, Shown, shown
from kingfisher.questions.measured import words_for_measures
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.file_format import read_record

HELP = "has practice changed? figures over many families, with their denominators"
EXAMPLES = """\
  kingfisher measures records/ --last 2026-03-31
  kingfisher measures records/ --only fathers --last 2026-03-31 --json
  kingfisher measures --made 300 --last 2024-12-31
"""
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class _Families:
    """The families, read or made again each time they are gone through: only one is held at once."""

    folder: Path | None
    made: int
    seed: int

    def __iter__(self) -> Iterator[Chronology]:
        """One after another."""
        if self.folder is not None:
            yield from (read_record(path) for path in records_in(self.folder))
        else:
            yield from (one.chronology for one in made(self.made, seed=self.seed))


def add(parser: argparse.ArgumentParser) -> None:
    """The words of the command."""
    parser.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help="a folder with a record for each family")
    parser.add_argument("--made", type=int, metavar="N", help="N made-up families instead")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="which made-up families (1 if not given)")
    parser.add_argument("--first", type=day, metavar="DAY", help="from this day; a year before the last, if not given")
    parser.add_argument("--last", type=day, metavar="DAY", required=True, help="to this day, both days counted")
    parser.add_argument("--only", choices=sorted(MEASURES), help="one measure instead of all")
    parser.add_argument("--json", action="store_true", help="write JSON, for another program")


def run(chosen: argparse.Namespace, now: datetime) -> int:
    """Take the measures and write them. Raises `WrongCall` without families, or with days the wrong way round."""
    if (chosen.folder is None) == (chosen.made is None):
        raise WrongCall("Give a folder of records, or --made N for made-up families.")
    first = chosen.first or chosen.last - YEAR
    if first > chosen.last:
        raise WrongCall(f"{first} is after {chosen.last}: give the earlier day first.")
    asked = Asked(
        families=_Families(chosen.folder, chosen.made or 0, chosen.seed),
        first=first,
        last=chosen.last,
        words=words_for_measures(chosen.last),
    )
    names = [chosen.only] if chosen.only else list(MEASURES)
    found = {name: shown(MEASURES[name].take(asked)) for name in names}
    if chosen.json:
        print(json.dumps({name: [msgspec.to_builtins(one) for one in lines] for name, lines in found.items()}))
        return Exit.FINE
    for name, lines in found.items():
        _write(name, lines)
    return Exit.FINE


def _write(name: str, lines: list[Shown]) -> None:
    print(f"{MEASURES[name].title} ({name})")
    rows = [(one.agency or "All", one.words) for one in lines]
    print(table(("Agency", "Figure"), rows))
    print()
