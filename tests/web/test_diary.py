"""The private address for a diary: reached without signing in, no names inside, renewed, taken back, trailed."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from kingfisher.records.actions.calendar_addresses import BYTES, whose_address
from kingfisher.records.actions.entries import add_entry, picture_version
from kingfisher.records.models import CalendarAddress, TrailRow
from kingfisher.timeline.kinds import Referral
from tests.web.conftest import entry
from tests.web.test_family_pages import words


@pytest.fixture
def referred(cast):
    asked = entry("police", "2020-06-04", "Asked social care to look into it.", Referral(to="social_care"))
    add_entry(by=cast.police_officer, family=cast.family, entry=asked, based_on=picture_version(cast.family))


@pytest.fixture
def made(cast, referred, signed_in):
    def make(who="social_worker"):
        page = signed_in(who).post(reverse("make_diary")).content.decode()
        return re.search(r'value="https?://[^/"]+(/diary/[^"]+\.ics)"', page)[1]

    return make


def test_a_diary_program_reads_it_without_signing_in_and_finds_no_names(cast, made):
    answer = Client().get(made())
    text = answer.content.decode()
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    assert "no-store" in answer["Cache-Control"]
    assert "SUMMARY:Decision on a referral" in text
    for hidden in ("Hart", "Riley", "riley", "Social Worker", "social_worker", cast.family.ref, "Asked social care"):
        assert hidden not in text, hidden


def test_it_is_long_said_once_and_kept_as_a_digest_only(cast, made, signed_in):
    address = made()
    token = address.rpartition("/")[2].removesuffix(".ics")
    assert len(token) >= BYTES * 4 / 3
    assert token not in words(signed_in("social_worker").get(reverse("diary")))
    assert token not in CalendarAddress.objects.get().digest
    assert whose_address(token) == cast.social_worker
    assert whose_address(CalendarAddress.objects.get().digest) is None


def test_renewed_the_one_before_is_read_no_more(made):
    first = made()
    second = made()
    assert first != second
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    assert CalendarAddress.objects.filter(ended=None).count() == 1


def test_taken_back_it_is_read_no_more(made, signed_in):
    address = made()
    assert "taken back" in words(signed_in("social_worker").post(reverse("end_diary"), follow=True))
    assert Client().get(address).status_code == 404
    assert "You have no address." in words(signed_in("social_worker").get(reverse("diary")))


def test_whose_account_is_no_longer_in_use_has_no_diary(cast, made):
    address = made()
    type(cast.social_worker).objects.filter(pk=cast.social_worker.pk).update(is_active=False)
    assert Client().get(address).status_code == 404


def test_it_holds_only_what_is_its_owners(made):
    assert "VEVENT" not in Client().get(made("outsider")).content.decode()


def test_making_reading_and_taking_back_are_trailed(cast, made, signed_in):
    address = made()
    Client().get(address)
    signed_in("social_worker").post(reverse("end_diary"))
    rows = [(row.action, row.purpose, row.who) for row in TrailRow.objects.order_by("pk") if "diary" in row.purpose]
    who = cast.social_worker.label
    assert rows == [
        ("calendar_address", "made a private address for a diary", who),
        ("export", "what is due, without names, read by their diary", who),
        ("calendar_address", "took a private address for a diary back", who),
    ]


@pytest.mark.parametrize("guess", ["x", "0" * 43, "..-..-etc"])
def test_a_guess_finds_nothing_and_does_not_say_why(cast, guess):
    assert Client().get(f"/diary/{guess}.ics").status_code == 404


def test_nobody_makes_one_by_a_link(signed_in):
    for name in ("make_diary", "end_diary"):
        assert signed_in("social_worker").get(reverse(name)).status_code == 405
