"""Where has an audit got to, who may read whose reading yet, and what is still open? (paragraphs 39 to 43)

Readings of the steps recorded of it (`practice.steps`).
"""

from datetime import date, timedelta
from enum import StrEnum

import msgspec

from kingfisher.practice.audits.agreement import Agreement, agreement
from kingfisher.practice.audits.instruments import Instrument
from kingfisher.practice.audits.steps import (
    ActionAgreed,
    ActionSeen,
    AgainOn,
    AuditOpened,
    AuditorAnswered,
    AuditStep,
    ChangeDecided,
    ChangeRecommended,
    Discussed,
    Moderated,
    ReaderAllocated,
    ReadingHandedIn,
)
from kingfisher.practice.steps import Steps


class AuditState(StrEnum):
    """How far an audit has got."""

    OPENED = "opened"
    ALLOCATED = "with its readers"
    ONE_IN = "one reading in"
    AGREED = "both readings in, in agreement"
    DISPUTED = "both readings in, they differ"
    MODERATED = "moderated"


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A recommended change of plan, what was decided, and whether the auditor has been answered."""

    id: str
    recommended: ChangeRecommended
    decided: ChangeDecided | None
    answered: AuditorAnswered | None

    @property
    def is_open(self) -> bool:
        """True until it is decided and the auditor has been answered."""
        return self.decided is None or self.answered is None


class AuditAction(msgspec.Struct, frozen=True, kw_only=True):
    """An action of the audit, closed only by a later look at the record."""

    id: str
    agreed: ActionAgreed
    seen: ActionSeen | None


def readers(steps: Steps) -> dict[int, ReaderAllocated]:
    """Who reads, by account, in their places; a place given again is its last holder's."""
    by_place = {step.place: step for step in steps.of(ReaderAllocated)}
    return {by_place[place].reader: by_place[place] for place in sorted(by_place)}


def all_in(steps: Steps) -> bool:
    """True when two read and both have handed in: one reading alone is shown to nobody else."""
    reading = readers(steps)
    return len(reading) > 1 and set(reading) <= {step.reader for step in steps.of(ReadingHandedIn)}


def readings_for(steps: Steps, account: int) -> list[ReadingHandedIn]:
    """The readings this person may see: their own, and every reading once all are in. Nobody is told before."""
    kept = {step.reader: step for step in steps.of(ReadingHandedIn)}
    order = [kept[reader] for reader in readers(steps) if reader in kept]
    return order if all_in(steps) else [step for step in order if step.reader == account]


def agreed_between(steps: Steps) -> Agreement | None:
    """How far the two readers agree; None until both are in."""
    found = readings_for(steps, 0)
    return agreement([(found[0], found[1])]) if len(found) > 1 else None


def state_of(steps: Steps) -> AuditState:
    """The furthest the readings have got."""
    if steps.of(Moderated):
        return AuditState.MODERATED
    if all_in(steps) and (measured := agreed_between(steps)):
        return AuditState.AGREED if measured.is_whole else AuditState.DISPUTED
    if steps.of(ReadingHandedIn):
        return AuditState.ONE_IN
    return AuditState.ALLOCATED if readers(steps) else AuditState.OPENED


def overall(steps: Steps) -> str:
    """The grade that stands: the moderated one, else the one all readers gave; "" while there is none."""
    if moderated := steps.last(Moderated):
        return moderated.overall
    given = {step.overall for step in steps.of(ReadingHandedIn)} if all_in(steps) else set()
    return given.pop() if len(given) == 1 else ""


def changes(steps: Steps) -> list[Change]:
    """Every recommended change of plan, in order, open or not."""
    decided = {step.recommended: step for step in steps.of(ChangeDecided)}
    answered = {step.recommended: step for step in steps.of(AuditorAnswered)}
    return [
        Change(id=name, recommended=step, decided=decided.get(name), answered=answered.get(name))
        for name, step in steps.kept(ChangeRecommended)
    ]


def actions(steps: Steps) -> list[AuditAction]:
    """Every action agreed, and the later look that closed it if one did."""
    seen = {step.action: step for step in steps.of(ActionSeen)}
    return [AuditAction(id=name, agreed=step, seen=seen.get(name)) for name, step in steps.kept(ActionAgreed)]


def again_by(steps: Steps, instrument: Instrument) -> date | None:
    """The day the audit is done again: as set, else the last day the instrument gives a grade that calls for it."""
    if wanted := steps.last(AgainOn):
        return wanted.on
    days = instrument.again_within_days.get(overall(steps))
    moved = [step.day for step in (*steps.of(Moderated), *steps.of(ReadingHandedIn))]
    return max(moved) + timedelta(days=days) if days is not None and moved else None


def wants(steps: Steps, as_at: date) -> list[str]:
    """What is still to be done, in plain words, in the order it should happen. Names no practitioner."""
    found = []
    if len(readers(steps)) < 2:
        found.append("a second reader from outside the team")
    elif not all_in(steps):
        found.append("a reading still to come in")
    if state_of(steps) is AuditState.DISPUTED:
        found.append("the readers differ: someone else moderates")
    if all_in(steps) and not steps.of(Discussed):
        found.append("a reflective discussion with the practitioners")
    found += [_open_change(change, as_at) for change in changes(steps) if change.is_open]
    found += [f"an action to look for in the record: {one.agreed.what}" for one in actions(steps) if one.seen is None]
    if overall(steps) == "inadequate" and steps.last(AgainOn) is None:
        found.append("a day for the audit to be done again")
    return found


def unfinished(steps: Steps, *, is_followed: bool) -> list[str]:
    """What keeps an audit open, in plain words: readings not settled into one grade, a change not decided or answered,
    an action nobody has found in the record, an inadequate plan not audited again (`is_followed` when it is)."""
    found = [] if overall(steps) else ["the readings are not settled into one grade"]
    found += ["a recommended change is not decided and answered" for one in changes(steps) if one.is_open]
    found += ["an action is not found in the record yet" for one in actions(steps) if one.seen is None]
    if overall(steps) == "inadequate" and not is_followed:
        found.append("it is inadequate, and the audit that looks again is not open")
    return list(dict.fromkeys(found))


def _open_change(change: Change, as_at: date) -> str:
    late = "; its answer is late" if change.recommended.answer_due < as_at else ""
    if change.decided is None:
        return f"a decision on the recommended change, by someone not involved: {change.recommended.what}{late}"
    return f"an answer to the auditor about: {change.recommended.what}{late}"


def refusal(steps: Steps, step: AuditStep, network: frozenset[int] = frozenset()) -> str:
    """Why the step may not be recorded, in a sentence fit to show; "" when it may. `network`: accounts of the family's
    own network, who were involved."""
    match step:
        case ReaderAllocated():
            return _not_outside(steps, step, network)
        case ReadingHandedIn():
            return _not_theirs(steps, step)
        case Moderated() if not all_in(steps):
            return "There is nothing to moderate until both readings are in."
        case ChangeDecided():
            return _not_independent(steps, step, network)
        case AuditorAnswered() if not any(
            change.id == step.recommended and change.decided for change in changes(steps)
        ):
            return "The auditor is answered once the change has been decided on."
        case ActionSeen():
            return _not_later(steps, step)
    return ""


def _not_outside(steps: Steps, step: ReaderAllocated, network: frozenset[int]) -> str:
    opened = steps.last(AuditOpened)
    if step.reader in network or (opened and step.team and step.team in opened.teams):
        return f"{step.name} works with this family or is in the team that does. Choose a reader from outside."
    if any(step.reader == other.reader and step.place != other.place for other in readers(steps).values()):
        return f"{step.name} already reads this audit. The second reader must be someone else."
    if all_in(steps):
        return "Both readings are in, and have been seen: nobody else can read blind. Open another audit."
    if any(step.place == other.place and other.reader in _handed_in(steps) for other in readers(steps).values()):
        return "That reading is handed in and stays as it is. Choose who reads the other."
    return ""


def _handed_in(steps: Steps) -> set[int]:
    return {one.reader for one in steps.of(ReadingHandedIn)}


def _not_theirs(steps: Steps, step: ReadingHandedIn) -> str:
    if step.reader not in readers(steps):
        return "Only those allocated as readers hand in a reading."
    if step.reader in _handed_in(steps):
        return "This reading is handed in. What differs is now moderated, not changed."
    return ""


def _not_independent(steps: Steps, step: ChangeDecided, network: frozenset[int]) -> str:
    """Those who made a decision are not asked to review it alone (paragraph 41)."""
    if not any(change.id == step.recommended for change in changes(steps)):
        return "There is no such recommended change in this audit."
    opened = steps.last(AuditOpened)
    if step.involved or step.account in network or (opened and step.team and step.team in opened.teams):
        return f"{step.decided_by} was involved in the plan. Someone not involved in it must decide."
    return ""


def _not_later(steps: Steps, step: ActionSeen) -> str:
    agreed = dict(steps.kept(ActionAgreed)).get(step.action)
    if agreed is None:
        return "There is no such action in this audit."
    if not step.entries or step.latest_entry <= agreed.day:
        return "An action is closed by entries made after it was agreed. Choose those that show it was done."
    return ""
