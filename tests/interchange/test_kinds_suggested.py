"""Kinds, outcomes, how known and sightings suggested from words; every sentence here is invented."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kingfisher.interchange.returns.abbreviations import short_forms_in
from kingfisher.interchange.returns.decision_fields import scaling_in
from kingfisher.interchange.returns.kinds_suggested import Fields, RowText, suggest
from kingfisher.timeline import kinds as k
from kingfisher.timeline.dates import When
from kingfisher.timeline.people import Family, HowKnown, Person, Practitioner

FAMILY = Family(
    name="Fern",
    children=("noah", "ivy"),
    people=(
        Person(id="noah", name="Noah Fern", aliases=("NF",), born=When.parse("2017-04-02")),
        Person(id="ivy", name="Ivy Fern", born=When.parse("2021-09-10")),
        Person(id="mum", name="Beth Fern", aliases=("B FERN",), born=When.parse("1992")),
        Person(id="dad", name="Carl Webb", born=When.parse("1990-05")),
    ),
    practitioners=(
        Practitioner(id="sw", name="Anil Rowe", role="social worker", agency="social_care"),
        Practitioner(id="hv", name="Gill Marsh", role="health visitor", agency="health_visiting"),
    ),
)
DAY = When.day(date(2022, 3, 14))


def of(agency: str, text: str, /, *people: str, codes: dict[str, str] | None = None, **named: str) -> Fields:
    """What is suggested for a row about those people (both children and mum if none are given)."""
    about = people or ("noah", "ivy", "mum")
    named_children = tuple(
        child for child in ("noah", "ivy") if child in about and child in f"{text} {' '.join(named.values())}".lower()
    )
    row = RowText(
        text=text, named=named, agency=agency, happened=DAY, people=about, children_named=named_children,
        codes=codes or {},
    )  # fmt: skip
    fields, suggestions = suggest(row, FAMILY)
    assert suggestions[0].field == "kind"
    assert all(said.reason for said in suggestions)
    return fields


KINDS = [
    ("social_care", "Home visit", "Both children playing.", "contact"),
    ("social_care", "Office visit", "Beth came in about money.", "contact"),
    ("social_care", "Strategy discussion", "Police and health present.", "meeting"),
    ("social_care", "Core group", "Plan reviewed.", "meeting"),
    ("social_care", "RCPC", "Plan to continue.", "meeting"),
    ("social_care", "Contact / referral", "From nursery, bruise to cheek.", "referral"),
    ("social_care", "Management decision", "No role for us.", "decision"),
    ("social_care", "S47 enquiry", "Enquiry finished.", "assessment"),
    ("social_care", "IRO monitoring", "Rated amber. Where is the children's voice?", "chairs_oversight"),
    ("social_care", "Case audit", "History not drawn together.", "audit"),
    ("social_care", "Supervision", "Discussed drift.", "supervision"),
    ("social_care", "Allocation", "Allocated to Anil Rowe.", "involvement"),
    ("social_care", "Agency checks", "Probation replied.", "check"),
    ("social_care", "Legal gateway", "To issue.", "legal_step"),
    ("social_care", "Service notice", "Doorstep only until further notice.", "service_restriction"),
    ("health_visiting", "New birth visit", "Mum and baby well.", "contact"),
    ("health_visiting", "Child health clinic", "Weighed.", "appointment"),
    ("health_visiting", "HV sickness", "Off from today.", "absence"),
    ("midwifery", "25 week clinic", "FH heard.", "appointment"),
    ("midwifery", "Phone call", "Beth rang with a question.", "contact"),
    ("hospital", "ED", "Swallowed a bead, observed.", "health"),
    ("police", "DOM INCIDENT", "Shouting heard by caller, parties parted.", "incident"),
    ("police", "INTEL", "Said to be selling from the address.", "account"),
    ("police", "PPN", "Submitted.", "referral"),
    ("police", "COVID", "Gathering moved on.", "incident"),
    ("ambulance", "On scene", "Child on sofa, alert.", "incident"),
    ("probation", "Appointment", "Reported as told.", "appointment"),
    ("probation", "Home visit", "Carl in, two dogs.", "contact"),
    ("camhs", "Choice appointment", "Did not attend.", "appointment"),
    ("happy_days_nursery", "", "Ivy hungry again, ate two breakfasts.", "observation"),
    ("early_help", "TAF meeting", "Family plan agreed.", "meeting"),
    ("housing", "", "Tenancy start 4 Low Lane. Keys given.", "living_arrangement"),
    ("housing", "", "Complaint about noise from upstairs.", "incident"),
    ("housing", "", "Welfare call, all fine.", "contact"),
    ("gp_surgery", "", "Cough, reviewed.", "health"),
    ("gp_surgery", "", "Report requested by social care.", "check"),
    ("primary_school", "", "Work packs handed out.", "education"),
]


@pytest.mark.parametrize(("agency", "title", "text", "kind"), KINDS)
def test_kind(agency: str, title: str, text: str, kind: str) -> None:
    assert of(agency, text, **({"type": title} if title else {})).content.kind == kind


def test_the_files_own_key_is_believed_before_common_usage() -> None:
    keyed = of("leaving_care", "Tidy flat.", "mum", type="HV", codes={"HV": "home visit (NOT health visitor)"})
    assert keyed.content == k.Contact(setting=k.Setting.INSIDE, outcome=k.Outcome.ATTENDED)
    row = RowText("", {"type": "HV"}, "leaving_care", DAY, codes={"HV": "home visit (NOT health visitor)"})
    assert "own key" in suggest(row, FAMILY)[1][0].reason


@pytest.mark.parametrize(
    ("agency", "title", "text", "people", "outcome"),
    [
        ("health_visiting", "Clinic", "Not brought.", ("ivy", "mum"), k.Outcome.WAS_NOT_BROUGHT),
        ("health_visiting", "Clinic", "DNA", ("ivy",), k.Outcome.WAS_NOT_BROUGHT),
        ("probation", "Appointment", "DNA", ("dad",), k.Outcome.DID_NOT_ATTEND),
        ("social_care", "CIN visit", "No reply at door.", (), k.Outcome.NO_ACCESS),
        ("social_care", "CIN visit", "Beth cancelled by text.", (), k.Outcome.CANCELLED_BY_FAMILY),
        ("health_visiting", "Home visit", "Cancelled by service - staff sickness.", (), k.Outcome.CANCELLED_BY_SERVICE),
        ("health_visiting", "Call to Mum", "No answer, left message.", (), k.Outcome.NO_REPLY),
        ("social_care", "CP visit", "Both seen in kitchen.", (), k.Outcome.ATTENDED),
        ("social_care", "CP visit", "Beth says no drugs used.", (), k.Outcome.ATTENDED),
    ],
)
def test_outcome(agency: str, title: str, text: str, people: tuple[str, ...], outcome: k.Outcome) -> None:
    assert of(agency, text, *people, type=title).content.outcome is outcome  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("agency", "title", "text", "how"),
    [
        ("health_visiting", "Call from CSC", "Plan closed last week.", HowKnown.THIRD_PARTY),
        ("social_care", "Telephone", "Beth says things are better.", HowKnown.SELF_REPORT),
        ("social_care", "Single assessment", "Needs met.", HowKnown.PROFESSIONAL_OPINION),
        ("yos", "Check", "No trace.", HowKnown.RECORD_CHECK),
        ("housing", "", "Noise reported by neighbour.", HowKnown.THIRD_PARTY),
        ("social_care", "CIN visit", "Warm, toys out.", HowKnown.OBSERVED),
    ],
)
def test_how_known(agency: str, title: str, text: str, how: HowKnown) -> None:
    assert of(agency, text, **({"type": title} if title else {})).how_known is how


def seen(fields: Fields) -> set[str]:
    return {sight.child for sight in fields.seen}


def test_a_child_is_seen_only_when_the_row_puts_them_there() -> None:
    assert seen(of("social_care", "Ivy in high chair. Noah drawing.", type="Home visit")) == {"ivy", "noah"}
    assert seen(of("social_care", "All children seen.", type="CP visit")) == {"ivy", "noah"}
    assert seen(of("social_care", "Talked about rent.", type="CP visit", seen="No")) == set()
    assert seen(of("social_care", "Nobody in.", type="CP visit")) == set()
    assert seen(of("health_visiting", "Mum says Noah is well.", type="Telephone contact")) == set()


@pytest.mark.parametrize("agency", ["leaving_care", "cgl_drug_service", "probation", "housing"])
def test_meeting_the_parent_is_not_a_sight_of_the_child(agency: str) -> None:
    assert seen(of(agency, "Beth well. Budget done.", type="Home visit")) == set()
    assert seen(of(agency, "Beth says Ivy is asleep upstairs.", type="Home visit")) == set()
    assert seen(of(agency, "Beth came with Ivy in buggy.", type="Appointment")) == {"ivy"}


def test_window_and_doorstep_are_not_inside() -> None:
    at_window = of("social_care", "All children waved.", type="Window visit")
    assert at_window.content.setting is k.Setting.WINDOW  # type: ignore[union-attr]
    assert of("social_care", "Ivy at the door with Beth.", type="Doorstep visit").seen[0].setting is k.Setting.DOORSTEP
    stayed_out = of("health_visiting", "Mum on doorstep with Ivy on hip. Did not go in.", type="Home visit")
    assert stayed_out.content.setting is k.Setting.DOORSTEP  # type: ignore[union-attr]
    assert stayed_out.content.planned_work_possible is False  # type: ignore[union-attr]


def test_an_unborn_child_is_never_seen() -> None:
    before = When.day(date(2021, 5, 1))
    row = RowText("Baby active on scan.", {"type": "Home visit"}, "midwifery", before, people=("ivy", "mum"))
    assert suggest(row, FAMILY)[0].seen == ()


def test_a_decision_keeps_its_reason_only_when_stated_and_on_whom_it_leans() -> None:
    bare = of("social_care", "No further action.", type="Decision").content
    assert isinstance(bare, k.Decision)
    assert (bare.outcome, bare.reason, bare.relies_on) == ("no_further_action", None, ())
    leaning = of("social_care", "CIN closed. HV remains involved.", type="Closure", outcome="Midwife emailed").content
    assert isinstance(leaning, k.Decision)
    assert (leaning.outcome, leaning.relies_on, leaning.told) == ("close_plan", ("health_visiting",), ("midwifery",))
    closed = of("social_care", "Home fine on the day.", type="Single assessment", outcome="NFA, closed").content
    assert isinstance(closed, k.Decision)


def test_a_meeting_says_which_how_who_and_the_picture() -> None:
    content = of("social_care", "School present. HV apologies. Progress made.", type="CIN meeting (telephone)").content
    assert isinstance(content, k.Meeting)
    assert (content.type, content.mode, content.outcome) == ("child_in_need", "telephone", "held")
    assert content.apologies == ("health_visiting",)
    assert "school" in content.attended
    assert content.picture == "progress"
    off = of("school", "Core group cancelled, no new date.").content
    assert isinstance(off, k.Meeting)
    assert off.outcome == "cancelled"
    assert off.attended == ()


def test_a_scale_is_not_a_date() -> None:
    assert scaling_in("SW scaling 3/4, hard to reach") == (3.0, 4.0, "scaling 3/4")
    assert scaling_in("scaled 5 to 6 by the group") == (5.0, 6.0, "scaled 5 to 6")
    assert scaling_in("rated 4/10") == (4.0, 4.0, "rated 4/10")
    assert scaling_in("seen 3/4") is None
    assert scaling_in("scaling discussed on 12/11/20") is None
    row = RowText("SW scaling 3/4 - not seen enough.", {"type": "Supervision"}, "social_care", DAY)
    said = {item.field: item for item in suggest(row, FAMILY)[1]}
    assert (said["scaling"].value, said["scaling"].words) == ("3 to 4", "scaling 3/4")


def test_fields_of_other_kinds() -> None:
    to = of("midwifery", "Unborn, 22 weeks. Domestic abuse. HV informed.", "mum", type="Referral to MASH")
    assert to.content == k.Referral(to="social_care", concerns=("domestic abuse", "unborn baby"), gestation_weeks=22)
    assert [share.to for share in to.shared] == ["health_visiting"]
    assert of("school", "", type="", attendance="81.4").content == k.Education(
        attendance_percent=81.4, what="attendance"
    )
    asked = of("social_care", "No capacity. Waiting list.", type="Family support request").content
    assert isinstance(asked, k.Involvement)
    assert asked.stage == "not_available"
    allocated = of("social_care", "Allocated J Rowan. No alerts on transfer.", type="Allocation").content
    assert isinstance(allocated, k.Involvement)
    assert allocated.practitioner == "J Rowan"
    eight = of("social_care", "8 mins. Fine.", type="Telephone").content
    assert isinstance(eight, k.Contact)
    assert eight.minutes == 8
    late = of("social_care", "Beth 40 mins late.", type="Office visit").content
    assert isinstance(late, k.Contact)
    assert late.minutes is None


def test_words_never_met_before_are_the_agencys_ordinary_business_and_say_so() -> None:
    row = RowText("Zzz qqq.", {}, "somebody_new", DAY)
    fields, suggestions = suggest(row, FAMILY)
    assert fields.content == k.Account()
    assert "nothing in the row says more" in suggestions[0].reason.lower()
    suggest(RowText("", {}, "", When.parse("")), Family())


def test_a_key_that_says_less_than_the_code_gives_way_to_the_code() -> None:
    fields = of("drug_service", "Opiates.", "dad", type="UDS", codes={"UDS": "test as per contract"})
    assert fields.content.kind == "health"


def test_short_forms_are_explained_and_the_files_own_key_comes_first() -> None:
    assert short_forms_in("HV to ICPC, T/C to A&E in it") == {
        "HV": "health visitor, or home visit; the agency's own key decides",
        "ICPC": "initial child protection conference",
        "T/C": "telephone call",
        "A&E": "accident and emergency department",
    }
    assert short_forms_in("HV seen", {"HV": "home visit"}) == {"HV": "home visit"}


@given(
    st.text(max_size=120),
    st.dictionaries(
        st.sampled_from(["type", "outcome", "source", "seen", "minutes", "persons", "attendance"]), st.text(max_size=20)
    ),
    st.sampled_from(["social_care", "police", "gp", "housing", "school", "health_visiting", "?"]),
)
@settings(max_examples=150, deadline=None)
def test_any_words_at_all_give_one_kind_with_its_reasons(text: str, named: dict[str, str], agency: str) -> None:
    fields, suggestions = suggest(RowText(text, named, agency, DAY, people=("noah", "mum")), FAMILY)
    assert fields.content.kind in k.KINDS
    assert all(said.reason for said in suggestions)
    assert {sight.child for sight in fields.seen} <= {"noah"}


@pytest.mark.parametrize(("title", "seen_inside"), [("Home", True), ("Home visit", True), ("Home issues", False)])
def test_a_category_that_names_the_home_is_not_a_sight_inside_it(title, seen_inside):
    family = Family(children=("isla",), people=(Person(id="isla", name="Isla Voss"),))
    row = RowText(
        text="Isla said her step dad shouts and she hides upstairs.",
        named={"type": title},
        agency="school_elm",
        happened=When.parse("2021-03-04"),
        people=("isla",),
        children_named=("isla",),
    )
    fields, _ = suggest(row, family)
    assert any(seen.setting is k.Setting.INSIDE for seen in fields.seen) is seen_inside
