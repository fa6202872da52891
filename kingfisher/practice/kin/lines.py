"""What lies between two people that is neither birth, couple nor care: feelings, harm, orders, kin by a way unknown?"""

from collections.abc import Iterable

from kingfisher.practice.kin.births import Births
from kingfisher.practice.kin.parts import Care, Generations, Line
from kingfisher.practice.kin.people import There
from kingfisher.practice.kin.ties import Held
from kingfisher.timeline.people import FEELINGS, HARM, Link, Standing, Tie

_WORDS = {
    Tie.AUNT_OR_UNCLE: "aunt or uncle", Tie.OTHER_RELATIVE: "relative", Tie.CLOSE_AND_HOSTILE: "close and hostile",
    Tie.CUT_OFF: "no contact", Tie.COERCIVE: "coercive or controlling", Tie.NO_CONTACT_ORDER: "no contact order",
    Tie.SAME_PERSON: "may be the same person",
}  # fmt: skip
_DIRECTED = HARM | {Tie.CARES_FOR, Tie.NO_CONTACT_ORDER, Tie.GRANDPARENT, Tie.AUNT_OR_UNCLE, Tie.LODGER}
_STAY = HARM | {Tie.CUT_OFF}  # what is past stays on the picture, and says so
_DRAWN = (
    HARM | FEELINGS | {Tie.CARES_FOR, Tie.NO_CONTACT_ORDER, Tie.SIBLING, Tie.GRANDPARENT, Tie.AUNT_OR_UNCLE}
    | {Tie.OTHER_RELATIVE, Tie.FRIEND, Tie.LODGER}
)  # fmt: skip
_ABOVE = {Tie.SIBLING: 0, Tie.GRANDPARENT: 2, Tie.AUNT_OR_UNCLE: 1}


def lines(there: There, scope: set[str], births: Births) -> list[Line]:
    """Every such relationship between two in scope, in the order of their ids.

    One that has ended by the day falls away, save harm and a cutting off, which stay and say that they are past. Kin
    whom births already join need no line.
    """
    joined = _Joined(births)
    found = []
    for tie in there.ties:
        if {tie.person, tie.of} <= scope and _is_drawn(tie) and not joined.tells(tie):
            found.append(_line(tie, str(tie.kind), _WORDS.get(tie.kind, tie.kind.replace("_", " "))))
    found += [_line(tie, "alleged_parent", "parent") for tie in births.alleged]
    paired = {(birth.child, one) for birth in births.births for one in birth.union.removeprefix("u:").split("+")}
    for tie in there.of_kind(Tie.PARENT):
        if (
            tie.link in (Link.DONOR, Link.SURROGATE)
            and {tie.person, tie.of} <= scope
            and (tie.of, tie.person) not in paired
        ):
            found.append(_line(tie, str(tie.link), str(tie.link)))
    return sorted(found, key=lambda line: line.id)


def _is_drawn(tie: Held) -> bool:
    if tie.kind is Tie.SAME_PERSON:
        return tie.standing is Standing.ALLEGED
    return tie.kind in _DRAWN and (not tie.ended or tie.kind in _STAY)


def _line(tie: Held, sort: str, words: str) -> Line:
    standing = (tie.standing or "").replace("_", " ")
    parts = [words, standing, "past" if tie.ended else ""]
    return Line(
        id=f"r:{tie.id}",
        frm=tie.person,
        to=tie.of,
        sort=sort,
        words=", ".join(part for part in parts if part),
        since=tie.since,
        until=tie.until,
        how_known=tie.how_known,
        standing=str(tie.standing or ""),
        past=tie.ended,
        directed=tie.kind in _DIRECTED or tie.kind is Tie.PARENT,
        may_show_family=tie.may_show_family,
    )


class _Joined:
    """Which kinships the births drawn already tell."""

    def __init__(self, births: Births) -> None:
        self._up: dict[str, set[str]] = {}
        for birth in births.births:
            self._up.setdefault(birth.child, set()).update(birth.union.removeprefix("u:").split("+"))
        self._couples = births.pairs

    def _parents(self, one: str) -> set[str]:
        return self._up.get(one, set())

    def tells(self, tie: Held) -> bool:
        ours, theirs = self._parents(tie.person), self._parents(tie.of)
        if tie.kind is Tie.SIBLING:
            return bool(ours & theirs)
        if tie.kind is Tie.GRANDPARENT:
            return any(tie.person in self._parents(parent) for parent in theirs)
        if tie.kind is Tie.AUNT_OR_UNCLE:
            own = {tie.person} | {one for pair in self._couples if tie.person in pair for one in pair}
            return any(self._parents(parent) & self._parents(one) for parent in theirs for one in own - {parent})
        return False


def generations(found: Iterable[Line], cares: Iterable[Care]) -> list[Generations]:
    """How many generations apart people stand whom a line or a care joins and no birth."""
    above = {(line.frm, line.to, _ABOVE[Tie(line.sort)]) for line in found if line.sort in {str(tie) for tie in _ABOVE}}
    above |= {(carer, care.child, 1) for care in cares if care.sort != "kinship" for carer in care.carers}
    return [Generations(older=one, younger=other, above=levels) for one, other, levels in sorted(above)]
