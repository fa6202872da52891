"""Which plan is each child on, as at a date? A reading of plan entries and of decisions that open or end one."""

from bisect import bisect_right
from datetime import date

import msgspec

from kingfisher.practice.children import children, children_in
from kingfisher.practice.decisions import closes, is_no_further_action, plain, plan_type
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Decision, Plan

UNSTATED = "unstated"
_STEPPED_DOWN_TO = ("child_in_need", "child_protection")  # plans that go on; early help is asked about by itself


class PlanSpell(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A child was on a plan of one type, as far as anyone knew: from `opened` until the day before `closed`.

    Both are the days on which the opening and the closing became known to the agency that wrote them.
    """

    child: str
    type: str
    opened: date
    entry: str
    agency: str
    closed: date | None = None
    closed_by: str | None = None

    def is_open_on(self, day: date) -> bool:
        """True from the day it opened; False from the day it closed."""
        return self.opened <= day and (self.closed is None or day < self.closed)


def plan_spells(chronology: Chronology, as_at: date) -> dict[str, list[PlanSpell]]:
    """Every spell on a plan known by the day (inclusive), by child, in order. One pass.

    A plan of another type replaces the one before it (a child is on one at a time); a review of a plan nobody recorded
    opening shows that it was open; a closing that names no type, or is decided on the plan itself, ends whatever is
    open; stepping down to another plan opens that one.
    """
    everyone = children(chronology.family, as_at)
    spells: dict[str, list[PlanSpell]] = {}
    steps = [e for e in (*chronology.entries, *chronology.undated) if isinstance(e.content, (Plan, Decision))]
    plans = frozenset(entry.id for entry in steps if isinstance(entry.content, Plan))
    dated = [(day, e) for e in steps if (day := e.known_from) and day <= as_at]
    for day, entry in sorted(dated, key=lambda pair: pair[0]):
        opens, type_ = _effect(entry, plans)
        if opens is not None:
            for child in children_in(entry, chronology.family, everyone):
                _apply(spells.setdefault(child, []), child, entry, day, type_, opens=opens)
    return spells


def open_plan(chronology: Chronology, child: str, as_at: date) -> PlanSpell | None:
    """The plan the child was on at the end of the day; None when none is recorded as open."""
    return plan_open_on(plan_spells(chronology, as_at).get(child, []), as_at)


def plan_open_on(spells: list[PlanSpell], day: date) -> PlanSpell | None:
    """The spell, among a child's in order, that was open on the day; None when there is none: one begins no sooner than
    the one before it ends, so only the last that had opened can be."""
    place = bisect_right(spells, day, key=_opened)
    return spells[place - 1] if place and spells[place - 1].is_open_on(day) else None


def _opened(spell: PlanSpell) -> date:
    return spell.opened


def _effect(entry: Entry, plans: frozenset[str]) -> tuple[bool | None, str]:
    """Whether the entry opens a plan (True), closes one (False) or neither (None), and of which type."""
    content = entry.content
    if isinstance(content, Plan):
        return not closes(content.stage), plan_type(content.type) or plain(content.type) or UNSTATED
    assert isinstance(content, Decision)
    said, type_ = plain(content.outcome), plan_type(content.outcome)
    if closes(content.outcome) or (is_no_further_action(content.outcome) and not plans.isdisjoint(content.on)):
        lesser = plan_type(said.rpartition(" to ")[2]) if "step" in said and " to " in said else None
        if lesser in _STEPPED_DOWN_TO:
            return True, lesser
        of_a_plan = "plan" in said or "case" in said or not content.on or not plans.isdisjoint(content.on)
        return (False, UNSTATED if lesser else type_ or UNSTATED) if of_a_plan else (None, "")
    return (True, type_) if type_ and "conference" not in said and "enquir" not in said else (None, "")


def _apply(spells: list[PlanSpell], child: str, entry: Entry, day: date, type_: str, *, opens: bool) -> None:
    current = plan_open_on(spells, day)
    if opens:
        if current and type_ in (current.type, UNSTATED):
            return
        if current:
            spells[-1] = msgspec.structs.replace(current, closed=day, closed_by=entry.id)
        spells.append(PlanSpell(child=child, type=type_, opened=day, entry=entry.id, agency=entry.agency))
    elif current and (type_ in (UNSTATED, current.type) or current.type == UNSTATED):
        spells[-1] = msgspec.structs.replace(current, closed=day, closed_by=entry.id)
