"""Whom is a row about? By the person column, the sheet, what stands over the table, and the words; with reasons.

The conventions, in order. They hold for any family; each adds people as suggestions that a person settles.

1. The row's own person column says whom it is about. If it is empty, then the sheet's name, then the notes right above
   the table, then the file's own heading ("Mother: …", "Pupils: …"), then the family's only child.
2. Everyone of the family whom the words mention is added: label, account, outcome, place; not the practitioner
   column.
3. Where the heading names several children and the row names some of them, the row is about those.
   The rows of one incident in a police or ambulance log (one number) speak of the same people: its "sister" is the one
   it names elsewhere, its "adults" those it names. A school's referral or call is about its own pupils. Where each
   child has a sheet, a visit on the family's sheet whose words name adults only is about them, with a remark that asks.
4. While a mother is expecting, maternity care and words of pregnancy are about her and the unborn child; a birth is
   about both. The check at six weeks is of mother and baby. "Mum pregnant" in a row about her other children is said of
   her; told or confirmed, it is about the unborn child.
5. A meeting, plan or referral about the children that names none of them is about the children of the day, or about the
   unborn child if it is pre-birth.
6. A worker for one adult (leaving care, drugs, youth offending, GP) writes about that adult; the child is added only by
   rules 2, 4 and 5. A file about two adults is about the first where a row names nobody; a number of children ("with 6
   kids") counts them and names none, but in a referral; a session held with a client's relative is about both.
7. Where a family lives is about everyone who lives there: housing rows about a move, a tenancy or a home are about the
   tenant and the children of the day; a leaving care worker's rows about a parent's home, about her children too.
8. A home visit, or an appointment a small child cannot come to alone, is also about the child's carer: whoever is
   recorded as that on the day, else the mother, else the only recorded parent. Where a file has one child's sheet and
   no family sheet, that sheet is the family's record and its rows include the carer.
9. On a child's sheet, an account that opens with another child's name and does not name the sheet's child is taken to
   be about the other child, with a remark that asks.
10. A full name with a date of birth, or a patient, who is nobody of this family where no one of it is named: another
   family's row, held back.
11. What speaks of a death, a bereavement or a joint agency response in the weeks after a child of the family died is
   about that child; police, ambulance, hospital, health visitor and social worker then also write of the carer.
12. A first enquiry (strategy meeting, section 47, initial conference, agency checks) in the family's record of social
    care or health visiting is about the children's carer and the carer's partner of the day too; a review is not.
13. What is to be treated in the whole family is about all its children.
"""

import re
from collections.abc import Iterable
from datetime import date

import msgspec

from kingfisher.interchange.returns.agency_return import Remark, Suggestion
from kingfisher.interchange.returns.family_names import Named
from kingfisher.interchange.returns.layout import Account, Laid, Section
from kingfisher.interchange.returns.mentions import Mentions
from kingfisher.interchange.returns.people_conventions import add_by_convention, narrowed, our_baby
from kingfisher.interchange.returns.people_standing import Kin, Standing
from kingfisher.interchange.returns.row_people import ADULT_SORTS, RowPeople
from kingfisher.interchange.returns.strangers import born_another, check_birth, stranger_in
from kingfisher.timeline.agency_sorts import sort_of
from kingfisher.timeline.people import Family

_NAMED_HOW = frozenset({"full", "first", "alias", "initials", "misspelt", "surname_initial"})
_REFERRAL = re.compile(r"\brefer", re.I)
_INITIAL_AND_SURNAME = re.compile(r"\b[A-Z] [A-Z]{2,}")
_WRONG = re.compile(r"\bwrong (sheet|child|file|record|page)\b", re.I)


class About(msgspec.Struct, frozen=True):
    """Whom a row is about. `stranger` is the other family's name where it is about nobody of this one."""

    people: tuple[str, ...]
    children_named: tuple[str, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    remarks: tuple[Remark, ...] = ()
    stranger: str = ""


class PeopleReader:
    """Reads whom rows are about, for one family. Built once, used for every file."""

    def __init__(self, family: Family) -> None:
        self.kin = Kin(family)

    def standing(self, laid: Laid, section: Section) -> Standing:
        """What stands over a section of a file."""
        return self.kin.standing(laid, section)

    def about(self, account: Account, day: date | None, standing: Standing, agency: str) -> About:
        """Whom the row is about; see the conventions above. `day` is when it happened, or the nearest dated row."""
        return _about(RowPeople(self.kin, account, day, standing, sort_of(agency).name))


def _about(row: RowPeople) -> About:
    subjects, why, words = _subjects(row)
    stranger = stranger_in(row)
    if stranger:
        return About((), remarks=tuple(row.remarks), stranger=stranger)
    anchor = _anchor(row, subjects)
    group = tuple(person for person in row.standing.people if person in row.children)
    mentions = row.kin.finder.mentions(
        row.words,
        anchor=anchor,
        day=row.day,
        initials=_all_initials(row),
        group=row.of_the_day(group) if len(group) > 1 else (),
        child_known=bool(row.column and row.children & set(subjects)) or row.sort == "midwifery",
        beside=subjects if row.column and _INITIAL_AND_SURNAME.search(row.column) else (),
        in_passing=not row.roles.living_on(row.day).isdisjoint(subjects),
        counts_only=row.sort in ADULT_SORTS and not _REFERRAL.search(row.label),
        incident=row.incident,
    )
    row.remarks += mentions.remarks
    subjects = _wrong_sheet(row, mentions, subjects)
    mentions = our_baby(row, mentions)
    by_name = {one.people[0] for one in mentions.found if len(one.people) == 1 and one.how in _NAMED_HOW}
    mentioned = mentions.people
    by_name.update(person for person in mentioned if person not in row.children)
    children_named = [person for person in mentioned if person in row.children and person in by_name]
    subjects = narrowed(row, subjects, by_name, set(mentioned))
    for person in subjects:
        row.add(person, why, words)
    for one in mentions.found:
        if len(one.people) == 1:
            row.add(one.people[0], _grounds(row, one), one.words)
    add_by_convention(row, subjects, mentions, bool(children_named))
    check_birth(row, subjects)
    kept = tuple(row.ordered())
    return About(kept, tuple(dict.fromkeys(children_named)), row.suggestions(kept), tuple(row.remarks))


def _all_initials(row: RowPeople) -> dict[str, str]:
    return {words: person for words, person in row.standing.initials.items() if len(words) > 1}


def _subjects(row: RowPeople) -> tuple[tuple[str, ...], str, str]:
    if row.column:
        anchor = _anchor(row, row.standing.people)
        group = row.of_the_day(tuple(p for p in row.standing.people if p in row.children))
        initials = {**row.kin.unique_initials, **row.standing.initials}
        found = row.kin.finder.mentions(
            row.column, anchor=anchor, day=row.day, initials=initials, group=group, whole_names=True
        )
        row.remarks += found.remarks
        if found.people:
            row.column_is_ours = not born_another(row, found)
            return found.people, "The row names the person it is about.", row.column
        if baby := _baby_of_surname(row):
            return baby, "“Baby” with the family's surname, on that day.", row.column
    people = row.of_the_day(row.standing.people)
    several = len(people) > 1 and row.sort in ADULT_SORTS and not row.children & set(people)
    if several and "persons" in row.account.named:
        return people[:1], "The row names nobody: it is about the one the file is first about.", row.standing.words
    return people, row.standing.why, row.standing.words


def _baby_of_surname(row: RowPeople) -> tuple[str, ...]:
    match = re.search(r"\bbaby\b", row.column, re.I)
    return tuple(row.roles.who("baby", "", row.day)) if match else ()


def _anchor(row: RowPeople, subjects: Iterable[str]) -> str | None:
    held = list(subjects)
    if row.sort == "midwifery" and row.expected():
        return row.expected()[0]
    children = [person for person in held if person in row.children]
    if children:
        return children[0]
    return held[0] if held else next(iter(row.kin.family.children), None)


def _grounds(row: RowPeople, one: Named) -> str:
    name = row.roles.people[one.people[0]].label
    if one.how == "role" and one.words.lower() in ("cot", "moses basket"):
        return f"“{one.words}” is for {name}."
    if one.how == "role":
        return f"“{one.words}” is {name}, by the relationships recorded."
    if one.how == "incident":
        return f"“{one.words}”: other rows of this incident name {name}."
    if one.how == "group":
        return f"“{one.words}” takes in {name}."
    return f"The row names {name}." if one.how != "misspelt" else f"“{one.words}” is nearly {name}."


def _wrong_sheet(row: RowPeople, mentions: Mentions, subjects: tuple[str, ...]) -> tuple[str, ...]:
    """Convention 9."""
    child = row.standing.sheet_child
    if child is None or child in mentions.people or not mentions.found:
        return subjects
    text = row.account.named.get("text", "")
    first = mentions.found[0]
    opens = first.how in ("first", "full", "alias") and text.startswith(first.words)
    other = first.people[0] if len(first.people) == 1 else child
    if other == child or other not in row.children or not (opens or _WRONG.search(text)):
        return subjects
    label = row.kin.family.label
    words = f"The sheet is {label(child)}'s and the words are about {label(other)}. Which child is it?"
    row.remarks.append(Remark("wrong_childs_sheet", words, "about"))
    return tuple(person for person in subjects if person != child)
