"""A plain family file: people, unions with their children, and households, as lists in JSON.

    {"index": "k1", "people": [{"id": "k1", "sex": "F", "born": "2016-11-02"}],
     "unions": [{"partners": ["a", "b"], "status": "cohabiting", "start": "2015",
                 "children": [{"person": "k1", "link": "birth"}]}],
     "households": [["a", "k1"]]}

`born` of somebody `unborn` is the due date; `died` is true or a date; a `placeholder` is a parent nobody named; `link`
is birth, adopted, foster, kinship, special_guardianship or step. A household has no date: it holds from the day the
last of its members was born.
"""

import json
from datetime import date
from typing import Any

from kingfisher.interchange.tree_parts import FamilyTree, TreeDoubt, TreeError
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import UNKNOWN, DateError, When
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import LivingArrangement
from kingfisher.timeline.people import Bond, CareSort, Family, Link, Person, Relationship, Tie, Unknown

_BEGINNING = date(1800, 1, 1)  # of a household of whose members no birth date is held
_TOGETHER = {"married", "civil_partnership", "cohabiting", "engaged", "casual", "affair", "widowed"}
_PARTED = {"separated", "divorced"}
_SAYS_NOTHING = {"unknown", "carers", "partners", ""}
_TOP = {"name", "index", "people", "unions", "households", "note"}
_PERSON = {"id", "name", "sex", "born", "died", "unborn", "placeholder", "twin_of", "identical", "note"}
_UNION = {"id", "partners", "children", "status", "start"}


def parse_plain_family(text: str, *, name: str = "family") -> FamilyTree:
    """Read a plain family file. What cannot be taken over is a doubt. Raises `TreeError` when it is no such file."""
    try:
        raw = json.loads(text)
    except json.JSONDecodeError as wrong:
        raise TreeError(f"This is not JSON we can read: {wrong}.") from wrong
    if not isinstance(raw, dict) or not isinstance(raw.get("people"), list):
        raise TreeError("A plain family file holds people, unions and households at its top.")
    return _Plain(raw, name).tree()


class _Plain:
    def __init__(self, raw: dict[str, Any], name: str) -> None:
        self._raw, self._name = raw, str(raw.get("name") or name)
        self._doubts: list[TreeDoubt] = []
        self._people: dict[str, Person] = {}
        self._ties: list[Relationship] = []
        self._entries: list[Entry] = []

    def tree(self) -> FamilyTree:
        self._strangers(self._raw, _TOP, "the file")
        for one in self._raw["people"]:
            self._person(one)
        for union in self._raw.get("unions") or []:
            self._union(union)
        for members in self._raw.get("households") or []:
            self._household(members)
        index = str(self._raw.get("index") or "")
        if index and index not in self._people:
            self._doubt(index, "The index child is nobody among the people.")
        family = Family(
            name=self._name,
            children=(index,) if index in self._people else (),
            people=tuple(self._people.values()),
            relationships=tuple(self._ties),
        )
        return FamilyTree(chronology=Chronology(family, self._entries), doubts=tuple(self._doubts))

    def _doubt(self, what: object, why: str) -> None:
        self._doubts.append(TreeDoubt(line=0, text=str(what)[:200], why=why))

    def _strangers(self, held: dict[str, Any], known: set[str], where: str) -> None:
        for key in sorted(map(str, held.keys() - known)):
            self._doubt(f"{key}: {held[key]}", f"'{key}' of {where} is no part of a family as we keep it.")

    def _when(self, value: Any, where: str) -> When | None:
        if value in (None, "", False):
            return None
        try:
            return UNKNOWN if value is True else When.parse(str(value))
        except DateError as wrong:
            self._doubt(f"{where}: {value}", str(wrong))
            return None

    def _person(self, raw: Any) -> None:
        if not isinstance(raw, dict) or not raw.get("id"):
            self._doubt(raw, "A person needs an id.")
            return
        one = str(raw["id"])
        if one in self._people:
            self._doubt(raw, f"Two people are both called '{one}': the first is kept.")
            return
        self._strangers(raw, _PERSON, one)
        born, placeholder = self._when(raw.get("born"), one), bool(raw.get("placeholder"))
        unborn = bool(raw.get("unborn"))
        self._people[one] = Person(
            id=one,
            name=None if placeholder else str(raw.get("name") or one),
            sex=raw.get("sex") if raw.get("sex") in ("M", "F") else None,
            born=None if unborn else born,
            expected=born.first if unborn and born else None,
            died=self._when(raw.get("died"), one),
            unknown=Unknown.NOT_KNOWN if placeholder else None,
            twin_of=str(raw["twin_of"]) if raw.get("twin_of") else None,
            identical=raw.get("identical"),
            note=raw.get("note"),
        )

    def _union(self, raw: Any) -> None:
        if not isinstance(raw, dict):
            self._doubt(raw, "A union needs partners.")
            return
        self._strangers(raw, _UNION, f"union {raw.get('id')}")
        named = [str(one) for one in raw.get("partners") or []]
        partners = [one for one in named if one in self._people]
        for one in named:
            if one not in self._people:
                self._doubt(one, f"A partner of union {raw.get('id')} is nobody among the people.")
        since = self._when(raw.get("start"), f"union {raw.get('id')}")
        status = str(raw.get("status") or "").casefold()
        children = raw.get("children") or []
        self._couple(partners, status, since, childless=not children)
        for child in children:
            self._child(child, partners, since)

    def _couple(self, partners: list[str], status: str, since: When | None, *, childless: bool) -> None:
        if status not in _TOGETHER | _PARTED | _SAYS_NOTHING:
            self._doubt(status, "We do not know this word for a couple.")
        for place, one in enumerate(partners):
            for other in partners[place + 1 :]:
                if status in _TOGETHER:
                    self._spell(one, other, Bond(status), since)
                elif status in _PARTED:
                    self._spell(one, other, Bond.MARRIED if status == "divorced" else None, since)
                    self._spell(one, other, Bond(status), None)
                elif status != "unknown" or childless:
                    self._spell(one, other, None, None if status == "carers" else since)

    def _spell(self, one: str, other: str, bond: Bond | None, since: When | None) -> None:
        self._ties.append(Relationship(kind=Tie.PARTNER, person=one, of=other, bond=bond, since=since))

    def _child(self, raw: Any, partners: list[str], since: When | None) -> None:
        told = raw if isinstance(raw, dict) else {"person": raw}
        child, link = str(told.get("person")), str(told.get("link") or "birth")
        if child not in self._people:
            self._doubt(raw, "A child of a union is nobody among the people.")
            return
        for person in partners:
            if link in set(Link):
                adopted = Link(link) is Link.ADOPTED
                self._ties.append(
                    Relationship(kind=Tie.PARENT, person=person, of=child, link=Link.ADOPTED if adopted else None)
                    if adopted or link == "birth"
                    else Relationship(kind=Tie.PARENT, person=person, of=child, link=Link(link))
                )
            elif link in set(CareSort):
                self._ties.append(
                    Relationship(kind=Tie.CARER, person=person, of=child, care=CareSort(link), since=since)
                )
            else:
                self._doubt(raw, f"'{link}' is no link of a child that we know.")

    def _household(self, raw: Any) -> None:
        members = tuple(str(one) for one in raw) if isinstance(raw, list) else ()
        here = tuple(one for one in members if one in self._people)
        if not here or len(here) < len(members):
            self._doubt(raw, "A household is a list of people; some of this one are nobody among the people.")
        if not here:
            return
        born = [when.first for one in here if (when := self._people[one].born) and when.first]
        number = len(self._entries) + 1
        self._entries.append(
            Entry(
                id=f"home-{number}",
                content=LivingArrangement(who=here),
                happened=When.between(max(born, default=_BEGINNING), None),
                agency="family",
                about=here,
            )
        )
