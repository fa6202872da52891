"""A log under headings of months: the day alone opens each line, and no line is lost among the titles."""

from pathlib import Path

import docx
import pytest

from kingfisher.interchange.files.apart import read_apart
from kingfisher.interchange.returns.date_context import DateContext
from kingfisher.interchange.returns.dates_as_written import read_date
from kingfisher.interchange.returns.month_headings import month_named, opening_under, year_after
from kingfisher.interchange.returns.read_people import parse_people
from kingfisher.interchange.returns.read_return import read_return
from kingfisher.timeline.people import Tie
from tests.interchange.returns_made_up import FAMILY


def test_bullets_beneath_months_take_their_month_and_year(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Family support contact log", 0)
    for heading, lines in (
        ("November 2020", ("4th – Home visit, Ivo seen.", "25th to 26th – Texts to Hedda, not answered.")),
        ("December", ("Tues 8th: no reply at the door.", "mid month – Anders rang.")),
        ("January", ("6 – Closed.", "Hedda has not rung.")),
    ):
        document.add_heading(heading, 2)
        for line in lines:
            document.add_paragraph(line, style="List Bullet")
    path = tmp_path / "family_support.docx"
    document.save(str(path))
    made = read_return(read_apart(path), parse_people(FAMILY))
    assert [
        (str(one.entry.happened), one.entry.source and one.entry.source.date_as_written) for one in made.proposed
    ] == [
        ("2020-11-04", "4th"),
        ("2020-11-25/2020-11-26", "25th to 26th"),
        ("2020-12-08", "Tues 8th"),
        ("2020-12-15~", "mid month"),
        ("2021-01-06", "6"),
    ]
    assert made.proposed[1].entry.text == "Texts to Hedda, not answered."
    assert [(doubt.code, doubt.proposed.entry.text) for doubt in made.doubts] == [("no_date", "Hedda has not rung.")]
    assert [one.what for one in made.structure] == ["title"] * 4


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("March 2021", (3, 2021)), ("Sept '20:", (9, 2020)), ("May", (5, None)), ("March 2021 review", None),
        ("Background", None), ("2021", None), ("4 March 2021", None),
    ],
)  # fmt: skip
def test_a_heading_that_is_a_month_and_nothing_else(text: str, month: tuple[int, int | None] | None) -> None:
    assert month_named(text) == month


@pytest.mark.parametrize("text", ["1. Visit to the home", "10:30 – rang", "3 children at home", "No day at all"])
def test_numbers_that_are_no_day(text: str) -> None:
    assert opening_under(text, 3, DateContext(year=2021)) is None


def test_a_day_alone_is_read_only_under_a_month() -> None:
    assert opening_under("4th – Home visit", None) is None


def test_a_month_without_a_year_is_the_nearest_to_the_one_before_it() -> None:
    assert year_after(1, (12, 2020), 2020) == 2021
    assert year_after(12, (1, 2021), 2021) == 2020
    assert year_after(5, None, 2019) == 2019


@pytest.mark.parametrize(
    ("written", "read"),
    [("22-24/02", "2021-02-22/2021-02-24"), ("02-04/02", "2021-02-02/2021-02-04"), ("22-02/21", "2021-02-22")],
)
def test_a_dash_and_then_another_sign_joins_two_days(written: str, read: str) -> None:
    assert str(read_date(written, DateContext(year=2021)).when) == read


@pytest.mark.parametrize(
    "kind", ["step_parent_of", "stepfather_of", "step_father_of", "step-father of", "Stepmother_of"]
)
def test_step_parents_however_they_are_spelt(kind: str) -> None:
    text = (
        f"family: [{{id: a, name: Ivo Tarrow}}, {{id: b, name: Bo Quill}}]\nrelations: [{{a: b, type: {kind}, b: a}}]"
    )
    assert [tie.kind for tie in parse_people(text).relationships] == [Tie.CARER]
