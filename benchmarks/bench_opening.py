"""Opening a family of 5,000 entries (first page, strip, gaps, open questions) against the bare SELECT of the same rows.

The floor fetches the family's rows with their payloads as they lie, and decodes nothing. Ours is what the pages call:
access decided, a hundred entries decoded, every mark for the strip, each child's sightings, gaps and questions from
standings. SQLite in a file, synchronous=FULL, unless DATABASE_URL says otherwise.
"""

import os
import random
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from benchmarks.protocol import Measured, compare

COUNT = 5_000
ON = date(2026, 11, 2)


def run() -> Iterator[Measured]:
    """The readings behind the page, then the whole page with its HTML for the record."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{Path(folder) / 'bench.sqlite3'}")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kingfisher.config.settings")
        os.environ.setdefault("KINGFISHER_DEBUG", "1")
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0)
        yield from _measured()
        connection.close()


def _measured() -> Iterator[Measured]:
    from django.db import connection
    from django.test import Client

    from kingfisher.records import standings
    from kingfisher.records.family_page import Filters, contributors, marks_of, page_of_entries

    reader, family = _family()
    standings.refresh(family, ON)
    select = (
        "SELECT e.*, p.content FROM records_entryrow e JOIN records_payload p ON p.entry_id = e.id "
        "JOIN records_stream s ON s.id = e.stream_id WHERE s.family_id = %s ORDER BY e.happened_first"
    )

    def floor() -> object:
        with connection.cursor() as cursor:
            cursor.execute(select, [family.pk])
            return cursor.fetchall()

    def ours() -> object:
        page = page_of_entries(reader, family, Filters(), 1, at=ON, per_page=100)
        marks = marks_of(reader, family, Filters(), at=ON)
        return page, marks, contributors(reader, family, at=ON), standings.standings_for(reader, family, ON)

    yield compare("first page, strip, gaps and questions from standings", ours, floor, goal=3.0)
    client = Client()
    client.force_login(reader)
    for name, address in (("the family's page", ""), ("the chronology's first page", "/chronology")):
        yield compare(
            f"{name} whole, to the last byte of HTML",
            lambda address=address: client.get(f"/families/{family.ref}{address}").content,
            floor,
            goal=None,
        )


def _family() -> "tuple[object, object]":
    from kingfisher.agencies.models import Agency, Practitioner
    from kingfisher.records.actions.families import open_family
    from kingfisher.records.chain import append_accounts
    from kingfisher.timeline.dates import When
    from kingfisher.timeline.people import Person

    agencies = [Agency.objects.create(slug=f"agency{n}", name=f"Agency {n}", short=f"A{n}") for n in range(10)]
    reader = Practitioner.objects.create_user("reader", None, name="Ada Reader", role="reader", agency=agencies[0])
    child = Person(id="child", name="Bo Ashdown", born=When.parse("2014-05-01"))
    family = open_family(by=reader, name="Ashdown", members=[child], children=["child"], at=date(2020, 1, 1))
    append_accounts(family, _entries(), author=reader, labels="")
    return reader, family


def _entries() -> list[object]:
    from kingfisher.timeline.dates import When
    from kingfisher.timeline.entries import Entry, Seen
    from kingfisher.timeline.kinds import Contact, Setting

    dice = random.Random(3)
    made = []
    for number in range(COUNT):
        day = date(2016, 1, 1) + timedelta(days=dice.randrange(3900))
        seen = (Seen(child="child", setting=Setting.INSIDE),) if dice.random() < 0.2 else ()
        text = "Seen at home, kitchen clean, spoke of school and of the move. " * dice.randrange(1, 6)
        made.append(
            Entry(
                id=f"e{number}",
                content=Contact(),
                happened=When.day(day),
                agency=f"agency{number % 10}",
                about=("child",),
                text=text,
                seen=seen,
            )
        )
    return made
