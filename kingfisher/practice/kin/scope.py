"""Who belongs on a child's genogram: from the child outwards, as far as three generations and the homes they share?"""

from collections.abc import Iterable

from kingfisher.practice.kin.people import There
from kingfisher.timeline.people import HARM, Tie

# Ties that bring somebody onto the picture though no structure joins them: kin, carers, those who may harm or must keep
# away, and those whom a child looks after. Friends come with a household, or are for the ecogram.
_BRINGS = HARM | {
    Tie.SIBLING, Tie.GRANDPARENT, Tie.AUNT_OR_UNCLE, Tie.OTHER_RELATIVE, Tie.CARER, Tie.NO_CONTACT_ORDER, Tie.CARES_FOR,
}  # fmt: skip


class _Ways:
    """From each person to their parents, children and partners."""

    def __init__(self, there: There) -> None:
        self.up: dict[str, set[str]] = {}
        self.down: dict[str, set[str]] = {}
        self.across: dict[str, set[str]] = {}
        for tie in there.ties:
            if tie.kind is Tie.PARENT and not tie.ended:
                self.up.setdefault(tie.of, set()).add(tie.person)
                self.down.setdefault(tie.person, set()).add(tie.of)
            elif tie.kind is Tie.PARTNER:
                self.across.setdefault(tie.of, set()).add(tie.person)
                self.across.setdefault(tie.person, set()).add(tie.of)

    def parents(self, people: Iterable[str]) -> set[str]:
        return {one for person in people for one in self.up.get(person, ())}

    def children(self, people: Iterable[str]) -> set[str]:
        return {one for person in people for one in self.down.get(person, ())}

    def partners(self, people: Iterable[str]) -> set[str]:
        return {one for person in people for one in self.across.get(person, ())}


def everyone(there: There) -> set[str]:
    """All who are there on the day, save those whose every tie begins later."""
    tied = {one for tie in there.ties for one in (tie.person, tie.of)}
    ever = {one for tie in there.chronology.family.relationships for one in (tie.person, tie.of)}
    return {one for one in there.people if one in tied or one not in ever}


def scope(there: There, index: str, homes: Iterable[Iterable[str]], *, cousins: bool) -> set[str]:
    """The ids of those on the child's genogram.

    The child; parents in every way, their other partners and children, and those children's other parents;
    grandparents; aunts and uncles (and cousins if wanted); the child's own partners, children and grandchildren;
    carers, and those a recorded tie brings; everyone in a household with any of them. Where one parent of somebody is
    drawn, so is the other: nobody who is recorded is drawn as missing.
    """
    ways = _Ways(there)
    parents = ways.parents([index])
    siblings = ways.children(parents) | {index}
    grandparents = ways.parents(parents)
    aunts = ways.children(grandparents)
    own = ways.children([index])
    near = siblings | parents | ways.partners(parents | {index}) | own | ways.children(own)
    found = near | grandparents | aunts | (ways.children(aunts) if cousins else set())
    found |= _brought(there, siblings | parents)
    found = _whole(ways, found)
    for home in homes:
        members = set(home)
        if members & found:
            found |= members
    return _whole(ways, found) & there.people.keys() | {index}


def _brought(there: There, people: set[str]) -> set[str]:
    found: set[str] = set()
    for tie in there.ties:
        if tie.kind in _BRINGS and people & {tie.person, tie.of} and (not tie.ended or tie.kind in HARM):
            found |= {tie.person, tie.of}
    return found


def _whole(ways: _Ways, found: set[str]) -> set[str]:
    """With the other parents of everyone one of whose parents is there."""
    while more := {one for child in found if ways.up.get(child, set()) & found for one in ways.up[child]} - found:
        found = found | more
    return found
