"""Which services stand round the home, and what is recorded of each one's link with those in it?

A service is drawn while a part of its own is open or asked for, and for a year after its last contact with anyone at
home or the end of its last part. Paragraphs 25-28 and 49 of the review: whom a role covers is a fact, not a job title.
"""

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from kingfisher.practice.decisions import plain
from kingfisher.practice.involvement import NOT_BEGUN, Involved, involvements, with_role
from kingfisher.practice.sides import listed
from kingfisher.practice.supports.grounds import Ground, Spoken, of_service
from kingfisher.timeline.agency_sorts import sort_of
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import UNKNOWN, When
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Appointment, Contact, Education, Health, Involvement, Outcome, Sighting, Strength

LATELY = timedelta(days=365)
_MET = (Contact, Appointment, Health, Education, Sighting)


def services(
    known: Chronology, day: date, members: Collection[str], said: Spoken
) -> dict[str, tuple[str, list[Ground]]]:
    """For each agency with a link to anyone in `members`: who works there on the family, and what is recorded.

    `known` is the record as any agency was aware of it by `day` (inclusive), `said` what its sentences say of links.
    Parts hold while uncertain ends allow it.
    """
    parts = [p for p in involvements(known, day) if not (p.since and p.since.earliest and p.since.earliest > day)]
    telling = [entry for entry in known.entries if entry.id in said or isinstance(entry.content, Strength)]
    found: dict[str, tuple[str, list[Ground]]] = {}
    agencies = sorted({part.agency for part in parts} | set(known.agencies))
    for agency in agencies:
        theirs = [part for part in parts if part.agency == agency]
        open_now = [part for part in theirs if part.may_hold_on(day)]
        grounds = [*_open(open_now, members), *_asked_for(known, agency, members), *_last(known, agency, day, members)]
        if not open_now:
            grounds += _ended(theirs, day, members)
        elsewhere = any(part.covers and not set(part.covers) & set(members) for part in open_now)
        if grounds or elsewhere:
            alone = sum(sort_of(other).name == sort_of(agency).name for other in agencies) == 1
            grounds += [g for entry in telling for g in of_service(entry, agency, members, said, only_one=alone)]
            found[agency] = (_roles(open_now), grounds)
    return found


def _roles(parts: list[Involved]) -> str:
    said_once = dict.fromkeys(with_role(p.name, p.role) for p in parts if p.practitioner or p.role)
    return listed(list(said_once)) or "nobody named"


def _open(parts: list[Involved], members: Collection[str]) -> Iterator[Ground]:
    """The open parts, each with whom it covers; one for somebody outside the home is no link with the home."""
    for part in parts:
        here = tuple(one for one in part.covers or () if one in members)
        if part.covers and not here:
            continue
        words = f"{part.name}: {part.role or 'role not recorded'}" + ("" if part.covers else ", for whom not recorded")
        yield Ground(
            line="in_touch",
            words=words,
            when=part.since or UNKNOWN,
            entry=part.entry,
            agency=part.agency,
            to=here,
            direction="to_family" if here else "",
        )


def _ended(parts: list[Involved], day: date, members: Collection[str]) -> Iterator[Ground]:
    """The last part to end, when that was within the year."""
    ended = [p for p in parts if p.until and p.until.latest and day - LATELY <= p.until.latest < day]
    for part in sorted(ended, key=lambda part: _until(part).sort_key)[-1:]:
        here = tuple(one for one in part.covers or () if one in members)
        until = _until(part)
        words = f"{part.name}: ended {until.words}"
        yield Ground(line="broken", words=words, when=until, entry=part.entry, agency=part.agency, to=here)


def _until(part: Involved) -> When:
    return part.until or UNKNOWN


def _asked_for(known: Chronology, agency: str, members: Collection[str]) -> Iterator[Ground]:
    """Parts asked for and not begun, unless something later is recorded of the same role."""
    theirs = [(e, e.content) for e in known.entries if e.agency == agency and isinstance(e.content, Involvement)]
    for entry, content in theirs:
        later = any(
            one.happened.sort_key > entry.happened.sort_key and plain(other.role) == plain(content.role)
            for one, other in theirs
        )
        if plain(content.stage) in NOT_BEGUN and not later:
            here = tuple(one for one in content.covers or entry.about if one in members)
            words = f"{content.role or 'a service'}: {plain(content.stage)}"
            yield Ground(line="weak", words=words, when=entry.happened, entry=entry.id, agency=agency, to=here)


def _last(known: Chronology, agency: str, day: date, members: Collection[str]) -> Iterator[Ground]:
    """The last contact made with anyone at home, and the last offered and not made, within the year."""
    last: dict[bool, Entry] = {}
    for entry in known.entries:
        lately = (entry.happened.latest or day) >= day - LATELY
        if entry.agency == agency and isinstance(entry.content, _MET) and lately and _with(entry, members):
            last[entry.outcome in (None, Outcome.ATTENDED)] = entry
    for made, entry in sorted(last.items()):
        words = "last contact made" if made else f"last offered: {(entry.outcome or '').replace('_', ' ')}"
        here = _with(entry, members) if made else ()
        line = "in_touch" if made else "weak"  # offered and not kept: whether they are in touch is uncertain
        yield Ground(line=line, words=words, when=entry.happened, entry=entry.id, agency=agency, to=here)


def _with(entry: Entry, members: Collection[str]) -> tuple[str, ...]:
    content = entry.content
    met: tuple[str | None, ...] = ()
    if isinstance(content, Contact):
        met = content.with_whom
    elif isinstance(content, Appointment):
        met = (content.whose,)
    named = {*met, *(seen.child for seen in entry.seen)} - {None} or set(entry.about)
    return tuple(member for member in members if member in named)
