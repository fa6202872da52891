"""Streets, towns, schools and services by name, and the numbers that lead to a person, put in other words."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from kingfisher.interchange.copies.pseudonym_people import either, words

type Known = tuple[str, str]  # the sort of a place, and the words that make it that one and no other
type Put = Callable[[str, str, str], str]  # a sort, a place and how it is written, to what stands in its place

_CAPITAL = r"[A-Z][\w'’-]*"
_FLAT = re.compile(r"\b(?:[Ff]lat|[Aa]partment|[Rr]oom)\s+(?:no\.?\s*)?\d+[A-Za-z]?\b")
# A house number, a word or two and the word for a street, in small letters: "8 elm crescent".
_SMALL_STREET = re.compile(
    r"\b\d{1,4}[a-z]?,?\s+((?:[a-z][\w'’-]+\s+){1,2})(?:street|road|avenue|crescent|lane|close|drive|terrace|gardens|grove)\b"
)
_PREPOSITIONS = "from|in|to|near|outside|of|at|via"
_STARTS = re.compile(r"\d|S[Tt]\.?$|Saint$")
NUMBERS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b"), "[email address]"),
    (re.compile(r"\b(?:https?://|www\.)\S+", re.I), "[web address]"),
    (re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s{0,2}\d[A-Z]{2}\b", re.I), "[postcode]"),
    (re.compile(r"(?<![\w/])(?:\+44\s?\(?0?\)?|0)\d(?:[\s()-]?\d){8,9}(?!\d)"), "[phone number]"),
    (re.compile(r"(?<![\w/])\d{3}[ .–-]?\d{3}[ .–-]?\d{4}(?![\d/])"), "[number]"),
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
        self._whole = self._phrases(texts)
        self._anyhow = (
            re.compile(rf"\b(?:\d+[A-Za-z]?,?\s+)?(?:{either(self._whole)})\b", re.I) if self._whole else None
        )
        listed = self._towns | self._alone.keys()
        self._single = re.compile(rf"\b(?:{either(listed)})\b", re.I)

    @property
    def known(self) -> frozenset[Known]:
        """The places met so far, by sort and the words that make each that one and no other."""
        return frozenset(self._numbers)

    def address(self, text: str) -> str:
        """A whole field that holds an address, names in it already changed: numbered as the text numbers it.

        Plain words ("foster placement") stay, and so does an address that is only somebody's.
        """
        outside = re.sub(r"\([^)]*\)", "", text)
        core = self._core(outside)
        if core:
            return self._numbered("address", " ".join(core))
        return self._numbered("address", text) if any(c.isdigit() for c in outside) else self.replaced(text)

    def replaced(self, text: str, *, only: frozenset[Known] | None = None) -> str:
        """The text without places and without numbers that lead to a person; with `only`, of places just these."""

        def put(sort: str, place: str, found: str) -> str:
            known = only is None or (sort, _key(place)) in only
            return self._numbered(sort, place) if known else found

        for pattern, word in NUMBERS:
            text = pattern.sub(word, text)
        text = _FLAT.sub(lambda found: "The flat" if found.group()[0].isupper() else "the flat", text)
        for pattern, sort in ((self._school, "school"), (self._service, "place"), (self._street, "address")):
            text = pattern.sub(lambda found, sort=sort: self._named(sort, found.group(), put), text)  # type: ignore[misc]
        if self._anyhow:
            text = self._anyhow.sub(lambda found: self._in_any_case(found.group(), put), text)
        text = _SMALL_STREET.sub(lambda found: self._small(found, put), text)
        return self._single.sub(lambda found: self._one(found.group(), put), text)

    def left_in(self, text: str) -> Iterator[str]:
        """Every passage that still names a street, school, service or town, as far as this knows them."""
        for pattern in (self._school, self._service, self._street):
            yield from (found.group() for found in pattern.finditer(text) if self._core(found.group()))
        if self._anyhow:
            yield from (found.group() for found in self._anyhow.finditer(text))
        yield from (found.group() for found in _SMALL_STREET.finditer(text) if self._core_of_small(found))
        yield from (found.group() for found in self._single.finditer(text) if found.group()[0].isupper())

    def _in_any_case(self, found: str, put: Put) -> str:
        """A place named in full elsewhere, here in small letters or capitals."""
        bare = re.sub(r"^\d+[A-Za-z]?,?\s+", "", found)
        sort, core = self._whole[" ".join(bare.casefold().split())]
        return put(sort, core, found)

    def _small(self, found: re.Match[str], put: Put) -> str:
        core = self._core_of_small(found)
        return put("address", core, found.group()) if core else found.group()

    def _core_of_small(self, found: re.Match[str]) -> str:
        return " ".join(word for word in found.group(1).split() if word not in _dull())

    def _named(self, sort: str, found: str, put: Put) -> str:
        """The place as a numbered word; words before it that only happen to have a capital ("Rang …") stay."""
        starts = (m.start() for m in re.finditer(r"\S+", found) if _STARTS.match(m.group()) or self._core(m.group()))
        first = next(starts, 0)
        core = self._core(found)
        return found[:first] + put(sort, " ".join(core), found[first:]) if core else found

    def _core(self, found: str) -> list[str]:
        """The words that make a place that one and no other: "Larkspur" of "Flat 6, Larkspur Court"."""
        dull = _dull() | self._keep
        return [
            w
            for w in re.findall(r"[A-Za-z][\w'’-]*", found)
            if w.casefold() not in dull and w[0].isupper() and len(w) > 1
        ]

    def _in_full(self, texts: tuple[str, ...]) -> Iterator[tuple[str, str, list[str]]]:
        """Every street, school and service named in full: what sort it is, how it is written, and its core."""
        for text in texts:
            for pattern, sort in ((self._street, "address"), (self._school, "school"), (self._service, "place")):
                yield from ((sort, match.group(), self._core(match.group())) for match in pattern.finditer(text))

    def _distinctive(self, texts: tuple[str, ...]) -> dict[str, str]:
        """Words that stand alone for a street or school elsewhere named in full: one, or two together."""
        found: dict[str, str] = {}
        for sort, _, core in self._in_full(texts):
            rare = [word for word in core if word.casefold() not in self._lower]
            if rare and (len(core) == 2 or (len(core) == 1 and len(core[0]) > 3)):
                found.setdefault(" ".join(core).casefold(), sort)
        return found

    def _phrases(self, texts: tuple[str, ...]) -> dict[str, tuple[str, str]]:
        """Places in full from the first word of their core on, in small letters, with their sort and core."""
        found: dict[str, tuple[str, str]] = {}
        for sort, written, core in self._in_full(texts):
            if core:
                phrase = " ".join(written[written.index(core[0]) :].casefold().split())
                if " " in phrase:
                    found.setdefault(phrase, (sort, " ".join(core)))
        return found

    def _moved_between(self, texts: tuple[str, ...]) -> frozenset[str]:
        """Words that stand where a town stands ("moved from …", "in …"), and are nothing else we know of."""
        pattern = re.compile(rf"\b(?:{_PREPOSITIONS})\s+(?:the\s+)?([A-Z][a-z]{{3,}})\b(?!\s+[A-Z])")
        known = words()["capitals"] | words()["roles"] | words()["titles"] | self._keep | self._lower
        return frozenset(
            word.casefold() for text in texts for word in pattern.findall(text) if word.casefold() not in known
        )

    def _one(self, found: str, put: Put) -> str:
        if not found[0].isupper():
            return found
        return put(self._alone.get(" ".join(found.casefold().split()), "place"), found, found)

    def _numbered(self, sort: str, place: str) -> str:
        number = self._numbers.setdefault((sort, _key(place)), 1 + sum(held == sort for held, _ in self._numbers))
        return f"[{sort} {number}{self._of}]"


def _key(place: str) -> str:
    return re.sub(r"[^\w]+", " ", place.casefold()).strip()


@lru_cache(maxsize=1)
def _dull() -> frozenset[str]:
    """Words that do not make a place that one and no other."""
    places = words()["generic_places"] | words()["streets"] | words()["schools"] | words()["services"]
    return places | words()["capitals"] | words()["roles"]


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
