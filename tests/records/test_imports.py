"""An agency's file: received, read, settled, filed, withdrawn. Nothing is lost and nothing goes further than it may."""

from io import StringIO
from typing import Any

import msgspec
import pytest
from django.core.management import call_command

from kingfisher.interchange.files.rows import Refused
from kingfisher.interchange.returns.agency_return import AgencyReturn
from kingfisher.records import jobs, reading
from kingfisher.records.access import AccessRefused, entries_for
from kingfisher.records.acting import NotNow
from kingfisher.records.actions.imports import file_batch, receive_file, settle_many, settle_row, withdraw_batch
from kingfisher.records.actions.reviews import open_review
from kingfisher.records.chronologies import chronology_of
from kingfisher.records.models import Batch, BatchRow, BatchState, Job
from kingfisher.records.settling import Changes, read_of
from tests.records.cast import DAY, Cast
from tests.records.returns import a_return


@pytest.fixture(autouse=True)
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "read_one", a_return)


@pytest.fixture
def batch(cast: Cast) -> Batch:
    sent = receive_file(by=cast.police_officer, family=cast.family, file_name="police.csv", content=b"a,b", at=DAY)
    assert sent.state == BatchState.WAITING
    jobs.work_off()
    sent.refresh_from_db()
    return sent


def test_reading_adds_up_and_keeps_the_order_of_the_file(batch: Batch) -> None:
    assert (batch.state, batch.adds_up, batch.rows_in, batch.rows_done) == (BatchState.READ, True, 6, 6)
    assert [row.state for row in batch.rows.all()] == [
        "structure", "suggested", "suggested", "suggested", "doubt", "structure",
    ]  # fmt: skip
    assert bytes(batch.original.content) == b"a,b"


def test_filing_keeps_what_is_not_settled_and_says_how_much(cast: Cast, batch: Batch) -> None:
    assert settle_many(by=cast.police_officer, batch=batch, numbers=[2, 3], at=DAY) == 2
    filed = file_batch(by=cast.police_officer, batch=batch, at=DAY)
    assert (filed.entries, filed.left, filed.set_aside, filed.structure) == (2, 2, 0, 2)
    settle_row(
        by=cast.police_officer, batch=batch, number=5, decision="changed", changes=Changes(happened="2019"), at=DAY
    )
    settle_row(by=cast.police_officer, batch=batch, number=4, decision="set_aside", why="Sent twice.", at=DAY)
    filed = file_batch(by=cast.police_officer, batch=batch, at=DAY)
    assert (filed.entries, filed.left, filed.set_aside) == (3, 0, 1)


def test_links_within_the_file_follow_the_lasting_ids(cast: Cast, batch: Batch) -> None:
    settle_many(by=cast.police_officer, batch=batch, numbers=[2], at=DAY)
    file_batch(by=cast.police_officer, batch=batch, at=DAY)
    settle_many(by=cast.police_officer, batch=batch, at=DAY)
    file_batch(by=cast.police_officer, batch=batch, at=DAY)
    first, *others = chronology_of(cast.family, cast.police_officer, DAY).entries
    assert len(others) == 2
    assert all(entry.relates_to == (first.id,) for entry in others)


def test_a_row_without_a_date_waits_for_one(cast: Cast, batch: Batch) -> None:
    with pytest.raises(NotNow, match="no date"):
        settle_row(by=cast.police_officer, batch=batch, number=5, decision="accepted", at=DAY)


def test_changes_are_made_as_asked_or_refused_kindly(cast: Cast, batch: Batch) -> None:
    def settle(**changes: object) -> BatchRow:
        return settle_row(
            by=cast.police_officer, batch=batch, number=3, decision="changed", changes=Changes(**changes), at=DAY
        )

    assert '"kind":"appointment"' in settle(kind="appointment", outcome="was_not_brought").settled_as
    for changes, words in (
        ({"happened": "31/02/2020"}, "not a date we can read"),
        ({"about": ("nobody",)}, "add the person first"),
        ({"kind": "decision", "outcome": "attended"}, "has no outcome"),
        ({"kind": "nonsense"}, "not a kind"),
    ):
        with pytest.raises(NotNow, match=words):
            settle(**changes)


def test_a_withdrawn_file_leaves_the_readings_and_can_be_seen_as_withdrawn(cast: Cast, batch: Batch) -> None:
    settle_many(by=cast.police_officer, batch=batch, at=DAY)
    file_batch(by=cast.police_officer, batch=batch, at=DAY)
    withdraw_batch(by=cast.police_officer, batch=batch, reason="The wrong child.", at=DAY)
    assert entries_for(cast.police_officer, cast.family, DAY).count() == 0
    assert entries_for(cast.police_officer, cast.family, DAY, withdrawn=True).count() == 3
    assert entries_for(cast.social_worker, cast.family, DAY, withdrawn=True).count() == 0
    assert (batch.state, batch.reason) == (BatchState.WITHDRAWN, "The wrong child.")


def test_the_same_file_is_not_taken_twice(cast: Cast, batch: Batch) -> None:
    with pytest.raises(NotNow, match="already here"):
        receive_file(by=cast.police_officer, family=cast.family, file_name="again.csv", content=b"a,b", at=DAY)


def test_a_panel_may_send_in_a_file_without_saying_whose_it_is(cast: Cast) -> None:
    sent = receive_file(
        by=cast.reviewer, family=cast.family, review=cast.review, file_name="x.csv", content=b"c", at=DAY
    )
    jobs.work_off()
    sent.refresh_from_db()
    assert sent.agency_id == "police"


@pytest.mark.parametrize(
    ("who", "may"),
    [("police_officer", True), ("reviewer", False), ("social_worker", False), ("outsider", False)],
)
def test_who_may_file_a_file_an_agency_sent_outside_a_review(cast: Cast, batch: Batch, who: str, may: bool) -> None:
    if may:
        assert settle_many(by=cast.people[who], batch=batch, at=DAY) == 3
    else:
        with pytest.raises(AccessRefused):
            settle_many(by=cast.people[who], batch=batch, at=DAY)


def test_a_job_whose_worker_died_is_taken_over_and_one_that_never_ends_is_given_up(cast: Cast) -> None:
    sent = receive_file(by=cast.police_officer, family=cast.family, file_name="p.csv", content=b"a", at=DAY)
    for attempt in range(jobs.ATTEMPTS):
        taken = jobs.take(f"worker {attempt}")
        assert taken is not None
        assert jobs.take("another") is None  # leased
        Job.objects.update(leased_until="2020-01-01T00:00:00Z")  # the worker dies and its lease runs out
    assert jobs.take("another") is None
    sent.refresh_from_db()
    assert (sent.state, sent.reason) == (BatchState.REFUSED, reading.OUR_FAULT)
    assert Job.objects.get().state == Job.State.FAILED


def test_a_worker_that_lost_its_lease_cannot_finish_for_the_one_that_took_over(cast: Cast) -> None:
    receive_file(by=cast.police_officer, family=cast.family, file_name="p.csv", content=b"a", at=DAY)
    first = jobs.take("first")
    Job.objects.update(leased_until="2020-01-01T00:00:00Z")
    second = jobs.take("second")
    assert first is not None
    assert second is not None
    jobs.perform(first)
    assert Job.objects.get().state == Job.State.RUNNING
    jobs.perform(second)
    assert Job.objects.get().state == Job.State.SUCCESSFUL


def test_a_failure_is_kept_and_tried_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    receive_file(by=cast.police_officer, family=cast.family, file_name="p.csv", content=b"a", at=DAY)
    monkeypatch.setattr(reading, "read_one", lambda *_: 1 / 0)
    assert jobs.work_off() == jobs.ATTEMPTS
    job = Job.objects.get()
    assert job.state == Job.State.FAILED
    assert "ZeroDivisionError" in job.error


def test_what_was_read_opens_again(batch: Batch) -> None:
    assert [type(read_of(row)).__name__ for row in batch.rows.all()[:2]] == ["Structure", "Proposed"]


def test_a_file_whose_rows_do_not_add_up_is_not_taken_in(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def one_short(*asked: Any) -> AgencyReturn:
        return msgspec.structs.replace(a_return(*asked), doubts=())

    monkeypatch.setattr(reading, "read_one", one_short)
    sent = receive_file(by=cast.police_officer, family=cast.family, file_name="p.csv", content=b"a", at=DAY)
    jobs.work_off()
    sent.refresh_from_db()
    assert sent.state == BatchState.REFUSED
    assert "6 rows and we can account for 5" in sent.reason
    assert not sent.rows.exists()


def test_a_refused_file_says_why(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> AgencyReturn:
        raise Refused("encrypted", "The file is locked with a password. Ask for it without one.")

    monkeypatch.setattr(reading, "read_one", refuse)
    sent = receive_file(by=cast.police_officer, family=cast.family, file_name="p.csv", content=b"a", at=DAY)
    call_command("work", "--once", stdout=StringIO())
    sent.refresh_from_db()
    assert (sent.state, sent.reason[:19]) == (BatchState.REFUSED, "The file is locked ")


def test_a_real_file_goes_all_the_way(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    text = "Date;Details\n12/02/2019;Officers attended. Riley seen asleep.\n;Riley's mother called.\n"
    sent = receive_file(
        by=cast.police_officer, family=cast.family, file_name="police.csv", content=text.encode(), at=DAY
    )
    jobs.work_off()
    sent.refresh_from_db()
    assert (sent.state, sent.adds_up, sent.rows_in) == (BatchState.READ, True, 3)
    settle_many(by=cast.police_officer, batch=sent, at=DAY)
    filed = file_batch(by=cast.police_officer, batch=sent, at=DAY)
    assert (filed.entries, filed.left) == (1, 1)
    (entry,) = chronology_of(cast.family, cast.police_officer, DAY)
    assert str(entry.happened) == "2019-02-12"
    assert entry.source is not None
    assert entry.source.digest == sent.original_id


def test_a_panel_settles_what_came_in_for_its_own_review_only(cast: Cast) -> None:
    other = open_review(by=cast.manager, name="Another review", families=[cast.family], at=DAY)
    sent = receive_file(by=cast.manager, family=cast.family, review=other, file_name="x.csv", content=b"c", at=DAY)
    jobs.work_off()
    with pytest.raises(AccessRefused, match="Only Police"):
        settle_many(by=cast.reviewer, batch=Batch.objects.get(pk=sent.pk), at=DAY)
    assert settle_many(by=cast.manager, batch=Batch.objects.get(pk=sent.pk), at=DAY) == 3
