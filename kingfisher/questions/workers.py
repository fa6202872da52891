"""Who works with the family: whom each covers, who is away, and which agency a name means."""

from datetime import date
from functools import cached_property

from kingfisher.practice.decisions import plain
from kingfisher.practice.involvement import Involved, involvements
from kingfisher.questions.worded import Worded
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Absence


class Workers(Worded):
    """What is held, with the practitioners' parts in it."""

    @cached_property
    def involved(self) -> list[Involved]:
        """Practitioners' parts."""
        return involvements(self.record, self.as_at)

    def parts_named(self, name: str) -> list[Involved]:
        """The parts that an id, a person's name, a role or an agency means."""
        return self._parts_by_name.get(plain(name), [])

    def parts_told_apart(self, name: str) -> list[Involved]:
        """Of the parts that a name means, the first known of each that differ in who, where or whom they cover."""
        found = self._told_apart.get(name)
        if found is None:
            parts: dict[tuple[object, ...], Involved] = {}
            for part in sorted(self.parts_named(name), key=lambda one: one.known or date.min):
                parts.setdefault((part.practitioner, part.agency, part.covers), part)
            found = self._told_apart[name] = list(parts.values())
        return found

    @cached_property
    def _told_apart(self) -> dict[str, list[Involved]]:
        return {}

    @cached_property
    def away_without_cover(self) -> dict[str, list[Entry]]:
        """Absences with no cover recorded, by who is away."""
        found: dict[str, list[Entry]] = {}
        for entry in self.of_kind(Absence):
            if isinstance(entry.content, Absence) and not entry.content.cover:
                found.setdefault(entry.content.practitioner or entry.by or "", []).append(entry)
        return found

    def covers(self, agency: str, practitioner: str | None, child: str) -> bool | None:
        """True when any part of the practitioner there (of the whole agency, where none is theirs) covers the child;
        None when of none of them it is recorded whom they cover."""
        key = (agency, practitioner, child)
        if key not in self._covers:
            parts = [part for part in self.involved if part.agency == agency]
            own = [part for part in parts if part.practitioner == practitioner] or parts
            said = {part.covers_child(child) for part in own} - {None}
            self._covers[key] = True in said if said else None
        return self._covers[key]

    @cached_property
    def _covers(self) -> dict[tuple[str, str | None, str], bool | None]:
        return {}

    @cached_property
    def covers_recorded(self) -> list[Involved]:
        """One part for each practitioner and role whose cover is recorded."""
        parts = {(one.practitioner, one.role, one.agency): one for one in self.involved if one.covers is not None}
        return list(parts.values())

    @cached_property
    def _parts_by_name(self) -> dict[str, list[Involved]]:
        found: dict[str, list[Involved]] = {}
        for part in self.involved:
            for name in {plain(one) for one in (part.practitioner, part.name, part.role, part.agency)} - {""}:
                found.setdefault(name, []).append(part)
        return found

    @cached_property
    def agencies_meant(self) -> dict[str, str]:
        """By name, the agency that `members.agency_of` found: kept here, since the same few are met again and again."""
        return {}

    @cached_property
    def same_agencies(self) -> dict[tuple[str, str], bool]:
        """By two names, whether `members.same_member` found that they mean one agency."""
        return {}
