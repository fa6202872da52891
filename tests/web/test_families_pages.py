"""My families and reviews, looking before opening a record, and the people in it."""

from django.urls import reverse

from kingfisher.records.models import Family, TrailRow
from tests.web.test_family_pages import words


def test_my_families_lists_only_mine(cast, signed_in):
    for name, listed in {"social_worker": True, "reviewer": True, "outsider": False, "administrator": False}.items():
        assert ("Hart" in words(signed_in(name).get("/"))) is listed


def test_reviews_lists_only_those_on_whose_panel_i_sit(cast, signed_in):
    assert "Review of Hart" in words(signed_in("reviewer").get("/reviews"))
    assert "Review of Hart" not in words(signed_in("social_worker").get("/reviews"))


def test_looking_finds_what_sounds_alike_and_is_trailed(cast, signed_in):
    text = words(signed_in("social_worker").post("/families/look", {"words": "Rilee Hartt"}, follow=True))
    assert "Riley Hart, in the record Hart" in text
    assert TrailRow.objects.first().action == "search"


def test_an_outsider_looking_is_told_only_whom_to_speak_to(cast, signed_in):
    client = signed_in("outsider")
    assert "Hart, in the record" not in words(client.post("/families/look", {"words": "Riley Hart"}, follow=True))
    answer = client.post("/families/look", {"words": "Riley Hart", "born": "5/7/2018"}, follow=True)
    text = words(answer)
    assert "Speak to Social care" in text
    assert cast.family.ref not in answer.content.decode()


def test_looking_for_nothing_is_a_mistake_said_kindly(signed_in):
    answer = signed_in("outsider").post("/families/look", {"words": ""})
    assert answer.status_code == 422
    assert "Enter a name to look for" in words(answer)


def test_opening_a_record_leads_to_its_people(signed_in):
    told = {"family_name": "Marsh", "name": "Ada Marsh", "born": "2019"}
    answer = signed_in("outsider").post("/families/new", told)
    assert answer.status_code == 302
    family = Family.objects.get(name="Marsh")
    assert answer["Location"] == reverse("people", args=[family.ref])
    assert "Born 2019" in words(signed_in("outsider").get(answer["Location"]))


def test_opening_a_record_for_someone_known_asks_why(signed_in):
    told = {"family_name": "Hart again", "name": "Riley Hart", "born": "5/7/2018"}
    client = signed_in("social_worker")
    answer = client.post("/families/new", told)
    assert answer.status_code == 422
    assert "may already be known" in words(answer)
    assert client.post("/families/new", {**told, "new_because": "A cousin of the same name"}).status_code == 302


def test_a_record_needs_a_name_and_a_date_that_can_be_read(signed_in):
    answer = signed_in("outsider").post("/families/new", {"name": "", "family_name": "", "born": "soon"})
    assert answer.status_code == 422
    for sentence in ("Enter a name", "Enter what the record is called", "Enter a date like 10/12/2019"):
        assert sentence in words(answer)


def test_adding_someone_with_their_relationship(cast, signed_in):
    address = reverse("people", args=[cast.family.ref])
    told = {"name": "Lee Garrity", "aliases": "Lee, LG", "part": "other", "tie": "parent", "of": "riley"}
    assert signed_in("social_worker").post(address, told).status_code == 302
    text = words(signed_in("social_worker").get(address))
    assert "Lee Garrity" in text
    assert "Parent of Riley Hart" in text
    assert "Lee, LG" in text


def test_half_a_relationship_is_asked_about(cast, signed_in):
    answer = signed_in("social_worker").post(
        reverse("people", args=[cast.family.ref]), {"name": "Lee", "part": "other", "tie": "parent"}
    )
    assert answer.status_code == 422
    assert "Choose both" in words(answer)


def test_an_outsider_adds_nobody(cast, signed_in):
    address = reverse("people", args=[cast.family.ref])
    assert signed_in("outsider").post(address, {"name": "X", "part": "other"}).status_code == 404
