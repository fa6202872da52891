"""The ecogram: the home in the middle, family, friends and services round it, and what is recorded between them.

Paragraphs 19, 25-31 and 49 of the review. Six kinds of line, told apart in grey and each said in words in its box; no
line where no link is recorded; who is missing stands below in words. The facts of the picture are its table.
"""

from collections.abc import Callable, Mapping

import msgspec

from kingfisher.drawing import ink
from kingfisher.drawing.ecogram.geometry import Box, Point
from kingfisher.drawing.ecogram.household import BESIDE, heading_of, written_of
from kingfisher.drawing.ecogram.legend import footer, footer_height
from kingfisher.drawing.ecogram.plan import EDGES, PAPERS, Plan, planned
from kingfisher.drawing.ecogram.strokes import stroke
from kingfisher.drawing.ecogram.told import STEP, link_of, said_in
from kingfisher.drawing.shown import Picture, Shown
from kingfisher.practice.supports import LINE_WORDS, Member, Support, Supports, said_of
from kingfisher.timeline.dates import said

TITLE = 30.0  # room above the oval


def ecogram(
    shown: Supports, *, links: Callable[[str], str] | None = None, names: Mapping[str, str] | None = None
) -> Picture:
    """Draw the supports round a child's home, with the same facts as `Picture.shown`.

    `links` gives an address for a support's or a member's id ("" for none); `names` the names of agencies by id. On A4
    at 9 points or more up to about 18 supports, on A3 at 8 up to about 30. The same bytes for the same facts. Dates are
    those of the reading: nothing later than its day, uncertain ones in their own words.
    """
    outer = tuple(sorted(shown.outer, key=lambda one: (one.frm, one.to, one.words)))
    shown = msgspec.structs.replace(shown, outer=outer)
    supports = {one.id: _named(one, names or {}) for one in sorted(shown.supports, key=lambda one: one.id)}
    facts = _facts(shown, supports)
    plan = _fitting(msgspec.structs.replace(shown, supports=tuple(supports.values())))
    left = [n for n in range(len(shown.outer)) if n not in plan.outer]
    wide = 2 * plan.half[0]
    high = TITLE + 2 * plan.half[1] + footer_height(shown, wide, len(left))
    centre = Point(plan.half[0], TITLE + plan.half[1])
    child = shown.members[0].name
    title = f"Who stands round {child}’s home, as at {said(shown.as_at)}"
    parts = [ink.words(10, 20, title, bold=True, size=15)]
    parts.append(_home(shown, plan, facts, centre))
    parts += _lines(shown, plan, supports, facts, centre)
    parts += _members(shown, plan, facts, centre, links)
    parts += [
        _support(supports[id], _moved(box, centre), facts, links, whom=_whom(supports[id], shown, plan))
        for id, box in sorted(plan.boxes.items())
    ]
    parts += footer(shown, left, facts, y=TITLE + 2 * plan.half[1], width=wide)
    svg = ink.drawing(
        title,
        f"{len(supports)} people and services round the home of {len(shown.members)}; "
        f"{len(shown.missing)} things missing. The table gives each of them in the same words.",
        parts,
        width=wide,
        height=high,
        id="ecogram",
        linked=links is not None,
    )
    return Picture(svg=svg, shown=tuple(facts.values()), width=wide, height=high, paper=plan.paper, points=plan.points)


def _fitting(shown: Supports) -> Plan:
    """A plan with room below for just those outer links that it gives in words."""
    in_words = 0
    while True:
        plan = planned(shown, {paper: TITLE + footer_height(shown, wide, in_words) for paper, _, wide, _ in PAPERS})
        left = len(shown.outer) - len(plan.outer)
        if left <= in_words:
            return plan
        in_words = left


def _named(one: Support, names: Mapping[str, str]) -> Support:
    name = names.get(one.id.removeprefix("agency:"))
    return msgspec.structs.replace(one, name=name) if one.formal and name else one


def _facts(shown: Supports, supports: Mapping[str, Support]) -> dict[tuple[str, str], Shown]:
    """Every fact of the picture by what it is and its id, in reading order."""
    found = [Shown(what="home", id=shown.child, words=_home_words(shown), rests_on=shown.home.rests_on)]
    found += [
        Shown(what="member", id=one.id, words=f"{one.name}, {one.words}".rstrip(", ") + _there(one))
        for one in shown.members
    ]
    for one in supports.values():
        words = said_of(one, shown)
        found.append(Shown(what="system", id=one.id, words=words, rests_on=one.rests_on))
        if one.line:
            found.append(Shown(what="line", id=f"link:{one.id}", words=_line_words(one, shown), rests_on=one.rests_on))
    found += [Shown(what="line", id=f"outer:{one.frm}:{one.to}", words=one.words) for one in shown.outer]
    found += [Shown(what="missing", id=one.id, words=one.words, rests_on=one.rests_on) for one in shown.missing]
    return {(fact.what, fact.id): fact for fact in found}


def _home_words(shown: Supports) -> str:
    return f"{shown.home.words}; {shown.home.address or 'address not recorded'}"


def _there(one: Member) -> str:
    return ": whose home it was" if one.words.startswith("died") else ": at home"


def _line_words(one: Support, shown: Supports) -> str:
    names = {member.id: member.name for member in shown.members}
    to = " and ".join(names[person] for person in one.to if person in names) or "the home"
    return f"{one.name} and {to}: {LINE_WORDS[one.line]}"


def _moved(box: Box, by: Point) -> Box:
    return Box(box.x + by.x, box.y + by.y, box.width, box.height)


def _lines(
    shown: Supports,
    plan: Plan,
    supports: Mapping[str, Support],
    facts: Mapping[tuple[str, str], Shown],
    centre: Point,
) -> list[str]:
    found = []
    for id, (start, end, to) in sorted(plan.inner.items()):
        ends = [Point(p.x + centre.x, p.y + centre.y) for p in (start, end)]
        drawn = stroke(supports[id].line, ends, direction=supports[id].direction)
        fact = facts["line", f"link:{id}"]
        found.append(ink.thing("line", fact.id, fact.words, drawn, sort=supports[id].line, frm=id, to=to))
    for n, line in sorted(plan.outer.items()):
        one = shown.outer[n]
        drawn = stroke("outer", [Point(p.x + centre.x, p.y + centre.y) for p in line])
        fact = facts["line", f"outer:{one.frm}:{one.to}"]
        found.append(ink.thing("line", fact.id, fact.words, drawn, sort="outer", frm=one.frm, to=one.to))
    return found


def _home(shown: Supports, plan: Plan, facts: Mapping[tuple[str, str], Shown], centre: Point) -> str:
    home, fact = _moved(plan.home, centre), facts["home", shown.child]
    frame = ink.box(home.left, home.top, home.width, home.height, name="kf-ecogram-home", round=14)
    for n, (line, bold) in enumerate(heading_of(shown, home.width)):
        frame += ink.words(home.x, home.top + 15 + n * ink.LINE, line, bold=bold, anchor="middle")
    return ink.thing("home", shown.child, fact.words, frame)


def _members(
    shown: Supports,
    plan: Plan,
    facts: Mapping[tuple[str, str], Shown],
    centre: Point,
    links: Callable[[str], str] | None,
) -> list[str]:
    found = []
    for member in shown.members:
        box = _moved(plan.people[member.id], centre)
        inside = ink.box(box.left, box.top, box.width, box.height, name="kf-ecogram-member", round=4)
        inside += ink.symbol(member.sex, box.left + 15, box.y, 18)
        for n, (line, bold) in enumerate(written_of(member, box.width)):
            inside += ink.words(box.left + BESIDE, box.top + 17 + n * ink.LINE, line, bold=bold)
        words = facts["member", member.id].words
        found.append(ink.thing("member", member.id, words, inside, link=links(member.id) if links else ""))
    return found


def _support(
    one: Support,
    box: Box,
    facts: Mapping[tuple[str, str], Shown],
    links: Callable[[str], str] | None,
    *,
    whom: str,
) -> str:
    title, body = said_in(one, box.width, round((box.height - EDGES) / STEP))
    told = link_of(one, whom, box.width)
    inside = ink.box(box.left, box.top, box.width, box.height, name="kf-ecogram-system", round=0 if one.formal else 16)
    for n, line in enumerate([*title, *body, told]):
        inside += ink.words(box.x, box.top + 15 + n * STEP, line, bold=n < len(title), anchor="middle")
    words = facts["system", one.id].words
    return ink.thing("system", one.id, words, inside, link=links(one.id) if links else "", sort=one.kind)


def _whom(one: Support, shown: Supports, plan: Plan) -> str:
    """The one person at home the link is with, where its line could only be drawn to the home's edge."""
    if len(one.to) != 1 or (one.id in plan.inner and plan.inner[one.id][2] != "home"):
        return ""
    names = (member.name for member in shown.members if member.id == one.to[0])
    return next((name.removeprefix("the ").split(" ")[0] for name in names), "")
