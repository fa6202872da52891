"""Entries are placed one after the other, each committing to its content and to the one before."""

import pytest

from kingfisher.records.actions.entries import add_entry, correct_entry
from kingfisher.records.chain import commitment, digest
from kingfisher.records.chronologies import chronology_of
from kingfisher.records.models import EntryRow
from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Contact, Observation
from tests.records.cast import DAY, Cast


def an_entry(text: str = "Seen at home.", happened: str = "2019-05-04", **fields: object) -> Entry:
    return Entry(
        id="", content=Contact(), happened=When.parse(happened), agency="", about=("riley",), text=text, **fields
    )


def test_an_entry_comes_back_as_it_was_filed(cast: Cast) -> None:
    filed = add_entry(by=cast.social_worker, family=cast.family, entry=an_entry(), at=DAY)
    held = chronology_of(cast.family, cast.health_visitor, DAY).entries[0]
    assert (held.id, held.text, held.agency) == (filed.entry_id, "Seen at home.", "social_care")
    assert held.recorded_at == EntryRow.objects.get(pk=filed.pk).recorded_at


def test_each_row_can_be_proved_from_what_is_stored(cast: Cast) -> None:
    add_entry(by=cast.social_worker, family=cast.family, entry=an_entry(), at=DAY)
    previous = ""
    for row in EntryRow.objects.order_by("version").select_related("payload"):
        assert row.previous == previous
        about = sorted(one.person_id for one in row.about.all())
        assert row.digest == digest(cast.family.ref, row, about, [(s.to, s.day) for s in row.shared.all()])
        assert row.commitment == commitment(bytes(row.payload.salt), row.payload.content)
        previous = row.digest
    cast.family.stream.refresh_from_db()
    assert cast.family.stream.head == previous


def test_a_correction_stands_in_place_of_what_it_corrects_and_both_are_kept(cast: Cast) -> None:
    filed = add_entry(by=cast.social_worker, family=cast.family, entry=an_entry(), at=DAY)
    correct_entry(by=cast.social_worker, row=filed, entry=an_entry("Seen at school."), at=DAY)
    held = chronology_of(cast.family, cast.health_visitor, DAY)
    assert [entry.text for entry in held] == ["Seen at school."]
    assert [entry.text for entry in held.superseded] == ["Seen at home."]


def test_a_correction_is_of_the_same_kind(cast: Cast) -> None:
    filed = add_entry(by=cast.social_worker, family=cast.family, entry=an_entry(), at=DAY)
    other = Entry(id="", content=Observation(), happened=When.parse("2019"), agency="")
    with pytest.raises(Exception, match="same kind"):
        correct_entry(by=cast.social_worker, row=filed, entry=other, at=DAY)
