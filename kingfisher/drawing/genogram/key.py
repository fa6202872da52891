"""The key printed with every genogram: what each sign and line that is drawn means, after the English practice key."""

from typing import NamedTuple

from kingfisher.drawing.genogram.facts import coded
from kingfisher.drawing.genogram.labels import width
from kingfisher.drawing.genogram.strokes import drawn_line
from kingfisher.drawing.genogram.symbols import path, shape, sign, words_at
from kingfisher.drawing.genogram.unions import is_broken
from kingfisher.practice.kin import Kin, KinPerson
from kingfisher.timeline.dates import UNKNOWN

LINE_HIGH = 44.0
SIGN = 46.0  # room for a sign before its words


class Key(NamedTuple):
    """The key's marks, and how large it is."""

    marks: str
    width: float
    height: float


def key_of(kin: Kin, room: float, *, crossed: bool) -> Key:
    """The key of everything drawn, in lines no wider than `room`. `crossed`: lines of structure cross somewhere."""
    x, y, out, widest = 0.0, 40.0, [words_at(0, 12, "Key", "name")], 0.0
    for marks, words in _items(kin, crossed):
        wide = SIGN + width(words) + 18
        if x and x + wide > room:
            x, y = 0.0, y + LINE_HIGH
        out.append(f'<g transform="translate({x:g} {y:g})">{marks}{words_at(SIGN - 6, 4, words, "fact")}</g>')
        x = round(x + wide, 1)
        widest = max(widest, x)
    return Key("".join(out), widest, y + 24)


def _who(**given: object) -> KinPerson:
    return KinPerson(id="", name="", **given)  # type: ignore[arg-type]


def _items(kin: Kin, crossed: bool) -> list[tuple[str, str]]:
    people, unions = kin.people, kin.unions
    shapes = {shape(person) for person in people}
    drawn = [
        ("square" in shapes, _who(sex="M"), "male"),
        ("circle" in shapes, _who(sex="F"), "female"),
        ("diamond" in shapes, _who(), "sex or gender not recorded, or another"),
        ("triangle" in shapes, _who(unborn=True, expected=kin.as_at), "unborn"),
        ("dot" in shapes, _who(loss="miscarriage"), "miscarriage"),
        ("cross" in shapes, _who(loss="termination"), "termination"),
        ("small" in shapes, _who(loss="stillbirth"), "stillbirth"),
        (any(p.died is not None for p in people), _who(sex="M", died=UNKNOWN), "died"),
        (any(p.index for p in people), _who(sex="M", index=True), "index child"),
        (any(p.unknown for p in people), _who(sex="M", unknown="not_known"), "parent not known, not named or withheld"),
        (any(p.age for p in people), _who(sex="F", age="21 years"), "age in years (m months, w weeks, d days)"),
    ]
    out = [(sign(person, 17, 0), words) for there, person, words in drawn if there]
    bracket = "M2-8V6H32V-8"
    strokes = "M14 12L20 0"
    lines = [
        (any(not is_broken(u) for u in unions), path(bracket, "line"), "couple: m. married, coh. cohabiting"),
        (any(is_broken(u) for u in unions), path(bracket, "broken"), "short or casual relation, or not recorded"),
        (any(u.state == "separated" for u in unions), path(bracket, "line") + path(strokes, "stroke"), "separated"),
        (
            any(u.state == "divorced" for u in unions),
            path(bracket, "line") + path(strokes + "M9 12L15 0", "stroke"),
            "divorced",
        ),
        (any(u.close_kin for u in unions), path(bracket + "M2 9H32", "line"), "couple who are close kin"),
        (bool(kin.births), path("M2-4H32M6-4V12M28-4V12", "line"), "children, eldest left"),
        (any(b.twins for b in kin.births), path("M17-10V-2L8 12M17-2L26 12", "line"), "born together (bar: identical)"),
        (
            any(b.link == "adopted" for b in kin.births),
            path("M15-12V12", "line") + path("M18-12V12", "dashed"),
            "adopted",
        ),
        (bool(kin.cares), path("M2 0H34", "care"), "looked after by"),
        (bool(kin.households), path("M2-10H34V10H2z", "home"), "live together"),
        (crossed, path("M2 2H13A4 4 0 0 1 21 2H32M17-10V12", "line"), "lines that cross and do not meet"),
    ]
    out += [(marks, words) for there, marks, words in lines if there]
    sorts = {line.sort: line.directed for line in kin.lines}
    return out + [
        (drawn_line(s, [(2, 0), (36, 0)], directed=way, taper=False), coded(s)) for s, way in sorted(sorts.items())
    ]
