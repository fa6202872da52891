import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kingfisher.timeline.file_format import (
    FormatError,
    parse_record,
    read_record,
    schema,
    to_plain,
    unlisted,
    write_record,
)
from kingfisher.timeline.kinds import KINDS

EXAMPLES = sorted((Path(__file__).parents[2] / "docs" / "examples").glob("*.y*ml"))

HART = """
family: {name: Hart, children: [baby]}
people:
  - {id: baby, name: Unborn Hart, expected: 2018-07-05}
  - {id: mum, name: Amy Hart, born: 2000-03~}
relationships:
  - {kind: parent, of: baby, person: mum, how_known: record_check, agency: midwifery}
entries:
  - {id: e1, kind: referral, happened: 2018-02-01, agency: midwifery, to: social_care, about: [baby, mum],
     concerns: [history of violence when younger], how_known: professional_opinion, text: "Vulnerable …"}
  - {id: e2, kind: decision, happened: 2018-02-08, agency: social_care, on: e1, about: [baby],
     outcome: no_further_action, reason: null, told: []}
"""


def test_a_record_written_by_hand_reads_as_meant():
    chronology = parse_record(HART)
    referral, decision = chronology.entries
    assert referral.content.concerns == ("history of violence when younger",)
    assert decision.content.on == ("e1",)
    assert decision.content.reason is None
    assert chronology.family.parents("baby", decision.happened.first)[0].name == "Amy Hart"


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_writing_and_reading_back_changes_nothing(form):
    once = write_record(parse_record(HART), form=form)
    assert write_record(parse_record(once), form=form) == once


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=200))
def test_any_words_survive(text):
    chronology = parse_record(HART)
    plain = to_plain(chronology)
    plain["entries"][0]["text"] = text
    again = parse_record(json.dumps(plain))
    assert parse_record(write_record(again)).by_id["e1"].text == text


def test_words_that_begin_like_yes_or_no_are_words():
    by_hand = HART.replace('text: "Vulnerable …"', "text: false alarm")
    assert parse_record(by_hand).by_id["e1"].text == "false alarm"


def test_what_is_written_by_hand_is_read_as_it_is_meant():
    record = parse_record("""
        family: {name: Hart, children: baby}
        people: [{id: baby, name: Riley Hart, born: 12/02/2018}]
        entries:
          - {id: 7, kind: contact, agency: school, happened: 2019-01-02 10:30, about: baby, seen: [baby], text: 12}
          - id: e8
            kind: sighting
            agency: school
            happened: 2/1/2019
            about: baby
            seen: [{child: baby, alone: no}]
            text:
    """)
    assert record.family.children == ("baby",)
    assert str(record.family.person("baby").born) == "2018-02-12"
    seven, eight = record.by_id["7"], record.by_id["e8"]
    assert (str(seven.happened), seven.text, seven.seen[0].child) == ("2019-01-02T10:30", "12", "baby")
    assert (str(eight.happened), eight.text, eight.seen[0].alone) == ("2019-01-02", "", False)


def test_an_entry_about_nobody_listed_is_kept_and_said():
    record = parse_record(HART.replace("about: [baby]", "about: bayb", 1))
    [sentence] = unlisted(record)
    assert "'bayb'" in sentence


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("entries: [{id: e, kind: nope, agency: a}]", "'nope' is not a kind of entry. The kinds are absence"),
        ("entries: [{id: e, kind: referral, agency: a, happened: 2018-02-31}]", "entry e: '2018-02-31' is not a day"),
        ("entries: [{id: e, kind: referral, agency: a, colour: red}]", "a referral has no field 'colour'"),
        ("entries: [{id: e, kind: referral}]", "entry e: It missing required field 'agency'"),
        ("entries: [{kind: referral}]", "every entry needs an id and a kind"),
        (
            "entries: [{id: e, kind: view, agency: a}, {id: e, kind: view, agency: a}]",
            "two entries are both called 'e'",
        ),
        ("people: [{id: p, born: tomorrow}]", "'tomorrow' is not a date we can read"),
        (
            "relationships: [{kind: step_parent, of: a, person: b}]",
            "'step_parent' - at '.relationships[0].kind'. Write one of parent, carer",
        ),
        ("entries: [{id: e, kind: view, agency: a, how_known: guess}]", "Write one of observed, self_report"),
        (
            "entries: [{id: e, kind: view, agency: a, recorded_at: last week}]",
            "entry e: 'last week' is not a day or a minute: write 2018-02-12",
        ),
        ("stuff: []", "'stuff' is not a part we know"),
        ("- a list", "should hold people"),
        ("a: [", "not YAML or JSON"),
    ],
)
def test_a_record_that_cannot_be_read_says_where_and_what_to_do(text, says):
    with pytest.raises(FormatError, match="the record") as refusal:
        parse_record(text)
    assert says in str(refusal.value)


@pytest.mark.parametrize("written", ["2018-02-12", "2018-02-12T00:00", "2018-02-12T00:00:00"])
def test_an_entry_is_written_down_on_a_day_or_at_a_minute(written):
    record = parse_record(f"entries: [{{id: e, kind: view, agency: a, happened: XXXX, recorded_at: {written}}}]")
    assert [str(entry.recorded_at) for entry in record.undated] == ["2018-02-12 00:00:00"]


def test_the_published_schema_is_the_one_the_code_makes():
    published = json.loads((Path(__file__).parents[2] / "docs" / "open-format.schema.json").read_text())
    assert published == json.loads(json.dumps(schema())), "run ./run docs"


def test_the_schema_names_every_kind_and_is_a_schema():
    made = schema()
    jsonschema.Draft202012Validator.check_schema(made)
    assert {kind["title"] for kind in made["$defs"]["Entry"]["oneOf"]} == set(KINDS)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_every_example_reads_and_meets_the_schema(path):
    chronology = read_record(path)
    assert len(chronology)
    plain = json.loads(json.dumps(to_plain(chronology), default=str))
    jsonschema.validate(plain, schema())


def test_the_examples_show_every_kind():
    shown = {entry.kind for path in EXAMPLES for entry in read_record(path)}
    assert shown == set(KINDS)
