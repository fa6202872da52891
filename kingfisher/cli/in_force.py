"""Say what is in force on a day: what questions look at, clocks, guidance, and what a partnership has set for itself.

With --since, what changed between that day and --on. Each line has its guidance and edition, and says whether it comes
with Kingfisher or is local. A local number is never called statutory.
"""

import argparse
import json
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

import msgspec

from kingfisher.cli.days import day
from kingfisher.cli.outcome import Exit, WrongCall
from kingfisher.cli.partnership import add_partnership, partnership_of
from kingfisher.cli.tables import paragraph
from kingfisher.questions.in_force import AREAS, Change, InForce, changed, in_force
from kingfisher.timeline.dates import said

HELP = "what law, guidance and local procedure set on a day, and what changed"
EXAMPLES = """\
  kingfisher in-force --on 2020-03-01
  kingfisher in-force --on 2024-01-01 --since 2023-12-01
  kingfisher in-force --on 2025-10-01 --since 2024-03-31 --partnership demo/partnership.yaml
  kingfisher in-force --on 2025-10-01 --json
"""


def add(parser: argparse.ArgumentParser) -> None:
    """The words of the command."""
    parser.add_argument("--on", type=day, required=True, metavar="DAY", help="the day, such as 2020-03-01")
    parser.add_argument("--since", type=day, metavar="DAY", help="only what changed since the end of this earlier day")
    add_partnership(parser)
    parser.add_argument("--json", action="store_true", help="write JSON, for another program")


def run(chosen: argparse.Namespace, now: datetime) -> int:
    """Work it out and print it."""
    own = partnership_of(chosen)
    if chosen.since and chosen.since > chosen.on:
        raise WrongCall("--since must be on or before --on: give the earlier day to --since.")
    found: tuple[Change | InForce, ...] = (
        changed(chosen.since, chosen.on, own) if chosen.since else in_force(chosen.on, own)
    )
    if chosen.json:
        print(json.dumps(msgspec.to_builtins(found), ensure_ascii=False, indent=1))
        return Exit.FINE
    whose = f", with {own.label}" if own else ""
    if chosen.since:
        print(f"What changed from {said(chosen.since)} to {said(chosen.on)}{whose}: {len(found) or 'nothing'}.")
    else:
        print(f"In force on {said(chosen.on)}{whose}.")
    for area, ones in groupby(found, key=lambda one: one.area):
        print(f"\n{AREAS[area]}")
        for one in ones:
            for line in _change(one) if isinstance(one, Change) else _line(one):
                print(line)
    return Exit.FINE


def _line(one: InForce) -> Iterator[str]:
    yield paragraph(f"{one.key}: {one.value}.")
    yield paragraph(f"{_ground(one)}.", indent="      ")


def _ground(one: InForce) -> str:
    whose = "the partnership's own" if one.whose == "local" else "comes with Kingfisher"
    since = f", from {said(one.since)}" if one.since else ""
    until = f" to {said(one.until)}" if one.until else ""
    return f"{one.called}; {one.guidance} ({one.version}){since}{until}; {whose}"


def _change(one: Change) -> Iterator[str]:
    if one.before is None and one.after is not None:
        yield paragraph(f"{one.key}: new. {one.after.value}.")
    elif one.after is None and one.before is not None:
        yield paragraph(f"{one.key}: no longer in force. It was {one.before.value}.")
    elif one.before and one.after and one.before.value == one.after.value:
        yield paragraph(f"{one.key}: still {one.after.value}, by another source. It was {_ground(one.before)}.")
    elif one.before and one.after:
        yield paragraph(f"{one.key}: {one.after.value}. It was {one.before.value} ({_ground(one.before)}).")
    if one.after:
        yield paragraph(f"{_ground(one.after)}.", indent="      ")
