"""The one door: may this practitioner do this to this thing on this day, and why?

One set of rules (`footing.py`) in three shapes: lists (`visible.py`: `families_for`, `entries_for` …), one thing
(`decide`), and what is shown of it (`project`). `prove` and the `…_for(ref)` functions decide, leave the trail in a
transaction of their own, and only then hand anything over. What is refused and what is not there look the same.

Whether anyone may do it at this stage (a file still being read, say) is not asked here: the actions say so.
"""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.http import Http404

from kingfisher.agencies.models import Capacity, Practitioner
from kingfisher.records.content import read_entry
from kingfisher.records.footing import (
    Footing,
    Part,
    account_refusal,
    entry_reason,
    footing_in,
)
from kingfisher.records.labels import CONDITIONS
from kingfisher.records.models import Audit, AuditPart, Batch, EntryRow, Family, Review
from kingfisher.records.trail import leave_trail
from kingfisher.records.visible import audits_for, batches_for, entries_for, families_for, reviews_for
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.links import with_links

__all__ = [
    "AccessRefused", "Act", "Duty", "Thing", "Verdict", "audit_for", "audits_for", "batch_for", "batches_for", "decide",
    "entries_for", "entry_for", "families_for", "family_for", "footing_in", "project", "prove", "review_for",
    "reviews_for", "without_hidden_links",
]  # fmt: skip


class Act(StrEnum):
    """Everything that can be asked of `decide`."""

    SEE = "see"
    SEARCH = "search"
    EXPORT = "export"
    OPEN_FAMILY = "open_family"
    OPEN_REVIEW = "open_review"
    CHOOSE_PANEL = "choose_panel"
    RECORD_STEP = "record_step"
    OPEN_AUDIT = "open_audit"
    CONVENE = "convene"
    HAND_IN = "hand_in"
    KEEP_REGISTER = "keep_register"
    MEASURE = "measure"
    RECORD_PERSON = "record_person"
    CHOOSE_NETWORK = "choose_network"
    ADD_ENTRY = "add_entry"
    CORRECT_ENTRY = "correct_entry"
    RELEASE = "release"
    RECEIVE_FILE = "receive_file"
    SETTLE = "settle"
    FILE_BATCH = "file_batch"
    WITHDRAW_BATCH = "withdraw_batch"
    SAY_SAME = "say_same"
    DRAFT = "draft"
    ANSWER = "answer"
    SEE_RECEIPTS = "see_receipts"
    WHAT_IF = "what_if"


class Duty(StrEnum):
    """What someone allowed must do, or the page for them."""

    TRAIL = "trail"
    SHOW_CONDITION = "show_condition"


type Thing = Family | EntryRow | Batch | Review | Audit | None

IN_THE_RECORD = frozenset({Part.MEMBER, Part.LEAD, Part.PANEL})
MAY = {  # what each part in a family allows
    Act.SEE: IN_THE_RECORD | {Part.READER},
    Act.EXPORT: IN_THE_RECORD,
    Act.DRAFT: IN_THE_RECORD,
    Act.ANSWER: IN_THE_RECORD,  # of them those asked: `asked_of.py`
    Act.SEE_RECEIPTS: frozenset({Part.LEAD, Part.PANEL}),
    Act.WHAT_IF: frozenset({Part.PANEL}),
    Act.SAY_SAME: IN_THE_RECORD,
    Act.RECORD_PERSON: IN_THE_RECORD,
    Act.RECEIVE_FILE: IN_THE_RECORD,
    Act.SETTLE: IN_THE_RECORD,
    Act.FILE_BATCH: IN_THE_RECORD,
    Act.WITHDRAW_BATCH: IN_THE_RECORD,
    Act.CORRECT_ENTRY: IN_THE_RECORD,
    Act.ADD_ENTRY: frozenset({Part.MEMBER}),
    Act.RELEASE: frozenset({Part.MEMBER}),
    Act.CHOOSE_NETWORK: frozenset({Part.LEAD}),
}
OWNERS_ONLY = frozenset(
    {Act.CORRECT_ENTRY, Act.RELEASE, Act.RECEIVE_FILE, Act.SETTLE, Act.FILE_BATCH, Act.WITHDRAW_BATCH}
)  # the agency whose it is; a panel too for what came in for its own review, except to release it
OF_THE_PARTNERSHIP = frozenset({Act.OPEN_REVIEW, Act.OPEN_AUDIT, Act.KEEP_REGISTER, Act.MEASURE})
NO_SUCH = "There is nothing here that you may see. If you should see it, ask whoever leads the work with the family."


@dataclass(frozen=True)
class Verdict:
    """Allowed or not, the reasons in order as plain sentences, and the duties that come with it.

    `may_know` is False when even that the thing exists must not show.
    """

    allowed: bool
    reasons: tuple[str, ...]
    duties: tuple[Duty, ...] = ()
    may_know: bool = True

    def __bool__(self) -> bool:
        return self.allowed


NO_SUCH_VERDICT = Verdict(False, ("There is no such thing.",), may_know=False)


class AccessRefused(Http404):
    """Not yours, or not there. The message is fit to show: it gives reasons only to those who may know of the thing."""

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict
        super().__init__(" ".join(verdict.reasons) if verdict.may_know else NO_SUCH)


def decide(practitioner: Practitioner, action: Act | str, thing: Thing, at: date) -> Verdict:
    """May the practitioner do this to the thing on the day? Writes nothing; see `prove`.

    `thing` is None for what concerns no one thing yet: opening a family or a review, searching.
    Raises `ValueError` for an action nobody defined.
    """
    act = Act(action)
    if refusal := account_refusal(practitioner):
        return Verdict(False, (refusal,), may_know=False)
    match thing:
        case None:
            return _decide_at_large(practitioner, act)
        case Family():
            return _decide_in_family(footing_in(practitioner, thing, at), act)
        case EntryRow():
            return _decide_entry(footing_in(practitioner, thing.family, at), act, thing)
        case Batch():
            return _decide_batch(footing_in(practitioner, thing.family, at), act, thing)
        case Review():
            return _decide_review(practitioner, act, thing, at)
        case Audit():
            return _decide_audit(practitioner, act, thing, at)


def _decide_at_large(practitioner: Practitioner, act: Act) -> Verdict:
    if act in (Act.OPEN_FAMILY, Act.SEARCH):
        return Verdict(True, ("Any practitioner may search, and open a record for a family not yet known.",))
    if act in OF_THE_PARTNERSHIP and practitioner.capacity == Capacity.PARTNERSHIP:
        return Verdict(True, ("You work for the partnership, whose work this is.",))
    return Verdict(False, ("Only those who work for the partnership do this.",))


def _decide_in_family(footing: Footing, act: Act) -> Verdict:
    if not footing.sees:
        return Verdict(False, footing.reasons, may_know=False)
    if footing.parts.isdisjoint(MAY.get(act, frozenset())):
        return Verdict(False, (*footing.reasons, f"That does not include: {act.replace('_', ' ')}."))
    return Verdict(True, footing.reasons, (Duty.TRAIL,))


def _decide_entry(footing: Footing, act: Act, row: EntryRow) -> Verdict:
    family = _decide_in_family(footing, Act.SEE)
    if not family:
        return family
    seen, why = entry_reason(footing, row)
    reasons = (*footing.reasons, why)
    if not seen:
        return Verdict(False, reasons, may_know=False)
    if act in OWNERS_ONLY and (refusal := _not_owner(footing, act, row.agency.name, row.agency_id, row.batch)):
        return Verdict(False, (*reasons, refusal))
    condition = (Duty.SHOW_CONDITION,) if f" {CONDITIONS} " in row.labels else ()
    return _with_duties(_decide_in_family(footing, act), reasons, condition)


def _decide_batch(footing: Footing, act: Act, batch: Batch) -> Verdict:
    family = _decide_in_family(footing, act)
    if not footing.sees:
        return family
    if Part.PANEL not in footing.parts and batch.agency_id != footing.agency:
        return Verdict(False, (*footing.reasons, "A file is its agency's, and the review panel's."), may_know=False)
    if act in OWNERS_ONLY and (refusal := _not_owner(footing, act, _whose(batch), batch.agency_id, batch)):
        return Verdict(False, (*footing.reasons, refusal))
    return family


def _whose(batch: Batch) -> str:
    return batch.agency.name if batch.agency else "the agency that sent it"


def _not_owner(footing: Footing, act: Act, agency: str, slug: str | None, batch: Batch | None) -> str:
    if slug == footing.agency and Part.MEMBER in footing.parts:
        return ""
    for_their_review = batch is not None and batch.review_id in footing.reviews
    if act is not Act.RELEASE and for_their_review:
        return ""
    return f"Only {agency} may do this with what is theirs."


def _with_duties(verdict: Verdict, reasons: tuple[str, ...], duties: tuple[Duty, ...]) -> Verdict:
    return Verdict(verdict.allowed, reasons if verdict else verdict.reasons, (*verdict.duties, *duties))


def _decide_review(practitioner: Practitioner, act: Act, review: Review, at: date) -> Verdict:
    on_panel = reviews_for(practitioner, at).filter(pk=review.pk).exists()
    if act in (Act.SEE, Act.RECORD_STEP, Act.DRAFT) and on_panel:
        return Verdict(True, ("You are on its panel.",), (Duty.TRAIL,))
    if act is Act.CHOOSE_PANEL and on_panel and practitioner.capacity == Capacity.PARTNERSHIP:
        return Verdict(True, ("You work for the partnership and are on its panel.",), (Duty.TRAIL,))
    if on_panel:
        return Verdict(False, ("Only those on the panel who work for the partnership choose who else is on it.",))
    return Verdict(False, ("You are not on its panel.",), may_know=False)


AUDIT_MAY = {  # what each part in an audit allows; everyone with a part may see it, but no reading before its time
    AuditPart.Part.CONVENOR: frozenset({Act.SEE, Act.CONVENE, Act.RECORD_STEP, Act.DRAFT}),
    AuditPart.Part.READER: frozenset({Act.SEE, Act.HAND_IN, Act.RECORD_STEP, Act.DRAFT}),
    AuditPart.Part.MODERATOR: frozenset({Act.SEE, Act.RECORD_STEP, Act.DRAFT}),
    AuditPart.Part.DECIDER: frozenset({Act.SEE, Act.RECORD_STEP, Act.DRAFT}),
}


def _decide_audit(practitioner: Practitioner, act: Act, audit: Audit, at: date) -> Verdict:
    is_open = audits_for(practitioner, at).filter(pk=audit.pk).exists()
    held = audit.parts.filter(practitioner=practitioner, since__lte=at).values_list("part", flat=True)
    mine = [AuditPart.Part(one) for one in held] if is_open else []
    if not mine:
        return Verdict(False, ("You have no part in this audit.",), may_know=False)
    reasons = tuple(f"Your part in it: {part.label.lower()}." for part in mine)
    if any(act in AUDIT_MAY[part] for part in mine):
        return Verdict(True, reasons, (Duty.TRAIL,))
    return Verdict(False, (*reasons, f"That does not include: {act.replace('_', ' ')}."))


def project(row: EntryRow, verdict: Verdict, *, seen: Container[str] | None = None) -> Entry:
    """What is shown of an entry: its value, without links to entries this person may not see.

    `seen` holds the ids they may see (None: no link is kept). Raises `AccessRefused` when the verdict is no.
    """
    if not verdict:
        raise AccessRefused(verdict)
    return without_hidden_links(read_entry(row.payload.content), seen)


def without_hidden_links(entry: Entry, seen: Container[str] | None) -> Entry:
    """The entry without the ids of entries that are not among those seen: an id is a hint that something exists."""
    shown = seen or ()
    return with_links(entry, lambda one: one if one in shown else None)


def prove(practitioner: Practitioner, action: Act | str, thing: Thing, at: date, *, purpose: str = "") -> Verdict:
    """`decide`, leave the trail in a transaction of its own, and raise `AccessRefused` when the answer is no."""
    verdict = decide(practitioner, action, thing, at)
    leave_trail(
        practitioner, str(action), _names(thing), allowed=verdict.allowed, purpose=purpose, reasons=verdict.reasons
    )
    if not verdict:
        raise AccessRefused(verdict)
    return verdict


def _names(thing: Thing) -> tuple[str, ...]:
    match thing:
        case None:
            return ()
        case EntryRow():
            return (f"family:{thing.family.ref}", f"entry:{thing.entry_id}")
        case Batch():
            return (f"family:{thing.family.ref}", f"file:{thing.ref}")
        case _:
            return (f"{type(thing).__name__.lower()}:{thing.ref}",)


def family_for(practitioner: Practitioner, ref: str, action: Act | str, at: date, *, purpose: str = "") -> Family:
    """The family of that ref, proved and trailed. Raises `AccessRefused`, the same for "not yours" and "not there"."""
    found = Family.objects.filter(ref=ref).first()
    return _proved(practitioner, action, found, f"family:{ref}", at=at, purpose=purpose)


def entry_for(practitioner: Practitioner, entry_id: str, action: Act | str, at: date, *, purpose: str = "") -> EntryRow:
    """The account of that lasting id, proved and trailed; with its payload, family and agency. As `family_for`."""
    rows = EntryRow.objects.select_related("payload", "stream__family", "agency", "batch", "release")
    found = rows.filter(entry_id=entry_id, is_account=True).first()
    return _proved(practitioner, action, found, f"entry:{entry_id}", at=at, purpose=purpose)


def batch_for(practitioner: Practitioner, ref: str, action: Act | str, at: date, *, purpose: str = "") -> Batch:
    """The file of that ref, proved and trailed. As `family_for`."""
    found = Batch.objects.select_related("family", "agency", "review").filter(ref=ref).first()
    return _proved(practitioner, action, found, f"file:{ref}", at=at, purpose=purpose)


def review_for(practitioner: Practitioner, ref: str, action: Act | str, at: date, *, purpose: str = "") -> Review:
    """The review of that ref, proved and trailed. As `family_for`."""
    found = Review.objects.filter(ref=ref).first()
    return _proved(practitioner, action, found, f"review:{ref}", at=at, purpose=purpose)


def audit_for(practitioner: Practitioner, ref: str, action: Act | str, at: date, *, purpose: str = "") -> Audit:
    """The audit of that ref, proved and trailed. As `family_for`."""
    found = Audit.objects.select_related("family").filter(ref=ref).first()
    return _proved(practitioner, action, found, f"audit:{ref}", at=at, purpose=purpose)


def _proved[T: (Family, EntryRow, Batch, Review, Audit)](
    practitioner: Practitioner, action: Act | str, found: T | None, name: str, *, at: date, purpose: str
) -> T:
    if found is not None:
        prove(practitioner, action, found, at, purpose=purpose)
        return found
    reasons = NO_SUCH_VERDICT.reasons
    leave_trail(practitioner, str(action), (name[:60],), allowed=False, purpose=purpose, reasons=reasons)
    raise AccessRefused(NO_SUCH_VERDICT)
