"""What does each agency's record hold of the children audited? A reading for a multi-agency audit of one child.

It says what is there, never how well anybody worked: counts of entries by kind, when the agency last saw each child,
and which facts of its practitioners' parts nobody has recorded (paragraphs 25 to 28, 39 to 43).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from kingfisher.practice.contact import Sighted, all_sightings
from kingfisher.practice.measures.plan_roles import missing_facts, plan_lines
from kingfisher.timeline.chronology import Chronology


class PartHeld(msgspec.Struct, frozen=True, kw_only=True):
    """A line of an open plan: whose part it is, with which child, and which of the six facts are missing."""

    name: str
    role: str
    child: str
    missing: tuple[str, ...]
    entry: str | None = None


class HeldByAgency(msgspec.Struct, frozen=True, kw_only=True):
    """What one agency's record holds: entries by kind, the commonest first, and for each child the last sighting known
    (None: no sighting recorded)."""

    agency: str
    kinds: tuple[tuple[str, int], ...]
    last_seen: tuple[tuple[str, Sighted | None], ...]
    parts: tuple[PartHeld, ...]

    @property
    def entries(self) -> int:
        """How many entries in all."""
        return sum(number for _, number in self.kinds)


def held_by_agency(
    chronology: Chronology, agencies: Iterable[str], children: Sequence[str], first: date, last: date
) -> list[HeldByAgency]:
    """A section for each agency, in the order given. Entries about one of the children that may have happened between
    the days (both inclusive, an uncertain date counting where any of its days does) and were known by the last; last
    sightings and plan lines as they stood on the last day."""
    known = chronology.as_at(last)
    about = [
        entry
        for entry in known.entries
        if not set(children).isdisjoint(entry.about)
        and (entry.happened.latest or date.max) >= first
        and (entry.happened.earliest or date.min) <= last
    ]
    lines = [(line, child) for line, child in plan_lines(known, last) if child in children]
    seen = all_sightings(known)
    found = []
    for agency in dict.fromkeys(agencies):
        kinds = Counter(entry.kind for entry in about if entry.agency == agency)
        found.append(
            HeldByAgency(
                agency=agency,
                kinds=tuple(sorted(kinds.items(), key=lambda one: (-one[1], one[0]))),
                last_seen=tuple((child, _last(seen.get(child, ()), agency)) for child in children),
                parts=tuple(
                    PartHeld(
                        name=line.name, role=line.role or "", child=child, entry=line.entry,
                        missing=missing_facts(known, line, child),
                    )
                    for line, child in lines
                    if line.agency == agency
                ),
            )
        )  # fmt: skip
    return found


def _last(seen: Iterable[Sighted], agency: str) -> Sighted | None:
    theirs = [one for one in seen if one.agency == agency and one.when.latest]
    return max(theirs, key=lambda one: one.when.latest or date.min, default=None)
