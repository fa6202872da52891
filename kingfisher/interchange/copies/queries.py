"""The queries for each agency, ready to send: what could not be read or looks mistaken in its own return.

An agency's list holds its own rows only. A row that seems to be about another family is asked about by its place: the
agency has the row, and its words should travel no further.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from kingfisher.interchange.copies.laid_out import MARKING, Printed
from kingfisher.interchange.copies.safe_text import printable
from kingfisher.interchange.copies.whole import MustHold
from kingfisher.interchange.copies.word_document import hand_over, letter
from kingfisher.interchange.returns.agency_return import AgencyReturn, Proposed, Remark
from kingfisher.interchange.wording import agency_words
from kingfisher.timeline.dates import said

STARTS_WITH = 160  # characters of a row's words: enough to find it by, in the agency's own file
# Remarks that the agency must answer, with what is asked; the others are for whoever settles the return.
ASKED: dict[str, tuple[str, str]] = {
    "exact_repeat": ("Rows that stand twice", "Is this one thing entered twice, or did it happen twice?"),
    "date_of_birth_differs": ("Dates of birth", "The date of birth here is not the one we hold. Please check it."),
    "wrong_childs_sheet": ("Which child or person", "Which child is this row about?"),
    "children_not_named": ("Which child or person", "The words name only adults. Which children were seen?"),
    "name_ambiguous": ("Which child or person", "Who is meant{words}?"),
    "initials_ambiguous": ("Which child or person", "Who is meant{words}?"),
    "role_ambiguous": ("Which child or person", "Who is meant{words}?"),
    "name_misspelt": ("Which child or person", "Who is meant{words}? Please check the spelling."),
    "surname_differs": ("Which child or person", "Who is meant{words}? Please check the surname."),
    "person_not_found": ("Which child or person", "Who is meant{words}, and what are they to the family?"),
    "year_doubtful": ("Dates in doubt", "Is the year right?"),
    "year_inferred": ("Dates in doubt", "Is the year right?"),
    "weekday_disagrees": ("Dates in doubt", "Is the date right?"),
    "month_misspelt": ("Dates in doubt", "Is the date right?"),
}
# Only these remarks are about nothing but the agency's own file; the others may name what someone else told us.
_TELLS_OWN_FILE = ("exact_repeat", "year_doubtful", "year_inferred", "weekday_disagrees", "month_misspelt")
_QUOTED = re.compile(r"“([^”]{1,80})”")
_DOUBTS = {
    "no_date": "Rows without a date",
    "impossible_date": "Dates that cannot be",
    "date_not_understood": "Dates we could not read",
    "other_family": "Rows that seem to be about another family",
    "asked": "Questions about particular rows",
}


class Query(msgspec.Struct, frozen=True):
    """One thing asked of an agency: where the row stands, how it begins, why we ask and what."""

    place: str
    words: str
    why: str
    ask: str


class QueryList(msgspec.Struct, frozen=True):
    """All that is asked of one agency, in groups; `files` are the files it sent."""

    agency: str
    files: tuple[str, ...]
    groups: tuple[tuple[str, tuple[Query, ...]], ...]

    @property
    def count(self) -> int:
        """How many queries there are."""
        return sum(len(queries) for _, queries in self.groups)


def queries(returns: Sequence[AgencyReturn], names: Mapping[str, str] | None = None) -> list[QueryList]:
    """A list for each agency that has something to answer, in the order of its first file.

    Doubts and the remarks an agency can settle are asked about; each group in the order of the files. `names` are the
    agencies' own names by id.
    """
    asked: dict[str, dict[str, list[Query]]] = {}
    files: dict[str, list[str]] = {}
    for one in returns:
        files.setdefault(one.agency, []).append(one.file)
        groups = asked.setdefault(one.agency, {})
        for group, query in _of_return(one):
            groups.setdefault(group, []).append(query)
    return [
        QueryList(
            agency_words(agency, names),
            tuple(files[agency]),
            tuple((group, tuple(listed)) for group, listed in groups.items()),
        )
        for agency, groups in asked.items()
        if groups
    ]


def _of_return(one: AgencyReturn) -> Iterator[tuple[str, Query]]:
    for doubt in one.doubts:
        group = _DOUBTS.get(doubt.code, "Rows we could not read")
        stranger = doubt.code == "other_family"
        place = _place(doubt.proposed)
        ask = doubt.ask.removeprefix(f"{doubt.proposed.place.locator}: ")
        if stranger:
            ask = (
                "Is this row about another family? If so, please take it out of your return and handle it as a breach. "
                "We have held it back."
            )
        yield group, Query(place, "" if stranger else _start(doubt.proposed), "" if stranger else doubt.why, ask)
    for proposed in one.proposed:
        for remark in proposed.remarks:
            if remark.code in ASKED:
                yield ASKED[remark.code][0], _of_remark(proposed, remark)


def _of_remark(proposed: Proposed, remark: Remark) -> Query:
    quoted = _QUOTED.search(remark.text)
    ask = ASKED[remark.code][1].format(words=f" by “{quoted[1]}”" if quoted else "")
    why = remark.text if remark.code in _TELLS_OWN_FILE else ""
    return Query(_place(proposed), _start(proposed), why, ask)


def _place(proposed: Proposed) -> str:
    return f"{proposed.place.file}, {proposed.place.locator}"


def _start(proposed: Proposed) -> str:
    source = proposed.entry.source
    words = (source.passage if source else "") or proposed.entry.text or "  ".join(proposed.cells)
    flat = " ".join(words.split())
    return flat if len(flat) <= STARTS_WITH else flat[:STARTS_WITH].rsplit(" ", 1)[0] + " …"


def query_text(asked: QueryList, printed: Printed, reply_by: str = "") -> str:
    """The list as plain text, for an e-mail."""
    lines = [MARKING, "", f"To: {asked.agency}", _opening(asked, printed, reply_by), ""]
    number = 0
    for group, listed in asked.groups:
        lines += [group, ""]
        for query in listed:
            number += 1
            lines.append(f"{number}. {query.place}")
            lines += [f"   {part}" for part in (query.words and f"“{query.words}”", query.why, query.ask) if part]
        lines.append("")
    return "\n".join(lines)


def _opening(asked: QueryList, printed: Printed, reply_by: str) -> str:
    count = "one query" if asked.count == 1 else f"{asked.count} queries"
    by = f" Please answer by {reply_by}." if reply_by else ""
    return (
        f"Thank you for your return ({', '.join(asked.files)}). We have {count} about it. Nothing has been changed: "
        f"rows in question wait until we hear from you.{by} "
        f"({printed.by}, {said(printed.at.date())})"
    )


def write_queries_docx(asked: QueryList, printed: Printed, target: Path | BinaryIO, *, reply_by: str = "") -> None:
    """Write one agency's list as a Word document with room for its answers."""
    title = f"Queries for {asked.agency}"
    word = letter(title, printed, head=title, size=10)
    word.add_heading(printable(title), level=1)
    word.add_paragraph(printable(_opening(asked, printed, reply_by)))
    number = 1
    for group, listed in asked.groups:
        word.add_heading(group, level=2)
        _table(word, listed, number)
        number += len(listed)
    every = [one for _, listed in asked.groups for one in listed]
    said_there = [words for one in every for words in (one.place, f"“{one.words}”" if one.words else "", one.ask)]
    hand_over(word, target, MustHold(on_edges=(MARKING, printed.words), words=tuple(said_there)))


def _table(word: Any, listed: Sequence[Query], number: int) -> None:
    table = word.add_table(rows=1, cols=4, style="Table Grid")
    table.autofit = False
    widths = (Mm(10), Mm(56), Mm(52), Mm(48))
    headings = ("No.", "Where, and how the row begins", "What we ask", "Your answer")
    for cell, heading in zip(table.rows[0].cells, headings, strict=True):
        cell.text = heading
        cell.paragraphs[0].runs[0].bold = True
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    for at, query in enumerate(listed, number):
        cells = table.add_row().cells
        begins = f"\n“{query.words}”" if query.words else ""
        why = f"{query.why}\n" if query.why else ""
        for cell, words in zip(cells, (str(at), query.place + begins, why + query.ask, ""), strict=True):
            cell.text = printable(words)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
