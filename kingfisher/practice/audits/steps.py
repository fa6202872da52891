"""What is recorded of an audit: one struct a step, added and never changed (paragraphs 39 to 43).

Two readers read alone: neither sees the other's reading until both are handed in. A recommended change of plan is
decided by someone who was not involved in it, answered to the auditor, and stays open until then.
"""

from datetime import date

import msgspec

from kingfisher.practice.steps import Happened

AUDIT_VERSION = 1


class AuditStep(Happened, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind"):
    """One thing that happened in an audit."""


class AuditOpened(AuditStep, frozen=True, kw_only=True, tag="audit_opened"):
    """An audit of a child's record over some days (both inclusive), with an instrument in one version."""

    family: str
    children: tuple[str, ...]
    instrument: str
    instrument_version: str
    first: date
    last: date
    agencies: tuple[str, ...] = ()  # whose practice is looked at; more than one: a multi-agency audit of one child
    teams: tuple[str, ...] = ()  # those whose work it is: a reader comes from none of them
    why: str = ""
    again_for: str = ""  # the audit this one repeats


class ReaderAllocated(AuditStep, frozen=True, kw_only=True, tag="reader_allocated"):
    """A reader from outside the team: the first, or the second who reads blind."""

    reader: int  # the account
    name: str
    agency: str
    team: str = ""
    place: int = 1
    independence: str = ""


class Judgement(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A reader's answer to one question of the instrument: one of its words, why, and the entries that show it."""

    question: str
    answer: str
    why: str = ""
    entries: tuple[str, ...] = ()


class ReadingHandedIn(AuditStep, frozen=True, kw_only=True, tag="reading_handed_in"):
    """A reader's whole reading; after this it is not changed, only moderated."""

    reader: int
    judgements: tuple[Judgement, ...]
    overall: str
    themes: tuple[str, ...] = ()
    strengths: str = ""


class Moderated(AuditStep, frozen=True, kw_only=True, tag="moderated"):
    """Two readings that differ were talked through by a third person: what stands, and why."""

    by: str
    judgements: tuple[Judgement, ...]
    overall: str
    reasons: str


class Discussed(AuditStep, frozen=True, kw_only=True, tag="discussed"):
    """A reflective discussion with the practitioners: their words, and whether they agree."""

    with_whom: tuple[str, ...]
    words: str
    agree: str = ""  # agree, dispute, in_part


class ChangeRecommended(AuditStep, frozen=True, kw_only=True, tag="change_recommended"):
    """The audit recommends that the plan change. Open until decided by someone not involved and answered."""

    what: str
    addressed_to: str
    answer_due: date


class ChangeDecided(AuditStep, frozen=True, kw_only=True, tag="change_decided"):
    """The recommended change was decided on, and by whom; `involved` says what part they had in the plan."""

    recommended: str
    decision: str  # changed, not_changed
    decided_by: str
    account: int
    team: str
    reasons: str
    involved: str = ""


class AuditorAnswered(AuditStep, frozen=True, kw_only=True, tag="auditor_answered"):
    """The auditor was told what was decided and why."""

    recommended: str
    words: str


class ActionAgreed(AuditStep, frozen=True, kw_only=True, tag="action_agreed"):
    """An action of the audit, its owner and its day."""

    what: str
    owner: str
    due: date


class ActionSeen(AuditStep, frozen=True, kw_only=True, tag="action_seen"):
    """A later look at the record found the action done, in these entries; nothing else closes an action."""

    action: str
    entries: tuple[str, ...]
    latest_entry: date  # the last day of those entries: after the action was agreed
    words: str = ""


class AgainOn(AuditStep, frozen=True, kw_only=True, tag="audit_again_on"):
    """The day the audit is done again: an inadequate plan always has one."""

    on: date


AnyAuditStep = (
    AuditOpened
    | ReaderAllocated
    | ReadingHandedIn
    | Moderated
    | Discussed
    | ChangeRecommended
    | ChangeDecided
    | AuditorAnswered
    | ActionAgreed
    | ActionSeen
    | AgainOn
)
AUDIT_STEPS: dict[str, type[AuditStep]] = {str(kind.__struct_config__.tag): kind for kind in AuditStep.__subclasses__()}
