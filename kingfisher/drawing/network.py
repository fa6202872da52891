"""Who works with whom, as a picture: a line for each practitioner, a mark on it for everyone their role covers.

Paragraphs 25-28 and 54 of the review. A filled mark: the role covers them, with the day they were last seen below it. A
broken, empty mark: nobody has recorded whether it does. How often, where, what if declined and what if away stand
beside each name, blanks as blanks. Lengths are pixels.
"""

from collections.abc import Callable, Mapping, Sequence

import msgspec

from kingfisher.drawing import ink
from kingfisher.drawing.letters import fitted, lines, width
from kingfisher.drawing.shown import Picture, Shown
from kingfisher.practice.involvement import with_role
from kingfisher.practice.network import BLANK, POINTS, Column, Covering, Network, Works, covering_words, said_of
from kingfisher.timeline.dates import UNKNOWN, Precision, said

SIDE = 296.0  # the width of what is said of each practitioner
COLUMN = 74.0
EDGE = 10.0
STEP = 14.5
KEY = (
    ("the role covers them, and when they last saw the child", "covers"),
    ("nobody has recorded whether it does", "blank"),
    ("no mark: not covered", ""),
    ("agency saw: nobody recorded who of it", ""),
)
PAPERS = (("A4 landscape", 1047.0, 718.0), ("A3 landscape", 1512.0, 1047.0))


def who_works_with_whom(
    shown: Network, *, links: Callable[[str], str] | None = None, names: Mapping[str, str] | None = None
) -> Picture:
    """Draw the network as at its day, with the same facts as `Picture.shown`.

    `links` gives an address for a person's id ("" for none); `names` the names of agencies by id. A4 while it fits,
    else A3. The same bytes for the same facts.
    """
    shown = _with_names(shown, names or {})
    title = f"Who works with whom, as at {said(shown.as_at)}"
    wide = max(SIDE + COLUMN * len(shown.people) + EDGE, 700.0)
    parts = [ink.words(EDGE, 20, title, bold=True, size=15), _heads(shown, links)]
    y = 88.0
    for one in shown.works:
        drawn, y = _row(one, shown, y, wide)
        parts.append(drawn)
    found = _uncovered(shown)
    for n, fact in enumerate(found):
        inside = ink.box(EDGE, y + 8 + n * 28, wide - 2 * EDGE, 22, name="kf-network-missing", dashed=True)
        inside += ink.words(EDGE + 8, y + 23 + n * 28, fact.words, bold=True)
        parts.append(ink.thing(fact.what, fact.id, fact.words, inside))
    y += 28 * len(found) + 8
    key, y = _key(y + 18, wide)
    parts.append(key)
    high = y + 12
    svg = ink.drawing(
        title,
        f"{len(shown.works)} practitioners and {len(shown.people)} of the family. The table gives the same in words.",
        parts,
        width=wide,
        height=high,
        id="network",
        linked=links is not None,
    )
    paper, across, down = next((p for p in PAPERS if wide <= p[1] and high <= p[2]), PAPERS[-1])
    points = round(9 * min(1.0, across / wide, down / high), 1)
    facts = (*_facts(shown), *found)
    return Picture(svg=svg, shown=facts, width=wide, height=high, paper=paper, points=points)


def on_pages(
    shown: Network, *, links: Callable[[str], str] | None = None, names: Mapping[str, str] | None = None
) -> tuple[Picture, ...]:
    """The same picture on as many A4 pages as its practitioners need; the family's people head each page."""
    pages: list[Network] = []
    for one in shown.works:
        longer = msgspec.structs.replace(shown, works=(*(pages[-1].works if pages else ()), one))
        if pages and who_works_with_whom(longer).height > PAPERS[0][2]:
            pages[-1] = msgspec.structs.replace(pages[-1], uncovered=())
            pages.append(msgspec.structs.replace(shown, works=(one,)))
        else:
            pages[-1:] = [longer]
    return tuple(who_works_with_whom(page, links=links, names=names) for page in pages or [shown])


def _with_names(shown: Network, names: Mapping[str, str]) -> Network:
    replace = msgspec.structs.replace
    works = tuple(replace(one, agency_name=names.get(one.agency, one.agency_name)) for one in shown.works)
    return replace(shown, works=works)


def _facts(shown: Network) -> list[Shown]:
    people = {person.id: person for person in shown.people}
    found = [Shown(what="member", id=one.id, words=_person_words(one)) for one in shown.people]
    for one in shown.works:
        found.append(Shown(what="practitioner", id=one.id, words=said_of(one, shown), rests_on=one.rests_on))
        for cell in one.coverings:
            words = covering_words(one, cell, people[cell.person])
            rests_on = (cell.entry,) if cell.entry else ()
            found.append(Shown(what="covers", id=f"{one.id}:{cell.person}", words=words, rests_on=rests_on))
    return found


def _uncovered(shown: Network) -> list[Shown]:
    """Children whom no recorded role covers; and that nobody is recorded at all."""
    names = {person.id: person.name for person in shown.people}
    found = [
        Shown(
            what="missing",
            id=f"uncovered:{child}",
            words=f"No practitioner’s role is recorded as covering {names[child]}",
        )
        for child in shown.uncovered
    ]
    if not shown.works:
        found.append(Shown(what="missing", id="nobody", words="No practitioner is recorded as working with the family"))
    return found


def _person_words(person: Column) -> str:
    return f"{person.name}: {'a child of this record' if person.is_child else 'an adult'}"


def _heads(shown: Network, links: Callable[[str], str] | None) -> str:
    """The people, across the top."""
    out = ""
    for n, person in enumerate(shown.people):
        x = _x(n)
        inside = ink.symbol(person.sex, x, 42, 15)
        for row, line in enumerate(lines(person.name, COLUMN - 4, 2, bold=True)):
            inside += ink.words(x, 64 + row * 13, line, bold=True, anchor="middle")
        out += ink.thing("member", person.id, _person_words(person), inside, link=links(person.id) if links else "")
    return out


def _x(column: int) -> float:
    return SIDE + COLUMN * (column + 0.5)


def _row(one: Works, shown: Network, y: float, wide: float) -> tuple[str, float]:
    """One practitioner: what is said of them at the side, the line, and a mark for each of the family."""
    people = {person.id: person for person in shown.people}
    told, high = _side(one, y, shown.points)
    rail = y + 16
    far = max((_x(n) for n, cell in enumerate(one.coverings) if cell.covers), default=0.0)
    line = (
        ink.path(f"M{ink.number(SIDE - 6)} {ink.number(rail)}H{ink.number(far)}", name="kf-network-line") if far else ""
    )
    side = ink.thing("practitioner", one.id, said_of(one, shown), told + line)
    cells = ""
    for n, cell in enumerate(one.coverings):
        person = people[cell.person]
        words = covering_words(one, cell, person)
        cells += ink.thing("covers", f"{one.id}:{cell.person}", words, _cell(cell, person, _x(n), rail))
    rule = ink.path(f"M{EDGE:g} {ink.number(y - 4)}H{ink.number(wide - EDGE)}", name="kf-network-rule", wide=0.5)
    return rule + side + cells, y + high


def _side(one: Works, y: float, points: Sequence[str]) -> tuple[str, float]:
    """Name, role, agency, and the things a plan should say of the part, as far as they are told here; and the height
    they take."""
    room = SIDE - EDGE - 12
    name = with_role(one.name, one.role or f"role {BLANK}")
    told = [(line, True) for line in lines(name, room, 2, bold=True)]
    told.append((one.agency_name + (f" – {one.state}" if one.state != "open" else ""), False))
    told += [(line, one.away is not None and line.startswith("Away")) for line in _plan_words(one, room, points)]
    drawn = "".join(
        ink.words(EDGE, y + 13 + n * STEP, fitted(line, room, bold=bold), bold=bold)
        for n, (line, bold) in enumerate(told)
    )
    return drawn, max(len(told) * STEP + 10, 62.0)


def _plan_words(one: Works, room: float, points: Sequence[str]) -> list[str]:
    """How often, where, what if declined, what if away: blanks as blanks, together where all four are."""
    if tuple(points) == POINTS and not any((one.frequency, one.place, one.if_declined, one.away, one.cover)):
        return lines(f"How often, where, if declined, if away: {BLANK}", room)
    away = f"If away: {one.cover or BLANK}"
    if one.away:
        away = f"{one.away[:1].upper()}{one.away[1:]}. Cover: {one.cover or BLANK}"
    often = {"frequency": f"How often: {one.frequency or BLANK}", "place": f"Where: {one.place or BLANK}"}
    rest = {"if_declined": f"If declined: {one.if_declined or BLANK}", "away": away}
    said = [
        ". ".join(often[point] for point in often if point in points),
        *(rest[each] for each in rest if each in points),
    ]
    return [line for words in said if words for line in lines(words, room)]


def _cell(cell: Covering, person: Column, x: float, y: float) -> str:
    """A mark on the line, and below it when the child was last seen."""
    if cell.covers is None:
        mark = ink.box(x - 6, y - 6, 12, 12, name="kf-network-blank", dashed=True)
    elif cell.covers:
        place = f'cx="{ink.number(x)}" cy="{ink.number(y)}" r="6"'
        mark = f'<circle class="kf-network-covers" {place} fill="#0b0c0c" stroke="#0b0c0c"/>'
    else:
        mark = ""
    if not person.is_child or (cell.covers is False and cell.last_saw is None):
        return mark
    told = _saw(cell) if cell.last_saw else ("not seen", "on record") if cell.covers else ("", "")
    if cell.covers is None and cell.last_saw is None:
        told = (BLANK, "")
    return mark + "".join(ink.words(x, y + 21 + n * 13, line, anchor="middle") for n, line in enumerate(told) if line)


def _saw(cell: Covering) -> tuple[str, str]:
    """When last seen, in two short lines and no more certain than it is; where nobody says who saw, by the agency."""
    when, who = cell.last_saw or UNKNOWN, "agency" if cell.by_agency else "saw"
    day = when.last or when.first
    if day is None:
        return who, "no date"
    sure = when.precision in (Precision.DAY, Precision.MINUTE)
    how = " about" if when.about else "" if sure else " by"
    return f"{who}{how or (' saw' if cell.by_agency else '')}", f"{day.day} {day:%b %Y}"


def _key(y: float, room: float) -> tuple[str, float]:
    """What each mark means, in as many rows as fit the width; and where it ends."""
    x, inside = EDGE, ""
    for words, mark in KEY:
        wide = (20.0 if mark else 0.0) + width(words, size=ink.TEXT)
        if x > EDGE and x + wide > room - EDGE:
            x, y = EDGE, y + 20
        drawn = {
            "covers": f'<circle cx="8" cy="{ink.number(y - 4)}" r="6" fill="#0b0c0c"/>',
            "blank": ink.box(2, y - 10, 12, 12, name="kf-drawn-key", dashed=True),
        }.get(mark, "")
        said_so = ink.words(20 if mark else 0, y, words)
        inside += f'<g transform="translate({ink.number(x)} 0)">{drawn}{said_so}</g>'
        x += wide + 20
    return f'<g class="kf-drawn-key" data-key="network">{inside}</g>', y
