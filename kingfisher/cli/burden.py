"""Count what is asked of people: questions for every hundred child-months, by kind and tier, over many families.

Give a folder with a record for each family, or --made for seeded families that nobody is in: ordinary lives, large and
small, mostly well handled. Each child's figures are spread into a median and a ninetieth percentile; no family and no
practitioner is ranked or named. The goal: the middle child has less than one point-of-decision question a month, while
on a plan too, and no stop-and-confirm question.
"""

import argparse
import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import msgspec

from kingfisher.cli.days import day
from kingfisher.cli.families import records_in
from kingfisher.cli.outcome import Exit, WrongCall
from kingfisher.cli.population import made
from kingfisher.cli.progress import Progress
from kingfisher.cli.tables import table
from kingfisher.questions.burden import Burden, Line, OfFamily, burden, of_family
from kingfisher.questions.catalogue import TIERS
from kingfisher.questions.engine import register
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.file_format import read_record

HELP = "how many questions are asked, for every hundred child-months"
EXAMPLES = """\
  kingfisher burden --made 300
  kingfisher burden --made 300 --seed 7 --everyone      the few that were not well handled too
  kingfisher burden records/ --as-at 2024-03-31
  kingfisher burden records/ --json
"""


MEASURES = (
    ("raised for every 100 child-months", "per_hundred"),
    ("raised a month, the middle child", "median"),
    ("raised a month, one child in ten has", "tenth"),
    ("raised a month on a plan, the middle child", "plan_median"),
    ("raised a month on a plan, one child in ten has", "plan_tenth"),
    ("open on a day, the middle child", "open_median"),
    ("open on a day, one child in ten has", "open_tenth"),
)


def add(parser: argparse.ArgumentParser) -> None:
    """The words of the command."""
    parser.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help="a folder with a record for each family")
    parser.add_argument("--made", type=int, metavar="N", help="N made-up families instead")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="which made-up families (1 if not given)")
    parser.add_argument("--everyone", action="store_true", help="made-up families that were not well handled too")
    parser.add_argument(
        "--as-at", type=day, metavar="DAY", help="count up to this day; each record's last, if not given"
    )
    parser.add_argument("--json", action="store_true", help="write JSON, for another program")


def run(chosen: argparse.Namespace, now: datetime) -> int:
    """Count and print; exit code 1 when the goal is missed."""
    if (chosen.folder is None) == (chosen.made is None):
        raise WrongCall("Give a folder of records, or --made 300 for made-up families; one of the two.")
    progress = Progress(wanted=chosen.progress)
    counted = burden(_made(chosen, progress) if chosen.made else _read(chosen, progress))
    progress.done()
    if chosen.json:
        print(json.dumps(msgspec.to_builtins(counted), indent=1))
    else:
        print("\n".join(_told(counted)))
    return Exit.FINE if counted.meets_goal() else Exit.NEEDS_A_PERSON


def _made(chosen: argparse.Namespace, progress: Progress) -> Iterator[OfFamily]:
    for number, family in enumerate(made(chosen.made, chosen.seed)):
        if number % 50 == 0:
            progress(number, chosen.made, family.name)
        if family.well_handled or chosen.everyone:
            yield of_family(family.chronology, chosen.as_at or family.last)


def _read(chosen: argparse.Namespace, progress: Progress) -> Iterator[OfFamily]:
    paths = records_in(chosen.folder)
    for number, path in enumerate(paths):
        progress(number, len(paths), path.name)
        record = read_record(path)
        yield of_family(record, chosen.as_at or _last_day(record))


def _last_day(record: Chronology) -> date:
    return max((entry.known_from for entry in record if entry.known_from), default=date.min)


def _told(counted: Burden) -> Iterator[str]:
    yield (
        f"{counted.families:,} families, {counted.children:,} children, {counted.child_months:,.0f} child-months of "
        "record. A question about several children is counted once, and in each of those children's own figures."
    )
    yield ""
    yield table(("", *(f"tier {tier}, {words}" for tier, words in TIERS.items())), _measures(counted.tiers))
    yield ""
    kinds = [(raised, f"{share:.2f}", register()[kind].tier, kind) for kind, (raised, share) in counted.by_kind.items()]
    if kinds:
        yield table(("raised", "per 100 child-months", "tier", "question"), kinds)
        yield ""
    decision, stop = counted.tiers[1], counted.tiers[0]
    yield (
        "Goal: the middle child under 1 point-of-decision question a month, on a plan too, and no stop-and-confirm: "
        f"{'met' if counted.meets_goal() else 'NOT MET'} ({decision.median:.2f}; {decision.plan_median:.2f} on a plan; "
        f"{stop.raised} stop-and-confirm in all)."
    )


def _measures(tiers: tuple[Line, ...]) -> Iterator[tuple[str, ...]]:
    """One row for each measure, tiers side by side."""
    yield ("raised in all", *(f"{line.raised:,}" for line in tiers))
    for words, name in MEASURES:
        yield (words, *(f"{getattr(line, name):.2f}" for line in tiers))
