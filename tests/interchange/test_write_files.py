import csv
import json
import re
import time
import zipfile
from pathlib import Path

import msgspec
import pytest
from docx import Document
from lxml import etree
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from kingfisher.interchange.copies.audiences import PANEL
from kingfisher.interchange.copies.document import lay_out
from kingfisher.interchange.copies.font_cover import covered, showable
from kingfisher.interchange.copies.laid_out import MergedDocument
from kingfisher.interchange.copies.safe_text import looks_like_formula, neutralised, printable
from kingfisher.interchange.copies.write_csv import COLUMNS, write_csv
from kingfisher.interchange.copies.write_docx import write_docx
from kingfisher.interchange.copies.write_html import html_text
from kingfisher.interchange.copies.write_json import json_text
from kingfisher.interchange.copies.write_pdf import write_pdf
from kingfisher.interchange.copies.write_xlsx import write_xlsx
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.file_format import parse_record
from tests.interchange.outgoing import DOUBTS, LONG, PRINTED, chronology


@pytest.fixture(scope="module")
def document() -> MergedDocument:
    return lay_out(chronology(), doubts=DOUBTS, audience=PANEL, printed=PRINTED, title="Hart: merged")


def many(count: int) -> MergedDocument:
    base = chronology()
    entry = base.by_id["e6"]
    entries = (msgspec.structs.replace(entry, id=f"m{n}", text=f"Account {n}. " * 8) for n in range(count))
    return lay_out(Chronology(base.family, entries), audience=PANEL, printed=PRINTED, title="Many")


@pytest.mark.parametrize("text", ["=1+1", "+44", "-seen", "@x", "\tx", "\rx", " =1", "＝1"])
def test_formula_looking_text_is_neutralised_once(text: str) -> None:
    assert looks_like_formula(text)
    assert neutralised(text) == "'" + text
    assert neutralised(neutralised(text)) == neutralised(text)


def test_plain_text_is_left_alone_and_unprintable_characters_show() -> None:
    assert neutralised("No reply = no access") == "No reply = no access"
    assert printable("a\x00b") == "a\ufffdb"


def test_excel_reads_back_whole_with_no_formulas_links_or_hidden_sheets(
    document: MergedDocument, tmp_path: Path
) -> None:
    path = tmp_path / "m.xlsx"
    write_xlsx(document, path)
    book = CalamineWorkbook.from_path(path)
    assert book.sheet_names == ["About this document", "In order", "Listed apart", "Side by side"]
    header, *rows = book.get_sheet_by_name("In order").to_python()
    assert [int(row[0]) for row in rows[:7]] == [1, 2, 3, 4, 5, 6, 7]
    words = header.index("What happened, as written")
    assert rows[1][words].startswith("'=cmd|")
    assert "".join(str(row[words]) for row in rows[6:]).replace("(continued) ", "") == LONG
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name).decode("utf-8", "ignore") for name in package.namelist()}
    sheets = "".join(text for name, text in parts.items() if name.startswith("xl/worksheets"))
    assert "<f>" not in sheets
    assert 'state="hidden"' not in parts["xl/workbook.xml"]
    assert not [name for name in parts if "hyperlink" in parts[name].lower() and name.startswith("xl/worksheets")]
    assert 'state="frozen"' in sheets
    assert "<autoFilter" in sheets
    assert 'paperSize="8"' in sheets
    assert "<dc:creator>Alex Morgan</dc:creator>" in parts["docProps/core.xml"]


def test_csv_has_exactly_the_columns_and_every_row(document: MergedDocument, tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    write_csv(document, path)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert tuple(rows[0]) == COLUMNS
    assert [row["row_id"] for row in rows] == ["e1", "e2", "e3", "e4", "e5", "e6", "e8", "e7", "x-impossible_date", ""]
    assert [row["precision"] for row in rows] == [
        "minute", "month", "approx", "day", "day", "day", "interval", "undated", "invalid", "undated",
    ]  # fmt: skip
    assert rows[2]["duplicate_of"] == "e2"
    assert rows[1]["text_start"].startswith("'=cmd|")
    assert rows[7]["text_start"] == "'@undated row"
    assert not any(looks_like_formula(value) for row in rows for value in row.values())


def test_the_columns_are_those_of_the_sample_cases() -> None:
    with Path("demo/returns/lucy/expected/merged.csv").open(encoding="utf-8-sig") as stream:
        assert tuple(next(csv.reader(stream))) == COLUMNS


def test_json_reads_back_as_the_same_record(document: MergedDocument) -> None:
    again = parse_record(json_text(document))
    before = chronology()
    assert again.entries == before.entries
    assert [entry.id for entry in again.undated] == ["e7", "x-impossible_date"]
    assert "1 row about another family" in json.loads(json_text(document))["note"]


@pytest.mark.parametrize("paper", ["A3", "A4"])
def test_word_reads_back_with_headings_repeated_header_and_page_numbers(
    document: MergedDocument, tmp_path: Path, paper: str
) -> None:
    path = tmp_path / "m.docx"
    write_docx(document, path, paper=paper)  # type: ignore[arg-type]
    word = Document(str(path))
    assert [p.text for p in word.paragraphs if p.style.name.startswith("Heading")][:3] == [
        "Hart: merged", "Who has contributed, and up to when", "What happened, in order",
    ]  # fmt: skip
    order = word.tables[1]
    assert order.rows[0]._tr.trPr.find(order.rows[0]._tr.trPr.nsmap["w"].join("{}") + "tblHeader") is not None
    assert len(order.rows) == 8
    assert order.rows[2].cells[5].text.startswith("'=cmd|")
    assert order.rows[7].cells[5].text.strip() == LONG.strip()
    footer = word.sections[0].footer._element.xml
    assert "PAGE" in footer
    assert "NUMPAGES" in footer
    assert "OFFICIAL-SENSITIVE" in word.sections[0].header.paragraphs[0].text
    assert word.sections[0].page_width > word.sections[0].page_height
    assert (word.core_properties.author, word.core_properties.comments) == ("Alex Morgan", "")


def test_the_page_is_one_file_that_asks_for_nothing(document: MergedDocument) -> None:
    text = html_text(document)
    assert "<script" not in text
    assert re.findall(r"\bsrc\s*=", text) == []
    assert "url(" not in text
    assert "Noise &amp; &lt;shouting&gt;" in text
    tree = etree.HTML(text)
    assert len(tree.xpath('//tr[contains(@class,"line")]')) == 7
    assert all(one.startswith("#") for one in tree.xpath("//@href"))
    targets = {one[1:] for one in tree.xpath("//a/@href")}
    assert targets <= set(tree.xpath("//@id"))
    labels = set(tree.xpath("//label/@for"))
    assert labels == set(tree.xpath("//input/@id"))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_the_pdf_is_tagged_a3_and_holds_every_account(document: MergedDocument, tmp_path: Path) -> None:
    path = tmp_path / "m.pdf"
    write_pdf(document, path)
    reader = PdfReader(path)
    page = reader.pages[0].mediabox
    assert (round(page.width), round(page.height)) == (1191, 842)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("Hart: merged", "Alex Morgan")
    words = " ".join(one.extract_text() for one in reader.pages)
    assert "slightly smiling face" in " ".join(words.split())
    assert "OFFICIAL-SENSITIVE" in words
    assert f"Page 1 of {len(reader.pages)}" in words
    assert reader.pages[1].extract_text().count("What happened, as written") == 1


def test_the_same_document_gives_the_same_pdf(document: MergedDocument, tmp_path: Path) -> None:
    one, two = tmp_path / "1.pdf", tmp_path / "2.pdf"
    write_pdf(document, one)
    write_pdf(document, two)
    assert one.read_bytes() == two.read_bytes()


def test_a_character_the_font_lacks_is_named() -> None:
    assert ord("é") in covered()
    assert showable("Zoë 🙂") == "Zoë [slightly smiling face]"


def test_five_thousand_rows_are_written_in_reasonable_time(tmp_path: Path) -> None:
    large = many(5000)
    start = time.perf_counter()
    write_xlsx(large, tmp_path / "m.xlsx")
    write_docx(large, tmp_path / "m.docx")
    write_csv(large, tmp_path / "m.csv")
    assert len(html_text(large)) > 1_000_000
    assert time.perf_counter() - start < 60
