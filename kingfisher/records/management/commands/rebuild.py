"""`manage.py rebuild`: derive what is in force again from the entries, and compare."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from kingfisher.records import in_force, panels, standings
from kingfisher.records.models import Family


class Command(BaseCommand):
    """Exit code 0: what is held is what the entries say. 1: it was not; `--write` has put it right."""

    help = "Compare people, memberships, releases and standings with what the entries say; --write puts them right."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--write` keeps what was derived."""
        parser.add_argument("--write", action="store_true", help="keep what the entries say")

    def handle(self, *args: Any, **options: Any) -> None:
        """Every family, one after the other."""
        differences: list[str] = []
        for family in Family.objects.order_by("pk"):
            differences += in_force.rebuild(family, write=options["write"])
            differences += panels.differences(family)
            differences += standings.compare(family)
            if options["write"]:
                standings.refresh(family, timezone.localdate())
        for sentence in differences:
            self.stdout.write(sentence)
        if differences:
            sys.exit(1)
        self.stdout.write(f"What is held of {Family.objects.count()} families is what their entries say.")
