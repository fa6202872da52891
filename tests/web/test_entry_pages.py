"""One entry: its accounts, source, times, who may see it; releasing it; saying which accounts are of one happening."""

import pytest
from django.urls import reverse

from kingfisher.records.actions.entries import add_entry, correct_entry
from kingfisher.records.actions.happenings import confirm_same
from kingfisher.records.models import EntryRow, Release, SameHappening, TrailRow
from kingfisher.timeline.entries import amend
from kingfisher.timeline.kinds import Incident
from tests.web.conftest import entry
from tests.web.test_family_pages import words


def row_saying(text):
    return EntryRow.objects.get(payload__content__contains=text)


@pytest.fixture
def address(cast):
    def of(text, page="entry"):
        return reverse(page, args=[cast.family.ref, row_saying(text).entry_id])

    return of


def test_an_entry_shows_its_source_times_and_who_may_see_it(cast, signed_in, address):
    text = words(signed_in("social_worker").get(address("No access to the house")))
    for said in (
        "hv.docx, table 2 row 7",
        "2/3/20 | no access",
        "Date as written: “2/3/20”",
        "about 2 March 2020",
        "no access given",
        "Recorded in Kingfisher",
        "It is open to the family",
        "Nobody else is recorded as told",
        "Riley Hart (about 19 months)",
    ):
        assert said in text, said


def test_who_was_told_is_shown(cast, signed_in, address):
    assert "Told to Social care on 1 June 2020" in words(signed_in("reviewer").get(address("Shouting heard")))


def test_an_outsider_and_a_restricted_entry_are_refused_alike_and_trailed(cast, signed_in, address):
    hidden = address("Restricted intelligence")
    for name in ("outsider", "social_worker"):
        answer = signed_in(name).get(hidden)
        assert answer.status_code == 404
        assert "intelligence" not in words(answer)
        assert not TrailRow.objects.first().allowed
    assert signed_in("police_officer").get(hidden).status_code == 200
    assert signed_in("reviewer").get(hidden).status_code == 200


def test_an_entry_is_not_found_under_another_record(cast, signed_in, address):
    wrong = address("Shouting heard").replace(cast.family.ref, "zzzzzzzzzz")
    assert signed_in("reviewer").get(wrong).status_code == 404


def test_accounts_of_one_happening_stand_side_by_side(cast, signed_in, address):
    neighbour = entry("social_care", "2020-06-01", "Neighbour rang us about shouting.", Incident())
    row = add_entry(by=cast.social_worker, family=cast.family, entry=neighbour)
    client = signed_in("social_worker")
    answer = client.post(address("Shouting heard", "same"), {"other": row.entry_id, "same": "yes"}, follow=True)
    text = words(answer)
    assert "Other accounts of the same happening" in text
    assert "Neighbour rang us" in text
    assert "Shouting heard" in text
    table = words(client.get(reverse("chronology", args=[cast.family.ref])))
    assert "2 accounts of the same happening" in table
    assert "Neighbour rang us" in table
    assert "Shouting heard" in table


def test_a_pair_said_to_differ_is_not_asked_about_again(cast, signed_in, address):
    other = row_saying("Not brought").entry_id
    answer = signed_in("social_worker").post(address("Shouting heard", "same"), {"other": other, "same": "no"})
    assert answer.status_code == 302
    assert SameHappening.objects.get().same is False


def test_saying_so_of_an_entry_one_may_not_see_is_refused(cast, signed_in, address):
    other = row_saying("Restricted").entry_id
    answer = signed_in("social_worker").post(address("Shouting heard", "same"), {"other": other, "same": "yes"})
    assert answer.status_code == 404
    assert not SameHappening.objects.exists()


def test_a_hidden_account_of_the_same_happening_shows_nowhere(cast, signed_in, address):
    first, second = row_saying("Shouting").entry_id, row_saying("Restricted").entry_id
    confirm_same(by=cast.police_officer, family=cast.family, first=first, second=second)
    text = words(signed_in("social_worker").get(address("Shouting heard")))
    assert "Other accounts" not in text
    assert "2 accounts" not in words(signed_in("social_worker").get(reverse("chronology", args=[cast.family.ref])))


def test_the_owner_releases_and_nobody_else_can(cast, signed_in):
    held = entry("police", "2020-06-05", "Held back for now.")
    row = add_entry(by=cast.police_officer, family=cast.family, entry=held, agency_only=True)
    page = reverse("entry", args=[cast.family.ref, row.entry_id])
    assert signed_in("social_worker").get(page).status_code == 404
    assert "Release to the family" not in words(signed_in("reviewer").get(page))
    assert signed_in("reviewer").post(f"{page}/release").status_code == 404
    assert "Release to the family" in words(signed_in("police_officer").get(page))
    assert signed_in("police_officer").get(f"{page}/release").status_code == 405
    assert "Released." in words(signed_in("police_officer").post(f"{page}/release", follow=True))
    assert Release.objects.count() == 1
    assert signed_in("social_worker").get(page).status_code == 200


def test_a_correction_and_what_it_corrects_lead_to_each_other(cast, signed_in, address):
    row = row_saying("Not brought")
    before = address("Not brought")
    held = [one for one in [row] if one]
    from kingfisher.records.content import read_entry

    corrected = amend(read_entry(held[0].payload.content), text="Brought after all, an hour late.")
    new = correct_entry(by=cast.health_visitor, row=row, entry=corrected)
    client = signed_in("health_visitor")
    assert "has since been corrected" in words(client.get(before))
    text = words(client.get(reverse("entry", args=[cast.family.ref, new.entry_id])))
    assert "What it corrects" in text
    assert "Not brought to clinic" in text
