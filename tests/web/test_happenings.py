"""Pairs that may be the same happening: asked once, answered by a person, and only of what that person may see."""

import pytest

from kingfisher.records.actions.entries import add_entry
from kingfisher.records.models import SameHappening, TrailRow
from kingfisher.timeline.kinds import Incident
from tests.records.cast import Cast
from tests.web.conftest import entry


@pytest.fixture
def reviewer(cast: Cast, signed_in):
    for name, agency in (("police_officer", "police"), ("health_visitor", "health_visiting")):
        words = "Ambulance called: Riley Hart fell from the window at 14:20 and was taken to hospital."
        told = entry(agency, "2020-06-10T14:20", words, Incident(), about=("riley", "amy"))
        add_entry(by=cast.people[name], family=cast.family, entry=told)
    return signed_in("reviewer")


def test_a_pair_is_asked_about_once_and_both_accounts_stay(cast: Cast, reviewer) -> None:
    address = f"/families/{cast.family.ref}/same"
    page = reviewer.get(address)
    asked = page.context["pairs"]
    assert asked
    assert page.content.decode().count("fell from the window") >= 2
    first = asked[0]
    reviewer.post(address, {"first": first["first"], "second": first["second"], "same": "yes"})
    assert SameHappening.objects.get().same
    left = reviewer.get(address).context["pairs"]
    assert len(left) == len(asked) - 1


def test_a_stranger_is_told_the_same_as_of_nothing(cast: Cast, signed_in) -> None:
    outsider = signed_in("outsider")
    for ask in (outsider.get, outsider.post):
        assert ask(f"/families/{cast.family.ref}/same").status_code == 404
        assert ask("/families/zzzzzzzzzz/same").status_code == 404
    assert TrailRow.objects.filter(action="say_same", allowed=False, things__contains=cast.family.ref).exists()
    assert SameHappening.objects.count() == 0
