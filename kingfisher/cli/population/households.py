"""Who the made-up families are: one child or seven, one parent or two, a first home at nineteen or at forty."""

import random
from datetime import date, timedelta

import msgspec

from kingfisher.timeline.dates import When
from kingfisher.timeline.people import Family, HowKnown, Person, Practitioner, Relationship, Tie

GIRLS = (
    "Amina Beth Chloe Dalia Esme Freya Grace Hana Isla Jaya Keira Leila Maya Nadia Olive Priya Rosa Sana Tilly Zofia"
)
BOYS = (
    "Adam Bilal Caleb Dylan Elis Finn George Harun Idris Jacob Kofi Liam Marek Noah Omar Piotr Rhys Samir Tomas Yusuf"
)
LAST = (
    "Abara Barlow Choudhury Dobson Eze Farrow Gill Hussain Ivers Jankowski Kerr Lowther Mensah Nowak Okafor Patel "
    "Quayle Rahman Stobart Tindale Usher Varga Wharton Yilmaz"
)
STREETS = "Alder Briar Cedar Dale Elder Fern Garth Hazel Ivy Juniper Kiln Linden Mill Nettle Orchard Poplar"
BACKGROUNDS = ("White British", "Pakistani", "Black African", "Polish", "Roma", "Mixed", "not recorded")


class Household(msgspec.Struct, frozen=True, kw_only=True):
    """The family, and what the diary needs of it: who cares for whom, where, and who works with them."""

    family: Family
    children: tuple[Person, ...]
    carers: tuple[str, ...]  # parents living with the children, or the grandparent who cares for them
    apart: str | None  # a parent who lives elsewhere
    address: str
    other_address: str

    @property
    def child_ids(self) -> tuple[str, ...]:
        """Ids of the children, oldest first."""
        return tuple(child.id for child in self.children)

    @property
    def parents(self) -> tuple[str, ...]:
        """Ids of everyone recorded as a parent."""
        return tuple(dict.fromkeys(tie.person for tie in self.family.relationships if tie.kind is Tie.PARENT))

    @property
    def adults(self) -> tuple[str, ...]:
        """Ids of the carers and of a parent who lives elsewhere."""
        return tuple(dict.fromkeys((*self.carers, *self.parents)))


def household(dice: random.Random, first: date, *, unborn: bool) -> Household:
    """A family as it is on the first day of its record."""
    last = dice.choice(LAST.split())
    number = dice.choices([1, 2, 3, 4, 5, 7], weights=[32, 34, 18, 9, 4, 3])[0]
    kinds = ["two"] * 11 + ["apart"] * 6 + ["alone"] * 2 + ["kin"]
    kind = "two" if unborn and number == 1 else dice.choice(kinds)
    children = _children(dice, first, last, number, unborn=unborn)
    eldest = min((child.born.first for child in children if child.born and child.born.first), default=first)
    people, ties, carers, apart = _grown_ups(dice, kind, children, min(eldest, first), last)
    address = f"{dice.randrange(1, 90)} {dice.choice(STREETS.split())} Street"
    family = Family(
        name=last,
        children=tuple(child.id for child in children),
        people=(*children, *people),
        relationships=tuple(ties),
        practitioners=_practitioners(dice, children, first),
    )
    other = f"{dice.randrange(1, 90)} {dice.choice(STREETS.split())} Road"
    return Household(family=family, children=children, carers=carers, apart=apart, address=address, other_address=other)


def _children(dice: random.Random, first: date, last: str, number: int, *, unborn: bool) -> tuple[Person, ...]:
    """Births at least a year apart, the youngest under six when the record begins; the unborn one comes last."""
    born = first - timedelta(days=dice.randrange(40, 2000))
    found = []
    for place in range(number):
        if unborn and place == 0:
            due = first + timedelta(days=dice.randrange(90, 150))
            born = due + timedelta(days=dice.randrange(-10, 8))
        name, sex = _named(dice, place)
        found.append(
            Person(
                id=f"child{number - place}",
                name=f"{name} {last}",
                sex=sex,
                born=When.day(born),
                expected=born + timedelta(days=2) if unborn and place == 0 else None,
            )
        )
        born -= timedelta(days=dice.randrange(420, 1100))
    return tuple(reversed([child for child in found if _under(child, 17, first)]))


def _under(child: Person, age: int, first: date) -> bool:
    return bool(child.born and child.born.first and first - child.born.first < timedelta(days=age * 365))


def _named(dice: random.Random, place: int) -> tuple[str, str]:
    sex = dice.choice("FM")
    names = (GIRLS if sex == "F" else BOYS).split()
    return names[(dice.randrange(len(names)) + place) % len(names)], sex


def _grown_ups(
    dice: random.Random, kind: str, children: tuple[Person, ...], eldest: date, last: str
) -> tuple[list[Person], list[Relationship], tuple[str, ...], str | None]:
    """The parents (and a grandparent who cares), and who of them lives with the children."""
    mother = _adult(dice, "parent1", "F", eldest, last)
    other = _adult(
        dice, "parent2", dice.choices("MF", weights=[19, 1])[0], eldest, dice.choice([last, "Marsh", "Dean"])
    )
    people = [mother] if kind == "alone" else [mother, other]
    ties = [
        Relationship(kind=Tie.PARENT, of=child.id, person=one.id, how_known=HowKnown.RECORD_CHECK)
        for child in children
        for one in people
    ]
    if kind == "two":
        ties.append(Relationship(kind=Tie.PARTNER, of=mother.id, person=other.id))
        return people, ties, (mother.id, other.id), None
    if kind == "kin":
        grandparent = _adult(dice, "grandparent", dice.choice("FM"), eldest - timedelta(days=8000), last)
        ties += [Relationship(kind=Tie.GRANDPARENT, of=child.id, person="grandparent") for child in children]
        ties += [Relationship(kind=Tie.CARER, of=child.id, person="grandparent") for child in children]
        return [*people, grandparent], ties, ("grandparent", mother.id), other.id
    swapped = kind == "apart" and dice.random() < 0.15  # it is not always the mother who stays
    stays, leaves = (other, mother) if swapped else (mother, other)
    return people, ties, (stays.id,), leaves.id if kind == "apart" else None


def _adult(dice: random.Random, id_: str, sex: str, eldest: date, last: str) -> Person:
    age = dice.choices([17, 18, 19, 22, 26, 31, 38], weights=[1, 2, 4, 10, 20, 20, 8])[0]
    name, _ = _named(dice, 3)
    notes = [dice.choice(BACKGROUNDS)]
    if dice.random() < 0.12:
        notes.append("care leaver")
    born = eldest - timedelta(days=age * 365 + dice.randrange(365))
    return Person(id=id_, name=f"{name} {last}", sex=sex, born=When.day(born), note="; ".join(notes))


def _practitioners(dice: random.Random, children: tuple[Person, ...], first: date) -> tuple[Practitioner, ...]:
    """The universal services, each with whom it covers. Those who come with a plan come in entries."""
    under_five = tuple(child.id for child in children if _under(child, 4, first) or child.expected)
    older = tuple(child.id for child in children if child.id not in under_five)
    found = [("gp", "GP", "gp", tuple(child.id for child in children))]
    if under_five:
        found.append(("hv", "health visitor", "health_visiting", under_five))
    if older:
        found.append(("dsl", "designated safeguarding lead", "school", older))
    return tuple(
        Practitioner(
            id=id_,
            name=f"{_named(dice, 1)[0]} {dice.choice(LAST.split())}",
            role=role,
            agency=agency,
            since=When.day(first - timedelta(days=30)),
            covers=covers,
        )
        for id_, role, agency, covers in found
    )
