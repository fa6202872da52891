"""Whose clock is it? The agency and, where one is recorded for the child, the practitioner."""

from datetime import date

from kingfisher.practice.clock_moments import Moment
from kingfisher.practice.clock_signs import social_care
from kingfisher.practice.decisions import plain
from kingfisher.practice.involvement import Involved, involved_on, involvements
from kingfisher.practice.timescales import Owner
from kingfisher.timeline.agency_sorts import sort_of
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Action, Audit, ChairsOversight, Challenge, Referral


class Owners:
    """Agencies and practitioners as recorded by the day (inclusive)."""

    def __init__(self, chronology: Chronology, as_at: date) -> None:
        self.as_at = as_at
        practitioners = chronology.family.practitioners
        self.known = {one.id: one for one in practitioners}
        self.agencies = tuple(dict.fromkeys((*chronology.agencies, *(one.agency for one in practitioners))))
        self.parts: list[Involved] = [part for part in involvements(chronology, as_at) if part.practitioner]

    def of(self, owner: Owner, base: Moment, on: date) -> tuple[str, str | None]:
        """The agency's id and the practitioner's (None: nobody is recorded).

        The agency is the one of the owner's sort that what started the clock names or came from, else one that writes
        in this record; where there is none, the sort's own name. The practitioner had the owner's role on the day,
        covers the child as far as recorded, and is the last of these to have begun.
        """
        if not owner.agency:
            return self._named(base.entries[0]) if base.entries else ("", None)
        agency = next((one for one in self._candidates(base) if is_of(one, owner.agency)), owner.agency)
        return agency, self._practitioner(owner, base.child, agency, on)

    def _candidates(self, base: Moment) -> list[str]:
        named = [entry.content.to for entry in base.entries if isinstance(entry.content, Referral) and entry.content.to]
        return [*named, *(entry.agency for entry in base.entries), *self.agencies]

    def _practitioner(self, owner: Owner, child: str, agency: str, on: date) -> str | None:
        role = plain(owner.role)
        mine = [
            part
            for part in involved_on(self.parts, on)
            if part.covers_child(child) is not False and part.agency == agency
            if role in plain(part.role)
        ]
        last = max(mine, key=lambda part: (part.since and part.since.first) or date.min, default=None)
        return last.practitioner if last else None

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
        by_name = next((one for one in self.known.values() if name and plain(name) in (plain(one.name), one.id)), None)
        known = self.known.get(name or "") or by_name
        if known:
            return known.agency, known.id
        return (name, None) if name else (entry.agency, entry.by)


def is_of(agency: str, sort: str) -> bool:
    """True when the agency is of the sort, or is called just that."""
    return agency == sort or (social_care(agency) if sort == "social_care" else sort_of(agency).name == sort)
