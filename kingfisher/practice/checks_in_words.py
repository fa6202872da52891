"""Does an entry say in words that an agency's records on somebody were checked? "Checks back from police and GP."

What is only asked for, awaited or still to be done has not been checked. Words are as `in_words.words_of` gives them.
"""

import re
from functools import lru_cache

from kingfisher.practice.in_words import says
from kingfisher.timeline.agency_sorts import sorts

_NOT_YET = re.compile(
    r"\b(?:not(?! (?:known|open) to\b)|no reply|outstanding|pending|to (?:be|follow|request|complete|do|make|check)|"
    r"will|chas\w+|requested|due|sought|seeking|asked for|applied for|ordered|planned|in progress|unable|declined|"
    r"need\w*|should be|must be|await\w*|refused|never|no (?:\w+ ){0,2}checks?|checks? agreed|has anyone|have we)\b"
)
# What an agency did elsewhere in the account is no answer of its records.
_ACTED = re.compile(
    r"\b(?:called|rang|rung|phoned|attend\w*|visit(?:s|ed|ing)?|arrest\w*|inform\w*|told|tells|present|came|met|spoke\w*)\b"
)
_LABEL = 3  # words: "police" / "two call outs" was written "Police: two call outs"
_ONE_PARENT = re.compile(r"\b(?:mothers?|mums?|mams?|fathers?|dads?)\b")
_BOTH = re.compile(r"\b(?:parents|both|all adults|everyone|couple)\b")


def checked(words: str, sort: str, made: tuple[str, ...]) -> bool:
    """True when a clause names the sort of agency, not as one whose answer is still to come, and says by a phrase in
    `made` that records were checked; or tells what came back, beside or after a clause that says so."""
    clauses = words.split(" / ")
    said = [says(one, made) and not _NOT_YET.search(one) for one in clauses]
    for place, clause in enumerate(clauses):
        if not _called(sort).search(clause):
            continue
        after = clauses[place + 1] if place + 1 < len(clauses) and len(clause.split()) <= _LABEL else ""
        told = any(said[: place + 2]) and not _ACTED.search(clause)
        if (said[place] or told) and not _NOT_YET.search(f"{clause} / {after}"):
            return True
    return False


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
