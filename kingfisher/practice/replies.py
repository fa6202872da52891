"""Does this entry answer another: does it say what was done about it, or that nothing will be and why?"""

from kingfisher.practice.decisions import plain, written
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Answer, Audit, ChairsOversight, Challenge, Check

_CLOSED = ("closed", "answered", "agreed", "accepted", "resolved", "satisfied", "moderated", "re audited", "withdrawn")


def is_reply(entry: Entry, of: Entry) -> bool:
    """True when another agency wrote it, or it is a finished answer; a promise to answer is none, nor is a note that
    somebody was asked.

    The agency that asked may itself note that it was answered (`closes_it`).
    """
    content = entry.content
    if isinstance(content, Check) and plain(content.result) == "asked":
        return False
    if isinstance(content, Answer):
        return plain(content.answer) == "done" or bool(
            plain(content.answer) != "will be done" and written(content.reason)
        )
    if entry.agency != of.agency:
        return True
    return closes_it(entry)


def closes_it(entry: Entry) -> bool:
    """True when it says that an audit, a chair's question or a challenge is answered, agreed or closed."""
    content = entry.content
    if isinstance(content, Challenge) and written(content.answer):
        return True
    if isinstance(content, (Audit, Challenge)):
        return _is_closed(content.stage)
    return isinstance(content, ChairsOversight) and _is_closed(content.grade)


def _is_closed(words: str | None) -> bool:
    said = plain(words)
    return any(word in said for word in _CLOSED) and not said.startswith(("not ", "un", "to be "))
