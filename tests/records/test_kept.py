"""Drafts, what is in force and its rebuilding, standings, the trail, and opening a family."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from kingfisher.records import in_force, panels, standings
from kingfisher.records.access import AccessRefused, Act, family_for
from kingfisher.records.acting import NotNow
from kingfisher.records.actions.drafts import clear_expired, discard_draft, load_draft, save_draft
from kingfisher.records.actions.entries import add_entry
from kingfisher.records.actions.families import PerhapsKnown, open_family, search_families
from kingfisher.records.actions.happenings import confirm_same, say_different
from kingfisher.records.actions.memberships import add_member
from kingfisher.records.actions.people import add_everyone, add_person, add_practitioner, relate
from kingfisher.records.actions.releases import release
from kingfisher.records.actions.reviews import close_review, open_review
from kingfisher.records.chronologies import chronology_of, family_value
from kingfisher.records.models import Draft, EntryRow, Membership, PanelMember, Person, Release, Standing, TrailRow
from kingfisher.timeline import people
from kingfisher.timeline.dates import When
from kingfisher.timeline.people import Relationship, Tie
from tests.records.cast import DAY, Cast
from tests.records.test_chain import an_entry


def test_a_draft_is_found_by_its_writer_its_family_and_its_form_only(cast: Cast) -> None:
    other = open_family(by=cast.social_worker, name="Webb", new_because="another family", at=DAY)
    save_draft(by=cast.social_worker, of=cast.family, form="entry", body="half a thought", at=DAY)
    save_draft(by=cast.social_worker, of=cast.family, form="entry", body="a whole thought", at=DAY)
    held = load_draft(by=cast.social_worker, of=cast.family, form="entry", at=DAY)
    assert held is not None
    assert held.body == "a whole thought"
    for by, family, form in (
        (cast.health_visitor, cast.family, "entry"),
        (cast.social_worker, other, "entry"),
        (cast.social_worker, cast.family, "visit"),
    ):
        assert load_draft(by=by, of=family, form=form, at=DAY) is None
    with pytest.raises(AccessRefused):
        load_draft(by=cast.outsider, of=cast.family, form="entry", at=DAY)


def test_a_draft_expires_and_can_be_thrown_away(cast: Cast) -> None:
    save_draft(by=cast.social_worker, of=cast.family, form="entry", body="old", at=DAY)
    Draft.objects.update(expires_at=timezone.now() - timedelta(days=1))
    assert load_draft(by=cast.social_worker, of=cast.family, form="entry", at=DAY) is None
    assert clear_expired() == 1
    save_draft(by=cast.social_worker, of=cast.family, form="entry", body="new", at=DAY)
    discard_draft(by=cast.social_worker, of=cast.family, form="entry")
    assert not Draft.objects.exists()


@pytest.fixture
def lived_in(cast: Cast) -> Cast:
    """Something of everything that is in force."""
    rows = [
        add_entry(by=cast.social_worker, family=cast.family, entry=an_entry(text), agency_only=only, at=DAY)
        for text, only in (("one", False), ("two", True))
    ]
    relate(
        by=cast.social_worker, family=cast.family,
        relationship=Relationship(kind=Tie.PARENT, of="riley", person="amy", since=When.parse("2018-07-05")), at=DAY,
    )  # fmt: skip
    worker = people.Practitioner(id="hv1", name="Jo Marsh", role="health visitor", agency="health_visiting")
    add_practitioner(by=cast.social_worker, family=cast.family, practitioner=worker, at=DAY)
    release(by=cast.social_worker, family=cast.family, at=DAY)
    confirm_same(by=cast.social_worker, family=cast.family, first=rows[0].entry_id, second=rows[1].entry_id, at=DAY)
    return cast


def test_the_family_is_read_back_whole(lived_in: Cast) -> None:
    family = family_value(lived_in.family)
    assert family.children == ("riley",)
    assert [person.id for person in family.people] == ["riley", "amy"]
    assert [person.id for person in family.parents("riley", DAY)] == ["amy"]
    assert family.practitioners[0].name == "Jo Marsh"


def test_accounts_said_to_be_of_one_happening_are_joined_until_said_different(lived_in: Cast) -> None:
    first, second = EntryRow.objects.filter(is_account=True).order_by("version")
    held = chronology_of(lived_in.family, lived_in.social_worker, DAY)
    assert [len(one.accounts) for one in held.happenings()] == [2]
    say_different(
        by=lived_in.social_worker, family=lived_in.family, first=second.entry_id, second=first.entry_id, at=DAY
    )
    held = chronology_of(lived_in.family, lived_in.social_worker, DAY)
    assert [len(one.accounts) for one in held.happenings()] == [1, 1]


def test_what_is_in_force_is_what_the_entries_say(lived_in: Cast) -> None:
    assert in_force.rebuild(lived_in.family) == []
    out = StringIO()
    call_command("rebuild", stdout=out)
    assert "is what their entries say" in out.getvalue()


@pytest.mark.parametrize("table", ["memberships", "people", "releases"])
def test_what_was_put_in_force_sideways_is_found_and_put_right(lived_in: Cast, table: str) -> None:
    if table == "memberships":
        Membership.objects.create(
            family=lived_in.family,
            membership_id="sideways00",
            practitioner=lived_in.outsider,
            function="lead",
            since=DAY,
        )
    elif table == "people":
        Person.objects.filter(person_id="amy").update(born=date(1999, 1, 1))
    else:
        Release.objects.all().delete()
    (sentence,) = in_force.rebuild(lived_in.family)
    assert table in sentence
    assert in_force.rebuild(lived_in.family, write=True) == [sentence]
    assert in_force.rebuild(lived_in.family) == []


def test_a_seat_on_a_panel_that_no_entry_tells_of_is_found(cast: Cast) -> None:
    assert panels.differences(cast.family) == []
    close_review(by=cast.manager, review=cast.review, on=DAY, at=DAY)
    assert panels.differences(cast.family) == []
    PanelMember.objects.create(review=cast.review, practitioner=cast.outsider, since=DAY)
    (sentence,) = panels.differences(cast.family)
    assert "1 held that no entry tells of" in sentence


def test_standings_are_worked_out_and_compared(lived_in: Cast) -> None:
    made = standings.standings_for(lived_in.social_worker, lived_in.family, DAY)
    assert "last_seen_at_home" in {one.what for one in made}
    assert standings.compare(lived_in.family) == []
    assert standings.still_hold(lived_in.family, DAY)
    Standing.objects.filter(what="last_seen_at_home").update(value='"yesterday"')
    assert len(standings.compare(lived_in.family)) == 1


def test_standings_are_worked_out_again_when_they_no_longer_hold(lived_in: Cast) -> None:
    standings.standings_for(lived_in.social_worker, lived_in.family, DAY)
    Standing.objects.update(holds_until=DAY)
    later = DAY + timedelta(days=1)
    assert not standings.still_hold(lived_in.family, later)
    standings.standings_for(lived_in.social_worker, lived_in.family, later)
    assert {one.as_at for one in Standing.objects.all()} == {later}


def test_a_record_is_not_opened_twice_for_one_child_without_a_reason(cast: Cast) -> None:
    riley = people.Person(id="", name="Rylie Hart", born=When.parse("2018-07-05"))
    with pytest.raises(PerhapsKnown) as known:
        open_family(by=cast.social_worker, name="Hart", members=[riley], at=DAY)
    assert known.value.found.hits[0].why == "sounds alike and the same date of birth"
    near = people.Person(id="", name="Riley Hart", born=riley.born)
    with pytest.raises(PerhapsKnown) as elsewhere:
        open_family(by=cast.outsider, name="Hart", members=[near], at=DAY)
    assert elsewhere.value.found.hits == ()
    family = open_family(by=cast.outsider, name="Hart", members=[riley], new_because="A cousin.", at=DAY)
    assert len(family.people.get().person_id) == 10


def test_a_search_is_trailed_with_its_words(cast: Cast) -> None:
    search_families(by=cast.outsider, words="Hart", purpose="new referral", at=DAY)
    row = TrailRow.objects.get(action="search", purpose__contains="new referral")
    assert row.allowed
    assert "searched for 'Hart': 0 found" in row.purpose


def test_people_and_relationships(cast: Cast) -> None:
    made = add_person(by=cast.social_worker, family=cast.family, person=people.Person(id="", name="Sam"), at=DAY)
    assert cast.family.people.filter(person_id=made).exists()
    with pytest.raises(NotNow, match="add the person first"):
        relate(
            by=cast.social_worker, family=cast.family,
            relationship=Relationship(kind=Tie.PARENT, of="riley", person="nobody"), at=DAY,
        )  # fmt: skip
    everyone = people.Family(people=(people.Person(id="gran", name="Pat"),), children=())
    add_everyone(by=cast.social_worker, family=cast.family, everyone=everyone, at=DAY)
    assert family_value(cast.family).person("gran").name == "Pat"


def test_a_review_is_of_families_one_may_open(cast: Cast) -> None:
    other = open_family(by=cast.outsider, name="Webb", new_because="new", at=DAY)
    with pytest.raises(NotNow):
        open_review(by=cast.manager, name="Review", families=[other], at=DAY)


def test_only_a_lead_adds_to_the_network(cast: Cast) -> None:
    with pytest.raises(AccessRefused, match="choose network"):
        add_member(by=cast.health_visitor, family=cast.family, who=cast.outsider, at=DAY)


@pytest.mark.django_db(transaction=True)
def test_the_trail_cannot_be_taken_back_by_what_fails_later() -> None:
    from tests.records.cast import make_cast

    cast = make_cast()
    with pytest.raises(RuntimeError), transaction.atomic():
        family_for(cast.social_worker, cast.family.ref, Act.SEE, DAY)
