"""What is in force: derived from the stream by `keeping.py`, rebuildable, and compared by `manage.py rebuild`."""

from django.conf import settings
from django.db import models

from kingfisher.records.models.families import Family
from kingfisher.records.models.stream import EntryRow


class Person(models.Model):
    """A person of a family as now recorded: timeline's Person as JSON in `value`; `sounds` finds near names."""

    family = models.ForeignKey(Family, models.PROTECT, related_name="people")
    person_id = models.CharField(max_length=80)
    number = models.PositiveIntegerField()  # in order of being added
    is_child = models.BooleanField(default=False)  # one of the children the record is about
    names = models.TextField()
    sounds = models.TextField()
    born = models.DateField(null=True)
    value = models.TextField()

    class Meta:
        ordering = ("number",)
        verbose_name_plural = "people"
        constraints = (models.UniqueConstraint(fields=("family", "person_id"), name="one_person_of_an_id"),)

    def __str__(self) -> str:
        return self.names.split("\n", maxsplit=1)[0]


class Relationship(models.Model):
    """A relationship of the family; `value` is timeline's Relationship as JSON."""

    family = models.ForeignKey(Family, models.PROTECT, related_name="relationships")
    number = models.PositiveIntegerField()
    value = models.TextField()

    class Meta:
        ordering = ("number",)

    def __str__(self) -> str:
        return f"relationship {self.number}"


class FamilyPractitioner(models.Model):
    """Someone recorded as working with the family; not an account. `value` is timeline's Practitioner as JSON."""

    family = models.ForeignKey(Family, models.PROTECT, related_name="practitioners")
    practitioner_id = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    value = models.TextField()

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("family", "practitioner_id"), name="one_worker_of_an_id"),)

    def __str__(self) -> str:
        return self.practitioner_id


class Membership(models.Model):
    """A practitioner's or a team's place in the family's network, from one day to another, both inclusive."""

    family = models.ForeignKey(Family, models.PROTECT, related_name="memberships")
    membership_id = models.CharField(max_length=10, unique=True)
    practitioner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="memberships")
    team = models.ForeignKey("agencies.Team", models.PROTECT, null=True, related_name="memberships")
    function = models.CharField(max_length=40)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        ordering = ("since", "membership_id")

    def __str__(self) -> str:
        return f"{self.practitioner or self.team} ({self.function})"


class Bar(models.Model):
    """A conflict of interest: the practitioner must not see the family at all, whatever else would let them."""

    family = models.ForeignKey(Family, models.PROTECT, related_name="bars")
    practitioner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="bars")
    since = models.DateField()

    def __str__(self) -> str:
        return f"{self.practitioner} barred"


class Release(models.Model):
    """The owning agency has let the family's network see an entry it sent in."""

    entry = models.OneToOneField(EntryRow, models.PROTECT, primary_key=True, related_name="release")
    day = models.DateField()

    def __str__(self) -> str:
        return f"{self.entry_id} released"


class SameHappening(models.Model):
    """Two entries a person has said are accounts of the same happening, or (`same` False) are not."""

    family = models.ForeignKey(Family, models.PROTECT, related_name="same_happenings")
    first = models.CharField(max_length=10)
    second = models.CharField(max_length=10)
    same = models.BooleanField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("family", "first", "second"), name="said_once_a_pair"),)

    def __str__(self) -> str:
        return f"{self.first} {'is' if self.same else 'is not'} {self.second}"


class Standing(models.Model):
    """What a list needs of a family without reading its chronology, as at a day and good until another (inclusive).

    Derived by `standings.py` from the whole record; `rests_on` lists the entries, so that it is shown only to those
    who may see them. `child` is "" when it is about the family.
    """

    family = models.ForeignKey(Family, models.PROTECT, related_name="standings")
    child = models.CharField(max_length=80, blank=True)
    what = models.CharField(max_length=40)
    value = models.TextField()
    rests_on = models.TextField(blank=True)
    as_at = models.DateField()
    holds_until = models.DateField(null=True)

    class Meta:
        ordering = ("what", "child", "pk")

    def __str__(self) -> str:
        return f"{self.what} {self.child}"
