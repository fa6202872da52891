"""A picture as a file for a reader: what that reader may have of it, marked with who took it and for whom."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from kingfisher.drawing.marked import marked
from kingfisher.interchange.copies.nameless import Nameless, as_published, in_months, nameless, refuse_if_told
from kingfisher.interchange.paper import Printed, picture_png, pictures_pdf
from kingfisher.practice.children import children
from kingfisher.practice.copied import (
    lived_for_family,
    lived_published,
    network_for_family,
    network_published,
    supports_for_family,
    supports_published,
    without_siblings_kin,
)
from kingfisher.practice.kin import for_family, for_publication
from kingfisher.timeline.chronology import Chronology
from kingfisher.web.drawings.pictures import (
    MAKERS,
    Made,
    Subject,
    asked_for,
    drawn_homes,
    drawn_kin,
    drawn_network,
    drawn_supports,
    kin_on,
)
from kingfisher.web.drawings.told import SORTS
from kingfisher.web.forms.drawn.asked import FAMILY, PUBLICATION, CopyOfDrawing


class NobodyThere(Exception):
    """The child was not yet there on the day, in what this reader may have."""


@dataclass(frozen=True)
class Taken:
    """In what format a copy is taken, on which paper, when, and the words that mark it.

    A genogram's sheets fill their paper, so on them the words stand in the heading (`copy_of`), not below.
    """

    kind: str
    paper: str
    at: datetime
    mark: str


def copy_of(what: str, subject: Subject, chronology: Chronology, form: CopyOfDrawing) -> Made:
    """The picture as its reader may have it, from the entries that may reach them, with no links and places of its own.

    Raises `NobodyThere`, and `SomethingLeft` where a copy for publication would still tell who it is.
    """
    drawn_by = subject.drawn_by if form.cleaned_data["kind"] == "pdf" else ""
    subject = replace(subject, chronology=chronology, person=None, entry=None, settled=None, drawn_by=drawn_by)
    audience = form.cleaned_data["audience"]
    makers: dict[str, Callable[[], Made]] = {
        FAMILY: lambda: _for_family(what, subject, form),
        PUBLICATION: lambda: _for_publication(what, subject, form),
    }
    try:
        return makers.get(audience, lambda: MAKERS[what](subject))()
    except KeyError as nobody:
        raise NobodyThere("The child was not born or expected by that day: choose a later one.") from nobody


def _for_family(what: str, subject: Subject, form: CopyOfDrawing) -> Made:
    record, day, choices = subject.chronology, subject.as_at, form.for_family
    if what == "ecogram":
        return drawn_supports(supports_for_family(record, day, subject.child, choices), subject)
    if what == "homes":
        return drawn_homes(lived_for_family(record, day, asked_for(subject), choices), subject)
    if what == "network":
        return drawn_network(network_for_family(record, day, choices), subject)
    return drawn_kin(for_family(kin_on(subject, day), choices), subject)


def _for_publication(what: str, subject: Subject, form: CopyOfDrawing) -> Made:
    """With roles for names and months for days; agencies go by what they are. Read again before it is given out."""
    choices, day = form.for_publication, subject.as_at
    bare = _nameless(subject, form)
    asked = list(dict.fromkeys(bare.ids(one) for one in asked_for(subject)))
    subject = replace(subject, names={}) if what == "genogram" else replace(
        subject, names={}, chronology=bare.chronology, child=bare.child
    )  # fmt: skip
    if what == "ecogram":
        made = drawn_supports(in_months(supports_published(bare.chronology, day, bare.child, choices)), subject)
    elif what == "homes":
        strips = lived_published(bare.chronology, day, asked[:1] if choices.hide_siblings else asked)
        made = drawn_homes(in_months(strips), subject, days=False)
    elif what == "network":
        made = drawn_network(in_months(network_published(bare.chronology, day)), subject)
    else:
        made = drawn_kin(for_publication(kin_on(subject, day), choices), subject)
    made = _going_out(made)
    refuse_if_told(bare.look, made.svg, made.title, made.shows, *(one.words for one in made.told))
    return made


def _nameless(subject: Subject, form: CopyOfDrawing) -> Nameless:
    choices, record, siblings = form.for_publication, subject.chronology, None
    whole = kin_on(replace(subject, scope="everyone"), subject.as_at)  # raises KeyError for a child not yet there
    if choices.hide_siblings:
        record, siblings = without_siblings_kin(record, whole)
    young = children(record.family, subject.as_at)
    return nameless(record, subject.child, young, siblings=siblings, sexes=choices.sexes)


def _going_out(made: Made) -> Made:
    return replace(
        made,
        svg=as_published(made.svg),
        title=as_published(made.title),
        shows=as_published(made.shows),
        told=tuple(replace(one, words=as_published(one.words)) for one in made.told),
        sheets=lambda paper: tuple(map(as_published, made.sheets(paper))),
    )


def file_of(made: Made, taken: Taken) -> bytes:
    """The copy as the bytes of a file. Raises `NotPrinted`."""
    if taken.kind == "svg":
        return marked(made.svg, taken.mark).encode()
    if taken.kind == "png":
        return picture_png(marked(made.svg, taken.mark))
    sorts = dict.fromkeys(one.sort for one in made.told)
    facts = [(SORTS.get(sort, sort), [one.words for one in made.told if one.sort == sort]) for sort in sorts]
    sheets = [sheet if made.facts else marked(sheet, taken.mark) for sheet in made.sheets(taken.paper.upper())]
    printed = Printed(made.title, f"{made.shows}. {taken.mark}", taken.at, taken.paper)
    return pictures_pdf(sheets, printed, [("How this copy is to be handled", [taken.mark]), *facts])
