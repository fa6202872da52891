"""The room's own conventions: each question has its ground, its numbers, its words and its page."""

from datetime import date
from pathlib import Path

import pytest

from kingfisher.practice.guidance import GuidanceError, guidance, read_guidance
from kingfisher.questions import parameters as parameter_room
from kingfisher.questions.catalogue import CHANGED, HEADINGS, catalogue, parts
from kingfisher.questions.engine import register, seed_kinds
from kingfisher.questions.parameters import read_parameters, standard

ROOM = Path(parameter_room.__file__).parents[1]
KINDS = list(register().values())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_says_what_it_asks_and_what_it_rests_on(kind):
    said = parts(kind)
    assert set(said) - {CHANGED} == {"Question", *HEADINGS}
    assert (CHANGED in said) is (kind.version > 1), "a second version says what changed; the first has nothing to say"
    assert said["Question"].endswith("?")
    assert kind.guidance
    assert set(kind.guidance) <= set(guidance())
    assert all(one.split()[0] in said["Guidance"] or one.startswith("working-together") for one in kind.guidance)
    assert kind.tier in (1, 2, 3)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_has_parameters_and_looks_at_no_others(kind):
    source = (ROOM / "book" / f"{kind.id}.py").read_text(encoding="utf-8")
    own = [name for name in standard().held if name.startswith(f"{kind.id}.")]
    assert own
    for name in own:
        short = name.split(".")[1]
        assert name in source or f'"{short}"' in source, f"nothing looks at {name}"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_its_words_blame_nobody(kind):
    source = (ROOM / "book" / f"{kind.id}.py").read_text(encoding="utf-8").casefold()
    for word in ("score", "alert", "flag", "failed to", "refuses to", "hostile", "avoidan", "non-complian", "mother"):
        assert word not in source.replace("respectful", ""), word


def test_no_reasoning_reads_sex_ethnicity_or_an_age():
    for path in ROOM.glob("**/*.py"):
        source = path.read_text(encoding="utf-8")
        for field in (".sex", "age_on(", "ethnic", "care_leaver"):
            assert field not in source, (path.name, field)


def test_every_kind_of_the_review_that_is_listed_has_its_question():
    assert sorted(seed_kinds().values()) == sorted(register())


def test_the_catalogue_names_every_question_parameter_and_source():
    text = catalogue()
    for name in (*register(), *standard().held, *guidance()):
        assert name in text
    assert text == catalogue()


def test_a_value_is_refused_without_unit_guidance_or_day():
    good = "x: {says: a, unit: days, values: [{from: 2020-01-01, value: 3, guidance: kingfisher-lp1}]}"
    assert read_parameters(good, name="t")["x"].values[0].value == 3
    for bad in (
        good.replace("unit: days, ", ""),
        good.replace("unit: days", "unit: ' '"),
        good.replace(", guidance: kingfisher-lp1", ""),
        good.replace("kingfisher-lp1", "nowhere"),
        good.replace("from: 2020-01-01, ", ""),
        good.replace("kingfisher-lp1", "working-together-2015"),
        "x: 3",
        "- 1",
    ):
        with pytest.raises(GuidanceError, match="t"):
            read_parameters(bad, name="t")


def test_a_guidance_list_is_refused_when_incomplete_or_repeated():
    with pytest.raises(GuidanceError):
        read_guidance("- {id: a, kind: law, title: T}")
    one = "- {id: a, kind: law, title: T, edition: e, from: 2020-01-01, paragraph: p, says: s}\n"
    with pytest.raises(GuidanceError, match="twice"):
        read_guidance(one * 2)


def test_a_partnership_lays_its_own_over_ours():
    own = (
        "seen_at_home.days: {says: a, unit: days, values: [{from: 2020-01-01, value: 14, guidance: kingfisher-unseen}]}"
    )
    assert standard().overlaid(own).number("seen_at_home.days", date(2021, 1, 1)) == 14
    assert standard().number("seen_at_home.days", date(2021, 1, 1)) == 28
    with pytest.raises(GuidanceError, match="no question looks at"):
        standard().overlaid(own.replace("seen_at_home", "nothing"))
