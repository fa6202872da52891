"""Ask every question and run every clock of every family of a region, a partition at a time, in many processes.

A partition is any run of families; each is read, asked and let go by itself, so the work is as long as the entries are
many and no machine holds more than one family for each process. What comes back for a family is the same whatever the
partition, the order and the number of processes, and says until what day it holds: tonight only those are looked at
whose record has changed or whose day has come (`must_look_again`). The results of a sweep that was stopped are as good
as those of one that was not: start again with them.
"""

import hashlib
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import cache
from itertools import batched
from multiprocessing import get_context
from pathlib import Path

import msgspec

from kingfisher.practice.clock import Clock
from kingfisher.practice.clocks import look
from kingfisher.practice.timescales import Timescales, standard_timescales
from kingfisher.questions.engine import ask_and_hold, register
from kingfisher.questions.local import clock_named_here, named_here
from kingfisher.questions.parameters import Parameters, standard
from kingfisher.questions.partnership import Partnership, in_force_until, parse_partnership
from kingfisher.questions.question import Question
from kingfisher.timeline.file_format import FormatError, decode_date, encode_date, parse_record

AT_A_TIME = 64  # families sent to a process together: enough to make the sending cheap, few enough to lose little


class Swept(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one family's record gave. `digest` is of the record as read, `as_at` the day it was looked at.

    `holds_until` is the last day (inclusive) for which it stays so if nothing more is written; None: for good. `wrong`
    says why the record could not be read, in a sentence; then nothing else is known. `clocks` are those still open.
    """

    family: str
    digest: str
    as_at: date
    entries: int = 0
    questions: tuple[Question, ...] = ()
    clocks: tuple[Clock, ...] = ()
    holds_until: date | None = None
    wrong: str = ""


class ToSweep(msgspec.Struct, frozen=True, kw_only=True):
    """A family to look at: its name, its record (a file, or the text itself), and what an earlier sweep found."""

    family: str
    record: Path | bytes
    before: Swept | None = None


class Agreed(msgspec.Struct, frozen=True, kw_only=True):
    """What a sweep asks by: parameters (and names and stages with them), clocks' limits, and the partnership if any."""

    parameters: Parameters
    timescales: Timescales
    own: Partnership | None = None


def sweep(partition: Iterable[ToSweep], as_at: date, by: Agreed | None = None) -> Iterator[Swept]:
    """What stands for each family of the partition at the end of the day, in the order given; none is left out.

    A family whose earlier result still holds is given back as it was, its record read and not asked. Records that
    cannot be read are told in `wrong`. Raises nothing for what is in a record.
    """
    by = by or agreed()
    in_force = in_force_until(by.own, as_at)
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
            yield _look(Swept(family=one.family, digest=digest, as_at=as_at, holds_until=in_force), text, by)


def must_look_again(before: Swept, digest: str, as_at: date) -> bool:
    """True when the record is not the one looked at, could not be read, is from a later day, or held only until an
    earlier day."""
    if before.digest != digest or before.wrong or before.as_at > as_at:
        return True
    return before.holds_until is not None and before.holds_until < as_at


def _look(blank: Swept, text: bytes, by: Agreed) -> Swept:
    """What the record gives, filled into a result that has only the family, the digest, the day, and until when what
    is in force that day stays so."""
    try:
        record = parse_record(text.decode("utf-8-sig"), name=blank.family)
    except (FormatError, UnicodeDecodeError) as wrong:
        return msgspec.structs.replace(blank, wrong=str(wrong))
    local, as_at = by.parameters.local, blank.as_at
    questions, until = ask_and_hold(record, as_at, by.parameters)
    running = look(record, as_at, by.timescales)
    ends = [end for end in (until, running.holds_until, blank.holds_until) if end is not None]
    return msgspec.structs.replace(
        blank,
        entries=len(record.by_id),
        questions=tuple(named_here(one, local, as_at) for one in questions),
        clocks=tuple(clock_named_here(one, local, as_at) for one in running.clocks if one.is_open),
        holds_until=min(ends, default=None),
    )


def sweep_all(
    families: Iterable[ToSweep],
    as_at: date,
    *,
    overlay: str = "",
    partnership: str = "",
    processes: int = 1,
    at_a_time: int = AT_A_TIME,
) -> Iterator[Swept]:
    """The same over all the families, partitions of `at_a_time` shared among processes, results in the order given.

    `overlay` is parameters of one's own as YAML text, `partnership` the text of a partnership's whole file, which has
    its own. With one process nothing is started. Raises `GuidanceError` for either when it cannot be used.
    """
    by = agreed(overlay, partnership)  # so that a mistake in it is told before anything is started
    if processes <= 1:
        yield from sweep(families, as_at, by)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        waiting = []
        for part in batched(families, at_a_time):
            waiting.append(pool.submit(_in_a_process, part, as_at, overlay, partnership))
            if len(waiting) > 2 * processes:  # so that a nation's families are not all in memory at once
                yield from _unpacked(waiting.pop(0).result())
        for one in waiting:
            yield from _unpacked(one.result())


def _in_a_process(part: tuple[ToSweep, ...], as_at: date, overlay: str, partnership: str) -> bytes:
    return msgspec.json.encode(list(sweep(part, as_at, agreed(overlay, partnership))), enc_hook=encode_date)


def _unpacked(written: bytes) -> list[Swept]:
    return msgspec.json.decode(written, type=list[Swept], dec_hook=decode_date)


def to_line(one: Swept) -> bytes:
    """One result as a line of JSON, without the end of the line."""
    return msgspec.json.encode(one, enc_hook=encode_date)


def from_line(line: bytes) -> Swept:
    """A result from its line. Raises `msgspec.DecodeError`."""
    return msgspec.json.decode(line, type=Swept, dec_hook=decode_date)


@cache
def agreed(overlay: str = "", partnership: str = "") -> Agreed:
    """The standard parameters and limits with a partnership's own file over them, or with parameters of one's own as
    YAML. Raises `GuidanceError` when either cannot be used (`PartnershipError` is one)."""
    if partnership.strip():
        own = parse_partnership(partnership, name="the partnership's file")
        return Agreed(parameters=own.parameters, timescales=own.timescales, own=own)
    held = standard().overlaid(overlay) if overlay.strip() else standard()
    return Agreed(parameters=held, timescales=standard_timescales())


def footing(overlay: str = "", partnership: str = "") -> str:
    """A digest of what results stand on: every question's version, every parameter, every clock, and what else the
    partnership agreed. On another footing every family must be looked at again, whatever its results say."""
    by = agreed(overlay, partnership)
    versions = {kind.id: kind.version for kind in register().values()}
    held = dict(sorted(by.parameters.held.items()))
    own = by.own.digest if by.own else ""
    return hashlib.sha256(msgspec.json.encode([versions, held, by.timescales.held, own])).hexdigest()
