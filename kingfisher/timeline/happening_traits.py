"""What of an entry can show that another agency tells of the same thing: fact, day, people, agencies, words."""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from kingfisher.timeline import kinds as k
from kingfisher.timeline.agency_sorts import sort_of, sorts
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.people import Family, HowKnown

_NUMBER = re.compile(r"(?<![\d.:/+])\d{2,4}(?![\d.:/+]\d|\d)")
_WORD = re.compile(r"[a-z]+")


@lru_cache(1)
def words_of_facts() -> dict[str, Any]:
    """The words of `words_of_facts.yaml`."""
    held: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("words_of_facts.yaml").read_text(encoding="utf-8"))
    return held


@lru_cache(1)
def _common() -> frozenset[str]:
    return frozenset(str(words_of_facts()["common"]).split())


@lru_cache(1)
def _facts() -> dict[str, str]:
    return {word: fact for fact, words in words_of_facts()["facts"].items() for word in str(words).split()}


BORN = re.compile(
    r"\b(?:born|live birth|live (?:girl|boy|male|female)|gave birth|(?:girl|boy) \d{4}g|\dlb)\b",
    re.IGNORECASE,
)
KEEPERS = frozenset({"social_care", "early_help"})
FIRST_CALLED = frozenset({"police", "ambulance"})
_OVER_DISTANCE = frozenset({k.Setting.TELEPHONE, k.Setting.VIDEO, k.Setting.WRITTEN})


class Vocabulary:
    """The words of one family: its people's names say nothing new, its agencies' names say who told whom."""

    def __init__(self, family: Family) -> None:
        self.names = frozenset(
            word
            for person in family.people
            for name in (person.name or "", *person.aliases)
            for word in _WORD.findall(name.lower())
        )
        self.labels = {person.id: person.label for person in family.people}
        agencies = {worker.agency for worker in family.practitioners}
        self.called: dict[str, set[str]] = {}
        self.workers: dict[str, set[str]] = {}
        for name, sort in sorts().items():
            for words in sort.called:
                self.called.setdefault(words.lower().replace("&", " "), set()).add(name)
        for agency in agencies:
            self.called.setdefault(agency.replace("_", " "), set()).add(agency)
            own = " ".join(part for part in agency.split("_") if part not in ("school", "primary"))
            self.called.setdefault(own, set()).add(agency)
        for worker in family.practitioners:
            surname = worker.name.split()[-1].lower()
            if len(surname) > 2 and surname.isalpha() and surname not in self.names:
                self.workers.setdefault(surname, set()).add(worker.agency)
        self.said_of_agencies = frozenset(word for spoken in self.called for word in spoken.split())
        self._one_word = {spoken: agencies for spoken, agencies in self.called.items() if " " not in spoken}
        self._opening: dict[str, list[str]] = {}  # first word of a longer name -> the names
        for spoken in self.called:
            if " " in spoken:
                self._opening.setdefault(spoken.split()[0], []).append(spoken)
        self._speaking = frozenset((*self._one_word, *self._opening, *self.workers))

    def telling(self, words: Iterable[str]) -> frozenset[str]:
        """The words that can show that two accounts tell of one thing, each as its fact where it has one."""
        facts, common = _facts(), _common()
        return frozenset(
            facts.get(word, word)
            for word in words
            if (len(word) > 3 or word in facts)
            and word not in common
            and word not in self.names
            and word not in self.said_of_agencies
        )

    def agencies_in(self, low: str, words: frozenset[str]) -> frozenset[str]:
        """The agencies a text in lower case speaks of: by sort, by own name, or by a practitioner's surname."""
        found: set[str] = set()
        for word in words & self._speaking:
            found |= self._one_word.get(word, _NOBODY)
            found |= self.workers.get(word, _NOBODY)
            for spoken in self._opening.get(word, ()):
                if spoken in low:
                    found |= self.called[spoken]
        return frozenset(found)


_NOBODY: frozenset[str] = frozenset()


class Traits:
    """An entry's traits, read once."""

    __slots__ = (
        "agencies",
        "day",
        "earliest",
        "entry",
        "fact",
        "latest",
        "looks_back",
        "passed_on",
        "people",
        "sort",
        "standing",
        "text",
        "words",
    )

    def __init__(self, entry: Entry, vocabulary: Vocabulary) -> None:
        self.entry = entry
        first = entry.happened.first
        assert first is not None
        self.day = first
        self.earliest: date = entry.happened.earliest or first
        self.latest: date = entry.happened.latest or first
        self.people = frozenset(entry.about)
        passage = entry.source.passage if entry.source else ""
        self.text = passage if entry.text in passage else f"{entry.text} {passage}"
        low = self.text.lower()
        if "'" in low or "’" in low:
            low = low.replace("'", "").replace("’", "")
        plain = frozenset(_WORD.findall(low))
        self.words = vocabulary.telling(plain) | _numbers(entry.text, self.day)
        self.agencies = vocabulary.agencies_in(low, plain) | frozenset((entry.told_by,) if entry.told_by else ())
        self.sort = sort_of(entry.agency).name
        self.fact = _fact(entry, self.text)
        self.passed_on = _is_passed_on(entry, self.fact)
        self.looks_back = _look_back(entry, self)
        self.standing = _standing(entry, self.fact)

    def speaks_of(self, other: "Traits") -> bool:
        """True when this account names the agency that wrote the other."""
        agency = other.entry.agency
        return agency in self.agencies or other.sort in self.agencies


def _numbers(text: str, day: date) -> frozenset[str]:
    """The numbers an account gives (20 feet, 3120 g), apart from dates and times and the day's own numbers."""
    found = {word for word in _NUMBER.findall(text) if word not in _YEARS}
    if not found:
        return _NOBODY
    of_the_day = {f"{day.day:02d}", f"{day.month:02d}", f"{day.year % 100:02d}", str(day.day), str(day.month)}
    return frozenset(found - of_the_day)


_YEARS = frozenset(str(year) for year in range(1900, 2101))


def traits_of(entry: Entry, vocabulary: Vocabulary) -> Traits:
    """What of the entry can be compared."""
    return Traits(entry, vocabulary)


def _fact(entry: Entry, text: str) -> str:
    content = entry.content
    if isinstance(content, k.Health | k.Incident | k.Account | k.Contact) and BORN.search(text):
        return "birth"
    if isinstance(content, k.Health) and content.what == "birth":
        return "birth"
    if isinstance(content, k.Contact):
        return "call" if content.setting in _OVER_DISTANCE else "visit"
    if isinstance(content, k.Decision | k.Plan | k.Assessment):
        return "decision"
    if isinstance(content, k.Appointment | k.Health):
        return "health"
    if isinstance(content, k.Observation | k.Account | k.Sighting):
        return "account"
    return content.kind


def _is_passed_on(entry: Entry, fact: str) -> bool:
    if entry.how_known is HowKnown.THIRD_PARTY:
        return sort_of(entry.agency).name not in FIRST_CALLED
    return fact == "referral" and sort_of(entry.agency).name in KEEPERS


def _look_back(entry: Entry, traits: Traits) -> int:
    if traits.fact == "birth":
        return 2
    if traits.fact in ("check", "meeting"):
        return 1
    if traits.passed_on:
        return 7 if traits.fact in ("decision", "referral") and "copy" in traits.text.lower() else 4
    return 1 if "yesterday" in traits.text.lower() else 0


def _standing(entry: Entry, fact: str) -> int:
    """0 for the agency whose business it was (it leads the meeting, decides, or saw it), 1 for others."""
    sort = sort_of(entry.agency).name
    if isinstance(entry.content, k.Meeting) and entry.content.type == "joint_agency_response":
        return 0 if sort == "hospital" else 1
    if fact in ("meeting", "decision"):
        return 0 if sort in KEEPERS else 1
    if fact == "birth":
        return 0 if sort == "midwifery" else 1
    return 1 if sort in KEEPERS else 0
