"""The calendar of what is due: well formed, and without anybody's name."""

import re
from datetime import UTC, date, datetime

import msgspec
import pytest

from kingfisher.interchange.copies.write_ics import reference, write_ics
from kingfisher.practice.clocks import clocks
from kingfisher.practice.due_lists import due
from kingfisher.timeline.file_format import parse_record

PRINTED = datetime(2020, 3, 30, 9, 30, tzinfo=UTC)
RECORD = """
family: {name: Moss, children: [kit, bee]}
people:
  - {id: kit, name: Kit Moss, born: 2015-01-10}
  - {id: bee, name: Bee Moss, born: 2017-03-01}
practitioners:
  - {id: sw1, name: Al Reed, role: social worker, agency: social_care, covers: [kit, bee]}
entries:
  - {id: entry-one, kind: plan, happened: 2020-03-12, agency: social_care, about: [kit, bee],
     type: child_protection, stage: opened}
  - {id: entry-two, kind: action, happened: 2020-03-12, agency: social_care, about: kit,
     owner: sw1, what: "Visit Kit, at home", due: 2020-04-03, state: agreed}
  - {id: entry-three, kind: referral, happened: 2020-03-25~, agency: Oak School, to: social_care, about: kit}
  - {id: entry-four, kind: incident, happened: 2020-03-20/.., agency: social_care, about: kit, what: [serious incident]}
"""


@pytest.fixture
def listed():
    lists = due(clocks(parse_record(RECORD), date(2020, 3, 30)), by="family")
    return [one for each in lists.values() for one in each]


def unfolded(text):
    return text.replace("\r\n ", "").split("\r\n")


def events(text):
    blocks = re.findall(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT\r\n", text, re.DOTALL)
    return [dict(re.split(r"[:;]", line, maxsplit=1) for line in unfolded(block) if line) for block in blocks]


def test_it_has_one_event_on_the_last_day_of_each_that_has_a_day(listed):
    text = write_ics(listed, printed=PRINTED)
    dated = [one for one in listed if one.clock.due]
    assert len(events(text)) == len(dated)
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert text.endswith("END:VCALENDAR\r\n")
    first = events(text)[0]
    assert first["DTSTART"] == f"VALUE=DATE:{dated[0].clock.due:%Y%m%d}"
    assert first["DTSTAMP"] == "20200330T093000Z"
    assert {"UID", "DTEND", "SUMMARY", "DESCRIPTION", "CLASS"} <= set(first)


def test_nobodys_name_and_no_id_or_words_of_the_record_are_in_it(listed):
    text = " ".join(unfolded(write_ics(listed, printed=PRINTED)))
    for word in ("Kit", "Bee", "Moss", "Reed", "Al ", "Oak", "sw1", "kit", "bee", "entry-", "at home", "social_care"):
        assert word not in text, word


def test_lines_are_short_and_no_letter_is_cut():
    record = parse_record(RECORD)
    one = due(clocks(record, date(2020, 3, 30)), by="family")["Moss"][0]
    long = msgspec.structs.replace(one, clock=msgspec.structs.replace(one.clock, title="é–🦆, " * 60))
    text = write_ics([long], printed=PRINTED)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert f"SUMMARY:{'é–🦆\\, ' * 60}" in unfolded(text)
    assert "\n" not in text.replace("\r\n", "")


def test_marks_are_escaped_so_that_no_line_can_be_slipped_in():
    one = due(clocks(parse_record(RECORD), date(2020, 3, 30)), by="family")["Moss"][0]
    sly = "a;b,c\\d\r\nEND:VCALENDAR\rX\x07"
    text = write_ics(
        [msgspec.structs.replace(one, clock=msgspec.structs.replace(one.clock, title=sly))], printed=PRINTED
    )
    assert "SUMMARY:a\\;b\\,c\\\\d\\nEND:VCALENDAR X " in unfolded(text)
    assert text.count("\r\nEND:VCALENDAR\r\n") == 1


def test_the_same_clock_keeps_its_reference_and_a_secret_makes_it_another(listed):
    again = due(clocks(parse_record(RECORD), date(2020, 4, 2)), by="family")["Moss"]
    by_title = {one.clock.title: one for one in again}
    same = [(reference(one), reference(by_title[one.clock.title])) for one in listed if one.clock.title in by_title]
    assert same
    assert all(first == second for first, second in same)
    assert reference(listed[0], b"ours") != reference(listed[0])
    uids = [event["UID"] for event in events(write_ics(listed, printed=PRINTED))]
    assert len(set(uids)) == len(uids)


def test_what_is_late_borrowed_or_uncertain_says_so(listed):
    text = " ".join(unfolded(write_ics(listed, printed=PRINTED)))
    assert "Late: nothing recorded meets it." in text
    assert "(about)" in text
    assert "local procedure\\, not statutory" in text


def test_an_empty_calendar_is_still_one():
    assert write_ics([], printed=PRINTED, name="Social care").count("\r\n") == 7


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        write_ics([], printed=datetime(2020, 1, 1))  # noqa: DTZ001
