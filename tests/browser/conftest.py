"""A real Chromium, the cast signed in, and what every page must hold: no report of any kind, nothing that axe finds."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from playwright.sync_api import BrowserContext, Error, Page
from pytest_playwright_axe import Axe

from tests.browser.people_at_work import narrow_too, sit_down  # noqa: F401  for the journeys of several people
from tests.records.cast import Cast
from tests.web.conftest import cast  # noqa: F401  the same people and entries as the other tests of the pages

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's loop runs in the thread of the tests
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM = os.environ.get("BROWSER_PATH") or next((path for name in NAMES if (path := shutil.which(name))), None)
MISSING = "No Chromium on this machine: install it, or name one in BROWSER_PATH, to run the browser tests."
AXE = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}
# Nothing of the browser's own is fetched: on a closed network each try is refused, many at a time.
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
QUIET += ["--disable-component-update", "--disable-sync"]
SIZES = {"desktop": (1280, 900), "phone": (320, 640)}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test here opens a browser; without one it is skipped aloud, and fails where it must run."""
    for item in items:
        if "/browser/" in str(item.path).replace(os.sep, "/"):
            item.add_marker("browser")
            item.add_marker(pytest.mark.django_db(transaction=True))
            if CHROMIUM is None and os.environ.get("CI") != "true":
                item.add_marker(pytest.mark.skip(reason=MISSING))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    if CHROMIUM is None:
        pytest.fail(MISSING)
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": QUIET}


@pytest.fixture
def complaints() -> list[str]:
    """What went wrong in any page of the test, in the browser's words."""
    return []


@pytest.fixture
def watched(context: BrowserContext, complaints: list[str]) -> Iterator[BrowserContext]:
    """The browser, listening for page errors and for reports of the security policy."""

    def listen(page: Page) -> None:
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda told: complaints.append(told.text) if "Content Security" in told.text else None)

    context.on("page", listen)
    context.set_default_timeout(10_000)
    yield context
    assert complaints == []


@pytest.fixture
def open_as(watched: BrowserContext, live_server: object, cast: Cast) -> Callable[..., Page]:  # noqa: F811
    """Open an address of the running product, signed in as one of the cast."""
    from django.test import Client

    def opened(name: str, address: str = "/", size: str = "desktop") -> Page:
        client = Client()
        client.force_login(cast.people[name])
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        watched.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page = watched.new_page()
        width, height = SIZES[size]
        page.set_viewport_size({"width": width, "height": height})
        page.goto(live_server.url + address)
        return page

    return opened


@pytest.fixture
def accessible() -> Callable[[Page], None]:
    """Nothing that axe finds wrong at WCAG 2.2 AA, and nothing that makes the page scroll sideways."""

    def check(page: Page) -> None:
        found = _violations(page)
        told = [f"{one['id']}: {one['help']} at {[node['target'] for node in one['nodes']][:3]}" for one in found]
        assert told == [], f"{page.url}\n" + "\n".join(told)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{page.url} scrolls sideways by {wide} pixels"

    return check


def _violations(page: Page) -> list[dict[str, object]]:
    """What axe finds on the page. A click returns before the next page is there, so a run that was caught between two
    pages is made again; a page that truly has no main part is told of after the third."""
    found: list[dict[str, object]] = []
    for _ in range(3):
        page.wait_for_load_state()
        try:
            axe = Axe(use_minified_file=True)
            found = axe.run(page, options=AXE, html_report_generated=False, json_report_generated=False)["violations"]
        except Error:
            found = [{"id": "between-pages", "help": "the page went away while it was looked at", "nodes": []}]
        if not {"landmark-one-main", "between-pages"} & {str(one["id"]) for one in found}:
            break
        page.wait_for_timeout(500)
    return found
