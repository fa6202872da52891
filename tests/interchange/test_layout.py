"""Tables and columns found by meaning, in whatever words and wherever they stand; every row comes out once."""

import pytest

from kingfisher.interchange.files.rows import Cell, Place, Row
from kingfisher.interchange.returns.columns import header_meanings, meaning_of
from kingfisher.interchange.returns.layout import Laid, find_accounts


@pytest.mark.parametrize(
    ("header", "meaning"),
    [
        ("Date", "date"), ("When", "date"), ("Occurred On", "date"), ("DateTime", "date"), ("Date/time", "date"),
        ("Date of contact", "date"), ("Contact Date", "date"), ("Period", "date"), ("Date of event", "date"),
        ("Start", "time"), ("Time", "time"), ("Start time", "time"),
        ("Type", "type"), ("Contact type", "type"), ("Class", "type"), ("Dept", "type"), ("Contact", "type"),
        ("Contact and who seen", "type"), ("Nature of contact", "type"),
        ("Event", "event"), ("Code", "code"), ("Read code", "code"),
        ("Source of information", "source"), ("Source", "source"), ("Agency", "source"),
        ("Worker", "worker"), ("Midwife", "worker"), ("Clinician", "worker"), ("Officer", "worker"),
        ("Who by", "worker"), ("Staff", "worker"), ("Recorded By", "worker"), ("Author", "worker"),
        ("Patient", "persons"), ("Pt", "persons"), ("Persons", "persons"), ("Young person", "persons"),
        ("Name", "persons"), ("Pupil", "persons"), ("Client", "persons"), ("Name of child", "persons"),
        ("Summary", "text"), ("Details", "text"), ("Notes", "text"), ("Comment", "text"), ("Narrative", "text"),
        ("What happened", "text"), ("Entry", "text"), ("Description", "text"), ("What", "text"),
        ("Outcome / action", "outcome"), ("Disposal", "outcome"), ("Action taken", "outcome"), ("Result", "outcome"),
        ("DOB", "born"), ("D.O.B.", "born"), ("Date of Birth", "born"), ("Patient DOB", "born"),
        ("HandlingCode", "handling"), ("Handling code", "handling"),
        ("OccNo", "reference"), ("Incident number", "reference"), ("Ref", "reference"),
        ("Child seen?", "seen"), ("Mins", "minutes"), ("Duration", "minutes"), ("Child's words", "childs_words"),
        ("Location", "place"), ("Address", "place"), ("No.", "number"), ("Att %", "attendance"), ("%", "attendance"),
        ("Victim", "persons"), ("Who was there", "present"), ("Call Time", "time"), ("Date recorded", "recorded"),
        ("Presenting complaint", "text"), ("Xyzzy", None),
    ],
)  # fmt: skip
def test_a_header_says_what_its_column_holds(header: str, meaning: str | None) -> None:
    assert meaning_of(header) == meaning


def table(*rows: tuple[str, ...], part: str = "table 1") -> list[Row]:
    return [
        Row(Place("x", part, number), tuple(Cell(text, column) for column, text in enumerate(cells, start=1)))
        for number, cells in enumerate(rows, start=1)
    ]


def prose(shape: str, *texts: str) -> list[Row]:
    return [
        Row(Place("x", shape, number), (Cell(text, 1),), shape)  # type: ignore[arg-type]
        for number, text in enumerate(texts, start=1)
    ]


def whats(laid: Laid) -> list[tuple[str, int]]:
    return [(held.what, held.place.number) for held in laid.structure]


def test_titles_above_a_header_and_the_header_typed_again() -> None:
    laid = find_accounts(
        table(
            ("Police extract", "", ""),
            ("Printed for review", "", ""),
            ("Date", "Event", "Details"),
            ("3/2/20", "ASB", "Warned."),
            ("2021", "", ""),
            ("Date", "Event", "Details"),
            ("4/2", "ASB", "Warned again."),
            ("Total 2", "", ""),
        )
    )
    assert whats(laid) == [("title", 1), ("title", 2), ("header", 3), ("banner", 5), ("header", 6), ("total", 8)]
    assert [(account.row.place.number, account.year) for account in laid.accounts] == [(4, None), (7, 2021)]
    assert laid.accounts[0].named == {"event": "ASB", "text": "Warned."}


def test_a_second_header_with_other_columns() -> None:
    laid = find_accounts(
        table(
            ("Date", "Event", "Notes"), ("3/2/20", "Call", "Ok."), ("When", "Who by", "What"), ("4/2/20", "AB", "Ok.")
        )
    )
    assert [account.named for account in laid.accounts] == [
        {"event": "Call", "text": "Ok."},
        {"worker": "AB", "text": "Ok."},
    ]


def test_a_block_of_labels_and_values_is_no_account() -> None:
    laid = find_accounts(table(("Agency", "Police"), ("Subject(s)", "Fay Holt"), ("Period", "2018 to 2020")))
    assert laid.accounts == ()
    assert laid.header == {"agency": "Police", "subject(s)": "Fay Holt", "period": "2018 to 2020"}


def test_a_key_sheet_becomes_the_file_s_codes() -> None:
    rows = table(("Code", "Meaning"), ("HV", "home visit"), ("NR", "no reply"), part="sheet Codes")
    laid = find_accounts(rows)
    assert laid.codes == {"HV": "home visit", "NR": "no reply"}
    assert whats(laid) == [("key", 1), ("key", 2), ("key", 3)]


def test_an_event_column_is_the_account_where_there_is_no_other() -> None:
    rows = table(("Date", "Event", "Staff"), ("3/2/20", "Asleep on desk twice.", "Mr B"), ("4/2/20", "Late.", "Mr B"))
    assert find_accounts(rows).accounts[0].named == {"text": "Asleep on desk twice.", "worker": "Mr B"}


def test_an_incident_column_of_numbers_is_a_reference() -> None:
    rows = table(("Incident", "Date", "Narrative"), ("A-1905", "3/2/20", "Call."), ("A-1905", "3/2/20", "On scene."))
    assert [account.named["reference"] for account in find_accounts(rows).accounts] == ["A-1905", "A-1905"]


def test_a_row_without_a_date_is_an_account_and_a_lone_merged_sentence_is_a_banner() -> None:
    rows = table(("Date", "Event"), ("", "Rang, no number left."), ("3/2/20", "Visit."))
    rows.append(Row(Place("x", "table 1", 4), (Cell("Records from the previous area", 1, span=2),)))
    laid = find_accounts(rows)
    assert [account.row.place.number for account in laid.accounts] == [2, 3]
    assert whats(laid)[-1] == ("banner", 4)


def test_bullets_tell_where_two_open_with_a_date_and_take_the_year_of_their_heading() -> None:
    laid = find_accounts(
        [
            *prose("paragraph", "Scheme diary 2020"),
            *prose("bullet", "5.3.20 - Met.", "Tues 17 March – Not in.", "Rang."),
        ]
    )
    assert [account.row.place.number for account in laid.accounts] == [1, 2, 3]
    assert laid.accounts[1].year == 2020
    assert laid.accounts[0].section.notes == ("Scheme diary 2020",)


def test_dated_paragraphs_tell_and_a_heading_with_a_year_stands_over_them() -> None:
    laid = find_accounts(prose("paragraph", "Notes", "2019", "3 March – rang.", "4 April: visited.", "12/5/19 Closed."))
    assert [account.year for account in laid.accounts] == [2019, 2019, 2019]


def test_a_long_row_of_words_is_no_header() -> None:
    rows = table(("Date", "Details of what happened and of everything that was said about it at the time, at length"))
    assert header_meanings(rows[0]) is None


def test_of_two_date_columns_the_happening_s_is_the_date() -> None:
    rows = table(("Date Received", "Date of Incident", "Summary"), ("3/2/21", "1/2/21", "Verbal argument."))
    account = find_accounts(rows).accounts[0]
    assert account.date is not None
    assert (account.date.text, account.named["received"]) == ("1/2/21", "3/2/21")


def test_a_sheet_called_by_its_year_gives_the_year() -> None:
    rows = table(("Date", "Notes"), ("3 Mar", "Arrears."), part="sheet 2019")
    assert find_accounts(rows).accounts[0].year == 2019


def test_without_a_header_a_column_of_names_is_not_the_account() -> None:
    rows = table(("9/1/20", "Kim Nunn", "Low mood"), ("10/2/20", "Ada Nunn", "DNA"))
    assert find_accounts(rows).accounts[1].named == {"persons": "Ada Nunn", "text": "DNA"}
