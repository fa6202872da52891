"""What if a number were otherwise: for the panel of an open review, and for nobody else."""

import pytest

pytestmark = pytest.mark.django_db


def told(answer):
    return " ".join(answer.content.decode().split())


def test_the_panel_sees_what_would_have_stood_otherwise(signed_in, cast):
    address = f"/families/{cast.family.ref}/what-if"
    browser = signed_in("reviewer")
    assert "What if a number were otherwise?" in told(browser.get(address))
    answer = browser.get(f"{address}?parameter=was_not_brought.few&value=1")
    assert answer.status_code == 200
    assert "What if was_not_brought.few were 1" in told(answer)
    assert "Opened" in told(answer)
    same = browser.get(f"{address}?parameter=seen_at_home.days&value=28")
    assert "on the same days" in told(same)


@pytest.mark.parametrize("who", ["health_visitor", "social_worker", "police_officer"])
def test_nobody_else_does(signed_in, cast, who):
    assert signed_in(who).get(f"/families/{cast.family.ref}/what-if").status_code == 404


@pytest.mark.parametrize(
    "query", ["parameter=&value=1", "parameter=seen_at_home.days&value=soon", "parameter=x&value=1"]
)
def test_a_mistake_is_told(signed_in, cast, query):
    answer = signed_in("reviewer").get(f"/families/{cast.family.ref}/what-if?{query}")
    assert answer.status_code == 422
    assert "There is a problem" in told(answer)
