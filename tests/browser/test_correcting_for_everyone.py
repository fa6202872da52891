"""Correcting an entry and the pages of a family's network, wide and narrow, with mistakes, by keyboard."""

import pytest
from playwright.sync_api import Page, expect

from kingfisher.records.models import EntryRow, Membership


def entry_saying(words: str) -> str:
    return EntryRow.objects.get(payload__content__contains=words, corrects="").entry_id


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_correcting_for_everyone(open_as, accessible, cast, size):
    page = open_as("health_visitor", f"/families/{cast.family.ref}/entries/{entry_saying('Not brought')}", size)
    page.get_by_role("link", name="Correct this entry").click()
    accessible(page)
    page.get_by_role("button", name="File the correction").click()
    expect(page.get_by_role("alert")).to_contain_text("Say why it is corrected")
    accessible(page)
    _put_right_by_keyboard(page)
    expect(page.get_by_role("alert")).to_contain_text("Corrected.")
    expect(page.locator("main")).to_contain_text("The diary was misread.")
    expect(page.get_by_role("cell", name="Not brought to clinic.")).to_be_visible()
    accessible(page)
    page.get_by_role("link", name="read the entry as it was before").click()
    expect(page.locator("main")).to_contain_text("This entry has since been corrected.")
    accessible(page)


def _put_right_by_keyboard(page: Page) -> None:
    page.get_by_label("What happened, and what you saw and heard").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("Brought, an hour late.")
    page.get_by_label("Why is it corrected?").focus()
    page.keyboard.type("The diary was misread.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")


def test_what_was_typed_is_kept_as_a_draft(open_as, cast):
    address = f"/families/{cast.family.ref}/entries/{entry_saying('Not brought')}/correct"
    page = open_as("health_visitor", address)
    with page.expect_response("**/drafts/**"):
        page.get_by_label("Why is it corrected?").fill("The diary was mis")
        page.get_by_label("When did it happen?").focus()
    page.reload()
    expect(page.get_by_label("Why is it corrected?")).to_have_value("The diary was mis")


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("address", ["network", "network/conflict", "network/{place}/end"])
def test_the_network_for_everyone(open_as, accessible, cast, address, size):
    place = Membership.objects.get(practitioner=cast.health_visitor).membership_id
    page = open_as("social_worker", f"/families/{cast.family.ref}/{address.format(place=place)}", size)
    accessible(page)
    page.locator("main form button").last.click()
    accessible(page)
