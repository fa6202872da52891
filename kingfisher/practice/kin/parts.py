"""What is a family as at a date made of? The values that a genogram is drawn from, and nothing about drawing.

Structure (unions and births) shapes the picture; care and relation lines lie over it. Every list is in the order of its
ids, so that the order of the record cannot matter. Ids are those of the record, or made from them.
"""

from datetime import date

import msgspec

from kingfisher.timeline.dates import When


class KinPerson(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody as at the day. Nothing here is later than it: no death to come, no birth to come but of the unborn."""

    id: str
    name: str  # what to write: "Amy Hart", "new boyfriend", "father not named"
    also_called: tuple[str, ...] = ()
    sex: str = ""  # "M", "F" or ""
    born: When | None = None
    expected: date | None = None  # the due date, only of somebody unborn as at the day
    died: When | None = None  # only if died by the day; the unknown date: died, and nobody wrote when
    unborn: bool = False
    age: str = ""  # in words, at the day or at death; "" when it cannot be said
    unknown: str = ""  # "", "not_known", "not_named" or "withheld"
    loss: str = ""  # "", "miscarriage", "termination" or "stillbirth"
    words: tuple[str, ...] = ()  # statuses as words: "child in need plan", "foster carer"
    index: bool = False
    more_kin: bool = False  # relatives of theirs are recorded and not among these


class Spell(msgspec.Struct, frozen=True, kw_only=True):
    """Two people were partners in one way, from `since` to `until` (inclusive; None: not recorded or not ended)."""

    bond: str  # one of the record's bonds, or "" when nobody wrote which
    since: When | None = None
    until: When | None = None


class Union(msgspec.Struct, frozen=True, kw_only=True):
    """Two people who are or were partners, or who have a child: one for a pair, with every spell begun by the day."""

    id: str  # "u:" and the two ids, sorted
    partners: tuple[str, str]
    spells: tuple[Spell, ...] = ()
    state: str = "not_known"  # "together", "separated", "divorced" or "not_known"
    bond: str = ""  # the last bond while together
    label: str = ""  # "m. 2015", "coh. 2015-18, sep. 2019"
    how_known: str = ""
    standing: str = ""
    close_kin: bool = False
    may_show_family: bool | None = None


class Birth(msgspec.Struct, frozen=True, kw_only=True):
    """A child of a union: structure. A child may have a birth union and an adoptive union."""

    union: str
    child: str
    link: str = "birth"  # "birth", "adopted", "surrogate"
    twins: str = ""  # the same word for those born together, else ""
    identical: bool = False
    standing: str = ""
    how_known: str = ""
    words: str = ""  # "adopted 2019"
    may_show_family: bool | None = None


class Care(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who is not the parent looks after the child on the day: annotation, which never moves people."""

    id: str
    carers: tuple[str, ...]
    child: str
    sort: str  # "foster", "kinship", "special_guardianship", "private_fostering", "step", "other" or "adopted" (by one)
    since: When | None = None
    words: str = ""  # "foster care since March 2019"
    how_known: str = ""
    standing: str = ""
    may_show_family: bool | None = None


class Household(msgspec.Struct, frozen=True, kw_only=True):
    """Those of the people drawn who live or stay at one address on the day."""

    id: str
    address: str  # "" when nobody recorded it
    members: tuple[str, ...]
    words: str = ""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A relationship that is neither structure nor care: closeness, conflict, harm, an order, kin by an unknown way."""

    id: str
    frm: str
    to: str
    sort: str  # a word of the record's ties ("domestic_abuse", "close", "grandparent"), or "donor", "alleged_parent"
    words: str  # "domestic abuse, alleged, past"
    since: When | None = None
    until: When | None = None
    how_known: str = ""
    standing: str = ""
    past: bool = False
    directed: bool = False  # the direction is part of the fact: from the one who harms, cares or must keep away
    may_show_family: bool | None = None


class Generations(msgspec.Struct, frozen=True, kw_only=True):
    """`older` stands so many generations above `younger` by a tie that is no structure (0: on one level)."""

    older: str
    younger: str
    above: int


class Kin(msgspec.Struct, frozen=True, kw_only=True):
    """A family as at a day, as far as it was recorded by another."""

    as_at: date
    index: str
    recorded_by: date | None = None
    people: tuple[KinPerson, ...] = ()
    unions: tuple[Union, ...] = ()
    births: tuple[Birth, ...] = ()
    cares: tuple[Care, ...] = ()
    households: tuple[Household, ...] = ()  # the index child's own home first, then by id
    lines: tuple[Line, ...] = ()
    generations: tuple[Generations, ...] = ()

    def person(self, person_id: str) -> KinPerson:
        """The person with that id. Raises `KeyError` when there is none."""
        for person in self.people:
            if person.id == person_id:
                return person
        raise KeyError(person_id)
