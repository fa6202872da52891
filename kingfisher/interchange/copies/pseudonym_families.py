"""Several families in one copy without names: told apart, and nobody and no place of one taken for the other's."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from kingfisher.interchange.copies.pseudonym_brood import without_number
from kingfisher.interchange.copies.pseudonym_names import FAMILY_NAME, keys_of
from kingfisher.interchange.copies.pseudonym_places import Places
from kingfisher.interchange.copies.pseudonyms import Choices, Pseudonyms
from kingfisher.interchange.returns.agency_return import Doubt
from kingfisher.timeline.chronology import Chronology


class OfFamily(msgspec.Struct, frozen=True, kw_only=True):
    """One family of a copy: its record, and what tells it from the others in words ("the first family")."""

    chronology: Chronology
    doubts: Sequence[Doubt] = ()
    of: str = ""


class Families:
    """The substitutes of each family by what it is known by, and words that may speak of any of them changed."""

    def __init__(self, families: Mapping[str, OfFamily], choices: Choices, own: Sequence[str] = ()) -> None:
        """`own` are the copy's own words, beside the records."""
        every = {name: one.chronology.family for name, one in families.items()}
        self.of: dict[str, Pseudonyms] = {}
        for name, one in families.items():
            chosen = msgspec.structs.replace(choices, of=one.of)
            others = [family for other, family in every.items() if other != name]
            self.of[name] = Pseudonyms(one.chronology, chosen, one.doubts, own, others)
        for name, made in self.of.items():
            made.beside = tuple(other for key, other in self.of.items() if key != name)
        self._hide = choices.hide_siblings
        self._shared = _in_several([keys_of(family) for family in every.values()])
        self._nobodys = Places(own, named=choices.places, keep=frozenset(choices.keep))

    def text(self, words: str, of: str = "") -> str:
        """Words changed as those of a family. Where they are of none in particular, a name is changed only into that of
        the one family that has it, and a place only where one record alone knows it; the rest is nobody's."""
        return self._changed(words, of).replace(f" ({FAMILY_NAME})", "")  # whose someone is, where only a name told it

    def _changed(self, words: str, of: str) -> str:
        if of not in self.of and len(self.of) == 1:
            of = next(iter(self.of))
        if of in self.of:
            return self.of[of].text(words)
        every = list(self.of.values())
        places = _in_several([one.places_met for one in every])
        words = every[0].dates_in(words)
        for one in every:
            words = one.only_ours(words, self._shared, places)
        words = self._nobodys.replaced(every[0].of_strangers(words))
        return without_number(words) if self._hide else words


def _in_several[T](sets: Iterable[frozenset[T]]) -> frozenset[T]:
    """What is in more than one of the sets."""
    counted = Counter(item for held in sets for item in held)
    return frozenset(item for item, times in counted.items() if times > 1)
