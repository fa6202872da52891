"""A partnership's own file: laid over ours by date, and refused, naming the place, where something is not said."""

from datetime import date
from pathlib import Path

import pytest

from kingfisher.questions.own_rules import PartnershipError
from kingfisher.questions.parameters import standard
from kingfisher.questions.partnership import parse_partnership, read_partnership

EXAMPLE = Path(__file__).resolve().parents[2] / "demo" / "partnership.yaml"
TEXT = EXAMPLE.read_text(encoding="utf-8")


@pytest.fixture
def own():
    return read_partnership(EXAMPLE)


@pytest.mark.parametrize(
    ("day", "days"), [("2024-03-31", 28), ("2024-04-01", 21), ("2025-08-31", 21), ("2025-09-01", 14)]
)
def test_ours_stand_until_the_day_before_its_own(own, day, days):
    assert own.parameters.number("seen_at_home.days", date.fromisoformat(day)) == days


def test_what_it_does_not_set_stays_ours(own):
    changed = {"seen_at_home.days", "unborn_baby_reason.criteria", "neglect_tool.tools"}
    assert {name for name, held in own.parameters.held.items() if held != standard().held[name]} == changed


def test_criteria_and_tools_become_the_parameters_questions_look_at(own):
    assert "vulnerabilities_named" not in own.parameters.words("unborn_baby_reason.criteria", date(2025, 1, 1))
    assert "vulnerabilities_named" in own.parameters.words("unborn_baby_reason.criteria", date(2024, 12, 31))
    assert "fellmarsh home conditions guide" in own.parameters.words("neglect_tool.tools", date(2024, 4, 1))


@pytest.mark.parametrize(
    ("clock", "day", "words"),
    [
        ("cp_visit", "2024-04-01", "10 working days"),
        ("core_group_next", "2024-03-31", "1 month"),
        ("core_group_next", "2024-04-01", "6 weeks"),
        ("icpc", "2024-04-01", "15 working days"),
    ],
)
def test_its_limits_run_from_their_day_and_law_and_guidance_keep_theirs(own, clock, day, words):
    limit, _ = own.timescales.on(clock, date.fromisoformat(day))
    assert limit.words == words
    assert (limit.kind == "local procedure") == (clock != "icpc")


def test_a_clock_of_its_own_is_given_whole():
    new = """clocks:
  look_in:
    title: Manager looks in
    starts: [child_protection_opened]
    met_by: [manager_looked]
    owner: {agency: social_care, role: manager}
    limits: [{number: 5, unit: working days, from: 2024-04-01, guidance: fellmarsh-visiting}]
"""
    own = parse_partnership(TEXT.replace("clocks:\n", new, 1), name="own.yaml")
    assert own.timescales.on("look_in", date(2025, 1, 1))[0].words == "5 working days"
    assert own.timescales.on("look_in", date(2024, 3, 31)) is None


def test_stages_levels_rules_and_names_are_read(own):
    assert own.label == "Fellmarsh Safeguarding Children Partnership, version 2025.2"
    assert [stage.within for stage in own.escalation] == [2, 3, 5, 10]
    assert [level.name for level in own.threshold_document][2] == "Family Help"
    assert own.called("early help", date(2025, 8, 31)) == "early help"
    assert own.called("early help", date(2025, 9, 1)) == "Family Help"


WRONG = [
    ("    unit: days\n", "", "seen_at_home.days: its unit is missing"),
    ("value: 21, guidance: fellmarsh-neglect", "value: 21", "value 1: guidance is missing"),
    ("{from: 2024-04-01, value: 21", "{value: 21", "value 1: from is missing"),
    ("value: 21, guidance: fellmarsh-neglect", "value: 21, guidance: nowhere", "not in the guidance list"),
    ("value: 21, guidance: fellmarsh-neglect", "value: 21, guidance: working-together-2023", "cannot be called statu"),
    ("value: 21, guidance: fellmarsh-neglect", "value: 21, guidance: children-act-1989-17", "cannot be called statu"),
    ("value: 21, guid", "value: 21, kind: law, guid", "value 1: 'fellmarsh-neglect' is local procedure"),
    ("    unit: days\n", "    unit: weeks\n", "its unit is days, not weeks"),
    ("seen_at_home.days:", "seen_at_homes.days:", "Did you mean seen_at_home.days"),
    ("value: 21", "value: [a]", "give a number"),
    ("value: 21", "value: soon", "value 1: "),
    ("from: 2025-09-01, value: 14", "from: 2024-01-01, value: 14", "was not in force on 2024-01-01"),
    ("    kind: local procedure\n", "    kind: law\n", "item 1: what a partnership publishes cannot be called law"),
    ("title: Fellmarsh neglect strategy", "title: Fellmarsh statutory duties", "cannot be called 'statutory'"),
    ("within: 2, unit: working days", "within: 2", "escalation, item 1: unit is missing"),
    ("within: 2, unit", "within: 0, unit", "escalation, item 1: give a number"),
    ("within: 2, unit: working days, from: 2025-01-01, ", "within: 2, unit: days, ", "item 1: from is missing"),
    (
        "at home and alone, from: 2024-04-01, guidance: fellmarsh-visiting",
        "at home, from: 2024-04-01, guidance: working-together-2023",
        "visiting_rules, item 1: ",
    ),
    ("at home and alone", "this is a legally required visit", "cannot be called 'legally required'"),
    ("kind: health, share", "kind: hearsay, share", "no kind of entry called 'hearsay'"),
    (
        "{kind: health, share: the agency and the review panel",
        "{kind: health, share: everybody",
        "sharing, item 1: share",
    ),
    ("{kind: health, share: the agency and the review panel", "{kind: health, share: the agency", "There is no third"),
    ("local_names:", "lokal_names:", "no section 'lokal_names'"),
    ('  version: "2025.2"\n', "", "give its name, its version"),
    ("  from: 2025-09-01\n\n", "  from: soon\n\n", "write from as a day"),
    ("escalation:\n", "escalation: {\n", "not YAML"),
    ("number: 6, unit: weeks", "number: 6", "clocks, core_group_next, limit 1: unit is missing"),
    ("weeks, from: 2024-04-01,", "weeks,", "limit 1: from is missing"),
    ("weeks, from: 2024-04-01, guidance: fellmarsh-visiting", "weeks, from: 2024-04-01", "guidance is missing"),
    ("{number: 6, unit: weeks", "{kind: guidance, number: 6, unit: weeks", "cannot be called statutory guidance"),
    ("weeks, from: 2024-04-01, guidance: fellm", "weeks, from: 2024-04-01, guidance: working-t", "not in the guidance"),
    ("  core_group_next:", "  icpc:", "statutory guidance sets this (15 working days)"),
    ("  core_group_next:", "  police_protection:", "law sets this (72 hours)"),
    ("  core_group_next:", "  cp_visit:", "visiting_rules and the clock cp_visit are the same"),
    ("  core_group_next:", "  our_own_clock:", "clocks"),
    ("    criteria: [", "    criterion: [", "unborn_baby_criteria, item 1: give criteria"),
    ("    edition: version 3\n", "", "guidance, item 3: edition is missing"),
]


@pytest.mark.parametrize(("right", "wrong", "told"), WRONG, ids=[one[2] for one in WRONG])
def test_what_is_not_fit_is_refused_and_the_place_named(right, wrong, told):
    assert right in TEXT
    with pytest.raises(PartnershipError) as refusal:
        parse_partnership(TEXT.replace(right, wrong, 1), name="own.yaml")
    assert str(refusal.value).startswith("own.yaml")
    assert told in str(refusal.value)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(PartnershipError, match=r"nowhere\.yaml could not be read"):
        read_partnership(tmp_path / "nowhere.yaml")


def test_an_edition_may_be_written_as_a_year():
    own = parse_partnership(TEXT.replace('edition: "2024"', "edition: 2024"), name="own.yaml")
    assert own.guidance["fellmarsh-visiting"].edition == "2024"


@pytest.mark.parametrize("text", ["", "- a", "partnership: x", "partnership: {name: a, version: 1, from: 2020}"])
def test_other_shapes_are_refused(text):
    with pytest.raises(PartnershipError):
        parse_partnership(text, name="own.yaml")
