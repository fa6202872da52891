"""Signing in and out."""

import pytest
from django.test import Client, override_settings


@pytest.fixture
def known(cast):
    person = cast.people["reviewer"]
    person.set_password("a long enough word")
    person.save()
    return person


def test_signing_in_leads_to_my_families(known):
    client = Client()
    answer = client.post("/sign-in", {"sign_in": "Reviewer ", "password": "a long enough word"})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert "My families" in client.get("/").content.decode()


def test_signing_in_leads_on_to_where_they_were_going_only_here(known):
    told = {"sign_in": "reviewer", "password": "a long enough word"}
    assert Client().post("/sign-in?next=/reviews", told)["Location"] == "/reviews"
    assert Client().post("/sign-in?next=https://elsewhere.example/", told)["Location"] == "/"


@pytest.mark.parametrize(
    "told", [{}, {"sign_in": "reviewer", "password": "wrong"}, {"sign_in": "nobody", "password": "x"}]
)
def test_a_wrong_name_or_password_is_answered_without_saying_which(known, told):
    answer = Client().post("/sign-in", told)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "There is a problem" in text
    assert "Error: " in text


def test_ready_practitioners_are_listed_in_the_demonstration_only(known):
    ready = [{"label": "Lead reviewer", "sign_in": "reviewer", "word": "a long enough word"}]
    with override_settings(READY_PRACTITIONERS=ready, DEMO=True):
        assert "a long enough word" in Client().get("/sign-in").content.decode()
    with override_settings(READY_PRACTITIONERS=ready, DEMO=False):
        assert "a long enough word" not in Client().get("/sign-in").content.decode()


def test_signing_out_ends_it_and_is_a_post(signed_in):
    client = signed_in("reviewer")
    assert client.get("/sign-out").status_code == 405
    assert client.post("/sign-out").status_code == 302
    assert client.get("/").status_code == 302


def test_an_account_out_of_use_cannot_sign_in(known):
    known.is_active = False
    known.save()
    assert Client().post("/sign-in", {"sign_in": "reviewer", "password": "a long enough word"}).status_code == 422
