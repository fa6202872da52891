"""The measures' pages: for those who work for the partnership, figures only; and the register they rest on."""

from datetime import date

import pytest
from django.urls import reverse

from kingfisher.agencies.models import Agency, Subject, Training
from kingfisher.practice.measures import MEASURES
from kingfisher.practice.measures.periods import Period
from kingfisher.records.access import AccessRefused
from kingfisher.records.acting import NotNow
from kingfisher.records.actions.register import record_training, say_staff_meant
from kingfisher.records.annual import annual_figures
from kingfisher.records.learning_together import agreement_between, themes_between
from kingfisher.records.measures import measure
from kingfisher.web.figures import gathered

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 2)
LATER = date(2028, 4, 2)  # when the years that hold it and the one after have ended
YEAR = Period(date(2026, 4, 1), date(2027, 3, 31))


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch):
    monkeypatch.setattr("kingfisher.web.pages.measures.today", lambda: LATER)


def told(answer):
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize("name", sorted(MEASURES))
def test_each_measure_opens_for_the_partnership_and_shows_no_family(name, cast, signed_in):
    answer = signed_in("reviewer").get(reverse("measure", args=[name]))
    assert answer.status_code == 200
    assert MEASURES[name].title in told(answer)
    assert "Hart" not in told(answer)
    assert signed_in("social_worker").get(reverse("measure", args=[name])).status_code == 404


def test_the_register_stands_behind_the_figure(cast, signed_in):
    health = Agency.objects.get(slug="health_visiting")
    page = reverse("training")
    data = {"agency": "health_visiting", "subject": "neglect_tool", "day": "1/10/2026"}
    manager = signed_in("manager")
    assert manager.post(page, {**data, "sort": "meant", "number": "40"}).status_code == 302
    sent = {**data, "sort": "trained", "number": "12", "licensed_until": "1/10/2027"}
    assert manager.post(page, sent).status_code == 302
    assert Training.objects.get().number == 12
    address = reverse("measure", args=["neglect_tool"])
    shown = told(manager.get(f"{address}?days=2026-04-to-2027-03"))
    assert "12 of 40 staff it is meant for are trained in a neglect assessment tool and licensed" in shown
    assert "1 April 2026 to 31 March 2027" in shown
    later = told(manager.get(address))
    assert "1 April 2027 to 31 March 2028" in later
    assert "0 of 40 staff" in later
    assert health.training.count() == 1
    assert signed_in("health_visitor").post(page, sent).status_code == 404


def test_what_cannot_be_is_refused(cast):
    health = Agency.objects.get(slug="health_visiting")
    told = {"by": cast.manager, "agency": health, "subject": Subject.NEGLECT_TOOL, "number": 1, "at": DAY}
    with pytest.raises(NotNow, match="not happened yet"):
        record_training(**told, day=date(2026, 11, 3))
    with pytest.raises(NotNow, match="cannot end before"):
        record_training(**told, day=DAY, licensed_until=date(2026, 11, 1))
    told["by"] = cast.health_visitor
    for act in (record_training, say_staff_meant):
        with pytest.raises(AccessRefused):
            act(**told, day=DAY)
    with pytest.raises(AccessRefused):
        measure(by=cast.social_worker, name="fathers", over=YEAR, at=LATER)


def test_no_other_days_can_be_asked_for_by_the_address_or_beneath_it(cast, signed_in):
    address = reverse("measure", args=["fathers"])
    for days in ("2026-05-to-2027-03", "2027-10-to-2028-09", "x"):
        answer = signed_in("manager").get(f"{address}?days={days}")
        assert answer.status_code == 422
        assert "Choose one of the years or half years that have ended" in told(answer)
    old = told(signed_in("manager").get(f"{address}?first=1/4/2027&last=30/3/2028"))
    assert "1 April 2027 to 31 March 2028" in old
    for over in (Period(date(2026, 4, 1), date(2027, 3, 30)), Period(date(2028, 4, 1), date(2029, 3, 31))):
        with pytest.raises(NotNow, match="that have ended"):
            measure(by=cast.manager, name="fathers", over=over, at=LATER)
    for take in (themes_between, agreement_between, annual_figures):
        with pytest.raises(NotNow, match="Choose a year"):
            take(by=cast.manager, over=YEAR.halves[0], at=LATER)


def test_the_page_says_why_and_what_comes_next(cast, signed_in):
    page = told(signed_in("manager").get(reverse("measure", args=["fathers"])))
    assert "no small number can be worked out by taking one figure from another" in page
    assert "The days from 1 April 2028 are counted once 30 September 2028 has passed." in page
    assert "Half year: 1 October 2027 to 31 March 2028" in page


def test_what_is_said_alike_of_many_agencies_is_said_once():
    lines = [("", "Held back."), ("gp", "Held back."), ("police", "6 of 40"), ("housing", "Held back.")]
    said = gathered(lines, {"gp": "GP practice", "housing": "Housing", "police": "Police"})
    assert said == [("Every agency; GP practice; Housing", "Held back."), ("Police", "6 of 40")]
