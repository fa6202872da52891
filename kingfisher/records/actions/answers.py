"""Answering a question that stands open, and asking the agency that holds the missing fact: each is an entry.

Nothing here closes a question: the entry is read like any other, and the question stands open again when what is
written later is contrary to it, or when the day it was put off to has passed.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db import transaction

from kingfisher.agencies.models import Practitioner
from kingfisher.questions.question import Question
from kingfisher.records import standings
from kingfisher.records.access import Act, prove
from kingfisher.records.acting import NotNow, acting_day
from kingfisher.records.actions.entries import refuse_if_outdated
from kingfisher.records.asked_of import ref_of
from kingfisher.records.chain import append_accounts
from kingfisher.records.labels import AGENCY_ONLY, RESTRICTED
from kingfisher.records.models import EntryRow, Family
from kingfisher.records.models.families import new_ref
from kingfisher.records.open_questions import alike_of, question_of, waiting_with
from kingfisher.timeline.dates import When, said
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Answer, AnyContent, Check


class Answered(StrEnum):
    """What an answer can be."""

    DONE = "done"
    NOT_APPLICABLE = "not_applicable"
    WILL_BE_DONE = "will_be_done"
    PUT_OFF = "put_off"
    DISAGREE = "disagree"


FOR_NOW = frozenset({Answered.WILL_BE_DONE, Answered.PUT_OFF})  # they hold until their day


@dataclass(frozen=True)
class _Filing:
    """A question that stands open; who files about it, for which day, looking at which version of the record."""

    by: Practitioner
    family: Family
    question: Question
    given: date
    based_on: int
    day: date


def answer_question(
    *,
    by: Practitioner,
    family: Family,
    question: str,
    as_at: date,
    answer: Answered,
    words: str = "",
    by_when: date | None = None,
    on: date | None = None,
    also: Collection[str] = (),
    based_on: int,
    at: date | None = None,
) -> EntryRow:
    """File an answer, given on the day `on` (`as_at` when left out), to the question that stands open at `as_at`.

    It settles every question with the same missing fact, and those of `also` (names in addresses) that ask the same
    about other people. `by_when` is for what will be done or is put off: the question
    is asked again after that day. Raises `NotNow` when a reason or a day is missing or wrong, or the question no longer
    stands open; `PictureChanged` when entries have arrived since `based_on`; `AccessRefused` when it is not theirs.
    """
    filing = _begin(by, family, question, as_at, on=on, based_on=based_on, at=at)
    if answer in FOR_NOW and (by_when is None or by_when <= filing.given):
        raise NotNow("Give a day after the day of the answer: the question is asked again after it.")
    if answer is not Answered.WILL_BE_DONE and not words.strip():
        raise NotNow("Write what was done, or the reason.")
    until = by_when if answer in FOR_NOW else None
    alike = alike_of(by, family, filing.question, as_at, at=filing.day) if also else []
    told = [one for one in alike if ref_of(one.key) in also]
    content = Answer(
        question=filing.question.answered_as,
        answer=str(answer),
        reason=words.strip() or (f"will be done by {said(until)}" if until else None),
        by_when=When.day(until) if until else None,
        on=tuple(dict.fromkeys(entry for one in (filing.question, *told) for entry in one.rests_on[:1])),
    )
    if late := [one for one in told if one.since > filing.given]:
        raise NotNow(f"Of one of them it is asked only since {said(late[0].since)}: give that day, or a later one.")
    return _file(filing, content, words, also=told)


def ask_holder(
    *,
    by: Practitioner,
    family: Family,
    question: str,
    as_at: date,
    words: str,
    on: date | None = None,
    based_on: int,
    at: date | None = None,
) -> EntryRow:
    """File that the agency that holds the missing fact was asked for it, in these words, on the day `on`.

    It is filed once for every open question that waits for the same fact (`waiting_for_same`), and names an entry of
    each, so that each says that they were asked. Nothing is sent. Raises as `answer_question`, and `NotNow` when no
    agency is known to hold it.
    """
    filing = _begin(by, family, question, as_at, on=on, based_on=based_on, at=at)
    held = filing.question
    if not held.ask_agency:
        raise NotNow("No agency is known to hold the missing fact. Answer the question instead.")
    of = held.about[0] if len(held.about) == 1 else None
    content = Check(of=of, held_by=held.ask_agency, result="asked", reason=held.settles or None)
    waiting = [held, *waiting_with(by, family, held, as_at, at=filing.day)]
    named = dict.fromkeys(entry for one in waiting for entry in one.rests_on[:1])
    return _file(filing, content, words, relates_to=tuple(named))


def _begin(
    by: Practitioner,
    family: Family,
    question: str,
    as_at: date,
    *,
    on: date | None,
    based_on: int,
    at: date | None,
) -> _Filing:
    """Prove access to the family and to the question, and that it stands open on a day that can be answered for."""
    day = acting_day(at)
    prove(by, Act.ANSWER, family, day)
    found = question_of(by, family, question, as_at, at=day)
    if not found:
        with transaction.atomic():
            refuse_if_outdated(by, family, based_on, day)
        raise NotNow("This question no longer stands open, or is not asked of you. Nothing was filed.")
    given = on or as_at
    if not found[0].since <= given <= as_at:
        raise NotNow(f"The day must be from {said(found[0].since)}, when the question opened, to {said(as_at)}.")
    return _Filing(by, family, found[0], given, based_on, day)


def _file(
    filing: _Filing,
    content: AnyContent,
    words: str,
    *,
    relates_to: tuple[str, ...] = (),
    also: Sequence[Question] = (),
) -> EntryRow:
    """No one sees the entry who may not see what the question rests on."""
    by, family = filing.by, filing.family
    answered = (filing.question, *also)
    labels = _labels(family, [entry for one in answered for entry in one.rests_on])
    entry = Entry(
        id=new_ref(),
        content=content,
        happened=When.day(filing.given),
        agency=by.agency.slug,
        about=tuple(dict.fromkeys(person for one in answered for person in one.about)),
        text=words.strip(),
        by=f"{by.name}, {by.role}",
        relates_to=relates_to,
    )
    with transaction.atomic():
        refuse_if_outdated(by, family, filing.based_on, filing.day)
        row = append_accounts(family, [entry], author=by, labels=labels)[0]
    standings.refresh(family, filing.day)  # at once: the next page must not show it as open still
    return row


def _labels(family: Family, entries: Collection[str]) -> str:
    """The narrowest label of the entries."""
    rows = EntryRow.objects.filter(stream__family=family, entry_id__in=entries)
    held = list(rows.values_list("labels", "release"))
    if any(f" {RESTRICTED} " in labels for labels, _ in held):
        return RESTRICTED
    return AGENCY_ONLY if any(f" {AGENCY_ONLY} " in labels and released is None for labels, released in held) else ""
