"""The forms for writing an entry, wide and narrow, empty and with errors; and the pages of themes and agreement."""

import pytest

from kingfisher.web.forms.writing import FORMS

MANY = ("contact", "meeting", "assessment")


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_every_form_for_everyone(open_as, accessible, cast, size):
    page = open_as("health_visitor", f"/families/{cast.family.ref}/write", size)
    accessible(page)
    for kind in MANY if size == "phone" else FORMS:
        page.goto(f"{page.url.split('/write')[0]}/write/{kind}")
        page.get_by_text("More, if you have it").click()
        accessible(page)


@pytest.mark.parametrize("kind", ["sighting", "meeting", "involvement"])
def test_what_is_wrong_is_said_to_everyone(open_as, accessible, cast, kind):
    page = open_as("health_visitor", f"/families/{cast.family.ref}/write/{kind}", "phone")
    page.get_by_role("button", name="File the entry").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    accessible(page)


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("address", ["/themes", "/audits/agreement", "/themes?days=2025"])
def test_themes_and_agreement_for_everyone(open_as, accessible, address, size):
    accessible(open_as("manager", address, size))
