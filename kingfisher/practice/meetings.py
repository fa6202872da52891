"""Was the meeting held, what kind of meeting was it, and which entries follow from it?"""

import re
from functools import lru_cache

from kingfisher.practice.decisions import plain
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Contact, Meeting, Outcome

_CALLED_OFF = re.compile(
    r"cancel|postpone|not held|did not (go ahead|take place)|called off|abandon|not quorate|stood down"
)
_MOVED = re.compile(r"rearrang|re arrang|reschedul|adjourn|delayed|deferred|moved to")
_SHORT = {  # letters that minutes and agency returns use for what a type says in full
    "icpc": "initial child protection conference",
    "rcpc": "review child protection conference",
    "cpc": "child protection conference",
    "cpcc": "child protection case conference",
    "strat": "strategy",
    "cg": "core group",
    "cgm": "core group meeting",
    "lpm": "legal planning meeting",
}
_PLANNED = re.compile(r"^(planned|booked|to be held|arranged|invited|scheduled)\b")


def was_called_off(entry: Entry) -> bool:
    """True when a meeting is recorded as cancelled, put off or not held, however it is spelt."""
    content = entry.content
    return isinstance(content, Meeting) and bool(_CALLED_OFF.search(_came_of(entry, content)) or was_moved(entry))


def was_moved(entry: Entry) -> bool:
    """True when a meeting is recorded as rearranged or put off to another day."""
    content = entry.content
    return isinstance(content, Meeting) and bool(_MOVED.search(_came_of(entry, content)))


def _came_of(entry: Entry, content: Meeting) -> str:
    """What came of it, as recorded; where no outcome is, the first sentence of its account."""
    return plain(content.outcome) or plain(entry.text.partition(".")[0])


def was_held(entry: Entry) -> bool:
    """True for a meeting that took place: its outcome says so, or says something other than that it did not."""
    content = entry.content
    if not isinstance(content, Meeting) or was_called_off(entry):
        return False
    return not _PLANNED.search(plain(content.outcome))


def is_of_type(entry: Entry, words: tuple[str, ...]) -> bool:
    """True when the meeting's type, its usual letters written in full, contains any of the words."""
    content = entry.content
    said = _in_full(content.type) if isinstance(content, Meeting) and content.type else ""
    return any(plain(word) in said for word in words)


@lru_cache(maxsize=4096)
def _in_full(type_: str) -> str:
    return " ".join(_SHORT.get(word, word) for word in plain(type_).split())


def was_made(entry: Entry) -> bool:
    """True for a contact that took place (its outcome attended, or nothing said against it)."""
    content = entry.content
    return isinstance(content, Contact) and content.outcome in (None, Outcome.ATTENDED)
