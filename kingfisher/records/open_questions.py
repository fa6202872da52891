"""What stands open, one question of it, why the rest is not asked, and the days on which a question opened or closed.

Asked only after access is proved. Worked out on the whole record and shown only to those it concerns, and only where
they may see every entry it rests on; the reasons for not asking come from what the practitioner may see, since a reason
may tell of an entry the question does not rest on.
"""

from datetime import date

import msgspec

from kingfisher.agencies.models import Practitioner
from kingfisher.questions.engine import Spell, register
from kingfisher.questions.question import NotAsking, Question
from kingfisher.records.access import entries_for
from kingfisher.records.asked_of import called, concerns, ref_of
from kingfisher.records.beside import questions_for, sees_everything
from kingfisher.records.chronologies import chronology_of, family_value, whole_chronology
from kingfisher.records.footing import footing_in
from kingfisher.records.models import Family
from kingfisher.records.partnership import open_since, why_not


class KindStanding(msgspec.Struct, frozen=True, kw_only=True):
    """How one kind of question stands on a family: those open, and why it does not ask about anything else."""

    id: str
    title: str
    open: tuple[Question, ...]
    reasons: tuple[NotAsking, ...]


def question_of(practitioner: Practitioner, family: Family, question: str, as_at: date, *, at: date) -> list[Question]:
    """The open question with that name in addresses, first; then those the same answer settles. [] when there is none
    the practitioner may see."""
    found = questions_for(practitioner, family, as_at, at=at)
    same = [one for one in found if ref_of(one.key) == question]
    return [same[0], *(one for one in found if one is not same[0] and same_fact(same[0], one))] if same else []


def same_fact(question: Question, other: Question) -> bool:
    """True when an answer to the question settles the other as well: the same kind, people and first entry."""
    people = not question.about or not other.about or not set(question.about).isdisjoint(other.about)
    entries = question.rests_on[:1]
    return question.kind == other.kind and people and (not entries or entries[0] in other.rests_on)


def waiting_for_same(question: Question, others: list[Question]) -> list[Question]:
    """Those of the others that wait for what the same agency holds, about the same people and an entry both rest on:
    asking that agency once is asking for all of them."""
    if not question.ask_agency:
        return []
    return [
        one
        for one in others
        if one.key != question.key
        and one.ask_agency == question.ask_agency
        and not set(one.rests_on).isdisjoint(question.rests_on)
        and (not one.about or not question.about or not set(one.about).isdisjoint(question.about))
    ]


def waiting_with(
    practitioner: Practitioner, family: Family, question: Question, as_at: date, *, at: date
) -> list[Question]:
    """The open questions that are `waiting_for_same`, of those the practitioner may see."""
    return waiting_for_same(question, questions_for(practitioner, family, as_at, at=at)) if question.ask_agency else []


def alike(question: Question, others: list[Question]) -> list[Question]:
    """Those of the others that ask the same, of an entry both rest on, about somebody else: one answer may be true of
    them too."""
    return [
        one
        for one in others
        if one.kind == question.kind
        and not set(one.rests_on).isdisjoint(question.rests_on)
        and set(one.about).isdisjoint(question.about)
    ]


def alike_of(
    practitioner: Practitioner, family: Family, question: Question, as_at: date, *, at: date
) -> list[Question]:
    """The open questions that are `alike`, of those the practitioner may see."""
    return alike(question, questions_for(practitioner, family, as_at, at=at))


def kinds_on(
    practitioner: Practitioner, family: Family, as_at: date, child: str | None = None, *, at: date
) -> list[KindStanding]:
    """Every kind of question, open or not, and why, about the child (None: anyone) at the end of `as_at`."""
    whole = sees_everything(practitioner, family, at)
    chronology = whole_chronology(family) if whole else chronology_of(family, practitioner, at)
    reasons = why_not(chronology, as_at, child)
    asking = [one for one in questions_for(practitioner, family, as_at, at=at) if child is None or child in one.about]
    return [
        KindStanding(
            id=kind.id,
            title=kind.title,
            open=tuple(one for one in asking if one.kind == kind.id),
            reasons=tuple(one for one in reasons if one.kind == kind.id),
        )
        for kind in register().values()
    ]


def spells_for(practitioner: Practitioner, family: Family, as_at: date, *, at: date) -> list[Spell]:
    """Every spell for which a question that concerns the practitioner stood open up to `as_at`, oldest first."""
    seen = frozenset(entries_for(practitioner, family, at, superseded=True).values_list("entry_id", flat=True))
    footing, asked, people = footing_in(practitioner, family, at), called(practitioner), family_value(family)
    return [
        spell
        for spell in open_since(whole_chronology(family), as_at)
        if seen.issuperset(spell.rests_on) and concerns(footing, asked, people, spell.addressed_to)
    ]
