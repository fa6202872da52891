"""A review's own steps: apart from any child's record, chained, its panel's only, and in their order."""

from datetime import date, timedelta

import msgspec
import pytest

from kingfisher.practice.reviews.steps import (
    ActionTaken,
    CopiesDestroyed,
    DocumentKept,
    EventHeld,
    EvidenceShown,
    HoldEnded,
    IncidentKnown,
    LearnedThere,
    LearningPoint,
    Recommendation,
    RecommendationClosed,
    RecordHeld,
    RetentionDecided,
    ReturnRequested,
)
from kingfisher.records import verify
from kingfisher.records.access import AccessRefused
from kingfisher.records.acting import NotNow
from kingfisher.records.actions.entries import add_entry
from kingfisher.records.actions.review_steps import hold_records, keep_document, learned_at_event, record_step
from kingfisher.records.chain import stream_of
from kingfisher.records.chronologies import chronology_of
from kingfisher.records.learning import recorded_in, steps_of
from kingfisher.records.models import EntryRow, Original, Payload, TrailRow
from tests.records.beneath import guards_down
from tests.records.cast import DAY, Cast
from tests.records.test_chain import an_entry


def test_a_step_is_in_the_reviews_stream_and_in_no_familys(cast: Cast) -> None:
    before = stream_of(cast.family).version
    step = IncidentKnown(day=DAY, what="seriously_harmed", children=("riley",), families=(cast.family.ref,))
    name = record_step(by=cast.manager, review=cast.review, step=step, at=DAY)
    [kept] = recorded_in(cast.review)
    assert (kept.id, kept.step, kept.agency) == (name, step, "partnership")
    assert stream_of(cast.family).version == before
    assert not EntryRow.objects.filter(stream__family=cast.family, entry_id=name).exists()
    assert TrailRow.objects.filter(action="record_step", allowed=True, things=f"review:{cast.review.ref}").exists()


def test_only_the_panel_records_and_not_before_it_happened(cast: Cast) -> None:
    step = IncidentKnown(day=DAY, what="died")
    for by in (cast.social_worker, cast.outsider, cast.administrator):
        with pytest.raises(AccessRefused):
            record_step(by=by, review=cast.review, step=step, at=DAY)
    with pytest.raises(NotNow, match="not happened yet"):
        record_step(by=cast.manager, review=cast.review, step=step, at=DAY - timedelta(days=1))
    assert recorded_in(cast.review) == []


def test_a_correction_takes_the_steps_place_and_both_are_kept(cast: Cast) -> None:
    asked = ReturnRequested(day=DAY, agency="police", authority="section 16H", first=date(2018, 1, 1), last=DAY)
    name = record_step(by=cast.manager, review=cast.review, step=asked, at=DAY)
    right = ReturnRequested(
        day=DAY, agency="housing", authority="section 16H", first=date(2018, 1, 1), last=DAY, corrects=name
    )
    record_step(by=cast.manager, review=cast.review, step=right, at=DAY)
    assert [step.agency for step in steps_of(cast.review).of(ReturnRequested)] == ["housing"]
    assert len(recorded_in(cast.review)) == 2


def test_the_record_is_held_as_it_stood_and_goes_on(cast: Cast) -> None:
    hold_records(by=cast.manager, review=cast.review, reason="practice review", on=DAY, at=DAY)
    held = steps_of(cast.review).last(RecordHeld)
    assert held is not None
    stream = stream_of(cast.family)
    assert [(hold.family, hold.version, hold.digest) for hold in held.holds] == [
        (cast.family.ref, stream.version, stream.head)
    ]
    add_entry(by=cast.social_worker, family=cast.family, entry=an_entry(), at=DAY)
    assert stream_of(cast.family).version > held.holds[0].version


def test_what_is_held_is_not_destroyed(cast: Cast) -> None:
    with pytest.raises(NotNow, match="no hold to end"):
        record_step(by=cast.manager, review=cast.review, step=HoldEnded(day=DAY, reason="none"), at=DAY)
    hold_records(by=cast.manager, review=cast.review, reason="practice review", on=DAY, at=DAY)
    gone = CopiesDestroyed(day=DAY, what="panel's copies", how="shredded", certified_by="M Reed")
    with pytest.raises(NotNow, match="held for this review"):
        record_step(by=cast.manager, review=cast.review, step=gone, at=DAY)
    record_step(by=cast.manager, review=cast.review, step=HoldEnded(day=DAY, reason="published"), at=DAY)
    with pytest.raises(NotNow, match="Decide first how long"):
        record_step(by=cast.manager, review=cast.review, step=gone, at=DAY)
    kept = RetentionDecided(day=DAY, until=DAY, ground="the schedule")
    record_step(by=cast.manager, review=cast.review, step=kept, at=DAY)
    with pytest.raises(NotNow, match="kept to the end of 2 November 2026"):
        record_step(by=cast.manager, review=cast.review, step=gone, at=DAY)
    later = DAY + timedelta(days=1)
    after = msgspec.structs.replace(gone, day=later)
    record_step(by=cast.manager, review=cast.review, step=after, at=later)


def test_a_recommendation_is_closed_only_by_evidence_after_the_action(cast: Cast) -> None:
    def record(step: object) -> str:
        return record_step(by=cast.manager, review=cast.review, step=step, at=DAY)  # type: ignore[arg-type]

    early, late = DAY - timedelta(days=9), DAY - timedelta(days=2)
    record(LearningPoint(day=early, theme="fathers", words="Ask him."))
    wanted = record(Recommendation(day=early, words="Involve fathers.", owner="partnership"))
    before = record(EvidenceShown(day=early, recommendation=wanted, words="2 of 9", of=2, out_of=9))
    with pytest.raises(NotNow, match="No finished action"):
        record(RecommendationClosed(day=DAY, recommendation=wanted, evidence=before))
    record(ActionTaken(day=late, recommendation=wanted, words="Relaunched.", finished=True))
    with pytest.raises(NotNow, match="no later than the action"):
        record(RecommendationClosed(day=DAY, recommendation=wanted, evidence=before))
    with pytest.raises(NotNow, match="not closed by a promise"):
        record(RecommendationClosed(day=DAY, recommendation=wanted, evidence="nothing"))
    after = record(EvidenceShown(day=DAY, recommendation=wanted, words="7 of 9", of=7, out_of=9))
    record(RecommendationClosed(day=DAY, recommendation=wanted, evidence=after))


def test_an_altered_step_is_found(cast: Cast) -> None:
    name = record_step(by=cast.manager, review=cast.review, step=IncidentKnown(day=DAY, what="died"), at=DAY)
    assert list(verify.faults()) == []
    with guards_down():
        Payload.objects.filter(entry__entry_id=name).update(content='{"kind":"incident_known"}')
    [fault] = list(verify.faults())
    assert fault.sentence.startswith(f"Review {cast.review.ref}, entry 1")


def test_what_was_learned_at_an_event_is_known_from_the_event_on_and_not_before(cast: Cast) -> None:
    held = EventHeld(day=DAY, title="First event", invited=("GP",))
    event = record_step(by=cast.manager, review=cast.review, step=held, at=DAY)
    said = LearnedThere(day=DAY, event=event, entry="")
    entry = an_entry("A plan in his own childhood.", "2003", how_known=None)
    entry = msgspec.structs.replace(entry, agency="housing")
    learned_at_event(by=cast.manager, review=cast.review, step=said, family=cast.family, entry=entry, at=DAY)
    [step] = steps_of(cast.review).of(LearnedThere)
    row = EntryRow.objects.get(entry_id=step.entry)
    assert (row.agency_id, row.known_from, "agency_only" in row.labels) == ("housing", DAY, True)
    chronology = chronology_of(cast.family, cast.manager, DAY)
    assert step.entry in {one.id for one in chronology.entries}
    assert step.entry not in {one.id for one in chronology.as_at(DAY - timedelta(days=1)).entries}
    seen = chronology_of(cast.family, cast.social_worker, DAY)
    assert step.entry not in {one.id for one in seen.entries}


def test_new_information_needs_its_event_and_a_family_of_the_review(cast: Cast) -> None:
    said = LearnedThere(day=DAY, event="none", entry="")
    with pytest.raises(NotNow, match="Record the event first"):
        learned_at_event(by=cast.manager, review=cast.review, step=said, family=cast.family, entry=an_entry(), at=DAY)
    with pytest.raises(AccessRefused):
        learned_at_event(by=cast.outsider, review=cast.review, step=said, family=cast.family, entry=an_entry(), at=DAY)


def test_a_document_is_kept_as_it_came(cast: Cast) -> None:
    step = DocumentKept(day=DAY, agency="police", title="Log", digest="", file_name="log.pdf")
    keep_document(by=cast.manager, review=cast.review, step=step, content=b"%PDF-1.7 scan", at=DAY)
    [kept] = steps_of(cast.review).of(DocumentKept)
    assert bytes(Original.objects.get(pk=kept.digest).content) == b"%PDF-1.7 scan"
    with pytest.raises(NotNow, match="is empty"):
        keep_document(by=cast.manager, review=cast.review, step=step, content=b"", at=DAY)
    with pytest.raises(AccessRefused):
        keep_document(by=cast.outsider, review=cast.review, step=step, content=b"x", at=DAY)
