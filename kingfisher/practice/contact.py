"""Who saw the child, when, and was it at home? Sightings, the last of them, and the gaps between.

A sighting is what an entry says was seen (`seen`), a child a contact was made with, or a child who attended their own
appointment. Talking about a child, or seeing a parent, is not a sighting. A window, a doorstep, a street or a screen
never counts as seen at home.
"""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from kingfisher.practice.home import Home, all_homes, home_on, same_address
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import When, said
from kingfisher.timeline.entries import Entry, Seen
from kingfisher.timeline.kinds import Appointment, Contact, Outcome, Setting, Sighting

_MAY_HAVE_SEEN = (Sighting, Contact, Appointment)  # kinds that can say so without listing whom they saw
NOT_IN_PERSON = frozenset({Setting.TELEPHONE, Setting.WRITTEN, Setting.VIDEO})


class Sighted(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A child was seen: when, by which agency and practitioner, where, how long (minutes), and whether at home."""

    child: str
    entry: str
    when: When
    known: date | None
    agency: str
    by: str | None = None
    setting: Setting | None = None
    address: str | None = None
    alone: bool | None = None
    minutes: int | None = None
    at_home: bool = False


class Gap(msgspec.Struct, frozen=True, kw_only=True):
    """Days on which nobody recorded seeing the child: first and last inclusive; `at_home`: inside the home."""

    child: str
    first: date
    last: date
    at_home: bool
    after: str | None  # the sighting it follows; None when there is none before

    @property
    def days(self) -> int:
        """How many days, both ends counted."""
        return (self.last - self.first).days + 1


def sightings(chronology: Chronology, child: str) -> list[Sighted]:
    """Every dated sighting of the child, in order."""
    return all_sightings(chronology).get(child, [])


def all_sightings(chronology: Chronology) -> dict[str, list[Sighted]]:
    """Every dated sighting by child, each list in order. One pass over the entries."""
    lived = all_homes(chronology)
    found: dict[str, list[Sighted]] = {}
    for entry in chronology.entries:
        if entry.seen or isinstance(entry.content, _MAY_HAVE_SEEN):
            for seen, setting in _seen_in(entry):
                one = _sighted(entry, seen, setting, lived.get(seen.child, []))
                found.setdefault(seen.child, []).append(one)
    return found


def _seen_in(entry: Entry) -> Iterator[tuple[Seen, Setting | None]]:
    """Whom it says was seen, and where that was."""
    content = entry.content
    setting = content.setting if isinstance(content, Contact) else None
    for seen in entry.seen:
        place = seen.setting or setting
        if place not in NOT_IN_PERSON:
            yield seen, place
    if entry.seen:
        return
    if isinstance(content, Sighting):
        yield from ((Seen(child=person), None) for person in entry.about)
    elif isinstance(content, Contact) and content.outcome in (None, Outcome.ATTENDED) and setting not in NOT_IN_PERSON:
        yield from ((Seen(child=person, minutes=content.minutes), setting) for person in content.with_whom)
    elif isinstance(content, Appointment) and content.whose and content.outcome is Outcome.ATTENDED:
        yield Seen(child=content.whose), Setting.CLINIC


def _sighted(entry: Entry, seen: Seen, setting: Setting | None, lived: list[Home]) -> Sighted:
    return Sighted(
        child=seen.child,
        entry=entry.id,
        when=entry.happened,
        known=entry.known_from,
        agency=entry.agency,
        by=entry.by,
        setting=setting,
        address=seen.address,
        alone=seen.alone,
        minutes=seen.minutes if seen.minutes is not None else _minutes(entry),
        at_home=setting is Setting.INSIDE and _agrees(entry, seen.address, lived),
    )


def _minutes(entry: Entry) -> int | None:
    return entry.content.minutes if isinstance(entry.content, Contact) else None


def _agrees(entry: Entry, address: str | None, lived: list[Home]) -> bool:
    """Seen inside: at home unless the record says the child lives elsewhere. With no home known, inside will do."""
    day = entry.happened.last or entry.happened.first
    home = home_on(lived, day) if address and day else None
    return not address or home is None or not home.address or same_address(address, home.address)


def last_seen(chronology: Chronology, child: str, as_at: date, *, at_home: bool = False) -> Sighted | None:
    """The last sighting known by the day (inclusive), at home only if asked; None when none is recorded.

    The last is the one whose latest possible day is latest, so an uncertain date never makes a gap look longer.
    """
    return last_of(sightings(chronology, child), as_at, at_home=at_home)


def last_of(seen: list[Sighted], as_at: date, *, at_home: bool = False) -> Sighted | None:
    """`last_seen`, of a child's sightings read already."""
    known = [one for one in seen if one.known and one.known <= as_at]
    wanted = [one for one in known if one.when.latest and (one.at_home or not at_home)]
    return max(wanted, key=lambda one: one.when.latest or date.min, default=None)


def last_seen_at_home(chronology: Chronology, child: str, as_at: date) -> Sighted | None:
    """The last sighting inside the home known by the day (inclusive); None when none is recorded."""
    return last_seen(chronology, child, as_at, at_home=True)


def gaps(
    chronology: Chronology, child: str, as_at: date, *, days: int, at_home: bool = True, start: date | None = None
) -> list[Gap]:
    """Every run of at least `days` days without a sighting, up to `as_at` inclusive, in order.

    Counted from the day after a sighting (its latest possible day) to the day before the next (its earliest possible
    day), so a gap is never longer than the record proves. `start` is the first day that counts; None means the first
    sighting, or the first entry about the child.
    """
    begin = start or first_day(chronology, child)
    seen = sightings(chronology, child)
    return gaps_between(seen, child, as_at, days=days, at_home=at_home, begin=begin) if begin else []


def gaps_between(
    seen: list[Sighted], child: str, as_at: date, *, days: int, begin: date, at_home: bool = True
) -> list[Gap]:
    """`gaps`, between the child's sightings read already, from the first day that counts."""
    known = [one for one in seen if one.known and one.known <= as_at]
    wanted = [one for one in known if (one.at_home or not at_home) and one.when.earliest and one.when.latest]
    wanted.sort(key=lambda one: (one.when.earliest or date.min, one.when.latest or date.min))
    found, after = [], None
    for one in wanted:
        first, last = one.when.latest or date.max, (one.when.earliest or date.min) - timedelta(days=1)
        if (min(last, as_at) - begin).days + 1 >= days:
            found.append(Gap(child=child, first=begin, last=min(last, as_at), at_home=at_home, after=after))
        if first + timedelta(days=1) > begin:
            begin, after = first + timedelta(days=1), one.entry
    if (as_at - begin).days + 1 >= days:
        found.append(Gap(child=child, first=begin, last=as_at, at_home=at_home, after=after))
    return found


def first_day(chronology: Chronology, child: str) -> date | None:
    """The first day any entry names the child, not before the birth where that is known."""
    days = (entry.happened.first or entry.happened.last for entry in chronology.entries if child in entry.about)
    first = next((day for day in days if day), None)
    born = next((person.born for person in chronology.family.people if person.id == child), None)
    if first and born and born.latest:
        return max(first, born.latest)
    return first


def gap_words(gap: Gap, name: str) -> str:
    """The gap as it would be said, for a page: "no agency has recorded seeing Riley inside the home since …"."""
    where = " inside the home" if gap.at_home else ""
    if gap.after is None:
        return f"No agency has recorded seeing {name}{where}: nothing from {said(gap.first)} to {said(gap.last)}."
    before = said(gap.first - timedelta(days=1))
    return f"No agency has recorded seeing {name}{where} since {before} ({gap.days} days to {said(gap.last)})."


class SeenIndex:
    """Sightings of one child in order of their latest possible day, to find the last before a day quickly."""

    def __init__(self, seen: list[Sighted], *, at_home: bool) -> None:
        wanted = [one for one in seen if one.when.latest and (one.at_home or not at_home)]
        self.seen = sorted(wanted, key=lambda one: one.when.latest or date.min)  # ties stand as in the record
        self._days = [one.when.latest or date.min for one in self.seen]
        self._first_known = list(self.seen)
        for place in range(len(self.seen) - 2, -1, -1):
            here, later = self.seen[place], self._first_known[place + 1]
            self._first_known[place] = min(here, later, key=lambda one: one.known or date.max)

    def last_by(self, day: date) -> Sighted | None:
        """The last sighting that can have been no later than the day (inclusive); None when there is none."""
        place = bisect_left(self._days, day + timedelta(days=1))
        return self.seen[place - 1] if place else None

    def first_known_from(self, day: date) -> Sighted | None:
        """Of the sightings whose latest possible day is on or after the day, the one that became known first."""
        place = bisect_left(self._days, day)
        return self._first_known[place] if place < len(self.seen) else None
