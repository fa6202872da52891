"""What all questions together cost, against the floors of reading and decoding the same entries; and how that grows.

The families are made up (`kingfisher.cli.population`). Two floors: reading the record out of the tables as the product
does (rows, msgspec, a Chronology), and reading the same records as files in the open format. Beside them, without a
goal, stands the barest there is: decoding canonical JSON that is in memory. Nothing is kept from one run to the next
that a night over other families would not have kept.
"""

import os
import re
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

import msgspec

from benchmarks.protocol import Measured, compare, growth, worked
from kingfisher.cli.population import Made, made
from kingfisher.practice.clocks import look
from kingfisher.questions.again import Asked, again, asked
from kingfisher.questions.engine import ask, ask_and_hold, open_since, register
from kingfisher.questions.sweep import ToSweep, must_look_again, sweep, sweep_all
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.file_format import decode_date, encode_date, parse_record, read_record, write_record
from kingfisher.timeline.people import Family

COUNT = 200
NEW = 40  # entries that come one by one
ENTRIES = [1_000, 3_000, 10_000, 30_000, 100_000]
FAMILIES = [500, 1_000, 2_000, 4_000]
STOPPED = 2_000  # families swept in processes, stopped half way and taken up
DECODER = msgspec.json.Decoder(list[Entry], dec_hook=decode_date)


def run() -> Iterator[Measured]:
    """Cost against the floors, one new entry, since-when, growth, and what a night needs."""
    families = list(made(COUNT, seed=42))
    with tempfile.TemporaryDirectory() as folder:
        yield from _cost(families, _floors(Path(folder), families))
    yield compare(
        "since when each question has stood open, against asking once",
        lambda: [open_since(one.chronology, one.last) for one in families],
        lambda: [ask(one.chronology, one.last) for one in families],
        goal=1.25,
        by=worked,
    )
    for name, work in (("questions", ask), ("clocks", look)):
        yield growth(
            f"{name} in one family, cost for each entry against decoding it, 3,000 to 100,000",
            _large(families, work),
            ENTRIES,
            floor=_decoding(families),
            goal=1.5,
        )
    yield from _many_families()


class _Floors(msgspec.Struct, frozen=True):
    """Ways of reading the families, by their number: out of the tables, from files, and from memory."""

    rows: Callable[[int], object]
    files: Callable[[int], object]
    memory: Callable[[int], object]


def _floors(folder: Path, families: list[Made]) -> _Floors:
    paths = [folder / f"{one.name}.json" for one in families]
    for path, one in zip(paths, families, strict=True):
        path.write_text(write_record(one.chronology, form="json"), encoding="utf-8")
    packed = [msgspec.json.encode(list(one.chronology.by_id.values()), enc_hook=encode_date) for one in families]
    return _Floors(
        rows=_rows(folder, families),
        files=lambda place: read_record(paths[place]),
        memory=lambda place: DECODER.decode(packed[place]),
    )


def _rows(folder: Path, families: list[Made]) -> Callable[[int], object]:
    """The families filed in a database, and the way in which a night reads one."""
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder / 'bench.sqlite3'}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kingfisher.config.settings")
    os.environ.setdefault("KINGFISHER_DEBUG", "1")
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.DEBUG = False  # or every query would be remembered
    call_command("migrate", verbosity=0)
    from kingfisher.agencies.models import Agency, Practitioner
    from kingfisher.records.actions.families import open_family
    from kingfisher.records.chain import append_accounts
    from kingfisher.records.chronologies import whole_chronology
    from kingfisher.records.models import Family

    slugs = sorted({entry.agency for one in families for entry in one.chronology.by_id.values()})
    agencies = [Agency.objects.create(slug=slug, name=slug, short=slug[:8]) for slug in slugs]
    author = Practitioner.objects.create_user("reader", None, name="Ada Reader", role="reader", agency=agencies[0])
    filed = []
    for one in families:
        held = one.chronology.family
        people, children, day = list(held.people), list(held.children), date(2015, 1, 1)
        family = open_family(by=author, name=one.name, members=people, children=children, new_because="made", at=day)
        append_accounts(family, _renamed(one.chronology, one.name), author=author, labels="")
        filed.append(family.pk)
    return lambda place: whole_chronology(Family.objects.get(pk=filed[place]))


def _reading(written: list[ToSweep]) -> Callable[[int], Callable[[], object]]:
    """Reading the same families' records, and nothing else."""
    texts = [one.record.decode() for one in written if isinstance(one.record, bytes)]

    def job(size: int) -> Callable[[], object]:
        return lambda: sum(len(parse_record(text, name="family").by_id) for text in texts[:size])

    return job


def _renamed(chronology: Chronology, name: str) -> list[Entry]:
    """Its entries with ids that no other family has."""
    written = msgspec.json.encode(list(chronology.by_id.values()), enc_hook=encode_date).decode()
    return DECODER.decode(re.sub(r'"(e\d{4}\w*)"', rf'"{name}-\1"', written))


def _cost(families: list[Made], floors: _Floors) -> Iterator[Measured]:
    """All of them asked, each let go before the next as in a sweep; then the largest met again with one entry more."""
    held = [(one.chronology.family, list(one.chronology.by_id.values()), one.last) for one in families]
    note = f"{len(register())} questions, {len(held)} families, {sum(len(each) for _, each, _ in held):,} entries"
    place = max(range(len(held)), key=lambda number: len(held[number][1]))
    family, entries, last = held[place]
    known = asked(Chronology(family, entries[:-NEW]), last)
    for name, floor, goal in (
        ("reading and decoding their stored rows", floors.rows, 2.0),
        ("reading and decoding the same files", floors.files, 2.0),
        ("only decoding canonical JSON in memory", floors.memory, None),
    ):
        yield compare(
            f"every question, against {name}",
            lambda: [ask_and_hold(Chronology(family, each), last) for family, each, last in held] and None,
            lambda floor=floor: [floor(number) for number in range(len(held))] and None,
            goal=goal,
            by=worked,
            note=note,
        )
        yield compare(
            f"one new entry, its family asked again, against {name}",
            lambda: _one_by_one(known, family, entries),
            lambda floor=floor: [floor(place) for _ in range(NEW)] and None,
            goal=goal,
            by=worked,
            note=f"the last {NEW} of {len(entries)} entries, one by one",
        )
    yield compare(
        "every clock, against reading and decoding their stored rows",
        lambda: [look(Chronology(family, each), last) for family, each, last in held] and None,
        lambda: [floors.rows(number) for number in range(len(held))] and None,
        goal=None,
        by=worked,
        note=note,
    )


def _one_by_one(former: Asked, family: Family, entries: list[Entry]) -> None:
    """The last entries come one by one; after each, what stands is worked out again, from the record as decoded."""
    for count in range(len(entries) - NEW + 1, len(entries) + 1):
        former = again(former, Chronology(family, entries[:count]), former.picture.as_at)
        _ = former.questions, former.holds_until


def _large(families: list[Made], work: Callable[[Chronology, date], object]) -> Callable[[int], Callable[[], object]]:
    """One family whose life of two years is written again and again, three weeks later each time."""

    def job(size: int) -> Callable[[], object]:
        family, entries = _lived_again(families, size)
        record = Chronology(family, entries)
        last = max(entry.known_from or date.min for entry in record)
        return lambda: work(record, last)

    return job


def _decoding(families: list[Made]) -> Callable[[int], Callable[[], object]]:
    """Decoding the same entries, out of memory, into a chronology in order."""

    def job(size: int) -> Callable[[], object]:
        family, entries = _lived_again(families, size)
        packed = msgspec.json.encode(entries, enc_hook=encode_date)
        return lambda: Chronology(family, DECODER.decode(packed))

    return job


def _lived_again(families: list[Made], size: int) -> tuple[Family, list[Entry]]:
    one = max((each for each in families if each.story == "child_in_need"), key=lambda each: len(each.chronology))
    written = msgspec.json.encode(list(one.chronology.by_id.values()), enc_hook=encode_date).decode()
    entries: list[Entry] = []
    again = 0
    while len(entries) < size:
        copied = DECODER.decode(re.sub(r'"(e\d{4}\w*)"', rf'"\1-{again}"', written))
        entries += [_later(entry, 21 * again) for entry in copied]
        again += 1
    return one.chronology.family, entries[:size]


def _later(entry: Entry, days: int) -> Entry:
    first, last = entry.happened.first, entry.happened.last
    if not days or first is None or last is None:
        return entry
    by = timedelta(days=days)
    return msgspec.structs.replace(entry, happened=When(first + by, last + by, entry.happened.precision))


def _many_families() -> Iterator[Measured]:
    """Whether four thousand cost each entry what five hundred do; and two thousand swept in processes, stopped half way
    and taken up. A hundred thousand are told from these; `python -m benchmarks.swept 20000` really sweeps more."""
    families = made(max(FAMILIES), seed=43)
    written = [ToSweep(family=one.name, record=write_record(one.chronology, form="json").encode()) for one in families]
    day = date(2023, 12, 1)

    def job(size: int) -> Callable[[], object]:
        return lambda: sum(one.entries for one in sweep(written[:size], day))

    bare = _reading(written)
    yield growth("sweep of families, cost beside reading them, 1,000 to 4,000", job, FAMILIES, floor=bare, goal=1.5)
    del written[STOPPED:]
    processes = os.cpu_count() or 1
    start = perf_counter()
    found = list(sweep_all(written, day, processes=processes))
    took = perf_counter() - start
    half = {one.family: one for one in found[: len(found) // 2]}
    again = [msgspec.structs.replace(one, before=half.get(one.family)) for one in written]
    start = perf_counter()
    same = list(sweep_all(again, day, processes=processes)) == found
    taken_up = perf_counter() - start
    entries = sum(one.entries for one in found)
    per_core = took * processes / entries
    yield Measured(
        f"{len(found):,} families swept by {processes} processes; share of that time to take it up with half done",
        taken_up / took,
        None,
        taken_up / took,
        None,
        unit="of it",
        note=f"{'the same' if same else 'NOT THE SAME'} results; {entries:,} entries in {took:.0f} s, "
        f"{per_core * 1e6:.0f} µs an entry of one core, starting the processes counted; told from these: 100,000 such "
        f"families {100_000 / len(found) * took / 60:.0f} minutes here, 80 million entries "
        f"{80e6 * per_core / 3600:.1f} hours of one core",
    )
    tomorrow = sum(must_look_again(one, one.digest, day + timedelta(days=1)) for one in found) / len(found)
    yield Measured(
        "share of families that must be looked at again the next night if nothing is written",
        tomorrow,
        None,
        tomorrow,
        None,
        unit="of all",
    )
