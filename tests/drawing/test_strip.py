"""The strip says what its table says, the same for any order, and never shows a day that had not come."""

import random
import time
from datetime import date, timedelta

import pytest
from lxml import etree

from kingfisher.drawing.marks import Gap, Mark, Sight, lay_out
from kingfisher.drawing.strip import facts, strip

FIRST, LAST = date(2018, 1, 1), date(2020, 12, 31)
SVG = "{http://www.w3.org/2000/svg}"


def day_mark(day, agency="police", kind="contact", name="a", **more):
    return Mark(day, day, agency, kind, name, **more)


def links(agency, first, last):
    return f"?agency={agency or ''}&from={first}&to={last}"


def draw(marks, *, first=FIRST, last=LAST, **more):
    laid = lay_out(marks, first=first, last=last, **more)
    return laid, strip(laid, title="Chronology of the Hart family", links=links)


def many(count, seed=1):
    shuffled = random.Random(seed)
    kinds = ["contact", "decision", "incident", "health", "meeting"]
    out = []
    for n in range(count):
        day = FIRST + timedelta(days=shuffled.randrange(1090))
        wide = timedelta(days=shuffled.choice([0, 0, 0, 0, 6, 30]))
        agency = f"agency{n % 10}"
        out.append(
            Mark(day, day + wide, agency, shuffled.choice(kinds), f"e{n}", f"entry {n}", n % 17 == 0, n % 13 == 0)
        )
    return out


def titles(picture):
    root = etree.fromstring(picture.encode())
    return [
        el.findtext(f"{SVG}title") for el in root.iter() if el.tag != f"{SVG}g" and el.find(f"{SVG}title") is not None
    ]


def test_one_entry_is_a_dot_and_several_a_bar_with_their_number():
    near = [day_mark(date(2019, 6, 1), name=f"e{n}") for n in range(3)]
    laid, picture = draw([*near, day_mark(date(2018, 6, 1), name="alone", label="Home visit")])
    assert [(f.shape, f.count) for f in laid.facts] == [("entry", 1), ("bar", 3)]
    assert "1 June 2018: Home visit" in picture
    assert ">3</text>" in picture


def test_an_uncertain_date_keeps_its_span_and_is_never_put_on_a_day():
    term = Mark(date(2019, 9, 1), date(2019, 12, 31), "school", "education", "t", "Attendance")
    before = Mark(None, date(2018, 3, 1), "school", "health", "b")
    about = day_mark(date(2019, 6, 1), about=True, agency="school", name="c")
    laid, picture = draw([term, before, about])
    assert {f.shape for f in laid.facts} == {"unsure"}
    assert "1 September 2019 to 31 December 2019: Attendance" in picture
    assert "on or before 1 March 2018: health" in picture
    assert "about 1 June 2019" in picture


def test_the_undated_are_counted_at_the_side():
    laid, picture = draw([Mark(None, None, "gp", "health", "x"), Mark(None, None, "gp", "health", "y")])
    assert "2 undated" in picture
    assert laid.lanes == (("gp", "gp"),)


def test_children_have_lanes_of_their_own_with_sightings_by_shape_and_gaps_by_word():
    seen = [
        Sight("riley", date(2020, 3, 1), date(2020, 3, 1), True, "s1"),
        Sight("riley", date(2020, 9, 2), date(2020, 9, 2), False, "s2"),
    ]
    gaps = [Gap("riley", date(2020, 3, 2), date(2020, 9, 1), "not seen: 184 days")]
    laid, picture = draw([], seen=seen, gaps=gaps, children=[("riley", "Riley")])
    assert [f.shape for f in laid.facts] == ["seen_home", "gap", "seen_elsewhere"]
    for words in ("seen inside the home", "seen elsewhere", "184 days", "child seen inside the home"):
        assert words in picture
    assert "kf-strip-mark--sighting" in picture
    assert "kf-strip-mark--elsewhere" in picture


def test_decisions_incidents_and_missed_contacts_have_shapes_of_their_own():
    day = date(2019, 6, 1)
    laid, _ = draw(
        [day_mark(day, kind="decision"), day_mark(day, kind="incident", name="b"), day_mark(day, missed=True, name="c")]
    )
    assert {f.shape for f in laid.facts} == {"decision", "incident", "missed"}


def test_the_picture_and_the_table_give_the_same_facts():
    seen = [Sight("r", date(2019, 1, 1), date(2019, 1, 1), True, "s")]
    gaps = [Gap("r", date(2019, 1, 2), date(2019, 3, 1), "not seen: 59 days")]
    marks = [*many(800), Mark(None, None, "agency3", "health", "u")]
    laid, picture = draw(marks, seen=seen, gaps=gaps, children=[("r", "Riley")])
    told = [fact for fact in facts(laid) if fact.shape != "undated"]
    assert sorted(titles(picture)) == sorted(fact.words for fact in told)
    assert {i for fact in told for i in fact.ids} == {mark.id for mark in marks if mark.day} | {"s"}
    assert sum(fact.count for fact in facts(laid) if fact.lane != "r") + laid.outside == len(marks)


def test_the_same_bytes_whatever_the_order():
    marks = many(500)
    shuffled = marks[:]
    random.Random(7).shuffle(shuffled)
    assert draw(marks)[1] == draw(shuffled)[1]


def test_nothing_is_later_than_as_at():
    as_at = date(2019, 6, 30)
    span = Mark(date(2019, 6, 1), date(2019, 12, 31), "school", "education", "t", "Attendance")
    late_gap = Gap("r", date(2019, 5, 1), date(2020, 5, 1), "not seen")
    laid, picture = draw([*many(300), span], as_at=as_at, gaps=[late_gap], children=[("r", "Riley")])
    assert all(fact.first is None or fact.first <= as_at for fact in laid.facts)
    assert "as at 30 June 2019" in picture
    edge = laid.x(as_at)
    root = etree.fromstring(picture.encode())
    image = next(el for el in root.iter(f"{SVG}g") if el.get("role") == "img")
    for el in image:
        if "key" in (el.get("class") or "") or el.findtext(f"{SVG}title") is None:
            continue
        reach = el.get("x2") or el.get("cx")
        assert reach is None or float(reach) <= edge


def test_an_agency_all_of_whose_entries_are_later_has_no_lane():
    laid, _ = draw([day_mark(date(2020, 1, 1))], as_at=date(2019, 1, 1))
    assert laid.lanes == ()


def test_entries_outside_the_days_shown_are_counted_not_forgotten():
    laid, picture = draw([day_mark(date(2017, 1, 1)), day_mark(date(2019, 1, 1), name="b")])
    assert laid.outside == 1
    assert "1 more lie before or after these days" in picture


def test_every_lane_and_year_is_a_link_with_agency_and_days():
    _, picture = draw(many(50), first=date(2015, 1, 1))
    assert 'href="?agency=agency0&amp;from=2015-01-01&amp;to=2020-12-31"' in picture
    assert 'href="?agency=&amp;from=2019-01-01&amp;to=2019-12-31"' in picture


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2019, 1, 1), date(2020, 6, 1), "Mar 2019"),
        (date(2020, 1, 1), date(2020, 2, 1), "6 Jan 2020"),
        (
            date(2020, 1, 1),
            date(2020, 1, 1),
            "1 Jan 2020",
        ),  # not the Monday before it
    ],
)
def test_looking_closer_shows_months_and_then_weeks(first, last, words):
    assert words in draw([], first=first, last=last)[1]


def test_the_image_is_named_and_described_and_its_links_stand_outside_it():
    _, picture = draw(many(50))
    root = etree.fromstring(picture.encode())
    image = next(el for el in root.iter(f"{SVG}g") if el.get("role") == "img")
    assert image.findtext(f"{SVG}title") == "Chronology of the Hart family"
    assert "table" in image.findtext(f"{SVG}desc")
    assert not list(image.iter(f"{SVG}a"))
    assert list(root.iter(f"{SVG}a"))
    assert "style=" not in picture
    assert "fill=" not in picture


def test_what_agencies_write_cannot_become_markup():
    _, picture = draw([day_mark(date(2019, 1, 1), agency="<b>&", label='"><script>')])
    assert "<script>" not in picture
    etree.fromstring(picture.encode())


def test_days_the_wrong_way_round_are_refused():
    with pytest.raises(ValueError, match="give the earlier day first"):
        lay_out([], first=LAST, last=FIRST)


def test_the_cost_grows_no_faster_than_the_entries():
    def cost(count):
        marks = many(count)
        best = 9.0
        for _ in range(3):
            began = time.perf_counter()
            draw(marks)
            best = min(best, time.perf_counter() - began)
        return best

    assert cost(10_000) < 10 * 2 * max(cost(1_000), 0.001)
