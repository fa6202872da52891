"""Word documents as agencies send them: tracked changes, content controls, merged cells, bullets, text boxes."""

import zipfile

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kingfisher.interchange.files.apart import read_rows

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="{main}"/>'
    "</Relationships>"
)


def write(path, body, *, main="word/document.xml", spaces=SPACES, **parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES.replace("/word/document.xml", "/" + main))
        archive.writestr("_rels/.rels", RELS.format(main=main))
        archive.writestr(main, f"<w:document {spaces}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return path


def p(text, before="", after=""):
    return f'<w:p>{before}<w:r><w:t xml:space="preserve">{text}</w:t></w:r>{after}</w:p>'


def tc(*paragraphs, settings=""):
    return f"<w:tc><w:tcPr>{settings}</w:tcPr>{''.join(paragraphs)}</w:tc>"


def tr(*cells, settings=""):
    return f"<w:tr><w:trPr>{settings}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows):
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


@pytest.fixture
def read(tmp_path):
    def reader(body, **parts):
        return read_rows(write(tmp_path / "agency.docx", body, **parts))

    return reader


def notices(found, kind):
    return [notice for notice in found.notices if notice.kind == kind]


def test_words_struck_out_are_kept_aside_and_insertions_read(read):
    cell = tc(
        "<w:p><w:r><w:t>Seen </w:t></w:r><w:del><w:r><w:delText>at home</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>at clinic</w:t></w:r></w:ins></w:p>"
    )
    found = read(tbl(tr(tc(p("1/2/20")), cell)))
    assert found.rows[0].texts == ("1/2/20", "Seen at clinic")
    assert found.rows[0].cells[1].deleted == "at home"
    (struck,) = notices(found, "deleted")
    assert (struck.place.locator, struck.words, struck.not_read) == ("table 1 row 1", "at home", True)
    assert notices(found, "inserted")[0].count == 1


def test_a_row_wholly_struck_out_is_counted_and_said(read):
    gone = tr(tc("<w:p><w:del><w:r><w:delText>gone words</w:delText></w:r></w:del></w:p>"), settings="<w:del/>")
    found = read(tbl(tr(tc(p("one"))), gone, tr(tc(p("three")))))
    assert [row.place.locator for row in found.rows] == ["table 1 row 1", "table 1 row 3"]
    assert notices(found, "deleted")[0].words == "gone words"


def test_words_moved_are_read_once_where_they_went(read):
    body = "<w:p><w:moveFrom><w:r><w:t>told police</w:t></w:r></w:moveFrom></w:p>"
    found = read(body + "<w:p><w:moveTo><w:r><w:t>told police</w:t></w:r></w:moveTo></w:p>")
    assert [row.texts for row in found.rows] == [("told police",)]
    assert notices(found, "moved")[0].words == "told police"


def test_content_controls_round_words_cells_and_rows_are_walked_through(read):
    run = "<w:sdt><w:sdtPr><w:date/></w:sdtPr><w:sdtContent><w:r><w:t>3 March 2020</w:t></w:r></w:sdtContent></w:sdt>"
    cell = f"<w:sdt><w:sdtContent>{tc(p('second'))}</w:sdtContent></w:sdt>"
    repeated = f"<w:sdt><w:sdtContent>{tr(tc(p('in a repeating section')))}</w:sdtContent></w:sdt>"
    found = read(tbl(tr(tc(f"<w:p>{run}</w:p>"), cell), repeated))
    assert [row.texts for row in found.rows] == [("3 March 2020", "second"), ("in a repeating section",)]


def test_a_box_left_unfilled_is_not_an_entry(read):
    words = "<w:sdtContent><w:r><w:t>Click to enter</w:t></w:r></w:sdtContent>"
    box = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>{words}</w:sdt>"
    found = read(tbl(tr(tc(f"<w:p>{box}</w:p>"), tc(p("x")))))
    assert found.rows[0].texts == ("", "x")
    assert notices(found, "unfilled")[0].count == 1


def test_a_whole_paragraph_left_unfilled_and_a_document_within_are_said(read):
    box = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{p('Click here')}</w:sdtContent></w:sdt>"
    found = read(box + '<w:altChunk w:id="x"/>' + p("real"))
    assert [row.texts for row in found.rows] == [("real",)]
    assert [notice.kind for notice in found.notices] == ["unfilled", "other_document"]


def test_links_tags_fields_tabs_and_breaks_keep_their_words(read):
    found = read(
        "<w:p><w:hyperlink><w:r><w:t>a</w:t></w:r></w:hyperlink><w:r><w:tab/></w:r><w:smartTag><w:r><w:t>b</w:t>"
        "</w:r></w:smartTag><w:r><w:br/><w:t>c</w:t></w:r><w:r><w:instrText>DATE</w:instrText></w:r>"
        '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r></w:p>'
    )
    assert found.rows[0].texts == ("a\tb\nc☒",)


def test_banners_and_cells_merged_downwards_say_what_they_cover(read):
    banner = tr(tc(p("2019"), settings='<w:gridSpan w:val="3"/>'))
    top = tr(tc(p("1/2/19"), settings='<w:vMerge w:val="restart"/>'), tc(p("a")), tc(p("b")))
    below = tr(tc("<w:p/>", settings="<w:vMerge/>"), tc(p("c")), tc(p("d")))
    found = read(tbl(banner, top, below))
    assert [row.banner for row in found.rows] == ["2019", None, None]
    assert found.rows[2].cells[0].above == "1/2/19"
    assert found.rows[2].texts == ("", "c", "d")
    assert found.rows[0].at(3) is found.rows[0].cells[0]
    assert notices(found, "merged")[0].count == 1


def test_a_row_that_starts_late_keeps_its_columns(read):
    found = read(tbl(tr(tc(p("a")), tc(p("b"))), tr(tc(p("late")), settings='<w:gridBefore w:val="1"/>')))
    assert found.rows[1].at(2).text == "late"
    assert found.rows[1].at(1).text == ""


def test_headers_typed_or_repeated_are_rows_and_marked(read):
    head = tr(tc(p("Date")), tc(p("Event")), settings="<w:tblHeader/>")
    found = read(tbl(head, tr(tc(p("1")), tc(p("x"))), tr(tc(p("Date")), tc(p("Event")))))
    assert [row.header for row in found.rows] == [True, False, False]
    assert found.rows[2].place.locator == "table 1 row 3"


def test_bullets_and_paragraphs_are_two_series_in_the_order_of_the_document(read):
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:styleId="Aufz"><w:name w:val="List Bullet"/></w:style>'
        '<w:style w:styleId="Own"><w:name w:val="own"/><w:basedOn w:val="Aufz"/></w:style>'
        '<w:style w:styleId="H2"><w:name w:val="heading 2"/></w:style></w:styles>'
    )
    styled = '<w:pPr><w:pStyle w:val="{}"/></w:pPr>'
    listed = '<w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr>'
    body = (
        p("Diary", styled.format("H2")) + p("1.2.20 one", styled.format("Aufz")) + p("2.2.20 two", styled.format("Own"))
        + "<w:p/>" + p("plain") + p("• 3.2.20 three") + p("4.2.20 four", listed) + p("-5 degrees outside")
    )  # fmt: skip
    found = read(body, styles=styles)
    assert [(row.place.locator, row.texts[0]) for row in found.rows] == [
        ("paragraph 1", "Diary"), ("bullet 1", "1.2.20 one"), ("bullet 2", "2.2.20 two"), ("paragraph 2", "plain"),
        ("bullet 3", "3.2.20 three"), ("bullet 4", "4.2.20 four"), ("paragraph 3", "-5 degrees outside"),
    ]  # fmt: skip
    assert found.rows[0].heading == 2


def test_text_boxes_nested_tables_pictures_notes_and_page_heads_are_said(read):
    box = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>{p('boxed')}"
        f"{tbl(tr(tc(p('inner'))))}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
        f"<w:txbxContent>{p('boxed')}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    picture = "<w:r><w:drawing><a:blip/></w:drawing></w:r>"
    note = '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="0"/></w:r>'
    body = p("before ", after=box + picture + note) + tbl(tr(tc(p("x"), tbl(tr(tc(p("n1")), tc(p("n2")))), p("y"))))
    found = read(
        body,
        footnotes=f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2">{p("see file")}</w:footnote></w:footnotes>',
        comments=f'<w:comments xmlns:w="{W}"><w:comment w:id="0">{p("is this right?")}</w:comment></w:comments>',
        header1=f'<w:hdr xmlns:w="{W}">{p("OFFICIAL")}</w:hdr>',
    )
    assert [row.texts for row in found.rows] == [("before ",), ("x\nn1\tn2\ny",)]
    assert found.rows[1].place.locator == "table 1 row 1"
    words = {notice.kind: notice.words for notice in found.notices}
    assert words["text_box"] == "boxed\ninner"
    assert (words["footnote"], words["comment"], words["page_header"]) == ("see file", "is this right?", "OFFICIAL")
    assert {"picture", "nested_table"} <= words.keys()


def test_hidden_text_is_read_and_said(read):
    found = read("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r></w:p>")
    assert found.rows[0].texts == ("secret",)
    assert notices(found, "hidden")


def test_strict_documents_and_other_part_names_are_read(tmp_path):
    spaces = SPACES.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    row = tr(tc(p("a"), settings='<w:gridSpan w:val="2"/>'), tc(p("b")))
    path = write(tmp_path / "s.docx", tbl(row), main="word/document2.xml", spaces=spaces)
    assert [(cell.text, cell.column) for cell in read_rows(path).rows[0].cells] == [("a", 1), ("b", 3)]


def test_a_very_long_cell_is_kept_whole(read):
    assert read(tbl(tr(tc(p("word " * 2000))))).rows[0].texts == ("word " * 2000,)


plain = st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"), min_size=1)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(plain, min_size=2, max_size=2))
def test_any_words_survive_a_word_table(tmp_path, texts):
    document = docx.Document()
    table = document.add_table(1, 3)
    for cell, text in zip(table.rows[0].cells, [*texts, "end"], strict=True):
        cell.text = text
    document.save(tmp_path / "any.docx")
    (row,) = read_rows(tmp_path / "any.docx").rows
    assert row.texts == (*texts, "end")
