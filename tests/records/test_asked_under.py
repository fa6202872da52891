"""Standings notice that the partnership file has changed, or that something in it begins, and are made again."""

import logging
from datetime import date
from pathlib import Path

import pytest

from kingfisher.questions.own_rules import PartnershipError
from kingfisher.questions.question import Question
from kingfisher.records import partnership, standings
from kingfisher.records.actions.entries import add_entry
from kingfisher.records.chronologies import whole_chronology
from kingfisher.records.models import Standing
from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import Entry, Seen
from kingfisher.timeline.kinds import Setting, Sighting
from tests.records.cast import Cast

EXAMPLE = Path(__file__).resolve().parents[2] / "demo" / "partnership.yaml"
DAY = date(2025, 10, 1)


@pytest.fixture
def file(tmp_path, settings):
    path = tmp_path / "own.yaml"
    path.write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    settings.PARTNERSHIP = str(path)
    return path


def change(path, was, becomes):
    text = path.read_text(encoding="utf-8")
    assert was in text
    path.write_text(text.replace(was, becomes), encoding="utf-8")


@pytest.fixture
def seen(cast: Cast) -> Cast:
    """Riley was last seen at home sixteen days before the day."""
    sighting = Entry(
        id="",
        content=Sighting(),
        happened=When.parse("2025-09-15"),
        agency="social_care",
        about=("riley",),
        text="Seen.",
        seen=(Seen(child="riley", setting=Setting.INSIDE),),
    )
    add_entry(by=cast.social_worker, family=cast.family, entry=sighting)
    return cast


def gaps(cast: Cast) -> list[Standing]:
    held = standings.standings_for(cast.social_worker, cast.family, DAY)
    return [one for one in held if one.what == standings.GAP]


def test_a_changed_file_is_noticed_without_starting_again_and_standings_follow(file, seen):
    assert len(gaps(seen)) == 1  # fourteen days here
    assert standings.still_hold(seen.family, DAY)
    change(file, "value: 14", "value: 30")
    assert partnership.parameters().number("seen_at_home.days", DAY) == 30
    assert not standings.still_hold(seen.family, DAY)
    assert gaps(seen) == []
    assert standings.still_hold(seen.family, DAY)


def test_without_the_file_they_are_worked_out_by_ours(file, seen, settings):
    assert len(gaps(seen)) == 1
    settings.PARTNERSHIP = ""
    assert gaps(seen) == []


def test_they_hold_no_longer_than_what_is_in_force_stays_so(file, seen):
    standings.refresh(seen.family, date(2025, 8, 31))
    assert {one.holds_until for one in Standing.objects.filter(what=standings.UNDER)} == {date(2025, 8, 31)}
    assert not standings.still_hold(seen.family, date(2025, 9, 1))
    assert partnership.holds_under_until(date(2026, 3, 1)) == date(2026, 3, 17)  # Working Together 2026


def test_what_they_were_worked_out_under_is_no_line_of_anyones_list(file, seen):
    assert standings.UNDER not in {one.what for one in standings.standings_for(seen.social_worker, seen.family, DAY)}


def test_a_new_version_of_a_question_makes_them_stale(file, seen, monkeypatch):
    assert gaps(seen)
    monkeypatch.setattr(partnership, "register", dict)
    assert not standings.still_hold(seen.family, DAY)


def test_a_file_that_is_no_longer_fit_leaves_the_last_fit_one_and_is_told(file, seen, caplog):
    assert partnership.parameters().number("seen_at_home.days", DAY) == 14
    change(file, "unit: days", "unit: weeks")
    with caplog.at_level(logging.ERROR):
        assert partnership.parameters().number("seen_at_home.days", DAY) == 14
    assert "not fit to use; the version before it stands" in caplog.text


def test_a_file_that_never_was_fit_is_refused(tmp_path, settings):
    path = tmp_path / "never.yaml"
    path.write_text("partnership: {name: Fellmarsh}\n")
    settings.PARTNERSHIP = str(path)
    with pytest.raises(PartnershipError):
        partnership.ours()


def test_questions_are_said_in_the_names_used_here(file, seen, monkeypatch):
    asked = Question(
        kind="early_help",
        title="Early help",
        since=DAY,
        about=("riley",),
        addressed_to=(),
        sentence='Was early help offered? The mother said "no early help".',
        rests_on=(),
        guidance=(),
        settles="Early help recorded.",
    )
    monkeypatch.setattr(partnership.engine, "ask", lambda *given: [asked])
    said = partnership.ask(whole_chronology(seen.family), DAY)[0]
    assert said.sentence == 'Was Family Help offered? The mother said "no early help".'
    assert (said.title, said.settles) == ("Family Help", "Family Help recorded.")
    assert partnership.ask(whole_chronology(seen.family), date(2025, 8, 31))[0] == asked
