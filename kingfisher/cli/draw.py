"""Draw a family as it was on a day: genogram, supports, where the children lived, who works with whom.

From a record in the open format, a folder of agencies' returns, GEDCOM (.ged), or a plain family file (.json). Nothing
later than the day shows. As SVG, PNG or PDF; a PDF has as many sheets as the words need to stay readable, and also says
everything in words.
"""

import argparse
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from kingfisher.cli.days import day
from kingfisher.cli.drawn_for import Readings, Wanted
from kingfisher.cli.family_sources import FamilySource, family_from
from kingfisher.cli.outcome import Exit, WrongCall
from kingfisher.cli.progress import Progress
from kingfisher.cli.tables import paragraph
from kingfisher.drawing.ecogram import ecogram
from kingfisher.drawing.genogram import draw
from kingfisher.drawing.genogram.paper import pages
from kingfisher.drawing.homes import homes
from kingfisher.drawing.homes import on_pages as homes_on_pages
from kingfisher.drawing.network import on_pages as network_on_pages
from kingfisher.drawing.network import who_works_with_whom
from kingfisher.drawing.shown import Picture
from kingfisher.interchange.copies.typesetting import NotPrinted
from kingfisher.interchange.paper import Printed, picture_png, pictures_pdf
from kingfisher.interchange.wording import agency_words
from kingfisher.timeline.dates import said

HELP = "draw a family on a day: genogram, ecogram, homes, network; as SVG, PNG or PDF"
EXAMPLES = """\
  kingfisher draw record.yaml --as-at 2020-03-01 --out family.svg
  kingfisher draw record.yaml --index kit --what ecogram --out supports.pdf
  kingfisher draw family.ged --index I12 --out family.pdf --paper a3
  kingfisher draw record.yaml --for publication --hide-siblings --out published.pdf
  kingfisher draw record.yaml --what homes --for family --out homes.pdf
"""
ENDINGS = (".svg", ".png", ".pdf")
SORTS = {
    "person": "People",
    "union": "Couples",
    "birth": "Parents and children",
    "care": "Who looks after whom",
    "household": "Who lives together",
    "relation": "What lies between them",
}


class Drawn(NamedTuple):
    """A picture ready to be written: as one, page by page, and everything it says under headings."""

    svg: str
    pages: Callable[[str], tuple[str, ...]]  # for a size of paper
    title: str
    shows: str
    facts: tuple[tuple[str, tuple[str, ...]], ...]


def add(parser: argparse.ArgumentParser) -> None:
    """The words of the command."""
    parser.add_argument(
        "sources",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="a record (.yaml, .json), a folder of returns, a GEDCOM file (.ged) or a plain family file (.json)",
    )
    parser.add_argument("--people", type=Path, help="the family's people file, where a folder has none of its own")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="what to write: .svg, .png or .pdf")
    parser.add_argument("--as-at", type=day, metavar="DAY", help="the day, such as 2020-03-01; today, if not given")
    parser.add_argument("--index", metavar="ID", help="the child the picture is about")
    parser.add_argument("--what", choices=("genogram", "ecogram", "homes", "network"), default="genogram")
    parser.add_argument("--paper", choices=("a4", "a3"), default="a4", help="for a PDF")
    parser.add_argument("--for", dest="audience", choices=("practitioners", "family", "publication"))
    parser.add_argument("--hide-siblings", action="store_true", help="a published copy that does not tell how many")
    parser.add_argument(
        "--scope",
        choices=("kin", "cousins", "everyone"),
        help="how far from the child: kin for a record, everyone for a family file, if not given",
    )
    parser.add_argument("--words", action="store_true", help="also print everything the picture says")


def run(chosen: argparse.Namespace, now: datetime) -> int:
    """Read, draw, write."""
    _possible(chosen)
    given = family_from(chosen.sources, chosen.people, Progress(wanted=chosen.progress))
    as_at = chosen.as_at or now.date()
    readings = Readings(given.chronology, Wanted(chosen.audience or "practitioners", as_at, chosen.hide_siblings))
    try:
        drawn = _finished(MAKERS[chosen.what](given, readings, as_at, chosen), readings)
    except KeyError as nobody:
        name = given.chronology.family.label(str(nobody.args[0]))
        raise WrongCall(f"{name} was not born or expected by {said(as_at)}: give a later day with --as-at.") from nobody
    _write(drawn, chosen, now)
    print(f"Written: {chosen.out} ({drawn.shows})")
    if chosen.words:
        _tell(drawn)
    for doubt in given.doubts:
        print(paragraph(doubt))
    return Exit.NEEDS_A_PERSON if given.doubts else Exit.FINE


def _possible(chosen: argparse.Namespace) -> None:
    if chosen.out.suffix.lower() not in ENDINGS:
        raise WrongCall(f"{chosen.out} should end in .svg, .png or .pdf.")
    if chosen.hide_siblings and chosen.audience != "publication":
        raise WrongCall("--hide-siblings is for a published copy: add --for publication.")


def _index(given: FamilySource, chosen: argparse.Namespace) -> str:
    """The child asked for, or the only one the record is about."""
    family = given.chronology.family
    ids = {person.id for person in family.people}
    if chosen.index:
        if chosen.index not in ids:
            raise WrongCall(f"There is nobody with the id {chosen.index}. {_choices(given)}")
        return str(chosen.index)
    if len(family.children) == 1:
        return family.children[0]
    raise WrongCall(f"Whose picture? Name the child with --index. {_choices(given)}")


def _choices(given: FamilySource) -> str:
    family = given.chronology.family
    ids = family.children or tuple(person.id for person in family.people)
    named = ", ".join(f"{one} ({family.label(one)})" for one in ids[:8])
    return f"There are: {named}{f' and {len(ids) - 8} more' if len(ids) > 8 else ''}."


def _finished(drawn: Drawn, readings: Readings) -> Drawn:
    """As it may go out to whom it is for."""
    svg, title, shows = readings.finished(drawn.svg, drawn.title, drawn.shows)
    facts = tuple((heading, readings.finished(*told)) for heading, told in drawn.facts)
    return Drawn(svg, lambda paper: readings.finished(*drawn.pages(paper)), title, shows, facts)


def _genogram(given: FamilySource, readings: Readings, as_at: date, chosen: argparse.Namespace) -> Drawn:
    scope = chosen.scope or ("everyone" if given.tree else "kin")
    kin = readings.kin(_index(given, chosen), cousins=scope == "cousins", whole=scope == "everyone")
    drawing = draw(kin)
    headed = {sort: tuple(fact.words for fact in drawing.facts.facts if fact.sort == sort) for sort in SORTS}
    people = tuple(member.about for row in drawing.facts.generations for member in row)
    facts = tuple((head, people if sort == "person" else headed[sort]) for sort, head in SORTS.items())
    rows = len(drawing.facts.generations)
    shows = f"{len(people)} people in {rows} generation{'s' if rows > 1 else ''}, as at {said(as_at)}"
    return Drawn(drawing.svg, partial(pages, drawing), f"Genogram of {kin.person(kin.index).name}", shows, facts)


def _ecogram(given: FamilySource, readings: Readings, as_at: date, chosen: argparse.Namespace) -> Drawn:
    shown = readings.supports(_index(given, chosen))
    many = len(shown.supports)
    return _of_picture(ecogram(shown), "Ecogram", f"{many} supports round the home, as at {said(as_at)}")


def _homes(given: FamilySource, readings: Readings, as_at: date, chosen: argparse.Namespace) -> Drawn:
    children = given.chronology.family.children
    strips = readings.homes((_index(given, chosen),) if chosen.index or not children else children)
    days = chosen.audience != "publication"
    many = f"{len(strips)} child" + ("" if len(strips) == 1 else "ren")
    drawn = _of_picture(homes(strips, as_at, days=days), "Homes", f"where {many} lived, to {said(as_at)}")
    return drawn._replace(pages=lambda _: tuple(page.svg for page in homes_on_pages(strips, as_at, days=days)))


def _network(given: FamilySource, readings: Readings, as_at: date, chosen: argparse.Namespace) -> Drawn:
    shown = readings.network(chosen.index)
    names = {one.agency: agency_words(one.agency) for one in shown.works}
    drawn = _of_picture(
        who_works_with_whom(shown, names=names),
        "Who works with whom",
        f"{len(shown.works)} practitioners, as at {said(as_at)}",
    )
    return drawn._replace(pages=lambda _: tuple(page.svg for page in network_on_pages(shown, names=names)))


def _of_picture(picture: Picture, title: str, shows: str) -> Drawn:
    return Drawn(
        picture.svg,
        lambda _: (picture.svg,),
        title,
        shows,
        (("What it shows", tuple(one.words for one in picture.shown)),),
    )


MAKERS: dict[str, Callable[[FamilySource, Readings, date, argparse.Namespace], Drawn]] = {
    "genogram": _genogram,
    "ecogram": _ecogram,
    "homes": _homes,
    "network": _network,
}


def _write(drawn: Drawn, chosen: argparse.Namespace, now: datetime) -> None:
    ending = chosen.out.suffix.lower()
    try:
        if ending == ".svg":
            made = drawn.svg.encode("utf-8")
        elif ending == ".png":
            made = picture_png(drawn.svg)
        else:
            made = pictures_pdf(
                drawn.pages(chosen.paper.upper()), Printed(drawn.title, drawn.shows, now, chosen.paper), drawn.facts
            )
    except NotPrinted as wrong:
        raise WrongCall(f"{wrong} Write it as .svg instead.") from wrong
    chosen.out.write_bytes(made)


def _tell(drawn: Drawn) -> None:
    for heading, facts in drawn.facts:
        if facts:
            print(f"\n{heading}")
            for words in facts:
                print(paragraph(words))
