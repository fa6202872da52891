"""What came of the contact, and where it took place? By the words of the outcome column, then of the account."""

import re

from kingfisher.interchange.returns.row_words import Met
from kingfisher.timeline.kinds import Outcome, Setting

_MINUTES = re.compile(r"\b(\d{1,3})\s*(?:minutes|minute|mins|min)\b", re.IGNORECASE)
_LATE = re.compile(r"\s*late\b", re.IGNORECASE)
MISSED = ("did_not_attend", "not_brought")
# In the order they are believed when several are met: the particular before the general.
_ORDER = (
    "cancelled_by_service",
    "cancelled_by_family",
    "not_brought",
    "did_not_attend",
    "no_access",
    "no_reply",
    "cancelled",
    "declined",
    "rearranged",
)
_DIRECT = {
    "cancelled_by_service": Outcome.CANCELLED_BY_SERVICE,
    "cancelled_by_family": Outcome.CANCELLED_BY_FAMILY,
    "declined": Outcome.DECLINED,
    "rearranged": Outcome.REARRANGED,
    "no_reply": Outcome.NO_REPLY,
    "no_access": Outcome.NO_ACCESS,
}


def outcome_cues(met: list[Met]) -> dict[str, Met]:
    """The first phrase met for each outcome."""
    found: dict[str, Met] = {}
    for item in met:
        if item.cue.startswith("outcome:"):
            found.setdefault(item.cue[8:], item)
    return found


def outcome_of(
    cues: dict[str, Met], met: list[Met], *, visit: bool, whose_is_child: bool
) -> tuple[Outcome | None, str]:
    """The outcome of an offered contact and the words it rests on; None when no words speak of one.

    A child is not brought; an adult does not attend. For a visit, no reply is no access.
    """
    for name in _ORDER:
        item = cues.get(name)
        if item is None:
            continue
        if name in MISSED:
            missed = Outcome.WAS_NOT_BROUGHT if whose_is_child or name == "not_brought" else Outcome.DID_NOT_ATTEND
            return missed, item.words
        if name == "no_reply" and visit:
            return Outcome.NO_ACCESS, item.words
        if name == "cancelled":
            return _who_cancelled(item, met), item.words
        return _DIRECT[name], item.words
    return None, ""


def _who_cancelled(item: Met, met: list[Met]) -> Outcome | None:
    for other in met:
        if other.cue.startswith(("person:", "relative:")) and -3 <= other.first - item.after <= 4:
            return Outcome.CANCELLED_BY_FAMILY
    for other in met:
        if other.cue.startswith(("agency:", "text:", "staff")) and -6 <= other.first - item.after <= 6:
            return Outcome.CANCELLED_BY_SERVICE
    return None


def setting_met(met: list[Met]) -> tuple[Setting, str] | None:
    """A doorstep, window or outside meeting, when the words say so."""
    for item in met:
        if item.cue == "distant":
            plain = item.words.lower()
            if "window" in plain:
                return Setting.WINDOW, item.words
            return (Setting.OUTSIDE if plain == "outside" else Setting.DOORSTEP), item.words
    return None


def minutes_of(column: str, text: str) -> tuple[int | None, str]:
    """How many minutes, from the minutes column or the account ("8 mins"); not how late anyone was."""
    if column:
        number = re.match(r"\s*(\d{1,3})(?:\.0)?\s*(?:m|min|mins|minutes)?\s*$", column)
        if number and int(number[1]):
            return int(number[1]), column
    found = _MINUTES.search(text)
    if found and not _LATE.match(text, found.end()):
        return int(found[1]), found.group()
    return None, ""
