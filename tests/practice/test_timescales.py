"""The numbers themselves: refused without unit, guidance or the right name; overlaid; on their page."""

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from kingfisher.practice.clock_catalogue import NOT_READ, clock_catalogue
from kingfisher.practice.clock_events import EVENTS, READ_TOGETHER
from kingfisher.practice.timescales import CALLED, TimescaleError, read_timescales, standard_timescales

DOCS = Path(__file__).resolve().parents[2] / "docs"
OURS = standard_timescales()
GOOD = """
x: {title: X, starts: [referral_received], met_by: [referral_decided], owner: {agency: social_care, role: manager},
    limits: [{number: 3, unit: working days, kind: local procedure, guidance: [tees-conferences]}]}
"""


def test_a_whole_one_is_read():
    limit, ground = read_timescales(GOOD, OURS.grounds, name="t").on("x", date(2020, 1, 1))
    assert (limit.words, ground.area) == ("3 working days", "Tees")


@pytest.mark.parametrize(
    ("was", "becomes", "says"),
    [
        ("unit: working days, ", "", "unit"),
        ("unit: working days", "unit: fortnights", "fortnights"),
        ("guidance: [tees-conferences]", "guidance: []", "guidance"),
        (", guidance: [tees-conferences]", "", "guidance"),
        ("[tees-conferences]", "[nowhere]", "nowhere"),
        ("number: 3", "number: 0", "1 or more"),
        ("number: 3, ", "", "number"),
        ("kind: local procedure", "kind: law", "cannot be called law"),
        ("kind: local procedure", "kind: guidance", "cannot be called guidance"),
        ("kind: local procedure", "kind: statutory", "statutory"),
        ("referral_decided", "something_else", "no event we can read"),
        ("owner:", "belongs:", "belongs"),
        ("x: {title", "- {title", "clocks by id"),
        ("x: {title", "x: {{title", "not YAML"),
    ],
)
def test_it_is_refused_when_something_is_missing_or_wrongly_called(was, becomes, says):
    with pytest.raises(TimescaleError, match=says):
        read_timescales(GOOD.replace(was, becomes), OURS.grounds, name="t")


def test_a_partnership_replaces_ours_and_adds_its_own():
    own = OURS.overlaid("clocks:" + GOOD.replace("\n", "\n  "))
    assert set(own.held) == {*OURS.held, "x"}
    with pytest.raises(TimescaleError, match="at its top"):
        OURS.overlaid("x: 1")
    ground = "{id: a, kind: law, title: T, edition: e, from: 2020-01-01, paragraph: p, says: s}"
    with pytest.raises(TimescaleError, match="twice"):
        OURS.overlaid(f"guidance: [{ground}, {ground}]")
    with pytest.raises(TimescaleError, match="guidance"):
        OURS.overlaid("guidance: [{id: a}]")


def test_a_local_number_is_never_called_statutory():
    assert [kind for kind, called in CALLED.items() if re.search(r"(?<!not )statutory", called)] == ["guidance"]
    for timescale in OURS.held.values():
        for limit in timescale.limits:
            for source in limit.guidance:
                assert (limit.kind == "local procedure") == (OURS.grounds[source].kind == "local procedure")
                assert not limit.borrowed or limit.kind == "local procedure"


def test_editions_follow_one_another_without_a_gap_or_an_overlap():
    for timescale in OURS.held.values():
        for limit in timescale.limits:
            grounds = [OURS.grounds[source] for source in limit.guidance]
            for earlier, later in pairwise(grounds):
                assert earlier.end is not None
                assert (later.start - earlier.end).days == 1


def test_every_event_is_used_and_every_source_too():
    used = {
        name for one in OURS.held.values() for name in (*one.starts, *one.met_by, *one.counted_from, *one.ends_with)
    }
    set_locally = {name for name in EVENTS if name.startswith("challenge_")}  # stages of escalation
    assert used == {*EVENTS, *READ_TOGETHER} - set_locally
    sources = {source for one in OURS.held.values() for limit in one.limits for source in limit.guidance}
    assert sources == set(OURS.grounds)


def test_the_page_names_every_clock_and_source_and_is_fresh():
    page = clock_catalogue()
    for name in (*OURS.held, *OURS.grounds, *(what for what, _ in NOT_READ)):
        assert name in page
    assert (DOCS / "clocks.md").read_text(encoding="utf-8") == page
