"""The four pictures of a family as pages show them: the drawing, its facts for the table, and its sheets for paper.

Everything is drawn from the chronology given, which holds only what its reader may see.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kingfisher.drawing import homes as homes_drawn
from kingfisher.drawing import network as network_drawn
from kingfisher.drawing.ecogram import ecogram as ecogram_drawn
from kingfisher.drawing.genogram import Facts, Placed, draw
from kingfisher.drawing.genogram.paper import pages
from kingfisher.drawing.shown import Picture
from kingfisher.practice.kin import Kin, kin_as_at
from kingfisher.practice.lived import Lived, lived
from kingfisher.practice.network import Network, network
from kingfisher.practice.supports import Supports, supports
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import said

type Link = Callable[[str], str]
_ID = re.compile(r'\bid="([^"]+)"')


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What to draw: of whom, as at which day, how far from the child, and where its links lead ("" for none).

    `settled` is the day whose places everyone keeps, so that nobody moves between days; None lets them find their own.
    """

    chronology: Chronology
    as_at: date
    child: str
    scope: str = "kin"  # kin, cousins or everyone
    names: Mapping[str, str] = field(default_factory=dict)
    person: Link | None = None
    entry: Link | None = None
    settled: date | None = None
    drawn_by: str = ""


@dataclass(frozen=True)
class Told:
    """One thing drawn, as the table tells it; `sort` and `id` are those on the drawing."""

    sort: str
    id: str
    words: str
    rests_on: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Made:
    """A picture with all it shows. `sheets` gives the files for a size of paper, "A4" or "A3"."""

    svg: str
    title: str
    shows: str
    told: tuple[Told, ...]
    sheets: Callable[[str], tuple[str, ...]]
    paper: str = "a4"
    notes: tuple[str, ...] = ()
    facts: Facts | None = None


def kin_on(subject: Subject, day: date) -> Kin:
    """The family of the child on a day, as far out as asked. Raises `KeyError` when the child is not there yet."""
    scope = subject.scope
    return kin_as_at(subject.chronology, day, subject.child, cousins=scope == "cousins", whole=scope == "everyone")


def asked_for(subject: Subject) -> list[str]:
    """The children of the record, the chosen child first."""
    children = subject.chronology.family.children
    first = [subject.child] if subject.child in children else []
    return [*first, *(child for child in children if child not in first)]


def lives_on(subject: Subject, day: date) -> list[Lived]:
    """Where each child of the record has lived up to a day, the chosen child first."""
    return [lived(subject.chronology, day, child) for child in asked_for(subject)]


def genogram(subject: Subject) -> Made:
    """The family tree. Raises `KeyError` when the child is not there on the day."""
    return drawn_kin(kin_on(subject, subject.as_at), subject, before=_places(subject))


def drawn_kin(kin: Kin, subject: Subject, *, before: Placed | None = None) -> Made:
    """A genogram of people already chosen: a copy that leaves some of them out, say."""
    drawing = draw(kin, before=before, links=subject.person, drawn_by=subject.drawn_by)
    many, rows = len(kin.people), len(drawing.facts.generations)
    return Made(
        svg=drawing.svg,
        title=f"Genogram of {kin.person(kin.index).name}",
        shows=f"{many} people in {rows} generation{'' if rows == 1 else 's'}, as at {said(kin.as_at)}",
        told=tuple(Told(one.sort, one.id, one.words, people=one.people) for one in drawing.facts.facts),
        sheets=lambda paper: pages(drawing, paper),
        notes=drawing.placed.notes,
        facts=drawing.facts,
    )


def _places(subject: Subject) -> Placed | None:
    """Where everyone stands on the day whose places are kept."""
    if subject.settled is None or subject.settled == subject.as_at:
        return None
    try:
        return draw(kin_on(subject, subject.settled)).placed
    except KeyError:
        return None


def ecogram(subject: Subject) -> Made:
    """The home and who stands round it. Raises `KeyError` when the family has no such child."""
    return drawn_supports(supports(subject.chronology, subject.as_at, subject.child), subject)


def drawn_supports(shown: Supports, subject: Subject) -> Made:
    """An ecogram of supports already chosen."""
    picture = ecogram_drawn(shown, links=subject.person, names=subject.names)
    return _made(picture, "Ecogram", f"{len(shown.supports)} supports round the home, as at {said(shown.as_at)}")


def homes(subject: Subject) -> Made:
    """Where each child has lived, up to the day."""
    return drawn_homes(lives_on(subject, subject.as_at), subject)


def drawn_homes(strips: Sequence[Lived], subject: Subject, *, days: bool = True) -> Made:
    """Homes already read; without `days`, by months."""
    sheets = tuple(page.svg for page in homes_drawn.on_pages(strips, subject.as_at, days=days))
    picture = homes_drawn.homes(strips, subject.as_at, links=subject.entry, days=days)
    many = f"{len(strips)} child{'' if len(strips) == 1 else 'ren'}"
    return _made(picture, "Who lived where", f"where {many} lived, to {said(subject.as_at)}", sheets)


def who_works(subject: Subject) -> Made:
    """Who works with whom."""
    shown = network(subject.chronology, subject.as_at)
    return drawn_network(shown, subject)


def drawn_network(shown: Network, subject: Subject) -> Made:
    """A network already read."""
    sheets = tuple(page.svg for page in network_drawn.on_pages(shown, names=subject.names))
    picture = network_drawn.who_works_with_whom(shown, links=subject.person, names=subject.names)
    words = f"{len(shown.works)} practitioners, as at {said(shown.as_at)}"
    return _made(picture, "Who works with whom", words, sheets)


def _made(picture: Picture, title: str, shows: str, sheets: Sequence[str] = ()) -> Made:
    return Made(
        svg=picture.svg,
        title=title,
        shows=shows,
        told=tuple(Told(one.what, one.id, one.words, one.rests_on) for one in picture.shown),
        sheets=lambda _: tuple(sheets) or (picture.svg,),
        paper="a3" if not sheets and picture.paper.startswith("A3") else "a4",
    )


def apart(svg: str, number: int) -> str:
    """The same file with ids of its own, for a page that holds several of them."""
    for one in _ID.findall(svg):
        svg = svg.replace(f'"{one}"', f'"{one}-{number}"').replace(f"url(#{one})", f"url(#{one}-{number})")
    return svg


MAKERS: dict[str, Callable[[Subject], Made]] = {
    "genogram": genogram,
    "ecogram": ecogram,
    "homes": homes,
    "network": who_works,
}
