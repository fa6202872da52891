"""Every route says who may open it, and those who are not signed in are asked to sign in."""

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from kingfisher.web.policy import NOT_SIGNED_IN, POLICIES, policy


def routes(resolver, prefix=""):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, prefix + str(pattern.pattern))
        else:
            yield prefix + str(pattern.pattern), pattern


ROUTES = list(routes(get_resolver("kingfisher.config.urls")))


def undeclared(found):
    return [address for address, route in found if getattr(route.callback, "policy", None) not in POLICIES]


def test_every_route_declares_a_policy():
    assert len(ROUTES) > 10
    assert undeclared(ROUTES) == []


def test_a_route_without_a_policy_would_be_found():
    planted = URLPattern(ROUTES[0][1].pattern, lambda request: None)
    assert undeclared([("planted", planted)]) == ["planted"]


def test_only_these_pages_are_opened_without_signing_in():
    open_ones = {address for address, route in ROUTES if getattr(route.callback, "policy", "") in NOT_SIGNED_IN}
    assert {one for one in open_ones if "sign" not in one} <= {"diary/<slug:token>.ics", "sign-out", "health"}


def test_a_policy_nobody_defined_fails_at_once():
    with pytest.raises(KeyError):
        policy("see everything")


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "route"), ROUTES, ids=[address or "/" for address, _ in ROUTES])
def test_whoever_is_not_signed_in_is_asked_to(address, route):
    if route.callback.policy in NOT_SIGNED_IN:
        return
    filled = "/" + address
    for name in route.pattern.converters:
        filled = (
            filled.replace(f"<slug:{name}>", "abcde23456").replace(f"<int:{name}>", "1").replace(f"<str:{name}>", "x")
        )
    for answer in (Client().get(filled), Client().post(filled)):
        assert answer.status_code == 302, filled
        assert answer["Location"].startswith("/sign-in")


@pytest.mark.django_db
def test_nothing_is_kept_by_the_browser():
    assert "no-store" in Client().get("/sign-in")["Cache-Control"]
