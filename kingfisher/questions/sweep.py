"""Ask every question of every family of a region, one partition at a time, in as many processes as there are.

A partition is any run of families; each is read, asked and let go by itself, so the work is as long as the entries are
many and no machine holds more than one family for each process. What comes back for a family is the same whatever the
partition, the order and the number of processes, and says until what day it holds: tonight only those are looked at
whose record has changed or whose day has come (`must_look_again`). The results of a sweep that was stopped are as good
as those of one that was not: start again with them.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import cache
from itertools import batched
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import msgspec

from kingfisher.questions.engine import ask_and_hold, register
from kingfisher.questions.parameters import Parameters, standard
from kingfisher.questions.question import Question
from kingfisher.timeline.file_format import FormatError, parse_record

AT_A_TIME = 64  # families sent to a process together: enough to make the sending cheap, few enough to lose little

type Reading = Callable[..., tuple[tuple[Any, ...], date | None]]
"""Another reading to make of each family: (chronology, as_at) to what it found and the last day that holds."""


class Swept(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one family's record gave. `digest` is of the record as read, `as_at` the day it was looked at.

    `holds_until` is the last day (inclusive) for which it stays so if nothing more is written; None: for good. `wrong`
    says why the record could not be read, in a sentence; then nothing else is known. `other` holds other readings'
    findings as plain values.
    """

    family: str
    digest: str
    as_at: date
    entries: int = 0
    questions: tuple[Question, ...] = ()
    other: tuple[Any, ...] = ()
    holds_until: date | None = None
    wrong: str = ""


class ToSweep(msgspec.Struct, frozen=True, kw_only=True):
    """A family to look at: its name, its record (a file, or the text itself), and what an earlier sweep found."""

    family: str
    record: Path | bytes
    before: Swept | None = None


def sweep(
    partition: Iterable[ToSweep],
    as_at: date,
    parameters: Parameters | None = None,
    other: Sequence[Reading] = (),
) -> Iterator[Swept]:
    """What stands for each family of the partition at the end of the day, in the order given; none is left out.

    A family whose earlier result still holds is given back as it was, its record read and not asked. Records that
    cannot be read are told in `wrong`. Raises nothing for what is in a record.
    """
    for one in partition:
        try:
            text = one.record.read_bytes() if isinstance(one.record, Path) else one.record
        except OSError as wrong:
            yield Swept(family=one.family, digest="", as_at=as_at, wrong=f"It could not be opened: {wrong.strerror}.")
            continue
        digest = hashlib.sha256(text).hexdigest()
        if one.before is not None and not must_look_again(one.before, digest, as_at):
            yield one.before
        else:
            yield _look(Swept(family=one.family, digest=digest, as_at=as_at), text, parameters, other)


def must_look_again(before: Swept, digest: str, as_at: date) -> bool:
    """True when the record is not the one looked at, could not be read, is from a later day, or held only until an
    earlier day."""
    if before.digest != digest or before.wrong or before.as_at > as_at:
        return True
    return before.holds_until is not None and before.holds_until < as_at


def _look(blank: Swept, text: bytes, parameters: Parameters | None, other: Sequence[Reading]) -> Swept:
    """What the record gives, filled into a result that has only the family, the digest and the day."""
    try:
        record = parse_record(text.decode("utf-8-sig"), name=blank.family)
    except (FormatError, UnicodeDecodeError) as wrong:
        return msgspec.structs.replace(blank, wrong=str(wrong))
    questions, until = ask_and_hold(record, blank.as_at, parameters)
    ends, found = [until], []
    for reading in other:
        more, end = reading(record, blank.as_at)
        found += [msgspec.to_builtins(one) for one in more]
        ends.append(end)
    return msgspec.structs.replace(
        blank,
        entries=len(record.by_id),
        questions=tuple(questions),
        other=tuple(found),
        holds_until=min((end for end in ends if end is not None), default=None),
    )


def sweep_all(
    families: Iterable[ToSweep],
    as_at: date,
    *,
    overlay: str = "",
    processes: int = 1,
    at_a_time: int = AT_A_TIME,
    other: Sequence[Reading] = (),
) -> Iterator[Swept]:
    """The same over all the families, partitions of `at_a_time` shared among processes, results in the order given.

    `overlay` is a partnership's own parameters as YAML text. `other` readings must be importable functions. With one
    process nothing is started. Raises `GuidanceError` for an overlay that cannot be used.
    """
    parameters(overlay)  # so that a mistake in it is told before anything is started
    if processes <= 1:
        yield from sweep(families, as_at, parameters(overlay), other)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        waiting = []
        for part in batched(families, at_a_time):
            waiting.append(pool.submit(_in_a_process, part, as_at, overlay, tuple(other)))
            if len(waiting) > 2 * processes:  # so that a nation's families are not all in memory at once
                yield from _unpacked(waiting.pop(0).result())
        for one in waiting:
            yield from _unpacked(one.result())


def _in_a_process(part: tuple[ToSweep, ...], as_at: date, overlay: str, other: tuple[Reading, ...]) -> bytes:
    return msgspec.json.encode(list(sweep(part, as_at, parameters(overlay), other)))


def _unpacked(written: bytes) -> list[Swept]:
    return msgspec.json.decode(written, type=list[Swept])


@cache
def parameters(overlay: str = "") -> Parameters:
    """The standard parameters with a partnership's own YAML over them. Raises `GuidanceError`."""
    return standard().overlaid(overlay) if overlay.strip() else standard()


def footing(overlay: str = "") -> str:
    """A digest of what results stand on: every question's version and every parameter. Another footing, and every
    family must be looked at again, whatever its results say."""
    versions = {kind.id: kind.version for kind in register().values()}
    held = dict(sorted(parameters(overlay).held.items()))
    return hashlib.sha256(msgspec.json.encode([versions, held])).hexdigest()
