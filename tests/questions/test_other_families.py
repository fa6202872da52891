"""Families of other shapes, invented: what is asked of each, and what is not once one respect is otherwise."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from kingfisher.questions.engine import ask, register, why_not
from tests.questions.test_scenarios import _DatesAsText, record

FOLDER = Path(__file__).with_name("families")
FILES = {path.stem: yaml.load(path.read_text(encoding="utf-8"), Loader=_DatesAsText) for path in FOLDER.glob("*.yaml")}
EACH = [
    pytest.param(held["base"], case, id=f"{stem}: {case['name']}")
    for stem, held in sorted(FILES.items())
    for case in held["cases"]
]


@pytest.mark.parametrize(("base", "case"), EACH)
def test_asks_what_a_safeguarding_lead_would_ask(base, case):
    chronology, day = record(base, case), date.fromisoformat(case["as_at"])
    asked = {one.kind for one in ask(chronology, day)}
    assert {*case.get("asks", ()), *case.get("quiet", ())} <= set(register())
    wanting = set(case.get("asks", ())) - asked
    assert not wanting, [(one.kind, one.because) for one in why_not(chronology, day) if one.kind in wanting]
    assert not asked & set(case.get("quiet", ())), [one.sentence for one in ask(chronology, day)]
