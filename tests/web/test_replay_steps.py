"""The replay steps only onto days on which a question opened or closed, and shows nothing that came later."""

import re
from datetime import date

import pytest
from django.urls import reverse

from kingfisher.records.actions.answers import Answered, answer_question
from kingfisher.records.actions.entries import add_entry, picture_version
from kingfisher.records.asked_of import ref_of
from kingfisher.records.chronologies import whole_chronology
from kingfisher.records.partnership import open_since
from kingfisher.timeline.kinds import Health
from tests.web.conftest import entry
from tests.web.test_family_pages import words
from tests.web.test_questions_pages import asked, book  # noqa: F401  fixtures

NEXT = re.compile(r'rel="next" href="([^"]+)"')
SENTENCE = "Reconstructed with today’s questions; not shown at the time."


@pytest.fixture
def answered(cast, asked):  # noqa: F811
    """Asked on 2 June, answered on 3 June, with an entry of 4 June that opens and closes nothing."""
    later = entry("health_visiting", "2020-06-04", "Weighed: no concern.", Health())
    add_entry(by=cast.health_visitor, family=cast.family, entry=later)
    answer_question(
        by=cast.health_visitor,
        family=cast.family,
        question=ref_of(asked.key),
        as_at=date(2020, 6, 4),
        answer=Answered.DONE,
        words="Rang: rebooked.",
        on=date(2020, 6, 3),
        based_on=picture_version(cast.family),
    )
    return cast


def test_from_the_first_to_the_last_every_step_is_a_day_on_which_one_opened_or_closed(answered, signed_in):
    client = signed_in("reviewer")
    spells = open_since(whole_chronology(answered.family), date(2020, 6, 4))
    wanted = sorted({day for one in spells for day in (one.since, one.settled) if day})
    address, found = reverse("replay", args=[answered.family.ref]) + "?on=2018-01-01", []
    while step := NEXT.search(client.get(address).content.decode()):
        address = step[1].replace("&amp;", "&")
        found.append(date.fromisoformat(address.partition("on=")[2]))
        page = words(client.get(address))
        assert SENTENCE in page
        assert "Opened: " in page or "Closed: " in page
        assert len(found) <= len(wanted)
    assert found == wanted
    assert date(2020, 6, 4) not in found


@pytest.mark.parametrize(
    ("on", "hidden"),
    [
        ("2020-06-01", ("Not brought to clinic", "Rang: rebooked", "Weighed")),
        ("2020-06-02", ("Rang: rebooked", "Weighed")),
        ("2020-06-03", ("Weighed",)),
    ],
)
def test_what_came_later_is_nowhere_on_the_page(answered, signed_in, on, hidden):
    page = signed_in("reviewer").get(reverse("replay", args=[answered.family.ref]) + f"?on={on}").content.decode()
    for later in hidden:
        assert later not in page, later
