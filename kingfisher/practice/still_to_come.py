"""Is what a clause tells of only planned or asked for, or said not to have come about? "Police checks to be done."

Clauses are as `in_words.words_of` gives them, one at a time.
"""

import re

from kingfisher.practice.in_words import says

_TO_COME = re.compile(
    r"\b(?:to be|should|ought|yet|needs? to|plan(?:s|ned)?(?: is)? (?:to|for|so)|hop(?:e|es|ing) to|arranged|"
    r"request\w*|asked (?:for|whether|if)|await\w*|waiting|pending|outstanding|chas\w+|can be|might|whether|"
    r"will(?: be)? (?:do|ask|seek|see|look|visit|contact|check|confirm|assess|explore|consider|discuss)\w*)\b"
)
_NOT_SO = re.compile(
    r"\b(?:nobody|no one|never|unable|cannot|could not|couldn t|unknown|unclear|no (?:\w+ ){1,2}(?:done|made|seen)|"
    r"not (?:been |yet )?(?:known|considered|explored|assessed|discussed|confirmed|checked|done|made|seen|clear))\b"
)


def says_it_is_so(clauses: str, phrases: tuple[str, ...]) -> bool:
    """True when a clause says one of the phrases, and not as what is still to come or has not come about."""
    return any(says(one, phrases) and not is_still_to_come(one) for one in clauses.split(" / "))


def is_still_to_come(clause: str) -> bool:
    """True when it is told as planned, asked for, or not come about."""
    return bool(_TO_COME.search(clause) or _NOT_SO.search(clause))
