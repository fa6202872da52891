"""The page "In force": what is set on a day, what changed, whose it is; and a day that cannot be is told."""

from pathlib import Path

import pytest

EXAMPLE = Path(__file__).resolve().parents[2] / "demo" / "partnership.yaml"
pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(signed_in, settings):
    def get(address, *, own=True):
        settings.PARTNERSHIP = str(EXAMPLE) if own else ""
        answer = signed_in("health_visitor").get(address)
        return answer.status_code, " ".join(answer.content.decode().split())

    return get


def test_everything_in_force_on_a_day(opened):
    status, told = opened("/in-force?on=1/10/2025&since=")
    assert status == 200
    assert "In force on 1 October 2025" in told
    assert "Fellmarsh Safeguarding Children Partnership, version 2025.2" in told
    assert "14 days" in told
    assert "Local procedure, not statutory: Fellmarsh neglect strategy" in told
    assert "Stage 1" in told


def test_what_changed_between_two_days(opened):
    status, told = opened("/in-force?on=1/10/2025&since=31/8/2025")
    assert status == 200
    assert "What changed from 31 August 2025 to 1 October 2025" in told
    assert "21 days" in told
    assert "Stage 1" not in told
    assert "Nothing changed" in opened("/in-force?on=1/10/2025&since=1/10/2025")[1]


def test_without_a_file_everything_comes_with_kingfisher(opened):
    status, told = opened("/in-force", own=False)
    assert status == 200
    assert "given no file of its own" in told
    assert "Set by the partnership" not in told


@pytest.mark.parametrize("query", ["on=31/2/2025", "on=1/1/2020&since=1/1/2021", "since=1/1/2999"])
def test_days_that_cannot_be_are_told(opened, query):
    status, told = opened(f"/in-force?{query}")
    assert status == 422
    assert "There is a problem" in told
