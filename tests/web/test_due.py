"""Due, as each of the cast sees it: in words, with its source; nothing of a hidden entry; and for a diary, no names."""

import re

import pytest
from django.urls import reverse

from kingfisher.practice import clocks
from kingfisher.records import due as records_due
from kingfisher.records.actions.entries import add_entry, picture_version
from kingfisher.records.actions.people import add_practitioner
from kingfisher.records.models import EntryRow, TrailRow
from kingfisher.timeline.dates import When
from kingfisher.timeline.kinds import Answer, ChairsOversight, Decision, Plan, Referral
from kingfisher.timeline.people import Practitioner
from tests.web.conftest import entry
from tests.web.test_family_pages import words

REFERRAL = Referral(to="social_care")
LATE = "Late: was due by 5 June 2020, and nothing recorded meets it; no reason is recorded."


@pytest.fixture
def write(cast):
    def written(who, each):
        add_entry(by=cast.people[who], family=cast.family, entry=each, based_on=picture_version(cast.family))

    return written


@pytest.fixture
def referred(write):
    write("police_officer", entry("police", "2020-06-04", "Asked social care to look into it.", REFERRAL))


@pytest.fixture
def due(cast, signed_in):
    return lambda who, query="?on=2020-06-20": words(signed_in(who).get(reverse("due", args=[cast.family.ref]) + query))


def test_what_is_late_says_so_with_its_source_its_kind_and_its_entry(cast, referred, due, signed_in):
    text = due("health_visitor")
    for told in (
        "Decision on a referral",
        LATE,
        "Statutory guidance. 1 working day: Working Together",
        "Whose: Social care",
        "About Riley Hart.",
        "It began with:",
    ):
        assert told in text, told
    address = reverse("due", args=[cast.family.ref]) + "?on=2020-06-20"
    found = EntryRow.objects.get(payload__content__contains="Asked social care")
    assert (
        reverse("entry", args=[cast.family.ref, found.entry_id]) in signed_in("reviewer").get(address).content.decode()
    )


def test_the_same_is_listed_by_agency(referred, due):
    after = due("health_visitor").partition("By agency")[2]
    assert after.startswith(" Social care ")
    assert "Decision on a referral – Riley Hart: late: was due by 5 June 2020" in after


def test_before_its_day_it_is_only_due(referred, due):
    assert "Due by 5 June 2020." in due("reviewer", "?on=2020-06-05")
    assert "Late:" in due("reviewer", "?on=2020-06-06")


def test_what_ran_over_and_was_done_says_when_and_that_no_reason_is_recorded(referred, write, due):
    write("social_worker", entry("social_care", "2020-06-09", "We will assess.", Decision(outcome="assess")))
    assert "Was due by 5 June 2020, done 9 June 2020; no reason is recorded." in due("health_visitor")


def test_a_reason_that_somebody_recorded_is_shown_with_its_entry(referred, write, due):
    late = Decision(outcome="assess", reason="Late because the duty team was one short.")
    write("social_worker", entry("social_care", "2020-06-09", "We will assess.", late))
    text = due("health_visitor")
    assert "recorded reason: Late because the duty team was one short." in text
    assert "The reason recorded:" in text


def test_a_hidden_entry_begins_no_clock_that_others_see(write, due):
    hidden = entry("police", "2020-06-04", "Asked under restriction.", REFERRAL, handling=("R",))
    write("police_officer", hidden)
    assert LATE in due("reviewer")
    assert LATE in due("police_officer")
    for who in ("health_visitor", "social_worker", "housing_officer"):
        assert "Decision on a referral" not in due(who)


def test_what_a_hidden_entry_met_is_not_called_late_to_those_who_cannot_see_it(referred, write, due):
    hidden = entry("social_care", "2020-06-05", "Assess.", Decision(outcome="assess"), handling=("R",))
    write("social_worker", hidden)
    for who in ("reviewer", "health_visitor"):  # those on the panel see that it was met, the others see nothing of it
        assert "Answer to the referrer" in due(who)
        assert "Decision on a referral" not in due(who)


def test_what_a_hidden_entry_ended_is_left_out_too(write, due):
    opened = Plan(type="child_protection", stage="opened")
    ended = Plan(type="child_protection", stage="ended")
    write("social_worker", entry("social_care", "2020-06-04", "On a plan.", opened))
    assert "First core group" in due("health_visitor", "?on=2020-06-10")
    write("social_worker", entry("social_care", "2020-06-08", "The plan ended.", ended, handling=("R",)))
    assert "First core group" not in due("health_visitor", "?on=2020-06-10")
    assert "The plan" not in due("health_visitor", "?on=2020-06-10&all=yes")


def test_a_local_number_is_never_called_statutory(write, due):
    write(
        "social_worker", entry("social_care", "2020-06-04", "On a plan.", Plan(type="child_protection", stage="opened"))
    )
    text = due("reviewer", "?on=2020-06-10")
    assert "Local procedure, not statutory." in text
    assert "Statutory guidance." in text


def test_it_shows_the_last_twelve_months_unless_all_is_asked_for(referred, due):
    assert "late: was due" in due("reviewer", "?on=2021-06-05")
    lately = due("reviewer", "?on=2021-06-06")
    assert "late: was due" not in lately
    assert "nothing due before 6 June 2020 is here" in lately
    assert "late: was due" in due("reviewer", "?on=2021-06-06&all=yes")


def test_without_a_day_it_is_read_as_the_family_page_is(cast, referred, due, signed_in):
    assert "Due, as at 4 June 2020" in due("reviewer", "")
    assert signed_in("reviewer").get(reverse("due", args=[cast.family.ref]) + "?on=31/2/2020").status_code == 422


def test_an_outsider_is_refused_and_it_is_trailed(cast, referred, signed_in):
    for who in ("outsider", "administrator", "leaver"):
        answer = signed_in(who).get(reverse("due", args=[cast.family.ref]))
        assert answer.status_code == 404
        assert "Hart" not in words(answer)
        row = TrailRow.objects.first()
        assert not row.allowed
        assert cast.family.ref in row.things


def test_the_record_is_read_once_for_clocks_where_nothing_is_hidden(referred, due, monkeypatch):
    looked = []
    monkeypatch.setattr(records_due, "look", lambda *given: looked.append(given) or clocks.look(*given))
    due("reviewer")
    assert len(looked) == 1


# Across my families


def test_mine_is_what_is_my_agencys_or_names_me(cast, referred, signed_in):
    text = words(signed_in("social_worker").get(reverse("my_due")))
    assert "Hart" in text
    assert "Decision on a referral" in text
    assert "Names you" not in text
    for who in ("health_visitor", "police_officer", "outsider", "administrator"):
        assert "Decision on a referral" not in words(signed_in(who).get(reverse("my_due")))
    assert "Hart" not in words(signed_in("outsider").get(reverse("my_due")))


def test_whoever_asked_as_a_chair_sees_what_is_not_answered_and_when_it_was_due_until_it_is(cast, write, signed_in):
    asked = ChairsOversight(
        grade="red", question="Who sees Riley alone?", addressed_to="social_care", answer_due=When.parse("2020-06-05")
    )
    write("police_officer", entry("police", "2020-06-04", "Looked between meetings.", asked))
    write("health_visitor", entry("health_visiting", "2020-06-20", "Weighed."))
    chair = words(signed_in("police_officer").get(reverse("my_due")))
    assert "Answer asked for by an audit or a chair Your agency asked Late: was due by 5 June 2020" in chair
    assert "Whose: Social care" in chair
    theirs = words(signed_in("social_worker").get(reverse("my_due")))
    assert "Answer asked for by an audit or a chair Late: was due by 5 June 2020" in theirs
    for who in ("health_visitor", "outsider"):
        assert "Answer asked for" not in words(signed_in(who).get(reverse("my_due")))
    oversight = EntryRow.objects.get(payload__content__contains="Looked between")
    answer = Answer(answer="done", reason="The social worker does, each week.")
    said = entry("social_care", "2020-06-21", "She is seen alone.", answer, relates_to=(oversight.entry_id,))
    write("social_worker", said)
    assert "Answer asked for" not in words(signed_in("police_officer").get(reverse("my_due")))


def test_mine_says_where_the_record_names_me(cast, referred, signed_in):
    since = When.parse("2020-01-01")
    me = Practitioner(id="sw", name="Social Worker", role="social worker", agency="social_care", since=since)
    add_practitioner(by=cast.people["social_worker"], family=cast.family, practitioner=me)
    text = words(signed_in("social_worker").get(reverse("my_due")))
    assert "Decision on a referral Names you" in text


def test_each_family_read_for_it_is_trailed(cast, referred, signed_in):
    signed_in("social_worker").get(reverse("my_due"))
    row = TrailRow.objects.first()
    assert (row.allowed, row.action, row.purpose) == (True, "see", "what is due")
    assert cast.family.ref in row.things


def test_the_calendar_holds_no_names_and_its_references_are_on_the_page(cast, referred, signed_in):
    answer = signed_in("social_worker").get(reverse("due_calendar"))
    text = answer.content.decode()
    assert answer["Content-Type"].startswith("text/calendar")
    assert "SUMMARY:Decision on a referral" in text
    assert "DTSTART;VALUE=DATE:20200605" in text
    for hidden in ("Hart", "Riley", "riley", "Social Worker", cast.family.ref, "Asked social care"):
        assert hidden not in text, hidden
    row = TrailRow.objects.first()
    assert (row.allowed, row.action) == (True, "export")
    page = words(signed_in("social_worker").get(reverse("my_due")))
    unfolded = text.replace("\r\n ", "")
    references = re.findall(r"Kingfisher by ([0-9a-f]{8})", unfolded)
    assert references
    assert all(f"In the calendar: {one}" in page for one in references)


def test_the_calendars_references_need_the_secret(referred, signed_in, settings):
    first = signed_in("social_worker").get(reverse("due_calendar")).content.decode()
    same = signed_in("social_worker").get(reverse("due_calendar")).content.decode()
    assert re.findall("UID:.*", first) == re.findall("UID:.*", same)
    settings.SECRET_KEY = "another one, long enough to be used in tests of this page"
    other = signed_in("social_worker").get(reverse("due_calendar")).content.decode()
    assert set(re.findall("UID:.*", first)).isdisjoint(re.findall("UID:.*", other))


def test_someone_of_no_family_gets_an_empty_calendar(referred, signed_in):
    assert "VEVENT" not in signed_in("outsider").get(reverse("due_calendar")).content.decode()
