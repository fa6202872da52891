"""Who lives or stays with whom on a day, among the people drawn?"""

import re
from datetime import date

from kingfisher.practice.home import Home, all_homes, home_on, same_address
from kingfisher.practice.kin.parts import Household
from kingfisher.practice.kin.people import There, died_by, is_unborn_on
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.kinds import LivingArrangement


class Homes:
    """Where everyone recorded lives or stays on the day: each person at one address only, the one told of last.

    Those a person is said to live with live there too, until something is told of them.
    """

    def __init__(self, there: There) -> None:
        self._there = there
        arrangements: dict[str, list[Home]] = {}
        for person, found in all_homes(_overnight(there.chronology)).items():
            for home in found:
                for one in (person, *home.with_whom):
                    arrangements.setdefault(there.goes_by.get(one, one), []).append(home)
        self.groups: list[tuple[str, str, set[str]]] = []  # id, address, members
        for person in sorted(arrangements):
            current = home_on(sorted(arrangements[person], key=_began), there.day)
            if current is not None:
                self._join(person, current)

    def _join(self, person: str, home: Home) -> None:
        known = self._there.people.get(person)
        if known is None or died_by(known, self._there.day) or is_unborn_on(known, self._there.day):
            return
        for _, address, members in self.groups:
            if same_address(address, home.address):
                members.add(person)
                return
        for one, address, members in self.groups:
            if not address and not home.address and one == f"h:{home.entry}":
                members.add(person)
                return
        self.groups.append((_id(home), home.address or "", {person}))

    def households(self, scope: set[str], index: str) -> list[Household]:
        """The homes that two or more of those in scope share, and the index child's in any case: theirs first."""
        found = [
            Household(id=one, address=address, members=tuple(sorted(members & scope)))
            for one, address, members in self.groups
            if len(members & scope) > 1 or index in members
        ]
        return sorted(found, key=lambda home: (index not in home.members, home.id))


def _began(home: Home) -> tuple[date, str]:
    return home.since.earliest or date.min, home.entry


def _overnight(chronology: Chronology) -> Chronology:
    """Without the arrangements that are said not to be for the night: a visit is no home."""
    return chronology.where(
        lambda entry: not (isinstance(entry.content, LivingArrangement) and entry.content.overnight is False)
    )


def _id(home: Home) -> str:
    plain = re.sub(r"[\W_]+", "-", (home.address or "").casefold()).strip("-")
    return f"h:{plain or home.entry}"
