"""Who works with whom: each practitioner's role, whom it covers, how often, where, and when they last saw each child.

Paragraphs 25-28 and 54 of the review and its third recommendation: "works with the family" is not "sees the child", and
a plan says what happens when a service is declined or somebody is away. What nobody has recorded is None here, and is
shown as a blank; a blank is never read as no.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import msgspec

from kingfisher.practice.children import children
from kingfisher.practice.contact import Sighted, all_sightings
from kingfisher.practice.decisions import plain
from kingfisher.practice.household import is_here, is_known_of, name_on, sex_on
from kingfisher.practice.involvement import NOT_BEGUN, Involved, involvements, with_role
from kingfisher.practice.sides import listed, named
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Absence, Involvement

BLANK = "not recorded"
POINTS = ("frequency", "place", "if_declined", "away")  # what a plan says of each part


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """One of the family: a child of the record, or an adult somebody's role covers."""

    id: str
    name: str
    sex: str
    is_child: bool


class Covering(msgspec.Struct, frozen=True, kw_only=True):
    """One practitioner and one of the family: whether the role covers them (None: not recorded), and when the
    practitioner last saw them (children only; None: no sighting is recorded). `by_agency`: the entry does not say who
    of the agency saw the child."""

    person: str
    covers: bool | None
    last_saw: When | None = None
    entry: str | None = None
    by_agency: bool = False


class Works(msgspec.Struct, frozen=True, kw_only=True):
    """One practitioner's part as at a day. Every None is a blank: nobody has recorded it.

    `state` is "open", or how a part stands that was asked for and has not begun. `away` says since and until when the
    practitioner is away (None: no absence recorded as holding); `cover` who takes their place.
    """

    id: str
    name: str
    agency: str
    agency_name: str
    role: str | None
    state: str
    coverings: tuple[Covering, ...]
    frequency: str | None = None
    place: str | None = None
    if_declined: str | None = None
    away: str | None = None
    cover: str | None = None
    since: When | None = None
    rests_on: tuple[str, ...] = ()

    @property
    def covers(self) -> tuple[str, ...]:
        """Ids of those the role certainly covers."""
        return tuple(one.person for one in self.coverings if one.covers)


class Network(msgspec.Struct, frozen=True, kw_only=True):
    """The whole network: practitioners by agency and name, the family's people, and children no role covers. `points`
    are those of `POINTS` that are told here: a copy that leaves one out does not say that it is a blank."""

    as_at: date
    people: tuple[Column, ...]
    works: tuple[Works, ...]
    uncovered: tuple[str, ...]
    points: tuple[str, ...] = POINTS


def network(chronology: Chronology, as_at: date) -> Network:
    """Who works with the family at the end of the day (inclusive), as any agency was aware by then.

    A part holds while an uncertain beginning or end allows it; ended parts are left out. What several entries say of
    one practitioner is taken together, the latest word on each point. A practitioner's sighting counts as theirs when
    the entry names them; where none does, an entry of their agency that names nobody is said to be the agency's.
    """
    known = chronology.as_at(as_at)
    family = known.family
    young = [
        child
        for child in children(family, as_at)
        if is_here(family.person(child), as_at) and is_known_of(known, child, as_at)
    ]
    groups = _groups(known, as_at)
    covered = [one for parts, _ in groups.values() for part in parts for one in part.covers or ()]
    adults = [p.id for p in family.people if p.id in covered and p.id not in young and is_here(p, as_at)]
    seen = all_sightings(known)
    works = [
        _works(known, id, group, [*young, *adults], young=young, seen=seen, as_at=as_at) for id, group in groups.items()
    ]
    works.sort(key=lambda one: (one.agency, one.state != "open", one.name, one.id))
    return Network(
        as_at=as_at,
        people=tuple(
            Column(
                id=one,
                name=name_on(family, one, as_at),
                sex=sex_on(family.person(one), as_at),
                is_child=one in young,
            )
            for one in (*young, *adults)
        ),
        works=tuple(works),
        uncovered=tuple(child for child in young if not any(child in one.covers for one in works)),
    )


type _Group = tuple[list[Involved], list[Entry]]


def _groups(known: Chronology, as_at: date) -> dict[str, _Group]:
    """What is recorded of each open part, by practitioner (or by agency and role, where nobody is named); and each part
    asked for and not begun. With the entries it rests on, oldest first."""
    found: dict[str, _Group] = {}
    everyone = involvements(known, as_at)
    for part in everyone:
        if part.may_hold_on(as_at) or _left_by_absence(known, part, everyone, as_at):
            parts, entries = found.setdefault(_id(part.practitioner, part.agency, part.role), ([], []))
            parts.append(part)
            entries += [known.by_id[part.entry]] if part.entry else []
    for part in everyone:
        if (
            part.until and part.entry and not part.may_hold_on(as_at)
        ):  # an entry that says it ended ends what was listed
            found.pop(_id(part.practitioner, part.agency, part.role), None)
    for entry in known.of_kind(Involvement):
        content = entry.content
        if isinstance(content, Involvement) and plain(content.stage) in NOT_BEGUN:
            id = _id(content.practitioner, entry.agency, content.role)
            if id not in found:
                found[id] = ([], [entry])
            elif not found[id][0]:
                found[id][1].append(entry)
    return found


def _left_by_absence(known: Chronology, part: Involved, everyone: Sequence[Involved], as_at: date) -> bool:
    """True for a part that stops on the list where the practitioner goes away, while nobody has taken the role on:
    paragraph 54. They are still shown, as away."""
    away = _away(known, part.practitioner, as_at)
    begun = not (part.since and part.since.earliest and part.since.earliest > as_at)
    if away is None or not begun or (part.until and part.until.certainly_before(away.happened)):
        return False
    taken_on = (o for o in everyone if o.agency == part.agency and plain(o.role) == plain(part.role) and o is not part)
    return not any(other.may_hold_on(as_at) for other in taken_on)


def _id(practitioner: str | None, agency: str, role: str | None) -> str:
    return practitioner or f"{agency}:{plain(role)}"


def _works(
    known: Chronology,
    id: str,
    group: _Group,
    people: Sequence[str],
    *,
    young: Sequence[str],
    seen: Mapping[str, list[Sighted]],
    as_at: date,
) -> Works:
    parts, entries = group
    contents = [entry.content for entry in entries if isinstance(entry.content, Involvement)]
    part = parts[-1] if parts else None
    agency = part.agency if part else entries[-1].agency
    covers = _latest([one.covers for one in parts] or [one.covers for one in contents])
    who = part.practitioner if part else contents[-1].practitioner
    away = _away(known, who, as_at)
    content = away.content if away else None
    state = "open" if part else f"asked for: {plain(contents[-1].stage)}"
    return Works(
        id=id,
        name=_latest([one.name for one in parts if one.name != agency])
        or contents[-1].role
        or f"{named(agency)}, nobody named",
        agency=agency,
        agency_name=named(agency),
        role=_latest([one.role for one in parts] or [one.role for one in contents]),
        state=state,
        coverings=tuple(_covering(one, covers, part, young, seen.get(one, [])) for one in people),
        frequency=_latest([one.frequency for one in contents]),
        place=_latest([one.place for one in contents]),
        if_declined=_latest([one.if_declined for one in contents]),
        away=_away_words(away) if away else None,
        cover=_whom(known, content.cover) if isinstance(content, Absence) else None,
        since=next((one.since for one in parts if one.since), None),
        rests_on=tuple(dict.fromkeys([*(entry.id for entry in entries), *([away.id] if away else [])])),
    )


def _latest[T](values: Sequence[T | None]) -> T | None:
    """The last that is recorded."""
    return next((one for one in reversed(values) if one not in (None, "")), None)


def _covering(
    person: str, covers: tuple[str, ...] | None, part: Involved | None, young: Sequence[str], seen: Sequence[Sighted]
) -> Covering:
    theirs = [one for one in seen if part and person in young and _is_theirs(one, part)]
    unsaid = [one for one in seen if part and person in young and _may_be_theirs(one, part)]
    held = None if covers is None else person in covers
    last = _last_of(theirs) or (_last_of(unsaid) if held is not False else None)
    return Covering(
        person=person,
        covers=held,
        last_saw=last.when if last else None,
        entry=last.entry if last else None,
        by_agency=bool(last and not theirs),
    )


def _last_of(seen: Sequence[Sighted]) -> Sighted | None:
    return max(seen, key=lambda one: (one.when.latest or date.min, one.entry), default=None)


def _is_theirs(one: Sighted, part: Involved) -> bool:
    return bool(part.practitioner and one.by in (part.practitioner, part.name))


def _may_be_theirs(one: Sighted, part: Involved) -> bool:
    """A sighting by their agency that names nobody; for a part that names nobody, any."""
    return one.agency == part.agency and not (part.practitioner and one.by)


def _away(known: Chronology, practitioner: str | None, as_at: date) -> Entry | None:
    """The last absence recorded of the practitioner that may still hold."""
    day = When.day(as_at)
    for entry in reversed(known.of_kind(Absence)):
        content = entry.content
        if isinstance(content, Absence) and practitioner and practitioner in (content.practitioner, entry.by):
            over = content.ends is not None and content.ends.certainly_before(day)
            return None if over else entry
    return None


def _away_words(entry: Entry) -> str:
    ends = entry.content.ends if isinstance(entry.content, Absence) else None
    return f"away from {entry.happened.words}" + (f" to {ends.words}" if ends else ", no end recorded")


def _whom(known: Chronology, cover: str | None) -> str | None:
    """Who covers, by name where they are on the family's list of practitioners."""
    return next((one.name for one in known.family.practitioners if one.id == cover), cover)


def said_of(one: Works, shown: Network) -> str:
    """Everything recorded of one practitioner in one line, blanks included, for a table and the picture's own title."""
    names = {person.id: person.name for person in shown.people}
    known = [covering.covers for covering in one.coverings]
    whom = (
        BLANK if None in known or not known else listed([names[p] for p in one.covers], every=True) or "none of these"
    )
    told = {
        "frequency": f"how often: {one.frequency or BLANK}",
        "place": f"where: {one.place or BLANK}",
        "if_declined": f"if declined: {one.if_declined or BLANK}",
        "away": f"{one.away}; cover: {one.cover or BLANK}" if one.away else f"if away: {one.cover or BLANK}",
    }
    parts = [
        f"{with_role(one.name, one.role or f'role {BLANK}')} ({one.agency_name})"
        + ("" if one.state == "open" else f", {one.state}"),
        f"works with: {whom}",
        *(told[point] for point in shown.points),
    ]
    return "; ".join(parts)


def for_others(shown: Network, is_left_out: Callable[[Works], bool], points: tuple[str, ...]) -> Network:
    """A copy of the network without some of the parts, telling only these points of the others; an adult whom no part
    left covers goes too. Nothing is said of what is left out."""
    works = tuple(one for one in shown.works if not is_left_out(one))
    here = {person.id for person in shown.people if person.is_child} | {id for one in works for id in one.covers}
    replace = msgspec.structs.replace
    cells = {one.id: tuple(cell for cell in one.coverings if cell.person in here) for one in works}
    return replace(
        shown,
        people=tuple(person for person in shown.people if person.id in here),
        works=tuple(replace(one, coverings=cells[one.id], rests_on=()) for one in works),
        points=points,
    )


def covering_words(one: Works, covering: Covering, person: Column) -> str:
    """One practitioner and one of the family, in words: covered or not or not recorded, and when last seen."""
    covers = {True: "covered", False: "not covered", None: f"whether covered {BLANK}"}[covering.covers]
    if not person.is_child:
        return f"{one.name} and {person.name}: {covers}"
    saw = f"last saw {covering.last_saw.words}" if covering.last_saw else "no sighting recorded"
    if covering.last_saw and covering.by_agency:
        saw = f"the agency last saw {covering.last_saw.words}, not recorded who"
    return f"{one.name} and {person.name}: {covers}; {saw}"
