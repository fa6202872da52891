"""Families, reviews and audits: what an address names. A ref is random, so an address never says whom it is about."""

import secrets

from django.conf import settings
from django.db import models

ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"  # none that are mistaken for one another when read aloud


def new_ref() -> str:
    """Ten random characters: 49 bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(10))


class Family(models.Model):
    """One record: a family, with its own stream of entries."""

    ref = models.CharField(max_length=10, unique=True, default=new_ref, editable=False)
    name = models.CharField(max_length=120)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("name", "ref")
        verbose_name_plural = "families"

    def __str__(self) -> str:
        return self.name


class Review(models.Model):
    """A review of one or more families. While it is open its panel sees every entry of them. Both days inclusive."""

    ref = models.CharField(max_length=10, unique=True, default=new_ref, editable=False)
    name = models.CharField(max_length=120)
    families = models.ManyToManyField(Family, related_name="reviews")
    opens = models.DateField()
    closes = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("-opens", "name")

    def __str__(self) -> str:
        return self.name


class PanelMember(models.Model):
    """A practitioner's place on a review's panel, from one day to another, both inclusive."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="panel")
    practitioner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="panels")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.practitioner} on {self.review}"


class Audit(models.Model):
    """An audit of practice with one family, read from its own stream. Open until `closes`, both days inclusive."""

    ref = models.CharField(max_length=10, unique=True, default=new_ref, editable=False)
    name = models.CharField(max_length=120)
    family = models.ForeignKey(Family, models.PROTECT, related_name="audits")
    opens = models.DateField()
    closes = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("-opens", "name")

    def __str__(self) -> str:
        return self.name


class AuditPart(models.Model):
    """A practitioner's part in an audit: who convenes it, who reads first, who reads second."""

    class Part(models.TextChoices):
        """What they do in it."""

        CONVENOR = "convenor", "Convenes it"
        READER = "reader", "Reads"
        MODERATOR = "moderator", "Moderates"
        DECIDER = "decider", "Decides on a recommended change"

    audit = models.ForeignKey(Audit, models.PROTECT, related_name="parts")
    practitioner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="audit_parts")
    part = models.CharField(max_length=12, choices=Part)
    since = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("audit", "practitioner", "part"), name="one_part_each"),)

    def __str__(self) -> str:
        return f"{self.practitioner} in {self.audit}"
