"""Made-up families of any size in the shapes safeguarding meets; the same seed gives the same family.

Several unions and half-siblings, in-laws with kin of their own, fathers nobody has named, adoption, foster and kinship
care, cousins and siblings who marry into one family, children to come, dates half known, households. Nobody is real.
The shape is the plain one the product reads: people, unions with their children, households, and the index child.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

AS_AT = date(2026, 6, 1)
GENERATION = 27  # years, about
NAMES = {
    "F": "Ada Bea Cora Dot Esme Fay Gwen Hope Ivy Jess Kay Lena Meg Nell Orla Pia Rose Sian Tess Una Vera Wyn",
    "M": "Abe Ben Col Dan Eli Finn Gus Hal Ike Jem Kit Lee Max Ned Oz Pat Rob Sam Ted Umar Vic Wes",
}
SURNAMES = "Ash Birch Cole Dene Elder Fenn Gale Heath Ives Jay Knoll Lark Moss North Oakes Pike Reed Stone Thorn"
SORTS = ("close", "distant", "conflict", "cut_off", "physical_abuse", "coercive", "domestic_abuse", "cares_for")
Family = dict[str, Any]


@dataclass
class _Making:
    """A family half made."""

    chance: random.Random
    wanted: int
    people: list[dict[str, Any]] = field(default_factory=list)
    unions: list[dict[str, Any]] = field(default_factory=list)
    generation: dict[str, int] = field(default_factory=dict)
    parents: dict[str, tuple[str, ...]] = field(default_factory=dict)
    partners: dict[str, list[str]] = field(default_factory=dict)

    @property
    def full(self) -> bool:
        return len(self.people) >= self.wanted

    def one_in(self, number: float) -> bool:
        return self.chance.random() < 1 / number

    def person(self, generation: int, *, sex: str = "", born: date | None = None, surname: str = "") -> str:
        """Somebody new; their day of birth is now and then only a year, or not known."""
        name = f"p{len(self.people) + 1}"
        sex = sex or self.chance.choice("FM")
        year = AS_AT.year - GENERATION * (3 - generation) - self.chance.randrange(0, 12) - 2
        day = born or date(year, self.chance.randrange(1, 13), self.chance.randrange(1, 29))
        made: dict[str, Any] = {
            "id": name,
            "sex": sex,
            "name": f"{self.chance.choice(NAMES[sex].split())} {surname or self.surname()}",
        }
        if day > AS_AT:
            made |= {"unborn": True, "born": day.isoformat(), "name": "Unborn"}
        elif not self.one_in(20):
            made["born"] = day.isoformat()[:4] if self.one_in(8) else day.isoformat()
        if AS_AT.year - day.year > 60 and self.one_in(3):
            made["died"] = True
        self.people.append(made)
        self.generation[name] = generation
        self.partners[name] = []
        return name

    def surname(self) -> str:
        return self.chance.choice(SURNAMES.split())

    def unknown(self, generation: int, sex: str) -> str:
        """A parent nobody has named: drawn all the same."""
        name = f"unknown-u{len(self.unions) + 1}"
        self.people.append({"id": name, "sex": sex, "name": "unknown", "placeholder": True})
        self.generation[name] = generation
        self.partners[name] = []
        return name

    def sex(self, name: str) -> str:
        return str(next(one["sex"] for one in self.people if one["id"] == name))

    def born(self, name: str) -> date | None:
        said = next(one for one in self.people if one["id"] == name).get("born", "")
        return date.fromisoformat(said if len(said) == 10 else f"{said}-06-15") if said else None

    def grown(self, name: str) -> bool:
        """Seventeen or older, as far as anybody knows."""
        born = self.born(name)
        return born.year <= AS_AT.year - 17 if born else self.generation[name] < 3

    def living(self, name: str) -> bool:
        return not any(one.get("died") or one.get("placeholder") for one in self.people if one["id"] == name)

    def union(self, one: str, other: str, status: str) -> dict[str, Any]:
        """The two as partners; their children come after."""
        made: dict[str, Any] = {
            "id": f"u{len(self.unions) + 1}", "partners": [one, other], "children": [], "status": status, "start": None,
        }  # fmt: skip
        if first := self.born(one):
            made["start"] = str(min(AS_AT.year, first.year + self.chance.randrange(18, 30)))
        self.unions.append(made)
        self.partners[one].append(other)
        self.partners[other].append(one)
        return made

    def children(self, union: dict[str, Any], number: int, *, after: date | None = None) -> date | None:
        """So many children, eldest first; the last one's day of birth."""
        one, other = union["partners"]
        generation = max(self.generation[one], self.generation[other]) + 1
        parent = self.born(one) or self.born(other) or date(AS_AT.year - GENERATION * (4 - generation), 6, 1)
        day = max(parent + timedelta(days=365 * self.chance.randrange(18, 30)), (after or parent) + timedelta(days=400))
        for _ in range(number):
            if self.full or day > AS_AT + timedelta(days=240):
                break
            name = self.person(generation, born=day)
            self.parents[name] = (one, other)
            link = "adopted" if self.one_in(40) and day < AS_AT else "birth"
            union["children"].append({"person": name, "link": link})
            day += timedelta(days=self.chance.randrange(330, 1500))
        return day if union["children"] else after


def family_made(seed: int, size: int) -> Family:
    """A family of about `size` people (never more; at least 4) from a seed."""
    making = _Making(random.Random(f"family {seed} {size}"), max(4, size))
    first = making.union(making.person(0, sex="M"), making.person(0, sex="F"), "married")
    making.children(first, making.chance.randrange(2, 5))
    waiting = [child["person"] for child in first["children"]]
    for _ in range(40 * making.wanted):
        if making.full:
            break
        waiting += _life(making, waiting.pop(0)) if waiting else _widen(making)
    _carers(making)
    return {
        "name": f"made-{seed}-{size}",
        "index": _index(making),
        "people": making.people,
        "unions": making.unions,
        "households": _households(making),
    }


def _life(making: _Making, person: str) -> list[str]:
    """One person's partners and children in their order; who is to live a life next."""
    generation = making.generation[person]
    if generation >= 4 or not making.grown(person) or making.one_in(6):
        return []
    after: date | None = None
    fresh: list[str] = []
    many = 1 + making.one_in(3) + making.one_in(6) + making.one_in(20)
    for turn in range(many):
        if making.full:
            break
        other, kin = _partner(making, person)
        status = "unknown" if other.startswith("unknown") else _status(making, last=turn == many - 1)
        union = making.union(person, other, status)
        number = making.chance.choice((0, 1, 1, 2, 2, 3, 4)) if not other.startswith("unknown") else 1
        number = 9 if making.one_in(60) else number
        after = making.children(union, number, after=after)
        fresh += [child["person"] for child in union["children"]] + kin
        if other.startswith("p") and making.one_in(6) and not making.full:
            another = making.union(other, making.person(generation), _status(making, last=False))
            making.children(another, making.chance.randrange(0, 3))
            fresh += [child["person"] for child in another["children"]]
    return fresh


def _status(making: _Making, *, last: bool) -> str:
    return making.chance.choice(
        ("married", "cohabiting", "cohabiting") if last else ("separated", "divorced", "casual")
    )


def _partner(making: _Making, person: str) -> tuple[str, list[str]]:
    """Someone new, someone with kin of their own, someone of the family already, or someone nobody has named."""
    generation, sex = making.generation[person], "F" if making.sex(person) == "M" else "M"
    if making.sex(person) == "F" and making.one_in(7):
        return making.unknown(generation, "M"), []
    if making.one_in(7):
        known = [name for name in making.generation if _may_partner(making, person, name, sex)]
        if known:
            return making.chance.choice(known), []
    if generation > 0 and making.one_in(4) and making.wanted - len(making.people) > 4:
        return _in_law(making, generation, sex)
    return making.person(generation, sex=sex), []


def _may_partner(making: _Making, one: str, other: str, sex: str) -> bool:
    if making.sex(other) != sex or other.startswith("unknown") or other in making.partners[one]:
        return False
    if not making.grown(other) or not making.living(other):
        return False
    theirs, mine = making.parents.get(other, ()), making.parents.get(one, ())
    apart = abs(making.generation[one] - making.generation[other])
    return apart <= making.one_in(8) and not set(theirs) & set(mine) and other not in mine and one not in theirs


def _in_law(making: _Making, generation: int, sex: str) -> tuple[str, list[str]]:
    """A partner who comes with parents, and now and then with brothers and sisters."""
    parents = making.union(making.person(generation - 1, sex="M"), making.person(generation - 1, sex="F"), "married")
    partner = making.person(generation, sex=sex)
    parents["children"].append({"person": partner, "link": "birth"})
    making.parents[partner] = tuple(parents["partners"])
    making.children(parents, making.chance.randrange(0, 3), after=making.born(partner))
    parents["children"].sort(key=lambda child: str(making.born(child["person"]) or ""))
    return partner, [child["person"] for child in parents["children"] if child["person"] != partner]


def _widen(making: _Making) -> list[str]:
    """Nobody is left to live a life and people are still wanted: someone has another union."""
    ready = [
        name
        for name in making.generation
        if name.startswith("p") and making.generation[name] < 4 and making.grown(name)
    ]
    person = making.chance.choice(ready or [making.people[0]["id"]])
    union = making.union(person, making.person(making.generation[person]), _status(making, last=False))
    making.children(union, making.chance.randrange(1, 4))
    return [child["person"] for child in union["children"]]


def _carers(making: _Making) -> None:
    """Now and then a child is looked after by a grandparent or by someone of the family: care, not structure."""
    for child, parents in sorted(making.parents.items()):
        if making.generation[child] >= 3 and making.one_in(12):
            up = [one for parent in parents for one in making.parents.get(parent, ())]
            up = [one for one in up if making.living(one)]
            if up:
                carer = making.chance.choice(up)
                making.unions.append(
                    {"id": f"u{len(making.unions) + 1}", "partners": [carer], "status": "carers", "start": "2021",
                     "children": [{"person": child, "link": "foster"}]}
                )  # fmt: skip


def _index(making: _Making) -> str:
    youngest = max(making.generation[name] for name in making.parents)
    return min((name for name in making.parents if making.generation[name] == youngest), key=lambda name: int(name[1:]))


def _households(making: _Making) -> list[list[str]]:
    """Couples who are together with their children under eighteen; some who parted live with theirs."""
    housed: set[str] = set()
    homes: list[list[str]] = []
    for union in reversed(making.unions):
        if union["status"] not in ("married", "cohabiting", "separated") or not making.one_in(2):
            continue
        adults = union["partners"] if union["status"] != "separated" else union["partners"][1:]
        young = [child["person"] for child in union["children"] if _young(making.born(child["person"]))]
        home = [one for one in (*adults, *young) if one not in housed and making.living(one)]
        if len(home) > 1:
            housed.update(home)
            homes.append(home)
    return homes


def _young(born: date | None) -> bool:
    return born is not None and AS_AT.year - 18 < born.year and born <= AS_AT


def with_ties(family: Family, seed: int, lines: int = 4) -> Family:
    """The same family with twins, where two children follow one another, and with so many relation lines."""
    chance = random.Random(f"ties {seed}")
    sibships = [union for union in family["unions"] if union["status"] != "carers" and len(union["children"]) > 1]
    born = {one["id"]: one.get("born") for one in family["people"]}
    pairs = [pair for union in sibships for pair in pairwise(union["children"]) if all(born[c["person"]] for c in pair)]
    twins = chance.choice(pairs) if pairs else ()
    same = {child["person"]: {"twins": "t1", "identical": chance.random() < 0.5} for child in twins[:1]}
    same |= {child["person"]: dict(next(iter(same.values()))) for child in twins[1:]}
    unions = [
        union | {"children": [child | same.get(child["person"], {}) for child in union["children"]]}
        for union in family["unions"]
    ]
    first = born[twins[0]["person"]] if twins else None
    people = [one | ({"born": first} if one["id"] in same else {}) for one in family["people"]]
    known = [one["id"] for one in people if not one.get("placeholder")]
    near = [tuple(union["partners"]) for union in family["unions"] if len(union["partners"]) == 2]
    ends = [chance.choice(near) if turn % 2 else chance.sample(known, 2) for turn in range(lines)]
    ties = [{"from": one, "to": other, "sort": chance.choice(SORTS)} for one, other in ends]
    return family | {"people": people, "unions": unions, "lines": ties}


def with_many_ties(family: Family, seed: int, lines: int, *, between: bool = False) -> Family:
    """The same family with so many relation lines from one person, each to another, or all `between` two people."""
    chance = random.Random(f"many ties {seed}")
    known = [one["id"] for one in family["people"] if not one.get("placeholder")]
    near = [tuple(union["partners"]) for union in family["unions"] if len(union["partners"]) == 2]
    one, other = chance.choice(near) if seed % 2 and near else chance.sample(known, 2)
    rest = [each for each in known if each != one]
    others = [other] * lines if between else chance.sample(rest, min(lines, len(rest)))
    ends = [(one, each) if chance.random() < 0.7 else (each, one) for each in others]
    ties = [{"from": first, "to": last, "sort": chance.choice(SORTS)} for first, last in ends]
    return family | {"lines": ties}


def shuffled(family: Family, seed: int) -> Family:
    """The same family with every list in another order; partners within a union too."""
    chance = random.Random(seed)

    def mixed(items: list[Any]) -> list[Any]:
        return chance.sample(items, len(items))

    unions = [
        union | {"partners": mixed(union["partners"]), "children": mixed(union["children"])}
        for union in family["unions"]
    ]
    homes = [mixed(home) for home in family["households"]]
    return family | {"people": mixed(family["people"]), "unions": mixed(unions), "households": mixed(homes)}


def edits(family: Family, seed: int, number: int) -> list[tuple[str, Family]]:
    """Single edits of a family: a child more, a partner more, a parent more, a death; each with words for it."""
    chance = random.Random(f"edits {seed}")
    kinds: list[Callable[[Family, random.Random], tuple[str, Family] | None]] = [_child_more, _partner_more, _death]
    made: list[tuple[str, Family]] = []
    for turn in range(number * 3):
        edit = kinds[turn % len(kinds)](family, chance)
        if edit and len(made) < number:
            made.append(edit)
    return made


def _child_more(family: Family, chance: random.Random) -> tuple[str, Family] | None:
    ready = [union for union in family["unions"] if union["status"] != "carers" and union["children"]]
    if not ready:
        return None
    grown = chance.choice(ready)
    child = {"id": "new-child", "sex": "F", "name": "New Child", "born": "2026-03-03"}
    changed = grown | {"children": [*grown["children"], {"person": "new-child", "link": "birth"}]}
    unions = [changed if union is grown else union for union in family["unions"]]
    return f"a child more of {grown['id']}", family | {"people": [*family["people"], child], "unions": unions}


def _partner_more(family: Family, chance: random.Random) -> tuple[str, Family]:
    person = chance.choice([one for one in family["people"] if not one.get("placeholder") and not one.get("unborn")])
    other = {"id": "new-partner", "sex": "U", "name": "New Partner"}
    union = {
        "id": "u-new",
        "partners": [person["id"], "new-partner"],
        "children": [],
        "status": "cohabiting",
        "start": "2026",
    }
    return f"a partner more of {person['id']}", family | {
        "people": [*family["people"], other],
        "unions": [*family["unions"], union],
    }


def _death(family: Family, chance: random.Random) -> tuple[str, Family] | None:
    living = [one for one in family["people"] if not any(one.get(each) for each in ("died", "placeholder", "unborn"))]
    if not living:
        return None
    gone = chance.choice(living)
    people = [one | {"died": True} if one is gone else one for one in family["people"]]
    return f"the death of {gone['id']}", family | {"people": people}
