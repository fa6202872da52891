"""Who was asked for a return, who has given it, and what is still wanted of each? (paragraph 11)

Analysis and learning are opinion: they stand beside an agency's entries and never among them.
"""

from datetime import date

import msgspec

from kingfisher.practice.reviews.steps import (
    AnalysisGiven,
    DocumentKept,
    OwnLearning,
    QueryAnswered,
    QuerySent,
    ReturnReceived,
    ReturnRequested,
    ReturnSignedOff,
    TermsSet,
)
from kingfisher.practice.steps import Steps


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """A question to an agency and its answer; `answer` is None while there is none."""

    id: str
    asked: QuerySent
    answer: QueryAnswered | None


class AgencyReturn(msgspec.Struct, frozen=True, kw_only=True):
    """One agency's part of the review as it stood. `wants` says in plain words what is still to come, in order."""

    agency: str
    requested: ReturnRequested | None
    received: tuple[ReturnReceived, ...]
    documents: tuple[DocumentKept, ...]
    queries: tuple[Query, ...]
    analysis: tuple[AnalysisGiven, ...]
    learning: tuple[OwnLearning, ...]
    signed_off: ReturnSignedOff | None
    wants: tuple[str, ...]

    @property
    def latest(self) -> ReturnReceived | None:
        """The version that counts: the last that came in."""
        return self.received[-1] if self.received else None


_BY_AGENCY = (ReturnRequested, ReturnReceived, DocumentKept, QuerySent, AnalysisGiven, OwnLearning, ReturnSignedOff)


def returns(steps: Steps, as_at: date) -> list[AgencyReturn]:
    """Every agency the terms name, or that was asked or gave anything, by name; those that gave nothing included."""
    asked = {one.step.agency for one in steps.all if isinstance(one.step, _BY_AGENCY)}
    terms = steps.last(TermsSet)
    return [_of(agency, steps, as_at) for agency in sorted(asked | set(terms.agencies if terms else ()))]


def _of(agency: str, steps: Steps, as_at: date) -> AgencyReturn:
    requested = [step for step in steps.of(ReturnRequested) if step.agency == agency]
    received = [step for step in steps.of(ReturnReceived) if step.agency == agency]
    signed = [step for step in steps.of(ReturnSignedOff) if step.agency == agency]
    answers = {step.query: step for step in steps.of(QueryAnswered)}
    queries = tuple(
        Query(id=name, asked=step, answer=answers.get(name))
        for name, step in steps.kept(QuerySent)
        if step.agency == agency
    )
    analysis = tuple(step for step in steps.of(AnalysisGiven) if step.agency == agency)
    good = signed[-1] if signed and not _has_changed_since(signed[-1], received) else None
    found = AgencyReturn(
        agency=agency,
        requested=requested[-1] if requested else None,
        received=tuple(received),
        documents=tuple(step for step in steps.of(DocumentKept) if step.agency == agency),
        queries=queries,
        analysis=analysis,
        learning=tuple(step for step in steps.of(OwnLearning) if step.agency == agency),
        signed_off=good,
        wants=(),
    )
    return msgspec.structs.replace(found, wants=tuple(_wants(found, as_at, was_signed=bool(signed))))


def _has_changed_since(signed: ReturnSignedOff, received: list[ReturnReceived]) -> bool:
    """A version that came after the signature needs signing again: by the files it names, else by the day."""
    if signed.files:
        return any(step.file not in signed.files for step in received)
    return any(step.day > signed.day for step in received)


def _wants(found: AgencyReturn, as_at: date, *, was_signed: bool) -> list[str]:
    if found.requested is None and not found.received:
        return ["has not been asked"]
    wants = []
    if not found.received and not found.documents:
        due = found.requested.due if found.requested else None
        wants.append("return is late" if due and due < as_at else "return is awaited")
    open_queries = sum(query.answer is None for query in found.queries)
    if open_queries:
        wants.append(f"{open_queries} {'query' if open_queries == 1 else 'queries'} without an answer")
    if not found.analysis:
        wants.append("no analysis yet")
    if found.received and found.signed_off is None:
        wants.append("a later version needs signing off again" if was_signed else "not signed off")
    return wants
