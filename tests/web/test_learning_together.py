"""Themes and agreement are for the partnership and name no family; an audit shows what each agency's record holds."""

from datetime import date

import pytest
from django.urls import reverse

from kingfisher.agencies.models import Agency
from kingfisher.practice.audits.instruments import standard_instruments
from kingfisher.practice.audits.steps import AuditOpened, Judgement
from kingfisher.practice.reviews.learned import LearningPoint
from kingfisher.records.actions.audits import allocate, hand_in, open_audit
from kingfisher.records.actions.entries import add_entry
from kingfisher.records.actions.families import open_family
from kingfisher.records.actions.review_steps import record_step
from kingfisher.records.models import TrailRow
from kingfisher.timeline.kinds import Challenge, Supervision
from kingfisher.timeline.people import Person
from tests.web.conftest import entry
from tests.web.test_family_pages import words

DAY = date(2026, 11, 2)
LATER = date(2027, 4, 2)  # when the year that holds it has ended
INSTRUMENT = standard_instruments()["neglect-in-the-family", "1"]
OPENED = AuditOpened(
    day=DAY, family="", children=("riley",), instrument=INSTRUMENT.id, instrument_version="1",
    first=date(2018, 1, 1), last=DAY, agencies=("social_care", "police"),
)  # fmt: skip


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch):
    monkeypatch.setattr("kingfisher.web.pages.learning_together.today", lambda: LATER)


@pytest.mark.parametrize("name", ["themes", "audit_agreement"])
def test_the_pages_are_for_the_partnership(name, signed_in):
    assert signed_in("manager").get(reverse(name)).status_code == 200
    for who in ("social_worker", "administrator", "outsider"):
        assert signed_in(who).get(reverse(name)).status_code == 404
        assert TrailRow.objects.first().allowed is False
    wrong = signed_in("manager").get(reverse(name) + "?days=2026-10-to-2027-03")
    assert wrong.status_code == 422
    assert signed_in("outsider").get(reverse(name) + "?days=2026-10-to-2027-03").status_code == 404


NAMES = ["Alba", "Bruno", "Cleo", "Dexter", "Enid", "Fergus", "Gwen", "Hector", "Imogen", "Jasper", "Kirsty", "Lorcan"]


def families(cast):
    for place, name in enumerate(NAMES):
        child = Person(id=f"c{place}", name=f"{name} {name}son")
        yield open_family(by=cast.social_worker, name=f"{name}son", members=[child], children=[f"c{place}"], at=DAY)


def test_themes_of_many_families_are_shown_and_of_few_held_back_with_their_words(cast, signed_in):
    for place, family in enumerate(families(cast)):
        named = ("Drift",) if place < 6 else ()
        rare = ("A father called Lee",) if place == 0 else ()
        content = Challenge(to="police", themes=named + rare) if place % 2 else Supervision(themes=named + rare)
        written = entry("social_care", "2026-06-01", "Written.", content, about=(f"c{place}",))
        add_entry(by=cast.social_worker, family=family, entry=written)
    page = words(signed_in("manager").get(reverse("themes")))
    assert "Drift 6 of 12 Held back Held back" in page
    assert "Lee" not in page
    assert "1 theme held back" in page
    assert not any(f"{name}son" in page for name in NAMES)
    assert "6 of 12" not in words(signed_in("manager").get(reverse("themes") + "?days=2025-04-to-2026-03"))


def test_reviews_and_audits_are_sources_too(cast, signed_in):
    record_step(by=cast.reviewer, review=cast.review, step=LearningPoint(day=DAY, theme="Drift", words="W"), at=DAY)
    page = words(signed_in("manager").get(reverse("themes")))
    assert "1 source looked at in all" in page
    assert "Drift" not in page


@pytest.fixture
def audit(cast):
    found = open_audit(by=cast.manager, family=cast.family, name="Audit of Riley", opened=OPENED, at=DAY)
    allocate(by=cast.manager, audit=found, who=cast.outsider, place=1, at=DAY)
    allocate(by=cast.manager, audit=found, who=cast.reviewer, place=2, at=DAY)
    return found


def test_agreement_of_one_audit_alone_is_held_back(cast, audit, signed_in):
    for who, answer in ((cast.outsider, "yes"), (cast.reviewer, "no")):
        given = [Judgement(question=one.id, answer=answer) for one in INSTRUMENT.questions]
        hand_in(by=who, audit=audit, judgements=given, grade="good", at=DAY)
    page = words(signed_in("manager").get(reverse("audit_agreement")))
    assert INSTRUMENT.title in page
    assert "Held back" in page
    assert "Riley" not in page


def test_an_audit_has_a_section_for_each_agency_of_what_the_reader_may_see(cast, audit, signed_in):
    Agency.objects.filter(slug="police").update(name="Police")
    address = reverse("audit_held", args=[audit.ref])
    page = words(signed_in("outsider").get(address))
    assert "Social care" in page
    assert "Riley Hart: last seen 20 May 2020, through a window" in page.replace(" ,", ",")
    assert "no sighting recorded by them" in page
    assert "Restricted intelligence" not in page
    assert "incident 1" in page.replace(" of Police", "")
    assert (
        reverse("audit_held", args=[audit.ref])
        in signed_in("outsider").get(reverse("audit", args=[audit.ref])).content.decode()
    )
    assert signed_in("social_worker").get(address).status_code == 404
