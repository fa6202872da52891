"""Who was there on a day, and what was each of them called, how old, and under what plan?"""

from datetime import date

import msgspec

from kingfisher.practice.kin.names import named, other_names
from kingfisher.practice.kin.parts import Care, KinPerson
from kingfisher.practice.kin.ties import Held, begun, renamed
from kingfisher.practice.plans import plan_open_on, plan_spells
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import UNKNOWN, When
from kingfisher.timeline.people import PREGNANCY, Person, Tie, Unknown, age_on

PLAN_WORDS = {
    "child_protection": "child protection plan",
    "child_in_need": "child in need plan",
    "looked_after": "looked after",
    "early_help": "early help plan",
}
LONGEST_LIFE = 115  # years after which an age is not said of somebody whose death nobody recorded
CARER_WORDS = {
    "foster": "foster carer",
    "kinship": "kinship carer",
    "special_guardianship": "special guardian",
    "private_fostering": "private foster carer",
    "other": "carer",
    "": "carer",
}


class There(msgspec.Struct):
    """The family's people and ties as at a day, with everyone under the one id they go by."""

    day: date
    chronology: Chronology  # what was known by the day
    people: dict[str, Person]  # only those there on the day
    ties: list[Held]
    names: dict[str, tuple[str, ...]]  # under what other names some of them are on the list
    goes_by: dict[str, str]
    of_each: dict[str, list[Held]]  # the ties each person has a part in

    def of_kind(self, *kinds: Tie) -> list[Held]:
        """The ties of those kinds, ended ones among them."""
        return [tie for tie in self.ties if tie.kind in kinds]

    def parents(self, child: str) -> list[Held]:
        """The ties to everyone recorded as the child's parent, in whatever way, on the day."""
        ties = self.of_each.get(child, ())
        return [tie for tie in ties if tie.kind is Tie.PARENT and tie.of == child and not tie.ended]


def who_is_there(chronology: Chronology, ties: list[Held], goes_by: dict[str, str], day: date, *, bare: bool) -> There:
    """Everyone of the list who had been born or conceived by the day, and the ties between them."""
    same: dict[str, list[Person]] = {}
    for person in chronology.family.people:
        same.setdefault(goes_by[person.id], []).append(person)
    listed: dict[str, list[Held]] = {}  # the ties to each one's parents
    for tie in ties:
        if tie.kind is Tie.PARENT:
            listed.setdefault(goes_by.get(tie.of, tie.of), []).append(tie)
    people, names = {}, {}
    mentioned = {goes_by.get(one, one) for e in (*chronology.entries, *chronology.undated) for one in e.about}
    for one, persons in same.items():
        person = _joined(one, persons)
        dated = [tie.since for tie in listed.get(one, ()) if tie.since is not None]
        sure = any(begun(since, day) for since in dated) if dated else bare or one in mentioned
        if is_there(person, day, mentioned=sure):
            people[one] = person
            names[one] = tuple(sorted({other.name for other in persons if other.name} - {person.name}))
    kept = [tie for tie in renamed(ties, goes_by) if tie.person in people and tie.of in people]
    of_each: dict[str, list[Held]] = {}
    for tie in kept:
        of_each.setdefault(tie.person, []).append(tie)
        of_each.setdefault(tie.of, []).append(tie)
    return There(
        day=day, chronology=chronology, people=people, ties=kept, names=names, goes_by=goes_by, of_each=of_each
    )


def _joined(one: str, persons: list[Person]) -> Person:
    """One person out of those under one id: theirs first, and from the others what they had not."""
    persons = sorted(persons, key=lambda person: (person.id != one, person.id))
    joined = persons[0]
    for other in persons[1:]:
        new = {
            field: getattr(other, field)
            for field in Person.__struct_fields__
            if getattr(joined, field) in (None, ()) and getattr(other, field) not in (None, ())
        }
        joined = msgspec.structs.replace(joined, **new)
    return joined


def is_there(person: Person, day: date, *, mentioned: bool = True) -> bool:
    """True for everyone born, lost or carried by the day, and for everyone of whom no birth or due date is held.

    A pregnancy counts from 280 days before the due day (or before the birth). Somebody unborn of whom no due date is
    held counts only once `mentioned`: by then somebody knew. (The day from which a parent is recorded says so best;
    where none is, the first entry about them does.)
    """
    if person.loss:
        return _pregnancy_begun(person, day, person.died or person.born)
    if person.born is None or person.born == UNKNOWN:
        if person.expected is None and person.label.casefold().startswith("unborn"):
            return mentioned
        return person.expected is None or person.expected - PREGNANCY <= day
    return begun(person.born, day) or _pregnancy_begun(person, day, person.born)


def _pregnancy_begun(person: Person, day: date, end: When | None) -> bool:
    due = person.expected or (end.first if end else None)
    return due is None or due - PREGNANCY <= day


def is_unborn_on(person: Person, day: date) -> bool:
    """True before the birth (or the loss): a birth date that begins after the day, or none and a due date."""
    if person.loss:
        end = person.died or person.born
        return end is not None and not begun(end, day)
    if person.born is None or person.born == UNKNOWN:
        return person.expected is not None or person.label.casefold().startswith("unborn")
    return not begun(person.born, day)


def died_by(person: Person, day: date) -> bool:
    """True from the last nominal day of the death on, inclusive; a death of unknown date counts on every day."""
    died = person.died
    if died is None or (person.loss and is_unborn_on(person, day)):
        return False
    last = died.last or died.first
    return last is None or last <= day


def kin_people(there: There, scope: set[str], index: str, cares: list[Care]) -> list[KinPerson]:
    """The people in scope as they were on the day, without those made up for a missing parent."""
    plans = plan_spells(there.chronology, there.day)
    found = []
    for one in sorted(scope & there.people.keys()):
        plan = plan_open_on(plans.get(one, []), there.day)
        words = [PLAN_WORDS.get(plan.type, plan.type.replace("_", " ") + " plan")] if plan else []
        words += [CARER_WORDS.get(care.sort, "") for care in cares if one in care.carers]
        own = there.of_each.get(one, ())
        if any(tie.by_adoption and tie.person == one and tie.of in scope and not tie.ended for tie in own):
            words.append("adopter")
        made = _person(there, one, tuple(word for word in dict.fromkeys(words) if word))
        found.append(msgspec.structs.replace(made, index=one == index, more_kin=_more(there, one, scope)))
    return found


def _person(there: There, one: str, words: tuple[str, ...]) -> KinPerson:
    person, day = there.people[one], there.day
    unborn, died = is_unborn_on(person, day), died_by(person, day)
    lost = person.loss if person.loss and not unborn else None
    withheld = person.unknown is Unknown.WITHHELD
    parent_of = any(tie.kind is Tie.PARENT and tie.person == one for tie in there.of_each.get(one, ()))
    is_born = person.born is not None and person.born != UNKNOWN and not unborn and not lost
    return KinPerson(
        id=one,
        name=named(person, unborn=unborn, lost=lost, parent=parent_of),
        also_called=() if unborn or withheld or lost else other_names(person, there.names.get(one, ())),
        sex="" if unborn and _was_born(person) else sex_of(person),
        born=person.born if is_born and not withheld else None,
        expected=person.expected if unborn else None,
        died=person.died if died and not withheld else None,
        unborn=unborn,
        age="" if withheld or lost else _age(person, day, unborn=unborn, died=died),
        unknown=str(person.unknown or ""),
        loss=str(lost or ""),
        words=() if withheld else words,
    )


def _was_born(person: Person) -> bool:
    return person.born is not None and person.born != UNKNOWN


def _age(person: Person, day: date, *, unborn: bool, died: bool) -> str:
    """In words. Of the unborn only by a due date: a birth to come must not tell the weeks."""
    if unborn:
        known = Person(id=person.id, expected=person.expected)
        return (age_on(known, When.day(day)) or "unborn") if person.expected else "unborn"
    if died:
        return "" if person.died is None or person.died == UNKNOWN else age_on(person, person.died)
    born = person.born
    long_ago = born is not None and born.last is not None and born.last.year + LONGEST_LIFE < day.year
    return "" if long_ago else age_on(person, When.day(day))


def sex_of(person: Person) -> str:
    """ "M", "F" or "": the record writes F, female, girl as it pleases."""
    said = (person.sex or "").casefold().strip()
    if said in ("m", "male", "man", "boy"):
        return "M"
    return "F" if said in ("f", "female", "woman", "girl") else ""


KIN_TIES = frozenset(
    {Tie.PARENT, Tie.PARTNER, Tie.SIBLING, Tie.GRANDPARENT, Tie.AUNT_OR_UNCLE, Tie.OTHER_RELATIVE, Tie.CARER}
)


def _more(there: There, one: str, scope: set[str]) -> bool:
    for tie in there.of_each.get(one, ()):
        if tie.kind in KIN_TIES:
            other = tie.of if tie.person == one else tie.person
            if other not in scope:
                return True
    return False
