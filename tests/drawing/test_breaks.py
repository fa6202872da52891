"""Words too wide for their place: broken between parts or syllables, with no letter or two left alone."""

import random

import pytest

from kingfisher.drawing.breaks import LEAST, breaks
from kingfisher.drawing.genogram.labels import COLUMN, width, wrap

AS_SAID = {
    "grandmother": "grand-mother",
    "Hawthorne": "Haw-thorne",
    "great-grandfather": "great-grand-father",
    "Featherstone": "Feather-stone",
    "Ravensthorpe": "Ravens-thorpe",
    "Wolverhampton": "Wolver-hampton",
    "Christopherson": "Chris-topherson Christo-pherson Christopher-son",
    "stepbrothers": "step-brothers",
    "guardianship": "guardian-ship",
    "Lewandowski": "Lewan-dowski",
    "Krishnamurthy": "Krishna-murthy Krish-namurthy",
    "Małgorzatą": "Małgor-zatą Mał-gorzatą",
    "Buckingham": "Buck-ingham Bucking-ham",
    "unaccompanied": "unaccom-panied",
    "accommodation": "accom-modation accommo-dation",
    "Butterworth": "Butter-worth",
}


@pytest.mark.parametrize("word", AS_SAID)
def test_a_long_word_is_broken_as_it_is_said(word):
    assert "".join(wrap(word, 52)) in AS_SAID[word].split()


@pytest.mark.parametrize("word", ["Stephanie", "Southampton", "Elizabeth", "Birmingham", "Charlotte", "Szczepanski"])
def test_no_break_parts_letters_said_as_one(word):
    for at in (*breaks(word)[0], *breaks(word)[1]):
        assert word[at - 1 : at + 1].lower() not in ("th", "sh", "ph", "ch", "ck")


def test_no_letter_or_two_ever_stand_alone():
    chance = random.Random("words")
    made = ["".join(chance.choice("abcdefghijklmnopqrstuvwxyzABCMW") for _ in range(n)) for n in range(6, 15)] * 20
    for word in (*AS_SAID, *made, "Александровна", "0770090012345", "WWWWWWWWW", "llllllllllllllllllllllllllll"):
        lines = wrap(word, COLUMN, bold=True)
        assert all(width(line, bold=True) <= COLUMN for line in lines)
        parts = [part.strip("-") for part in lines]
        assert "".join(parts) == word.replace("-", "")
        assert all(len(part) >= min(LEAST, len(word)) for part in parts), lines


def test_a_word_that_fits_and_words_at_strokes_stay_whole():
    assert wrap("Amy Hart", COLUMN, bold=True) == ["Amy Hart"]
    assert wrap("mother/grandmother", 70) == ["mother/", "grandmother"]
    assert wrap("W", 3) == ["W"]
