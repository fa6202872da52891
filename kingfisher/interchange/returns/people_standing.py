"""What stands over a row: the sheet's name, the words above the table, the file's heading, its initials."""

import re
from collections.abc import Iterable
from functools import lru_cache

import msgspec

from kingfisher.interchange.returns.family_names import FamilyNames
from kingfisher.interchange.returns.family_roles import FamilyRoles
from kingfisher.interchange.returns.layout import Account, Laid, Section
from kingfisher.interchange.returns.mentions import Finder
from kingfisher.timeline.agency_sorts import sort_of
from kingfisher.timeline.people import Family

_SAYS_INITIALS = re.compile(r"(?<![A-Za-z])([A-Z]{1,4})\s*(?:=|is|:|-|–)?\s*$")
_SORTS_OF_SCHOOL = frozenset(
    ("school", "primary", "secondary", "academy", "college", "nursery", "infant", "junior", "high")
)
SHORTEST_SCHOOL = 4  # letters: less is too little to tell a school by
LONGEST_INCIDENT = 40  # rows: a number on more than that is the file's, not an incident's


class Standing(msgspec.Struct, frozen=True):
    """Whom the rows of one section are about unless they say otherwise, why, and what its initials mean."""

    people: tuple[str, ...]
    why: str
    words: str
    initials: dict[str, str]
    sheet_child: str | None = None
    is_family_record: bool = False
    has_childrens_sheets: bool = False  # each child has a sheet of their own, and this is not one of them
    incidents: dict[str, tuple[str, ...]] = {}  # an incident's number -> whom its rows name (police, ambulance)


class Kin:
    """A family, ready to be looked for in words: its names, its roles, its children, its schools' pupils."""

    def __init__(self, family: Family) -> None:
        self.family = family
        self.names = FamilyNames(family)
        self.roles = FamilyRoles(family)
        self.finder = Finder(self.names, self.roles)
        self.children = frozenset(family.children)
        self.pupils = dict(self._pupils())
        held = self.names.initials.items()
        self.unique_initials = {words: next(iter(people)) for words, people in held if len(people) == 1}

    def _pupils(self) -> Iterable[tuple[str, frozenset[str]]]:
        """Each school by its own name, as others write it ("stoswins"), with the children its people work with."""
        schools = {worker.agency for worker in self.family.practitioners if sort_of(worker.agency).name == "school"}
        for school in schools:
            covered = {
                child
                for worker in self.family.practitioners
                if worker.agency == school
                for child in worker.covers or ()
                if child in self.children
            }
            name = "".join(word for word in school.lower().split("_") if word not in _SORTS_OF_SCHOOL)
            if covered and len(name) >= SHORTEST_SCHOOL:
                yield name, frozenset(covered)

    def standing(self, laid: Laid, section: Section) -> Standing:
        """What stands over a section of a file."""
        stands = self._heading(laid, section)
        sheets = {account.section.sheet for account in laid.accounts if account.section.sheet}
        own = section.sheet and stands.sheet_child is None and self._has_childrens_sheets(sheets)
        incidents = self._incidents(laid.accounts, section)
        return msgspec.structs.replace(stands, incidents=incidents, has_childrens_sheets=bool(own))

    def _has_childrens_sheets(self, sheets: Iterable[str]) -> bool:
        named = [self._on_sheet(sheet) for sheet in sheets]
        return len({found[0] for found in named if len(found) == 1 and found[0] in self.children}) > 1

    def _incidents(self, accounts: Iterable[Account], section: Section) -> dict[str, tuple[str, ...]]:
        """Whom the rows of one incident name between them, by its number; only where several rows share a number."""
        rows: dict[str, list[Account]] = {}
        for account in accounts:
            if account.section == section and account.named.get("reference"):
                rows.setdefault(account.named["reference"], []).append(account)
        return {number: self._named_in(held) for number, held in rows.items() if 1 < len(held) <= LONGEST_INCIDENT}

    def _named_in(self, accounts: Iterable[Account]) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for account in accounts:
            column = self.finder.mentions(account.named.get("persons", ""), anchor=None, day=None).people
            child = next((person for person in column if person in self.children), None)
            words = self.finder.mentions(account.named.get("text", ""), anchor=child, day=None, counts_only=True)
            told = (one.people[0] for one in words.found if len(one.people) == 1 and one.how != "group")
            by_name = {
                one.people[0] for one in words.found if len(one.people) == 1 and one.how not in ("group", "role")
            }
            found.update(dict.fromkeys(column if len(column) == 1 else ()))
            found.update(dict.fromkeys(person for person in told if person not in self.children or person in by_name))
        return tuple(found)

    def _heading(self, laid: Laid, section: Section) -> Standing:
        heading = tuple(
            value for key, value in laid.header.items() if re.search(r"subject|child|name|patient|re$", key)
        )
        initials = self._initials((*laid.notes, *section.notes))
        sheets = {account.section.sheet for account in laid.accounts if account.section.sheet}
        if section.sheet:
            found = self._in_notes((section.sheet,), initials)
            if found:
                child = found[0] if found[0] in self.children and len(found) == 1 else None
                alone = child is not None and not self._has_family_sheet(sheets)
                return Standing(found, f"The sheet is named “{section.sheet}”.", section.sheet, initials, child, alone)
        for notes, why in (
            (tuple(reversed(section.notes)), "The words above the table say whom it is about."),
            (heading, "The heading of the file says whom it is about."),
            (tuple(reversed(laid.notes)) if not section.sheet else (), "The file says whom it is about."),
        ):
            for note in notes:
                found = self._in_notes((note,), initials)
                if found:
                    return Standing(found, why, note, initials)
        return Standing(self.family.children, "The file names nobody: it was sent for this family.", "", initials)

    def _has_family_sheet(self, sheets: Iterable[str]) -> bool:
        named = [self._on_sheet(sheet) for sheet in sheets]
        others = sum(1 for found in named if found and found[0] in self.children)
        return others > 1 or any(re.search(r"famil|household|sibling", sheet, re.I) for sheet in sheets)

    @lru_cache(maxsize=1024)  # noqa: B019  one family's names live as long as the reading of its files
    def _on_sheet(self, sheet: str) -> tuple[str, ...]:
        """Whom a sheet's name names, by names alone."""
        return self._in_notes((sheet,), {})

    def _in_notes(self, notes: Iterable[str], initials: dict[str, str]) -> tuple[str, ...]:
        """People a heading is about: those it names; "children of X" and "the Bowden children" are the children."""
        found: list[str] = []
        for note in notes:
            if whose := re.search(r"\b[Cc]hildren of (?=[A-Z])", note):
                note = self._without_parent(note, whose.end())  # noqa: PLW2901
            mentions = self.finder.mentions(note, anchor=None, day=None, initials=initials)
            named = [one.people[0] for one in mentions.found if one.how != "role" and len(one.people) == 1]
            found += named or mentions.people
            for words in re.findall(r"\b[A-Z]{2,3}\b", note) if not mentions.found else ():
                held = self.names.initials.get(words, set())
                found += held if len(held) == 1 else ()
        return tuple(dict.fromkeys(found))

    def _without_parent(self, note: str, at: int) -> str:
        """ "Children of Stacey Holroyd" is about the children: her name only says whose they are."""
        parent = next((one for one in self.names.find(note) if one.start == at), None)
        return note[:at] + note[parent.end :] if parent else note

    def _initials(self, notes: Iterable[str]) -> dict[str, str]:
        """What the file's notes say its initials mean: "LM = Lucy", "RB Riley", "Ellie-Mae … EM / M used below"."""
        declared: dict[str, str] = {}
        for note in notes:
            named = [one for one in self.names.find(note) if len(one.people) == 1]
            for one in named:
                before = _SAYS_INITIALS.search(note[: one.start])
                if before and (self.roles.family.label(one.people[0])[0] == before[1][0]):
                    declared[before[1]] = one.people[0]
            for token in re.findall(r"(?<![A-Za-z0-9])[A-Z]{1,3}(?![A-Za-z0-9'’])", note):
                fits = [one.people[0] for one in named if _initials_of_first(one.words) == token]
                if len(set(fits)) == 1:
                    declared.setdefault(token, fits[0])
        return declared


def _initials_of_first(words: str) -> str:
    first = words.split(maxsplit=1)[0]
    return "".join(part[0] for part in first.split("-") if part).upper()
