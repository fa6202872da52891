"""How far do two readers agree, question by question? A figure about an instrument, never about a family."""

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from kingfisher.practice.audits.steps import Judgement, ReadingHandedIn

FEWEST = 10  # pairs of answers below which kappa says little and is not given


class Differing(msgspec.Struct, frozen=True):
    """One question on which two readers gave different answers."""

    question: str
    first: Judgement
    second: Judgement


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """So many answers the same out of so many both gave, and Cohen's kappa: agreement beyond what chance would give,
    from -1 to 1. `kappa` is None for fewer than ten pairs or where every answer of both is one word."""

    same: int
    out_of: int
    kappa: float | None
    differ: tuple[Differing, ...]
    same_overall: int
    readings: int

    @property
    def is_whole(self) -> bool:
        """True when every answer and every overall grade is the same."""
        return not self.differ and self.same_overall == self.readings


def agreement(pairs: Iterable[tuple[ReadingHandedIn, ReadingHandedIn]]) -> Agreement:
    """Measure over one audit or many; only questions both readers answered count. An empty list gives 0 of 0."""
    both: list[tuple[Judgement, Judgement]] = []
    listed = list(pairs)
    for first, second in listed:
        theirs = {one.question: one for one in second.judgements}
        both += [(one, theirs[one.question]) for one in first.judgements if one.question in theirs]
    differ = tuple(Differing(one.question, one, other) for one, other in both if one.answer != other.answer)
    return Agreement(
        same=len(both) - len(differ),
        out_of=len(both),
        kappa=_kappa([(one.answer, other.answer) for one, other in both]),
        differ=differ,
        same_overall=sum(first.overall == second.overall for first, second in listed),
        readings=len(listed),
    )


def _kappa(answers: Sequence[tuple[str, str]]) -> float | None:
    number = len(answers)
    if number < FEWEST:
        return None
    first, second = Counter(one for one, _ in answers), Counter(other for _, other in answers)
    by_chance = sum(first[answer] * second[answer] for answer in first) / number**2
    if by_chance == 1:
        return None
    observed = sum(one == other for one, other in answers) / number
    return round((observed - by_chance) / (1 - by_chance), 3)
