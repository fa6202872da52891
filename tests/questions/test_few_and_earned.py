"""Few: three on a form, the person's own first. Earned: put off with a date and a reason, back on a new fact only."""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kingfisher.questions.at_the_form import at_the_form, with_a_new_fact
from kingfisher.questions.engine import ask, why_not
from kingfisher.questions.question import Question
from kingfisher.timeline.file_format import parse_record


def question(
    kind="one", *, tier=2, to=("social_care",), since="2020-01-01", about=("kit",), rests_on=("e1",), ask=None
):
    return Question(
        kind=kind, title=kind, since=date.fromisoformat(since), about=about, addressed_to=to, sentence="Why?",
        rests_on=rests_on, guidance=(), settles="A reason.", tier=tier, ask_agency=ask,
    )  # fmt: skip


EACH = st.builds(
    question,
    st.sampled_from("abcdefgh"),
    tier=st.sampled_from([1, 2, 2, 2, 3]),
    to=st.lists(st.sampled_from(["social_care", "gp", "police", "supervisor"]), max_size=3, unique=True).map(tuple),
    since=st.dates(date(2019, 1, 1), date(2021, 1, 1)).map(str),
    about=st.sampled_from([("kit",), ("bee",), ("kit", "bee")]),
    rests_on=st.sampled_from([("e1",), ("e2", "e1"), ("e3",)]),
)


@given(st.lists(EACH, max_size=12), st.sampled_from(["social_care", "gp"]), st.integers(0, 5))
def test_at_most_so_many_are_shown_none_is_lost_and_order_of_arrival_makes_no_difference(questions, whose, limit):
    shown, folded = at_the_form(questions, whose, limit=limit)
    assert len(shown) <= limit
    assert sum(one.tier == 1 for one in shown) <= 1
    assert all(one.tier < 3 for one in shown)
    assert sorted(map(str, shown + folded)) == sorted(map(str, questions))
    assert all(whose in (*one.addressed_to, one.ask_agency) for one in shown)
    assert at_the_form(list(reversed(questions)), whose, limit=limit)[0] == shown


def test_what_only_this_person_can_answer_comes_first():
    shared = question("shared", to=("gp", "social_care"), since="2019-01-01")
    mine = question("mine", since="2020-05-01")
    held = question("held", to=("gp",), ask="social_care", since="2018-01-01")
    others = question("others", to=("police",), since="2017-01-01")
    assert at_the_form([others, held, shared, mine], "social_care") == ([mine, shared, held], [others])


def test_what_the_form_concludes_on_comes_before_what_has_merely_stood_longer():
    old, here = question("old", since="2019-01-01"), question("here", rests_on=("e9",), since="2020-01-01")
    assert at_the_form([old, here], "social_care", on=("e9",))[0] == [here, old]


def test_the_fourth_and_the_quiet_ones_are_folded():
    four = [question(kind, since=f"2020-01-0{n}") for n, kind in enumerate("abcd", 1)]
    shown, folded = at_the_form([*four, question("quiet", tier=3)], "social_care")
    assert [one.kind for one in shown] == ["a", "b", "c"]
    assert [one.kind for one in folded] == ["d", "quiet"]


def test_one_stop_and_confirm_at_most():
    stops = [question(kind, tier=1) for kind in "ab"]
    shown, folded = at_the_form([*stops, question("c")], "social_care")
    assert [one.kind for one in shown] == ["a", "c"]
    assert [one.kind for one in folded] == ["b"]


def test_a_form_about_one_child_shows_nothing_about_another():
    assert at_the_form([question(about=("bee",))], "social_care", about=("kit",))[0] == []


def test_seen_once_it_comes_back_only_with_a_new_fact():
    seen = question()
    assert with_a_new_fact([seen, question(since="2020-02-02")], [seen]) == []
    assert with_a_new_fact([question(rests_on=("e1", "e2"))], [seen]) != []
    assert with_a_new_fact([question(about=("bee",))], [seen]) != []
    later = msgspec.structs.replace(seen, version=2, sentence="What was the reason?")
    assert with_a_new_fact([later], [seen]) == []


RECORD = """
people: [{{id: kit, name: Kit Moss, born: 2015-05-02}}, {{id: one, name: Jo Moss, born: 1990-01-01}}]
relationships: [{{kind: parent, of: kit, person: one}}]
entries:
  - {{id: m, kind: meeting, happened: 2019-04-15, agency: social_care, about: [kit], type: child_in_need,
      outcome: held, picture: progress}}
  - {{id: s, kind: sighting, happened: 2019-01-01, agency: school, about: [kit]}}
  - {{id: a, kind: answer, happened: 2019-04-20, agency: social_care, about: [kit], question: seen_at_home, {answer}}}
{more}
"""
PUT_OFF = "answer: put_off, by_when: 2019-05-01, reason: visit booked"
ANOTHER = "  - {id: n, kind: meeting, happened: 2019-04-25, agency: gp, about: [kit], outcome: held, picture: progress}"


def asked(day, answer, more=""):
    record = parse_record(RECORD.format(answer=answer, more=more))
    return [one for one in ask(record, date.fromisoformat(day)) if one.kind == "seen_at_home"]


@pytest.mark.parametrize(
    ("day", "answer", "more", "asks"),
    [
        ("2019-04-19", PUT_OFF, "", True),
        ("2019-04-20", PUT_OFF, "", False),
        ("2019-05-01", PUT_OFF, "", False),
        ("2019-05-02", PUT_OFF, "", True),
        ("2019-04-24", PUT_OFF, ANOTHER, False),
        ("2019-04-25", PUT_OFF, ANOTHER, True),
        ("2019-04-21", "answer: put_off, by_when: 2019-05-01", "", True),
        ("2019-04-21", "answer: put_off, reason: busy", "", True),
        ("2019-04-21", "answer: will_be_done", "", True),
        ("2019-04-21", "answer: will_be_done, by_when: 2019-05-01", "", False),
    ],
)
def test_put_off_with_a_date_and_a_reason_and_back_on_a_new_fact(day, answer, more, asks):
    assert bool(asked(day, answer, more)) is asks


def test_what_was_put_off_says_until_when():
    record = parse_record(RECORD.format(answer=PUT_OFF, more=""))
    held = [one for one in why_not(record, date(2019, 4, 21)) if one.kind == "seen_at_home"]
    assert [one.holds_until for one in held if one.settled] == [date(2019, 5, 1)]
