"""Writing an entry: who may read it is suggested by the local rule and can be changed; local levels and stages."""

from pathlib import Path

import pytest
from django.urls import reverse

from kingfisher.records.actions.entries import add_entry, picture_version
from kingfisher.records.chronologies import chronology_of
from kingfisher.records.models import EntryRow, TrailRow
from kingfisher.timeline.kinds import Health
from kingfisher.web.forms.writing import FORMS
from tests.records.cast import DAY
from tests.web.conftest import entry
from tests.web.test_family_pages import words

EXAMPLE = Path(__file__).resolve().parents[2] / "demo" / "partnership.yaml"
SOURCE = "Local procedure, not statutory: Fellmarsh information sharing agreement, 2025, schedule A"


@pytest.fixture
def own(settings):
    settings.PARTNERSHIP = str(EXAMPLE)


@pytest.fixture
def page(cast, signed_in):
    def of(who, kind, data=None):
        address = reverse("write_kind", args=[cast.family.ref, kind])
        if data is None:
            return signed_in(who).get(address)
        told = {"happened": "2/6/2020", "about": ["riley"], "text": "Written by hand.", "share": "network"} | data
        return signed_in(who).post(address, told | {"based_on": str(picture_version(cast.family))})

    return of


def filed(cast):
    row = EntryRow.objects.filter(payload__content__contains="Written by hand").get()
    return row, chronology_of(cast.family, cast.reviewer, DAY).by_id[row.entry_id]


@pytest.mark.parametrize(("kind", "checked"), [("health", "agency"), ("education", "network"), ("incident", "agency")])
def test_who_may_read_it_is_suggested_by_the_rule_for_its_kind_with_its_source(own, page, kind, checked):
    answer = page("health_visitor", kind)
    assert SOURCE in words(answer)
    assert f'value="{checked}" checked' in " ".join(answer.content.decode().split()).replace(' id="id_share_0"', "")


def test_a_kind_without_a_rule_is_open_to_the_network_and_names_no_source(own, page):
    assert "Suggested for this kind" not in words(page("health_visitor", "contact"))


def test_without_a_file_nothing_is_suggested(page):
    assert "Suggested for this kind" not in words(page("health_visitor", "health"))


@pytest.mark.parametrize(("share", "label"), [("agency", True), ("network", False)])
def test_the_writer_may_choose_otherwise(own, cast, page, share, label):
    assert page("health_visitor", "health", {"share": share}).status_code == 302
    row, written = filed(cast)
    assert (" agency_only " in row.labels) is label
    assert (written.agency, written.by, written.kind) == ("health_visiting", "Health Visitor, health visitor", "health")


def test_an_entry_whose_writer_says_nothing_of_sharing_follows_the_rule(own, cast):
    row = add_entry(
        by=cast.health_visitor, family=cast.family, entry=entry("health_visiting", "2020-06-02", "A", Health())
    )
    assert " agency_only " in row.labels
    other = entry("health_visiting", "2020-06-02", "B", Health())
    assert (
        " agency_only "
        not in add_entry(by=cast.health_visitor, family=cast.family, entry=other, agency_only=False).labels
    )


def test_a_referral_and_a_decision_offer_the_levels_of_need(own, cast, page):
    for kind in ("referral", "decision"):
        text = words(page("social_worker", kind))
        assert "Level 3, Family Help" in text
        assert "a lead practitioner and one plan for the whole family" in text
    sent = page("social_worker", "decision", {"outcome": "early_help", "level": "2", "reason": "Both agreed."})
    assert sent.status_code == 302
    assert filed(cast)[1].content.level == 2


def test_without_a_threshold_document_no_level_is_asked_for(page):
    assert "Which level of need?" not in words(page("social_worker", "referral"))


def test_a_challenge_offers_the_stages_with_who_and_within_how_long(own, cast, page):
    assert "Stage 2, Manager to manager: their line managers, within 3 working days" in words(
        page("health_visitor", "challenge")
    )
    on = EntryRow.objects.get(kind="decision").entry_id
    page("health_visitor", "challenge", {"to": "social_care", "on": [on], "stage": "stage 2"})
    content = filed(cast)[1].content
    assert (content.to, content.on, content.stage) == ("social_care", (on,), "stage 2")


def test_a_decision_on_an_outdated_picture_shows_what_has_arrived_and_keeps_the_words(cast, page, signed_in):
    version = str(picture_version(cast.family))
    add_entry(by=cast.health_visitor, family=cast.family, entry=entry("health_visiting", "2020-06-03", "Fresh news."))
    told = {
        "happened": "2/6/2020",
        "about": ["riley"],
        "text": "Written by hand.",
        "share": "network",
        "outcome": "assess",
    }
    address = reverse("write_kind", args=[cast.family.ref, "decision"])
    answer = signed_in("social_worker").post(address, told | {"based_on": version})
    assert answer.status_code == 409
    assert "Fresh news." in words(answer)
    assert "Written by hand." in words(answer)


def test_what_is_missing_is_asked_for_and_what_was_typed_stays(page):
    answer = page("social_worker", "referral", {"text": "Kept words", "to": ""})
    assert answer.status_code == 422
    text = words(answer)
    assert "Choose the agency it is to" in text
    assert "Kept words" in text


def test_only_the_network_writes(cast, page):
    for who in ("outsider", "administrator", "reviewer"):
        assert page(who, "health").status_code == 404
        assert TrailRow.objects.first().allowed is False
    assert page("health_visitor", "hearsay").status_code == 404


def test_the_kinds_are_offered_from_the_chronology(cast, signed_in):
    client = signed_in("health_visitor")
    assert "Write an entry" in words(client.get(reverse("chronology", args=[cast.family.ref])))
    assert "Referral" in words(client.get(reverse("write", args=[cast.family.ref])))
    assert "Write an entry" not in words(signed_in("reviewer").get(reverse("chronology", args=[cast.family.ref])))


def test_an_outcome_is_said_by_its_local_name(own, page):
    assert '<option value="early_help">Family Help</option>' in page("social_worker", "decision").content.decode()


def test_without_a_file_it_is_called_what_it_is_called_everywhere(page):
    assert '<option value="early_help">Early help</option>' in page("social_worker", "decision").content.decode()


@pytest.mark.parametrize("kind", FORMS)
def test_every_form_opens_empty_and_asks_kindly_for_what_is_missing(page, kind):
    assert page("social_worker", kind).status_code == 200
    answer = page("social_worker", kind, {"text": "", "happened": "never", "about": []})
    assert answer.status_code == 422
    text = words(answer)
    assert "Enter a date like 10/12/2019 or about May 2019, or only the year, like 2019" in text
    assert "Write what happened" in text
    assert "This field is required" not in text


WRONG = {
    "sighting": ({"seen": []}, "Choose each child you saw"),
    "contact": ({"seen": ["riley"], "setting": "telephone"}, "A child is not seen by telephone or in writing"),
    "appointment": ({"whose": ""}, "Choose for whom it was"),
    "meeting": (
        {"type": "core group", "outcome": "cancelled", "part_police": "there"},
        "It was not held, and somebody is said to have been there",
    ),
    "scaling": ({"question": "How safe?", "low": "6", "high": "4"}, "The second number must not be lower"),
    "assessment": (
        {"type": "single", "stage": "completed", "said_by_1": "amy"},
        "Write what was said, or leave its other answers empty",
    ),
    "legal_step": ({"step": "another"}, "Write which step it is"),
    "chairs_oversight": ({"grade": "red", "question": "Who?"}, "Choose who is to answer the question"),
    "supervision": ({"outcome": "given", "about": []}, "Choose each child and adult it is about"),
    "answer": ({"answer": "done"}, "Choose what it answers. If nothing is listed, no chair or audit has asked yet"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_what_cannot_be_so_is_said_and_nothing_is_filed(page, kind):
    told, why = WRONG[kind]
    answer = page("social_worker", kind, told)
    assert answer.status_code == 422
    assert why in words(answer)
    assert "Written by hand." in words(answer)


def test_a_child_cannot_be_seen_alone_and_not_seen(page):
    answer = page("social_worker", "contact", {"alone": ["riley"]})
    assert "You say that you saw Riley Hart alone: tick them among the children you saw too" in words(answer)


def test_what_is_folded_is_open_where_something_in_it_is_wrong(page):
    assert '<details class="govuk-details" open' not in page("social_worker", "incident").content.decode()
    answer = page("social_worker", "incident", {"became_known": "never"})
    assert '<details class="govuk-details" open' in answer.content.decode()


def test_a_draft_of_any_form_comes_back_as_it_was_left(cast, page, signed_in):
    client = signed_in("health_visitor")
    draft = {"seen": ["riley"], "minutes": "20", "text": "Half a sentence"}
    client.post(reverse("save_draft", args=[cast.family.ref, "write-sighting"]), draft)
    again = page("health_visitor", "sighting").content.decode()
    assert "Half a sentence" in again
    assert 'name="seen" type="checkbox" value="riley" checked' in again
    assert 'value="20"' in again


def test_kinds_are_listed_by_what_one_is_doing(cast, signed_in):
    text = words(signed_in("health_visitor").get(reverse("write", args=[cast.family.ref])))
    groups = ["I saw the child", "Something happened", "We met", "We decided", "I want to say", "Supervision"]
    assert [text.index(one) for one in groups] == sorted(text.index(one) for one in groups)
    assert "Chair’s oversight and audit" in text


def test_one_missing_child_is_said_once(page):
    text = words(page("social_worker", "sighting", {"seen": [], "about": []}))
    assert "Choose each child you saw" in text
    assert "Choose each child and adult it is about" not in text


def test_an_entrys_page_says_what_was_said_of_each_child(cast, page, signed_in):
    page("social_worker", "supervision", {"outcome": "given", "line_riley": "Seen.", "would_change": "Bruises."})
    row = EntryRow.objects.get(kind="supervision")
    text = words(signed_in("social_worker").get(reverse("entry", args=[cast.family.ref, row.entry_id])))
    assert "Of each child Riley Hart: Seen" in text
    assert "What would change their mind Bruises." in text
