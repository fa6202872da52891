"""The pictures of a review's pack: genograms at chosen dates, who stands round the home, the strip; named or not."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape, unescape

from kingfisher.drawing.ecogram import ecogram
from kingfisher.drawing.genogram import draw, pages
from kingfisher.interchange.copies.pseudonym_dates import Dates
from kingfisher.interchange.copies.pseudonyms import Pseudonyms
from kingfisher.practice import contact
from kingfisher.practice.kin import ForPublication, for_publication, kin_as_at
from kingfisher.practice.supports import supports
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import When, said
from kingfisher.web.picture import ChildLane, Scope, mark_of
from kingfisher.web.picture import draw as draw_strip

GAP = 28  # days; shorter gaps crowd the strip
SORTS = {
    "person": "People",
    "union": "Couples",
    "birth": "Parents and children",
    "care": "Who looks after whom",
    "household": "Who lives together",
    "relation": "What lies between them",
}


@dataclass(frozen=True)
class Shown:
    """Pictures under one title: the pages, one sentence on what they show, and the same facts under headings."""

    title: str
    svgs: tuple[str, ...]
    shows: str
    facts: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Wanted:
    """What is drawn: whose record, at which days (the ecogram at the last), with what other names (None: its own).

    `of` names the family in titles where a pack holds several; the strip begins on the `first` day.
    """

    chronology: Chronology
    days: Sequence[date]
    names: dict[str, str]
    paper: str = "a3"
    of: str = ""
    first: date | None = None
    instead: Pseudonyms | None = None


def pictures(wanted: Wanted) -> list[Shown]:
    """Every picture of one family; a child not yet there on a day is passed over, as is a picture with nothing in it.

    A genogram without names is the copy for publication; the other two are drawn from the record without names.
    """
    found = [one for day in wanted.days for one in _genograms(wanted, day)]
    later = [*_ecograms(wanted, wanted.days[-1]), *_strip(wanted, wanted.days[-1])] if wanted.days else []
    if wanted.instead is None:
        return [*found, *later]
    again = wanted.instead.choices.dates is not Dates.MOVED  # dates of the record without names are moved already
    return [
        *(_redated(one, wanted.instead.dates_in) for one in found),
        *((_redated(one, wanted.instead.dates_in) if again else one) for one in later),
    ]


def _genograms(wanted: Wanted, day: date) -> Iterable[Shown]:
    """The family of the first child of the record; every other child of it stands in the same picture."""
    for index in wanted.chronology.family.children[:1]:
        try:
            kin = kin_as_at(wanted.chronology, day, index)
        except KeyError:
            return
        if wanted.instead:
            hide = wanted.instead.choices.hide_siblings
            kin = for_publication(kin, ForPublication(hide_siblings=hide, ages=False))
        drawing = draw(kin, title=f"Genogram{wanted.of}")
        headed = {sort: tuple(fact.words for fact in drawing.facts.facts if fact.sort == sort) for sort in SORTS}
        people = tuple(member.about for row in drawing.facts.generations for member in row)
        yield Shown(
            title=f"Genogram{wanted.of}, as at {said(day)}",
            svgs=pages(drawing, wanted.paper.upper()),
            shows=f"The family as at {said(day)}.",
            facts=tuple((head, people if sort == "person" else headed[sort]) for sort, head in SORTS.items()),
        )


def _ecograms(wanted: Wanted, day: date) -> Iterable[Shown]:
    chronology, on = _record(wanted, day)
    for child in chronology.family.children[:1]:
        picture = ecogram(supports(chronology, on, child), names=_agencies(wanted))
        yield Shown(
            title=f"Who stands round the home{wanted.of}",
            svgs=(picture.svg,),
            shows=f"The home, the people and the services round it, as at {said(on)}.",
            facts=(("What it shows", tuple(one.words for one in picture.shown)),),
        )


def _strip(wanted: Wanted, day: date) -> Iterable[Shown]:
    chronology, on = _record(wanted, day)
    seen = contact.all_sightings(chronology)
    label = chronology.family.label
    lanes = [
        ChildLane(child, label(child), seen.get(child, []), contact.gaps(chronology, child, on, days=GAP))
        for child in chronology.family.children
    ]
    title = f"The chronology as a strip{wanted.of}"
    marks = [mark_of(entry) for entry in chronology.as_at(on).entries]
    first = wanted.first
    if first and wanted.instead:
        first = wanted.instead.when(When.day(first)).first
    drawn = draw_strip(marks, Scope(title=title, names=_agencies(wanted), first=first, as_at=on), lanes)
    if drawn:
        yield Shown(title=title, svgs=(_styled(str(drawn)),), shows=f"Every dated entry to {said(on)}.", facts=())


def _styled(svg: str) -> str:
    """The strip with its style and the letters of the other pictures."""
    start = svg.index(">") + 1
    return f'{svg[: start - 1]} font-family="Liberation Sans">{_ON_PAPER}{svg[start:]}'


def _record(wanted: Wanted, day: date) -> tuple[Chronology, date]:
    """The record to draw from and its day: without names, both as the copy has them."""
    if wanted.instead is None:
        return wanted.chronology, day
    moved = wanted.instead.when(When.day(day))
    return wanted.instead.chronology(), moved.last or day


def _agencies(wanted: Wanted) -> dict[str, str]:
    if wanted.instead is None:
        return wanted.names
    return {slug: name for slug, name in wanted.names.items() if slug not in wanted.instead.agencies}


# The style sheet of the pages does not go onto paper: the strip takes what it needs of it along, in ink alone.
_ON_PAPER = """<style>
.kf-strip-lane{fill:#fff}.kf-strip-lane--other{fill:#f4f4f4}.kf-strip-label{font-size:13px}
.kf-strip-tick{fill:#333;font-size:12px}.kf-strip-count{font-size:10px}
.kf-strip-axis{stroke:#505a5f;stroke-width:1;fill:none}.kf-strip-axis--fine{stroke:#b1b4b6}
.kf-strip-span{stroke:#505a5f;stroke-width:3;fill:none}.kf-strip-mark{fill:#000;stroke:#fff;stroke-width:0.5}
.kf-strip-mark--decision,.kf-strip-mark--incident,.kf-strip-mark--unsure,.kf-strip-mark--elsewhere
{fill:#fff;stroke:#000;stroke-width:1.5}.kf-strip-mark--missed{fill:none;stroke:#000;stroke-width:2}
.kf-strip-gap{fill:#eee;stroke:#505a5f;stroke-dasharray:4 3}
.kf-strip-as-at{stroke:#000;stroke-width:2;stroke-dasharray:6 3}
</style>"""

_TOLD = re.compile(r">([^<>]+)<")


def _redated(one: Shown, change: Callable[[str], str]) -> Shown:
    """Every word of the picture with its dates as the copy has them; its lines stay as drawn."""

    def words(found: re.Match[str]) -> str:
        return f">{escape(change(unescape(found.group(1))), quote=False)}<"

    return Shown(
        title=change(one.title),
        svgs=tuple(_TOLD.sub(words, svg) for svg in one.svgs),
        shows=change(one.shows),
        facts=tuple((head, tuple(change(words) for words in told)) for head, told in one.facts),
    )
