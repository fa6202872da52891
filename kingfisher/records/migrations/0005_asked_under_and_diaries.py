from functools import partial

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from kingfisher.records.guards import RECEIPTS, RECEIPTS_AT_FIRST, put_up, take_down


class Migration(migrations.Migration):
    """The guards come down while the table of receipts is made anew, and go up again with what now makes a row the
    same row."""

    dependencies = [("records", "0004_reviews_and_audits"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        migrations.RunPython(partial(take_down, tables=RECEIPTS_AT_FIRST), partial(put_up, tables=RECEIPTS_AT_FIRST)),
        migrations.AddField("receipt", "under", models.CharField(blank=True, default="", max_length=200), False),
        migrations.AddField("receipt", "under_digest", models.CharField(blank=True, default="", max_length=16), False),
        migrations.RemoveConstraint("receipt", "one_receipt_a_day"),
        migrations.AddConstraint(
            "receipt",
            models.UniqueConstraint(
                fields=("family", "practitioner_id", "question", "version", "under_digest", "day"),
                name="one_receipt_a_day",
            ),
        ),
        migrations.CreateModel(
            name="CalendarAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("since", models.DateTimeField(auto_now_add=True)),
                ("ended", models.DateTimeField(blank=True, null=True)),
                (
                    "practitioner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calendar_addresses",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-pk",),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended", None)),
                        fields=("practitioner",),
                        name="one_calendar_address_open",
                    )
                ],
            },
        ),
        migrations.RunPython(partial(put_up, tables=RECEIPTS), partial(take_down, tables=RECEIPTS)),
    ]
