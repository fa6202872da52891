"""The five worked measures, each with its denominator; and what is too small is held back."""

from datetime import date

import pytest

from kingfisher.practice.involvement import involvements
from kingfisher.practice.measures import MEASURES
from kingfisher.practice.measures.figure import Asked, Figure, Staff, Trained, shown
from kingfisher.practice.measures.plan_roles import missing_facts
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.file_format import parse_record

HEAD = """
family: {name: F, children: [c]}
people:
  - {id: c, name: C Hart, born: 2020-01-01}
  - {id: m, name: M Hart, sex: F}
  - {id: f, name: F Hart, sex: M}
  - {id: pgm, name: P Hart, sex: F}
relationships:
  - {kind: parent, of: c, person: m}
  - {kind: parent, of: c, person: f}
  - {kind: parent, of: f, person: pgm}
practitioners:
  - {id: sw, name: S W, role: social worker, agency: social_care, covers: [c]}
  - {id: pw, name: P W, role: personal adviser, agency: leaving_care, covers: [m]}
entries:
"""


def an_entry(head: str, rest: str) -> str:
    """An entry in the open format: id, kind, day, agency and whom it is about, then the fields of its kind."""
    name, kind, day, agency, about = head.split(" ", 4)
    return f"  - {{id: {name}, kind: {kind}, happened: {day}, agency: {agency}, about: {about}, {rest}}}\n"


PLAN = an_entry("p plan 2025-01-10 social_care [c]", "type: child_in_need, stage: opened")
NEGLECT = an_entry("n referral 2025-01-05 school [c]", "to: social_care, concerns: [neglect]")
WORDS = {"neglect": ("neglect*",), "concerns": (), "tools": ("graded care",), "strategy": ("neglect strategy",)}


def family(*entries: str) -> Chronology:
    return parse_record(HEAD + ("".join(entries) or "  []\n"))


def take(name: str, *families: Chronology, **more: object) -> dict[tuple[str, str], tuple[int, int]]:
    asked = Asked(families=families, first=date(2025, 1, 1), last=date(2025, 12, 31), words=WORDS, **more)  # type: ignore[arg-type]
    return {(one.counts, one.agency): (one.of, one.out_of) for one in MEASURES[name].take(asked)}


def test_the_strategy_by_agency_is_reached_and_used() -> None:
    said = an_entry(
        "s decision 2025-02-01 social_care [c]", "outcome: assess, reason: neglect; under the neglect strategy"
    )
    found = take(
        "neglect_strategy",
        family(NEGLECT, said),
        family(NEGLECT),
        trained=[Trained(agency="school", what="neglect_strategy", day=date(2025, 3, 1))] * 3,
        staff=[Staff(agency="school", what="neglect_strategy", number=10)],
    )
    used = "use the neglect strategy or a tool of it"
    assert (found[used, ""], found[used, "school"], found[used, "social_care"]) == ((1, 3), (0, 2), (1, 1))
    assert found["have been reached by the neglect strategy", "school"] == (3, 10)


@pytest.mark.parametrize(("until", "of"), [(date(2025, 12, 31), 1), (date(2025, 12, 30), 0), (None, 1)])
def test_a_licence_counts_while_it_holds(until: date | None, of: int) -> None:
    found = take(
        "neglect_tool",
        family(),
        trained=[Trained(agency="gp", what="neglect_tool", day=date(2020, 1, 1), licensed_until=until)],
        staff=[Staff(agency="gp", what="neglect_tool", number=4)],
    )
    assert found["are trained in a neglect assessment tool and licensed", "gp"] == (of, 4)


def test_the_tool_is_used_and_repeated_over_children_for_whom_neglect_is_named() -> None:
    def use(name: str, day: str) -> str:
        return an_entry(f"{name} assessment {day} health_visiting [c]", "stage: completed, tool: Graded Care Profile")

    once, twice = (
        family(NEGLECT, use("a", "2025-02-01")),
        family(NEGLECT, use("a", "2025-02-01"), use("b", "2025-06-01")),
    )
    found = take("neglect_tool", once, twice, family(NEGLECT), family(PLAN), family(use("a", "2025-02-01")))
    assert found["have had a neglect assessment tool used", ""] == (2, 3)
    assert found["have had it used again on a later day", ""] == (1, 2)


def test_a_plan_line_needs_all_six_facts_and_its_own_agency() -> None:
    whole = (
        an_entry(
            "i involvement 2025-01-11 social_care [c]",
            "by: sw, practitioner: sw, stage: began, covers: [c], frequency: weekly, place: home, if_declined: ask why",
        ),
        an_entry("s contact 2025-01-12 social_care [c]", "by: sw, with: [m], outcome: attended, seen: [{child: c}]"),
    )
    found = take("plan_roles", family(PLAN, *whole), family(PLAN), family(*whole))
    assert found["have all six facts of the role", ""] == (1, 2)  # the third family has no open plan
    assert found["are confirmed by the agency whose part it is", ""] == (1, 2)
    bare = family(PLAN)
    [line] = [one for one in involvements(bare, date(2025, 12, 31)) if one.practitioner == "sw"]
    assert missing_facts(bare, line, "c") == ("how often", "where", "has seen the child", "what if declined or absent")


def test_what_parents_with_a_leaving_care_service_want_and_get() -> None:
    wants = an_entry("v view 2025-02-01 leaving_care [m]", "whose: m, text: a flat")
    agreed = an_entry("a action 2025-02-01 leaving_care [m]", "what: find a flat, state: agreed")
    done = an_entry("d action 2025-05-01 leaving_care [m]", "what: find a flat, state: done, on: [a]")
    found = take("care_leaver_parents", family(wants, agreed, done), family(agreed))
    assert found["have said what they want, in a view or account of their own", ""] == (1, 2)
    assert found["have been done", ""] == (1, 2)


def test_a_father_is_heard_only_when_he_is_spoken_to_and_mothers_stand_beside() -> None:
    spoke = an_entry("k contact 2025-02-01 social_care [c, f]", "with: [f], outcome: attended")
    rang = spoke.replace("attended", "no_reply")
    told = an_entry("t account 2025-02-01 social_care [c, f]", "said_by: m, text: he is not interested")
    moved = an_entry("l living_arrangement 2025-03-01 social_care [c]", "who: [c], with: [f, pgm]")
    found = take("fathers", family(spoke, moved), family(rang), family(told))
    assert found["had their father spoken to directly", ""] == (1, 3)
    assert found["had their father's family considered", ""] == (1, 3)
    assert found["had something change after their father was heard", ""] == (1, 1)
    assert found["had their mother spoken to directly", ""] == (1, 3)  # her own account


def test_what_happened_outside_the_days_is_not_counted() -> None:
    spoke = an_entry("k contact 2024-12-31 social_care [c, f]", "with: [f], outcome: attended")
    assert take("fathers", family(spoke))["had their father spoken to directly", ""] == (0, 1)
    inside = spoke.replace("2024-12-31", "2025-12-31")
    assert take("fathers", family(inside))["had their father spoken to directly", ""] == (1, 1)


def a_figure(agency: str, of: int, out_of: int, families: int | None = 50) -> Figure:
    return Figure(counts="were heard", over="fathers", of=of, out_of=out_of, agency=agency, families=families)


def test_small_numbers_are_held_back_and_cannot_be_worked_out_from_the_total() -> None:
    found = shown([a_figure("", 30, 60), a_figure("gp", 2, 20), a_figure("police", 18, 25), a_figure("school", 10, 15)])
    assert [one.figure is not None for one in found] == [True, False, True, False]
    assert found[0].words == "30 of 60 fathers were heard"
    assert "Held back" in found[1].words
    assert "Held back" in found[3].words  # the next smallest goes with it


@pytest.mark.parametrize(
    ("figure", "is_shown"),
    [
        (a_figure("", 4, 20), False),
        (a_figure("", 5, 20), True),
        (a_figure("", 16, 20), False),  # four who were not
        (a_figure("", 15, 20), True),
        (a_figure("", 0, 20), True),
        (a_figure("", 20, 20), True),
        (a_figure("", 0, 4), False),
        (a_figure("", 10, 20, families=4), False),
        (a_figure("", 10, 20, families=None), True),
    ],
)
def test_where_small_begins(figure: Figure, is_shown: bool) -> None:
    assert (shown([figure])[0].figure is not None) is is_shown


def test_nothing_met_is_said_and_is_not_nought() -> None:
    assert shown([a_figure("", 0, 0)])[0].words == "No fathers are recorded."
