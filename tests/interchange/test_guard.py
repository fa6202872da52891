"""Files that must not be read, and what people are told about them."""

import struct
import zipfile

import docx
import pytest
import xlsxwriter

from kingfisher.interchange.files.apart import read_apart
from kingfisher.interchange.files.guard import inspect
from kingfisher.interchange.files.rows import Refused

RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.fixture
def word(tmp_path):
    document = docx.Document()
    document.add_table(1, 2).rows[0].cells[0].text = "Seen at home"
    document.save(tmp_path / "good.docx")
    return tmp_path / "good.docx"


@pytest.fixture
def excel(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "good.xlsx") as book:
        book.add_worksheet().write(0, 0, "Seen at home")
    return tmp_path / "good.xlsx"


def change(path, name, *, add=None, replace=None):
    target = path.with_name(name)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, (replace or {}).get(part.filename, old.read(part)))
        for part, content in (add or {}).items():
            new.writestr(part, content)
    return target


def refusal(path, **options):
    with pytest.raises(Refused) as caught:
        inspect(path, **options)
    reason = caught.value.reason
    assert path.name in reason or options.get("name", "?") in reason
    assert reason.endswith(".")
    assert reason.count(". ") + reason.count("; ") >= 1, "says why, and what to do"
    with pytest.raises(Refused) as apart:
        read_apart(path, **options)
    assert apart.value.code == caught.value.code
    return caught.value.code


def test_good_files_pass_whatever_their_age(word, excel, tmp_path):
    assert inspect(word).format == "docx"
    assert inspect(excel).format == "xlsx"
    assert inspect(word, name="no ending").format == "docx"
    (tmp_path / "bm.csv").write_text("BMI,Date\n21,1/2/20\n")
    assert inspect(tmp_path / "bm.csv").format == "csv"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("e.docx", b"", "empty"),
        ("a.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "pdf"),
        ("a.docx", b"%PDF-1.7\n", "pdf"),
        ("a.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0", "picture"),
        ("a.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "picture"),
        ("a.rtf", b"{\\rtf1\\ansi hello}", "rtf"),
        ("a.xls", b"<html><table><tr><td>1</td></tr></table></html>", "web_page"),
        ("a.csv", b"MZ\x90\0\x03\0\0\0", "program"),
        ("a.gz", b"\x1f\x8b\x08\0\0\0\0\0", "archive"),
        ("a.csv", bytes(range(256)) * 8, "not_known"),
        ("a.docx", b"PK\x03\x04 and then nothing of the kind", "damaged"),
        ("a.docx", b"Date,Note\n1/2/20,x\n", "wrong_name"),
    ],
)
def test_other_kinds_of_file_are_named_for_what_they_are(tmp_path, name, data, code):
    (tmp_path / name).write_bytes(data)
    assert refusal(tmp_path / name) == code


def test_a_wrong_ending_is_said_plainly(excel):
    with pytest.raises(Refused, match="is an Excel file with a Word name"):
        inspect(excel, name="family.docx")
    assert refusal(excel, name="family.docx") == "wrong_name"


def test_two_hundred_megabytes_are_refused_without_being_read(tmp_path):
    with (tmp_path / "huge.docx").open("wb") as stream:
        stream.truncate(200_000_000)
    assert refusal(tmp_path / "huge.docx") == "too_big"


def test_a_truncated_file_did_not_arrive_whole(word):
    cut = word.with_name("cut.docx")
    cut.write_bytes(word.read_bytes()[:-400])
    assert refusal(cut) == "damaged"


def test_a_spoilt_part_is_damage(word):
    data = bytearray(word.read_bytes())
    with zipfile.ZipFile(word) as archive:
        at = archive.getinfo("word/document.xml").header_offset
    data[at + 80 : at + 120] = b"\xff" * 40
    spoilt = word.with_name("spoilt.docx")
    spoilt.write_bytes(data)
    assert refusal(spoilt) == "damaged"


def test_a_bomb_is_refused_by_its_directory(word):
    assert refusal(change(word, "bomb.docx", add={"word/media/x.xml": b"0" * 60_000_000})) == "bomb"


def test_a_bomb_that_lies_about_its_size_is_refused_too(word):
    bomb = change(word, "liar.docx", add={"word/media/x.xml": b"0" * 60_000_000})
    data = bytearray(bomb.read_bytes())
    real, told = struct.pack("<I", 60_000_000), struct.pack("<I", 1000)
    bomb.write_bytes(bytes(data).replace(real, told))
    assert refusal(bomb) == "bomb"


def test_too_many_parts(word):
    assert refusal(change(word, "parts.docx", add={f"word/p{n}.xml": b"" for n in range(2100)})) == "bomb"


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;">]><x>&b;</x>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'


@pytest.mark.parametrize("text", [LAUGHS, OUTSIDE, " " * 70_000 + LAUGHS, "<!--" + "-x" * 33_000 + "-->" + LAUGHS])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_and_document_types_are_refused_in_any_part(word, text, encoding):
    for part in ("word/document.xml", "word/styles.xml"):
        assert refusal(change(word, "x.docx", replace={part: text.encode(encoding)})) == "document_type"


def test_an_encoding_no_office_program_uses_is_damage(word):
    text = '<?xml version="1.0" encoding="UTF-7"?><x/>'
    assert refusal(change(word, "x.docx", replace={"word/document.xml": text})) == "damaged"


@pytest.mark.parametrize("part", ["word/vbaProject.bin", "word/VBAPROJECT.BIN", "xl/macrosheets/sheet1.xml"])
def test_macros_are_refused(word, part):
    assert refusal(change(word, "m.docx", add={part: b"x"})) == "macros"


def test_a_macro_document_is_refused_even_without_a_program_in_it(word):
    with zipfile.ZipFile(word) as archive:
        types = archive.read("[Content_Types].xml").decode()
    types = types.replace(
        "vnd.openxmlformats-officedocument.wordprocessingml.document.main", "vnd.ms-word.document.macroEnabled.main"
    )
    assert refusal(change(word, "m.docm", replace={"[Content_Types].xml": types})) == "macros"


def test_a_file_within_the_file_is_refused(word):
    assert refusal(change(word, "o.docx", add={"word/embeddings/oleObject1.bin": b"x"})) == "embedded"


@pytest.mark.parametrize("part", ["../../evil.xml", "/etc/evil", "C:/evil.xml", "word\\..\\..\\evil.xml"])
def test_parts_that_point_outside_are_refused(word, part):
    assert refusal(change(word, "t.docx", add={part: b"x"})) == "traversal"


def outside(kind, target):
    return (
        f'<Relationships xmlns="{RELATIONSHIPS}"><Relationship Id="r9" Type="{OFFICE}/{kind}" '
        f'Target="{target}" TargetMode="&#69;xternal"/></Relationships>'
    )


@pytest.mark.parametrize(
    ("kind", "target"),
    [("image", "https://example.org/x.png"), ("attachedTemplate", "HTTP://example.org/t.dotm"), ("oleObject", "x.xls")],
)
def test_what_would_be_fetched_from_elsewhere_is_refused(word, kind, target):
    part = {"word/_rels/settings.xml.rels": outside(kind, target)}
    assert refusal(change(word, "l.docx", add=part)) == "outside"


def test_links_people_click_and_office_templates_are_left_alone(word):
    link = change(word, "h.docx", add={"word/_rels/a.xml.rels": outside("hyperlink", "https://example.org")})
    assert inspect(link).notices == ()
    template = change(word, "t.docx", add={"word/_rels/a.xml.rels": outside("attachedTemplate", "file:///T:/own.dotx")})
    assert [notice.kind for notice in inspect(template).notices] == ["link"]


def compound(*entries):
    """A compound file's header and one sector of directory: enough to tell what it is."""
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0")
    for entry in entries:
        name = entry.encode("utf-16-le") + b"\0\0"
        data += name.ljust(64, b"\0") + struct.pack("<H", len(name)).ljust(64, b"\0")
    return data.ljust(2048, b"\0")


@pytest.mark.parametrize(
    ("entries", "code"),
    [
        (("EncryptionInfo", "EncryptedPackage"), "encrypted"),
        (("WordDocument",), "old_word"),
        (("Workbook", "_VBA_PROJECT_CUR"), "macros"),
        (("__properties_version1.0",), "not_known"),
    ],
)
def test_locked_and_older_files_are_told_apart(tmp_path, entries, code):
    (tmp_path / "a.doc").write_bytes(compound(*entries))
    assert refusal(tmp_path / "a.doc") == code


def test_a_zip_locked_with_a_password(word):
    data = bytearray(word.read_bytes())
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    locked = word.with_name("locked.docx")
    locked.write_bytes(data)
    assert refusal(locked) == "encrypted"


def test_a_plain_zip_is_not_a_document(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.csv", "x")
    assert refusal(tmp_path / "a.zip") == "not_known"
