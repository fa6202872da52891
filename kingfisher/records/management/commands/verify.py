"""`manage.py verify`: is the record as it was written?"""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from kingfisher.records import verify


class Command(BaseCommand):
    """Exit code 0: whole. 1: something is wrong, one sentence each."""

    help = "Check every entry against the chain, its content and the files it came from."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--json` for programs."""
        parser.add_argument("--json", action="store_true", help="print the findings for a program to read")

    def handle(self, *args: Any, **options: Any) -> None:
        """Every family, the first fault of each."""
        found = list(verify.faults())
        counts = verify.counts()
        if options["json"]:
            faults = [{"what": fault.what, "sentence": fault.sentence} for fault in found]
            self.stdout.write(json.dumps({"whole": not found, **counts, "faults": faults}))
        elif found:
            self.stdout.write("\n".join(fault.sentence for fault in found))
        else:
            families, entries, files = counts.values()
            self.stdout.write(f"The record is whole: {families} families, {entries} entries, {files} files kept.")
        if found:
            sys.exit(1)
