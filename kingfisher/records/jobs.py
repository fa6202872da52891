"""Work done outside the page, kept in the database: enqueued in the same transaction as what calls for it.

A worker takes a job on a lease. One that dies leaves its lease to run out, and another takes the job over; after
`ATTEMPTS` the job is given up and says why. So a task may be done twice, and must bear it. Arguments are ids only.
"""

import json
import os
import socket
import time
import traceback
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.tasks.backends.base import BaseTaskBackend
from django.tasks.base import Task, TaskResult, TaskResultStatus
from django.tasks.exceptions import TaskResultDoesNotExist
from django.utils import timezone
from django.utils.module_loading import import_string

from kingfisher.records.models import Job

LEASE = timedelta(minutes=5)  # longer than any task may take: a file is read in one minute at most
ATTEMPTS = 3
KEPT_FOR = timedelta(days=30)  # a job that was done; what it did stays where it was done
GIVEN_UP_KEPT_FOR = timedelta(days=90)  # a job that was given up, so that someone can look at why
DAY = timedelta(days=1)
ON_GIVING_UP: dict[str, Callable[..., None]] = {}  # task name: what to tell those who wait for it


class DatabaseBackend(BaseTaskBackend):
    """Django's Tasks on our own table. With the option `immediate`, work is done as soon as it is committed."""

    supports_get_result = True

    def enqueue[**P, R](self, task: "Task[P, R]", args: Any, kwargs: Any) -> "TaskResult[P, R]":
        """Keep the job; if the transaction it is called in is undone, so is the job."""
        if kwargs:
            raise ValueError("Give a task its ids in order, without names.")
        self.validate_task(task)
        job = Job.objects.create(task=task.module_path, args=json.dumps(list(args)), enqueued_at=timezone.now())
        if self.options.get("immediate"):
            transaction.on_commit(work_off)
        return self._result(job, task)

    def get_result(self, result_id: str) -> "TaskResult[..., Any]":
        """How the job of that ref stands."""
        job = Job.objects.filter(ref=result_id).first()
        if job is None:
            raise TaskResultDoesNotExist(result_id)
        return self._result(job, import_string(job.task))

    def _result[**P, R](self, job: Job, task: "Task[P, R]") -> "TaskResult[P, R]":
        return TaskResult(
            task=task,
            id=job.ref,
            status=TaskResultStatus(job.state),
            enqueued_at=job.enqueued_at,
            started_at=job.started_at,
            last_attempted_at=job.started_at,
            finished_at=job.finished_at,
            args=json.loads(job.args),
            kwargs={},
            backend=self.alias,
            errors=[],
            worker_ids=[job.worker] if job.worker else [],
        )


def enqueue_once(task: "Task[..., Any]", *ids: str) -> None:
    """Enqueue the task unless the same is waiting to be begun already."""
    same = Job.objects.filter(task=task.module_path, args=json.dumps(list(ids)), state=Job.State.READY)
    if not same.exists():
        task.enqueue(*ids)


def worker_name() -> str:
    """This machine and process."""
    return f"{socket.gethostname()[:60]}:{os.getpid()}"


def take(worker: str) -> Job | None:
    """The oldest job that is ready, or whose worker's lease has run out, now leased to this worker."""
    while _waiting().exists():  # looked at first without a transaction, which on SQLite would keep writers waiting
        with transaction.atomic():
            now, waiting = timezone.now(), _waiting()
            if connection.features.has_select_for_update_skip_locked:
                waiting = waiting.select_for_update(skip_locked=True)
            job = waiting.order_by("pk").first()
            if job is None:
                return None
            if job.attempts < ATTEMPTS:
                job.state, job.worker, job.attempts = Job.State.RUNNING, worker, job.attempts + 1
                job.leased_until, job.started_at = now + LEASE, now
                job.save()
                return job
            _give_up(job, job.error or "The program stopped each time it tried.")
    return None


def _waiting() -> QuerySet[Job]:
    dead = Q(state=Job.State.RUNNING, leased_until__lt=timezone.now())
    return Job.objects.filter(Q(state=Job.State.READY) | dead)


def perform(job: Job) -> bool:
    """Do a job this process has taken; True if it went well. A failure is kept and tried again later, or given up."""
    try:
        import_string(job.task).call(*json.loads(job.args))
    except Exception as wrong:  # whatever a task raises is kept with the job: where and what sort, without its words,
        where = "".join(traceback.format_tb(wrong.__traceback__))  # which may be words of a record
        _failed(job, f"{where}{type(wrong).__name__}")
        return False
    _still_ours(job).update(state=Job.State.SUCCESSFUL, finished_at=timezone.now(), leased_until=None, error="")
    return True


def _failed(job: Job, error: str) -> None:
    if job.attempts < ATTEMPTS:
        _still_ours(job).update(state=Job.State.READY, leased_until=None, error=error)
    elif _still_ours(job).exists():
        with transaction.atomic():
            _give_up(job, error)


def _still_ours(job: Job) -> QuerySet[Job]:
    return Job.objects.filter(pk=job.pk, worker=job.worker, attempts=job.attempts, state=Job.State.RUNNING)


def _give_up(job: Job, error: str) -> None:
    changes = {"state": Job.State.FAILED, "finished_at": timezone.now(), "leased_until": None, "error": error}
    Job.objects.filter(pk=job.pk).update(**changes)
    import_string(job.task)  # its module says what to tell those who wait
    if tell := ON_GIVING_UP.get(job.task):
        tell(*json.loads(job.args))


def work_off(worker: str | None = None) -> int:
    """Do every job there is, one after the other, and return how many were done."""
    done = 0
    while job := take(worker or worker_name()):
        perform(job)
        done += 1
    return done


def clear_finished() -> int:
    """Remove jobs done 30 days ago or longer, and jobs given up 90 days ago or longer; returns how many.

    Nothing else goes with them: a job holds ids alone, and the trail says who asked for what."""
    now = timezone.now()
    done = Q(state=Job.State.SUCCESSFUL, finished_at__lte=now - KEPT_FOR)
    given_up = Q(state=Job.State.FAILED, finished_at__lte=now - GIVEN_UP_KEPT_FOR)
    return Job.objects.filter(done | given_up).delete()[0]


def work(
    *, until: Callable[[], bool] = lambda: False, pause: float = 0.5, each_day: Callable[[], object] = clear_finished
) -> None:
    """Do jobs as they come, looking every `pause` seconds, until told to stop; and `each_day` at once and every day."""
    next_day = timezone.now()
    while not until():
        if timezone.now() >= next_day:
            each_day()
            next_day = timezone.now() + DAY
        if not work_off():
            time.sleep(pause)
