"""The chronology's table as values: what shares a row, and what is only the same row sent twice."""

from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import Entry, Source, amend
from kingfisher.timeline.kinds import Incident
from kingfisher.timeline.people import Family
from kingfisher.web.table import rows_of

POLICE = Entry(
    id="p1",
    content=Incident(),
    happened=When.parse("2020-01-12T23:40"),
    agency="police",
    text="Two drunk.",
    source=Source(file="police.csv", locator="record 10", passage="12/1/20 Two drunk.", digest="d"),
)
AGAIN = amend(
    POLICE,
    id="p2",
    same_as=("p1",),
    source=Source(file="police.csv", locator="record 11", passage="12/1/20 Two drunk.", digest="d"),
)
AMBULANCE = amend(POLICE, id="a1", agency="ambulance", same_as=("p1",), text="Cut lip.", source=None)


def test_a_row_sent_twice_is_shown_once_with_both_places_and_is_not_another_account():
    (row,) = rows_of([POLICE, AGAIN, AMBULANCE], Family(), {})
    assert [one.id for one in row.accounts] == ["p1", "a1"]
    assert row.how_many == "2 accounts of the same happening"
    assert row.repeated == ("The same row stands twice in the file, word for word; again at police.csv, record 11.",)


def test_the_same_words_from_two_agencies_are_two_accounts():
    other = amend(POLICE, id="s1", agency="social_care", same_as=("p1",), source=None)
    (row,) = rows_of([POLICE, other], Family(), {})
    assert [one.id for one in row.accounts] == ["p1", "s1"]
    assert row.repeated == ()
