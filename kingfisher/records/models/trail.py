"""Who looked, who did, who was refused: insert-only, in words that outlast the account."""

from django.db import models


class TrailRow(models.Model):
    """One reading, search or act, allowed or refused. `things` names things by ref only, never by name."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    who = models.CharField(max_length=400)
    practitioner_id = models.BigIntegerField(null=True, db_index=True)
    agency = models.CharField(max_length=40)
    action = models.CharField(max_length=40)
    things = models.TextField()
    purpose = models.TextField(blank=True)
    allowed = models.BooleanField()
    reasons = models.TextField(blank=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.who}: {self.action}"
