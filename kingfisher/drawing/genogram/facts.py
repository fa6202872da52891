"""Everything a genogram shows, in words: each thing drawn once, so the picture and the table beside it cannot differ.

A `Fact` is one drawn thing with its words, which are also its title in the picture. The lists are by generation, the
oldest first, each from left to right: the order in which the picture is read.
"""

from collections.abc import Mapping, Sequence

import msgspec

from kingfisher.practice.kin import Birth, Care, Household, Kin, KinPerson, Line, Union
from kingfisher.timeline.dates import said

SEXES = {"M": "male", "F": "female"}
GENERATIONS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


class Fact(msgspec.Struct, frozen=True):
    """One thing drawn: its sort (person, union, birth, care, household, relation), its id, its words, of whom."""

    sort: str
    id: str
    words: str
    people: tuple[str, ...]


class Member(msgspec.Struct, frozen=True):
    """A row of the table: somebody drawn, and what else of the picture is about them, as the facts' own words."""

    id: str
    name: str
    about: str
    parents: tuple[str, ...]
    partners: tuple[str, ...]
    household: tuple[str, ...]
    relations: tuple[str, ...]


class Facts(msgspec.Struct, frozen=True):
    """All facts, and everyone by generation from the oldest."""

    facts: tuple[Fact, ...]
    generations: tuple[tuple[Member, ...], ...]

    def words(self, sort: str, thing: str) -> str:
        """The words of one thing. Raises `KeyError` when it is not drawn."""
        for fact in self.facts:
            if fact.sort == sort and fact.id == thing:
                return fact.words
        raise KeyError(thing)


def birth_id(birth: Birth) -> str:
    """What the line from a union to a child is called: the union and the child."""
    return f"{birth.union}:{birth.child}"


def generation(row: int) -> str:
    """What a row is called: first generation."""
    return f"{GENERATIONS[row]} generation" if row < len(GENERATIONS) else f"generation {row + 1}"


def gather(kin: Kin, rows: Sequence[Sequence[str]]) -> Facts:
    """The facts of a family whose people stand in these rows."""
    names = {person.id: called(person) for person in kin.people}
    couples = {union.id: union for union in kin.unions}
    placed = {one for row in rows for one in row}
    facts = [Fact("person", person.id, about(person), (person.id,)) for person in kin.people if person.id in placed]
    facts += [Fact("union", union.id, of_union(union, names), union.partners) for union in kin.unions]
    facts += [
        Fact("birth", birth_id(birth), of_birth(birth, couples, names), (birth.child,))
        for birth in kin.births
        if birth.union in couples
    ]
    facts += [Fact("care", care.id, of_care(care, names), (*care.carers, care.child)) for care in kin.cares]
    facts += [Fact("household", home.id, of_home(home, names), home.members) for home in kin.households]
    facts += [Fact("relation", line.id, of_line(line, names), (line.frm, line.to)) for line in kin.lines]
    return Facts(tuple(facts), tuple(tuple(_member(one, names, facts) for one in row) for row in rows if row))


def _member(one: str, names: Mapping[str, str], facts: Sequence[Fact]) -> Member:
    mine = [fact for fact in facts if one in fact.people]

    def of(*sorts: str) -> tuple[str, ...]:
        return tuple(fact.words for fact in mine if fact.sort in sorts)

    about_them = "".join(of("person"))
    return Member(one, names[one], about_them, of("birth"), of("union"), of("household"), of("care", "relation"))


def called(person: KinPerson) -> str:
    """A name to speak of them by."""
    return person.name or "name not recorded"


def coded(code: str) -> str:
    """A word of the record as it is said: "self_report" is self report."""
    return code.replace("_", " ")


def how(how_known: str, standing: str) -> tuple[str, ...]:
    """How it is known and whether it is established, as far as recorded."""
    both = ("self-reported",) if (standing, how_known) == ("self_reported", "self_report") else (standing, how_known)
    return tuple(coded(part) for part in both if part)


def about(person: KinPerson) -> str:
    """Everything the picture says of one person, in words."""
    parts = [called(person)]
    parts += ["index child"] if person.index else []
    parts += [f"also called {name}" for name in person.also_called]
    if not person.loss:
        parts.append(SEXES.get(person.sex, "sex not recorded"))
    if person.unknown:
        parts.append(f"a parent who is {UNKNOWNS[person.unknown]}")
    parts += [person.loss] if person.loss else []
    parts += ["unborn"] if person.unborn and not person.loss and not person.age.startswith("unborn") else []
    parts += [f"due {said(person.expected)}"] if person.expected else []
    parts += [f"born {person.born.words}"] if person.born is not None and person.born.is_known else []
    if person.died is not None:
        parts.append(f"died {person.died.words}" if person.died.is_known else "died, date not recorded")
    parts += [f"aged {person.age}" if not person.age.startswith("unborn") else person.age] if person.age else []
    parts += person.words
    parts += ["more kin recorded than drawn"] if person.more_kin else []
    return ", ".join(parts)


UNKNOWNS = {
    "not_known": "not known to anyone",
    "not_named": "known to the other parent, who has not said",
    "withheld": "known to us, and not shown here",
}


def of_union(union: Union, names: Mapping[str, str]) -> str:
    """The couple, what they are or were to each other, when, and how that is known."""
    one, other = (names.get(partner, partner) for partner in union.partners)
    state = {"together": "together", "separated": "separated", "divorced": "divorced"}.get(union.state, "")
    parts = [
        union.label,
        *[coded(union.bond) for _ in [0] if union.bond and not union.label],
        state or "whether together is not recorded",
        "close kin" if union.close_kin else "",
        *how(union.how_known, union.standing),
    ]
    return f"{one} and {other}: " + ", ".join(part for part in parts if part)


def of_birth(birth: Birth, unions: Mapping[str, Union], names: Mapping[str, str]) -> str:
    """Whose child, by what link, how known."""
    parents = " and ".join(names.get(one, one) for one in unions[birth.union].partners)
    twins = ("identical twin or triplet" if birth.identical else "twin or triplet") if birth.twins else ""
    linked = birth.words or ("" if birth.link == "birth" else coded(birth.link))
    more = ", ".join(part for part in (linked, twins, *how(birth.how_known, birth.standing)) if part)
    return f"{names.get(birth.child, birth.child)}, child of {parents}" + (f" ({more})" if more else "")


def care_words(care: Care) -> str:
    """What is written on the line from a child to a carer: the kind of care with how it is known."""
    return ", ".join((care.words or coded(care.sort), *how(care.how_known, care.standing)))


def of_care(care: Care, names: Mapping[str, str]) -> str:
    """Who looks after the child, in what way."""
    carers = " and ".join(names.get(one, one) for one in care.carers)
    return f"{names.get(care.child, care.child)} with {carers}: {care_words(care)}"


def home_words(home: Household) -> str:
    """What is written on a household's loop."""
    return ", ".join(part for part in (home.address or "address not recorded", home.words) if part)


def of_home(home: Household, names: Mapping[str, str]) -> str:
    """Where, and who lives there."""
    return f"{home_words(home)}: " + ", ".join(names.get(one, one) for one in home.members)


def line_words(line: Line) -> str:
    """What is written on a relation line: its word, whether past, its standing, how it is known."""
    words = line.words or coded(line.sort)
    more = [part for part in ("past" if line.past else "", *how(line.how_known, line.standing)) if part]
    return ", ".join([words, *(part for part in more if part not in words)])


def of_line(line: Line, names: Mapping[str, str]) -> str:
    """From whom to whom, what, and how known."""
    one, other = names.get(line.frm, line.frm), names.get(line.to, line.to)
    return f"{one} {'to' if line.directed else 'and'} {other}: {line_words(line)}"
