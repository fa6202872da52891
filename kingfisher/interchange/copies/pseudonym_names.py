"""Names in text put in other words: full names, forenames and surnames alone, initials, misspellings, possessives."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rapidfuzz.distance import DamerauLevenshtein

from kingfisher.interchange.copies.pseudonym_people import Form, either, forms, initials, words
from kingfisher.timeline.people import Family

NAME = "[name]"
FAMILY_NAME = "[family name]"
_WORD = re.compile(r"[^\W\d_][\w'’-]*[^\W_]")
_COLLAR = re.compile(r"\b(?:PC|WPC|DC|DS|DI|DCI|PCSO|SGT|Sgt|Insp)\s?\d{2,6}\b")
_TITLED = re.compile(
    r"\b(Dr|Mrs|Mr|Ms|Miss|Mx|Prof|Rev|Sgt|Insp|Cllr|PC|DC|DS|DI|PCSO|SW|HV|MW|TM|PN|TA)\.?\s+((?:[A-Z]\.?\s+)?[A-Z][a-z][\w'’-]+)"
)
_INITIAL_AND_NAME = re.compile(r"(?<![\w&/.'’])[B-HJ-Z]\.?\s[A-Z][a-z]{2,}(?:-[A-Z][a-z]+)?\b")
# What follows is somebody's name, whoever they are: "known as Bear", "friend Kelly", "boyfriend Lee's flat".
_SAID_OF = (
    "friend|neighbour|partner|boyfriend|girlfriend|husband|wife|aunt(?:ie|y)?|uncle|cousin|niece|nephew|lodger|babysitter"
    "|brother|sister|stepdad|stepmum|called|named"
)
_KNOWN_AS = re.compile(
    r"\b((?i:(?:also |better |usually )?known as|a\.?k\.?a\.?|nicknamed|goes by"
    rf"|call(?:s|ed|ing)? (?:him|her|them)(?:self|selves)?|{_SAID_OF})(?:,| is)? [“\"'‘]?)"
    r"([A-Z][a-z][\w’'-]*[a-z](?: [A-Z][a-z][\w’-]*[a-z])?)\b"
)
_SIDE = r"(?!\s(?:arm|leg|wrist|hand|foot|knee|hip|eye|ear|side|elbow|ankle|shoulder|thigh|cheek|lung|femur|tibia)s?\b)"
_ONE_LETTER = re.compile(r"(?<![\w/'’.&-])([B-HJ-Z])(?=(?:['’]s)?(?![\w/'’&:+-]|\.\w))" + _SIDE)
_CLOSE_FROM = 5  # letters; shorter words are too often one letter from another word


class Names:
    """Puts pseudonyms for names. Built once for a family and all the text of one copy."""

    def __init__(
        self,
        family: Family,
        called: Mapping[str, str],
        corpus: Iterable[str],
        others: frozenset[str] = frozenset(),
    ) -> None:
        """`called` is what to call each person; `corpus` the texts in which misspellings are looked for. `others` are
        the keys of names of other families in the same document: no misspelling of ours."""
        self._called = called
        self._people = frozenset(person.id for person in family.people)
        self._whose: dict[str, list[Form]] = {}
        for form in forms(family):
            self._whose.setdefault(_key(form.text), []).append(form)
        self.keys = frozenset(self._whose)
        self._telling = initials(family)
        self._initial = {person.id: (person.name or " ")[0] for person in family.people}
        self._add_misspellings(corpus, others)
        self._pattern = re.compile(
            rf"(?<![\w])(?:{either(f.text for fs in self._whose.values() for f in fs)})(?![\w])", re.I
        )
        self._capital_only = words()["words_too"]
        self._pseudonym_words = frozenset(word for label in called.values() for word in label.split())

    def replaced(self, text: str, about: Sequence[str] = ()) -> str:
        """The text without names. `about` settles whose an initial or a shared surname is."""
        text = self.of_strangers(self.ours(text, about))
        return _ONE_LETTER.sub(lambda found: self._letter(found.group(1), about), text)

    def ours(self, text: str, about: Sequence[str] = (), shared: frozenset[str] = frozenset()) -> str:
        """The text without the names of this family and its practitioners. The keys in `shared` are names of another
        family too: they become nobody's in particular."""

        def one(found: str) -> str:
            return NAME if _key(found) in shared and self._one(found, about) != found else self._one(found, about)

        return self._pattern.sub(lambda found: one(found.group()), text) if self._whose else text

    def of_strangers(self, text: str) -> str:
        """The text without names that no list gives, which the words around them show to be names."""
        text = _COLLAR.sub("police officer", text)
        text = _TITLED.sub(self._titled, text)
        text = _INITIAL_AND_NAME.sub(self._initialled, text)
        return _KNOWN_AS.sub(self._known_as, text)

    def left_in(self, text: str) -> Iterator[str]:
        """Every passage that still names somebody: in a spelling we know, by a title, or as what they are called."""
        if self._whose:
            found = (each.group() for each in self._pattern.finditer(text))
            yield from (each for each in found if self._one(each, ()) != each)
        for pattern, change in ((_TITLED, self._titled), (_KNOWN_AS, self._known_as), (_COLLAR, lambda _: "")):
            yield from (found.group() for found in pattern.finditer(text) if change(found) != found.group())

    def _one(self, found: str, about: Sequence[str]) -> str:
        key = _key(found)
        possible = self._whose.get(key, [])
        if possible and possible[0].exact:
            return self._initials(found, possible, about)
        if key in self._capital_only and not found[0].isupper():
            return found
        if possible and all(form.short for form in possible) and not _as_a_name(found):
            return found
        owners = list(dict.fromkeys(form.whose for form in possible))
        return self._settled(owners, about) or (FAMILY_NAME if all(f.surname for f in possible) else NAME)

    def _initials(self, found: str, possible: Sequence[Form], about: Sequence[str]) -> str:
        """Two or three capitals: whose they are, unless they mean something else and the row is about nobody's."""
        mine = [form for form in possible if form.text == found]
        mine = [form for form in mine if form.given] or mine
        owners = list(dict.fromkeys(form.whose for form in mine))
        here = [owner for owner in owners if owner in about]
        if not here and (found in words()["abbreviations"] or not any(form.text in self._telling for form in mine)):
            return found
        return self._settled(here or owners, about) or NAME

    def _settled(self, owners: Sequence[str], about: Sequence[str]) -> str | None:
        """The pseudonym, when there is only one person it can be, or only one among those the row is about."""
        if len(owners) > 1:
            owners = [owner for owner in owners if owner in about]
        return self._called.get(owners[0], NAME) if len(owners) == 1 else None

    def _titled(self, found: re.Match[str]) -> str:
        """A title with a name nobody told us: the title stays. Words that are no names are left."""
        known = words()["capitals"] | words()["roles"] | self._plain
        last = found.group(2).split()[-1]
        return found.group() if last.lower() in known or last in self._pseudonym_words else f"{found.group(1)} {NAME}"

    def _initialled(self, found: re.Match[str]) -> str:
        last = found.group().split()[-1]
        return (
            found.group()
            if last.lower() in words()["capitals"] | self._plain or last in self._pseudonym_words
            else NAME
        )

    def _known_as(self, found: re.Match[str]) -> str:
        """A name that the words before it say is one; words that only begin with a capital are left."""
        first = found.group(2).split()[0].lower().removesuffix("'s").removesuffix("’s")
        known = words()["capitals"] | words()["roles"] | words()["titles"] | words()["numbers"] | self._plain
        taken = {word.lower() for word in self._pseudonym_words}
        return found.group() if first in known | taken else f"{found.group(1)}{NAME}"

    def _letter(self, letter: str, about: Sequence[str]) -> str:
        """A capital alone ("D alleges", "C said"), when somebody the row is about has that initial."""
        owners = [who for who in about if self._initial.get(who) == letter]
        if not owners:
            return letter
        return self._settled(owners, about) if len(owners) == 1 else "[initial]"  # type: ignore[return-value]

    def _add_misspellings(self, corpus: Iterable[str], others: frozenset[str]) -> None:
        """Words of the text one slip away from a name (two, in a long one), unless they are plain words too."""
        seen: set[str] = set()
        for text in corpus:
            seen.update(_WORD.findall(text))
        self._plain = plain = frozenset(word for word in seen if word.islower())
        names = [
            (key, held)
            for key, held in self._whose.items()
            if len(key) >= _CLOSE_FROM and not held[0].exact and not held[0].short and " " not in key
        ]
        known = words()["capitals"] | words()["roles"] | words()["words_too"] | words()["streets"]
        for word in seen - plain:
            key = _key(word)
            if len(key) < _CLOSE_FROM or key in self._whose or key in plain or key in known | others:
                continue
            for name, held in names:
                slips = 1 if len(name) < 8 else 2
                if name[0] == key[0] and DamerauLevenshtein.distance(name, key, score_cutoff=slips) <= slips:
                    self._whose[key] = [Form(word, form.whose, surname=form.surname) for form in held]
                    break


def keys_of(family: Family) -> frozenset[str]:
    """What the names of a family and its practitioners are looked up by, in every form."""
    return frozenset(_key(form.text) for form in forms(family))


def _as_a_name(found: str) -> bool:
    """Begun with a capital; two letters in capitals are an abbreviation."""
    return found[0].isupper() and (len(found) > 2 or not found.isupper())


def _key(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split())
