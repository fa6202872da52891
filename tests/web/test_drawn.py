"""The family drawn on pages: the same facts in words, on any day, from what its reader may see, everyone in place."""

import re
from datetime import date
from html import unescape
from xml.etree import ElementTree

import pytest
from django.urls import reverse

from kingfisher.records.actions.entries import add_entry
from kingfisher.records.actions.people import add_person, add_practitioner, relate
from kingfisher.timeline.dates import When
from kingfisher.timeline.kinds import Involvement, LivingArrangement, RelationshipChange
from kingfisher.timeline.people import HowKnown, Person, Practitioner, Relationship, Standing, Tie
from tests.web.conftest import entry
from tests.web.test_family_pages import words

SVG = "{http://www.w3.org/2000/svg}"
PICTURES = ("genogram", "ecogram", "homes", "network")
EVERYONE = ("riley", "amy", "dean")


@pytest.fixture
def drawn(cast):
    """Amy is Riley's mother; Dean comes in 2020, as only the police write; they move."""
    by, family = cast.social_worker, cast.family
    add_person(by=by, family=family, person=Person(id="dean", name="Dean Poole", sex="M"))
    relate(by=by, family=family, relationship=Relationship(kind=Tie.PARENT, of="riley", person="amy"))
    add_practitioner(
        by=by,
        family=family,
        practitioner=Practitioner(id="kim", name="Kim Lee", role="health visitor", agency="health_visiting"),
    )
    partner = RelationshipChange(
        relation=Tie.PARTNER, person="dean", of="amy", stage="began", standing=Standing.ALLEGED
    )
    open_home, hidden_home = (
        LivingArrangement(who=("riley",), address=one, with_whom=("amy",)) for one in ("4 Mill Lane", "9 Hidden Row")
    )
    part = Involvement(practitioner="kim", covers=("riley",), stage="began", role="health visitor")
    hidden = {"handling": ("R",)}
    for who, agency, when, content, more in (
        ("police_officer", "police", "2020-02-01", partner, {"about": ("amy", "dean"), **hidden}),
        ("social_worker", "social_care", "2019-06-01", open_home, {}),
        ("police_officer", "police", "2020-04-01", hidden_home, hidden),
        ("health_visitor", "health_visiting", "2019-07-01", part, {}),
    ):
        made = entry(agency, when, "Written.", content, how_known=HowKnown.OBSERVED, **more)
        add_entry(by=cast.people[who], family=family, entry=made)
    return cast


@pytest.fixture
def leaf(drawn, signed_in):
    def of(who, what="genogram", **asked):
        address = reverse("drawn", args=[drawn.family.ref])
        if what != "genogram":
            address = reverse("drawn_as", args=[drawn.family.ref, what])
        return signed_in(who).get(address, asked)

    return of


def svg_of(answer):
    text = answer.content.decode()
    start = text.index("<svg xmlns", text.index('class="kf-drawing"'))
    return ElementTree.fromstring(text[start : text.index("</svg></div>", start) + 6])


def facts_drawn(svg):
    """Each thing of the drawing as (sort and id, words): its data attribute and its own title."""
    found = set()
    for one in svg.iter():
        for name, value in one.attrib.items():
            sort = name.removeprefix("data-")
            if not name.startswith("data-") or sort in ("piece", "sort", "frm", "to", "of"):
                continue
            title = one.find(f"{SVG}title")
            if title is None:
                continue
            known = (
                value if sort == "line" and value.split(":")[0] in ("birth", "care", "relation") else f"{sort}:{value}"
            )
            found.add((known, "".join(title.itertext())))
    return found


def facts_told(answer):
    """Each row of the table in the same form."""
    row = re.compile(r'<tr class="govuk-table__row" data-fact="([^"]+)"><td[^>]*>.*?</td><td[^>]*>(.*?)</td>', re.S)
    return {(unescape(fact), unescape(told)) for fact, told in row.findall(answer.content.decode())}


@pytest.mark.parametrize("what", PICTURES)
@pytest.mark.parametrize("who", ["health_visitor", "police_officer", "reviewer"])
def test_the_table_says_exactly_what_the_picture_shows(leaf, what, who):
    answer = leaf(who, what)
    told = facts_told(answer)
    assert told
    assert {words for _, words in told} == {words for _, words in facts_drawn(svg_of(answer))}
    assert {fact for fact, _ in told} == {fact for fact, _ in facts_drawn(svg_of(answer))}


@pytest.mark.parametrize("what", PICTURES)
def test_every_picture_has_a_title_and_a_description_and_no_script(leaf, what):
    svg = svg_of(leaf("reviewer", what))
    assert svg.find(f".//{SVG}title") is not None
    assert svg.find(f".//{SVG}desc") is not None
    assert svg.find(f".//{SVG}script") is None


def test_everyone_is_listed_by_generation_with_a_link_to_what_is_written_of_them(leaf, drawn):
    text = leaf("social_worker").content.decode()
    assert "First generation" in text
    assert f"{reverse('chronology', args=[drawn.family.ref])}?child=amy" in text


@pytest.mark.parametrize("what", PICTURES)
@pytest.mark.parametrize("who", ["health_visitor", "social_worker", "housing_officer"])
def test_what_is_restricted_shows_in_no_picture(leaf, what, who):
    text = leaf(who, what).content.decode()
    assert "Hidden Row" not in text
    assert "Dean" not in "".join(svg_of(leaf(who, what)).itertext())
    assert "2020-02-01" not in text
    assert "1 February 2020" not in text


def test_those_who_may_see_it_have_it_drawn(leaf):
    assert "Dean" in "".join(svg_of(leaf("police_officer")).itertext())
    assert "Hidden Row" in "".join(svg_of(leaf("reviewer", "homes")).itertext())


@pytest.mark.parametrize("what", PICTURES)
def test_who_may_not_see_the_family_sees_no_picture(leaf, what):
    assert leaf("outsider", what).status_code == 404


def test_nothing_later_than_the_day_shows(leaf):
    before = leaf("police_officer", on="31/1/2020")
    assert "Dean" not in words(before)
    assert "Dean" in words(leaf("police_officer", on="1/2/2020"))


def test_it_steps_to_the_days_on_which_it_changes(leaf):
    text = leaf("police_officer", on="1/12/2019").content.decode()
    assert "Next change: 1 February 2020" in text
    assert "Next change" not in leaf("police_officer", on="1/5/2020").content.decode()
    assert "Previous change: 1 April 2020" in leaf("police_officer", on="1/5/2020").content.decode()


def middles(answer):
    """The order of everyone across the page, row by row."""
    rows = [row for row in svg_of(answer).iter(f"{SVG}g") if row.get("role") == "list"]
    return [one.get("data-person") for row in rows for one in row if one.get("data-person")]


def across(answer, person):
    """How far across the page somebody's words stand."""
    one = next(one for one in svg_of(answer).iter(f"{SVG}g") if one.get("data-person") == person)
    return next(one.iter(f"{SVG}text")).get("x")


def test_everyone_keeps_their_place_from_day_to_day(leaf):
    for person in ("riley", "amy"):
        there = {across(leaf("police_officer", on=day), person) for day in ("1/12/2019", "1/2/2020", "3/6/2020")}
        assert len(there) == 1
    later, earlier = middles(leaf("police_officer")), middles(leaf("police_officer", on="1/12/2019"))
    assert set(earlier) < set(later)
    assert [one for one in later if one in earlier] == earlier


def test_a_day_before_the_child_says_so_and_a_mistake_is_told(leaf):
    assert "There is nobody to draw" in words(leaf("social_worker", on="1/1/2010"))
    wrong = leaf("social_worker", on="31/2/2020")
    assert wrong.status_code == 422
    assert "must be a day that exists" in words(wrong)


@pytest.mark.parametrize("paper", ["a4", "a3"])
def test_it_prints_on_sheets_that_hold_everyone_and_say_how_they_are_handled(leaf, paper):
    text = leaf("police_officer", paper=paper).content.decode()
    sheets = text[text.index("kf-sheets--" + paper) : text.index("Everyone, by generation")]
    assert {f'data-person="{one}"' in sheets for one in EVERYONE} == {True}
    assert "OFFICIAL-SENSITIVE" in sheets
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids))


def test_a_child_without_parents_is_said_with_where_to_add_one(leaf, drawn):
    text = leaf("social_worker").content.decode()
    poppy = drawn.family.people.get(value__contains="Poppy").person_id
    assert "No parent of Poppy Hart is recorded." in unescape(text)
    assert f"{reverse('change_drawn', args=[drawn.family.ref, 'parent'])}?of={poppy}" in text
    assert "Add a parent" not in leaf("reviewer").content.decode()


def test_a_blank_is_said_as_a_blank_with_where_to_record_it(leaf, drawn):
    text = leaf("health_visitor", "network").content.decode()
    assert 'Not recorded<span class="kf-screen-only">. <a' in text
    assert f"{reverse('change_drawn', args=[drawn.family.ref, 'part'])}?practitioner=kim" in text
    assert "Not recorded<span" not in leaf("reviewer", "network").content.decode()


def test_who_has_contributed_stands_beside_it_as_it_stood(leaf):
    assert "Who has contributed" in words(leaf("social_worker"))
    assert "Not brought" not in words(leaf("social_worker", on="1/8/2018"))


def test_a_picture_nobody_draws_is_not_there(leaf):
    assert leaf("social_worker", "horoscope").status_code == 404


def test_the_day_is_the_one_the_record_stands_at(leaf):
    assert When.day(date(2020, 6, 3)).words in words(leaf("police_officer"))
