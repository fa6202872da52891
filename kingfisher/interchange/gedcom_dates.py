"""What does a GEDCOM date say, as a date as known?"""

import re
from datetime import date, timedelta

from kingfisher.timeline.dates import UNKNOWN, DateError, When

_MONTHS = {name: number for number, name in enumerate(
    ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"), 1
)}  # fmt: skip
_PLAIN = re.compile(r"(?:(?:(\d{1,2})\s+)?([A-Z]{3})[A-Z]*\.?\s+)?(\d{3,4})(?:/(\d{2}))?$")
_CALENDAR = re.compile(r"^(?:@#DGREGORIAN@|GREGORIAN)\s+")
_ABOUT = re.compile(r"^(?:ABT|ABOUT|CAL|EST|CIR|CIRCA|C)\.?\s+")
_ONE_DAY = timedelta(days=1)


def gedcom_date(text: str) -> When | None:
    """The date; the unknown date for an empty one; None when it cannot be read (another calendar, a phrase, before our
    era). "BEF" and "AFT" leave the day named out; "FROM … TO …" is read by `gedcom_span`."""
    words = " ".join(text.upper().split())
    if not words:
        return UNKNOWN
    try:
        return _read(words)
    except (DateError, ValueError, OverflowError):
        return None


def gedcom_span(text: str) -> tuple[When | None, When | None]:
    """The beginning and the end of "FROM a TO b"; any other date is a beginning. None: not given or not readable."""
    words = " ".join(text.upper().split())
    form = re.fullmatch(r"(?:FROM (?P<a>.+?))?(?:\s*(?:^|\s)TO (?P<b>.+))?", words)
    if form and (form["a"] or form["b"]) and words.startswith(("FROM ", "TO ")):
        return (gedcom_date(form["a"]) if form["a"] else None), (gedcom_date(form["b"]) if form["b"] else None)
    return gedcom_date(text), None


def _read(words: str) -> When | None:
    if between := re.fullmatch(r"BET\.? (.+?) (?:AND|-) (.+)", words):
        first, last = (_plain(part) for part in between.groups())
        return When.between(first.first, last.last) if first and last else None
    for word in ("BEF", "BEFORE", "TO"):
        if words.startswith((word + " ", word + ". ")):
            end = _plain(words.split(" ", 1)[1])
            day = end.last if end and word == "TO" else (end.first - _ONE_DAY if end and end.first else None)
            return When.between(None, day) if day else None
    for word in ("AFT", "AFTER", "FROM"):
        if words.startswith((word + " ", word + ". ")):
            start = _plain(words.split(" ", 1)[1].split(" TO ", maxsplit=1)[0])
            begin = (
                start.first if start and word == "FROM" else (start.last + _ONE_DAY if start and start.last else None)
            )
            return When.between(begin, None) if begin else None
    if words.startswith("INT "):
        return _plain(words[4:].split("(", maxsplit=1)[0].strip())
    return _plain(words)


def _plain(words: str) -> When | None:
    about = bool(_ABOUT.match(words))
    if slashes := re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", words):
        first, second, year_said = (int(part) for part in slashes.groups())
        return When.day(date(year_said, second, first)) if first > 12 or first == second else None
    form = _PLAIN.match(_CALENDAR.sub("", _ABOUT.sub("", words)).strip())
    if form is None or (form[2] and form[2] not in _MONTHS):
        return None
    year = int(form[3]) + (1 if form[4] and int(form[4]) == (int(form[3]) + 1) % 100 else 0)
    if form[2] is None:
        return When.year(year, about=about)
    if form[1] is None:
        return When.month(year, _MONTHS[form[2]], about=about)
    day = date(year, _MONTHS[form[2]], int(form[1]))
    return When.parse(day.isoformat() + ("~" if about else ""))
