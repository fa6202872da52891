"""Which question was shown to whom, when and under which version: insert-only, in words that outlast the account."""

from django.db import models

from kingfisher.records.models.families import Family


class Receipt(models.Model):
    """One question shown to one person on one day, kept once however often they look.

    `question` names the question in addresses; `key`, `sentence` and `rests_on` say what it was, because what stands
    open is computed and may read differently tomorrow. `place` is where it was shown first that day. `under` is the
    partnership's file it was shown under, by name and version ("" where there was none), and `under_digest` tells that
    file from any other that called itself the same.
    """

    family = models.ForeignKey(Family, models.PROTECT, related_name="receipts")
    practitioner_id = models.BigIntegerField()
    who = models.CharField(max_length=400)
    question = models.CharField(max_length=16, db_index=True)
    key = models.TextField()
    kind = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    under = models.CharField(max_length=200, blank=True)
    under_digest = models.CharField(max_length=16, blank=True)
    sentence = models.TextField()
    rests_on = models.TextField(blank=True)
    place = models.CharField(max_length=80)
    day = models.DateField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("family", "practitioner_id", "question", "version", "under_digest", "day"),
                name="one_receipt_a_day",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} shown to {self.who}"
