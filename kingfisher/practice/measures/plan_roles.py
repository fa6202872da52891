"""Does every plan say who does what? (recommendation 3; paragraphs 25 to 28 and 54)

A plan line is one practitioner's part in a child's open plan. Its six facts: role, whom it covers, how often, where,
whether they have seen the child, and what happens if it is declined or they are away.
"""

from datetime import date

from kingfisher.practice.contact import all_sightings
from kingfisher.practice.involvement import Involved, involvements
from kingfisher.practice.measures.figure import Asked, Figure, Tally
from kingfisher.practice.plans import plan_open_on, plan_spells
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.kinds import Absence, Involvement

FACTS = ("role", "whom it covers", "how often", "where", "has seen the child", "what if declined or absent")


def plan_roles(asked: Asked) -> list[Figure]:
    """Plan lines with all six facts, and plan lines confirmed by the practitioner's own agency, over all lines of plans
    open on the last day. A line written by the agency whose practitioner it is counts as confirmed by them."""
    whole = Tally("have all six facts of the role", "lines of open plans")
    confirmed = Tally("are confirmed by the agency whose part it is", "lines of open plans")
    for number, chronology in enumerate(asked.families):
        for line, child in plan_lines(chronology, asked.last):
            whole.add(number, line.agency, counted=not missing_facts(chronology, line, child))
            confirmed.add(number, line.agency, counted=_is_confirmed(chronology, line))
    return [*whole.figures(), *confirmed.figures()]


def plan_lines(chronology: Chronology, as_at: date) -> list[tuple[Involved, str]]:
    """Each part that may hold on the day with each child then on an open plan, as known by the day (inclusive); a part
    recorded as covering others only is no line of it."""
    spells = plan_spells(chronology, as_at)
    on_plan = [child for child, found in spells.items() if plan_open_on(found, as_at)]
    latest: dict[tuple[str | None, str], Involved] = {}
    for one in involvements(chronology, as_at):
        latest[one.practitioner or one.name, one.agency] = one
    current = [one for one in latest.values() if one.may_hold_on(as_at)]
    return [(one, child) for one in current for child in sorted(on_plan) if one.covers_child(child) is not False]


def missing_facts(chronology: Chronology, line: Involved, child: str) -> tuple[str, ...]:
    """Which of the six facts nobody has recorded of the line, in their order."""
    held = (
        bool(line.role),
        line.covers is not None,
        bool(line.frequency),
        bool(line.place),
        _has_seen(chronology, line, child),
        _says_what_if(chronology, line),
    )
    return tuple(name for name, is_held in zip(FACTS, held, strict=True) if not is_held)


def _has_seen(chronology: Chronology, line: Involved, child: str) -> bool:
    """A sighting of the child by the practitioner, or by their agency where it does not name who."""
    by_entry = {one.id: one.by for one in chronology.entries}
    return any(
        by_entry.get(sight.entry) == line.practitioner if by_entry.get(sight.entry) else sight.agency == line.agency
        for sight in all_sightings(chronology).get(child, [])
    )


def _says_what_if(chronology: Chronology, line: Involved) -> bool:
    for entry in chronology.entries:
        content = entry.content
        if isinstance(content, Involvement) and content.practitioner == line.practitioner and content.if_declined:
            return True
        if isinstance(content, Absence) and content.practitioner == line.practitioner and content.cover:
            return True
    return False


def _is_confirmed(chronology: Chronology, line: Involved) -> bool:
    """Its own agency wrote a part for this practitioner."""
    return any(
        isinstance(entry.content, Involvement)
        and entry.content.practitioner == line.practitioner
        and entry.agency == line.agency
        for entry in chronology.entries
    )
