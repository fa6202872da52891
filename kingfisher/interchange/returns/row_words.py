"""The words of a row, found once: its columns by what they are for, and the phrases met in each.

Words are compared in lower case without apostrophes, by whole words; the end of a sentence is a word of its own, so a
phrase never reaches across one. `#` in a phrase stands for any number.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

import msgspec

from kingfisher.timeline.dates import When

_WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?|[.;!?](?=\s|$|['\"”’])")
STOPS = frozenset(".;!?")


class RowText(msgspec.Struct, frozen=True):
    """One row as handed over by the reader.

    `text` holds the account's words; `named` the other columns by heading or meaning (see `ROLES`), in the file's own
    words; `people` and `children_named` are ids, `found_by` the words that named each; `codes` is the file's own key
    sheet, such as HV: home visit.
    """

    text: str
    named: dict[str, str]
    agency: str
    happened: When
    people: tuple[str, ...] = ()
    children_named: tuple[str, ...] = ()
    codes: dict[str, str] = {}
    found_by: dict[str, str] = {}


# What a column is for, by the words that head it. Anything else is left alone.
ROLES: Mapping[str, tuple[str, ...]] = {
    "title": (
        "title", "type", "kind", "event", "event type", "contact", "contact type", "type of contact", "class", "dept",
        "department", "contact and who seen", "who_seen", "who seen", "category", "activity", "heading", "subject",
    ),
    "source": ("source", "source of information", "information from", "reported by"),
    "outcome": (
        "outcome", "outcome action", "action", "actions", "disposal", "result", "decision", "action taken",
        "actions taken",
    ),
    "child_seen": ("child_seen", "child seen", "children seen", "seen", "child seen?"),
    "childs_words": ("childs_words", "childs words", "child_words", "voice of the child", "childs views"),
    "minutes": ("minutes", "mins", "duration", "length", "minutes spent"),
    "code": ("code", "read code", "snomed"),
    "place": ("place", "location", "address", "venue", "where"),
    "persons": ("persons", "patient", "pupil", "pt", "young person", "client", "name", "people", "child"),
    "attendance": ("attendance", "att", "attendance percent", "percent"),
    "worker": ("worker", "staff", "midwife", "clinician", "officer", "who by", "practitioner", "by", "recorded by"),
}  # fmt: skip
_ROLE_OF = {
    " ".join(re.findall(r"[a-z]+", word.replace("'", ""))): role for role, words in ROLES.items() for word in words
}


@lru_cache(1024)
def role_of(heading: str) -> str:
    """What a column is for, by its heading; "" when we cannot say. "%" alone is attendance."""
    if heading in ROLES:
        return heading
    plain = " ".join(re.findall(r"[a-z]+", heading.lower().replace("'", "").replace("’", "")))
    return _ROLE_OF.get(plain, "attendance" if heading.strip() == "%" else "")


class Word(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """One word and where it stands."""

    plain: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """The words of a text, lower case, apostrophes dropped, sentence ends kept."""
    low = text.lower()
    if "'" not in low and "’" not in low:
        return [Word(m[0], m.start(), m.end()) for m in _WORD.finditer(low)]
    return [Word(m[0].replace("'", "").replace("’", ""), m.start(), m.end()) for m in _WORD.finditer(low)]


class Met(msgspec.Struct, frozen=True, gc=False):
    """A phrase met: which cue it belongs to, the first word and the word after the last, and the words as written."""

    cue: str
    first: int
    after: int
    words: str


class _Phrase(msgspec.Struct, frozen=True, gc=False):
    cue: str
    words: list[str]
    size: int
    counted: bool  # holds a "#"


class Phrases:
    """Cues and the phrases that speak for them, found in one pass over the words."""

    def __init__(self, cues: Mapping[str, Iterable[str]]) -> None:
        self._from: dict[str, list[_Phrase]] = {}
        for cue, phrases in cues.items():
            for phrase in phrases:
                words = _phrase_words(str(phrase))
                held = _Phrase(cue, words, len(words), "#" in words)
                self._from.setdefault(words[0], []).append(held)
        for starting in self._from.values():
            starting.sort(key=lambda phrase: -phrase.size)
        self._numbered = self._from.pop("#", [])

    def find(self, text: str, words: list[Word]) -> list[Met]:
        """Every phrase met, in order of place, the longest first."""
        plain = [word.plain for word in words]
        starts = self._from
        found: list[Met] = []
        for i, word in enumerate(plain):
            starting = starts.get(word)
            if self._numbered and word[0] <= "9" and word[0].isdigit():
                starting = [*(starting or ()), *self._numbered]
            if starting is None:
                continue
            for phrase in starting:
                after = i + phrase.size
                if phrase.size == 1 or _fits(phrase, plain, i, after):
                    found.append(Met(phrase.cue, i, after, text[words[i].start : words[after - 1].end]))
        return found


def _phrase_words(phrase: str) -> list[str]:
    return re.findall(r"[a-z0-9]+|[#.;!?]", phrase.lower().replace("'", "").replace("’", ""))


def _fits(phrase: _Phrase, plain: list[str], first: int, after: int) -> bool:
    if not phrase.counted:
        return plain[first:after] == phrase.words
    if after > len(plain):
        return False
    there = plain[first:after]
    return all(a == b or (a == "#" and b[0].isdigit()) for a, b in zip(phrase.words, there, strict=True))
