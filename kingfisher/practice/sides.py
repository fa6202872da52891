"""Which side of the family is someone on, and what are they to the child? The same reading for every parent.

Paragraphs 29-31 of the review: the father's family is as much the child's as the mother's.
"""

from collections.abc import Collection
from datetime import date

from kingfisher.practice.children import parents_of
from kingfisher.practice.household import name_on
from kingfisher.timeline.people import Family, Relationship, Tie

_WORDS = {
    (Tie.PARENT, "M"): "father",
    (Tie.PARENT, "F"): "mother",
    (Tie.GRANDPARENT, "M"): "grandfather",
    (Tie.GRANDPARENT, "F"): "grandmother",
    (Tie.AUNT_OR_UNCLE, "M"): "uncle",
    (Tie.AUNT_OR_UNCLE, "F"): "aunt",
    (Tie.SIBLING, "M"): "brother",
    (Tie.SIBLING, "F"): "sister",
    (Tie.OTHER_RELATIVE, "M"): "relative",
    (Tie.OTHER_RELATIVE, "F"): "relative",
}
_BACK = {
    (Tie.PARENT, "M"): "son",
    (Tie.PARENT, "F"): "daughter",
    (Tie.GRANDPARENT, "M"): "grandson",
    (Tie.GRANDPARENT, "F"): "granddaughter",
    (Tie.SIBLING, "M"): "brother",
    (Tie.SIBLING, "F"): "sister",
}
_KINDS = {"friend": "friend", "lodger": "lodger", "carer": "carer", "partner": "partner"}
SHOWN = 3  # names said in full before "and 4 more"


def side_of(family: Family, parent: str, child: str) -> frozenset[str]:
    """Ids of the parent's own family: parents, brothers and sisters and theirs, never the parent or the child, nor
    anyone who is only the child's other parent's. Recorded links of any date count: kinship has no end."""
    up = {tie.person for tie in family.relationships if tie.kind is Tie.PARENT and tie.of == parent}
    found: set[str] = set()
    waiting = list(up)
    while waiting:
        person = waiting.pop()
        if person in found or person in (parent, child):
            continue
        found.add(person)
        for tie in family.relationships:
            if tie.kind is Tie.PARENT and tie.person == person and tie.of != parent:
                waiting.append(tie.of)
            elif tie.kind is Tie.PARENT and tie.of == person:
                waiting.append(tie.person)
    for tie in family.relationships:
        kin = tie.kind in (Tie.SIBLING, Tie.GRANDPARENT, Tie.AUNT_OR_UNCLE, Tie.OTHER_RELATIVE)
        if kin and parent in (tie.of, tie.person):
            found.add(tie.person if tie.of == parent else tie.of)
    return frozenset(found - {parent, child} - set(parents_of(family, child)))


def relation_words(family: Family, person: str, members: Collection[str], child: str, day: date) -> str:
    """What the person is to the child, or else to those at home, or to someone of the family, in words that hold on the
    day: "grandmother of Ana, mother of Ruth"; "" when nothing is recorded."""
    said_of = {*_KINDS, *(str(kind) for kind, _ in _WORDS)}  # what someone is, not how two people get on
    ties = [
        t for t in family.relationships if person in (t.of, t.person) and str(t.kind) in said_of and t.holds_on(day)
    ]
    to_child = [tie for tie in ties if child in (tie.of, tie.person)]
    to_home = [tie for tie in ties if tie not in to_child and {tie.of, tie.person} & set(members)]
    said = _said(family, to_child[:1], person, day) or _grandparent(family, person, child, day)
    to_child = to_child or to_home
    through = next((tie for tie in to_home if tie.kind is Tie.PARENT), None) if to_child else None
    if said and through and through.person == person:
        return f"{said}, {_word(family, through, person)} of {first_name(family, through.of, day)}"
    return said or _said(family, to_home, person, day) or _said(family, ties, person, day)


def _grandparent(family: Family, person: str, child: str, day: date) -> str:
    """A parent of the child's parent, where nobody has written it out."""
    parents = parents_of(family, child)
    if not any(tie.kind is Tie.PARENT and tie.person == person and tie.of in parents for tie in family.relationships):
        return ""
    sex = next((one.sex for one in family.people if one.id == person), None) or ""
    return f"{_WORDS.get((Tie.GRANDPARENT, sex), 'grandparent')} of {first_name(family, child, day)}"


def _said(family: Family, ties: list[Relationship], person: str, day: date) -> str:
    if not ties:
        return ""
    word = _word(family, ties[0], person)
    alike = [tie for tie in ties if _word(family, tie, person) == word]
    names = list(
        dict.fromkeys(first_name(family, tie.of if tie.person == person else tie.person, day) for tie in alike)
    )
    return f"{word} of {listed(names)}"


def listed(names: list[str], *, every: bool = False) -> str:
    """Names as they are said: "Ana", "Ana and Ben", "Ana, Ben, Cal and 4 more"; with `every`, all of them."""
    if len(names) > SHOWN + 1 and not every:
        return f"{', '.join(names[:SHOWN])} and {len(names) - SHOWN} more"
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _word(family: Family, tie: Relationship, person: str) -> str:
    """What the person is in this tie, whichever end they stand at."""
    if str(tie.kind) in _KINDS:
        mutual = str(tie.kind) in ("friend", "partner")
        return _KINDS[str(tie.kind)] if tie.person == person or mutual else f"has as {_KINDS[str(tie.kind)]}"
    sex = next((one.sex for one in family.people if one.id == person), None) or ""
    words = _WORDS if tie.person == person else _BACK
    plain = str(tie.kind).replace("_", " ")
    other = {"parent": "child", "grandparent": "grandchild", "aunt or uncle": "niece or nephew"}.get(plain, plain)
    return words.get((tie.kind, sex), plain if tie.person == person else other)


def named(agency: str) -> str:
    """An agency's id as it would be written, where nobody has given a name: "Health visiting", "GP"."""
    return agency.upper() if len(agency) <= 3 else agency.replace("_", " ").capitalize()


def first_name(family: Family, person_id: str, day: date) -> str:
    """The first of their names where nobody else of the family begins with it, else the whole."""
    whole = name_on(family, person_id, day)
    first = whole.strip().split(" ")[0]
    alike = [one for one in family.people if one.label.strip().split(" ")[0] == first]
    return first if len(alike) == 1 and not whole.startswith("the unborn") else whole
