"""All questions of one picture, each sharing what the others have worked out, say what each says alone on its own.

The slow way is the plain one: a fresh picture for every question, answers read for it alone. Over the typed cases,
every scenario and made-up families.
"""

from datetime import date, timedelta

import pytest

from kingfisher.cli.population import made
from kingfisher.questions.again import asked
from kingfisher.questions.concluding import conclude
from kingfisher.questions.engine import ask_and_hold, register
from kingfisher.questions.parameters import standard
from kingfisher.questions.picture import Picture
from kingfisher.questions.question import Question
from kingfisher.timeline.chronology import Chronology
from tests.questions.test_any_subset import CASES
from tests.questions.test_scenarios import EACH, record


def alone(chronology, day):
    """What each question says when nothing was asked before it."""
    found = []
    for kind in reversed(register().values()):
        picture = Picture(Chronology(chronology.family, chronology.by_id.values()), day, standard())
        found = [*conclude(picture, kind, list(kind.look(picture))), *found]
    return found


def assert_same(chronology, day):
    slowly = alone(chronology, day)
    assert asked(chronology, day).stands == slowly
    questions = [one for one in slowly if isinstance(one, Question)]
    assert ask_and_hold(chronology, day)[0] == sorted(questions, key=lambda one: (one.tier, one.since, one.key))


@pytest.mark.parametrize("days", range(0, 1200, 100))
@pytest.mark.parametrize("case", list(CASES))
def test_typed_cases(case, days):
    assert_same(CASES[case], date(2018, 1, 1) + timedelta(days=days))


def test_scenarios():
    for one in EACH:
        assert_same(record(*one.values[1:]), date.fromisoformat(one.values[2]["as_at"]))


def test_made_up_families():
    for one in made(60, seed=17):
        assert_same(one.chronology, one.last)
