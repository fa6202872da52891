"""Entries as kept: insert-only rows in a chain. Only `Payload`, which holds the content, may ever lose a row.

The guards of migration 0002 refuse every update and delete beneath Django too; `chain.py` is the only writer.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from kingfisher.records.models.families import Audit, Family, Review, new_ref

type Owner = Family | Review | Audit


class Stream(models.Model):
    """The chain of a family, a review or an audit: how many entries it has and the digest of the last. The row that is
    raced for to append."""

    family = models.OneToOneField(Family, models.PROTECT, null=True, related_name="stream")
    review = models.OneToOneField(Review, models.PROTECT, null=True, related_name="stream")
    audit = models.OneToOneField(Audit, models.PROTECT, null=True, related_name="stream")
    version = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64, default="")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="one_owner",
                condition=Q(family__isnull=False, review__isnull=True, audit__isnull=True)
                | Q(family__isnull=True, review__isnull=False, audit__isnull=True)
                | Q(family__isnull=True, review__isnull=True, audit__isnull=False),
            ),
        )

    @property
    def owner(self) -> Owner:
        """Whose stream it is."""
        found = self.family or self.review or self.audit
        if found is None:
            raise ValueError(f"Stream {self.pk} belongs to nobody.")
        return found

    @property
    def label(self) -> str:
        """What a sentence calls it: "Family ab12…", "Review …", "Audit …"."""
        return f"{type(self.owner).__name__} {self.owner.ref}"

    def __str__(self) -> str:
        return f"stream of {self.owner}"


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
    def family(self) -> Family:
        """The family whose record it is in. Raises `ValueError` for a step of a review or an audit."""
        if self.stream.family is None:
            raise ValueError(f"Entry {self.entry_id} is no part of a family's record.")
        return self.stream.family

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
