"""kingfisher draw: a family on a day, from whatever holds it, in three forms; and kind answers to mistakes."""

import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pypdf
import pytest

from kingfisher.cli.main import main

NOW = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)
FAMILIES = Path(__file__).resolve().parents[1] / "drawing" / "families"
RECORD = """
family: {name: Moss, children: [kit]}
people:
  - {id: kit, name: Kit Moss, born: 2015-01-10, sex: F}
  - {id: mum, name: Amy Moss, born: 1990-03, sex: F}
  - {id: dad, name: Joe Birch, born: 1988, sex: M}
  - {id: baby, name: Bo Moss, born: 2021-06-01}
relationships:
  - {kind: parent, of: kit, person: mum}
  - {kind: parent, of: kit, person: dad}
  - {kind: parent, of: baby, person: mum}
  - {kind: partner, of: mum, person: dad, from: 2013, to: 2016}
practitioners: [{id: sw1, name: Al Reed, role: social worker, agency: social_care, covers: [kit]}]
entries:
  - {id: e1, kind: living_arrangement, happened: 2018-02-01, agency: social_care, about: kit,
     who: kit, with: [mum], address: 1 Mill Lane}
"""
MORE = """\
  - {id: e2, kind: living_arrangement, happened: 2021-05-03, agency: social_care, about: [kit, baby],
     who: [kit, baby], with: [mum], address: 4 Mill Lane}
"""
GEDCOM = """0 HEAD
1 GEDC
2 VERS 5.5.1
0 @I1@ INDI
1 NAME Ann /Oak/
1 SEX F
0 @I2@ INDI
1 NAME Bea /Oak/
1 SEX F
1 BIRT
2 DATE 3 MAR 2011
0 @F1@ FAM
1 WIFE @I1@
1 CHIL @I2@
0 TRLR
"""


@pytest.fixture
def record(tmp_path):
    path = tmp_path / "record.yaml"
    path.write_text(RECORD)
    return path


def call(*words):
    return main([str(word) for word in words], now=NOW)


def test_a_record_is_drawn_as_it_was_on_the_day(record, tmp_path, capsys):
    out = tmp_path / "family.svg"
    assert call("draw", record, "--as-at", "2019-05-01", "--out", out) == 0
    assert "Written:" in capsys.readouterr().out
    svg = out.read_text()
    assert 'data-person="kit"' in svg
    assert 'data-union="u:dad+mum"' in svg
    assert 'data-person="baby"' not in svg  # born two years later
    again = tmp_path / "again.svg"
    assert call("draw", record, "--as-at", "2019-05-01", "--out", again) == 0
    assert again.read_bytes() == out.read_bytes()
    assert call("draw", record, "--out", out) == 0
    assert 'data-person="baby"' in out.read_text()  # today, if no day is given


def test_everything_can_be_had_in_words(record, tmp_path, capsys):
    assert call("draw", record, "--as-at", "2019-05-01", "--words", "--out", tmp_path / "x.svg") == 0
    told = capsys.readouterr().out
    assert "Kit Moss, index child, female, born 10 January 2015, aged 4 years" in told
    assert "Couples" in told
    assert "kit, child of" not in told  # names, not ids


@pytest.mark.parametrize("what", ["genogram", "ecogram", "homes", "network"])
@pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
def test_each_picture_in_each_form(record, tmp_path, what, ending):
    out = tmp_path / f"picture.{ending}"
    assert call("draw", record, "--as-at", "2019-05-01", "--what", what, "--out", out) == 0
    made = out.read_bytes()
    assert made.startswith({"svg": b"<svg", "png": b"\x89PNG", "pdf": b"%PDF"}[ending])
    if ending == "pdf":
        pdf = pypdf.PdfReader(io.BytesIO(made))
        words = "".join(page.extract_text() for page in pdf.pages)
        assert "Kit" in words
        assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
        assert "in words" in words


def test_paper_is_as_large_as_asked(record, tmp_path):
    sides = {}
    for paper in ("a4", "a3"):
        out = tmp_path / f"{paper}.pdf"
        assert call("draw", record, "--paper", paper, "--out", out) == 0
        sides[paper] = max(float(side) for side in pypdf.PdfReader(out).pages[0].mediabox[2:])
    assert sides == pytest.approx({"a4": 841.89, "a3": 1190.55})


def test_a_wide_family_has_several_sheets_with_everyone_on_one_of_them(tmp_path):
    counts = {}
    for paper in ("a4", "a3"):
        out = tmp_path / f"{paper}.pdf"
        family = FAMILIES / "syn-twelve-three.json"
        assert call("draw", family, "--as-at", "2026-06-01", "--paper", paper, "--out", out) == 0
        pages = [page.extract_text() for page in pypdf.PdfReader(out).pages]
        sheets = [text for text in pages if "sheet" in text]
        counts[paper] = len(sheets)
        words = " ".join(" ".join(sheets).split())
        for person in json.loads(family.read_text())["people"]:
            if not person.get("placeholder") and len(person["name"]) < 9:
                assert person["name"] in words
    assert 1 < counts["a3"] <= counts["a4"] <= 4


@pytest.mark.parametrize("family", sorted(FAMILIES.glob("*.json")), ids=lambda path: path.stem)
def test_a_plain_family_file_is_drawn_whole(family, tmp_path):
    out = tmp_path / "family.svg"
    assert call("draw", family, "--as-at", "2026-06-01", "--out", out) == 0
    svg = out.read_text()
    for person in json.loads(family.read_text())["people"]:
        if not person.get("placeholder"):
            assert svg.count(f'data-person="{person["id"]}"') == 1


def test_gedcom_is_drawn_once_a_child_is_named(tmp_path, capsys):
    path, out = tmp_path / "oak.ged", tmp_path / "oak.svg"
    path.write_text(GEDCOM)
    assert call("draw", path, "--out", out) == 2
    assert "Name the child with --index. There are: I1 (Ann Oak), I2 (Bea Oak)." in capsys.readouterr().err
    assert call("draw", path, "--index", "I2", "--out", out) == 0
    svg = out.read_text()
    assert 'data-person="I2"' in svg
    assert "father not recorded" in " ".join(svg.split())
    path.write_text(GEDCOM.replace("1 SEX F", "1 SEX F\n1 OCCU Baker", 1))
    assert call("draw", path, "--index", "I2", "--out", out) == 1
    assert "OCCU Baker" in capsys.readouterr().out  # left out, and said


def test_copies_for_others_leave_out_what_they_must(record, tmp_path, capsys):
    out = tmp_path / "copy.svg"
    assert call("draw", record, "--for", "publication", "--hide-siblings", "--out", out) == 0
    svg = out.read_text()
    for name in ("Kit", "Amy", "Birch", "Mill Lane", "2015"):
        assert name not in svg
    assert call("draw", record, "--for", "family", "--out", out) == 0
    assert "Amy Moss" in " ".join(out.read_text().split())


@pytest.mark.parametrize("what", ["genogram", "ecogram", "homes", "network"])
@pytest.mark.parametrize("hidden", [(), ("--hide-siblings",)])
def test_a_published_copy_of_any_picture_tells_nobody_who_it_is(record, tmp_path, capsys, what, hidden):
    record.write_text(RECORD.replace("address: 1 Mill", "handling: [R], address: 9 Hidden") + MORE)
    out = tmp_path / "copy.svg"
    words = ("draw", record, "--index", "kit", "--what", what, "--as-at", "2022-03-04", "--words", "--out", out)
    assert call(*words, "--for", "publication", *hidden) == 0
    told = out.read_text() + capsys.readouterr().out
    for name in ("Kit", "Amy", "Moss", "Birch", "Reed", "Mill Lane", "Hidden", "4 March", "3 May", "10 January"):
        assert name not in told
    out = tmp_path / "copy.pdf"
    assert call(*words[:-1], out, "--for", "publication", *hidden) == 0
    printed = " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(out).pages).split())
    for name in ("Kit", "Amy", "Moss", "Birch", "Reed", "Mill Lane", "Hidden", "4 March", "3 May", "10 January"):
        assert name not in printed


@pytest.mark.parametrize("what", ["genogram", "ecogram", "homes", "network"])
def test_a_copy_for_the_family_holds_nothing_that_was_sent_as_restricted(record, tmp_path, capsys, what):
    record.write_text(RECORD.replace("address: 1 Mill", "handling: [R], address: 9 Hidden") + MORE)
    out = tmp_path / "copy.svg"
    words = ("draw", record, "--index", "kit", "--what", what, "--as-at", "2022-03-04", "--words", "--out", out)
    assert call(*words, "--for", "family") == 0
    assert "9 Hidden" not in out.read_text() + capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (("--out", "x.gif"), "should end in .svg, .png or .pdf"),
        (("--out", "x.svg", "--index", "zoe"), "nobody with the id zoe. There are: kit (Kit Moss)"),
        (("--out", "x.svg", "--as-at", "1999-01-01"), "Kit Moss was not born or expected by 1 January 1999"),
        (("--out", "x.svg", "--hide-siblings"), "add --for publication"),
    ],
)
def test_mistakes_are_answered_kindly(record, capsys, words, answer):
    assert call("draw", record, *words) == 2
    assert answer in capsys.readouterr().err


def test_a_file_that_is_no_family_is_answered_kindly(record, tmp_path, capsys):
    wrong = tmp_path / "wrong.ged"
    wrong.write_text("a letter\n")
    assert call("draw", wrong, "--out", tmp_path / "x.svg") == 2
    assert "wrong.ged: This is not GEDCOM" in capsys.readouterr().err
    assert call("draw", tmp_path / "gone.json", "--out", tmp_path / "x.svg") == 2
    assert "There is no" in capsys.readouterr().err
    plain = tmp_path / "plain.json"
    plain.write_text('{"people": [], "unions": [1]}')
    assert call("draw", record, plain, "--out", tmp_path / "x.svg") == 2
    assert "draw it by itself" in capsys.readouterr().err
