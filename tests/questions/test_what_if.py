"""What a changed parameter would have opened and spared: spell by spell, counted by kind, nobody ranked."""

import json
from datetime import date

import pytest

from kingfisher.cli.main import main
from kingfisher.practice.guidance import GuidanceError
from kingfisher.questions.parameters import standard
from kingfisher.questions.what_if import Compared, Count, compare, counts, supposing
from kingfisher.timeline.file_format import parse_record

RECORD = """
family: {name: Hart, children: [robin]}
people: [{id: robin, name: Robin Hart, born: 2012-07-05}, {id: mum, name: Amy Hart, born: 1990-03-01}]
relationships: [{kind: parent, of: robin, person: mum}]
entries:
  - {id: p, kind: plan, happened: 2019-10-01, agency: social_care, about: [robin], type: child_in_need, stage: opened}
  - {id: s, kind: sighting, happened: 2019-10-01, agency: social_care, about: [robin],
     seen: [{child: robin, setting: inside}]}
  - {id: m, kind: meeting, happened: 2019-10-21, agency: social_care, about: [robin], type: child_in_need,
     mode: telephone, outcome: held, picture: progress}
  - {id: v, kind: sighting, happened: 2019-11-10, agency: school, about: [robin],
     seen: [{child: robin, setting: inside}]}
"""
HART = parse_record(RECORD, name="hart.yaml")
ON = date(2019, 12, 1)


def compared(*changes):
    return compare(HART, ON, standard(), supposing(standard(), changes))


@pytest.mark.parametrize(("days", "opened"), [(21, 0), (20, 1), (14, 1)])
def test_a_shorter_time_opens_the_question_with_its_dates(days, opened):
    found = [one for one in compared(f"seen_at_home.days={days}").differences if one.kind == "seen_at_home"]
    assert len(found) == opened
    for one in found:
        assert one.now is None
        assert (one.then.since, one.then.settled) == (date(2019, 10, 21), date(2019, 11, 10))


def test_the_other_way_round_it_is_spared():
    shorter = supposing(standard(), ["seen_at_home.days=14"])
    (one,) = compare(HART, ON, shorter, standard()).differences
    assert one.then is None
    assert counts([compare(HART, ON, shorter, standard())])[-1] == Count(
        kind="seen_at_home", now=1, then=0, opened=0, spared=1, otherwise=0
    )


def test_no_change_is_no_difference():
    same = compared("seen_at_home.days=28")
    assert same.differences == ()
    assert all(one.now == one.then for one in counts([same]))


def test_counts_add_up_over_records():
    (kind,) = [one for one in counts([compared("seen_at_home.days=14")] * 3) if one.kind == "seen_at_home"]
    assert (kind.now, kind.then, kind.opened) == (0, 3, 3)
    assert counts([Compared(alike={}, differences=())]) == ()


def test_every_spell_is_counted_once_on_each_side():
    from kingfisher.cli.population import made
    from kingfisher.questions.engine import open_since

    shorter = supposing(standard(), ["seen_at_home.days=7", "meeting_rearranged.days=3"])
    for family in made(25):
        both = compare(family.chronology, family.last, standard(), shorter)
        counted = counts([both])
        assert sum(one.now for one in counted) == len(open_since(family.chronology, family.last))
        assert sum(one.then for one in counted) == len(open_since(family.chronology, family.last, shorter))


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("seen_at_home.days", "changes nothing"),
        ("seen_at_home.days=", "changes nothing"),
        ("seen_at_home.day=14", "Did you mean seen_at_home.days"),
        ("seen_at_home.days=soon", "is a number"),
        ("seen_at_home.days=-1", "is a number"),
    ],
)
def test_what_cannot_be_supposed_is_told(written, told):
    with pytest.raises(GuidanceError, match=told):
        supposing(standard(), [written])


def test_a_list_is_written_with_commas():
    held = supposing(standard(), ["neglect_tool.tools=graded care, our own guide"])
    assert held.words("neglect_tool.tools", ON) == ("graded care", "our own guide")


def test_one_record_has_its_list_and_many_only_counts(tmp_path, capsys):
    for name in ("one", "two"):
        (tmp_path / f"{name}.yaml").write_text(RECORD)
    words = ["what-if", "--parameter", "seen_at_home.days=14", "--as-at", "2019-12-01"]
    assert main([*words, str(tmp_path / "one.yaml")]) == 0
    assert "Robin Hart, from 21 October 2019 to 10 November 2019." in " ".join(capsys.readouterr().out.split())
    assert main([*words, str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert "Over 2 records the change would have opened 2" in told
    assert "Robin" not in told
    assert "one.yaml" not in told
    assert main([*words, str(tmp_path), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["records"], found["differences"]) == (2, [])
    assert main(["what-if", str(tmp_path)]) == 2
    assert "Say what would be otherwise" in capsys.readouterr().err
