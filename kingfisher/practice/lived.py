"""Where each child has lived, with whom at night, and where they were seen: stretches of days, the unknown ones too.

Paragraphs 19, 34, 35 and 49 of the review: three homes in two weeks, nights in others' care, sightings at another
address. Nothing is moved to a day nobody wrote: an uncertain beginning or end keeps its span.
"""

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from kingfisher.practice.contact import Sighted, sightings
from kingfisher.practice.home import Home, all_homes, home_on, homes, same_address
from kingfisher.practice.household import name_on
from kingfisher.practice.sides import listed, named
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import When, said
from kingfisher.timeline.kinds import LivingArrangement
from kingfisher.timeline.people import Person

HOMES, DAYS = 3, 14  # paragraph 19: three homes in two weeks
ONE_DAY = timedelta(days=1)


class Stay(msgspec.Struct, frozen=True, kw_only=True):
    """One home of a child, or (address None, entry None) days for which nobody has recorded one.

    `first` and `last` are the outermost days it can have covered, inclusive; from `sure_from` to `sure_to` it certainly
    did (None: on no day certainly). `ends` is False when no end and no next home is recorded. `overnight` as recorded.
    """

    id: str
    child: str
    address: str | None
    first: date
    last: date
    sure_from: date | None = None
    sure_to: date | None = None
    began: date | None = None  # the first nominal day of its beginning
    with_whom: tuple[str, ...] = ()
    place: str = ""  # the address; where none is recorded, with whom
    overnight: bool | None = None
    ends: bool = True
    entry: str | None = None
    agency: str | None = None
    words: str = ""


class Elsewhere(msgspec.Struct, frozen=True, kw_only=True):
    """The child was seen at an address that is not the home recorded for that day, between two days inclusive."""

    child: str
    first: date
    last: date
    address: str
    entry: str
    agency: str
    words: str = ""


class Close(msgspec.Struct, frozen=True, kw_only=True):
    """Several homes within few days: `first` and `last` day inclusive, the ids of the stays, and it said in words."""

    child: str
    first: date
    last: date
    stays: tuple[str, ...]
    words: str


class Lived(msgspec.Struct, frozen=True, kw_only=True):
    """One child's homes from `first` to `last` (inclusive): stays in order, sightings elsewhere, homes in few days."""

    child: str
    name: str
    first: date
    last: date
    stays: tuple[Stay, ...]
    elsewhere: tuple[Elsewhere, ...]
    close: tuple[Close, ...]

    @property
    def without_sightings(self) -> "Lived":
        """The homes alone."""
        return msgspec.structs.replace(self, elsewhere=())


def lived(chronology: Chronology, as_at: date, child: str, *, homes_close: int = HOMES, within: int = DAYS) -> Lived:
    """The child's homes from birth (or the first home recorded) to the end of the day (inclusive), as known by then.

    `homes_close` homes begun within `within` days (both ends counted, and the home left on the first day among them)
    are gathered in `close`. A stay ends at its recorded end or when the next begins; one whose end is not recorded runs
    to the day. Raises `KeyError` when the family has no such child.
    """
    known = chronology.as_at(as_at)
    person = known.family.person(child)
    arrangements = [home for home in homes(known, child) if home.since.earliest and home.since.earliest <= as_at]
    first = _begins(person, arrangements, as_at)
    last = min(as_at, person.died.last) if person.died and person.died.last else as_at
    stays = _with_unknown(_stays(known, arrangements, child, last), child, first, last)
    stays = [msgspec.structs.replace(stay, words=_words(known, stay, as_at)) for stay in stays]
    seen = [one for one in sightings(known, child) if one.known and one.known <= as_at]
    return Lived(
        child=child,
        name=name_on(known.family, child, as_at),
        first=first,
        last=last,
        stays=tuple(stays),
        elsewhere=tuple(_elsewhere(seen, arrangements)),
        close=tuple(_close(child, [stay for stay in stays if stay.entry], homes_close, within)),
    )


def in_months(one: Lived) -> Lived:
    """For a copy that tells no day: each stay certain only for the months it certainly covers whole, and drawn from the
    first to the last month it may cover. The words keep their days, and how many there were between homes."""
    ids = {stay.id: f"{one.child}:{n}" for n, stay in enumerate(one.stays, 1)}  # some were made of a day
    replace = msgspec.structs.replace
    runs = (
        replace(
            run,
            first=run.first.replace(day=1),
            last=_month_end(run.last),
            stays=tuple(ids[stay] for stay in run.stays),
        )
        for run in one.close
    )
    return replace(
        one,
        first=one.first.replace(day=1),
        last=_month_end(one.last),
        stays=tuple(replace(_whole_months(stay), id=ids[stay.id]) for stay in one.stays),
        elsewhere=(),
        close=tuple(runs),
    )


def _whole_months(stay: Stay) -> Stay:
    first, last = stay.sure_from, stay.sure_to
    if first and last:
        first = first if first.day == 1 else _month_end(first) + ONE_DAY
        last = last if last == _month_end(last) else last.replace(day=1) - ONE_DAY
    sure = first is not None and last is not None and first <= last
    return msgspec.structs.replace(
        stay,
        first=stay.first.replace(day=1),
        last=_month_end(stay.last),
        sure_from=first if sure else None,
        sure_to=last if sure else None,
    )


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - ONE_DAY


def _begins(person: Person, arrangements: list[Home], as_at: date) -> date:
    """The birth where it is known; else the first home; else the day itself."""
    starts = [home.since.earliest for home in arrangements if home.since.earliest]
    born = person.born.first if person.born and person.born.first and person.born.first <= as_at else None
    return born or min(starts, default=as_at)


def _stays(known: Chronology, arrangements: list[Home], child: str, last: date) -> list[Stay]:
    found = []
    for n, home in enumerate(arrangements):
        since = home.since
        later = next((o.since for o in arrangements[n + 1 :] if since.certainly_before(o.since)), None)
        end, ends = _end(home, later, last)
        content = known.by_id[home.entry].content
        sure_from, sure_to = since.latest, end.earliest
        sure = sure_from is not None and sure_to is not None and sure_from <= sure_to
        found.append(
            Stay(
                id=f"{child}:{home.entry}",
                child=child,
                address=home.address,
                first=since.earliest or last,
                began=since.first or since.last,
                place=home.address or _with_words(known, home, last),
                last=min(end.latest or last, last),
                sure_from=sure_from if sure else None,
                sure_to=min(sure_to, last) if sure and sure_to else None,
                with_whom=home.with_whom,
                overnight=content.overnight if isinstance(content, LivingArrangement) else None,
                ends=ends,
                entry=home.entry,
                agency=home.agency,
            )
        )
    return [stay for stay in found if stay.first <= stay.last]


def _with_words(known: Chronology, home: Home, day: date) -> str:
    people = listed([name_on(known.family, one, day) for one in home.with_whom])
    return f"with {people}" if people else "address not recorded"


def _end(home: Home, later: When | None, last: date) -> tuple[When, bool]:
    """When it ended: as recorded, or when the next home began, whichever is said; else not by the last day."""
    if home.until and home.until.is_known and not (home.until.earliest and home.until.earliest > last):
        return home.until, True
    return (later, True) if later else (When.day(last), False)


def _with_unknown(stays: list[Stay], child: str, first: date, last: date) -> list[Stay]:
    """The stays with the days between them, before and after, for which nobody has recorded a home."""
    found: list[Stay] = []
    known_to = first - ONE_DAY
    for stay in stays:
        if (stay.first - known_to).days > 1:
            found.append(_unknown(child, known_to + ONE_DAY, stay.first - ONE_DAY))
        found.append(stay)
        known_to = max(known_to, stay.last)
    if known_to < last:
        found.append(_unknown(child, known_to + ONE_DAY, last))
    return found


def _unknown(child: str, first: date, last: date) -> Stay:
    return Stay(
        id=f"{child}:unknown:{first}", child=child, address=None, first=first, last=last, sure_from=first, sure_to=last
    )


def _words(known: Chronology, stay: Stay, as_at: date) -> str:
    name = name_on(known.family, stay.child, as_at)
    if stay.entry is None:
        days = said(stay.first) + (f" to {said(stay.last)}" if stay.last > stay.first else "")
        return f"{name}: no home recorded, {days}"
    content = known.by_id[stay.entry]
    arrangement = content.content
    until = arrangement.ends if isinstance(arrangement, LivingArrangement) else None
    if until and until.earliest and until.earliest > as_at:
        until = None  # an end that had not come by the day is not said
    to = f"to {until.words}" if until else "until the next home" if stay.ends else "no end recorded"
    people = listed([name_on(known.family, one, as_at) for one in stay.with_whom], every=True) or "nobody recorded"
    nights = {True: "nights with", False: "not overnight, with", None: "with"}[stay.overnight]
    by = named(stay.agency or "")
    address = stay.address or "address not recorded"
    changes = _comings_and_goings(known, stay, as_at)
    return f"{name}: {address}, from {content.happened.words}, {to}; {nights} {people} ({by}){changes}"


def _comings_and_goings(known: Chronology, stay: Stay, as_at: date) -> str:
    """Those said to be with the child who are later recorded elsewhere, and those later recorded there, in words."""
    found = []
    lived_in = all_homes(known)
    moves = {home.entry for home in lived_in.get(stay.child, [])}  # those that move the child too are stays of its own
    for person, arrangements in lived_in.items():
        for home in arrangements:
            begun = home.since.first or home.since.last
            if begun is None or home.entry in moves or not stay.first < begun <= stay.last or person == stay.child:
                continue
            there = same_address(home.address, stay.address)
            if there != (person in stay.with_whom):
                what = "recorded there" if there else "recorded elsewhere"
                name = name_on(known.family, person, as_at)
                found.append(f"{name} {what} from {home.since.words} ({named(home.agency)})")
    return "".join(f"; {one}" for one in sorted(found))


def _elsewhere(seen: Sequence[Sighted], arrangements: list[Home]) -> list[Elsewhere]:
    """Sightings at an address that does not read as the home recorded for the day; with no home known, each address."""
    found = []
    for one in seen:
        first, last = one.when.first or one.when.last, one.when.last or one.when.first
        if not one.address or first is None or last is None:
            continue
        if any(same_address(one.address, home.address) for home in arrangements if home.may_hold_on(first)):
            continue
        home = home_on(arrangements, first)
        instead = f"; home recorded as {home.address}" if home and home.address else "; no home recorded"
        words = f"{one.when.words}: seen at {one.address} ({named(one.agency)}){instead}"
        found.append(
            Elsewhere(
                child=one.child,
                first=first,
                last=last,
                address=one.address,
                entry=one.entry,
                agency=one.agency,
                words=words,
            )
        )
    return found


def _close(child: str, stays: list[Stay], homes_close: int, within: int) -> list[Close]:
    """Runs in which so many different homes were begun within so many days, each run once and as long as it goes on.

    Counted by the first nominal day of each beginning; where a beginning is not certain the days are said as "about".
    """
    found: list[Close] = []
    n = 0
    while n < len(stays):
        end = n + len([stay for stay in stays[n:] if 0 <= (_day(stay) - _day(stays[n])).days < within])
        if len(_addresses(stays[n:end])) < homes_close:
            n += 1
            continue
        while end < len(stays) and len(_addresses(_within(stays, end, within))) >= homes_close:
            end += 1
        found.append(_run(child, stays[n:end], homes_close))
        n = end
    return found


def _run(child: str, run: list[Stay], homes_close: int) -> Close:
    """A run of homes with its tightest part said first: "3 homes in 11 days (…); 4 homes in 21 days: …"."""
    spans = [
        (_day(part[-1]) - _day(part[0]), part)
        for n in range(len(run))
        for part in (run[n:m] for m in range(n + homes_close, len(run) + 1))
        if len(_addresses(part)) >= homes_close
    ]
    closest = min(spans, key=lambda span: (span[0], _day(span[1][0])))[1]
    words = _counted(closest)
    if len(closest) < len(run):
        words += f" ({said(_day(closest[0]))} to {said(_day(closest[-1]))}); {_counted(run)}"
    places = listed([stay.place for stay in run], every=True)
    words += f": {said(_day(run[0]))} to {said(_day(run[-1]))} – {places}"
    return Close(child=child, first=_day(run[0]), last=_day(run[-1]), stays=tuple(one.id for one in run), words=words)


def _counted(run: list[Stay]) -> str:
    days = (_day(run[-1]) - _day(run[0])).days + 1
    sure = all(stay.sure_from == stay.first for stay in run)
    return f"{len(_addresses(run))} homes in {'' if sure else 'about '}{days} days"


def _within(stays: list[Stay], end: int, within: int) -> list[Stay]:
    return [stay for stay in stays[: end + 1] if 0 <= (_day(stays[end]) - _day(stay)).days < within]


def _day(stay: Stay) -> date:
    return stay.began or stay.first


def _addresses(stays: list[Stay]) -> set[str]:
    """One stay for each different home among them."""
    found: list[Stay] = []
    for stay in stays:
        if not any(_same_home(stay, other) for other in found):
            found.append(stay)
    return {stay.id for stay in found}


def _same_home(one: Stay, other: Stay) -> bool:
    """True at the same address; where an address is not recorded, with the same people, or begun on what may be the
    same day: two agencies' accounts of one move are not two homes."""
    if one.address and other.address:
        return same_address(one.address, other.address)
    together = bool(one.with_whom) and set(one.with_whom) == set(other.with_whom)
    return together or (one.first <= (other.sure_from or other.last) and other.first <= (one.sure_from or one.last))
