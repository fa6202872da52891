"""A date is read as people type it, and typed again it reads back the same."""

from datetime import date, time

import pytest

from kingfisher.timeline.dates import DateError, When
from kingfisher.web.forms.dates_typed import read_when, typed_when


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("10/12/2019", "2019-12-10"),
        ("2 March 2020", "2020-03-02"),
        ("about 2 March 2020", "2020-03-02~"),
        ("May 2020", "2020-05"),
        ("about May 2020", "2020-05~"),
        ("5/2020", "2020-05"),
        ("2019", "2019"),
        ("c. 2019", "2019~"),
        ("3/6/2020 23:40", "2020-06-03T23:40"),
        ("3 June 2020, 23:40", "2020-06-03T23:40"),
        ("autumn term 2019", "autumn term 2019"),
        ("2020-03-02~", "2020-03-02~"),
    ],
)
def test_a_date_is_read_as_people_type_it(typed, written):
    assert read_when(typed) == When.parse(written)


@pytest.mark.parametrize("typed", ["soon", "31/2/2020", "3/6/2020 25:70", "about", "May"])
def test_what_is_no_date_is_refused(typed):
    with pytest.raises(DateError):
        read_when(typed)


@pytest.mark.parametrize(
    "when",
    [
        When.day(date(2020, 6, 3)),
        When.day(date(2020, 6, 3), time(23, 40)),
        When.month(2020, 5),
        When.month(2020, 5, about=True),
        When.year(2019),
        When.between(date(2020, 1, 1), date(2020, 3, 31)),
        When.parse("autumn term 2019"),
        When.parse("2020-03-02~"),
    ],
)
def test_typed_again_it_reads_back_the_same(when):
    assert read_when(typed_when(when)) == when


def test_no_date_is_typed_as_nothing():
    assert typed_when(When.parse("XXXX")) == ""
