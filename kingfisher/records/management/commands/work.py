"""`manage.py work`: do the jobs that wait, as they come."""

import signal
import threading
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from kingfisher.records import jobs
from kingfisher.records.actions.drafts import clear_expired


class Command(BaseCommand):
    """Reads the files that were sent in and keeps standings fresh. Run one or several; each can take over another's."""

    help = "Do the jobs that wait, as they come. Stop with Ctrl-C: the job in hand is finished first."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--once` ends when nothing is left to do."""
        parser.add_argument("--once", action="store_true", help="do what there is and end")

    def handle(self, *args: Any, **options: Any) -> None:
        """Clear what is past its time, at once and every day, and work until told to stop."""
        if options["once"]:
            clear()
            self.stdout.write(f"Jobs done: {jobs.work_off()}")
            return
        stop = threading.Event()
        for sign in (signal.SIGINT, signal.SIGTERM):
            signal.signal(sign, lambda *_: stop.set())
        jobs.work(until=stop.is_set, each_day=clear)


def clear() -> None:
    """Throw away drafts, finished jobs and sign-ins past their time: a sign-in holds what was searched for."""
    call_command("clearsessions")
    clear_expired()
    jobs.clear_finished()
