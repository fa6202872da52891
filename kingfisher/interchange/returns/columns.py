"""What does a column hold? Told by the words of its header, in whatever words an agency uses; by its values if it must.

The meanings, which are the keys of an account's `named` words:

    date day month year time            when it happened, in one column or three
    recorded received                   when it was written down; when the agency was told
    type event code                     a short label for what it was, as the agency sorts it
    text childs_words                   what happened, in the agency's words; the child's own words
    outcome seen minutes                what came of it; whether the child was seen; how long it took
    persons present born                whom the row is about, who was there, and the date of birth
    source worker place                 where the information came from; who wrote or did it; where it was
    reference number handling           an incident's number; the row's own number; how it may be shared
    attendance year_group               a school's figures
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from kingfisher.interchange.files.rows import Row
from kingfisher.interchange.returns.dates_as_written import read_date

# Tried in order on the header's words in lower case, so the narrower comes first.
_HEADERS: tuple[tuple[str, str], ...] = (
    ("born", r"(?!.*name)(.* )?(d ?o ?b|date of birth|birth ?date)|born"),
    ("recorded",
     r"(date )?(recorded|entered|created|input|logged|written)( on| at| date| time)?|date (of )?(recording|"
     r"entry made)"),
    ("handling", r".*handling.*|gpms|protective marking|marking|gsc|sensitivity|sharing( code)?|disclos.*"),
    ("seen", r".*(child(ren)?|yp|subject|pupil)s? seen.*|seen( alone)?|.*seen y n.*"),
    ("childs_words",
     r".*(child|young person|yp|pupil)( s|ren s)? (own )?(words|voice|views?|wishes).*|"
     r"voice( of the child)?|wishes and feelings"),
    ("attendance", r"att(endance)?( pc| percent(age)?| figure)?|percent(age)?|att"),
    ("year_group", r"yr|year group|yr group|ncy|form|tutor group"),
    ("minutes", r"min(ute)?s?|duration( mins?| minutes)?|length( of contact)?( mins?)?|time spent( mins?)?"),
    (
        "time",
        r"((call|event|incident|contact|visit|arrival|occurred) )?time|start( time)?|time (of|started|from|in).*"
        r"|start|hour|hrs",
    ),
    ("ends", r"end( time| date)?|finish( time)?|date ended|to|until"),
    ("day", r"day|dd"),
    ("month", r"month|mm|mth"),
    ("year", r"year|yyyy|yy"),
    ("date",
     r"(.* )?dates?( .*)?|datetime|when|occurred( on| at)?|period|week|happened( on)?|on|timestamp|event on"
     r"|from"),
    ("reference",
     r".*(ref|refs|reference|urn|crime|occ|occurrence|log|cad|episode|incident|case|job|niche) ?(no|num|"
     r"number|id|ref|reference)s?|ref|reference|urn|id|occno|cad|unique.*"),
    ("number", r"(row|item|entry|line|serial|s|sr|seq)? ?(no|num|number|nr)|no|item|sequence"),
    ("code", r"(read |snomed |clinical )?codes?|(read|snomed).*"),
    ("outcome",
     r".*(outcome|disposal|result|disposition|next steps|follow up|action|actions|response|"
     r"decision)s?( .*)?"),
    ("worker",
     r".*(worker|midwi(fe|ves)|clinician|officer|practitioner|staff|author|professional|recorder|nurse|"
     r"teacher|gp|doctor|hcp|social worker|keyworker|caseworker|case manager|health visitor|initials|who by"
     r"|by whom|by|completed by|recorded by|entered by|written by|user|assessor|adviser|advisor|crew)( name"
     r"| details| role| id)?s?"),
    ("source",
     r"(.* )?(source|sources|origin|referrer|informant|reported by|agency|organisation|service|system|"
     r"record type|team|from whom)( .*)?"),
    ("persons",
     r".*(patient|victim|suspect|complainant|witness|persons?|people|young person|yp|client|pupil|student|"
        r"child|children|subject|service user|"
     r"resident|tenant|customer|nominal|family member|household member|individual|person concerned|offender"
     r"|parent|learner|applicant)s?( name| names| involved| concerned| s| initials| discussed)*|pt|pts|"
     r"names?|full name|surname|who|about( whom)?|involved"),
    ("place", r".*(location|address|place|venue|where|scene|site|property|premises)s?( .*)?"),
    ("text",
     r".*(summary|details?|notes?|comments?|what happened|narrative|description|account|synopsis|text|"
     r"free text|information|info|content|remarks|observations?|circumstances|analysis|significant events?|"
     r"history|findings|concerns?|facts?|particulars|what)"),
    ("type",
     r".*(type|class|classification|category|nature|contact|dept|department|clinic|activity|method|mode|"
     r"reason|purpose|kind|appointment|subject|heading|title|offence|speciality|specialty|ward)( .*)?"),
    ("event",
     r".*(event|incident|entry|happening|intervention|involvement|occurrence|episode|matter|topic|"
     r"item)s?( .*)?"),
)  # fmt: skip
_RECEIVED = re.compile(r"receiv|report|referr|notif|known|told", re.I)
_PATTERNS = tuple((meaning, re.compile(pattern)) for meaning, pattern in _HEADERS)
_NARRATIVE = ("text", "event", "type")
MEANINGS = tuple(dict.fromkeys(meaning for meaning, _ in _HEADERS))
LONGEST_HEADER = 48


@lru_cache(maxsize=4096)
def meaning_of(header: str) -> str | None:
    """What a column with this header holds; None if its words say nothing to us."""
    if "%" in header:
        return "attendance"
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header)
    words = " ".join(re.sub(r"[^a-z0-9]+", " ", words.lower()).split())
    if not words or len(words) > LONGEST_HEADER or re.search(r"\d{2,}", words):
        return None
    if words in ("entry", "entries", "event details", "contact notes"):
        return "text"
    if re.fullmatch(r"(who was |who |persons? |others? )?(there|present|attend(ed|ees|ance list)?|seen with)", words):
        return "present"
    if re.fullmatch(r"presenting .*|complaint|reason for call|free text", words):
        return "text"
    if words.startswith(("contact and", "contact type", "type of", "event type", "reason for", "nature of")):
        return "type"
    if words.startswith(("what ", "details of", "summary of", "description of", "brief ")):
        return "text"
    return next((meaning for meaning, pattern in _PATTERNS if pattern.fullmatch(words)), None)


def header_meanings(row: Row) -> dict[int, str] | None:
    """The meaning of each column (from 1) if the row is a header, else None.

    A header has two or more short cells, none of them a date, and tells us most of its columns, or a date column and
    one more. Columns whose words say nothing keep those words, in lower case, as their meaning.
    """
    cells = [cell for cell in row.cells if cell.text.strip()]
    if len(cells) < 2 or any(len(cell.text) > LONGEST_HEADER or cell.day or cell.number is not None for cell in cells):
        return None
    found = {cell.column: meaning_of(cell.text.strip()) for cell in cells}
    known = {meaning for meaning in found.values() if meaning}
    dated = "date" in known or "recorded" in known or {"day", "month", "year"} <= known
    if len(known) < 2 or not (dated or row.header) or 2 * sum(1 for meaning in found.values() if meaning) < len(cells):
        return None
    if any(not read_date(cell.text).problem for cell in cells):
        return None
    columns = {cell.column: found[cell.column] or " ".join(cell.text.lower().split()) for cell in cells}
    return _one_date(_told_apart(columns), {cell.column: cell.text for cell in cells})


def _told_apart(columns: dict[int, str]) -> dict[int, str]:
    """Settle what one header alone cannot: three date columns, a year that is a year group, a recording date."""
    meanings = set(columns.values())
    three = {"day", "month", "year"} <= meanings and "date" not in meanings
    for column, meaning in list(columns.items()):
        if meaning in ("day", "month", "year") and not three:
            columns[column] = "year_group" if meaning == "year" else "other"
        if meaning == "recorded" and "date" not in meanings and not three:
            columns[column] = "date"
    return columns


def _one_date(columns: dict[int, str], headers: Mapping[int, str]) -> dict[int, str]:
    """Of several date columns the one of the happening stays; one of being told becomes "received"."""
    dates = [column for column in sorted(columns) if columns[column] == "date"]
    if len(dates) < 2:
        return columns
    best = max(dates, key=lambda column: (_of_happening(headers[column]), -column))
    others = {
        column: "received" if _RECEIVED.search(headers[column]) else "other" for column in dates if column != best
    }
    return {**columns, **others}


def _of_happening(header: str) -> int:
    if re.search(r"incident|event|contact|occur|happen|visit|appointment|seen", header, re.I):
        return 2
    return 0 if _RECEIVED.search(header) or re.search(r"clos|end|review|next|due|sent|from|to\b", header, re.I) else 1


def settle_by_values(columns: Mapping[int, str], rows: Sequence[Row]) -> dict[int, str]:
    """Settle by what stands below: a table needs a narrative column, and "Incident" may be a number or an event."""
    settled = dict(columns)
    for column, meaning in columns.items():
        if meaning == "event" and _looks_like_reference(column, rows):
            settled[column] = "reference"
    if "text" not in settled.values():
        lengths = {column: _mean_length(column, rows) for column, meaning in settled.items() if _may_tell(meaning)}
        if not any(lengths.values()):
            lengths = {column: 1.0 for column, meaning in settled.items() if meaning == "outcome"}
        if lengths:
            longest = max(lengths, key=lambda column: (lengths[column], column))
            settled[longest] = "text"
    return settled


def _may_tell(meaning: str) -> bool:
    return meaning in _NARRATIVE or meaning not in MEANINGS


def _looks_like_reference(column: int, rows: Sequence[Row]) -> bool:
    values = [text for row in rows if (text := _text(row, column))]
    coded = sum(1 for text in values if len(text) <= 20 and " " not in text and re.search(r"\d{2}", text))
    return bool(values) and coded * 10 >= len(values) * 8


def _mean_length(column: int, rows: Sequence[Row]) -> float:
    values = [text for row in rows if (text := _text(row, column))]
    return sum(map(len, values)) / len(values) if values else 0.0


def _are_names(column: int, rows: Sequence[Row]) -> bool:
    """Nearly every value is two or three capitalised words: a column of people."""
    values = [text for row in rows if (text := _text(row, column))]
    named = sum(1 for text in values if re.fullmatch(r"[A-Z][a-z'’\-]+( [A-Z][A-Za-z'’\-]+){1,2}", text))
    return bool(values) and named * 10 >= len(values) * 8


def _text(row: Row, column: int) -> str:
    return row.cells[column - 1].text.strip() if column <= len(row.cells) else ""


def columns_by_values(rows: Sequence[Row]) -> dict[int, str] | None:
    """The columns of a table without a header: the one that reads as dates, the longest words. None if undated."""
    width = max((len(row.cells) for row in rows), default=0)
    sample = rows[:200]
    shares: dict[int, float] = {}
    for column in range(1, width + 1):
        filled = [row.cells[column - 1] for row in sample if _text(row, column)]
        dated = sum(1 for cell in filled if cell.day or (len(cell.text) < 60 and not read_date(cell.text).problem))
        if filled and dated * 2 > len(filled) and len(filled) * 2 >= len(sample):
            shares[column] = dated / len(filled)
    if not shares or width < 2:
        return None
    date_column = min(shares)
    lengths = {column: _mean_length(column, sample) for column in range(1, width + 1) if column not in shares}
    columns = {date_column: "date"}
    for column in [column for column in lengths if _are_names(column, sample)]:
        columns[column] = "persons"
        lengths.pop(column)
    if lengths:
        columns[max(lengths, key=lambda column: lengths[column])] = "text"
    return {column: columns.get(column, "other") for column in range(1, width + 1)}
