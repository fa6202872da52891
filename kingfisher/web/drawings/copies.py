"""A picture as a file for a reader: what that reader may have of it, marked with who took it and for whom."""

from dataclasses import dataclass, replace
from datetime import datetime

from kingfisher.drawing.marked import marked
from kingfisher.interchange.paper import Printed, picture_png, pictures_pdf
from kingfisher.practice.kin import for_family, for_publication
from kingfisher.practice.supports import for_family as supports_for_family
from kingfisher.practice.supports import supports
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.people import Unknown
from kingfisher.web.drawings.pictures import MAKERS, Made, Subject, drawn_kin, drawn_supports, kin_on
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

    Raises `NobodyThere`.
    """
    drawn_by = subject.drawn_by if form.cleaned_data["kind"] == "pdf" else ""
    subject = replace(subject, chronology=chronology, person=None, entry=None, settled=None, drawn_by=drawn_by)
    audience = form.cleaned_data["audience"]
    try:
        if what == "genogram" and audience == FAMILY:
            return drawn_kin(for_family(kin_on(subject, subject.as_at), form.for_family), subject)
        if what == "genogram" and audience == PUBLICATION:
            return drawn_kin(for_publication(kin_on(subject, subject.as_at), form.for_publication), subject)
        if what == "ecogram" and audience == FAMILY:
            return _supports_for_family(subject, form)
        return MAKERS[what](subject)
    except KeyError as nobody:
        raise NobodyThere("The child was not born or expected by that day: choose a later one.") from nobody


def _supports_for_family(subject: Subject, form: CopyOfDrawing) -> Made:
    shown = supports(subject.chronology, subject.as_at, subject.child)
    people = subject.chronology.family.people
    withheld = tuple(one.id for one in people if one.unknown is Unknown.WITHHELD)
    hidden = {member.id for member in shown.members} & set(form.cleaned_data["hide_addresses_of"])
    copy = supports_for_family(
        shown, undecided=form.cleaned_data["undecided_lines"], hidden=withheld, address=not hidden
    )
    return drawn_supports(copy, subject)


def file_of(made: Made, taken: Taken) -> bytes:
    """The copy as the bytes of a file. Raises `PictureNotPrinted`."""
    if taken.kind == "svg":
        return marked(made.svg, taken.mark).encode()
    if taken.kind == "png":
        return picture_png(marked(made.svg, taken.mark))
    sorts = dict.fromkeys(one.sort for one in made.told)
    facts = [(SORTS.get(sort, sort), [one.words for one in made.told if one.sort == sort]) for sort in sorts]
    sheets = [sheet if made.facts else marked(sheet, taken.mark) for sheet in made.sheets(taken.paper.upper())]
    printed = Printed(made.title, f"{made.shows}. {taken.mark}", taken.at, taken.paper)
    return pictures_pdf(sheets, printed, [("How this copy is to be handled", [taken.mark]), *facts])
