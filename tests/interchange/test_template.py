"""The return form reads back exactly what was filled in, in Word and in Excel, and an empty one reads back as empty."""

from pathlib import Path

import pytest

from kingfisher.interchange.copies.queries import ASKED
from kingfisher.interchange.copies.template import Heading, write_template_docx, write_template_xlsx
from kingfisher.interchange.files.reading import read_rows
from kingfisher.interchange.returns.agency_return import AgencyReturn
from kingfisher.interchange.returns.read_return import read_return
from kingfisher.interchange.returns.return_form import COLUMNS, KINDS, TITLE, form_row
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import Entry, Seen
from kingfisher.timeline.file_format import parse_record
from kingfisher.timeline.kinds import Setting
from kingfisher.timeline.people import HowKnown

HEADING = Heading(agency="Health visiting", family="Hart", first="1 January 2018", last="31 December 2020")
WRITERS = {"xlsx": write_template_xlsx, "docx": write_template_docx}
RECORD = """
family: {name: Hart, children: [robin, wren]}
people:
  - {id: robin, name: Robin Hart, born: 2018-07-05}
  - {id: wren, name: Wren Hart, born: 2020-01-14}
  - {id: mum, name: Amy Hart, born: 2000-03~}
entries:
  - {id: e1, kind: contact, happened: 2019-02-01T14:30, about: [robin, mum], setting: inside, outcome: attended,
     how_known: observed, text: "Robin asleep. Mum tired.", by: B Stone, handling: [P],
     seen: [{child: robin, setting: inside, alone: false, minutes: 20}]}
  - {id: e2, kind: contact, happened: 2019-03, about: [robin], setting: telephone, outcome: no_reply,
     how_known: observed, text: No answer.}
  - {id: e3, kind: appointment, happened: 2019-03-12~, about: [robin, wren], outcome: was_not_brought,
     how_known: record_check, text: "Clinic, not brought."}
  - {id: e4, kind: account, happened: 2019-05-01/2019-05-20, about: [robin], how_known: third_party, told_by: mum,
     text: "Mum says he has been at his nan's."}
  - {id: e5, kind: observation, happened: week commencing 2020-02-03, about: [wren], how_known: observed,
     text: "Seen through the window, waving.",
     seen: [{child: wren, setting: window}, {child: robin, setting: doorstep}]}
  - {id: e6, kind: service_restriction, happened: 2020-03-23, about: [wren], how_known: record_check,
     text: No home visits.}
  - {id: e7, kind: incident, happened: ../2020-04-01, about: [mum], how_known: inferred,
     text: Window broken., handling: [R]}
  - {id: e8, kind: education, happened: 2020-05-04, about: [wren], how_known: professional_opinion,
     text: Attends nursery.}
  - {id: e9, kind: decision, happened: XXXX, about: [robin], text: Undated decision.}
"""


def record() -> Chronology:
    return parse_record(RECORD.replace("kind:", "agency: health_visiting, kind:"))


def read_back(path: Path) -> AgencyReturn:
    return read_return(read_rows(path), record().family)


@pytest.mark.parametrize("ending", WRITERS)
def test_a_filled_form_reads_back_exactly(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"return.{ending}"
    whole = record()
    WRITERS[ending](path, HEADING, (*whole.entries, *whole.undated), whole.family)
    back = read_back(path)
    assert back.adds_up
    assert back.agency == "health_visiting"
    got = [proposed.entry for proposed in back.proposed]
    for mine, theirs in zip(whole.entries, got, strict=True):
        for field in ("happened", "about", "how_known", "told_by", "by", "seen", "handling", "text"):
            assert getattr(theirs, field) == getattr(mine, field), (mine.id, field)
        assert (theirs.kind, theirs.outcome) == (mine.kind, mine.outcome), mine.id
    assert [doubt.code for doubt in back.doubts] == ["no_date"]
    assert back.doubts[0].proposed.entry.text == "Undated decision."


@pytest.mark.parametrize("ending", WRITERS)
def test_an_empty_form_reads_back_as_no_accounts(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"return.{ending}"
    WRITERS[ending](path, HEADING)
    back = read_back(path)
    assert (back.proposed, back.doubts) == ((), ())
    assert back.adds_up
    header = next(row for row in back.structure if row.what == "header")
    assert header.text.split("  ") == list(COLUMNS)


@pytest.mark.parametrize("label", KINDS)
def test_every_kind_the_form_offers_reads_back(tmp_path: Path, label: str) -> None:
    content = KINDS[label]()
    whole = record()
    entry = whole.entries[0].__class__(
        id="x", content=content, happened=whole.entries[0].happened, agency="gp", about=("robin",), text="Words."
    )
    path = tmp_path / "gp.xlsx"
    write_template_xlsx(path, Heading(agency="GP"), [entry], whole.family)
    back = read_back(path).proposed[0].entry
    assert back.kind == content.kind
    assert form_row(back, whole.family)[3] == label
    assert back.text == "Words."


def test_other_words_than_the_forms_are_read_as_any_return(tmp_path: Path) -> None:
    whole = record()
    path = tmp_path / "gp.xlsx"
    write_template_xlsx(path, Heading(agency="GP"), whole.entries[:1], whole.family)
    read = read_return(read_rows(path), whole.family)
    assert read.proposed[0].entry.happened == whole.entries[0].happened
    assert TITLE in " ".join(row.text for row in read.structure)


WHENS = (
    "2019-02-01", "2019-02-01T14:30", "2019-02-01T00:00", "2019-03", "2019-03~", "2019", "2019~", "2019-03-12~",
    "autumn term 2019", "2019-22", "week commencing 2020-02-03", "2019-05-01/2019-05-20", "../2020-04-01",
    "2020-04-01/..", "2016-02-29",
)  # fmt: skip
TEXTS = (
    "Zoë’s gran Siân said “ça va” – naïve, Łódź, Ağrı, Ñandú, Çelik, 中文, Ελένη.",
    "Two lines:\nthe second; with | a bar, a semicolon; and a tab\there.",
    "=SUM(A1) is not a sum",
    "-5 degrees in the room",
    "'quoted' at the start",
    "+44 is not a number to ring",
    "Seen at home with mother. " * 1200,
    "1/2/2019: a date at the start of the words",
    "Total",
    "Date",
    "x",
)
NAMED = """
family: {name: Ó Briain, children: [zoe, lukasz]}
people:
  - {id: zoe, name: Zoë Ó Briain, born: 2018-07-05}
  - {id: lukasz, name: Łukasz D’Arcy-Nowak, born: 2020-01-14}
  - {id: mum, name: Siân Ó Briain, born: 2000-03~}
entries: []
"""


def of_every_sort() -> tuple[Chronology, list[Entry]]:
    """An entry of every kind the form offers, every sort of date, and words that are hard to carry."""
    whole = parse_record(NAMED)
    length = max(len(KINDS), len(WHENS), len(TEXTS))
    kinds, whens, texts = list(KINDS.values()), list(WHENS), list(TEXTS)
    known = [*HowKnown, None]
    return whole, [
        Entry(
            id=f"e{n}",
            content=kinds[n % len(kinds)](),
            happened=When.parse(whens[n % len(whens)]),
            agency="housing",
            about=(("zoe",), ("zoe", "mum"), ("lukasz", "zoe"))[n % 3],
            text=texts[n % len(texts)].strip(),
            how_known=known[n % len(known)],
            handling=(("P",), ("C",), ("R",))[n % 3],
            seen=(Seen(child="lukasz", setting=Setting.INSIDE, alone=True, minutes=5),) if n % 4 == 0 else (),
        )
        for n in range(length)
    ]


@pytest.mark.parametrize("ending", WRITERS)
def test_rows_of_every_sort_read_back_as_they_were(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"return.{ending}"
    whole, entries = of_every_sort()
    heading = Heading(agency="Housing", family="Ó Briain", first="1 January 2016", last="31 December 2020")
    WRITERS[ending](path, heading, entries, whole.family)
    back = read_return(read_rows(path), whole.family)
    assert back.adds_up
    assert not back.doubts
    got = [proposed.entry for proposed in back.proposed]
    assert len(got) == len(entries)
    for mine, theirs in zip(entries, got, strict=True):
        for field in ("happened", "about", "kind", "how_known", "seen", "handling", "text"):
            assert getattr(theirs, field) == getattr(mine, field), (mine.id, field)
    asked_about = {remark.code for proposed in back.proposed for remark in proposed.remarks} & set(ASKED)
    assert asked_about <= {"exact_repeat"}
