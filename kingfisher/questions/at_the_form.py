"""Which of the open questions does the person signing this form see now, which are folded, and which wait?

A list that grows is a list nobody reads: each further reminder in one sitting is answered less (requirements 4). So at
most three stand open on a form, those that only this person can answer now come first, and one that has been seen is
not put forward again until a new fact has come. Nothing is lost: the rest are folded, on the same page.
"""

from collections.abc import Collection, Iterable

from kingfisher.practice.decisions import plain
from kingfisher.questions.question import Question

LIMIT = 3
QUIET = 3  # the tier that is never put forward on a form
STOP = 1  # the tier of which a form shows one at most


def at_the_form(
    questions: Iterable[Question],
    whose: str | Collection[str],
    *,
    limit: int = LIMIT,
    about: Collection[str] = (),
    on: Collection[str] = (),
) -> tuple[list[Question], list[Question]]:
    """The questions shown open on the form (at most `limit`, one of them stop-and-confirm at most) and those folded.

    `whose` is the agency or role (or both) of the person who signs; `about` the children the form is about (none:
    whoever); `on` the entries it concludes on. Shown are only point-of-decision and stop-and-confirm questions this
    person can answer and that are about these children. First comes what nobody else is asked, then what rests on
    what the form is about, then the longest open. Folded are all the others, in the same order: none is dropped.
    """
    names = {plain(name) for name in ([whose] if isinstance(whose, str) else whose)}
    ordered = sorted(questions, key=lambda one: _order(one, names, frozenset(on)))
    shown: list[Question] = []
    folded: list[Question] = []
    for one in ordered:
        theirs = one.tier < QUIET and _may_answer(one, names) and (not about or not set(about).isdisjoint(one.about))
        second_stop = one.tier == STOP and any(other.tier == STOP for other in shown)
        (shown if theirs and len(shown) < limit and not second_stop else folded).append(one)
    return shown, folded


def with_a_new_fact(questions: Iterable[Question], seen: Iterable[Question]) -> list[Question]:
    """Those this person has not been shown, or that now rest on a fact they did not rest on when they were.

    `seen` are the questions as they were shown (the receipts). A change of wording or of version alone is no new fact.
    """
    met: dict[tuple[str, tuple[str, ...]], set[str]] = {}
    for one in seen:
        met.setdefault((one.kind, one.about), set()).update(one.rests_on)
    return [one for one in questions if not set(one.rests_on) <= met.get((one.kind, one.about), set())]


def _may_answer(one: Question, names: Collection[str]) -> bool:
    return any(plain(name) in names for name in (*one.addressed_to, one.ask_agency or "") if name)


def _order(one: Question, names: Collection[str], on: frozenset[str]) -> tuple[object, ...]:
    """What only this person can answer now comes first; then what they are asked with others; then what they hold."""
    asked = [plain(name) in names for name in one.addressed_to]
    only, first, also = bool(asked) and all(asked), asked[:1] == [True], any(asked)
    here = not on.isdisjoint(one.rests_on)
    return one.tier, not only, not here, not first, not also, one.since, one.key, one.addressed_to, one.sentence
