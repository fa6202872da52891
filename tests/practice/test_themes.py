"""Themes are counted once a source, however they are spelt, and few are held back whole."""

from datetime import date

import pytest

from kingfisher.practice.audits.steps import Moderated, ReaderAllocated, ReadingHandedIn
from kingfisher.practice.reviews.learned import LearningPoint
from kingfisher.practice.steps import Recorded, Steps
from kingfisher.practice.themes import Sort, ThemeSource, counted, folded, in_record, may_be_shown, of_audit, of_review
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import ChairsOversight, Challenge, Contact, Supervision
from kingfisher.timeline.people import Family

DAY = date(2025, 3, 3)
FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)


def source(family, *themes, sort=Sort.CHALLENGE):
    return ThemeSource(sort=sort, family=str(family), day=DAY, themes=themes)


def entry(name, content, happened="2025-03-03"):
    return Entry(id=name, content=content, happened=When.parse(happened), agency="social_care", about=("a",))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fathers not seen", "fathers, not  seen."),
        ("The child's voice", "child’s voice"),
        ("Drift & delay", "drift and delay"),
    ],
)
def test_spelling_is_folded(one, other):
    assert folded(one) == folded(other)


def test_a_source_counts_once_however_often_it_names_a_theme():
    (theme,) = counted([source(1, "Drift", "drift", "DRIFT"), source(2, "Drift")])
    assert (theme.words, theme.of, theme.families) == ("Drift", 2, 2)


def test_a_theme_is_said_in_its_commonest_spelling():
    assert counted([source(1, "hidden men"), source(2, "Hidden men"), source(3, "Hidden men")])[0].words == "Hidden men"


def test_a_blank_theme_is_none():
    assert counted([source(1, " ", "–")]) == []


def test_the_record_gives_challenges_supervision_and_oversight_between_the_days():
    record = Chronology(
        Family(),
        [
            entry("1", Challenge(themes=("Drift",))),
            entry("2", Supervision(themes=("Drift",)), "2025-12-31"),
            entry("3", ChairsOversight(grade="red")),
            entry("4", Contact()),
            entry("5", Challenge(themes=("Drift",)), "2026-01-01"),
            entry("6", Challenge(answer="We agree.")),
            entry("7", Challenge(themes=("Drift",)), "2024-12-31"),
        ],
    )
    found = in_record(record, "f", FIRST, LAST)
    assert [(one.sort, one.themes) for one in found] == [
        (Sort.CHALLENGE, ("Drift",)),
        (Sort.OVERSIGHT, ()),
        (Sort.SUPERVISION, ("Drift",)),
    ]


def audit(*steps):
    return Steps([Recorded(id=str(number), step=one) for number, one in enumerate(steps)])


def reading(reader, overall, *themes):
    return ReadingHandedIn(day=DAY, reader=reader, judgements=(), overall=overall, themes=themes)


READERS = [ReaderAllocated(day=DAY, reader=place, name="R", agency="x", place=place) for place in (1, 2)]


def test_an_audits_themes_wait_until_both_are_in_and_what_differs_is_moderated():
    assert of_audit(audit(*READERS, reading(1, "good", "Drift")), "f") is None
    both = (*READERS, reading(1, "good", "Drift"), reading(2, "inadequate", "drift", "Hidden men"))
    assert of_audit(audit(*both), "f") is None
    settled = of_audit(audit(*both, Moderated(day=DAY, by="M", judgements=(), overall="good", reasons="r")), "f")
    assert {theme.words: theme.of for theme in counted([settled])} == {"Drift": 1, "Hidden men": 1}


def test_two_readings_that_agree_need_no_moderating():
    assert of_audit(audit(*READERS, reading(1, "good"), reading(2, "good", "Drift")), "f").themes == ("Drift",)


def test_a_review_gives_the_themes_of_its_learning_points():
    points = [LearningPoint(day=DAY, theme=one, words="w") for one in ("Drift", "Hidden men")]
    steps = Steps([Recorded(id=str(number), step=one) for number, one in enumerate(points)])
    assert of_review(steps, "f").themes == ("Drift", "Hidden men")
    assert of_review(Steps([]), "f") is None


def many(named, others, sort=Sort.CHALLENGE):
    return [source(f"{sort}{n}", "Drift", sort=sort) for n in range(named)] + [
        source(f"{sort}o{n}", sort=sort) for n in range(others)
    ]


@pytest.mark.parametrize(("named", "is_shown"), [(4, False), (5, True)])
def test_a_theme_few_name_is_held_back_with_its_words(named, is_shown):
    found = may_be_shown(many(named, 10))
    assert [one.words for one in found.themes] == (["Drift"] if is_shown else [])
    assert found.held_back == (0 if is_shown else 1)
    assert found.sources == named + 10


def test_many_sources_from_few_families_are_held_back():
    found = may_be_shown([source(n % 4, "Drift") for n in range(12)] + many(0, 10))
    assert (found.themes, found.held_back) == ((), 1)


def test_a_sort_held_back_cannot_be_worked_out_from_the_others():
    found = may_be_shown([*many(6, 10), *many(2, 10, Sort.SUPERVISION), *many(9, 20, Sort.AUDIT)])
    held = {sort: line.figure is None for sort, line in found.themes[0].by_sort}
    assert held == {Sort.AUDIT: False, Sort.CHALLENGE: True, Sort.SUPERVISION: True}
    assert found.themes[0].whole.figure.of == 17


def test_nothing_recorded_is_no_themes():
    found = may_be_shown([])
    assert (found.themes, found.held_back, found.sources) == ((), 0, 0)
