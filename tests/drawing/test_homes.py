"""The strip of homes: each stay once, uncertain days kept as spans, three homes in two weeks said and drawn large."""

from datetime import date
from itertools import combinations

import pytest

from kingfisher.drawing.homes import homes, on_pages
from kingfisher.practice.lived import lived
from kingfisher.timeline.file_format import from_plain, read_record
from tests.drawing.measured import overlapping, root_of, texts, things, titled

DAY = date(2023, 6, 30)


def record(*entries):
    people = [
        {"id": "ana", "name": "Ana Vale", "born": "2023-01-01"},
        {"id": "ben", "name": "Ben Vale", "born": "2020-05-05"},
        {"id": "gran", "name": "Ruth Vale"},
        {"id": "mum", "name": "Kim Vale", "sex": "F"},
    ]
    ties = [{"kind": "parent", "of": child, "person": "mum"} for child in ("ana", "ben")]
    plain = {"family": {"children": ["ana", "ben"]}, "people": people, "relationships": ties, "entries": list(entries)}
    return from_plain(plain)


def lives(id, happened, address, who=("ana", "mum"), **more):
    return {
        "id": id,
        "kind": "living_arrangement",
        "happened": happened,
        "agency": "housing",
        "about": list(who),
        "who": list(who),
        "address": address,
        **more,
    }


MOVES = (
    lives("h1", "2023-01-01", "1 Elm Road", **{"with": ["gran"]}),
    lives("h2", "2023-03-01", "2 Oak Road"),
    lives("h3", "2023-03-08", "3 Ash Road"),
    lives("h4", "2023-03-13", "4 Fir Road"),
)


def draw(chronology, as_at=DAY, children=("ana",), **more):
    return homes([lived(chronology, as_at, child) for child in children], as_at, **more)


def test_the_key_explains_what_is_drawn_and_nothing_else():
    key = "".join(root_of(draw(record(*MOVES))).xpath("//*[@data-key]")[0].itertext())
    assert "several homes in few days" in key
    assert "seen at another address" not in key
    plain = "".join(root_of(draw(record(MOVES[0]))).xpath("//*[@data-key]")[0].itertext())
    assert "several homes" not in plain


def test_three_homes_in_two_weeks_are_said_and_drawn_large():
    picture = draw(record(*MOVES))
    close = things(picture, "close")
    assert list(close) == ["ana:h2:close"]
    words = "".join(close["ana:h2:close"].itertext())
    assert "3 homes in 13 days: 1 March 2023 to 13 March 2023 – 2 Oak Road, 3 Ash Road and 4 Fir Road" in words


def test_three_homes_over_longer_do_not_leap_out():
    spread = [lives(f"h{n}", f"2023-0{n}-01", f"{n} Elm Road") for n in (1, 2, 3)]
    assert not things(draw(record(*spread)), "close")


def test_going_to_and_fro_between_two_homes_is_not_three_homes():
    back = [lives(f"h{n}", f"2023-03-0{n}", "1 Elm Road" if n % 2 else "2 Oak Road") for n in (1, 3, 4, 5, 6)]
    assert not things(draw(record(*back)), "close")


def test_two_accounts_of_one_move_without_an_address_are_one_home():
    moves = [
        lives("h1", "2023-03-01", None, **{"with": ["gran"]}),
        lives("h2", "2023-03-05", None),
        lives("h3", "2023-03-05~", None, who=("ana",), **{"with": ["mum", "gran"]}),
    ]
    assert not things(draw(record(*moves)), "close")


def test_an_uncertain_beginning_keeps_its_span():
    strip = lived(record(lives("h1", "2023-02", "1 Elm Road")), DAY, "ana")
    unknown, stay = strip.stays
    assert unknown.entry is None
    assert (stay.first, stay.sure_from) == (date(2023, 2, 1), date(2023, 2, 28))
    assert "from February 2023" in stay.words


def test_days_without_a_recorded_home_are_drawn_as_unknown():
    chronology = record(lives("h1", "2023-02-01", "1 Elm Road", ends="2023-03-01"))
    stays = lived(chronology, DAY, "ana").stays
    assert [stay.address for stay in stays] == [None, "1 Elm Road", None]
    assert (stays[2].first, stays[2].last) == (date(2023, 3, 2), DAY)
    drawn = things(draw(chronology), "home")
    assert drawn["ana:unknown:2023-03-02"].find("{http://www.w3.org/2000/svg}rect").get("stroke-dasharray")


def test_a_child_nobody_has_recorded_a_home_for_has_a_strip_all_the_same():
    picture = draw(record())
    assert "Ana Vale: no home recorded, 1 January 2023 to 30 June 2023" in picture.svg


def test_a_sighting_at_another_address_is_a_mark():
    seen = {
        "id": "s1", "kind": "contact", "happened": "2023-02-10", "agency": "police", "about": ["ana"],
        "seen": [{"child": "ana", "setting": "inside", "address": "9 Far Street"}],
    }  # fmt: skip
    here = {**seen, "id": "s2", "seen": [{"child": "ana", "setting": "inside", "address": "1 Elm Road, Seaham"}]}
    picture = draw(record(*MOVES, seen, here))
    assert list(things(picture, "sighting")) == ["ana:s1"]
    assert "seen at 9 Far Street (Police); home recorded as 1 Elm Road" in picture.svg


def test_somebody_said_to_be_there_and_later_recorded_elsewhere_is_said():
    chronology = record(MOVES[0], lives("g", "2023-02-01", "elsewhere", who=("gran",)))
    words = lived(chronology, DAY, "ana").stays[0].words
    assert "with Ruth Vale and Kim Vale" in words
    assert "Ruth Vale recorded elsewhere from 1 February 2023 (Housing)" in words


def test_nights_are_said_where_they_are_recorded():
    stays = lived(record(lives("h1", "2023-01-01", "1 Elm Road", overnight=True)), DAY, "ana").stays
    assert "nights with Kim Vale" in stays[0].words


@pytest.mark.parametrize("as_at", [date(2023, 2, 1), date(2023, 3, 5), date(2023, 3, 9)])
def test_nothing_later_than_the_day_shows(as_at):
    picture = draw(record(*MOVES), as_at)
    later = {"2 Oak Road": date(2023, 3, 1), "3 Ash Road": date(2023, 3, 8), "4 Fir Road": date(2023, 3, 13)}
    for address, day in later.items():
        assert (address in picture.svg) == (day <= as_at)


@pytest.mark.parametrize("family", ["lucy", "mia"])
def test_the_picture_and_its_table_say_the_same_and_no_words_lie_over_bars_of_another(family):
    chronology = read_record(f"demo/typed/{family}.yaml")
    children = chronology.family.children
    picture = draw(chronology, date(2020, 12, 1), children)
    assert titled(picture) == {(fact.what, fact.id, fact.words) for fact in picture.shown}
    assert min(size for size, _ in texts(picture)) >= 12
    assert all(0 <= float(el.get("y")) <= picture.height for _, el in texts(picture))
    root = root_of(picture)
    for child in children:
        bars = []
        for el in root.iter("{http://www.w3.org/2000/svg}g"):
            if (el.get("data-home") or "").startswith(f"{child}:"):
                bars += [
                    tuple(float(r.get(k)) for k in ("x", "y", "width", "height"))
                    for r in el.iter("{http://www.w3.org/2000/svg}rect")
                ]
        edges = [(x, y, x + w, y + h) for x, y, w, h in bars]
        assert not any(overlapping(one, other) for one, other in combinations(edges, 2))


def test_each_stay_and_sighting_can_lead_to_its_entry():
    picture = draw(record(*MOVES), links=lambda entry: f"/entry/{entry}")
    assert picture.svg.count('href="/entry/h') == 4


def test_many_children_go_on_several_pages_and_none_is_left_out():
    chronology = read_record("demo/typed/mia.yaml")
    day = date(2020, 12, 1)
    strips = [lived(chronology, day, child) for child in chronology.family.children]
    pages = on_pages(strips, day)
    assert len(pages) > 1
    assert all(page.height <= 718 and page.points == 9 for page in pages)
    assert [fact for page in pages for fact in page.shown] == list(homes(strips, day).shown)
