"""Leaks planted in every spelling we could think of: taken out where the copy is made, and found where they are not."""

import io

import msgspec
import pytest

from kingfisher.interchange.copies.audiences import PANEL
from kingfisher.interchange.copies.document import lay_out
from kingfisher.interchange.copies.laid_out import MergedDocument
from kingfisher.interchange.copies.pseudonym_check import Look, SomethingLeft, lay_out_without_names
from kingfisher.interchange.copies.pseudonym_dates import Dates
from kingfisher.interchange.copies.pseudonyms import Choices, Pseudonyms
from kingfisher.interchange.copies.read_again import marks_of, refuse_if_left
from kingfisher.interchange.copies.read_back import ReadBack
from kingfisher.interchange.copies.read_pdf import read_pdf
from kingfisher.interchange.copies.read_word import read_word
from kingfisher.interchange.copies.write_docx import write_docx
from kingfisher.interchange.copies.write_pdf import pdf_bytes
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.file_format import parse_record
from tests.interchange.outgoing import PRINTED

RECORD = """
family: {name: Denham, children: [kit, rosie, theo, jo]}
people:
  - {id: kit, name: Christopher Denham, aliases: [Bear, "K DENHAM"], sex: M, born: 2019-02-03,
     nhs_number: "999 000 0018"}
  - {id: rosie, name: Anna-Rose Denham, born: 2015-06-01}
  - {id: theo, name: Theodore Denham, born: 2013-02-11}
  - {id: jo, name: Josephine Denham, born: 2011-09-01}
  - {id: ma, name: Shannon Denham, aliases: ["mum", "S DENHAM"], sex: F}
relationships:
  - {kind: parent, of: kit, person: ma}
practitioners:
  - {id: hv, name: Joan Tully, aliases: [J Tully], role: health visitor, agency: health_visiting}
  - {id: tch, name: Mrs Quick, role: class teacher, agency: school_fernhill}
"""
PLANTED = {
    "a name": (
        "Christopher asleep", "CHRISTOPHER DENHAM seen", "Denham, Anna-Rose", "Shannons phone", "Mrs Denham rang",
        "Chistopher seen", "the Denhams", "Shannon’s mum",
    ),
    "a nickname": (
        "Kit asleep", "Bear asleep", "Shan rang", "Teddy and Josie out", "known as Smudge",
        "friend Kelly said",
    ),
    "initials": ("SD asleep", "S.D. asleep", "J Tully HV"),
    "a place": (
        "at 8 Elm Crescent", "at 8 elm crescent", "Elm Cres again", "at Fernhill Primary School", "Fernhill rang",
        "St Oswin's rang", "James Cook Hospital", "seen at the Friarage", "from Otterby", "TS3 6LT", "rang James Cook",
    ),
    "an NHS number": ("NHS 999 000 0018", "NHS 9990000018", "999-000-0018", "999.000.0018", "9 9 9 0 0 0 0 0 1 8"),
    "an exact date": (
        "on 3rd Feb", "on 03/02/20", "last Tuesday 3 February", "3.2.2020", "2020-02-03", "3 Feb '20", "Feb 3rd",
        "February the 3rd", "third of February", "Tuesday 3rd", "w/c 3/2", "on the 3rd.", "3rd-5th Feb", "20/2",
        "dob 03/02/19", "birthday 3 Feb",
    ),
    "how many children": (
        "the three children", "youngest of four", "all 4 seen", "mum of 4", "her three boys", "the other two",
        "both children seen", "Shannon + 4", "child 2 of 4", "4th baby", "sibling group of four", "3 under 5s",
        "pregnant with her fifth", "Anna-Rose, Theodore and Josephine", "the elder two",
    ),
}  # fmt: skip
EACH = [(sort, words) for sort, listed in PLANTED.items() for words in listed]
MONTH = Choices(dates=Dates.MONTH, hide_siblings=True)


def record(texts: list[str]) -> Chronology:
    """The family with an entry for each text, about its child and its mother, and two that name its places in full."""
    known = parse_record(RECORD + "entries: []")
    texts = [*texts, "School: Fernhill Primary School. Lives at 8 Elm Crescent.", "Taken to James Cook Hospital."]
    plain = '{id: e%d, kind: observation, happened: 2020-05-02, agency: police, about: [kit, ma], text: ""}'
    entries = parse_record("entries: [" + ", ".join(plain % n for n in range(len(texts))) + "]").entries
    both = zip(sorted(entries, key=lambda entry: int(entry.id[1:])), texts, strict=True)
    return Chronology(known.family, [msgspec.structs.replace(entry, text=text) for entry, text in both])


@pytest.fixture(scope="module")
def whole() -> Chronology:
    return record([words for _, words in EACH])


@pytest.fixture(scope="module")
def substitutes(whole: Chronology) -> Pseudonyms:
    return Pseudonyms(whole, MONTH)


def in_word(document: MergedDocument) -> bytes:
    file = io.BytesIO()
    write_docx(document, file)
    return file.getvalue()


READ = {"docx": lambda document: read_word(in_word(document)), "pdf": lambda document: read_pdf(pdf_bytes(document))}


@pytest.fixture(scope="module", params=READ)
def named(request: pytest.FixtureRequest, whole: Chronology) -> ReadBack:
    """The copy with every name in it, as it is read back."""
    return READ[request.param](lay_out(whole, audience=PANEL, printed=PRINTED, title="Merged"))


@pytest.mark.parametrize(("sort", "words"), EACH)
def test_each_planted_leak_is_found_in_what_was_made(
    sort: str, words: str, named: ReadBack, substitutes: Pseudonyms
) -> None:
    cells = [cell for row in named.rows for cell in row if words in " ".join(cell.split())]
    assert cells, f"{sort}: {words} is not in the copy"
    look = Look.of(substitutes)
    assert all(list(look.left_in(cell)) for cell in cells)


@pytest.mark.parametrize("dates", [Dates.MONTH, Dates.MOVED, Dates.AS_GIVEN])
def test_no_planted_leak_is_in_a_copy_without_names(whole: Chronology, dates: Dates) -> None:
    choices = Choices(dates=dates, days=35 if dates is Dates.MOVED else 0, hide_siblings=True)
    instead = Pseudonyms(whole, choices)
    made = lay_out_without_names(whole, choices, audience=PANEL, printed=PRINTED, title="Merged", substitutes=instead)
    files = {"copy.docx": in_word(made), "copy.pdf": pdf_bytes(made)}
    assert refuse_if_left(files, [Look.of(instead)], printed=(made.printed_words, *marks_of(PRINTED))) > 2 * len(EACH)
    everything = " ".join(" ".join(one.words.split()) for one in read_pdf(files["copy.pdf"]).everything)
    for sort, words in EACH:
        if sort != "an exact date":
            assert words not in everything
    if dates is Dates.MONTH:
        for words in PLANTED["an exact date"]:
            assert words not in everything


def test_what_no_page_shows_is_read_too(whole: Chronology, substitutes: Pseudonyms) -> None:
    made = lay_out(whole.where(lambda _: False), audience=PANEL, printed=PRINTED, title="About Theodore")
    for name, content in (("copy.docx", in_word(made)), ("copy.pdf", pdf_bytes(made))):
        with pytest.raises(SomethingLeft) as left:
            refuse_if_left({name: content}, [Look.of(substitutes)], printed=(made.printed_words, *marks_of(PRINTED)))
        assert any("properties of the file" in one for one in left.value.left)
        assert any("head and foot" in one for one in left.value.left)
    with pytest.raises(SomethingLeft, match="the name of the file"):
        refuse_if_left({"Theodore.csv": b""}, [Look.of(substitutes)])
