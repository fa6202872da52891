"""What was offered, what was kept, and what came of the rest? A child's own apart from the adults', on one strip.

Offered and kept are the denominators: a missed appointment is never shown without them. What a service cancelled is on
the same strip and is never counted against the family.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from types import MappingProxyType

import msgspec

from kingfisher.practice.contact import NOT_IN_PERSON
from kingfisher.practice.involvement import Involved
from kingfisher.timeline.chronology import Chronology
from kingfisher.timeline.dates import When
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import KINDS, Appointment, Contact, Education, Health, Outcome, Setting

AT_THE_DOOR = frozenset({Setting.INSIDE, Setting.DOORSTEP, Setting.WINDOW, Setting.OUTSIDE})
_OFFERED = frozenset(kind for kind in KINDS.values() if "outcome" in kind.__struct_fields__)  # or may have been
NOT_A_CHILDS = frozenset({Outcome.DECLINED, Outcome.REARRANGED})
_NOTHING_SAID: Mapping[str, Outcome] = MappingProxyType({})


class Offered(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One appointment or contact offered to one person, and what came of it. `is_child`: one of the record's children.

    `service` is the service named, or else the agency. `missed`: was not brought, did not attend, or no access.
    """

    entry: str
    whose: str
    is_child: bool
    agency: str
    service: str
    when: When
    known: date
    outcome: Outcome
    missed: bool

    @property
    def kept(self) -> bool:
        """True when it took place."""
        return self.outcome is Outcome.ATTENDED


class Engagement(msgspec.Struct, frozen=True, kw_only=True):
    """Counts over a strip: offered includes everything; `cancelled_by_service` is nobody's in the family."""

    offered: int
    kept: int
    missed: int
    cancelled_by_family: int
    cancelled_by_service: int


def strip(
    chronology: Chronology,
    children: Collection[str],
    parts: Collection[Involved] = (),
    said: Mapping[str, Outcome] = _NOTHING_SAID,
) -> list[Offered]:
    """Everything offered whose outcome is recorded, in order; two accounts of one happening count once.

    `parts` say whom each agency's workers cover: a visit without access by a worker who covers no child is the adult's.
    `said` gives, by id, the outcome that the words of an entry without one say.
    """
    adults_only = _cover_no_child(children, parts)
    found: list[Offered] = []
    met: set[str] = set()
    for entry in chronology.entries:
        if type(entry.content) not in _OFFERED or (outcome := entry.outcome or said.get(entry.id)) is None:
            continue
        known = entry.known_from
        if known is None or not met.isdisjoint(entry.same_as):
            continue
        met.add(entry.id)
        met.update(entry.same_as)
        for person in _whose(entry, outcome, children, adults_only):
            found.append(_offered(entry, outcome, person, known, is_child=person in children))
    return found


def counts(offers: Collection[Offered]) -> Engagement:
    """The counts over a strip."""
    return Engagement(
        offered=len(offers),
        kept=sum(one.kept for one in offers),
        missed=sum(one.missed for one in offers),
        cancelled_by_family=sum(one.outcome is Outcome.CANCELLED_BY_FAMILY for one in offers),
        cancelled_by_service=sum(one.outcome is Outcome.CANCELLED_BY_SERVICE for one in offers),
    )


def _offered(entry: Entry, outcome: Outcome, person: str, known: date, *, is_child: bool) -> Offered:
    content = entry.content
    missed = outcome in (Outcome.WAS_NOT_BROUGHT, Outcome.DID_NOT_ATTEND, Outcome.NO_ACCESS)
    if outcome is Outcome.NO_REPLY and isinstance(content, Contact):
        missed = content.setting in AT_THE_DOOR
    named = content.service if isinstance(content, Appointment) else None
    return Offered(
        entry=entry.id,
        whose=person,
        is_child=is_child,
        agency=entry.agency,
        service=named or entry.agency,
        when=entry.happened,
        known=known,
        outcome=outcome,
        missed=missed,
    )


def _whose(
    entry: Entry, outcome: Outcome, children: Collection[str], adults_only: tuple[set[str], set[str]]
) -> Iterable[str]:
    """Whose it was: the person it names; a visit's or a check's children when it is theirs; else the adults. A call or
    a letter is never a child's appointment."""
    content = entry.content
    if isinstance(content, Appointment) and content.whose:
        return (content.whose,)
    named = content.with_whom if isinstance(content, Contact) else ()
    people = dict.fromkeys((*named, *entry.about))
    theirs = [person for person in people if person in children]
    others = [person for person in people if person not in children]
    if isinstance(content, Contact) and content.setting in NOT_IN_PERSON:
        return others
    for_adults = _is_for_adults(entry, adults_only)
    is_childs = _is_childs(entry, outcome, named, theirs, others, for_adults=for_adults)
    return theirs if is_childs else others or theirs


def _is_childs(
    entry: Entry, outcome: Outcome, named: Collection[str], theirs: list[str], others: list[str], *, for_adults: bool
) -> bool:
    if not theirs:
        return False
    if outcome is Outcome.WAS_NOT_BROUGHT or isinstance(entry.content, (Health, Education)) or not others:
        return True
    if isinstance(entry.content, Contact):
        met_a_child = any(person in named for person in theirs) or any(seen.child in theirs for seen in entry.seen)
        return met_a_child or (outcome in (Outcome.NO_ACCESS, Outcome.NO_REPLY) and not for_adults)
    return outcome is not Outcome.DID_NOT_ATTEND and outcome not in NOT_A_CHILDS


def _cover_no_child(children: Collection[str], parts: Collection[Involved]) -> tuple[set[str], set[str]]:
    """Practitioners, and agencies all of whose workers are known, who cover no child of the record."""
    by_agency: dict[str, list[bool]] = {}
    workers: set[str] = set()
    for part in parts:
        covers_none = part.covers is not None and not any(child in part.covers for child in children)
        by_agency.setdefault(part.agency, []).append(covers_none)
        if covers_none and part.practitioner:
            workers.add(part.practitioner)
    return workers, {agency for agency, each in by_agency.items() if all(each)}


def _is_for_adults(entry: Entry, adults_only: tuple[set[str], set[str]]) -> bool:
    workers, agencies = adults_only
    return entry.by in workers or entry.agency in agencies
