"""Write the empty return form for agencies to fill in, in Word or in Excel.

What is filled in with the form's own words reads back exactly; anything else is read as any return is.
"""

import argparse
from datetime import datetime
from pathlib import Path

from kingfisher.cli.outcome import Exit, WrongCall
from kingfisher.interchange.copies.template import Heading, write_template_docx, write_template_xlsx

HELP = "write the empty return form for agencies, in Word or Excel"
EXAMPLES = """\
  kingfisher template --to return.docx
  kingfisher template --to return.xlsx --agency "Health visiting" --family "Hart" --first "1 January 2018"
"""


def add(parser: argparse.ArgumentParser) -> None:
    """The words of the command."""
    parser.add_argument("--to", type=Path, required=True, metavar="FILE", help="a .docx or .xlsx")
    parser.add_argument("--agency", default="", help="filled in at the top")
    parser.add_argument("--family", default="", help="whose chronology it is for")
    parser.add_argument("--first", default="", metavar="DAY", help="the first day asked about")
    parser.add_argument("--last", default="", metavar="DAY", help="the last day asked about")


def run(chosen: argparse.Namespace, now: datetime) -> int:
    """Write the form."""
    writer = {".docx": write_template_docx, ".xlsx": write_template_xlsx}.get(chosen.to.suffix.lower())
    if writer is None:
        raise WrongCall(f"{chosen.to} should end in .docx or .xlsx.")
    heading = Heading(agency=chosen.agency, family=chosen.family, first=chosen.first, last=chosen.last)
    writer(chosen.to, heading)
    print(f"Written: {chosen.to}")
    return Exit.FINE
