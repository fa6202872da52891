"""Which couples are there as at a day, and how does it stand between them?"""

from collections.abc import Iterable

from kingfisher.practice.kin.parts import Spell, Union
from kingfisher.practice.kin.people import There, died_by
from kingfisher.practice.kin.ties import Held, in_order, is_parting
from kingfisher.timeline.dates import Precision, When
from kingfisher.timeline.people import Bond, Tie

_SHORT = {
    Bond.MARRIED: "m.", Bond.CIVIL_PARTNERSHIP: "c.p.", Bond.COHABITING: "coh.", Bond.ENGAGED: "eng.",
    Bond.CASUAL: "casual", Bond.AFFAIR: "affair", Bond.SEPARATED: "sep.", Bond.DIVORCED: "div.", Bond.WIDOWED: "wid.",
}  # fmt: skip
_STANDINGS = ("alleged", "self_reported", "established", "")  # the weakest first; unsaid last


def union_id(one: str, other: str) -> str:
    """The id of the union of two people, whichever is named first."""
    return "u:" + "+".join(sorted((one, other)))


def unions(there: There, scope: set[str], pairs: Iterable[tuple[str, str]]) -> list[Union]:
    """One union for every two in scope who are or were partners by the day, and for each of the pairs (who have a
    child), in the order of their ids."""
    spells: dict[tuple[str, str], list[Held]] = {(min(pair), max(pair)): [] for pair in pairs}
    for tie in there.of_kind(Tie.PARTNER):
        if tie.person in scope and tie.of in scope:
            spells.setdefault(tie.pair, []).append(tie)
    forebears = _Forebears(there)
    made = [_union(there, pair, ties, forebears) for pair, ties in spells.items()]
    return sorted(made, key=lambda union: union.id)


def _union(there: There, pair: tuple[str, str], ties: list[Held], forebears: "_Forebears") -> Union:
    ties = in_order(ties)
    last = ties[-1] if ties else None
    together = [tie for tie in ties if not is_parting(tie)]
    return Union(
        id=union_id(*pair),
        partners=pair,
        spells=tuple(Spell(bond=str(tie.bond or ""), since=tie.since, until=tie.until) for tie in ties),
        state=_state(there, pair, last),
        bond=str(together[-1].bond or "") if together else "",
        label=", ".join(_spell_words(tie) for tie in ties),
        how_known=last.how_known if last else "",
        standing=str(last.standing or "") if last else "",
        close_kin=forebears.shared(*pair),
        may_show_family=may_show(ties),
    )


def _state(there: There, pair: tuple[str, str], last: Held | None) -> str:
    if last is None:
        return "not_known"
    if last.bond is Bond.DIVORCED:
        return "divorced"
    if last.bond is Bond.SEPARATED:
        return "separated"
    return "separated" if last.ended and not _ended_by_death(there, pair, last.until) else "together"


def _ended_by_death(there: There, pair: tuple[str, str], until: When | None) -> bool:
    """True when one of them died on a day that may be the end: a couple is not parted by a death."""
    for person in (there.people[one] for one in pair if one in there.people):
        if died_by(person, there.day) and person.died and until and not until.certainly_before(person.died):
            return True
    return False


def _spell_words(tie: Held) -> str:
    short = _SHORT[tie.bond] if tie.bond else "partners"
    since, until = year_words(tie.since), year_words(tie.until)
    if not until or until == since:
        return f"{short} {since}".strip()
    if not since:
        return f"{short} to {until}"
    same_century = since[-4:-2] == until[:2] and until.isdigit()
    return f"{short} {since}-{until[2:] if same_century else until}"


def year_words(when: When | None) -> str:
    """The year or years of a date: "2015", "c.2015", "by 2018", "2017/19"; "" when nothing is known."""
    if when is None or not when.is_known:
        return ""
    about = "c." if when.about else ""
    if when.precision is Precision.BEFORE and when.last:
        return f"{about}by {when.last.year}"
    if when.first and when.last and when.first.year != when.last.year and when.precision is not Precision.SEASON:
        return f"{about}{when.first.year}/{when.last.year % 100:02d}"
    return f"{about}{when.first.year}" if when.first else ""


def may_show(ties: Iterable[Held]) -> bool | None:
    """Whether a fact that rests on these ties may be shown to the family: not if one may not; yes if all may."""
    said = [tie.may_show_family for tie in ties]
    if False in said:
        return False
    return True if said and all(said) else None


def weakest(ties: Iterable[Held]) -> tuple[str, str]:
    """The standing of the least established of the ties that tell one, and how it is known."""
    ranked = sorted(ties, key=lambda tie: (_STANDINGS.index(tie.standing or ""), not tie.how_known, tie.id))
    return (str(ranked[0].standing or ""), ranked[0].how_known) if ranked else ("", "")


class _Forebears:
    """Everyone's ancestors by birth, as far as they are recorded."""

    def __init__(self, there: There) -> None:
        self._up: dict[str, set[str]] = {}
        for tie in there.of_kind(Tie.PARENT):
            if not tie.by_adoption:
                self._up.setdefault(tie.of, set()).add(tie.person)

    def _of(self, one: str) -> set[str]:
        found, waiting = {one}, [one]
        while waiting:
            new = self._up.get(waiting.pop(), set()) - found
            found |= new
            waiting += new
        return found

    def shared(self, one: str, other: str) -> bool:
        """True when the two have an ancestor in common, or one is the other's."""
        return bool(self._of(one) & self._of(other))
