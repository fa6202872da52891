"""A statement's citations: those that hold, and each way in which one breaks."""

from datetime import date

import pytest

from kingfisher.practice.reviews.citations import Broken, EntryKnown, broken, citations, cited_ids
from kingfisher.practice.reviews.steps import EpisodeMarked, LearnedThere, LearningPoint, PartWritten
from kingfisher.practice.steps import Recorded

DAY = date(2026, 11, 2)


def part(*cites: str, name: str = "part000001", corrects: str = "") -> Recorded:
    step = PartWritten(day=DAY, heading="What happened", words="Nobody asked.", cites=cites, corrects=corrects)
    return Recorded(id=name, step=step)


def known(**more: object) -> EntryKnown:
    return EntryKnown(family="fam0000001", words="Police, 1 June 2020", **more)


def test_what_holds_says_where_it_is():
    [one] = citations([part("entry00001")], {"entry00001": known()})
    assert (one.family, one.words, one.broken, one.why) == ("fam0000001", "Police, 1 June 2020", None, "")


@pytest.mark.parametrize(
    ("entries", "why", "says"),
    [
        ({}, Broken.UNKNOWN, "has this id"),
        ({"entry00001": known(corrected_by="entry00002")}, Broken.CORRECTED, "entry00002"),
        ({"entry00001": known(is_withdrawn=True)}, Broken.WITHDRAWN, "withdrawn"),
        ({"entry00001": known(is_withdrawn=True, corrected_by="entry00002")}, Broken.WITHDRAWN, "withdrawn"),
        ({"entry00001": known(is_given=False)}, Broken.NOT_HELD, "after the records were held"),
    ],
)
def test_each_way_a_citation_breaks_is_said(entries, why, says):
    [one] = broken(citations([part("entry00001")], entries))
    assert one.broken is why
    assert says in one.why


def test_what_was_learned_at_an_event_is_part_of_the_review():
    learned = Recorded(id="step000001", step=LearnedThere(day=DAY, event="x", entry="entry00001"))
    assert not broken(citations([learned, part("entry00001")], {"entry00001": known(is_given=False)}))


def test_a_step_may_be_cited_and_a_corrected_one_points_to_what_stands_in_the_end():
    first = Recorded(id="epis000001", step=EpisodeMarked(day=DAY, title="A", first=DAY, last=DAY))
    assert not broken(citations([first, part("epis000001")], {}))
    second = Recorded(id="epis000002", step=EpisodeMarked(day=DAY, title="B", first=DAY, last=DAY, corrects=first.id))
    third = Recorded(id="epis000003", step=EpisodeMarked(day=DAY, title="C", first=DAY, last=DAY, corrects=second.id))
    [one] = broken(citations([first, second, third, part("epis000001")], {}))
    assert (one.broken, one.instead) == (Broken.CORRECTED, "epis000003")


def test_a_corrected_part_cites_nothing_any_more():
    assert not citations([part("gone000001"), part(name="part000002", corrects="part000001")], {})


def test_learning_points_cite_what_shows_and_what_counters_them():
    point = Recorded(
        id="point00001", step=LearningPoint(day=DAY, theme="t", words="w", shown_by=("a", "b"), countered_by=("b", "c"))
    )
    assert cited_ids([point]) == {"a", "b", "c"}
    assert [one.cited for one in citations([point], {})] == ["a", "b", "c"]
