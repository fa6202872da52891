"""What an audit's page says: how far it has got, and both readings side by side once both are in."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from kingfisher.agencies.models import Practitioner
from kingfisher.practice.audits.instruments import standard_instruments
from kingfisher.practice.audits.standing import (
    AuditState,
    actions,
    again_by,
    agreed_between,
    all_in,
    changes,
    overall,
    readers,
    readings_for,
    state_of,
    wants,
)
from kingfisher.practice.audits.steps import AuditOpened, Discussed, Moderated, ReaderAllocated, ReadingHandedIn
from kingfisher.practice.steps import Steps
from kingfisher.records.batch_page import agencies_to_choose
from kingfisher.timeline.dates import said
from kingfisher.timeline.people import Family

AGREE = {"agree": "They agree", "in_part": "They agree in part", "dispute": "They do not agree"}


def names_of(family: Family) -> dict[str, str]:
    """Everyone of the family by id."""
    return {one.id: one.label for one in family.people}


def audit_shown(steps: Steps, by: Practitioner, as_at: date) -> dict[str, Any]:
    """Everything the page shows to this person: of a reading not theirs, nothing before both are in."""
    opened = steps.last(AuditOpened)
    if opened is None:
        return {"state": "Opened", "wants": []}
    instrument = standard_instruments()[opened.instrument, opened.instrument_version]
    again = again_by(steps, instrument)
    return {
        "opened": opened,
        "days": f"{said(opened.first)} to {said(opened.last)}",
        "instrument": instrument,
        "state": state_of(steps).value.capitalize() if all_in(steps) or not readers(steps) else "With its readers",
        "overall": overall(steps).capitalize(),
        "wants": wants(steps, as_at),
        "readers": [_reader(one) for one in readers(steps).values()],
        "handed_in": any(one.reader == by.pk for one in steps.of(ReadingHandedIn)),
        "agreement": _agreement(steps),
        "moderated": steps.last(Moderated),
        "discussions": [(said(one.day), one, AGREE.get(one.agree, "")) for one in steps.of(Discussed)],
        "changes": changes(steps),
        "again": said(again) if again else "",
        "again_late": bool(again and again < as_at),
        "last": said(opened.last),
    }


def may_follow(steps: Steps, parts: frozenset[str]) -> list[str]:
    """What this person may record now, by the names of its forms: what has nothing to be about yet is left out."""
    differ = state_of(steps) is AuditState.DISPUTED
    listed = {
        "moderate": differ and bool(parts & {"moderator", "convenor"}) and "reader" not in parts,
        "discuss": all_in(steps),
        "recommend": all_in(steps),
        "decide": "decider" in parts and any(one.decided is None for one in changes(steps)),
        "answer": bool(parts - {"reader"}) and any(one.decided and one.answered is None for one in changes(steps)),
        "action": all_in(steps),
        "look": any(one.seen is None for one in actions(steps)),
        "again": all_in(steps),
    }
    return [name for name, may in listed.items() if may]


def _reader(one: ReaderAllocated) -> dict[str, str]:
    found = agencies_to_choose().get(one.agency)
    return {
        "name": one.name,
        "agency": found.name if found else one.agency,
        "place": "First" if one.place == 1 else "Second",
        "independence": ended(one.independence),
    }


def ended(words: str) -> str:
    """A sentence with its full stop, however it was typed."""
    return f"{words.rstrip()}." if words and words.rstrip()[-1] not in ".?!" else words


def side_by_side(
    steps: Steps, by: Practitioner, named: Callable[[Iterable[str]], list[dict[str, str]]]
) -> list[dict[str, Any]]:
    """Each question with every reading this person may see, in the readers' order; `named` says entries by id."""
    opened, readings = steps.last(AuditOpened), readings_for(steps, by.pk)
    if opened is None or not readings:
        return []
    rows = []
    for question in standard_instruments()[opened.instrument, opened.instrument_version].questions:
        given = [next((one for one in each.judgements if one.question == question.id), None) for each in readings]
        shown = [{"answer": one.answer, "why": one.why, "entries": named(one.entries)} if one else {} for one in given]
        rows.append(_row(question.asks, shown))
    return [*rows, _row("Overall", [{"answer": each.overall} for each in readings])]


def _row(asks: str, given: list[dict[str, Any]]) -> dict[str, Any]:
    return {"asks": asks, "given": given, "differ": len({one.get("answer", "") for one in given}) > 1}


def _agreement(steps: Steps) -> str:
    """In words: the same answer to so many out of so many, and beyond chance where that can be said."""
    measured = agreed_between(steps)
    if measured is None:
        return ""
    words = f"The readers gave the same answer to {measured.same} of {measured.out_of} questions"
    kappa = f"; agreement beyond chance (kappa) {measured.kappa:.2f}" if measured.kappa is not None else ""
    return f"{words}{kappa}. It says how clear the questions and the record are, nothing about the family."
