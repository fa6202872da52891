"""What a made file hides is read with what it shows: in Word and in PDF, nothing in it goes unread."""

import io
import zipfile

import pypdf
import pytest
from pypdf.annotations import Text

from kingfisher.interchange.copies.audiences import PANEL
from kingfisher.interchange.copies.document import lay_out
from kingfisher.interchange.copies.read_back import CANNOT_BE_READ, NotReadBack, ReadBack
from kingfisher.interchange.copies.read_pdf import read_pdf
from kingfisher.interchange.copies.read_word import read_word
from kingfisher.interchange.copies.reading_table import tables
from kingfisher.interchange.copies.whole import MustHold, NotWhole, refuse_unless_whole
from kingfisher.interchange.copies.write_docx import write_docx
from kingfisher.interchange.copies.write_pdf import pdf_bytes
from kingfisher.interchange.paper import Printed, pictures_pdf
from tests.interchange.outgoing import DOUBTS, PRINTED, chronology

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200" font-family="Liberation Sans">'
    '<text x="10" y="30" letter-spacing="2">Kit Moss</text><text x="150" y="30">Rosie '
    '<tspan font-weight="bold">Hale</tspan></text><text x="10" y="60" opacity="0">Clear Words</text>'
    '<text x="900" y="60">Outside Words</text></svg>'
)


def document():
    return lay_out(chronology(), doubts=DOUBTS, audience=PANEL, printed=PRINTED, title="Hart")


def in_word() -> bytes:
    file = io.BytesIO()
    write_docx(document(), file)
    return file.getvalue()


def words_of(read: ReadBack) -> list[str]:
    return [one.words for one in read.everything]


@pytest.mark.parametrize("read", [lambda: read_pdf(pdf_bytes(document())), lambda: read_word(in_word())])
def test_every_row_of_every_table_reads_back_even_one_that_runs_over_pages(read) -> None:
    listed = [tuple("".join(cell.words.split()) for cell in row) for table in tables(document()) for row in table.rows]
    found = [tuple("".join(cell.split()) for cell in row) for row in read().rows]
    assert [row for row in found if row in listed][:3] == listed[:3]
    longest = max(found, key=lambda row: max(map(len, row)))
    assert len(max(longest, key=len)) > 40_000


def test_letters_set_apart_hidden_and_off_the_page_are_read_as_words() -> None:
    [picture, *_] = read_pdf(pictures_pdf([SVG], Printed("A", "B", PRINTED.at, marking="M", by="Jo"))).passages
    assert picture.words == "Kit Moss Rosie Hale Clear Words Outside Words"


def test_notes_files_and_pictures_within_a_pdf_are_told() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf_bytes(document())))
    writer.add_attachment("Robin Hart.txt", b"x")
    writer.add_annotation(0, Text(text="Ask Robin", rect=(1, 1, 9, 9)))
    writer.add_metadata({"/Subject": "About Robin"})
    file = io.BytesIO()
    writer.write(file)
    found = words_of(read_pdf(file.getvalue()))
    assert {"Robin Hart.txt", "Ask Robin", "About Robin"} <= set(found)


def test_remarks_pictures_and_parts_beside_a_word_file_are_told() -> None:
    remark = (
        '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:comment w:author="Bev Stone" w:initials="BS"><w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Ask Robin</w:t></w:r>'
        "</w:p></w:comment></w:comments>"
    )
    file = io.BytesIO(in_word())
    with zipfile.ZipFile(file, "a") as package:
        package.writestr("word/comments.xml", remark)
        package.writestr("customXml/item9.xml", "<a><b>Wren Hart</b></a>")
        package.writestr("word/media/image1.png", b"\x89PNG")
    found = words_of(read_word(file.getvalue()))
    assert {"Bev Stone", "BS", "Ask Robin", "Wren Hart", CANNOT_BE_READ} <= set(found)
    assert CANNOT_BE_READ not in words_of(read_word(in_word()))


def test_what_is_missing_is_told_by_where_it_should_be() -> None:
    read = read_pdf(pdf_bytes(document()))
    wanted = MustHold(on_edges=("SECRET",), rows=(("The table, row 3", ("a", "b")),), words=("never said",))
    with pytest.raises(NotWhole) as missing:
        refuse_unless_whole(read, wanted)
    left = missing.value.left
    assert left[0] == "head and foot of page 1: “SECRET” is missing."
    assert "“never said” is missing." in left
    assert any(one.startswith("The table, row 3 is missing") for one in left)


@pytest.mark.parametrize("reader", [read_pdf, read_word])
def test_a_file_that_does_not_open_is_said_not_to(reader) -> None:
    with pytest.raises(NotReadBack, match="could not be read again"):
        reader(b"not a file")
