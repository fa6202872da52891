"""When did it happen, and how sure is anyone?

Agencies write "12 February 2018", "early January", "w/c 3/2/20", "autumn term 2019" and nothing at all. A `When` keeps
what was meant and no more: it can be put in order, and it answers questions about order honestly (certainly before,
perhaps before), so that nothing downstream pretends to a day nobody wrote.

The written form is EDTF (ISO 8601-2) wherever EDTF has one, and plain words where it has not:

    2018-02-12            a day                         2018-02-12T14:30   a minute
    2018-02               a month                       2018               a year
    2018-02-12~ 2018-02~  about a day, month, year      2019-21 … 2019-24  spring, summer, autumn, winter
    2018-02-01/2018-03-04 between two days, inclusive   ../2018-03-01      on or before    2018-03-01/..  on or after
    week commencing 2020-02-03                          autumn term 2019   XXXX   unknown
"""

import calendar
import re
from datetime import date, time, timedelta
from enum import StrEnum
from functools import lru_cache


class Precision(StrEnum):
    """How finely a date is known."""

    MINUTE = "minute"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    TERM = "term"
    SEASON = "season"
    YEAR = "year"
    BETWEEN = "between"
    BEFORE = "before"
    AFTER = "after"
    UNKNOWN = "unknown"


SEASONS = {21: ("spring", 3), 22: ("summer", 6), 23: ("autumn", 9), 24: ("winter", 12)}
# English school terms differ by authority and year; these are the widest usual spans, so a term never excludes a day
# that some school counted in it. (month, day) of the first and last day.
TERMS = {"autumn": ((9, 1), (12, 31)), "spring": ((1, 1), (4, 15)), "summer": ((4, 16), (7, 31))}
# How far "about" may stray, in days: a judgement of ours, stated once, so that every reading uses the same one.
ABOUT_DAYS = {Precision.DAY: 7, Precision.MINUTE: 7, Precision.WEEK: 7, Precision.MONTH: 31, Precision.SEASON: 46}
ABOUT_DAYS_OTHERWISE = 366
_END_OF_TIME = date.max.toordinal() * 86_400 * 2

_DAY = r"\d{4}-\d{2}-\d{2}"
_FORMS = re.compile(
    rf"(?P<week>week commencing (?P<monday>{_DAY}))|(?P<term>(?P<name>autumn|spring|summer) term (?P<ty>\d{{4}}))"
    rf"|(?P<minute>(?P<md>{_DAY})T(?P<mt>\d{{2}}:\d{{2}}(:\d{{2}})?))|(?P<plain>\d{{4}}(-\d{{2}}){{0,2}})"
)


class When:
    """A date as known: its first and last possible nominal day (inclusive), a time if given, and its precision.

    `first` is None when there is no earliest day ("before March"), `last` when there is no latest; both are None when
    the date is unknown. `about` widens both ends when order is asked (see `earliest` and `latest`), never when the
    date is shown or sorted. Equal and hashable by value.
    """

    __slots__ = ("about", "earliest", "first", "last", "latest", "precision", "sort_key", "time")

    def __init__(
        self,
        first: date | None,
        last: date | None,
        precision: Precision,
        *,
        time: time | None = None,
        about: bool = False,
    ) -> None:
        if first and last and first > last:
            raise DateError(f"{first.isoformat()} is after {last.isoformat()}: give the earlier day first.")
        self.first, self.last, self.precision, self.time, self.about = first, last, precision, time, about
        # The first and last day it can have been, "about" allowed for: asked for so often that we work it out once.
        self.earliest, self.latest = (_away(first, -self._slack), _away(last, self._slack)) if about else (first, last)
        # A total order for lists, in seconds: by first nominal day, then time; undated last. One number, because a
        # chronology of a hundred thousand entries sorts by it. Not a claim about what came first.
        day = first or last
        self.sort_key = _END_OF_TIME if day is None else day.toordinal() * 86_400 + _seconds(time)

    @staticmethod
    def parse(text: str) -> "When":
        """Read the written form (see the module). Raises `DateError`, which says what was expected."""
        return _parse(text.strip())

    @staticmethod
    def day(day: date, at: time | None = None) -> "When":
        """One day, with a time if known."""
        return When(day, day, Precision.MINUTE if at else Precision.DAY, time=at)

    @staticmethod
    def month(year: int, month: int, *, about: bool = False) -> "When":
        """A calendar month."""
        last = date(year, month, calendar.monthrange(year, month)[1])
        return When(date(year, month, 1), last, Precision.MONTH, about=about)

    @staticmethod
    def year(year: int, *, about: bool = False) -> "When":
        """A calendar year."""
        return When(date(year, 1, 1), date(year, 12, 31), Precision.YEAR, about=about)

    @staticmethod
    def season(year: int, season: int, *, about: bool = False) -> "When":
        """An EDTF season, 21 spring to 24 winter; winter runs from December into the next year."""
        month = SEASONS[season][1]
        first = date(year, month, 1)
        after = date(year + (month + 3 > 12), (month + 2) % 12 + 1, 1)
        return When(first, after - timedelta(days=1), Precision.SEASON, about=about)

    @staticmethod
    def week(monday: date) -> "When":
        """The seven days that begin on the day given (called monday because it nearly always is)."""
        return When(monday, monday + timedelta(days=6), Precision.WEEK)

    @staticmethod
    def term(name: str, year: int) -> "When":
        """An English school term by its season name and calendar year: the widest usual span."""
        (m1, d1), (m2, d2) = TERMS[name]
        return When(date(year, m1, d1), date(year, m2, d2), Precision.TERM)

    @staticmethod
    def between(first: date | None, last: date | None, *, about: bool = False) -> "When":
        """Any day from first to last, both inclusive; an open end makes it "on or before" or "on or after"."""
        if first is None and last is None:
            return UNKNOWN
        kind = Precision.BEFORE if first is None else Precision.AFTER if last is None else Precision.BETWEEN
        return When(first, last, kind, about=about)

    @property
    def is_known(self) -> bool:
        """False only when nothing at all is known of the date."""
        return self.precision is not Precision.UNKNOWN

    @property
    def _slack(self) -> int:
        return ABOUT_DAYS.get(self.precision, ABOUT_DAYS_OTHERWISE) if self.about else 0

    def certainly_before(self, other: "When") -> bool:
        """True only if every day this can have been is before every day the other can have been.

        On one and the same certain day, times decide when both have one. False whenever either end is unknown.
        """
        if self.latest is None or other.earliest is None:
            return False
        if self.latest == other.earliest == self.earliest == other.latest and self.time and other.time:
            return self.time < other.time
        return self.latest < other.earliest

    def may_be_same_day(self, other: "When") -> bool:
        """True if some day fits both. An unknown date may be any day."""
        return not (
            (self.latest and other.earliest and self.latest < other.earliest)
            or (other.latest and self.earliest and other.latest < self.earliest)
        )

    def certainly_within(self, first: date, last: date) -> bool:
        """True only if every day it can have been lies from first to last, both inclusive."""
        return bool(self.earliest and self.latest and first <= self.earliest and self.latest <= last)

    def may_be_within(self, first: date, last: date) -> bool:
        """True if it can have been on some day from first to last, both inclusive."""
        return self.may_be_same_day(When.between(first, last))

    @property
    def edtf(self) -> str:
        """The date in EDTF; a week and a term as the interval they cover; "" when unknown."""
        if self.precision in (Precision.WEEK, Precision.TERM):
            return f"{self.first}/{self.last}"
        return "" if not self.is_known else str(self)

    @property
    def words(self) -> str:
        """The date as it would be said: "about 12 February 2018", "week commencing 3 February 2020", "no date"."""
        return _in_words(self)

    def __str__(self) -> str:
        return _written(self)

    def __repr__(self) -> str:
        return f"When({self!s})"

    def _value(self) -> tuple[object, ...]:
        return (self.first, self.last, self.precision, self.time, self.about)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, When) and self._value() == other._value()

    def __hash__(self) -> int:
        return hash(self._value())


def _away(day: date | None, days: int) -> date | None:
    """The day so many days away; the first or last there is where that is too far."""
    return day and date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def _seconds(at: time | None) -> int:
    return 0 if at is None else at.hour * 3600 + at.minute * 60 + at.second


class DateError(ValueError):
    """A date that cannot be read or cannot exist; the message says what to write instead."""


UNKNOWN = When(None, None, Precision.UNKNOWN)


@lru_cache(maxsize=65_536)
def _parse(text: str) -> When:
    if text in ("", "XXXX", "unknown"):
        return UNKNOWN
    about = text.endswith(("~", "?", "%"))
    body = text.rstrip("~?%")
    if "/" in body:
        low, _, high = body.partition("/")
        return _parse_between(low, high, about=about)
    form = _FORMS.fullmatch(body)
    if form is None:
        raise DateError(
            f"'{text}' is not a date we can read. Write 2018-02-12, 2018-02, 2018, 2018-02~ for about, "
            "2018-02-01/2018-03-04 for between, ../2018-03-01 for before, or XXXX for unknown."
        )
    try:
        if form["week"]:
            return When.week(date.fromisoformat(form["monday"]))
        if form["term"]:
            return When.term(form["name"], int(form["ty"]))
        if form["minute"]:
            day, at = date.fromisoformat(form["md"]), time.fromisoformat(form["mt"])
            return When(day, day, Precision.MINUTE, time=at, about=about)
        return _parse_plain(body, about=about)
    except ValueError as wrong:
        raise DateError(f"'{text}' is not a day that exists: check the day and the month.") from wrong


def _parse_plain(body: str, *, about: bool) -> When:
    year, *rest = (int(part) for part in body.split("-"))
    if not rest:
        return When.year(year, about=about)
    if len(rest) == 1:
        return When.season(year, rest[0], about=about) if rest[0] in SEASONS else When.month(year, rest[0], about=about)
    day = date(year, rest[0], rest[1])
    return When(day, day, Precision.DAY, about=about)


def _parse_between(low: str, high: str, *, about: bool) -> When:
    first = None if low in ("", "..") else _parse(low).first
    last = None if high in ("", "..") else _parse(high).last
    return When.between(first, last, about=about or low.endswith("~"))


def _written(when: When) -> str:
    first, last = when.first, when.last
    mark = "~" if when.about else ""
    match when.precision:
        case Precision.UNKNOWN:
            return "XXXX"
        case Precision.MINUTE if first and when.time:
            return f"{first}T{when.time.strftime('%H:%M')}{mark}"
        case Precision.DAY if first:
            return f"{first}{mark}"
        case Precision.WEEK:
            return f"week commencing {first}"
        case Precision.TERM if first:
            return f"{_term_name(first)} term {first.year}"
        case Precision.MONTH if first:
            return f"{first:%Y-%m}{mark}"
        case Precision.YEAR if first:
            return f"{first:%Y}{mark}"
        case Precision.SEASON if first:
            return f"{first:%Y}-{_season(first)}{mark}"
        case _:
            return f"{_between(first, last)}{mark}"


def _between(first: date | None, last: date | None) -> str:
    """An interval in the coarsest words that say the same: 2009/2012, 2020-02/2020-03, 2020-02-03/2020-03-31."""
    if first and last and first.day == 1 and (last + timedelta(days=1)).day == 1:
        if first.month == 1 and last.month == 12 and first.year != last.year:
            return f"{first.year}/{last.year}"
        if (first.year, first.month) != (last.year, last.month):
            return f"{first:%Y-%m}/{last:%Y-%m}"
    return f"{first or '..'}/{last or '..'}"


def _season(first: date) -> int:
    return next(code for code, (_, month) in SEASONS.items() if month == first.month)


def _term_name(first: date) -> str:
    return next(name for name, ((month, day), _) in TERMS.items() if (month, day) == (first.month, first.day))


def said(day: date) -> str:
    """A day as it is said: 2 November 2026."""
    return f"{day.day} {day:%B %Y}"


def _in_words(when: When) -> str:
    first, last = when.first, when.last
    about = "about " if when.about else ""
    match when.precision:
        case Precision.MINUTE if first and when.time:
            return f"{about}{said(first)}, {_clock(when.time)}"
        case Precision.DAY if first:
            return about + said(first)
        case Precision.WEEK if first:
            return f"week commencing {said(first)}"
        case Precision.TERM | Precision.YEAR if first:
            return about + _written(when).rstrip("~")
        case Precision.MONTH if first:
            return f"{about}{first:%B %Y}"
        case Precision.SEASON if first:
            return f"{about}{SEASONS[_season(first)][0]} {first.year}"
        case Precision.BETWEEN if first and last:
            return about + _both_ends_said(first, last)
        case Precision.BEFORE if last:
            return f"on or before {said(last)}"
        case Precision.AFTER if first:
            return f"on or after {said(first)}"
        case _:
            return "no date"


def _both_ends_said(first: date, last: date) -> str:
    """Two ends as they would be said: a decade, years, months or days, whichever are whole."""
    next_day = date.fromordinal(min(last.toordinal() + 1, date.max.toordinal()))
    if first.day != 1 or next_day.day != 1:
        return f"{said(first)} to {said(last)}"
    if first.month != 1 or next_day.month != 1:
        return f"{first:%B %Y} to {last:%B %Y}"
    if first.year % 10 == 0 and last.year == first.year + 9:
        return f"{first.year}s"
    return f"{first.year} to {last.year}"


def _clock(at: time) -> str:
    if at == time(0, 0):
        return "midnight"
    if at == time(12, 0):
        return "midday"
    minutes = f":{at.minute:02d}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"
