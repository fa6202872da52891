import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import kingfisher.records.models.families


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0003_receipts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AuditPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("convenor", "Convenes it"),
                            ("reader", "Reads"),
                            ("moderator", "Moderates"),
                            ("decider", "Decides on a recommended change"),
                        ],
                        max_length=12,
                    ),
                ),
                ("since", models.DateField()),
            ],
        ),
        migrations.AddField(
            model_name="stream",
            name="review",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="stream", to="records.review"
            ),
        ),
        migrations.AlterField(
            model_name="stream",
            name="family",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="stream", to="records.family"
            ),
        ),
        migrations.CreateModel(
            name="Audit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    models.CharField(
                        default=kingfisher.records.models.families.new_ref, editable=False, max_length=10, unique=True
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("opens", models.DateField()),
                ("closes", models.DateField(blank=True, null=True)),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="audits", to="records.family"
                    ),
                ),
            ],
            options={
                "ordering": ("-opens", "name"),
            },
        ),
        migrations.AddField(
            model_name="stream",
            name="audit",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="stream", to="records.audit"
            ),
        ),
        migrations.AddConstraint(
            model_name="stream",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("audit__isnull", True), ("family__isnull", False), ("review__isnull", True)),
                    models.Q(("audit__isnull", True), ("family__isnull", True), ("review__isnull", False)),
                    models.Q(("audit__isnull", False), ("family__isnull", True), ("review__isnull", True)),
                    _connector="OR",
                ),
                name="one_owner",
            ),
        ),
        migrations.AddField(
            model_name="auditpart",
            name="audit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="records.audit"
            ),
        ),
        migrations.AddField(
            model_name="auditpart",
            name="practitioner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="audit_parts", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="auditpart",
            constraint=models.UniqueConstraint(fields=("audit", "practitioner", "part"), name="one_part_each"),
        ),
    ]
