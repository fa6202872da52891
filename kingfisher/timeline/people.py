"""Who is in the family, how are they related, and who works with them: each with its dates and how it is known."""

from datetime import date, timedelta
from enum import StrEnum

import msgspec

from kingfisher.timeline.dates import UNKNOWN, Precision, When

ADULT_AT = 18  # completed years: Children Act 1989 section 105(1)
PREGNANCY = timedelta(days=280)  # from the first day of the last period to the expected day


class HowKnown(StrEnum):
    """How the agency that wrote it knows."""

    OBSERVED = "observed"
    SELF_REPORT = "self_report"  # told by the person it is about
    THIRD_PARTY = "third_party"  # told by anyone else: a relative, another agency
    RECORD_CHECK = "record_check"
    PROFESSIONAL_OPINION = "professional_opinion"
    INFERRED = "inferred"


class Unknown(StrEnum):
    """Why somebody who exists has no name here: three things that are never one."""

    NOT_KNOWN = "not_known"  # nobody knows who it is
    NOT_NAMED = "not_named"  # somebody knows and has not said
    WITHHELD = "withheld"  # known to us, and not to be shown


class Loss(StrEnum):
    """A pregnancy that did not end in a live birth."""

    MISCARRIAGE = "miscarriage"
    TERMINATION = "termination"
    STILLBIRTH = "stillbirth"


class Person(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A child or adult of the family or around it. `name` is None for someone known of and not yet known."""

    id: str
    name: str | None = None
    called: str | None = None  # what to say while there is no name: "new boyfriend"
    aliases: tuple[str, ...] = ()
    sex: str | None = None
    born: When | None = None
    expected: date | None = None  # due date, while unborn or as it was
    died: When | None = None
    nhs_number: str | None = None
    note: str | None = None
    unknown: Unknown | None = None  # a parent who exists and is not known, not named or withheld
    loss: Loss | None = None  # `died` is the day of it
    twin_of: str | None = None  # any one of those born together with them
    identical: bool | None = None  # as a twin; None: not recorded

    @property
    def label(self) -> str:
        """The name, or what is said in its place."""
        return self.name or self.called or "someone not yet named"


class Tie(StrEnum):
    """What `person` is to `of`: "parent" reads "person is a parent of of"; of harm and of care, `person` gives it."""

    PARENT = "parent"
    CARER = "carer"
    PARTNER = "partner"
    SIBLING = "sibling"
    GRANDPARENT = "grandparent"
    AUNT_OR_UNCLE = "aunt_or_uncle"
    OTHER_RELATIVE = "other_relative"
    FRIEND = "friend"
    LODGER = "lodger"
    SAME_PERSON = "same_person"  # two on the list are one, under two names
    CLOSE = "close"
    VERY_CLOSE = "very_close"
    DISTANT = "distant"
    CONFLICT = "conflict"
    CLOSE_AND_HOSTILE = "close_and_hostile"
    CUT_OFF = "cut_off"
    PHYSICAL_ABUSE = "physical_abuse"
    SEXUAL_ABUSE = "sexual_abuse"
    COERCIVE = "coercive"  # emotional abuse, coercion or control
    DOMESTIC_ABUSE = "domestic_abuse"
    CARES_FOR = "cares_for"
    NO_CONTACT_ORDER = "no_contact_order"  # a court's order that `person` must not have contact with `of`


HARM = frozenset({Tie.PHYSICAL_ABUSE, Tie.SEXUAL_ABUSE, Tie.COERCIVE, Tie.DOMESTIC_ABUSE})
FEELINGS = frozenset({Tie.CLOSE, Tie.VERY_CLOSE, Tie.DISTANT, Tie.CONFLICT, Tie.CLOSE_AND_HOSTILE, Tie.CUT_OFF})


class Bond(StrEnum):
    """What two partners are to each other from a day; a parting is a bond of its own, from its own day."""

    MARRIED = "married"
    CIVIL_PARTNERSHIP = "civil_partnership"
    COHABITING = "cohabiting"
    ENGAGED = "engaged"
    CASUAL = "casual"
    AFFAIR = "affair"
    SEPARATED = "separated"
    DIVORCED = "divorced"
    WIDOWED = "widowed"


PARTED = frozenset({Bond.SEPARATED, Bond.DIVORCED})


class Link(StrEnum):
    """How somebody is a parent."""

    BIRTH = "birth"
    ADOPTED = "adopted"
    DONOR = "donor"
    SURROGATE = "surrogate"


class CareSort(StrEnum):
    """In what way somebody who is not the parent cares for a child."""

    FOSTER = "foster"
    KINSHIP = "kinship"
    SPECIAL_GUARDIANSHIP = "special_guardianship"
    PRIVATE_FOSTERING = "private_fostering"
    STEP = "step"
    OTHER = "other"


class Standing(StrEnum):
    """How far a relationship has been established."""

    ESTABLISHED = "established"
    ALLEGED = "alleged"
    SELF_REPORTED = "self_reported"


class Relationship(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A dated relationship: `person` is `kind` of `of`. Ends are inclusive; a missing end is open.

    Two partners have one relationship for each spell, each with its bond and dates: married 2015 to 2018, separated
    from 2019, cohabiting from 2021.
    """

    kind: Tie
    of: str
    person: str
    since: When | None = msgspec.field(default=None, name="from")
    until: When | None = msgspec.field(default=None, name="to")
    how_known: HowKnown | None = None
    agency: str | None = None
    parental_responsibility: bool | None = None
    note: str | None = None
    bond: Bond | None = None  # of partners
    link: Link | None = None  # of a parent; None: by birth, as far as anyone wrote
    care: CareSort | None = None  # of a carer
    standing: Standing | None = None  # None: not recorded
    may_show_family: bool | None = None  # on a copy given to the family; None: nobody has said

    def holds_on(self, day: date) -> bool:
        """True unless the relationship had certainly not begun, or had certainly ended, by the day."""
        that_day = When.day(day)
        begun = self.since is None or not that_day.certainly_before(self.since)
        ended = self.until is not None and self.until.certainly_before(that_day)
        return begun and not ended


class Practitioner(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Someone who works with the family: role is a fact (whom it covers), not a job title (paragraphs 25-28)."""

    id: str
    name: str
    role: str
    agency: str
    aliases: tuple[str, ...] = ()
    since: When | None = msgspec.field(default=None, name="from")
    until: When | None = msgspec.field(default=None, name="to")
    covers: tuple[str, ...] | None = None  # whom the role covers; None: not recorded


class Family(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The people of one record. `children` are those the record is about; each has a record of their own."""

    name: str = ""
    children: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()
    relationships: tuple[Relationship, ...] = ()
    practitioners: tuple[Practitioner, ...] = ()

    def person(self, person_id: str) -> Person:
        """The person with that id. Raises `KeyError` when there is none."""
        for person in self.people:
            if person.id == person_id:
                return person
        raise KeyError(person_id)

    def label(self, person_id: str) -> str:
        """What to call them; the id itself when it is nobody we hold."""
        return next((person.label for person in self.people if person.id == person_id), person_id)

    def related(self, kind: Tie, *, of: str, on: date) -> list[Person]:
        """Everyone who is `kind` of the person on the day (uncertain ends count as holding)."""
        ids = [tie.person for tie in self.relationships if tie.kind is kind and tie.of == of and tie.holds_on(on)]
        return [person for person in self.people if person.id in ids]

    def parents(self, child: str, on: date) -> list[Person]:
        """The child's recorded parents. Parent links are per child (paragraph 31), and outlast any household."""
        return self.related(Tie.PARENT, of=child, on=on)

    def siblings(self, child: str) -> list[Person]:
        """Everyone who shares a recorded parent with the child, or is recorded as a sibling."""
        parents = {tie.person for tie in self.relationships if tie.kind is Tie.PARENT and tie.of == child}
        ids = {tie.of for tie in self.relationships if tie.kind is Tie.PARENT and tie.person in parents}
        for tie in self.relationships:
            if tie.kind is Tie.SIBLING and child in (tie.of, tie.person):
                ids |= {tie.of, tie.person}
        return [person for person in self.people if person.id in ids - {child}]


def age_on(person: Person, when: When) -> str:
    """Age in words at an entry: "unborn, 24 weeks", "5 weeks", "18 months", "7 years"; "" when it cannot be said.

    Weeks to the first birthday month, months to the second birthday, then completed years. A birth date or an entry
    that is not known to the day gives "about …"; one that allows ages years apart gives "". Nominal first days count.
    """
    if when.first is None:
        return ""
    about = "about " if _is_loose(when) else ""
    born = person.born
    if born is None or born.first is None:
        return _unborn(person, when.first, about)
    if when.first < born.first:
        return _unborn(person, when.first, about)
    if born.precision not in (Precision.DAY, Precision.MINUTE) or born.about:
        about = "about "
    return about + _span(born.first, when.first)


def _is_loose(when: When) -> bool:
    return when.about or when.precision not in (Precision.DAY, Precision.MINUTE, Precision.WEEK)


def _unborn(person: Person, day: date, about: str) -> str:
    due = person.expected or (person.born.first if person.born else None)
    if due is None:
        return ""
    weeks = (day - (due - PREGNANCY)).days // 7
    return f"unborn, {about}{weeks} weeks" if 0 <= weeks <= 43 else ""


def _span(born: date, day: date) -> str:
    months = (day.year - born.year) * 12 + day.month - born.month - (day.day < born.day)
    if months < 3:
        days = (day - born).days
        return _count(days, "day") if days < 14 else _count(days // 7, "week")
    return _count(months, "month") if months < 24 else _count(months // 12, "year")


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}" + ("" if number == 1 else "s")


def is_child_on(person: Person, day: date) -> bool:
    """True for the unborn and for anyone who may be under 18 on the day; False when no birth date is held."""
    if person.born is None or person.born == UNKNOWN:
        return person.expected is not None
    latest = person.born.latest
    if latest is None:
        return False
    birthday = date(latest.year + ADULT_AT, latest.month, min(latest.day, 28) if latest.month == 2 else latest.day)
    return day < birthday
