"""How many children there are, taken out of the text: "all 7 seen", "Stacey + 7", "BOWDEN x7", "6th baby", "G8 P7"."""

import re

from kingfisher.interchange.copies.pseudonym_people import words

_NUMBER = rf"(?:\d{{1,2}}|{'|'.join(sorted(words()['numbers'] - {'both'}, key=len, reverse=True))})"
_BROOD = rf"(?:{'|'.join(sorted(words()['brood'], key=len, reverse=True))})"
_ORDINAL = r"(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)"
_WHICH = "(?:other|older|elder|younger|little|small|big|half|full|more|of (?:her|his|their|the|my|these)|subject)"
_END = r"(?=\s*(?:[.,;)]|$))"
_OF_THEM = "eldest|oldest|youngest|middle"
_TELLING: tuple[tuple[str, str], ...] = (
    (rf"\ball\s+(?:of\s+)?(?:the\s+|them\s+|these\s+)?{_NUMBER}\b(?:\s+{_BROOD}\b)?", "all the children"),
    (rf"\b{_NUMBER}\s+(?:{_WHICH}\s+){{0,2}}{_BROOD}\b", "the children"),
    (rf"\b{_NUMBER}\s+(?:of\s+them\s+)?(?=(?:seen|counted|present|at home|in bed)\b)", "children "),
    (rf"\b(?:family|siblings|brood|household|(?:sibling )?group|sibs)\s+of\s+{_NUMBER}\b", "the family"),
    (rf"\b({_OF_THEM})\s+of\s+(?:the\s+)?{_NUMBER}\b", r"\1 of the children"),
    (rf"\b{_NUMBER}\s*(?:/|in)\s*(?:a\s+)?(?:\d|one|two|three|four|five)[- ]?bed\b", "overcrowded"),
    (rf"\b{_ORDINAL}\s+(?:time\s+)?(baby|child|pregnancy|birth|delivery)\b", r"another \1"),
    (r"\bG\s?\d{1,2}\s?\+?\s?P\s?\d{1,2}(?:\s?\+\s?\d)?\b", "[earlier pregnancies]"),
)
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
    return text


def _cased(found: re.Match[str], instead: str) -> str:
    """What stands in its place, with a capital where the words it replaces had one."""
    put = found.expand(instead)
    return put[:1].upper() + put[1:] if found.group()[:1].isupper() else put


def numbers_left(text: str) -> list[str]:
    """Passages that still tell how many children there are."""
    return [found.group() for pattern, _ in _ALL for found in pattern.finditer(text)]
