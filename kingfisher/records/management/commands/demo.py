"""manage.py demo: bring in the two invented families if they are not there yet, then serve and print the address."""

import os
import socket
import threading
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kingfisher.records import demonstration, jobs


class Command(BaseCommand):
    """Start Kingfisher on this machine with the demonstration's families."""

    help = "Start Kingfisher here with two invented families, and print the address to open."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen; or only to fill the record."""
        parser.add_argument("address", nargs="?", help="host:port (127.0.0.1:8000, or the next port that is free)")
        parser.add_argument("--fill-only", action="store_true", help="bring the families in and stop")
        parser.add_argument("--again", action="store_true", help="start again from an empty record")

    def handle(self, *args: Any, **options: Any) -> None:
        """Empty record or not, the end is the same: two families and a page to open."""
        if not settings.DEMO:
            raise CommandError("This is for the demonstration: run ./run demo.")
        database = Path(str(settings.DATABASES["default"]["NAME"]))
        if options["again"]:
            for left in (database, Path(f"{database}-wal"), Path(f"{database}-shm")):
                left.unlink(missing_ok=True)
        database.parent.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0)
        if demonstration.is_empty():
            self.stdout.write("Bringing in two invented families through the importers (about half a minute).")
            demonstration.fill(settings.ROOT / "demo", on=timezone.localdate(), say=self._say)
        if not options["fill_only"]:
            self._serve(options["address"] or f"127.0.0.1:{_free_port()}")

    def _say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()

    def _serve(self, address: str) -> None:
        stop = threading.Event()
        threading.Thread(target=jobs.work, kwargs={"until": stop.is_set}, daemon=True, name="worker").start()
        os.environ["DJANGO_RUNSERVER_HIDE_WARNING"] = "true"  # a demonstration on one machine is what it is for
        settings.STATIC_ROOT.mkdir(exist_ok=True)  # nothing is collected here, and WhiteNoise would say so
        self._say(f"\nOpen http://{address}/ and sign in as one of the ready practitioners listed there.")
        self._say("Stop with Ctrl+C. Start again from nothing with ./run demo --again.\n")
        call_command("runserver", address, use_reloader=False, verbosity=0)


def _free_port() -> int:
    """The first port from 8000 that nobody listens on: a second copy may be running, or something else."""
    for port in range(8000, 8100):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) != 0:
                return port
    raise CommandError("Every port from 8000 to 8099 is taken. Say which to use: ./run demo 127.0.0.1:9000")
