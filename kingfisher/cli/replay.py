"""Replay a record: what one agency knew on a day, or each day on which a question opened or was settled.

"As known to" an agency is what it had written or been told by the end of the day. It is a view of the past, and never
the ground for a question. Without --agency, it is what any agency was aware of, all together.
"""

import argparse
from collections.abc import Iterator
from datetime import date, datetime

from kingfisher.cli.days import day
from kingfisher.cli.outcome import Exit, WrongCall
from kingfisher.cli.partnership import add_partnership, parameters_of, partnership_of
from kingfisher.cli.progress import Progress
from kingfisher.cli.sources import add_sources, load
from kingfisher.cli.tables import paragraph
from kingfisher.interchange.wording import agency_words, kind_words
from kingfisher.questions.engine import open_since, register
from kingfisher.questions.parameters import Parameters
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import said
from kingfisher.timeline.entries import Entry

HELP = "what one agency knew on a day; the days on which questions opened"
EXAMPLES = """\
  kingfisher replay returns/ --agency gp --on 2020-03-01
  kingfisher replay record.yaml --on 2020-03-01
  kingfisher replay record.yaml --on 2021-01-01 --questions     each day a question opened or was settled
  kingfisher replay record.yaml --agency gp --on 2020-03-01 --last 20
"""


def add(parser: argparse.ArgumentParser) -> None:
    """The words of the command."""
    add_sources(parser)
    parser.add_argument("--on", type=day, required=True, metavar="DAY", help="the day, such as 2020-03-01")
    parser.add_argument("--agency", metavar="NAME", help="as known to this agency")
    parser.add_argument(
        "--questions", action="store_true", help="step through the days a question opened or was settled"
    )
    add_partnership(parser)
    parser.add_argument("--last", type=int, metavar="N", help="only the last N entries")


def run(chosen: argparse.Namespace, now: datetime) -> int:
    """Read and print the view that was asked for."""
    if chosen.questions and chosen.agency:
        raise WrongCall("Questions are asked of the whole record, not of what one agency knew: leave out --agency.")
    whole = load(chosen.sources, chosen.people, Progress(wanted=chosen.progress)).chronology
    if chosen.questions:
        for line in _steps(whole, chosen.on, parameters_of(partnership_of(chosen))):
            print(line)
        return Exit.FINE
    view = _view(whole, chosen.agency, chosen.on)
    whose = f"known to {agency_words(chosen.agency)}" if chosen.agency else "any agency was aware of"
    print(f"What was {whose} at the end of {said(chosen.on)}: {len(view)} of {len(whole)} dated entries.\n"
          if chosen.agency else
          f"What {whose} at the end of {said(chosen.on)}: {len(view)} of {len(whole)} dated entries.\n")  # fmt: skip
    for entry in view.entries[-chosen.last :] if chosen.last else view.entries:
        print(_line(entry, chosen.agency))
    return Exit.FINE


def _view(whole: Chronology, agency: str | None, on: date) -> Chronology:
    if agency is None:
        return whole.as_at(on)
    told = {name for entry in whole for name, _ in entry.told()}
    if agency not in {*whole.agencies, *told}:
        raise WrongCall(f"No agency here is called '{agency}'. They are {', '.join(sorted({*whole.agencies, *told}))}.")
    return whole.as_known_to(agency, on)


def _line(entry: Entry, agency: str | None) -> str:
    told = f" (told by {agency_words(entry.agency)})" if agency and entry.agency != agency else ""
    who = "" if agency and not told else f" {agency_words(entry.agency)}:"
    return paragraph(f"{entry.happened.words} –{who} {kind_words(entry)}{told}. {entry.text}", indent="")


def _steps(whole: Chronology, until: date, parameters: Parameters) -> Iterator[str]:
    """Each day on which a question opened or was settled, in order."""
    steps: dict[date, list[str]] = {}
    for spell in open_since(whole, until, parameters):
        title = register()[spell.kind].title
        about = ", ".join(whole.family.label(one) for one in spell.about)
        named = f"{title}{f' – {about}' if about else ''}"
        steps.setdefault(spell.since, []).append(f"opened   {named}")
        if spell.settled:
            steps.setdefault(spell.settled, []).append(f"settled  {named}, open since {said(spell.since)}")
    if not steps:
        yield f"No question opened on or before {said(until)}."
    for at in sorted(steps):
        yield said(at)
        yield from (f"  {step}" for step in steps[at])
