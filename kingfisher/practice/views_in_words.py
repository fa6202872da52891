"""Does the account of a meeting itself say what each of those present thought?

Minutes often hold the views in a sentence: "Each agency gave its own view; asked whether anyone saw it differently,
nobody did", or "HV felt that … Police agreed." That all agreed says nothing of what each thought, and what somebody
agreed to do is no view. Words are as `in_words.words_of` gives them.
"""

import re
from functools import lru_cache

_WHO = r"(?:agency|agencys|member|professional|practitioner|person|partner|attendee|service|one|of (?:them|those|the))"
_EACH = re.compile(
    rf"\b(?:each|every) {_WHO}\b(?: \w+){{0,10}} views?\b|\bviews? (?:of|from|by) (?:each|every) {_WHO}\b|"
    r"\beach\b(?: \w+){0,8} (?:gave|shared|stated|offered|recorded)(?: \w+){0,3} views?\b|"
    r"\b(?:own|individual) views? (?:was |were )?(?:given|recorded|heard|shared|taken|sought)\b"
)
_NOT_EACH = re.compile(
    r"\b(?:not|no|nobody|without|never|to|will|should|must)\b(?: \w+){0,6} views?\b|"
    r"\bviews?\b(?: \w+){0,4} (?:not|to be|were missing)\b"
)
_VIEW = (
    r"(?: \w+){0,2} (?:s )?(?:views?|opinion|position|felt|feels|thought|thinks|considered|believed|was of the view|"
    r"(?:was|were|is) (?:worried|concerned|clear|content|satisfied|in agreement)|agrees?(?! to\b)|agreed(?! to\b)|"
    r"disagreed?|disagrees|did not agree|dissented|supports?|supported|argued|would have)\b"
)


def each_gave_a_view(words: str) -> bool:
    """True when a clause says that every one of those present gave a view of their own."""
    return any(_EACH.search(clause) and not _NOT_EACH.search(clause) for clause in words.split(" / "))


def gave_a_view(words: str, called: tuple[str, ...]) -> bool:
    """True when the words say what one of these ("hv", "health visitor") thought."""
    return bool(called) and bool(_thought(called).search(words))


def has_a_labelled_view(text: str, called: tuple[str, ...]) -> bool:
    """True when minutes list views by whose they are: "Views: Police - plan needed. HV: agrees." `text` as written."""
    plain = text.casefold()
    return bool(called) and bool(_LISTED.search(plain)) and bool(_labelled(called).search(plain))


_LISTED = re.compile(r"\bviews?\b[^.;:]{0,30}[:\u2013-]")


@lru_cache(maxsize=256)
def _labelled(called: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(re.escape(one) for one in sorted(called, key=len, reverse=True))
    return re.compile(rf"\b(?:{names})s?\s*(?::|\s[\u2013-]\s)\s*\w+")


@lru_cache(maxsize=256)
def _thought(called: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(re.escape(one) for one in sorted(called, key=len, reverse=True))
    return re.compile(rf"\b(?:{names})s?{_VIEW}")
