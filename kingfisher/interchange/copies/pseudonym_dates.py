"""Dates in a copy without names: dates of birth to the month; the rest as given, to the month, or all moved alike."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum

from kingfisher.timeline.dates import Precision, When
from kingfisher.timeline.people import Person

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_DATE = re.compile(
    r"(?<![\w/.])(?:"
    r"(?P<y1>\d{4})-(?P<m1>\d{1,2})-(?P<d1>\d{1,2})(?:T[\d:]+)?"
    r"|(?P<d2>\d{1,2})[/.-](?P<m2>\d{1,2})[/.-](?P<y2>\d{4}|\d{2})"
    rf"|(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?[ -](?:of )?(?P<m3>{_NAMES})(?:,?[ -](?P<y3>\d{{4}}|\d{{2}}(?!\d)))?"
    rf"|(?P<m4>{_NAMES}) (?P<d4>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y4>\d{{4}})"
    r")(?![\w/])",
    re.I,
)
_DAY_AND_MONTH = re.compile(r"\b(on|of|at|by|born|from|edd|until|since|to) (\d{1,2})[/.](\d{1,2})(?![\d/.%])", re.I)

# Without a word before it, "3/4" may be a scale; a number over ten before a month is a day.
_LATE_DAY = re.compile(r"(?<![\w/.])(?:1[1-9]|2\d|3[01])/(?:0?[1-9]|1[0-2])(?![\d/%])")


class Dates(StrEnum):
    """What becomes of dates other than dates of birth."""

    AS_GIVEN = "as_given"
    MONTH = "month"
    MOVED = "moved"


class DateWords:
    """Changes dates one way throughout a copy.

    A date of birth becomes its month whatever is chosen, in the text and as the day of an entry, for an entry on the
    day of a birth gives the birthday away.
    """

    def __init__(self, people: Iterable[Person], dates: Dates, days: int = 0) -> None:
        """`days` is how far MOVED moves every date; whole weeks keep the days of the week true."""
        born = (person.born for person in people)
        self._births = frozenset(w.first for w in born if w and w.first and w.first == w.last)
        self._dates, self._days = dates, timedelta(days=days if dates is Dates.MOVED else 0)

    def when(self, when: When) -> When:
        """A date as known, changed. A month, season, term or year that is moved becomes the month it then begins in."""
        if self._dates is Dates.MOVED:
            return self._moved(when)
        birthday = when.first == when.last and when.first in self._births
        return to_month(when) if self._dates is Dates.MONTH or birthday else when

    def born(self, when: When) -> When:
        """A date of birth or death: never finer than the month."""
        return to_month(self._moved(when) if self._dates is Dates.MOVED else when)

    def moment(self, moment: datetime) -> datetime | None:
        """When something was recorded: moved with the rest, and left out where days are not to show."""
        return None if self._dates is Dates.MONTH else moment + self._days

    def replaced(self, text: str) -> str:
        """The text with its dates changed alike; a day and month without a year goes unless dates stay as given."""
        text = _DATE.sub(self._one, text)
        if self._dates is Dates.AS_GIVEN:
            return text
        return _LATE_DAY.sub("[date]", _DAY_AND_MONTH.sub(self._no_year, text))

    def _one(self, found: re.Match[str]) -> str:
        day = _read(found)
        if day is None:
            return found.group() if self._dates is Dates.AS_GIVEN else "[date]"
        if day in self._births:
            return f"{day + self._days:%B %Y}"
        match self._dates:
            case Dates.AS_GIVEN:
                return found.group()
            case Dates.MONTH:
                return f"{day:%B %Y}"
            case Dates.MOVED:
                return f"{day + self._days:%d/%m/%Y}"

    def _no_year(self, found: re.Match[str]) -> str:
        day, month = int(found.group(2)), int(found.group(3))
        return f"{found.group(1)} [date]" if 1 <= day <= 31 and 1 <= month <= 12 else found.group()

    def _moved(self, when: When) -> When:
        if not when.is_known:
            return when
        first, last = (day and day + self._days for day in (when.first, when.last))
        if when.precision in (Precision.MONTH, Precision.SEASON, Precision.TERM) and first:
            return When.month(first.year, first.month, about=when.about)
        if when.precision is Precision.YEAR and first:
            return When.year(first.year, about=when.about)
        return When(first, last, when.precision, time=when.time, about=when.about)


def to_month(when: When) -> When:
    """The same date no finer than the month; the ends of a span widen to the months they lie in."""
    if when.precision in (Precision.DAY, Precision.MINUTE, Precision.WEEK) and when.first:
        return When.month(when.first.year, when.first.month, about=when.about)
    if when.precision in (Precision.BETWEEN, Precision.BEFORE, Precision.AFTER):
        last = when.last and When.month(when.last.year, when.last.month).last
        return When.between(when.first and when.first.replace(day=1), last, about=when.about)
    return when


def exact_dates(text: str) -> Iterable[date]:
    """Every whole date written in the text, however it is written; for looking for dates of birth that are left."""
    return [day for found in _DATE.finditer(text) if (day := _read(found)) is not None]


def _read(found: re.Match[str]) -> date | None:
    parts = found.groupdict()
    year, month, day = (next((parts[f"{p}{n}"] for n in "1234" if parts.get(f"{p}{n}")), None) for p in "ymd")
    if not (year and month and day):
        return None
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    whole = int(year) if len(year) == 4 else 2000 + int(year) - (100 if int(year) > 40 else 0)
    try:
        return date(whole, number, int(day))
    except ValueError:
        return None
