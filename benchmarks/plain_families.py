"""The plain family shape as what a genogram is drawn from, everyone in it; and what a drawing of it has to show.

The product has a reader of this shape with a scope about the index child. Here nobody is out of scope, so that a layout
is measured on the whole family, and two engines on the same people.
"""

import json
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

from benchmarks.drawn import Told, generation_cost, uneven_sibships
from benchmarks.floor import couples_forced, crossings_forced, least_rows
from benchmarks.protocol import ROOT
from kingfisher.practice.kin import Birth, Care, Household, Kin, KinPerson, Line, Spell, Union
from kingfisher.timeline.dates import UNKNOWN, When

GIVEN = ROOT / "tests" / "drawing" / "families"
STATES = {"married": "together", "cohabiting": "together", "separated": "separated", "divorced": "divorced"}
AS_AT = date(2026, 6, 1)


def given() -> list[dict[str, Any]]:
    """The families kept in the repository, by name."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(GIVEN.glob("*.json"))]


def kin_of_plain(family: dict[str, Any], as_at: date = AS_AT) -> Kin:
    """Everyone of the family as at a date."""
    people = tuple(sorted((_person(one, family["index"], as_at) for one in family["people"]), key=lambda one: one.id))
    unions: dict[str, Union] = {}
    births: list[Birth] = []
    cares: list[Care] = []
    for union in family["unions"]:
        pair = tuple(sorted(union["partners"]))
        name = f"u:{'+'.join(pair)}"
        kept = [child for child in union["children"] if child["link"] in ("birth", "adopted")]
        if len(pair) == 2 and (kept or union["status"] != "carers"):
            unions[name] = _union(name, (pair[0], pair[1]), union)
            births += [
                Birth(union=name, child=child["person"], link=child["link"], twins=child.get("twins", ""),
                      identical=child.get("identical", False))
                for child in kept
            ]  # fmt: skip
        for child in union["children"]:
            if child not in kept or len(pair) == 1:
                care = f"c:{'+'.join(pair)}>{child['person']}"
                words = "looked after" if child["link"] == "foster" else str(child["link"])
                cares.append(Care(id=care, carers=pair, child=child["person"], sort=child["link"], words=words))
    homes = [
        Household(id=f"h{number:02d}", address=f"{number} Mill Lane", members=tuple(sorted(members)))
        for number, members in enumerate(sorted(sorted(home) for home in family["households"]), 1)
    ]
    lines = [
        Line(id=f"l{number:02d}", frm=one["from"], to=one["to"], sort=one["sort"], words=one["sort"].replace("_", " "))
        for number, one in enumerate(family.get("lines", ()), 1)
    ]
    return Kin(
        lines=tuple(lines),
        as_at=as_at,
        index=family["index"],
        people=people,
        unions=tuple(unions[name] for name in sorted(unions)),
        births=tuple(sorted(births, key=lambda one: (one.union, one.child))),
        cares=tuple(sorted(cares, key=lambda one: one.id)),
        households=tuple(sorted(homes, key=lambda home: (family["index"] not in home.members, home.id))),
    )


def _person(one: dict[str, Any], index: str, as_at: date) -> KinPerson:
    said = one.get("born", "")
    born = When.parse(said) if said else None
    unborn = bool(one.get("unborn"))
    years = as_at.year - int(said[:4]) if said and not unborn else None
    return KinPerson(
        id=one["id"],
        name=f"{'mother' if one['sex'] == 'F' else 'father'} not known" if one.get("placeholder") else one["name"],
        sex=one["sex"] if one["sex"] in "FM" else "",
        born=None if unborn else born,
        expected=date.fromisoformat(said) if unborn and len(said) == 10 else None,
        unborn=unborn,
        died=UNKNOWN if one.get("died") else None,
        age=f"{years} years" if years is not None and not one.get("died") else "",
        unknown="not_known" if one.get("placeholder") else "",
        index=one["id"] == index,
    )


def _union(name: str, pair: tuple[str, str], union: dict[str, Any]) -> Union:
    state = STATES.get(union["status"], "not_known")
    bond = {"married": "married", "divorced": "married", "casual": "casual"}.get(union["status"], "cohabiting")
    bond = "" if union["status"] in ("unknown", "carers") else bond
    since = When.parse(union["start"]) if union.get("start") else None
    short = {"married": "m.", "cohabiting": "coh.", "casual": "casual"}.get(bond, "")
    label = " ".join(part for part in (short, union.get("start") or "") if part)
    if state in ("separated", "divorced"):
        label = f"{label}, {state[:3]}."
    return Union(id=name, partners=pair, spells=(Spell(bond=bond, since=since),), state=state, bond=bond, label=label)


def told_by(kin: Kin, *, floor: bool = True) -> Told:
    """What a drawing of these people has to show, with what the family forces."""
    births: dict[str, tuple[str, ...]] = {}
    for birth in kin.births:
        births[birth.union] = (*births.get(birth.union, ()), birth.child)
    lines = {f"care:{one.id}": (*one.carers, one.child) for one in kin.cares}
    lines |= {f"relation:{one.id}": (one.frm, one.to) for one in kin.lines}
    told = Told(
        people=tuple(one.id for one in kin.people),
        unions={one.id: one.partners for one in kin.unions},
        births=births,
        born={one.id: _days(one) for one in kin.people},
        households={one.id: one.members for one in kin.households},
        lines=lines,
    )
    rows = least_rows(told)
    return replace(
        told,
        floor=crossings_forced(told, rows) if floor else 0,
        split=couples_forced(told, rows),
        generations=generation_cost(rows, told),
        uneven=len(uneven_sibships(rows, told)),
    )


def _days(person: KinPerson) -> tuple[str, str]:
    born: When | None = person.born
    if person.expected:
        return person.expected.isoformat(), person.expected.isoformat()
    if born is None or born.earliest is None or born.latest is None:
        return "", ""
    return born.earliest.isoformat(), born.latest.isoformat()


def kept_order(before: list[list[str]], after: list[list[str]]) -> float:
    """Of neighbours drawn both times, on one row before, the share still in that order on one row after."""
    place = {name: (row, index) for row, each in enumerate(after) for index, name in enumerate(each)}
    pairs = [pair for row in before for pair in pairwise([one for one in row if one in place])]
    good = sum(place[a][0] == place[b][0] and place[a][1] < place[b][1] for a, b in pairs)
    return good / len(pairs) if pairs else 1.0
