"""An id is chosen at random when an entry is filed: no pair and no question may rest on which ids were chosen."""

import random
from datetime import date
from functools import cache
from pathlib import Path

import msgspec
import pytest

from kingfisher.cli.progress import Progress
from kingfisher.cli.sources import load
from kingfisher.questions.engine import ask
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.same_happening import suggest_pairs

DEMO = Path(__file__).parents[2] / "demo" / "returns"
DAYS = (date(2020, 3, 1), date(2020, 7, 25), date(2020, 12, 1))


@cache
def read(name):
    return load([DEMO / name], None, Progress()).chronology


def renamed(chronology, seed):
    """The same record under other ids, and what each was called before."""
    dice = random.Random(seed)
    names = {entry.id: f"{dice.randrange(10**12):012d}" for entry in chronology}
    names |= {entry.id: f"{dice.randrange(10**12):012d}" for entry in chronology.undated}
    entries = [
        msgspec.structs.replace(entry, id=names[entry.id]) for entry in (*chronology.entries, *chronology.undated)
    ]
    dice.shuffle(entries)
    return entries, {new: old for old, new in names.items()}


def told(family, entries, called):
    """Every pair suggested and every question asked once they are joined, in the first names of the entries."""
    pairs = suggest_pairs(entries, family)
    same = {}
    for pair in pairs:
        same.setdefault(pair.first, []).append(pair.second)
        same.setdefault(pair.second, []).append(pair.first)
    joined = [msgspec.structs.replace(one, same_as=tuple(same.get(one.id, ()))) for one in entries]
    record = Chronology(family, joined)
    questions = [
        (day, one.kind, one.about, one.since, one.sentence, tuple(called[name] for name in one.rests_on))
        for day in DAYS
        for one in ask(record, day)
    ]
    return {(called[pair.first], called[pair.second]) for pair in pairs}, questions


@pytest.mark.parametrize("name", ["lucy", "mia"])
def test_other_ids_give_the_same_pairs_and_the_same_questions(name):
    record = read(name)
    everything = [*record.entries, *record.undated]
    pairs, questions = told(record.family, everything, {one.id: one.id for one in everything})
    assert pairs
    assert questions
    for seed in range(3):
        others = told(record.family, *renamed(record, seed))
        assert others[0] == pairs
        assert others[1] == questions
