"""From ten files to one chronology in a real browser: dropped in, read, settled by keyboard only, filed, taken out."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect

from kingfisher.agencies.models import Practitioner
from kingfisher.records import jobs
from kingfisher.records.actions.imports import file_batch, receive_file, settle_many
from kingfisher.records.models import Batch, BatchState, Family
from tests.records.cast import Cast
from tests.web.returns_of_lucy import RETURNS, make_manager, open_lucy

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
type Check = Callable[[Page], None]


@pytest.fixture
def manager(transactional_db: None) -> Practitioner:
    return make_manager()


@pytest.fixture
def lucy(manager: Practitioner) -> Family:
    return open_lucy(manager)


def let_in(context: BrowserContext, url: str, who: Practitioner) -> None:
    client = Client()
    client.force_login(who)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": url}])


@pytest.fixture
def page(watched: BrowserContext, live_server: object, manager: Practitioner) -> Page:
    let_in(watched, live_server.url, manager)
    opened = watched.new_page()
    opened.set_viewport_size(WIDE)
    return opened


@pytest.fixture
def for_everyone(accessible: Check) -> Check:
    """Accessible wide and narrow, then wide again."""

    def check(page: Page) -> None:
        for size in (NARROW, WIDE):
            page.set_viewport_size(size)
            accessible(page)

    return check


def send_in(page: Page, address: str, files: list[Path]) -> None:
    page.goto(address)
    page.set_input_files("input[type=file]", [str(path) for path in files])
    page.get_by_role("button", name="Send in", exact=True).click()


def number_in(page: Page, label: str) -> int:
    return int(page.locator(f"tfoot td[data-label='{label}']").inner_text())


def test_ten_files_in_and_one_chronology_out(
    page: Page, live_server: object, lucy: Family, for_everyone: Check, tmp_path: Path
) -> None:
    url = live_server.url
    page.goto(f"{url}/import")
    for_everyone(page)
    page.get_by_role("link", name="Marsden").click()
    for_everyone(page)
    send_in(page, f"{url}/families/{lucy.ref}/returns", RETURNS)
    expect(page.locator("#files")).to_contain_text("0 of 10 files done")
    for_everyone(page)
    jobs.work_off()
    expect(page.locator("#files")).to_contain_text("10 files: none is waiting", timeout=20_000)
    for_everyone(page)
    parts = [number_in(page, label) for label in ("Entries", "In doubt", "Layout")]
    assert number_in(page, "Rows in them") == sum(parts) > 400

    batch = Batch.objects.get(file_name="health_visiting.docx")
    page.get_by_role("link", name="health_visiting.docx", exact=True).click()
    for_everyone(page)
    page.get_by_role("button", name="Settle its rows").click()
    for_everyone(page)
    _settle_by_keyboard(page, batch)

    page.get_by_role("button", name="File these entries").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("entries filed from health_visiting.docx", timeout=20_000)
    for_everyone(page)
    batch.refresh_from_db()
    assert batch.state == BatchState.FILED
    page.goto(f"{url}/families/{lucy.ref}/chronology")
    expect(page.locator("main")).to_contain_text("Health visiting")

    page.goto(f"{url}/families/{lucy.ref}/downloads")
    page.get_by_label("PDF, on A3").check()
    page.get_by_label("Who will have it?").fill("The chair of the panel")
    with page.expect_download() as kept:
        page.get_by_role("button", name="Make the copy").click()
    assert Path(kept.value.path()).read_bytes().startswith(b"%PDF-")


def _settle_by_keyboard(page: Page, batch: Batch) -> None:
    """The doubts by typing and tabbing, the rest by one key each; the mouse is never touched."""
    doubts = list(batch.rows.filter(state="doubt").order_by("number"))
    for _ in doubts:
        page.keyboard.press("j")
        focused = page.locator("[data-row]:focus")
        stranger = "another family" in (focused.locator("h2").inner_text()).lower()
        page.keyboard.press("Tab")  # to the words of why
        page.keyboard.press("Tab")  # to the choice now made
        for _ in range(3 if stranger else 4):  # leave, accept, set aside, about another family, ask the agency
            page.keyboard.press("ArrowRight")
    accounts = batch.proposed
    page.keyboard.press("j")
    for _ in range(accounts):
        page.keyboard.press("a")
    expect(page.locator("#save")).to_be_focused()
    page.keyboard.press("a")
    expect(page.get_by_role("alert")).to_contain_text(f"{accounts + len(doubts)} rows saved", timeout=20_000)
    assert batch.rows.filter(settled="accepted").count() == accounts
    page.goto(page.url.partition("/settle")[0].rstrip("/") if "/settle" in page.url else page.url)
    if not page.url.endswith("/file"):
        page.get_by_role("button", name="File what is settled").press("Enter")


def test_what_was_typed_is_there_when_one_comes_back(
    page: Page, live_server: object, lucy: Family, for_everyone: Check
) -> None:
    send_in(page, f"{live_server.url}/families/{lucy.ref}/returns", [p for p in RETURNS if p.name == "housing.docx"])
    jobs.work_off()
    settle = f"{live_server.url}/returns/{Batch.objects.get().ref}/settle"
    page.goto(settle)
    row = page.locator("[data-row]").first
    row.get_by_text("Change it, or say why").click()
    row.get_by_label("Why it is set aside, or what to ask").fill("Is this the same tenancy?")
    expect(page.locator("[data-draft-status]")).to_contain_text("Saved at ")
    page.goto(settle)
    expect(page.get_by_text("You left this unfinished at")).to_be_visible()
    expect(page.locator("[data-row]").first.get_by_label("Why it is set aside")).to_have_value(
        "Is this the same tenancy?"
    )
    for_everyone(page)
    page.get_by_role("button", name="Save this page and go on").click()
    expect(page.get_by_text("choose Set aside or Ask the agency").first).to_be_visible()
    for_everyone(page)
    page.locator("[data-row]").first.get_by_label("Ask the agency").check()
    page.get_by_role("button", name="Save this page and go on").click()
    expect(page.get_by_role("alert")).to_contain_text("1 row saved")
    page.goto(f"{live_server.url}/families/{lucy.ref}/returns/queries")
    expect(page.locator("main")).to_contain_text("Is this the same tenancy?")
    for_everyone(page)


BESIDE = ("returns/blank", "returns/blank?agency=&first=31/2/2020", "same", "downloads")
OF_A_FILE = ("", "/rows", "/settle?show=settled", "/settle?show=asked", "/file", "/withdraw", "/release")


def test_every_page_beside_the_way_is_for_everyone(
    open_as: Callable[..., Page], cast: Cast, for_everyone: Check
) -> None:
    content = b"Date,About,What happened\n1/6/2020,Riley Hart,Shouting heard; a neighbour rang.\n2/6/2020,Riley,x\n"
    sent = receive_file(by=cast.police_officer, family=cast.family, file_name="police.csv", content=content)
    refused = receive_file(by=cast.police_officer, family=cast.family, file_name="return.docx", content=b"%PDF-1.7")
    jobs.work_off()
    settle_many(by=cast.police_officer, batch=sent, numbers=[2])
    file_batch(by=cast.police_officer, batch=sent)
    page = open_as("police_officer", f"/returns/{refused.ref}")
    for_everyone(page)
    start = page.url.partition("/returns/")[0]
    for address in BESIDE:
        page.goto(f"{start}/families/{cast.family.ref}/{address}")
        for_everyone(page)
    for address in OF_A_FILE:
        page.goto(f"{start}/returns/{sent.ref}{address}")
        for_everyone(page)
    page.goto(f"{start}/families/{cast.family.ref}/downloads")
    page.get_by_role("button", name="Make the copy").click()
    expect(page.get_by_role("alert")).to_contain_text("Write who will have it")
    for_everyone(page)


def test_the_whole_way_without_scripts(
    browser: Browser, live_server: object, manager: Practitioner, lucy: Family, accessible: Check
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=WIDE)
    let_in(context, live_server.url, manager)
    page = context.new_page()
    send_in(page, f"{live_server.url}/families/{lucy.ref}/returns", [p for p in RETURNS if p.name == "yos.csv"])
    expect(page.locator("#files")).to_contain_text("Waiting to be read")
    jobs.work_off()
    page.get_by_role("link", name="See how far it has got").click()
    expect(page.locator("#files")).to_contain_text("Read, to be settled")
    page.get_by_role("link", name="yos.csv", exact=True).click()
    page.get_by_role("button", name="Settle its rows").click()
    first = page.locator("[data-row]").first
    first.get_by_text("Change it, or say why").click()
    first.get_by_label("When it happened").fill("early 2013")
    first.get_by_label("Accept", exact=True).check()
    page.get_by_role("button", name="Save this page and go on").click()
    expect(page.locator("main")).to_contain_text("1 row saved")
    page.get_by_role("button", name="Accept the").click()
    expect(page.locator("h1")).to_contain_text("File yos.csv")
    page.get_by_role("button", name="File these entries").click()
    expect(page.locator("main")).to_contain_text("17 entries filed from yos.csv")
    context.close()
