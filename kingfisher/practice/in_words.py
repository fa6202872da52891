"""What do an entry's own words say? Every field in which people write, read together and looked through for phrases.

Phrases come in lists that a partnership can change. "look* after" finds looks, looked and looking after; "no .. food"
lets up to two words stand between. A phrase that no, not, nothing, never, nil, without or denies stands before is not
found, also across such words as "any evidence of".
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Assessment, Content

PROSE = (
    "concerns", "outcome", "reason", "what", "own_view", "of_what", "conclusion", "picture", "position", "question",
    "step", "recommends", "answer", "service", "title", "type", "replaced_by", "outstanding", "role",
)  # fmt: skip
_NOT = frozenset({"no", "not", "nothing", "never", "nil", "without", "denies", "denied", "neither", "nor"})
_SHORTENED = frozenset({"didn", "doesn", "don", "isn", "aren", "wasn", "weren", "hasn", "haven", "hadn"})  # before "t"
_CARRIES = frozenset({  # words across which a denial is carried to what follows
    "any", "evidence", "of", "sign", "signs", "indication", "indications", "suggestion", "history", "use", "used",
    "uses", "using", "been", "ever", "having", "known", "current", "recent", "concern", "concerns", "about", "smell",
    "smelling", "showing", "reporting", "apparent", "spent", "spends", "spending", "a", "an",
})  # fmt: skip
_ENDS = re.compile(r"[.;:!?\n]+(?:\s|$)")
_BETWEEN = re.compile(r"[^\w/£]+|_+")


def words_of(entry: Entry) -> str:
    """Everything written in it, lower case, parts and sentences divided by " / ". "" when nothing is."""
    content = entry.content
    parts = [entry.text] if entry.text else []
    for name in _prose_of(type(content)):
        if held := getattr(content, name):
            parts += [held] if isinstance(held, str) else held
    if isinstance(content, Assessment):
        parts += [claim.claim for claim in content.accepted]
    if not parts:
        return ""
    return " / ".join(_clauses(parts[0]) if len(parts) == 1 else [one for part in parts for one in _clauses(part)])


@cache
def _prose_of(kind: type[Content]) -> tuple[str, ...]:
    """The fields of a kind in which people write, in the order in which they are read."""
    own = set(kind.__struct_fields__)
    return tuple(name for name in PROSE if name in own)


@lru_cache(maxsize=65_536)
def _clauses(part: str) -> tuple[str, ...]:
    cleared = (_BETWEEN.sub(" ", clause.replace("/", " ")).strip() for clause in _ENDS.split(part.casefold()))
    return tuple(clause for clause in cleared if clause)


def says(words: str, phrases: tuple[str, ...]) -> bool:
    """True when one of the phrases stands in the words."""
    return bool(phrases) and _first(words, phrases) is not None


def said_first(words: str, phrases: tuple[str, ...]) -> str:
    """The clause in which one of the phrases first stands; "" when none does."""
    return next((clause for clause in words.split(" / ") if says(clause, phrases)), "")


def up_to(words: str, phrases: tuple[str, ...]) -> str | None:
    """What stands before the first of the phrases; None when none of them stands there."""
    met = _first(words, phrases) if phrases else None
    return words[: met.start()] if met else None


def _first(words: str, phrases: tuple[str, ...]) -> re.Match[str] | None:
    """Where the first of the phrases stands, as whole words and not straight after a word that denies it.

    Both are looked at after the match, not in the form: a form that begins with letters is searched for many times
    faster, and every word of every record is searched.
    """
    form = _form(phrases)
    met = form.search(words)
    while met and not _stands_at(words, met.start()):
        met = form.search(words, met.start() + 1)
    return met


def _stands_at(words: str, place: int) -> bool:
    """True when a phrase found there begins a word and is not denied."""
    if place == 0:
        return True
    before = words[place - 1]
    if before.isalnum() or before == "_":
        return False
    return before != " " or not _is_denied(words[max(0, place - 80) : place - 1].split(" "))


def _is_denied(before: list[str]) -> bool:
    """True when the last of these words, or the last but a few that carry it, denies what follows."""
    place = len(before) - 1
    last = max(0, place - 7)
    while place >= last:
        word = before[place]
        if word in _NOT:
            return True
        if word == "t":
            return place > 0 and before[place - 1] in _SHORTENED
        if word not in _CARRIES and word != "or":
            return False
        place -= 2 if word == "or" else 1  # "no drugs or drink": what stands before "or" is denied too
    return False


def _as_written(phrase: str) -> str:
    """The phrase as `words_of` writes words: no apostrophes, hyphens or commas. Ids ("child_in_need") stay ids."""
    return " ".join(_APART.sub(" ", phrase.casefold()).split())


@lru_cache(maxsize=512)
def _form(phrases: tuple[str, ...]) -> re.Pattern[str]:
    forms = (
        re.escape(_as_written(one)).replace(r"\ \.\.\ ", r"(?: \w+){0,2} ").replace(r"\*", r"\w*") + r"\b"
        for one in phrases
    )
    return re.compile("|".join(forms))


class PhraseLists:
    """Many lists of phrases at once: which of them can stand in some words, by one look at each word.

    Every phrase is entered under its longest word, so words that hold none of these cannot say it. Most words of most
    records are met again and again, and what each of them opens is remembered.
    """

    def __init__(self, lists: Iterable[tuple[str, ...]]) -> None:
        self._bits: dict[tuple[str, ...], int] = {}
        self._whole: dict[str, int] = {}
        self._begun: dict[str, int] = {}
        self._always = 0
        self._opened: dict[str, int] = {}
        for phrases in lists:
            if phrases not in self._bits:
                bit = self._bits[phrases] = 1 << len(self._bits)
                for phrase in phrases:
                    self._enter(_as_written(phrase), bit)

    def _enter(self, phrase: str, bit: int) -> None:
        key = max(_KEYS.findall(phrase), key=len, default="")
        if _NEVER.search(phrase):
            return
        if not key:
            self._always |= bit
        elif key.endswith("*"):
            self._begun[key[:-1]] = self._begun.get(key[:-1], 0) | bit
        else:
            self._whole[key] = self._whole.get(key, 0) | bit

    def bit(self, phrases: tuple[str, ...]) -> int:
        """The number that stands for the list in what `may_be_in` gives; all of them for a list not entered."""
        return self._bits.get(phrases, -1)

    def may_be_in(self, words: str) -> int:
        """The lists of which a phrase may stand in the words (as `words_of` gives them): their numbers, added up."""
        found, opened = self._always, self._opened
        for word in words.split():
            held = opened.get(word)
            found |= self._opens(word) if held is None else held
        return found

    def _opens(self, word: str) -> int:
        if len(self._opened) > _REMEMBERED:
            self._opened.clear()
        found = self._whole.get(word, 0)
        for end in range(1, len(word) + 1):
            found |= self._begun.get(word[:end], 0)
        self._opened[word] = found
        return found


_APART = re.compile(r"[^\w\s*/.£]+")
_NEVER = re.compile(r"_")  # what `words_of` never leaves standing
_KEYS = re.compile(r"(?<![\w*])\w+\*?(?![\w*])")  # a word of a phrase, or the beginning of one: "look*"
_REMEMBERED = 200_000
