"""Convert a record between the open format's YAML and JSON, or between a record and agencies' return forms.

What is written reads back as the same record. From returns to a record, entries are as they were read: nobody has
settled them yet. With --forms, one filled return form is written for each agency, into the folder --to names.
"""

import argparse
from datetime import datetime
from pathlib import Path

from kingfisher.cli.outcome import Exit, WrongCall
from kingfisher.cli.progress import Progress
from kingfisher.cli.sources import RECORDS, Source, add_sources, load
from kingfisher.interchange.copies.template import Heading, write_template_docx, write_template_xlsx
from kingfisher.interchange.wording import agency_words
from kingfisher.timeline.file_format import write_record

HELP = "convert between YAML, JSON and agencies' return forms"
EXAMPLES = """\
  kingfisher convert record.yaml --to record.json
  kingfisher convert returns/ --to record.yaml
  kingfisher convert record.yaml --to forms/ --forms xlsx     one filled return form for each agency
"""
FORMS = {"xlsx": write_template_xlsx, "docx": write_template_docx}


def add(parser: argparse.ArgumentParser) -> None:
    """The words of the command."""
    add_sources(parser)
    parser.add_argument(
        "--to", type=Path, required=True, metavar="FILE", help="a .yaml or .json, or a folder with --forms"
    )
    parser.add_argument("--forms", choices=sorted(FORMS), help="write return forms of this kind")


def run(chosen: argparse.Namespace, now: datetime) -> int:
    """Read, and write in the form asked for."""
    if chosen.forms is None and chosen.to.suffix.lower() not in RECORDS:
        raise WrongCall(f"{chosen.to} should end in .yaml or .json; for return forms add --forms xlsx or --forms docx.")
    if chosen.forms and chosen.to.suffix:
        raise WrongCall(f"With --forms, --to names a folder; {chosen.to} looks like a file.")
    source = load(chosen.sources, chosen.people, Progress(wanted=chosen.progress))
    if chosen.forms:
        _forms(source, chosen.to, chosen.forms)
    else:
        form = "json" if chosen.to.suffix.lower() == ".json" else "yaml"
        chosen.to.write_text(write_record(source.chronology, form=form), encoding="utf-8")
        print(f"Written: {chosen.to}")
    for file in source.refused:
        print(f"Not read: {file.file}. {file.reason}")
    if source.doubts:
        print(f"{len(source.doubts)} rows in doubt were left out: kingfisher read lists them.")
    return Exit.FILE_REFUSED if source.refused else Exit.NEEDS_A_PERSON if source.doubts else Exit.FINE


def _forms(source: Source, folder: Path, ending: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    whole = source.chronology
    for agency in whole.agencies:
        mine = whole.by_agency(agency)
        path = folder / f"{agency}.{ending}"
        heading = Heading(agency=agency_words(agency), family=whole.family.name)
        FORMS[ending](path, heading, (*mine.entries, *mine.undated), whole.family)
        print(f"Written: {path}")
