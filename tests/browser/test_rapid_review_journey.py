"""A whole rapid review of the demonstration's first family, from its notice to a signed pack, by three people at once:
the business manager, the lead reviewer, and a police member of the panel, each in a browser of their own."""

import pytest

from kingfisher.agencies.models import Agency, Capacity, Practitioner
from kingfisher.interchange.returns.read_people import read_people
from kingfisher.records.actions.families import open_family
from kingfisher.records.actions.memberships import add_member
from kingfisher.records.actions.people import add_everyone
from tests.browser.people_at_work import Check, SitDown
from tests.browser.rapid_review.begun import asked_for, from_notice_to_terms, opened
from tests.browser.rapid_review.learned import (
    chronology_at_work,
    learning_to_impact,
    pack_and_signatures,
    people_heard,
    two_at_once,
)
from tests.browser.rapid_review.returned import queries_and_a_corrected_version, read_together, ten_files_in
from tests.browser.rapid_review.walking import MAIN_PAGES, Walk
from tests.web.returns_of_lucy import LUCY, OPENED, make_manager


@pytest.fixture
def walk(transactional_db: None, sit_down: SitDown, accessible: Check) -> Walk:
    manager = make_manager()
    agency = {one.slug: one for one in Agency.objects.all()}
    worker = Practitioner.objects.create(
        sign_in="laura", name="Laura Benton", role="social worker", agency=agency["social_care"]
    )
    reviewer = Practitioner.objects.create(
        sign_in="idris", name="Idris Vale", role="lead reviewer", agency=agency["partnership"],
        capacity=Capacity.PARTNERSHIP,
    )  # fmt: skip
    officer = Practitioner.objects.create(
        sign_in="grace", name="Grace Oduya", role="detective superintendent", agency=agency["police"]
    )
    family = open_family(by=worker, name="Marsden", new_because="invented", at=OPENED)
    add_everyone(by=worker, family=family, everyone=read_people(LUCY / "people.yaml"), at=OPENED)
    add_member(by=worker, family=family, who=manager, function="business manager", since=OPENED, at=OPENED)
    pages = [sit_down(one) for one in (manager, reviewer, officer)]
    return Walk(*pages, family=family, check=accessible)


def test_from_ten_files_to_a_signed_pack(walk: Walk, narrow_too: Check) -> None:
    opened(walk)
    from_notice_to_terms(walk)
    asked_for(walk)
    ten_files_in(walk)
    entries = read_together(walk)
    queries_and_a_corrected_version(walk, entries)
    chronology_at_work(walk, entries)
    people_heard(walk)
    two_at_once(walk)
    learning_to_impact(walk, entries)
    pack_and_signatures(walk, entries)
    for address in MAIN_PAGES:
        walk.manager.goto(f"/reviews/{walk.review}{address}")
        narrow_too(walk.manager)
