"""When did it happen, from the words an agency typed: "12th Feb 2018", "w/c 3/2/20", "early Jan 2020", "Tues 17 March".

Day first, always. Nothing is invented: a year that is not written comes from the banner or the rows around it and is
remarked on; a day that cannot exist stays as written and becomes a doubt; a blank is a doubt and never borrows.
"""

import re
from datetime import date, datetime, time, timedelta

import msgspec

from kingfisher.interchange.returns.agency_return import Remark
from kingfisher.interchange.returns.date_context import DateContext, NoYear, day_of, when_of, year_of
from kingfisher.interchange.returns.date_parts import SEASON_NAMES, Impossible, Part, full_year, part_at, time_in
from kingfisher.interchange.returns.school_terms import term_at
from kingfisher.timeline.dates import UNKNOWN, When


class Read(msgspec.Struct, frozen=True):
    """A date as read. `problem` is "", no_date, impossible_date or date_not_understood; `rest` is what follows it."""

    when: When
    remarks: tuple[Remark, ...] = ()
    problem: str = ""
    why: str = ""
    rest: str = ""


_BLANK = re.compile(
    r"[\s\-–—.?]*(?:n/?k|not known|unknown|n/?a|nil|no date|undated|date not (?:known|recorded))?[\s\-–—.?]*", re.I
)
_ABOUT = re.compile(
    r"(?:about|around|approx(?:imately|\.)?|circa|ca?\.|c(?=\s?\d)|roughly|abt\.?|on or about|~|\?)\s*", re.I
)
_ABOUT_AFTER = re.compile(r"\s*(?:\(?\s*(?:approx(?:imately|\.)?|or so|circa|ish|tbc|est\.?|\?)\s*\)?|~)", re.I)
_PART_OF = re.compile(
    r"(?P<part>early|mid|middle of|late|beginning of|start of|end of)(?:[\s-]+(?:in\s+)?)(?:the\s+)?(?=[A-Za-z0-9])",
    re.I,
)
_WEEK = re.compile(
    r"(?:w\s?[/.\\]?\s?c\.?|wk\s?/?\s?c|w/?b|(?:the )?week (?:commencing|beginning|starting|of)):?\s*(?=\d|mon|sun)",
    re.I,
)
_WEEK_END = re.compile(r"(?:w/e|week ending):?\s*", re.I)
_BOUND = re.compile(
    r"(?P<word>on or before|on or after|before|prior to|pre|by|until|up to|after|since|from|between)[\s-]+(?=\S)", re.I
)
_JOIN = re.compile(r"\s*(?:-|–|—|\bto\b|\buntil\b|\btill\b|\band\b|&)\s*", re.I)
_TWO_DAYS = re.compile(
    r"(?P<first>\d{1,2})(?:st|nd|rd|th)?\s*(?:-|–|to|and|&)\s*(?=\d{1,2}(?:st|nd|rd|th)?[\s./]+[A-Za-z\d])", re.I
)
_DASH_THEN_SIGN = re.compile(r"(?P<first>\d{1,2})\s*[-–—]\s*\d{1,2}[/.]\d")
_SCHOOL_YEAR = re.compile(r"(?P<first>(?:19|20)\d{2})\s*/\s*(?P<last>\d{2})(?!\d|/)")
_SEASON = re.compile(
    r"(?P<name>spring|summer|autumn|winter|fall)\s*(?:of\s+)?(?P<year>(?:19|20)\d{2}|['’]?\d{2})(?!\d)", re.I
)
_FEAST = re.compile(r"(?:christmas|xmas)\s*(?:day\s*)?(?P<year>(?:19|20)\d{2})", re.I)
_LEAD = re.compile(r"[\s\-–—•*·>]*(?:(?:date|dated|on)\s*:?\s+)?", re.I)
_ANYWHERE = re.compile(
    r"(?<!\d)(?=\d{1,2}(?:st|nd|rd|th)?[\s./\-]+(?:\d{1,2}|[A-Za-z]{3,9})[\s./\-,]+\d{2}|\d{4}-\d{2}-\d{2})"
)
_OPENS = re.compile(
    r"\W*(?:[A-Za-z./]+\W+){0,3}\d|\W*(?:early|mid|late)\b", re.I
)  # a number stands early: "May I add" opens with no date
_UTC = re.compile(r"\d(?:Z|[+-]00:?00)\b")


def read_date(text: str, context: DateContext | None = None) -> Read:
    """Read one date as typed. Never raises: what cannot be read has its `problem` and a plain `why`."""
    context = context or DateContext()
    return _read(" ".join(text.split()), context, True)


def read_moment(moment: datetime | date, context: DateContext | None = None) -> Read:
    """Read a spreadsheet's real date or date with time; midnight exactly is taken as a day without a time."""
    if not isinstance(moment, datetime):
        return Read(When.day(moment))
    at = moment.time().replace(second=0, microsecond=0)
    return Read(When.day(moment.date(), None if moment.time() == time(0, 0) else at))


def opening_date(text: str, context: DateContext | None = None) -> Read | None:
    """The date that opens a sentence ("12.3.20 – Welfare call"), with the words after it; None where none opens it."""
    read = _read(text.strip(), context or DateContext(), False)
    if read.problem == "no_date" or not read.rest.strip() or not _OPENS.match(text):
        return None
    return read


def _read(text: str, context: DateContext, whole: bool) -> Read:
    """`whole`: the text is a date cell, where a time or a range may follow; else it merely opens with a date."""
    if _BLANK.fullmatch(text):
        return Read(UNKNOWN, problem="no_date", why="The row has no date.")
    lead = _LEAD.match(text)
    body = text[lead.end() :] if lead else text
    try:
        read = _dated(body, context, whole)
        if read is None and whole:
            read = _found_inside(body, context)
    except (Impossible, NoYear) as wrong:
        code = "impossible_date" if isinstance(wrong, Impossible) else "date_not_understood"
        return Read(UNKNOWN, problem=code, why=str(wrong), rest=_after_date(body))
    if read is None:
        return Read(UNKNOWN, problem="date_not_understood", why=f"“{text[:60]}” could not be read as a date.")
    return read


def _after_date(body: str) -> str:
    for prefix in (_ABOUT, _PART_OF, _WEEK):
        if marked := prefix.match(body):
            body = body[marked.end() :]
    part = part_at(body)
    return _trim(body[part.end :]) if part else ""


def _found_inside(body: str, context: DateContext) -> Read | None:
    for found in _ANYWHERE.finditer(body):
        part = part_at(body, found.start())
        if part is not None and part.is_full:
            return _dated(body[found.start() :], context, True)
    return None


def _dated(body: str, context: DateContext, whole: bool) -> Read | None:
    about = False
    if marked := _ABOUT.match(body):
        about, body = True, body[marked.end() :]
    for form in (_weekly, _bounded, _part_of, _term_or_season, _span):
        read = form(body, context, whole)
        if read is not None:
            return _finish(read, about, whole)
    return None


def _finish(read: Read, about: bool, whole: bool) -> Read:
    """Add "about" and the clock time that stand around a date."""
    rest, when, remarks = read.rest, read.when, list(read.remarks)
    after = _ABOUT_AFTER.match(rest)
    if after and (whole or "~" in after[0] or "?" in after[0] or "approx" in after[0].lower()):
        about, rest = True, rest[after.end() :]
    if when.first == when.last and not when.about and when.first and (whole or re.match(r"[\s,T]*(?:at\s)?\d", rest)):
        at = time_in(rest[:40] if whole else rest[:9])
        if at is not None and whole:
            when = When.day(when.first, at)
            if _UTC.search(rest):
                remarks.append(
                    Remark(
                        "time_in_utc", "The time is given in UTC: in summer the clock said one hour later.", "happened"
                    )
                )
    if about and when.is_known:
        when = When(when.first, when.last, when.precision, time=when.time, about=True)
    return Read(when, tuple(remarks), read.problem, read.why, _trim(rest))


def _trim(rest: str) -> str:
    return re.sub(r"^[\s:;,.\-–—]+", "", rest)


def _weekly(body: str, context: DateContext, whole: bool) -> Read | None:
    for pattern, back in ((_WEEK, 0), (_WEEK_END, 6)):
        if marked := pattern.match(body):
            part = part_at(body, marked.end())
            if part is None or part.day is None:
                return None
            day, remarks = day_of(part, context)
            return Read(When.week(day - timedelta(days=back)), remarks, rest=body[part.end :])
    return None


def _bounded(body: str, context: DateContext, whole: bool) -> Read | None:
    marked = _BOUND.match(body) if whole else None
    if marked is None:
        return None
    word, inner = marked["word"].lower(), _dated(body[marked.end() :], context, True)
    if inner is None or not inner.when.is_known:
        return None
    first, last = inner.when.first, inner.when.last
    if word == "between" or (word == "from" and first != last and inner.when.precision.value == "between"):
        when = inner.when
    elif word == "by":
        when = When(first, last, inner.when.precision, about=True)  # true by then, and the writer vouches for then
    elif word in ("before", "prior to", "pre") and first:
        when = When.between(None, first - timedelta(days=1))
    elif word in ("on or before", "until", "up to"):
        when = When.between(None, last)
    else:
        when = When.between(last + timedelta(days=1) if word == "after" and last else first, None)
    return Read(when, inner.remarks, rest=inner.rest)


def _part_of(body: str, context: DateContext, whole: bool) -> Read | None:
    marked = _PART_OF.match(body)
    part = part_at(body, marked.end()) if marked else None
    if marked is None or part is None or part.day is not None:
        return None
    year, remarks = year_of(part, context)
    third = {"e": 0, "b": 0, "s": 0, "m": 1, "l": 2}[marked["part"][0].lower()]
    if marked["part"].lower().startswith("end"):
        third = 2
    if part.month is None:
        first = date(year, (1, 5, 9)[third], 1)
        when = When.between(first, When.month(year, (4, 8, 12)[third]).last, about=True)
    elif third == 0:
        when = When.month(year, part.month, about=True)
    else:
        day = date(year, part.month, (15, 25)[third - 1])
        when = When(day, day, When.day(day).precision, about=True)
    return Read(when, remarks, rest=body[part.end :])


def _term_or_season(body: str, context: DateContext, whole: bool) -> Read | None:
    if term := term_at(body, context.terms, in_school=context.in_school):
        when, end, usual = term
        remark = Remark(
            "term_dates_usual",
            "The file does not say when this term began and ended: the usual days are used.",
            "happened",
        )
        return Read(when, (remark,) if usual else (), rest="" if whole else body[end:])
    if found := _SEASON.match(body):
        year = full_year(found["year"]) or 0
        return Read(When.season(year, SEASON_NAMES[found["name"].lower()]), rest=body[found.end() :])
    if found := _FEAST.match(body):
        day = date(int(found["year"]), 12, 25)
        return Read(When(day, day, When.day(day).precision, about=True), rest=body[found.end() :])
    if found := _SCHOOL_YEAR.match(body):
        first = int(found["first"])
        if (first + 1) % 100 == int(found["last"]):
            return Read(When.between(date(first, 1, 1), date(first + 1, 12, 31)), rest=body[found.end() :])
    return None


def _span(body: str, context: DateContext, whole: bool) -> Read | None:
    """One date, or two with "to" between; the first borrows from the second the month and year it leaves out."""
    if pair := _TWO_DAYS.match(body):
        last = part_at(body, pair.end())
        if (
            last is not None
            and last.day is not None
            and last.month is not None
            and (_two_signs(body, last) or part_at(body) is None)
        ):
            first = Part("two", last.year, last.month, int(pair["first"]), None, pair.end())
            return _between(first, last, body, context)
    part = part_at(body)
    if part is None:
        return None
    joined = _JOIN.match(body, part.end)
    last = part_at(body, joined.end()) if joined else None
    if last is not None and (last.is_full if not whole else _same_grain(part, last)):
        filled = msgspec.structs.replace(part, year=part.year or last.year, month=part.month or last.month)
        return _between(filled, last, body, context)
    when, remarks = when_of(part, context)
    return Read(when, remarks, rest=body[part.end :])


def _two_signs(body: str, last: Part) -> bool:
    """22-24/02: a dash, then another sign, joins two days of one month; 22-02/21 cannot be that, nor 4-2/21."""
    signs = _DASH_THEN_SIGN.match(body)
    return bool(signs and int(signs["first"]) < (last.day or 0) <= 31 and (last.month or 0) <= 12)


def _same_grain(first: Part, last: Part) -> bool:
    return (first.day is None) == (last.day is None) and (last.year is not None or first.year is None)


def _between(first: Part, last: Part, body: str, context: DateContext) -> Read:
    ends, remarks = when_of(last, context)
    if first.year is None and ends.first:
        first = msgspec.structs.replace(first, year=ends.first.year)
    starts, _ = when_of(first, context)
    if starts.first and ends.last and starts.first > ends.last and first.year:
        starts, _ = when_of(msgspec.structs.replace(first, year=first.year - 1), context)
    if starts.first and ends.last and starts.first > ends.last:
        raise Impossible("The first day of the span comes after the last.")
    return Read(When.between(starts.first, ends.last), remarks, rest=body[last.end :])
