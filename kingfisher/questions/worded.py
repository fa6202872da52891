"""In which entries do a parameter's phrases stand? All lists are looked for at once, each entry's words read once."""

from functools import cached_property

from kingfisher.practice.in_words import says, words_of
from kingfisher.practice.still_to_come import says_it_is_so
from kingfisher.practice.whose_words import is_beside_the_family, of_the_family
from kingfisher.questions.held import Held, known
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Content


class Worded(Held):
    """What is held, to be looked through for phrases."""

    def written_in(self, entry: Entry) -> str:
        """Everything written in the entry, lower case, as `words_of` reads it."""
        found = self._written_in.get(entry.id)
        if found is None:
            found = self._written_in[entry.id] = words_of(entry)
        return found

    @cached_property
    def _written_in(self) -> dict[str, str]:
        return {}

    def saying(self, name: str, *kinds: type[Content], then: bool = False) -> list[Entry]:
        """The entries (of the kinds, or of any) that say one of a parameter's phrases of today, or, with `then`, of the
        day on which each became known. In the order of `of_kind`."""
        found = self._saying.get((name, then))
        if found is None:
            may_say = self._may_say(name)
            if then and len(self.parameters.held[name].values) > 1:
                found = [one for one in may_say if self.says(one, name, then=True)]
            else:
                phrases, written_in = self.words(name, self.as_at), self.written_in
                found = [one for one in may_say if says(written_in(one), phrases)]
            self._saying[name, then] = found
        return [one for one in found if type(one.content) in kinds] if kinds and found else found

    def ids_saying(self, *names: str) -> frozenset[str]:
        """The ids of the entries that say a phrase of today of any of the parameters."""
        return frozenset([entry.id for name in names for entry in self.saying(name)])

    def says(self, entry: Entry, name: str, *, then: bool = False) -> bool:
        """True when the entry's words say one of a parameter's phrases of today, or of the day it became known."""
        may = self._lists_in.get(entry.id, 0)
        if not may & self.parameters.bits(name):
            return False
        return says(self.written_in(entry), self.words(name, known(entry) if then else self.as_at))

    def says_it_is_so(self, entry: Entry, name: str) -> bool:
        """The same of today's phrases, leaving out what is only planned or asked for, or has not come about."""
        return self.says(entry, name) and says_it_is_so(self.written_in(entry), self.words(name, self.as_at))

    def says_of_family(self, entry: Entry, name: str, *, then: bool = False) -> bool:
        """The same, leaving out what is said of neighbours, other families and an adult's own childhood."""
        if not self.says(entry, name, then=then):
            return False
        phrases = self.words(name, known(entry) if then else self.as_at)
        return says(of_the_family(self.written_in(entry)), phrases)

    def says_of_those_here(self, entry: Entry, name: str) -> bool:
        """The same of today's phrases, with an adult's own childhood and without neighbours, friends and relatives
        beside this family."""
        if not self.says(entry, name):
            return False
        phrases, clauses = self.words(name, self.as_at), self.written_in(entry).split(" / ")
        return any(says(clause, phrases) and not is_beside_the_family(clause) for clause in clauses)

    def _may_say(self, name: str) -> list[Entry]:
        bits = self.parameters.bits(name)
        if bits & (bits - 1):  # more lists than one, one after another in time
            return [entry for may, entry in self._worded if may & bits]
        return self._by_list.get(bits, [])

    @cached_property
    def _by_list(self) -> dict[int, list[Entry]]:
        found: dict[int, list[Entry]] = {}
        for may, entry in self._worded:
            left = may
            while left:
                found.setdefault(left & -left, []).append(entry)
                left &= left - 1
        return found

    @cached_property
    def _saying(self) -> dict[tuple[str, bool], list[Entry]]:
        return {}

    @cached_property
    def _worded(self) -> list[tuple[int, Entry]]:
        """The entries in which phrases of any parameter may stand, each with the lists they may be of."""
        may_be_in, found = self.parameters.phrases.may_be_in, []
        for entry in self._in_order:
            if (words := self.written_in(entry)) and (may := may_be_in(words)):
                found.append((may, entry))
        return found

    @cached_property
    def _lists_in(self) -> dict[str, int]:
        return {entry.id: may for may, entry in self._worded}
