"""What was asked of a family last, kept by this process for a while: the next time only what can have changed is asked.

It holds the family's whole record, so it is kept for a few families, in memory and nowhere else, and let go of at the
next asking of any family once it is old.
Nothing rests on it: without it everything is asked, with the same answers.
"""

from collections import OrderedDict
from datetime import date
from threading import Lock
from time import monotonic

from kingfisher.questions.again import Asked
from kingfisher.records.partnership import asked
from kingfisher.timeline.chronology import Chronology

FAMILIES = 16
SECONDS = 15 * 60

_lately: OrderedDict[str, tuple[float, Asked]] = OrderedDict()  # by the family's ref; the last asked last
_alone = Lock()  # a server's threads share it


def asked_lately(ref: str, chronology: Chronology, as_at: date) -> Asked:
    """Every question of the record of the family of that ref as at the end of the day, by the parameters here."""
    with _alone:
        _forget_old()
        _, former = _lately.pop(ref, (0.0, None))
    found = asked(chronology, as_at, former)
    with _alone:
        _lately[ref] = monotonic(), found
        while len(_lately) > FAMILIES:
            _lately.popitem(last=False)
    return found


def forget() -> None:
    """Let go of everything."""
    with _alone:
        _lately.clear()


def _forget_old() -> None:
    while _lately and next(iter(_lately.values()))[0] < monotonic() - SECONDS:
        _lately.popitem(last=False)
