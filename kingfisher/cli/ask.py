"""Ask which questions stood open on a day, on everything any agency was aware of by then.

Each question says since when it has stood open, about whom, whom it is addressed to, the entries it rests on, and what
would settle it. With --why-not, also what was looked into and is not asked, and why. On a folder of returns, entries
are as they were read: nobody has settled them yet.
"""

import argparse
import json
from collections.abc import Iterator
from datetime import datetime

import msgspec

from kingfisher.cli.days import day
from kingfisher.cli.outcome import Exit, WrongCall
from kingfisher.cli.partnership import add_partnership, parameters_of, partnership_of
from kingfisher.cli.progress import Progress
from kingfisher.cli.sources import add_sources, load
from kingfisher.cli.tables import paragraph
from kingfisher.interchange.wording import agency_words
from kingfisher.practice.guidance import guidance
from kingfisher.questions.engine import ask, why_not
from kingfisher.questions.in_force import QUESTIONS_CALLED as CALLED
from kingfisher.questions.local import named_here, not_asked_here
from kingfisher.questions.question import Question
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import said

HELP = "which questions stood open on a day, and what each rests on"
EXAMPLES = """\
  kingfisher ask record.yaml --as-at 2020-03-01
  kingfisher ask returns/ --as-at "1 March 2020" --child lucy
  kingfisher ask record.yaml --as-at 2020-03-01 --child lucy --why-not
  kingfisher ask record.yaml --as-at 2020-03-01 --json
  kingfisher ask record.yaml --as-at 2025-10-01 --partnership demo/partnership.yaml
"""


def add(parser: argparse.ArgumentParser) -> None:
    """The words of the command."""
    add_sources(parser)
    parser.add_argument("--as-at", type=day, required=True, metavar="DAY", help="the day, such as 2020-03-01")
    parser.add_argument("--child", metavar="ID", help="only questions about this child")
    parser.add_argument("--why-not", action="store_true", help="also what is not asked, and why")
    add_partnership(parser)
    parser.add_argument("--json", action="store_true", help="write JSON, for another program")


def run(chosen: argparse.Namespace, now: datetime) -> int:
    """Read, ask, and print."""
    source = load(chosen.sources, chosen.people, Progress(wanted=chosen.progress))
    whole = source.chronology
    known = {person.id for person in whole.family.people}
    if chosen.child and chosen.child not in known:
        raise WrongCall(f"'{chosen.child}' is nobody in this record. The people are {', '.join(sorted(known))}.")
    own = partnership_of(chosen)
    parameters = parameters_of(own)
    found = [named_here(one, parameters.local, chosen.as_at) for one in ask(whole, chosen.as_at, parameters)]
    questions = [one for one in found if not chosen.child or chosen.child in one.about]
    quiet = why_not(whole, chosen.as_at, chosen.child, parameters) if chosen.why_not else []
    not_asked = [not_asked_here(one, parameters.local, chosen.as_at) for one in quiet]
    if chosen.json:
        print(
            json.dumps(
                msgspec.to_builtins({"questions": questions, "not_asked": not_asked}), ensure_ascii=False, indent=1
            )
        )
        return Exit.FINE
    opening = "What stands open" if questions else "No question stands open"  # never how many
    print(f"{opening} at the end of {said(chosen.as_at)}.")
    for question in questions:
        print("\n" + "\n".join(_told(question, whole)))
        for ground in own.grounds_of(question.kind, chosen.as_at) if own else ():
            where = f"{ground.title}, {ground.edition}, {ground.paragraph}"
            print(paragraph(f"Because of {CALLED[ground.kind]}: {where} ({own.label if own else ''})."))
    if not_asked:
        print("\nNot asked:")
    for one in not_asked:
        about = _names(one.about, whole)
        print(paragraph(f"{one.title}{f' ({about})' if about else ''}: {one.because}"))
    return Exit.FINE


def _told(question: Question, whole: Chronology) -> Iterator[str]:
    about = _names(question.about, whole)
    yield f"{question.title}{f' – {about}' if about else ''}, since {said(question.since)}"
    yield paragraph(question.sentence)
    if question.addressed_to:
        yield paragraph(f"Asked of: {', '.join(agency_words(one) for one in question.addressed_to)}.")
    if question.ask_agency:
        yield paragraph(f"Who can say: {agency_words(question.ask_agency)}.")
    yield paragraph(f"What would settle it: {question.settles}")
    yield "  Rests on:"
    for entry_id in question.rests_on:
        yield paragraph(_entry(entry_id, whole), indent="    ")
    listed = guidance()
    for one in question.guidance:
        ground = listed[one]
        yield paragraph(f"Because: {ground.title}, {ground.paragraph}.")


def _names(people: tuple[str, ...], whole: Chronology) -> str:
    return ", ".join(whole.family.label(one) for one in people)


def _entry(entry_id: str, whole: Chronology) -> str:
    entry = whole.by_id.get(entry_id)
    if entry is None:
        return entry_id
    text = " ".join(entry.text.split())
    shown = text if len(text) <= 100 else text[:100].rsplit(" ", 1)[0] + " …"
    return f"{entry_id}: {entry.happened.words}, {agency_words(entry.agency)}: {shown}"
