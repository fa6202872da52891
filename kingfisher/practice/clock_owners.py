"""Whose clock is it? The agency and, where one is recorded for the child, the practitioner."""

from bisect import bisect_right
from datetime import date
from itertools import accumulate

from kingfisher.practice.clock_lines import Moment
from kingfisher.practice.clock_signs import social_care
from kingfisher.practice.decisions import plain
from kingfisher.practice.involvement import Involved, involvements
from kingfisher.practice.timescales import Owner
from kingfisher.timeline.agency_sorts import sort_of
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Action, Audit, ChairsOversight, Challenge, Referral
from kingfisher.timeline.people import Practitioner

_MAY_HAVE_BEGUN = 400  # days: "about" never strays so far, so what began later than that after a day did not hold on it


class Owners:
    """Agencies and practitioners as recorded by the day (inclusive)."""

    def __init__(self, chronology: Chronology, as_at: date) -> None:
        self.as_at = as_at
        practitioners = chronology.family.practitioners
        self.known = {one.id: one for one in practitioners}
        self.agencies = tuple(dict.fromkeys((*chronology.agencies, *(one.agency for one in practitioners))))
        self._roles: dict[tuple[str, str], list[Involved]] = {}
        self._covering: dict[tuple[str, str, str], _Parts] = {}
        self._of_sort: dict[str, str] = {}
        self._by_name: dict[str, Practitioner] = {}  # of two called alike, the first
        for one in self.known.values():
            self._by_name.setdefault(plain(one.name), one)
            self._by_name.setdefault(one.id, one)
        self.parts: list[Involved] = [part for part in involvements(chronology, as_at) if part.practitioner]

    def of(self, owner: Owner, base: Moment, on: date) -> tuple[str, str | None]:
        """The agency's id and the practitioner's (None: nobody is recorded).

        The agency is the one of the owner's sort that what started the clock names or came from, else one that writes
        in this record; where there is none, the sort's own name. The practitioner had the owner's role on the day,
        covers the child as far as recorded, and is the last of these to have begun.
        """
        if not owner.agency:
            return self._named(base.entries[0]) if base.entries else ("", None)
        named = [entry.content.to for entry in base.entries if isinstance(entry.content, Referral) and entry.content.to]
        theirs = (*named, *(entry.agency for entry in base.entries))
        agency = next((one for one in theirs if is_of(one, owner.agency)), "") or self._here(owner.agency)
        return agency, self._practitioner(owner, base.child, agency, on)

    def _here(self, sort: str) -> str:
        """The first agency of the sort that writes here or works with the family; the sort's own name where none."""
        if sort not in self._of_sort:
            self._of_sort[sort] = next((one for one in self.agencies if is_of(one, sort)), sort)
        return self._of_sort[sort]

    def _practitioner(self, owner: Owner, child: str, agency: str, on: date) -> str | None:
        theirs = self._for_child(agency, plain(owner.role), child)
        part = theirs.on(on)
        return part.practitioner if part else None

    def _for_child(self, agency: str, role: str, child: str) -> "_Parts":
        """Those in the role who may cover the child."""
        key = (agency, role, child)
        if key not in self._covering:
            theirs = [part for part in self._in_role(agency, role) if part.covers_child(child) is not False]
            self._covering[key] = _Parts(theirs)
        return self._covering[key]

    def _in_role(self, agency: str, role: str) -> list[Involved]:
        """Those of the agency in the role, the last to have begun last; of two on one day, the first recorded last."""
        if (agency, role) not in self._roles:
            theirs = [part for part in reversed(self.parts) if part.agency == agency and role in plain(part.role)]
            self._roles[agency, role] = sorted(theirs, key=_begun)
        return self._roles[agency, role]

    def _named(self, entry: Entry) -> tuple[str, str | None]:
        """Of a day the record sets: whom the entry names (a practitioner or an agency), else who wrote it."""
        content = entry.content
        name = None
        if isinstance(content, Action):
            name = content.owner
        elif isinstance(content, (Audit, ChairsOversight)):
            name = content.addressed_to
        elif isinstance(content, Challenge):
            name = content.to
        known = self.known.get(name or "") or (self._by_name.get(plain(name)) if name else None)
        if known:
            return known.agency, known.id
        return (name, None) if name else (entry.agency, entry.by)


class _Parts:
    """Parts in order, to find the last that held on a day without walking all that are over.

    Somebody's leaving, recorded as it happens, is a part that holds on that day alone: a long record has many.
    """

    def __init__(self, parts: list[Involved]) -> None:
        self._of_a_day = {_over(one): place for place, one in enumerate(parts) if _is_of_a_day(one)}
        self._parts = parts
        self._longer = [place for place, one in enumerate(parts) if not _is_of_a_day(one)]
        self._begun = [_begun(parts[place]) for place in self._longer]
        # For each, the last day on which it or any that began before it may hold.
        self._ends = list(accumulate((_over(parts[place]) for place in self._longer), max))

    def on(self, day: date) -> Involved | None:
        """The last of them, as ordered, that was known by the day and may have held on it."""
        least = self._of_a_day.get(day, -1)
        for number in range(bisect_right(self._begun, day.toordinal() + _MAY_HAVE_BEGUN) - 1, -1, -1):
            place = self._longer[number]
            if place < least or self._ends[number] < day:
                break
            part = self._parts[place]
            if (part.known is None or part.known <= day) and part.may_hold_on(day):
                return part
        return self._parts[least] if least >= 0 else None


def _is_of_a_day(part: Involved) -> bool:
    return part.since is None and part.known is not None and part.known == _over(part)


def _begun(part: Involved) -> int:
    return part.since.first.toordinal() if part.since and part.since.first else 0


def _over(part: Involved) -> date:
    """The last day on which it may hold."""
    return part.until.latest if part.until and part.until.latest else date.max


def is_of(agency: str, sort: str) -> bool:
    """True when the agency is of the sort, or is called just that."""
    return agency == sort or (social_care(agency) if sort == "social_care" else sort_of(agency).name == sort)
