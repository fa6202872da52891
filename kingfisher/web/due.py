"""What is due, in words: how it stands, what kind of number it is, what it rests on, and why it ran over."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from kingfisher.practice.clock_course import State
from kingfisher.practice.clocks import Clock
from kingfisher.practice.due_lists import Due, due, standing_words
from kingfisher.practice.timescales import CALLED
from kingfisher.records.due import DueSeen
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import said
from kingfisher.web.asked import facts
from kingfisher.web.words import agency_name, in_list

NO_REASON = "no reason is recorded"
STATES = {  # the word in the tag, and its colour: grey unless something is to be done
    State.LATE: ("Late", "orange"),
    State.PAST: ("Past", "grey"),
    State.MAY_BE_LATE: ("May be late", "yellow"),
    State.PAUSED: ("Not counted at present", "grey"),
    State.AT_ONCE: ("At once", "orange"),
    State.NO_DAY: ("No day", "grey"),
    State.MET_LATE: ("Done late", "grey"),
    State.ENDED: ("Ended after its day", "grey"),
}


def open_ones(seen: DueSeen, first: date | None, names: Mapping[str, str], *, by: str = "child") -> dict[str, Any]:
    """What is still to be done, in lists by child or by family, soonest first; from `first` on (None: everything)."""
    held = due(seen.clocks, by="child" if by == "child" else "family", first=first)
    return {name: [line(one, seen, names) for one in ones] for name, ones in held.items()}


def by_agency(seen: DueSeen, first: date | None, names: Mapping[str, str]) -> list[dict[str, Any]]:
    """The same by agency, shortly: what, about whom, and by when."""
    return [
        {
            "name": agency_name(agency, names) if agency else "No agency is recorded",
            "lines": [
                f"{one.clock.title} – {_labels(one.children, seen.chronology)}: {standing_words(one.clock)}."
                for one in ones
            ],
        }
        for agency, ones in due(seen.clocks, by="agency", first=first).items()
    ]


def ran_over(seen: DueSeen, first: date | None, names: Mapping[str, str]) -> dict[str, list[dict[str, Any]]]:
    """What ran over and is now done or ended, by child, the latest first; brothers and sisters each have their own."""
    found: dict[str, list[Clock]] = {}
    for one in seen.clocks:
        if one.breach and not one.is_open and (first is None or one.breach.since >= first):
            found.setdefault(one.child, []).append(one)
    return {
        child: [line(Due(clock=one, children=(child,)), seen, names) for one in reversed(ones)]
        for child, ones in found.items()
    }


def line(one: Due, seen: DueSeen, names: Mapping[str, str]) -> dict[str, Any]:
    """One thing to do, or that ran over, in words, with links to the entries that tell of it."""
    clock, tag = one.clock, STATES.get(one.clock.state)
    reason = clock.breach.reason if clock.breach else None
    whole, ref = seen.chronology, seen.family.ref
    return {
        "title": clock.title,
        "about": _labels(one.children, whole),
        "tag": tag[0] if tag else "",
        "colour": tag[1] if tag else "",
        "stands": _sentence(standing_words(clock) if clock.is_open else over_words(clock)),
        "kind": _kind(clock),
        "basis": f"{clock.limit}: {clock.source}",
        "whose": _whose(clock, whole, names),
        "says": clock.says,
        "because": clock.because if clock.state not in (State.PAUSED, State.NO_DAY, State.ENDED) else "",
        "began": _began(clock),
        "started": facts(clock.started_by, whole, names, ref),
        "met": facts(clock.met_by, whole, names, ref),
        "reason": facts([reason.entry] if reason else [], whole, names, ref),
    }


def over_words(clock: Clock) -> str:
    """How one that ran over came to its end, with the reason recorded or that none is."""
    why = f"recorded reason: {clock.breach.reason.words}" if clock.breach and clock.breach.reason else NO_REASON
    if clock.met_on:
        return f"was due {clock.due_words}, done {clock.met_on.words}; {why}"
    return f"was due {clock.due_words}; {clock.because.rstrip('.')}; {why}"


def _kind(clock: Clock) -> str:
    called = _sentence(CALLED[clock.kind])
    return f"{called} Another area’s figure, until this partnership sets its own." if clock.borrowed else called


def _whose(clock: Clock, whole: Chronology, names: Mapping[str, str]) -> str:
    agency = agency_name(clock.agency, names) if clock.agency else ""
    known = {one.id: f"{one.name}, {one.role}" for one in whole.family.practitioners}
    person = known.get(clock.practitioner or "", clock.practitioner or "")
    return ": ".join(part for part in (agency, person) if part) or "nobody is recorded"


def _began(clock: Clock) -> str:
    if not clock.started.is_known:
        return "The day it began is not recorded."
    return f"It began {clock.started.words}."


def _labels(people: Iterable[str], whole: Chronology) -> str:
    return in_list([whole.family.label(one) for one in people])


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def since_words(first: date | None) -> str:
    """From what day the lists begin; "" when everything is shown."""
    return said(first) if first else ""
