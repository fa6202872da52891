"""The chronology going out: six formats, for its reader only, without names when so chosen, and always trailed."""

import csv
import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kingfisher.records import jobs
from kingfisher.records.actions.entries import add_entry, picture_version
from kingfisher.records.chronologies import family_value
from kingfisher.records.models import Batch, TrailRow
from kingfisher.timeline.entries import Seen
from kingfisher.timeline.kinds import Setting
from tests.records.cast import Cast
from tests.web.conftest import entry

BEGINS = {"docx": b"PK", "xlsx": b"PK", "pdf": b"%PDF-", "csv": b"\xef\xbb\xbf", "json": b"{", "html": b"<!"}


def chosen(**changed: object) -> dict[str, object]:
    plain = {"kind": "csv", "audience": "panel", "recipient": "The panel’s chair", "names": "named"}
    return plain | {"dates": "as_given", "moved": "", "places": "", "agency": ""} | changed


@pytest.fixture
def reviewer(signed_in) -> Client:
    return signed_in("reviewer")


@pytest.mark.parametrize("kind", BEGINS)
def test_each_format_is_made_and_kept_never_shown(cast: Cast, reviewer: Client, kind: str) -> None:
    answer = reviewer.post(f"/families/{cast.family.ref}/downloads", chosen(kind=kind))
    assert answer.status_code == 200, answer.content.decode()[:500]
    assert answer.content.startswith(BEGINS[kind])
    assert answer["Content-Disposition"].startswith("attachment;")
    assert f".{kind}" in answer["Content-Disposition"]
    assert "sandbox" in answer["Content-Security-Policy"]


def rows_of(answer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_a_copy_holds_what_its_maker_may_see_and_its_reader_may_have(cast: Cast, reviewer: Client, signed_in) -> None:
    ref = cast.family.ref
    whole = rows_of(reviewer.post(f"/families/{ref}/downloads", chosen()))
    housing = rows_of(
        signed_in("housing_officer").post(f"/families/{ref}/downloads", chosen(audience="agency", agency="housing"))
    )
    family = rows_of(reviewer.post(f"/families/{ref}/downloads", chosen(audience="family")))
    assert any("Restricted intelligence" in row["text_start"] for row in whole)
    for copy in (housing, family):
        assert 0 < len(copy) < len(whole)
        assert not any("Restricted intelligence" in row["text_start"] for row in copy)


def test_only_the_panel_is_offered_the_panels_copy(cast: Cast, signed_in) -> None:
    client = signed_in("housing_officer")
    assert 'value="panel"' not in client.get(f"/families/{cast.family.ref}/downloads").content.decode()
    assert client.post(f"/families/{cast.family.ref}/downloads", chosen(audience="panel")).status_code == 422


def test_what_an_agency_has_not_released_never_reaches_the_family(cast: Cast, reviewer: Client, signed_in) -> None:
    content = b"Date,About,What happened\n12/03/2020,Riley Hart,Shouting heard by nobody else.\n"
    police = signed_in("police_officer")
    police.post(f"/families/{cast.family.ref}/returns", {"sent": [SimpleUploadedFile("police.csv", content)]})
    jobs.work_off()
    batch = Batch.objects.get()
    police.post(f"/returns/{batch.ref}/settle/clear")
    police.post(f"/returns/{batch.ref}/file")
    made = {
        who: reviewer.post(f"/families/{cast.family.ref}/downloads", chosen(audience=who)).content.decode()
        for who in ("panel", "family")
    }
    assert "heard by nobody else" in made["panel"]
    assert "heard by nobody else" not in made["family"]


def test_nothing_for_the_reader_is_said_with_what_to_do(cast: Cast, signed_in, reviewer: Client) -> None:
    answer = reviewer.post(f"/families/{cast.family.ref}/downloads", chosen(audience="agency", agency="partnership"))
    if answer.status_code == 422:
        assert "Ask the agencies to release" in answer.content.decode()
    else:
        assert rows_of(answer)


def test_a_copy_without_names(cast: Cast, reviewer: Client) -> None:
    choices = chosen(kind="json", names="without", dates="moved", moved="35")
    answer = reviewer.post(f"/families/{cast.family.ref}/downloads", choices)
    assert answer.status_code == 200, answer.content.decode()
    text = json.dumps(json.loads(answer.content))
    for word in ("Riley", "Hart", "Amy", "2020-04-14"):
        assert word not in text
    assert "Hart" not in answer["Content-Disposition"]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"recipient": ""}, "Write who will have it"),
        ({"audience": ""}, "Choose which reader"),
        ({"audience": "agency"}, "Choose which agency"),
        ({"names": "without", "dates": "moved"}, "by how many days"),
        ({"names": "without", "dates": "moved", "moved": "many"}, "whole number"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(cast: Cast, reviewer: Client, changed, words) -> None:
    answer = reviewer.post(f"/families/{cast.family.ref}/downloads", chosen(places="Larkspur Court") | changed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "Larkspur Court" in page


def test_who_took_what_for_whom_is_written_down(cast: Cast, reviewer: Client) -> None:
    reviewer.post(f"/families/{cast.family.ref}/downloads", chosen(kind="xlsx"))
    trail = TrailRow.objects.get(action="export", allowed=True)
    assert trail.purpose == "chronology as xlsx, with names, for panel: The panel’s chair"


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_a_blank_return_names_the_family_and_holds_nothing_of_the_record(cast: Cast, reviewer: Client, kind) -> None:
    address = f"/families/{cast.family.ref}/returns/blank"
    assert reviewer.get(address).status_code == 200
    assert reviewer.get(address, {"agency": ""}).status_code == 422
    answer = reviewer.get(address, {"agency": "police", "kind": kind, "first": "1/1/2018", "last": "30/6/2020"})
    with zipfile.ZipFile(io.BytesIO(answer.content)) as package:
        words = b"".join(package.read(name) for name in package.namelist() if name.endswith(".xml"))
    assert b"Hart" in words
    assert b"Police" in words
    assert b"1 January 2018" in words
    assert b"intelligence" not in words


def test_a_blank_return_asks_for_days_the_right_way_round(cast: Cast, reviewer: Client) -> None:
    asked = {"agency": "police", "kind": "docx", "first": "2/1/2018", "last": "1/1/2018"}
    assert reviewer.get(f"/families/{cast.family.ref}/returns/blank", asked).status_code == 422


@pytest.mark.parametrize("page", ["downloads", "returns/blank", "returns/queries", "returns/queries/police"])
@pytest.mark.parametrize("who", ["outsider", "administrator", "leaver"])
def test_strangers_are_told_the_same_as_of_nothing(cast: Cast, signed_in, page: str, who: str) -> None:
    client = signed_in(who)
    for ask in (client.get, client.post):
        mine, absent = (ask(f"/families/{ref}/{page}").status_code for ref in (cast.family.ref, "zzzzzzzzzz"))
        assert mine == absent
        assert mine in (404, 405)
    assert TrailRow.objects.filter(allowed=False, things__contains=cast.family.ref).exists()
    refused = client.post(f"/families/{cast.family.ref}/downloads", chosen())
    assert refused.status_code == 404


def test_the_gaps_of_a_copy_do_not_count_the_children(cast: Cast, reviewer: Client) -> None:
    poppy = next(one.id for one in family_value(cast.family).people if one.label == "Poppy Hart")
    seen = entry(
        "social_care", "2020-04-01", "Seen.", about=(poppy,), seen=(Seen(child=poppy, setting=Setting.INSIDE),)
    )
    add_entry(by=cast.social_worker, family=cast.family, entry=seen, based_on=picture_version(cast.family))
    chosen_so = chosen(kind="html", names="without", dates="month")
    counted = reviewer.post(f"/families/{cast.family.ref}/downloads", chosen_so).content.decode()
    hidden = reviewer.post(f"/families/{cast.family.ref}/downloads", chosen_so | {"hide_siblings": "on"})
    page = hidden.content.decode()
    assert "seeing Child B inside the home since" in counted
    assert "seeing Child A inside the home since" in page
    assert "seeing Sibling" not in page
