from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kingfisher.timeline.dates import UNKNOWN, DateError, Precision, When

DAYS = st.dates(date(1990, 1, 1), date(2035, 12, 31))


@st.composite
def whens(draw):
    day, other = draw(DAYS), draw(DAYS)
    low, high = min(day, other), max(day, other)
    about = draw(st.booleans())
    return draw(
        st.sampled_from(
            [
                When.day(day),
                When.day(day, time(14, 30)),
                When(day, day, Precision.DAY, about=about),
                When.month(day.year, day.month, about=about),
                When.year(day.year, about=about),
                When.season(day.year, draw(st.integers(21, 24)), about=about),
                When.week(day),
                When.term(draw(st.sampled_from(["autumn", "spring", "summer"])), day.year),
                When.between(low, high, about=about),
                When.between(None, day),
                When.between(day, None),
                UNKNOWN,
            ]
        )
    )


@given(whens())
def test_what_is_written_reads_back_the_same(when):
    assert When.parse(str(when)) == when


@given(whens(), whens())
def test_nothing_is_certainly_before_what_it_may_coincide_with(a, b):
    if a.certainly_before(b):
        assert not b.certainly_before(a)
        assert not a.may_be_same_day(b) or (a.time and b.time)


@given(whens(), whens(), whens())
def test_certainly_before_carries_over(a, b, c):
    if a.certainly_before(b) and b.certainly_before(c):
        assert a.certainly_before(c)


@given(whens(), whens())
def test_list_order_never_contradicts_certain_order(a, b):
    if a.certainly_before(b):
        assert a.sort_key <= b.sort_key


@given(whens())
def test_what_is_certainly_within_may_be_within(when):
    first, last = date(2010, 1, 1), date(2020, 12, 31)
    if when.certainly_within(first, last):
        assert when.may_be_within(first, last)


@pytest.mark.parametrize(
    ("written", "first", "last", "precision", "words"),
    [
        ("2018-02-12", "2018-02-12", "2018-02-12", "day", "12 February 2018"),
        ("2018-02-12T14:30", "2018-02-12", "2018-02-12", "minute", "12 February 2018, 2:30pm"),
        ("2018-02-12T00:00", "2018-02-12", "2018-02-12", "minute", "12 February 2018, midnight"),
        ("2018-02-12~", "2018-02-12", "2018-02-12", "day", "about 12 February 2018"),
        ("2018-02", "2018-02-01", "2018-02-28", "month", "February 2018"),
        ("2018-02~", "2018-02-01", "2018-02-28", "month", "about February 2018"),
        ("2018", "2018-01-01", "2018-12-31", "year", "2018"),
        ("2019-21", "2019-03-01", "2019-05-31", "season", "spring 2019"),
        ("2019-24", "2019-12-01", "2020-02-29", "season", "winter 2019"),
        ("week commencing 2020-02-03", "2020-02-03", "2020-02-09", "week", "week commencing 3 February 2020"),
        ("autumn term 2019", "2019-09-01", "2019-12-31", "term", "autumn term 2019"),
        ("2018-02-01/2018-03-04", "2018-02-01", "2018-03-04", "between", "1 February 2018 to 4 March 2018"),
        ("2009/2012", "2009-01-01", "2012-12-31", "between", "2009 to 2012"),
        ("../2018-03-01", None, "2018-03-01", "before", "on or before 1 March 2018"),
        ("2018-03-01/..", "2018-03-01", None, "after", "on or after 1 March 2018"),
        ("XXXX", None, None, "unknown", "no date"),
        ("", None, None, "unknown", "no date"),
    ],
)
def test_each_written_form_means_what_it_says(written, first, last, precision, words):
    when = When.parse(written)
    assert (when.first and when.first.isoformat()) == first
    assert (when.last and when.last.isoformat()) == last
    assert when.precision == precision
    assert when.words == words


@pytest.mark.parametrize("written", ["31/02/2020", "2020-02-31", "2020-13", "last Tuesday", "2020-03-04/2020-03-01"])
def test_a_date_that_cannot_be_is_refused_with_what_to_do(written):
    with pytest.raises(DateError, match=r"not a d|day first"):
        When.parse(written)


@pytest.mark.parametrize(
    ("a", "b", "before", "same"),
    [
        ("2018-02-11", "2018-02-12", True, False),
        ("2018-02-12", "2018-02-12", False, True),
        ("2018-02-12T09:00", "2018-02-12T10:00", True, True),
        ("2018-02-12", "2018-02-12T10:00", False, True),
        ("2018-01", "2018-02-01", True, False),
        ("2018-02", "2018-02-01", False, True),
        ("2018-01~", "2018-02-10", False, True),
        ("2018-01~", "2018-03-10", True, False),
        ("2018-02-12~", "2018-02-19", False, True),
        ("2018-02-12~", "2018-02-20", True, False),
        ("../2018-01-01", "2018-01-02", True, False),
        ("2018-01-01/..", "2030-01-01", False, True),
        ("XXXX", "2018-01-01", False, True),
    ],
)
def test_order_is_claimed_only_when_it_is_certain(a, b, before, same):
    assert When.parse(a).certainly_before(When.parse(b)) is before
    assert When.parse(a).may_be_same_day(When.parse(b)) is same


def test_undated_entries_come_last_in_lists():
    dates = ["XXXX", "2018-02-12", "2018-02", "../2018-01-05", "2018-02-12T10:00"]
    ordered = sorted((When.parse(date) for date in dates), key=lambda when: when.sort_key)
    assert [str(when) for when in ordered] == ["../2018-01-05", "2018-02", "2018-02-12", "2018-02-12T10:00", "XXXX"]
