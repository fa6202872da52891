"""Is a row about another family, or gives another date of birth? Convention 10 of `people_named`."""

import re

from kingfisher.interchange.returns.agency_return import Remark
from kingfisher.interchange.returns.dates_as_written import read_date
from kingfisher.interchange.returns.mentions import Mentions
from kingfisher.interchange.returns.row_people import RowPeople
from kingfisher.timeline.dates import Precision, said

_STRANGER = re.compile(
    r"\b(?P<name>[A-Z][a-z'’\-]+(?:\s+[A-Z][A-Za-z'’\-]+){1,2})[^.;]{0,12}?\(?\s*(?:D\.?O\.?B\.?|dob|d\.o\.b\.?|born)"
    r"\s*:?\s*(?P<born>\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4})"
)
_FULL_NAME = re.compile(r"[A-Z][A-Za-z'’\-]+,?\s+(?:[A-Z]\.?\s+)?[A-Z][A-Za-z'’\-]+\s*(?:\(.*\))?\s*\d*[mwy]?")
_NOT_A_NAME = re.compile(r"\b(baby|girl|boy|child|children|mother|father|male|female|infant|twin|live|birth)\b", re.I)


def stranger_in(row: RowPeople) -> str:
    """The name of someone of another family, if the row is about them and names nobody of ours. Convention 10."""
    names = row.kin.names
    if row.column_is_ours:
        return ""
    if any(one.how in ("full", "first", "alias", "surname_initial") for one in names.find(row.words)):
        return ""
    low = row.low
    spoken = "dob" in low or "born" in low or "d.o.b" in low
    for found in _STRANGER.finditer(row.words) if spoken else ():
        name = " ".join(found["name"].split()[-2:])
        ours = names.near(name) or names.find(name) or _is_ours(row, found["born"])
        if not ours and not _NOT_A_NAME.search(name):
            return name
    if not row.column:
        return ""
    born = row.account.named.get("born", "")
    theirs = not _known(row, row.column) or (born and not _is_ours(row, born))
    if theirs and _FULL_NAME.fullmatch(row.column.strip()):
        return row.column.strip()
    text = f"The row is said to be about “{row.column}”, whom we could not find in the family."
    row.remarks.append(Remark("person_not_found", text, "about"))
    return ""


def born_another(row: RowPeople, found: Mentions) -> bool:
    """A first name of ours with another surname and another date of birth is somebody else."""
    if not any(remark.code == "surname_differs" for remark in found.remarks):
        return False
    return "born" in row.account.named and not _is_ours(row, row.account.named["born"])


def _is_ours(row: RowPeople, born: str) -> bool:
    day = read_date(born).when.first
    return any(p.born is not None and p.born.first == day and p.born.last == day for p in row.kin.family.people)


def _known(row: RowPeople, words: str) -> bool:
    """Somebody's: a name of the family or its practitioners, a near-spelling, a surname of theirs, a role."""
    names = row.kin.names
    tokens = [token.lower() for token in re.findall(r"[A-Za-z'’\-]+", words)]
    return bool(names.find(words) or names.near(words)) or any(
        token in names.surnames or token in names.first_names for token in tokens
    )


def check_birth(row: RowPeople, subjects: tuple[str, ...]) -> None:
    """A date of birth in the row that is not the one held for the one person it is about."""
    written = row.account.named.get("born", "")
    if not written or len(subjects) != 1:
        return
    born, held = read_date(written).when, row.roles.people[subjects[0]].born
    if held is None or held.precision is not Precision.DAY or held.about or not born.first or not held.first:
        return
    if born.first != held.first:
        name = row.kin.family.label(subjects[0])
        text = f"The row gives {written} as date of birth; {said(held.first)} is held for {name}. Nothing was changed."
        row.remarks.append(Remark("date_of_birth_differs", text, "about"))
