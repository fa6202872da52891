"""List the queries for each agency, ready to send: rows in doubt and rows that look mistaken, in its own return only.

Without --to they are printed. With --to, a Word document and a text file are written for each agency into that folder.
"""

import argparse
import getpass
from datetime import datetime
from pathlib import Path

from kingfisher.cli.outcome import Exit
from kingfisher.cli.progress import Progress
from kingfisher.cli.sources import add_sources, load
from kingfisher.interchange.copies.laid_out import Printed
from kingfisher.interchange.copies.queries import queries, query_text, write_queries_docx

HELP = "what to ask each agency about its return, ready to send"
EXAMPLES = """\
  kingfisher queries returns/
  kingfisher queries returns/ --to queries/ --reply-by "1 December 2026" --by "Alex Morgan"
"""


def add(parser: argparse.ArgumentParser) -> None:
    """The words of the command."""
    add_sources(parser)
    parser.add_argument(
        "--to", type=Path, metavar="FOLDER", help="write a Word document and a text for each agency here"
    )
    parser.add_argument("--reply-by", default="", metavar="DAY", help="by when to answer, as it is to be said")
    parser.add_argument("--by", help="who asks; your login name if not given")


def run(chosen: argparse.Namespace, now: datetime) -> int:
    """Read, and print or write the lists."""
    source = load(chosen.sources, chosen.people, Progress(wanted=chosen.progress))
    printed = Printed(by=chosen.by or getpass.getuser(), at=now)
    lists = queries(source.returns)
    if chosen.to:
        chosen.to.mkdir(parents=True, exist_ok=True)
    for one in lists:
        text = query_text(one, printed, chosen.reply_by)
        if chosen.to is None:
            print(text)
            continue
        stem = chosen.to / f"queries {one.agency}".replace("/", "-")
        stem.with_suffix(".txt").write_text(text, encoding="utf-8")
        write_queries_docx(one, printed, stem.with_suffix(".docx"), reply_by=chosen.reply_by)
        print(f"{one.agency}: {one.count} {'query' if one.count == 1 else 'queries'}")
    for file in source.refused:
        print(f"Not read: {file.file}. {file.reason}")
    if not lists:
        print("There is nothing to ask.")
    return Exit.FILE_REFUSED if source.refused else Exit.NEEDS_A_PERSON if lists else Exit.FINE
