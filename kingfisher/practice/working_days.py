"""Which days are working days in England and Wales, and what is the day so many of them after another?

A working day is neither a Saturday, a Sunday nor a bank holiday. Day 1 is the first working day after the day something
began, even when it began on a weekend: a start is never shifted (DfE children in need guide 4.12.2).
"""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path

import msgspec
import yaml

ONE_DAY = timedelta(days=1)
SATURDAY = 5


class OutsideCalendar(ValueError):
    """The bank holidays of the day are not held; the message says from when to when they are."""


class Holidays(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The bank holidays of one area from the first day to the last, both inclusive, each with its name."""

    area: str
    first: date
    last: date
    days: Mapping[date, str]


@cache
def bank_holidays() -> Holidays:
    """The list for England and Wales that comes with Kingfisher."""
    text = Path(__file__).with_name("bank_holidays.yaml").read_text(encoding="utf-8")
    return msgspec.convert(yaml.safe_load(text), Holidays)


def is_working_day(day: date) -> bool:
    """True on a weekday that is no bank holiday. Raises `OutsideCalendar`."""
    held = bank_holidays()
    if not held.first <= day <= held.last:
        raise OutsideCalendar(f"Bank holidays are held from {held.first} to {held.last}; {day} is outside them.")
    return day.weekday() < SATURDAY and day not in held.days


@lru_cache(maxsize=65_536)
def add_working_days(day: date, number: int) -> date:
    """The day so many working days after `day`, which itself is not counted. With 0, the day itself.

    Raises `OutsideCalendar`.
    """
    while number > 0:
        day += ONE_DAY
        number -= is_working_day(day)
    return day


@lru_cache(maxsize=65_536)
def subtract_working_days(day: date, number: int) -> date:
    """The day so many working days before `day`, which itself is not counted. With 0, the day itself.

    Raises `OutsideCalendar`.
    """
    while number > 0:
        day -= ONE_DAY
        number -= is_working_day(day)
    return day


def working_days_after(day: date, last: date) -> int:
    """How many working days lie after `day`, up to and including `last`; 0 when `last` is not later.

    Raises `OutsideCalendar`.
    """
    span = (last - day).days
    return sum(is_working_day(day + timedelta(days=number)) for number in range(1, span + 1))


def add_months(day: date, number: int) -> date:
    """The same day of the month so many calendar months later, or the month's last day where it has no such day."""
    years, month = divmod(day.month - 1 + number, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
