"""Keeping which question was shown to whom, when and under which version; and reading it back."""

from collections.abc import Iterable
from datetime import date

from django.db import IntegrityError, transaction

from kingfisher.agencies.models import Practitioner
from kingfisher.questions.question import Question
from kingfisher.records.access import AccessRefused, Act, decide, prove
from kingfisher.records.acting import acting_day
from kingfisher.records.asked_of import ref_of
from kingfisher.records.models import Family, Receipt
from kingfisher.records.partnership import ours
from kingfisher.records.visible import entries_for

MOST_LETTERS = 200  # of a partnership's name and version
MOST = 1000  # receipts of one question that a page lists


def note_shown(
    *, by: Practitioner, family: Family, questions: Iterable[Question], place: str, at: date | None = None
) -> int:
    """Keep that the page is about to show `by` these questions; once for each person, question, version and day, and
    again when the partnership's file was changed in between.

    Returns how many were not yet kept today. No row in the trail: the page that shows them has left its own.
    """
    day = acting_day(at)
    verdict = decide(by, Act.SEE, family, day)
    if not verdict:
        raise AccessRefused(verdict)
    own = ours()
    under = (own.label[:MOST_LETTERS], own.digest) if own else ("", "")
    wanted = {(ref_of(one.key), one.version): one for one in questions}
    for _ in range(2):  # twice: the same person may open two pages at one moment
        fresh = wanted.keys() - set(_kept(by, family, day, under[1])) if wanted else set()
        if not fresh:
            return 0
        try:
            with transaction.atomic():
                Receipt.objects.bulk_create(
                    [_made(by, family, wanted[one], place=place, day=day, under=under) for one in sorted(fresh)]
                )
        except IntegrityError:
            continue
        return len(fresh)
    return 0


def _kept(by: Practitioner, family: Family, day: date, under: str) -> list[tuple[str, int]]:
    kept = Receipt.objects.filter(family=family, practitioner_id=by.pk, day=day, under_digest=under)
    return list(kept.values_list("question", "version"))


def _made(
    by: Practitioner, family: Family, question: Question, *, place: str, day: date, under: tuple[str, str]
) -> Receipt:
    return Receipt(
        family=family,
        practitioner_id=by.pk,
        who=by.label,
        question=ref_of(question.key),
        key=question.key,
        kind=question.kind,
        version=question.version,
        under=under[0],
        under_digest=under[1],
        sentence=question.sentence,
        rests_on=" ".join(question.rests_on),
        place=place,
        day=day,
    )


def shown_before(by: Practitioner, family: Family) -> list[Question]:
    """The questions as this practitioner was shown them: for `questions.at_the_form.with_a_new_fact`, and no more."""
    kept = Receipt.objects.filter(family=family, practitioner_id=by.pk)
    return [
        Question(
            kind=one.kind,
            title="",
            since=one.day,
            about=tuple(filter(None, one.key.split(":")[1].split(","))),
            addressed_to=(),
            sentence=one.sentence,
            rests_on=tuple(one.rests_on.split()),
            guidance=(),
            settles="",
            version=one.version,
        )
        for one in kept
    ]


def receipts_of(*, by: Practitioner, family: Family, question: str, at: date | None = None) -> list[Receipt]:
    """To whom that question was shown, newest first: for the lead and the panel, and only receipts of what rests on
    entries they may see. Proved and trailed; raises `AccessRefused`."""
    day = acting_day(at)
    prove(by, Act.SEE_RECEIPTS, family, day, purpose="to whom a question was shown")
    seen = frozenset(entries_for(by, family, day, superseded=True).values_list("entry_id", flat=True))
    kept = Receipt.objects.filter(family=family, question=question)[:MOST]
    return [one for one in kept if seen.issuperset(one.rests_on.split())]
