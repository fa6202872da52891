"""Merge agencies' returns, or records, into one chronology.

The ending of each --to says what is made: .xlsx and .docx (Word; --paper A4 or A3), .pdf (A3, tagged), .html (one page
that needs nothing else), .csv, .json (the open format). Accounts that seem to be of the same happening stand side by
side as suggestions; none is ever dropped or replaced.

--audience says for whom: panel (everything), family (nothing restricted; what has conditions only if --release names
its entry) or agency:NAME (its own, what it was told, and what --release names). With --pseudonymised, names, places and
numbers are changed throughout, the result is read again, and it is not made if anything is left.
"""

import argparse
import getpass
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path

from kingfisher.cli.outcome import WrongCall
from kingfisher.cli.progress import Progress
from kingfisher.cli.read import how_it_ended
from kingfisher.cli.sources import Source, add_sources, load
from kingfisher.interchange.copies.audiences import Audience, For
from kingfisher.interchange.copies.document import lay_out
from kingfisher.interchange.copies.laid_out import MergedDocument, Printed
from kingfisher.interchange.copies.pseudonym_check import Look, SomethingLeft, lay_out_without_names
from kingfisher.interchange.copies.pseudonym_dates import Dates
from kingfisher.interchange.copies.pseudonyms import Choices, Pseudonyms
from kingfisher.interchange.copies.read_again import marks_of, refuse_if_left
from kingfisher.interchange.copies.write_csv import write_csv
from kingfisher.interchange.copies.write_docx import write_docx
from kingfisher.interchange.copies.write_html import write_html
from kingfisher.interchange.copies.write_json import write_json
from kingfisher.interchange.copies.write_pdf import write_pdf
from kingfisher.interchange.copies.write_xlsx import write_xlsx
from kingfisher.practice.contact import gap_words, gaps
from kingfisher.questions.parameters import standard
from kingfisher.timeline.people import Person
from kingfisher.timeline.same_happening import suggest_pairs

HELP = "merge returns into one chronology: Excel, Word, PDF, one web page, CSV, JSON"
EXAMPLES = """\
  kingfisher merge returns/ --to merged.xlsx --to merged.pdf
  kingfisher merge returns/ --to merged.docx --paper A4 --by "Alex Morgan"
  kingfisher merge returns/ --to family.html --audience family
  kingfisher merge returns/ --to learning.pdf --pseudonymised --hide-siblings --dates month
"""
WRITERS: dict[str, Callable[[MergedDocument, Path], None]] = {
    ".xlsx": write_xlsx,
    ".docx": write_docx,
    ".pdf": write_pdf,
    ".html": write_html,
    ".csv": write_csv,
    ".json": write_json,
}


def add(parser: argparse.ArgumentParser) -> None:
    """The words of the command."""
    add_sources(parser)
    parser.add_argument(
        "--to", type=Path, action="append", required=True, metavar="FILE", help="what to write; repeat it"
    )
    parser.add_argument("--audience", default="panel", help="panel (as if not given), family, or agency:NAME")
    parser.add_argument("--release", action="append", default=[], metavar="ENTRY", help="an entry its owner released")
    parser.add_argument("--title", help="what stands at the top; the family's name if not given")
    parser.add_argument("--by", help="who prints it; your login name if not given")
    parser.add_argument("--paper", choices=("A3", "A4"), default="A3", help="of the Word document")
    names = parser.add_argument_group("a copy without names")
    names.add_argument("--pseudonymised", action="store_true", help="change what would identify the family")
    names.add_argument("--hide-siblings", action="store_true", help="also hide how many brothers and sisters there are")
    names.add_argument("--dates", default="as_given", help="as_given, month, or moved:DAYS (all dates alike)")
    names.add_argument("--place", action="append", default=[], help="the name of a place to change; repeat it")
    names.add_argument("--keep", action="append", default=[], help="a word that only looks like a place; repeat it")


def run(chosen: argparse.Namespace, now: datetime) -> int:
    """Read, lay out, and write each file that was asked for."""
    writers = [_writer(path, chosen) for path in chosen.to]
    audience, choices = _audience(chosen), _choices(chosen)
    progress = Progress(wanted=chosen.progress)
    source = load(chosen.sources, chosen.people, progress)
    printed = Printed(by=chosen.by or getpass.getuser(), at=now)
    progress.say("Looking for the same happening told twice")
    instead = Pseudonyms(source.chronology, choices, source.doubts) if choices else None
    document = _laid_out(source, audience, printed, chosen.title, instead)
    for path, write in zip(chosen.to, writers, strict=True):
        progress.say(f"Writing {path.name}")
        write(document, path)
        if instead:
            _read_again(path, document, Look.of(instead))
    progress.done()
    print(document.counts)
    for path in chosen.to:
        print(f"Written: {path}")
    for file in source.refused:
        print(f"Not read: {file.file}. {file.reason}")
    return how_it_ended(source)


def _read_again(path: Path, document: MergedDocument, look: Look) -> None:
    """Read the file as it was written; one that would still tell who the family is does not stay."""
    printed = (document.printed_words, *marks_of(document.printed))
    try:
        refuse_if_left({f"copy{path.suffix.lower()}": path.read_bytes()}, [look], printed=printed)
    except SomethingLeft:
        path.unlink()
        raise


def _laid_out(
    source: Source, audience: Audience, printed: Printed, title: str | None, instead: Pseudonyms | None
) -> MergedDocument:
    whole = source.chronology
    named = title or f"Merged chronology: {whole.family.name or 'the family'}"
    if instead is not None:
        return lay_out_without_names(
            whole,
            instead.choices,
            doubts=source.doubts,
            audience=audience,
            printed=printed,
            title=title or "Merged chronology",
            gaps=_gaps(source, first_child_only=instead.choices.hide_siblings),
            substitutes=instead,
        )
    return lay_out(
        whole,
        doubts=source.doubts,
        audience=audience,
        printed=printed,
        title=named,
        remarks=source.remarks,
        suggested=suggest_pairs(whole.entries, whole.family),
        gaps=_gaps(source),
    )


def _gaps(source: Source, *, first_child_only: bool = False) -> list[str]:
    """Stretches on which nobody recorded seeing a child inside the home, up to the last day the record tells of.

    As long as the local procedure's longest time between sightings, or longer; none after a child's death.
    """
    whole = source.chronology
    last = max(whole.contributed_to().values(), default=None)
    if last is None:
        return []
    days = standard().number("seen_at_home.days", last)
    children = whole.family.children[:1] if first_child_only else whole.family.children
    found: list[str] = []
    for child in map(whole.family.person, children):
        found += [gap_words(gap, child.label) for gap in gaps(whole, child.id, _last_day(child, last), days=days)]
    return found


def _last_day(child: Person, last: date) -> date:
    """The last day on which anyone could have seen the child alive."""
    died = child.died.first if child.died else None
    return min(died, last) if died else last


def _writer(path: Path, chosen: argparse.Namespace) -> Callable[[MergedDocument, Path], None]:
    """Who writes this file. Refuses endings we do not know, and places where it would be read as a return next time."""
    ending = path.suffix.lower()
    if ending not in WRITERS:
        raise WrongCall(f"{path} should end in one of {', '.join(WRITERS)}.")
    if not path.absolute().parent.is_dir():
        raise WrongCall(f"There is no folder {path.parent} to write {path.name} in. Make it first.")
    folders = {source.resolve() for source in chosen.sources if source.is_dir()}
    if path.absolute().parent.resolve() in folders or path.resolve() in {source.resolve() for source in chosen.sources}:
        raise WrongCall(f"{path} would lie among the returns, and be read as one next time. Write it somewhere else.")
    return partial(write_docx, paper=chosen.paper) if ending == ".docx" else WRITERS[ending]


def _audience(chosen: argparse.Namespace) -> Audience:
    who, _, agency = chosen.audience.partition(":")
    if who not in set(For) or (who == For.AGENCY) != bool(agency):
        raise WrongCall(f"--audience {chosen.audience} is not a reader we know: panel, family, or agency:NAME.")
    return Audience(who=For(who), agency=agency, released=frozenset(chosen.release))


def _choices(chosen: argparse.Namespace) -> Choices | None:
    if not chosen.pseudonymised:
        if chosen.hide_siblings or chosen.dates != "as_given" or chosen.place or chosen.keep:
            raise WrongCall("--hide-siblings, --dates, --place and --keep belong to --pseudonymised: add it.")
        return None
    dates, _, days = chosen.dates.partition(":")
    if dates not in set(Dates) or (dates == Dates.MOVED) != days.lstrip("-").isdigit():
        raise WrongCall(f"--dates {chosen.dates} is not a choice: as_given, month, or moved:DAYS, such as moved:-21.")
    return Choices(
        dates=Dates(dates),
        days=int(days or 0),
        hide_siblings=chosen.hide_siblings,
        places=tuple(chosen.place),
        keep=tuple(chosen.keep),
    )
