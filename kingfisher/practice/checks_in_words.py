"""Does an entry say in words that an agency's records on somebody were checked? "Checks back from police and GP."

What is only asked for, awaited or still to be done has not been checked. Words are as `in_words.words_of` gives them.
"""

import re
from functools import lru_cache

from kingfisher.timeline.agency_sorts import sorts

_NOT_YET = re.compile(
    r"\b(?:not|no reply|awaited|awaiting|outstanding|pending|to be|to follow|will be|chas\w+|requested|to request|"
    r"to complete|need\w*|should be|must be|await\w*|refused|never)\b"
)
_ONE_PARENT = re.compile(r"\b(?:mothers?|mums?|mams?|fathers?|dads?)\b")
_BOTH = re.compile(r"\b(?:parents|both|all adults|everyone|couple)\b")


def checked(words: str, sort: str) -> bool:
    """True when a clause names the sort of agency and does not say that its answer is still to come."""
    return any(_called(sort).search(clause) and not _NOT_YET.search(clause) for clause in words.split(" / "))


def is_of_this_adult(words: str, name: str | None, others: tuple[str | None, ...]) -> bool:
    """True unless the words name another of the adults and not this one, or one parent and do not say which of them."""
    mine, theirs = _first(name), [first for one in others if (first := _first(one))]
    if mine and re.search(rf"\b{re.escape(mine)}\b", words):
        return True
    if any(re.search(rf"\b{re.escape(one)}\b", words) for one in theirs):
        return False
    return bool(_BOTH.search(words)) or not _ONE_PARENT.search(words)


def _first(name: str | None) -> str:
    return (name or "").casefold().partition(" ")[0]


@lru_cache(maxsize=64)
def _called(sort: str) -> re.Pattern[str]:
    names = sorts()[sort].called if sort in sorts() else (sort,)
    return re.compile(rf"\b(?:{'|'.join(re.escape(one.replace('-', ' ')) for one in names)})s?\b")
