"""Four questions are asked at the decision they concern: not on the day before it is known, and from that day on."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from kingfisher.questions.engine import ask, why_not
from kingfisher.timeline.file_format import from_plain
from tests.questions.test_scenarios import _DatesAsText

HELD = yaml.load(Path(__file__).with_name("at_the_decision.yaml").read_text(encoding="utf-8"), Loader=_DatesAsText)
EACH = [pytest.param(case, id=f"{case['asks']}: {case['name']}") for case in HELD["cases"]]


@pytest.mark.parametrize("case", EACH)
def test_it_is_asked_from_that_day_and_not_the_day_before(case):
    family = {name: HELD[name] for name in ("people", "relationships", "practitioners")}
    chronology, day = from_plain({**family, "entries": case["entries"]}), date.fromisoformat(case["first"])
    for before in (1, 2, 30):
        assert case["asks"] not in {one.kind for one in ask(chronology, day - timedelta(days=before))}
    for later in (0, 1, 14):
        on = day + timedelta(days=later)
        asked = [one for one in ask(chronology, on) if one.kind == case["asks"]]
        assert asked, [one.because for one in why_not(chronology, on) if one.kind == case["asks"]]
        assert {one.since for one in asked} == {day}
        assert {"pip", "ros"} & {person for one in asked for person in one.about}


def test_each_of_the_four_is_here():
    assert {case["asks"] for case in HELD["cases"]} == {
        "early_help",
        "records_checked",
        "views_recorded",
        "supervision_held",
    }
