"""Opening an audit, choosing its readers, handing in a reading, and recording what follows, in the audit's own stream.

What may follow what, and who is too near to the work to read or decide, is said by `practice.audits.standing`.
"""

from collections.abc import Iterable
from datetime import date

import msgspec
from django.db import transaction

from kingfisher.agencies.models import Capacity, Practitioner
from kingfisher.practice.audits.instruments import standard_instruments
from kingfisher.practice.audits.standing import readers, refusal, unfinished
from kingfisher.practice.audits.steps import (
    AuditOpened,
    AuditorAnswered,
    AuditStep,
    ChangeDecided,
    Judgement,
    Moderated,
    ReaderAllocated,
    ReadingHandedIn,
)
from kingfisher.practice.steps import Steps
from kingfisher.records.access import Act, audits_for, families_for, prove
from kingfisher.records.acting import NotNow, acting_day
from kingfisher.records.chain import append_steps, stream_of
from kingfisher.records.learning import audit_again, audit_steps
from kingfisher.records.models import Audit, AuditPart, EntryRow, Family, Stream

Part = AuditPart.Part


def open_audit(*, by: Practitioner, family: Family, name: str, opened: AuditOpened, at: date | None = None) -> Audit:
    """Open an audit of a family `by` may open, with `by` as its convenor and the teams of its network written down.

    Raises `NotNow` for a family `by` may not open, an instrument nobody has, or to look again for an audit of another
    family or in which `by` has no part.
    """
    day = acting_day(at)
    prove(by, Act.OPEN_AUDIT, None, day, purpose=name)
    if not families_for(by, day).filter(pk=family.pk).exists():
        raise NotNow("An audit can be opened of a family whose record you may open.")
    if (opened.instrument, opened.instrument_version) not in standard_instruments():
        raise NotNow("There is no such instrument in that version.")
    if opened.again_for and not audits_for(by, day).filter(ref=opened.again_for, family=family).exists():
        raise NotNow("There is no such audit of this family to look again for.")
    teams = {one.team.name for one in family.memberships.exclude(team=None).select_related("team") if one.team}
    step = msgspec.structs.replace(opened, family=family.ref, teams=tuple(sorted(teams | _teams_of(family))))
    with transaction.atomic():
        audit = Audit.objects.create(name=name, family=family, opens=min(opened.day, day))
        AuditPart.objects.create(audit=audit, practitioner=by, part=Part.CONVENOR, since=audit.opens)
        append_steps(audit, [step], author=by)
    return audit


def _teams_of(family: Family) -> set[str]:
    members = family.memberships.exclude(practitioner=None).select_related("practitioner__team")
    return {one.practitioner.team.name for one in members if one.practitioner and one.practitioner.team}


def involved_in(family: Family) -> frozenset[int]:
    """The accounts of everyone who is or was in the family's network, themselves or through their team."""
    members = set(family.memberships.exclude(practitioner=None).values_list("practitioner", flat=True))
    teams = family.memberships.exclude(team=None).values("team")
    return frozenset(members | set(Practitioner.objects.filter(team__in=teams).values_list("pk", flat=True)))


def outside(audit: Audit) -> list[Practitioner]:
    """Everyone whose account is in use and who never worked with the family, by name: those who may be asked."""
    fit = Practitioner.objects.active().filter(capacity__in=(Capacity.PRACTITIONER, Capacity.PARTNERSHIP))
    return list(fit.exclude(pk__in=involved_in(audit.family)).select_related("agency", "team"))


def allocate(
    *, by: Practitioner, audit: Audit, who: Practitioner, place: int, independence: str = "", at: date | None = None
) -> str:
    """Give someone from outside the team the first or second reading. Raises `NotNow` for someone too near to it."""
    day = acting_day(at)
    prove(by, Act.CONVENE, audit, day, purpose=f"practitioner:{who.pk}")
    step = ReaderAllocated(
        day=day, reader=who.pk, name=who.name, agency=who.agency.slug, team=who.team.name if who.team else "",
        place=place, independence=independence,
    )  # fmt: skip
    if parts_of(audit, who) & {Part.MODERATOR, Part.DECIDER}:
        raise NotNow(f"{who.name} is asked to moderate or to decide. Choose someone with no other part in it.")
    with transaction.atomic():
        name = _append(audit, step, by)
        _give_part(audit, who, Part.READER, day)
    return name


def appoint(*, by: Practitioner, audit: Audit, who: Practitioner, part: AuditPart.Part, at: date | None = None) -> None:
    """Ask someone to moderate, or to decide on a recommended change. Raises `NotNow` for someone who was involved."""
    day = acting_day(at)
    prove(by, Act.CONVENE, audit, day, purpose=f"practitioner:{who.pk}")
    if part not in (Part.MODERATOR, Part.DECIDER):
        raise ValueError(f"{part} is not given by appointment.")
    if who.pk in involved_in(audit.family):
        raise NotNow(f"{who.name} works with this family. Choose someone who was not involved.")
    if part is Part.MODERATOR and who.pk in readers(Steps(audit_steps(audit))):
        raise NotNow(f"{who.name} has read this audit. Someone else moderates.")
    _give_part(audit, who, part, day)


def _give_part(audit: Audit, who: Practitioner, part: AuditPart.Part, day: date) -> None:
    AuditPart.objects.get_or_create(audit=audit, practitioner=who, part=part, defaults={"since": day})


def hand_in(
    *,
    by: Practitioner,
    audit: Audit,
    judgements: Iterable[Judgement],
    grade: str,
    themes: Iterable[str] = (),
    strengths: str = "",
    at: date | None = None,
) -> str:
    """Hand in `by`'s whole reading: an answer to every question of the instrument, and one of its grades.

    Raises `NotNow` when one is missing or is none of the instrument's words, or the reading is already in.
    """
    day = acting_day(at)
    prove(by, Act.HAND_IN, audit, day)
    given = tuple(judgements)
    _refuse_unfit(audit, given, grade)
    step = ReadingHandedIn(
        day=day, reader=by.pk, judgements=given, overall=grade, themes=tuple(themes), strengths=strengths
    )
    return _append(audit, step, by)


def _refuse_unfit(audit: Audit, given: tuple[Judgement, ...], grade: str) -> None:
    opened = Steps(audit_steps(audit)).last(AuditOpened)
    if opened is None:
        raise NotNow("This audit was never opened.")
    instrument = standard_instruments()[opened.instrument, opened.instrument_version]
    answers = {one.question: one.answer for one in given}
    for question in instrument.questions:
        if answers.get(question.id) not in question.answers:
            raise NotNow(f"Answer every question: {question.asks}")
    if grade not in instrument.overall:
        raise NotNow("Choose an overall grade of the instrument.")


def record_audit_step(*, by: Practitioner, audit: Audit, step: AuditStep, at: date | None = None) -> str:
    """Record what follows the readings. Raises `AccessRefused` for someone with no part in it, `NotNow` when the step
    is not theirs to record or may not follow."""
    day = acting_day(at)
    prove(by, Act.RECORD_STEP, audit, day, purpose=str(step.__struct_config__.tag))
    if isinstance(step, (AuditOpened, ReaderAllocated, ReadingHandedIn)):
        raise ValueError(f"{type(step).__name__} has an action of its own.")
    if step.day > day:
        raise NotNow("It has not happened yet: give the day it happened, or record it on the day.")
    if reason := _not_theirs(audit, by, step):
        raise NotNow(reason)
    return _append(audit, step, by)


def parts_of(audit: Audit, who: Practitioner) -> frozenset[AuditPart.Part]:
    """Every part this person has in the audit."""
    return frozenset(Part(one) for one in audit.parts.filter(practitioner=who).values_list("part", flat=True))


def _not_theirs(audit: Audit, by: Practitioner, step: AuditStep) -> str:
    mine = parts_of(audit, by)
    if isinstance(step, Moderated) and not mine & {Part.MODERATOR, Part.CONVENOR}:
        return "Only whoever convenes the audit, or was asked to moderate it, moderates."
    if isinstance(step, Moderated) and Part.READER in mine:
        return "You read this audit. Someone else moderates."
    if isinstance(step, ChangeDecided) and (Part.DECIDER not in mine or step.account != by.pk):
        return "Only whoever was asked to decide on the change decides, in their own name."
    if isinstance(step, AuditorAnswered) and not mine - {Part.READER}:
        return "You are the auditor: whoever decided, or convenes the audit, answers you."
    return ""


def _append(audit: Audit, step: AuditStep, by: Practitioner) -> str:
    with transaction.atomic():
        Stream.objects.select_for_update().get(pk=stream_of(audit).pk)
        if reason := refusal(Steps(audit_steps(audit)), step, involved_in(audit.family)):
            raise NotNow(reason)
        [row] = append_steps(audit, [step], author=by)
    return row.entry_id


def close_audit(*, by: Practitioner, audit: Audit, on: date, at: date | None = None) -> None:
    """The audit's last day, inclusive. Raises `NotNow` while anything of it is unfinished, saying what."""
    prove(by, Act.CONVENE, audit, acting_day(at), purpose="close")
    if left := unfinished(Steps(audit_steps(audit)), is_followed=audit_again(audit) is not None):
        raise NotNow(f"It cannot be closed yet: {'; '.join(left)}.")
    Audit.objects.filter(pk=audit.pk).update(closes=on)


def latest_day_of(family: Family, entries: Iterable[str]) -> date | None:
    """The last day on which entries of the family became known; None when one of them is no entry of it."""
    wanted = set(entries)
    days = EntryRow.objects.filter(stream__family=family, is_account=True, entry_id__in=wanted).values_list(
        "known_from", flat=True
    )
    found = [day for day in days if day]
    return max(found) if wanted and len(found) == len(wanted) else None
