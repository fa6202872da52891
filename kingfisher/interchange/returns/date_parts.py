"""The pieces of a date as people type them: a day, a month, a year, a clock time. Day first, always (UK files)."""

import calendar
import re
from datetime import date, time
from functools import lru_cache

import msgspec
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
    "xi": 11,
    "xii": 12,
}
SEASON_NAMES = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24, "fall": 23}
TURN_OF_CENTURY = 50  # two-digit years up to here are 20xx, above it 19xx

_WEEKDAY = r"(?:(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?\.?,?\s+(?:the\s+)?)?"
_WORD = r"(?P<word>[A-Za-z]{3,10})\.?"
_YEAR = r"(?P<year>\d{4}|['’]?\d{2})(?!\d|[.:]\d)"
_SEP = r"\s*[./\-–]\s*"
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("iso", r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)"),
        ("packed", r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})(?=T|\b)"),
        ("numbers", rf"{_WEEKDAY}(?P<day>\d{{1,2}}){_SEP}(?P<month>\d{{1,2}}){_SEP}(?P<year>\d{{4}}|\d{{2}})(?!\d)"),
        ("roman", rf"(?P<day>\d{{1,2}}){_SEP}(?P<word>[ivx]{{1,4}}){_SEP}(?P<year>\d{{4}}|\d{{2}})(?!\d)"),
        (
            "day_word",
            rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:\s?(?:st|nd|rd|th))?(?:\s+of)?[\s\-./]*{_WORD}"
            rf"(?:,?[\s\-./]*{_YEAR}(?!\s?(?:am|pm|hrs)))?",
        ),
        (
            "word_day",
            rf"{_WEEKDAY}{_WORD}\s+(?P<day>\d{{1,2}})(?:(?:st|nd|rd|th)(?:,?\s*{_YEAR})?|,?\s+(?P<y2>\d{{4}}))",
        ),
        ("word_year", rf"{_WORD}(?:[\s\-,./]*{_YEAR})?"),
        ("month_year", r"(?P<month>\d{1,2})\s*[/.\-]\s*(?P<year>\d{4})(?!\d)"),
        ("iso_month", r"(?P<year>(?:19|20)\d{2})-(?P<month>0[1-9]|1[0-2])(?!\d)"),
        ("two", rf"{_WEEKDAY}(?P<day>\d{{1,2}})\s*[/.]\s*(?P<month>\d{{1,2}})(?!\d|\s*[/.:]\s*\d)"),
        ("year", r"(?P<year>(?:19|20)\d{2})(?!\d)"),
    )
)
_TIME = re.compile(
    r"(?<![\d/.\-])(?:(?P<h>\d{1,2})[:.](?P<m>\d{2})(?::\d{2}(?:\.\d+)?)?\s*(?P<half>[ap]\.?m\b\.?)?"
    r"|(?P<h4>\d{2}):?(?P<m4>\d{2})\s*(?:hrs?|hours|h)\b|(?P<h1>\d{1,2})\s*(?P<half1>[ap]\.?m\b\.?)"
    r"|(?P<noon>noon|midday)|(?P<midnight>midnight))",
    re.IGNORECASE,
)


class Part(msgspec.Struct, frozen=True):
    """One date as typed: what is missing is None; `end` is where it stops in the text."""

    form: str
    year: int | None
    month: int | None
    day: int | None
    weekday: int | None
    end: int
    misspelt: str = ""

    @property
    def is_full(self) -> bool:
        """True for a day with its year."""
        return None not in (self.year, self.month, self.day)


class Impossible(ValueError):
    """A date that has the form of a date and cannot exist."""


@lru_cache(maxsize=4096)
def month_number(word: str) -> tuple[int, bool] | None:
    """The month a word means and whether it was misspelt: "Sept", "Febuary". None if it is no month."""
    low = word.lower().rstrip(".")
    if len(low) < 3 or low in ("mar", "may"):
        return {"mar": (3, False), "may": (5, False)}.get(low)
    for name, number in MONTHS.items():
        if name.startswith(low) or (low == "sept" and number == 9):
            return number, False
    if len(low) < 5:
        return None
    near = process.extractOne(low, list(MONTHS), scorer=DamerauLevenshtein.distance, score_cutoff=2)
    if near is None or (len(low) < 6 and near[1] > 1) or low[0] != near[0][0]:
        return None
    return MONTHS[near[0]], True


def full_year(text: str | None) -> int | None:
    """A year from two or four digits, "'18" included."""
    if not text:
        return None
    digits = text.lstrip("'’")
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year <= TURN_OF_CENTURY else 1900)


def part_at(text: str, at: int = 0) -> Part | None:
    """The date that begins exactly at a place in the text, in the longest form that fits; None if none does."""
    for form, pattern in _FORMS:
        found = pattern.match(text, at)
        if found is not None:
            part = _part(form, found)
            if part is not None:
                return part
    return None


def _part(form: str, found: re.Match[str]) -> Part | None:
    groups = found.groupdict()
    misspelt = ""
    month = int(groups["month"]) if groups.get("month") else None
    if form == "roman":
        month = ROMAN.get(groups["word"].lower())
    elif groups.get("word"):
        named = month_number(groups["word"])
        month = named[0] if named else None
        misspelt = groups["word"] if named and named[1] else ""
    if month is None and form != "year":
        return None
    day = int(groups["day"]) if groups.get("day") else None
    if form == "two" and (month or 0) > 12 and not groups.get("weekday"):
        return (
            Part("month_year", full_year(groups["month"]), day, None, None, found.end()) if (day or 0) <= 12 else None
        )
    if form == "month_year" and (month or 0) > 12:
        return None
    weekday = groups.get("weekday")
    year = full_year(groups.get("year") or groups.get("y2"))
    number = WEEKDAYS.index(weekday.lower()[:3]) if weekday else None
    return Part(form, year, month, day, number, found.end(), misspelt)


def exact_day(year: int, month: int, day: int) -> date:
    """The day, or `Impossible` with a sentence that says why it cannot be."""
    if not 1 <= month <= 12:
        raise Impossible(f"There is no month {month}. Dates are read day first.")
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise Impossible(f"There is no {day} {calendar.month_name[month]} {year}.")
    return date(year, month, day)


def time_in(text: str) -> time | None:
    """The first clock time in a short text: 1100hrs, 11:00, 11.00am, 2pm, midnight; None if there is none."""
    for found in _TIME.finditer(text):
        got = _clock(found)
        if got is not None:
            return got
    return None


def _clock(found: re.Match[str]) -> time | None:
    if found["noon"] or found["midnight"]:
        return time(12, 0) if found["noon"] else time(0, 0)
    hour = int(found["h"] or found["h4"] or found["h1"])
    minute = int(found["m"] or found["m4"] or 0)
    half = (found["half"] or found["half1"] or "").lower()[:1]
    if hour > 23 or minute > 59 or (half and not 1 <= hour <= 12):
        return None if hour > 23 or minute > 59 else time(hour, minute)
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute)
