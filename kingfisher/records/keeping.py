"""Entries about the record itself, chained like any other: who was added, who may see, what was released.

What is in force (people, memberships, releases …) is a reading of these: `take_effect` writes the tables, and `rebuild`
does it again from the stream and compares. A kind's meaning never changes within its version.
"""

from datetime import date

import msgspec

from kingfisher.timeline.people import Person, Practitioner, Relationship

KEEPING_VERSION = 1


class Keeping(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind"):
    """One entry about the record."""


class PersonKept(Keeping, frozen=True, kw_only=True, tag="person_recorded"):
    """A person as now recorded: added, or their details changed."""

    person: Person
    is_child: bool = False


class RelationshipKept(Keeping, frozen=True, kw_only=True, tag="relationship_recorded"):
    """A relationship as now recorded."""

    relationship: Relationship


class PractitionerKept(Keeping, frozen=True, kw_only=True, tag="practitioner_recorded"):
    """Someone who works or worked with the family, as agencies name them."""

    practitioner: Practitioner


class MemberAdded(Keeping, frozen=True, kw_only=True, tag="member_added"):
    """A practitioner (by account) or a team joins the family's network, both days inclusive."""

    membership_id: str
    practitioner: int | None = None
    team: int | None = None
    who: str  # in words that outlast the account
    function: str
    since: date
    until: date | None = None
    basis: str = ""


class MemberEnded(Keeping, frozen=True, kw_only=True, tag="member_ended"):
    """A membership's last day, inclusive."""

    membership_id: str
    until: date
    reason: str = ""


class BarDeclared(Keeping, frozen=True, kw_only=True, tag="bar_declared"):
    """A practitioner must not see this family: a conflict of interest."""

    practitioner: int
    who: str
    since: date
    reason: str = ""


class Released(Keeping, frozen=True, kw_only=True, tag="released"):
    """The owning agency lets the network see entries."""

    entries: tuple[str, ...]
    day: date
    reason: str = ""


class SameSaid(Keeping, frozen=True, kw_only=True, tag="same_happening_said"):
    """A person says that two entries are, or are not, accounts of the same happening."""

    first: str
    second: str
    same: bool
    reason: str = ""


class EntryCorrected(Keeping, frozen=True, kw_only=True, tag="entry_corrected"):
    """An entry was put right, and why; both are kept as entries of their own."""

    entry: str
    corrects: str
    reason: str


class BatchFiled(Keeping, frozen=True, kw_only=True, tag="batch_filed"):
    """A file's settled rows became entries; the counts say what did and what did not."""

    batch: str
    file: str
    digest: str
    entries: int
    left_to_settle: int
    set_aside: int
    structure: int


class BatchWithdrawn(Keeping, frozen=True, kw_only=True, tag="batch_withdrawn"):
    """A file's entries leave the readings; nothing is deleted."""

    batch: str
    reason: str


class ReviewOpened(Keeping, frozen=True, kw_only=True, tag="review_opened"):
    """A review of this family is open from one day to another, both inclusive; without an end, until closed."""

    review: str
    name: str
    opens: date
    closes: date | None = None


class ReviewClosed(Keeping, frozen=True, kw_only=True, tag="review_closed"):
    """A review's last day, inclusive."""

    review: str
    closes: date


class PanelSeated(Keeping, frozen=True, kw_only=True, tag="panel_seated"):
    """A practitioner joins a review's panel, both days inclusive: they may see the whole record while it is open."""

    review: str
    practitioner: int
    who: str
    since: date
    until: date | None = None


AnyKeeping = (
    PersonKept
    | RelationshipKept
    | PractitionerKept
    | MemberAdded
    | MemberEnded
    | BarDeclared
    | Released
    | SameSaid
    | EntryCorrected
    | BatchFiled
    | BatchWithdrawn
    | ReviewOpened
    | ReviewClosed
    | PanelSeated
)


def kind_of(keeping: Keeping) -> str:
    """The kind's name as stored."""
    return str(keeping.__struct_config__.tag)
