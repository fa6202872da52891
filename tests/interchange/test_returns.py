"""A return is read whole: every row is proposed, doubted or structure, in the samples and in other layouts."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kingfisher.interchange.files.reading import read_rows
from kingfisher.interchange.files.rows import Cell, Place, ReadFile, Row
from kingfisher.interchange.returns.agency_return import AgencyReturn, Proposed
from kingfisher.interchange.returns.read_people import parse_people, read_people
from kingfisher.interchange.returns.read_return import read_folder, read_return
from kingfisher.timeline.people import Family
from tests.interchange import returns_made_up as made_up

SAMPLES = sorted(path for path in Path("demo/returns").glob("*/*") if path.suffix in (".docx", ".xlsx", ".csv"))


@pytest.fixture
def family() -> Family:
    return parse_people(made_up.FAMILY)


def rows_of(returned: AgencyReturn) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(row.place.locator, str(row.entry.happened), row.entry.about) for row in returned.proposed]


def codes(row: Proposed) -> set[str]:
    return {remark.code for remark in row.remarks}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_every_row_of_the_samples_is_in_exactly_one_place(path: Path) -> None:
    returned = read_return(read_rows(path), read_people(path.parent / "people.yaml"))
    assert returned.adds_up
    assert returned.agency == path.stem
    for row in returned.proposed:
        assert row.entry.source is not None
        assert row.entry.source.locator == row.place.locator
        assert row.entry.source.passage
        assert all(suggestion.reason for suggestion in row.suggestions)


def test_a_probation_export(tmp_path: Path, family: Family) -> None:
    returned = read_return(read_rows(made_up.probation_csv(tmp_path)), family)
    assert (returned.agency, returned.adds_up) == ("probation", True)
    assert rows_of(returned) == [
        ("record 2", "2019-02-03", ("dad", "mum")),
        ("record 3", "2019-02-17", ("dad",)),
        ("record 4", "2019-03-03", ("ivo", "dad")),
    ]
    assert returned.proposed[0].entry.by == "S Marlow"


def test_a_two_column_word_table_with_the_agency_in_its_title(tmp_path: Path, family: Family) -> None:
    returned = read_return(read_rows(made_up.two_columns_docx(tmp_path)), family)
    assert returned.agency == "womens_aid"
    assert [str(row.entry.happened) for row in returned.proposed] == ["2019-03-03", "2019-04~", "2019-05-06"]
    assert "year_inferred" in codes(returned.proposed[2])
    assert returned.proposed[0].entry.about == ("mum", "dad")
    assert [doubt.code for doubt in returned.doubts] == ["no_date"]
    assert returned.doubts[0].ask.startswith("table 1 row 5: This row has no date.")
    assert returned.adds_up


def test_merged_date_cells_carry_their_date_and_say_so(tmp_path: Path, family: Family) -> None:
    returned = read_return(read_rows(made_up.merged_dates_xlsx(tmp_path)), family)
    assert [str(row.entry.happened) for row in returned.proposed] == ["2019-09-12", "2019-09-12", "2019-09-26"]
    assert "date_from_merged_cell" in codes(returned.proposed[1])
    assert returned.proposed[0].entry.text == "Home visit: Hedda tired. Ivo at school. – Referral to food bank"
    assert returned.adds_up


def test_day_month_and_year_in_columns_of_their_own(tmp_path: Path, family: Family) -> None:
    returned = read_return(read_rows(made_up.split_dates_csv(tmp_path)), family)
    assert rows_of(returned) == [
        ("record 2", "2020-03-04", ("ivo", "mum")),
        ("record 3", "2020-03-11", ("ivo",)),
    ]


def test_utc_times_near_spellings_wrong_births_and_another_family(tmp_path: Path, family: Family) -> None:
    returned = read_return(read_rows(made_up.utc_csv(tmp_path)), family)
    first, second = returned.proposed
    assert str(first.entry.happened) == "2020-01-05T23:10"
    assert {"time_in_utc", "name_misspelt"} <= codes(first)
    assert first.entry.about == ("wren", "mum")
    assert "date_of_birth_differs" in codes(second)
    assert [(doubt.code, doubt.proposed.entry.about) for doubt in returned.doubts] == [("other_family", ())]
    assert "Pia Lund" in returned.doubts[0].why


def test_a_nurserys_bullets(tmp_path: Path, family: Family) -> None:
    returned = read_return(read_rows(made_up.nursery_docx(tmp_path)), family)
    assert returned.agency == "nursery_little_acorns"
    assert [str(row.entry.happened) for row in returned.proposed] == [
        "2021-01-04",
        "week commencing 2021-01-11",
        "2021-01-20",
    ]
    assert {person for row in returned.proposed for person in row.entry.about} == {"wren", "gran", "mum"}
    assert [doubt.code for doubt in returned.doubts] == ["impossible_date", "no_date"]
    assert returned.doubts[0].proposed.entry.source.date_as_written == "30/02/2021"  # type: ignore[union-attr]
    assert returned.adds_up


def test_a_table_without_a_header(tmp_path: Path, family: Family) -> None:
    returned = read_return(read_rows(made_up.no_header_docx(tmp_path)), family)
    assert rows_of(returned) == [
        ("table 1 row 1", "2019-06-04", ("wren", "mum")),
        ("table 1 row 2", "2019-07-18", ("mum",)),
        ("table 1 row 3", "2019-12-02", ("wren", "mum")),
    ]


def test_a_folder_is_read_file_by_file_with_progress(tmp_path: Path, family: Family) -> None:
    for make in (made_up.probation_csv, made_up.utc_csv):
        make(tmp_path)
    (tmp_path / "notes.pdf").write_bytes(b"%PDF-1.7 nothing we read")
    (tmp_path / "people.yaml").write_text(made_up.FAMILY)
    heard: list[tuple[int, int, str]] = []
    returns, refused = read_folder(tmp_path, family, lambda done, of, name: heard.append((done, of, name)))
    assert [one.file for one in returns] == ["ambulance.csv", "probation export.csv"]
    assert [one.file for one in refused] == ["notes.pdf"]
    assert heard[0] == (0, 3, "ambulance.csv")


def test_two_files_of_one_agency_share_no_entry_id(tmp_path: Path, family: Family) -> None:
    first = made_up.probation_csv(tmp_path)
    (tmp_path / "probation 2018.csv").write_text(first.read_text("utf-8"), encoding="utf-8")
    (tmp_path / "probation-2018.csv").write_text(first.read_text("utf-8"), encoding="utf-8")
    made_up.utc_csv(tmp_path)
    returns, _ = read_folder(tmp_path, family)
    ids = [row.entry.id for one in returns for row in one.proposed]
    assert len(ids) == len(set(ids)) == 11
    assert "probation-probation_export-0001" in ids
    assert "ambulance-0001" in ids


WORDS = st.sampled_from(
    ["", "Date", "Event", "Details", "12/03/2019", "31/02/2019", "2019", "Hedda rang", "=1+1", "w/c 3/2/20", "Total 4"]
)
TABLES = st.lists(st.lists(st.one_of(WORDS, st.text(max_size=12)), min_size=1, max_size=5), max_size=12)


@given(TABLES, st.sampled_from(["table 1", "sheet Data", "record"]))
@settings(max_examples=150, deadline=None)
def test_any_table_adds_up(table: list[list[str]], part: str) -> None:
    rows = tuple(
        Row(Place("any.csv", part, number), tuple(Cell(text, column) for column, text in enumerate(cells, start=1)))
        for number, cells in enumerate(table, start=1)
    )
    returned = read_return(ReadFile("any.csv", "0" * 64, 1, "csv", rows, ()), parse_people(made_up.FAMILY))
    assert returned.adds_up


@given(
    st.lists(st.tuples(st.sampled_from(["bullet", "paragraph"]), st.one_of(WORDS, st.text(max_size=30))), max_size=12)
)
@settings(max_examples=100, deadline=None)
def test_any_prose_adds_up(pieces: list[tuple[str, str]]) -> None:
    rows = tuple(
        Row(Place("any.docx", shape, number), (Cell(text, 1),), shape)  # type: ignore[arg-type]
        for number, (shape, text) in enumerate(pieces, start=1)
    )
    returned = read_return(ReadFile("any.docx", "0" * 64, 1, "docx", rows, ()), parse_people(made_up.FAMILY))
    assert returned.adds_up
