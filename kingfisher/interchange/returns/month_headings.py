"""A log under headings of months: "March 2021", and beneath it "4th – Home visit", "mid month – rang".

A day that stands alone is read only under such a heading, and only where it opens a line as a date would: an ordinal
("4th"), or a number with a dash or colon after it. A numbered list ("1. Visit") is not taken for days.
"""

import calendar
import re

from kingfisher.interchange.returns.date_context import DateContext
from kingfisher.interchange.returns.date_parts import full_year, part_at
from kingfisher.interchange.returns.dates_as_written import Read, opening_date

_DAY = r"\d{1,2}(?:st|nd|rd|th)"
_LONE_DAY = re.compile(
    r"[\s\-–—•*·>]*(?P<day>(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?(?:the\s+)?(?:"
    rf"{_DAY}(?:\s*(?:-|–|to|and|&)\s*{_DAY})?(?=\s|[:,.;–—-])"
    r"|\d{1,2}(?:\s*(?:-|–|to|and|&)\s*\d{1,2})?(?=\s*[:–—]\s|\s+-\s)(?!\s*[:–—-]\s*\d)))(?P<rest>.*)",
    re.I | re.S,
)
_PART_OF_MONTH = re.compile(
    r"[\s\-–—•*·>]*(?P<part>early|mid|late|beginning of|start of|middle of|end of)[\s-]+"
    r"(?:(?:the|this|in the)\s+)?month\b(?P<rest>.*)",
    re.I | re.S,
)
_ANY_YEAR = 2000  # a leap year, where it is only asked whether a line opens with a day
_HEADING = re.compile(r"(?P<month>[A-Za-z]{3,9})\.?,?\s*(?P<year>(?:19|20)\d{2}|['’]\d{2})?\s*[:.\-–—]?", re.I)


def month_named(text: str) -> tuple[int, int | None] | None:
    """The month, and the year if it is written, of a heading that is nothing else; None for any other words."""
    found = _HEADING.fullmatch(text.strip())
    part = part_at(f"{found['month']} 2000") if found else None
    if found is None or part is None or part.month is None or part.day is not None or part.misspelt:
        return None
    return part.month, full_year(found["year"].lstrip("'’")) if found["year"] else None


def year_after(month: int, before: tuple[int, int | None] | None, banner: int | None) -> int | None:
    """The year of a heading that names none: what brings it nearest the month heading before it, or the banner."""
    if before is None or before[1] is None:
        return banner
    apart = [(abs((year - before[1]) * 12 + month - before[0]), year) for year in range(before[1] - 1, before[1] + 2)]
    return min(apart)[1]


def opening_under(text: str, month: int | None, context: DateContext | None = None) -> Read | None:
    """The date that opens a line under the heading of a month (1 to 12; None: no heading), as `opening_date` does."""
    if (read := opening_date(text, context)) or month is None:
        return read
    context = context or DateContext(year=_ANY_YEAR)
    name = calendar.month_name[month]
    if found := _LONE_DAY.match(text):
        day = re.sub(r"\bthe\s+", "", found["day"], flags=re.I)
        return opening_date(f"{day} {name}{found['rest']}", context)
    if found := _PART_OF_MONTH.match(text):
        return opening_date(f"{found['part']} {name}{found['rest']}", context)
    return None
