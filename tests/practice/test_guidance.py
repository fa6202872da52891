"""One list of sources below questions and clocks; a later edition takes over by itself."""

from datetime import date
from pathlib import Path

import kingfisher
from kingfisher.practice.guidance import guidance, with_later_editions
from kingfisher.practice.timescales import standard_timescales

HOUSE = Path(kingfisher.__file__).parent


def test_there_is_one_list_and_clocks_and_questions_read_it():
    assert [path.relative_to(HOUSE) for path in HOUSE.rglob("*guidance*.yaml")] == [Path("practice/guidance.yaml")]
    for name, source in standard_timescales().grounds.items():
        assert guidance()[name] is source


def test_every_source_says_what_it_asks_for_in_a_sentence():
    assert [one.id for one in guidance().values() if not one.says.strip().endswith(".")] == []


def test_an_edition_that_replaces_another_begins_the_day_after_it_ends():
    for one in guidance().values():
        if one.replaces:
            before = guidance()[one.replaces]
            assert before.end is not None
            assert (one.start - before.end).days == 1


def test_what_names_an_edition_names_the_next_from_its_first_day():
    named = with_later_editions(("kingfisher-lp1", "working-together-2023"), guidance())
    assert named == ("kingfisher-lp1", "working-together-2023", "working-together-2026")
    for day, edition in ((date(2026, 3, 17), "working-together-2023"), (date(2026, 3, 18), "working-together-2026")):
        assert [one for one in named if one[:3] == "wor" and guidance()[one].in_force_on(day)] == [edition]
