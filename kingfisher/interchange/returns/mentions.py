"""Who of the family do these words mention, and on what grounds?

Names, "L MARSDEN", initials the file itself explains, role words from an anchor ("Chloe's mam"), groups ("BOWDEN x7",
"all 7"), single letters where an agency writes "D alleges" of a D MARSDEN named beside it. A near-spelling is found as
a suggestion with a remark. What may be two people is remarked on and nobody is added.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from kingfisher.interchange.returns.agency_return import Remark
from kingfisher.interchange.returns.family_names import FamilyNames, Named
from kingfisher.interchange.returns.family_roles import FamilyRoles
from kingfisher.interchange.returns.role_words import counted, role_words, words_at

_PLURAL = frozenset(
    {"parents", "mgps", "pgps", "siblings", "children", "some_children", "others", "daughters", "family"}
)
_VAGUE = frozenset({"some_children", "siblings"})
_CHILD_CENTRED = frozenset({"mgm", "mgf", "mgps", "pgm", "pgf", "pgps"})
_GROUP = re.compile(r"\b(?P<surname>[A-Z][A-Za-z'’\-]+)\s*(?:x\s*|\(x?)(?P<number>\d{1,2})\)?(?!\d)")
_GROUP_CHILDREN = re.compile(r"\b(?P<surname>[A-Z][A-Za-z'’\-]{2,})\s+(?:children|family|siblings|kids)\b")
_PREGNANT = re.compile(r"pregnan", re.I)
_DISCLOSED = re.compile(
    r"\b(says?|said|told|rang|rung|tells|disclos\w+|confirm\w+|found out|report\w*|tests?)\b[^.;]{0,40}$", re.I
)
_NOT_KNOWN = re.compile(
    r"\W{1,3}(?:(?:is|was) )?(?:not (?:named|known|recorded|disclosed|identified)|unknown|n/?k\b)", re.I
)
_ADULTS = re.compile(r"(?<!no )(?<!any )\b(?:adults|adult (?:fe)?males|women|men)\b", re.I)
_LETTER = re.compile(r"(?<![\w'’&/.£+\-])(?P<letter>[A-Z])(?=['’]s\s|[\s.,;](?!\d))(?!\.[A-Za-z])")
_NEXT_NAME = re.compile(r"\s+([A-Z][A-Za-z'’\-]{2,})")
_INITIAL_TOKEN = re.compile(r"(?<![A-Za-z0-9])[A-Z]{1,4}(?![A-Za-z0-9])")
_TWO_NAMES = re.compile(r"(?<![A-Za-z])([A-Z][a-z][A-Za-z'’\-]+)\s+([A-Z][A-Za-z'’\-]{2,})")
_ONE_NAME = re.compile(r"(?<![A-Za-z])([A-Z][a-z'’\-]{4,})(?![A-Za-z])")


class Mentions(msgspec.Struct, frozen=True):
    """Everyone mentioned, with the words and grounds, in order; remarks for what was unsure."""

    found: tuple[Named, ...]
    remarks: tuple[Remark, ...] = ()

    @property
    def people(self) -> tuple[str, ...]:
        """Each person once, in order of mention; those it cannot tell apart left out."""
        return tuple(dict.fromkeys(one.people[0] for one in self.found if len(one.people) == 1))


class _Around(msgspec.Struct, frozen=True):
    """From whom role words are read, on what day, and whom "all three" means."""

    anchor: str | None
    day: date | None
    group: tuple[str, ...]
    child_known: bool
    in_passing: bool
    counts_only: bool
    incident: tuple[str, ...]


class Finder:
    """Finds mentions of one family. Built once, used for every row."""

    def __init__(self, names: FamilyNames, roles: FamilyRoles) -> None:
        self.names, self.roles = names, roles
        self.people = roles.people

    def mentions(
        self,
        text: str,
        *,
        anchor: str | None,
        day: date | None,
        initials: Mapping[str, str] | None = None,
        group: tuple[str, ...] = (),
        beside: Iterable[str] = (),
        child_known: bool = False,
        whole_names: bool = False,
        in_passing: bool = False,
        counts_only: bool = False,
        incident: tuple[str, ...] = (),
    ) -> Mentions:
        """Everyone the words mention.

        `anchor` is whom role words are about, `initials` what the file says its initials mean, `group` whom "all three"
        means here, `beside` the people of the row's own person column, by whom single letters are read;
        `child_known`: the row says which child it is about, so "children" adds nobody; `whole_names`: the words are
        names as a register writes them, so another surname after a first name is remarked on; `in_passing`: the row
        is about children already born, so "pregnant" is said of their mother; `counts_only`: "6 kids" says how many;
        `incident`: whom the other rows of the same incident name.
        """
        remarks: list[Remark] = []
        found = [self._settled(mention, text, remarks, whole_names) for mention in self.names.find(text)]
        taken = [(one.start, one.end) for one in found]
        found += [one for one in self._groups(text, day) if not _overlaps(one, taken)]
        found += self._by_initials(text, initials or {}, taken)
        if beside:
            found += self._letters(text, tuple(beside), taken)
        if not found:
            found += self._misspelt(text, remarks)
        found.sort(key=lambda one: one.start)
        around = _Around(anchor, day, group, child_known, in_passing, counts_only, incident)
        found = self._with_roles(text, found, around, remarks)
        if incident:
            found += self._adults(text, incident)
        return Mentions(tuple(found), tuple(remarks))

    def _settled(self, one: Named, text: str, remarks: list[Remark], whole_names: bool) -> Named:
        if len(one.people) > 1:
            names = " or ".join(self.roles.family.label(person) for person in one.people)
            remarks.append(Remark("name_ambiguous", f"“{one.words}” may be {names}. Say which.", "about"))
        elif one.how == "misspelt":
            remarks.append(self._spelling(one.words, one.people[0]))
        elif one.how == "first" and not one.owns and (after := _NEXT_NAME.match(text, one.end)):
            words = f"{one.words} {after[1]}"
            if self.names.near(words) == one.people[0]:
                remarks.append(self._spelling(words, one.people[0]))
            elif whole_names:
                held = self.roles.family.label(one.people[0])
                said = f"“{words}” is taken to be {held}: the first name is theirs, the surname is not. Please confirm."
                remarks.append(Remark("surname_differs", said, "about"))
        return one

    def _spelling(self, words: str, person: str) -> Remark:
        name = self.roles.family.label(person)
        return Remark(
            "name_misspelt", f"“{words}” is taken to be {name}. The spelling is kept; please confirm.", "about"
        )

    def _groups(self, text: str, day: date | None) -> Iterable[Named]:
        if not any(word in self.names.surnames for word, _ in words_at(text)):
            return
        for pattern in (_GROUP, _GROUP_CHILDREN):
            for found in pattern.finditer(text):
                held = self.names.surnames.get(found["surname"].lower())
                children = {child.id for child in self.roles.living_children(day)}
                for person in sorted((held or set()) & children):
                    yield Named((person,), found[0], found.start(), found.end(), "group")

    def _by_initials(self, text: str, initials: Mapping[str, str], taken: list[tuple[int, int]]) -> Iterable[Named]:
        if not initials:
            return
        for found in _INITIAL_TOKEN.finditer(text):
            person = initials.get(found[0])
            one = Named((person or "",), found[0], found.start(), found.end(), "initials")
            if person and not _overlaps(one, taken):
                yield one

    def _letters(self, text: str, beside: tuple[str, ...], taken: list[tuple[int, int]]) -> Iterable[Named]:
        surnames = {self._surname(person) for person in beside}
        for found in _LETTER.finditer(text):
            letter = found["letter"]
            if letter in "AI" and found.start() == 0:
                continue
            fits = [person for person in beside if self._first(person).startswith(letter)]
            fits = fits or [
                p for p in self.people if self._first(p).startswith(letter) and self._surname(p) in surnames
            ]
            one = Named(tuple(fits), letter, found.start(), found.end(), "initials")
            if len(fits) == 1 and not _overlaps(one, taken):
                yield one

    def _first(self, person: str) -> str:
        return (self.people[person].name or " ").split(" ")[0] if person in self.people else ""

    def _surname(self, person: str) -> str:
        return (self.people[person].name or " ").split(" ")[-1] if person in self.people else ""

    def _misspelt(self, text: str, remarks: list[Remark]) -> Iterable[Named]:
        for pattern in (_TWO_NAMES, _ONE_NAME):
            for found in pattern.finditer(text):
                words = found[0].removesuffix("'s").removesuffix("’s")
                person = self.names.near(words)
                if person and words.lower() not in self.names.forms:
                    remarks.append(self._spelling(words, person))
                    yield Named((person,), words, found.start(), found.start() + len(words), "misspelt")
                    return

    def _with_roles(self, text: str, found: list[Named], around: _Around, remarks: list[Remark]) -> list[Named]:
        """Add role words, walking in order, so that "his" and "Chloe's" know who was spoken of just before."""
        out = list(found)
        for role, match in role_words(text):
            if role in _VAGUE and (around.child_known or any(self._is_child(one) for one in out)):
                continue  # "children" beside a child already spoken of does not say which
            if any(one.start < match.end() and match.start() < one.end for one in found):
                continue
            if any(0 <= one.start - match.end() <= 1 for one in found) and not match["owns"] and role not in _PLURAL:
                continue  # "Mum Chloe": the name says it
            if self._says_no_one(role, match, text, around):
                continue
            before = [one for one in out if one.end <= match.start()]
            if role == "family" and not (before and before[-1].owns and match.start() - before[-1].end <= 1):
                continue  # "Karl's family" are his parents; "the family" is nobody in particular
            source = self._anchor(match, before, around.anchor)
            people = self._who(role, source, around)
            if len(people) > 1 and role not in _PLURAL and len(people & set(around.incident)) == 1:
                people &= set(around.incident)
            number = counted(match)
            if number is not None and number != len(people):
                continue  # "6 kids" of a family of seven: which six it does not say
            if len(people) > 1 and role not in _PLURAL:
                names = " or ".join(sorted(self.roles.family.label(person) for person in people))
                remarks.append(Remark("role_ambiguous", f"“{match[0]}” may be {names}. Say which.", "about"))
                continue
            owns = bool(match["owns"])
            end = match.end() - len(match["owns"] or "")
            out += [Named((person,), match[0], match.start(), end, "role", owns) for person in sorted(people)]
            out.sort(key=lambda one: one.start)
        return out

    def _says_no_one(self, role: str, match: re.Match[str], text: str, around: _Around) -> bool:
        """Words that count or describe, and so add nobody: "with 6 kids", "mum pregnant" beside other children."""
        if _NOT_KNOWN.match(text, match.end()):
            return True  # "father not named" says that nobody knows who he is
        if role == "unborn" and around.in_passing and _PREGNANT.match(match[0]):
            return _DISCLOSED.search(text[: match.start()]) is None
        return role == "children" and around.counts_only and bool(match["count"])

    def _adults(self, text: str, incident: tuple[str, ...]) -> Iterable[Named]:
        """ "Adult females in house" are those whom the other rows of the incident name."""
        for found in _ADULTS.finditer(text):
            last = found[0].lower().split()[-1]
            sexes = {"females": ("F",), "women": ("F",), "males": ("M",), "men": ("M",)}.get(last, ("F", "M", None))
            for person in incident:
                if person not in self.roles.family.children and self.people[person].sex in sexes:
                    yield Named((person,), found[0], found.start(), found.end(), "incident")

    def _is_child(self, one: Named) -> bool:
        return len(one.people) == 1 and one.people[0] in self.roles.family.children

    def _anchor(self, match: re.Match[str], before: list[Named], anchor: str | None) -> str | None:
        if before:
            last = before[-1]
            if last.owns and len(last.people) == 1 and match.start() - last.end <= 4:
                return last.people[0]
        whose = (match["whose"] or "").lower()
        if whose in ("his", "her"):
            sex = "M" if whose == "his" else "F"
            for one in reversed(before):
                if len(one.people) == 1 and self.people[one.people[0]].sex == sex:
                    return one.people[0]
            if anchor and self.people[anchor].sex == sex:
                return anchor
        if whose == "own" and before and len(before[-1].people) == 1:
            return before[-1].people[0]
        return anchor

    def _who(self, role: str, source: str | None, around: _Around) -> frozenset[str]:
        anchor, day, group = around.anchor, around.day, around.group
        if role in ("children", "some_children", "others") and group:
            return frozenset(group)
        child = self._child_of(source or anchor)
        if role in _CHILD_CENTRED:
            return self.roles.who(role, child, day) if child else frozenset()
        people = self.roles.who(role, source, day) if source else frozenset()
        if not people and child and child != source:
            people = self.roles.who(role, child, day)
        return people

    def _child_of(self, person: str | None) -> str | None:
        children = self.roles.family.children
        if person in children:
            return person
        own = [child for child in children if person in self.roles.who("parents", child, None)]
        return next(iter(own or children), None)


def _overlaps(one: Named, taken: Iterable[tuple[int, int]]) -> bool:
    return any(one.start < end and start < one.end for start, end in taken)
