"""A date as a person types it, and typed again as it was: 10/12/2019, about May 2020, 3 June 2020 at 23:40."""

import re
from datetime import datetime, time

from kingfisher.timeline.dates import DateError, When

DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y")
MONTHS = ("%B %Y", "%b %Y", "%m/%Y")
_ABOUT = re.compile(r"^(?:about|around|approximately|circa|c\.)\s+", re.I)
_TIME = re.compile(r"[\s,]+(?:at\s+)?(\d{1,2})[:.](\d\d)$")


def read_when(text: str) -> When:
    """The date typed, or in its written form. Raises `DateError` for what is neither."""
    words = text.strip()
    if about := _ABOUT.match(words):
        held = read_when(words[about.end() :])
        return When.parse(f"{held}~")
    if clock := _TIME.search(words):
        hour, minute = int(clock[1]), int(clock[2])
        day = _day(words[: clock.start()]) if hour < 24 and minute < 60 else None
        if day:
            return When.day(day.date(), time(hour, minute))
    if day := _day(words):
        return When.day(day.date())
    if month := _first(words, MONTHS):
        return When.month(month.year, month.month)
    return When.parse(words)


def typed_when(when: When) -> str:
    """A date as it is said where that reads back the same, else as it is written in files; "" for no date."""
    if not when.is_known:
        return ""
    try:
        return when.words if read_when(when.words) == when else str(when)
    except DateError:
        return str(when)


def _day(words: str) -> datetime | None:
    return _first(words, DAYS)


def _first(words: str, formats: tuple[str, ...]) -> datetime | None:
    for one in formats:
        try:
            return datetime.strptime(words, one)  # noqa: DTZ007  a day, of no zone
        except ValueError:
            continue
    return None
