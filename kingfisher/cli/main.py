"""The command line: which command, and how it ended."""

import argparse
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from kingfisher.cli import (
    accuracy,
    ask,
    burden,
    convert,
    draw,
    due,
    in_force,
    measures,
    merge,
    queries,
    read,
    replay,
    sweep,
    template,
    what_if,
)
from kingfisher.cli.outcome import EXIT_CODES, Exit, WrongCall
from kingfisher.interchange.copies.audiences import NotForAudience
from kingfisher.interchange.copies.pseudonym_check import SomethingLeft
from kingfisher.interchange.copies.typesetting import NotPrinted
from kingfisher.interchange.files.rows import Refused
from kingfisher.interchange.returns.accuracy import AccuracyError
from kingfisher.interchange.returns.read_people import PeopleFileError
from kingfisher.practice.timescales import TimescaleError
from kingfisher.timeline.chronology import MergeError
from kingfisher.timeline.dates import DateError
from kingfisher.timeline.file_format import FormatError

COMMANDS = (
    read, merge, ask, due, replay, convert, accuracy, template, queries, burden, sweep, in_force, what_if, measures,
    draw,
)  # fmt: skip
TEACHING = """\
Agencies' returns go in, one chronology comes out. A folder holds the agencies' files (.docx, .xlsx, .xls, .ods, .csv)
and a people.yaml that lists the family. Start with:

  kingfisher read returns/                          what was read, what was not, and what is in doubt
  kingfisher queries returns/ --to queries/         what to ask each agency, ready to send
  kingfisher merge returns/ --to merged.xlsx        the merged chronology; also .docx .pdf .html .csv .json
  kingfisher ask returns/ --as-at 2020-03-01        which questions stood open on a day
  kingfisher due returns/ --as-at 2020-03-01        what was due, by when and whose it was
  kingfisher replay returns/ --agency gp --on 2020-03-01    what one agency knew on a day
  kingfisher draw record.yaml --as-at 2020-03-01 --out family.svg    the family drawn as it was on a day
  kingfisher measures records/ --last 2026-03-31    has practice changed? figures over many families

Every command tells more with --help: kingfisher merge --help
"""
OURS = (
    WrongCall,
    FormatError,
    PeopleFileError,
    AccuracyError,
    DateError,
    MergeError,
    NotForAudience,
    NotPrinted,
    TimescaleError,
)
Run = Callable[[argparse.Namespace, datetime], int]


def main(arguments: Sequence[str] | None = None, *, now: datetime | None = None) -> int:
    """Carry out one command and return its exit code. `now` is when documents are printed; the clock, if not given."""
    chosen = _parser().parse_args(arguments)
    run: Run = chosen.run
    try:
        return run(chosen, now or datetime.now(UTC).astimezone())
    except SomethingLeft as left:
        return _sorry(str(left), Exit.NEEDS_A_PERSON)
    except Refused as refused:
        return _sorry(refused.reason, Exit.FILE_REFUSED)
    except OURS as wrong:
        return _sorry(str(wrong), Exit.WRONG_CALL)
    except BrokenPipeError:  # the reader of our output has had enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.FINE
    except (PermissionError, IsADirectoryError, FileNotFoundError) as wrong:
        return _sorry(
            f"{wrong.filename}: {wrong.strerror}. Check the name and whether you may use it.", Exit.WRONG_CALL
        )
    except KeyboardInterrupt:
        return _sorry("Stopped. Files that were not finished may be incomplete: make them again.", Exit.UNEXPECTED)
    except Exception as wrong:  # the last door: a person must get a sentence, not a traceback
        if chosen.trace:
            traceback.print_exc()
        return _sorry(
            f"Something went wrong that we did not expect ({type(wrong).__name__}: {wrong}). Nothing you gave us was "
            "changed. Run it again with --trace and send us what it says, without any family's details.",
            Exit.UNEXPECTED,
        )


def _sorry(words: str, code: Exit) -> int:
    print(f"kingfisher: {words}", file=sys.stderr)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kingfisher",
        description=TEACHING,
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for module in COMMANDS:
        own = commands.add_parser(
            module.__name__.rpartition(".")[2].replace("_", "-"),
            help=module.HELP,
            description=(module.__doc__ or "").strip(),
            epilog=f"examples:\n{module.EXAMPLES}\n{EXIT_CODES}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        module.add(own)
        own.add_argument("--progress", action="store_true", help="tell how far long work has come, on standard error")
        own.add_argument("--trace", action="store_true", help="if something unexpected goes wrong, show where")
        own.set_defaults(run=module.run)
    return parser
