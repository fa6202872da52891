"""A genogram on paper: words of 7 point or more, and nobody lost between the sheets."""

import re
from xml.etree import ElementTree

import pytest

from benchmarks.families_made import family_made
from benchmarks.plain_families import given, kin_of_plain
from kingfisher.drawing.genogram import draw, pages
from kingfisher.drawing.genogram.labels import EM

FAMILIES = {family["name"]: kin_of_plain(family) for family in given()}


def people_on(sheet: str) -> set[str]:
    return {one.get("data-person", "") for one in ElementTree.fromstring(sheet).iter() if one.get("data-person")}


@pytest.mark.parametrize("size", ["A4", "A3"])
@pytest.mark.parametrize("name", sorted(FAMILIES))
def test_nobody_is_lost_between_the_sheets_and_words_are_seven_point(name: str, size: str) -> None:
    kin = FAMILIES[name]
    sheets = pages(draw(kin), size)
    assert set().union(*map(people_on, sheets)) == {person.id for person in kin.people}
    for sheet in sheets:
        root = ElementTree.fromstring(sheet)
        across = float(root.get("viewBox", "").split()[2])
        millimetres = float(root.get("width", "").removesuffix("mm"))
        assert EM * millimetres / across / (25.4 / 72) >= 6.999


def test_a_hundred_people_are_all_on_some_sheet() -> None:
    kin = kin_of_plain(family_made(2, 100))
    sheets = pages(draw(kin), "A4")
    assert len(sheets) > 2
    assert set().union(*map(people_on, sheets)) == {person.id for person in kin.people}
    assert all(f"sheet {n} of {len(sheets)}" in sheet for n, sheet in enumerate(sheets, 1))


def test_a_small_family_is_one_page_and_not_blown_up() -> None:
    kin = kin_of_plain(family_made(1, 6))
    (page,) = pages(draw(kin), "A3")
    assert re.search(r'width="420mm" height="297mm"', page)
    across = float(ElementTree.fromstring(page).get("viewBox", "").split()[2])
    assert EM * 420 / across / (25.4 / 72) <= 11.3


def test_other_paper_is_refused_kindly() -> None:
    with pytest.raises(ValueError, match="A4 or A3"):
        pages(draw(FAMILIES["syn-crossed"]), "A5")
