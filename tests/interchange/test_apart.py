"""Reading whole files in a process of their own: every place the samples name, within limits, in plain words."""

import csv
import hashlib
import os
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from lxml import etree

from kingfisher.interchange.files import apart
from kingfisher.interchange.files.apart import read_apart, read_rows, stream_apart
from kingfisher.interchange.files.rows import Notice, Refused, Row

RETURNS = Path(__file__).parents[2] / "demo" / "returns"


@pytest.mark.parametrize("family", ["lucy", "mia"])
def test_every_row_the_samples_name_is_found(family):
    with (RETURNS / family / "expected" / "merged.csv").open(encoding="utf-8-sig", newline="") as stream:
        wanted = {(line["source_file"], line["locator"]) for line in csv.DictReader(stream)}
    found = {
        (row.place.file, row.place.locator)
        for file in {name for name, _ in wanted}
        for row in read_apart(RETURNS / family / file).rows
    }
    assert wanted - found == set()
    assert len(wanted) == {"lucy": 359, "mia": 336}[family]


@pytest.mark.parametrize("file", ["lucy/social_care.xlsx", "lucy/housing.docx", "lucy/police.csv"])
def test_apart_and_here_read_the_same(file):
    path = RETURNS / file
    here = read_rows(path)
    assert read_apart(path) == here
    assert [piece for piece in stream_apart(path) if isinstance(piece, Row)] == list(here.rows)
    assert here.digest == hashlib.sha256(path.read_bytes()).hexdigest()
    assert here.size == path.stat().st_size


def test_no_word_of_the_sample_word_files_is_dropped():
    for path in sorted(RETURNS.glob("*/*.docx")):
        with zipfile.ZipFile(path) as archive:
            root = etree.fromstring(archive.read("word/document.xml"))
        written = "".join("".join(node.text or "" for node in root.iter("{*}t")).split())
        read = "".join("".join("".join(row.texts) for row in read_rows(path).rows).split())
        assert read == written, path


def test_a_sheet_with_one_cell_at_each_end_is_refused_not_endured(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "wide.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write("A1", "x")
        sheet.write("XFD1048576", "y")
    with pytest.raises(Refused) as caught:
        read_apart(tmp_path / "wide.xlsx", megabytes=400)
    assert caught.value.code == "too_much"
    assert "Ask the agency" in caught.value.reason


def test_reading_that_takes_too_long_is_stopped(tmp_path):
    path = tmp_path / "slow.csv"
    path.write_text("a,b\n" * 2_000_000)
    with pytest.raises(Refused) as caught:
        read_apart(path, seconds=1)
    assert caught.value.code == "too_slow"
    assert "within 1 second" in caught.value.reason


def test_a_name_from_outside_is_only_a_name(tmp_path):
    (tmp_path / "kept").write_text("Date,Note\n1/2/20,x\n")
    name = "; rm -rf $HOME --help.csv"
    found = read_apart(tmp_path / "kept", name=name)
    assert found.name == found.rows[0].place.file == name


def test_the_child_gets_none_of_the_server_s_surroundings(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "secret")
    assert "secret" not in apart._surroundings().values()


def test_a_child_that_dies_is_a_refusal_not_a_short_file(tmp_path, monkeypatch):
    (tmp_path / "a.csv").write_text("a,b\n1,2\n")
    monkeypatch.setattr(apart, "_MODULE", "kingfisher.interchange.files.rows")
    with pytest.raises(Refused):
        read_apart(tmp_path / "a.csv")


def test_where_memory_cannot_be_limited_that_is_said(monkeypatch, capfdbinary, tmp_path):
    (tmp_path / "a.csv").write_text("a,b\n1,2\n")
    monkeypatch.setattr(apart, "resource", None)
    monkeypatch.setattr(apart, "_leave_network", lambda: None)
    assert apart.main([str(tmp_path / "a.csv"), "a.csv", "5", "100", "1000"]) == 0
    assert b"only the time was limited" in capfdbinary.readouterr().out


def test_rows_and_notices_come_out_in_order_one_by_one(tmp_path):
    path = tmp_path / "many.csv"
    path.write_text("".join(f"{n},x\n" for n in range(1, 1001)))
    pieces = list(stream_apart(path))
    assert [piece.place.number for piece in pieces if isinstance(piece, Row)] == list(range(1, 1001))
    assert not [piece for piece in pieces if isinstance(piece, Notice)]


def test_a_file_with_nothing_in_it_says_so(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "blank.xlsx") as book:
        book.add_worksheet()
    found = read_apart(tmp_path / "blank.xlsx")
    assert (found.rows, [notice.kind for notice in found.notices]) == ((), ["no_rows"])


def test_a_missing_file_is_an_error_of_ours_not_of_the_sender(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_apart(tmp_path / "nowhere.csv")


ODS = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="Family">
<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>
<table:table-row><table:table-cell office:value-type="date" office:date-value="2020-03-01"><text:p>01/03/2020</text:p>
</table:table-cell><table:table-cell office:value-type="string"><text:p>Seen</text:p><text:p>at home</text:p>
</table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"""


def test_open_document_spreadsheets_are_read(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", ODS)
    found = read_apart(tmp_path / "a.ods")
    (row,) = found.rows
    assert row.place.locator == "sheet Family row 4"
    assert row.texts == ("01/03/2020", "Seen\nat home")
    assert [notice.kind for notice in found.notices] == ["format"]


def test_files_left_open_by_none(tmp_path):
    (tmp_path / "a.csv").write_text("a,b\n1,2\n")
    before = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").exists() else 0
    for _ in range(3):
        next(iter(stream_apart(tmp_path / "a.csv")))
    after = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").exists() else 0
    assert after <= before + 1
