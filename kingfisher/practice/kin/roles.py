"""What is each of a family to the index child, in a word that names nobody: "mother", "half-sister 2"?"""

from kingfisher.practice.kin.parts import Kin

_BY_SEX = {
    "parent": {"M": "father", "F": "mother", "": "parent"},
    "sibling": {"M": "brother", "F": "sister", "": "sibling"},
    "half-sibling": {"M": "half-brother", "F": "half-sister", "": "half-sibling"},
    "grandparent": {"M": "grandfather", "F": "grandmother", "": "grandparent"},
    "aunt or uncle": {"M": "uncle", "F": "aunt", "": "aunt or uncle"},
    "child": {"M": "son", "F": "daughter", "": "child"},
    "carer": {"M": "carer", "F": "carer", "": "carer"},
    "adoptive parent": {"M": "adoptive father", "F": "adoptive mother", "": "adoptive parent"},
}


def roles(kin: Kin, *, numbered: bool = True) -> dict[str, str]:
    """A role for everyone, each a different one: those alike are numbered, the eldest first.

    Without `numbered` the numbers go by id, which tells nothing of how many are missing.
    """
    near = _near(kin)
    plain = {person.id: _BY_SEX.get(near[person.id], {}).get(person.sex, near[person.id]) for person in kin.people}
    born = {person.id: (person.born.sort_key if person.born else 0) for person in kin.people}
    found = {}
    for role in sorted(set(plain.values())):
        alike = sorted(
            (one for one, word in plain.items() if word == role), key=lambda one: (numbered and born[one], one)
        )
        for number, one in enumerate(alike, 1):
            found[one] = role if len(alike) == 1 else f"{role} {number}"
    return found


def _near(kin: Kin) -> dict[str, str]:
    """For everyone the first word that fits, the nearest kinship first."""
    partners = {union.id: set(union.partners) for union in kin.unions}
    up: dict[str, set[str]] = {}
    for birth in kin.births:
        up.setdefault(birth.child, set()).update(partners[birth.union])
    parents = up.get(kin.index, set())
    grandparents = _all_of(up, parents)
    adoptive = _all_of(partners, {one.union for one in kin.births if (one.child, one.link) == (kin.index, "adopted")})
    groups = (
        ("the child", {kin.index}),
        ("siblings", {"siblings"}),
        ("adoptive parent", adoptive),
        ("parent", parents),
        ("sibling", {one for one, theirs in up.items() if theirs == parents}),
        ("half-sibling", {one for one, theirs in up.items() if theirs & parents}),
        ("grandparent", grandparents),
        ("aunt or uncle", {one for one, theirs in up.items() if theirs & grandparents}),
        ("child", {one for one, theirs in up.items() if kin.index in theirs}),
        ("carer", {one for care in kin.cares if care.child == kin.index for one in care.carers}),
        ("parent’s partner", {one for pair in partners.values() if pair & parents for one in pair}),
        ("person not known", {person.id for person in kin.people if person.unknown}),
    )
    return {one.id: next((word for word, who in groups if one.id in who), "relative") for one in kin.people}


def _all_of(held: dict[str, set[str]], keys: set[str]) -> set[str]:
    return {one for key in keys for one in held.get(key, ())}
