"""Phrases looked for all at once are found where looking for each by itself finds them: over the typed cases, every
scenario and made-up families."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kingfisher.cli.population import made
from kingfisher.practice.in_words import PhraseLists, says, words_of
from kingfisher.questions.parameters import standard
from kingfisher.questions.picture import Picture, known
from kingfisher.timeline.dates import UNKNOWN
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.file_format import read_record
from kingfisher.timeline.kinds import Observation
from tests.questions.test_scenarios import EACH, record

TYPED = Path(__file__).parents[2] / "demo" / "typed"
LISTS = [name for name, held in standard().held.items() if not isinstance(held.values[0].value, int)]


def every_record():
    yield from ((read_record(TYPED / f"{case}.yaml"), date(2020, 12, 31)) for case in ("lucy", "mia"))
    yield from ((record(*one.values[1:]), date.fromisoformat(one.values[2]["as_at"])) for one in EACH)
    yield from ((one.chronology, one.last) for one in made(40, seed=11))


def test_the_same_entries_say_it_however_it_is_looked_for():
    for chronology, day in every_record():
        picture = Picture(chronology, day, standard())
        for entry in picture.entries:
            words = words_of(entry)
            may = standard().phrases.may_be_in(words)
            for name in LISTS:
                for then, on in ((False, day), (True, known(entry))):
                    by_itself = says(words, standard().words(name, on))
                    assert by_itself <= bool(may & standard().bits(name)), (name, words)
                    assert (entry in picture.saying(name, then=then)) is by_itself, (name, words)


SAID = ["no", "look", "looks", "looked", "after", "baby", "food", "not", "a", "the", "brother", "s"]
WORDS = st.lists(st.sampled_from(SAID), max_size=8)
PHRASES = st.sampled_from(["look*", "look* after", "no .. food", "food", "brother's", "£*", "looks after the", "*"])


@given(WORDS, st.lists(PHRASES, min_size=1, max_size=3).map(tuple))
def test_what_stands_is_never_passed_over(words, phrases):
    text = " ".join(words)
    lists = PhraseLists([phrases])
    assert not says(text, phrases) or lists.may_be_in(text) & lists.bit(phrases)


@pytest.mark.parametrize("words", ["", " / ", "nothing of the kind"])
def test_words_that_hold_none_of_them_open_none(words):
    assert PhraseLists([("look* after", "no .. food")]).may_be_in(words) == 0


@pytest.mark.parametrize("name", LISTS)
def test_every_phrase_can_be_found(name):
    """Written out as somebody would write it. Ids (with "_") are matched as ids and not looked for in words."""
    for value in standard().held[name].values:
        for phrase in value.value:
            if "_" in phrase:
                continue
            told = phrase.replace(" .. ", " of the ").replace("*", "20" if phrase == "£*" else "")
            entry = Entry(
                id="one", content=Observation(), happened=UNKNOWN, agency="school", text=f"Told today {told}."
            )
            words = words_of(entry)
            assert says(words, (phrase,)), (name, phrase, words)
            assert standard().phrases.may_be_in(words) & standard().phrases.bit(value.value), (name, phrase)
