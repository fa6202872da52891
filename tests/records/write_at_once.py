"""A program of its own for `test_at_once.py`: sets up the cast, or files many entries in the family's record."""

import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "kingfisher.config.settings"
os.environ["KINGFISHER_DEMO"] = "1"
django.setup()

from django.core.management import call_command  # noqa: E402

from kingfisher.agencies.models import Practitioner  # noqa: E402
from kingfisher.records.actions.entries import add_entry  # noqa: E402
from kingfisher.records.models import Family  # noqa: E402
from tests.records.cast import DAY, make_cast  # noqa: E402
from tests.records.test_chain import an_entry  # noqa: E402


def main(who: str, number: int) -> None:
    if who == "set_up":
        call_command("migrate", verbosity=0, skip_checks=True)
        make_cast()
        return
    by, family = Practitioner.objects.get(sign_in=who), Family.objects.get()
    for one in range(number):
        add_entry(by=by, family=family, entry=an_entry(f"{who} {one}"), at=DAY)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
