"""python -m benchmarks.swept 20000: so many made-up families really swept, each made, written, read, asked and let go.

Families are made while others are swept, so by the clock this says little; the processor time of the processes that
sweep is theirs alone, their starting counted.
"""

import os
import sys
from collections.abc import Iterator
from datetime import date
from resource import RUSAGE_CHILDREN, getrusage
from time import perf_counter

from kingfisher.cli.population import made
from kingfisher.questions.sweep import ToSweep, sweep_all
from kingfisher.timeline.file_format import write_record

DAY = date(2023, 12, 1)


def families(count: int) -> Iterator[ToSweep]:
    """The families one by one, none of them kept."""
    for one in made(count, seed=44):
        yield ToSweep(family=one.name, record=write_record(one.chronology, form="json").encode())


def main(count: int) -> None:
    """Sweep them and print what they cost."""
    start, before, entries, swept = perf_counter(), getrusage(RUSAGE_CHILDREN), 0, 0
    for one in sweep_all(families(count), DAY, processes=os.cpu_count() or 1):
        entries, swept = entries + one.entries, swept + 1
        if swept % 1_000 == 0:
            print(f"  {swept:,} families, {entries:,} entries, {perf_counter() - start:.0f} s", flush=True)
    used = getrusage(RUSAGE_CHILDREN)
    work = used.ru_utime - before.ru_utime + used.ru_stime - before.ru_stime
    print(
        f"{swept:,} families, {entries:,} entries: {perf_counter() - start:.0f} s by the clock, their making counted; "
        f"{work:.0f} s of processor time to sweep them, {work / entries * 1e6:.0f} µs an entry; "
        f"the largest process held {used.ru_maxrss / 1024:.0f} MB"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]))
