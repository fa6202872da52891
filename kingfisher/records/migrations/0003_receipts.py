from functools import partial

import django.db.models.deletion
from django.db import migrations, models

from kingfisher.records.guards import RECEIPTS_AT_FIRST, put_up, take_down


class Migration(migrations.Migration):
    dependencies = [("records", "0002_insert_only")]
    operations = [
        migrations.CreateModel(
            name="Receipt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("practitioner_id", models.BigIntegerField()),
                ("who", models.CharField(max_length=400)),
                ("question", models.CharField(db_index=True, max_length=16)),
                ("key", models.TextField()),
                ("kind", models.CharField(max_length=80)),
                ("version", models.PositiveIntegerField()),
                ("sentence", models.TextField()),
                ("rests_on", models.TextField(blank=True)),
                ("place", models.CharField(max_length=80)),
                ("day", models.DateField()),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="receipts", to="records.family"
                    ),
                ),
            ],
            options={
                "ordering": ("-pk",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("family", "practitioner_id", "question", "version", "day"), name="one_receipt_a_day"
                    )
                ],
            },
        ),
        migrations.RunPython(partial(put_up, tables=RECEIPTS_AT_FIRST), partial(take_down, tables=RECEIPTS_AT_FIRST)),
    ]
