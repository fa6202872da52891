"""Several people at work at once, each in a browser of their own; and filling in a form as a person does, by labels."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page, expect

from kingfisher.agencies.models import Practitioner

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
type Check = Callable[[Page], None]
type SitDown = Callable[[Practitioner], Page]


@pytest.fixture
def sit_down(browser: Browser, live_server: object, complaints: list[str]) -> Iterator[SitDown]:
    """A browser of their own for whoever sits down, signed in; what goes wrong in it fails the test."""
    contexts = []

    def listen(page: Page) -> None:
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda told: complaints.append(told.text) if "Content Security" in told.text else None)

    def opened(who: Practitioner) -> Page:
        client = Client()
        client.force_login(who)
        context = browser.new_context(viewport=WIDE, base_url=live_server.url)
        contexts.append(context)
        context.on("page", listen)
        context.set_default_timeout(20_000)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def narrow_too(accessible: Check) -> Check:
    """Accessible wide and at 320 pixels, then wide again."""

    def check(page: Page) -> None:
        for size in (NARROW, WIDE):
            page.set_viewport_size(size)
            accessible(page)

    return check


def day(words: date) -> str:
    """As one types a day."""
    return f"{words.day}/{words.month}/{words.year}"


def before(days: int) -> date:
    """So many days ago."""
    return date.fromordinal(timezone.localdate().toordinal() - days)


@dataclass(frozen=True)
class Within:
    """A label inside the question it answers, where two questions offer the same choices."""

    question: str
    label: str


def fill(page: Page, told: dict[str | Within, Any]) -> None:
    """Type, choose or tick by label: True ticks, anything else is typed, or chosen from a list by its words."""
    for label, value in told.items():
        where = page.get_by_role("group", name=label.question) if isinstance(label, Within) else page.locator("main")
        control = where.get_by_label(label.label if isinstance(label, Within) else label, exact=True)
        if value is True:
            control.check()
        elif control.evaluate("one => one.tagName") == "SELECT":
            _choose(control, value)
        else:
            control.fill(value)


def _choose(control: Locator, words: str) -> None:
    """The choice whose words begin so."""
    listed = control.locator("option").all_inner_texts()
    control.select_option(label=next(one for one in listed if one.startswith(words)))


def said_so(page: Page, words: str) -> None:
    """The page says that it was done."""
    expect(page.get_by_role("alert")).to_contain_text(words)
