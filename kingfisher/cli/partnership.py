"""A partnership's own file on the command line: --partnership PATH, the same for every command that asks."""

import argparse
from pathlib import Path

from kingfisher.cli.outcome import WrongCall
from kingfisher.questions.own_rules import PartnershipError
from kingfisher.questions.parameters import Parameters, standard
from kingfisher.questions.partnership import Partnership, read_partnership


def add_partnership(parser: argparse.ArgumentParser) -> None:
    """The words of the choice."""
    parser.add_argument(
        "--partnership", type=Path, metavar="PATH", help="a partnership's own parameters (docs/partnership.md)"
    )


def partnership_of(chosen: argparse.Namespace) -> Partnership | None:
    """The partnership that was named, or None. Raises `WrongCall` with what is wrong in its file."""
    if chosen.partnership is None:
        return None
    try:
        return read_partnership(chosen.partnership)
    except PartnershipError as wrong:
        raise WrongCall(str(wrong)) from wrong


def parameters_of(own: Partnership | None) -> Parameters:
    """Every parameter: ours, the partnership's own over them if there is one."""
    return own.parameters if own else standard()
