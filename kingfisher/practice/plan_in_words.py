"""Does a plan's own account say who does what by when? "School nurse weighs Kit by 25 March."

It is enough that one sentence names somebody and a day, a span or how often: whether it is well put is for people to
judge. Wishes alone ("a strong plan", "things must improve") name neither.
"""

import re
from functools import lru_cache

from kingfisher.timeline.agency_sorts import sorts

_WHEN = re.compile(
    r"\bby (?:the )?(?:\d|end|half|next|then|mon|tues|wednes|thurs|fri|satur|sun|jan|feb|mar|apr|may|june|july|aug|sep|"
    r"oct|nov|dec|christmas|easter|summer|autumn|spring|\w+ (?:review|meeting|conference))|"
    r"\bwithin (?:\d|an?\b|one|two|three|four|five|six|seven|eight|ten|twelve)|"
    r"\bin (?:\d+|one|two|three|four|five|six|eight|ten|twelve) (?:working )?(?:days?|weeks?|months?)\b|"
    r"\b(?:daily|weekly|fortnightly|monthly|nightly|termly|quarterly)\b|"
    r"\b(?:every|each|once an?|twice an?|times an?) (?:\w+ ){0,2}(?:days?|nights?|mornings?|weeks?|weekends?|months?|"
    r"terms?|sessions?|evenings?)\b|\b(?:from|on|before|until|starting) (?:\d|mon|tues|wednes|thurs|fri|satur|sun|jan|"
    r"feb|march|april|may \d|june|july|aug|sep|oct|nov|dec)"
)
_PEOPLE = (
    "parents", "mother", "mum", "mam", "father", "dad", "carer", "grandparents", "grandmother", "grandfather", "nan",
    "gran", "aunt", "uncle", "worker", "nurse", "teacher", "mentor", "doctor", "sw", "fsw", "family worker",
)  # fmt: skip
# Nobody has taken it on yet, or it tells of what was.
_NO_PROMISE = re.compile(
    r"\b(?:nobody|no one|to be (?:agreed|decided|set|confirmed|identified)|tbc|says?|said|reports that|reported|told|"
    r"stated|attended|asked to|called (?:on|to)|(?:was|were) (?:not )?\w+ed)\b"
)
_SENTENCES = re.compile(r"(?<=[.;!?\n])\s+")


def says_who_and_when(text: str) -> bool:
    """True when one sentence of the text names somebody and when or how often, and tells no past thing."""
    return any(
        _WHEN.search(one) and _who().search(one) and not _NO_PROMISE.search(one)
        for one in _SENTENCES.split(text.casefold())
    )


_VISITS = re.compile(
    r"\b(?:visit\w*|seen at home|home visits?)\b[^.;]{0,30}?\b(?:every|each|at least every) "
    r"(\d+|two|three|four|five|six|seven|eight) ?(weeks?|days?)\b|"
    r"\b(monthly|six[ -]weekly|four[ -]weekly|eight[ -]weekly|fortnightly|weekly|every month)\b[^.;]{0,30}?\bvisit|"
    r"\bvisit\w*\b[^.;]{0,30}?\b(monthly|six[ -]weekly|four[ -]weekly|eight[ -]weekly|fortnightly|weekly|every month)\b"
)
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_WORDS = {
    "monthly": 31,
    "every month": 31,
    "six weekly": 42,
    "four weekly": 28,
    "eight weekly": 56,
    "fortnightly": 14,
    "weekly": 7,
}


@lru_cache(maxsize=4_096)
def days_between_visits(text: str) -> int | None:
    """How many days the plan's own account says may pass from visit to visit; None when it does not say."""
    met = _VISITS.search(text.casefold())
    if not met:
        return None
    number, unit, before, after = met.groups()
    if number:
        return (_NUMBERS.get(number) or int(number)) * (7 if unit.startswith("week") else 1)
    return _WORDS[(before or after).replace("-", " ")]


@lru_cache(1)
def _who() -> re.Pattern[str]:
    called = [one for sort in sorts().values() for one in sort.called]
    return re.compile(rf"\b(?:{'|'.join(re.escape(one) for one in (*called, *_PEOPLE))})s?\b")
