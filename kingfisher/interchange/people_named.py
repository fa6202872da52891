"""Whom is a row about? By the person column, the sheet, what stands over the table, and the words; with reasons.

The conventions, in order. They hold for any family; each adds people as suggestions that a person settles.

1. The row's own person column says whom it is about. If it is empty, then the sheet's name, then the notes right above
   the table, then the file's own heading ("Mother: …", "Pupils: …"), then the family's only child.
2. Everyone of the family whom the words mention is added: label, account, outcome, place; not the practitioner
   column.
3. Where the heading names several children and the row names some of them, the row is about those.
4. While a mother is expecting, maternity care and words of pregnancy are about her and the unborn child; a birth is
   about both.
5. A meeting, plan or referral about the children that names none of them is about the children of the day, or about the
   unborn child if it is pre-birth.
6. A worker for one adult (leaving care, drugs, youth offending, GP) writes about that adult; the child is added only by
   rules 2, 4 and 5.
7. Where a family lives is about everyone who lives there: housing rows about a move, a tenancy or a home are about the
   tenant and the children of the day.
8. A home visit, or an appointment a small child cannot come to alone, is also about the child's main carer. Where a
   file has one child's sheet and no family sheet, that sheet is the family's record and its rows include the carer.
9. On a child's sheet, an account that opens with another child's name and does not name the sheet's child is taken to
   be about the other child, with a remark that asks.
10. A full name with a date of birth, or a patient, who is nobody of this family where no one of it is named: another
   family's row, held back.
11. What speaks of a death, a bereavement or a joint agency response in the weeks after a child of the family died is
   about that child.
"""

import re
from collections.abc import Iterable
from datetime import date

import msgspec

from kingfisher.interchange.dates_as_written import read_date
from kingfisher.interchange.family_names import FamilyNames, Named
from kingfisher.interchange.family_roles import FamilyRoles
from kingfisher.interchange.layout import Account, Laid, Section
from kingfisher.interchange.mentions import Finder, Mentions
from kingfisher.interchange.returns import Remark, Suggestion
from kingfisher.timeline.agency_sorts import sort_of
from kingfisher.timeline.dates import Precision, said
from kingfisher.timeline.people import Family

_MATERNITY = re.compile(r"antenatal|maternity|obstetric|midwi|labour ward|delivery|uss\b|postnatal", re.I)
_BIRTH = re.compile(r"\b(live birth|born|birth|delivered|nvd|lscs|apgars?)\b", re.I)
_PRE_BIRTH = re.compile(r"pre-?birth|unborn", re.I)
_ABOUT_CHILDREN = re.compile(
    r"\b(strat(egy)?( mtg| meeting| discussion)?|c(hild )?i(n )?n(eed)?\b|core group|i?cpc|rcpc|review conference|"
    r"case conference|child protection|cp plans?|s(ection |\.)?47|legal gateway|single assessment|"
    r"tac|taf|early help|looked after review|from csc|csc outcome)\b",
    re.I,
)
_HOME = re.compile(
    r"\b(tenanc\w+|moved?|keys?|homeless\w*|b&b|placed|placement|licen[cs]e|evict\w*|stay(s|ed|ing)|overcrowd\w*|"
    r"inspection|cooker|accommodation|rehous\w*|return(ed|s) to|supported housing|household|no heating)\b",
    re.I,
)
_VISIT = re.compile(r"(?<!window )\b(visit|home|clinic|imms|immunisation|week check|health check|development)", re.I)
_SERVICE = re.compile(r"\b(visit|service|lockdown|telephone|phone|conference|meeting|letter|father contact)\b", re.I)
_NAMED_HOW = frozenset({"full", "first", "alias", "initials", "misspelt", "surname_initial"})
_CARES_FOR_FAMILY = frozenset({"health_visiting", "social_care", "early_help", "hospital", "midwifery"})
NEWBORN_DAYS = 28  # midwives' care ends by then
_ADULT_SORTS = frozenset({"leaving_care", "drugs", "yos", "gp", "mental_health", "probation", "police", "ambulance"})
_NOBODY = re.compile(r"[\s\-–—/]*(n/?a|none|nil|various|unknown|n/?k)?[\s\-–—]*", re.I)
_SAYS_INITIALS = re.compile(r"(?<![A-Za-z])([A-Z]{1,4})\s*(?:=|is|:|-|–)?\s*$")
_STRANGER = re.compile(
    r"\b(?P<name>[A-Z][a-z'’\-]+(?:\s+[A-Z][A-Za-z'’\-]+){1,2})[^.;]{0,12}?\(?\s*(?:D\.?O\.?B\.?|born|d\.o\.b)\s*:?\s*"
    r"(?P<born>\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4})",
    re.I,
)
_FULL_NAME = re.compile(r"[A-Z][A-Za-z'’\-]+,?\s+(?:[A-Z]\.?\s+)?[A-Z][A-Za-z'’\-]+\s*(?:\(.*\))?\s*\d*[mwy]?")
_WRONG = re.compile(r"\bwrong (sheet|child|file|record|page)\b", re.I)
_DEATH = re.compile(r"\b(died|death|deceased|bereave\w+|jar|joint (agency )?response|post[- ]?mortem|funeral)\b", re.I)
SMALL_CHILD_DAYS = 5 * 365
MOURNING_DAYS = 90  # rows that speak of a death after that long may speak of another


class Standing(msgspec.Struct, frozen=True):
    """Whom the rows of one section are about unless they say otherwise, why, and what its initials mean."""

    people: tuple[str, ...]
    why: str
    words: str
    initials: dict[str, str]
    sheet_child: str | None = None
    is_family_record: bool = False


class About(msgspec.Struct, frozen=True):
    """Whom a row is about. `stranger` is the other family's name where it is about nobody of this one."""

    people: tuple[str, ...]
    children_named: tuple[str, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    remarks: tuple[Remark, ...] = ()
    stranger: str = ""


class PeopleReader:
    """Reads whom rows are about, for one family."""

    def __init__(self, family: Family) -> None:
        self.family = family
        self.names = FamilyNames(family)
        self.roles = FamilyRoles(family)
        self.finder = Finder(self.names, self.roles)
        self.children = frozenset(family.children)

    def standing(self, laid: Laid, section: Section, agency: str) -> Standing:
        """What stands over a section of a file."""
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
        named = [self._in_notes((sheet,), {}) for sheet in sheets]
        others = sum(1 for found in named if found and found[0] in self.children)
        return others > 1 or any(re.search(r"famil|household|sibling", sheet, re.I) for sheet in sheets)

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

    def about(self, account: Account, day: date | None, standing: Standing, agency: str) -> About:
        """Whom the row is about; see the conventions above."""
        return _RowReader(self, account, day, standing, sort_of(agency).name).read()


def _initials_of_first(words: str) -> str:
    first = words.split(maxsplit=1)[0]
    return "".join(part[0] for part in first.split("-") if part).upper()


class _RowReader:
    """One row being read."""

    def __init__(self, reader: PeopleReader, account: Account, day: date | None, standing: Standing, sort: str) -> None:
        self.reader, self.account, self.standing, self.sort = reader, account, standing, sort
        self.day = day
        self.roles, self.children = reader.roles, reader.children
        self.reasons: dict[str, tuple[str, str]] = {}  # person -> why, words
        self.remarks: list[Remark] = []
        self.column_is_ours = False
        named = account.named
        self.column = "" if _NOBODY.fullmatch(named.get("persons", "")) else named.get("persons", "")
        labels = (named.get("type", ""), named.get("event", ""))
        self.label = " ".join(label for label in labels if label)
        parts = (self.label, named.get("text", ""), named.get("outcome", ""), named.get("place", ""))
        others = [text for key, text in named.items() if key in ("source", "childs_words") or key == "other"]
        self.words = ". ".join(part for part in (*parts, *others) if part)

    def read(self) -> About:
        subjects, why, words = self._subjects()
        stranger = self._stranger()
        if stranger:
            return About((), remarks=tuple(self.remarks), stranger=stranger)
        anchor = self._anchor(subjects)
        group = tuple(person for person in self.standing.people if person in self.children)
        mentions = self.reader.finder.mentions(
            self.words,
            anchor=anchor,
            day=self.day,
            initials=self._all_initials(),
            group=self._of_the_day(group) if len(group) > 1 else (),
            child_known=bool(self.column and self.children & set(subjects)) or self.sort == "midwifery",
            beside=subjects if re.search(r"\b[A-Z] [A-Z]{2,}", self.column) else (),
        )
        self.remarks += mentions.remarks
        subjects = self._wrong_sheet(mentions, subjects)
        mentions = self._our_baby(mentions)
        by_name = {one.people[0] for one in mentions.found if len(one.people) == 1 and one.how in _NAMED_HOW}
        by_name |= set(mentions.people) - self.children
        children_named = [person for person in mentions.people if person in self.children & by_name]
        subjects = self._narrowed(subjects, by_name)
        for person in subjects:
            self._add(person, why, words)
        for one in mentions.found:
            if len(one.people) == 1:
                self._add(one.people[0], self._grounds(one), one.words)
        self._by_convention(subjects, bool(children_named))
        self._check_birth(subjects)
        kept = tuple(self._ordered())
        return About(kept, tuple(dict.fromkeys(children_named)), self._suggestions(kept), tuple(self.remarks))

    def _our_baby(self, mentions: Mentions) -> Mentions:
        """In maternity care and before a birth "the baby" is the one expected or just born, not an older one."""
        expected = self._expected()
        if not expected or not (self.sort == "midwifery" or _PRE_BIRTH.search(self.words) or _BIRTH.search(self.words)):
            return mentions
        found = tuple(
            msgspec.structs.replace(one, people=(expected[0],), how="alias")
            if one.how == "role" and re.match(r"baby|newborn|infant|live", one.words, re.I)
            else one
            for one in mentions.found
        )
        return msgspec.structs.replace(mentions, found=found)

    def _narrowed(self, subjects: tuple[str, ...], by_name: set[str]) -> tuple[str, ...]:
        """Convention 3: which of several children a row under a heading of several is about."""
        group = [person for person in subjects if person in self.children]
        if self.column or len(group) < 2:
            return subjects
        others = tuple(person for person in subjects if person not in self.children)
        text = self.account.named.get("text", "")
        if _PRE_BIRTH.search(f"{self.label} {text[:40]}") or _MATERNITY.search(self.label):
            unborn = tuple(child.id for child in self.roles.unborn_on(self.day))
            if unborn:
                return (*unborn, *others)
        if by_name & self.children:
            return (*(person for person in group if person in by_name), *others)
        if self.sort == "health_visiting" and (small := self._small_ones(group)):
            return (*small, *others)
        kept_together = _ABOUT_CHILDREN.search(f"{self.label} {text}") or _SERVICE.search(self.label)
        if not by_name or kept_together or self.sort not in _CARES_FOR_FAMILY:
            return subjects
        return others

    def _small_ones(self, group: list[str]) -> list[str]:
        """A health visitor's clinic is for the under-fives."""
        if not re.search(r"\bclinic|week check|development", self.label, re.I):
            return []
        return [person for person in group if (self._days_old(person) or 0) < SMALL_CHILD_DAYS]

    def _all_initials(self) -> dict[str, str]:
        return {words: person for words, person in self.standing.initials.items() if len(words) > 1}

    def _subjects(self) -> tuple[tuple[str, ...], str, str]:
        if self.column:
            anchor = self._anchor(self.standing.people)
            group = self._of_the_day(tuple(p for p in self.standing.people if p in self.children))
            initials = {**self._unique_initials(), **self.standing.initials}
            found = self.reader.finder.mentions(
                self.column, anchor=anchor, day=self.day, initials=initials, group=group, whole_names=True
            )
            self.remarks += found.remarks
            if found.people:
                self.column_is_ours = not self._born_another(found)
                return found.people, "The row names the person it is about.", self.column
            if baby := self._baby_of_surname():
                return baby, "“Baby” with the family's surname, on that day.", self.column
        return self._of_the_day(self.standing.people), self.standing.why, self.standing.words

    def _born_another(self, found: Mentions) -> bool:
        """A first name of ours with another surname and another date of birth is somebody else."""
        if not any(remark.code == "surname_differs" for remark in found.remarks):
            return False
        return "born" in self.account.named and not self._is_ours(self.account.named["born"])

    def _unique_initials(self) -> dict[str, str]:
        held = self.reader.names.initials
        return {words: next(iter(people)) for words, people in held.items() if len(people) == 1}

    def _baby_of_surname(self) -> tuple[str, ...]:
        match = re.search(r"\bbaby\b", self.column, re.I)
        return tuple(self.roles.who("baby", "", self.day)) if match else ()

    def _of_the_day(self, people: tuple[str, ...]) -> tuple[str, ...]:
        """Those of several children who were born by the day; one child alone is kept, born or not."""
        children = [person for person in people if person in self.children]
        if len(children) <= 1 or self.day is None:
            return people
        living = {child.id for child in self.roles.living_children(self.day)}
        kept = tuple(person for person in people if person not in self.children or person in living)
        return kept or people

    def _expected(self) -> list[str]:
        """The unborn child, or the child just born, whom maternity care is about."""
        born = [child.id for child in self.roles.children if (self._days_old(child.id) or 0) in range(NEWBORN_DAYS + 1)]
        unborn = [child.id for child in self.roles.unborn_on(self.day)]
        return unborn or [child for child in born if self._days_old(child) is not None]

    def _anchor(self, subjects: Iterable[str]) -> str | None:
        held = list(subjects)
        if self.sort == "midwifery" and self._expected():
            return self._expected()[0]
        children = [person for person in held if person in self.children]
        if children:
            return children[0]
        return held[0] if held else next(iter(self.reader.family.children), None)

    def _add(self, person: str, why: str, words: str) -> None:
        self.reasons.setdefault(person, (why, words))

    def _grounds(self, one: Named) -> str:
        name = self.reader.family.label(one.people[0])
        if one.how == "role":
            return f"“{one.words}” is {name}, by the relationships recorded."
        if one.how == "group":
            return f"“{one.words}” takes in {name}."
        return f"The row names {name}." if one.how != "misspelt" else f"“{one.words}” is nearly {name}."

    def _wrong_sheet(self, mentions: Mentions, subjects: tuple[str, ...]) -> tuple[str, ...]:
        """Convention 9."""
        child = self.standing.sheet_child
        if child is None or child in mentions.people or not mentions.found:
            return subjects
        text = self.account.named.get("text", "")
        first = mentions.found[0]
        opens = first.how in ("first", "full", "alias") and text.startswith(first.words)
        other = first.people[0] if len(first.people) == 1 else child
        if other == child or other not in self.children or not (opens or _WRONG.search(text)):
            return subjects
        label = self.reader.family.label
        words = f"The sheet is {label(child)}'s and the words are about {label(other)}. Which child is it?"
        self.remarks.append(Remark("wrong_childs_sheet", words, "about"))
        return tuple(person for person in subjects if person != child)

    def _by_convention(self, subjects: tuple[str, ...], child_named: bool) -> None:
        adults_only = not any(person in self.children for person in self.reasons)
        self._pregnancy(subjects)
        if adults_only or not child_named:
            self._meeting(adults_only)
        self._death()
        if self.sort == "housing" and _HOME.search(self.words):
            self._children_of_the_day("Where a family lives is about all who live there.", _words(_HOME, self.words))
        self._carer()

    def _pregnancy(self, subjects: tuple[str, ...]) -> None:
        """Convention 4."""
        expected = self._expected()
        mothers = {mother for child in expected for mother in self.roles.who("mother", child, self.day)}
        care = self.sort == "midwifery" or _MATERNITY.search(self.account.named.get("type", ""))
        if expected and care and (mothers & set(self.reasons) or self.sort == "midwifery"):
            for person in (*mothers, *expected):
                self._add(person, "Maternity care is about the mother and the child she expects.", self.label)
        spoken_of = any(child.id in self.reasons for child in self.roles.unborn_on(self.day))
        if spoken_of and self.sort in _CARES_FOR_FAMILY and self.standing.sheet_child is None:
            for mother in mothers:
                self._add(mother, "What is said of an unborn child is about the mother too.", self.label)
        born = [p for p in subjects if p in self.children and self._days_old(p) in (0, 1)]
        if born and (care or _BIRTH.search(self.words)):
            for mother in self.roles.who("mother", born[0], self.day):
                self._add(mother, "A birth is about mother and child.", self.label)

    def _death(self) -> None:
        """Convention 11."""
        found = _DEATH.search(self.words)
        if not found or self.day is None:
            return
        for child in self.roles.children:
            died = child.died.first if child.died else None
            if died and 0 <= (self.day - died).days <= MOURNING_DAYS:
                if not self.column and self.sort in _CARES_FOR_FAMILY:
                    for person in self.standing.people:
                        self.reasons.pop(person, None)
                self._add(child.id, "It follows the child's death.", found[0])

    def _days_old(self, person: str) -> int | None:
        born = self.roles.people[person].born
        return (self.day - born.first).days if self.day and born and born.first else None

    def _meeting(self, adults_only: bool) -> None:
        text = f"{self.label}. {self.account.named.get('text', '')}"
        if adults_only and (found := _ABOUT_CHILDREN.search(text)) and not _PRE_BIRTH.search(text):
            if self.sort != "police":
                self._children_of_the_day("A meeting, plan or check about the children names none of them.", found[0])
        elif adults_only and _PRE_BIRTH.search(text):
            for child in self.roles.unborn_on(self.day):
                self._add(child.id, "It is about the unborn child.", _words(_PRE_BIRTH, text))

    def _children_of_the_day(self, why: str, words: str) -> None:
        if any(person in self.children for person in self.reasons):
            return
        children = self.roles.living_children(self.day) or self.roles.unborn_on(self.day)
        for child in children:
            self._add(child.id, why, words)

    def _carer(self) -> None:
        """Convention 8."""
        children = [person for person in self.reasons if person in self.children]
        if not children:
            return
        carer = self.roles.main_carer(children[0])
        if carer is None or carer in self.reasons:
            return
        if self.standing.is_family_record:
            self._add(carer, "The file's one child's sheet is the family's record.", self.standing.words)
        elif self.sort in ("health_visiting", "social_care") and self.standing.sheet_child is None:
            small = any((self._days_old(child) or 0) < SMALL_CHILD_DAYS for child in children)
            if small and (found := _VISIT.search(self.label)):
                self._add(carer, "A home visit or a small child's appointment is with the carer too.", found[0])

    def _stranger(self) -> str:
        """The name of someone of another family, if the row is about them and names nobody of ours. Convention 10."""
        names = self.reader.names
        if self.column_is_ours:
            return ""
        if any(one.how in ("full", "first", "alias", "surname_initial") for one in names.find(self.words)):
            return ""
        for found in _STRANGER.finditer(self.words):
            name = " ".join(found["name"].split()[-2:])
            if not names.near(name) and not any(names.find(name)) and not self._is_ours(found["born"]):
                return name
        if not self.column:
            return ""
        born = self.account.named.get("born", "")
        theirs = not self._known(self.column) or (born and not self._is_ours(born))
        if theirs and _FULL_NAME.fullmatch(self.column.strip()):
            return self.column.strip()
        text = f"The row is said to be about “{self.column}”, whom we could not find in the family."
        self.remarks.append(Remark("person_not_found", text, "about"))
        return ""

    def _is_ours(self, born: str) -> bool:
        day = read_date(born).when.first
        return any(p.born is not None and p.born.first == day and p.born.last == day for p in self.reader.family.people)

    def _known(self, words: str) -> bool:
        """Somebody's: a name of the family or its practitioners, a near-spelling, a surname of theirs, a role."""
        names = self.reader.names
        tokens = [token.lower() for token in re.findall(r"[A-Za-z'’\-]+", words)]
        held = names.pattern.search(words) or names.near(words)
        return bool(held) or any(token in names.surnames or token in names.first_names for token in tokens)

    def _check_birth(self, subjects: tuple[str, ...]) -> None:
        """A date of birth in the row that is not the one held for the one person it is about."""
        written = self.account.named.get("born", "")
        if not written or len(subjects) != 1:
            return
        born, held = read_date(written).when, self.roles.people[subjects[0]].born
        if held is None or held.precision is not Precision.DAY or held.about or not born.first or not held.first:
            return
        if born.first != held.first:
            name = self.reader.family.label(subjects[0])
            text = (
                f"The row gives {written} as date of birth; {said(held.first)} is held for {name}. Nothing was changed."
            )
            self.remarks.append(Remark("date_of_birth_differs", text, "about"))

    def _ordered(self) -> list[str]:
        """Children first in the family's order, then the others in order of mention."""
        children = [child for child in self.reader.family.children if child in self.reasons]
        return children + [person for person in self.reasons if person not in self.children]

    def _suggestions(self, people: Iterable[str]) -> tuple[Suggestion, ...]:
        return tuple(Suggestion("about", person, *self.reasons[person]) for person in people)


def _words(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[0] if found else ""
