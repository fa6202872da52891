"""Who is involved, in what role, whom does the role cover, and when did they last see the child?"""

from datetime import date

import msgspec

from kingfisher.practice.contact import all_sightings
from kingfisher.practice.decisions import plain
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Absence, Involvement
from kingfisher.timeline.people import Practitioner

NOT_BEGUN = ("requested", "not available", "declined", "offered", "waiting")


class Involved(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A practitioner's (or agency's) part: the role, whom it covers (None: nobody has recorded it), and how often."""

    practitioner: str | None
    name: str
    agency: str
    role: str | None = None
    covers: tuple[str, ...] | None = None
    frequency: str | None = None
    place: str | None = None
    since: When | None = None
    until: When | None = None
    known: date | None = None  # None: on the family's list of practitioners, not in an entry
    entry: str | None = None

    def covers_child(self, child: str) -> bool | None:
        """True or False when it is recorded whom the role covers; None when it is not."""
        return None if self.covers is None else child in self.covers

    def may_hold_on(self, day: date) -> bool:
        """True unless it had certainly not begun, or had certainly ended, by the day."""
        if self.since is not None and self.since.earliest is not None and day < self.since.earliest:
            return False
        return self.until is None or self.until.latest is None or self.until.latest >= day


def involvements(chronology: Chronology, as_at: date) -> list[Involved]:
    """Every part recorded by the day (inclusive): the family's list of practitioners first, then entries in order.

    A part asked for and not begun ("requested", "not available") is not involvement and is left out.
    """
    listed = {one.id: one for one in chronology.family.practitioners}
    found = [_listed(one) for one in listed.values()]
    open_parts: dict[tuple[str | None, str], list[int]] = {}
    for place, one in enumerate(found):
        open_parts.setdefault((one.practitioner, one.agency), []).append(place)
    for entry in (*chronology.entries, *chronology.undated):
        if isinstance(entry.content, Involvement) and (known := entry.known_from) and known <= as_at:
            if plain(entry.content.stage) in NOT_BEGUN:
                continue
            part = _from_entry(entry, entry.content, listed)
            theirs = open_parts.setdefault((part.practitioner, part.agency), [])
            if part.until is None:
                theirs.append(len(found))
            for place in [one for one in theirs if part.until is not None and _is_ended_by(found[one], part)]:
                found[place] = msgspec.structs.replace(found[place], until=part.until)
                theirs.remove(place)
            found.append(part)
    return found


def _is_ended_by(part: Involved, ending: Involved) -> bool:
    """True when the part, of the same practitioner and agency, is open and for somebody the ending is for."""
    same = None in (part.covers, ending.covers) or not set(part.covers or ()).isdisjoint(ending.covers or ())
    return same and part.until is None


def _listed(one: Practitioner) -> Involved:
    return Involved(
        practitioner=one.id,
        name=one.name,
        agency=one.agency,
        role=one.role,
        covers=one.covers,
        since=one.since,
        until=one.until,
    )


def _from_entry(entry: Entry, content: Involvement, listed: dict[str, Practitioner]) -> Involved:
    who = listed.get(content.practitioner or entry.by or "")
    ended = plain(content.stage) == "ended"
    return Involved(
        practitioner=who.id if who else content.practitioner,
        name=who.name if who else content.practitioner or content.role or entry.agency,
        agency=who.agency if who else entry.agency,
        role=content.role or (who.role if who else None),
        covers=content.covers if content.covers is not None else (who.covers if who else None),
        frequency=content.frequency,
        place=content.place,
        since=None if ended else entry.happened,
        until=entry.happened if ended else None,
        known=entry.known_from,
        entry=entry.id,
    )


def involved_on(parts: list[Involved], day: date) -> list[Involved]:
    """The parts known by the day that may hold on it."""
    return [part for part in parts if (part.known is None or part.known <= day) and part.may_hold_on(day)]


def with_role(name: str, role: str | None) -> str:
    """ "Kim Lee, health visitor"; the name alone where it is the role already."""
    return f"{name}, {role}" if role and not name.casefold().startswith(role.casefold()) else name


def named_as(part: Involved, name: str) -> bool:
    """True when the name (an id, a person's name, a role or an agency) means this part."""
    wanted = plain(name)
    return wanted != "" and wanted in (plain(part.practitioner), plain(part.name), plain(part.role), plain(part.agency))


def absences(chronology: Chronology) -> list[Entry]:
    """Entries saying that a practitioner is away, in order."""
    return chronology.of_kind(Absence)


def last_contact_with_child(chronology: Chronology, part: Involved, child: str, as_at: date) -> When | None:
    """When this practitioner (or, where no practitioner is named, the agency) last saw the child, as known by the day
    (inclusive); None when no sighting is recorded."""
    seen = [
        one
        for one in all_sightings(chronology).get(child, [])
        if one.known and one.known <= as_at and _theirs(one.by, one.agency, part)
    ]
    latest = max(seen, key=lambda one: one.when.latest or date.min, default=None)
    return latest.when if latest else None


def _theirs(by: str | None, agency: str, part: Involved) -> bool:
    if part.practitioner and by:
        return by in (part.practitioner, part.name)
    return agency == part.agency
