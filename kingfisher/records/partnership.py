"""Whose parameters are questions asked by here? Ours, or the partnership's whose file the settings name.

Everything in this room asks through here, so that a list, a page and a standing never differ. The file is looked at
each time and read again when it has changed; one that is no longer fit is told in the log, and the last fit one stands.
`under` says what questions are asked under, so that a standing made under another is made again.
"""

import hashlib
import logging
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings

from kingfisher.questions import again, engine
from kingfisher.questions.again import Asked
from kingfisher.questions.engine import Spell, register
from kingfisher.questions.local import Local, named_here, not_asked_here
from kingfisher.questions.own_rules import PartnershipError
from kingfisher.questions.parameters import Parameters, standard
from kingfisher.questions.partnership import Partnership, in_force_until, read_partnership
from kingfisher.questions.question import NotAsking, Question
from kingfisher.timeline.chronology import Chronology

_LOG = logging.getLogger(__name__)
_last_fit: dict[str, Partnership] = {}


def ours() -> Partnership | None:
    """The partnership whose file the settings name; None where they name none. Raises `PartnershipError` when it is
    not fit to use and no earlier version of it has been read since the server started."""
    path = getattr(settings, "PARTNERSHIP", "")
    return _read(path, _stamp(path)) if path else None


def _stamp(path: str) -> tuple[int, int]:
    """Differs when the file has changed; (0, 0) when it cannot be found."""
    try:
        found = Path(path).stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


@cache
def _read(path: str, stamp: tuple[int, int]) -> Partnership:
    try:
        _last_fit[path] = read_partnership(Path(path))
    except PartnershipError as wrong:
        if path not in _last_fit:
            raise
        _LOG.error("The partnership's file was changed and is not fit to use; the version before it stands. %s", wrong)
    return _last_fit[path]


def local() -> Local:
    """What is agreed here beside numbers: names, levels, stages, rules of sharing; empty where there is no file."""
    own = ours()
    return own.local if own else Local()


def under() -> str:
    """What questions are asked under here: the partnership's file as read, and the version of every question."""
    own = ours()
    versions = " ".join(f"{kind.id}:{kind.version}" for kind in register().values())
    return f"{own.digest if own else 'ours'} {hashlib.sha256(versions.encode()).hexdigest()[:16]}"


def holds_under_until(day: date) -> date | None:
    """The last day (inclusive) for which what is in force on the day stays so: the day before the next edition of our
    sources, value of ours or item of the partnership's own begins or is over; None: for good."""
    return in_force_until(ours(), day)


def parameters() -> Parameters:
    """Every parameter as it is here."""
    own = ours()
    return own.parameters if own else standard()


def ask(chronology: Chronology, as_at: date) -> list[Question]:
    """`engine.ask` by the parameters here, in the names used here."""
    return said_here(engine.ask(chronology, as_at, parameters()), as_at)


def asked(chronology: Chronology, as_at: date, former: Asked | None = None) -> Asked:
    """Every question asked by the parameters here; after `former`, of the same family, only those that can say
    something else than they did (`questions.again`). Their words are not yet those used here (`said_here`)."""
    by = parameters()
    if former is None or former.picture.parameters is not by:
        return again.asked(chronology, as_at, by)
    return again.again(former, chronology, as_at)


def said_here(questions: list[Question], as_at: date) -> list[Question]:
    """The questions in the names used here on the day."""
    here = local()
    return [named_here(one, here, as_at) for one in questions]


def why_not(chronology: Chronology, as_at: date, child: str | None = None) -> list[NotAsking]:
    """`engine.why_not` by the parameters here, in the names used here."""
    here = local()
    return [not_asked_here(one, here, as_at) for one in engine.why_not(chronology, as_at, child, parameters())]


def open_since(chronology: Chronology, as_at: date) -> list[Spell]:
    """`engine.open_since` by the parameters here."""
    return engine.open_since(chronology, as_at, parameters())


def holds_until(found: Asked) -> date | None:
    """The last day (inclusive) on which what was asked stays so if nothing more is written, and no longer than what is
    in force stays so; None: for good."""
    ends = (found.holds_until, holds_under_until(found.picture.as_at))
    return min((one for one in ends if one), default=None)
