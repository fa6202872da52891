"""Genograms measured on the drawing: the three families given and made-up ones, edits, shuffles and days."""

import re
from datetime import date

import pytest

from benchmarks.drawn import measure
from benchmarks.families_made import edits, family_made, shuffled, with_many_ties, with_ties
from benchmarks.plain_families import GIVEN, given, kept_order, kin_of_plain, told_by
from benchmarks.svg_shapes import read_picture
from kingfisher.drawing.genogram import draw
from kingfisher.interchange.family_trees import read_family_tree
from kingfisher.practice.kin import kin_as_at

CROSSINGS = {"syn-twelve-three": 3, "syn-care-leaver": 5, "syn-crossed": 6}
AS_AT = date(2026, 6, 1)
MADE = [
    (seed, size) for seed, size in enumerate((4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 34, 38))
]


def read_whole(name, as_at=AS_AT):
    chronology = read_family_tree(GIVEN / f"{name}.json").chronology
    return kin_as_at(chronology, as_at, chronology.family.children[0], whole=True)


@pytest.mark.parametrize("family", given(), ids=lambda family: family["name"])
def test_the_families_given_have_nothing_wrong(family):
    for kin in (kin_of_plain(family), read_whole(family["name"])):
        found = measure(draw(kin).svg, told_by(kin))
        assert (found.wrong, found.torn_sibships) == ({}, 0), found.told
        assert found.crossings <= CROSSINGS[family["name"]]


@pytest.mark.parametrize("family", given(), ids=lambda family: family["name"])
def test_everyone_of_a_family_file_is_there(family):
    kin = read_whole(family["name"])
    assert {one["id"] for one in family["people"] if not one.get("placeholder")} <= {one.id for one in kin.people}
    assert len(kin.people) == len(family["people"])
    assert len(kin.households) == len(family["households"])


@pytest.mark.parametrize(("seed", "size"), MADE)
def test_made_up_families_have_nothing_wrong(seed, size):
    kin = kin_of_plain(family_made(seed, size))
    found = measure(draw(kin).svg, told_by(kin))
    assert found.wrong == {}, found.told


@pytest.mark.parametrize(("seed", "size"), MADE[4::4])
def test_the_order_of_the_lists_changes_nothing(seed, size):
    family = family_made(seed, size)
    first = draw(kin_of_plain(family)).svg
    assert all(draw(kin_of_plain(shuffled(family, turn))).svg == first for turn in range(3))


def test_single_edits_leave_the_others_in_their_order():
    kept = []
    for seed, size in MADE[8::3]:
        family = family_made(seed, size)
        before = draw(kin_of_plain(family))
        for words, changed in edits(family, seed, 6):
            kin = kin_of_plain(changed)
            after = draw(kin, before=before.placed)
            found = measure(after.svg, told_by(kin, floor=False))
            assert not {"missing", "twice", "overlaps"} & set(found.wrong), (words, found.told)
            kept.append(kept_order(before.placed.rows, after.placed.rows) == 1)
    assert sum(kept) / len(kept) >= 0.95


def years_written(svg):
    return {int(year) for one in read_picture(svg).words for year in re.findall(r"\b(?:19|20)\d\d\b", one.words)}


@pytest.mark.parametrize("family", given(), ids=lambda family: family["name"])
def test_from_day_to_day_nothing_later_shows_and_people_keep_their_places(family):
    days = [date(year, month, 1) for year in range(2017, 2027) for month in (1, 7)]
    before, kept = None, []
    for day in days:
        try:
            kin = read_whole(family["name"], day)
        except KeyError:
            continue  # the index child was neither born nor expected
        drawing = draw(kin, before=before)
        found = measure(drawing.svg, told_by(kin, floor=False))
        assert not {"missing", "twice", "not_known", "overlaps", "strangers"} & set(found.wrong), (day, found.told)
        due = {one.expected.year for one in kin.people if one.expected}
        assert {year for year in years_written(drawing.svg) if year > day.year} <= due
        if before:
            kept.append(kept_order(before.rows, drawing.placed.rows))
        before = drawing.placed
    assert sum(kept) / max(1, len(kept)) >= 0.98 if kept else True


@pytest.mark.parametrize(("seed", "size"), [(1, 12), (2, 16), (3, 20), (4, 24)])
def test_relation_lines_touch_neither_one_another_nor_anything_else(seed, size):
    made = family_made(seed, size)
    for family in (with_ties(made, seed), with_many_ties(made, seed, 6, between=True)):
        kin = kin_of_plain(family)
        found = measure(draw(kin).svg, told_by(kin, floor=False))
        assert (found.missing, found.overlaps, found.line_on_line) == (0, 0, 0), found.told
