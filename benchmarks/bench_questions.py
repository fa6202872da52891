"""What all questions together cost, against the floor of reading and decoding the same entries; and how that grows.

The families are made up (`kingfisher.cli.population`), each a file in the open format. The floor reads the files and
decodes them. Beside it, without a goal, stands the barest floor there is: decoding canonical JSON that is in memory.
"""

import re
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

import msgspec

from benchmarks.protocol import Measured, compare, growth
from kingfisher.cli.population import Made, made
from kingfisher.questions.engine import ask, ask_and_hold, open_since, register
from kingfisher.questions.sweep import ToSweep, must_look_again, sweep
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.file_format import decode_date, encode_date, read_record, write_record
from kingfisher.timeline.kinds import Contact

COUNT = 200
ENTRIES = [1_000, 3_000, 10_000, 30_000, 100_000]
FAMILIES = [250, 500, 1_000, 2_000]
DECODER = msgspec.json.Decoder(list[Entry], dec_hook=decode_date)


def run() -> Iterator[Measured]:
    """Cost against the floors, one new entry, since-when, growth, and what a night needs."""
    families = list(made(COUNT, seed=42))
    with tempfile.TemporaryDirectory() as folder:
        paths = [_written(Path(folder), one) for one in families]
        yield from _cost(families, paths)
        yield from _one_new_entry(families, paths)
    yield compare(
        "since when each question has stood open, against asking once",
        lambda: [open_since(one.chronology, one.last) for one in families],
        lambda: [ask(one.chronology, one.last) for one in families],
        goal=1.25,
    )
    yield growth("questions, cost for each entry, 3,000 to 100,000 in one family", _large(families), ENTRIES)
    yield from _many_families()


def _written(folder: Path, one: Made) -> Path:
    path = folder / f"{one.name}.json"
    path.write_text(write_record(one.chronology, form="json"), encoding="utf-8")
    return path


def _cost(families: list[Made], paths: list[Path]) -> Iterator[Measured]:
    held = [(one.chronology.family, list(one.chronology.by_id.values()), one.last) for one in families]
    packed = [msgspec.json.encode(entries, enc_hook=encode_date) for _, entries, _ in held]
    count = sum(len(entries) for _, entries, _ in held)

    def ours() -> None:
        for family, entries, last in held:  # each let go before the next, as in a sweep
            ask_and_hold(Chronology(family, entries), last)

    def read() -> None:
        for path in paths:
            read_record(path)

    def decode() -> None:
        for one in packed:
            DECODER.decode(one)

    note = f"{len(register())} questions, {len(held)} families, {count:,} entries"
    yield compare(
        "every question, against reading and decoding the same files",
        ours,
        read,
        goal=2.0,
        note=note,
    )
    yield compare(
        "every question, against only decoding canonical JSON in memory",
        ours,
        decode,
        goal=None,
        note=note,
    )


def _one_new_entry(families: list[Made], paths: list[Path]) -> Iterator[Measured]:
    """A family met again because one entry came: the record is at hand, one entry is added, everything is asked."""
    place = max(range(len(families)), key=lambda n: len(families[n].chronology))
    one, path = families[place], paths[place]
    fresh = Entry(
        id="new", content=Contact(), happened=When.day(one.last), agency="school", about=one.chronology.family.children
    )
    held = (*one.chronology.by_id.values(), fresh)
    yield compare(
        "one new entry, its family asked again, against reading and decoding the family",
        lambda: ask_and_hold(Chronology(one.chronology.family, held), one.last),
        lambda: read_record(path),
        goal=2.0,
        runs=15,
        note=f"{len(held)} entries",
    )


def _large(families: list[Made]) -> Callable[[int], Callable[[], object]]:
    """One family whose life of two years is written again and again, three weeks later each time."""
    one = max((each for each in families if each.story == "child_in_need"), key=lambda each: len(each.chronology))
    written = msgspec.json.encode(list(one.chronology.by_id.values()), enc_hook=encode_date).decode()

    def job(size: int) -> Callable[[], object]:
        entries: list[Entry] = []
        again = 0
        while len(entries) < size:
            copied = DECODER.decode(re.sub(r'"(e\d{4})"', rf'"\1-{again}"', written))
            entries += [_later(entry, 21 * again) for entry in copied]
            again += 1
        record = Chronology(one.chronology.family, entries[:size])
        last = max(entry.known_from or date.min for entry in record)
        return lambda: ask(record, last)

    return job


def _later(entry: Entry, days: int) -> Entry:
    first, last = entry.happened.first, entry.happened.last
    if not days or first is None or last is None:
        return entry
    by = timedelta(days=days)
    return msgspec.structs.replace(entry, happened=When(first + by, last + by, entry.happened.precision))


def _many_families() -> Iterator[Measured]:
    """Each family by itself, so a hundred thousand cost what two thousand do fifty times over: shown, then told."""
    families = list(made(max(FAMILIES), seed=43))
    written = [ToSweep(family=one.name, record=write_record(one.chronology, form="json").encode()) for one in families]
    day = date(2023, 12, 1)

    def job(size: int) -> Callable[[], object]:
        return lambda: sum(one.entries for one in sweep(written[:size], day))

    yield growth("sweep, read and asked, cost for each family, 500 to 2,000", job, FAMILIES, goal=1.5)
    start = perf_counter()
    found = list(sweep(written, day))
    took = perf_counter() - start
    entries = sum(one.entries for one in found)
    tomorrow = sum(must_look_again(one, one.digest, day + timedelta(days=1)) for one in found) / len(found)
    hours = 80e6 / entries * took / 3600
    yield Measured(
        "share of families that must be looked at again the next night if nothing is written",
        tomorrow,
        None,
        tomorrow,
        None,
        unit="of all",
        note=f"{took / entries * 1e6:.0f} µs an entry read and asked; 100,000 families such as these "
        f"{100_000 / len(found) * took / 60:.0f} minutes, 80 million entries {hours:.1f} hours, on one process",
    )
