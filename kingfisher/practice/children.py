"""Which people of the record are its children, and which of them is an entry about?

A parent is never a child here, whatever their age: the record of a parent of sixteen and of a parent of forty raises
the same questions about their child. (A young parent with a record of their own is a child in that record.)
"""

from collections.abc import Iterable
from datetime import date, timedelta

from kingfisher.timeline.dates import UNKNOWN
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.people import ADULT_AT, PREGNANCY, Family, Person, Tie, is_child_on

ONE_DAY = timedelta(days=1)


def children(family: Family, on: date) -> tuple[str, ...]:
    """Ids of the children of the record on the day: those it names, and everyone unborn or under 18 who is nobody's
    recorded parent. A child who has certainly died by the day is left out. Somebody with no birth date who is nobody's
    parent counts when they share a parent with one of these (or, where nobody else is found, have one)."""
    parents = {tie.person for tie in family.relationships if tie.kind is Tie.PARENT}
    # Somebody nobody knows and a pregnancy that was lost are drawn with a family, and are no child of a record.
    living = [one for one in family.people if not (one.unknown or one.loss or has_died(one, on))]
    young = {p.id for p in living if p.id not in parents and (is_child_on(p, on) or is_unborn(p, on))}
    found = [p.id for p in living if p.id in family.children or p.id in young]
    undated = {p.id for p in living if p.id not in parents and p.born in (None, UNKNOWN)}
    ties = [tie for tie in family.relationships if tie.kind is Tie.PARENT]
    theirs = {tie.person for tie in ties if tie.of in found}
    with_them = {tie.of for tie in ties if tie.of in undated and (tie.person in theirs or not found)}
    return tuple(p.id for p in living if p.id in found or p.id in with_them)


def has_died(person: Person, on: date) -> bool:
    """True when the person had certainly died before the day."""
    return bool(person.died and person.died.latest and person.died.latest < on)


def last_days_before_change(family: Family) -> list[date]:
    """The last day before each birth, coming of age and death here: who is a child changes only after these."""
    found = []
    for person in family.people:
        born = person.born
        if born and born.earliest and born.latest:
            last_day = 28 if born.latest.month == 2 else 31
            comes_of_age = born.latest.replace(year=born.latest.year + ADULT_AT, day=min(born.latest.day, last_day))
            found += [born.earliest - ONE_DAY, born.latest - ONE_DAY, comes_of_age - ONE_DAY]
        if person.died and person.died.latest:
            found.append(person.died.latest)
    return found


def is_unborn(person: Person, on: date) -> bool:
    """True when the person was certainly not yet born at the end of the day: a birth date after it, or no birth date
    and a due date or the name "Unborn …". A birth date that may be either side of the day is not certain, so False."""
    born = person.born
    if born is None or born == UNKNOWN:
        return person.expected is not None or person.label.casefold().startswith("unborn")
    return born.earliest is not None and born.earliest > on


def children_in(entry: Entry, family: Family, every_child: Iterable[str]) -> tuple[str, ...]:
    """Which of the children the entry concerns: those it names; where it names none, the children of the adults it
    names; where it names nobody, all of them. A child it does not name is left out if certainly not yet expected when
    it happened: a parent's own past is not the child's. So is one of whom no birth or due date is held, unless the
    record is about that child: nothing says they were there."""
    ids = tuple(every_child)
    named = tuple(child for child in ids if child in entry.about)
    if named:
        return named
    theirs = {tie.of for tie in family.relationships if tie.kind is Tie.PARENT and tie.person in entry.about}
    day = entry.happened.latest or entry.known_from
    people = {person.id: person for person in family.people}
    own = frozenset(family.children or ids)
    here = [child for child in ids if day is None or _may_be_expected(people[child], day, unknown=child in own)]
    return tuple(child for child in here if child in theirs or not entry.about)


def _may_be_expected(person: Person, day: date, *, unknown: bool) -> bool:
    """True unless the day was certainly before the pregnancy; `unknown` where neither birth nor due date is held."""
    born = person.expected or (person.born.earliest if person.born else None)
    return unknown if born is None else born - PREGNANCY <= day


def parents_of(family: Family, child: str) -> tuple[str, ...]:
    """Ids of the child's recorded parents, whatever their sex and wherever they live."""
    return tuple(
        dict.fromkeys(tie.person for tie in family.relationships if tie.kind is Tie.PARENT and tie.of == child)
    )
