"""The ecogram measured on its own SVG: nothing over anything, nobody missing, and its table says exactly the same."""

import random
from datetime import date
from itertools import combinations

import msgspec
import pytest

from kingfisher.drawing.ecogram import ecogram
from kingfisher.practice.household import Household
from kingfisher.practice.supports import LINE_WORDS, Member, Outer, Support, Supports
from kingfisher.practice.supports.grounds import Ground
from kingfisher.practice.supports.missing import Missing
from kingfisher.timeline.dates import When
from tests.drawing.measured import crossings, enters, overlapping, rect, strokes, texts, things, titled

DAY = date(2024, 3, 1)
KINDS = ["health", "school and nursery", "social care", "housing", "police and justice", "other services"]
SPREAD = [(count, seed) for count in (3, 10, 18, 30, 44) for seed in range(6)]
MOST = {3: 0, 10: 0, 18: 2, 30: 3, 44: 3}


def seeded(count, seed, shuffle=None):
    """An invented ecogram: half people, half services, links to the home, to one person or to none, and outer links."""
    chance = random.Random(f"{count}-{seed}")
    members = [f"m{n}" for n in range(chance.choice([1, 2, 3, 5, 9]))]
    found = []
    for n in range(count):
        formal = n % 2 == 0
        line = chance.choice(list(LINE_WORDS))
        to = tuple(chance.sample(members, chance.choice([0, 1, 1, min(2, len(members))]))) if line else ()
        ground = Ground(line="in_touch", words=f"words {n}", when=When.day(date(2024, 1, 2)), entry=f"e{n}")
        found.append(
            Support(
                id=f"agency:a{n:02}" if formal else f"person:p{n:02}",
                name=f"Service {n}" if formal else f"Somebody Longname {n}",
                kind=chance.choice(KINDS) if formal else chance.choice(["family", "friends and neighbours"]),
                formal=formal,
                role=chance.choice(["aunt of somebody", "Ruth Vale, specialist community public health nurse"]),
                line=line,
                direction=chance.choice(["", "to_family", "from_family", "both"]) if line else "",
                to=to,
                grounds=(ground,) if line else (),
                last=When.day(date(2024, 1, 2)),
            )
        )
    ids = [one.id for one in found]
    pairs = [tuple(chance.sample(ids, 2)) for _ in range(count // 4)]
    outer = [Outer(frm=a, to=b, words=f"{a} knows {b}") for a, b in dict.fromkeys(pairs) if (b, a) not in pairs]
    missing = [
        Missing(id=f"x{n}", people=(), words="No contact with the family of somebody is recorded by any agency")
        for n in range(chance.choice([0, 2, 4]))
    ]
    if shuffle is not None:
        for held in (found, outer):
            random.Random(shuffle).shuffle(held)
    people = tuple(
        Member(id=one, name=f"Member Name {n}", sex=chance.choice(["M", "F", ""]), words="4 years")
        for n, one in enumerate(members)
    )
    home = Household(members=tuple(members), address="1 Any Street", words="The home as recorded", rests_on=("h",))
    return Supports(
        child="m0",
        as_at=DAY,
        home=home,
        members=people,
        supports=tuple(found),
        outer=tuple(outer),
        missing=tuple(missing),
    )


@pytest.fixture(scope="module")
def drawn():
    return {key: (seeded(*key), ecogram(seeded(*key))) for key in SPREAD}


@pytest.mark.parametrize("key", SPREAD)
def test_everybody_is_drawn_once_and_nothing_lies_over_anything(drawn, key):
    shown, picture = drawn[key]
    systems, members = things(picture, "system"), things(picture, "member")
    assert set(systems) == {one.id for one in shown.supports}
    assert set(members) == {one.id for one in shown.members}
    home = rect(things(picture, "home")["m0"])
    missing = [rect(one) for one in things(picture, "missing").values()]
    boxes = [rect(one) for one in systems.values()]
    for one, other in combinations([*boxes, home, *missing], 2):
        assert not overlapping(one, other)
    for one, other in combinations([rect(one) for one in members.values()], 2):
        assert not overlapping(one, other)
    for box in (*boxes, home, *missing):
        assert box[0] >= 0
        assert box[1] >= 0
        assert box[2] <= picture.width
        assert box[3] <= picture.height


@pytest.mark.parametrize("key", SPREAD)
def test_no_line_runs_through_a_box_and_few_cross(drawn, key):
    shown, picture = drawn[key]
    boxes = {id: rect(one) for what in ("system", "member", "missing") for id, one in things(picture, what).items()}
    lines = things(picture, "line")
    drawn_lines = {id: one for id, one in lines.items() if one.get("data-sort") != "in words"}
    for one in drawn_lines.values():
        ends = {one.get("data-frm"), one.get("data-to")}
        for id, box in boxes.items():
            inset = 8.0 if id in ends else 0.5  # an arrowhead or a hatch may touch the box it leads to
            assert not any(enters(part, box, inset) for part in strokes(one)), (one.get("data-line"), id)
    assert crossings(drawn_lines.values()) <= MOST[key[0]]
    assert {id for id in lines if id.startswith("link:")} == {f"link:{one.id}" for one in shown.supports if one.line}
    assert sum(id.startswith("outer:") for id in lines) == len(shown.outer)


@pytest.mark.parametrize("key", SPREAD)
def test_text_is_large_enough_on_its_paper(drawn, key):
    _, picture = drawn[key]
    assert min(size for size, _ in texts(picture)) >= 12
    if key[0] <= 18:
        assert picture.paper == "A4 landscape"
        assert picture.points >= 9
        assert picture.width <= 1047.5
        assert picture.height <= 718.5
    elif key[0] <= 30:
        assert picture.paper == "A3 landscape"
        assert picture.points >= 8
        assert picture.width <= 1700.5
        assert picture.height <= 1177.5


@pytest.mark.parametrize("key", SPREAD)
def test_names_and_what_they_are_stand_in_whole_words(drawn, key):
    shown, picture = drawn[key]
    assert "…" not in picture.svg
    for id, box in things(picture, "system").items():
        one = next(one for one in shown.supports if one.id == id)
        said = [el.text for el in box.iter("{http://www.w3.org/2000/svg}text")]
        assert " ".join(said).startswith(one.name)
        ways = [f"{one.name} {one.role}", *([f"{one.name} {one.kind}: {one.role}"] if one.formal else [])]
        # Either all of it, or its first parts: in both, every word is one of its own.
        told = " ".join(said[:-1]).removesuffix(" and more")
        assert any(way.startswith(told) and not way[len(told) :][:1].isalnum() for way in ways)
        _, top, _, bottom = rect(box)
        assert all(top + 10 < float(el.get("y")) < bottom - 3 for el in box.iter("{http://www.w3.org/2000/svg}text"))


def test_long_words_at_home_make_the_home_larger_and_are_not_cut():
    shown = seeded(10, 3)
    long = "died 14 December 2023, 3 months old, at the General Hospital"
    people = tuple(
        msgspec.structs.replace(one, name="Bartholomew Featherstonehaugh-Smith", words=long) for one in shown.members
    )
    home = msgspec.structs.replace(shown.home, address="Flat 27, The Old Pumping Station, 114 Lower Embankment, Saltby")
    picture = ecogram(msgspec.structs.replace(shown, members=people, home=home))
    assert "…" not in picture.svg
    said = " ".join(el.text for el in things(picture, "home")["m0"].iter("{http://www.w3.org/2000/svg}text"))
    assert said == home.address
    for box in things(picture, "member").values():
        assert long in " ".join(el.text for el in box.iter("{http://www.w3.org/2000/svg}text"))
        for el in box.iter("{http://www.w3.org/2000/svg}text"):
            assert float(el.get("y")) < rect(box)[3] - 3


@pytest.mark.parametrize("key", SPREAD)
def test_the_picture_and_its_table_say_exactly_the_same(drawn, key):
    _, picture = drawn[key]
    assert titled(picture) == {(fact.what, fact.id, fact.words) for fact in picture.shown}


@pytest.mark.parametrize("count", [10, 18])
def test_the_order_in_which_facts_come_changes_nothing(count):
    assert ecogram(seeded(count, 1)).svg == ecogram(seeded(count, 1, shuffle=3)).svg


def test_the_six_kinds_of_line_differ_in_shape_and_are_in_the_printed_key(drawn):
    _, picture = drawn[30, 0]
    key = things(picture, "key")["ecogram"]
    said = {"".join(el.itertext()) for el in key.iter("{http://www.w3.org/2000/svg}text")}
    assert {words for kind, words in LINE_WORDS.items() if kind} <= said
    looks = [
        (
            len(path.get("d").split("M")),
            path.get("d").count("L") > 4,
            path.get("stroke-width"),
            path.get("stroke-dasharray"),
        )
        for path in key.iter("{http://www.w3.org/2000/svg}path")
    ][:6]
    assert len(set(looks)) == 6
    assert 'fill="#' not in picture.svg.replace('fill="#fff"', "").replace('fill="#0b0c0c"', "")


def test_links_lead_to_each_person_and_service():
    shown = seeded(10, 2)
    picture = ecogram(shown, links=lambda id: f"/look/{id}")
    assert 'href="/look/m0"' in picture.svg
    assert f'href="/look/{shown.supports[0].id}"' in picture.svg
    assert 'role="group"' in picture.svg
