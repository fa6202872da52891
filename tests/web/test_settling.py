"""Settling through the pages: doubts first, nothing typed is lost, nobody undoes what they never saw."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kingfisher.records import jobs
from kingfisher.records.actions.imports import settle_row
from kingfisher.records.batch_page import RowShown, doubts_of
from kingfisher.records.models import Batch
from kingfisher.records.settling import entry_of
from kingfisher.timeline.dates import When
from kingfisher.timeline.people import HowKnown
from kingfisher.web.forms.settling import date_shown, date_typed
from tests.records.cast import Cast

POLICE = (
    b"Date,About,What happened\n"
    b"12/03/2020,Riley Hart,Shouting heard at the address. Riley Hart asleep upstairs.\n"
    b"31/02/2020,Amy Hart,Call from a neighbour.\n"
    b"14/04/2020,Amy Hart,Amy Hart spoken to on the doorstep.\n"
)


@pytest.fixture
def police(signed_in) -> Client:
    return signed_in("police_officer")


@pytest.fixture
def batch(cast: Cast, police: Client) -> Batch:
    police.post(f"/families/{cast.family.ref}/returns", {"sent": [SimpleUploadedFile("police.csv", POLICE)]})
    jobs.work_off()
    return Batch.objects.get()


def as_shown(batch: Batch, *numbers: int, **changed: object) -> dict[str, object]:
    """What the page's form would send for those rows if nobody touched it, with changes to the first of them."""
    sent: dict[str, object] = {"row": list(numbers)}
    for number in numbers:
        shown = RowShown(batch.rows.get(number=number))
        entry = shown.entry
        fields = {
            "decision": "",
            "why": "",
            "happened": date_shown(entry.happened),
            "about": list(entry.about),
            "seen": [one.child for one in entry.seen],
            "kind": entry.kind,
            "outcome": entry.outcome or "",
            "how_known": entry.how_known or "",
            "version": shown.version,
        }
        sent |= {f"r{number}-{name}": value for name, value in fields.items()}
    return sent | {f"r{numbers[0]}-{name}": value for name, value in changed.items()}


def settle(client: Client, batch: Batch, sent: dict[str, object]):
    return client.post(f"/returns/{batch.ref}/settle?show=open", sent)


def test_doubts_come_first_and_each_row_shows_its_passage_and_its_reasons(police: Client, batch: Batch) -> None:
    page = police.get(f"/returns/{batch.ref}/settle").content.decode()
    assert page.index('id="row-3"') < page.index('id="row-2"') < page.index('id="row-4"')
    assert "31/02/2020" in page
    assert "Shouting heard at the address." in page
    assert "The date as written." in page


def test_rows_left_alone_stay_open(police: Client, batch: Batch) -> None:
    assert settle(police, batch, as_shown(batch, 2, 3, 4)).status_code == 302
    assert batch.rows.exclude(settled="").count() == 0


def test_accepting_as_read(police: Client, batch: Batch) -> None:
    settle(police, batch, as_shown(batch, 2, 3, decision="take"))
    row = batch.rows.get(number=2)
    assert (row.settled, row.settled_by.name) == ("accepted", "Police Officer")
    assert batch.rows.get(number=3).settled == ""


def test_accepting_with_changes(police: Client, batch: Batch) -> None:
    changes = {"about": ["riley", "amy"], "kind": "contact", "outcome": "attended", "how_known": "record_check"}
    settle(police, batch, as_shown(batch, 2, decision="take", happened="early March 2020", seen=["riley"], **changes))
    row = batch.rows.get(number=2)
    entry = entry_of(row)
    assert row.settled == "changed"
    assert entry.happened == date_typed("early March 2020")
    assert set(entry.about) == {"riley", "amy"}
    assert (entry.kind, entry.outcome, entry.how_known) == ("contact", "attended", HowKnown.RECORD_CHECK)
    assert [one.child for one in entry.seen] == ["riley"]


def test_a_doubt_is_settled_with_a_date_that_exists(police: Client, batch: Batch) -> None:
    answer = settle(police, batch, as_shown(batch, 3, decision="take"))
    assert answer.status_code == 422
    assert "as near as anyone can say" in answer.content.decode()
    answer = settle(police, batch, as_shown(batch, 3, decision="take", happened="30/02/2020"))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'value="30/02/2020"' in page
    settle(police, batch, as_shown(batch, 3, decision="take", happened="about 28 February 2020"))
    assert entry_of(batch.rows.get(number=3)).happened == When.parse("2020-02-28~")


def test_one_mistake_loses_nothing_of_the_page_and_saves_nothing_by_halves(police: Client, batch: Batch) -> None:
    sent = as_shown(batch, 2, 3, decision="set_aside", why="") | {
        "r3-decision": "ask",
        "r3-why": "Which February do you mean?",
    }
    answer = settle(police, batch, sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Say why record 2 is set aside" in page or "is set aside: the agency may ask" in page
    assert "Which February do you mean?" in page
    assert batch.rows.exclude(settled="").count() == 0


def test_what_was_changed_needs_a_decision(police: Client, batch: Batch) -> None:
    answer = settle(police, batch, as_shown(batch, 2, happened="May 2020"))
    assert answer.status_code == 422
    assert "choose Accept to keep that" in answer.content.decode()


def test_setting_aside_and_another_familys_row(police: Client, batch: Batch) -> None:
    settle(police, batch, as_shown(batch, 2, decision="set_aside", why="Sent twice."))
    settle(police, batch, as_shown(batch, 4, decision="other_family"))
    assert [row.settled for row in batch.rows.order_by("number")] == ["", "set_aside", "", "other_family"]
    assert "Sent twice." in police.get(f"/returns/{batch.ref}/settle?show=settled").content.decode()


def test_asking_the_agency_keeps_the_row_open_and_puts_it_among_the_queries(
    cast: Cast, police: Client, batch: Batch
) -> None:
    settle(police, batch, as_shown(batch, 4, decision="ask", why="Who spoke to her?"))
    settle(police, batch, as_shown(batch, 3, decision="ask"))
    assert [doubt.ask for doubt in doubts_of([batch])][1] == "Who spoke to her?"
    assert "Who spoke to her?" in police.get(f"/returns/{batch.ref}/settle?show=asked").content.decode()
    assert 'id="row-4"' not in police.get(f"/returns/{batch.ref}/settle").content.decode()
    queries = police.get(f"/families/{cast.family.ref}/returns/queries").content.decode()
    assert "Who spoke to her?" in queries
    assert "2 queries" in queries
    document = police.get(f"/families/{cast.family.ref}/returns/queries/police")
    assert document.content.startswith(b"PK")
    assert police.get(f"/families/{cast.family.ref}/returns/queries/housing").status_code == 302


def test_a_settled_row_can_be_opened_again(police: Client, batch: Batch) -> None:
    settle(police, batch, as_shown(batch, 2, decision="take"))
    settle(police, batch, as_shown(batch, 2, decision=""))
    assert batch.rows.get(number=2).settled == ""


def test_everything_with_nothing_to_look_at_at_once(police: Client, batch: Batch) -> None:
    page = police.get(f"/returns/{batch.ref}/settle").content.decode()
    assert "Accept the 2 rows of this file with nothing to look at" in page
    answer = police.post(f"/returns/{batch.ref}/settle/clear", follow=True)
    assert "2 rows saved. 1 of the file still to settle." in answer.content.decode()


def test_the_last_row_settled_leads_to_filing(police: Client, batch: Batch) -> None:
    police.post(f"/returns/{batch.ref}/settle/clear")
    answer = settle(police, batch, as_shown(batch, 3, decision="other_family"))
    assert answer["Location"] == f"/returns/{batch.ref}/file"


def test_a_row_settled_by_someone_else_meanwhile_is_shown_and_asked_again(
    cast: Cast, police: Client, batch: Batch
) -> None:
    mine = as_shown(batch, 2, 4, decision="take") | {"r4-decision": "take"}
    settle_row(by=cast.police_officer, batch=batch, number=2, decision="set_aside", why="A colleague says no.")
    answer = settle(police, batch, mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "A colleague says no." in page
    assert "since you opened the page" in page
    assert batch.rows.get(number=4).settled == ""
    again = mine | {"r2-version": RowShown(batch.rows.get(number=2)).version}
    assert again["r2-version"] in page
    assert settle(police, batch, again).status_code == 302
    assert batch.rows.get(number=2).settled == "accepted"


def test_what_is_filed_is_no_longer_settled_here(police: Client, batch: Batch) -> None:
    police.post(f"/returns/{batch.ref}/settle/clear")
    police.post(f"/returns/{batch.ref}/file")
    page = police.get(f"/returns/{batch.ref}/settle?show=settled").content.decode()
    assert page.count("Filed: open the entry") == 2
    assert 'name="r2-decision"' not in page


@pytest.mark.parametrize(
    "words", ["12 February 2018", "about March 2020", "autumn term 2019", "2019", "before 1 March 2018"]
)
def test_dates_are_typed_as_they_are_said(words: str) -> None:
    when = date_typed(words)
    assert date_typed(date_shown(when)) == when


def test_only_those_whose_file_it_is_settle_it(cast: Cast, signed_in, batch: Batch) -> None:
    for who in ("outsider", "social_worker", "reviewer"):
        client = signed_in(who)
        assert settle(client, batch, as_shown(batch, 2, decision="take")).status_code == 404
        assert client.post(f"/returns/{batch.ref}/settle/clear").status_code == 404
    assert batch.rows.exclude(settled="").count() == 0
