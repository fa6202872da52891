"""The drawn family changed by forms: each files an entry with its day and how it is known; mistakes keep the words."""

import re

import pytest
from django.urls import reverse

from kingfisher.records.chronologies import chronology_of
from kingfisher.records.models import EntryRow
from kingfisher.timeline.kinds import Absence, Involvement, LivingArrangement, RelationshipChange
from kingfisher.timeline.people import Bond, CareSort, HowKnown, Link, Standing, Tie, Unknown
from tests.records.cast import DAY
from tests.web.test_drawn import drawn, leaf, svg_of  # noqa: F401  the same family
from tests.web.test_family_pages import words

SHARED = {"how_known": "record_check", "share": "network", "happened": "2/6/2020"}


@pytest.fixture
def change(drawn, signed_in):  # noqa: F811
    def of(kind, who="social_worker", **told):
        address = reverse("change_drawn", args=[drawn.family.ref, kind])
        return signed_in(who).post(address, SHARED | told) if told else signed_in(who).get(address)

    return of


def last(cast):
    row = EntryRow.objects.filter(stream__family=cast.family).order_by("-version").first()
    return chronology_of(cast.family, cast.reviewer, DAY).by_id[row.entry_id]


def person_called(cast, name):
    family = chronology_of(cast.family, cast.reviewer, DAY).family
    return next(one for one in family.people if one.name == name)


def test_a_partner_new_to_the_record(drawn, change, leaf):  # noqa: F811
    answer = change(
        "partner", of="amy", person="new", new_name="Lee Marsh", new_sex="M", stage="began", bond="cohabiting",
        standing="self_reported",
    )  # fmt: skip
    assert answer.status_code == 302
    lee = person_called(drawn, "Lee Marsh")
    filed = last(drawn)
    assert filed.content == RelationshipChange(
        relation=Tie.PARTNER, person=lee.id, of="amy", stage="began", bond=Bond.COHABITING,
        standing=Standing.SELF_REPORTED,
    )  # fmt: skip
    assert (filed.how_known, filed.agency, filed.happened.words) == (
        HowKnown.RECORD_CHECK, "social_care", "2 June 2020",
    )  # fmt: skip
    assert set(filed.about) == {"amy", lee.id}
    assert "Lee Marsh" in filed.text
    assert "Lee" in "".join(svg_of(leaf("health_visitor")).itertext())


@pytest.mark.parametrize("unknown", list(Unknown))
def test_an_unknown_father_is_drawn_and_says_which_unknown(drawn, change, leaf, unknown):  # noqa: F811
    assert change("parent", of="riley", person=str(unknown), new_sex="M", link="birth").status_code == 302
    filed = last(drawn)
    assert (filed.content.relation, filed.content.of, filed.content.link) == (Tie.PARENT, "riley", Link.BIRTH)
    said = {"not_known": "not known", "not_named": "not named", "withheld": "known to us"}[str(unknown)]
    assert f"father {said}" in words(leaf("health_visitor"))


def test_a_child_not_yet_born_with_one_parent_known(drawn, change, leaf):  # noqa: F811
    told = {"name": "Unborn Hart", "expected": "1/9/2020", "part": "child", "parent": "amy", "other": "not_known"}
    assert change("child", **told).status_code == 302
    unborn = person_called(drawn, "Unborn Hart")
    filed = [e for e in chronology_of(drawn.family, drawn.reviewer, DAY).entries if unborn.id in e.about]
    assert len(filed) == 2
    assert unborn.id in chronology_of(drawn.family, drawn.reviewer, DAY).family.children
    shown = leaf("health_visitor", on="3/6/2020")
    assert "Unborn Hart" in words(shown)
    assert "Unborn Hart" not in "".join(svg_of(leaf("health_visitor", on="1/6/2020")).itertext())


def test_a_household_move(drawn, change, leaf):  # noqa: F811
    told = {"movers": ["riley", "amy"], "address": "12 Quay Street", "overnight": "yes"}
    assert change("home", **told).status_code == 302
    filed = last(drawn)
    assert filed.content == LivingArrangement(who=("riley", "amy"), address="12 Quay Street", overnight=True)
    assert "12 Quay Street" in words(leaf("health_visitor", "homes"))


def test_a_line_between_two_people(drawn, change, leaf):  # noqa: F811
    told = {"person": "amy", "relation": "distant", "of": "riley", "stage": "began", "may_show": "no"}
    assert change("line", **told).status_code == 302
    assert last(drawn).content.may_show_family is False
    assert "distant" in words(leaf("health_visitor"))
    told = {"person": "dean", "relation": "carer.foster", "of": "riley", "stage": "began"}
    assert change("line", **told).status_code == 302
    assert last(drawn).content.care is CareSort.FOSTER


def test_a_practitioners_part_and_absence(drawn, change, leaf):  # noqa: F811
    told = {"practitioner": "kim", "frequency": "every six weeks", "covers": ["riley"], "stage": "changed"}
    assert change("part", "health_visitor", **told).status_code == 302
    assert isinstance(last(drawn).content, Involvement)
    assert "every six weeks" in words(leaf("health_visitor", "network"))
    assert change("away", "health_visitor", practitioner="kim").status_code == 302
    assert isinstance(last(drawn).content, Absence)


@pytest.mark.parametrize(
    ("kind", "told", "said"),
    [
        ("partner", {"of": "amy", "person": "amy", "stage": "began"}, "Choose two different people"),
        ("partner", {"of": "amy", "person": "new", "stage": "began"}, "Enter a name, or what is said in its place"),
        ("parent", {"of": "riley", "person": "", "link": "birth"}, "Choose who the parent is"),
        ("parent", {"of": "riley", "person": "withheld", "new_name": "Sam", "link": "birth"}, "Leave the name out"),
        ("parent", {"of": "riley", "person": "dean", "new_name": "Sam", "link": "birth"}, "or leave this empty"),
        ("child", {"name": "B", "part": "child", "parent": "amy"}, "Enter a date of birth, or a due date"),
        ("child", {"name": "B", "part": "child", "parent": "amy", "other": "amy", "born": "2019"}, "somebody else"),
        ("home", {"movers": ["riley"]}, "Enter where they moved to"),
        ("line", {"person": "amy", "of": "riley", "stage": "began"}, "Choose what lies between them"),
        ("part", {"stage": "changed"}, "Choose a practitioner, or enter the role"),
        ("home", {"movers": ["riley"], "address": "A", "happened": "31/2/2020"}, "Enter a date like"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(drawn, change, kind, told, said):  # noqa: F811
    before = EntryRow.objects.count()
    answer = change(kind, text="Words already typed.", **told)
    assert answer.status_code == 422
    assert said in words(answer)
    assert "Words already typed." in words(answer)
    assert EntryRow.objects.count() == before


def test_nobody_new_is_kept_to_one_agency_for_the_list_of_people_would_tell(drawn, change):  # noqa: F811
    before = drawn.family.people.count()
    answer = change("partner", of="amy", person="new", new_name="Lee Marsh", stage="began", share="agency")
    assert answer.status_code == 422
    assert "shows to everyone in the family’s network" in words(answer)
    assert drawn.family.people.count() == before


def test_a_change_kept_to_an_agency_is_drawn_for_it_alone(change, leaf):  # noqa: F811
    told = {"person": "amy", "relation": "distant", "of": "riley", "stage": "began", "share": "agency"}
    assert change("line", **told).status_code == 302
    assert "distant" in words(leaf("social_worker"))
    assert "distant" not in words(leaf("health_visitor"))


@pytest.mark.parametrize("kind", ["partner", "parent", "child", "line", "home", "part", "away"])
def test_every_form_opens_for_those_who_may_write_and_for_nobody_else(change, kind):
    assert change(kind).status_code == 200
    assert change(kind, "outsider").status_code == 404
    assert change(kind, "reviewer").status_code == 404


def test_what_a_father_nobody_knows_is_called_is_kept(change, leaf):  # noqa: F811
    told = {"of": "riley", "person": "not_known", "new_name": "the man from Hull", "new_sex": "M", "link": "birth"}
    assert change("parent", **told).status_code == 302
    assert "the man from Hull: father not known" in words(leaf("health_visitor"))


def draft(cast, form):
    return f"/families/{cast.family.ref}/drafts/{form}"


@pytest.mark.parametrize("kind", ["partner", "parent", "child", "line", "home", "part", "away"])
def test_what_was_typed_is_found_again_until_it_is_filed_or_forgotten(drawn, change, signed_in, kind):  # noqa: F811
    typed = {"text": "Half a thou", "happened": "3/6/2020", "how_known": "observed"}
    assert signed_in("social_worker").post(draft(drawn, f"drawn-{kind}"), typed).status_code == 204
    page = words(change(kind))
    assert "You left this unfinished at " in page
    assert "Half a thou" in page
    assert f'data-draft-url="{draft(drawn, f"drawn-{kind}")}"' in change(kind).content.decode()
    assert "Half a thou" not in words(change(kind, "health_visitor"))
    signed_in("social_worker").post(draft(drawn, f"drawn-{kind}/forget"))
    assert "Half a thou" not in words(change(kind))


def test_several_people_ticked_are_ticked_again(drawn, change, signed_in):  # noqa: F811
    signed_in("social_worker").post(draft(drawn, "drawn-home"), {"movers": ["riley", "amy"], "address": "12 Quay St"})
    page = change("home").content.decode()
    assert "12 Quay St" in page
    for name in ("riley", "amy"):
        assert re.search(rf'name="movers"[^>]*value="{name}"[^>]*checked', page)
        assert not re.search(rf'name="with_whom"[^>]*value="{name}"[^>]*checked', page)


def test_what_is_filed_is_no_longer_unfinished_and_what_is_refused_is(drawn, change, signed_in):  # noqa: F811
    typed = {"person": "amy", "relation": "distant", "of": "riley", "stage": "began", "text": "Said at the door."}
    signed_in("social_worker").post(draft(drawn, "drawn-line"), typed)
    refused = change("line", **typed | {"relation": ""})
    assert refused.status_code == 422
    assert "Said at the door." in words(refused)
    assert "You left this unfinished" in words(change("line"))
    assert change("line", **typed).status_code == 302
    assert "You left this unfinished" not in words(change("line"))


def test_what_is_unfinished_about_one_child_is_not_offered_for_another(drawn, signed_in):  # noqa: F811
    address = reverse("change_drawn", args=[drawn.family.ref, "parent"])
    signed_in("social_worker").post(draft(drawn, "drawn-parent-riley"), {"of": "riley", "text": "Half a thou"})
    assert "Half a thou" in words(signed_in("social_worker").get(address, {"of": "riley"}))
    assert "Half a thou" not in words(signed_in("social_worker").get(address, {"of": "amy"}))
    assert "Half a thou" not in words(signed_in("social_worker").get(address))
