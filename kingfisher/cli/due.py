"""List what is due and by when: every open clock that law, guidance, local procedure or the record itself sets.

Each says by when, what the number rests on and whose it is. A number that is only local is never called statutory, and
one borrowed from another area is only a place-holder until the partnership sets its own (--timescales). With --ics the
list is written as a calendar for a diary, without anybody's name.
"""

import argparse
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from kingfisher.cli.days import day
from kingfisher.cli.outcome import Exit, WrongCall
from kingfisher.cli.partnership import add_partnership, partnership_of
from kingfisher.cli.progress import Progress
from kingfisher.cli.sources import add_sources, load
from kingfisher.cli.tables import paragraph
from kingfisher.interchange.copies.write_ics import reference, write_ics
from kingfisher.interchange.wording import agency_words
from kingfisher.practice.clocks import Clock, clocks
from kingfisher.practice.due_lists import Due, due, standing_words
from kingfisher.practice.timescales import Timescales, standard_timescales
from kingfisher.questions.local import Local, clock_named_here
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import said
from kingfisher.timeline.file_format import encode_date

HELP = "what is due on a day, by when and whose it is; also as a calendar without names"
EXAMPLES = """\
  kingfisher due record.yaml --as-at 2020-03-01
  kingfisher due returns/ --as-at "1 March 2020" --by practitioner
  kingfisher due record.yaml --as-at 2020-03-01 --agency social_care --ics due.ics
  kingfisher due record.yaml --as-at 2020-03-01 --timescales ours.yaml
"""


def add(parser: argparse.ArgumentParser) -> None:
    """The words of the command."""
    add_sources(parser)
    parser.add_argument("--as-at", type=day, required=True, metavar="DAY", help="the day, such as 2020-03-01")
    parser.add_argument("--agency", metavar="NAME", help="only what this agency has to do")
    parser.add_argument("--practitioner", metavar="ID", help="only what this practitioner has to do")
    parser.add_argument("--by", choices=("family", "child", "agency", "practitioner"), default="agency")
    parser.add_argument("--since", type=day, metavar="DAY", help="leave out what was due before this day")
    parser.add_argument("--timescales", type=Path, metavar="FILE", help="your own timescales (YAML), over ours")
    add_partnership(parser)
    parser.add_argument("--ics", type=Path, metavar="FILE", help="also write a calendar (.ics) without names")
    parser.add_argument("--json", action="store_true", help="write JSON, for another program: every clock, met or open")


def run(chosen: argparse.Namespace, now: datetime) -> int:
    """Read, count, print and write."""
    if chosen.ics and chosen.ics.suffix.lower() != ".ics":
        raise WrongCall(f"{chosen.ics}: a calendar's name should end in .ics.")
    whole = load(chosen.sources, chosen.people, Progress(wanted=chosen.progress)).chronology
    own = partnership_of(chosen)
    if own and chosen.timescales:
        raise WrongCall("A partnership's file holds its timescales: give --partnership or --timescales, not both.")
    every = clocks(whole, chosen.as_at, own.timescales if own else _timescales(chosen.timescales))
    here = own.local if own else Local()
    found = [clock_named_here(one, here, chosen.as_at) for one in every if _wanted(one, chosen)]
    if chosen.json:
        print(json.dumps(msgspec.to_builtins(found, enc_hook=encode_date), ensure_ascii=False, indent=1))
    lists = due(found, by=chosen.by, first=chosen.since)
    if not chosen.json:
        _print(lists, whole, chosen)
    if chosen.ics:
        listed = [one for each in lists.values() for one in each]
        chosen.ics.write_text(write_ics(listed, printed=now), encoding="utf-8", newline="")
    return Exit.FINE


def _timescales(path: Path | None) -> Timescales:
    if path is None:
        return standard_timescales()
    return standard_timescales().overlaid(path.read_text(encoding="utf-8-sig"), name=path.name)


def _wanted(clock: Clock, chosen: argparse.Namespace) -> bool:
    theirs = not chosen.agency or clock.agency == chosen.agency
    return theirs and (not chosen.practitioner or clock.practitioner == chosen.practitioner)


def _print(lists: dict[str, list[Due]], whole: Chronology, chosen: argparse.Namespace) -> None:
    number = sum(len(each) for each in lists.values())
    count = {0: "Nothing is due", 1: "One thing is due"}.get(number, f"{number} things are due")
    print(f"{count}, as at the end of {said(chosen.as_at)}.")
    for name, each in lists.items():
        print(f"\n{_heading(name, chosen.by, whole)}")
        for one in each:
            for line in _told(one, whole):
                print(line)
            if chosen.ics and one.clock.due:
                print(f"    In the calendar: {reference(one)}.")


def _heading(name: str, by: str, whole: Chronology) -> str:
    if by == "agency":
        return agency_words(name)
    if by == "practitioner":
        known = {one.id: f"{one.name}, {one.role}" for one in whole.family.practitioners}
        return known.get(name, name) if name else "Nobody recorded"
    return whole.family.label(name) if by == "child" else name or "The family"


def _told(one: Due, whole: Chronology) -> Iterator[str]:
    names = ", ".join(whole.family.label(child) for child in one.children)
    yield paragraph(f"{one.clock.title} – {names}: {standing_words(one.clock)}.")
    started = ", ".join(one.clock.started_by)
    yield paragraph(
        f"Began {one.clock.started.words}{f' ({started})' if started else ''}. {one.clock.basis}.", indent="    "
    )
    for more in (one.clock.says, one.clock.because):
        if more:
            yield paragraph(more, indent="    ")
