"""What is in force on a day, and what changed between two: parameters, clocks, guidance and what is set locally.

Each line has its guidance and version and says whether it comes with Kingfisher or is the partnership's own.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal

import msgspec

from kingfisher.practice.guidance import Guidance, guidance
from kingfisher.practice.timescales import CALLED, standard_timescales
from kingfisher.questions.own_rules import Rule
from kingfisher.questions.parameters import standard
from kingfisher.questions.partnership import Partnership

AREAS = {
    "guidance": "Law, guidance and procedures",
    "parameter": "What questions look at",
    "clock": "Clocks",
    "escalation": "Stages of escalation",
    "threshold_document": "Threshold document",
    "visiting_rules": "Visiting",
    "default_sharing": "Sharing unless the writer says otherwise",
    "local_names": "What things are called here",
}
QUESTIONS_CALLED = {**CALLED, "practice learning": "practice learning, not statutory"}


class InForce(msgspec.Struct, frozen=True, kw_only=True):
    """One thing in force. `area` is a key of `AREAS`; `key` names it within the area, the same in every version.

    `value` is what is set, in words; `since` and `until` its first and last day, both inclusive (None: not known, or
    no end known); `called` whether it is law, statutory guidance or local; `guidance` and `version` its source and
    edition; `whose` "ours" for what comes with Kingfisher, "local" for what the partnership set itself.
    """

    area: str
    key: str
    says: str
    value: str
    called: str
    guidance: str
    version: str
    whose: Literal["ours", "local"]
    since: date | None = None
    until: date | None = None


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What is otherwise on the later day: `before` None when it is new, `after` None when it is no longer in force."""

    area: str
    key: str
    before: InForce | None
    after: InForce | None


def in_force(day: date, own: Partnership | None = None) -> tuple[InForce, ...]:
    """Everything in force on the day, by area and name; with `own`, the partnership's file over what comes with
    Kingfisher. A parameter asked about before its first value is shown with that value, as questions read it, and a
    `since` still to come."""
    found = (*_guidance(day, own), *_parameters(day, own), *_clocks(day, own), *_rules(day, own))
    order = list(AREAS)
    return tuple(sorted(found, key=lambda one: (order.index(one.area), one.key)))


def changed(since: date, on: date, own: Partnership | None = None) -> tuple[Change, ...]:
    """What is otherwise at the end of `on` than it was at the end of `since`, by area and name: another value, another
    edition, newly in force or no longer. Raises `ValueError` when `since` is after `on`."""
    if since > on:
        raise ValueError("The earlier day must come first.")
    before = {(one.area, one.key): one for one in in_force(since, own)}
    after = {(one.area, one.key): one for one in in_force(on, own)}
    order = list(AREAS)
    keys = sorted({**before, **after}, key=lambda one: (order.index(one[0]), one[1]))
    return tuple(
        Change(area=area, key=key, before=before.get((area, key)), after=after.get((area, key)))
        for area, key in keys
        if _said(before.get((area, key))) != _said(after.get((area, key)))
    )


def _said(one: InForce | None) -> tuple[str, ...] | None:
    """What a change is a change of: the value and what sets it, not from when to when."""
    return (one.value, one.called, one.guidance, one.version, one.whose) if one else None


def _guidance(day: date, own: Partnership | None) -> Iterator[InForce]:
    local = own.guidance if own else {}
    known = {**guidance(), **local}
    for source in known.values():
        if source.kind != "practice learning" and not source.area and source.in_force_on(day):  # an area's: elsewhere
            yield InForce(
                area="guidance",
                key=_title(source, known),
                says=source.says,
                value=f"{source.edition}, {source.paragraph}",
                called=QUESTIONS_CALLED[source.kind],
                guidance=source.title,
                version=source.edition,
                whose="local" if source.id in local else "ours",
                since=source.start,
                until=source.end,
            )


def _title(source: Guidance, known: Mapping[str, Guidance]) -> str:
    """The title, with the paragraph where several are of one title: editions of one thing share their key."""
    same = [one for one in known.values() if one.title == source.title and one.id != source.id]
    overlapping = any(one.in_force_on(source.start) or source.in_force_on(one.start) for one in same)
    return f"{source.title}, {source.paragraph}" if overlapping else source.title


def _parameters(day: date, own: Partnership | None) -> Iterator[InForce]:
    known = {**guidance(), **(own.guidance if own else {})}
    every = own.parameters if own else standard()
    for name, parameter in every.held.items():
        value = every.on(name, day)
        source = known[value.guidance]
        mine = own is not None and name in own.own and value in own.own[name].values
        shown = f"{value.value} {parameter.unit}" if isinstance(value.value, int) else ", ".join(value.value)
        later = [one.start for one in parameter.values if one.start > value.start]
        yield InForce(
            area="parameter",
            key=name,
            says=parameter.says,
            value=shown,
            called=QUESTIONS_CALLED[source.kind],
            guidance=f"{source.title}, {source.paragraph}",
            version=source.edition,
            whose="local" if mine else "ours",
            since=value.start,
            until=date.fromordinal(min(later).toordinal() - 1) if later else None,
        )


def _clocks(day: date, own: Partnership | None) -> Iterator[InForce]:
    timescales = own.timescales if own else standard_timescales()
    for name, timescale in timescales.held.items():
        found = timescales.on(name, day)
        if found is None:
            continue
        limit, source = found
        mine = own is not None and source.id in own.guidance
        borrowed = " (another area's number, until the partnership sets its own)" if limit.borrowed else ""
        yield InForce(
            area="clock",
            key=timescale.title,
            says=timescale.says,
            value=f"{limit.words}{borrowed}",
            called=CALLED[limit.kind],
            guidance=f"{source.title}, {source.paragraph}",
            version=source.edition,
            whose="local" if mine else "ours",
            since=_later(limit.start, source),
            until=min((one for one in (limit.end, source.end) if one), default=None),
        )


def _later(start: date | None, source: Guidance) -> date:
    return max(start, source.start) if start else source.start


def _rules(day: date, own: Partnership | None) -> Iterator[InForce]:
    if own is None:
        return
    known = {**guidance(), **own.guidance}
    for section, rule in own.rules():
        if rule.in_force_on(day) and not _replaced(own, section, rule, day):
            source = known[rule.guidance]
            yield InForce(
                area=section,
                key=rule.key,
                says="",
                value=rule.words,
                called=QUESTIONS_CALLED[source.kind],
                guidance=f"{source.title}, {source.paragraph}",
                version=source.edition,
                whose="local",
                since=rule.start,
                until=rule.end,
            )


def _replaced(own: Partnership, section: str, rule: Rule, day: date) -> bool:
    """True when a later item for the same thing is in force by the day."""
    same = (other for where, other in own.rules() if where == section and other.key == rule.key)
    return any(rule.start < other.start <= day for other in same)
