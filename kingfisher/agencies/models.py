"""Agencies, teams and practitioners: who signs in, and on whose behalf they act.

What a practitioner may see of a family is not here: it comes from the family's network and from review panels
(`records.access`). `capacity` says only what kind of account it is.
"""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Agency(models.Model):
    """One member of the partnership. `slug` is the agency's id in the chronology: social_care, police, gp …"""

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    short = models.CharField(max_length=24)

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "agencies"

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """Some of an agency's practitioners, who may belong to a family's network together."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="teams")
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ("agency__name", "name")
        constraints = (models.UniqueConstraint(fields=("agency", "name"), name="one_team_of_a_name"),)

    def __str__(self) -> str:
        return f"{self.name}, {self.agency}"


class Capacity(models.TextChoices):
    """What kind of account it is. Administrators and auditors never see content."""

    PRACTITIONER = "practitioner", "Practitioner"
    PARTNERSHIP = "partnership", "Works for the partnership: business manager, reviewer"
    ADMINISTRATOR = "administrator", "Runs accounts"
    AUDITOR = "auditor", "Looks at who did what"


class PractitionerManager(BaseUserManager["Practitioner"]):
    """Makes accounts and finds the people of an agency or a team."""

    def create_user(self, sign_in: str, password: str | None = None, **fields: Any) -> "Practitioner":
        """An account that can sign in with the password; without one it cannot sign in."""
        practitioner = self.model(sign_in=sign_in.strip().lower(), **fields)
        practitioner.set_password(password)
        practitioner.save(using=self._db)
        return practitioner

    def get_by_natural_key(self, username: str | None) -> "Practitioner":
        """By sign-in name, in any mix of capitals."""
        return self.get(sign_in=(username or "").strip().lower())

    def active(self) -> models.QuerySet["Practitioner"]:
        """Those whose accounts are in use."""
        return self.filter(is_active=True)


class Practitioner(AbstractBaseUser):
    """Someone who signs in. `role` is what they call themselves at work, in words."""

    sign_in = models.CharField("sign-in name", max_length=80, unique=True)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=120)
    capacity = models.CharField(max_length=16, choices=Capacity, default=Capacity.PRACTITIONER)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="practitioners")
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="practitioners")
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "sign_in"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name", "role"]

    objects = PractitionerManager()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """How they are named beside what they do: "Priya Nair, social worker, Children's social care"."""
        return f"{self.name}, {self.role}, {self.agency.name}"


class Subject(models.TextChoices):
    """What the training register is kept about."""

    NEGLECT_STRATEGY = "neglect_strategy", "The neglect strategy"
    NEGLECT_TOOL = "neglect_tool", "A neglect assessment tool, with its licence"


class Training(models.Model):
    """Some of an agency's staff were trained, or briefed, on a day; a licence holds to its last day (inclusive).

    How many, not who: the register shows whether a strategy or a tool has reached an agency.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="training")
    subject = models.CharField(max_length=40, choices=Subject)
    day = models.DateField()
    number = models.PositiveIntegerField()
    licensed_until = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(Practitioner, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-day", "-pk")

    def __str__(self) -> str:
        return f"{self.number} of {self.agency}, {self.day}"


class StaffMeant(models.Model):
    """For how many of an agency's staff a training is meant, from a day; the latest counts."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="staff_meant")
    subject = models.CharField(max_length=40, choices=Subject)
    day = models.DateField()
    number = models.PositiveIntegerField()
    recorded_by = models.ForeignKey(Practitioner, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-day", "-pk")

    def __str__(self) -> str:
        return f"{self.number} of {self.agency} from {self.day}"
