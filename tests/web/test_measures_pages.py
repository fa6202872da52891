"""The measures' pages: for those who work for the partnership, figures only; and the register they rest on."""

from datetime import date

import pytest
from django.urls import reverse

from kingfisher.agencies.models import Agency, Subject, Training
from kingfisher.practice.measures import MEASURES
from kingfisher.records.access import AccessRefused
from kingfisher.records.acting import NotNow
from kingfisher.records.actions.register import record_training, say_staff_meant
from kingfisher.records.measures import measure

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch):
    monkeypatch.setattr("kingfisher.web.pages.measures.today", lambda: DAY)


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
    shown = told(manager.get(reverse("measure", args=["neglect_tool"])))
    assert "12 of 40 staff it is meant for are trained in a neglect assessment tool and licensed" in shown
    later = told(manager.get(reverse("measure", args=["neglect_tool"]) + "?first=1/11/2027&last=2/11/2027"))
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
        measure(by=cast.social_worker, name="fathers", first=DAY, last=DAY, at=DAY)


def test_days_the_wrong_way_round_are_told(cast, signed_in):
    answer = signed_in("manager").get(reverse("measure", args=["fathers"]) + "?first=2/11/2026&last=1/11/2026")
    assert answer.status_code == 422
    assert "must not be before 2 November 2026" in told(answer)
