"""Jobs are kept with what calls for them, done once, and told of."""

import pytest
from django.db import transaction
from django.tasks import task_backends
from django.tasks.exceptions import TaskResultDoesNotExist

from kingfisher.records import jobs
from kingfisher.records.models import Job
from kingfisher.records.standings import refresh_later, refresh_standings
from tests.records.cast import Cast, make_cast


@pytest.mark.django_db(transaction=True)
def test_work_that_is_undone_leaves_no_job() -> None:
    with transaction.atomic():
        refresh_standings.enqueue("nosuchref0")
        transaction.set_rollback(True)
    assert not Job.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_immediate_work_is_done_once_committed(monkeypatch: pytest.MonkeyPatch) -> None:
    backend = task_backends["default"]
    monkeypatch.setitem(backend.options, "immediate", True)
    cast = make_cast()
    with transaction.atomic():
        refresh_standings.enqueue(cast.family.ref)
        assert Job.objects.get().state == Job.State.READY
    assert Job.objects.get().state == Job.State.SUCCESSFUL
    assert cast.family.standings.exists()


def test_how_a_job_stands_can_be_asked(cast: Cast) -> None:
    waiting = refresh_standings.enqueue(cast.family.ref)
    assert not waiting.is_finished
    assert jobs.work_off() == 1
    waiting.refresh()
    assert waiting.is_finished
    with pytest.raises(TaskResultDoesNotExist):
        refresh_standings.get_result("nosuchjob0")


def test_the_same_work_waits_once(cast: Cast) -> None:
    refresh_later(cast.family)
    refresh_later(cast.family)
    assert Job.objects.count() == 1


def test_a_task_takes_ids_in_order_only(cast: Cast) -> None:
    with pytest.raises(ValueError, match="in order"):
        refresh_standings.enqueue(ref=cast.family.ref)


def test_what_went_wrong_is_kept_without_words_of_the_record(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ValueError("Riley was seen asleep")

    monkeypatch.setattr("kingfisher.records.standings.refresh", fail)
    refresh_later(cast.family)
    jobs.work_off()
    error = Job.objects.get().error
    assert error.endswith("ValueError")
    assert "Riley" not in error.replace('raise ValueError("Riley was seen asleep")', "")
