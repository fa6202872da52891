"""Text files: separators, encodings, line breaks inside cells and uneven records."""

import csv

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kingfisher.interchange.files.apart import read_rows

LINES = "Date{0}Who{0}Note\r\n1/2/20{0}L Marsden{0}£20 – “fine”\r\n2/2/20{0}x{0}y\r\n"


@pytest.fixture
def read(tmp_path):
    def reader(data):
        (tmp_path / "agency.csv").write_bytes(data)
        return read_rows(tmp_path / "agency.csv")

    return reader


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_encoding_and_separator_gives_the_same_words(read, encoding, delimiter):
    found = read(LINES.format(delimiter).encode(encoding))
    assert found.rows[1].texts == ("1/2/20", "L Marsden", "£20 – “fine”")
    assert found.rows[0].place.locator == "record 1"
    assert [notice.kind for notice in found.notices] == ([] if encoding == "utf-8" else ["encoding"])


def test_line_breaks_and_separators_inside_quotes_stay_in_the_cell(read):
    found = read(b'Date,Note\n1/2/20,"one, two\nthree ""four"""\n\n3/2/20,last\n')
    assert found.rows[1].texts == ("1/2/20", 'one, two\nthree "four"')
    assert [row.place.number for row in found.rows] == [1, 2, 4]


def test_commas_in_sentences_do_not_beat_the_real_separator(read):
    found = read(b"Date;Note\n1/2/20;a, b, c, d\n2/2/20;e, f\n3/2/20;g, h, i\n")
    assert [len(row.cells) for row in found.rows] == [2, 2, 2, 2]


def test_uneven_records_are_kept_whole_and_said(read):
    found = read(b"a,b,c\n1,2,3\n1,2,3,4,5\n1\n1,2,3\n")
    assert found.rows[2].texts == ("1", "2", "3", "4", "5")
    assert found.rows[3].texts == ("1",)
    (notice,) = found.notices
    assert (notice.kind, notice.place.locator) == ("uneven", "record 3")


def test_title_lines_above_the_header_are_rows(read):
    found = read(b"Police extract\n\nDate,Note\n1/2/20,x\n2/2/20,y\n")
    assert [(row.place.number, len(row.cells)) for row in found.rows] == [(1, 1), (3, 2), (4, 2), (5, 2)]


def test_one_column_without_any_separator(read):
    assert [row.texts for row in read(b"one thing\nanother thing\n").rows] == [("one thing",), ("another thing",)]


def test_bytes_that_are_no_letters_are_shown_and_said(read):
    found = read(b"Date,Note\n1/2/20,caf\xe9 \x81\n")
    assert found.rows[1].texts == ("1/2/20", "café �")
    assert [notice.kind for notice in found.notices] == ["encoding", "unreadable"]


def test_a_quotation_mark_never_closed_swallows_nothing(read):
    found = read(b'Date,Note\n1/2/20,"said he\n2/2/20,next\n3/2/20,last\n')
    assert [row.texts for row in found.rows][1:] == [("1/2/20", '"said he'), ("2/2/20", "next"), ("3/2/20", "last")]
    (notice,) = found.notices
    assert (notice.kind, notice.place.locator) == ("quotes", "record 2")


def test_a_mark_never_closed_after_another_out_of_pairs_swallows_nothing(read):
    found = read(b'Date,Note\n1/2/20,"Mum" said\n2/2/20,"open\n3/2/20,last\n')
    assert [row.place.number for row in found.rows] == [1, 2, 3, 4]


def test_quotation_marks_inside_an_unquoted_cell_are_kept(read):
    found = read(b'Date,Note\n1/2/20,Mum said "no" twice\n2/2/20,"Mum" said\n')
    assert found.rows[1].texts[1] == 'Mum said "no" twice'
    assert [notice.place.locator for notice in found.notices] == ["record 3"]


def test_what_looks_like_a_formula_is_text(read):
    assert read(b"a,b\n1,=cmd|' /C x'!A0\n").rows[1].texts == ("1", "=cmd|' /C x'!A0")


def test_a_very_long_cell_is_kept_whole(read):
    assert read(b"a,b\n1," + b"word " * 40_000 + b"\n").rows[1].texts[1] == "word " * 40_000


words = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=30)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(words, min_size=2, max_size=4))
def test_any_words_survive_a_text_file(tmp_path, texts):
    path = tmp_path / "any.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
        writer.writerows([["head"] * len(texts), texts, ["end"] * len(texts)])
    found = {row.place.number: row.texts for row in read_rows(path).rows}
    assert found.get(2, tuple(texts)) == tuple(texts)
    assert (2 in found) == any(text.strip() for text in texts)
