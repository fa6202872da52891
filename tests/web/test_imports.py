"""Returns coming in through the pages: received, read, said what was and was not, filed, withdrawn, refused."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kingfisher.records import jobs
from kingfisher.records.models import Batch, BatchState, TrailRow
from tests.records.cast import Cast
from tests.web.returns_of_lucy import make_manager, open_lucy, uploads

POLICE = SimpleUploadedFile(
    "police.csv",
    b"Date,About,What happened\n"
    b"12/03/2020,Riley Hart,Shouting heard at the address. Riley Hart asleep upstairs.\n"
    b"31/02/2020,Amy Hart,Call from a neighbour.\n"
    b"14/04/2020,Amy Hart,Amy Hart spoken to on the doorstep.\n",
).read()


def sent(name: str = "police.csv", content: bytes = POLICE) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def numbers(page: str, heading: str) -> list[int]:
    table = page[page.index(heading) :]
    return [int(n) for n in re.findall(r"numeric\">(?:<strong>)?(\d+)", table[: table.index("</table>")])]


def without_token(answer) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())


@pytest.fixture
def police(signed_in) -> Client:
    return signed_in("police_officer")


@pytest.fixture
def batch(cast: Cast, police: Client) -> Batch:
    answer = police.post(f"/families/{cast.family.ref}/returns", {"sent": [sent()]})
    assert answer.status_code == 302
    jobs.work_off()
    return Batch.objects.get()


def test_ten_files_come_in_at_once_and_every_row_is_somewhere(db) -> None:
    manager = make_manager()
    family = open_lucy(manager)
    client = Client()
    client.force_login(manager)
    answer = client.post(f"/families/{family.ref}/returns", {"sent": uploads(), "agency": ""}, follow=True)
    page = answer.content.decode()
    assert "10 files received" in page
    assert page.count("Waiting to be read") == 10
    assert 'data-refresh-url="' in page
    jobs.work_off()
    page = client.get(f"/families/{family.ref}/returns").content.decode()
    assert 'data-refresh-url="' not in page
    rows_in, proposed, doubts, structure, _ = (int(n) for n in re.findall(r"<strong>(\d+)</strong>", page)[-5:])
    assert rows_in == proposed + doubts + structure > 400
    assert {batch.agency_id for batch in Batch.objects.all()} == {
        "ambulance", "gp", "health_visiting", "hospital", "housing", "midwifery", "pathways", "police",
        "social_care", "yos",
    }  # fmt: skip


def test_a_file_says_what_was_read_and_what_was_not(police: Client, batch: Batch) -> None:
    page = police.get(f"/returns/{batch.ref}").content.decode()
    *lines, rows_in = numbers(page, "What was read and what was not")
    assert rows_in == sum(lines) == 4
    assert "the date cannot exist" in page
    assert batch.original_id in page
    assert "Riley Hart: 1 row" in page


def test_an_empty_file_is_said_and_the_others_come_in_all_the_same(cast: Cast, police: Client) -> None:
    answer = police.post(f"/families/{cast.family.ref}/returns", {"sent": [sent(), sent("nothing.docx", b"")]})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "nothing.docx" in page
    assert "is empty" in page
    assert "1 file received" in page
    assert Batch.objects.count() == 1


def test_a_file_that_cannot_be_read_says_why_and_what_to_do(cast: Cast, police: Client) -> None:
    police.post(f"/families/{cast.family.ref}/returns", {"sent": [sent("return.docx", b"%PDF-1.7 not Word at all")]})
    jobs.work_off()
    page = police.get(f"/families/{cast.family.ref}/returns").content.decode()
    assert "Could not be read" in page
    assert Batch.objects.get().reason in page.replace("&#x27;", "'")


def test_no_file_chosen_is_said(cast: Cast, police: Client) -> None:
    answer = police.post(f"/families/{cast.family.ref}/returns", {})
    assert answer.status_code == 422
    assert "Choose at least one file" in answer.content.decode()


def test_the_original_comes_back_byte_for_byte_and_never_in_the_page(police: Client, batch: Batch) -> None:
    answer = police.get(f"/returns/{batch.ref}/original")
    assert answer.content == POLICE
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["Content-Type"] == "application/octet-stream"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert TrailRow.objects.filter(action="export", allowed=True, things__contains=batch.ref).exists()


def test_every_row_has_a_place_of_its_own_to_be_opened_at(police: Client, batch: Batch) -> None:
    page = police.get(f"/returns/{batch.ref}/rows").content.decode()
    assert page.count('id="row-') == 4
    row = batch.rows.get(number=2)
    answer = police.get(f"/returns/{batch.ref}/rows", {"place": row.place})
    assert answer["Location"].endswith("?page=1#row-2")


def test_filing_shows_the_counts_first_and_leaves_the_rest_with_the_file(police: Client, batch: Batch) -> None:
    assert police.post(f"/returns/{batch.ref}/file").status_code == 409
    police.post(f"/returns/{batch.ref}/settle/clear")
    page = police.get(f"/returns/{batch.ref}/file").content.decode()
    assert "2 of 3 rows are settled" in page
    answer = police.post(f"/returns/{batch.ref}/file", follow=True)
    assert "2 entries filed from police.csv. 1 row still to settle." in answer.content.decode()
    assert "Filed" in police.get(f"/returns/{batch.ref}/rows").content.decode()


def test_an_entry_leads_to_its_passage_in_the_file_for_those_who_may_open_it(
    cast: Cast, police: Client, batch: Batch, signed_in
) -> None:
    police.post(f"/returns/{batch.ref}/settle/clear")
    police.post(f"/returns/{batch.ref}/file")
    police.post(f"/returns/{batch.ref}/release")
    entry = f"/families/{cast.family.ref}/entries/{batch.rows.get(number=2).entry_id}"
    assert f"/returns/{batch.ref}/rows?place=record" in police.get(entry).content.decode()
    assert "Read it in its place" not in signed_in("social_worker").get(entry).content.decode()


def test_filing_asks_again_when_the_file_has_changed_since(police: Client, batch: Batch) -> None:
    police.post(f"/returns/{batch.ref}/settle/clear")
    answer = police.post(f"/returns/{batch.ref}/file", {"shown": "1 to file, 2 open, 0 filed"})
    assert answer.status_code == 409
    assert "It showed: 1 to file, 2 open, 0 filed." in answer.content.decode()
    assert batch.entries.count() == 0


def test_its_agency_releases_a_file_and_nobody_else_does(cast: Cast, police: Client, batch: Batch, signed_in) -> None:
    police.post(f"/returns/{batch.ref}/settle/clear")
    police.post(f"/returns/{batch.ref}/file")
    social_worker, reviewer = signed_in("social_worker"), signed_in("reviewer")
    chronology = f"/families/{cast.family.ref}/chronology"
    assert "asleep upstairs" not in social_worker.get(chronology).content.decode()
    assert reviewer.post(f"/returns/{batch.ref}/release").status_code == 404
    assert "cannot be taken back" in police.get(f"/returns/{batch.ref}/release").content.decode()
    answer = police.post(f"/returns/{batch.ref}/release", follow=True)
    assert "2 entries released to the network." in answer.content.decode()
    assert "asleep upstairs" in social_worker.get(chronology).content.decode()


def test_a_file_is_withdrawn_only_with_a_reason(police: Client, batch: Batch) -> None:
    answer = police.post(f"/returns/{batch.ref}/withdraw", {"reason": ""})
    assert answer.status_code == 422
    police.post(f"/returns/{batch.ref}/withdraw", {"reason": "Another child’s return."})
    batch.refresh_from_db()
    assert batch.state == BatchState.WITHDRAWN
    assert "Another child’s return." in police.get(f"/returns/{batch.ref}").content.decode()


def test_the_panel_says_whose_a_file_is_and_it_is_read_again(cast: Cast, signed_in) -> None:
    reviewer = signed_in("reviewer")
    reviewer.post(f"/families/{cast.family.ref}/returns", {"sent": [sent()], "agency": ""})
    jobs.work_off()
    batch = Batch.objects.get()
    assert reviewer.post(f"/returns/{batch.ref}/whose", {"agency": ""}).status_code == 422
    reviewer.post(f"/returns/{batch.ref}/whose", {"agency": "housing"})
    jobs.work_off()
    batch.refresh_from_db()
    assert (batch.agency_id, batch.state) == ("housing", BatchState.READ)


def test_one_chooses_a_family_among_ones_own(cast: Cast, police: Client, signed_in) -> None:
    assert "Hart" in police.get("/import").content.decode()
    assert "Hart" not in signed_in("outsider").get("/import").content.decode()


ADDRESSES = ("", "/rows", "/original", "/settle", "/file", "/release", "/withdraw")


@pytest.mark.parametrize("who", ["outsider", "social_worker", "administrator"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_those_whose_file_it_is_not_are_told_the_same_as_of_nothing(batch, signed_in, who, address) -> None:
    client = signed_in(who)
    refused, absent = (client.get(f"/returns/{ref}{address}") for ref in (batch.ref, "zzzzzzzzzz"))
    assert refused.status_code == absent.status_code == 404
    assert without_token(refused) == without_token(absent)
    assert TrailRow.objects.filter(allowed=False, things__contains=batch.ref).exists()


def test_a_stranger_can_send_nothing_in(cast: Cast, signed_in) -> None:
    client = signed_in("outsider")
    refused = client.post(f"/families/{cast.family.ref}/returns", {"sent": [sent()]})
    assert refused.status_code == 404
    assert Batch.objects.count() == 0
    assert TrailRow.objects.filter(action="receive_file", allowed=False).exists()
