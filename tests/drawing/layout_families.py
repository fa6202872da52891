"""Families for the tests of placing, read from the plain JSON of the three made-up ones."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from kingfisher.practice.kin import Birth, Care, Household, Kin, KinPerson, Union
from kingfisher.timeline.dates import When

HERE = Path(__file__).parent / "families"
THREE = ("syn-twelve-three", "syn-care-leaver", "syn-crossed")
STRUCTURE = ("birth", "adopted")


def family(name: str) -> Kin:
    """One of the three, as kin on a day."""
    return kin_from(json.loads((HERE / f"{name}.json").read_text(encoding="utf-8")))


def union_id(partners: list[str]) -> str:
    return "u:" + ":".join(sorted(partners))


def kin_from(data: dict[str, Any]) -> Kin:
    """Kin from the plain shape: people, unions with their children, households. Lists keep the order they come in."""
    unions = [union for union in data["unions"] if len(union["partners"]) == 2]
    children = [(union, child) for union in data["unions"] for child in union["children"]]
    return Kin(
        as_at=date(2026, 1, 1),
        index=data["index"],
        people=tuple(_person(person, data["index"]) for person in data["people"]),
        unions=tuple(Union(id=union_id(union["partners"]), partners=_pair(union["partners"])) for union in unions),
        births=tuple(
            Birth(union=union_id(union["partners"]), child=child["person"], link=child["link"])
            for union, child in children
            if child["link"] in STRUCTURE
        ),
        cares=tuple(
            Care(id=f"{union['id']}:{child['person']}", carers=tuple(union["partners"]), child=child["person"],
                 sort=child["link"])
            for union, child in children
            if child["link"] not in STRUCTURE
        ),
        households=tuple(
            Household(id=f"h{number}", address="", members=tuple(members))
            for number, members in enumerate(data.get("households", ()))
        ),
    )  # fmt: skip


def _pair(partners: list[str]) -> tuple[str, str]:
    one, other = sorted(partners)
    return one, other


def _person(person: dict[str, Any], index: str) -> KinPerson:
    born = person.get("born")
    return KinPerson(
        id=person["id"],
        name=person["name"],
        sex=person.get("sex", "") if person.get("sex") in {"M", "F"} else "",
        born=When.parse(born) if born and not person.get("unborn") else None,
        expected=date.fromisoformat(born) if born and person.get("unborn") else None,
        unborn=bool(person.get("unborn")),
        unknown="not_known" if person.get("placeholder") else "",
        index=person["id"] == index,
    )
