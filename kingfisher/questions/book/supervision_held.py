"""When did the practitioner last have supervision about this child, and who offers it now?

Asks: when a child is on a plan of a type the parameter names, and a practitioner in a role it names, whose role covers
    the child, has no safeguarding supervision about the child recorded within the parameter's days; at once when it is
    written down that it was missed or not sought. It is put to the supervisor: it is theirs to offer.
Looks at: plans; practitioners' roles, whom they cover and from when to when; supervision given or missed.
Does not ask when: supervision was given within those days (one entry may stand for a whole family, and an uncertain day
    counts on its last); the plan has ended, or the practitioner's part in it; nobody recorded whom the role covers of
    the practitioners on record (where the record names none, the plan's own agency is asked). That work is heavy, or
    forms are long, is a reason to make it easier and says nothing of the practitioner.
Guidance: kingfisher-59; working-together (the edition of the day).
In force: from 2010-01-01.
Settled by: supervision given and recorded, the plan's or the practitioner's part's end, or an answer with a reason.
Changed: 2 (November 2026): where the record names no practitioner, the plan's own agency is asked; that it was missed
    may be said in the account.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import cast

import msgspec

from kingfisher.practice.decisions import plain
from kingfisher.practice.involvement import Involved
from kingfisher.practice.plans import PlanSpell
from kingfisher.questions.closing import capital
from kingfisher.questions.members import SUPERVISOR
from kingfisher.questions.picture import Picture, days_after, known
from kingfisher.questions.question import Standing
from kingfisher.questions.saying import agency_name, listed, names, said
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import Supervision

TITLE = "Supervision about a child on a plan"
TIER = 3
VERSION = 2
GUIDANCE = ("kingfisher-59", "working-together-2015", "working-together-2018", "working-together-2023")
_NOT_GIVEN = re.compile(r"\b(not|never|missed|cancel\w*|postpone\w*|declined|no time|did not)\b")
_ONE_DAY = timedelta(days=1)
_ANYONE = "*"  # supervision of whoever it was


class _Due(msgspec.Struct, frozen=True, kw_only=True):
    """Supervision is wanting from a day until another (exclusive; None: no end in sight) for one practitioner."""

    child: str
    who: str
    agency: str
    since: date
    until: date | None
    because: str
    rests_on: tuple[str, ...]


def look(picture: Picture) -> Iterator[Standing]:
    """What stands for each plan: practitioners and children for whom it is wanting are asked about together."""
    given = _given(picture)
    found: dict[tuple[object, ...], list[_Due]] = {}
    for child, spells in picture.plans.items():
        if child not in picture.people:
            continue
        for part in _parts(picture, child) if picture.involved else _whoever_leads(picture, child):
            for spell in _runs(picture, spells):
                for due in _due(picture, child, part, spell, given):
                    over = due.until is not None and due.until <= picture.as_at
                    apart = (due.who, due.since, due.until) if over or due.since > picture.as_at else ()
                    found.setdefault((spell.opened, spell.type, *apart), []).append(due)
    for each in found.values():
        yield _standing(picture, each)


def _parts(picture: Picture, child: str) -> list[Involved]:
    """One part for each practitioner in a role that counts and covers the child."""
    parts: dict[str, Involved] = {}
    for part in picture.covers_recorded:
        words = picture.words("supervision_held.roles", part.known or picture.as_at)
        role = plain(part.role)
        if part.practitioner and part.covers_child(child) and any(plain(word) in role for word in words):
            parts.setdefault(part.practitioner, part)
    return list(parts.values())


def _whoever_leads(picture: Picture, child: str) -> list[Involved]:
    """Where the record names no practitioner at all: whoever in the plan's agency works with the child."""
    agencies = dict.fromkeys(spell.agency for spell in picture.plans.get(child, ()))
    return [Involved(practitioner=None, name=agency_name(one), agency=one, covers=(child,)) for one in agencies]


def _runs(picture: Picture, spells: list[PlanSpell]) -> list[PlanSpell]:
    """Spells on plans that count; one that replaces another on the same day goes on from it."""
    runs: list[PlanSpell] = []
    for spell in spells:
        if spell.type not in picture.words("supervision_held.plans", spell.opened):
            continue
        if runs and runs[-1].closed == spell.opened:
            runs[-1] = msgspec.structs.replace(runs[-1], closed=spell.closed, closed_by=spell.closed_by)
        else:
            runs.append(spell)
    return runs


def _given(picture: Picture) -> dict[str, list[Entry]]:
    """Supervision entries by the practitioner, or else the agency, they are for."""
    found: dict[str, list[Entry]] = {}
    for entry in picture.of_kind(Supervision):
        content = cast(Supervision, entry.content)
        found.setdefault(content.practitioner or entry.by or entry.agency, []).append(entry)
        found.setdefault(_ANYONE, []).append(entry)
    return found


def _due(
    picture: Picture, child: str, part: Involved, spell: PlanSpell, given: dict[str, list[Entry]]
) -> Iterator[_Due]:
    """Each span during which supervision was wanting."""
    start = part.since.latest if part.since and part.since.latest else part.known
    begun = max(spell.opened, start or spell.opened)
    gone = part.until.last + _ONE_DAY if part.until and part.until.last else None
    end = min((day for day in (spell.closed, gone) if day), default=None)
    if end and end <= begun:
        return
    wanting = days_after(begun, picture.number("supervision_held.days", begun))
    rests: tuple[str, ...] = (spell.entry,)
    names_meant = dict.fromkeys((part.practitioner, part.name, part.agency) if part.practitioner else (_ANYONE,))
    own = sorted((one for name in names_meant for one in given.get(name, ())), key=known)
    for entry in own:
        if entry.about and child not in picture.children_in(entry):
            continue
        day = known(entry)
        if end and day >= end:
            break
        outcome = cast(Supervision, entry.content).outcome
        if _NOT_GIVEN.search(plain(outcome or entry.text.partition(".")[0])):
            wanting, rests = (min(wanting, day), (*rests, entry.id)) if day >= begun else (wanting, rests)
            continue
        last = entry.happened.latest or day
        if day > wanting:
            yield _made(
                child, part, wanting, day, because=f"Supervision was given ({entry.happened.words}).", rests_on=rests
            )
        wanting = max(days_after(last, picture.number("supervision_held.days", last)), begun)
        rests = (spell.entry, entry.id)
    if end is None or wanting < end:
        why = "The plan, or the practitioner's part in it, has ended."
        yield _made(child, part, wanting, end, because=why, rests_on=rests)


def _made(
    child: str, part: Involved, since: date, until: date | None, *, because: str, rests_on: tuple[str, ...]
) -> _Due:
    return _Due(
        child=child, who=part.name, agency=part.agency, since=since, until=until, because=because, rests_on=rests_on
    )


def _standing(picture: Picture, each: list[_Due]) -> Standing:
    first, about = each[0], tuple(dict.fromkeys(due.child for due in each))
    rests_on = tuple(dict.fromkeys(one for due in each for one in due.rests_on))
    if first.since > picture.as_at:
        last = first.since - _ONE_DAY
        because = f"It is not asked before {said(first.since)}."
        return Standing(about=about, rests_on=rests_on, because=because, holds_until=last)
    if first.until and first.until <= picture.as_at:
        return Standing(about=about, rests_on=rests_on, since=first.since, settled=first.until, because=first.because)
    whom, them = listed(due.who for due in each), names(picture, about)
    verb = "works" if len({due.who for due in each}) == 1 else "work"
    since, latest = min(due.since for due in each), max(due.since for due in each)
    ends = [due.until - _ONE_DAY for due in each if due.until]
    return Standing(
        about=about,
        rests_on=rests_on,
        since=since,
        sentence=f"{capital(whom)} {verb} with {them} on a plan, and no supervision about {them} is recorded as given "
        "in the time expected. When was the last, and who offers it now?",
        settles=f"Supervision about {them} given and recorded; one entry may stand for all the children.",
        addressed_to=(SUPERVISOR, *dict.fromkeys(due.agency for due in each)),
        holds_until=min(ends, default=None),
        latest=latest if latest > since else None,
    )
