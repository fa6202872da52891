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


def seams(sheet: str) -> dict[str, list[tuple[float, float]]]:
    """Where on the sheet the crosses of each letter stand."""
    found: dict[str, list[tuple[float, float]]] = {}
    for letter, x, y in re.findall(r'data-seam="(\w+)"><path d="M([\d.-]+) ([\d.-]+)h12', sheet):
        found.setdefault(letter, []).append((float(x) + 6, float(y)))
    return found


def window(sheet: str) -> tuple[float, float]:
    """Where in the picture the sheet's part begins."""
    left, top = re.findall(r'<svg x="0" y="[\d.]+" [^>]*viewBox="([\d.-]+) ([\d.-]+)', sheet)[0]
    return float(left), float(top)


@pytest.mark.parametrize(("people", "size"), [(40, "A4"), (40, "A3"), (81, "A4"), (81, "A3")])
def test_sheets_say_where_they_lie_and_their_crosses_fall_on_one_another(people: int, size: str) -> None:
    kin = kin_of_plain(family_made(3, people))
    sheets = pages(draw(kin), size)
    assert set().union(*map(people_on, sheets)) == {person.id for person in kin.people}
    tiles = [sheet for sheet in sheets if "data-map" in sheet]
    for number, sheet in enumerate(tiles, 1):
        assert f'data-map="{number}"' in sheet
        found = seams(sheet)
        said = re.findall(r"at the (?:left|right|top|bottom) \((\w+)\)", sheet)
        assert sorted(found) == sorted(set(said))
        for letter, places in found.items():
            others = [one for one in tiles if letter in seams(one)]
            assert len(others) > 1
            for other in others:
                across = {round(x + window(sheet)[0], 0) for x, _ in places if x > 0}
                same = {round(x + window(other)[0], 0) for x, _ in seams(other)[letter] if x > 0}
                down = {round(y + window(sheet)[1], 0) for _, y in places}
                there = {round(y + window(other)[1], 0) for _, y in seams(other)[letter]}
                assert across & same or down & there
