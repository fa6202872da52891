"""Measure how well a folder of returns is read, against its expected/merged.csv.

The folder holds the agencies' files, people.yaml and expected/merged.csv, one line for each source row. What counts as
the same is written down in kingfisher/interchange/kind_map.yaml. With --misses every row that differs is listed.
"""

import argparse
from datetime import datetime
from pathlib import Path

from kingfisher.cli.outcome import Exit, WrongCall
from kingfisher.cli.progress import Progress
from kingfisher.cli.tables import table
from kingfisher.interchange.returns.accuracy import measure

HELP = "measure how well a folder of returns is read, against its answer sheet"
EXAMPLES = """\
  kingfisher accuracy demo/returns/lucy
  kingfisher accuracy demo/returns/lucy --misses
"""


def add(parser: argparse.ArgumentParser) -> None:
    """The words of the command."""
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="returns, people.yaml and expected/merged.csv")
    parser.add_argument("--misses", action="store_true", help="list every row where we and the answer sheet differ")


def run(chosen: argparse.Namespace, now: datetime) -> int:
    """Measure and print; needs a person if anything was missed."""
    if not chosen.folder.is_dir():
        raise WrongCall(f"There is no folder {chosen.folder}.")
    progress = Progress(wanted=chosen.progress)
    found = measure(chosen.folder, progress)
    progress.done()
    print(found.table())
    if chosen.misses and found.misses:
        rows = [(one.measure, one.file, one.locator, one.wanted or "-", one.got or "-") for one in found.misses]
        print("\n" + table(("missed", "file", "where", "expected", "got"), rows))
    elif found.misses:
        print(f"\n{len(found.misses)} misses. Add --misses to list them.")
    if found.refused:
        return Exit.FILE_REFUSED
    return Exit.NEEDS_A_PERSON if found.misses else Exit.FINE
