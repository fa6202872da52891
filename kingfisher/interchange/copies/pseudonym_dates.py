"""Dates in a copy without names: dates of birth to the month; the rest as given, to the month, or all moved alike."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from kingfisher.interchange.copies.day_words import (
    DATE,
    DAY_AND_MONTH,
    LATE_DAY,
    NTH_ALONE,
    day_and_month,
    read_day,
    without_year,
)
from kingfisher.timeline.dates import Precision, When
from kingfisher.timeline.people import Person


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
        self._birthdays = frozenset((day.month, day.day) for day in self._births)
        self._dates, self._days = dates, timedelta(days=days if dates is Dates.MOVED else 0)

    def when(self, when: When) -> When:
        """A date as known, changed. A month, season, term or year that is moved becomes the month it then begins in."""
        if self._dates is Dates.MOVED:
            moved = self._moved(when)  # one that falls on a birthday by chance would look like one that was left
            return to_month(moved) if moved.first == moved.last and moved.first in self._births else moved
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
        text = DATE.sub(self._one, text)
        if self._dates is Dates.AS_GIVEN:
            return DAY_AND_MONTH.sub(self._no_year, text)
        text = DAY_AND_MONTH.sub(self._no_year, text)
        return LATE_DAY.sub("[date]", NTH_ALONE.sub("[date]", text))

    def _one(self, found: re.Match[str]) -> str:
        day = read_day(found)
        if day is None:
            return "[date]" if self._dates is not Dates.AS_GIVEN or self._is_birthday(found) else found.group()
        if day in self._births:
            return f"{day + self._days:%B %Y}"
        match self._dates:
            case Dates.AS_GIVEN:
                return found.group()
            case Dates.MONTH:
                return f"{day:%B %Y}"
            case Dates.MOVED:
                moved = day + self._days
                return f"{moved:%B %Y}" if moved in self._births else f"{moved:%d/%m/%Y}"

    def _no_year(self, found: re.Match[str]) -> str:
        day = without_year(found)
        goes = day is not None and (self._dates is not Dates.AS_GIVEN or day in self._birthdays)
        return f"{found.group(1)}{found.group(2)} [date]" if goes else found.group()

    def _is_birthday(self, found: re.Match[str]) -> bool:
        """A day and month without a year that are somebody's birthday."""
        return day_and_month(found) in self._birthdays

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
