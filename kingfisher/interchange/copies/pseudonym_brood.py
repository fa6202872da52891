"""How many children there are, taken out of the text: "all 7 seen", "Stacey + 7", "BOWDEN x7", "6th baby", "G8 P7".

A list of brothers and sisters told one by one ("Sibling, Sibling and Sibling") counts them too.
"""

import re

from kingfisher.interchange.copies.pseudonym_people import words

_NUMBER = rf"(?:\d{{1,2}}|{'|'.join(sorted(words()['numbers'] - {'both'}, key=len, reverse=True))})"
_BROOD = rf"(?:{'|'.join(sorted(words()['brood'], key=len, reverse=True))})"
_ORDINAL = r"(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)"
_WHICH = "(?:other|older|elder|younger|little|small|big|half|full|more|of (?:her|his|their|the|my|these)|subject)"
_END = r"(?=\s*(?:[.,;)]|$))"
_OF_THEM = "eldest|oldest|elder|older|youngest|younger|middle"
_THE = r"(?:(?:the|these|those|her|his|their|our|my)\s+)?"
_PARENT = "mum|mam|mom|mother|dad|father|parent|parents|nan|gran|grandmother|carer"
_AND = r"(?:\s*(?:,\s*and|,|;|/|&|\+|and)\s*)"
_TELLING: tuple[tuple[str, str], ...] = (
    (rf"\ball\s+(?:of\s+)?(?:the\s+|them\s+|these\s+)?{_NUMBER}\b(?:\s+(?:{_BROOD}|of them)\b)?", "all the children"),
    (rf"\b(?:child|baby|sibling|sib)\s+(?:no\.?\s*)?{_NUMBER}\s+(?:of|/)\s*{_NUMBER}\b", "one of the children"),
    (rf"\b{_NUMBER}\s+(?:out\s+)?of\s+{_THE}{_NUMBER}\s+(?:{_WHICH}\s+)?{_BROOD}\b", "some of the children"),
    (rf"\b{_THE}(?!(?:one|1)\s+of\b){_NUMBER}\s+(?:{_WHICH}\s+){{0,2}}{_BROOD}\b", "the children"),
    (rf"\bthe\s+{_NUMBER}\s+of\s+them\b", "the children"),
    (rf"\b{_NUMBER}\s+(?:of\s+them\s+)?(?=(?:seen|counted|present|at home|in bed)\b)", "children "),
    (rf"\b(?:family|siblings|brood|household|(?:sibling )?group|sibs)\s+of\s+{_NUMBER}\b", "the family"),
    (rf"\b({_PARENT})\s+(?:of|to)\s+{_NUMBER}\b", r"\1 of the children"),
    (rf"\b({_OF_THEM})\s+of\s+(?:the\s+|her\s+|his\s+|their\s+)?{_NUMBER}\b", r"\1 of the children"),
    (rf"\b({_OF_THEM})\s+{_NUMBER}\b(?!\s+(?:years?|months?|weeks?|days?|times?|visits?))", r"\1 children"),
    (rf"\b(?:the|her|his|their)\s+(?:other\s+)?{_NUMBER}\s+(?:{_WHICH}|{_OF_THEM})(?:\s+ones)?\b", "the others"),
    (rf"\b(?:the|her|his|their)\s+other\s+{_NUMBER}\b(?!\s+\w+s\b)", "the others"),
    (rf"\bboth\s+(?:of\s+)?(?:the\s+|her\s+|his\s+|their\s+)?(?:{_WHICH}\s+)?{_BROOD}\b", "the children"),
    (rf"\b{_NUMBER}\s+under\s+(?:\d{{1,2}}s?|five|fives|ten|tens)\b", "young children"),
    (r"\b(?:twins|triplets|quads|quadruplets|quins)\b", "children"),
    (r"\b(?:an?\s+|the\s+)?only\s+child\b", "a child"),
    (r"\bno\s+(?:other\s+)?(?:siblings|sibs|brothers or sisters|other children)\b", "[about siblings]"),
    (rf"\b(?:pregnant|expecting|pregnancy)\s+(?:with|of)\s+(?:her|their|his)\s+{_ORDINAL}\b", "pregnant"),
    (rf"\b{_NUMBER}\s*(?:/|in)\s*(?:a\s+)?(?:\d|one|two|three|four|five)[- ]?bed\b", "overcrowded"),
    (rf"\b{_ORDINAL}\s+(?:time\s+)?(baby|child|pregnancy|birth|delivery)\b", r"another \1"),
    (r"\bG\s?\d{1,2}\s?\+?\s?P\s?\d{1,2}(?:\s?\+\s?\d)?\b", "[earlier pregnancies]"),
)
# Told one by one. In capitals and small letters as pseudonyms are written, "of the first family" allowed for.
_ONE_BY_ONE = re.compile(rf"\bSibling(?: of the \w+ family)?(?:{_AND}(?:the )?Sibling\b)+")
_TELLING_AT_THE_END: tuple[tuple[str, str], ...] = (
    (rf"(\[family name\]|\[name\]|Sibling|{_BROOD}|family)\s*[x×]\s?\d{{1,2}}\b", r"\1 and others"),
    (rf"(?<=[a-z\])])\s*(?:\+|&|plus)\s?{_NUMBER}{_END}", " and others"),
    (rf"\bwith\s+{_NUMBER}{_END}", "with the children"),
)
_ALL = tuple((re.compile(pattern, re.I), instead) for pattern, instead in _TELLING + _TELLING_AT_THE_END)


def without_number(text: str) -> str:
    """The text with the number of children taken out wherever it is told in one of the usual ways."""
    for pattern, instead in _ALL:
        text = pattern.sub(lambda found, instead=instead: _cased(found, instead), text)  # type: ignore[misc]
    return _ONE_BY_ONE.sub("Siblings", text)


def _cased(found: re.Match[str], instead: str) -> str:
    """What stands in its place, with a capital where the words it replaces had one."""
    put = found.expand(instead)
    return put[:1].upper() + put[1:] if found.group()[:1].isupper() else put


def numbers_left(text: str) -> list[str]:
    """Passages that still tell how many children there are."""
    return [found.group() for pattern in (*(one for one, _ in _ALL), _ONE_BY_ONE) for found in pattern.finditer(text)]
