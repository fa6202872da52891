"""Whether two addresses as written are one place."""

import pytest

from kingfisher.practice.home import same_address


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("51 Bracken Road", "Bracken Rd"),
        ("Flat 6, Larkspur Court", "Larkspur Ct flat 6"),
        ("10a Mill Lane", "10 A MILL LN"),
        ("Mill Lane", "4 Mill Lane"),
    ],
)
def test_one_place_however_it_is_written(one: str, other: str) -> None:
    assert same_address(one, other)
    assert same_address(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("1 Mill Lane", "11 Mill Lane"), ("4 Mill Lane", "6 Mill Lane"), ("", "4 Mill Lane")]
)
def test_two_places_are_two(one: str, other: str) -> None:
    assert not same_address(one, other)
