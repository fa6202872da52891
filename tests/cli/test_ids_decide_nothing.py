"""An id is chosen at random when an entry is filed: nothing may rest on which ids were chosen: no pair, no question, no
spell of one, no reason for not asking, no clock and no list of what is due."""

import random
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import msgspec
import pytest

from kingfisher.cli.progress import Progress
from kingfisher.cli.sources import load
from kingfisher.practice.clocks import clocks
from kingfisher.practice.due_lists import due
from kingfisher.practice.timescales import Timescales, standard_timescales
from kingfisher.questions.engine import ask, open_since, why_not
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.file_format import read_record
from kingfisher.timeline.links import with_links
from kingfisher.timeline.same_happening import suggest_pairs

DEMO = Path(__file__).parents[2] / "demo"
DAYS = (date(2020, 3, 1), date(2020, 7, 25), date(2020, 12, 1))


@cache
def read(name):
    return load([DEMO / "returns" / name], None, Progress()).chronology


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


@cache
def typed(name):
    """The typed case in the order of its file, each entry told twice over on the day so that many tie."""
    record = read_record(DEMO / "typed" / f"{name}.yaml")
    begun, entries = datetime(2026, 1, 1, tzinfo=UTC), []
    for number, one in enumerate(record.by_id.values()):
        twin = msgspec.structs.replace(one, id=f"{one.id}-twin", corrects=None)
        for place, each in enumerate((one, twin)):
            when = begun + timedelta(minutes=2 * number + place)
            entries.append(msgspec.structs.replace(each, recorded_at=when))
    return record.family, entries


def with_other_ids(entries, seed):
    """The same entries under other ids, everything that names one followed, and what each was called before."""
    dice = random.Random(seed)
    names = {entry.id: f"{dice.randrange(10**12):012d}" for entry in entries}
    others = [msgspec.structs.replace(with_links(one, names.get), id=names[one.id]) for one in entries]
    dice.shuffle(others)
    return others, {new: old for old, new in names.items()}


def borrowed_by_nobody():
    """Every limit as if it were the area's own, so that clocks run over and reasons are looked for."""
    held = standard_timescales()
    own = {
        name: msgspec.structs.replace(
            one, limits=tuple(msgspec.structs.replace(limit, borrowed=False) for limit in one.limits)
        )
        for name, one in held.held.items()
    }
    return Timescales(own, held.grounds)


def everything_said(family, entries, called):
    """All that questions and clocks say on the days, in the order in which they say it, in the first names."""
    record, said, limits = Chronology(family, entries), [], borrowed_by_nobody()

    def old(names):
        return tuple(called[name] for name in names)

    for day in DAYS:
        said += [(day, one.kind, one.sentence, old(one.rests_on)) for one in ask(record, day)]
        said += [(day, one.kind, one.about, one.since, old(one.rests_on)) for one in open_since(record, day)]
        said += [(day, one.kind, one.about, one.because, old(one.rests_on)) for one in why_not(record, day)]
        running = clocks(record, day, limits)
        for one in running:
            reason = one.breach.reason if one.breach else None
            said.append((day, one.id, one.child, old(one.started_by), old(one.met_by), one.agency, one.practitioner))
            said.append((reason.words, called[reason.entry]) if reason else None)
        lists = due(running, by="family").values()
        said += [(day, one.clock.id, old(one.clock.started_by)) for each in lists for one in each]
    return said


@pytest.mark.parametrize("name", ["lucy", "mia"])
def test_other_ids_leave_all_that_questions_and_clocks_say_as_it_is(name):
    family, entries = typed(name)
    first = everything_said(family, entries, {one.id: one.id for one in entries})
    assert len(first) > 500
    for seed in range(4):
        assert everything_said(family, *with_other_ids(entries, seed)) == first
