"""Agencies' returns made by hand, in place of the readers."""

from collections.abc import Callable
from pathlib import Path

from kingfisher.interchange.files.rows import Place
from kingfisher.interchange.returns.agency_return import AgencyReturn, Doubt, Proposed, Structure
from kingfisher.timeline import people
from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import Entry, Source
from kingfisher.timeline.kinds import Contact, Incident

ROWS = (  # happened, text, handling
    ("2019-03-01", "Officers called to the address: “Mum’s partner” shouting.", ("P",)),
    ("2019-04-02", "Information received, not corroborated.", ("R",)),
    ("2019-05-03", "Joint visit made.", ("C",)),
)
Reader = Callable[[Path, str, people.Family, str | None], AgencyReturn]


def proposed(agency: str, number: int, happened: str, text: str, handling: tuple[str, ...] = ()) -> Proposed:
    place = Place("return.csv", "record", number)
    entry = Entry(
        id=f"{agency}-{number:04d}",
        content=Incident() if number == 2 else Contact(),
        happened=When.parse(happened),
        agency=agency,
        about=("riley",),
        text=text,
        handling=handling,
        relates_to=(f"{agency}-0002",) if number > 2 else (),
        source=Source(file="return.csv", locator=place.locator, passage=text),
    )
    return Proposed(entry, (), (), place, (happened, text))


def a_return(path: Path, name: str, family: people.Family, agency: str | None) -> AgencyReturn:
    """Three rows read, one without a date, a header and a total."""
    whose = agency or "police"
    read = tuple(proposed(whose, number, *row) for number, row in enumerate(ROWS, 2))
    undated = proposed(whose, 5, "XXXX", "Spoke to neighbour.")
    doubt = Doubt("no_date", "There is no date.", "When was this?", undated)
    marks = tuple(Structure(Place("return.csv", "record", n), what, what) for n, what in ((1, "header"), (6, "total")))
    return AgencyReturn(whose, "It was said to be theirs.", name, "", "csv", read, (doubt,), marks, (), 6)
