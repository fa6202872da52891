"""Jobs are kept with what calls for them, done once, told of, and cleared when their time is over."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import transaction
from django.tasks import task_backends
from django.tasks.exceptions import TaskResultDoesNotExist
from django.utils import timezone

from kingfisher.records import jobs
from kingfisher.records.models import Job, TrailRow
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


def finished(state: str, days: int, **more: object) -> Job:
    then = timezone.now() - timedelta(days=days, minutes=1)
    held = {"enqueued_at": then, "finished_at": None if state in ("READY", "RUNNING") else then} | more
    return Job.objects.create(task="a.task", state=state, **held)


def test_finished_jobs_are_cleared_in_their_time_and_the_trail_stays(cast: Cast) -> None:
    kept = [
        finished("SUCCESSFUL", 29),
        finished("FAILED", 89),
        finished("RUNNING", 400, leased_until=timezone.now() + timedelta(days=1)),
    ]
    finished("SUCCESSFUL", 30)
    finished("FAILED", 90)
    trail = list(TrailRow.objects.values_list("pk", flat=True))
    assert jobs.clear_finished() == 2
    assert set(Job.objects.values_list("pk", flat=True)) == {job.pk for job in kept}
    assert trail
    assert list(TrailRow.objects.values_list("pk", flat=True)) == trail


def test_a_worker_clears_at_once_and_every_day(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    finished("SUCCESSFUL", 31)
    signed_in_long_ago = SessionStore()
    signed_in_long_ago["searched"] = {"look": {"words": "Riley"}}
    signed_in_long_ago.set_expiry(-1)
    signed_in_long_ago.save()
    call_command("work", once=True)
    assert not Job.objects.exists()
    assert not Session.objects.exists()
    cleared, rounds, now = [], iter([False] * 4 + [True]), timezone.now()
    hours = iter(range(0, 1000, 13))
    monkeypatch.setattr("kingfisher.records.jobs.timezone.now", lambda: now + timedelta(hours=next(hours)))
    monkeypatch.setattr("kingfisher.records.jobs.work_off", lambda: 0)
    jobs.work(until=lambda: next(rounds), pause=0, each_day=lambda: cleared.append(1))
    assert len(cleared) == 2
