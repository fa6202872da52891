"""Every way a family's people may be written: in full, by first name, L MARSDEN, "Lucy M", Mrs Pryce, LM.

Built once for a family and used for every row: one pattern finds all written forms in one pass over the words. The
names of practitioners are forms too, so that theirs are not taken for ours.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec
from rapidfuzz import fuzz
from rapidfuzz.distance import DamerauLevenshtein

from kingfisher.interchange.returns.role_words import UNBORN, words_at
from kingfisher.timeline.people import Family, Person

ROLE_WORDS = frozenset(
    ("mum", "mam", "mom", "mummy", "mother", "dad", "daddy", "father", "fob", "mgm", "mgf", "pgm", "pgf", "nan", "nana",
     "gran", "granny", "grandma", "grandmother", "grandad", "grandfather", "sister", "brother", "aunt", "auntie",
     "uncle", "baby", "unborn", "child", "partner", "boyfriend", "girlfriend", "friend", "parents")
)  # fmt: skip
_FIRST_WORD = re.compile(r"[A-Za-zÀ-ÿ]+")
_WORD = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'’\-]*")
_TITLES = {"F": ("mrs", "ms", "miss"), "M": ("mr",), None: ("mr", "mrs", "ms", "miss")}
_PLACES = re.compile(
    r"\s+(?:st|street|rd|road|close|court|ct|avenue|ave|lane|drive|way|crescent|cres|house|terrace)\b", re.I
)


class Named(msgspec.Struct, frozen=True):
    """One mention: whom it may mean (several: it does not say which), its words, and where it stands."""

    people: tuple[str, ...]
    words: str
    start: int
    end: int
    how: str  # full, first, surname_initial, title, alias, called, initials, misspelt, role, group
    owns: bool = False  # "Chloe's ..."


class FamilyNames:
    """The written forms of one family's names."""

    def __init__(self, family: Family) -> None:
        self.family = family
        self.forms: dict[str, tuple[str, set[str]]] = {}
        self.initials: dict[str, set[str]] = {}
        self.surnames: dict[str, set[str]] = {}
        self.first_names: dict[str, set[str]] = {}
        self.full_names: dict[str, str] = {}
        for worker in family.practitioners:
            for form in (worker.name, *worker.aliases, *_worker_forms(worker.name)):
                if len(form) > 2:
                    self.forms[form.lower()] = ("practitioner", set())
        for person in family.people:
            self._add_person(person)
        self._starting: dict[str, list[re.Pattern[str]]] = {}  # first word -> the forms it begins, the longest first
        for form in sorted(self.forms, key=len, reverse=True):
            body = re.escape(form).replace(r"\ ", r"[\s\xa0]+").replace("'", "['’]")
            whole = rf"(?<![A-Za-z0-9'’\-]){body}(?P<owns>['’]s|s['’])?(?![A-Za-z0-9\-])"
            first = _FIRST_WORD.match(form)
            if first:
                self._starting.setdefault(first[0], []).append(re.compile(whole, re.I))

    def _add_person(self, person: Person) -> None:
        for form, how in _forms_of(person):
            self._add(form, how, person.id)
        words = _WORD.findall(person.name or "")
        if len(words) >= 2:
            self.surnames.setdefault(words[-1].lower(), set()).add(person.id)
            self.full_names[f"{words[0]} {words[-1]}".lower()] = person.id
            if words[0].lower().rstrip(".") not in _TITLES[None]:
                self.first_names.setdefault(words[0].lower(), set()).add(person.id)
                parts = words[0].split("-") + words[1:]
                self.initials.setdefault("".join(part[0] for part in parts).upper(), set()).add(person.id)
                self.initials.setdefault((words[0][0] + words[-1][0]).upper(), set()).add(person.id)
        for alias in person.aliases:
            if alias.isupper() and alias.isalpha() and len(alias) <= 4 and alias.lower() not in ROLE_WORDS:
                self.initials.setdefault(alias, set()).add(person.id)

    def _add(self, form: str, how: str, person_id: str) -> None:
        low = " ".join(form.lower().replace("’", "'").split())
        held = self.forms.get(low)
        if held and held[0] == "practitioner":
            return
        if held and _RANK[held[0]] < _RANK[how]:
            return
        if held and held[0] == how:
            held[1].add(person_id)
        else:
            self.forms[low] = (how, {person_id})

    @lru_cache(maxsize=256)  # noqa: B019  a row's words are looked through more than once
    def find(self, text: str) -> tuple[Named, ...]:
        """Every written form in the text, in order; practitioners' names are passed over."""
        out: list[Named] = []
        last = 0
        for word, start in words_at(text):
            forms = self._starting.get(word)
            if forms is None or start < last:
                continue
            found = next((match for form in forms if (match := form.match(text, start))), None)
            if found is None:
                continue
            last = found.end()
            words = found[0][: len(found[0]) - len(found["owns"] or "")]
            how, people = self.forms.get(" ".join(words.lower().replace("’", "'").split()), ("practitioner", set()))
            in_street = not found["owns"] and _PLACES.match(text, last)  # "Bess's house" is hers; "Bess Street" is not
            if how == "practitioner" or (how != "called" and not words[0].isupper()) or in_street:
                continue
            out.append(Named(tuple(sorted(people)), words, found.start(), last, how, bool(found["owns"])))
        return tuple(out)

    @lru_cache(maxsize=8192)  # noqa: B019  one family's names live as long as the reading of its files
    def near(self, words: str) -> str | None:
        """The person whose full name these words nearly spell ("Lucie Marsdon"), if exactly one."""
        tokens = _WORD.findall(words.lower())
        if len(tokens) < 2:
            return self._near_first(tokens[0]) if tokens else None
        met = set()
        for name, person_id in self.full_names.items():
            first, last = name.rsplit(" ", 1)
            if _near(tokens[0], first) and _near(tokens[-1], last):
                met.add(person_id)
        return met.pop() if len(met) == 1 else None

    def _near_first(self, token: str) -> str | None:
        if len(token) < 5:
            return None
        met = {
            person_id
            for first, ids in self.first_names.items()
            if first != token and first[0] == token[0] and len(first) >= 4
            if DamerauLevenshtein.distance(first, token, score_cutoff=1) <= 1
            for person_id in ids
        }
        return met.pop() if len(met) == 1 else None


_RANK = {
    "practitioner": 0,
    "full": 1,
    "alias": 2,
    "misspelt": 3,
    "surname_initial": 4,
    "title": 5,
    "first": 6,
    "called": 7,
}


def _near(token: str, name: str) -> bool:
    allowed = 1 if len(name) <= 4 else 2
    return token[0] == name[0] and DamerauLevenshtein.distance(token, name, score_cutoff=allowed) <= allowed


def _worker_forms(name: str) -> Iterator[str]:
    words = name.split()
    if len(words) >= 2 and len(words[0]) > 1 and words[0].isalpha() and not words[-1].isdigit():
        yield f"{words[0][0]} {words[-1]}"


def _forms_of(person: Person) -> Iterator[tuple[str, str]]:
    words = _WORD.findall(person.name or "")
    if person.name:
        yield person.name, "full"
    if len(words) >= 2 and words[0].lower() not in _TITLES[None]:
        first, last = words[0], words[-1]
        yield f"{first} {last}", "full"
        yield f"{last} {first}", "full"
        yield f"{last}, {first}", "full"
        yield f"{first} {last[0]}", "full"
        yield f"{first[0]} {last}", "surname_initial"
        yield f"{first[0]}. {last}", "surname_initial"
        for title in _TITLES.get(person.sex, _TITLES[None]):
            yield f"{title} {last}", "title"
            yield f"{title} {first[0]} {last}", "full"
        yield first, "first"
        if "-" in first:
            yield first.replace("-", " "), "first"
            yield first.replace("-", ""), "first"
    elif len(words) == 1:
        yield words[0], "first"
    if person.called and not person.name and not UNBORN.fullmatch(person.called):
        yield person.called, "called"
    for alias in person.aliases:
        plain = re.sub(r"\s*\(.*?\)", "", alias).strip()
        if len(plain) > 2 and plain.lower() not in ROLE_WORDS and not _is_role_phrase(plain) and not plain.isupper():
            yield plain, "misspelt" if _is_misspelling(plain, person.name) else "alias"


def _is_role_phrase(alias: str) -> bool:
    words = [word.lower().removesuffix("'s") for word in _WORD.findall(alias.replace("’", "'"))]
    return bool(words) and (words[-1] in ROLE_WORDS or words[0] in ("baby", "unborn", "lad", "new"))


def _is_misspelling(alias: str, name: str | None) -> bool:
    ours, theirs = _WORD.findall((name or "").lower()), _WORD.findall(alias.lower())
    if len(ours) < 2 or len(theirs) != len(ours) or ours == theirs:
        return False
    return all(len(one) > 1 and fuzz.ratio(one, two) >= 60 for one, two in zip(ours, theirs, strict=True))
