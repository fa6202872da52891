"""What the questions cost people: the made-up families, the count, and the goal it is held to."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from kingfisher.cli.main import main
from kingfisher.cli.population import STORIES, made, made_family
from kingfisher.questions.burden import burden, of_family
from kingfisher.questions.engine import ask, open_since
from kingfisher.timeline.dates import When
from kingfisher.timeline.file_format import parse_record, write_record
from kingfisher.timeline.kinds import KINDS

FAMILIES = list(made(150))


def test_the_same_seed_makes_the_same_families_whatever_the_others_are():
    again = made_family(7)
    assert again.chronology.by_id == FAMILIES[7].chronology.by_id
    assert made_family(7, seed=2).chronology.by_id != again.chronology.by_id


def test_the_families_are_of_many_sorts():
    sizes = {len(one.chronology.family.children) for one in FAMILIES}
    assert {1, 2, 3, 4} <= sizes
    assert max(sizes) >= 5
    assert {one.story for one in FAMILIES} == set(STORIES)
    assert {one.recording for one in FAMILIES} == {"good", "middling", "messy"}
    notes = " ".join(person.note or "" for one in FAMILIES for person in one.chronology.family.people)
    assert "care leaver" in notes
    assert sum(one.well_handled for one in FAMILIES) > 120


def test_they_are_records_like_any_other():
    for one in FAMILIES[:20]:
        again = parse_record(write_record(one.chronology, form="json"))
        assert again.by_id == one.chronology.by_id
        assert again.family == one.chronology.family
        assert {entry.kind for entry in again} <= set(KINDS)
        assert all(
            one.first <= (entry.happened.first or date.min) for entry in again if isinstance(entry.happened, When)
        )
        ids = {person.id for person in again.family.people}
        assert all(set(entry.about) <= ids for entry in again)


def test_the_middle_well_handled_child_is_asked_about_less_than_once_a_month_and_nothing_stops_anybody():
    counted = burden(of_family(one.chronology, one.last) for one in FAMILIES if one.well_handled)
    assert counted.meets_goal(), counted.by_kind
    assert counted.tiers[0].raised == 0


@pytest.mark.parametrize("number", range(0, 40))
def test_the_fold_has_every_question_that_a_replay_would_have_shown(number):
    """What stood open on a day, asked on that day, is in the one reading made at the end."""
    family = FAMILIES[number]
    days = [family.first + timedelta(days=n) for n in range(60, (family.last - family.first).days, 90)]
    spells = {(one.kind, one.since) for one in open_since(family.chronology, family.last)}
    for day in days:
        assert {(one.kind, one.since) for one in ask(family.chronology, day)} <= spells


def test_counts_by_hand(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Two children on a plan for two years with no chronology: one quiet question, in both children's figures."""
    (tmp_path / "moss.yaml").write_text(
        """
people: [{id: kit, name: Kit Moss, born: 2015-05-02}, {id: bee, name: Bee Moss, born: 2016-05-02}]
entries:
  - {id: p, kind: plan, happened: 2018-01-01, agency: social_care, about: [kit, bee], type: child_in_need}
"""
    )
    assert main(["burden", str(tmp_path), "--as-at", "2019-12-31", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["families"] == 1
    assert told["children"] == 2
    assert round(told["child_months"]) == 48
    assert told["by_kind"]["chronology_kept"][0] == 1
    assert told["tiers"][2]["open_median"] >= 1.0


def test_one_of_the_two_must_be_given(capsys: pytest.CaptureFixture[str]):
    assert main(["burden"]) == 2
    assert "--made 300" in capsys.readouterr().err


def test_prints_the_goal(capsys: pytest.CaptureFixture[str]):
    main(["burden", "--made", "20"])
    assert "Goal: the middle child under 1 point-of-decision question a month" in capsys.readouterr().out
