"""How far do readers agree across audits, over an instrument and question by question? (paragraphs 39 to 43)

It says how clear an instrument's questions are. Small numbers are held back, so that no audit stands behind a figure.
"""

from collections.abc import Iterable, Sequence

import msgspec

from kingfisher.practice.audits.agreement import agreement
from kingfisher.practice.audits.instruments import Instrument
from kingfisher.practice.audits.standing import all_in, readings_for
from kingfisher.practice.audits.steps import AuditOpened, ReadingHandedIn
from kingfisher.practice.measures.figure import Figure, Shown, shown
from kingfisher.practice.steps import Steps

WHOLE = "answers to the same question by two readers"
GRADES = "overall grades by two readers"


class ReadTwice(msgspec.Struct, frozen=True, kw_only=True):
    """Both readings of one audit, and with which instrument, in which version; `family` tells families apart."""

    family: str
    instrument: tuple[str, str]
    first: ReadingHandedIn
    second: ReadingHandedIn


class AgreementShown(msgspec.Struct, frozen=True, kw_only=True):
    """An instrument's agreement as it may be shown: over all questions, over the grades, and for each question. `kappa`
    is agreement beyond chance, None where it says little or the figure is held back."""

    instrument: Instrument
    whole: Shown
    kappa: float | None
    grades: Shown
    questions: tuple[tuple[str, Shown], ...]


def read_twice(steps: Steps, family: str) -> ReadTwice | None:
    """The audit's two readings; None until both are in."""
    opened, readings = steps.last(AuditOpened), readings_for(steps, 0)
    if opened is None or not all_in(steps) or len(readings) < 2:
        return None
    instrument = opened.instrument, opened.instrument_version
    return ReadTwice(family=family, instrument=instrument, first=readings[0], second=readings[1])


def across(read: Iterable[ReadTwice], instruments: Iterable[Instrument]) -> list[AgreementShown]:
    """For each instrument that was used, in the order given."""
    listed = list(read)
    found = ((one, [pair for pair in listed if pair.instrument == (one.id, one.version)]) for one in instruments)
    return [_of(instrument, pairs) for instrument, pairs in found if pairs]


def _of(instrument: Instrument, pairs: Sequence[ReadTwice]) -> AgreementShown:
    families = len({pair.family for pair in pairs})
    measured = agreement((pair.first, pair.second) for pair in pairs)
    (whole,) = shown([_figure(WHOLE, measured.same, measured.out_of, families)])
    (grades,) = shown([_figure(GRADES, measured.same_overall, measured.readings, families)])
    by_question = []
    for question in instrument.questions:
        one = agreement((_only(pair.first, question.id), _only(pair.second, question.id)) for pair in pairs)
        by_question.append((question.asks, shown([_figure(WHOLE, one.same, one.out_of, families)])[0]))
    return AgreementShown(
        instrument=instrument,
        whole=whole,
        kappa=measured.kappa if whole.figure else None,
        grades=grades,
        questions=tuple(by_question),
    )


def _figure(over: str, same: int, out_of: int, families: int) -> Figure:
    return Figure(counts="are the same", over=over, of=same, out_of=out_of, families=families)


def _only(reading: ReadingHandedIn, question: str) -> ReadingHandedIn:
    kept = tuple(one for one in reading.judgements if one.question == question)
    return msgspec.structs.replace(reading, judgements=kept)
