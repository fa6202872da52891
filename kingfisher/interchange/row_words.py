"""The words of a row, found once: its columns by what they are for, and the phrases met in each.

Words are compared in lower case without apostrophes, by whole words; the end of a sentence is a word of its own, so a
phrase never reaches across one. `#` in a phrase stands for any number.
"""

import re
from collections.abc import Iterable, Mapping

import msgspec

from kingfisher.timeline.dates import When

_WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?|[.;!?](?=\s|$|['\"”’])")
STOPS = frozenset(".;!?")


class RowText(msgspec.Struct, frozen=True):
    """One row as handed over by the reader.

    `text` holds the account's words; `named` the other columns by heading or meaning (see `ROLES`), in the file's own
    words; `people` and `children_named` are ids; `codes` is the file's own key sheet, such as HV: home visit.
    """

    text: str
    named: dict[str, str]
    agency: str
    happened: When
    people: tuple[str, ...] = ()
    children_named: tuple[str, ...] = ()
    codes: dict[str, str] = {}


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
    return [Word(m.group().replace("'", "").replace("’", ""), m.start(), m.end()) for m in _WORD.finditer(text.lower())]


class Met(msgspec.Struct, frozen=True, gc=False):
    """A phrase met: which cue it belongs to, the first word and the word after the last, and the words as written."""

    cue: str
    first: int
    after: int
    words: str


class Phrases:
    """Cues and the phrases that speak for them, found in one pass over the words."""

    def __init__(self, cues: Mapping[str, Iterable[str]]) -> None:
        self._from: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for cue, phrases in cues.items():
            for phrase in phrases:
                plain = tuple("#" if p == "#" else p for p in _phrase_words(str(phrase)))
                self._from.setdefault(plain[0], []).append((plain, cue))
        for starting in self._from.values():
            starting.sort(key=lambda pair: -len(pair[0]))

    def find(self, text: str, words: list[Word]) -> list[Met]:
        """Every phrase met, in order of place, the longest first."""
        plain = [word.plain for word in words]
        size = len(plain)
        found: list[Met] = []
        for i, word in enumerate(plain):
            starting = self._from.get(word)
            if word[0].isdigit() and "#" in self._from:
                starting = (starting or []) + self._from["#"]
            if not starting:
                continue
            for phrase, cue in starting:
                after = i + len(phrase)
                if after <= size and _fits(phrase, plain, i):
                    found.append(Met(cue, i, after, text[words[i].start : words[after - 1].end]))
        return found


def _phrase_words(phrase: str) -> list[str]:
    return re.findall(r"[a-z0-9]+|[#.;!?]", phrase.lower().replace("'", "").replace("’", ""))


def _fits(phrase: tuple[str, ...], plain: list[str], at: int) -> bool:
    return all(part == plain[at + n] or (part == "#" and plain[at + n][0].isdigit()) for n, part in enumerate(phrase))
