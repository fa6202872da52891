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
    r"\bviews?\b(?: \w+){0,4} (?:not|to be|to follow|were missing|missing|none|awaited|outstanding|pending|"
    r"requested|invited)\b|\b(?:asked|invited|requested|declined|refused)\b(?: \w+){0,4} views?\b|"
    r"\bviews? (?:(?:was|were) )?sought\b(?! and (?:recorded|given|heard))"
)
_TO_DO = r"(?: (?:to|an?|weekly|fortnightly|monthly|daily|extra|joint|more|visits?|dates?|support)\b)"
_ADVERB = r"(?: (?!(?:to|will|must|should|not|no|never|may|might|if|whether|what|support|visits?|input)\b)\w+){0,2}"
_VIEW = (
    _ADVERB + r" (?:s )?(?:(?:views?|opinion)(?! (?:(?:is|are|was|were|still|has|have|will|to) )*(?:not|no|unknown|"
    r"awaited|outstanding|missing|pending|follow|be|sought|requested)\b)|position(?! (?:is |was )?(?:vacant|unfilled|"
    r"filled|empty))|felt|feels|thought(?! to be\b)|thinks|considered(?! for\b)|believed(?! to be\b)|"
    r"was of the view|(?:was|were|is) (?:worried|concerned|clear(?! of\b)|content|satisfied|in agreement)|"
    rf"agree[sd]?(?!{_TO_DO})|disagreed?|disagrees|did not agree|dissented|"
    r"support(?= (?:the|this|that|closing|closure|step|plan|conference|decision)\b)|"
    r"(?:supports|supported)(?! (?:mum|mother|mam|dad|father|parents?|family|her|him|them|with|for|group|worker)\b)|"
    r"argued|would have)\b"
)
# Before it: somebody else's word for it, or a question nobody answered.
_HEARSAY = re.compile(
    r"\b(?:asked (?:if|whether|what|for)|(?:nobody|no one) (?:asked|knows?|knew)|not known|unknown|unclear|"
    r"(?:mum|mother|mam|dad|father|parents?|family|gran|nan) (?:says?|said|told|reports?|reported|thinks|thought))\b"
)


def each_gave_a_view(words: str) -> bool:
    """True when a clause says that every one of those present gave a view of their own."""
    return any(_EACH.search(clause) and not _NOT_EACH.search(clause) for clause in words.split(" / "))


def gave_a_view(words: str, called: tuple[str, ...]) -> bool:
    """True when the words say what one of these ("hv", "health visitor") thought."""
    if not called:
        return False
    each = ((clause, _thought(called).search(clause)) for clause in words.split(" / "))
    return any(met and not _HEARSAY.search(clause[: met.start()]) for clause, met in each)


def has_a_labelled_view(text: str, called: tuple[str, ...]) -> bool:
    """True when minutes list views by whose they are: "Views: Police - plan needed. HV: agrees." `text` as written."""
    plain = text.casefold()
    return bool(called) and bool(_LISTED.search(plain)) and bool(_labelled(called).search(plain))


_NO_VIEW = (
    r"(?:none|nil|n/a|tbc|absent|apolog\w+|awaited|awaiting|unknown|pending|to (?:be|follow|give|send)|"
    r"no (?:view|reply|response|comment|answer)|"
    r"not (?:given|recorded|sent|received|present|known|available|heard|there|in attendance))\b"
)
_LISTED = re.compile(r"\bviews?\b[^.;:]{0,30}[:\u2013-]")


@lru_cache(maxsize=256)
def _labelled(called: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(re.escape(one) for one in sorted(called, key=len, reverse=True))
    return re.compile(rf"\b(?:{names})s?\s*(?::|\s[\u2013-]\s)\s*(?!{_NO_VIEW})\w+")


@lru_cache(maxsize=256)
def _thought(called: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(re.escape(one) for one in sorted(called, key=len, reverse=True))
    return re.compile(rf"\b(?:{names})s?{_VIEW}")
