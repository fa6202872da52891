"""What is being worked on: files sent in, rows to settle, drafts, jobs. Filing turns it into entries."""

from django.conf import settings
from django.db import models

from kingfisher.records.models.families import Audit, Family, Review, new_ref


class Original(models.Model):
    """A file exactly as it was sent, by the SHA-256 of its bytes. Never changed, never removed."""

    digest = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.digest


class BatchState(models.TextChoices):
    """Where a file has got to."""

    WAITING = "waiting", "Waiting to be read"
    READING = "reading", "Being read"
    READ = "read", "Read, to be settled"
    REFUSED = "refused", "Could not be read"
    FILED = "filed", "Filed"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Batch(models.Model):
    """One agency's file: what was and was not read. rows_in = proposed + doubts + structure, once read.

    `agency` may be missing until the file has been read, or someone says whose it is.
    """

    ref = models.CharField(max_length=10, unique=True, default=new_ref, editable=False)
    family = models.ForeignKey(Family, models.PROTECT, related_name="batches")
    review = models.ForeignKey(Review, models.PROTECT, null=True, related_name="batches")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, null=True, to_field="slug", db_column="agency")
    agency_reason = models.CharField(max_length=200, blank=True)
    file_name = models.CharField(max_length=255)
    original = models.ForeignKey(Original, models.PROTECT)
    received_at = models.DateTimeField(auto_now_add=True)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    state = models.CharField(max_length=12, choices=BatchState, default=BatchState.WAITING)
    reason = models.TextField(blank=True)  # why it was refused or withdrawn
    notices = models.TextField(default="[]")
    rows_in = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    proposed = models.PositiveIntegerField(default=0)
    doubts = models.PositiveIntegerField(default=0)
    structure = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("pk",)
        verbose_name_plural = "batches"

    def __str__(self) -> str:
        return self.file_name

    @property
    def adds_up(self) -> bool:
        """Every row of the file is an entry to settle, a doubt, or structure."""
        return self.rows_in == self.proposed + self.doubts + self.structure


class BatchRow(models.Model):
    """One row of the file. `read` is interchange's Proposed, Doubt or Structure as JSON; `settled_as` timeline's
    Entry as JSON once a person has settled it; `entry_id` the lasting id once it is filed."""

    class State(models.TextChoices):
        """What the reader made of it."""

        SUGGESTED = "suggested", "Read"
        DOUBT = "doubt", "In doubt"
        STRUCTURE = "structure", "Not an account"

    class Settled(models.TextChoices):
        """What a person made of it."""

        OPEN = "", "To settle"
        ACCEPTED = "accepted", "Accepted as read"
        CHANGED = "changed", "Accepted with changes"
        SET_ASIDE = "set_aside", "Set aside"
        OTHER_FAMILY = "other_family", "About another family"

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    place = models.CharField(max_length=200)
    state = models.CharField(max_length=12, choices=State)
    read = models.TextField()
    settled = models.CharField(max_length=12, choices=Settled, blank=True, default="")
    settled_as = models.TextField(blank=True)
    why = models.TextField(blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True)
    settled_at = models.DateTimeField(null=True)
    entry_id = models.CharField(max_length=10, blank=True, db_index=True)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("batch", "number"), name="one_row_a_number"),)

    def __str__(self) -> str:
        return self.place


class Draft(models.Model):
    """Unfinished words of one practitioner, on one family, review or audit and one form; found by all three only."""

    practitioner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    family = models.ForeignKey(Family, models.CASCADE, null=True, related_name="drafts")
    review = models.ForeignKey(Review, models.CASCADE, null=True, related_name="drafts")
    audit = models.ForeignKey(Audit, models.CASCADE, null=True, related_name="drafts")
    form = models.CharField(max_length=80)
    body = models.TextField()
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("practitioner", "family", "form"), name="one_draft_a_form"),
            models.UniqueConstraint(fields=("practitioner", "review", "form"), name="one_draft_a_review_form"),
            models.UniqueConstraint(fields=("practitioner", "audit", "form"), name="one_draft_an_audit_form"),
            models.CheckConstraint(
                name="draft_of_one_thing",
                condition=models.Q(family__isnull=False, review__isnull=True, audit__isnull=True)
                | models.Q(family__isnull=True, review__isnull=False, audit__isnull=True)
                | models.Q(family__isnull=True, review__isnull=True, audit__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.form


class Job(models.Model):
    """Work to be done outside the page: a task's name and ids. A lease lets another worker take over a dead one's."""

    class State(models.TextChoices):
        """Where the job has got to."""

        READY = "READY"
        RUNNING = "RUNNING"
        SUCCESSFUL = "SUCCESSFUL"
        FAILED = "FAILED"

    ref = models.CharField(max_length=10, unique=True, default=new_ref)
    task = models.CharField(max_length=200)
    args = models.TextField(default="[]")
    state = models.CharField(max_length=12, choices=State, default=State.READY)
    attempts = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=80, blank=True)
    leased_until = models.DateTimeField(null=True)
    error = models.TextField(blank=True)
    enqueued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("state", "leased_until"), name="to_be_done"),)

    def __str__(self) -> str:
        return f"{self.task} {self.ref}"


class CalendarAddress(models.Model):
    """A practitioner's private address for a diary that reads what is due. Only a digest of it is kept: who can read
    this table can read no diary. Open until it is renewed or taken back."""

    practitioner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="calendar_addresses")
    digest = models.CharField(max_length=64, unique=True)
    since = models.DateTimeField(auto_now_add=True)
    ended = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("practitioner",), condition=models.Q(ended=None), name="one_calendar_address_open"
            ),
        )

    def __str__(self) -> str:
        return f"a calendar address of {self.practitioner}"
