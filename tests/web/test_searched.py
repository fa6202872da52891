"""What is searched for never stands in an address: not a name, not a date of birth, not a word of the record."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.test_family_pages import words

TOLD = {"words": "Rilee Hartt", "born": "5/7/2018"}


def addresses(answer):
    """Every address the answer leads to: where it sends the browser, and every link and form of its page."""
    return [answer.headers.get("Location", ""), *re.findall(r'(?:href|action)="([^"]*)"', answer.content.decode())]


def holds(answer, *told):
    return [one for one in addresses(answer) for typed in told if typed.lower() in one.lower()]


def test_looking_for_a_family_puts_nothing_into_an_address_and_can_be_opened_again(signed_in):
    client = signed_in("social_worker")
    sent = client.post("/families/look", TOLD)
    assert (sent.status_code, sent.headers["Location"]) == (302, "/families/look?searched=yes")
    for _ in range(2):  # gone back to, or read again
        found = client.get(sent.headers["Location"])
        assert "Riley Hart, in the record Hart" in words(found)
        assert 'value="Rilee Hartt"' in found.content.decode()
        assert holds(found, "rilee", "hartt", "2018") == []
    new = client.get("/families/new?searched=yes")
    assert 'value="Rilee Hartt"' in new.content.decode()
    assert "Rilee" not in client.get("/families/new").content.decode()


def test_a_name_written_into_an_address_looks_for_nothing(cast, signed_in):
    answer = signed_in("social_worker").get("/families/look", {"words": "Riley Hart"})
    assert "What was found" not in words(answer)
    chronology = reverse("chronology", args=[cast.family.ref])
    listed = words(signed_in("social_worker").get(chronology, {"words": "zebra"}))
    assert "No entry you may see fits" not in listed


def test_words_of_the_chronology_go_with_the_session_and_the_rest_with_the_address(cast, signed_in):
    client, address = signed_in("reviewer"), reverse("chronology", args=[cast.family.ref])
    sent = client.post(address, {"words": "shouting", "from": "1/5/2020", "agency": "police"})
    assert sent.headers["Location"] == f"{address}?agency=police&from=1%2F5%2F2020&searched=yes"
    found = client.get(sent.headers["Location"])
    assert "Shouting heard" in words(found)
    assert "No access" not in words(found)
    assert holds(found, "shouting") == []
    assert f'href="{address}?agency=police&amp;searched=yes"' in found.content.decode()  # without the first day
    assert "No access" in words(client.get(address))


def test_what_was_searched_for_in_one_record_is_not_searched_for_in_another_nor_by_anybody_else(cast, signed_in):
    client, address = signed_in("reviewer"), reverse("chronology", args=[cast.family.ref])
    client.post(address, {"words": "zebra"})
    assert "No entry you may see fits" in words(client.get(f"{address}?searched=yes"))
    assert "No entry you may see fits" not in words(signed_in("social_worker").get(f"{address}?searched=yes"))
    assert "zebra" not in client.get("/families/look?searched=yes").content.decode()
    client.post(reverse("sign_out"))
    client.force_login(cast.reviewer)
    assert "No entry you may see fits" not in words(client.get(f"{address}?searched=yes"))


@pytest.mark.parametrize("address", ["/families/look", "/families/{ref}/chronology"])
def test_a_search_sent_from_elsewhere_is_refused(cast, address):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.social_worker)
    assert client.post(address.format(ref=cast.family.ref), {"words": "Riley"}).status_code == 403


def test_a_mistake_is_said_and_what_was_typed_stays(cast, signed_in):
    answer = signed_in("reviewer").post(
        reverse("chronology", args=[cast.family.ref]), {"words": "shouting", "from": "31/2/2020"}
    )
    assert answer.status_code == 422
    assert 'value="shouting"' in answer.content.decode()
    assert holds(answer, "shouting") == []
