"""Who may open a record: listed for everyone in it, chosen by its lead, and closed to oneself by anyone."""

from datetime import date

import pytest
from django.urls import reverse

from kingfisher.records.acting import NotNow
from kingfisher.records.actions.memberships import end_member
from kingfisher.records.in_force import rebuild
from kingfisher.records.models import EntryRow, Membership, TrailRow
from tests.records.cast import DAY
from tests.web.test_family_pages import words

JOIN = {"function": "contributor", "basis": "Allocated as housing officer", "since": "2/11/2026"}


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch):
    monkeypatch.setattr("kingfisher.web.pages.network.today", lambda: DAY)


@pytest.fixture
def address(cast):
    return lambda name="network", *more: reverse(name, args=[cast.family.ref, *more])


def test_everyone_of_the_network_reads_who_is_in_it_and_only_the_lead_may_choose(cast, signed_in, address):
    seen = words(signed_in("health_visitor").get(address()))
    assert "Social Worker, social worker, Social care" in seen
    assert "Leads the work" in seen
    assert "North tenancies, Housing" in seen
    assert "Leaver" not in seen  # whose place ended in March
    assert "Add someone" not in seen
    assert "Add someone" in words(signed_in("social_worker").get(address()))
    for who in ("outsider", "administrator"):
        assert signed_in(who).get(address()).status_code == 404
    for who in ("health_visitor", "manager", "outsider"):
        assert signed_in(who).post(address(), {**JOIN, "who": str(cast.outsider.pk)}).status_code == 404
    assert not Membership.objects.filter(practitioner=cast.outsider).exists()


def test_the_lead_adds_someone_with_why_and_they_can_open_it_from_the_day(cast, signed_in, address):
    offered = words(signed_in("social_worker").get(address()))
    assert "Outsider" in offered
    assert "Administrator, runs the system" not in offered
    bare = signed_in("social_worker").post(address(), {"who": str(cast.outsider.pk), "function": "contributor"})
    assert bare.status_code == 422
    assert "Say why they need to see this record" in words(bare)
    added = signed_in("social_worker").post(address(), {**JOIN, "who": str(cast.outsider.pk)}, follow=True)
    assert "Outsider is in the network from 2 November 2026" in words(added)
    assert signed_in("outsider").get(address()).status_code == 200
    assert TrailRow.objects.filter(action="choose_network", purpose="Allocated as housing officer").exists()
    assert EntryRow.objects.filter(kind="member_added").order_by("pk").last().author == cast.social_worker
    assert rebuild(cast.family) == []


def test_a_whole_team_joins_and_leaves(cast, signed_in, address):
    team = cast.housing_officer.team
    place = Membership.objects.get(team=team)
    gone = signed_in("social_worker").post(
        address("end_place", place.membership_id), {"day": "1/11/2026", "reason": "Tenancy ended"}, follow=True
    )
    assert "North tenancies is in the network to the end of 1 November 2026" in words(gone)
    assert signed_in("housing_officer").get(address()).status_code == 404
    signed_in("social_worker").post(address(), {**JOIN, "who": f"team-{team.pk}"})
    assert signed_in("housing_officer").get(address()).status_code == 200


def test_somebody_always_leads(cast, signed_in, address):
    lead = Membership.objects.get(practitioner=cast.social_worker, family=cast.family)
    end = address("end_place", lead.membership_id)
    refused = signed_in("social_worker").post(end, {"day": "2/11/2026"})
    assert refused.status_code == 422
    assert "Nobody would lead the work after that day" in words(refused)
    with pytest.raises(NotNow, match="Nobody would lead"):
        end_member(by=cast.social_worker, membership=lead, until=DAY, at=DAY)
    signed_in("social_worker").post(address(), {**JOIN, "who": str(cast.outsider.pk), "function": "lead"})
    assert signed_in("social_worker").post(end, {"day": "1/11/2026"}).headers["Location"] == "/"
    assert signed_in("social_worker").get(address()).status_code == 404
    assert signed_in("outsider").get(address("end_place", lead.membership_id)).status_code == 200


def test_a_place_of_another_family_and_one_who_may_not_are_refused(cast, signed_in, address):
    end = address("end_place", Membership.objects.get(practitioner=cast.health_visitor).membership_id)
    assert signed_in("social_worker").get(address("end_place", "zzzzzzzzzz")).status_code == 404
    assert signed_in("health_visitor").post(end, {"day": "2/11/2026"}).status_code == 404
    wrong = signed_in("social_worker").post(end, {"day": "1/1/2001"})
    assert "The last day is before the first" in words(wrong)


def test_whoever_closes_a_record_to_themselves_does_not_see_it_again_and_is_not_offered(cast, signed_in, address):
    client, close = signed_in("health_visitor"), address("conflict")
    unsure = client.post(close, {"reason": "A neighbour"})
    assert unsure.status_code == 422
    assert client.get(address()).status_code == 200
    closed = client.post(close, {"reason": "A neighbour", "sure": "on"}, follow=True)
    assert "The record is closed to you." in words(closed)
    assert client.get(address()).status_code == 404
    assert "Hart" not in words(client.get("/"))
    page = words(signed_in("social_worker").get(address()))
    assert "neighbour" not in page
    assert "Health Visitor, health visitor, Health visiting" not in page.partition("Add someone")[2]
    assert date(2026, 11, 2) == cast.family.bars.get().since
    assert signed_in("outsider").get(close).status_code == 404


def test_a_place_that_has_ended_is_not_opened_again_by_moving_its_last_day(cast, signed_in, address):
    ended = Membership.objects.get(practitioner__name="Leaver")
    was = ended.until
    refused = signed_in("social_worker").post(address("end_place", ended.membership_id), {"day": "1/1/2030"})
    assert refused.status_code == 422
    assert "This place has ended already." in words(refused)
    ended.refresh_from_db()
    assert ended.until == was


def test_whoever_cannot_open_the_record_does_not_count_as_leading_it(cast, signed_in, address):
    lead = Membership.objects.get(practitioner=cast.social_worker, family=cast.family)
    end = address("end_place", lead.membership_id)
    later = {**JOIN, "function": "lead", "since": "1/12/2026", "who": str(cast.outsider.pk)}
    assert signed_in("social_worker").post(address(), later).status_code == 302
    assert "Nobody would lead" in words(signed_in("social_worker").post(end, {"day": "2/11/2026"}))  # a month alone
    Membership.objects.filter(practitioner=cast.outsider).update(since=DAY)
    signed_in("outsider").post(address("conflict"), {"sure": "on"})
    assert "Nobody would lead" in words(signed_in("social_worker").post(end, {"day": "2/11/2026"}))


def test_whoever_leads_alone_hands_it_on_before_closing_it_to_themselves(cast, signed_in, address):
    client = signed_in("social_worker")
    refused = client.post(address("conflict"), {"sure": "on"})
    assert refused.status_code == 422
    assert "You alone lead this work" in words(refused)
    client.post(address(), {**JOIN, "function": "lead", "who": str(cast.outsider.pk)})
    assert client.post(address("conflict"), {"sure": "on"}).status_code == 302
    assert client.get(address()).status_code == 404
    assert "Add someone" in words(signed_in("outsider").get(address()))
