"""Dates as agencies type them. Each line: as written, what it comes to, the remarks it draws."""

from datetime import date, datetime

import pytest

from kingfisher.interchange.returns.date_context import DateContext
from kingfisher.interchange.returns.dates_as_written import opening_date, read_date, read_moment
from kingfisher.interchange.returns.school_terms import stated_terms
from kingfisher.timeline.dates import When

PLAIN = [
    ("12th Feb 2018", "2018-02-12"),
    ("12 February 2018", "2018-02-12"),
    ("1st of March 2019", "2019-03-01"),
    ("03/02/18", "2018-02-03"),
    ("3/2/20", "2020-02-03"),
    ("12.3.20", "2020-03-12"),
    ("05.05.20", "2020-05-05"),
    ("12-03-2020", "2020-03-12"),
    ("2020-03-12", "2020-03-12"),
    ("20200312", "2020-03-12"),
    ("3/iv/2020", "2020-04-03"),
    ("March 12th, 2018", "2018-03-12"),
    ("Mar 12, 2018", "2018-03-12"),
    ("24/05/2018 1400hrs", "2018-05-24T14:00"),
    ("2012-08-14 02:10", "2012-08-14T02:10"),
    ("2020-01-12T23:40:00", "2020-01-12T23:40"),
    ("10-Jul-2020 15:31", "2020-07-10T15:31"),
    ("Mon 14 May 2018, 10.00am", "2018-05-14T10:00"),
    ("1st July 2018 03.15", "2018-07-01T03:15"),
    ("22nd Nov 2020 10.20am", "2020-11-22T10:20"),
    ("12/3/20 2pm", "2020-03-12T14:00"),
    ("12/3/20 12.15am", "2020-03-12T00:15"),
    ("20th Jan 2018 (Sat clinic)", "2018-01-20"),
    ("14 Dec 20", "2020-12-14"),
    ("12 Feb '18", "2018-02-12"),
    ("Jan 03", "2003-01"),
    ("June 2007", "2007-06"),
    ("Sept 2012", "2012-09"),
    ("03/2018", "2018-03"),
    ("2018-03", "2018-03"),
    ("2018", "2018"),
    ("Feb 2008 approx", "2008-02~"),
    ("approx Feb 2008", "2008-02~"),
    ("c. 12/3/18", "2018-03-12~"),
    ("circa 2015", "2015~"),
    ("12/3/18?", "2018-03-12~"),
    ("around 20/12/2018", "2018-12-20~"),
    ("early Jan 2020", "2020-01~"),
    ("Early July 2019", "2019-07~"),
    ("mid Nov 2020", "2020-11-15~"),
    ("mid-November 2020", "2020-11-15~"),
    ("late Nov 2020", "2020-11-25~"),
    ("early 2020", "2020-01-01/2020-04-30~"),
    ("by May 2021", "2021-05~"),
    ("before March 2018", "../2018-02-28"),
    ("since June 2019", "2019-06-01/.."),
    ("2009-2012", "2009-01-01/2012-12-31"),
    ("2009 to 2012", "2009-01-01/2012-12-31"),
    ("2018/19", "2018-01-01/2019-12-31"),
    ("Feb-March 2020", "2020-02-01/2020-03-31"),
    ("April-May 2020", "2020-04-01/2020-05-31"),
    ("Dec 2019 – Jan 2020", "2019-12-01/2020-01-31"),
    ("28/4 to 14/7/20 weekly", "2020-04-28/2020-07-14"),
    ("12-14 March 2018", "2018-03-12/2018-03-14"),
    ("12th – 14th March 2018", "2018-03-12/2018-03-14"),
    ("3/2/20 – 7/2/20", "2020-02-03/2020-02-07"),
    ("between 3/2/20 and 7/2/20", "2020-02-03/2020-02-07"),
    ("w/c 3/2/20", "week commencing 2020-02-03"),
    ("W/C 16/04/18", "week commencing 2018-04-16"),
    ("week commencing 3rd Feb 2020", "week commencing 2020-02-03"),
    ("w/e 9/2/20", "week commencing 2020-02-03"),
    ("Summer 2013", "2013-22"),
    ("Spring 2019", "2019-21"),
    ("Winter of 2018", "2018-24"),
    ("Autumn term 2019", "autumn term 2019"),
    ("Christmas 2018", "2018-12-25~"),
    ("Date: 12/02/2018", "2018-02-12"),
]


@pytest.mark.parametrize(("written", "wanted"), PLAIN)
def test_a_date_is_read_as_written(written: str, wanted: str) -> None:
    read = read_date(written)
    assert (read.when, read.problem) == (When.parse(wanted), "")


AROUND = DateContext(before=date(2020, 3, 10), after=date(2020, 3, 24))
REMARKED = [
    ("Tues 17 March", AROUND, "2020-03-17", {"year_inferred"}),
    ("24th June", DateContext(year=2020), "2020-06-24", {"year_inferred"}),
    ("3 Jan", DateContext(before=date(2019, 12, 20), after=date(2020, 1, 9)), "2020-01-03", {"year_inferred"}),
    ("28/4", AROUND, "2020-04-28", {"year_inferred"}),
    ("Tues 12/3/20", DateContext(), "2020-03-12", {"weekday_disagrees"}),
    ("12 Febuary 2018", DateContext(), "2018-02-12", {"month_misspelt"}),
    ("Setpember 2018", DateContext(), "2018-09", {"month_misspelt"}),
    ("06/04", DateContext(before=date(2003, 1, 1), after=date(2015, 10, 13)), "2004-06", {"date_ambiguous"}),
    ("2020-07-10T14:31:00Z", DateContext(), "2020-07-10T14:31", {"time_in_utc"}),
]


@pytest.mark.parametrize(("written", "context", "wanted", "codes"), REMARKED)
def test_what_was_worked_out_is_remarked(written: str, context: DateContext, wanted: str, codes: set[str]) -> None:
    read = read_date(written, context)
    assert str(read.when) == wanted
    assert {remark.code for remark in read.remarks} == codes


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("", "no_date"), ("-", "no_date"), ("n/k", "no_date"), ("not known", "no_date"),
        ("31/02/2020", "impossible_date"), ("30th Feb 2019", "impossible_date"), ("02/28/2020", "impossible_date"),
        ("29/02/2019", "impossible_date"), ("see above", "date_not_understood"), ("tbc", "date_not_understood"),
        ("17 March", "date_not_understood"),
    ],
)  # fmt: skip
def test_what_is_not_a_date_is_said_and_nothing_is_borrowed(written: str, problem: str) -> None:
    read = read_date(written)
    assert not read.when.is_known
    assert read.problem == problem
    assert read.why


TERMS = stated_terms(["Half term 10-14 Feb 2020.", "Terms: Aut 3/9/19-20/12/19; Spr 6/1/20-20/3/20; Sum 20/4-17/7/20"])


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("Autumn term 2019", "2019-09-03/2019-12-20"),
        ("Spring 1 2020 (from 13/1)", "2020-01-13/2020-02-07"),
        ("Spring 2 2020", "2020-02-17/2020-03-20"),
        ("Summer 2020", "2020-04-20/2020-07-17"),
    ],
)
def test_a_school_that_states_its_terms_is_taken_at_its_word(written: str, wanted: str) -> None:
    assert str(read_date(written, DateContext(in_school=True, terms=TERMS)).when) == wanted


def test_a_school_that_does_not_gets_the_widest_usual_span_and_a_remark() -> None:
    read = read_date("Summer 2020", DateContext(in_school=True))
    assert str(read.when) == "summer term 2020"
    assert [remark.code for remark in read.remarks] == ["term_dates_usual"]
    half = read_date("Autumn 1 2020", DateContext(in_school=True)).when
    assert half.certainly_within(date(2020, 9, 1), date(2020, 10, 31))


@pytest.mark.parametrize(
    ("sentence", "wanted", "rest"),
    [
        ("12.3.20 – Welfare call, no answer", "2020-03-12", "Welfare call, no answer"),
        ("10.3.20: Key work session", "2020-03-10", "Key work session"),
        ("14.4.20 - 10.20 in, 11.05 out", "2020-04-14", "10.20 in, 11.05 out"),
        ("8.4.20 3 calls made", "2020-04-08", "3 calls made"),
        ("On 12th February 2018 mum rang", "2018-02-12", "mum rang"),
        ("4th May 2021: Seen in school", "2021-05-04", "Seen in school"),
        ("Early April 2021: found address", "2021-04~", "found address"),
    ],
)
def test_a_sentence_may_open_with_its_date(sentence: str, wanted: str, rest: str) -> None:
    read = opening_date(sentence)
    assert read is not None
    assert (str(read.when), read.rest) == (wanted, rest)


def test_a_sentence_that_does_not_open_with_a_date() -> None:
    assert opening_date("End of diary. Compiled by the manager.") is None
    assert opening_date("Part 1 is from the options file") is None


def test_an_impossible_opening_date_is_still_an_opening_date() -> None:
    read = opening_date("31/02/2020: Boiler engineer let in")
    assert read is not None
    assert (read.problem, read.rest) == ("impossible_date", "Boiler engineer let in")


def test_a_spreadsheets_midnight_is_a_day() -> None:
    assert str(read_moment(datetime(2020, 3, 12)).when) == "2020-03-12"  # noqa: DTZ001
    assert str(read_moment(datetime(2020, 3, 12, 9, 15)).when) == "2020-03-12T09:15"  # noqa: DTZ001
    assert str(read_moment(date(2020, 3, 12)).when) == "2020-03-12"
