"""Which people, relationships and homes does a GEDCOM file tell of?

Persons are its INDI records; a couple's events are spells; a child's link is what PEDI, ADOP, _FREL and _MREL say.
"""

import re
from itertools import pairwise

import msgspec

from kingfisher.interchange.gedcom_dates import gedcom_date, gedcom_span
from kingfisher.interchange.gedcom_lines import Node
from kingfisher.interchange.gedcom_words import associated, care_of, link_of, standing_of
from kingfisher.interchange.tree_parts import TreeDoubt
from kingfisher.timeline.dates import UNKNOWN, When
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import LivingArrangement
from kingfisher.timeline.people import (
    Bond,
    Family,
    Link,
    Loss,
    Person,
    Relationship,
    Standing,
    Tie,
    Unknown,
)

_NOBODY = re.compile(r"^(?:unknown|unk|not known|n\.? ?n\.?|\?+|-+|_+|…|\.{2,})(?: (?:unknown|\?+))?$", re.I)
_PARTED = {"DIV": Bond.DIVORCED, "ANUL": Bond.DIVORCED, "DIVF": Bond.SEPARATED, "SEPR": Bond.SEPARATED}
_PARTNERED = re.compile(r"common.?law|cohabit|living together|partners|domestic|unmarried", re.I)
_CIVIL = re.compile(r"civil.?(?:partner|union)|registered partner", re.I)
AGENCY = "family"  # whose account it is: nobody's but the file's


class _Child(msgspec.Struct):
    """How a child hangs on a family record: its words for each parent, as far as they are given."""

    pedi: str = ""
    father: str = ""
    mother: str = ""
    standing: Standing | None = None
    since: When | None = None
    adopted_by: str = ""  # "", "HUSB", "WIFE" or "BOTH"


class GedcomFamily:
    """The records of one file, gone through once; then `family`, `entries` and `doubts` hold what they say."""

    def __init__(self, top: list[Node], name: str) -> None:
        self.doubts: list[TreeDoubt] = []
        self.entries: list[Entry] = []
        self._people: dict[str, Person] = {}
        self._ties: dict[Relationship, None] = {}  # each once, in the order met
        self._children: dict[tuple[str, str], _Child] = {}  # (family record, child)
        self._indi = {node.xref: node for node in top if node.tag == "INDI" and node.xref}
        self._fams = {node.xref: node for node in top if node.tag == "FAM" and node.xref}
        self._extra: dict[str, list[str]] = {}  # partners a family record does not name itself
        for xref, node in self._indi.items():
            node.use()
            self._person(xref, node)
        for xref, node in self._indi.items():
            self._links(xref, node)
        for xref, node in self._fams.items():
            node.use()
            self._fam(xref, node)
        self.family = Family(name=name, people=tuple(self._people.values()), relationships=tuple(self._ties))

    # ---- people

    def _person(self, xref: str, node: Node) -> None:
        names = [_name(one) for one in node.all("NAME")]
        names += [_name(one) for one in node.all("ALIA") if one.value.strip() and "@" not in one.value]
        real = [name for name in dict.fromkeys(names) if name and not _NOBODY.match(name)]
        sex = node.text("SEX").upper()
        born, died = self._birth(node), self._death(node)
        lost = _loss(node)
        self._people[xref] = Person(
            id=xref,
            name=real[0] if real else None,
            called=None if real else "someone not named in the file",
            aliases=tuple(real[1:]),
            sex=sex if sex in ("M", "F") else None,
            born=None if lost and born is None else born,
            died=died,
            unknown=None if real or lost else Unknown.NOT_KNOWN,
            loss=lost,
            note=self._note(node),
        )

    def _birth(self, node: Node) -> When | None:
        for event in node.all("BIRT"):
            when = self._dated(event)
            if when is not None and when.is_known:
                return when
        for event in node.all("CHR", "BAPM"):
            when = self._dated(event)
            if when is not None and when.last:
                return When.between(None, when.last)
        return None

    def _death(self, node: Node) -> When | None:
        for event in node.all("DEAT", "BURI", "CREM"):
            when = self._dated(event)
            if event.value.strip().upper() == "N":
                continue
            if event.tag == "DEAT" or when is not None:
                return when if when is not None and when.is_known else UNKNOWN
        return None

    def _dated(self, event: Node) -> When | None:
        """The date of an event, the event taken over; None when there is none. One that cannot be read is a doubt."""
        event.use()
        node = event.first("DATE")
        if node is None:
            return None
        when = gedcom_date(node.value)
        if when is not None:
            node.use()
        return when

    def _note(self, node: Node) -> str | None:
        notes = [one.use().value.strip() for one in node.all("NOTE") if not one.pointer and one.value.strip()]
        return "\n".join(notes) or None

    # ---- what a person's record says of families and of others

    def _links(self, xref: str, node: Node) -> None:
        for famc in node.all("FAMC"):
            if famc.pointer in self._fams:
                self._famc(xref, famc.use())
        for fams in node.all("FAMS"):
            if fams.pointer in self._fams:
                self._extra.setdefault(fams.use().pointer, []).append(xref)
        for birth in node.all("BIRT"):
            born_to = birth.first("FAMC")
            if born_to and born_to.pointer in self._fams:
                self._child(born_to.use().pointer, xref).pedi = "birth"
        for event in node.all("ADOP"):
            self._adopted(xref, event)
        for other in node.all("ASSO"):
            self._associate(xref, other)
        for other in node.all("ALIA"):
            if other.pointer in self._people:
                other.use()
                self._tie(Tie.SAME_PERSON, other.pointer, xref, standing=Standing.ALLEGED)
        for home in node.all("RESI"):
            self._home(home, (xref,))

    def _child(self, fam: str, child: str) -> _Child:
        return self._children.setdefault((fam, child), _Child())

    def _famc(self, xref: str, famc: Node) -> None:
        child = self._child(famc.pointer, xref)
        pedi = famc.first("PEDI")
        if pedi is not None:
            phrase = pedi.first("PHRASE")
            words = f"{pedi.value} {phrase.value if phrase else ''}".strip()
            if link_of(words) or care_of(words):
                pedi.use_all()
                child.pedi = words
        stat = famc.first("STAT")
        if stat is not None and stat.value.strip().casefold() in ("challenged", "proven", "disproven"):
            child.standing = standing_of(stat.use().value)
            if stat.value.strip().casefold() == "disproven":
                child.pedi = "disproven"

    def _adopted(self, xref: str, event: Node) -> None:
        famc = event.first("FAMC")
        when = self._dated(event)
        if famc is None or famc.pointer not in self._fams:
            event.used = when is not None and event.used
            return
        child = self._child(famc.use().pointer, xref)
        child.pedi, child.since = "adopted", when if when and when.is_known else None
        child.adopted_by = famc.text("ADOP").upper()

    def _associate(self, xref: str, node: Node) -> None:
        role = node.first("RELA", "ROLE")
        phrase = role.first("PHRASE") if role else None
        said = " ".join(one.value for one in (role, phrase) if one is not None).strip()
        meant = associated(said)
        if node.pointer not in self._people or meant is None:
            return
        node.use()
        if role:
            role.use_all()
        if isinstance(meant, str):
            self._people[xref] = msgspec.structs.replace(self._people[xref], twin_of=node.pointer)
            return
        kind, care, turned = meant
        one, other = (xref, node.pointer) if turned else (node.pointer, xref)
        self._tie(kind, one, other, care=care)

    def _tie(self, kind: Tie, person: str, of: str, **more: object) -> None:
        tie = msgspec.structs.replace(Relationship(kind=kind, person=person, of=of), **more)
        if person != of:
            self._ties[tie] = None

    # ---- couples and their children

    def _fam(self, xref: str, node: Node) -> None:
        partners = self._partners(xref, node)
        for line in node.all("CHIL"):
            if line.pointer in self._people:
                self._chil(xref, line.use())
        children = [child for fam, child in self._children if fam == xref]
        self._couple(node, [person for _, person in partners], childless=not children)
        for child in children:
            self._parents(xref, child, partners)
        if not partners:
            for one, other in pairwise(children):
                self._tie(Tie.SIBLING, other, one)
        for home in node.all("RESI"):
            self._home(home, (*(person for _, person in partners), *children))

    def _partners(self, xref: str, node: Node) -> list[tuple[str, str]]:
        """The couple (or more), each with the tag that named them; last those whose own record says they belong."""
        partners = []
        for line in node.all("HUSB", "WIFE"):
            if line.pointer in self._people:
                partners.append((line.tag, line.use().pointer))
            elif line.value.strip() == "@VOID@":
                line.use()
        named = [person for _, person in partners]
        return partners + [("", one) for one in self._extra.get(xref, []) if one not in named]

    def _chil(self, xref: str, node: Node) -> None:
        child = self._child(xref, node.pointer)
        for tag in ("_FREL", "_MREL"):
            words = node.first(tag)
            if words is not None and (link_of(words.value) or care_of(words.value)):
                said = words.use().value
                child.father, child.mother = (said, child.mother) if tag == "_FREL" else (child.father, said)

    def _couple(self, node: Node, partners: list[str], *, childless: bool) -> None:
        spells: list[tuple[Bond | None, When | None]] = []
        for event in node.below:
            bond = _bond(event)
            if bond is not None:
                event.use()
                when = self._dated(event)
                spells.append((bond, when if when and when.is_known else None))
                if kind := event.first("TYPE"):
                    kind.use()
        if not any(bond not in _PARTED.values() for bond, _ in spells) and (spells or childless):
            spells.insert(0, (None, None))
        for place, one in enumerate(partners):
            for other in partners[place + 1 :]:
                for bond, since in spells:
                    self._tie(Tie.PARTNER, one, other, bond=bond, since=since)

    def _parents(self, xref: str, child: str, partners: list[tuple[str, str]]) -> None:
        told = self._children[xref, child]
        if told.pedi == "disproven":
            self.doubts.append(
                TreeDoubt(
                    line=0, text=f"{child} in {xref}", why="The file says this was disproven: no parent is drawn."
                )
            )
            return
        for tag, person in partners:
            words = {"HUSB": told.father, "WIFE": told.mother}.get(tag, "") or told.pedi
            if told.adopted_by in ("HUSB", "WIFE") and tag and tag != told.adopted_by:
                words = "birth"
            care, link = care_of(words), link_of(words)
            if care is not None:
                self._tie(Tie.CARER, person, child, care=care)
            elif link is Link.ADOPTED:
                self._tie(Tie.PARENT, person, child, link=link, since=told.since, standing=told.standing)
            else:
                self._tie(Tie.PARENT, person, child, standing=told.standing)

    # ---- homes

    def _home(self, event: Node, who: tuple[str, ...]) -> None:
        address = event.first("ADDR")
        if address is None or not who:
            return
        date_node = event.first("DATE")
        since, until = gedcom_span(date_node.value) if date_node else (None, None)
        if date_node is not None and since is None and until is None:
            return
        event.use()
        address.use()
        if date_node:
            date_node.use()
        lines = [address.value, *(one.use().value for one in address.below)]
        said = ", ".join(dict.fromkeys(part.strip() for line in lines for part in line.split("\n") if part.strip()))
        self.entries.append(
            Entry(
                id=f"home-{len(self.entries) + 1}",
                content=LivingArrangement(who=who, address=said, ends=until),
                happened=since or UNKNOWN,
                agency=AGENCY,
                about=who,
            )
        )


def _name(node: Node) -> str:
    """A name without the signs round the surname; from its parts where the line itself is empty."""
    node.use()
    parts = {tag: node.text(tag) for tag in ("NPFX", "GIVN", "SPFX", "SURN", "NSFX")}
    for tag in ("TYPE", "NICK"):
        node.text(tag)
    words = node.value.replace("/", " ").replace("\n", " ")
    if not words.strip():
        words = " ".join(part for part in parts.values() if part)
    return " ".join(words.split())


def _loss(node: Node) -> Loss | None:
    death = node.first("DEAT")
    age = death.first("AGE") if death else None
    if age is not None and age.value.strip().upper() == "STILLBORN":
        age.use()
        return Loss.STILLBIRTH
    return None


def _bond(event: Node) -> Bond | None:
    kind = event.first("TYPE")
    words = f"{kind.value if kind else ''} {event.value if event.tag == 'EVEN' else ''}"
    if event.tag in _PARTED:
        return _PARTED[event.tag]
    if event.tag == "ENGA":
        return Bond.ENGAGED
    if event.tag == "MARR":
        if _CIVIL.search(words):
            return Bond.CIVIL_PARTNERSHIP
        return Bond.COHABITING if _PARTNERED.search(words) else Bond.MARRIED
    if event.tag in ("EVEN", "_SEPR", "_UNKN", "_SEPARATED"):
        if event.tag.startswith("_SEP") or re.search(r"separat", words, re.I):
            return Bond.SEPARATED
        if _CIVIL.search(words):
            return Bond.CIVIL_PARTNERSHIP
        return Bond.COHABITING if _PARTNERED.search(words) else None
    return None
