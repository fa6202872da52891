"""Accounts of one happening are suggested together; rows that only mention one another are not. All invented."""

import random
import sys
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kingfisher.timeline import kinds as k
from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.people import Family, HowKnown, Person, Practitioner
from kingfisher.timeline.same_happening import Pair, suggest_pairs

FAMILY = Family(
    name="Holt",
    children=("may", "kit"),
    people=(
        Person(id="may", name="May Holt"),
        Person(id="kit", name="Kit Holt"),
        Person(id="mum", name="Rose Holt"),
    ),
    practitioners=(
        Practitioner(id="sw", name="Dan Pike", role="social worker", agency="social_care"),
        Practitioner(id="hv", name="Una Bell", role="health visitor", agency="health_visiting"),
        Practitioner(id="dsl", name="Mrs Cole", role="designated lead", agency="school_ash"),
    ),
)
STRATEGY = k.Meeting(type="strategy", outcome="held")
CALL = k.Contact(setting=k.Setting.TELEPHONE)
VISIT = k.Contact(setting=k.Setting.INSIDE, outcome=k.Outcome.ATTENDED)


def entry(entry_id: str, day: str, agency: str, content: Any, text: str = "", **more: Any) -> Entry:
    """An entry about May, unless `about` says otherwise."""
    return Entry(
        id=entry_id, happened=When.parse(day), agency=agency, content=content, text=text, **{"about": ("may",), **more}
    )


def pairs(*entries: Entry) -> set[tuple[str, str]]:
    return {(pair.first, pair.second) for pair in suggest_pairs(entries, FAMILY)}


def test_a_meeting_written_up_by_each_member_is_one_happening_led_by_its_chair() -> None:
    found = suggest_pairs(
        [
            entry("p", "2021-05-04T10:00", "police", STRATEGY, "DS attended"),
            entry("s", "2021-05-04", "social_care", STRATEGY, "Police, HV, school. Section 47 agreed."),
            entry("h", "2021-05-04", "health_visiting", STRATEGY, "Joined by phone"),
        ],
        FAMILY,
    )
    assert [(pair.first, pair.second) for pair in found] == [("s", "p"), ("s", "h")]
    assert "same day" in found[0].reasons
    assert "both a meeting" in found[0].reasons
    assert "both about May Holt" in found[0].reasons


def test_two_different_meetings_on_one_day_stay_apart() -> None:
    one = entry("a", "2021-05-04", "social_care", k.Meeting(type="strategy", outcome="held"))
    other = entry("b", "2021-05-04", "school_ash", k.Meeting(type="core_group", outcome="held"))
    assert pairs(one, other) == set()


def test_a_referral_sent_and_received_whoever_wrote_first() -> None:
    sent = entry(
        "a", "2021-06-01", "school_ash", k.Referral(to="social_care"), "Referral to social care. Bruise to cheek."
    )
    got = entry(
        "b",
        "2021-06-01",
        "social_care",
        k.Referral(to="social_care"),
        "From school (Mrs Cole): bruise to cheek.",
        how_known=HowKnown.THIRD_PARTY,
        told_by="school_ash",
    )
    assert pairs(sent, got) == pairs(got, sent) == {("a", "b")}


def test_a_decision_and_the_letter_telling_of_it() -> None:
    nfa = k.Decision(outcome="no_further_action")
    made = entry("a", "2021-06-07", "social_care", nfa, "NFA.")
    told = entry("b", "2021-06-09", "health_visiting", nfa, "Letter from CSC: NFA.", how_known=HowKnown.THIRD_PARTY)
    late = entry("c", "2021-07-09", "health_visiting", nfa, "Letter from CSC: NFA.", how_known=HowKnown.THIRD_PARTY)
    assert pairs(made, told) == {("a", "b")}
    assert pairs(made, late) == set()


def test_an_accident_by_the_services_called_to_it_and_the_news_of_it() -> None:
    fall = k.Incident(what=("fall",))
    found = pairs(
        entry(
            "am",
            "2021-08-01T14:02",
            "ambulance",
            fall,
            "Caller says child fell from climbing frame.",
            how_known=HowKnown.THIRD_PARTY,
        ),
        entry(
            "po",
            "2021-08-01T14:10",
            "police",
            fall,
            "Child had fallen from climbing frame in park.",
            how_known=HowKnown.OBSERVED,
        ),
        entry(
            "so",
            "2021-08-02",
            "social_care",
            fall,
            "Police report a fall from climbing frame.",
            how_known=HowKnown.THIRD_PARTY,
            told_by="police",
        ),
    )
    assert found == {("am", "po"), ("am", "so")}


def test_a_joint_visit_needs_the_agencies_to_name_each_other() -> None:
    hv = entry("a", "2021-09-01", "health_visiting", VISIT, "Home visit joint with SW Pike. May weighed.")
    sw = entry("b", "2021-09-01", "social_care", VISIT, "CIN visit with HV. May weighed.")
    alone = entry("c", "2021-09-01", "social_care", VISIT, "CIN visit. May well, talked of money.")
    assert len(pairs(hv, sw)) == 1
    assert pairs(entry("a", "2021-09-01", "health_visiting", VISIT, "Home visit. May weighed."), alone) == set()


def test_what_only_mentions_another_agencys_contact_is_not_the_same_happening() -> None:
    clinic = entry(
        "a", "2021-09-10", "midwifery", k.Appointment(outcome=k.Outcome.ATTENDED), "Booking. Well.", about=("mum",)
    )
    text = entry(
        "b",
        "2021-09-10",
        "leaving_care",
        CALL,
        "Went to midwife today.",
        about=("mum",),
        how_known=HowKnown.SELF_REPORT,
    )
    stop = entry("c", "2020-03-24", "housing", k.ServiceRestriction(), "No staff in flats, phone only.")
    other = entry("d", "2020-03-24", "health_visiting", k.ServiceRestriction(), "No home visits, phone only.")
    assert pairs(clinic, text, stop, other) == set()


def test_nothing_leaks_across_days_people_or_one_agencys_own_rows() -> None:
    day = entry("a", "2021-05-04", "social_care", STRATEGY)
    assert pairs(day, entry("b", "2021-05-06", "police", STRATEGY)) == set()
    assert pairs(day, entry("b", "2021-05-04", "police", STRATEGY, about=("kit",))) == set()
    assert pairs(day, entry("b", "2021-05-04", "social_care", STRATEGY)) == set()
    assert (
        pairs(day, Entry(id="u", happened=When.parse(""), agency="police", content=STRATEGY, about=("may",))) == set()
    )


def test_twins_born_on_one_day_are_two_births() -> None:
    birth = k.Health(what="birth", outcome=k.Outcome.ATTENDED)
    found = pairs(
        entry("m1", "2021-02-02", "midwifery", birth, "Girl 2210g.", about=("may",)),
        entry("m2", "2021-02-02", "midwifery", birth, "Boy 2340g.", about=("kit",)),
        entry("h1", "2021-02-02", "hospital", birth, "Female 2210g.", about=("may",)),
        entry("h2", "2021-02-02", "hospital", birth, "Male 2340g.", about=("kit",)),
    )
    assert found == {("m1", "h1"), ("m2", "h2")}


def test_a_month_may_hold_the_day() -> None:
    moved = entry("a", "2021-03-19", "housing", k.LivingArrangement(), "Tenancy start, 2 Elm Row. Keys given.")
    heard = entry(
        "b", "2021-03", "social_care", k.LivingArrangement(), "Moved to Elm Row.", how_known=HowKnown.THIRD_PARTY
    )
    assert pairs(moved, heard) == {("a", "b")}
    assert pairs(moved, entry("b", "2021-06", "social_care", k.LivingArrangement(), "Moved to Elm Row.")) == set()


AGENCIES = ("social_care", "police", "health_visiting", "school_ash", "hospital", "gp")
CONTENTS = (STRATEGY, VISIT, CALL, k.Referral(), k.Incident(), k.Health(what="birth"), k.Decision(outcome="close_plan"))
WORDS = ("fell from window", "copy from CSC", "HV rang", "with SW", "bruise and cut lip", "moved home", "")


@st.composite
def some_entries(draw: st.DrawFn) -> list[Entry]:
    """A few entries over a few days, of any agencies and kinds."""
    made = []
    for number in range(draw(st.integers(0, 14))):
        day = date(2021, 1, 1) + timedelta(days=draw(st.integers(0, 6)))
        made.append(
            entry(
                f"e{number:02d}",
                day.isoformat(),
                draw(st.sampled_from(AGENCIES)),
                draw(st.sampled_from(CONTENTS)),
                f"{draw(st.sampled_from(WORDS))}. {draw(st.sampled_from(WORDS))}.",
                how_known=draw(st.sampled_from([HowKnown.OBSERVED, HowKnown.THIRD_PARTY])),
                about=draw(st.sampled_from([("may",), ("kit",), ("may", "mum")])),
            )
        )
    return made


@given(some_entries(), st.randoms())
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_rows_changes_nothing_and_an_agency_gives_one_account(
    made: list[Entry], rand: random.Random
) -> None:
    found = suggest_pairs(made, FAMILY)
    shuffled = list(made)
    rand.shuffle(shuffled)
    assert suggest_pairs(shuffled, FAMILY) == found
    held = {item.id: item for item in made}
    groups: dict[str, list[Pair]] = {}
    for pair in found:
        assert pair.first != pair.second
        assert pair.reasons
        assert not set(held[pair.first].about).isdisjoint(held[pair.second].about) or "by way of" in pair.reasons[-1]
        groups.setdefault(pair.first, []).append(pair)
    seconds = [pair.second for pair in found]
    assert len(seconds) == len(set(seconds))
    assert not set(seconds) & set(groups)
    for first, members in groups.items():
        agencies = [held[first].agency, *(held[pair.second].agency for pair in members)]
        assert len(agencies) == len(set(agencies))


def test_the_work_grows_with_the_rows() -> None:
    """Four times the rows over four times the days takes about four times the steps: no comparing all with all."""

    def made(count: int) -> list[Entry]:
        rand = random.Random(5)
        return [
            entry(
                f"e{n}",
                (date(2015, 1, 1) + timedelta(days=n // 8)).isoformat(),
                AGENCIES[n % 6],
                CONTENTS[rand.randrange(7)],
                f"{WORDS[rand.randrange(7)]} {rand.randrange(99)}",
                about=("may", "mum"),
            )
            for n in range(count)
        ]

    def steps(entries: list[Entry]) -> int:
        """How many functions are entered: the same on every machine, busy or not."""
        entered = 0

        def count(_frame: object, event: str, _told: object) -> None:
            nonlocal entered
            entered += event in ("call", "c_call")

        sys.setprofile(count)
        try:
            suggest_pairs(entries, FAMILY)
        finally:
            sys.setprofile(None)
        return entered

    small, large = made(500), made(2000)
    suggest_pairs(small, FAMILY)
    assert steps(large) < 6 * steps(small)
