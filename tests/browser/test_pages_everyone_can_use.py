"""Every page, wide and narrow: nothing axe finds, no sideways scroll, no report of the security policy."""

import pytest
from playwright.sync_api import expect

from kingfisher.records.models import EntryRow

PAGES = {
    "my families": "/",
    "my reviews": "/reviews",
    "looking": "/families/look",
    "opening a record": "/families/new",
    "family": "/families/{ref}",
    "family on a day": "/families/{ref}?on=1/5/2020",
    "chronology": "/families/{ref}/chronology",
    "chronology narrowed": "/families/{ref}/chronology?agency=police&from=2020-05-01&to=2020-07-01",
    "chronology with a mistake": "/families/{ref}/chronology?from=31/2/2020",
    "what stands open": "/families/{ref}/questions",
    "due": "/families/{ref}/due",
    "due, everything on a day": "/families/{ref}/due?on=1/5/2020&all=yes",
    "my due": "/due",
    "as known to, asked": "/families/{ref}/known-to",
    "as known to": "/families/{ref}/known-to?agency=social_care&on=1/6/2020",
    "people": "/families/{ref}/people",
    "who looked": "/families/{ref}/looked",
    "entry": "/families/{ref}/entries/{entry}",
    "refused": "/families/zzzzzzzzzz",
    "not found": "/nowhere",
}


def address_of(page, cast):
    entry = EntryRow.objects.get(payload__content__contains="No access").entry_id
    return PAGES[page].format(ref=cast.family.ref, entry=entry)


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_for_everyone(open_as, accessible, cast, page, size):
    accessible(open_as("health_visitor", address_of(page, cast), size))


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("typed", ["Riley", ""])
def test_looking_for_everyone_by_keyboard_and_going_back_to_what_was_found(open_as, accessible, typed, size):
    page = open_as("health_visitor", "/families/look", size)
    page.get_by_label("Name of a child or adult").fill(typed)
    page.keyboard.press("Enter")
    expect(page.get_by_text("What was found" if typed else "There is a problem")).to_be_visible()
    accessible(page)
    assert "Riley" not in page.url
    if typed:
        page.get_by_role("link", name="Riley Hart").click()
        page.go_back()
        expect(page.get_by_role("heading", name="What was found")).to_be_visible()
        expect(page.get_by_label("Name of a child or adult")).to_have_value("Riley")


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_signing_in_for_everyone(watched, live_server, accessible, size, settings):
    settings.DEMO = True
    settings.READY_PRACTITIONERS = [{"label": "Ann Lee, reviewer", "sign_in": "ann", "sees": "all", "word": "a word"}]
    page = watched.new_page()
    page.set_viewport_size({"width": 320 if size == "phone" else 1280, "height": 800})
    page.goto(live_server.url + "/sign-in")
    accessible(page)
    page.get_by_role("button", name="Sign in", exact=True).click()
    accessible(page)
