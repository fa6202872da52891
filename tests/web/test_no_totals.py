"""No page says how many questions, answers or late things a family or a practitioner has; families stand by name."""

import re

import pytest
from django.urls import reverse

from kingfisher.records.actions.entries import add_entry, picture_version
from kingfisher.timeline.kinds import Referral
from tests.web.conftest import entry
from tests.web.test_family_pages import words
from tests.web.test_questions_pages import asked, book  # noqa: F401  fixtures

TOTAL = re.compile(
    r"(?<!\d)\b(\d{1,3}|two|three|four|five|six|seven|eight|nine|ten) (more |other |open |late |overdue |unanswered )*"
    r"(questions?|answers?|receipts?|clocks?|things? due|late|overdue|unanswered)\b",
    re.I,
)
OF_FAMILY = ("family", "chronology", "questions", "why_not", "replay", "due", "known_to", "people", "looked", "what_if")
OF_ONES_OWN = ("families", "reviews", "my_due", "diary", "question_book", "in_force")


@pytest.fixture
def late(cast):
    told = entry("police", "2020-06-01", "Asked social care to look into it.", Referral(to="social_care"))
    add_entry(by=cast.police_officer, family=cast.family, entry=told, based_on=picture_version(cast.family))


@pytest.mark.parametrize("who", ["reviewer", "social_worker", "health_visitor", "manager"])
def test_no_page_adds_up(cast, asked, late, signed_in, who):  # noqa: F811
    client = signed_in(who)
    addresses = [reverse(name, args=[cast.family.ref]) for name in OF_FAMILY]
    addresses += [reverse(name) for name in OF_ONES_OWN]
    for address in addresses:
        answer = client.get(address)
        if answer.status_code == 200:
            assert not TOTAL.search(words(answer)), (address, TOTAL.search(words(answer)))


def test_the_search_finds_what_it_looks_for():
    for told in ("3 questions stand open", "Two late", "12 open questions", "4 unanswered"):
        assert TOTAL.search(told), told
    for told in ("3 June 2020", "one question for one missing fact", "was due by 5 June 2020", "late: was due"):
        assert not TOTAL.search(told), told
