"""Entries as kept: insert-only rows in a chain. Only `Payload`, which holds the content, may ever lose a row.

The guards of migration 0002 refuse every update and delete beneath Django too; `chain.py` is the only writer.
"""

from django.conf import settings
from django.db import models

from kingfisher.records.models.families import Family, new_ref


class Stream(models.Model):
    """A family's chain: how many entries it has and the digest of the last. The row that is raced for to append."""

    family = models.OneToOneField(Family, models.PROTECT, related_name="stream")
    version = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return f"stream of {self.family}"


class EntryRow(models.Model):
    """One entry: what lists, filters, access and the chain need. `is_account` is False for entries about the record
    itself (a person added, a release), whose kinds are in `keeping.py`."""

    stream = models.ForeignKey(Stream, models.PROTECT, related_name="rows")
    version = models.PositiveIntegerField()
    entry_id = models.CharField(max_length=10, unique=True, default=new_ref)
    kind = models.CharField(max_length=40)
    kind_version = models.PositiveSmallIntegerField()
    is_account = models.BooleanField()
    happened_first = models.DateField(null=True)
    happened_last = models.DateField(null=True)
    happened_at = models.TimeField(null=True)
    happened_text = models.CharField(max_length=64)
    earliest = models.DateField(null=True)  # with "about" allowed for: what a filter by dates must not leave out
    latest = models.DateField(null=True)
    sort_day = models.DateField(null=True)
    known_from = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, to_field="slug", db_column="agency")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    corrects = models.CharField(max_length=10, blank=True, db_index=True)
    labels = models.CharField(max_length=200, blank=True)
    batch = models.ForeignKey(
        "Batch", models.PROTECT, null=True, to_field="ref", db_column="batch", related_name="entries"
    )
    commitment = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("stream", "version"), name="one_entry_a_version"),)
        indexes = (models.Index(fields=("stream", "is_account", "sort_day", "happened_at"), name="in_order"),)

    @property
    def labels_now(self) -> str:
        """The labels that still narrow: once released, an entry is no longer its agency's alone."""
        return self.labels.replace(" agency_only ", " ") if hasattr(self, "release") else self.labels

    def __str__(self) -> str:
        return f"{self.kind} {self.entry_id}"


class Payload(models.Model):
    """The content of an entry, apart from the chain and committed to by a salted digest, so that it can be erased
    when the law says so. `words` is the content folded for searching, kept here so that erasing takes it too."""

    entry = models.OneToOneField(EntryRow, models.PROTECT, primary_key=True, related_name="payload")
    salt = models.BinaryField(max_length=32)
    content = models.TextField()
    words = models.TextField()

    def __str__(self) -> str:
        return f"content of {self.entry_id}"


class EntryAbout(models.Model):
    """Whom an entry is about."""

    entry = models.ForeignKey(EntryRow, models.PROTECT, related_name="about")
    person_id = models.CharField(max_length=80)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("entry", "person_id"), name="about_someone_once"),)
        indexes = (models.Index(fields=("person_id", "entry"), name="about_person"),)

    def __str__(self) -> str:
        return self.person_id


class EntryShared(models.Model):
    """To whom the entry itself says it was told, and from what day (None: told, day not recorded)."""

    entry = models.ForeignKey(EntryRow, models.PROTECT, related_name="shared")
    to = models.TextField()
    day = models.DateField(null=True)

    class Meta:
        indexes = (models.Index(fields=("to", "day"), name="told_to"),)

    def __str__(self) -> str:
        return self.to
