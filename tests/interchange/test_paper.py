"""Pictures on paper: sizes, pages, the words beside them, and the same bytes for the same picture."""

import io
import re
import struct
from datetime import UTC, datetime

import pypdf
import pytest

from kingfisher.interchange.copies.typesetting import NotPrinted
from kingfisher.interchange.paper import Printed, picture_png, pictures_pdf, size_of

AT = datetime(2026, 6, 1, 9, 30, tzinfo=UTC)
PRINTED = Printed("Genogram of Kit", "2 people in one generation, as at 1 June 2026", AT)


def picture(wide, high, words="Kit Moss"):
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" '
        f'font-family="\'Liberation Sans\',Arial" font-size="11"><rect x="10" y="10" width="40" height="40"/>'
        f'<text x="60" y="30">{words}</text></svg>'
    )


def test_a_png_has_so_many_dots_for_each_pixel():
    made = picture_png(picture(300, 200), sharpness=2)
    assert struct.unpack(">II", made[16:24]) == (600, 400)
    assert made == picture_png(picture(300, 200), sharpness=2)


def test_a_pdf_holds_each_picture_and_then_the_words():
    facts = [("People", ["Kit Moss, index child"]), ("Couples", [])]
    made = pictures_pdf([picture(2000, 700), picture(300, 900, "Second part")], PRINTED, facts)
    assert made == pictures_pdf([picture(2000, 700), picture(300, 900, "Second part")], PRINTED, facts)
    pdf = pypdf.PdfReader(io.BytesIO(made))
    assert [page.mediabox.width > page.mediabox.height for page in pdf.pages] == [True, True, True]
    first, second, words = (page.extract_text() for page in pdf.pages)
    assert "Kit Moss" in first
    assert "Second part" in second
    assert "in words" in words
    assert "Kit Moss, index child" in words
    assert "Couples" not in words  # a heading with nothing under it is left out
    assert pdf.metadata.title == "Genogram of Kit"
    assert "/StructTreeRoot" in pdf.trailer["/Root"]


def alternatives(pdf):
    """Every alternative text in the document's structure."""
    found, waiting = [], [pdf.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        one = waiting.pop().get_object()
        if isinstance(one, list):
            waiting += [each for each in one if not isinstance(each, int)]
        elif hasattr(one, "get"):
            found += [str(one["/Alt"])] if "/Alt" in one else []
            waiting += [one["/K"]] if "/K" in one and not isinstance(one["/K"], int) else []
    return found


def test_a_picture_says_in_its_alternative_text_what_it_shows():
    pdf = pypdf.PdfReader(io.BytesIO(pictures_pdf([picture(300, 200), picture(300, 200)], PRINTED)))
    told = sorted(alternatives(pdf))
    assert told == [
        f"Genogram of Kit, part {part} of 2. 2 people in one generation, as at 1 June 2026" for part in (1, 2)
    ]


def test_an_upright_picture_stands_upright_and_a_letter_the_font_lacks_is_named():
    made = pictures_pdf([picture(300, 900, "Kit \u4e2d")], PRINTED._replace(paper="a3"))
    page = pypdf.PdfReader(io.BytesIO(made)).pages[0]
    assert float(page.mediabox.height) == pytest.approx(1190.55)
    assert "cjk" in page.extract_text().lower()


def test_a_sheet_of_the_paper_fills_the_page_to_its_edges():
    sheet = picture(1000, 707).replace('width="1000" height="707"', 'width="297mm" height="210mm"', 1)
    whole, within, other = (
        pictures_pdf([svg], printed)
        for svg, printed in ((sheet, PRINTED), (picture(1000, 707), PRINTED), (sheet, PRINTED._replace(paper="a3")))
    )
    assert [len(pypdf.PdfReader(io.BytesIO(made)).pages) for made in (whole, within, other)] == [1, 1, 1]
    assert scales(whole) == pytest.approx(297 / 25.4 * 72 / 1000, rel=0.01)
    assert scales(within) < scales(whole)
    assert scales(other) == pytest.approx(0.75, rel=0.01)  # not of that size of paper: as it is


def scales(made):
    """How large a pixel of the picture is on the page, in points: the largest scale in the page's own drawing."""
    content = pypdf.PdfReader(io.BytesIO(made)).pages[0].get_contents().get_data().decode("latin-1")
    found = [float(scale) for scale in re.findall(r"([\d.]+) 0 0 -[\d.]+ \S+ \S+ cm", content)]
    return max(scale for scale in found if scale != 1)  # 1: the foot of the page


def test_what_cannot_be_printed_is_refused_in_words():
    with pytest.raises(NotPrinted, match="how large"):
        size_of("<svg>")
    with pytest.raises(NotPrinted, match="could not be put on paper"):
        picture_png('<svg viewBox="0 0 10 10"><rect></svg>')
    with pytest.raises(KeyError):
        pictures_pdf([picture(1, 1)], PRINTED._replace(paper="a9"))
