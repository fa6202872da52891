"""As known to … on …: a replay, labelled as one, with the future hidden."""

from django.urls import reverse

from tests.web.test_family_pages import words


def replay(cast, client, **query):
    return client.get(reverse("known_to", args=[cast.family.ref]), query)


def test_it_asks_for_an_agency_and_a_day(cast, signed_in):
    assert "Choose an agency and a day" in words(replay(cast, signed_in("reviewer")))
    answer = replay(cast, signed_in("reviewer"), agency="", on="")
    assert answer.status_code == 422
    assert "Choose an agency" in words(answer)


def test_it_shows_what_was_written_or_told_and_nothing_later(cast, signed_in):
    text = words(replay(cast, signed_in("reviewer"), agency="social_care", on="1/6/2020"))
    assert "What Social care knew on 1 June 2020" in text
    assert "This is a replay" in text
    assert "Home visit" in text
    assert "Shouting heard" in text
    assert "No access" not in text
    assert "Shouting" not in words(replay(cast, signed_in("reviewer"), agency="social_care", on="2020-05-31"))


def test_what_may_not_be_seen_is_not_replayed(cast, signed_in):
    assert "Restricted" not in words(replay(cast, signed_in("social_worker"), agency="police", on="1/1/2021"))
    assert "Restricted" in words(replay(cast, signed_in("reviewer"), agency="police", on="1/1/2021"))
