"""Whose child is each of them: by birth, by adoption, and where a parent is missing from the record?"""

from collections.abc import Iterable
from datetime import date

import msgspec

from kingfisher.practice.kin.names import missing_words
from kingfisher.practice.kin.parts import Birth, Care, KinPerson
from kingfisher.practice.kin.people import There, is_there, sex_of
from kingfisher.practice.kin.ties import Held, in_order
from kingfisher.practice.kin.unions import may_show, union_id, weakest, year_words
from kingfisher.timeline.dates import UNKNOWN, Precision
from kingfisher.timeline.people import Link, Standing, Tie, is_child_on

_TO_THE_DAY = (Precision.DAY, Precision.MINUTE)
_OTHER = {"F": "M", "M": "F"}
_RANK = {Standing.ESTABLISHED: 0, None: 1, Standing.SELF_REPORTED: 2, Standing.ALLEGED: 3}


class Births:
    """The births among those in scope, the parents missing from them, and what is not structure after all."""

    def __init__(self, there: There, scope: set[str], index: str, *, whole: bool) -> None:
        """`whole`: everyone is drawn, so an index child without parents needs none made up."""
        self._there, self._scope, self._index, self._whole = there, scope, index, whole
        self.pairs: set[tuple[str, str]] = set()
        self.births: list[Birth] = []
        self.alone: list[Held] = []  # adopters on their own: told as care
        self.alleged: list[Held] = []  # alleged parents of a child whose parent is established
        self._missing: dict[str, tuple[str, list[str]]] = {}  # id: the known parent's sex, the children
        self._twins = _twins(there, scope)
        self._partners = {tie.pair for tie in there.of_kind(Tie.PARTNER)}
        for child in sorted(scope & there.people.keys()):
            ties = [tie for tie in there.parents(child) if tie.person in scope]
            self._by_birth(child, ties)
            self._by_adoption(child, ties)
        self._twins_by_day()
        self.births.sort(key=lambda birth: (birth.union, birth.child, birth.link))

    @property
    def missing(self) -> list[KinPerson]:
        """A symbol for every parent nobody recorded, in the order of their ids."""
        return [
            KinPerson(
                id=one,
                name=missing_words(_OTHER.get(sex, ""), len(children)),
                sex=_OTHER.get(sex, ""),
                unknown="not_known",
            )
            for one, (sex, children) in sorted(self._missing.items())
        ]

    def _by_birth(self, child: str, ties: list[Held]) -> None:
        known = sorted(
            {tie.person: tie for tie in ties if tie.link in (None, Link.BIRTH)}.values(),
            key=lambda tie: (_RANK[tie.standing], tie.person),
        )
        if any(_RANK[tie.standing] < 3 for tie in known[1:]):
            self.alleged += [tie for tie in known if tie.standing is Standing.ALLEGED and len(known) > 2]
            known = [tie for tie in known if tie not in self.alleged]
        own = {tie.person for tie in ties if tie.link in (None, Link.BIRTH)}
        donors = [tie for tie in ties if tie.link is Link.DONOR and tie.person not in own]
        if not known:
            self._nobody(child)
        elif len(known) == 1 and donors:
            self._add(child, known[0].person, donors[0].person, Link.DONOR, [known[0], donors[0]])
        elif len(known) == 1 or self._are_rivals(known):
            for tie in known:
                self._add(child, tie.person, self._missing_for(tie.person, child), Link.BIRTH, [tie])
        else:
            anchor = self._anchor(known)
            for tie in known:
                if tie is not anchor:
                    self._add(child, anchor.person, tie.person, Link.BIRTH, [anchor, tie])

    def _are_rivals(self, known: list[Held]) -> bool:
        """True for several of one sex of whom one at least is only alleged: they are no couple."""
        sexes = {self._sex(tie.person) for tie in known}
        return len(sexes) == 1 and "" not in sexes and any(tie.standing is Standing.ALLEGED for tie in known)

    def _anchor(self, known: list[Held]) -> Held:
        """The parent whom the others are each paired with: the only one of a sex, mothers first."""
        for sex in ("F", "M"):
            ours = [tie for tie in known if self._sex(tie.person) == sex]
            if len(ours) == 1:
                return ours[0]
        return known[0]

    def _nobody(self, child: str) -> None:
        """A child whose genogram it is has parents, whoever they are."""
        person = self._there.people[child]
        if child == self._index and not self._whole and is_child_on(person, self._there.day):
            mother, father = f"missing:{child}:mother", f"missing:{child}:father"
            self._missing[mother], self._missing[father] = ("M", [child]), ("F", [child])
            self._add(child, mother, father, Link.BIRTH, [])

    def _missing_for(self, parent: str, child: str) -> str:
        one = f"missing:{parent}"
        self._missing.setdefault(one, (self._sex(parent), []))[1].append(child)
        return one

    def _by_adoption(self, child: str, ties: list[Held]) -> None:
        own = [tie.person for tie in ties if tie.link in (None, Link.BIRTH)]
        adoptive = {tie.person: tie for tie in ties if tie.by_adoption and tie.person not in own}
        adopters = sorted(adoptive.values(), key=lambda tie: tie.person)
        if len(adopters) == 2:
            self._add(child, adopters[0].person, adopters[1].person, Link.ADOPTED, adopters)
            return
        waiting = list(adopters)
        for tie in adopters:
            others = [other.person for other in waiting if other is not tie]
            couple = next((one for one in (*others, *own) if self._are_partners(tie.person, one)), None)
            if tie in waiting and couple:
                both = [other for other in waiting if other.person in (tie.person, couple)]
                self._add(child, tie.person, couple, Link.ADOPTED, both)
                waiting = [other for other in waiting if other not in both]
        self.alone += waiting

    def _are_partners(self, one: str, other: str) -> bool:
        return (min(one, other), max(one, other)) in self._partners

    def _add(self, child: str, one: str, other: str, link: Link, ties: list[Held]) -> None:
        self.pairs.add((min(one, other), max(one, other)))
        standing, how_known = weakest(ties)
        since = next((tie.since for tie in ties if tie.by_adoption and tie.since), None)
        twins, identical = self._twins.get(child, ("", False))
        self.births.append(
            Birth(
                union=union_id(one, other),
                child=child,
                link=str(link),
                twins=twins if link is not Link.ADOPTED else "",
                identical=identical and link is not Link.ADOPTED,
                standing=standing,
                how_known=how_known,
                words=f"adopted {year_words(since)}".strip() if link is Link.ADOPTED else "",
                may_show_family=may_show(ties),
            )
        )

    def _twins_by_day(self) -> None:
        """Two of one couple born (or due) on one day are twins, whether or not anyone wrote so."""
        days: dict[tuple[str, object], list[int]] = {}
        for place, birth in enumerate(self.births):
            person = self._there.people[birth.child]
            exact = person.born if person.born and person.born.precision in _TO_THE_DAY else person.expected
            if exact and birth.link != Link.ADOPTED and not birth.twins and not (person.born and person.born.about):
                day = exact if isinstance(exact, date) else exact.first
                days.setdefault((birth.union, day), []).append(place)
        for places in days.values():
            group = "twins:" + min(self.births[place].child for place in places)
            for place in places if len(places) > 1 else ():
                self.births[place] = msgspec.structs.replace(self.births[place], twins=group)

    def _sex(self, one: str) -> str:
        return sex_of(self._there.people[one]) if one in self._there.people else ""


def _twins(there: There, scope: set[str]) -> dict[str, tuple[str, bool]]:
    """For each of those born together: a word for the group, and whether they are identical."""
    groups: dict[str, set[str]] = {}
    for one, person in there.people.items():
        other = there.goes_by.get(person.twin_of or "")
        if other in there.people and other != one:
            joined = groups.get(one, {one}) | groups.get(other, {other})
            groups |= dict.fromkeys(joined, joined)
    found = {}
    for one, group in groups.items():
        here = sorted(group & scope)
        if one in scope and len(here) > 1 and is_there(there.people[one], there.day):
            found[one] = (f"twins:{here[0]}", any(there.people[twin].identical for twin in here))
    return found


_CARE_WORDS = {
    "foster": "foster care", "kinship": "kinship care", "special_guardianship": "special guardianship",
    "private_fostering": "private fostering", "step": "step-parent", "other": "cares for the child",
    "adopted": "adopted", "": "cares for the child",
}  # fmt: skip


_UNTIL_GROWN = ("foster", "kinship", "private_fostering")


def cares(there: There, scope: set[str], births: Births) -> list[Care]:
    """Who cares for whom on the day without being the parent, in the order of their ids; couples together.

    A step-parent shows in the couple and the household, and is told here only when no couple is drawn.
    """
    own = {(tie.person, tie.of) for tie in there.of_kind(Tie.PARENT)}
    partners = {tie.pair for tie in there.of_kind(Tie.PARTNER)}
    groups: dict[tuple[str, str], list[Held]] = {}
    for tie in there.of_kind(Tie.CARER):
        if tie.ended or (tie.person, tie.of) in own or not {tie.person, tie.of} <= scope:
            continue
        couples = [
            one for one, child in own if child == tie.of and (min(one, tie.person), max(one, tie.person)) in partners
        ]
        sort = tie.care or ("step" if couples else "")
        if not (sort == "step" and couples):
            groups.setdefault((tie.of, sort), []).append(tie)
    for tie in births.alone:
        groups.setdefault((tie.of, "adopted"), []).append(tie)
    made = [
        _care(there, child, str(sort), together)
        for (child, sort), ties in groups.items()
        for together in _couples(ties, partners)
    ]
    return sorted(made, key=lambda care: care.id)


def _couples(ties: Iterable[Held], partners: set[tuple[str, str]]) -> list[list[Held]]:
    found: list[list[Held]] = []
    once = {tie.person: tie for tie in in_order(ties)}  # of two spells of one carer the later
    for tie in sorted(once.values(), key=lambda tie: tie.person):
        for group in found:
            pair = (min(group[0].person, tie.person), max(group[0].person, tie.person))
            if len(group) == 1 and pair in partners:
                group.append(tie)
                break
        else:
            found.append([tie])
    return found


def _care(there: There, child: str, sort: str, ties: list[Held]) -> Care:
    carers = tuple(sorted({tie.person for tie in ties}))
    since = next((tie.since for tie in ties if tie.since), None)
    standing, how_known = weakest(ties)
    person = there.people[child]
    # Somebody who has grown up is not in care any more, and having been matters: to their own children too.
    young = sort not in _UNTIL_GROWN or person.born in (None, UNKNOWN) or is_child_on(person, there.day)
    began = f" {'since' if young else 'from'} {since.words}" if since and since.first else ""
    return Care(
        id=f"c:{sort or 'care'}:{child}:{'+'.join(carers)}",
        carers=carers,
        child=child,
        sort=sort or "other",
        since=since,
        words=f"{_CARE_WORDS[sort]}{began}" if young else f"was in {_CARE_WORDS[sort]}{began}",
        how_known=how_known,
        standing=standing,
        may_show_family=may_show(ties),
    )
