"""What is in force on a day and what changed: by edition, by the partnership's own days, each called what it is."""

from datetime import date
from pathlib import Path

import pytest

from kingfisher.practice.guidance import guidance
from kingfisher.questions.in_force import changed, in_force
from kingfisher.questions.parameters import standard
from kingfisher.questions.partnership import read_partnership

OWN = read_partnership(Path(__file__).resolve().parents[2] / "demo" / "partnership.yaml")


def day(words):
    return date.fromisoformat(words)


def one(found, key):
    return next(each for each in found if each.key == key)


@pytest.mark.parametrize("own", [None, OWN], ids=["ours", "with a partnership's own"])
@pytest.mark.parametrize("on", ["2012-01-01", "2018-07-03", "2018-07-04", "2023-12-15", "2025-09-01", "2026-06-01"])
def test_every_line_has_its_name_once_its_guidance_and_its_edition(on, own):
    found = in_force(day(on), own)
    assert len({(each.area, each.key) for each in found}) == len(found)
    assert all(each.guidance and each.version and each.value and each.called for each in found)
    assert {each.key for each in found if each.area == "parameter"} == set(standard().held)


def test_a_local_number_is_never_called_statutory():
    for each in in_force(day("2025-10-01"), OWN):
        if each.whose == "local":
            assert each.called.endswith("not statutory"), each
    titles = {source.title for source in guidance().values() if source.kind in ("law", "guidance")}
    for each in in_force(day("2025-10-01"), OWN):
        if each.area == "guidance" and each.called in ("law", "statutory guidance"):
            assert each.guidance in titles


def test_an_edition_takes_the_place_of_the_one_before_on_its_first_day():
    before, after = in_force(day("2018-07-03")), in_force(day("2018-07-04"))
    working = "Initial child protection conference"
    assert one(before, working).version == "March 2015"
    assert one(after, working).version == "July 2018"
    assert one(changed(day("2018-07-03"), day("2018-07-04")), working).before.value == "15 working days"


@pytest.mark.parametrize(
    ("on", "value", "whose"), [("2024-03-31", "28 days", "ours"), ("2024-04-01", "21 days", "local")]
)
def test_the_partnerships_own_from_its_day(on, value, whose):
    found = one(in_force(day(on), OWN), "seen_at_home.days")
    assert (found.value, found.whose) == (value, whose)
    assert found.until == (day("2024-03-31") if whose == "ours" else day("2025-08-31"))


def test_what_changed_is_what_is_otherwise_and_nothing_else():
    assert changed(day("2025-08-31"), day("2025-08-31"), OWN) == ()
    found = changed(day("2025-08-31"), day("2025-09-01"), OWN)
    assert one(found, "seen_at_home.days").after.value == "14 days"
    assert one(found, "early help").before is None
    assert {each.key for each in found if each.area == "threshold_document"} == {f"Level {n}" for n in (1, 2, 3, 4)}
    assert "Stage 1" not in {each.key for each in found}
    with pytest.raises(ValueError, match="earlier day"):
        changed(day("2025-09-01"), day("2025-08-31"), OWN)


def test_without_a_file_of_its_own_nothing_is_local():
    assert {each.whose for each in in_force(day("2025-10-01"))} == {"ours"}
