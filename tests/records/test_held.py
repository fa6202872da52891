"""What is held for a review: still whole or not, and how much has come since."""

from kingfisher.practice.reviews.steps import HoldEnded
from kingfisher.records.actions.entries import add_entry
from kingfisher.records.actions.review_steps import hold_records, record_step
from kingfisher.records.chain import stream_of
from kingfisher.records.held import held_records
from kingfisher.records.learning import steps_of
from tests.records.beneath import change
from tests.records.cast import DAY, Cast
from tests.records.test_chain import an_entry


def test_what_is_held_is_whole_and_the_record_goes_on(cast: Cast) -> None:
    add_entry(by=cast.social_worker, family=cast.family, entry=an_entry(), at=DAY)
    assert held_records(cast.review, steps_of(cast.review)) == []
    hold_records(by=cast.manager, review=cast.review, reason="review", on=DAY, at=DAY)
    version = stream_of(cast.family).version
    add_entry(by=cast.social_worker, family=cast.family, entry=an_entry("Later."), at=DAY)
    [held] = held_records(cast.review, steps_of(cast.review))
    assert (held.family, held.version, held.whole, held.since) == (cast.family, version, True, 1)
    record_step(by=cast.manager, review=cast.review, step=HoldEnded(day=DAY, reason="published"), at=DAY)
    assert held_records(cast.review, steps_of(cast.review)) == []


def test_a_record_changed_beneath_a_hold_is_told(cast: Cast) -> None:
    hold_records(by=cast.manager, review=cast.review, reason="review", on=DAY, at=DAY)
    version = stream_of(cast.family).version
    change("UPDATE records_entryrow SET digest = 'x' WHERE version = %s", [version])
    [held] = held_records(cast.review, steps_of(cast.review))
    assert not held.whole
