"""Has what was known before been passed on, and has the one who takes over read it?

Asks: when a child moves into another area, or moves home and changes to another practitioner of the same kind, or, on a
    plan, changes practitioner, or whoever takes over says that nothing has come or been read, and after the parameter's
    days nobody is recorded as having passed on or received what was known.
Looks at: practitioners' parts that end and begin in one agency and role; living arrangements that say the child came
    from another area; words of whoever takes over that no records have come or that they are not read; handovers,
    transfers, records asked for and received, and joint visits around the change.
Does not ask when: a handover, records received, or a joint visit is recorded; the same practitioner goes on; the parts
    do not cover the child, or are of different kinds; nobody moved and the child is on no plan (an ordinary change of a
    universal service); the change is younger than those days (an uncertain date counts on its last day); it is long ago
    and the child is on no plan. Why a family moved makes no difference.
Guidance: kingfisher-16; working-together (the edition of the day).
In force: from 2010-01-01.
Settled by: a handover recorded by the one who takes over, with what is still to be asked; or an answer with a reason.
Changed: 2 (November 2026): whoever takes over may say in words that no records have come, or that they are not read.
"""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from kingfisher.practice.children import is_unborn
from kingfisher.practice.decisions import plain
from kingfisher.practice.in_words import says
from kingfisher.practice.involvement import Involved
from kingfisher.questions.closing import capital, concluded
from kingfisher.questions.picture import Picture, day_of, days_after, known
from kingfisher.questions.question import Standing
from kingfisher.questions.saying import agency_name, names, said
from kingfisher.timeline.entries import Entry
from kingfisher.timeline.kinds import (
    Account,
    Action,
    Assessment,
    Check,
    Contact,
    Document,
    Education,
    Health,
    Involvement,
    LivingArrangement,
    Meeting,
    Observation,
    Referral,
    Supervision,
)

_TELLING = (Contact, Involvement, Health, Education, Observation, Document, Account, Meeting, Supervision, Assessment)
TITLE = "A change of area or practitioner, and what was known before"
TIER = 3
VERSION = 2
GUIDANCE = (
    "kingfisher-16",
    "working-together-2015",
    "working-together-2018",
    "working-together-2023",
)


class _Change(msgspec.Struct, frozen=True):
    """A change of area or of practitioner: its last possible day, whom it is said of, and what shows it."""

    day: date
    agency: str  # the one that takes over
    role: str
    facts: tuple[str, ...]
    words: str
    around: int | None = None  # how many days before it a handover counts, where not the parameter's


def look(picture: Picture) -> Iterator[Standing]:
    """What stands about each change, one question for the children who share it."""
    found: dict[_Change, list[str]] = {}
    for child in picture.children:
        for change in (*_new_areas(picture, child), *_new_practitioners(picture, child)):
            found.setdefault(change, []).append(child)
    for entry in picture.saying("history_passed_on.missing", *_TELLING):
        if told_of := picture.children_in(entry):
            found.setdefault(_come_without(entry), []).extend(told_of)
    if not found:
        return
    passed = _Passed(picture)
    for change, children in found.items():
        yield _standing(picture, change, tuple(children), passed)


def _list(picture: Picture, name: str) -> tuple[str, ...]:
    return picture.words(f"history_passed_on.{name}", picture.as_at)


def _moves(picture: Picture, child: str) -> list[Entry]:
    """The child's moves, in order; the first home recorded counts, since the record of a child may begin with it."""
    found: list[Entry] = []
    for home in picture.homes.get(child, []):
        entry = picture.entry(home.entry)
        if entry and not is_unborn(picture.people[child], day_of(entry)):
            found.append(entry)
    return sorted(found, key=known)


def _new_areas(picture: Picture, child: str) -> Iterator[_Change]:
    for entry in _moves(picture, child):
        if says(picture.written_in(entry), _list(picture, "new_area")):
            yield _Change(
                day=entry.happened.latest or known(entry),
                agency=entry.agency,
                role="",
                facts=(entry.id,),
                words="moved from another area",
            )


def _come_without(entry: Entry) -> _Change:
    """Whoever takes over says that what was known before has not come, or is not read."""
    return _Change(
        day=entry.happened.latest or known(entry),
        agency=entry.agency,
        role="",
        facts=(entry.id,),
        words=f"came to {agency_name(entry.agency)} without what was known before",
        around=0,
    )


def _new_practitioners(picture: Picture, child: str) -> Iterator[_Change]:
    """Each part that covers the child and begins about when another of the same agency and role ended."""
    parts = [one for one in picture.involved if one.covers_child(child) and one.role]
    ended: dict[tuple[str, str], list[tuple[date, Involved]]] = {}
    for part in parts:
        last = part.until.latest if part.until else None
        if last:
            ended.setdefault((part.agency, plain(part.role)), []).append((last, part))
    moves = _moves(picture, child)
    for part in parts:
        begun = part.since.latest if part.since else None
        if begun is None:
            continue
        near = picture.number("history_passed_on.change_days", begun)
        for last, old in ended.get((part.agency, plain(part.role)), ()):
            if _is_same_practitioner(old, part) or abs((begun - last).days) > near:
                continue
            moved = [one for one in moves if _is_near(one, begun, near)]
            on_plan = picture.plan_on(child, last) or picture.plan_on(child, begun)  # of a day to come, as now known
            if moved or on_plan:
                day = max(begun, last)
                facts = [*(one.id for one in moved[-2:]), *(entry for entry in (old.entry, part.entry) if entry)]
                if not facts:
                    plan = picture.plan_on(child, day)
                    facts = [plan.entry] if plan else []
                yield _Change(
                    day=day,
                    agency=part.agency,
                    role=part.role or "",
                    facts=tuple(dict.fromkeys(facts)),
                    words=f"changed {part.role} (from {old.name} to {part.name})",
                )


def _is_same_practitioner(one: Involved, other: Involved) -> bool:
    return bool(one.practitioner) and one.practitioner == other.practitioner


def _is_near(entry: Entry, day: date, days: int) -> bool:
    first, last = entry.happened.earliest, entry.happened.latest
    return first is not None and last is not None and abs((day - first).days) <= days and abs((day - last).days) <= days


class _Passed:
    """Entries that tell of history passed on, by child and for everyone, in the order in which they became known."""

    def __init__(self, picture: Picture) -> None:
        kinds = (Action, Check, Contact, Document, Education, Health, Involvement, Meeting, Observation, Referral)
        entries = picture.of_kind(*kinds, Supervision, LivingArrangement)
        told = [one for one in entries if self._tells(picture, one)]
        self.by_child: dict[str, list[Entry]] = {}
        for entry in told:
            for child in picture.children_in(entry):
                self.by_child.setdefault(child, []).append(entry)

    @staticmethod
    def _tells(picture: Picture, entry: Entry) -> bool:
        if isinstance(entry.content, Action) and plain(entry.content.state) in ("agreed", "not done", ""):
            return False
        if isinstance(entry.content, Check) and plain(entry.content.result) not in ("replied", "received", "done"):
            return False
        words = f"{picture.written_in(entry)} / {plain(getattr(entry.content, 'type', ''))}"
        return says(words, _list(picture, "passed_on"))

    def first_around(self, child: str, first: date) -> Entry | None:
        """The first for the child from the day."""
        held = self.by_child.get(child, [])
        place = bisect_left(held, first, key=known)
        return held[place] if place < len(held) else None


def _standing(picture: Picture, change: _Change, children: tuple[str, ...], passed: _Passed) -> Standing:
    around = change.around
    if around is None:
        around = picture.number("history_passed_on.around_days", change.day)
    since = days_after(change.day, picture.number("history_passed_on.days", change.day) + 1)
    shown = [entry for one in change.facts if (entry := picture.entry(one))]
    since = max(since, *(known(entry) for entry in shown)) if shown else since
    each = [passed.first_around(child, change.day - timedelta(days=around)) for child in children]
    told = [one for one in each if one]
    closings = []
    if len(told) == len(children):
        day = max(known(one) for one in told)
        closings.append((day, f"What was known has been passed on ({said(day)})."))
    who = names(picture, children)
    taking_over = f"{agency_name(change.agency)}{f' ({change.role})' if change.role else ''}"
    return concluded(
        picture,
        about=children,
        rests_on=change.facts,
        since=since,
        sentence=f"{who} {change.words} about {said(change.day)}, and no handover is recorded. What was known before, "
        f"who has passed it on, and what is {taking_over} still waiting for?",
        settles=f"{capital(taking_over)} records what was passed on and read, and what is still to be asked.",
        addressed_to=(change.agency,),
        closings=closings,
    )
