"""What stands open, as shown: its facts, who is asked, what settles it; and nothing that rests on a hidden entry."""

from datetime import date

import pytest
from django.urls import reverse

from kingfisher.practice.guidance import guidance
from kingfisher.questions.question import Question
from kingfisher.records import beside
from kingfisher.records.models import EntryRow
from tests.web.test_family_pages import words


def row_id(text):
    return EntryRow.objects.get(payload__content__contains=text).entry_id


@pytest.fixture
def asked(cast, monkeypatch):
    """Two questions of one kind: one rests on what everyone in the network may see, one on a restricted entry."""

    def question(sentence, *rests_on):
        return Question(
            kind="was_not_brought",
            title="Appointments the child was not brought to",
            since=date(2020, 6, 2),
            about=("riley",),
            addressed_to=("health_visiting",),
            sentence=sentence,
            rests_on=rests_on,
            guidance=(next(iter(guidance())),),
            settles="A visit at which Riley is seen.",
            ask_agency="police",
        )

    both = [
        question("Who has asked why Riley was not brought?", row_id("Not brought to clinic")),
        question("What do the police hold?", row_id("Restricted intelligence")),
    ]
    monkeypatch.setattr(beside, "ask", lambda chronology, as_at: both)
    return lambda client: words(client.get(reverse("questions", args=[cast.family.ref])))


def test_a_question_shows_its_facts_who_is_asked_and_what_settles_it(asked, signed_in):
    text = asked(signed_in("reviewer"))
    for said in (
        "Who has asked why Riley was not brought?",
        "About Riley Hart. Open since 2 June 2020. Asked of Health visiting.",
        "Police holds the missing fact.",
        "A visit at which Riley is seen.",
        "2 June 2020 , Health visiting: Not brought to clinic.",
        next(iter(guidance().values())).title,
    ):
        assert said in text, said


def test_a_question_that_rests_on_a_hidden_entry_shows_nowhere(asked, cast, signed_in):
    assert "What do the police hold?" in asked(signed_in("reviewer"))
    for name in ("social_worker", "health_visitor", "housing_officer"):
        assert "What do the police hold?" not in asked(signed_in(name))
        assert "What do the police hold?" not in words(signed_in(name).get(reverse("family", args=[cast.family.ref])))


def test_questions_of_one_kind_stand_together_with_their_ground_once(asked, signed_in):
    text = asked(signed_in("reviewer"))
    assert text.count("Where this comes from") == 1


def test_with_nothing_open_it_says_that_this_is_not_safety(cast, signed_in, monkeypatch):
    monkeypatch.setattr(beside, "ask", lambda chronology, as_at: [])
    text = words(signed_in("reviewer").get(reverse("questions", args=[cast.family.ref])))
    assert "No question stands open on the entries you may see" in text
    assert "not the same as safe" in text
