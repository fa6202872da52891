"""Every question against its scenarios: where it does not ask come first, and each boundary has the day either side."""

import copy
from datetime import date
from pathlib import Path

import pytest
import yaml

from kingfisher.questions.engine import ask, open_since, register, why_not
from kingfisher.timeline.file_format import from_plain

FOLDER = Path(__file__).parents[1] / "scenarios"


class _DatesAsText(yaml.SafeLoader):
    """Dates stay as written."""


_DatesAsText.yaml_implicit_resolvers = {
    first: [pair for pair in pairs if pair[0] not in ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
FILES = {path.stem: yaml.load(path.read_text(encoding="utf-8"), Loader=_DatesAsText) for path in FOLDER.glob("*.yaml")}
EACH = [
    pytest.param(held["question"], held["base"], scenario, id=f"{stem}: {scenario['name']}")
    for stem, held in sorted(FILES.items())
    for scenario in held["scenarios"]
]


def _changed(listed, changes):
    found = []
    for item in listed:
        change = changes.get(item["id"], {})
        if change is None:
            continue  # left out
        merged = {**item, **change}
        found.append({key: value for key, value in merged.items() if value not in (None, "null")})
    return found


def record(base, scenario):
    """The base with the scenario's changes, read as any file in the open format is."""
    raw = copy.deepcopy(base)
    raw["people"] = _changed(raw["people"], scenario.get("people", {})) + scenario.get("new_people", [])
    raw["practitioners"] = _changed(raw.get("practitioners", []), scenario.get("practitioners", {}))
    raw["practitioners"] += scenario.get("new_practitioners", [])
    raw["relationships"] = [
        tie for tie in raw["relationships"] if tie["person"] not in scenario.get("without_relationships_of", [])
    ] + scenario.get("new_relationships", [])
    kept = [entry for entry in raw["entries"] if entry["id"] not in scenario.get("without", [])]
    raw["entries"] = _changed(kept, scenario.get("change", {})) + scenario.get("add", [])
    return from_plain(raw)


@pytest.mark.parametrize(("question", "base", "scenario"), EACH)
def test_asks_or_does_not(question, base, scenario):
    chronology, day = record(base, scenario), date.fromisoformat(scenario["as_at"])
    asked = [one for one in ask(chronology, day) if one.kind == question]
    if scenario["asks"] == "true":
        assert asked, [one.because for one in why_not(chronology, day) if one.kind == question]
    else:
        assert not asked
        assert [one for one in why_not(chronology, day) if one.kind == question and one.because]
    if "since" in scenario:
        assert asked[0].since == date.fromisoformat(scenario["since"])
    if "settled" in scenario:
        spells = [one.settled for one in open_since(chronology, day) if one.kind == question]
        assert date.fromisoformat(scenario["settled"]) in spells


@pytest.mark.parametrize("question", list(register()))
def test_each_question_has_its_scenarios_where_it_does_not_ask_first(question):
    scenarios = FILES[question]["scenarios"]
    quiet = [one for one in scenarios if one["asks"] == "false"]
    asking = [one for one in scenarios if one["asks"] == "true"]
    assert len(quiet) >= 3
    assert len(asking) >= 2
    assert scenarios[0]["asks"] == "false"


@pytest.mark.parametrize(("question", "base", "scenario"), EACH)
def test_stays_as_it_says_until_the_day_it_says(question, base, scenario):
    """Nothing more written: the same answer on the last day it holds as today."""
    day = date.fromisoformat(scenario["as_at"])
    chronology = record(base, scenario).as_at(day)
    for one in ask(chronology, day):
        if one.holds_until and one.holds_until >= day:
            again = {later.key: later for later in ask(chronology, one.holds_until)}
            assert one.key in again
            assert again[one.key].since == one.since
