"""Does the practitioner this leans on see the child?

Asks: when a decision, plan or assessment gives somebody's continuing involvement as a ground, and that practitioner's
    role does not cover the child, or nobody has recorded whether it does and no sighting of the child by them is
    recorded, or the record shows that they were away with no cover or had long not seen the child.
Looks at: whom decisions lean on (`relies_on`; for a decision of no further action or closing, also a practitioner
    named in the reason whose role is recorded as covering none of the children it is about); roles and whom they
    cover; sightings by them; absences.
Does not ask when: the role covers the child and nothing recorded speaks against it; the coverage is not recorded but
    they saw the child within the parameter's days; it leans on a relative; a later assessment, plan or decision has
    taken its place; it is long ago and the child is on no plan.
Guidance: kingfisher-lp3; children-act-1989-17; working-together (the edition of the day).
In force: from 2010-01-01.
Settled by: the role recorded as covering the child, the child seen by them (where coverage is not recorded), a new
    assessment, plan or decision, or an answer with a reason.
"""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property
from typing import cast

from kingfisher.practice.decisions import closes, decided_on, is_no_further_action, leans_on, plain, reason_of
from kingfisher.practice.involvement import Involved
from kingfisher.questions.picture import Picture, day_of, known
from kingfisher.questions.question import Standing
from kingfisher.questions.saying import names, said, when_said, who
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Absence, Assessment, Decision, Plan

TITLE = "Leaning on a practitioner who may not see the child"
TIER = 2
VERSION = 1
GUIDANCE = (
    "kingfisher-lp3",
    "children-act-1989-17",
    "working-together-2015",
    "working-together-2018",
    "working-together-2023",
)


def look(picture: Picture) -> Iterator[Standing]:
    """What stands about each decision, plan or assessment that leans on somebody, children with one answer together."""
    steps = picture.of_kind(Decision, Plan, Assessment)
    if not steps:
        return
    later_steps = _Later(picture, steps)
    sights = _Sights(picture)
    met: dict[tuple[str, ...], list[tuple[Entry, set[str]]]] = {}
    same_thing = {one for entry in steps if leans_on(entry) for one in decided_on(entry)}
    for entry in steps:
        names_leant_on = _leant_on(picture, entry)
        if not names_leant_on or (entry.id in same_thing and isinstance(entry.content, Assessment)):
            continue
        together: dict[tuple[tuple[str, str], ...], list[str]] = {}
        for child in picture.children_in(entry):
            missing = [(name, why) for name in names_leant_on if (why := _missing(picture, entry, name, child, sights))]
            together.setdefault(tuple(missing), []).append(child)
        for missing_facts, children in together.items():
            if not _is_account_of_one_met(picture, met, entry, tuple(children), missing_facts):
                yield _standing(picture, entry, tuple(children), missing_facts, later_steps=later_steps, sights=sights)


def _is_account_of_one_met(
    picture: Picture,
    met: dict[tuple[str, ...], list[tuple[Entry, set[str]]]],
    entry: Entry,
    children: tuple[str, ...],
    missing: tuple[tuple[str, str], ...],
) -> bool:
    """True when another agency's step, within the parameter's days before, leant on one of the same: one question."""
    days = timedelta(days=picture.number("role_covers_child.same_days", known(entry)))
    leant_on = {name for name, _ in missing}
    before = [one for one in met.get(children, []) if known(entry) - known(one[0]) <= days]
    met[children] = [*before, (entry, leant_on)]
    return any(one.agency != entry.agency and not leant_on.isdisjoint(others) for one, others in before)


class _Later:
    """Later steps that take the place of one: its own agency's from the next day, any agency's once it can no longer be
    an account of the same step. A review of a plan takes nothing's place."""

    def __init__(self, picture: Picture, steps: list[Entry]) -> None:
        kept = [
            one for one in steps if not (isinstance(one.content, Plan) and plain(one.content.stage)[:6] == "review")
        ]
        self.picture = picture
        self.anyones = picture.by_child(kept)
        agencies = {one.agency for one in kept}
        self.own = {agency: picture.by_child(one for one in kept if one.agency == agency) for agency in agencies}

    def first_after(self, entry: Entry, children: tuple[str, ...]) -> Entry | None:
        """The first step that took the entry's place for any of the children."""
        since = known(entry)
        apart = timedelta(days=self.picture.number("role_covers_child.same_days", since) + 1)
        own = self.own[entry.agency].first_from(children, since + timedelta(days=1))
        other = self.anyones.first_from(children, since + apart)
        return min((one for one in (own, other) if one), key=known, default=None)


def _leant_on(picture: Picture, entry: Entry) -> tuple[str, ...]:
    """Whom it leans on, relatives left out: named in `relies_on`, or in the reason for going no further."""
    found = [name for name in leans_on(entry) if name not in picture.people]
    content, reason = entry.content, f" {plain(reason_of(entry))} "
    ends = isinstance(content, Decision) and (is_no_further_action(content.outcome) or closes(content.outcome))
    ends = ends or (isinstance(content, Plan) and closes(content.stage))
    if ends and reason.strip():
        known_parts = {part.practitioner for name in found for part in _parts(picture, name, known(entry))}
        for part in picture.covers_recorded:
            said_there = any(f" {plain(one)} " in reason for one in (part.name, part.role, part.agency) if plain(one))
            for_some = part.covers is not None and not set(part.covers).isdisjoint(picture.children_in(entry))
            if part.agency != entry.agency and said_there and not for_some:
                name = part.practitioner or part.name
                if name not in known_parts:
                    found.append(name)
    return tuple(dict.fromkeys(found))


def _parts(picture: Picture, name: str, day: date) -> list[Involved]:
    parts = picture.parts_named(name)
    return [part for part in parts if part.known is None or part.known <= day]


def _missing(picture: Picture, entry: Entry, name: str, child: str, sights: "_Sights") -> str:
    """What is not known about the practitioner and the child at the time, in words; "" when nothing is missing."""
    day = known(entry)
    parts = [part for part in picture.parts_told_apart(name) if part.known is None or part.known <= day]
    stated = [covered for part in parts if (covered := part.covers_child(child)) is not None]
    recent = day - timedelta(days=picture.number("role_covers_child.days", day))
    last = max((seen for each in _seen_by(sights, parts, name, child) if (seen := each.last_by(day))), default=None)
    if True in stated:
        if _away(picture, parts, name, day):
            return "was away with no cover recorded"
        return f"last saw them on {said(last)}" if last and last < recent else ""
    if False in stated:
        return "has a role that does not cover them"
    if last and last >= recent:
        return ""
    return "has a role whose cover of them nobody has recorded, and no recent sight of them is recorded"


class _Days:
    """Sightings in the order in which they became known, with the latest day seen so far."""

    def __init__(self) -> None:
        self.known: list[date] = []
        self.latest: list[date] = []

    def add(self, known_on: date, seen_on: date) -> None:
        self.known.append(known_on)
        self.latest.append(max(seen_on, self.latest[-1]) if self.latest else seen_on)

    def last_by(self, day: date) -> date | None:
        """The latest day seen, as known by the day (inclusive)."""
        place = bisect_right(self.known, day)
        return self.latest[place - 1] if place else None

    def first_after(self, day: date) -> date | None:
        """The first later day on which a sighting became known."""
        place = bisect_right(self.known, day)
        return self.known[place] if place < len(self.known) else None


class _Sights:
    """Sightings by child and by who saw: one practitioner, an agency's unnamed practitioners, a whole agency."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture

    @cached_property
    def held(self) -> dict[tuple[str, str, str], _Days]:
        """The sightings, sorted when first asked for: most records lean on nobody."""
        found: dict[tuple[str, str, str], _Days] = {}
        for child in self.picture.children:
            for one in sorted(self.picture.seen.get(child, []), key=lambda seen: seen.known or date.max):
                if one.known and one.when.latest:
                    for key in (("by", one.by or ""), ("agency" if one.by else "unnamed", one.agency)):
                        found.setdefault((child, *key), _Days()).add(one.known, one.when.latest)
        return found


def _seen_by(sights: _Sights, parts: list[Involved], name: str, child: str) -> Iterator[_Days]:
    """Sightings of the child by them or, where no one person is meant, by their agency."""
    people = {part.practitioner for part in parts if part.practitioner and not named_as_agency(part, name)}
    agencies = {part.agency for part in parts} | {name}
    keys = [("by", one) for one in sorted({*people, name})]
    keys += [(key, one) for one in sorted(agencies) for key in (("unnamed",) if people else ("unnamed", "agency"))]
    yield from (days for key in keys if (days := sights.held.get((child, *key))))


def named_as_agency(part: Involved, name: str) -> bool:
    """True when the name means the part's agency, not the person."""
    return plain(name) == plain(part.agency)


def _away(picture: Picture, parts: list[Involved], name: str, day: date) -> bool:
    people = {name, *(part.practitioner for part in parts if not named_as_agency(part, name))}
    return any(_is_away(entry, day) for one in people for entry in picture.away_without_cover.get(one or "", ()))


def _is_away(entry: Entry, day: date) -> bool:
    ends = cast(Absence, entry.content).ends
    back = ends is not None and ends.last is not None and ends.last < day
    return known(entry) <= day and day_of(entry) <= day and not back


def _standing(
    picture: Picture,
    entry: Entry,
    children: tuple[str, ...],
    missing: tuple[tuple[str, str], ...],
    *,
    later_steps: _Later,
    sights: _Sights,
) -> Standing:
    since, them = known(entry), names(picture, children)
    if not missing:
        because = "Whom it leans on covers the child, as far as is recorded."
        return Standing(about=children, rests_on=(entry.id,), because=because)
    settled, why = _settled(picture, entry, children, missing, later_steps=later_steps, sights=sights)
    facts = "; ".join(f"{who(picture, name)} {fact}" for name, fact in missing)
    parts = [part for name, _ in missing for part in _parts(picture, name, since)]
    agencies = tuple(dict.fromkeys(part.agency for part in parts if part.agency != entry.agency))
    step = entry.kind if not isinstance(entry.content, Plan) else "plan"
    return Standing(
        about=children,
        rests_on=tuple(dict.fromkeys([entry.id, *(part.entry for part in parts if part.entry)])),
        since=since,
        sentence=f"The {step} of {when_said(entry)} about {them} leans on others: {facts}. Who sees {them}, where "
        "and how often, and what happens if that stops?",
        settles=f"Someone whose role covers {them} is named, or the role of those leaned on is recorded.",
        addressed_to=(entry.agency,),
        ask_agency=agencies[0] if agencies else None,
        because=why,
        settled=settled,
        holds_until=picture.asked_until(children, since),
    )


def _settled(
    picture: Picture,
    entry: Entry,
    children: tuple[str, ...],
    missing: tuple[tuple[str, str], ...],
    *,
    later_steps: _Later,
    sights: _Sights,
) -> tuple[date | None, str]:
    since = known(entry)
    later = later_steps.first_after(entry, children)
    days = [(known(later), f"A later {later.kind} took its place ({when_said(later)}).")] if later else []
    learnt = [_learnt(picture, name, children, since, sights) for name, _ in missing]
    if learnt and all(learnt):
        days.append((max(day for day in learnt if day), "It is recorded since that they see the child."))
    until = picture.asked_until(children, since)
    if until and until < picture.as_at:
        days.append((until + timedelta(days=1), "It is long ago, and the child is on no plan."))
    return min(days, default=(None, ""))


def _learnt(picture: Picture, name: str, children: tuple[str, ...], since: date, sights: _Sights) -> date | None:
    """The first later day on which it was recorded that they cover the children or, if nobody said, saw them."""
    parts = picture.parts_named(name)
    days = [
        part.known
        for part in parts
        if part.known and part.known > since and all(part.covers_child(child) for child in children)
    ]
    if not any(part.covers_child(child) is False for part in parts for child in children):
        seen = [
            min(
                (day for each in _seen_by(sights, parts, name, child) if (day := each.first_after(since))), default=None
            )
            for child in children
        ]
        if all(seen):
            days.append(max(day for day in seen if day))
    return min(days, default=None)
