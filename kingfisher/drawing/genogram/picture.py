"""The picture put together: homes behind, lines of structure, people by generation, relation lines and key on top."""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import NamedTuple

from kingfisher.drawing.genogram.facts import Facts, called, generation
from kingfisher.drawing.genogram.key import Key
from kingfisher.drawing.genogram.labels import EM, LEFT, extent
from kingfisher.drawing.genogram.paths import Drawn
from kingfisher.drawing.genogram.symbols import HALF, foot, ink, number, sign, words_at, written_below
from kingfisher.drawing.genogram.unions import Box, child_line, identical_bars, quoted, union_mark
from kingfisher.practice.kin import Kin, KinPerson
from kingfisher.timeline.dates import said

MARGIN = 24.0
HEAD = 44.0  # the title and the line below it
FONT = "'Liberation Sans',Arial,Helvetica,sans-serif"

type Links = Callable[[str], str]


class Heading(NamedTuple):
    """What is printed over the picture: its title, and who drew it ("" when nobody is to be named)."""

    title: str
    drawn_by: str


def heading_words(kin: Kin, heading: Heading) -> str:
    """The line below the title: the day, what was recorded by when, and who drew it."""
    parts = [f"as at {said(kin.as_at)}"]
    parts += [f"as recorded by {said(kin.recorded_by)}"] if kin.recorded_by else []
    parts += [f"drawn by {heading.drawn_by}"] if heading.drawn_by else []
    return ", ".join(parts)


class Standing(NamedTuple):
    """Somebody as drawn: their place on the picture (left, top, right, bottom) and the marks."""

    id: str
    row: int
    box: Box
    marks: str


def everyone(drawn: Drawn, facts: Facts) -> tuple[Standing, ...]:
    """Everyone's symbol and words, by generation and from left to right."""
    people = {person.id: person for person in drawn.scene.kin.people}
    out = []
    for row, line in enumerate(drawn.scene.rows):
        for one in line:
            x, y = drawn.scene.x[one], drawn.middle[row]
            box = (x - LEFT, y - HALF - 5, x + drawn.scene.extents[one], y + foot(people[one]))
            out.append(Standing(one, row, box, _person(people[one], drawn, facts)))
    return tuple(out)


def generations_of(people: Iterable[Standing]) -> str:
    """The people as a list for each generation."""
    rows: dict[int, list[str]] = {}
    for one in people:
        rows.setdefault(one.row, []).append(one.marks)
    return "".join(
        f'<g class="kf-gen-row" role="list" aria-label="{generation(row)}">{"".join(marks)}</g>'
        for row, marks in rows.items()
    )


def _person(person: KinPerson, drawn: Drawn, facts: Facts) -> str:
    x, y = drawn.scene.x[person.id], drawn.middle[drawn.scene.row[person.id]]
    beside = any(
        person.id in union.partners and union.id not in drawn.routes.above for union in drawn.scene.drawn_unions()
    )
    title = f"<title>{escape(facts.words('person', person.id))}</title>"
    inside = sign(person, x, y) + written_below(person, x, y, beside=beside)
    return f'<g role="listitem" data-person="{quoted(person.id)}">{title}{inside}</g>'


def links_over(drawn: Drawn, facts: Facts, links: Links) -> str:
    """A link over each symbol and name, outside the image, which would hide it from those who do not see it."""
    out = []
    people = {person.id: person for person in drawn.scene.kin.people}
    for row, line in enumerate(drawn.scene.rows):
        items = []
        for one in line:
            address = links(one)
            if not address:
                continue
            x, y = drawn.scene.x[one] - LEFT, drawn.middle[row] - HALF - 3
            wide, high = LEFT + extent(people[one]), drawn.foot[row] - y
            box = f'x="{number(x)}" y="{number(y)}" width="{number(wide)}" height="{number(high)}"'
            name = quoted(called(people[one]))
            over = f'<a href="{quoted(address)}" aria-label="{name}"><rect {ink("link")} {box}/></a>'
            items.append(f'<g role="listitem">{over}</g>')
        if items:
            out.append(f'<g role="list" aria-label="{generation(row)}">{"".join(items)}</g>')
    return "".join(out)


def structure(drawn: Drawn, facts: Facts, taken: list[Box]) -> str:
    """Every bracket and every line to a child."""
    out = [union_mark(union, drawn, facts, taken) for union in drawn.scene.drawn_unions()]
    births = [b for union in drawn.scene.drawn_unions() for b in drawn.scene.births_of(union.id)]
    out += [child_line(birth, drawn, facts, taken) for birth in births]
    return "".join([*out, identical_bars(births, drawn)])


class Sheet(NamedTuple):
    """A drawn family before it is wrapped in its `svg`: the parts, and how large they are together."""

    title: str
    under: str
    description: str
    behind: str
    lines: str
    people: tuple[Standing, ...]
    over: str
    links: str
    key: Key
    crossed: bool
    width: float
    height: float


def wrapped(sheet: Sheet, name: str) -> str:
    """The whole file. `name` makes its ids its own on a page with several pictures."""
    wide = max(sheet.width, sheet.key.width + 2 * MARGIN)
    high = sheet.height + sheet.key.height + MARGIN
    head = words_at(MARGIN, 26, sheet.title, "title") + words_at(MARGIN, 42, sheet.under, "fact")
    key = f'<g class="kf-gen-key" transform="translate({number(MARGIN)} {number(sheet.height)})">{sheet.key.marks}</g>'
    size = f'viewBox="0 0 {number(wide)} {number(high)}" width="{number(wide)}" height="{number(high)}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="kf-gen" {size} font-family="{FONT}" font-size="{EM:g}">'
        f'<g role="img" aria-labelledby="{name}-title" aria-describedby="{name}-description">'
        f'<title id="{name}-title">{escape(sheet.title)}, {escape(sheet.under)}</title>'
        f'<desc id="{name}-description">{escape(sheet.description)}</desc>'
        f'<rect fill="#fff" class="kf-gen-paper" width="{number(wide)}" height="{number(high)}"/>'
        f"{head}{sheet.behind}{sheet.lines}{generations_of(sheet.people)}{sheet.over}{key}</g>{sheet.links}</svg>"
    )


def described(kin: Kin, rows: Mapping[int, int]) -> str:
    """The picture in a few words, and where its facts are told."""
    many = sum(rows.values())
    homes = f", {len(kin.households)} households" if kin.households else ""
    return (
        f"{many} people in {len(rows)} generations, {len(kin.unions)} couples{homes}. "
        "The lists and the table with this picture give everything it shows in words."
    )
