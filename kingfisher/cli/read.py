"""Read agencies' returns and say what was read, what was not, and what is in doubt.

Every row of every file is counted: entries + rows in doubt + rows that are not accounts (titles, headers, year banners,
blank rows) = rows in the file. With --to, the entries are written as a record in the open format, rows in doubt among
them without a date; rows about another family are left out of it.
"""

import argparse
import json
from datetime import datetime
from pathlib import Path

import msgspec

from kingfisher.cli.outcome import Exit, WrongCall
from kingfisher.cli.progress import Progress
from kingfisher.cli.sources import Source, add_sources, load
from kingfisher.cli.tables import table
from kingfisher.interchange.returns.agency_return import AgencyReturn
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.file_format import encode_date, write_record

HELP = "read returns; say what was read, what was not, and what is in doubt"
EXAMPLES = """\
  kingfisher read returns/
  kingfisher read returns/ --to entries.yaml
  kingfisher read gp.docx police.csv --people people.yaml
  kingfisher read returns/ --everything read.json     each row with its suggestions, reasons and remarks
"""


def add(parser: argparse.ArgumentParser) -> None:
    """The words of the command."""
    add_sources(parser)
    parser.add_argument("--to", type=Path, metavar="FILE", help="write the entries as a record: .yaml or .json")
    parser.add_argument(
        "--everything", type=Path, metavar="FILE", help="write all that was read out of each row: .json"
    )


def run(chosen: argparse.Namespace, now: datetime) -> int:
    """Read, print the counts and the doubts, and write what was asked for."""
    if chosen.to and chosen.to.suffix.lower() not in (".yaml", ".yml", ".json"):
        raise WrongCall(f"{chosen.to} should end in .yaml or .json.")
    source = load(chosen.sources, chosen.people, Progress(wanted=chosen.progress))
    print(_counts(source))
    for one in source.returns:
        for line in _doubts(one):
            print(line)
    for file in source.refused:
        print(f"\nNot read: {file.file}\n  {file.reason}")
    if chosen.to:
        chosen.to.write_text(_record(source, chosen.to), encoding="utf-8")
        print(f"\nWritten: {chosen.to}")
    if chosen.everything:
        plain = msgspec.to_builtins(source.returns, enc_hook=encode_date)
        chosen.everything.write_text(json.dumps(plain, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        print(f"Written: {chosen.everything}")
    return how_it_ended(source)


def how_it_ended(source: Source) -> int:
    """Refused before doubts: a file that was not read at all is the graver news."""
    if source.refused:
        return Exit.FILE_REFUSED
    return Exit.NEEDS_A_PERSON if source.doubts else Exit.FINE


def _counts(source: Source) -> str:
    rows = [
        (one.file, one.agency, one.rows_in, len(one.proposed), len(one.doubts), len(one.structure), _adds_up(one))
        for one in source.returns
    ]
    numbers = [sum(int(row[column]) for row in rows) for column in range(2, 6)]
    total = ("all", "", *numbers, "adds up" if all(row[6] == "adds up" for row in rows) else "DOES NOT ADD UP")
    return table(("file", "agency", "rows", "entries", "in doubt", "not accounts", ""), [*rows, total])


def _adds_up(one: AgencyReturn) -> str:
    return "adds up" if one.adds_up else "DOES NOT ADD UP"


def _doubts(one: AgencyReturn) -> list[str]:
    lines: list[str] = []
    missed = [notice for notice in one.notices if notice.not_read]
    if one.doubts or missed:
        lines.append(f"\n{one.file} ({one.agency})")
    lines += [f"  in doubt: {doubt.ask}\n            {doubt.why}" for doubt in one.doubts]
    lines += [f"  not read: {notice.text}" for notice in missed]
    return lines


def _record(source: Source, path: Path) -> str:
    held = source.chronology
    doubted = [doubt.proposed.entry for doubt in source.doubts if doubt.code != "other_family"]
    whole = Chronology(held.family, (*held.superseded, *held.entries, *held.undated, *doubted))
    return write_record(whole, form="json" if path.suffix.lower() == ".json" else "yaml")
