"""Unfinished words: found again by the one who wrote them, on that family and form, and by nobody else."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kingfisher.records import jobs
from kingfisher.records.models import Batch, Draft, TrailRow
from tests.records.cast import Cast


@pytest.fixture
def police(signed_in) -> Client:
    return signed_in("police_officer")


@pytest.fixture
def batch(cast: Cast, police: Client) -> Batch:
    content = b"Date,About,What happened\n12/03/2020,Riley Hart,Shouting heard.\n13/03/2020,Riley Hart,Called again.\n"
    police.post(f"/families/{cast.family.ref}/returns", {"sent": [SimpleUploadedFile("police.csv", content)]})
    jobs.work_off()
    return Batch.objects.get()


def address(cast: Cast, batch: Batch) -> str:
    return f"/families/{cast.family.ref}/drafts/settle-{batch.ref}-police"


def typed(number: int, why: str) -> dict[str, str]:
    return {"part": f"r{number}-", "row": str(number), f"r{number}-why": why, f"r{number}-kind": "incident"}


def test_what_was_typed_is_there_when_the_page_is_opened_again(cast: Cast, police: Client, batch: Batch) -> None:
    assert police.post(address(cast, batch), typed(2, "Half a thou")).status_code == 204
    page = police.get(f"/returns/{batch.ref}/settle").content.decode()
    assert "You left this unfinished at " in page
    assert "Half a thou" in page
    assert batch.rows.exclude(settled="").count() == 0


def test_a_draft_of_one_page_keeps_that_of_another(cast: Cast, police: Client, batch: Batch) -> None:
    police.post(address(cast, batch), typed(2, "First page"))
    police.post(address(cast, batch), typed(3, "Second page"))
    page = police.get(f"/returns/{batch.ref}/settle").content.decode()
    assert "First page" in page
    assert "Second page" in page


def test_what_is_saved_for_good_leaves_the_draft_and_the_rest_stays(cast: Cast, police: Client, batch: Batch) -> None:
    police.post(address(cast, batch), typed(2, "Sent twice."))
    police.post(address(cast, batch), typed(3, "Kept for later"))
    police.post(f"/returns/{batch.ref}/settle", {"row": ["2"], "r2-decision": "other_family", "r2-kind": "incident"})
    assert "Sent twice." not in Draft.objects.get().body
    assert "Kept" in Draft.objects.get().body


def test_accepting_the_rest_at_once_leaves_what_is_being_typed(cast: Cast, police: Client, batch: Batch) -> None:
    police.post(address(cast, batch), typed(2, "Which house?"))
    police.post(f"/returns/{batch.ref}/settle/clear")
    assert [row.settled for row in batch.rows.order_by("number")] == ["", "", "accepted"]
    assert "Which house?" in police.get(f"/returns/{batch.ref}/settle").content.decode()


def test_it_can_be_forgotten(cast: Cast, police: Client, batch: Batch) -> None:
    police.post(address(cast, batch), typed(2, "Not this"))
    onward = f"/returns/{batch.ref}/settle?show=open"
    answer = police.post(f"{address(cast, batch)}/forget", {"next": onward})
    assert answer["Location"] == onward
    assert Draft.objects.count() == 0
    elsewhere = police.post(f"{address(cast, batch)}/forget", {"next": "https://elsewhere.example/"})
    assert elsewhere["Location"] == f"/families/{cast.family.ref}"


def test_nobody_else_finds_it(cast: Cast, police: Client, batch: Batch, signed_in) -> None:
    police.post(address(cast, batch), typed(2, "Mine alone"))
    colleague = signed_in("reviewer")
    assert "Mine alone" not in colleague.get(f"/returns/{batch.ref}/settle").content.decode()
    assert "Mine alone" not in police.get(f"/families/{cast.family.ref}/returns").content.decode()


def test_a_stranger_leaves_nothing_but_a_row_in_the_trail(cast: Cast, signed_in) -> None:
    outsider = signed_in("outsider")
    for end in ("", "/forget"):
        mine, absent = (
            outsider.post(f"/families/{ref}/drafts/settle-x{end}", {"r1-why": "x"}).status_code
            for ref in (cast.family.ref, "zzzzzzzzzz")
        )
        assert mine == absent == 404
    assert Draft.objects.count() == 0
    assert TrailRow.objects.filter(action="draft", allowed=False, things__contains=cast.family.ref).count() == 2


def test_saving_a_draft_leaves_no_row_in_the_trail_for_every_few_keys(cast: Cast, police: Client, batch: Batch) -> None:
    before = TrailRow.objects.count()
    police.post(address(cast, batch), typed(2, "Typing"))
    assert TrailRow.objects.count() == before


def test_too_much_is_refused_and_nothing_is_lost_from_before(cast: Cast, police: Client, batch: Batch) -> None:
    police.post(address(cast, batch), typed(2, "Before"))
    assert police.post(address(cast, batch), typed(2, "x" * 2_100_000)).status_code == 413
    assert "Before" in Draft.objects.get().body


def test_words_of_a_reviews_form_outlast_a_lost_session(cast: Cast, signed_in) -> None:
    client, ref = signed_in("manager"), cast.review.ref
    typed_so_far = {"words": "Half a finding", "heading": "Seen", "day": "1/1/2020"}
    assert client.post(f"/reviews/{ref}/drafts/part_written", typed_so_far).status_code == 204
    client.logout()
    page = signed_in("manager").get(f"/reviews/{ref}/record/part_written").content.decode()
    assert "You left this unfinished at " in page
    assert "Half a finding" in page
    assert f'data-draft-url="/reviews/{ref}/drafts/part_written"' in page
    assert "Half a finding" not in signed_in("reviewer").get(f"/reviews/{ref}/record/part_written").content.decode()
    for other in ("social_worker", "outsider"):
        assert signed_in(other).post(f"/reviews/{ref}/drafts/part_written", typed_so_far).status_code == 404


def test_a_recorded_step_forgets_its_draft_and_so_does_forgetting_it(cast: Cast, signed_in) -> None:
    client, ref = signed_in("manager"), cast.review.ref
    told = {"words": "A whole finding", "heading": "Seen", "day": "1/1/2020"}
    client.post(f"/reviews/{ref}/drafts/part_written", told)
    assert client.post(f"/reviews/{ref}/record/part_written", told).status_code == 302
    assert not Draft.objects.exists()
    client.post(f"/reviews/{ref}/drafts/part_written", told)
    assert client.post(f"/reviews/{ref}/drafts/part_written/forget", {"next": f"/reviews/{ref}"}).status_code == 302
    assert not Draft.objects.exists()
