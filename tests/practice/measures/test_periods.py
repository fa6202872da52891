"""Figures are taken over fixed days that have ended; a year gives away nothing that one of its halves holds back."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kingfisher.practice.measures.figure import FEWEST, Figure, shown
from kingfisher.practice.measures.periods import YEARS, Period, given_away, next_to_end, periods

YEAR = Period(date(2025, 4, 1), date(2026, 3, 31))
days = st.dates(date(2000, 1, 1), date(2090, 12, 31))


def test_a_year_has_two_halves_that_meet_and_a_half_has_none():
    first, second = YEAR.halves
    assert (first.first, first.last) == (date(2025, 4, 1), date(2025, 9, 30))
    assert (second.first, second.last) == (date(2025, 10, 1), date(2026, 3, 31))
    assert (first.halves, second.halves) == ((), ())
    assert (YEAR.is_year, first.is_year, second.is_year) == (True, False, False)


@pytest.mark.parametrize(
    ("day", "latest_year", "latest_half"),
    [
        (date(2026, 3, 31), date(2025, 3, 31), date(2025, 9, 30)),
        (date(2026, 4, 1), date(2026, 3, 31), date(2026, 3, 31)),
        (date(2026, 9, 30), date(2026, 3, 31), date(2026, 3, 31)),
        (date(2026, 10, 1), date(2026, 3, 31), date(2026, 9, 30)),
    ],
)
def test_a_period_is_offered_from_the_day_after_it_ends(day, latest_year, latest_half):
    offered = periods(day)
    assert offered[0].last == latest_year
    assert next(one for one in offered if not one.is_year).last == latest_half


@given(days)
def test_years_never_overlap_nor_do_halves_and_every_half_lies_in_one_year(day):
    offered = periods(day)
    assert len([one for one in offered if one.is_year]) == YEARS
    for years in (True, False):
        listed = sorted(one for one in offered if one.is_year is years)
        assert all(one.last + timedelta(1) == other.first for one, other in pairwise(listed))
        assert all(one.last < day for one in listed)
    assert next_to_end(day).first <= day <= next_to_end(day).last
    assert next_to_end(day) not in offered


def of(number, out_of, agency=""):
    return Figure(counts="were seen", over="children", of=number, out_of=out_of, agency=agency, families=out_of)


def test_a_year_of_which_one_half_is_held_back_is_held_back_too():
    halves = [shown([of(20, 40)]), shown([of(2, 12)])]
    assert [half[0].figure is None for half in halves] == [False, True]
    whole = [of(22, 52)]
    assert shown(whole)[0].figure is not None  # alone it could be shown
    assert shown(whole, given_away(whole, halves))[0].figure is None  # 22 - 20 would tell of the two


def test_a_year_of_two_halves_both_held_back_tells_of_neither():
    halves = [shown([of(3, 12)]), shown([of(4, 12)])]
    whole = [of(7, 24)]
    assert shown(whole, given_away(whole, halves))[0].figure is not None


def test_what_is_held_back_for_one_agency_takes_the_next_smallest_with_it():
    whole = [of(60, 120), of(20, 40, "a"), of(20, 40, "b"), of(20, 40, "c")]
    held = frozenset({("were seen", "children", "a")})
    assert [one.figure is None for one in shown(whole, held)] == [False, True, True, False]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=2, max_size=2))
def test_nobody_finds_a_small_number_by_taking_a_half_from_its_year(pairs):
    one, other = (of(min(pair), max(pair)) for pair in pairs)
    whole = [of(one.of + other.of, one.out_of + other.out_of)]
    halves = [shown([one]), shown([other])]
    [year] = shown(whole, given_away(whole, halves))
    open_halves = [half[0].figure for half in halves if half[0].figure is not None]
    if year.figure is not None and len(open_halves) == 1:
        left = (year.figure.of - open_halves[0].of, year.figure.out_of - open_halves[0].out_of)
        assert not any(0 < number < FEWEST for number in left)
