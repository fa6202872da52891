"""Spreadsheets: real dates, formulas without a result, hidden and merged cells, true row numbers."""

import datetime
import zipfile

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kingfisher.interchange.files.apart import read_rows

D = datetime.datetime


@pytest.fixture
def read(tmp_path):
    def reader(fill, **options):
        path = tmp_path / "agency.xlsx"
        with xlsxwriter.Workbook(path, {"strings_to_formulas": False, **options}) as book:
            fill(book)
        return read_rows(path)

    return reader


def notices(found, kind):
    return [notice for notice in found.notices if notice.kind == kind]


def test_dates_times_and_numbers_read_as_a_person_sees_them(read):
    def fill(book):
        sheet = book.add_worksheet("Family")
        form = {code: book.add_format({"num_format": code}) for code in ("dd/mm/yyyy hh:mm", "d mmm yy", "hh:mm", "0%")}
        sheet.write_datetime(0, 0, D(2020, 3, 1, 9, 5), form["dd/mm/yyyy hh:mm"])
        sheet.write_datetime(0, 1, D(2020, 3, 1), form["d mmm yy"])
        sheet.write(0, 2, 0.75, form["hh:mm"])
        sheet.write(0, 3, 0.885, form["0%"])
        sheet.write_row(0, 4, [412, 2.5, True])

    (row,) = read(fill).rows
    assert row.texts == ("01/03/2020 09:05", "01/03/2020", "18:00", "88.5%", "412", "2.5", "TRUE")
    moments = [cell.moment for cell in row.cells[:3]]
    assert moments == [D(2020, 3, 1, 9, 5), datetime.date(2020, 3, 1), datetime.time(18)]
    assert (row.cells[3].number, row.cells[4].number) == (0.885, 412)
    assert row.cells[0].number is None


def test_rows_keep_their_true_numbers_below_and_between_blank_rows(read):
    def fill(book):
        sheet = book.add_worksheet("Lucy row 3")
        sheet.write("C5", "first")
        sheet.write("C9", "second")

    found = read(fill)
    assert [row.place.locator for row in found.rows] == ["sheet Lucy row 3 row 5", "sheet Lucy row 3 row 9"]
    assert found.rows[0].at(3).text == "first"


def test_formulas_with_a_stored_result_are_read_like_any_value(read):
    def fill(book):
        sheet = book.add_worksheet("S")
        sheet.write_row(0, 0, ["Date", "Note"])
        sheet.write_formula(1, 0, "=TODAY()", None, "")
        sheet.write_formula(2, 0, '="a"&"b"', None, "ab")
        sheet.write(2, 1, "x")

    found = read(fill)
    assert found.rows[-1].texts == ("ab", "x")


def test_formulas_never_worked_out_are_not_lost_silently(tmp_path, read):
    read(lambda book: book.add_worksheet("S").write_row(0, 0, ["Date", "Note"]))
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="4"><c r="A4"><f>1+1</f></c><c r="B4" t="inlineStr"><is><t>note</t></is></c></row>'
        '<row r="5"><c r="A5"><f>A4</f><v></v></c></row><row r="6"><c r="A6" t="str"><f>""</f><v></v></c></row>'
        '<row r="7"><c r="A7" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
        "</sheetData></worksheet>"
    )
    path = rewrite(tmp_path / "agency.xlsx", tmp_path / "f.xlsx", {"xl/worksheets/sheet1.xml": sheet})
    found = read_rows(path)
    assert [(row.place.number, row.texts) for row in found.rows] == [(4, ("", "note")), (5, ("",)), (7, ("#DIV/0!",))]
    assert found.rows[0].cells[0].formula == "=1+1"
    (formulas,) = notices(found, "formula")
    assert (formulas.place.locator, formulas.count, formulas.words) == ("sheet S row 4", 2, "rows 4, 5")
    assert notices(found, "error")[0].place.locator == "sheet S row 7"


def rewrite(source, target, parts):
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, parts.get(part.filename, old.read(part)))
    return target


def test_hidden_sheets_rows_and_columns_are_read_and_said(read):
    def fill(book):
        first, second = book.add_worksheet("Seen"), book.add_worksheet("Kept back")
        first.write_column(0, 0, ["a", "b", "c"])
        first.set_row(1, None, None, {"hidden": True})
        first.set_column(3, 4, None, None, {"hidden": True})
        second.write(0, 0, "behind")
        second.hide()

    found = read(fill)
    assert [row.hidden for row in found.rows] == [False, True, False, True]
    texts = " ".join(notice.text for notice in notices(found, "hidden"))
    assert "Kept back" in texts
    assert "Rows of sheet “Seen”" in texts
    assert "Columns of sheet “Seen” that are hidden in the file, read like the rest: 2." in texts


def test_merged_cells_are_banners_or_carry_on_downwards(read):
    def fill(book):
        sheet = book.add_worksheet("S")
        sheet.merge_range("A1:C1", "2019")
        sheet.merge_range("A2:A3", "1/2/19")
        sheet.write_row("B2", ["a", "b"])
        sheet.write_row("B3", ["c", "d"])

    found = read(fill)
    assert found.rows[0].banner == "2019"
    assert found.rows[0].at(3).text == "2019"
    assert found.rows[2].texts == ("", "c", "d")
    assert found.rows[2].cells[0].above == "1/2/19"
    assert notices(found, "merged")[0].count == 1


def test_a_nine_digit_number_may_have_lost_its_first_zero(read):
    def fill(book):
        sheet = book.add_worksheet("S")
        sheet.write_row(0, 0, [999000123, 9990001234, "999000123"])

    (notice,) = notices(read(fill), "leading_zero")
    assert (notice.place.locator, notice.count) == ("sheet S row 1", 1)


def test_comments_text_boxes_and_charts_are_said_with_their_words(read):
    def fill(book):
        sheet = book.add_worksheet("S")
        sheet.write_row(0, 0, ["a", 1])
        sheet.write_comment("A1", "who said so?")
        sheet.insert_textbox("D5", "Mum rang twice")
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=S!$B$1:$B$1"})
        sheet.insert_chart("F9", chart)

    words = {notice.kind: notice.words for notice in read(fill).notices}
    assert "who said so?" in words["comment"]
    assert words["text_box"] == "Mum rang twice"
    assert "picture" in words


def test_dates_counted_from_1904_are_right(read):
    def fill(book):
        form = book.add_format({"num_format": "dd/mm/yyyy"})
        book.add_worksheet("S").write_datetime(0, 0, D(2020, 3, 1), form)

    assert read(fill, date_1904=True).rows[0].texts == ("01/03/2020",)


def test_a_very_long_cell_is_kept_whole(read):
    assert read(lambda book: book.add_worksheet("S").write(0, 0, "word " * 6000)).rows[0].texts == ("word " * 6000,)


def test_what_looks_like_a_formula_is_text(read):
    assert read(lambda book: book.add_worksheet("S").write(0, 0, "=cmd|x")).rows[0].texts == ("=cmd|x",)


words = st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"), max_size=40)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(words, min_size=1, max_size=4))
def test_any_words_survive_a_workbook(read, texts):
    def fill(book):
        sheet = book.add_worksheet("S")
        for column, text in enumerate([*texts, "end"]):
            sheet.write_string(0, column, text)

    assert read(fill).rows[0].texts == (*texts, "end")
