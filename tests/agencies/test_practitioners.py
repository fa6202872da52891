"""Accounts: signing in, and what an account is called."""

import pytest
from django.contrib.auth import authenticate

from kingfisher.agencies.models import Agency, Capacity, Practitioner, Team


@pytest.fixture
def priya(db: None) -> Practitioner:
    agency = Agency.objects.create(slug="social_care", name="Children's social care", short="CSC")
    team = Team.objects.create(agency=agency, name="Assessment")
    return Practitioner.objects.create_user(
        " Priya ", "a long enough sentence", name="Priya Nair", role="social worker", agency=agency, team=team
    )


def test_signing_in_whatever_the_capitals(priya: Practitioner) -> None:
    assert authenticate(username="PRIYA", password="a long enough sentence") == priya
    assert authenticate(username="priya", password="something else") is None


def test_an_account_out_of_use_cannot_sign_in(priya: Practitioner) -> None:
    Practitioner.objects.filter(pk=priya.pk).update(is_active=False)
    assert authenticate(username="priya", password="a long enough sentence") is None
    assert not Practitioner.objects.active().exists()


def test_an_account_without_a_password_cannot_sign_in(priya: Practitioner) -> None:
    Practitioner.objects.create_user("sam", name="Sam", role="midwife", agency=priya.agency)
    assert authenticate(username="sam", password="") is None


def test_what_they_are_called(priya: Practitioner) -> None:
    assert str(priya) == "Priya Nair, social worker, Children's social care"
    assert priya.capacity == Capacity.PRACTITIONER
    assert str(priya.team) == "Assessment, Children's social care"
