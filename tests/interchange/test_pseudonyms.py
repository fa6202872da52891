from datetime import date

import msgspec
import pytest

from kingfisher.interchange.copies.audiences import FAMILY, PANEL
from kingfisher.interchange.copies.document import lay_out
from kingfisher.interchange.copies.pseudonym_check import SomethingLeft, check_left, lay_out_without_names
from kingfisher.interchange.copies.pseudonym_dates import Dates
from kingfisher.interchange.copies.pseudonyms import Choices, Pseudonyms, pseudonymise
from kingfisher.interchange.copies.write_html import html_text
from kingfisher.interchange.copies.write_json import json_text
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import When
from kingfisher.timeline.file_format import parse_record
from tests.interchange.outgoing import PRINTED, doubt

RECORD = """
family: {name: Denham, children: [kit, rosie, theo]}
people:
  - {id: kit, name: Kit Denham, aliases: [KD, "K DENHAM", Kitt Denam], sex: M, born: 2019-03-04,
     nhs_number: "999 000 0018"}
  - {id: rosie, name: Anna-Rose Denham, born: 2015-06-01}
  - {id: theo, name: Theo Denham, born: 2013-02-11}
  - {id: ma, name: Shannon Denham, aliases: ["mum", "S DENHAM"], sex: F}
  - {id: gran, name: Beverley Askew, sex: F}
  - {id: pa, name: Gareth Ó Briain, sex: M}
relationships:
  - {kind: parent, of: kit, person: ma}
  - {kind: parent, of: rosie, person: ma}
  - {kind: parent, of: theo, person: ma}
  - {kind: parent, of: ma, person: gran}
  - {kind: parent, of: kit, person: pa}
practitioners:
  - {id: hv, name: Joan Tully, aliases: [J Tully], role: health visitor, agency: health_visiting}
  - {id: tch, name: Mrs Quick, role: class teacher, agency: school_fernhill}
entries:
"""


def record(*rows: str) -> Chronology:
    """A family with one entry about its child and its mother for each text."""
    record = parse_record(RECORD + "  []")
    entry = '{id: e%d, kind: observation, happened: 2020-05-0%d, agency: police, about: [kit, ma], text: ""}'
    plain = "entries: [" + ", ".join(entry % (n, n) for n in range(1, len(rows) + 1)) + "]"
    entries = parse_record(plain).entries
    return Chronology(record.family, [msgspec.structs.replace(e, text=t) for e, t in zip(entries, rows, strict=True)])


def changed(text: str, choices: Choices | None = None) -> str:
    return pseudonymise(record(text), choices or Choices()).entries[0].text


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("Kit Denham's cot", "Child A's cot"),
        ("DENHAM, Kit seen", "Child A seen"),
        ("kit denham and SHANNON", "Child A and Mother"),
        ("KD asleep", "Child A asleep"),
        ("Kitt Denam 2y", "Child A 2y"),
        ("S Denham rang", "Mother rang"),
        ("S alleges, S's phone", "Mother alleges, Mother's phone"),
        ("Shanon rang, Shannons phone", "Mother rang, Mother phone"),
        ("Denham family known", "[family name] family known"),
        ("Anna Rose, Anna-Rose and Annarose", "Child B, Child B and Child B"),
        ("Gareth O'Connor", "Father O'Connor"),
        ("her first aid kit", "her first aid kit"),
        ("R leg, L wrist, band B", "R leg, L wrist, band B"),
        ("J Tully HV, Joan's list", "Health visitor HV, Health visitor's list"),
        ("Dr Anwar and PC 2187 and H Lodge", "Dr [name] and police officer and [name]"),
        ("Nan Beverley", "Nan Maternal grandmother"),
        ("A&E. Sounds fine, B&B Hope Rd", "A&E. Sounds fine, B&B [address 1]"),
        ("8 Elm Crescent, flat 6. Rang Elm Cres", "[address 1], the flat. Rang [address 1]"),
        ("moved from Otterby to Leeds", "moved from [place 1] to [place 2]"),
        ("Fernhill rang, St Mary's too", "[place 1] rang, [school 1] too"),
        ("TS3 6LT, 07700 900123, 999 000 0018, 19/675075", "[postcode], [phone number], [number], [reference]"),
        ("from 13 to 20 December 2018: with", "from 13 to 20 December 2018: with"),
        ("DOB 04/03/2019, 4th March 2019, seen 05/03/2019", "DOB March 2019, March 2019, seen 05/03/2019"),
        ("BP 108/64, 22/40, 5/6", "BP 108/64, 22/40, 5/6"),
        ("mail amy@example.org", "mail [email address]"),
    ],
)
def test_words_are_changed(written: str, instead: str) -> None:
    assert changed(written) == instead


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("all 3 seen", "all the children seen"),
        ("All 7 seen", "All the children seen"),
        ("Seven children, one bed", "The children, one bed"),
        ("Shannon + 3. DENHAM x3.", "Mother and others. [family name] and others."),
        ("6th baby. G8 P7.", "another baby. [earlier pregnancies]."),
        ("DNA x2, paracetamol x4", "DNA x2, paracetamol x4"),
        ("Rosie and Theo, 3 siblings", "Rosie and Sibling, the children"),
    ],
)
def test_the_number_of_children_goes_if_so_chosen(written: str, instead: str) -> None:
    assert changed(written, Choices(hide_siblings=True)) == instead


def test_brothers_and_sisters_share_one_pseudonym_and_no_age_when_their_number_is_hidden() -> None:
    base = record("x")
    both = msgspec.structs.replace(base.entries[0], about=("kit", "rosie", "theo", "ma"))
    made = pseudonymise(Chronology(base.family, [both]), Choices(hide_siblings=True))
    assert made.entries[0].about == ("child-a", "siblings", "mother")
    assert made.family.children == ("child-a", "siblings")
    assert [person.name for person in made.family.people] == [
        "Child A", "Sibling", "Mother", "Maternal grandmother", "Father",
    ]  # fmt: skip


def test_dates_of_birth_keep_only_their_month_and_an_entry_on_a_birthday_does_not_give_it_away() -> None:
    base = record("born")
    born = msgspec.structs.replace(base.entries[0], happened=When.parse("2019-03-04T03:10"))
    made = pseudonymise(Chronology(base.family, [born]), Choices())
    assert str(made.family.person("child-a").born) == "2019-03"
    assert str(made.entries[0].happened) == "2019-03"
    assert made.family.person("child-a").nhs_number is None


def test_dates_to_the_month_or_moved_alike() -> None:
    base = record("seen 05/03/2020 and on 6/3, scaled 3/4, clinic 20/2, 22/40")
    month = pseudonymise(base, Choices(dates=Dates.MONTH)).entries[0]
    assert (str(month.happened), month.text) == (
        "2020-05",
        "seen March 2020 and on [date], scaled 3/4, clinic [date], 22/40",
    )
    moved = pseudonymise(base, Choices(dates=Dates.MOVED, days=7)).entries[0]
    assert moved.happened == When.day(date(2020, 5, 8))
    assert moved.text.startswith("seen 12/03/2020 and on [date], scaled 3/4, clinic [date]")


def test_ids_file_names_passages_and_agencies_named_for_a_place_go_too() -> None:
    text = (
        RECORD
        + """
  - {id: KIT-1, kind: observation, happened: 2020-05-01, agency: school_fernhill, about: [kit], by: tch, text: x,
     relates_to: [KIT-2], source: {file: Denham fernhill.docx, locator: sheet Kit DENHAM row 2, passage: Kit}}
  - {id: KIT-2, kind: living_arrangement, happened: 2020-05-02, agency: gp, about: [kit], address: Rose Cottage}
"""
    )
    whole = parse_record(text)
    one, two = pseudonymise(whole, Choices()).entries
    assert (one.id, one.agency, one.by, one.relates_to) == ("entry-0001", "school_1", "class-teacher", ("entry-0002",))
    assert one.source is not None
    assert (one.source.file, one.source.locator) == ("school 1 file 1", "sheet Child A row 2")
    assert one.source.passage == ""
    assert getattr(two.content, "address", "") == "[address 1]"


def test_a_copy_without_names_holds_nothing_in_any_format() -> None:
    whole = record("Kit Denham seen by J Tully at 8 Elm Cres, Shannon rang 07700 900123")
    row = doubt("no_date", "Kit DENHAM boiler", agency="police")
    made = lay_out_without_names(
        whole, Choices(), doubts=[row], audience=PANEL, printed=PRINTED, title="Kit Denham: merged"
    )
    everything = html_text(made) + json_text(made)
    for name in ("Kit", "Denham", "DENHAM", "Tully", "Elm", "Shannon", "07700"):
        assert name not in everything
    assert made.title == "Child A: merged"
    assert made.apart[0].text == "Child A boiler"


def test_what_is_left_is_found_and_stops_the_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = record("Kit seen")
    named = lay_out(whole, audience=PANEL, printed=PRINTED, title="Kit")
    assert any("“Kit”" in one for one in check_left(named, whole.family))
    monkeypatch.setattr(Pseudonyms, "text", lambda self, text, about=(): text)
    with pytest.raises(SomethingLeft, match="would still tell who it is"):
        lay_out_without_names(whole, Choices(), audience=PANEL, printed=PRINTED, title="x")


def test_the_check_finds_numbers_births_and_the_number_of_children() -> None:
    whole = record("born 04/03/2019, all 3 seen, 19/675075")
    named = lay_out(whole, audience=PANEL, printed=PRINTED, title="x")
    left = " ".join(check_left(named, whole.family, hide_siblings=True))
    for what in ("4 March 2019", "all 3", "19/675075", "list of children"):
        assert what in left


def test_the_familys_copy_without_names_still_leaves_out_what_is_restricted() -> None:
    whole = record("one", "two")
    held = Chronology(whole.family, [whole.entries[0], msgspec.structs.replace(whole.entries[1], handling=("R",))])
    made = lay_out_without_names(held, Choices(), audience=FAMILY, printed=PRINTED, title="x")
    assert [line.text for line in made.lines] == ["one"]
