"""The family's pages, as each of the cast sees them."""

import re
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from kingfisher.records.actions.entries import add_entry
from kingfisher.records.models import TrailRow
from tests.web.conftest import entry

RECORD = ("family", "chronology", "questions", "known_to", "people", "looked")


def words(answer):
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", text).replace("&#x27;", "’")


@pytest.mark.parametrize("page", RECORD)
def test_whoever_is_in_the_network_or_on_the_panel_opens_every_page(cast, signed_in, page):
    for name in ("social_worker", "health_visitor", "housing_officer", "reviewer"):
        before = TrailRow.objects.count()
        answer = signed_in(name).get(reverse(page, args=[cast.family.ref]))
        assert answer.status_code == 200
        assert TrailRow.objects.count() > before


@pytest.mark.parametrize("page", RECORD)
def test_an_outsider_is_refused_in_words_and_it_is_trailed(cast, signed_in, page):
    for name in ("outsider", "administrator", "leaver"):
        answer = signed_in(name).get(reverse(page, args=[cast.family.ref]))
        assert answer.status_code == 404
        assert "You cannot open this" in words(answer)
        assert "ask the lead practitioner" in words(answer)
        assert "Hart" not in words(answer)
        row = TrailRow.objects.first()
        assert not row.allowed
        assert cast.family.ref in row.things


@pytest.mark.parametrize("page", RECORD)
def test_a_record_that_is_not_there_is_answered_in_the_same_words(cast, signed_in, page):
    hidden = signed_in("outsider").get(reverse(page, args=[cast.family.ref]))
    absent = signed_in("outsider").get(reverse(page, args=["zzzzzzzzzz"]))
    assert (hidden.status_code, words(hidden)) == (absent.status_code, words(absent))


def test_the_family_page_says_when_each_child_was_last_seen_and_never_says_safe(cast, signed_in):
    text = words(signed_in("reviewer").get(reverse("family", args=[cast.family.ref])))
    assert (
        "No agency has recorded seeing Riley Hart inside the home since 14 April 2020 (50 days to 3 June 2020)." in text
    )
    assert "Last recorded as seen at all: 20 May 2020, through a window." in text
    assert "No sighting of Poppy Hart is recorded" in text
    assert "That does not mean that nothing happened" in text
    assert "Police 3 June 2020" in text
    assert "1 entry with no date" in text


def test_whoever_sees_part_of_the_record_is_not_told_what_no_agency_has_done(cast, signed_in):
    text = words(signed_in("social_worker").get(reverse("family", args=[cast.family.ref])))
    assert "No agency has recorded" not in text
    assert "In the entries you may see, Riley Hart was last seen inside the home on 14 April 2020" in text
    assert "Other agencies may hold entries that are not open to you" in text


def test_the_family_as_it_stood_on_another_day_hides_what_came_later(cast, signed_in):
    text = words(signed_in("reviewer").get(reverse("family", args=[cast.family.ref]), {"on": "1/5/2020"}))
    assert "since 14 April 2020" not in text or "(17 days" in text
    assert "through a window" not in text
    assert "as at 1 May 2020" in text
    assert "As the record stood on 1 May 2020" in text


def test_who_had_contributed_by_another_day_tells_no_later_date(cast, signed_in):
    def contributed(**day):
        text = words(signed_in("reviewer").get(reverse("family", args=[cast.family.ref]), day))
        section = text.partition("Who has contributed")[2].partition("After its date")[0]
        days = re.findall(r"\d+ [A-Z][a-z]+ \d{4}", section)
        return [datetime.strptime(said, "%d %B %Y").replace(tzinfo=UTC).date() for said in days]

    assert max(contributed()) > date(2020, 5, 1)
    assert max(contributed(on="1/5/2020")) <= date(2020, 5, 1)


def test_a_day_that_does_not_exist_is_asked_for_again(cast, signed_in):
    answer = signed_in("reviewer").get(reverse("family", args=[cast.family.ref]), {"on": "31 June 2020"})
    assert answer.status_code == 422
    assert "must be a day that exists" in words(answer)


def test_restricted_entries_leak_through_no_page(cast, signed_in):
    for name in ("social_worker", "housing_officer"):
        for page in RECORD:
            answer = signed_in(name).get(reverse(page, args=[cast.family.ref]))
            assert "Restricted intelligence" not in words(answer)
            assert "3 June 2020" not in words(answer)
    shown = words(signed_in("reviewer").get(reverse("chronology", args=[cast.family.ref])))
    assert "Restricted intelligence" in shown
    assert "Restricted: it stays with the agency that wrote it" in shown


def test_the_chronology_is_narrowed_by_address(cast, signed_in):
    client, address = signed_in("reviewer"), reverse("chronology", args=[cast.family.ref])
    assert "Shouting heard" in words(client.get(address))
    narrowed = words(client.get(address, {"agency": "police", "from": "2020-05-01", "to": "2020-06-30"}))
    assert "Shouting heard" in narrowed
    assert "No access" not in narrowed
    assert "Shouting" in words(client.post(address, {"words": "NEIGHBOUR shouting"}, follow=True))
    assert "No entry you may see fits" in words(client.post(address, {"words": "zebra"}, follow=True))
    assert "Home visit" in words(client.get(address, {"kind": "sighting"}))
    assert "Home visit" in words(client.get(address, {"child": "riley"}))


def test_an_uncertain_date_is_not_lost_by_narrowing(cast, signed_in):
    client, address = signed_in("reviewer"), reverse("chronology", args=[cast.family.ref])
    assert "No access to the house" in words(client.get(address, {"from": "5/3/2020", "to": "6/3/2020"}))


def test_a_day_that_does_not_exist_is_answered_with_what_to_write(cast, signed_in):
    client, address = signed_in("reviewer"), reverse("chronology", args=[cast.family.ref])
    answer = client.get(address, {"from": "31/2/2020"})
    assert answer.status_code == 422
    assert "From must be a day that exists" in words(answer)
    assert client.get(address, {"from": "2/2/2020", "to": "1/2/2020"}).status_code == 422


def test_ages_ways_of_knowing_and_the_undated_are_shown(cast, signed_in):
    answer = signed_in("reviewer").get(reverse("chronology", args=[cast.family.ref]))
    text = words(answer)
    assert "Riley Hart (21 months)" in text
    assert "Seen by the practitioner" in text
    assert "With no date" in text
    assert "<b>concern</b>" not in answer.content.decode()


def test_the_strip_is_there_with_its_links(cast, signed_in):
    page = signed_in("reviewer").get(reverse("family", args=[cast.family.ref])).content.decode()
    assert 'role="img"' in page
    assert f'href="/families/{cast.family.ref}/chronology?from=' in page
    assert "agency=police" in page


def test_looking_closer_keeps_the_childrens_lanes_until_one_agency_is_chosen(cast, signed_in):
    client, address = signed_in("reviewer"), reverse("chronology", args=[cast.family.ref])
    closer = client.get(address, {"from": "2020-01-01", "to": "2020-12-31"}).content.decode()
    assert "kf-strip-mark--sighting" in closer
    assert "child=riley" in closer
    assert "kf-strip-mark--sighting" not in client.get(address, {"agency": "police"}).content.decode()


def test_a_record_with_nothing_in_it_yet_says_what_to_do(signed_in):
    client = signed_in("outsider")
    answer = client.post("/families/new", {"family_name": "Marsh", "name": "Ada Marsh"}, follow=True)
    family = answer.redirect_chain[-1][0].split("/")[2]
    for page in RECORD:
        assert client.get(reverse(page, args=[family])).status_code == 200
    assert "Nothing has been filed yet" in words(client.get(reverse("family", args=[family])))


def test_long_accounts_and_many_people_are_folded_and_nothing_is_left_out(cast, signed_in):
    people = ["riley", "amy", "one", "two", "three", "four"]
    long = entry("social_care", "2020-06-02", "Minutes. " * 100 + "The last word.", about=tuple(people))
    add_entry(by=cast.social_worker, family=cast.family, entry=long)
    text = words(signed_in("social_worker").get(reverse("chronology", args=[cast.family.ref])))
    assert "Read the rest" in text
    assert text.count("Minutes.") == 100
    assert "The last word." in text
    assert "and 3 more" in text
    for person in ("Amy Hart", "four"):
        assert person in text


def test_the_child_a_table_is_narrowed_to_is_named_first(cast, signed_in):
    many = entry("social_care", "2020-06-02", "Conference.", about=("one", "two", "three", "four", "five", "riley"))
    add_entry(by=cast.social_worker, family=cast.family, entry=many)
    address = reverse("chronology", args=[cast.family.ref])
    answer = signed_in("social_worker").post(address, {"child": "riley", "words": "conference"}, follow=True)
    assert re.search(r'data-label="About">\s*Riley Hart', answer.content.decode())


def test_a_parents_own_childhood_does_not_crowd_the_strip_and_is_not_left_unsaid(cast, signed_in):
    old = entry("social_care", "2004-05-01", "Amy came into care.", about=("amy",))
    add_entry(by=cast.social_worker, family=cast.family, entry=old)
    client = signed_in("reviewer")
    text = words(client.get(reverse("family", args=[cast.family.ref])))
    assert "Not in this picture: 1 entry from before 28 September 2017" in text
    assert "May 2004" in client.get(reverse("chronology", args=[cast.family.ref])).content.decode()


def test_who_looked_is_listed_with_those_refused(cast, signed_in):
    signed_in("outsider").get(reverse("family", args=[cast.family.ref]))
    text = words(signed_in("social_worker").get(reverse("looked", args=[cast.family.ref])))
    assert "Outsider" in text
    assert "No: refused" in text


def test_no_page_counts_questions_or_scores(cast, signed_in):
    for page in RECORD:
        answer = signed_in("reviewer").get(reverse(page, args=[cast.family.ref]))
        text = words(answer).lower()
        for word in ("risk score", "alert", "flag", "questions open:", "moj-notification-badge"):
            assert word not in text
