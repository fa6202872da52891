"""Packs, signatures, copies, publication, and the end of the papers (paragraphs 4 to 10)."""

from datetime import date

from kingfisher.practice.reviews.step import Step


class PackMade(Step, frozen=True, kw_only=True, tag="pack_made"):
    """A pack or report was made: for whom, named or under other names, and the digest of each file."""

    what: str  # review_pack, report, chronology
    audience: str
    named: bool
    files: tuple[str, ...] = ()  # "name sha256"
    checked: str = ""


class SignedOff(Step, frozen=True, kw_only=True, tag="signed_off"):
    """One of the safeguarding partners signs the pack."""

    partner: str
    name: str
    pack: str = ""


class CopySent(Step, frozen=True, kw_only=True, tag="copy_sent"):
    """A copy went to the national panel and others, seven working days before it is published."""

    to: str
    publishes: date


class Published(Step, frozen=True, kw_only=True, tag="published"):
    """The report or its learning is published, or a reason why it is not."""

    where: str = ""
    not_because: str = ""


class RetentionDecided(Step, frozen=True, kw_only=True, tag="retention_decided"):
    """How long the review's papers are kept, on what ground."""

    until: date
    ground: str


class CopiesDestroyed(Step, frozen=True, kw_only=True, tag="copies_destroyed"):
    """Working copies were destroyed: which, how, and who certifies it. The record itself is never among them."""

    what: str
    how: str
    certified_by: str
