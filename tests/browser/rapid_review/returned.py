"""Ten files come in, are settled, filed and read together; a query is answered by a corrected version."""

from playwright.sync_api import Page, expect

from kingfisher.records import jobs
from kingfisher.records.actions.imports import file_batch, settle_many
from kingfisher.records.models import Batch, BatchState
from tests.browser.people_at_work import before, day, fill, said_so
from tests.browser.rapid_review.walking import Walk
from tests.web.returns_of_lucy import RETURNS


def ten_files_in(walk: Walk) -> None:
    page = walk.manager
    page.goto(f"/reviews/{walk.review}/returns")
    page.get_by_role("link", name="returns about Marsden").click()
    page.set_input_files("input[type=file]", [str(path) for path in RETURNS])
    page.get_by_role("button", name="Send in", exact=True).click()
    expect(page.locator("#files")).to_contain_text("0 of 10 files done")
    jobs.work_off()
    expect(page.locator("#files")).to_contain_text("10 files: none is waiting")
    walk.check(page)
    by_hand = {"yos.csv": walk.manager, "housing.docx": walk.reviewer, "police.csv": walk.police}
    for batch in Batch.objects.order_by("file_name"):
        if who := by_hand.get(batch.file_name):
            _settled_and_filed(who, batch)
        else:
            settle_many(by=batch.received_by, batch=batch)
            file_batch(by=batch.received_by, batch=batch)
    assert set(Batch.objects.values_list("state", flat=True)) == {BatchState.FILED}
    walk.at(page, "/returns")
    expect(page.get_by_role("row", name="Housing")).to_contain_text("version 1")


def _settled_and_filed(page: Page, batch: Batch) -> None:
    page.goto(f"/returns/{batch.ref}/settle")
    page.get_by_role("button", name="Accept the").click()
    page.wait_for_load_state()
    page.goto(f"/returns/{batch.ref}/file")
    page.get_by_role("button", name="File these entries").click()
    said_so(page, f"entries filed from {batch.file_name}")


def read_together(walk: Walk) -> list[str]:
    """The ids of three entries, as their own pages show them, found by reading the chronology."""
    page = walk.reviewer
    found = []
    for number in range(3):
        page.goto(f"/families/{walk.family.ref}/chronology?agency=housing")
        page.locator("main table a[href*='/entries/']").nth(number).click()
        page.wait_for_url("**/entries/*")
        shown = page.url.rpartition("/")[2]
        expect(page.locator("main")).to_contain_text(shown)
        found.append(shown)
    return found


def queries_and_a_corrected_version(walk: Walk, entries: list[str]) -> None:
    walk.record(
        walk.reviewer,
        "query_sent",
        {
            "Which agency?": "Yos",
            "What is asked?": "Is the year of the first row right?",
            "On what day?": day(before(9)),
        },
    )
    first = Batch.objects.get(file_name="yos.csv")
    walk.police.goto(f"/returns/{first.ref}/withdraw")
    fill(walk.police, {"Why is this file withdrawn?": "The agency sent a corrected return."})
    walk.police.get_by_role("button", name="Withdraw").click()
    said_so(walk.police, "withdrawn")
    corrected = next(path for path in RETURNS if path.name == "yos.csv").read_bytes().replace(b"2013", b"2014", 1)
    page = walk.manager
    page.goto(f"/families/{walk.family.ref}/returns")
    page.set_input_files("input[type=file]", [{"name": "yos.csv", "mimeType": "text/csv", "buffer": corrected}])
    page.get_by_role("button", name="Send in", exact=True).click()
    page.wait_for_load_state()
    jobs.work_off()
    _settled_and_filed(page, Batch.objects.exclude(pk=first.pk).get(file_name="yos.csv"))
    walk.record(
        walk.manager,
        "query_answered",
        {
            "Which query?": "Is the year",
            "What was answered": "It was wrong; a corrected return is sent.",
            "Which agency answered?": "Yos",
        },
    )
    for agency, by in (("Yos", walk.manager), ("Housing", walk.reviewer)):
        walk.record(by, "analysis_given", {"Which agency?": agency, "What it says of its own part": "We did not ask."})
    walk.record(
        walk.police,
        "own_learning",
        {"Which agency?": "Police", "What it has learned": "Share on the day.", "What it does about it": "A new form."},
    )
    signing = {"Which agency?": "Yos", "Name of whoever signs": "A. Manager", "yos: yos.csv, version 2": True}
    walk.record(walk.manager, "return_signed_off", signing)
    walk.at(walk.manager, "/returns")
    expect(walk.manager.get_by_role("row", name="Yos")).to_contain_text("Nothing")
    walk.at(walk.manager, "/returns/yos")
