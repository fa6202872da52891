"""Streets, towns, schools and services by name, and the numbers that lead to a person, put in other words."""

import re
from collections.abc import Iterable

from kingfisher.interchange.copies.pseudonym_people import either, words

_CAPITAL = r"[A-Z][\w'’-]*"
_FLAT = re.compile(r"\b(?:[Ff]lat|[Aa]partment|[Rr]oom)\s+(?:no\.?\s*)?\d+[A-Za-z]?\b")
_STARTS = re.compile(r"\d|S[Tt]\.?$|Saint$")
NUMBERS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b"), "[email address]"),
    (re.compile(r"\b(?:https?://|www\.)\S+", re.I), "[web address]"),
    (re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s{0,2}\d[A-Z]{2}\b", re.I), "[postcode]"),
    (re.compile(r"(?<![\w/])(?:\+44\s?\(?0?\)?|0)\d(?:[\s()-]?\d){8,9}(?!\d)"), "[phone number]"),
    (re.compile(r"(?<![\w/])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\d/])"), "[number]"),
    (re.compile(r"(?<![\d/])\d{2}/\d{4,7}(?![\d/])"), "[reference]"),
    (re.compile(r"\b[A-Z]{1,5}[-/]?\d{5,}\b"), "[reference]"),
    (re.compile(r"(?<![\d.,/£])\d{6,}(?![\d/])"), "[reference]"),
    (re.compile(r"\b[A-Z]{2}\d{2}\s?[A-Z]{3}\b"), "[registration]"),
)


class Places:
    """Puts a numbered word for each place, the same one wherever it is named."""

    def __init__(
        self,
        corpus: Iterable[str],
        *,
        named: Iterable[str] = (),
        keep: frozenset[str] = frozenset(),
        of: str = "",
    ) -> None:
        """`named` are places a person knows of; `keep` are words that only look like places. `of` goes after each
        number, where places of several families stand in one document."""
        self._of = of
        texts = tuple(corpus)
        self._numbers: dict[tuple[str, str], int] = {}
        self._keep = frozenset(word.casefold() for word in keep)
        self._lower = frozenset(word for text in texts for word in re.findall(r"\b[a-z][a-z'’]+\b", text))
        self._street = _place_pattern(words()["streets"])
        self._school = re.compile(
            rf"\b(?:(?:{_CAPITAL}\s+){{1,3}}(?:{_titled(words()['schools'])})\b|(?:S[Tt]\.?|Saint)\s+{_CAPITAL})"
        )
        self._service = re.compile(rf"\b(?:{_CAPITAL}\s+){{1,3}}(?:{_titled(words()['services'])})\b")
        self._towns = frozenset(word.casefold() for word in named) | words()["places"] | self._moved_between(texts)
        self._alone = self._distinctive(texts)
        listed = self._towns | self._alone.keys()
        self._single = re.compile(rf"\b(?:{either(listed)})\b", re.I)

    def address(self, text: str) -> str:
        """A whole field that holds an address, names in it already changed: numbered as the text numbers it.

        Plain words ("foster placement") stay, and so does an address that is only somebody's.
        """
        outside = re.sub(r"\([^)]*\)", "", text)
        core = self._core(outside)
        if core:
            return self._numbered("address", " ".join(core))
        return self._numbered("address", text) if any(c.isdigit() for c in outside) else self.replaced(text)

    def replaced(self, text: str) -> str:
        """The text without places and without numbers that lead to a person."""
        for pattern, word in NUMBERS:
            text = pattern.sub(word, text)
        text = _FLAT.sub(lambda found: "The flat" if found.group()[0].isupper() else "the flat", text)
        text = self._school.sub(lambda found: self._named("school", found.group()), text)
        text = self._service.sub(lambda found: self._named("place", found.group()), text)
        text = self._street.sub(lambda found: self._named("address", found.group()), text)
        return self._single.sub(lambda found: self._one(found.group()), text)

    def _named(self, sort: str, found: str) -> str:
        """The place as a numbered word; words before it that only happen to have a capital ("Rang …") stay."""
        starts = (m.start() for m in re.finditer(r"\S+", found) if _STARTS.match(m.group()) or self._core(m.group()))
        first = next(starts, 0)
        core = self._core(found)
        return found[:first] + self._numbered(sort, " ".join(core)) if core else found

    def _core(self, found: str) -> list[str]:
        """The words that make a place that one and no other: "Larkspur" of "Flat 6, Larkspur Court"."""
        generic = words()["generic_places"] | words()["streets"] | words()["schools"] | words()["services"]
        dull = generic | words()["capitals"] | words()["roles"] | self._keep
        return [
            w
            for w in re.findall(r"[A-Za-z][\w'’-]*", found)
            if w.casefold() not in dull and w[0].isupper() and len(w) > 1
        ]

    def _distinctive(self, texts: tuple[str, ...]) -> dict[str, str]:
        """Single words that stand for a street or school elsewhere named in full."""
        found: dict[str, str] = {}
        for text in texts:
            for pattern, sort in ((self._street, "address"), (self._school, "school"), (self._service, "place")):
                for match in pattern.finditer(text):
                    core = self._core(match.group())
                    if len(core) == 1 and len(core[0]) > 3 and core[0].casefold() not in self._lower:
                        found.setdefault(core[0].casefold(), sort)
        return found

    def _moved_between(self, texts: tuple[str, ...]) -> frozenset[str]:
        """Words that stand where a town stands ("moved from …", "in …"), and are nothing else we know of."""
        pattern = re.compile(r"\b(?:from|in|to|near|outside|of)\s+([A-Z][a-z]{3,})\b(?!\s+[A-Z])")
        known = words()["capitals"] | words()["roles"] | words()["titles"] | self._keep | self._lower
        return frozenset(
            word.casefold() for text in texts for word in pattern.findall(text) if word.casefold() not in known
        )

    def _one(self, found: str) -> str:
        if not found[0].isupper():
            return found
        return self._numbered(self._alone.get(found.casefold(), "place"), found)

    def _numbered(self, sort: str, place: str) -> str:
        key = re.sub(r"[^\w]+", " ", place.casefold()).strip()
        number = self._numbers.setdefault((sort, key), 1 + sum(held == sort for held, _ in self._numbers))
        return f"[{sort} {number}{self._of}]"


def _titled(listed: Iterable[str]) -> str:
    return "|".join(
        sorted((form for word in listed for form in (word.capitalize(), word.upper())), key=len, reverse=True)
    )


def _place_pattern(streets: Iterable[str]) -> re.Pattern[str]:
    """A street: a number if given, one to three capitalised words, and the word for a street.

    Words that are seldom anything else may be in small letters; the rest ("view", "row", "way") need their capital.
    """
    kinds = "|".join(sorted((kind.capitalize() for kind in streets), key=len, reverse=True))
    small = "street|road|avenue|crescent|lane|park|court|terrace|gardens"
    return re.compile(rf"\b(?:\d+[A-Za-z]?,?\s+)?(?:{_CAPITAL}\s+){{1,3}}(?:{kinds}|{kinds.upper()}|{small})\b")
