"""Working days in England and Wales: known lists of bank holidays, the standing arrangements, and counting."""

from datetime import date, timedelta

import pytest

from kingfisher.practice.working_days import (
    OutsideCalendar,
    add_months,
    add_working_days,
    bank_holidays,
    is_working_day,
    working_days_after,
)

# As published at the time, written out by hand (month-day).
PUBLISHED = {
    2010: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2011: "01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27",
    2012: "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26",
    2015: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2016: "01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27",
    2017: "01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
    2018: "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26",
    2019: "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
}


@pytest.mark.parametrize("year", PUBLISHED)
def test_the_bank_holidays_are_those_published(year):
    held = [f"{day:%m-%d}" for day in sorted(bank_holidays().days) if day.year == year]
    assert held == PUBLISHED[year].split()


def easter(year):
    """Easter Sunday by the tables' own golden number and epact, another way than the list was made."""
    golden, century = year % 19 + 1, year // 100 + 1
    dropped, moon = 3 * century // 4 - 12, (8 * century + 5) // 25 - 5
    sunday = 5 * year // 4 - dropped - 10
    epact = (11 * golden + 20 + moon - dropped) % 30
    epact += (epact == 25 and golden > 11) or epact == 24
    day = 44 - epact
    day += 30 if day < 21 else 0
    day += 7 - (sunday + day) % 7
    return date(year, 3, 1) + timedelta(days=day - 1)


@pytest.mark.parametrize("year", range(2010, 2036))
def test_every_year_follows_the_standing_arrangements(year):
    days = sorted(day for day in bank_holidays().days if day.year == year)
    assert len(days) == 8 + (year in (2011, 2012, 2022, 2023)) + (year == 2022)
    assert all(day.weekday() < 5 for day in days)
    assert {easter(year) - timedelta(days=2), easter(year) + timedelta(days=1)} <= set(days)
    mondays = [day for day in days if day.month in (5, 6, 8) and day.weekday() == 0]
    assert len(mondays) == 3 + (year == 2023) - (year in (2020, 2022))
    assert [day for day in days if day.month == 12][-1].day in (26, 27, 28)


def test_weekends_and_holidays_are_not_working_days():
    assert is_working_day(date(2018, 3, 29))
    assert not is_working_day(date(2018, 3, 30))  # Good Friday
    assert not is_working_day(date(2018, 3, 31))  # Saturday
    assert not is_working_day(date(2018, 4, 1))
    assert not is_working_day(date(2018, 4, 2))  # Easter Monday
    assert is_working_day(date(2018, 4, 3))


@pytest.mark.parametrize(
    ("start", "number", "day"),
    [
        ("2018-03-29", 1, "2018-04-03"),  # over Easter
        ("2018-03-31", 1, "2018-04-03"),  # a start on a Saturday is not shifted: day 1 is the next working day
        ("2018-02-01", 45, "2018-04-09"),  # two holidays on the way
        ("2022-05-31", 3, "2022-06-07"),  # the jubilee's two
        ("2022-09-16", 1, "2022-09-20"),  # the state funeral
        ("2019-12-24", 2, "2019-12-30"),
        ("2020-05-07", 1, "2020-05-11"),  # the moved early May day
        ("2020-02-03", 15, "2020-02-24"),
        ("2020-02-03", 0, "2020-02-03"),
    ],
)
def test_so_many_working_days_after(start, number, day):
    begun, due = date.fromisoformat(start), date.fromisoformat(day)
    assert add_working_days(begun, number) == due
    assert working_days_after(begun, due) == number


def test_counting_agrees_with_itself_over_years():
    for start in range(0, 3000, 37):
        day = date(2012, 1, 1) + timedelta(days=start)
        for number in (1, 5, 10, 45):
            due = add_working_days(day, number)
            assert is_working_day(due)
            assert working_days_after(day, due) == number


def test_outside_the_list_it_says_so():
    with pytest.raises(OutsideCalendar, match="2010-01-01 to 2035-12-31"):
        is_working_day(date(2009, 12, 31))
    with pytest.raises(OutsideCalendar):
        add_working_days(date(2035, 12, 30), 2)


@pytest.mark.parametrize(
    ("start", "months", "day"),
    [
        ("2019-11-30", 3, "2020-02-29"),
        ("2018-11-30", 3, "2019-02-28"),
        ("2018-08-31", 6, "2019-02-28"),
        ("2018-01-31", 1, "2018-02-28"),
        ("2018-12-15", 1, "2019-01-15"),
        ("2018-02-28", 6, "2018-08-28"),
    ],
)
def test_calendar_months_end_with_the_month(start, months, day):
    assert add_months(date.fromisoformat(start), months) == date.fromisoformat(day)
