"""On which days does a picture change? The nearest before and after a day; ages alone are no change."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import msgspec

from kingfisher.practice.kin import Kin
from kingfisher.practice.network import network
from kingfisher.practice.supports import supports
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import LivingArrangement
from kingfisher.timeline.people import PREGNANCY, Family, Practitioner, Relationship
from kingfisher.web.drawings.pictures import Subject, kin_on, lives_on

NEXT = timedelta(days=1)
FAR = 90  # days looked at in each direction: a record of thousands of entries still answers at once
_replace = msgspec.structs.replace


@dataclass(frozen=True)
class Steps:
    """The nearest days, before and after, on which the picture became another; None where there is none.

    `all_before` and `all_after` are False where there were more days than are looked at: then None is not "never".
    """

    before: date | None
    after: date | None
    all_before: bool = True
    all_after: bool = True


def steps(what: str, subject: Subject, last: date) -> Steps:
    """The days on which this picture changes, nearest to its day and not after `last`."""
    matters = MATTERS.get(what, _every)
    days = [day for day in days_of(subject.chronology, matters) if day <= last]
    look = LOOKS[what]
    seen: dict[date, object] = {}

    def at(day: date) -> object:
        if day not in seen:
            seen[day] = look(subject, day)
        return seen[day]

    earlier = [day for day in days if day < subject.as_at]
    later = [day for day in days if day > subject.as_at]
    before, after = _last_change(earlier[-FAR:], at), _first_change(subject.as_at, later[:FAR], at)
    return Steps(before, after, len(earlier) <= FAR, len(later) <= FAR)


def _last_change(days: Sequence[date], at: Callable[[date], object]) -> date | None:
    for before, day in zip(reversed(days[:-1]), reversed(days[1:]), strict=True):
        if at(before) != at(day):
            return day
    return None


def _first_change(on: date, days: Sequence[date], at: Callable[[date], object]) -> date | None:
    return next((day for day in days if at(day) != at(on)), None)


def _every(entry: Entry) -> bool:
    return True


def _says_where(entry: Entry) -> bool:
    """True of what a strip of homes is drawn from."""
    return isinstance(entry.content, LivingArrangement) or any(one.address for one in entry.seen)


MATTERS: dict[str, Callable[[Entry], bool]] = {"homes": _says_where}


def days_of(chronology: Chronology, matters: Callable[[Entry], bool] = _every) -> list[date]:
    """Every day on which anything drawn from the list or from these entries could begin, end or become known."""
    found = set(_days_of_list(chronology.family))
    for entry in filter(matters, chronology.by_id.values()):
        ends = getattr(entry.content, "ends", None)
        found |= {day for day in (entry.known_from, entry.happened.first) if day}
        found |= {ends.last + NEXT} if ends and ends.last else set()
    return sorted(found)


def _days_of_list(family: Family) -> Iterator[date]:
    for person in family.people:
        yield from (when.first for when in (person.born, person.died) if when and when.first)
        if person.expected:
            yield from (person.expected - PREGNANCY, person.expected)
    ties: list[Relationship | Practitioner] = [*family.relationships, *family.practitioners]
    for tie in ties:
        if tie.since and tie.since.first:
            yield tie.since.first
        if tie.until and tie.until.last:
            yield tie.until.last + NEXT


def _genogram(subject: Subject, day: date) -> object:
    try:
        return _ageless(kin_on(subject, day))
    except KeyError:
        return None


def _ageless(kin: Kin) -> Kin:
    people = tuple(_replace(person, age="") for person in kin.people)
    return _replace(kin, as_at=date.min, people=people)


def _ecogram(subject: Subject, day: date) -> object:
    shown = supports(subject.chronology, day, subject.child)
    around = [(one.id, one.name, one.line, one.direction, one.to) for one in shown.supports]
    return shown.home.address, _ids(shown.members), around, shown.outer, _ids(shown.missing)


def _homes(subject: Subject, day: date) -> object:
    return [
        ([(stay.id, stay.place, stay.ends) for stay in one.stays if stay.entry], [seen.entry for seen in one.elsewhere])
        for one in lives_on(subject, day)
    ]


def _network(subject: Subject, day: date) -> object:
    shown = network(subject.chronology, day)
    return _ids(shown.people), [
        _replace(one, rests_on=(), coverings=tuple(_replace(c, last_saw=None, entry=None) for c in one.coverings))
        for one in shown.works
    ]


def _ids(things: Iterable[object]) -> list[str]:
    return [getattr(one, "id", "") for one in things]


LOOKS: dict[str, Callable[[Subject, date], object]] = {
    "genogram": _genogram,
    "ecogram": _ecogram,
    "homes": _homes,
    "network": _network,
}
