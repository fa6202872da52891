"""The pages "Due", wide and narrow and with something on them: for everyone."""

import pytest

from kingfisher.records.actions.entries import add_entry, picture_version
from kingfisher.timeline.kinds import Decision, Plan, Referral
from tests.web.conftest import entry

WRITTEN = {
    "police_officer": [
        entry("police", "2020-01-06", "Asked social care to look into it.", Referral(to="social_care")),
        entry("police", "2020-06-04", "Asked again.", Referral(to="social_care")),
    ],
    "social_worker": [
        entry("social_care", "2020-01-15", "We will assess; late for want of staff.", Decision(outcome="assess")),
        entry("social_care", "2020-05-28", "On a plan.", Plan(type="child_protection", stage="opened")),
    ],
}


@pytest.fixture
def written(cast):
    for who, entries in WRITTEN.items():
        for each in entries:
            version = picture_version(cast.family)
            add_entry(by=cast.people[who], family=cast.family, entry=each, based_on=version)
    return cast.family


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("address", ["/families/{ref}/due?on=20/6/2020", "/families/{ref}/due?on=31/2/2020", "/due"])
def test_due_for_everyone(open_as, accessible, written, address, size):
    page = open_as("social_worker", address.format(ref=written.ref), size)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.get_by_text("Decision on a referral").first.is_visible()
    accessible(page)
