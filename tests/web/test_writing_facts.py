"""What is written by hand is seen at once by the questions and the clocks that read its kind."""

from datetime import date

import pytest
from django.urls import reverse

from kingfisher.practice.clocks import clocks
from kingfisher.practice.contact import last_seen_at_home
from kingfisher.practice.differences import differences
from kingfisher.practice.involvement import involvements
from kingfisher.practice.measures.plan_roles import missing_facts
from kingfisher.practice.plans import open_plan
from kingfisher.questions.engine import ask
from kingfisher.records.actions.entries import picture_version
from kingfisher.records.chronologies import whole_chronology
from kingfisher.records.models import EntryRow
from kingfisher.timeline.kinds import ChildLine, Outcome
from kingfisher.timeline.people import HowKnown
from tests.web.test_family_pages import words

HEALTH_VISITOR = "Health Visitor, health visitor"


@pytest.fixture
def write(cast, signed_in):
    """File an entry by its form, and give its id; a refusal fails the test with the page's own words."""

    def file(who, kind, when="2/6/2020", **told):
        data = {"happened": when, "about": ["riley"], "text": f"By hand: {kind}.", "share": "network"} | told
        data["based_on"] = str(picture_version(cast.family))
        answer = signed_in(who).post(reverse("write_kind", args=[cast.family.ref, kind]), data, follow=True)
        file.said = words(answer)
        assert answer.redirect_chain, file.said
        return EntryRow.objects.order_by("pk").last().entry_id

    return file


@pytest.fixture
def record(cast):
    return lambda: whole_chronology(cast.family)


@pytest.fixture
def stands(record):
    """Whether a question of the kind stands open on a day."""
    return lambda kind, day: any(one.kind == kind for one in ask(record(), date.fromisoformat(day)))


@pytest.fixture
def clock(record):
    return lambda name, day: [one for one in clocks(record(), date.fromisoformat(day)) if one.id == name]


@pytest.fixture
def plan(write):
    return write("social_worker", "plan", "1/3/2020", type="child_protection", stage="opened", categories=["neglect"])


def test_a_chairs_question_opens_a_clock_and_a_question_and_its_answer_settles_both(write, stands, clock, record):
    asked = write(
        "social_worker", "chairs_oversight", grade="amber", question="Who has seen Riley?",
        addressed_to="health_visiting", answer_due="9/6/2020", themes="Children not seen\nDrift",
    )  # fmt: skip
    assert record().by_id[asked].content.themes == ("Children not seen", "Drift")
    assert (stands("chair_answered", "2020-06-09"), stands("chair_answered", "2020-06-10")) == (False, True)
    (due,) = clock("answer_due", "2020-06-07")
    assert (due.agency, due.due, due.met_by) == ("health_visiting", date(2020, 6, 9), ())
    answer = write("health_visitor", "answer", "8/6/2020", on=[asked], answer="done")
    assert not stands("chair_answered", "2020-06-10")
    assert clock("answer_due", "2020-06-10")[0].met_by == (answer,)


def test_a_promise_of_an_answer_holds_until_its_day_alone(write, stands):
    asked = write("social_worker", "chairs_oversight", grade="red", question="Why?", addressed_to="health_visiting")
    assert "the day by which an answer is due" in write.said
    write("health_visitor", "answer", "20/6/2020", on=[asked], answer="will_be_done", by_when="1/9/2020")
    assert (stands("chair_answered", "2020-08-30"), stands("chair_answered", "2020-09-10")) == (False, True)


def test_a_green_grade_asks_nothing(write, stands):
    write("social_worker", "chairs_oversight", grade="green")
    assert not stands("chair_answered", "2021-06-01")


def test_an_audits_advice_waits_for_its_answer(write, stands):
    asked = write(
        "social_worker", "audit", recommends="Look again at the plan.", addressed_to="health_visiting",
        answer_due="9/6/2020",
    )  # fmt: skip
    assert stands("audit_answered", "2020-06-10")
    write("health_visitor", "answer", "9/6/2020", on=[asked], answer="disagree")
    assert not stands("audit_answered", "2020-06-10")


def test_supervision_is_one_entry_with_a_line_for_each_child(write, stands, plan, record):
    write(
        "health_visitor", "involvement", "1/3/2020", stage="began", role="health visitor", covers=["riley"],
        frequency="every two weeks", place="at home", if_declined="The manager is told.",
    )  # fmt: skip
    assert stands("supervision_held", "2020-12-01")
    other = next(one.id for one in record().family.people if one.name == "Poppy Hart")
    given = write(
        "health_visitor", "supervision", "20/11/2020", outcome="given", supervisor="Named nurse",
        would_change="Riley seen alone.", themes="Drift", about=[], line_riley="Not seen since May.",
        **{f"line_{other}": "Weight not known."},
    )  # fmt: skip
    held = record().by_id[given]
    assert held.about == tuple(line.child for line in held.content.lines)
    assert ChildLine(child="riley", line="Not seen since May.") in held.content.lines
    assert (held.content.practitioner, held.content.would_change) == (HEALTH_VISITOR, "Riley seen alone.")
    assert not stands("supervision_held", "2020-12-01")


def test_supervision_that_was_due_and_not_given_is_asked_about_at_once(write, stands, plan):
    write("health_visitor", "involvement", "1/3/2020", stage="began", role="health visitor", covers=["riley"])
    assert not stands("supervision_held", "2020-03-20")
    write("health_visitor", "supervision", "20/3/2020", outcome="not given", about=["riley"])
    assert stands("supervision_held", "2020-03-20")


def test_the_six_facts_of_a_part_are_read_from_the_form_and_blanks_are_said(write, plan, record):
    write("health_visitor", "involvement", "1/3/2020", stage="began", role="health visitor", covers=["riley"])
    assert "Left blank, and shown as not recorded: how often, where and what if declined or absent." in write.said
    lines = [one for one in involvements(record(), date(2020, 6, 2)) if one.practitioner == HEALTH_VISITOR]
    blank = ("how often", "where", "has seen the child", "what if declined or absent")
    assert missing_facts(record(), lines[-1], "riley") == blank
    write("health_visitor", "sighting", "2/3/2020", seen=["riley"], setting="inside")
    write(
        "health_visitor", "involvement", "3/3/2020", stage="changed", role="health visitor", covers=["riley"],
        frequency="every week", place="at home", if_declined="The manager is told.",
    )  # fmt: skip
    assert "Left blank" not in write.said
    last = [one for one in involvements(record(), date(2020, 6, 2)) if one.practitioner == HEALTH_VISITOR][-1]
    assert missing_facts(record(), last, "riley") == ()


def test_a_service_asked_for_and_never_begun_is_asked_about(write, stands, plan):
    write(
        "social_worker", "involvement", "2/3/2020", stage="requested", role="family support worker", covers=["riley"],
        other_practitioner="Family support team",
    )  # fmt: skip
    assert stands("promised_and_done", "2020-12-01")


def test_somebody_away_without_cover_is_asked_about_and_cover_settles_it(write, stands, plan):
    write("health_visitor", "involvement", "1/3/2020", stage="began", role="health visitor", covers=["riley"])
    write("health_visitor", "absence", "10/3/2020", ends="1/9/2020")
    assert "who covers" in write.said
    assert stands("promised_and_done", "2020-06-01")
    write("health_visitor", "absence", "20/3/2020", ends="1/9/2020", cover="health_visiting")
    assert not stands("promised_and_done", "2020-06-01")


def test_a_limit_on_visits_is_asked_about_until_something_takes_its_place(write, stands, clock, plan):
    told = {"what": "home visits stop", "reason": "lockdown", "review": "1/7/2020"}
    write("health_visitor", "service_restriction", "2/4/2020", **told)
    assert "what takes the place of seeing the child" in write.said
    assert stands("visiting_restricted", "2020-04-10")
    assert clock("restriction_review", "2020-04-10")[0].due == date(2020, 7, 1)


def test_a_limit_with_something_in_the_place_of_sight_is_not_asked_about(write, stands, plan):
    write(
        "health_visitor", "service_restriction", "2/4/2020", what="home visits stop", replaced_by="seen in the garden",
    )  # fmt: skip
    assert not stands("visiting_restricted", "2020-04-10")


def test_a_child_seen_has_its_four_facts_and_meets_the_visit(write, clock, plan, record):
    seen = write(
        "social_worker", "sighting", "5/3/2020", seen=["riley"], setting="inside", alone=["riley"], minutes="20"
    )
    last = last_seen_at_home(record(), "riley", date(2020, 3, 6))
    assert (last.entry, last.alone, last.minutes) == (seen, True, 20)
    assert record().by_id[seen].how_known is HowKnown.OBSERVED
    assert any(seen in one.met_by for name in ("cp_visit", "seen_after_birth") for one in clock(name, "2020-03-06"))


def test_seeing_the_child_inside_answers_the_good_picture(write, stands, plan):
    write(
        "social_worker", "meeting", "1/12/2020", type="core group", outcome="held", picture="progress",
        part_social_care="there",
    )  # fmt: skip
    assert stands("seen_at_home", "2020-12-02")
    write("health_visitor", "contact", "2/12/2020", outcome="attended", setting="inside", seen=["riley"], minutes="30")
    assert not stands("seen_at_home", "2020-12-02")


def test_a_meeting_says_who_was_asked_who_came_and_who_sent_apologies(write, stands, clock, plan, record):
    meeting = write(
        "social_worker", "meeting", "10/3/2020", type="core group", outcome="held", part_social_care="there",
        part_health_visiting="apologies", part_police="away", family_there=["amy"],
    )  # fmt: skip
    content = record().by_id[meeting].content
    assert content.invited == ("health_visiting", "police", "social_care", "amy")
    assert (content.attended, content.apologies) == (("social_care", "amy"), ("health_visiting",))
    assert stands("key_agency_there", "2020-03-12")
    write("health_visitor", "view", "9/3/2020", on=[meeting], position="agree_with_concern")
    write("police_officer", "view", "9/3/2020", on=[meeting], position="agree")
    assert not stands("key_agency_there", "2020-03-12")


def test_a_cancelled_meeting_is_asked_about_until_it_is_held(write, stands, plan):
    write("social_worker", "meeting", "10/3/2020", type="core group", outcome="cancelled", reason="Illness")
    assert stands("meeting_rearranged", "2020-06-01")
    write("social_worker", "meeting", "20/3/2020", type="core group", outcome="held", part_social_care="there")
    assert not stands("meeting_rearranged", "2020-06-01")


def test_views_before_a_joint_decision_settle_what_is_asked_of_it(write, stands):
    meeting = write(
        "social_worker", "meeting", "10/3/2020", type="strategy discussion", outcome="held",
        part_social_care="there", part_police="there",
    )  # fmt: skip
    write("social_worker", "decision", "10/3/2020", outcome="assess", on=[meeting], reason="Risk of harm")
    assert stands("views_recorded", "2020-03-12")
    write("police_officer", "view", "10/3/2020", on=[meeting], position="disagree")
    assert not stands("views_recorded", "2020-03-12")


def test_dissent_from_a_conference_meets_its_clock(write, clock):
    conference = write(
        "social_worker", "meeting", "10/3/2020", type="initial conference", outcome="held",
        part_social_care="there", part_health_visiting="there",
    )  # fmt: skip
    dissent = write("health_visitor", "view", "11/3/2020", on=[conference], position="disagree")
    assert clock("conference_dissent", "2020-03-12")[0].met_by == (dissent,)


def test_a_childs_own_view_is_kept_as_theirs(write, record):
    made = write("social_worker", "view", whose="riley", position="disagree")
    held = record().by_id[made]
    assert (held.content.whose, held.content.position) == ("riley", "disagree")


def test_a_number_without_a_reason_is_asked_about(write, stands, record):
    told = {"question": "How safe is Riley?", "low": "4", "given_by": ["social_care", "health_visiting"]}
    write("social_worker", "scaling", "2/3/2020", text="Six of ten.", **told)
    assert stands("number_explained", "2020-03-03")


def test_each_ones_own_number_with_its_reason_is_not_asked_about(write, stands):
    for who, agency in (("social_worker", "social_care"), ("health_visitor", "health_visiting")):
        write(
            who, "scaling", "2/3/2020", question="How safe is Riley?", low="4", given_by=[agency], alone="yes",
            reason="Food in the house, no routine.",
        )  # fmt: skip
    assert not stands("number_explained", "2020-03-03")


def test_a_plan_opened_runs_its_clocks_and_closed_ends(write, clock, record, plan):
    assert open_plan(record(), "riley", date(2020, 4, 1)).type == "child_protection"
    write("social_worker", "plan", "1/4/2020", type="child_protection", stage="closed")
    assert "the reason it closes" in write.said
    assert open_plan(record(), "riley", date(2020, 4, 1)) is None


def test_needs_left_open_as_a_plan_closes_are_asked_about(write, stands, plan):
    write("social_worker", "plan", "1/4/2020", type="child_protection", stage="closed", outstanding="Speech therapy")
    assert stands("needs_still_open", "2020-06-01")
    write("health_visitor", "action", "2/4/2020", state="agreed", what="Speech therapy", owner="health_visiting",
          due="1/8/2020")  # fmt: skip
    assert not stands("needs_still_open", "2020-06-01")


def test_an_action_has_an_owner_and_a_day_and_is_met_when_done(write, stands, clock, plan):
    told = {"what": "Weigh Riley", "owner": "health_visiting", "due": "20/3/2020"}
    agreed = write("social_worker", "action", "5/3/2020", state="agreed", on=[plan], **told)
    assert "Left blank" not in write.said
    assert stands("promised_and_done", "2020-03-30")
    done = write("health_visitor", "action", "19/3/2020", state="done", on=[agreed], **told)
    assert not stands("promised_and_done", "2020-03-30")
    assert clock("action_due", "2020-03-30")[0].met_by == (done,)


def test_an_action_of_nobody_is_asked_about(write, stands, plan):
    write("social_worker", "action", "5/3/2020", state="agreed", what="Weigh Riley")
    assert "whose it is and by when" in write.said
    assert stands("plan_specific", "2020-06-01")


def test_what_an_assessment_took_on_somebodys_word_is_asked_about_until_checked(write, stands, record):
    made = write(
        "social_worker", "assessment", type="single", stage="completed", conclusion="No further role.",
        assessed=["amy"], claim_1="The injury was an accident", said_by_1="amy", could_confirm_1=["housing"],
    )  # fmt: skip
    (claim,) = record().by_id[made].content.accepted
    assert (claim.said_by, claim.could_confirm, claim.asked) == ("amy", ("housing",), ())
    assert stands("account_confirmed", "2020-06-10")
    write("social_worker", "check", "5/6/2020", held_by="housing", of="amy", result="replied")
    assert not stands("account_confirmed", "2020-06-10")


def test_a_tool_used_settles_what_is_asked_when_neglect_is_named(write, stands, plan):
    assert stands("neglect_tool", "2020-06-01")
    write("health_visitor", "assessment", "2/3/2020", type="tool", stage="started", tool="neglect assessment tool")
    assert not stands("neglect_tool", "2020-06-01")


def test_an_account_names_who_could_confirm_it_and_who_was_asked(write, stands, record, plan):
    told = {"said_by": "amy", "text": "Riley fell from the sofa.", "could_confirm": ["police"]}
    write("social_worker", "account", "2/6/2020", **told)
    assert stands("account_confirmed", "2020-07-30")
    assert any("police" in str(one) for one in differences(record(), date(2020, 7, 30)))


def test_an_account_whose_witness_was_asked_is_not_asked_about(write, stands, plan):
    write("social_worker", "account", said_by="amy", could_confirm=["police"], asked=["police"])
    assert not stands("account_confirmed", "2020-07-30")


def test_appointments_a_child_is_not_brought_to_are_counted(write, stands, record):
    told = {"whose": "riley", "service": "paediatrics", "outcome": "was_not_brought", "about": []}
    for day in ("2/3/2020", "16/3/2020", "30/3/2020", "13/4/2020"):
        kept = write("health_visitor", "appointment", day, **told)
    held = record().by_id[kept]
    assert (held.about, held.outcome) == (("riley",), Outcome.WAS_NOT_BROUGHT)
    assert stands("was_not_brought", "2020-04-20")


def test_an_observation_of_change_counts_as_change(write, record):
    made = write("health_visitor", "observation", of_what="home conditions")
    held = record().by_id[made]
    assert (held.content.of_what, held.how_known) == ("home conditions", HowKnown.OBSERVED)


def test_a_protector_is_looked_at_again_after_what_comes_in(write, stands, plan):
    write(
        "social_worker", "strength", "2/3/2020", of="amy", what="protective, keeps Riley safe", about=["riley", "amy"]
    )
    write("police_officer", "incident", "1/5/2020", what="assault", about=["riley", "amy"],
          text="Amy arrested for assault; violence in front of Riley.")  # fmt: skip
    assert stands("protector_looked_at_again", "2020-05-20")


def test_a_legal_step_starts_its_clock_and_its_end_meets_it(write, clock):
    write("police_officer", "legal_step", "2/6/2020", step="police protection")
    assert clock("police_protection", "2020-06-03")[0].met_by == ()
    ended = write("police_officer", "legal_step", "4/6/2020", step="police protection", outcome="ended")
    assert clock("police_protection", "2020-06-05")[0].met_by == (ended,)


def test_a_legal_step_by_another_name(write, record):
    made = write("social_worker", "legal_step", step="another", other_step="wardship")
    held = record().by_id[made]
    assert held.content.step == "wardship"


def test_what_was_told_to_others_and_known_later_is_kept(write, record):
    told = {"became_known": "5/6/2020", "told_to": ["police"], "how_known": "third_party", "told_by": "amy"}
    made = write("social_worker", "incident", **told)
    held = record().by_id[made]
    assert (held.known_from, held.known_to("police")) == (date(2020, 6, 5), date(2020, 6, 5))
    assert (held.how_known, held.told_by) == (HowKnown.THIRD_PARTY, "amy")
