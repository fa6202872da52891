"""Where a review has got to, its clocks by edition, and what is still wanted of each agency."""

from datetime import date

import pytest

from kingfisher.practice.clock_course import State
from kingfisher.practice.reviews.from_notice import Hold
from kingfisher.practice.reviews.returns import returns
from kingfisher.practice.reviews.standing import (
    Stage,
    is_held,
    may_be_destroyed_from,
    review_clocks,
    stage_of,
    unsigned,
    working_days_before,
)
from kingfisher.practice.reviews.steps import (
    AnalysisGiven,
    CopySent,
    HoldEnded,
    IncidentKnown,
    LatenessExplained,
    NoticeSent,
    Published,
    QueryAnswered,
    QuerySent,
    RapidReviewDone,
    RecordHeld,
    RetentionDecided,
    ReturnReceived,
    ReturnRequested,
    ReturnSignedOff,
    ReviewDecided,
    SignedOff,
    Step,
    TermsSet,
)
from kingfisher.practice.steps import Recorded, Steps


def recorded(*steps: Step) -> list[Recorded]:
    return [Recorded(id=f"s{number}", step=step) for number, step in enumerate(steps, 1)]


def test_the_stage_is_the_furthest_recorded_by_the_day() -> None:
    every = recorded(
        IncidentKnown(day=date(2020, 11, 2), what="died"),
        RapidReviewDone(day=date(2020, 11, 20), decision="combined_review"),
        ReviewDecided(day=date(2020, 12, 10)),
        *(SignedOff(day=date(2021, 5, 4), partner=one, name="X") for one in ("local authority", "police")),
        SignedOff(day=date(2021, 5, 6), partner="Integrated Care Board", name="X"),
        Published(day=date(2021, 6, 1), where="the partnership's pages"),
    )
    for day, stage in (
        (date(2020, 11, 1), Stage.OPENED),
        (date(2020, 11, 2), Stage.NOTICED),
        (date(2020, 11, 20), Stage.RAPID_REVIEW),
        (date(2021, 5, 5), Stage.REVIEW),
        (date(2021, 5, 6), Stage.SIGNED),
        (date(2021, 6, 1), Stage.PUBLISHED),
    ):
        assert stage_of(Steps(every, day)) is stage
    assert unsigned(Steps(every, date(2021, 5, 5))) == ("integrated care board",)


@pytest.mark.parametrize(
    ("day", "state"), [(date(2020, 11, 9), State.RUNNING), (date(2020, 11, 10), State.LATE)]
)  # Monday the 2nd and five working days: Monday the 9th
def test_the_notice_is_due_in_five_working_days(day: date, state: State) -> None:
    [clock] = review_clocks(Steps(recorded(IncidentKnown(day=date(2020, 11, 2), what="died")), day), day)
    assert (clock.due, clock.state) == (date(2020, 11, 9), state)
    assert "5 working days" in clock.basis


def test_a_rapid_review_runs_from_the_notice_and_keeps_the_reason_it_was_late() -> None:
    steps = Steps(
        recorded(
            IncidentKnown(day=date(2020, 11, 2), what="died"),
            NoticeSent(day=date(2020, 11, 6), to="national panel"),
            RapidReviewDone(day=date(2020, 12, 1), decision="practice_review"),
            LatenessExplained(day=date(2020, 11, 27), clock="rapid_review", reason="Two agencies were short of staff."),
        )
    )
    notice, rapid = review_clocks(steps, date(2020, 12, 2))
    assert notice.state is State.MET
    assert (rapid.due, rapid.state, rapid.met_on) == (date(2020, 11, 27), State.MET_LATE, date(2020, 12, 1))
    assert rapid.reason.startswith("Two agencies")


def test_the_edition_in_force_when_it_began_gives_the_publication_date_and_its_name() -> None:
    for year, edition in ((2019, "2018"), (2024, "2023")):
        steps = Steps(recorded(ReviewDecided(day=date(year, 3, 4))))
        [clock] = review_clocks(steps, date(year, 3, 5))
        assert clock.due == date(year, 9, 4)
        assert edition in clock.basis


def test_the_copy_is_due_seven_whole_working_days_before_publication() -> None:
    assert working_days_before(date(2021, 6, 1), 7) == date(2021, 5, 20)  # over a bank holiday
    early = Steps(recorded(CopySent(day=date(2021, 5, 20), to="national panel", publishes=date(2021, 6, 1))))
    late = Steps(recorded(CopySent(day=date(2021, 5, 21), to="national panel", publishes=date(2021, 6, 1))))
    assert [review_clocks(one, date(2021, 6, 1))[0].state for one in (early, late)] == [State.MET, State.MET_LATE]


def test_copies_may_go_after_the_retention_day_and_never_while_held() -> None:
    hold = RecordHeld(day=date(2021, 1, 4), holds=(Hold(family="f", version=1, digest="d"),))
    kept = RetentionDecided(day=date(2021, 7, 1), until=date(2031, 7, 1), ground="the partnership's schedule")
    assert is_held(Steps(recorded(hold)))
    assert may_be_destroyed_from(Steps(recorded(hold, kept))) is None
    ended = Steps(recorded(hold, kept, HoldEnded(day=date(2021, 8, 1), reason="published")))
    assert may_be_destroyed_from(ended) == date(2031, 7, 2)


def test_every_agency_is_listed_with_what_is_still_wanted() -> None:
    asked = {"authority": "Children Act 2004", "first": date(2018, 1, 1), "last": date(2020, 11, 2)}
    steps = Steps(
        recorded(
            TermsSet(day=date(2020, 11, 9), first=date(2018, 1, 1), last=date(2020, 11, 2), agencies=("gp", "police")),
            ReturnRequested(day=date(2020, 11, 9), agency="police", due=date(2020, 11, 16), **asked),
            ReturnRequested(day=date(2020, 11, 9), agency="school", due=date(2020, 11, 16), **asked),
            ReturnReceived(day=date(2020, 11, 12), agency="school", file="a1"),
            QuerySent(day=date(2020, 11, 13), agency="school", words="Which day?"),
            AnalysisGiven(day=date(2020, 11, 13), agency="school", words="We could have asked sooner."),
        )
    )
    found = {one.agency: one.wants for one in returns(steps, date(2020, 11, 17))}
    assert found == {
        "gp": ("has not been asked",),
        "police": ("return is late", "no analysis yet"),
        "school": ("1 query without an answer", "not signed off"),
    }


def test_a_later_version_needs_signing_off_again() -> None:
    first = ReturnReceived(day=date(2020, 11, 12), agency="gp", file="a1")
    again = ReturnReceived(day=date(2020, 11, 14), agency="gp", file="a2", version=2, replaces="a1")
    signed = ReturnSignedOff(day=date(2020, 11, 14), agency="gp", name="Dr A", files=("a1",))
    opinion = AnalysisGiven(day=date(2020, 11, 12), agency="gp", words="…")
    [before] = returns(Steps(recorded(first, opinion, signed)), date(2020, 11, 14))
    assert before.wants == ()
    [after] = returns(Steps(recorded(first, opinion, signed, again)), date(2020, 11, 14))
    assert (after.wants, after.latest) == (("a later version needs signing off again",), again)


def test_an_answered_query_is_wanted_no_more() -> None:
    sent = QuerySent(day=date(2020, 11, 13), agency="gp", words="Which day?")
    answer = QueryAnswered(day=date(2020, 11, 14), agency="gp", query="s1", words="The 3rd.")
    [found] = returns(Steps(recorded(sent, answer)), date(2020, 11, 15))
    assert found.queries[0].answer == answer
    assert not any("query" in want for want in found.wants)
