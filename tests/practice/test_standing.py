"""Plans, decisions, involvement, children and what was offered, as they stood on a day."""

from datetime import date

import pytest

from kingfisher.practice.children import children, children_in, is_unborn
from kingfisher.practice.decisions import closes, is_no_further_action, opens_assessment, plan_type, reason_of, told_of
from kingfisher.practice.engagement import counts, strip
from kingfisher.practice.involvement import involved_on, involvements, last_contact_with_child
from kingfisher.practice.plans import open_plan
from kingfisher.timeline.file_format import parse_record

FAMILY = """
people:
  - {id: kit, name: Kit Moss, born: 2015-01-10}
  - {id: bee, name: Unborn Moss, expected: 2019-08-01}
  - {id: one, name: Jo Moss, born: 2003-01-01}
  - {id: gran, name: Ivy Moss}
relationships:
  - {kind: parent, of: kit, person: one}
  - {kind: parent, of: bee, person: one}
  - {kind: parent, of: one, person: gran}
practitioners:
  - {id: w, name: Sam Reed, role: support worker, agency: housing, covers: [one], to: 2019-05-31}
entries:
"""


def record(*entries):
    return parse_record(FAMILY + "".join(f"  - {{id: e{n}, agency: a, {entry}}}\n" for n, entry in enumerate(entries)))


@pytest.mark.parametrize(
    "said", ["NFA", "no_further_action", "No further action - closed", "below threshold", "nfa'd: NFA"]
)
def test_no_further_action_however_it_is_written(said):
    assert is_no_further_action(said)


@pytest.mark.parametrize("said", [None, "", "assess", "child_in_need", "strategy discussion", "Section 47"])
def test_not_no_further_action(said):
    assert not is_no_further_action(said)


def test_words_of_outcomes():
    assert closes("close_plan")
    assert closes("Case closed")
    assert not closes("remain open")
    assert opens_assessment("Single assessment")
    assert not opens_assessment("no assessment needed")
    assert plan_type("Child-in-need plan") == "child_in_need"
    assert plan_type("CP") == "child_protection"
    assert plan_type("universal") is None


def test_a_reason_that_says_nothing_is_none():
    for said in ("n/a", "not recorded", "'-'", "' '"):
        held = record(f"kind: decision, happened: 2019-01-01, reason: {said}, told: [a, gp]")
        assert reason_of(held.entries[0]) is None
        assert told_of(held.entries[0]) == ("gp",)


def test_plans_open_step_up_and_close():
    held = record(
        "kind: plan, happened: 2019-01-01, about: kit, type: child_in_need, stage: opened",
        "kind: plan, happened: 2019-02-01, about: kit, type: child_protection, stage: opened",
        "kind: plan, happened: 2019-03-01, about: kit, type: child_protection, stage: reviewed",
        "kind: decision, happened: 2019-04-01, about: kit, outcome: close_plan",
    )
    assert open_plan(held, "kit", date(2018, 12, 31)) is None
    assert open_plan(held, "kit", date(2019, 1, 31)).type == "child_in_need"
    assert open_plan(held, "kit", date(2019, 3, 31)).opened == date(2019, 2, 1)
    assert open_plan(held, "kit", date(2019, 4, 1)) is None
    assert open_plan(held, "bee", date(2019, 3, 1)) is None


def test_children_are_never_the_parents_however_young():
    held = record("kind: referral, happened: 2019-02-01, about: [one]", "kind: referral, happened: 2019-02-01")
    everyone = children(held.family, date(2019, 2, 1))
    assert everyone == ("kit", "bee")
    assert children_in(held.entries[0], held.family, everyone) == ("kit", "bee")
    assert children_in(held.entries[1], held.family, everyone) == ("kit", "bee")
    assert is_unborn(held.family.person("bee"), date(2019, 2, 1))
    assert not is_unborn(held.family.person("kit"), date(2019, 2, 1))


def test_involvement_role_and_last_contact_with_the_child():
    held = record(
        "kind: involvement, happened: 2019-02-01, practitioner: w, stage: changed, covers: [one, kit]",
        "kind: involvement, happened: 2019-02-01, practitioner: other, role: mentor, stage: requested",
        "kind: sighting, happened: 2019-02-10, by: w, seen: [{child: kit, setting: inside}]",
    )
    parts = involvements(held, date(2019, 3, 1))
    assert [part.covers_child("kit") for part in parts] == [False, True]
    assert len(involvements(held, date(2019, 1, 1))) == 1
    assert len(involved_on(parts, date(2019, 6, 1))) == 1
    assert str(last_contact_with_child(held, parts[1], "kit", date(2019, 3, 1))) == "2019-02-10"
    assert last_contact_with_child(held, parts[1], "kit", date(2019, 2, 9)) is None


def test_what_was_offered_keeps_a_childs_apart_and_counts_nothing_against_the_family_for_a_service():
    held = record(
        "kind: appointment, happened: 2019-02-01, for: kit, outcome: was_not_brought",
        "kind: appointment, happened: 2019-02-02, for: one, outcome: did_not_attend",
        "kind: appointment, happened: 2019-02-03, for: kit, outcome: cancelled_by_service",
        "kind: appointment, happened: 2019-02-04, for: kit, outcome: attended",
        "kind: appointment, happened: 2019-02-04, for: kit, outcome: attended, same_as: [e3]",
        "kind: contact, happened: 2019-02-05, about: [one], outcome: cancelled_by_family",
        "kind: contact, happened: 2019-02-06, about: [kit, one], setting: doorstep, outcome: no_reply",
    )
    offers = strip(held, ("kit", "bee"), involvements(held, date(2019, 3, 1)))
    own = counts([one for one in offers if one.is_child])
    adults = counts([one for one in offers if not one.is_child])
    assert (own.offered, own.kept, own.missed, own.cancelled_by_service) == (4, 1, 2, 1)
    assert (adults.offered, adults.missed, adults.cancelled_by_family) == (2, 1, 1)
