"""The picture of who works with whom: every practitioner once, blanks as blanks, and a table that says the same."""

import random
import re
from datetime import date
from itertools import combinations

import msgspec
import pytest

from kingfisher.drawing.letters import width
from kingfisher.drawing.network import on_pages, who_works_with_whom
from kingfisher.practice.network import Column, Covering, Network, Works, network
from kingfisher.timeline.dates import When
from kingfisher.timeline.file_format import read_record
from tests.drawing.measured import SVG, root_of, texts, things, titled

DAY = date(2023, 6, 30)


def seeded(practitioners, people, seed=1):
    chance = random.Random(seed)
    columns = tuple(
        Column(id=f"p{n}", name=f"Somebody Longname{n}", sex=chance.choice(["M", "F", ""]), is_child=n % 4 != 3)
        for n in range(people)
    )
    works = []
    for n in range(practitioners):
        covers = chance.choice([True, False, None])
        cells = tuple(
            Covering(
                person=one.id,
                covers=None if covers is None else chance.random() < 0.6,
                last_saw=When.parse(chance.choice(["2023-05-28", "2023-05~", "2023-05-28~"]))
                if chance.random() < 0.5
                else None,
                by_agency=n % 3 == 0,
            )
            for one in columns
        )
        works.append(
            Works(
                id=f"w{n}",
                name=f"Practitioner {n}",
                agency=f"agency{n % 5}",
                agency_name=f"Agency {n % 5}",
                role="specialist community public health nurse",
                state="open",
                coverings=cells,
                frequency=chance.choice([None, "every two weeks, more often in the first month of the plan"]),
                away=chance.choice([None, "away from 2 June 2023, no end recorded"]),
            )
        )
    return Network(as_at=DAY, people=columns, works=tuple(works), uncovered=("p0",))


@pytest.mark.parametrize("size", [(1, 1), (6, 3), (8, 10), (15, 14), (0, 2)])
def test_the_picture_and_its_table_say_exactly_the_same(size):
    picture = who_works_with_whom(seeded(*size))
    drawn = titled(picture)
    assert drawn == {(fact.what, fact.id, fact.words) for fact in picture.shown}
    assert set(things(picture, "practitioner")) == {f"w{n}" for n in range(size[0])}
    assert len(things(picture, "covers")) == size[0] * size[1]


@pytest.mark.parametrize("size", [(6, 3), (8, 10), (15, 14)])
def test_no_words_lie_over_other_words_and_all_are_large_enough(size):
    picture = who_works_with_whom(seeded(*size))
    assert min(points for points, _ in texts(picture)) >= 12
    boxes = []
    for points, el in texts(picture):
        wide = width(el.text or "", bold=el.get("font-weight") == "bold", size=points)
        x, y = float(el.get("x")), float(el.get("y"))
        left = x - wide / 2 if el.get("text-anchor") == "middle" else x
        moved = re.match(r"translate\(([\d.]+)", el.getparent().get("transform") or "")
        left += float(moved[1]) if moved else 0  # the key's own words
        boxes.append((left, y - 9, left + wide, y + 2))
        assert left >= 0
        assert left + wide <= picture.width
        assert y <= picture.height
    for one, other in combinations(boxes, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart


def test_a_blank_is_drawn_as_a_blank():
    shown = seeded(1, 2, seed=3)
    blank = tuple(Covering(person=one.person, covers=None) for one in shown.works[0].coverings)
    works = (msgspec.structs.replace(shown.works[0], coverings=blank, frequency=None),)
    picture = who_works_with_whom(msgspec.structs.replace(shown, works=works))
    for cell in things(picture, "covers").values():
        assert cell.find(f"{SVG}rect").get("stroke-dasharray")
    assert "if away: not recorded" in "".join(text.text for _, text in texts(picture))


@pytest.mark.parametrize("family", ["lucy", "mia"])
def test_the_demo_families_fit_a4(family):
    picture = who_works_with_whom(network(read_record(f"demo/typed/{family}.yaml"), date(2020, 6, 20)))
    assert picture.paper == "A4 landscape"
    assert picture.points == 9
    assert root_of(picture).get("role") == "img"


def test_links_and_names_of_agencies():
    picture = who_works_with_whom(seeded(3, 3), links=lambda id: f"/person/{id}", names={"agency0": "North Team"})
    assert 'href="/person/p1"' in picture.svg
    assert "North Team" in picture.svg


def test_many_practitioners_go_on_several_pages_and_none_is_left_out():
    shown = seeded(25, 6)
    pages = on_pages(shown)
    assert len(pages) > 1
    assert all(page.height <= 718 and page.points == 9 for page in pages)
    drawn = [id for page in pages for id in things(page, "practitioner")]
    assert drawn == [one.id for one in shown.works]
    assert sum("covering" in page.svg for page in pages) == 1
