"""The family a return is read against, from a people file: our open format, or the review's own layout.

The layout reviews use lists `family` (people with aliases, dates of birth as `dob`), `relations` (a, type, b),
`households` (passed over: where people lived is for the agencies' accounts to say) and `professionals`.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import msgspec
import yaml

from kingfisher.timeline.dates import DateError, When
from kingfisher.timeline.file_format import parse_record
from kingfisher.timeline.people import (
    Bond,
    CareSort,
    Family,
    HowKnown,
    Link,
    Person,
    Practitioner,
    Relationship,
    Standing,
    Tie,
    Unknown,
)

# relation type -> our tie: "parent_of" reads "a is the parent of b".
_TIES = {
    "parent_of": Tie.PARENT,
    "mother_of": Tie.PARENT,
    "father_of": Tie.PARENT,
    "stepparent_of": Tie.CARER,
    "stepfather_of": Tie.CARER,
    "stepmother_of": Tie.CARER,
    "grandmother_of": Tie.GRANDPARENT,
    "grandfather_of": Tie.GRANDPARENT,
    "sister_of": Tie.SIBLING,
    "brother_of": Tie.SIBLING,
    "carer_of": Tie.CARER,
    "partner_of": Tie.PARTNER,
    "grandparent_of": Tie.GRANDPARENT,
    "aunt_of": Tie.AUNT_OR_UNCLE,
    "uncle_of": Tie.AUNT_OR_UNCLE,
    "friend_of": Tie.FRIEND,
    "lodger_with": Tie.LODGER,
}
_TOLD: dict[str, type[StrEnum]] = {
    "bond": Bond, "link": Link, "care": CareSort, "standing": Standing, "how_known": HowKnown,
}  # fmt: skip
_TURNED_ROUND = ("child_of", "son_of", "daughter_of")
_NOT_DATES = ("..", "", "None")


class PeopleFileError(ValueError):
    """The people file cannot be read; the message says where and what to write."""


def read_people(path: Path) -> Family:
    """Read a family. Raises `PeopleFileError`, `timeline.file_format.FormatError` or `OSError`."""
    return parse_people(path.read_text(encoding="utf-8-sig"), name=path.name)


def parse_people(text: str, *, name: str = "people.yaml") -> Family:
    """Read a family from text; `name` is for messages."""
    try:
        plain = yaml.load(text, Loader=_DatesStayText)  # noqa: S506  a safe loader, see below
    except yaml.YAMLError as wrong:
        raise PeopleFileError(f"{name} is not YAML we can read: {wrong}") from wrong
    if not isinstance(plain, dict):
        raise PeopleFileError(f"{name} should begin with 'people:' (our open format) or 'family:' (a list of people).")
    if not isinstance(plain.get("family"), list):
        return _with_children(parse_record(text, name=name).family)
    return _from_review(plain, name)


def _from_review(plain: dict[str, Any], name: str) -> Family:
    people = tuple(_person(raw, name) for raw in plain["family"])
    ties = tuple(tie for raw in plain.get("relations") or () for tie in _ties(raw))
    subject = str(plain.get("subject") or (people[0].id if people else ""))
    if subject not in {person.id for person in people}:
        raise PeopleFileError(f"{name}: the subject '{subject}' is not among the people of the family.")
    family = Family(name=str(plain.get("case") or ""), people=people, relationships=ties)
    return Family(
        name=family.name,
        children=_children(subject, family),
        people=people,
        relationships=ties,
        practitioners=tuple(_practitioner(raw) for raw in plain.get("professionals") or ()),
    )


def _children(subject: str, family: Family) -> tuple[str, ...]:
    """The subject and every brother or sister under a shared parent: each has a record of their own.

    The subject's unborn brother or sister without a name is left to be added by a person.
    """
    named = {person.id for person in family.people if person.name}
    return (subject, *(person.id for person in family.siblings(subject) if person.id in named))


def _with_children(family: Family) -> Family:
    """A record that does not say whose it is, is about those who have a recorded parent and are nobody's."""
    if family.children:
        return family
    parents = {tie.person for tie in family.relationships if tie.kind is Tie.PARENT}
    born_to = dict.fromkeys(tie.of for tie in family.relationships if tie.kind is Tie.PARENT)
    return msgspec.structs.replace(family, children=tuple(child for child in born_to if child not in parents))


def _called(raw: dict[str, Any], aliases: tuple[str, ...]) -> str | None:
    """What to say of somebody without a name: what agencies call them, or "unborn baby" where they are said to be."""
    unborn = "unborn" in f"{raw['id']} {raw.get('note') or ''}".casefold()
    return aliases[0] if aliases else "unborn baby" if unborn else None


def _person(raw: dict[str, Any], name: str) -> Person:
    if not isinstance(raw, dict) or "id" not in raw:
        raise PeopleFileError(f"{name}: every person needs an id; this one has none: {str(raw)[:60]}")
    aliases = tuple(str(alias) for alias in raw.get("aliases") or ())
    shown = raw.get("name")
    return Person(
        id=str(raw["id"]),
        name=str(shown) if shown else None,
        called=None if shown else _called(raw, aliases),
        aliases=aliases,
        sex=raw.get("sex"),
        born=_when(raw.get("dob") or raw.get("born")),
        died=_when(raw.get("dod") or raw.get("died")),
        note=raw.get("note"),
        unknown=_unknown(raw.get("unknown")),
        twin_of=raw.get("twin_of"),
        identical=raw.get("identical"),
    )


def _unknown(said: object) -> Unknown | None:
    if said is not None and said not in set(Unknown):
        raise PeopleFileError(f"family: '{said}' is no way of being unknown. Write one of {', '.join(Unknown)}.")
    return Unknown(str(said)) if said else None


def _ties(raw: dict[str, Any]) -> Iterator[Relationship]:
    kind = str(raw.get("type", ""))
    firsts, seconds = _ids(raw.get("a")), _ids(raw.get("b"))
    if kind in _TURNED_ROUND:
        firsts, seconds, kind = seconds, firsts, "parent_of"
    kind = kind.lower().replace("-", "_").replace(" ", "_").replace("step_", "step")
    own = Tie(kind) if kind in set(Tie) else None
    tie = _TIES.get(kind) or own or (Tie.SIBLING if "sibling" in kind else Tie.OTHER_RELATIVE)
    pairs = (
        [(one, two) for number, one in enumerate(firsts) for two in firsts[number + 1 :]]
        if seconds == ["each other"]
        else [(one, two) for one in firsts for two in seconds]
    )
    since, until, note = _when(raw.get("from")), _when(raw.get("to")), raw.get("note")
    told = _told(raw)
    for one, two in pairs:
        yield Relationship(kind=tie, person=one, of=two, since=since, until=until, note=note, **told)


def _told(raw: dict[str, Any]) -> dict[str, Any]:
    """What else a relation says, in our words. Raises `PeopleFileError` for a word that is none of ours."""
    found: dict[str, Any] = {}
    for field, words in _TOLD.items():
        if (said := raw.get(field)) is not None:
            if said not in set(words):
                raise PeopleFileError(f"relations: '{said}' is no {field} we know. Write one of {', '.join(words)}.")
            found[field] = words(said)
    for field in ("agency", "may_show_family", "parental_responsibility"):
        if raw.get(field) is not None:
            found[field] = raw[field]
    return found


def _practitioner(raw: dict[str, Any]) -> Practitioner:
    covers = _ids(raw.get("covers")) if raw.get("covers") else None
    return Practitioner(
        id=str(raw["id"]),
        name=str(raw.get("name") or raw["id"]),
        role=str(raw.get("role", "")),
        agency=str(raw.get("agency", "")),
        aliases=tuple(str(alias) for alias in raw.get("aliases") or ()),
        since=_when(raw.get("from")),
        until=_when(raw.get("to")),
        covers=tuple(covers) if covers else None,
    )


def _ids(value: object) -> list[str]:
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [str(one) for one in value]
    return [] if value is None else [str(value)]


def _when(value: object) -> When | None:
    """A date as known; None where none is given. "199X" is the decade, "../2016" on or before."""
    text = str(value).strip()
    if text in _NOT_DATES:
        return None
    if text.upper().endswith("X") and text[:3].isdigit():
        return When.parse(f"{text[:3]}0/{text[:3]}9")
    try:
        return When.parse(text)
    except DateError:
        return None


class _DatesStayText(yaml.CSafeLoader):
    """YAML's safe loader, except that dates stay text: 2018-02-12 and 2018-02~ are both written forms of ours."""


_DatesStayText.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
