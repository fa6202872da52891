"""The merged chronology laid out for people to read: every account in order, where it came from, and what is in doubt.

`lay_out` decides what stands in a document; the writers (`write_xlsx` ... `write_pdf`) only decide how it looks.
Nothing is collapsed: each account is a line of its own, and accounts of one happening stand side by side besides.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from kingfisher.interchange.copies.audiences import Audience, For, what_may_go
from kingfisher.interchange.copies.laid_out import Contributor, HeldBack, Line, MergedDocument, Printed
from kingfisher.interchange.copies.side_by_side import confirmed_and_suggested, with_others
from kingfisher.interchange.returns.agency_return import Doubt, Remark
from kingfisher.interchange.wording import agency_words, how_known_words, kind_words, outcome_words, seen_words
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import said
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.people import Family, age_on, is_child_on
from kingfisher.timeline.same_happening import Pair

WITHHELD = "(held back: it is about another family, and is for the agency that sent it)"


def lay_out(
    chronology: Chronology,
    *,
    doubts: Sequence[Doubt] = (),
    audience: Audience,
    printed: Printed,
    title: str,
    remarks: Mapping[str, Sequence[Remark]] | None = None,
    suggested: Iterable[Pair] = (),
    gaps: Sequence[str] = (),
    agency_names: Mapping[str, str] | None = None,
    pseudonymised: bool = False,
) -> MergedDocument:
    """Lay a chronology out for one audience.

    Lines are in order of first nominal day, then time, then agency; undated entries and doubts are listed apart. An
    entry that a doubt also holds is listed once. `remarks` are by entry id. `suggested` are pairs nobody has confirmed
    yet, shown as suggestions beside those a person has. Doubts and gaps go to the panel; an agency gets the doubts
    about its own rows; the family gets neither. Raises `NotForAudience`.
    """
    fit = what_may_go(chronology, audience)
    mine = [doubt for doubt in doubts if _goes_to(doubt, audience)]
    doubted = {doubt.proposed.entry.id for doubt in mine}
    names = agency_names or {}
    notes = {key: tuple(one.text for one in value) for key, value in (remarks or {}).items()}
    bare = [
        _line(number, entry, fit.family, names, notes.get(entry.id, ()))
        for number, entry in enumerate((entry for entry in fit.entries if entry.id not in doubted), 1)
    ]
    together = confirmed_and_suggested(fit, bare, suggested)
    lines = with_others(bare, together)
    apart = [_undated(entry, names) for entry in fit.undated if entry.id not in doubted]
    return MergedDocument(
        title=title,
        family=fit.family,
        audience=audience,
        printed=printed,
        lines=lines,
        apart=(*apart, *(_held_back(doubt, names, audience) for doubt in mine)),
        together=together,
        contributors=_contributors(fit, names),
        gaps=tuple(gaps) if audience.who is For.PANEL else (),
        pseudonymised=pseudonymised,
        chronology=fit,
    )


def _goes_to(doubt: Doubt, audience: Audience) -> bool:
    own = doubt.proposed.entry.agency == audience.agency
    return audience.who is For.PANEL or (audience.who is For.AGENCY and own)


def _line(number: int, entry: Entry, family: Family, names: Mapping[str, str], notes: tuple[str, ...]) -> Line:
    when, source = entry.happened, entry.source
    day = when.first or when.last
    return Line(
        number=number,
        entry=entry,
        sort_day=day.isoformat() if day else "",
        date_words=when.words,
        time=when.time.strftime("%H:%M") if when.time else "",
        edtf=when.edtf,
        precision=("about a " if when.about else "") + when.precision.value,
        date_as_written=source.date_as_written if source else "",
        agency=agency_words(entry.agency, names),
        people=tuple(_person_at(person, family, entry) for person in entry.about),
        kind=kind_words(entry),
        outcome=outcome_words(entry),
        how_known=how_known_words(entry, family),
        seen=seen_words(entry.seen, family),
        text=entry.text,
        source=_source(entry),
        handling=" ".join(entry.handling),
        remarks=notes,
    )


def _person_at(person_id: str, family: Family, entry: Entry) -> str:
    person = next((one for one in family.people if one.id == person_id), None)
    if person is None:
        return person_id
    day = entry.happened.first
    young = person_id in family.children or (day is not None and is_child_on(person, day))
    age = age_on(person, entry.happened) if young else ""
    return f"{person.label} ({age})" if age else person.label


def _source(entry: Entry) -> str:
    return f"{entry.source.file}, {entry.source.locator}" if entry.source else "entered in Kingfisher"


def _undated(entry: Entry, names: Mapping[str, str]) -> HeldBack:
    source = entry.source
    return HeldBack(
        agency=agency_words(entry.agency, names),
        source=_source(entry),
        date_as_written=source.date_as_written if source else "",
        text=entry.text,
        why="No date is given.",
        ask="When did this happen?",
        code="no_date",
        entry=entry,
    )


def _held_back(doubt: Doubt, names: Mapping[str, str], audience: Audience) -> HeldBack:
    """A doubt as it is listed; the words of a row about another family are shown to nobody but their sender."""
    entry = doubt.proposed.entry
    stranger = doubt.code == "other_family" and audience.agency != entry.agency
    text = entry.text or " | ".join(cell for cell in doubt.proposed.cells if cell)
    place = doubt.proposed.place
    return HeldBack(
        agency=agency_words(entry.agency, names),
        source=f"{place.file}, {place.locator}",
        date_as_written=entry.source.date_as_written if entry.source else "",
        text=WITHHELD if stranger else text,
        why="This row is about another family." if stranger else doubt.why,
        ask="Was this row sent by mistake? It has been held back." if stranger else doubt.ask,
        code=doubt.code,
        entry=None if doubt.code == "other_family" else entry,
    )


def _contributors(chronology: Chronology, names: Mapping[str, str]) -> tuple[Contributor, ...]:
    last: dict[str, Entry] = {}
    counts: dict[str, int] = {}
    for entry in (*chronology.entries, *chronology.undated):
        counts[entry.agency] = counts.get(entry.agency, 0) + 1
        if _last_day(entry) > _last_day(last.get(entry.agency)):
            last[entry.agency] = entry
    return tuple(
        Contributor(agency_words(agency, names), counts[agency], _until(last.get(agency)))
        for agency in chronology.agencies
    )


def _last_day(entry: Entry | None) -> date:
    return (entry and (entry.happened.last or entry.happened.first)) or date.min


def _until(entry: Entry | None) -> str:
    """The last day as exactly as it is known: a month stays a month."""
    if entry is None or _last_day(entry) == date.min:
        return "no dated entry"
    when = entry.happened
    return said(_last_day(entry)) if when.first == when.last else when.words
