"""Show which questions a changed parameter would have opened or spared over past records.

Every record is read twice, by the parameters as they are and as they would be. Over several records, counts by kind of
question; over one, the list with its dates as well. No record is named beside a count and none is ranked: the counts
are about the parameter. --partnership reads by a partnership's own file; on its own, without --parameter, it is
compared with what comes with Kingfisher.
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
from kingfisher.cli.partnership import add_partnership, parameters_of, partnership_of
from kingfisher.cli.progress import Progress
from kingfisher.cli.sources import PEOPLE, load
from kingfisher.cli.tables import paragraph, table
from kingfisher.practice.guidance import GuidanceError
from kingfisher.questions.engine import Spell, register
from kingfisher.questions.parameters import Parameters, standard
from kingfisher.questions.what_if import Compared, Count, Difference, compare, counts, supposing
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import said

HELP = "which questions a changed parameter would have opened or spared"
EXAMPLES = """\
  kingfisher what-if record.yaml --parameter seen_at_home.days=14
  kingfisher what-if records/ --parameter seen_at_home.days=14 --parameter neglect_tool.days=91
  kingfisher what-if records/ --partnership demo/partnership.yaml
  kingfisher what-if returns/ --parameter "neglect_tool.tools=graded care, gcp2" --as-at 2020-03-01
"""


def add(parser: argparse.ArgumentParser) -> None:
    """The words of the command."""
    parser.add_argument(
        "records",
        nargs="+",
        type=Path,
        metavar="RECORDS",
        help="records (.yaml, .json), folders of records, or a folder of returns with its people.yaml",
    )
    parser.add_argument(
        "--parameter",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a changed value (docs/questions.md lists the names); may be given several times",
    )
    add_partnership(parser)
    parser.add_argument("--as-at", type=day, metavar="DAY", help="up to this day; each record's last, if not given")
    parser.add_argument("--json", action="store_true", help="write JSON, for another program")


def run(chosen: argparse.Namespace, now: datetime) -> int:
    """Read, compare, and print."""
    before, after = _parameters(chosen)
    progress = Progress(wanted=chosen.progress)
    compared, only = [], None
    paths = _paths(chosen.records)
    for number, path in enumerate(paths):
        progress(number, len(paths), path.name)
        record = load([path], None, Progress()).chronology
        compared.append(compare(record, chosen.as_at or _last_day(record), before, after))
        only = record if len(paths) == 1 else None
    progress.done()
    counted = counts(compared)
    if chosen.json:
        listed = compared[0].differences if only else ()
        told = {"records": len(paths), "counts": counted, "differences": listed}
        print(json.dumps(msgspec.to_builtins(told), ensure_ascii=False, indent=1))
        return Exit.FINE
    for line in _told(counted, compared, only):
        print(line)
    return Exit.FINE


def _parameters(chosen: argparse.Namespace) -> tuple[Parameters, Parameters]:
    """As they are, and as they would be."""
    own = partnership_of(chosen)
    if not chosen.parameter and own is None:
        raise WrongCall("Say what would be otherwise: --parameter seen_at_home.days=14, or --partnership PATH.")
    if not chosen.parameter:
        return standard(), parameters_of(own)
    try:
        return parameters_of(own), supposing(parameters_of(own), chosen.parameter)
    except GuidanceError as wrong:
        raise WrongCall(f"{wrong} docs/questions.md lists every parameter.") from wrong


def _paths(given: list[Path]) -> list[Path]:
    """Every record once: a folder with a people file is one family's returns, another one holds records."""
    found: list[Path] = []
    for path in given:
        is_returns = any((path / name).is_file() for name in PEOPLE)
        found += records_in(path) if path.is_dir() and not is_returns else [path]
    return list(dict.fromkeys(found))


def _last_day(record: Chronology) -> date:
    return max((entry.known_from for entry in record if entry.known_from), default=date.min)


def _told(counted: tuple[Count, ...], compared: list[Compared], only: Chronology | None) -> Iterator[str]:
    opened, spared = sum(one.opened for one in counted), sum(one.spared for one in counted)
    other = sum(one.otherwise for one in counted)
    records = "1 record" if len(compared) == 1 else f"{len(compared):,} records"
    yield (
        f"Over {records} the change would have opened {opened}, spared {spared}, and {other} would stand otherwise: "
        "on other days or about other children."
    )
    if not any((opened, spared, other)):
        return
    yield ""
    rows = [
        (one.now, one.then, one.opened, one.spared, one.otherwise, one.kind)
        for one in counted
        if one.opened or one.spared or one.otherwise
    ]
    yield table(("asked now", "asked then", "opened", "spared", "otherwise", "question"), rows)
    if only is not None:
        yield ""
        for one in compared[0].differences:
            yield from _difference(one, only)


def _difference(one: Difference, record: Chronology) -> Iterator[str]:
    spell = one.then or one.now
    assert spell is not None
    about = ", ".join(record.family.label(person) for person in spell.about)
    named = f"{register()[one.kind].title}{f' – {about}' if about else ''}"
    if one.now is None:
        yield paragraph(f"opened: {named}, {_days(one.then)}.")
    elif one.then is None:
        yield paragraph(f"spared: {named}, {_days(one.now)}.")
    else:
        yield paragraph(f"otherwise: {named}, {_days(one.then)}; now {_days(one.now)}.")


def _days(spell: Spell | None) -> str:
    if spell is None:
        return ""
    return f"from {said(spell.since)}{f' to {said(spell.settled)}' if spell.settled else ', still open'}"
