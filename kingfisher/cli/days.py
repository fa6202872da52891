"""Days on the command line: 2020-03-01, or as people say them, 1 March 2020."""

import argparse
from datetime import date

from kingfisher.interchange.returns.dates_as_written import read_date


def day(words: str) -> date:
    """One day, for argparse. Anything that is not one whole day is refused."""
    try:
        return date.fromisoformat(words)
    except ValueError:
        read = read_date(words)
    when = read.when
    if read.problem or when.first is None or when.first != when.last or when.about:
        raise argparse.ArgumentTypeError(f"'{words}' is not one day. Write it like 2020-03-01 or 1 March 2020.")
    return when.first
