"""How may a day be written in what people write? In figures, in words, with its year and without."""

import re
from collections.abc import Iterable
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
_NTH = r"(?:st|nd|rd|th)"
_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TEENS = (
    "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
    "nineteenth", "twentieth",
)  # fmt: skip
_IN_WORDS = (*_UNITS, *_TEENS, *(f"twenty {one}" for one in _UNITS), "thirtieth", "thirty first")
_DAYS_IN_WORDS = {word: day for day, word in enumerate(_IN_WORDS, 1)}
_YEAR = r"(?:\d{4}(?!\d)|['’]?\d{2}(?![\d:]))"
_ORDINAL = "|".join(word.replace(" ", "[- ]") for word in sorted(_DAYS_IN_WORDS, key=len, reverse=True))
DATE = re.compile(
    rf"(?<![\w/.])(?:{_WEEKDAY}\.?,?\s+(?:the\s+)?)?(?:"
    r"(?P<y1>\d{4})[-/.](?P<m1>\d{1,2})[-/.](?P<d1>\d{1,2})(?:T[\d:]+)?"
    r"|(?P<d2>\d{1,2})\s?[/.-]\s?(?P<m2>\d{1,2})\s?[/.-]\s?(?P<y2>\d{4}|\d{2})"
    rf"|(?:\d{{1,2}}{_NTH}?\s?(?:-|–|to|and|&|/)\s?)?"
    rf"(?P<d3>\d{{1,2}}){_NTH}?[ -]?(?:of )?(?P<m3>{_NAMES})(?![a-z])(?:\.(?=\s?\d))?"
    rf"(?:,?[ -]?(?P<y3>{_YEAR}))?"
    rf"|(?P<m4>{_NAMES})\.? (?:the )?(?P<d4>\d{{1,2}})(?:{_NTH}|(?=,? \d{{4}}\b))(?:,? (?P<y4>{_YEAR}))?"
    rf"|(?P<word>{_ORDINAL}) of (?P<m5>{_NAMES})\b(?:,? (?P<y5>{_YEAR}))?"
    r")(?![\w/])",
    re.I,
)
_BEFORE_A_DAY = (
    "on|of|at|by|born|from|edd|due|until|till|since|to|before|after|dated?|dob|seen|visit(?:ed)?|commencing|ending"
    rf"|w/?[ce]|{_WEEKDAY}"
)
DAY_AND_MONTH = re.compile(
    rf"\b({_BEFORE_A_DAY})(\.?:?,?) (\d{{1,2}})([/.])(\d{{1,2}})(?![\d/%]|\.\d|\s?(?:[ap]\.?m|h(?:ou)?rs))", re.I
)
# "Tuesday 3rd", "the 3rd", where no thing is counted after it.
NTH_ALONE = re.compile(
    rf"\b(?:(?:{_WEEKDAY}\.?,? (?:the )?)(?:\d{{1,2}}{_NTH}?)(?![\w/:.%-]*\d|\s?(?:[ap]\.?m|h(?:ou)?rs))"
    rf"|(?:on|until|till|since|by|from|before|after|to) the \d{{1,2}}{_NTH}"
    r"(?=\s*(?:[.,;:)]|$|(?:and|to|at|when|she|he|they|but|as|for|with|until|by|after|before)\b|[–-])))(?!\w)",
    re.I,
)

# Without a word before it, "3/4" may be a scale; a number over ten before a month is a day.
LATE_DAY = re.compile(r"(?<![\w/.])(?:1[1-9]|2\d|3[01])/(?:0?[1-9]|1[0-2])(?![\d/%])")


def exact_dates(text: str) -> Iterable[date]:
    """Every whole date written in the text, however it is written; for looking for dates of birth that are left."""
    return [day for found in DATE.finditer(text) if (day := read_day(found)) is not None]


def days_left(text: str) -> Iterable[str]:
    """Every passage that still names a day, with its year or without, however it is written."""
    for pattern in (DATE, DAY_AND_MONTH, NTH_ALONE, LATE_DAY):
        yield from (found.group() for found in pattern.finditer(text) if _names_a_day(pattern, found))


def birthdays_left(text: str, births: Iterable[date]) -> Iterable[str]:
    """Every passage that names a birthday without its year."""
    birthdays = {(day.month, day.day) for day in births}
    for found in DATE.finditer(text):
        if read_day(found) is None and day_and_month(found) in birthdays:
            yield found.group()


def _names_a_day(pattern: re.Pattern[str], found: re.Match[str]) -> bool:
    if pattern is DATE:
        return day_and_month(found) is not None
    return pattern is not DAY_AND_MONTH or without_year(found) is not None


def day_and_month(found: re.Match[str]) -> tuple[int, int] | None:
    """The month and day that a date in words or figures names, whatever its year; None for what is no day."""
    parts = found.groupdict()
    month, day = (next((parts[f"{p}{n}"] for n in "12345" if parts.get(f"{p}{n}")), None) for p in "md")
    if parts["word"]:
        day = str(_DAYS_IN_WORDS[parts["word"].lower().replace("-", " ")])
    if not (month and day):
        return None
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    return (number, int(day)) if 1 <= number <= 12 and 1 <= int(day) <= 31 else None


def read_day(found: re.Match[str]) -> date | None:
    """The day a `DATE` found names; None where it has no year, or no such day is."""
    parts = found.groupdict()
    year = next((parts[f"y{n}"] for n in "12345" if parts.get(f"y{n}")), "").lstrip("'’")
    in_year = day_and_month(found)
    if not year or in_year is None:
        return None
    whole = int(year) if len(year) == 4 else 2000 + int(year) - (100 if int(year) > 40 else 0)
    try:
        return date(whole, *in_year)
    except ValueError:
        return None


def without_year(found: re.Match[str]) -> tuple[int, int] | None:
    """The month and day that a `DAY_AND_MONTH` found names; None for a time of day and for what is no day."""
    day, month = int(found.group(3)), int(found.group(5))
    is_time = found.group(4) == "." and found.group(1).lower() in ("at", "by", "to", "from") and len(found.group(5)) > 1
    return (month, day) if 1 <= day <= 31 and 1 <= month <= 12 and not is_time else None
